package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Comparison is two states of the documentation, and how they differ.
type Comparison struct {
	Report   *review.Report
	old, new *side
}

// side is one of the states that are compared.
type side struct {
	*review.Side
	// facts are read from an api.txt, or made of pages.
	facts []facts.Method
	// bound are the methods that gotd/td has, by name. There are none for an api.txt.
	bound map[string]*bind.Method
	// left says of each page that is left out why it is.
	left []string
}

// Unfit is the error of a side that can't be compared, since errors were found in its
// pages.
type Unfit struct {
	Name string
	Findings
}

func (u *Unfit) Error() string { return u.Name + " can't be compared" }

// Compare reads two states of the documentation, and compares them. Each is one source or
// several, an output folder or an api.txt, on disk or in git. If the patterns used name Go code, only
// the methods that it names are compared.
func Compare(ctx context.Context, find Finder, oldName, newName string, used []string) (*Comparison, error) {
	c, tg, tgErr, err := readSides(ctx, find, oldName, newName)
	if err == nil && len(used) > 0 {
		err = c.keepUsed(ctx, used, tg, tgErr)
	}
	if err != nil {
		return nil, err
	}
	var limits []string
	for _, s := range []*side{c.old, c.new} {
		limits = append(limits, s.left...)
		if s.Brief || tgErr != nil {
			continue
		}
		if err := s.bind(tg); err != nil {
			return nil, err
		}
	}
	switch {
	case !c.old.HasGo || !c.new.HasGo:
		limits = append(limits, "Go is not compared: "+notCompared(tgErr))
	case c.old.Brief != c.new.Brief:
		limits = append(limits, fmt.Sprintf("Go is compared as an api.txt has it and as %s makes it", tg))
	}
	if c.old.Brief || c.new.Brief {
		limits = append(limits, "an api.txt holds no wording and not what is required, so neither is compared")
	}
	c.Report = review.Compare(c.old.Side, c.new.Side, review.Options{Nearest: bind.Nearest})
	c.Report.Limits = limits
	c.Report.Lost = facts.Compare(c.old.facts, c.new.facts).Losses()
	return c, nil
}

func notCompared(err error) string {
	switch {
	case err == nil:
		return "an api.txt has no facts of it"
	case errors.Is(err, bind.ErrNoTG):
		return "the module here requires no gotd/td"
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}

// readSides reads two sides at once, and looks for gotd/td meanwhile. Two api.txt need
// no gotd/td, since they hold what Go exports.
func readSides(ctx context.Context, find Finder, oldName, newName string) (c *Comparison, tg *bind.TG, tgErr, err error) {
	c = &Comparison{}
	group, ctx := errgroup.WithContext(ctx)
	if !isFactsFile(oldName) || !isFactsFile(newName) {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			tg, tgErr = find(ctx, ".")
			return nil
		})
	}
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		c.old, err = readSide(ctx, oldName)
		return err
	})
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		c.new, err = readSide(ctx, newName)
		return err
	})
	err = group.Wait()
	return c, tg, tgErr, err
}

// isFactsFile reports whether a side is an api.txt, by its name.
func isFactsFile(name string) bool { return strings.HasSuffix(name, ".txt") }

// readSide reads a side of pages, or an api.txt, from disk or from git.
func readSide(ctx context.Context, name string) (*side, error) {
	s := &side{Side: &review.Side{Name: name, Brief: isFactsFile(name)}}
	if s.Brief {
		file, err := readFactsFile(ctx, name)
		if err != nil {
			return nil, err
		}
		return s, s.takeFacts(file)
	}
	from, err := originOf(ctx, name)
	if err != nil {
		return nil, err
	}
	d, err := input.ReadMixed(ctx, from.docs, from.errors)
	if err != nil {
		return nil, err
	}
	parsed, err := d.Parse(ctx, from.only)
	if err != nil {
		return nil, err
	}
	s.ErrorFile = d.Errors != nil
	if from.listed != nil {
		parsed.Pages = slices.DeleteFunc(parsed.Pages, func(p *page.Page) bool { return !from.listed[p.Method.Text] })
	}
	return s, s.takePages(parsed, d.Sources())
}

func readFactsFile(ctx context.Context, name string) (input.File, error) {
	if object, ok := strings.CutPrefix(name, input.GitPrefix); ok {
		files, err := input.ReadGit(ctx, object)
		if err != nil {
			return input.File{}, err
		}
		return files[0], nil
	}
	text, err := input.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return input.File{}, fmt.Errorf("there is no %s", name)
	}
	return input.File{Name: filepath.ToSlash(name), Text: text}, err
}

// takePages makes the side of pages. Of two pages of one method, the first counts.
func (s *side) takePages(parsed *input.Parsed, sources map[string][]byte) error {
	var refused []diag.Diagnostic
	for _, d := range parsed.Diags {
		if d.Severity == diag.Error {
			refused = append(refused, d)
		}
	}
	if len(refused) > 0 {
		diag.Sort(refused)
		return &Unfit{s.Name, Findings{Diags: refused, Sources: sources}}
	}
	if parsed.Useless != nil {
		return parsed.Useless
	}
	first := map[string]*page.Page{}
	for _, p := range parsed.Pages {
		if other := first[p.Method.Text]; other != nil {
			s.left = append(s.left, fmt.Sprintf("%s is left out: %s is the page of %s", p.File, other.File, p.Method.Text))
			continue
		}
		first[p.Method.Text] = p
		s.Methods = append(s.Methods, review.Method{Page: p, Texts: textsOf(p, sources)})
		s.facts = append(s.facts, facts.NewMethod(p.Method.Text, facts.OfPage(p)))
	}
	return nil
}

// textsOf returns the pages that a page is put together of.
func textsOf(p *page.Page, sources map[string][]byte) []review.Text {
	files := p.Files
	if files == nil {
		files = []string{p.File}
	}
	texts := make([]review.Text, len(files))
	for i, file := range files {
		texts[i] = review.Text{File: file, Data: sources[file]}
	}
	return texts
}

// bind adds what the Go package exports because of each page, as gotd/td has it.
func (s *side) bind(tg *bind.TG) error {
	pages := make([]*page.Page, len(s.Methods))
	for i, m := range s.Methods {
		pages[i] = m.Page
	}
	methods, _, err := bindAll(tg, pages)
	s.bound = make(map[string]*bind.Method, len(methods))
	for _, m := range methods {
		s.bound[m.Name] = m
	}
	for i := range s.Methods {
		if m := s.bound[s.facts[i].Name]; m != nil {
			s.facts[i] = emit.Facts(m)
			s.Methods[i].Go = facts.Exports(s.facts[i].Facts)
		}
	}
	s.shareGo()
	return err
}

// shareGo adds what the package exports beside its methods' own.
func (s *side) shareGo() {
	s.HasGo = true
	var all []facts.Export
	for _, m := range s.Methods {
		all = append(all, m.Go...)
	}
	s.Package = facts.SharedExports(all)
}

// takeFacts makes the side of an api.txt, with the pages that would state its facts.
func (s *side) takeFacts(f input.File) error {
	f.Text = genfile.UnixBreaks(f.Text)
	if !facts.HasRun(f.Text) {
		return fmt.Errorf("%s is no api.txt of docgen: its first line records no run", s.Name)
	}
	parsed := facts.Parse(f.Text)
	if parsed.Strange > 0 {
		return fmt.Errorf("%s is no fact: run docgen generate again", diag.Pos{File: f.Name, Line: parsed.Strange, Column: 1})
	}
	s.facts = parsed.Methods
	hasGo := false
	for _, m := range s.facts {
		exports := facts.Exports(m.Facts)
		hasGo = hasGo || len(exports) > 0
		s.Methods = append(s.Methods, review.Method{Page: m.Page(f.Name), Go: exports})
	}
	if hasGo {
		s.shareGo()
	}
	return nil
}

// PrintGo adds to the report the Go file of each method that changed, before and after,
// where gotd/td is known.
func (c *Comparison) PrintGo() error {
	changed := c.Report.Methods
	return diag.Each(len(changed), func(i int) error {
		return errors.Join(
			c.old.print(changed[i].Old),
			c.new.print(changed[i].New),
		)
	})
}

func (s *side) print(m *review.Method) error {
	if m == nil {
		return nil
	}
	bound := s.bound[m.Page.Method.Text]
	if bound == nil {
		return nil
	}
	file, err := emit.MethodFile(bound, emit.Options{Package: "generated"})
	m.GoName, m.GoFile = file.Name, file.Data
	return err
}
