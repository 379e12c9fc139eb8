package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

func (p *program) inspectCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "inspect",
		Short: "Pages as data",
		Long: `inspect prints what docgen reads on the pages: every parameter, flag, return
type, error, example and note, with where it stands. It needs no gotd/td.`,
		Example: `  docgen inspect --format json
  docgen inspect --only 'messages.import*'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.inspect(cmd, &o) },
	}
	o.InputFlags(cmd.Flags())
	o.addStrict(cmd)
	o.addFormat(cmd, "pages are printed", "text", "json")
	return cmd
}

func (p *program) inspect(cmd *cobra.Command, o *options) error {
	if err := o.validate(); err != nil {
		return err
	}
	documentation, err := input.Read(cmd.Context(), o.Docs, o.Errors)
	if err != nil {
		return err
	}
	parsed, err := documentation.Parse(cmd.Context(), o.Only)
	if err != nil {
		return err
	}
	diag.Sort(parsed.Diags)
	if err := p.report(p.stderr, "text", build.Findings{Diags: parsed.Diags, Sources: documentation.Sources()}); err != nil {
		return err
	}
	if o.format == "json" {
		if err := report.JSON(p.results, page.JSON(parsed.Pages)); err != nil {
			return err
		}
	} else {
		for _, read := range parsed.Pages {
			printPage(p.results, read)
		}
	}
	if failing(parsed.Diags, o.strict) {
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
