package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

func (p *program) generateCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Generate the Go package from the pages",
		Long: `generate reads the pages, and writes the Go package to the output folder. It uses
the gotd/td of the module that the folder is in. It does not use the network.

--docs can name several sources, in order of trust. generate puts the pages of a
method together, fact by fact: the first source that has a fact counts. So a page of
your own, in a folder that you name first, can correct one fact.

generate writes only files whose content changes, and removes the file of a page
that is gone. It leaves files without docgen's header alone. If there is an error,
it writes nothing.

It compares the facts of the pages with those in api.txt, and lists the changes on
standard output. If a kind of fact is lost as a whole, such as every error table,
that is an error. To accept the loss, repeat the run with --accept-loss and the
code of the error.`,
		Example: `  docgen generate
  docgen generate --docs api/methods --out tgapi
  docgen generate --docs corrections --docs upstream --docs core/... --errors errors.json
  docgen generate --accept-loss lost-errors
  //go:generate go tool -modfile=../tools.mod docgen generate --docs ../docs --out .`,
		Args: arguments(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.generate(cmd, &o) },
	}
	o.addInput(cmd)
	o.addUsed(cmd)
	o.IgnoreFlag(cmd.Flags())
	o.addOut(cmd, "folder of the generated package")
	o.addPackage(cmd)
	cmd.Flags().StringArrayVar(&o.acceptLoss, "accept-loss", nil, "go ahead although a kind of fact is lost; `CODE` is the code of the error, such as lost-errors; repeatable")
	complete(cmd, "accept-loss", facts.LossCodes()...)
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics", diagnosticFormats...)
	return cmd
}

// luaModule is what the package of --lua imports, luaVersion the oldest version that it
// works with.
const luaModule, luaVersion = "github.com/yuin/gopher-lua", "v1.1.2"

func (p *program) generate(cmd *cobra.Command, o *options) (err error) {
	if err := o.validate(); err != nil {
		return err
	}
	out, err := folder.Read(o.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	found, outcome, err := p.make(cmd.Context(), o, out)
	if err != nil {
		return err
	}
	if len(found.Diags) > 0 || o.format == "json" || o.format == "sarif" {
		if err := p.report(p.stderr, o.format, found); err != nil {
			return err
		}
	}
	if o.format == "text" || o.format == "github" {
		p.reportIgnored(o, found)
	}
	if failing(found.Diags, o.strict) {
		p.sayNothingWritten(o.format, found)
		return errFindings
	}
	if nothing, ok := outcome.(build.Nothing); ok {
		return nothing.Reason
	}
	pkg, ok := outcome.(*build.Package)
	if !ok {
		return errFindings
	}
	done, err := out.Write(cmd.Context(), pkg.Package, p.disk)
	if err == nil && done.Changed() {
		fmt.Fprintf(p.results, "%s: %s; %s\n", folderName(o.out), report.Methods(pkg.Methods), done)
		printChanges(p.results, pkg.Changes)
	}
	if err != nil {
		return err
	}
	if o.Lua && !folder.Requires(filepath.Join(o.out, pkg.Name+"lua"), luaModule) {
		fmt.Fprintf(p.stderr, "docgen: the package for Lua imports %[1]s, which go.mod does not require yet; run go get %[1]s@%[2]s\n", luaModule, luaVersion)
	}
	if gone := goneForGoGenerate(o.out, done.Removed); gone != "" {
		fmt.Fprintf(p.stderr, "docgen: the package is complete, and needs no other run. go generate fails after this, since it still wants to open %s, which docgen removed; go generate with the name of a file, as in ./%s, does not\n",
			gone, os.Getenv("GOFILE"))
	}
	return nil
}

// sayNothingWritten says in text which diagnostics keep generate from writing: the hint of
// each is printed on terminals alone, and most logs are none.
func (p *program) sayNothingWritten(format string, found build.Findings) {
	if format != "text" {
		return
	}
	kept := "the errors above"
	if diag.Count(found.Diags, diag.Error) == 0 {
		kept = "the warnings above and --strict"
	}
	fmt.Fprintf(p.stderr, "docgen: nothing was written because of %s; docgen explain CODE tells what to do about the code in brackets\n", kept)
}

// make makes the package, and locks the folder if the package is to be written. If another
// run has written to the folder meanwhile, it makes the package again: what is lost, and
// how the package is called, depends on the folder.
func (p *program) make(ctx context.Context, o *options, out *folder.Folder) (build.Findings, build.Outcome, error) {
	found, outcome, err := build.Make(ctx, o.buildOptions(p), out)
	pkg, ok := outcome.(*build.Package)
	if err != nil || !ok || failing(found.Diags, o.strict) {
		return found, outcome, err
	}
	if differs, err := out.Differs(pkg.Package); err != nil || !differs {
		return found, outcome, err
	}
	changed, err := out.Lock(ctx)
	if err != nil || !changed {
		return found, outcome, err
	}
	return build.Make(ctx, o.buildOptions(p), out)
}

// folderName returns the name of the output folder to print. The folder is often ".",
// where go generate runs docgen; then it is the folder's own name.
func folderName(out string) string {
	if abs, err := filepath.Abs(out); err == nil && filepath.Clean(out) == "." {
		return filepath.Base(abs)
	}
	return out
}

// printChanges prints the changes of facts, if any, as a list in Markdown.
func printChanges(w io.Writer, c *build.Changes) {
	if c == nil {
		return
	}
	for _, loss := range c.Accepted {
		fmt.Fprintf(w, "- lost, as --accept-loss %s allows: %s\n", loss.Code, loss.Sentence)
	}
	report.Facts(w, report.FactChanges{Gone: c.Gone, Unbound: c.Unbound, Unused: c.Unused, Added: c.Added, Renamed: c.Renamed, Edits: c.Edits()})
}
