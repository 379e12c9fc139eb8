// Package cli implements the command line of docgen: its commands and flags, its exit
// codes, and how it reacts to signals.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/migrate/vet"
	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

// The exit codes of docgen.
const (
	exitOK       = 0
	exitFindings = 1 // findings, differences, stale files
	exitFailed   = 2 // docgen could not do its work
)

// errFindings is the error of a command that did its work, and has printed findings that
// make it fail.
var errFindings = errors.New("findings")

// Run runs docgen with the arguments, which do not include the name of the program, and
// returns its exit code. If go vet runs docgen as its tool, Run ends the process.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if vet.IsTool(args) {
		vet.RunTool()
	}
	return newProgram(stdout, stderr).run(ctx, args)
}

// A program is docgen, with everything outside it that a test can replace.
type program struct {
	// results is standard output, where a command prints its results.
	results, stderr *output
	// find finds gotd/td.
	find build.Finder
	disk folder.Disk
}

func newProgram(stdout, stderr io.Writer) *program {
	return &program{results: newOutput(stdout), stderr: newOutput(stderr), find: bind.Find, disk: folder.OS()}
}

func (p *program) run(ctx context.Context, args []string) int {
	root := p.command()
	root.SetArgs(args)
	root.SetOut(p.results.raw)
	root.SetErr(p.stderr.raw)
	err := execute(ctx, root)
	signal, stopped := stoppedBy(ctx)
	switch {
	case stopped:
		if err != nil && !errors.Is(err, errFindings) {
			fmt.Fprintf(p.stderr, "docgen: %v\n", signal)
		}
		return signal.exitCode()
	case p.results.raw.err != nil:
		fmt.Fprintf(p.stderr, "docgen: writing the results: %v\n", p.results.raw.err)
		return exitFailed
	case p.stderr.raw.err != nil: // whoever looks at the exit code alone must know that there was more to read
		return exitFailed
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		fmt.Fprintf(p.stderr, "docgen: %v\n", err)
		return exitFailed
	}
}

func execute(ctx context.Context, root *cobra.Command) (err error) {
	defer diag.Catch(&err)
	return root.ExecuteContext(ctx)
}

// report prints diagnostics. On a terminal each has the line of the page and the hint
// below it.
func (p *program) report(w *output, format string, found build.Findings) error {
	return report.Diagnostics(w.raw, format, found.Diags, found.Sources, w.isTerminal())
}

// reportIgnored says on standard error how many warnings are left out, if any.
func (p *program) reportIgnored(o *options, found build.Findings) {
	if found.Ignored == 0 {
		return
	}
	warnings := "1 warning is"
	if found.Ignored > 1 {
		warnings = fmt.Sprintf("%d warnings are", found.Ignored)
	}
	fmt.Fprintf(p.stderr, "%s left out, as %s lists\n", warnings, diag.Printable(o.Ignore))
}

// failing reports whether the diagnostics make a run fail: an error does, and with
// --strict a warning does too.
func failing(diags []diag.Diagnostic, strict bool) bool {
	return diag.Count(diags, diag.Error) > 0 || strict && len(diags) > 0
}

func (p *program) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "docgen",
		Short: "Generate typed Go from the documentation of Telegram's methods",
		Long: `docgen reads the Markdown pages that document Telegram's methods, one page a
method, and generates a Go package over github.com/gotd/td from them: typed
methods, errors that work with errors.Is, and clients for users and bots on
which a forbidden call does not compile.

Exit codes: 0 success; 1 findings, differences or stale files; 2 docgen could not
do its work; after a signal 128 plus the number of the signal.`,
		Version:      report.Version(),
		Args:         noCommand,
		SilenceUsage: true,
		// How many letters of a command may be wrong for noCommand to name it.
		SuggestionsMinimumDistance: 2,
		SilenceErrors:              true,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("docgen {{.Version}}\n")
	root.AddCommand(p.initCommand(), p.generateCommand(), p.checkCommand(), p.diffCommand(), p.reviewCommand(), p.lintCommand(), p.inspectCommand(), p.migrateCommand(), p.vetCommand(), explainCommand(), versionCommand())
	return root
}
