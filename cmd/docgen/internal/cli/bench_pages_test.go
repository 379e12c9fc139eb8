package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"example.com/docgen/emit/bind"
	made "example.com/docgen/golden/corpus" // corpus is the folder of the real pages
)

// benchPages returns a folder of pages to measure with, and what to call it in the
// names of benchmarks: the pages of 2026-03 have no name. Where they are absent
// it makes one page for each method of tg. What is measured with those is not to be
// compared with the others.
func benchPages(b *testing.B) (dir, name string) {
	b.Helper()
	dir, err := filepath.Abs(filepath.Join(corpus, "2026-03"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, ""
	}
	b.Log("the corpus is not here, so that pages are made by rule")
	dir = filepath.Join(b.TempDir(), "docs")
	tg, err := bind.Find(context.Background(), ".")
	if err != nil {
		b.Fatal(err)
	}
	if err := makePages(dir, tg); err != nil {
		b.Fatal(err)
	}
	return dir, "made/"
}

// makePages writes a page for each method of tg to a new folder, in the layout of 2026-03.
// It leaves the indexes out: with ten times the methods they would be larger than the
// largest page that docgen reads.
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

// methodsOf returns what tg declares of all methods.
func methodsOf(tg *bind.TG) ([]*bind.Method, error) { return made.Methods(tg) }
