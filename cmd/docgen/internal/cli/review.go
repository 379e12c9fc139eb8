package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/cmd/docgen/internal/review/html"
)

func (p *program) reviewCommand() *cobra.Command {
	var o options
	out, ignore := "review.html", ""
	cmd := &cobra.Command{
		Use:   "review OLD NEW",
		Short: "Compare two states of the documentation, as one HTML file",
		Long: `review compares two states of the documentation as diff does, and writes the result
as one HTML file, for a person who decides whether to merge. The file has the
verdict, the losses and, for each method that changed, the changes, its pages and
the Go file before and after. It needs only a browser: no network, no other file.

OLD and NEW are each an output folder, one source or several, or an api.txt, on disk
or in git as git:REV:PATH; see docgen diff --help. review shows Go files if the module
around the current folder requires gotd/td. It writes the HTML file even if nothing
changed. It overwrites an earlier review, and no other file.`,
		Example: `  docgen review git:origin/main:tgapi tgapi
  docgen review git:HEAD~1:docs docs -o review.html
  docgen review old/docs new/docs -o - > review.html`,
		Args: arguments(2, 2, "two states, OLD and NEW"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.review(cmd, args[0], args[1], out, ignore, o.Used)
		},
	}
	cmd.Flags().VarP((*filled)(&out), "output", "o", "write the review to `FILE`; - means standard output")
	o.addUsed(cmd)
	cmd.Flags().StringVar(&ignore, "ignore", "", "leave out the changes that `FILE` lists, as for diff")
	return cmd
}

func (p *program) review(cmd *cobra.Command, oldName, newName, out, ignore string, used []string) error {
	if out != "-" {
		if err := mayReplace(out); err != nil {
			return err
		}
	}
	c, err := p.compare(cmd.Context(), oldName, newName, ignore, used)
	if err != nil {
		return err
	}
	if err := c.PrintGo(); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := html.Write(&text, c.Report); err != nil {
		return fmt.Errorf("making the review: %w", err)
	}
	if out == "-" {
		_, err := p.results.raw.Write(text.Bytes())
		return err
	}
	if err := folder.Replace(out, text.Bytes()); err != nil {
		return fmt.Errorf("writing the review: %w", err)
	}
	fmt.Fprintf(p.results, "%s: %s\n", out, summary(c.Report))
	return nil
}

// summary returns the numbers and the verdict of a report in a line.
func summary(r *review.Report) string {
	changes := r.Changes()
	switch len(changes) {
	case 0:
		return "no change"
	case 1:
		return "1 change, " + changes[0].Level.String() + verdict(r)
	}
	breaking := r.Count(review.Facts, review.Breaking) + r.Count(review.Go, review.Breaking)
	return fmt.Sprintf("%d changes, %d of them breaking", len(changes), breaking) + verdict(r)
}

func verdict(r *review.Report) string {
	if r.Verdict == review.Unknown {
		return ""
	}
	return "; verdict " + string(r.Verdict)
}

// mayReplace returns an error if the file exists and is not a review. Otherwise a slip
// such as "-o docs/x.md" would destroy a page.
func mayReplace(name string) error {
	text, err := input.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("choose another file for -o: %w", err)
	}
	if len(text) > 0 && !html.Is(text) {
		return fmt.Errorf("docgen review did not write %s, so it does not overwrite the file; move the file away", name)
	}
	return nil
}
