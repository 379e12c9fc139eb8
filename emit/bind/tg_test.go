package bind

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// versions are those of gotd/td that pages are bound to in tests, and the one that
// go.mod requires.
var versions = []string{"@v0.140.0", "@v0.161.0", ""}

// TestFileNames shows that the file of every method is found without a listing
// of the package.
func TestFileNames(t *testing.T) {
	for _, version := range versions {
		tg := openRelease(t, version)
		for _, name := range tg.Methods() {
			found := false
			for _, file := range fileNames(name) {
				_, err := os.Stat(filepath.Join(tg.Dir, file))
				found = found || err == nil
			}
			if !found {
				t.Errorf("%s is in none of %v in %s", name, fileNames(name), tg)
			}
		}
	}
}

// BenchmarkOpen measures what every run does before it knows what to make, and
// what one does that makes something.
func BenchmarkOpen(b *testing.B) {
	dir := openRelease(b, "").Dir
	for _, all := range []bool{false, true} {
		name := "methods"
		if all {
			name = "names"
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				tg, err := Open(dir, "")
				if err != nil {
					b.Fatal(err)
				}
				if all {
					tg.names()
				}
			}
		})
	}
}

// openRelease returns the tg of a version of gotd/td, as in "@v0.140.0".
func openRelease(t testing.TB, version string) *TG {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", tgModule+version).Output()
	if err != nil {
		t.Skipf("gotd/td%s is not in the module cache and can't be downloaded: %v", version, err)
	}
	var module struct{ Dir, Version string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	tg, err := Open(filepath.Join(module.Dir, "tg"), module.Version)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}
