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

// versions are those of gotd/td that pages are bound to in tests, and the one that
// go.mod requires.
var versions = []string{"@v0.140.0", "@v0.161.0", ""}

// TestFileNames shows that the file of every method is found without a listing
// of the package.
func TestFileNames(t *testing.T) {
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

// TestScan shows that every method is as scan expects it, and that scan and
// go/parser agree on it.
func TestScan(t *testing.T) {
	for _, version := range versions {
		tg := openRelease(t, version)
		for name, goName := range tg.methods {
			source, err := tg.fileOf(name, goName)
			if err != nil {
				t.Fatal(err)
			}
			d := cut(source, name, goName)
			scanned, ok := tg.scan(d)
			if !ok {
				t.Errorf("%s of %s is not scanned", name, tg)
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

// TestScanChanged changes declarations: scan either leaves them to go/parser or
// agrees with it.
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
		d := cut(source, name, goName)
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
			t.Errorf("scanned, and go/parser says %v:\n%s\n%s\n%s", err, d.shape, d.typeInfo, d.method)
		} else if diff := diffRequests(parsed, scanned); diff != "" {
			t.Errorf("(-parsed +scanned):\n%s\n%s\n%s\n%s", diff, d.shape, d.typeInfo, d.method)
		}
	}
	if scans < rounds/10 || scans > rounds-rounds/10 {
		t.Errorf("%d of %d are scanned", scans, rounds)
	}
}

func diffRequests(parsed, scanned *request) string {
	return cmp.Diff(parsed, scanned, cmp.AllowUnexported(request{}, field{}), cmpopts.EquateEmpty())
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
