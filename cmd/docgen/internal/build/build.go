// Package build makes packages: it reads pages, binds them to gotd/td, prints the Go,
// and compares the facts with those that the folder had. It writes nothing.
package build

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/cmd/docgen/internal/used"
	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Finder finds the gotd/td of the module that a folder is in.
type Finder func(ctx context.Context, dir string) (*bind.TG, error)

// Options say what to build.
type Options struct {
	Run
	// Out is the output folder.
	Out string
	// AcceptLoss are codes of losses that do not stop the writing.
	AcceptLoss []string
	Find       Finder
}

// Findings are the diagnostics of a build, whatever its outcome.
type Findings struct {
	Diags []diag.Diagnostic
	// Sources are the texts of the files that the diagnostics are in.
	Sources map[string][]byte
	// Ignored is how many warnings are left out, since the ignore file lists them.
	Ignored int
}

// NotIgnorable returns the findings that no entry of an ignore file leaves out: errors, and
// warnings of entries that are about nothing.
func (f Findings) NotIgnorable() Findings {
	f.Diags = slices.DeleteFunc(slices.Clone(f.Diags), diag.Diagnostic.Ignorable)
	return f
}

// An Outcome is what comes of a build: Refused, Nothing or a *Package.
type Outcome interface{ outcome() }

// Refused means that no package can be made. The findings have the errors that say why.
type Refused struct{}

// Nothing means that there are pages, and none of them is left to generate from. The
// findings say what is wrong with them.
type Nothing struct {
	// Reason is the error of a run that has no errors among its findings.
	Reason error
}

// A Package was made in memory. When the findings have errors, it must not be written.
type Package struct {
	folder.Package
	// Methods is how many methods the package has.
	Methods int
	// Changes is how the facts differ from those that the folder had, nil where it had
	// no api.txt.
	Changes *Changes
}

func (Refused) outcome()  {}
func (Nothing) outcome()  {}
func (*Package) outcome() {}

// Make makes the package that is to stand in the folder.
func Make(ctx context.Context, o Options, out *folder.Folder) (Findings, Outcome, error) {
	b, err := bound(ctx, o)
	if err != nil {
		return Findings{}, nil, err
	}
	options, err := b.printing(o, out)
	if err != nil {
		return Findings{}, nil, err
	}
	if err := b.checkPages(out); err != nil {
		return Findings{}, nil, err
	}
	repeated := emit.Check(b.methods)
	b.Diags = append(b.Diags, repeated...)
	var outcome Outcome = Refused{}
	switch {
	case len(b.methods) == 0 && b.noneUsed != nil:
		outcome = Nothing{b.noneUsed}
	case len(repeated) > 0:
	case len(b.methods) == 0:
		outcome = Nothing{errAllLeftOut}
	default:
		outcome, err = b.print(o, options, out)
	}
	b.leaveOut(func(method string) bool { return b.wants(method, o.Only) })
	diag.Sort(b.Diags)
	return b.Findings, outcome, err
}

// errAllLeftOut is the reason of a run that left out all pages. A warning says why for each
// of them.
var errAllLeftOut = errors.New("all pages were left out, so there is nothing to generate")

// print prints the package, and compares its facts with those that the folder had.
func (b *building) print(o Options, options emit.Options, out *folder.Folder) (Outcome, error) {
	files, have, err := emit.Package(b.methods, options)
	if err != nil {
		return nil, err
	}
	p := &Package{
		Package: folder.Package{
			Name: options.Package, ImportPath: options.ImportPath, Files: files, Pages: b.pageNames(),
			ErrorFile: o.Errors != "", Sources: len(o.Docs) > 1, Used: len(o.Used) > 0, Unused: b.unusedPages(),
		},
		Methods: len(b.methods),
	}
	p.Changes = b.gate(o, have, out)
	return p, nil
}

// pageNames names all pages that were read, as the headers of files do.
func (b *building) pageNames() []string {
	var names []string
	for _, f := range b.documentation.Pages {
		names = append(names, genfile.PageName(f.Page))
	}
	for _, p := range b.parsed.Pages {
		names = append(names, genfile.PageName(p.Name))
	}
	return names
}

// Lint returns what Make would find in the pages themselves. The error is ErrNoTG where
// there is no gotd/td to compare them with; the findings are then those of the pages alone.
func Lint(ctx context.Context, o Options, out *folder.Folder) (Findings, error) {
	b, err := bound(ctx, o)
	if err != nil && !errors.Is(err, bind.ErrNoTG) {
		return Findings{}, err
	}
	if err := b.checkPages(out); err != nil {
		return Findings{}, err
	}
	b.Diags = append(b.Diags, emit.Check(b.methods)...)
	b.leaveOut(func(method string) bool { return err == nil && b.wants(method, o.Only) })
	diag.Sort(b.Diags)
	return b.Findings, cmp.Or(err, b.noneUsed)
}

// checkPages adds an error for each page that is lost. Without any, it returns an error for
// a source without pages.
func (b *building) checkPages(out *folder.Folder) error {
	lost := pagesLost(b.parsed.Unread, out)
	b.Diags = append(b.Diags, lost...)
	if len(lost) > 0 {
		return nil
	}
	return b.parsed.Useless
}

// building collects what a build has read and bound so far.
type building struct {
	documentation *input.Documentation
	parsed        *input.Parsed
	methods       []*bind.Method
	// known are the warnings to leave out.
	known []report.Ignore
	// names are those in the Go files of --used, nil for a run without it.
	names *used.Names
	choice
	Findings
}

// bound reads the pages and binds them. It looks for gotd/td meanwhile: go list takes as
// long as reading all pages. Where there is none, the error is ErrNoTG and the rest is
// done.
func bound(ctx context.Context, o Options) (*building, error) {
	b := &building{}
	var tg *bind.TG
	var tgErr error
	group, groupCtx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		return b.read(groupCtx, o)
	})
	if len(o.Used) > 0 {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			b.names, err = used.Read(groupCtx, o.Used)
			return err
		})
	}
	// The scheduler runs the newest goroutine first, and go list is what takes longest.
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		tg, tgErr = o.Find(groupCtx, o.Out)
		return nil
	})
	if err := group.Wait(); err != nil {
		return nil, err // tgErr may say no more than that the go command was stopped for err
	}
	if tgErr != nil {
		return b, tgErr
	}
	if b.names != nil {
		b.choose(o, tg)
	}
	var found []diag.Diagnostic
	var err error
	b.methods, found, err = bindAll(tg, b.parsed.Pages)
	b.Diags = append(b.Diags, found...)
	return b, err
}

func (b *building) read(ctx context.Context, o Options) (err error) {
	if b.documentation, err = input.Read(ctx, o.Docs, o.Errors); err != nil {
		return err
	}
	only := o.Only
	if len(o.Used) > 0 {
		only = nil // choose leaves out pages, once gotd/td says how code names methods
	}
	if b.parsed, err = b.documentation.Parse(ctx, only); err != nil {
		return err
	}
	if err := b.parsed.Match(o.Only, o.Docs); err != nil {
		return err
	}
	b.Findings = Findings{Diags: b.parsed.Diags, Sources: b.documentation.Sources()}
	ignores, found, err := ReadIgnores(o.Ignore, report.OfWarnings)
	b.known, b.Diags = ignores, append(b.Diags, found.Diags...)
	maps.Copy(b.Sources, found.Sources)
	return err
}

// bindAll binds pages, each on whichever processor is free.
func bindAll(tg *bind.TG, pages []*page.Page) ([]*bind.Method, []diag.Diagnostic, error) {
	documented := make(map[string]bool, len(pages))
	for _, p := range pages {
		documented[p.Method.Text] = true
	}
	bound, found := make([]*bind.Method, len(pages)), make([][]diag.Diagnostic, len(pages))
	err := diag.Each(len(pages), func(i int) error {
		bound[i], found[i] = tg.Bind(pages[i], documented)
		return nil
	})
	var methods []*bind.Method
	var diags []diag.Diagnostic
	for i, m := range bound {
		if m != nil {
			methods = append(methods, m)
		}
		diags = append(diags, found[i]...)
	}
	return methods, diags, err
}

// printing returns how the package is to be printed.
func (b *building) printing(o Options, out *folder.Folder) (emit.Options, error) {
	printing := emit.Options{
		Package: o.Package, Examples: o.Examples, Doubles: o.Doubles, HTTP: o.HTTP, Lua: o.Lua,
		General: b.parsed.General, Errors: b.alsoNamed, TypeErrors: b.typeErrors,
	}
	recorded, err := o.Recorded(o.Out)
	if err != nil {
		return printing, err
	}
	printing.Run = recorded.String()
	if o.Package == "" {
		printing.Package, err = out.PackageName()
	}
	if err == nil {
		err = out.Suits(printing.Package, o.Imports())
	}
	printing.Comment = !out.Documents(printing.Package)
	if err == nil && (o.Examples || o.Imports()) {
		printing.ImportPath, err = out.ImportPath()
	}
	return printing, err
}
