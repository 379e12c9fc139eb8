package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/report"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of docgen",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "docgen "+report.Version())
			return err
		},
	}
}
