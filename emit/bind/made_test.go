package bind_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/bind"
	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// madeMethods returns the tg of the gotd/td that this module requires, and its methods.
func madeMethods(t *testing.T) (*bind.TG, []*bind.Method) {
	t.Helper()
	tg, err := bind.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	methods, err := corpus.Methods(tg)
	if err != nil {
		t.Fatal(err)
	}
	return tg, methods
}

// madePages makes the pages of methods in a layout and returns what the parser reads of
// them. Index pages are no methods' pages.
func madePages(t *testing.T, layout string, methods []*bind.Method) []*page.Page {
	t.Helper()
	made, err := corpus.Make(layout, methods)
	if err != nil {
		t.Fatal(err)
	}
	var pages []*page.Page
	p := parser.New()
	for _, m := range made {
		if read, _ := p.Parse(m.File, m.Text); read != nil {
			pages = append(pages, read)
		}
	}
	return pages
}

// TestMadePagesBind binds the made pages of each layout to the gotd/td whose methods they
// document. The only warnings are about the parameter that only the documented client
// has.
func TestMadePagesBind(t *testing.T) {
	tg, made := madeMethods(t)
	for _, layout := range corpus.Layouts() {
		methods, diags := bindAll(tg, madePages(t, layout, made))
		if len(methods) != len(made) {
			t.Errorf("%s: %d of %d methods bound", layout, len(methods), len(made))
		}
		for i, m := range methods {
			if m.Name != made[i].Name || m.Generic != made[i].Generic || m.Drifted {
				t.Errorf("%s: %s is bound as %+v", layout, made[i].Name, m)
			}
		}
		for _, d := range diags {
			if d.Code != diag.ParameterUnknown || !strings.Contains(d.Summary, " no parameter parse_mode in ") {
				t.Errorf("%s: unexpected: %v", layout, d)
			}
		}
		if hasParseMode := layout != "2016-12" && layout != "gramjs-2022" && layout != "official-2026"; hasParseMode != (len(diags) > 0) {
			t.Errorf("%s: there are %d warnings about the parse mode", layout, len(diags))
		}
	}
}

// A drift is a difference between a method as its page documents it and as tg declares
// it, with the warning that Bind must report.
type drift struct {
	want diag.Code
	// apply changes the method of the page. It reports whether it could.
	apply func(*bind.Method) bool
}

var drifts = []drift{
	{"", func(*bind.Method) bool { return true }},
	{diag.MethodUnknown, func(m *bind.Method) bool {
		m.Name += "Formerly"
		return true
	}},
	{diag.ParameterUndocumented, func(m *bind.Method) bool {
		last := len(m.Params) - 1
		if last < 0 || m.Params[last].Random != "" || m.Params[last].Name == "entities" {
			return false
		}
		m.Params = m.Params[:last]
		return true
	}},
	{diag.ParameterUnknown, func(m *bind.Method) bool {
		m.Params = append(m.Params, bind.Param{Name: "withdrawn", Type: bind.Type{Name: "string"}})
		return true
	}},
	{diag.ParameterType, func(m *bind.Method) bool { return retype(m, bind.Type{Package: "tg", Name: "UpdatesClass"}) }},
	{diag.TypeUnknown, func(m *bind.Method) bool { return retype(m, bind.Type{Package: "tg", Name: "WithdrawnClass"}) }},
	{diag.ResultType, func(m *bind.Method) bool {
		m.Result = bind.Type{Slices: 1, Package: "tg", Name: "InputPeerClass"}
		return !m.Generic
	}},
}

// retype changes the type of the first parameter.
func retype(m *bind.Method, to bind.Type) bool {
	if len(m.Params) == 0 || m.Params[0].Random != "" || m.Params[0].Type == to {
		return false
	}
	m.Params[0].Type = to
	return true
}

// TestDriftOfMadePages changes each method in one way before its page is made, and then
// binds the pages. Bind must report the warning of each change, and no other.
func TestDriftOfMadePages(t *testing.T) {
	tg, made := madeMethods(t)
	var want []string
	for i, m := range made {
		changed := *m
		changed.Params = slices.Clone(m.Params)
		if d := drifts[i%len(drifts)]; d.apply(&changed) && d.want != "" {
			want = append(want, fmt.Sprintf("%s.md %s", changed.Name, d.want))
			made[i] = &changed
		}
	}
	_, diags := bindAll(tg, madePages(t, "2026-03", made))
	var got []string
	for _, d := range diags {
		if !strings.Contains(d.Summary, " no parameter parse_mode in ") {
			got = append(got, fmt.Sprintf("%s %s", d.File, d.Code))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the warnings (-want +got):\n%s", diff)
	}
	t.Logf("%d warnings", len(got))
}
