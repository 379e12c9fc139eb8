package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/cmd/docgen/internal/review"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	options
	failOn string // a level, or empty
	ignore string // the name of an ignore file, or empty
}

func (p *program) diffCommand() *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Compare two states of the documentation",
		Long: `diff compares two states of the documentation, and prints what changed. OLD and
NEW are each

  - an output folder: the sources that its api.txt records, at the same revision;
  - a folder of pages, or a single page;
  - several of these in order of trust, separated by commas; the error file is the
    one that ends in .json;
  - an api.txt;

on disk or in git. In git they are git:REV:PATH, where PATH starts at the top of the
repo or, if it begins with "./", at the current folder. git:HEAD: is the top itself,
and git::0:docs is docs in the index.

Each change belongs to one of two layers. Facts are what the pages say; diff
always compares them. Go is what the generated package exports; diff compares it
if the module around the current folder requires gotd/td, or if both sides are an
api.txt. If Go is compared, there is a verdict: major if code that uses the package
may no longer compile, minor if the package only exports more, patch if only its
comments and data change.

docgen explain explains the rule of a change. List changes that you accept in a
file, one a line: the rule, the method ("-" for the whole package), optionally the
subject, and a reason. --ignore leaves them out of the report.

  parameter-removed messages.sendMessage effect # we never set it

Exit codes: 0 no difference; 1 differences, or with --fail-on only changes of that
level or worse, where facts that are lost as a kind always count; 2 docgen could
not do its work.`,
		Example: `  docgen diff git:origin/main:tgapi tgapi
  docgen diff git:HEAD:docs docs
  docgen diff git:HEAD:corrections,git:HEAD:core/... corrections,core/...
  docgen diff --fail-on breaking git:origin/main:tgapi/api.txt tgapi/api.txt
  docgen diff --used ./... git:HEAD:docs docs
  docgen diff --format markdown git:HEAD~1:docs docs > body.md`,
		Args: arguments(2, 2, "two states, OLD and NEW"),
		RunE: func(cmd *cobra.Command, args []string) error { return p.diff(cmd, &o, args[0], args[1]) },
	}
	cmd.Flags().StringVar(&o.failOn, "fail-on", "", "exit with 1 only for changes of this `LEVEL` or worse: breaking or notable")
	complete(cmd, "fail-on", "breaking", "notable")
	o.addUsed(cmd)
	cmd.Flags().StringVar(&o.ignore, "ignore", "", "leave out the changes that `FILE` lists")
	o.addFormat(cmd, "output", "text", "json", "markdown", "github")
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
	c, err := p.compare(cmd.Context(), oldName, newName, o.ignore, o.Used)
	if err != nil {
		return err
	}
	if err := report.Comparison(p.results.raw, o.format, c.Report, p.results.isTerminal() && os.Getenv("NO_COLOR") == ""); err != nil {
		return err
	}
	if fails(c.Report, least) {
		return errFindings
	}
	return nil
}

// compare compares two states, and leaves out the changes that the ignore file lists. It
// prints a warning for each entry of the file that matches no change. If there are patterns
// of Go code, it compares only the methods that the code names.
func (p *program) compare(ctx context.Context, oldName, newName, ignoreFile string, used []string) (*build.Comparison, error) {
	ignores, err := p.readIgnores(ignoreFile)
	if err != nil {
		return nil, err
	}
	c, err := build.Compare(ctx, p.find, oldName, newName, used)
	var unfit *build.Unfit
	if errors.As(err, &unfit) {
		err = errors.Join(p.report(p.stderr, "text", unfit.Findings), err)
	}
	if err != nil {
		return nil, err
	}
	return c, p.report(p.stderr, "text", build.Findings{Diags: report.LeaveOut(c.Report, ignores)})
}

// least returns the lowest level of a change that makes diff exit with 1.
func (o *diffOptions) least() (review.Level, error) {
	switch o.failOn {
	case "":
		return review.Harmless, nil
	case "notable":
		return review.Notable, nil
	case "breaking":
		return review.Breaking, nil
	}
	return 0, fmt.Errorf("--fail-on %q is not known; use breaking or notable", o.failOn)
}

// fails reports whether the report has a change of the level or worse, or a loss.
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

// readIgnores reads an ignore file. If docgen can't read some of its entries, readIgnores
// prints a diagnostic for each, and returns an error.
func (p *program) readIgnores(name string) ([]report.Ignore, error) {
	ignores, found, err := build.ReadIgnores(name, report.OfChanges)
	if err == nil && len(found.Diags) > 0 {
		err = errors.Join(p.report(p.stderr, "text", found), fmt.Errorf("%s has lines that docgen can't read", name))
	}
	return ignores, err
}
