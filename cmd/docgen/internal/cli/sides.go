package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// side is one of the states that diff compares.
type side struct {
	*review.Side
	*input
	// facts are those of api.txt: read from one, or made of the pages.
	facts []emit.Fact
	// bound are the methods that gotd/td has, by name; an api.txt has none.
	bound map[string]*bind.Method
}

// comparison is what diff compares, and what it comes to.
type comparison struct {
	old, new *side
	report   *review.Report
}

// compareSides reads both sides, looks for gotd/td meanwhile, and compares.
func compareSides(ctx context.Context, stderr io.Writer, oldName, newName string) (*comparison, error) {
	c, tg, tgErr, err := readSides(ctx, oldName, newName)
	if err != nil {
		return nil, err
	}
	var limits []string
	for _, s := range []*side{c.old, c.new} {
		more, err := s.settle(stderr)
		if err != nil {
			return nil, err
		}
		limits = append(limits, more...)
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
	c.report = review.Compare(c.old.Side, c.new.Side, review.Options{Nearest: bind.Nearest})
	c.report.Limits = limits
	c.report.Lost = lostKinds(c.old.facts, c.new.facts)
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

// readSides reads two sides at once. Two that hold what Go exports need no gotd/td.
func readSides(ctx context.Context, oldName, newName string) (c *comparison, tg *bind.TG, tgErr, err error) {
	c = &comparison{}
	group, ctx := errgroup.WithContext(ctx)
	if !isFactsFile(oldName) || !isFactsFile(newName) {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			tg, tgErr = findTG(ctx, ".")
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

// readSide reads a folder of pages, a page or an api.txt, from disk or from git.
func readSide(ctx context.Context, name string) (*side, error) {
	s := &side{Side: &review.Side{Name: name}, input: &input{}}
	var err error
	switch object, ok := strings.CutPrefix(name, gitPrefix); {
	case ok:
		s.files, err = readGit(ctx, object)
	case isFactsFile(name):
		var text []byte
		text, err = readFactsFile(name)
		s.files = []pageFile{{name: name, text: text}}
	default:
		s.input, err = readFiles(ctx, &options{docs: []string{name}})
	}
	if err != nil {
		return nil, err
	}
	if isFactsFile(name) {
		return s, s.readFacts()
	}
	s.sources = map[string][]byte{}
	for _, f := range s.files {
		s.sources[filepath.ToSlash(f.name)] = f.text
	}
	_, err = s.parse(ctx, &options{}, s.files)
	return s, err
}

func readFactsFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no %s", name)
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file", name)
	case info.Size() > maxObject:
		return nil, fmt.Errorf("%s has %d bytes, at most %d are read", name, info.Size(), maxObject)
	}
	return os.ReadFile(name)
}

// settle reports what makes a side unfit to compare, and returns what is left out.
func (s *side) settle(stderr io.Writer) (limits []string, err error) {
	if s.Brief {
		return nil, nil
	}
	var refused []diag.Diagnostic
	for _, d := range s.diags {
		if d.Severity == diag.Error {
			refused = append(refused, d)
		}
	}
	if len(refused) > 0 {
		diag.Sort(refused)
		if err := report(stderr, "text", refused, s.sources); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%s can't be compared", s.Name)
	}
	if len(s.pages) == 0 {
		return nil, fmt.Errorf("no page in %s is one of a method", s.Name)
	}
	first := map[string]*page.Page{}
	s.Methods = make([]review.Method, 0, len(s.pages))
	for _, p := range s.pages {
		if other := first[p.Method.Text]; other != nil {
			limits = append(limits, fmt.Sprintf("%s is left out: %s is the page of %s", p.File, other.File, p.Method.Text))
			continue
		}
		first[p.Method.Text] = p
		s.Methods = append(s.Methods, review.Method{Page: p, Source: s.sources[p.File]})
		s.facts = append(s.facts, emit.PageFacts(p)...)
	}
	return limits, nil
}

// bind adds what the Go package exports because of each page, as gotd/td has it.
func (s *side) bind(tg *bind.TG) error {
	bound := make([]*bind.Method, len(s.Methods))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range s.Methods {
		group.Go(func() (err error) {
			defer diag.Catch(&err)
			bound[i], _ = tg.Bind(s.Methods[i].Page, nil)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	s.bound = make(map[string]*bind.Method, len(bound))
	s.facts = nil
	for i, m := range bound {
		if m == nil {
			s.facts = append(s.facts, emit.PageFacts(s.Methods[i].Page)...)
			continue
		}
		s.bound[m.Name] = m
		facts := emit.MethodFacts(m)
		s.facts = append(s.facts, facts...)
		s.Methods[i].Go = symbols(emit.Exports(facts))
	}
	s.shareGo()
	return nil
}

// shareGo adds what the package exports beside its methods' own.
func (s *side) shareGo() {
	s.HasGo = true
	var all []emit.Export
	for _, m := range s.Methods {
		for _, x := range m.Go {
			all = append(all, emit.Export{Kind: emit.ExportKind(x.Kind), Of: x.Of, Name: x.Name, Type: x.Type})
		}
	}
	s.Package = symbols(emit.SharedExports(all))
}

func symbols(exports []emit.Export) []review.Symbol {
	kinds := map[emit.ExportKind]review.SymbolKind{
		emit.ExportFunc: review.Func, emit.ExportType: review.Type, emit.ExportField: review.Field, emit.ExportConst: review.Const,
	}
	all := make([]review.Symbol, len(exports))
	for i, x := range exports {
		all[i] = review.Symbol{Kind: kinds[x.Kind], Of: x.Of, Name: x.Name, Type: x.Type}
	}
	return all
}

// readFacts makes the pages that an api.txt has the facts of.
func (s *side) readFacts() error {
	f := s.files[0]
	s.Brief = true
	if !bytes.HasPrefix(f.text, []byte("# docgen generate")) {
		return fmt.Errorf("%s is no api.txt of docgen: its first line records no run", s.Name)
	}
	s.facts = emit.ReadFacts(f.text)
	if line := noFact(f.text, s.facts); line > 0 {
		return fmt.Errorf("%s is no fact: run docgen generate again", diag.Pos{File: filepath.ToSlash(f.name), Line: line, Column: 1})
	}
	methods := byMethod(s.facts)
	hasGo := false
	for _, name := range slices.Sorted(maps.Keys(methods)) {
		p, err := factsPage(filepath.ToSlash(f.name), methods[name])
		if err != nil {
			return err
		}
		m := review.Method{Page: p, Go: symbols(emit.Exports(methods[name]))}
		hasGo = hasGo || len(m.Go) > 0
		s.Methods = append(s.Methods, m)
	}
	if hasGo {
		s.shareGo()
	}
	return nil
}

// noFact returns the first line that is neither a fact nor docgen's own, such as the
// marks of a merge that git could not do: what one side has then is not known.
func noFact(text []byte, facts []emit.Fact) int {
	known := make(map[int]bool, len(facts))
	for _, f := range facts {
		known[f.Line] = true
	}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if !known[number] && !bytes.HasPrefix(line, []byte("#")) && len(bytes.TrimSpace(line)) > 0 {
			return number
		}
	}
	return 0
}

// factsPage returns the page that facts are what is known of. Places are those of
// the lines of api.txt.
func factsPage(file string, facts []emit.Fact) (*page.Page, error) {
	p := &page.Page{File: file, Method: page.Fact{Text: facts[0].Method, Pos: diag.Pos{File: file, Line: facts[0].Line, Column: 1}}}
	flags := map[string]*page.Flag{"users": &p.Users, "bots": &p.Bots, "business": &p.Business}
	for _, f := range facts {
		pos := diag.Pos{File: file, Line: f.Line, Column: 1}
		kind, value, _ := strings.Cut(f.Text, " ")
		name, rest, _ := strings.Cut(value, " ")
		switch kind {
		case "users", "bots", "business":
			if value != "yes" && value != "no" {
				return nil, fmt.Errorf("%s: %s is neither yes nor no", pos, kind)
			}
			*flags[kind] = page.Flag{Value: map[string]page.Availability{"yes": page.Yes, "no": page.No}[value], Pos: pos}
		case "param":
			p.Params = append(p.Params, page.Param{Name: name, Type: rest, Pos: pos, TypePos: pos})
		case "returns":
			p.Returns = page.Fact{Text: value, Pos: pos}
		case "error":
			e := page.Error{Name: rest, Pattern: rest, Pos: pos}
			if _, err := fmt.Sscanf(name, "%d", &e.Code); err != nil {
				return nil, fmt.Errorf("%s: the code of an error is %q", pos, name)
			}
			p.Errors = append(p.Errors, e)
		}
	}
	return p, nil
}
