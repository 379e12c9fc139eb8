package corpus_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/docgen/emit/bind"
	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

func find(tb testing.TB) []*bind.Method {
	tb.Helper()
	methods, err := corpus.Find(tb.Context(), ".")
	if err != nil {
		tb.Fatal(err)
	}
	return methods
}

func pagesOf(tb testing.TB, layout string, methods []*bind.Method) []corpus.Page {
	tb.Helper()
	pages, err := corpus.Make(layout, methods)
	if err != nil {
		tb.Fatal(err)
	}
	return pages
}

// TestSameAgain makes each folder twice and writes it. All three are the same, and have a
// page of each method.
func TestSameAgain(t *testing.T) {
	methods, again := tenth(find(t)), tenth(find(t))
	for _, layout := range corpus.Layouts() {
		pages := pagesOf(t, layout, methods)
		if !reflect.DeepEqual(pages, pagesOf(t, layout, again)) {
			t.Errorf("two folders of %s differ", layout)
		}
		dir := filepath.Join(t.TempDir(), "pages")
		if _, err := corpus.Write(dir, layout, methods); err != nil {
			t.Fatal(err)
		}
		documented := map[string]bool{}
		for _, p := range pages {
			if text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p.File))); err != nil || !bytes.Equal(text, p.Text) {
				t.Errorf("%s of %s is written differently: %v", p.File, layout, err)
			}
			documented[p.Method.Text] = true
		}
		for _, m := range methods {
			if !documented[m.Name] {
				t.Errorf("%s has no page of %s", layout, m.Name)
			}
		}
	}
	if _, err := corpus.Make("1999-12", methods); err == nil {
		t.Error("pages are made in a layout that does not exist")
	}
}

// tenth returns every tenth method.
func tenth(methods []*bind.Method) []*bind.Method {
	var some []*bind.Method
	for i := 0; i < len(methods); i += 10 {
		some = append(some, methods[i])
	}
	return some
}

// oddities are what docgen's parser has to cope with on real pages. Each has a function
// that reports whether a made page has the oddity.
var oddities = map[string]func(corpus.Page) bool{
	"index":              func(p corpus.Page) bool { return p.Method.Text == "" },
	"bare":               warned(diag.MethodUndocumented),
	"no valid YAML":      warned(diag.FrontMatterInvalid),
	"junk":               warned(diag.ErrorNameJunk),
	"long row":           warned(diag.RowLong),
	"example lacks":      warned(diag.ExampleParameterMissing),
	"example has more":   warned(diag.ExampleParameterUnknown),
	"paragraphs":         contains("\n\n", func(p corpus.Page) string { return p.Summary }),
	"no summary":         func(p corpus.Page) bool { return p.Method.Text != "" && p.Summary == "" },
	"warning block":      note("Warning: "),
	"note":               note("Return value"),
	"note below code":    note("Usage of parse_mode:"),
	"error below a note": matches(`\S\n### Errors`),
	"table without rows": matches(`\|---------:\|\n\n`),
	"no table": func(p corpus.Page) bool {
		return p.Returns.Text != "" && !bytes.Contains(p.Text, []byte("Parameters:\n\n|"))
	},
	"escaped name":        matches(`(?m)^\|[a-z]+\\_`),
	"vector":              param(func(p corpus.Param) bool { return strings.HasPrefix(p.Type, "Vector<") }),
	"vector result":       matches(`Return type: \[Vector\\_of\\_`),
	"alternatives":        param(func(p corpus.Param) bool { return p.Type == "Vector<long|string>" }),
	"query":               param(func(p corpus.Param) bool { return p.Type == "!X" }),
	"label":               param(func(p corpus.Param) bool { return p.Accepts != "" }),
	"namespace":           matches(`Return type: \[[a-z]+\.[A-Z]`),
	"underscore":          matches(`Return type: \[[a-z]+\\_[A-Z]\w*\]\([^)]*[a-z]_[A-Z]`),
	"escaped address":     matches(`Return type: \[[a-z]+\\_[A-Z]\w*\]\([^)]*[a-z]\\_[A-Z]`),
	"break":               param(func(p corpus.Param) bool { return strings.Contains(p.Description, "\n") }),
	"empty description":   matches(`(?m)^\|.*(?:\| +\||\|\|)`),
	"argument":            failure(func(e corpus.Error) bool { return e.Pattern != e.Name }),
	"digits":              failure(func(e corpus.Error) bool { return e.Name == "MD5_CHECKSUM_INVALID" }),
	"no code":             failure(func(e corpus.Error) bool { return e.Code == 0 }),
	"negative code":       failure(func(e corpus.Error) bool { return e.Code < -1000 }),
	"sentence":            failure(func(e corpus.Error) bool { return strings.Contains(e.Name, " ") }),
	"two codes":           matches(`(?m)^\|400\|(\w+)\|.*\n\|403\|`),
	"no break at the end": matches("```\\z"),
	"bare heading":        matches(`(?m)^# [a-z]\w*(?:\.[a-z]\w*)?$`),
	"class":               matches(`(?m)^# (?:[a-z]\w*\.)?[A-Z]\w*$`),
	"camelCase":           matches(`(?m)^\| \*\*[a-z]+[A-Z]`),
	"flags":               matches(`%23`),
	"condition":           matches(`flags\]\([^()]+\)\.\d+\?|flags</a>\.\d+\?`),
	"true":                param(func(p corpus.Param) bool { return p.Type == "true" }),
	"linked vector":       matches(`Vector%20t"?(?:\)<\[|>Vector</a>&lt;<a )`),
	"invoked":             matches(`Returns the type returned by the invoked method`),
	"answer below":        matches(`Can bots use this method\?\n\n(?:Yes|No)\n`),
	"sentences":           matches(`### (?:Only users|Only bots|Both users and bots) can use this method\n`),
	"login":               func(p corpus.Page) bool { return p.Unauthenticated.Value == page.Yes },
	"business":            func(p corpus.Page) bool { return p.Business.Value == page.Yes },
	"definition":          func(p corpus.Page) bool { return p.Definition.Text != "" },
	"tabs":                matches(`(?m)^:::tab\{title=`),
	"table in one line":   matches(`<table.*</table>`),
	"table on lines":      matches(`<table.*\n  <tr>\n`),
	"related":             note("Related pages"),
	"related, empty":      matches(`Related pages\n\z`),
	"request":             func(p corpus.Page) bool { return slices.ContainsFunc(p.Examples, isHTTP) },
}

func isHTTP(f corpus.Fact) bool { return f.Text == "http" }

func warned(code diag.Code) func(corpus.Page) bool {
	return func(p corpus.Page) bool {
		return slices.ContainsFunc(p.Warnings, func(w corpus.Warning) bool { return w.Code == code })
	}
}

func note(start string) func(corpus.Page) bool {
	return func(p corpus.Page) bool {
		return slices.ContainsFunc(p.Notes, func(f corpus.Fact) bool { return strings.HasPrefix(f.Text, start) })
	}
}

func param(is func(corpus.Param) bool) func(corpus.Page) bool {
	return func(p corpus.Page) bool { return slices.ContainsFunc(p.Params, is) }
}

func failure(is func(corpus.Error) bool) func(corpus.Page) bool {
	return func(p corpus.Page) bool { return slices.ContainsFunc(p.Errors, is) }
}

func contains(part string, of func(corpus.Page) string) func(corpus.Page) bool {
	return func(p corpus.Page) bool { return strings.Contains(of(p), part) }
}

func matches(pattern string) func(corpus.Page) bool {
	compiled := regexp.MustCompile(pattern)
	return func(p corpus.Page) bool { return p.Method.Text != "" && compiled.Match(p.Text) }
}

// TestOddities compares the oddities of each layout with a list. Each oddity must be on
// some page of the layout.
func TestOddities(t *testing.T) {
	want := map[string]string{
		"seed": "argument, break, digits, empty description, error below a note, escaped name, example lacks, junk, label, no code, no table, " +
			"note, note below code, query, request, underscore, vector, vector result",
		"2016-12": "escaped address, escaped name, index, no break at the end, no summary, query, table without rows, vector, vector result",
		"2018-03": "argument, bare, break, digits, empty description, error below a note, escaped name, example lacks, index, junk, label, no code, " +
			"no table, no valid YAML, note, note below code, query, request, underscore, vector, vector result",
		"2020-06": "argument, break, digits, empty description, error below a note, escaped name, example has more, index, label, long row, namespace, negative code, no summary, " +
			"no table, no valid YAML, note, note below code, paragraphs, query, sentence, two codes, vector, vector result",
		"2026-03": "alternatives, break, business, empty description, escaped name, index, label, long row, namespace, no summary, no table, note, note below code, " +
			"paragraphs, query, vector, vector result, warning block",
		"gramjs-2022": "answer below, argument, break, camelCase, class, condition, digits, empty description, flags, invoked, linked vector, negative code, no summary, no table, " +
			"paragraphs, query, related, related, empty, sentence, tabs, true, vector",
		"official-2026": "argument, bare heading, break, business, condition, definition, digits, flags, invoked, linked vector, login, negative code, no summary, no table, " +
			"paragraphs, query, related, related, empty, sentence, sentences, table in one line, table on lines, true, vector",
	}
	methods := find(t)
	for _, layout := range corpus.Layouts() {
		pages := pagesOf(t, layout, methods)
		var has []string
		for _, name := range slices.Sorted(maps.Keys(oddities)) {
			if slices.ContainsFunc(pages, oddities[name]) {
				has = append(has, name)
			}
		}
		if got := strings.Join(has, ", "); got != want[layout] {
			t.Errorf("pages of %s have\n%s\nwant\n%s", layout, got, want[layout])
		}
	}
}

// TestSize compares the average made page of 2026-03 with the average real page, since
// measurements with made pages must be close to those with real pages.
func TestSize(t *testing.T) {
	of := func(pattern string) func([]byte) int {
		compiled := regexp.MustCompile(pattern)
		return func(text []byte) int { return len(compiled.FindAll(text, -1)) }
	}
	fence := regexp.MustCompile("(?ms)^```.*?^```")
	kinds := []struct {
		what  string
		real  float64
		count func([]byte) int
	}{
		{"bytes", 1766, func(text []byte) int { return len(text) }},
		{"lines", 50.3, of(`\n`)},
		{"rows", 2.5, of(`(?m)^\|[^- ]`)},
		{"links", 7.8, of(`\]\(`)},
		{"spans of code", 1.4, func(text []byte) int { return of("`[^`\n]+`")(fence.ReplaceAll(text, nil)) }},
		{"blocks of code", 1.03, func(text []byte) int { return len(fence.FindAll(text, -1)) }},
	}
	sums, pages := make([]int, len(kinds)), 0
	for _, p := range pagesOf(t, "2026-03", find(t)) {
		if p.Method.Text == "" {
			continue
		}
		pages++
		for i, kind := range kinds {
			sums[i] += kind.count(p.Text)
		}
	}
	const tolerance = 0.15
	for i, kind := range kinds {
		made := float64(sums[i]) / float64(pages)
		t.Logf("%s: made %.2f, real %.2f", kind.what, made, kind.real)
		if math.Abs(made/kind.real-1) > tolerance {
			t.Errorf("a made page has %.2f %s, a real one %.2f", made, kind.what, kind.real)
		}
	}
}

// TestErrorFile reads the error file with encoding/json.
func TestErrorFile(t *testing.T) {
	src, facts := corpus.ErrorFile(find(t))
	var file struct {
		Errors       map[string]map[string][]string
		Descriptions map[string]string
		UserOnly     []string `json:"user_only"`
		BotOnly      []string `json:"bot_only"`
	}
	if err := json.Unmarshal(src, &file); err != nil {
		t.Fatal(err)
	}
	stated := 0
	for _, f := range facts {
		for _, e := range f.Errors {
			stated++
			if methods := file.Errors[fmt.Sprint(e.Code)][e.Name]; f.Method.Text != "" && !slices.Contains(methods, f.Method.Text) {
				t.Errorf("%d %s has no method %s", e.Code, e.Name, f.Method.Text)
			}
		}
	}
	listed := 0
	for _, errors := range file.Errors {
		for _, methods := range errors {
			listed += max(1, len(methods)) // an error of no method is stated once
		}
	}
	if stated != listed || len(file.UserOnly) == 0 || len(file.BotOnly) == 0 || len(file.Descriptions) == 0 {
		t.Errorf("the facts have %d errors, the file %d; %d descriptions, %d and %d methods of one caller",
			stated, listed, len(file.Descriptions), len(file.UserOnly), len(file.BotOnly))
	}
}

func BenchmarkMake(b *testing.B) {
	methods := find(b)
	for _, layout := range corpus.Layouts() {
		b.Run(layout, func(b *testing.B) {
			for b.Loop() {
				pagesOf(b, layout, methods)
			}
		})
	}
}
