package cli

import (
	"math"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/migrate"
)

func (p *program) vetCommand() *cobra.Command {
	var o options
	bot := false
	cmd := &cobra.Command{
		Use:   "vet PATTERN...",
		Short: "Check how code treats Telegram's errors and random IDs",
		Long: `vet looks in Go code for mistakes that gotd/td and the generated package make easy:

  - a comparison with the name of an error that can never match;
  - a search in the text of an error for a form that gotd/td does not print;
  - a constant of the generated package that errors.Is compares with an error which
    does not come from that package;
  - a random ID that is zero in a call of tg.Client, or that each try of a loop draws
    again;
  - with --bot, a call that its page denies to bots.

A pattern is a folder, or with /... after it the folders below it, too. The code need
not use a generated package. go vet runs the same checks with

  go vet -vettool=$(which docgen) ./...

Findings are the result of vet, so it prints them to standard output, and exits with 1
if there are any.`,
		Example: `  docgen vet ./...
  docgen vet --bot --format github ./...`,
		Args: arguments(1, math.MaxInt, "folders of Go code"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(); err != nil {
				return err
			}
			report, err := migrate.Vet(cmd.Context(), migrate.Options{Patterns: args, Progress: p.progress}, bot)
			if err != nil {
				return err
			}
			if err := p.report(p.results, o.format, build.Findings{Diags: report.Diags, Sources: report.Sources}); err != nil {
				return err
			}
			if len(report.Diags) > 0 {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&bot, "bot", false, "the code is that of a bot: report calls that pages deny to bots")
	o.addFormat(cmd, "findings", diagnosticFormats...)
	return cmd
}
