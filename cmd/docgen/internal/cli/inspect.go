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
		Short: "Print what docgen reads on the pages",
		Long: `inspect prints what docgen reads on the pages: the parameters, the return type, the
errors, the examples and the notes of each method, with their lines, and who can
call it. What a page says about the client that it is written for is listed again:
generate leaves it out. It needs no gotd/td.`,
		Example: `  docgen inspect --format json
  docgen inspect --only 'messages.import*'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.inspect(cmd, &o) },
	}
	o.addInput(cmd)
	o.addStrict(cmd)
	o.addFormat(cmd, "output", "text", "json")
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

// printPage prints the facts of a page as text.
func printPage(w io.Writer, p *page.Page) {
	fmt.Fprintf(w, "%s  (%s)\n", p.Method.Text, p.File)
	if summary := p.Summary.Plain(); summary != "" {
		fmt.Fprintln(w, indentText(summary, "  "))
	}
	fmt.Fprintf(w, "  users %s, bots %s, business %s, unauthenticated %s\n",
		flagText(p, p.Users), flagText(p, p.Bots), flagText(p, p.Business), flagText(p, p.Unauthenticated))
	if p.Definition.Text != "" {
		fmt.Fprintf(w, "  %4d: definition %s\n", p.Definition.Pos.Line, p.Definition.Text)
	}
	for _, param := range p.Params {
		fmt.Fprintf(w, "  %4d: param %s %s%s\n", param.Pos.Line, param.Name, param.Type, described(param.Description))
	}
	if p.Returns.Text != "" {
		fmt.Fprintf(w, "  %4d: returns %s\n", p.Returns.Pos.Line, p.Returns.Text)
	}
	for _, e := range p.Errors {
		fmt.Fprintf(w, "  %4s: error %d %s%s\n", position(p, e.Pos), e.Code, e.Pattern, described(e.Description))
	}
	for _, e := range p.Examples {
		fmt.Fprintf(w, "  %4d: example in %s\n", e.Pos.Line, e.Language)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(w, "  %4d: note %s\n", n.Pos.Line, n.Title)
	}
	for _, s := range p.ClientStatements() {
		fmt.Fprintf(w, "  %4s: about the client: %s\n", position(p, s.Pos), strings.Join(strings.Fields(s.Text), " "))
	}
	fmt.Fprintln(w)
}

// position returns the line of a fact of a page. If the fact comes from the error file,
// the name of that file comes first.
func position(p *page.Page, pos diag.Pos) string {
	if pos.File == p.File {
		return fmt.Sprint(pos.Line)
	}
	return fmt.Sprintf("%s:%d", pos.File, pos.Line)
}

// flagText returns the value of a flag, with its position if it comes from the error
// file.
func flagText(p *page.Page, flag page.Flag) string {
	if flag.Value == page.Unknown || flag.Pos.File == p.File {
		return flag.Value.String()
	}
	return fmt.Sprintf("%s (%s)", flag.Value, position(p, flag.Pos))
}

// described returns a description as one line after a colon, or nothing.
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
