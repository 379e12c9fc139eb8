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
	// output is the folder as it was, and stamp its stamp if this run may believe
	// it; tools is the hash of this run.
	output  *output
	stamp   *stamp
	tools   string
	printed emit.Options
	// partly tells that only those pages were parsed that changed since the folder
	// was made, which are the edited ones, or have diagnostics.
	partly  bool
	edited  map[string]bool
	methods []*bind.Method
	// count is how many methods the package has.
	count int
	// files are nil when the folder is known to have them.
	files []emit.File
	known bool
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
	tgErr, err := b.find(ctx, o, func(ctx context.Context) (err error) {
		b.input, err = readPages(ctx, o)
		return err
	})
	if err != nil || tgErr != nil {
		return b, errors.Join(err, tgErr)
	}
	return b, b.bind(nil)
}

// findTG is what looks for gotd/td; tests that run docgen often have it remember.
var findTG = bind.Find

// find looks for gotd/td while it does something else.
func (b *build) find(ctx context.Context, o *options, meanwhile func(context.Context) error) (tgErr, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		return meanwhile(ctx)
	})
	// A processor runs what it was given last before anything else, and the run
	// waits for the go command longest.
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		b.tg, tgErr = findTG(ctx, o.out)
		return nil
	})
	if err = group.Wait(); err != nil && errors.Is(tgErr, err) {
		tgErr = nil // the go command was stopped because of err
	}
	return tgErr, err
}

// bind binds the pages, which may not be all that are documented.
func (b *build) bind(others []string) error {
	documented := make(map[string]bool, len(b.pages))
	for _, p := range b.pages {
		documented[p.Method.Text] = true
	}
	for _, method := range others {
		documented[method] = true
	}
	methods := make([]*bind.Method, len(b.pages))
	diags := make([][]diag.Diagnostic, len(b.pages))
	err := diag.Each(len(b.pages), func(i int) error {
		methods[i], diags[i] = b.tg.Bind(b.pages[i], documented)
		return nil
	})
	if err != nil {
		return err
	}
	b.methods = nil
	for i, m := range methods {
		if m != nil {
			b.methods = append(b.methods, m)
		}
		b.diags = append(b.diags, diags[i]...)
	}
	return nil
}

// makePackage makes the package that generate writes and check compares. The
// files are nil when the diagnostics stop the writing, and when the folder is
// known to have what they would be.
func makePackage(ctx context.Context, o *options) (*build, error) {
	b := &build{printed: emit.Options{Examples: o.examples, Doubles: o.doubles}}
	tgErr, err := b.find(ctx, o, func(ctx context.Context) error { return b.read(ctx, o) })
	if err := errors.Join(err, tgErr); err != nil {
		return nil, err
	}
	b.tools = b.toolsHash(o)
	if b.stamp != nil && b.stamp.tools != b.tools {
		b.stamp = nil
	}
	made := false
	if b.partly && b.stamp != nil {
		if made, err = b.update(); err != nil || b.known {
			return b, err
		}
	}
	if !made {
		if err := b.makeAll(ctx, o); err != nil {
			return nil, err
		}
	}
	if b.count+len(b.diags) == 0 {
		return nil, fmt.Errorf("no page in %s is one of a method", strings.Join(o.docs, ", "))
	}
	b.gate(o)
	b.stampFacts()
	diag.Sort(b.diags)
	return b, nil
}

// read reads the pages and the output folder, and parses what pages it must.
func (b *build) read(ctx context.Context, o *options) (err error) {
	if b.input, err = readFiles(ctx, o); err != nil {
		return err
	}
	if b.output, err = readOutput(o.out); err != nil {
		return err
	}
	if b.printed.Run, err = o.recorded(); err != nil {
		return err
	}
	if b.printed.Package, err = packageName(o, b.output); err != nil {
		return err
	}
	if o.examples || o.doubles {
		if b.printed.ImportPath, err = importPath(o.out); err != nil {
			return err
		}
	}
	if b.stamp = b.stamped(); b.stamp != nil {
		if files, ok := b.doubtful(); ok {
			b.partly = true
			_, err = b.parse(ctx, o, files)
			return err
		}
	}
	return b.parseAll(ctx, o)
}

// makeAll makes the package of all pages.
func (b *build) makeAll(ctx context.Context, o *options) error {
	if b.partly {
		if err := b.parseAll(ctx, o); err != nil {
			return err
		}
	}
	if err := b.bind(nil); err != nil {
		return err
	}
	b.count = len(b.methods)
	b.diags = append(b.diags, b.output.lost(b.unread)...)
	b.printed.General = b.general
	if b.stamp != nil {
		b.printed.Have = b.output.madeOf
	}
	files, diags, err := emit.Package(b.methods, b.printed)
	b.files = files
	b.diags = append(b.diags, diags...)
	return err
}

// gate compares the facts with those of api.txt, and adds an error for each kind
// that was lost, unless that is accepted.
func (b *build) gate(o *options) {
	b.changes = compareFacts(o, b)
	for _, loss := range b.changes.losses() {
		if slices.Contains(o.acceptLoss, string(loss.Code)) {
			b.accepted = append(b.accepted, loss)
		} else {
			b.diags = append(b.diags, loss)
		}
	}
	if b.changes == nil && b.files != nil && len(b.output.pages()) > 0 {
		name := filepath.ToSlash(filepath.Join(o.out, emit.FactsFile))
		b.diags = append(b.diags, diag.New(diag.Pos{File: name}, diag.FactsMissing, "restore it and run docgen again",
			"the folder has generated files and no %s, so that nobody can tell whether facts are lost", emit.FactsFile))
	}
}

// packageName returns the name of the generated package: that of the flag, of
// the Go files in the folder, or of the folder. What others wrote counts before
// what docgen did, so that a package can be renamed.
func packageName(o *options, out *output) (string, error) {
	if o.pkg != "" {
		if !token.IsIdentifier(o.pkg) {
			return "", fmt.Errorf("--package %q is not a Go identifier", o.pkg)
		}
		return o.pkg, nil
	}
	made, names := "", map[string]string{}
	for _, file := range out.goFiles {
		f, own := out.files[file]
		switch {
		case strings.HasSuffix(file, "_test.go"), own && made != "":
		case own:
			made = packageClause(f.data)
		default:
			if name := packageOf(out.path(file)); name != "" {
				names[name] = file
			}
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

// packageOf returns the package that a Go file belongs to. One that is no part of
// a build, such as one with the constraint "ignore", belongs to none.
func packageOf(file string) string {
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return "" // which the next line would wait for
	}
	if match, err := gobuild.Default.MatchFile(filepath.Split(file)); err != nil || !match || filepath.Base(file) == unfinished {
		return ""
	}
	data, err := readFile(file)
	if err != nil {
		return ""
	}
	return packageClause(data)
}

func packageClause(source []byte) string {
	f, err := parser.ParseFile(token.NewFileSet(), "", source, parser.PackageClauseOnly)
	if err != nil {
		return ""
	}
	return f.Name.Name
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
