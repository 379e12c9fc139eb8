package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// arguments returns a check that a command has so many arguments. What the command takes
// is part of the error, as in "folders of Go code".
func arguments(least, most int, takes string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if least <= len(args) && len(args) <= most {
			return nil
		}
		got := "nothing"
		if len(args) > 0 {
			got = strconv.Quote(strings.Join(args, " "))
		}
		return fmt.Errorf("%s takes %s, and got %s; see %s --help", cmd.Name(), takes, got, cmd.CommandPath())
	}
}

// noCommand returns an error for an argument of docgen itself, which is no command, since
// cobra has run those.
func noCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ";"
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return fmt.Errorf("there is no command %q%s docgen --help lists the commands", args[0], hint)
}

// flagError says where to look when a flag is wrong.
func flagError(cmd *cobra.Command, err error) error {
	return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
}
