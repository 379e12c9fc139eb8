package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

func inspectCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "inspect",
		Short: "Pages as data",
		Long: `inspect prints what docgen reads on the pages: every parameter, flag, return
type, error, example and note, with where it stands. It needs no gotd/td.`,
		Example: `  docgen inspect --format json
  docgen inspect --only 'messages.import*'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return inspect(cmd, &o) },
	}
	o.addInput(cmd)
	o.addStrict(cmd)
	o.addFormat(cmd, "pages are printed")
	return cmd
}

func inspect(cmd *cobra.Command, o *options) error {
	if err := o.validate(); err != nil {
		return err
	}
	in, err := readPages(cmd.Context(), o)
	if err != nil {
		return err
	}
	diag.Sort(in.diags)
	if err := report(cmd.ErrOrStderr(), "text", in.diags, in.sources); err != nil {
		return err
	}
	if o.format == "json" {
		err = writeJSON(cmd.OutOrStdout(), page.JSON(in.pages))
	} else {
		for _, p := range in.pages {
			printPage(cmd.OutOrStdout(), p)
		}
	}
	if err != nil {
		return err
	}
	if failing(in.diags, o.strict) {
		return errFindings
	}
	return nil
}

// printPage prints the facts of a page for a person.
func printPage(w io.Writer, p *page.Page) {
	fmt.Fprintf(w, "%s  (%s)\n", p.Method.Text, p.File)
	if summary := p.Summary.Plain(); summary != "" {
		fmt.Fprintln(w, indentText(summary, "  "))
	}
	fmt.Fprintf(w, "  users %s, bots %s, business %s\n", flagText(p, p.Users), flagText(p, p.Bots), flagText(p, p.Business))
	for _, param := range p.Params {
		fmt.Fprintf(w, "  %4d: param %s %s%s\n", param.Pos.Line, param.Name, param.Type, described(param.Description))
	}
	if p.Returns.Text != "" {
		fmt.Fprintf(w, "  %4d: returns %s\n", p.Returns.Pos.Line, p.Returns.Text)
	}
	for _, e := range p.Errors {
		fmt.Fprintf(w, "  %4s: error %d %s%s\n", place(p, e.Pos), e.Code, e.Pattern, described(e.Description))
	}
	for _, e := range p.Examples {
		fmt.Fprintf(w, "  %4d: example in %s\n", e.Pos.Line, e.Language)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(w, "  %4d: note %s\n", n.Pos.Line, n.Title)
	}
	fmt.Fprintln(w)
}

// place returns the line of a fact, with its file when that is not the page.
func place(p *page.Page, pos diag.Pos) string {
	if pos.File == p.File {
		return fmt.Sprint(pos.Line)
	}
	return fmt.Sprintf("%s:%d", pos.File, pos.Line)
}

// flagText returns a flag, with its place when the page does not give it.
func flagText(p *page.Page, flag page.Flag) string {
	if flag.Value == page.Unknown || flag.Pos.File == p.File {
		return flag.Value.String()
	}
	return fmt.Sprintf("%s (%s)", flag.Value, place(p, flag.Pos))
}

// described returns a description in one line, after a colon.
func described(text page.Text) string {
	words := strings.Fields(text.Plain())
	if len(words) == 0 {
		return ""
	}
	return ": " + strings.Join(words, " ")
}

func indentText(text, by string) string {
	return by + strings.ReplaceAll(text, "\n", "\n"+by)
}
