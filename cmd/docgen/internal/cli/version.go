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
		Args:  arguments(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "docgen "+report.Version())
			return err
		},
	}
}
