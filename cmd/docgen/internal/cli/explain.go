package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/docgen/parser/diag"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "What a diagnostic's code means",
		Long: `explain prints what a diagnostic's code means, what docgen does about it and
what you can do. Without a code it prints all of them.`,
		Example: "  docgen explain result-type",
		Args:    cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, info := range diag.Codes() {
				names = append(names, string(info.Code))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			infos := diag.Codes()
			if len(args) == 1 {
				info, ok := diag.Explain(diag.Code(args[0]))
				if !ok {
					return fmt.Errorf("there is no code %q; docgen explain lists them", args[0])
				}
				infos = []diag.Info{info}
			}
			for _, info := range infos {
				fmt.Fprintf(cmd.OutOrStdout(), "%s (%s)\n    %s\n", info.Code, info.Severity, info.Description)
			}
			return nil
		},
	}
}
