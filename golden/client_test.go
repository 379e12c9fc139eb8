package golden

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
	"example.com/docgen/parser/page"
)

// clientList lists every statement of the made pages that docgen takes for one about the
// client that the pages are written for, and leaves out of what it generates. Each line
// of it must be read: none may be about Telegram.
const clientList = "testdata/client.txt"

// realPages is the folder of the real pages, which a clone does not have.
const realPages = "../../shared/corpus"

// realStatements has the number of different statements in each folder of real pages, and
// a hash of them: the sentences are somebody's, so they can't be listed here. If the
// hash changes, read the list that the test writes.
var realStatements = map[string]string{
	"2018-03": "45 990ac271e",
	"2020-06": "31 326cef45e",
	"2026-03": "36 6186b0acc",
}

// TestClientStatements compares the statements about the client on made and on real pages
// with those that were read and found to be about the client.
func TestClientStatements(t *testing.T) {
	tg := currentTG(t)
	var list bytes.Buffer
	for _, layout := range corpus.Layouts() {
		for _, s := range statementsOf(boundPages(t, tg, madeFolder(t, tg, layout))) {
			fmt.Fprintf(&list, "%s: %s\n", layout, s)
		}
	}
	have, err := os.ReadFile(clientList)
	if *update {
		err = os.WriteFile(clientList, list.Bytes(), 0o666)
	} else if diff := gocmp.Diff(string(have), list.String()); diff != "" {
		t.Errorf("%s is not what docgen leaves out now (-have +now); if you meant to change it, run make update:\n%s", clientList, diff)
	}
	if err != nil {
		t.Error(err)
	}
	for layout, want := range realStatements {
		all := statementsOf(boundPages(t, tg, realFolder(t, layout)))
		if all == nil {
			continue
		}
		text := strings.Join(all, "\n") + "\n"
		if have := fmt.Sprintf("%d %x", len(all), sha256.Sum256([]byte(text)))[:12]; have != want {
			read := filepath.Join(os.TempDir(), "docgen-client-"+layout+".txt")
			t.Errorf("the statements of %s are %q, want %q; read them in %s (%v)", layout, have, want, read, os.WriteFile(read, []byte(text), 0o666))
		}
	}
}

// statementsOf returns the different statements about the client, sorted.
func statementsOf(methods []*bind.Method) []string {
	all := map[string]bool{}
	for _, m := range methods {
		for _, s := range m.Page.ClientStatements() {
			all[strings.Join(strings.Fields(s.Text), " ")] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// namesClient matches what no comment of a generated file may have: the names of clients
// and of their helpers, and PHP.
var namesClient = regexp.MustCompile(`(?i)madeline|danog|pwrtelegram|gramjs|event handler|_?pwr_?chat|download_?to_?|login method|parse_?mode|\w->\w|\$[a-z]\w*[^"\w]|split (?:in|up)|method directly|api (?:\w+ )?objects`)

// TestNoClientInComments generates a package of each folder of pages, and looks for clients
// in the comments.
func TestNoClientInComments(t *testing.T) {
	tg := currentTG(t)
	for _, layout := range corpus.Layouts() {
		for kind, pages := range map[string]map[string][]byte{"made": madeFolder(t, tg, layout), "real": realFolder(t, layout)} {
			files, _, err := emit.Package(boundPages(t, tg, pages), emit.Options{Package: "golden", ImportPath: "example.com/golden", Examples: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				if !strings.HasSuffix(f.Name, ".go") {
					continue
				}
				for _, comment := range commentsOf(f.Data) {
					if found := namesClient.FindString(comment); found != "" {
						t.Errorf("%s, %s: a comment of %s has %q", kind, layout, f.Name, found)
					}
				}
			}
		}
	}
}

// commentsOf returns the lines of a Go file that are comments.
func commentsOf(source []byte) []string {
	var all []string
	for line := range strings.Lines(string(source)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "//") {
			all = append(all, line)
		}
	}
	return all
}

func currentTG(t *testing.T) *bind.TG {
	t.Helper()
	tg, err := bind.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// madeFolder returns the made pages of a layout by their names.
func madeFolder(t *testing.T, tg *bind.TG, layout string) map[string][]byte {
	t.Helper()
	methods, err := corpus.Methods(tg)
	if err != nil {
		t.Fatal(err)
	}
	made, err := corpus.Make(layout, methods)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{}
	for _, p := range made {
		pages[p.File] = p.Text
	}
	return pages
}

// realFolder returns the real pages of a layout by their names, or nil if there are none.
func realFolder(t *testing.T, layout string) map[string][]byte {
	t.Helper()
	if _, err := os.Stat(realPages); err != nil {
		t.Logf("the real pages are not here, so only made ones are read: %v", err)
		return nil
	}
	names, err := filepath.Glob(filepath.Join(realPages, layout, "*.md"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s has no pages: %v", layout, err)
	}
	pages := map[string][]byte{}
	for _, name := range names {
		if pages[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

// boundPages returns the methods of pages, without those that tg does not have.
func boundPages(t *testing.T, tg *bind.TG, pages map[string][]byte) []*bind.Method {
	t.Helper()
	p := parser.New()
	var methods []*bind.Method
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		var read *page.Page
		if read, _ = p.Parse(name, pages[name]); read == nil || seen[read.Method.Text] {
			continue
		}
		seen[read.Method.Text] = true
		if m, _ := tg.Bind(read, nil); m != nil {
			methods = append(methods, m)
		}
	}
	slices.SortFunc(methods, func(a, b *bind.Method) int { return cmp.Compare(a.Name, b.Name) })
	return methods
}
