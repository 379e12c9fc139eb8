package review

import (
	"fmt"
	"maps"
	"slices"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// Options are the options of Compare.
type Options struct {
	// Nearest returns the names that are similar to name, the most similar first.
	// With it Compare guesses which methods and parameters were renamed; if it is
	// nil, Compare reports no renames.
	Nearest func(name string, names []string) []string
}

// Compare returns the changes from the old side to the new one. It leaves the Lost,
// Limits and Ignored of the report empty.
func Compare(old, new *Side, options Options) *Report {
	before, after := byName(old), byName(new)
	c := &comparer{
		old: old, new: new, options: options,
		report: &Report{Old: old.Name, New: new.Name, OldMethods: len(before), NewMethods: len(after)},
		groups: map[string]*MethodReport{},
	}
	all := map[string]bool{}
	for _, methods := range []map[string]*Method{before, after} {
		for name := range methods {
			all[name] = true
		}
	}
	c.methods(before, after)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if was, is := before[name], after[name]; was != nil && is != nil {
			c.page(was, is)
		}
		c.goMethod(name, before[name], after[name])
	}
	c.goPackage(before, after)
	for _, name := range slices.Sorted(maps.Keys(c.groups)) {
		group := c.groups[name]
		group.Old, group.New = before[name], after[name]
		sortChanges(group.Changes)
		c.report.Methods = append(c.report.Methods, *group)
	}
	c.report.Verdict = c.verdict()
	return c.report
}

func byName(side *Side) map[string]*Method {
	methods := make(map[string]*Method, len(side.Methods))
	for i := range side.Methods {
		m := &side.Methods[i]
		if name := m.Page.Method.Text; methods[name] == nil {
			methods[name] = m
		}
	}
	return methods
}

// A comparer collects the changes that Compare finds.
type comparer struct {
	old, new *Side
	options  Options
	report   *Report
	// groups are the reports of the methods that changed so far, by name.
	groups map[string]*MethodReport
}

// add adds a change of a method, with the level and the layer of its rule. The empty
// method stands for the whole package.
func (c *comparer) add(rule Rule, method, subject string, old, new diag.Pos, format string, args ...any) *Change {
	info, ok := Explain(rule)
	if !ok {
		panic("review: no rule " + rule)
	}
	group := c.groups[method]
	if group == nil {
		group = &MethodReport{Name: method}
		c.groups[method] = group
	}
	group.Changes = append(group.Changes, Change{
		Rule: rule, Level: info.Level, Layer: info.Layer, Method: method, Subject: subject,
		Sentence: fmt.Sprintf(format, args...), Old: old, New: new,
	})
	return &group.Changes[len(group.Changes)-1]
}

// methods adds a change for each method that only one side has.
func (c *comparer) methods(before, after map[string]*Method) {
	gone, added := missing(before, after), missing(after, before)
	renamed := facts.Renames(gone, added, c.options.Nearest)
	for _, name := range gone {
		pos := before[name].Page.Method.Pos
		if to := renamed[name]; to != "" {
			c.add("method-renamed", name, to, pos, after[to].Page.Method.Pos, "the method is gone, likely renamed to %s", to)
			continue
		}
		c.add("method-removed", name, "", pos, diag.Pos{}, "the method is gone")
	}
	for _, name := range added {
		c.add("method-added", name, "", diag.Pos{}, after[name].Page.Method.Pos, "the method is new")
	}
}

// missing returns the names that are not in others, sorted.
func missing[T any](names, others map[string]T) []string {
	var rest []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if _, ok := others[name]; !ok {
			rest = append(rest, name)
		}
	}
	return rest
}
