package cli

import (
	"cmp"
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
call it. With several sources it says which file each fact is from. What a page says
about the client that it is written for is listed again: generate leaves it out.
inspect needs no gotd/td.`,
		Example: `  docgen inspect --format json
  docgen inspect --only 'messages.import*'`,
		Args: arguments(0, 0, "flags alone"),
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
	if err == nil {
		err = cmp.Or(parsed.Useless, parsed.Match(o.Only, o.Docs))
	}
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
	files := p.File
	if len(p.Files) > 1 {
		files = strings.Join(p.Files, ", ")
	}
	fmt.Fprintf(w, "%s  (%s)\n", p.Method.Text, files)
	if summary := p.Summary.Plain(); summary != "" {
		fmt.Fprintln(w, indentText(summary, "  ")+elsewhere(p.File, cell{"", page.PosOf(p.Summary)}))
	}
	fmt.Fprintf(w, "  users %s, bots %s, business %s, unauthenticated %s\n",
		flagText(p, p.Users), flagText(p, p.Bots), flagText(p, p.Business), flagText(p, p.Unauthenticated))
	if p.Definition.Text != "" {
		fmt.Fprintf(w, "  %4s: definition %s\n", position(p, p.Definition.Pos), p.Definition.Text)
	}
	for _, param := range p.Params {
		fmt.Fprintf(w, "  %4s: param %s %s%s%s\n", position(p, param.Pos), param.Name, param.Type, described(param.Description), elsewhere(param.Pos.File,
			cell{"type ", param.TypePos}, cell{"required ", param.RequiredPos}, cell{"description ", page.PosOf(param.Description)}))
	}
	if p.Returns.Text != "" {
		fmt.Fprintf(w, "  %4s: returns %s\n", position(p, p.Returns.Pos), p.Returns.Text)
	}
	for _, e := range p.Errors {
		fmt.Fprintf(w, "  %4s: error %d %s%s%s\n", position(p, e.Pos), e.Code, e.Pattern, described(e.Description),
			elsewhere(e.Pos.File, cell{"code ", e.CodePos}, cell{"description ", page.PosOf(e.Description)}))
	}
	for _, e := range p.NotReturned {
		fmt.Fprintf(w, "  %4s: no error %s\n", position(p, e.Pos), e.Pattern)
	}
	for _, e := range p.Examples {
		fmt.Fprintf(w, "  %4s: example in %s\n", position(p, e.Pos), e.Language)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(w, "  %4s: note %s\n", position(p, n.Pos), n.Title)
	}
	for _, s := range p.ClientStatements() {
		fmt.Fprintf(w, "  %4s: about the client: %s\n", position(p, s.Pos), strings.Join(strings.Fields(s.Text), " "))
	}
	fmt.Fprintln(w)
}

// A cell is a part of a fact, with its position.
type cell struct {
	name string
	pos  diag.Pos
}

// elsewhere returns the places of the cells that are in another file than their row, in
// parentheses. It is "" if there are none.
func elsewhere(file string, cells ...cell) string {
	var places []string
	for _, c := range cells {
		if c.pos.File != "" && c.pos.File != file {
			places = append(places, fmt.Sprintf("%s%s:%d", c.name, c.pos.File, c.pos.Line))
		}
	}
	if len(places) == 0 {
		return ""
	}
	return " (" + strings.Join(places, ", ") + ")"
}

// position returns the line of a fact of a page. If another file has the fact, the name of
// that file comes first.
func position(p *page.Page, pos diag.Pos) string {
	if pos.File == p.File {
		return fmt.Sprint(pos.Line)
	}
	return fmt.Sprintf("%s:%d", pos.File, pos.Line)
}

// flagText returns the value of a flag, with its position if another file has it.
func flagText(p *page.Page, flag page.Flag) string {
	return flag.Value.String() + elsewhere(p.File, cell{"", flag.Pos})
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
