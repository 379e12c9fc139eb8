// Package review compares two states of the documentation: what the pages say, and
// what the Go package generated from them exports. It reads and writes no files.
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
	// Name is the name that the user gave, as in "git:HEAD~1:docs".
	Name string
	// Methods are in any order. If two have the same name, the first one counts.
	Methods []Method
	// ErrorFile says that an error file is one of the side's sources.
	ErrorFile bool
	// Brief says that the side comes from an api.txt, which holds names, types, flags
	// and error codes. It holds no descriptions, and does not say which parameters
	// are required.
	Brief bool
	// Package lists the exports of the Go package that no single method adds, such as
	// the type Business. HasGo says whether the exports of the side are known; if
	// not, Package and the Go of each method are empty.
	Package []facts.Export
	HasGo   bool
}

// A Method is one documented method of a side.
type Method struct {
	Page *page.Page
	// Texts are the pages of the method, in order of trust. There are none when the side
	// comes from an api.txt.
	Texts []Text
	// Go lists the exports that the method adds to the Go package. GoName and GoFile
	// are the name and the content of the generated file, empty when the file was
	// not generated.
	Go     []facts.Export
	GoName string
	GoFile []byte
}

// A Text is a page as it was read: its file, as positions name it, and its content.
type Text struct {
	File string
	Data []byte
}

// Layer says whether a change is one of the pages or one of the Go package.
type Layer string

// The layers: what the pages say, and what the generated Go package exports.
const (
	Facts Layer = "facts"
	Go    Layer = "go"
)

// Level says what a change means for the callers of a method.
type Level int

// The levels, in ascending order.
const (
	// Harmless changes nothing for a caller.
	Harmless Level = iota
	// Notable is worth knowing, but breaks no call.
	Notable
	// Breaking means that a call that worked before may fail, or no longer compile.
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
	// Method is the name of the method, empty for a change of the whole package.
	Method string `json:"method,omitempty"`
	// Subject names the part of the method that changed: a parameter, an error, a
	// note, an example or a Go name. For a renamed method it is the new name. It is
	// empty for other changes of the whole method, and for a part that a method has
	// only one of, such as its return type.
	Subject string `json:"subject,omitempty"`
	// Sentence says what changed, in plain text without the method's name.
	Sentence string `json:"sentence"`
	// Old and New are the positions of the change on both sides. A position is zero
	// when that side has none, as for a method that is new.
	Old diag.Pos `json:"old,omitzero"`
	New diag.Pos `json:"new,omitzero"`
	// Symbols are the exported Go names that changed.
	Symbols []string `json:"symbols,omitempty"`
}

// A MethodReport holds the changes of one method, the worst first. Old and New are
// the method on both sides, nil on a side that lacks it. The MethodReport without a
// name holds the changes of the whole package.
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

// Verdict says which part of the Go package's version number the changes raise.
type Verdict string

// The verdicts. Unknown means that the Go packages were not compared.
const (
	Unknown Verdict = ""
	// Same means that the package does not change at all, not even its comments.
	Same  Verdict = "none"
	Patch Verdict = "patch"
	Minor Verdict = "minor"
	Major Verdict = "major"
)

// A Report is the result of a comparison of two sides.
type Report struct {
	// Old and New are the names of the sides. OldMethods and NewMethods are the
	// numbers of their methods.
	Old, New               string
	OldMethods, NewMethods int
	Verdict                Verdict
	// Methods are the methods that changed, sorted by name.
	Methods []MethodReport
	// Lost lists the kinds of facts of which all or most are gone, such as all
	// error tables.
	Lost []facts.Loss
	// Limits says in sentences what was not compared, and why.
	Limits []string
	// Ignored are the changes that an ignore file lists. They are not in Methods.
	Ignored []Change
}

// Changes returns all changes, sorted by method.
func (r *Report) Changes() []Change {
	var all []Change
	for _, m := range r.Methods {
		all = append(all, m.Changes...)
	}
	return all
}

// Count returns the number of changes that have the layer and the level.
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

// sortChanges sorts the changes of a method: the worst first, facts before Go, then
// by rule, then by line. The changes of the whole package are sorted by name instead
// of by line: their lines are those of different pages.
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
