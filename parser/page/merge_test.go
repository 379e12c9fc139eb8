package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/parser"
	"example.com/docgen/parser/page"
)

// read parses the page of a method, whose heading it adds.
func read(t *testing.T, file, text string) *page.Page {
	t.Helper()
	p, _ := parser.New().Parse(file, []byte("# Method: help.getConfig\n\n"+text))
	if p == nil {
		t.Fatalf("%s is not the page of a method", file)
	}
	return p
}

// facts returns the facts of a page, each with the file that it is from.
func facts(p *page.Page) []string {
	var all []string
	add := func(file, format string, args ...any) {
		all = append(all, fmt.Sprintf(format, args...)+" ("+file+")")
	}
	if len(p.Summary) > 0 {
		add(p.Summary[0].Pos.File, "%s", p.Summary.Plain())
	}
	for _, x := range p.Params {
		need := map[bool]string{true: "required", false: "optional"}[x.Required]
		if x.RequiredUnknown {
			need = "unknown"
		}
		if x.Later {
			need += " later"
		}
		if x.RequiredPos.File != "" {
			need += " by " + x.RequiredPos.File
		}
		typ := x.Type
		if x.TypePos.File != x.Pos.File {
			typ += " by " + x.TypePos.File
		}
		add(x.Pos.File, "param %s %s %s %s", x.Name, typ, need, x.Description.Plain())
	}
	for _, x := range p.Errors {
		code := fmt.Sprint(x.Code)
		if x.CodePos.File != "" {
			code += " by " + x.CodePos.File
		}
		add(x.Pos.File, "error %s %s %s", code, x.Pattern, x.Description.Plain())
	}
	for _, x := range p.NotReturned {
		add(x.Pos.File, "no error %s", x.Pattern)
	}
	for _, x := range p.Notes {
		add(x.Pos.File, "note %s", x.Title)
	}
	if p.Bots.Pos.Line > 0 {
		add(p.Bots.Pos.File, "bots %s", p.Bots.Value)
	}
	return all
}

// TestMerge has what the golden cases with several sources don't.
func TestMerge(t *testing.T) {
	const errors = "### Errors\n\n|Code|Error|Description|\n|-|-|-|\n"
	const params = "### Parameters\n\n|Name|Type|Description|Required|\n|-|-|-|-|\n"
	const returns = "\n### Return type: [Config](Config.md)\n\n"
	for name, test := range map[string]struct {
		pages []string
		want  []string
	}{
		"an error without a code gets all codes of the first source that has any": {
			[]string{errors + "||A_B||\n||C_D||\n", errors + "|400|A_B|One|\n|406|A_B||\n||C_D|Two|\n", errors + "|500|A_B||\n|500|C_D||\n"},
			[]string{"error 400 by 2 A_B One (1)", "error 500 by 3 C_D Two (1)", "error 406 by 2 A_B One (1)"},
		},
		"rows that a page repeats stay": {
			[]string{errors + "|400|A_B||\n|406|A_B||\n", errors + "|401|A_B||\n|400|C_D||\n|406|C_D||\n"},
			[]string{"error 400 A_B  (1)", "error 406 A_B  (1)", "error 400 C_D  (2)", "error 406 C_D  (2)"},
		},
		"an error is taken away from the sources after, and from none before": {
			[]string{errors + "|400|A_B||\n", "### Errors this method does not return\n\n|Error|\n|-|\n|A_B|\n|C_D|\n", errors + "|400|C_D||\n|400|E_F||\n"},
			[]string{"error 400 A_B  (1)", "error 400 E_F  (3)", "no error A_B (2)", "no error C_D (2)"},
		},
		"each cell is of the first source that has it": {
			[]string{params + "|a|||Maybe|\n", params + "|a|[int](int.md)||Yes|\n|b|[int](int.md)|Bee|Yes|\n", params + "|a|[long](long.md)|Ay|Optional|\n"},
			[]string{"param a int by 2 required by 2 Ay (1)", "param b int required Bee (2)"},
		},
		"a correction does not say which parameters there are": {
			[]string{returns + params + "|a||Ay||\n", "Text\n\n" + params + "|b|[int](int.md)|Bee|Yes|\n" + returns, params + "|c|[int](int.md)|Sea|Yes|\n"},
			[]string{"Text (2)", "param a  unknown Ay (1)", "param b int required Bee (2)", "param c int required later Sea (3)"},
		},
		"a page with a result and no table has no parameters": {
			[]string{"Text\n" + returns, params + "|a|[int](int.md)|Ay|Yes|\n"},
			[]string{"Text (1)", "param a int required later Ay (2)"},
		},
		"of a parameter that a later page repeats, each row stays": {
			[]string{"Text\n", params + "|a|[int](int.md)|Ay|Yes|\n|a|[int](int.md)|Again|Yes|\n"},
			[]string{"Text (1)", "param a int required Ay (2)", "param a int required Again (2)"},
		},
		"a statement about the client is nothing": {
			[]string{"You cannot use this method directly.\n\n## Usage of MadelineProto\n\nIts way.\n", "Text\n\n## Note\n\nWords\n"},
			[]string{"Text (2)", "note Note (2)"},
		},
		"a page that contradicts itself leaves a flag unknown": {
			[]string{"### Can bots use this method: **YES**\n\n### Can bots use this method: **NO**\n", "### Can bots use this method: **NO**\n"},
			[]string{"bots unknown (1)"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var pages, before []*page.Page
			for i, text := range test.pages {
				pages = append(pages, read(t, fmt.Sprint(i+1), text))
				before = append(before, read(t, fmt.Sprint(i+1), text))
			}
			merged, _ := page.Merge(pages)
			if diff := cmp.Diff(test.want, facts(merged)); diff != "" {
				t.Errorf("-want +merged:\n%s", diff)
			}
			if diff := cmp.Diff(before, pages); diff != "" {
				t.Errorf("Merge changed a page (-before +after):\n%s", diff)
			}
		})
	}
}

// TestMergeRedundant shows that a page is redundant only if the merged page is the same
// without it.
func TestMergeRedundant(t *testing.T) {
	const errors = "### Errors\n\n|Code|Error|\n|-|-|\n"
	for name, test := range map[string]struct {
		first, second string
		want          bool
	}{
		"the same codes in another order":     {errors + "|406|A_B|\n|400|A_B|\n", errors + "|400|A_B|\n|406|A_B|\n", true},
		"a code less":                         {errors + "|400|A_B|\n", errors + "|400|A_B|\n|406|A_B|\n", false},
		"no code":                             {errors + "||A_B|\n", errors + "|400|A_B|\n|406|A_B|\n", true},
		"the same notes":                      {"## Note\n\nOne\n", "## Note\n\nOne\n", true},
		"one of two notes":                    {"## Note\n\nOne\n", "## Note\n\nOne\n\n## Other\n\nTwo\n", false},
		"an error that is taken away in vain": {"### Errors this method does not return\n\n|Error|\n|-|\n|A_B|\n", "Text\n", true},
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := page.Merge([]*page.Page{read(t, "1", test.first), read(t, "2", test.second)})
			if (len(diags) == 1) != test.want {
				t.Errorf("got the warnings %v, want one: %v", diags, test.want)
			}
		})
	}
}

// TestMergeHash shows that the hash changes with each of the pages and with their order,
// and not with anything else.
func TestMergeHash(t *testing.T) {
	hash := func(texts ...string) string {
		var pages []*page.Page
		for i, text := range texts {
			pages = append(pages, read(t, fmt.Sprint(i), text))
		}
		merged, _ := page.Merge(pages)
		return merged.Hash
	}
	var all []string
	for _, texts := range [][]string{{"a"}, {"b"}, {"a", "b"}, {"b", "a"}, {"a", "a"}, {"a", "b", "b"}} {
		first, again := hash(texts...), hash(texts...)
		if first != again || len(first) != 12 {
			t.Errorf("%v has the hashes %q and %q", texts, first, again)
		}
		all = append(all, first)
	}
	slices.Sort(all)
	if count := len(all); len(slices.Compact(all)) != count {
		t.Errorf("different pages have one hash: %s", strings.Join(all, " "))
	}
}
