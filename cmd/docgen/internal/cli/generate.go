package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"
)

func generateCommand() *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Pages to Go",
		Long: `generate reads the pages and writes the Go package they become. It finds
gotd/td through the module that the output folder is in, and uses no network.

Only files whose bytes change are written; a file whose page is gone is
removed. Files without docgen's header are left alone. When there is an error,
nothing is written.

It compares the facts with those of api.txt, and lists on standard output what
changed. When a kind of fact is lost as a whole, such as every error table, that
is an error; --accept-loss with its code goes ahead.`,
		Example: `  docgen generate
  docgen generate --docs api/methods --out tgapi
  docgen generate --accept-loss lost-errors
  //go:generate go tool -modfile=tools.mod docgen generate --docs ../docs --out .`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return generate(cmd, &o) },
	}
	o.addInput(cmd)
	o.addOut(cmd, "folder of the generated package")
	o.addExtras(cmd)
	cmd.Flags().StringArrayVar(&o.acceptLoss, "accept-loss", nil, "go ahead although facts of a kind are lost, by its code; repeatable")
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics are printed", "github", "sarif")
	return cmd
}

func generate(cmd *cobra.Command, o *options) error {
	if err := o.validate(); err != nil {
		return err
	}
	b, err := makePackage(cmd.Context(), o)
	if err != nil {
		return err
	}
	if len(b.diags) > 0 || o.format == "json" || o.format == "sarif" {
		if err := report(cmd.ErrOrStderr(), o.format, b.diags, b.sources); err != nil {
			return err
		}
	}
	switch {
	case failing(b.diags, o.strict):
		return errFindings
	case b.known:
		return nil
	case b.count == 0:
		return fmt.Errorf("no page is left to generate from; nothing was written")
	}
	done, err := write(cmd.Context(), b.output, b.printed.Package, b.files)
	if err != nil {
		return err
	}
	if done.changed() {
		fmt.Fprintf(cmd.OutOrStdout(), "%s: %s; %s\n", folderName(o.out), methods(b.count), done)
		for _, loss := range b.accepted {
			fmt.Fprintf(cmd.OutOrStdout(), "- lost, which --accept-loss %s accepts: %s\n", loss.Code, loss.Summary)
		}
		b.changes.print(cmd.OutOrStdout())
	}
	return nil
}

// folderName returns what to call the output folder, which go generate runs in.
func folderName(out string) string {
	if abs, err := filepath.Abs(out); err == nil && filepath.Clean(out) == "." {
		return filepath.Base(abs)
	}
	return out
}

func methods(n int) string {
	if n == 1 {
		return "1 method"
	}
	return fmt.Sprintf("%d methods", n)
}
