// Package cli is the command line of docgen. It alone reads folders, asks the
// go command and writes files.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"example.com/docgen/parser/diag"
)

// The exit codes of docgen.
const (
	exitOK       = 0
	exitFindings = 1 // findings, differences, stale files
	exitFailed   = 2 // it could not be done
)

// errFindings is the error of a command that did its work and found what makes
// it fail; all has been said.
var errFindings = errors.New("findings")

// Run runs docgen with the arguments, without the name of the program, and
// returns its exit code.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	results := &checkedWriter{Writer: stdout}
	root.SetOut(results)
	root.SetErr(stderr)
	err := execute(ctx, root)
	signal, stopped := stoppedBy(ctx)
	switch {
	case stopped:
		if err != nil && !errors.Is(err, errFindings) {
			fmt.Fprintf(stderr, "docgen: %v\n", signal)
		}
		return signal.exitCode()
	case results.err != nil:
		fmt.Fprintf(stderr, "docgen: writing the results: %v\n", results.err)
		return exitFailed
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		fmt.Fprintf(stderr, "docgen: %v\n", err)
		return exitFailed
	}
}

// checkedWriter remembers the first error of its writer: results that get lost
// on a full disk are a failure, whoever printed them.
type checkedWriter struct {
	io.Writer
	err error
}

// Write implements io.Writer.
func (w *checkedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

func execute(ctx context.Context, root *cobra.Command) (err error) {
	defer diag.Catch(&err)
	return root.ExecuteContext(ctx)
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "docgen",
		Short: "Typed Go from the documentation of Telegram's methods",
		Long: `docgen reads the Markdown pages that document Telegram's methods, one page a
method, and generates a Go package over github.com/gotd/td from them: typed
methods, errors that work with errors.Is, and clients for users and bots on
which a forbidden call does not compile.

Exit codes: 0 fine; 1 findings, differences or stale files; 2 it could not be
done; 128 and its number after a signal.`,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.AddCommand(generateCommand(), checkCommand(), diffCommand(), reviewCommand(), lintCommand(), inspectCommand(), explainCommand(), versionCommand())
	return root
}
