package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/emit/bind"
)

func (p *program) lintCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Check the pages",
		Long: `lint prints the diagnostics that generate would report, and writes nothing. The
diagnostics are its result, so they go to standard output.

lint also compares the pages with the gotd/td of the module that the output folder
is in. If that module requires no gotd/td, lint says so and checks the pages alone.

--format ignore prints the warnings as a file for --ignore, with what each says as the
reason. Edit the reasons, and keep the file with your code.`,
		Example: `  docgen lint
  docgen lint --strict --docs docs/messages.sendMessage.md
  docgen lint --format github
  docgen lint --format ignore > known.txt`,
		Args: arguments(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.lint(cmd, &o) },
	}
	o.addInput(cmd)
	o.addUsed(cmd)
	o.IgnoreFlag(cmd.Flags())
	o.addOut(cmd, "folder in the module whose gotd/td the pages are compared with")
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics", append(slices.Clone(diagnosticFormats), "ignore")...)
	return cmd
}

func (p *program) lint(cmd *cobra.Command, o *options) error {
	if err := o.validate(); err != nil {
		return err
	}
	out, err := folder.Read(o.out)
	if err != nil {
		return err
	}
	found, err := build.Lint(cmd.Context(), o.buildOptions(p), out)
	if errors.Is(err, bind.ErrNoTG) {
		fmt.Fprintf(p.stderr, "docgen: the pages are not compared with gotd/td: %v\n", err)
		err = nil
	}
	if err != nil {
		return err
	}
	if err := p.report(p.results, o.format, found); err != nil {
		return err
	}
	if o.format == "ignore" { // which holds nothing else
		if err := p.report(p.stderr, "text", found.NotIgnorable()); err != nil {
			return err
		}
	}
	p.reportIgnored(o, found)
	if failing(found.Diags, o.strict) {
		return errFindings
	}
	return nil
}
