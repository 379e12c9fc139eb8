package parser_test

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/docgen/golden/corpus"
)

// realPages is the folder of the real pages, which a clone of this repository does not
// have.
const realPages = "../../shared/corpus"

// A folder is a folder of pages, real or made.
type folder struct {
	name  string
	files []file
}

// A file is a page of a folder. Only made pages come with facts.
type file struct {
	name  string
	src   []byte
	facts *corpus.Facts
}

// folders returns the made folders and, where there are any, the real ones.
func folders(t testing.TB) []folder {
	t.Helper()
	return append(madeFolders(t), realFolders(t)...)
}

// madeFolders returns the pages of gotd/td's methods in each layout.
func madeFolders(t testing.TB) []folder {
	t.Helper()
	methods, err := corpus.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var all []folder
	for _, layout := range corpus.Layouts() {
		pages, err := corpus.Make(layout, methods)
		if err != nil {
			t.Fatal(err)
		}
		made := folder{name: "made " + layout}
		for _, p := range pages {
			made.files = append(made.files, file{p.File, p.Text, &p.Facts})
		}
		all = append(all, made)
	}
	return all
}

// realFolders returns the real folder of each layout. Where there is none, it says so in
// the log of the test.
func realFolders(t testing.TB) []folder {
	t.Helper()
	if _, err := os.Stat(realPages); err != nil {
		t.Logf("the real pages are not here, so only made ones are read: %v", err)
		return nil
	}
	var all []folder
	for _, layout := range corpus.Layouts() {
		pages, err := corpus.Read(filepath.Join(realPages, layout))
		if err != nil {
			t.Fatal(err)
		}
		found := folder{name: layout}
		for _, p := range pages {
			found.files = append(found.files, file{name: p.File, src: p.Text})
		}
		all = append(all, found)
	}
	return all
}
