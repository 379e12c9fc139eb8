package review

import (
	"fmt"
	"maps"
	"slices"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// Options are what Compare needs beside the sides.
type Options struct {
	// Nearest returns those of the names that the given one is likely to have
	// become, the likeliest first. Without it nothing is taken for renamed.
	Nearest func(name string, names []string) []string
}

// Compare returns what changed between two sides.
func Compare(old, new *Side, options Options) *Report {
	before, after := byName(old), byName(new)
	c := &comparison{
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

// comparison collects what Compare finds.
type comparison struct {
	old, new *Side
	options  Options
	report   *Report
	groups   map[string]*MethodReport
}

// add adds a change of a method, with what the table says of the rule.
func (c *comparison) add(rule Rule, method, subject string, old, new diag.Pos, format string, args ...any) *Change {
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

// methods compares which methods there are.
func (c *comparison) methods(before, after map[string]*Method) {
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

// missing returns the names that others lack, sorted.
func missing[T any](names, others map[string]T) []string {
	var rest []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if _, ok := others[name]; !ok {
			rest = append(rest, name)
		}
	}
	return rest
}
