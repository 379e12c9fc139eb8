package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/cmd/docgen/internal/review"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	options
	// failOn names a level, ignore a file.
	failOn, ignore string
}

func (p *program) diffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "What changed, and what it breaks",
		Long: `diff compares two states of the documentation. Each is a folder of pages, one
page, an api.txt, or one of these in git: git:REV:PATH. PATH is as git has it: from
the top of the repo, or from here when it starts with "./".

It tells two layers apart. Facts are what the pages say. Go is what the generated
package exports, and from it follows the verdict: major, minor or patch. Go is
compared when the module around the current folder requires gotd/td, or both
sides are an api.txt; the facts always.

docgen explain lists the rules. A file of known changes (--ignore) has one a line:
its rule, the method ("-" for the whole package), maybe the subject, and a reason.

  parameter-removed messages.sendMessage effect # we never set it

Exit codes: 0 no difference; 1 differences, or with --fail-on only from that level
on, what was lost counting as breaking; 2 it could not be done.`,
		Example: `  docgen diff git:HEAD:docs docs
  docgen diff --fail-on breaking git:origin/main:tgapi/api.txt tgapi/api.txt
  docgen diff --format markdown git:HEAD~1:docs docs > body.md`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return p.diff(cmd, &o, args[0], args[1]) },
	}
	cmd.Flags().StringVar(&o.failOn, "fail-on", "", "exit with 1 only for changes of this level and worse ones: breaking or notable")
	cmd.Flags().StringVar(&o.ignore, "ignore", "", "file of changes that are known")
	o.addFormat(cmd, "changes are printed", "text", "json", "markdown", "github")
	return cmd
}

func (p *program) diff(cmd *cobra.Command, o *diffOptions, oldName, newName string) error {
	if err := o.validate(); err != nil {
		return err
	}
	least, err := o.least()
	if err != nil {
		return err
	}
	c, err := p.compare(cmd.Context(), oldName, newName, o.ignore)
	if err != nil {
		return err
	}
	if err := report.Comparison(p.results, o.format, c.Report, isTerminal(p.results) && os.Getenv("NO_COLOR") == ""); err != nil {
		return err
	}
	if fails(c.Report, least) {
		return errFindings
	}
	return nil
}

// compare compares two states, leaves out the changes that an ignore file has, and
// reports its entries that are about nothing.
func (p *program) compare(ctx context.Context, oldName, newName, ignoreFile string) (*build.Comparison, error) {
	ignores, err := p.readIgnores(ignoreFile)
	if err != nil {
		return nil, err
	}
	c, err := build.Compare(ctx, p.find, oldName, newName)
	var unfit *build.Unfit
	if errors.As(err, &unfit) {
		err = errors.Join(p.report(p.stderr, "text", unfit.Findings), err)
	}
	if err != nil {
		return nil, err
	}
	return c, p.report(p.stderr, "text", build.Findings{Diags: report.LeaveOut(c.Report, ignores)})
}

// least returns the level from which on changes fail.
func (o *diffOptions) least() (review.Level, error) {
	switch o.failOn {
	case "":
		return review.Harmless, nil
	case "notable":
		return review.Notable, nil
	case "breaking":
		return review.Breaking, nil
	}
	return 0, fmt.Errorf("--fail-on %q is not known; it is breaking or notable", o.failOn)
}

// fails reports whether a change is of the level or a worse one.
func fails(r *review.Report, least review.Level) bool {
	if len(r.Lost) > 0 {
		return true
	}
	for _, m := range r.Methods {
		if m.Level() >= least {
			return true
		}
	}
	return false
}

// readIgnores reads the file of known changes.
func (p *program) readIgnores(name string) ([]report.Ignore, error) {
	if name == "" {
		return nil, nil
	}
	data, err := input.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no ignore file %s", name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the ignore file: %w", err)
	}
	file := filepath.ToSlash(name)
	ignores, diags := report.ParseIgnores(file, data)
	if len(diags) > 0 {
		err := p.report(p.stderr, "text", build.Findings{Diags: diags, Sources: map[string][]byte{file: data}})
		return nil, errors.Join(err, fmt.Errorf("%s can't be read", name))
	}
	return ignores, nil
}
