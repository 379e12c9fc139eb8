package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/google/shlex"
	"github.com/spf13/cobra"

	"example.com/docgen/emit"
)

func checkCommand() *cobra.Command {
	var o options
	var diff bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Is the generated package what the pages say?",
		Long: `check repeats the run that the first line of api.txt records, writes nothing,
and compares. It exits with 0 when the folder is what generate would leave, and
with 1 and a line for each file that is not.`,
		Example: `  docgen check
  docgen check --out tgapi --diff`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return check(cmd, &o, diff) },
	}
	o.addOut(cmd, "folder of the generated package")
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics are printed", "github", "sarif")
	cmd.Flags().BoolVar(&diff, "diff", false, "print the differences")
	return cmd
}

func check(cmd *cobra.Command, o *options, diff bool) error {
	if err := o.validate(); err != nil {
		return err
	}
	if err := o.repeat(); err != nil {
		return err
	}
	b, err := makePackage(cmd.Context(), o)
	if err != nil {
		return err
	}
	if failing(b.diags, o.strict) {
		if err := report(cmd.ErrOrStderr(), o.format, b.diags, b.sources); err != nil {
			return err
		}
		if b.files == nil {
			return errFindings
		}
	}
	if b.known {
		return nil
	}
	differences, err := compare(b.output, b.files, o)
	if err != nil {
		return err
	}
	for _, d := range differences {
		d.print(cmd.OutOrStdout(), diff)
	}
	if len(differences) == 0 && !failing(b.diags, o.strict) {
		return nil
	}
	b.changes.print(cmd.OutOrStdout())
	return errFindings
}

// repeat sets the flags to those of the run that api.txt records.
func (o *options) repeat() error {
	name := filepath.Join(o.out, emit.FactsFile)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no %s to repeat the run of; run docgen generate first", name)
	}
	if err != nil {
		return err
	}
	line, _, _ := strings.Cut(string(data), "\n")
	words, err := shlex.Split(strings.TrimPrefix(line, "# "))
	if err != nil || len(words) < 2 || words[0] != "docgen" || words[1] != "generate" {
		return fmt.Errorf("the first line of %s does not record a run of docgen generate", name)
	}
	recorded := &cobra.Command{}
	o.docs, o.only, o.errors, o.pkg = nil, nil, "", ""
	o.addInput(recorded)
	o.addExtras(recorded)
	if err := recorded.ParseFlags(words[2:]); err != nil {
		return fmt.Errorf("the first line of %s: %w", name, err)
	}
	for i, docs := range o.docs {
		o.docs[i] = filepath.Join(o.out, filepath.FromSlash(docs))
	}
	if o.errors != "" {
		o.errors = filepath.Join(o.out, filepath.FromSlash(o.errors))
	}
	return nil
}

// difference is a file that is not what generate would leave.
type difference struct {
	path, what string
	have, want []byte
}

func (d difference) print(w io.Writer, diff bool) {
	fmt.Fprintf(w, "%s: %s\n", d.path, d.what)
	if diff {
		fmt.Fprint(w, udiff.Unified(d.path, d.path+" (generated)", string(d.have), string(d.want)))
	}
}

// compare returns what generate would change in the folder, sorted by path.
func compare(out *output, files []emit.File, o *options) ([]difference, error) {
	p, err := planWrite(out, files, false)
	if err != nil {
		return nil, err
	}
	var differences []difference
	for _, f := range p.write {
		name := filepath.Join(out.dir, f.Name)
		have, err := readFile(out.path(f.Name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		differences = append(differences, difference{filepath.ToSlash(name), why(f, have, o), have, f.Data})
	}
	for _, orphan := range p.remove {
		name := filepath.Join(out.dir, orphan)
		have, err := readFile(out.path(orphan))
		if err != nil {
			return nil, err
		}
		differences = append(differences, difference{filepath.ToSlash(name), whyOrphaned(orphan, have), have, nil})
	}
	slices.SortFunc(differences, func(a, b difference) int { return strings.Compare(a.path, b.path) })
	return differences, nil
}

// whyOrphaned tells why docgen would remove a file.
func whyOrphaned(name string, have []byte) string {
	if name == unfinished || tempName.MatchString(name) {
		return "an interrupted run left this: run docgen generate again"
	}
	if h, ok := emit.ReadHeader(have); ok && h.PageHash != "" {
		return "orphaned: its page " + h.From + " is gone"
	}
	return "orphaned: no page makes it"
}

// why tells a missing file, a hand edit, a changed page, and a change of what
// else shapes the file apart, by the hashes in the header.
func why(f emit.File, have []byte, o *options) string {
	others := "docgen or gotd/td"
	if o.errors != "" {
		others = "the error file, docgen or gotd/td"
	}
	old, ok := emit.ReadHeader(have)
	switch {
	case have == nil && f.Page != "":
		return "missing: its page is " + f.Page
	case have == nil:
		return "missing"
	case f.Name == emit.FactsFile:
		return "stale: the facts changed"
	case ok && old.ContentHash != emit.ContentHash(have):
		return "edited by hand"
	case ok && old.PageHash != "" && !bytes.Contains(f.Data, []byte("page "+old.PageHash)):
		return "stale: its page " + f.Page + " changed"
	case old.PageHash == "":
		return "stale: the pages, " + others + " changed"
	}
	return "stale: " + others + " changed"
}
