package review_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/facts"
)

// goSide returns a side with one method that adds exports to the Go package.
func goSide(t *testing.T, exports ...facts.Export) *review.Side {
	t.Helper()
	s := side(t, "# Method: help.getThing\n\n### Return type: [Bool](x)\n")
	s.HasGo, s.Methods[0].Go = true, exports
	for _, x := range exports {
		if x.Of == "Business" {
			s.Package = []facts.Export{{Kind: facts.Type, Name: "Business", Type: "struct"}}
		}
	}
	return s
}

func fn(of, name, typ string) facts.Export {
	return facts.Export{Kind: facts.Func, Of: of, Name: name, Type: typ}
}

// params returns the exports of a struct of parameters with fields such as "A int".
func params(fields ...string) []facts.Export {
	exports := []facts.Export{{Kind: facts.Type, Name: "XParams", Type: "struct"}}
	for _, field := range fields {
		name, typ, _ := strings.Cut(field, " ")
		exports = append(exports, facts.Export{Kind: facts.Field, Of: "XParams", Name: name, Type: typ})
	}
	return exports
}

// TestGo compares the exports of two packages, in both directions.
func TestGo(t *testing.T) {
	constant := facts.Export{Kind: facts.Const, Name: "ErrAB", Type: "A_B"}
	tests := []struct {
		old, new          []facts.Export
		forward, backward string
		verdict, back     review.Verdict
	}{
		{
			nil, []facts.Export{constant},
			"notable go-constant-added 0 1: ErrAB is new", "breaking go-constant-removed 1 0: ErrAB is gone, no page documents A_B",
			review.Minor, review.Major,
		},
		{
			[]facts.Export{fn("User", "X", "func()")}, []facts.Export{fn("User", "X", "func()"), fn("Bot", "X", "func()"), fn("Client", "X", "func()")},
			"notable go-function-added 1 1: Bot and Client now have X", "breaking go-function-removed 1 1: Bot and Client no longer have X",
			review.Minor, review.Major,
		},
		{
			nil, []facts.Export{fn("", "XInvoker", "func()")},
			"notable go-function-added 1 1: XInvoker is new", "breaking go-function-removed 1 1: XInvoker is gone",
			review.Minor, review.Major,
		},
		{
			[]facts.Export{fn("User", "X", "func()")}, []facts.Export{fn("User", "X", "func(int)")},
			"breaking go-function-type 1 1: (*User).X is func(int), was func()", "breaking go-function-type 1 1: (*User).X is func(), was func(int)",
			review.Major, review.Major,
		},
		{
			params("A int"), params("A int", "B *int"),
			"notable go-field-added 1 1: XParams has the new field B *int", "breaking go-field-removed 1 1: XParams has no field B any more",
			review.Minor, review.Major,
		},
		{
			params("A int"), params("A *int"),
			"breaking go-field-type 1 1: XParams.A is *int, was int", "breaking go-field-type 1 1: XParams.A is int, was *int",
			review.Major, review.Major,
		},
		{
			params("A int"), params("A int", "B []int"),
			"breaking go-incomparable 1 1: XParams can't be compared with == any more: XParams.B is []int\nnotable go-field-added 1 1: XParams has the new field B []int",
			"breaking go-field-removed 1 1: XParams has no field B any more\nnotable go-comparable 1 1: XParams can be compared with == now",
			review.Major, review.Major,
		},
		{
			nil, params("A int"),
			"notable go-type-added 1 1: the type XParams is new", "breaking go-type-removed 1 1: the type XParams is gone",
			review.Minor, review.Major,
		},
		{
			params("A int"), append(params("A int"), fn("XParams", "DrawRandomID", "func()")),
			"notable go-function-added 1 1: XParams now has DrawRandomID", "breaking go-function-removed 1 1: XParams no longer has DrawRandomID",
			review.Minor, review.Major,
		},
		{
			nil, append(params("RandomID int64"), fn("XParams", "DrawRandomID", "func()")),
			"notable go-type-added 1 1: the type XParams is new", "breaking go-type-removed 1 1: the type XParams is gone",
			review.Minor, review.Major,
		},
		{nil, nil, "", "", review.Same, review.Same},
	}
	for _, test := range tests {
		for _, direction := range []struct {
			old, new []facts.Export
			want     string
			verdict  review.Verdict
		}{{test.old, test.new, test.forward, test.verdict}, {test.new, test.old, test.backward, test.back}} {
			r := review.Compare(goSide(t, direction.old...), goSide(t, direction.new...), review.Options{})
			if diff := cmp.Diff(direction.want, changes(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if r.Verdict != direction.verdict {
				t.Errorf("%s: the verdict is %q, want %q", direction.want, r.Verdict, direction.verdict)
			}
		}
	}
}

// TestVerdictOfPages checks that the verdict is a patch when only pages change, and
// that there is no verdict when the exports of a side are not known.
func TestVerdictOfPages(t *testing.T) {
	old, new := goSide(t), goSide(t)
	new.Methods = append(new.Methods, side(t, "# Method: help.getOther\n\n### Return type: [Bool](x)\n").Methods...)
	if r := review.Compare(old, new, review.Options{}); r.Verdict != review.Patch {
		t.Errorf("the verdict is %q", r.Verdict)
	}
	new.HasGo = false
	if r := review.Compare(old, new, review.Options{}); r.Verdict != review.Unknown {
		t.Errorf("the verdict is %q", r.Verdict)
	}
}

// TestEachRuleIsTriggered looks for each rule in the changes that the tests of this
// folder expect.
func TestEachRuleIsTriggered(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var triggered []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:breaking|notable|harmless) ([a-z-]+) \d+ \d+: `).FindAllSubmatch(source, -1) {
			triggered = append(triggered, string(m[1]))
		}
	}
	for _, info := range review.Rules() {
		if !slices.Contains(triggered, string(info.Rule)) {
			t.Errorf("no test triggers %s", info.Rule)
		}
	}
}
