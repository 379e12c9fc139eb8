package bind

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// versions are the versions of gotd/td that tests bind pages to; "" is the one that
// go.mod requires.
var versions = []string{"@v0.140.0", "@v0.161.0", ""}

// TestFileName shows that fileName guesses the file of every method, so that docgen
// need not list the files of the package.
func TestFileName(t *testing.T) {
	for _, version := range versions {
		tg := openRelease(t, version)
		for _, name := range tg.Methods() {
			_, words := os.Stat(filepath.Join(tg.Dir, fileName(name, false)))
			_, letters := os.Stat(filepath.Join(tg.Dir, fileName(name, true)))
			if words != nil && letters != nil {
				t.Errorf("%s: %v, %v", name, words, letters)
			}
		}
	}
}

// TestScan shows that scan can read every method, and that it reads the same
// request as parse.
func TestScan(t *testing.T) {
	for _, version := range versions {
		tg := openRelease(t, version)
		for name, goName := range tg.methods {
			source, err := tg.fileOf(name, goName)
			if err != nil {
				t.Fatal(err)
			}
			d := cutDeclarations(source, name, goName)
			scanned, ok := tg.scan(d)
			if !ok {
				t.Errorf("scan can't read %s of %s", name, tg)
				continue
			}
			parsed, err := tg.parse(d)
			if err != nil {
				t.Fatal(err)
			}
			if diff := diffRequests(parsed, scanned); diff != "" {
				t.Errorf("%s of %s (-parsed +scanned):\n%s", name, tg, diff)
			}
		}
	}
}

// TestScanChanged changes declarations at random. For each, scan must either refuse
// it or read the same request as parse.
func TestScanChanged(t *testing.T) {
	const rounds = 4_000
	pieces := []string{
		"", " ", "\n", "\t", "\n\t\t{\n", "\n\t\t},", "{", "}", "(", ")", "[]", "*", "&", "!", ".", ",", ", ", ":", "//", "/*", "*/", "\"", "\\", "`", "0", "+",
		"x", "X", "é", "func", "range", "tg.", "Request", "bool", "error", "ctx context.Context", "typ.Fields = []tdp.Field{", "Name:", "SchemaName: \"x\",\n", ".Has(5)",
	}
	tg := openRelease(t, "")
	names := []string{"messages.sendMessage", "messages.getDialogs", "help.getNearestDc", "invokeWithLayer", "messages.importChatInvite", "contacts.importContacts"}
	random := rand.New(rand.NewPCG(1, 2))
	scans := 0
	for range rounds {
		name := names[random.IntN(len(names))]
		goName := tg.methods[name]
		source, err := tg.fileOf(name, goName)
		if err != nil {
			t.Fatal(err)
		}
		d := cutDeclarations(source, name, goName)
		part := []*[]byte{&d.shape, &d.typeInfo, &d.method}[random.IntN(3)]
		from := random.IntN(len(*part) + 1)
		to := min(len(*part), from+random.IntN(4))
		*part = slices.Concat((*part)[:from], []byte(pieces[random.IntN(len(pieces))]), (*part)[to:])
		scanned, ok := tg.scan(d)
		if !ok {
			continue
		}
		scans++
		parsed, err := tg.parse(d)
		if err != nil {
			t.Errorf("scan reads this, parse fails with %v:\n%s\n%s\n%s", err, d.shape, d.typeInfo, d.method)
		} else if diff := diffRequests(parsed, scanned); diff != "" {
			t.Errorf("(-parsed +scanned):\n%s\n%s\n%s\n%s", diff, d.shape, d.typeInfo, d.method)
		}
	}
	if scans < rounds/10 || scans > rounds-rounds/10 {
		t.Errorf("scan reads %d of %d changed declarations; the test needs more of those that it reads, or of those that it refuses", scans, rounds)
	}
}

func diffRequests(parsed, scanned *request) string {
	return cmp.Diff(parsed, scanned, cmp.AllowUnexported(request{}, field{}), cmpopts.EquateEmpty())
}

// BenchmarkOpen measures Open, which every run calls, and Open with names, which
// only a run that generates files needs.
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

// openRelease returns the tg of a version of gotd/td such as "@v0.140.0".
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
