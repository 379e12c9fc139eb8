package cli

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/docgen/emit/bind"
	made "example.com/docgen/golden/corpus" // corpus is the folder of the real pages
)

// benchCorpus returns a folder with a folder of pages for each layout, and errors.json, to
// measure with. It also returns what to put before the names of benchmarks: nothing for
// the real pages, and "made/" where they are absent and docgen's own are made. What is
// measured with one is not to be compared with the other.
func benchCorpus(b *testing.B) (dir, prefix string) {
	b.Helper()
	dir, err := filepath.Abs(corpus)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, ""
	}
	b.Log("the corpus is not here, so that pages are made by rule")
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

// benchPages returns the pages of 2026-03 of benchCorpus.
func benchPages(b *testing.B) (dir, prefix string) {
	dir, prefix = benchCorpus(b)
	return filepath.Join(dir, "2026-03"), prefix
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
