package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE|RULE]",
		Short: "Explain the code of a diagnostic, or a rule of diff",
		Long: `explain prints what the code of a diagnostic means, what docgen does about it, and
what you can do. For a rule of docgen diff it prints which changes the rule is
about, with an example. Without an argument it explains all codes and all rules.`,
		Example: `  docgen explain result-type
  docgen explain parameter-removed`,
		Args: arguments(0, 1, "one code or rule"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, info := range diag.Codes() {
				names = append(names, string(info.Code))
			}
			for _, info := range review.Rules() {
				names = append(names, string(info.Rule))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return explain(cmd.OutOrStdout(), args[0])
			}
			for _, info := range diag.Codes() {
				explainCode(cmd.OutOrStdout(), info)
			}
			for _, info := range review.Rules() {
				explainRule(cmd.OutOrStdout(), info)
			}
			return nil
		},
	}
}

// explain explains the code and the rule of a name. Some names are both.
func explain(w io.Writer, name string) error {
	info, isCode := diag.Explain(diag.Code(name))
	if isCode {
		explainCode(w, info)
	}
	rule, isRule := review.Explain(review.Rule(name))
	if isRule {
		explainRule(w, rule)
	}
	if !isCode && !isRule {
		return fmt.Errorf("there is no code or rule %q; docgen explain lists them", name)
	}
	return nil
}

func explainCode(w io.Writer, info diag.Info) {
	fmt.Fprintf(w, "%s (%s)\n    %s\n", info.Code, info.Severity, info.Description)
}

// explainRule prints a rule with an example and the rule of the opposite change.
func explainRule(w io.Writer, info review.RuleInfo) {
	fmt.Fprintf(w, "%s (%s, %s)\n    %s\n    Example: %s\n", info.Rule, info.Layer, info.Level, info.Description, info.Example)
	switch info.Mirror {
	case info.Rule:
	case "":
		fmt.Fprintf(w, "    There is no opposite rule: %s.\n", info.Why)
	default:
		fmt.Fprintf(w, "    The opposite rule is %s.\n", info.Mirror)
	}
}
