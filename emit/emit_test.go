package emit

import (
	"strings"
	"testing"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestCheck checks methods that can't be in one package. No version of gotd/td has
// two methods with the same file, but a module that replaces it may.
func TestCheck(t *testing.T) {
	method := func(name, goName, file string) *bind.Method {
		p := &page.Page{File: file}
		p.Method = page.Fact{Text: name, Pos: diag.Pos{File: file, Line: 1, Column: 1}}
		return &bind.Method{Name: name, Go: goName, Page: p}
	}
	for name, c := range map[string]struct {
		second *bind.Method
		want   string
	}{
		"another":       {method("a.d", "AD", "2.md"), ""},
		"the same":      {method("a.bC", "ABC", "2.md"), "2.md:1:1: error: a.bC has a page in 1.md:1:1 already [method-repeated]"},
		"the same file": {method("a.b_c", "AB_c", "2.md"), "2.md:1:1: error: a.b_c goes to the same file as a.bC, which has a page in 1.md:1:1 [method-repeated]"},
	} {
		var got []string
		for _, d := range Check([]*bind.Method{method("a.bC", "ABC", "1.md"), c.second}) {
			got = append(got, d.String())
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
