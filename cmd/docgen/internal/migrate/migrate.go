// Package migrate moves client code from tg.Client to a generated package. It loads the
// code with its types, decides call by call what can move, makes the edits in memory, and
// type-checks the outcome before anything is written. It is the only package of docgen
// that loads tg.
package migrate

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/used"
	"example.com/docgen/parser/diag"
)

// Options say what to move, and to what.
type Options struct {
	// Patterns are folders of Go code, as in "./...".
	Patterns []string
	// To is the import path of the generated package, or empty for the only one.
	To string
	// Kind is the client to use, or empty for the one that has all the methods.
	Kind Kind
	// Exported also changes what other modules may use.
	Exported bool
	// Progress is told what is being done, in a few words.
	Progress func(string)

	// here is the folder that names are relative to: by default, the current one.
	here string
}

// A Result is what a migration comes to. Nothing has been written.
type Result struct {
	// Changed are the files with their new text, sorted by name.
	Changed []Change
	// Left are the calls and comparisons that stay, with the reasons.
	Left []diag.Diagnostic
	// Calls and Comparisons count what there is, and MovedCalls and MovedComparisons
	// what moves.
	Calls, MovedCalls, Comparisons, MovedComparisons int
	// Kind is the client that was chosen.
	Kind Kind
}

// A Change is a file whose text changes.
type Change struct {
	// Name is the absolute name of the file, and Shown the one to show.
	Name, Shown string
	Old, New    []byte
}

// Run moves the code that the patterns name, in memory.
func Run(ctx context.Context, options Options) (*Result, error) {
	return interruptible(ctx, func() (*Result, error) { return run(ctx, options) })
}

// interruptible returns what a function does, or the cause of the context's end once that
// comes: reading and type-checking tg takes seconds that nothing interrupts. The function
// must change nothing outside of memory, since it goes on until the process ends.
func interruptible[T any](ctx context.Context, f func() (T, error)) (T, error) {
	done := make(chan returned[T], 1)
	go func() { done <- caught(f) }()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		return *new(T), context.Cause(ctx)
	}
}

// A returned value is what a function has given back, with its error.
type returned[T any] struct {
	value T
	err   error
}

// caught calls a function, and makes an error of a panic.
func caught[T any](f func() (T, error)) (o returned[T]) {
	defer diag.Catch(&o.err)
	o.value, o.err = f()
	return o
}

func run(ctx context.Context, options Options) (*Result, error) {
	groups, err := options.prepare(ctx)
	if err != nil {
		return nil, err
	}
	total := &Result{}
	for _, g := range groups {
		result, err := migrateGroup(ctx, g, options)
		if err != nil {
			return nil, err
		}
		total.add(result)
	}
	return total, nil
}

// prepare completes the options, and sorts their patterns by module.
func (o *Options) prepare(ctx context.Context) ([]group, error) {
	if o.here == "" {
		here, err := os.Getwd()
		if err != nil {
			return nil, err
		}
		o.here = here
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	return groupPatterns(ctx, o.Patterns)
}

func (r *Result) add(other *Result) {
	r.Changed = append(r.Changed, other.Changed...)
	r.Left = append(r.Left, other.Left...)
	r.Calls += other.Calls
	r.MovedCalls += other.MovedCalls
	r.Comparisons += other.Comparisons
	r.MovedComparisons += other.MovedComparisons
	r.Kind = other.Kind
}

// A group is code that is in one module, or in modules which are built together.
type group struct {
	dir string
	// chosen are the absolute names of the files that were asked for.
	chosen map[string]bool
}

// groupPatterns sorts the files of patterns by the module that the folder of each is in.
func groupPatterns(ctx context.Context, patterns []string) ([]group, error) {
	var groups []group
	for _, pattern := range patterns {
		names, err := used.Files(ctx, "", []string{pattern})
		if err != nil {
			return nil, err
		}
		root, err := moduleOf(strings.TrimSuffix(filepath.ToSlash(pattern), "..."))
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(groups, func(g group) bool { return g.dir == root })
		if i < 0 {
			groups = append(groups, group{root, map[string]bool{}})
			i = len(groups) - 1
		}
		for _, name := range names {
			abs, err := filepath.Abs(name)
			if err != nil {
				return nil, err
			}
			groups[i].chosen[abs] = true
		}
	}
	return groups, nil
}

// moduleOf returns the folder of the module around a folder.
func moduleOf(dir string) (string, error) {
	abs, err := filepath.Abs(filepath.FromSlash(dir))
	if err != nil {
		return "", err
	}
	for root := abs; ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			return root, nil
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if root == filepath.Dir(root) {
			return "", fmt.Errorf("%s is in no Go module", abs)
		}
	}
}

// open loads the modules of a group.
func open(ctx context.Context, g group, options Options) (*workspace, error) {
	w, err := newWorkspace(ctx, g.dir)
	if err != nil {
		return nil, err
	}
	options.Progress("reading the code of " + options.relative(g.dir) + " and of gotd/td, which takes some seconds")
	if err := w.loadAll(ctx); err != nil {
		return nil, err
	}
	return w, w.checkTD()
}

func migrateGroup(ctx context.Context, g group, options Options) (*Result, error) {
	w, err := open(ctx, g, options)
	if err != nil {
		return nil, err
	}
	t, err := w.findTarget(options.To)
	if err != nil {
		return nil, err
	}
	w.markForeign(g.chosen, t)
	result, err := w.migrate(ctx, t, options)
	if err != nil {
		return nil, err
	}
	for _, name := range w.unbuilt {
		if g.chosen[name] {
			result.Left = append(result.Left, diag.New(diag.Pos{File: options.relative(name)}, diag.MigrateLeft, "", "the file stays: docgen knows no build that has it"))
		}
	}
	diag.Sort(result.Left)
	return result, nil
}

// markForeign says which files are not to be changed.
func (w *workspace) markForeign(chosen map[string]bool, t *target) {
	for _, f := range w.files {
		switch {
		case ast.IsGenerated(f.syntax):
			f.foreign, f.skipped = "the file is generated", true
		case !chosen[f.name]:
			f.foreign, f.skipped = "the file is not asked for", true
		case f.pkg.PkgPath == t.pkg.PkgPath:
			f.foreign = "it is in the folder of the generated package"
		}
	}
}

// maxRounds limits how often the outcome is checked. After each round more of the code is
// left as it was, so that the end comes anyway.
const maxRounds = 20

// migrate moves the code, and leaves as it was what would not compile.
func (w *workspace) migrate(ctx context.Context, t *target, options Options) (*Result, error) {
	units := w.units()
	p := &pins{files: map[string]string{}, decls: map[string]string{}}
	for range maxRounds {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		a := decide(w, t, units, options, p)
		texts, pinned := a.texts()
		for _, b := range w.builds {
			pinned = w.verify(t, b, texts).pinErrors(p) || pinned
		}
		if !pinned {
			return a.outcome(texts), nil
		}
	}
	return nil, errors.New("the outcome still does not compile, so nothing is changed; this is a mistake in docgen")
}

// texts returns the new text of each file that changes, and whether it pinned files whose
// text would not even parse.
func (a *decision) texts() (texts map[string][]byte, pinned bool) {
	texts = map[string][]byte{}
	for _, name := range sortedKeys(a.edits) {
		if len(a.edits[name].list) == 0 {
			continue
		}
		text, err := a.edits[name].apply(a.w.files[name])
		if err != nil {
			a.pins.files[name], pinned = "what it would become does not parse", true
			continue
		}
		texts[name] = text
	}
	return texts, pinned
}

func (a *decision) outcome(texts map[string][]byte) *Result {
	r := &Result{Left: a.left(), Kind: a.kind}
	for _, name := range sortedKeys(texts) {
		r.Changed = append(r.Changed, Change{name, a.options.relative(name), a.w.files[name].text, texts[name]})
	}
	for _, s := range a.sites {
		if s.unit.edited && !s.unit.skipped {
			r.Calls++
			if s.left == "" {
				r.MovedCalls++
			}
		}
	}
	for _, c := range a.comparisons {
		if !c.unit.skipped {
			r.Comparisons++
			if c.left == "" {
				r.MovedComparisons++
			}
		}
	}
	return r
}

// relative returns a name as it is from the current folder, with slashes.
func (o Options) relative(name string) string {
	if rel, err := filepath.Rel(o.here, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}
