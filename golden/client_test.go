package golden

import (
	"cmp"
	"crypto/sha256"
	"flag"
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

// clientReal lists every such statement of the real pages: where it stands, how long it is,
// and a hash of it. The sentences are somebody's, so they can't be in this repository.
// To read them: go test ./golden -run TestClientStatements -v -statements
const clientReal = "testdata/client_real.txt"

var showStatements = flag.Bool("statements", false, "print the statements that "+clientReal+" lists")

// TestClientStatements compares the statements about the client on made and on real pages
// with those that were read and found to be about the client.
func TestClientStatements(t *testing.T) {
	tg := currentTG(t)
	var list, real strings.Builder
	for _, layout := range corpus.Layouts() {
		for _, s := range statementsOf(boundPages(t, tg, madeFolder(t, tg, layout))) {
			fmt.Fprintf(&list, "%s: %s\n", layout, s)
		}
		for _, m := range boundPages(t, tg, realFolder(t, layout)) {
			for _, s := range placesOf(m) {
				fmt.Fprintf(&real, "%s %s\n", layout, s)
			}
			if *showStatements {
				for _, s := range statementsOf([]*bind.Method{m}) {
					t.Logf("%x %s %s: %s", hashOf(s), layout, m.Name, s)
				}
			}
		}
	}
	compareList(t, clientList, list.String())
	if real.Len() > 0 {
		compareList(t, clientReal, real.String())
	}
}

// compareList compares a list with the one in a file, or writes it to the file.
func compareList(t *testing.T, name, list string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(list), 0o666); err != nil {
			t.Error(err)
		}
		return
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Error(err)
	}
	if diff := gocmp.Diff(string(have), list); diff != "" {
		t.Errorf("%s is not what docgen leaves out now (-have +now); if you meant to change it, run make update, and read each new statement:\n%s", name, diff)
	}
}

// placesOf returns where a page has each statement about the client: the line, the text
// that it is a part of, its number of words, and a hash.
func placesOf(m *bind.Method) []string {
	var places []string
	add := func(part string, p page.Page) {
		for _, s := range p.ClientStatements() {
			words := strings.Fields(s.Text)
			places = append(places, fmt.Sprintf("%s:%d %s, %d words, %x", m.Name, s.Pos.Line, part, len(words), hashOf(strings.Join(words, " "))))
		}
	}
	add("front matter", page.Page{Description: m.Page.Description})
	add("summary", page.Page{Summary: m.Page.Summary})
	for _, x := range m.Page.Params {
		add("parameter "+x.Name, page.Page{Params: []page.Param{x}})
	}
	for _, x := range m.Page.Errors {
		add("error "+x.Name, page.Page{Errors: []page.Error{x}})
	}
	for _, x := range m.Page.Notes {
		add("note", page.Page{Notes: []page.Note{x}})
	}
	return places
}

func hashOf(statement string) []byte {
	sum := sha256.Sum256([]byte(statement))
	return sum[:4]
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
	found, err := corpus.Read(filepath.Join(realPages, layout))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{}
	for _, p := range found {
		pages[p.File] = p.Text
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
