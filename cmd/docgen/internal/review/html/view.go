package html

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

// levels are the levels in the order in which the file shows them.
var levels = []review.Level{review.Breaking, review.Notable, review.Harmless}

// A view is the report as the templates show it.
type view struct {
	*review.Report
	Style template.CSS
	// Script is enclosed in a block, so that none of its names is global.
	Script template.JS
	Policy string
	// Title is the verdict in a word. Class is the level whose color the verdict has.
	// Meaning says what the verdict means for a caller.
	Title, Class, Meaning string
	Levels                []levelCount
	Namespaces            []namespaceCount
	Rules                 []*ruleCount
	// Added, Removed and Changed count methods.
	Added, Removed, Changed int
	List                    []methodView
}

// A levelCount has the numbers of changes of a level, by layer, and the number of
// methods with such changes.
type levelCount struct {
	Name      string
	Facts, Go int
	Methods   int
}

// Changes returns the number of changes in both layers.
func (c levelCount) Changes() int { return c.Facts + c.Go }

type namespaceCount struct {
	Name    string
	Methods int
}

type ruleCount struct {
	Rule             review.Rule
	Level            review.Level
	Changes, Methods int
	// Example is the first change under the rule. ID and Name are the ID and the
	// Title of its method.
	Example  review.Change
	ID, Name string
}

func newView(r *review.Report, methods []review.MethodReport) (*view, error) {
	style, err := bundle(styles)
	if err != nil {
		return nil, err
	}
	script, err := bundle(scripts)
	if err != nil {
		return nil, err
	}
	script = "\"use strict\";\n{\n" + script + "}\n"
	v := &view{
		Report: r, Style: template.CSS(style), Script: template.JS(script), //nolint:gosec // both are files of docgen
		Policy: policy(style, script), List: make([]methodView, len(methods)),
	}
	err = diag.Each(len(methods), func(i int) (err error) {
		v.List[i], err = newMethodView(&methods[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	v.countMethods()
	v.countRules()
	v.judge()
	return v, nil
}

// judge sets Title, Class and Meaning. If the Go packages were not compared, there is
// no verdict, and the worst level of the changes on the pages stands in for it.
func (v *view) judge() {
	switch v.Verdict {
	case review.Major:
		v.Title, v.Class, v.Meaning = "Major", "breaking", "Code that uses the generated package may no longer compile."
	case review.Minor:
		v.Title, v.Class, v.Meaning = "Minor", "notable", "The generated package exports more than before. Code that uses it still compiles."
	case review.Patch:
		v.Title, v.Class, v.Meaning = "Patch", "harmless", "The generated package exports the same as before. Only its comments and tables change."
	case review.Same:
		v.Title, v.Class, v.Meaning = "None", "harmless", "The generated package does not change."
	default:
		v.Title, v.Class, v.Meaning = "No change", "harmless", "The generated packages were not compared."
		for _, level := range v.Levels {
			if level.Changes() > 0 {
				v.Class, v.Title = level.Name, strings.ToUpper(level.Name[:1])+level.Name[1:]
				v.Meaning = "This is the level of the worst change on the pages. The generated packages were not compared."
				break
			}
		}
	}
}

// countMethods sets Levels, Namespaces, Added, Removed and Changed.
func (v *view) countMethods() {
	namespaces := map[string]int{}
	v.Levels = newLevelCounts()
	for _, m := range v.List {
		for i, count := range m.Counts {
			v.Levels[i].Facts += count.Facts
			v.Levels[i].Go += count.Go
			v.Levels[i].Methods += min(1, count.Changes())
		}
		namespaces[m.Namespace]++
		switch {
		case m.Name == "":
		case m.Old == nil:
			v.Added++
		case m.New == nil:
			v.Removed++
		default:
			v.Changed++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(namespaces)) {
		v.Namespaces = append(v.Namespaces, namespaceCount{name, namespaces[name]})
	}
}

func newLevelCounts() []levelCount {
	counts := make([]levelCount, len(levels))
	for i, level := range levels {
		counts[i].Name = level.String()
	}
	return counts
}

// countRules sets Rules: the rules under which something changed, the worst first,
// and of one level the most frequent first.
func (v *view) countRules() {
	rules := map[review.Rule]*ruleCount{}
	for _, m := range v.List {
		seen := map[review.Rule]bool{}
		for _, c := range m.Changes {
			rule := rules[c.Rule]
			if rule == nil {
				rule = &ruleCount{Rule: c.Rule, Level: c.Level, Example: c, ID: m.ID, Name: m.Title}
				rules[c.Rule] = rule
			}
			rule.Changes++
			if !seen[c.Rule] && m.Name != "" { // the whole package is no method
				rule.Methods++
			}
			seen[c.Rule] = true
		}
	}
	v.Rules = slices.SortedFunc(maps.Values(rules), func(a, b *ruleCount) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(b.Changes, a.Changes), cmp.Compare(a.Rule, b.Rule))
	})
}
