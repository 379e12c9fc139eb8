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
	var out, ignore string
	cmd := &cobra.Command{
		Use:   "review OLD NEW",
		Short: "What changed, as one HTML file",
		Long: `review compares two states of the documentation as diff does, and writes one
HTML file for a person who decides whether to merge: the verdict, what was lost,
and for each method its changes, its page and its Go before and after. The file
needs no network and no other file.

Each side is a folder of pages, one page, an api.txt, or one of these in git:
git:REV:PATH. Go is shown when the module around the current folder requires
gotd/td. The file is written whether the sides differ or not; of an existing one
only a review is replaced.`,
		Example: `  docgen review git:HEAD~1:docs docs -o review.html
  docgen review old/docs new/docs -o - > review.html`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return p.review(cmd, args[0], args[1], out, ignore) },
	}
	cmd.Flags().StringVarP(&out, "output", "o", "review.html", "the file to write; - is standard output")
	cmd.Flags().StringVar(&ignore, "ignore", "", "file of changes that are known, as for diff")
	return cmd
}

func (p *program) review(cmd *cobra.Command, oldName, newName, out, ignore string) error {
	if out != "-" {
		if err := mayReplace(out); err != nil {
			return err
		}
	}
	c, err := p.compare(cmd.Context(), oldName, newName, ignore)
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
		_, err := p.results.Write(text.Bytes())
		return err
	}
	if err := folder.Replace(out, text.Bytes()); err != nil {
		return fmt.Errorf("writing the review: %w", err)
	}
	fmt.Fprintf(p.results, "%s: %s\n", out, reviewed(c.Report))
	return nil
}

// reviewed says what is in a review, in a line.
func reviewed(r *review.Report) string {
	changes := r.Changes()
	switch len(changes) {
	case 0:
		return "no change"
	case 1:
		return "1 change, " + changes[0].Level.String() + packageVerdict(r)
	}
	breaking := r.Count(review.Facts, review.Breaking) + r.Count(review.Go, review.Breaking)
	return fmt.Sprintf("%d changes, %d of them breaking", len(changes), breaking) + packageVerdict(r)
}

func packageVerdict(r *review.Report) string {
	if r.Verdict == review.Unknown {
		return ""
	}
	return "; the generated package: " + string(r.Verdict)
}

// mayReplace refuses to write over a file that is no review: a slip such as
// "-o docs/x.md" would cost it.
func mayReplace(name string) error {
	text, err := input.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(text) > 0 && !html.Is(text) {
		return fmt.Errorf("%s is no review of docgen, so it is not overwritten; move it away", name)
	}
	return nil
}
