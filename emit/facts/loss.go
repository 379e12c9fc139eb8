package facts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
)

// These limits tell a loss from edits of some pages. They follow from the folders of
// pages of 2016-12, 2018-03, 2020-06 and 2026-03:
//
//   - From one folder to the next, either all methods lost their flags, results or
//     errors, or none did; 3 of 276 lost all that they said about parameters. So a kind
//     of fact is lost if at least three methods, and more than one in fifty, lose it.
//   - Of several facts of one kind, at most 3 in 100 were gone. So tables are cut off
//     if at least ten facts, and more than one in ten, are gone.
//   - At most 12 of 244 methods were gone in the next folder. So methods are lost if at
//     least five, and more than one in ten, are gone.
const (
	minLost        = 3
	lostShare      = 50
	minLostFacts   = 10
	factShare      = 10
	minLostMethods = 5
	methodShare    = 10
)

// A Loss is a kind of fact of which the later of two states has none, or far fewer.
type Loss struct {
	Code diag.Code `json:"code"`
	// Sentence says what was lost and how much of it.
	Sentence string `json:"sentence"`
	// Line is the line of the first such fact in the api.txt of the earlier state.
	Line int `json:"-"`
}

// A lossClass is a kind of fact that pages may stop documenting all at once.
type lossClass struct {
	code diag.Code
	// what completes the sentence "methods no longer document". For a kind of which a
	// method has several facts, many completes "methods document fewer".
	what, many string
	// count returns how many facts of the kind a fact stands for.
	count func(Fact) int
	// within counts the facts that facts of this kind describe, such as the errors
	// for descriptions of errors. If a method loses both, only the described facts
	// count as lost. It is nil for a kind that describes the method itself.
	within func(Fact) int
}

var lossClasses = []lossClass{
	{code: diag.LostBots, what: "whether bots can call them", count: flags(Bots)},
	{code: diag.LostBusiness, what: "whether bots can call them over a business connection", count: flags(Business)},
	{code: diag.LostDefinitions, what: "their definition in TL", count: each[Definition]},
	{code: diag.LostDescriptions, what: "what they do", count: descriptions(func(d Described) int {
		if d.Summary {
			return 1
		}
		return 0
	})},
	{code: diag.LostDescriptions, what: "what their errors mean", many: "descriptions of errors",
		count: descriptions(func(d Described) int { return d.Errors }), within: each[Error]},
	{code: diag.LostDescriptions, what: "what their parameters mean", many: "descriptions of parameters",
		count: descriptions(func(d Described) int { return d.Params }), within: each[Param]},
	{code: diag.LostErrors, what: "errors", many: "errors", count: each[Error]},
	{code: diag.LostParameters, what: "parameters", many: "parameters", count: each[Param], within: each[GoParam]},
	{code: diag.LostReturns, what: "a return type", count: each[Returns]},
	{code: diag.LostUnauthenticated, what: "whether they work before login", count: flags(Unauthenticated)},
	{code: diag.LostUsers, what: "whether users can call them", count: flags(Users)},
}

// ofDescriptions reports whether the class counts descriptions.
func (class lossClass) ofDescriptions() bool { return class.code == diag.LostDescriptions }

// each counts the facts of one type.
func each[F Fact](f Fact) int {
	if _, ok := f.(F); ok {
		return 1
	}
	return 0
}

func flags(callers Callers) func(Fact) int {
	return func(f Fact) int {
		if flag, ok := f.(Flag); ok && flag.Callers == callers {
			return 1
		}
		return 0
	}
}

func descriptions(count func(Described) int) func(Fact) int {
	return func(f Fact) int {
		if d, ok := f.(Described); ok {
			return count(d)
		}
		return 0
	}
}

// LossCodes returns the codes that a Loss may have, sorted.
func LossCodes() []string {
	codes := []string{string(diag.LostMethods)}
	for _, class := range lossClasses {
		codes = append(codes, string(class.code))
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Losses returns the kinds of facts that were lost, in the order of the lines of the
// earlier state.
func (c *Changes) Losses() []Loss {
	var all []Loss
	add := func(code diag.Code, line int, format string, args ...any) {
		all = append(all, Loss{Code: code, Sentence: fmt.Sprintf(format, args...), Line: line})
	}
	switch n := len(c.Gone); {
	case n > 0 && c.AllNeeded:
		add(diag.LostMethods, c.had[c.Gone[0]].line(0), "%d of %d methods are gone although code uses them: %s", n, len(c.had), firstFew(c.Gone))
	case n >= minLostMethods && n*methodShare > len(c.had):
		add(diag.LostMethods, c.had[c.Gone[0]].line(0), "%d of %d methods are gone: %s", n, len(c.had), firstFew(c.Gone))
	}
	for _, class := range lossClasses {
		l := c.lost(class)
		whole := len(l.methods) == l.had && l.facts > 1
		switch {
		case whole || len(l.methods) >= minLost && len(l.methods)*lostShare > l.had:
			add(class.code, l.line, "%d of %d methods no longer document %s, %d facts in all: %s",
				len(l.methods), l.had, class.what, l.facts, firstFew(l.methods))
		case class.many != "" && len(l.fewer) >= minLost && l.gone >= minLostFacts && l.gone*factShare > l.all:
			add(class.code, l.fewerLine, "%d of %d methods document fewer %s, %d of %d are gone: %s",
				len(l.fewer), l.had, class.many, l.gone, l.all, firstFew(l.fewer))
		}
	}
	slices.SortFunc(all, func(a, b Loss) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Sentence, b.Sentence))
	})
	return all
}

// classLoss is what the methods that stayed have lost of one kind of fact.
type classLoss struct {
	// methods are the methods that lost all facts of the kind, and facts is the number
	// of these facts. had is the number of methods that had facts of the kind.
	methods    []string
	had, facts int
	// fewer are the methods that lost some or all facts of the kind. gone is the
	// number of these facts, and all is the number of facts that all methods had.
	fewer     []string
	gone, all int
	// line is the line of the first such fact of methods, fewerLine that of fewer.
	line, fewerLine int
}

func (c *Changes) lost(class lossClass) classLoss {
	var l classLoss
	for _, name := range c.stayed {
		had, line := c.had[name].count(class.count)
		if had == 0 {
			continue
		}
		l.had++
		l.all += had
		if !c.changed[name] {
			continue
		}
		if n := c.fewer(name, class); n > 0 {
			l.fewer = append(l.fewer, name)
			l.gone += n
			l.fewerLine = cmp.Or(l.fewerLine, line)
		}
		if have, _ := c.have[name].count(class.count); have > 0 || !c.remains(name, class) {
			continue
		}
		l.methods = append(l.methods, name)
		l.facts += had
		l.line = cmp.Or(l.line, line)
	}
	return l
}

// remains reports whether a method still has what the facts of a class describe. If a
// state has no facts of Go, it does not say whether a method or only its page lost
// the parameters; remains then assumes that the page did.
func (c *Changes) remains(name string, class lossClass) bool {
	if class.within == nil || class.code == diag.LostParameters && !c.knowsGo() {
		return true
	}
	within, _ := c.have[name].count(class.within)
	return within > 0
}

// knowsGo reports whether the later state has facts of Go.
func (c *Changes) knowsGo() bool {
	for _, m := range c.have {
		if slices.ContainsFunc(m.Facts, ofGo) {
			return true
		}
	}
	return false
}

// fewer returns how many facts of a class a method lost. It does not count a fact that
// describes another one which is lost as well.
func (c *Changes) fewer(name string, class lossClass) int {
	had, _ := c.had[name].count(class.count)
	have, _ := c.have[name].count(class.count)
	if class.within != nil {
		before, _ := c.had[name].count(class.within)
		after, _ := c.have[name].count(class.within)
		had -= max(0, before-after)
	}
	return had - have
}

// count returns how many facts of a kind a method has, and the line of the first.
func (m Method) count(of func(Fact) int) (n, line int) {
	for i, f := range m.Facts {
		if x := of(f); x > 0 {
			n += x
			line = cmp.Or(line, m.line(i))
		}
	}
	return n, line
}

// firstFew returns the first names of a list, and the number of the others.
func firstFew(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
