package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/setup"
)

func (p *program) initCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Make a folder ready for go generate",
		Long: `init writes a doc.go to the output folder, with a line by which go generate runs
docgen there. The line fits the module that the folder is in: its module file for
tools, its vendor folder, its go.work. Then init prints the commands to run next.

The flags are those of generate, and become part of the line. init overwrites
nothing, and does not change go.mod.`,
		Example: `  docgen init --out internal/tgapi --docs tgdocs
  docgen init --out internal/tgapi --docs tgdocs --used ./...`,
		Args: arguments(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.init(cmd, &o) },
	}
	o.addInput(cmd)
	o.addUsed(cmd)
	o.IgnoreFlag(cmd.Flags())
	o.addOut(cmd, "folder of the generated package")
	o.addPackage(cmd)
	return cmd
}

// docName is the file that init writes.
const docName = "doc.go"

func (p *program) init(cmd *cobra.Command, o *options) error {
	if err := o.validate(); err != nil {
		return err
	}
	module, err := setup.Find(o.out)
	if err != nil {
		return fmt.Errorf("looking at the module of %s: %w", o.out, err)
	}
	if _, err := p.find(cmd.Context(), o.out); err != nil {
		return err
	}
	out, err := folder.Read(o.out)
	if err != nil {
		return err
	}
	source, err := docSource(o, module, out)
	if err != nil {
		return err
	}
	steps, err := nextSteps(o, module)
	if err != nil {
		return err
	}
	if err := out.Add(docName, source); err != nil {
		return err
	}
	fmt.Fprintf(p.results, "wrote %s; run next:\n\n", filepath.ToSlash(filepath.Join(o.out, docName)))
	for _, step := range steps {
		fmt.Fprintf(p.results, "    %s\n", step)
	}
	return nil
}

// docSource returns the doc.go of a folder. It has no comment about the package: what the
// package is for is up to its people.
func docSource(o *options, m *setup.Module, out *folder.Folder) ([]byte, error) {
	line, err := directive(o, m)
	if err != nil {
		return nil, err
	}
	file, err := out.Directive()
	if err != nil {
		return nil, err
	}
	if file != "" {
		return nil, fmt.Errorf("%s has a line by which go generate runs docgen already; with these flags that line would be %s", file, line)
	}
	name := o.Package
	if name == "" {
		name, err = out.PackageName()
	}
	if err == nil {
		err = out.Suits(name, o.Imports())
	}
	if err != nil {
		return nil, err
	}
	return []byte("package " + name + "\n\n" + line + "\n"), nil
}

// directive returns the line by which go generate runs docgen in the output folder.
func directive(o *options, m *setup.Module) (string, error) {
	run, err := o.Recorded(o.out)
	if err != nil {
		return "", err
	}
	run.Package = "" // generate takes the name from doc.go
	return m.Directive(o.out, run.String())
}
