// Package review compares two states of a documentation: what the pages say, and
// what the Go package offers that is made of them. It reads no files and writes
// none.
package review

import (
	"cmp"
	"slices"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Side is one of the two states.
type Side struct {
	// Name is what the side was called, as in "git:HEAD~1:docs".
	Name string
	// Methods are in any order. Of several with one name the first counts.
	Methods []Method
	// Brief tells that only names, types, flags and error codes are known, as from
	// an api.txt: neither wording nor what is required.
	Brief bool
	// Package has what the Go package exports beside what its methods add, such as
	// the type Business. HasGo tells that what Go exports is known at all.
	Package []facts.Export
	HasGo   bool
}

// A Method is one documented method of a side.
type Method struct {
	Page *page.Page
	// Source is the text of the page, nil where it is not at hand.
	Source []byte
	// Go is what the method adds to the Go package; GoFile is the generated file
	// and GoName its name, empty where it is not at hand.
	Go     []facts.Export
	GoName string
	GoFile []byte
}

// Layer tells what a change is one of.
type Layer string

// The layers: what pages say, and what the Go package made of them exports.
const (
	Facts Layer = "facts"
	Go    Layer = "go"
)

// Level tells what a change means to who calls the method.
type Level int

// The levels, from what needs no action to what does.
const (
	// Harmless changes nothing for a caller.
	Harmless Level = iota
	// Notable is worth knowing, and breaks no call.
	Notable
	// Breaking means that a call as it was may fail, or not compile.
	Breaking
)

// String returns "harmless", "notable" or "breaking".
func (l Level) String() string {
	switch l {
	case Breaking:
		return "breaking"
	case Notable:
		return "notable"
	default:
		return "harmless"
	}
}

// MarshalText implements encoding.TextMarshaler.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// A Change is one difference between the sides.
type Change struct {
	Rule  Rule  `json:"rule"`
	Level Level `json:"level"`
	Layer Layer `json:"layer"`
	// Method is empty when the change is one of the whole package.
	Method string `json:"method,omitempty"`
	// Subject is what of the method changed: a parameter, an error, a Go name. It
	// is empty when that is the method itself, or there is only one such thing.
	Subject string `json:"subject,omitempty"`
	// Sentence says what changed, in plain text without the method's name.
	Sentence string `json:"sentence"`
	// Old and New are where the sides say so, zero where they don't.
	Old diag.Pos `json:"old,omitzero"`
	New diag.Pos `json:"new,omitzero"`
	// Symbols are the exported Go names that changed.
	Symbols []string `json:"symbols,omitempty"`
}

// A MethodReport has the changes of one method, the worst first, and the method on
// both sides, nil where it is not there. The one without a name has those of the
// whole package.
type MethodReport struct {
	Name     string
	Changes  []Change
	Old, New *Method
}

// Level returns the worst level of the changes.
func (m MethodReport) Level() Level {
	worst := Harmless
	for _, c := range m.Changes {
		worst = max(worst, c.Level)
	}
	return worst
}

// Verdict says which part of a version number a change of the Go package raises.
type Verdict string

// The verdicts. There is none where Go is not compared.
const (
	Unknown Verdict = ""
	// Same means that not even the text of the package changes.
	Same  Verdict = "none"
	Patch Verdict = "patch"
	Minor Verdict = "minor"
	Major Verdict = "major"
)

// A Report is what the comparison of two sides came to.
type Report struct {
	// Old and New are the names of the sides, OldMethods and NewMethods how many
	// methods they have.
	Old, New               string
	OldMethods, NewMethods int
	Verdict                Verdict
	// Methods are those that changed, by name.
	Methods []MethodReport
	// Lost are the kinds of facts that were lost as a whole.
	Lost []facts.Loss
	// Limits says what could not be compared and why, a sentence each.
	Limits []string
	// Ignored are changes that are known and left out.
	Ignored []Change
}

// Changes returns all changes, by method.
func (r *Report) Changes() []Change {
	var all []Change
	for _, m := range r.Methods {
		all = append(all, m.Changes...)
	}
	return all
}

// Count returns how many changes of a layer are of a level.
func (r *Report) Count(layer Layer, level Level) int {
	n := 0
	for _, m := range r.Methods {
		for _, c := range m.Changes {
			if c.Layer == layer && c.Level == level {
				n++
			}
		}
	}
	return n
}

// sortChanges orders the changes of a method: the worst first, facts before Go, then
// in the order of the page. Those of the whole package are by name.
func sortChanges(changes []Change) {
	line := func(c Change) int {
		if c.Method == "" {
			return 0
		}
		return max(c.New.Line, c.Old.Line)
	}
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(b.Level, a.Level),
			cmp.Compare(a.Layer, b.Layer),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(line(a), line(b)),
			cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Sentence, b.Sentence),
		)
	})
}
