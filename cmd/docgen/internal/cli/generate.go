package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/report"
)

func (p *program) generateCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Pages to Go",
		Long: `generate reads the pages and writes the Go package they become. It finds
gotd/td through the module that the output folder is in, and uses no network.

It writes only files whose bytes change, and removes a file whose page is gone.
It leaves files without docgen's header alone. When there is an error, it writes
nothing.

It compares the facts with those of api.txt, and lists on standard output what
changed. When a kind of fact is lost as a whole, such as every error table, that
is an error; --accept-loss with its code goes ahead.`,
		Example: `  docgen generate
  docgen generate --docs api/methods --out tgapi
  docgen generate --accept-loss lost-errors
  //go:generate go tool -modfile=tools.mod docgen generate --docs ../docs --out .`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.generate(cmd, &o) },
	}
	o.InputFlags(cmd.Flags())
	o.addOut(cmd, "folder of the generated package")
	o.PackageFlags(cmd.Flags())
	cmd.Flags().StringArrayVar(&o.acceptLoss, "accept-loss", nil, "go ahead although facts of a kind are lost, by its code; repeatable")
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics are printed", diagnosticFormats...)
	return cmd
}

func (p *program) generate(cmd *cobra.Command, o *options) (err error) {
	if err := o.validate(); err != nil {
		return err
	}
	out, err := folder.Open(cmd.Context(), o.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	found, outcome, err := build.Make(cmd.Context(), o.building(p), out)
	if err != nil {
		return err
	}
	if len(found.Diags) > 0 || o.format == "json" || o.format == "sarif" {
		if err := p.report(p.stderr, o.format, found); err != nil {
			return err
		}
	}
	if failing(found.Diags, o.strict) {
		return errFindings
	}
	pkg, ok := outcome.(*build.Package)
	if !ok {
		return errNothing
	}
	done, err := out.Write(cmd.Context(), pkg.Package, p.disk)
	if err == nil && done.Changed() {
		fmt.Fprintf(p.results, "%s: %s; %s\n", folderName(o.out), report.Methods(pkg.Methods), done)
		printChanges(p.results, pkg.Changes)
	}
	return err
}

// errNothing is the error of a run whose pages are all left out, with a warning each.
var errNothing = errors.New("no page is left to generate from; nothing was written")

// folderName returns what to call the output folder, which go generate runs in.
func folderName(out string) string {
	if abs, err := filepath.Abs(out); err == nil && filepath.Clean(out) == "." {
		return filepath.Base(abs)
	}
	return out
}

// printChanges prints what changed in the facts of the pages.
func printChanges(w io.Writer, c *build.Changes) {
	if c == nil {
		return
	}
	for _, loss := range c.Accepted {
		fmt.Fprintf(w, "- lost, which --accept-loss %s accepts: %s\n", loss.Code, loss.Sentence)
	}
	report.Facts(w, report.FactChanges{Gone: c.Gone, Unbound: c.Unbound, Added: c.Added, Renamed: c.Renamed, Edits: c.Edits()})
}
