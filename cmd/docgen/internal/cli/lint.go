package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

func lintCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Diagnostics only",
		Long: `lint prints what generate would find in the pages, and writes nothing. The
diagnostics are its result, so they go to standard output.

The pages are compared with the gotd/td of the module that the output folder is
in; where there is none, that is said and left out.`,
		Example: `  docgen lint
  docgen lint --strict --docs docs/messages.sendMessage.md
  docgen lint --format github`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return lint(cmd, &o) },
	}
	o.addInput(cmd)
	o.addOut(cmd, "folder whose module's gotd/td the pages are compared with")
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics are printed", "github", "sarif")
	return cmd
}

func lint(cmd *cobra.Command, o *options) error {
	if err := o.validate(); err != nil {
		return err
	}
	b, err := bindPages(cmd.Context(), o)
	if errors.Is(err, bind.ErrNoTG) {
		fmt.Fprintf(cmd.ErrOrStderr(), "docgen: the pages are not compared with gotd/td: %v\n", err)
		err = nil
	}
	if err != nil {
		return err
	}
	out, err := readOutput(o.out)
	if err != nil {
		return err
	}
	b.diags = append(b.diags, out.lost(b.unread)...)
	b.diags = append(b.diags, emit.Check(b.methods)...)
	diag.Sort(b.diags)
	if err := report(cmd.OutOrStdout(), o.format, b.diags, b.sources); err != nil {
		return err
	}
	if failing(b.diags, o.strict) {
		return errFindings
	}
	return nil
}
