package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/cmd/docgen/internal/review/html"
	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

func reviewCommand() *cobra.Command {
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
		RunE: func(cmd *cobra.Command, args []string) error { return reviewSides(cmd, args[0], args[1], out, ignore) },
	}
	cmd.Flags().StringVarP(&out, "output", "o", "review.html", "the file to write; - is standard output")
	cmd.Flags().StringVar(&ignore, "ignore", "", "file of changes that are known, as for diff")
	return cmd
}

func reviewSides(cmd *cobra.Command, oldName, newName, out, ignore string) error {
	if out != "-" {
		if err := mayReplace(out); err != nil {
			return err
		}
	}
	ignores, err := readIgnores(cmd, ignore)
	if err != nil {
		return err
	}
	c, err := compareSides(cmd.Context(), cmd.ErrOrStderr(), oldName, newName)
	if err != nil {
		return err
	}
	if err := report(cmd.ErrOrStderr(), "text", c.report.Ignore(ignores), nil); err != nil {
		return err
	}
	if err := c.printGo(cmd.Context()); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := html.Write(&text, c.report); err != nil {
		return fmt.Errorf("making the review: %w", err)
	}
	if out == "-" {
		_, err := cmd.OutOrStdout().Write(text.Bytes())
		return err
	}
	if err := replaceFile(filepath.Join(filepath.Dir(out), newTempName()), out, text.Bytes(), modeOf(out)); err != nil {
		return fmt.Errorf("writing the review: %w", err)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n", out, reviewed(c.report))
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
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file", name)
	}
	text, err := readFile(name)
	if err != nil {
		return err
	}
	if len(text) > 0 && !html.Is(text) {
		return fmt.Errorf("%s is no review of docgen, so it is not overwritten; move it away", name)
	}
	return nil
}

// printGo adds the Go files of the methods that changed, where gotd/td is known.
func (c *comparison) printGo(ctx context.Context) error {
	group, _ := errgroup.WithContext(ctx)
	for _, of := range []struct {
		side   *side
		method func(review.MethodReport) *review.Method
	}{
		{c.old, func(m review.MethodReport) *review.Method { return m.Old }},
		{c.new, func(m review.MethodReport) *review.Method { return m.New }},
	} {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			var bound []*bind.Method
			for _, m := range c.report.Methods {
				if b := of.side.bound[m.Name]; b != nil && of.method(m) != nil {
					bound = append(bound, b)
				}
			}
			files, err := goFiles(bound)
			for _, m := range c.report.Methods {
				if file, ok := files[emit.FileName(m.Name)]; ok && of.method(m) != nil {
					of.method(m).GoName, of.method(m).GoFile = file.Name, file.Data
				}
			}
			return err
		})
	}
	return group.Wait()
}

// goFiles returns the generated file of each method, by its name.
func goFiles(methods []*bind.Method) (map[string]emit.File, error) {
	all, _, err := emit.Package(methods, emit.Options{Package: "generated"})
	files := make(map[string]emit.File, len(all))
	for _, f := range all {
		files[f.Name] = f
	}
	return files, err
}
