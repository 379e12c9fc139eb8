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
		Short: "What a diagnostic's code, or a rule of diff, means",
		Long: `explain prints what a diagnostic's code means, what docgen does about it and
what you can do, or what a rule of docgen diff is about. Without a code it prints
all codes, and then all rules.`,
		Example: `  docgen explain result-type
  docgen explain parameter-removed`,
		Args: cobra.MaximumNArgs(1),
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

// explain prints what a name means: some are both a code and a rule.
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
	fmt.Fprintf(w, "%s (%s, %s)\n    %s\n    As in: %s\n", info.Rule, info.Layer, info.Level, info.Description, info.Example)
	switch info.Mirror {
	case info.Rule:
	case "":
		fmt.Fprintf(w, "    It has no opposite: %s\n", info.Why)
	default:
		fmt.Fprintf(w, "    The opposite is %s.\n", info.Mirror)
	}
}
