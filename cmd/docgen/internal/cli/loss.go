package cli

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
)

// A documented fact is rarely taken back: from 2018-03 to 2020-06 and on to
// 2026-03 no flag, result or error of a method that stayed lost its place, but
// for what was lost everywhere at once, and 3 of 276 methods lost what they said
// of parameters. So three methods and more than one in fifty are no edit of
// some pages. What methods say of a kind gets shorter: by 3 in 100 facts at most,
// between any two folders. More than one in ten, and ten facts, are tables that
// are cut off. Methods do go: 17 of 179 in the ten years from 2016-12, 12 of 244
// at most from one folder to the next. More than one in ten is no layer.
const (
	minLost        = 3
	lostShare      = 50
	minLostFacts   = 10
	factShare      = 10
	minLostMethods = 5
	methodShare    = 10
)

// A lossClass is a kind of fact, which pages may stop documenting all at once.
type lossClass struct {
	code diag.Code
	// what completes "methods no longer document", and many "methods document
	// fewer" of a kind of which a method has several.
	what, many string
	// count returns how many facts of the class a line of api.txt has.
	count func(fact string) int
	// within is the start of the facts without which those of the class can't be:
	// a method that lost these is no second loss.
	within string
}

var lossClasses = []lossClass{
	{code: diag.LostBots, what: "whether bots can call them", count: starts("bots ")},
	{code: diag.LostBusiness, what: "whether bots can call them over a business connection", count: starts("business ")},
	{code: diag.LostDescriptions, what: "what they do", count: describes("summary")},
	{code: diag.LostDescriptions, what: "what their errors mean", many: "descriptions of errors", count: describes("errors"), within: "error "},
	{code: diag.LostDescriptions, what: "what their parameters mean", many: "descriptions of parameters", count: describes("params"), within: "param "},
	{code: diag.LostErrors, what: "errors", many: "errors", count: starts("error ")},
	{code: diag.LostParameters, what: "parameters", many: "parameters", count: starts("param "), within: "go param "},
	{code: diag.LostReturns, what: "a return type", count: starts("returns ")},
	{code: diag.LostUsers, what: "whether users can call them", count: starts("users ")},
}

// starts counts the facts that start with a prefix.
func starts(prefix string) func(string) int {
	return func(fact string) int {
		if strings.HasPrefix(fact, prefix) {
			return 1
		}
		return 0
	}
}

// describes reads how much of one kind a fact such as "described summary params
// 3 errors 7" has.
func describes(kind string) func(string) int {
	return func(fact string) int {
		if !strings.HasPrefix(fact, "described ") {
			return 0
		}
		words := strings.Fields(fact)
		i := slices.Index(words, kind)
		switch {
		case i < 0:
			return 0
		case i+1 < len(words):
			if n, err := strconv.Atoi(words[i+1]); err == nil {
				return n
			}
		}
		return 1
	}
}

// lossCodes returns the codes that --accept-loss takes.
func lossCodes() []string {
	codes := []string{string(diag.LostMethods)}
	for _, class := range lossClasses {
		codes = append(codes, string(class.code))
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// factChanges is how the facts of a run differ from those of api.txt.
type factChanges struct {
	// file is the path of api.txt; had and have are the facts by method, and
	// methods those of had, sorted.
	file      string
	had, have map[string][]emit.Fact
	methods   []string
	// same are the methods that have the facts that they had.
	same map[string]bool
	// gone and added are methods; unbound are those whose page is there, and that
	// only gotd/td lacks.
	gone, added, unbound []string
	// pagesOnly tells that nothing is known of Go, so that a method which lost its
	// parameters can't be told from one of which only the page did.
	pagesOnly bool
}

// compareFacts compares the facts that a run found with those of the api.txt in
// the folder. It is nil where there is none, and for no files.
func compareFacts(o *options, b *build) *factChanges {
	old, ok := b.output.files[emit.FactsFile]
	if !ok || b.files == nil {
		return nil
	}
	var have []emit.Fact
	for _, f := range b.files {
		if f.Name == emit.FactsFile {
			have = emit.ReadFacts(f.Data)
		}
	}
	c := newFactChanges(emit.ReadFacts(old.data), have)
	c.file = filepath.ToSlash(filepath.Join(o.out, emit.FactsFile))
	b.sources[c.file] = old.data
	read := map[string]bool{}
	for _, p := range b.pages {
		read[p.Method.Text] = true
	}
	for _, method := range c.methods {
		switch {
		case c.have[method] != nil || !o.selected(method, map[string]bool{}):
		case read[method]:
			c.unbound = append(c.unbound, method)
		default:
			c.gone = append(c.gone, method)
		}
	}
	for _, method := range slices.Sorted(maps.Keys(c.have)) {
		if c.had[method] == nil {
			c.added = append(c.added, method)
		}
	}
	return c
}

func newFactChanges(had, have []emit.Fact) *factChanges {
	c := &factChanges{had: byMethod(had), have: byMethod(have), same: map[string]bool{}}
	c.methods = slices.Sorted(maps.Keys(c.had))
	for _, method := range c.methods {
		c.same[method] = slices.EqualFunc(c.had[method], c.have[method], func(a, b emit.Fact) bool { return a.Text == b.Text })
	}
	return c
}

func byMethod(facts []emit.Fact) map[string][]emit.Fact {
	methods := map[string][]emit.Fact{}
	for _, f := range facts {
		methods[f.Method] = append(methods[f.Method], f)
	}
	return methods
}

// lostKinds returns which kinds of facts were lost as a whole.
func lostKinds(had, have []emit.Fact) []review.Loss {
	c := newFactChanges(had, have)
	ofGo := func(f emit.Fact) bool { return strings.HasPrefix(f.Text, "go ") }
	c.pagesOnly = !slices.ContainsFunc(have, ofGo)
	for _, method := range c.methods {
		if c.have[method] == nil {
			c.gone = append(c.gone, method)
		}
	}
	var lost []review.Loss
	for _, d := range c.losses() {
		lost = append(lost, review.Loss{Code: d.Code, Sentence: d.Summary})
	}
	return lost
}

// losses returns an error for each kind of fact that was lost as a whole.
func (c *factChanges) losses() []diag.Diagnostic {
	if c == nil {
		return nil
	}
	var diags []diag.Diagnostic
	add := func(code diag.Code, line int, format string, args ...any) {
		hint := fmt.Sprintf("find out where it went; if it is to go, accept it once with --accept-loss %s", code)
		diags = append(diags, diag.New(diag.Pos{File: c.file, Line: line, Column: 1}, code, hint, format, args...))
	}
	if n := len(c.gone); n >= minLostMethods && n*methodShare > len(c.had) {
		add(diag.LostMethods, c.had[c.gone[0]][0].Line, "%d of %d methods are gone: %s", n, len(c.had), some(c.gone))
	}
	for _, class := range lossClasses {
		l := c.lost(class)
		whole := len(l.methods) == l.had && l.facts > 1
		switch {
		case whole || len(l.methods) >= minLost && len(l.methods)*lostShare > l.had:
			add(class.code, l.line, "%d of %d methods no longer document %s, %d facts in all: %s",
				len(l.methods), l.had, class.what, l.facts, some(l.methods))
		case class.many != "" && len(l.fewer) >= minLost && l.gone >= minLostFacts && l.gone*factShare > l.all:
			add(class.code, l.fewerLine, "%d of %d methods document fewer %s, %d of %d are gone: %s",
				len(l.fewer), l.had, class.many, l.gone, l.all, some(l.fewer))
		}
	}
	diag.Sort(diags)
	return diags
}

// loss is what the methods that stay have lost of one kind.
type loss struct {
	// methods lost all facts of the kind, of had that had one.
	methods    []string
	had, facts int
	// fewer are the methods that have less of the kind than before: gone facts of
	// all.
	fewer     []string
	gone, all int
	// line is that of the first fact in api.txt, of the methods and of fewer.
	line, fewerLine int
}

func (c *factChanges) lost(class lossClass) loss {
	var l loss
	for _, method := range c.methods {
		had, line := count(c.had[method], class.count)
		now, stays := c.have[method]
		if had == 0 || !stays {
			continue
		}
		l.had++
		l.all += had
		if c.same[method] {
			continue
		}
		if n := c.undescribed(method, class); n > 0 {
			l.fewer = append(l.fewer, method)
			l.gone += n
			l.fewerLine = cmp.Or(l.fewerLine, line)
		}
		have, _ := count(now, class.count)
		within, _ := count(now, starts(class.within))
		unknown := c.pagesOnly && class.code == diag.LostParameters
		if have > 0 || within == 0 && !unknown {
			continue
		}
		l.methods = append(l.methods, method)
		l.facts += had
		l.line = cmp.Or(l.line, line)
	}
	return l
}

// count returns how many facts a method has, and the line of the first.
func count(facts []emit.Fact, of func(string) int) (n, line int) {
	for _, f := range facts {
		if x := of(f.Text); x > 0 {
			n += x
			line = cmp.Or(line, f.Line)
		}
	}
	return n, line
}

// maxReported is how many entries of a kind a report has: the rest is in the
// diff of api.txt.
const maxReported = 20

// print tells what changed in the facts of pages, as a list in Markdown.
func (c *factChanges) print(w io.Writer) {
	if c == nil {
		return
	}
	renamed := review.Renames(c.gone, c.added, bind.Nearest)
	var gone, added []string
	for _, method := range c.gone {
		if to := renamed[method]; to != "" {
			method += ", likely renamed to " + to
		}
		gone = append(gone, method)
	}
	added = append(added, c.added...)
	changed, undocumented, documented := c.facts()
	for _, kind := range []struct {
		what    string
		entries []string
	}{
		{"method gone", gone},
		{"method left out, gotd/td lacks it", c.unbound},
		{"method added", added},
		{"changed", changed},
		{"no longer documented", undocumented},
		{"newly documented", documented},
	} {
		for i, entry := range kind.entries {
			if i == maxReported {
				fmt.Fprintf(w, "- %s: %d more, see %s\n", kind.what, len(kind.entries)-i, emit.FactsFile)
				break
			}
			fmt.Fprintf(w, "- %s: %s\n", kind.what, asText(entry))
		}
	}
}

// plainText is what Markdown shows as it is, but for addresses.
var plainText = lazily(`^[\w .,%()+-]*$`)

// asText returns a text of pages that a list in Markdown shows as it is, and a
// terminal too. Code has no tags, links and mentions: Vector<Message> stays whole.
func asText(entry string) string {
	entry = printable(entry)
	if plainText().MatchString(entry) && !webAddress().MatchString(entry) {
		return entry
	}
	return "`" + strings.ReplaceAll(entry, "`", "'") + "`"
}

// facts returns what changed on the pages of the methods that stay.
func (c *factChanges) facts() (changed, undocumented, documented []string) {
	for _, method := range c.methods {
		now := c.have[method]
		if now == nil || c.same[method] {
			continue
		}
		had, have := without(c.had[method], now), without(now, c.had[method])
		for _, class := range lossClasses {
			if n := c.undescribed(method, class); n > 0 && class.code == diag.LostDescriptions {
				undocumented = append(undocumented, fmt.Sprintf("%s %s (%d)", method, class.what, n))
			}
		}
		for _, fact := range had {
			i := slices.IndexFunc(have, func(f string) bool { return subject(f) == subject(fact) })
			if i < 0 {
				undocumented = append(undocumented, method+" "+fact)
				continue
			}
			changed = append(changed, method+" "+have[i]+", was "+value(fact))
			have = slices.Delete(have, i, i+1)
		}
		for _, fact := range have {
			documented = append(documented, method+" "+fact)
		}
	}
	return changed, undocumented, documented
}

// undescribed returns how many descriptions of one kind a method lost, beside
// those of facts that it lost altogether.
func (c *factChanges) undescribed(method string, class lossClass) int {
	had, _ := count(c.had[method], class.count)
	have, _ := count(c.have[method], class.count)
	if class.within != "" {
		before, _ := count(c.had[method], starts(class.within))
		after, _ := count(c.have[method], starts(class.within))
		had -= max(0, before-after)
	}
	return had - have
}

// without returns the facts of pages that others lack. What a page describes is
// counted and not compared.
func without(facts, others []emit.Fact) []string {
	known := map[string]bool{}
	for _, f := range others {
		known[f.Text] = true
	}
	var rest []string
	for _, f := range facts {
		if !known[f.Text] && !strings.HasPrefix(f.Text, "go ") && !strings.HasPrefix(f.Text, "described ") {
			rest = append(rest, f.Text)
		}
	}
	return rest
}

// subject returns what a fact is about: of "error 400 PEER_ID_INVALID" and "param
// id long" all but the code and the type.
func subject(fact string) string {
	words := strings.Fields(fact)
	switch words[0] {
	case "error":
		return "error " + strings.Join(words[min(2, len(words)):], " ")
	case "param":
		return strings.Join(words[:min(2, len(words))], " ")
	}
	return words[0]
}

// value returns what a fact says of its subject.
func value(fact string) string {
	words := strings.Fields(fact)
	switch words[0] {
	case "error":
		return words[1]
	case "param":
		return strings.Join(words[min(2, len(words)):], " ")
	}
	return strings.Join(words[1:], " ")
}

// some returns the first of a list.
func some(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
