package cli

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/migrate"
	"example.com/docgen/parser/diag"
)

// migrateOptions are the flags of migrate.
type migrateOptions struct {
	migrate.Options
	client      string
	diff, write bool
}

// clients are the values of --client, with the types that they stand for.
var clients = []struct {
	name string
	kind migrate.Kind
}{{"user", migrate.User}, {"bot", migrate.Bot}, {"client", migrate.Shared}, {"any", migrate.Any}}

func clientNames() []string {
	var names []string
	for _, c := range clients {
		names = append(names, c.name)
	}
	return names
}

func (p *program) migrateCommand() *cobra.Command {
	var o migrateOptions
	cmd := &cobra.Command{
		Use:   "migrate [-d | -w] PATTERN...",
		Short: "Move client code from gotd/td's tg.Client to the generated package",
		Long: `migrate changes Go code that calls the methods of tg.Client so that it calls those of
the generated package: requests become parameters, *tg.Client becomes *User, *Bot,
*Client or *Any, and comparisons with the names of errors become calls of Match. Where
a helper of gotd/td or a signature that other modules can use wants a *tg.Client, it
gets one by Raw.

A pattern is a folder, or with /... after it the folders below it, too. Without -w,
migrate prints the changes as a diff and writes nothing. It type-checks the outcome,
tests and files behind build constraints included. What would not compile stays as it
is. For each call that stays, migrate says why on standard error.

Generate the package first: docgen init, then go generate.

Exit codes: 0 if nothing is to be changed, or with -w all was written; 1 if there is a
diff; 2 if migrate could not do its work.`,
		Example: `  docgen migrate ./...
  docgen migrate -w --client user ./...`,
		Args: arguments(1, math.MaxInt, "folders of Go code"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Patterns = args
			return p.migrate(cmd, &o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVarP(&o.diff, "diff", "d", false, "print the changes as a diff, and write nothing (the default)")
	flags.BoolVarP(&o.write, "write", "w", false, "write the changes to the files")
	flags.StringVar(&o.client, "client", "", "client to use: "+orList(clientNames())+"; by default the one that has all methods that the code calls")
	flags.StringVar(&o.To, "to", "", "import path of the generated package, if there are several")
	flags.BoolVar(&o.Exported, "exported", false, "also change signatures and fields that other modules can use")
	cmd.MarkFlagsMutuallyExclusive("diff", "write")
	complete(cmd, "client", clientNames()...)
	return cmd
}

func (p *program) migrate(cmd *cobra.Command, o *migrateOptions) error {
	if o.client != "" {
		i := slices.Index(clientNames(), o.client)
		if i < 0 {
			return fmt.Errorf("--client %q is not known; use %s", o.client, orList(clientNames()))
		}
		o.Kind = clients[i].kind
	}
	o.Progress = p.progress
	result, err := migrate.Run(cmd.Context(), o.Options)
	if err != nil {
		return err
	}
	if o.write {
		err = p.writeChanges(cmd, result.Changed)
	} else {
		p.printChanges(result.Changed)
	}
	if err != nil {
		return err
	}
	if err := p.report(p.stderr, "text", build.Findings{Diags: result.Left}); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "docgen: %s\n", moveSummary(result, o.write))
	if !o.write && len(result.Changed) > 0 {
		return errFindings
	}
	return nil
}

// progress says on a terminal what docgen is doing.
func (p *program) progress(what string) {
	if p.stderr.isTerminal() {
		fmt.Fprintf(p.stderr, "docgen: %s\n", what)
	}
}

func (p *program) printChanges(changes []migrate.Change) {
	for _, c := range changes {
		fmt.Fprint(p.results, folder.Unified("a/"+c.Shown, "b/"+c.Shown, c.Old, c.New))
	}
}

func (p *program) writeChanges(cmd *cobra.Command, changes []migrate.Change) error {
	for _, c := range changes {
		if now, err := os.ReadFile(c.Name); err != nil || !bytes.Equal(now, c.Old) {
			return fmt.Errorf("%s changed while docgen ran, so nothing is written; run docgen again", c.Shown)
		}
	}
	for _, c := range changes {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		if err := folder.Replace(c.Name, c.New); err != nil {
			return fmt.Errorf("writing %s: %w", c.Shown, err)
		}
		fmt.Fprintln(p.results, diag.Printable(c.Shown))
	}
	return nil
}

// moveSummary says in a line what a migration comes to.
func moveSummary(r *migrate.Result, wrote bool) string {
	verb := "would change"
	if wrote {
		verb = "changed"
	}
	parts := []string{
		fmt.Sprintf("%s %s", verb, count(len(r.Changed), "file")),
		fmt.Sprintf("%d of %s to tg.Client moved to %s", r.MovedCalls, count(r.Calls, "call"), r.Kind),
		fmt.Sprintf("%d of %s of errors moved", r.MovedComparisons, count(r.Comparisons, "comparison")),
	}
	return strings.Join(parts, "; ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
