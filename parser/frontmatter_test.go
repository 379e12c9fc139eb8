package parser

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.com/docgen/golden/corpus"
)

// TestPlainValues shows that plainValues reads front matter as the YAML library
// does: the front matter of each page, every combination of a few parts, and some
// values that YAML does not read as strings.
func TestPlainValues(t *testing.T) {
	plain := 0
	check := func(raw string) {
		if comparePlainValues(t, raw) {
			plain++
		}
	}
	pages := matterOfPages(t)
	for _, raw := range pages {
		check(raw)
	}
	if plain < len(pages)*9/10 {
		t.Errorf("%d of %d pages have plain front matter", plain, len(pages))
	}

	plain = 0
	var make func(raw string, parts int)
	make = func(raw string, parts int) {
		check(raw)
		if parts == 0 {
			return
		}
		for _, part := range []string{
			"title: ", "parent: ", "\n", " ", "a", "true", "null", "no", "1", `"`, "'", `\`, "é", "\u00a0", "\ufffe", "\xff",
			":", "#", "-", "?", "|", "&", "*", "!", "%", "@", "`", "[", "]", "/", "{", "}", ",", "~", "<<", "\t",
		} {
			make(raw+part, parts-1)
		}
	}
	make("title: ", 3)
	make("title: \"", 2)
	make("title: a", 3)
	make("title: a\n", 3)
	for _, raw := range []string{
		"title: messages.getDialogs\nTrue: a\n", "title: a\nparent: b\ntitle: c\n",
		"title: NULL\n", "title: False\n", "title: y\n", "title: Off\n", "title: .inf\n", "title: nan\n", "title: 2020-01-01\n", "title: 0x10\n",
		"title: https://core.telegram.org/api#a\n", "title: a #b\n", "title: a: b\n", "title: a:\n",
		"title: " + strings.Repeat("a", 2000) + "\n", "title: \"" + strings.Repeat("a ", 2000) + "\"\n",
		strings.Repeat("a", 1000) + ": b\n", strings.Repeat("a", 2000) + ": b\n", "title: a\r\n", "title: a\u2028b\n", "title: \"a\u0085b\"\n",
	} {
		check(raw)
	}
	if plain < 500 {
		t.Errorf("only %d texts are plain", plain)
	}
}

// TestTrimDelimiters shows which spaces trimDelimiters removes, in every
// combination of a few parts.
func TestTrimDelimiters(t *testing.T) {
	delimiters := regexp.MustCompile(`\A---([ \t]*)\n(?:.*\n)*?---([ \t]*)(?:\n|\z)`)
	var check func(src string, parts int)
	check = func(src string, parts int) {
		want := src
		if m := delimiters.FindStringSubmatchIndex(src); m != nil {
			want = src[:m[2]] + src[m[3]:m[4]] + src[m[5]:]
		}
		if got := string(trimDelimiters([]byte(src))); got != want {
			t.Errorf("%q is %q, want %q", src, got, want)
		}
		if parts == 0 {
			return
		}
		for _, part := range []string{"---", "-", " ", "\t", "\n", "a: b\n", "\xff"} {
			check(src+part, parts-1)
		}
	}
	check("", 6)
}

func FuzzPlainValues(f *testing.F) {
	const some = 50 // with all of them, the fuzzer would spend its time on the seeds
	for i, raw := range matterOfPages(f) {
		if i%some == 0 {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw string) { comparePlainValues(t, raw) })
}

// comparePlainValues reports whether plainValues can read front matter. The test
// fails if the YAML library reads it differently.
func comparePlainValues(t *testing.T, raw string) bool {
	got, ok := plainValues(raw)
	if !ok {
		return false
	}
	if want, err := yamlValues([]byte(raw)); err != nil || !maps.Equal(got, want) {
		t.Errorf("%q reads as %q, with the library as %q, %v", raw, got, want, err)
	}
	return true
}

// matterOfPages returns the front matter of all pages.
func matterOfPages(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, src := range testPages(t) {
		if src, found := bytes.CutPrefix(src, []byte("---\n")); found {
			raw, _, _ := bytes.Cut(src, []byte("\n---\n"))
			all = append(all, string(raw)+"\n")
		}
	}
	return all
}

// testPages returns the pages of docs, made pages in each layout and, where there are
// any, the real pages.
func testPages(t testing.TB) [][]byte {
	t.Helper()
	all := madePages(t)
	for _, pattern := range []string{"../docs/*.md", "../../shared/corpus/*/*.md"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, src)
		}
	}
	return all
}

// madePages returns every fifth made page of each layout, which has each oddity of the
// layouts.
func madePages(t testing.TB) [][]byte {
	t.Helper()
	methods, err := corpus.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	for _, layout := range corpus.Layouts() {
		pages, err := corpus.Make(layout, methods)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(pages); i += 5 {
			all = append(all, pages[i].Text)
		}
	}
	return all
}
