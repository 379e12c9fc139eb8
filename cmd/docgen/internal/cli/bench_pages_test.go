package cli

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/docgen/emit/bind"
	made "example.com/docgen/golden/corpus"
)

// benchCorpus returns a folder to measure with, and the prefix of the names of the
// benchmarks. The folder has a folder of pages for each layout, and errors.json. It is that
// of the real pages, without a prefix. If they are absent, benchCorpus makes pages, with
// the prefix "made/", since figures of one must not be compared with those of the other.
func benchCorpus(b *testing.B) (dir, prefix string) {
	b.Helper()
	dir, err := filepath.Abs(realPages)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, ""
	}
	b.Log("there are no real pages, so pages are made")
	methods, err := made.Find(b.Context(), ".")
	if err != nil {
		b.Fatal(err)
	}
	dir = b.TempDir()
	if err := made.WriteAll(dir, methods); err != nil {
		b.Fatal(err)
	}
	return dir, "made/"
}

// benchPages returns the folder of the pages of 2026-03 in benchCorpus, and the prefix.
func benchPages(b *testing.B) (dir, prefix string) {
	dir, prefix = benchCorpus(b)
	return filepath.Join(dir, "2026-03"), prefix
}

// makePages writes a page for each method of tg to a new folder, in the layout of 2026-03.
// It removes the indexes: with ten times the methods they would be larger than docgen
// reads.
func makePages(dir string, tg *bind.TG) error {
	methods, err := methodsOf(tg)
	if err != nil {
		return err
	}
	pages, err := made.Write(dir, "2026-03", methods)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if p.Method.Text == "" {
			if err := os.Remove(filepath.Join(dir, p.File)); err != nil {
				return err
			}
		}
	}
	return nil
}

// methodsOf returns all methods of tg.
func methodsOf(tg *bind.TG) ([]*bind.Method, error) { return made.Methods(tg) }
