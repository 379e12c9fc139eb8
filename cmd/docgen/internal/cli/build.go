package cli

import (
	"context"
	"errors"
	"fmt"
	gobuild "go/build"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/sync/errgroup"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

// build is a package that was made in memory, and what was found on the way.
type build struct {
	*input
	tg *bind.TG
	// pkg is the name of the package.
	pkg     string
	methods []*bind.Method
	files   []emit.File
	// changes is what the facts differ in from those of api.txt, and accepted are
	// the losses that --accept-loss lets through.
	changes  *factChanges
	accepted []diag.Diagnostic
}

// bindPages reads the pages and binds them to the tg of the module that the
// output folder is in. The two are independent until they meet, and go list
// takes as long as reading all pages.
func bindPages(ctx context.Context, o *options) (*build, error) {
	b := &build{}
	group, groupCtx := errgroup.WithContext(ctx)
	var tgErr error
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		b.tg, tgErr = bind.Find(groupCtx, o.out)
		return nil
	})
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		b.input, err = readPages(groupCtx, o)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if tgErr != nil {
		return b, tgErr
	}
	return b, b.bind()
}

func (b *build) bind() error {
	documented := make(map[string]bool, len(b.pages))
	for _, p := range b.pages {
		documented[p.Method.Text] = true
	}
	methods := make([]*bind.Method, len(b.pages))
	diags := make([][]diag.Diagnostic, len(b.pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range b.pages {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			methods[i], diags[i] = b.tg.Bind(p, documented)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, m := range methods {
		if m != nil {
			b.methods = append(b.methods, m)
		}
		b.diags = append(b.diags, diags[i]...)
	}
	return nil
}

// makePackage makes the package that generate writes and check compares. The
// files are nil when the diagnostics stop the writing.
func makePackage(ctx context.Context, o *options) (*build, error) {
	b, err := bindPages(ctx, o)
	if err != nil {
		return nil, err
	}
	if len(b.pages)+len(b.diags) == 0 {
		return nil, fmt.Errorf("no page in %s is one of a method", strings.Join(o.docs, ", "))
	}
	lost, err := lostPages(o.out, b.unread)
	if err != nil {
		return nil, err
	}
	b.diags = append(b.diags, lost...)
	run, err := o.recorded()
	if err != nil {
		return nil, err
	}
	if b.pkg, err = packageName(o); err != nil {
		return nil, err
	}
	printed := emit.Options{Package: b.pkg, Run: run, General: b.general, Examples: o.examples, Doubles: o.doubles}
	if o.examples || o.doubles {
		if printed.ImportPath, err = importPath(o.out); err != nil {
			return nil, err
		}
	}
	files, diags, err := emit.Package(b.methods, printed)
	if err != nil {
		return nil, err
	}
	b.files = files
	b.diags = append(b.diags, diags...)
	if err := b.gate(o); err != nil {
		return nil, err
	}
	diag.Sort(b.diags)
	return b, nil
}

// gate compares the facts with those of api.txt, and adds an error for each kind
// that was lost, unless that is accepted.
func (b *build) gate(o *options) (err error) {
	if b.changes, err = compareFacts(o, b); err != nil {
		return err
	}
	for _, loss := range b.changes.losses() {
		if slices.Contains(o.acceptLoss, string(loss.Code)) {
			b.accepted = append(b.accepted, loss)
		} else {
			b.diags = append(b.diags, loss)
		}
	}
	if b.changes != nil {
		return nil
	}
	made, err := generatedFrom(o.out)
	if len(made) > 0 && b.files != nil {
		name := filepath.ToSlash(filepath.Join(o.out, emit.FactsFile))
		b.diags = append(b.diags, diag.New(diag.Pos{File: name}, diag.FactsMissing, "restore it and run docgen again",
			"the folder has generated files and no %s, so that nobody can tell whether facts are lost", emit.FactsFile))
	}
	return err
}

// packageName returns the name of the generated package: that of the flag, of
// the Go files in the folder, or of the folder. What others wrote counts before
// what docgen did, so that a package can be renamed.
func packageName(o *options) (string, error) {
	if o.pkg != "" {
		if !token.IsIdentifier(o.pkg) {
			return "", fmt.Errorf("--package %q is not a Go identifier", o.pkg)
		}
		return o.pkg, nil
	}
	files, err := filepath.Glob(filepath.Join(globQuote(o.out), "*.go"))
	if err != nil {
		return "", err
	}
	made, names := "", map[string]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || made != "" && strings.HasSuffix(file, "_gen.go") {
			continue
		}
		name, own := packageOf(file)
		switch {
		case name == "":
		case own:
			made = name
		default:
			names[name] = filepath.Base(file)
		}
	}
	switch len(names) {
	case 0:
		if made != "" {
			return made, nil
		}
	case 1:
		for name := range names {
			return name, nil
		}
	default:
		var found []string
		for _, name := range slices.Sorted(maps.Keys(names)) {
			found = append(found, fmt.Sprintf("%s (%s)", name, names[name]))
		}
		return "", fmt.Errorf("%s has Go files of several packages: %s; name the one to generate with --package", o.out, strings.Join(found, ", "))
	}
	abs, err := filepath.Abs(o.out)
	if err != nil {
		return "", err
	}
	name := filepath.Base(abs)
	if !token.IsIdentifier(name) {
		return "", fmt.Errorf("the folder name %q is not a Go identifier; name the package with --package", name)
	}
	return name, nil
}

// packageOf returns the package that a Go file belongs to, and whether docgen
// made the file. A file that is no part of a build, such as one with the
// constraint "ignore", belongs to none.
func packageOf(file string) (name string, own bool) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", false
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, data, parser.PackageClauseOnly)
	if err != nil {
		return "", false
	}
	if _, own = emit.ReadHeader(data); own {
		return f.Name.Name, true
	}
	if match, err := gobuild.Default.MatchFile(filepath.Split(file)); err != nil || !match {
		return "", false
	}
	return f.Name.Name, false
}

// importPath returns the import path of the package in a folder, which need not
// exist yet: that of the module around it, and the way from there.
func importPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for root := abs; ; root = filepath.Dir(root) {
		data, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if errors.Is(err, os.ErrNotExist) && filepath.Dir(root) != root {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("looking for the import path of %s: %w", dir, err)
		}
		rel, err := filepath.Rel(root, abs)
		if err != nil {
			return "", err
		}
		return path.Join(modfile.ModulePath(data), filepath.ToSlash(rel)), nil
	}
}

func globQuote(dir string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// lostPages returns an error for each page that can't be read, and that the
// output folder has code of.
func lostPages(out string, unread []string) ([]diag.Diagnostic, error) {
	if len(unread) == 0 {
		return nil, nil
	}
	known, err := generatedFrom(out)
	if err != nil {
		return nil, err
	}
	var diags []diag.Diagnostic
	for _, file := range unread {
		if made, ok := known[emit.PageName(file)]; ok {
			diags = append(diags, diag.New(diag.Pos{File: filepath.ToSlash(file), Line: 1, Column: 1}, diag.PageLost,
				"repair the page, or remove it if the method is gone", "the page can no longer be read, and %s was made from it", made))
		}
	}
	return diags, nil
}

// generatedFrom returns the files of the output folder that docgen made, by
// the page they were made from.
func generatedFrom(out string) (map[string]string, error) {
	entries, err := os.ReadDir(out)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	made := map[string]string{}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), "_gen.go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(out, entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("reading the output folder: %w", err)
		}
		if h, ok := emit.ReadHeader(data); ok && h.PageHash != "" {
			made[h.From] = entry.Name()
		}
	}
	return made, nil
}
