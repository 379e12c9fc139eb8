// Package golden holds golden tests: one txtar archive a case, with the pages,
// what each stage made of them, and the diagnostics.
//
//	input.md         the page; another .md beside it for cases of two pages
//	page.json        what the parser read, as `docgen inspect` prints it
//	bind.json        what bind made of it
//	diagnostics.txt  what was found, with exact positions and hints
//	out/…            every generated file
//
// The comment of an archive says what the case shows. A line "gotd/td: VERSION"
// in it binds the case to that version, which is else the one that go.mod pins.
package golden

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

var update = flag.Bool("update", false, "rewrite the archives, once their output type-checks")

var versionLine = regexp.MustCompile(`(?m)^gotd/td: (v\S+)$`)

// archives returns the archives of the folder. An archive elsewhere below it
// fails the test that nothing reads it in.
func archives(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	return names
}

func TestEveryArchiveIsRead(t *testing.T) {
	read := archives(t)
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.Contains(d.Name(), ".txtar") && !slices.Contains(read, path) {
			t.Errorf("no test reads %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestGolden(t *testing.T) {
	var made []*result
	for _, name := range archives(t) {
		t.Run(strings.TrimSuffix(name, ".txtar"), func(t *testing.T) {
			have, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			r := run(t, name, have)
			made = append(made, r)
			if *update {
				return
			}
			if diff := cmp.Diff(files(have), files(r.archive)); diff != "" {
				t.Errorf("%s is not what the stages make now (-have +made); if it should be, run make update:\n%s", name, diff)
			}
		})
	}
	if *update && !t.Failed() {
		if err := accept(t, made); err != nil {
			t.Error(err)
		}
	}
}

// result is what the stages made of one case.
type result struct {
	name, version string
	archive       *txtar.Archive
	files         []genfile.File
}

// run takes the pages of an archive through the stages.
func run(t *testing.T, name string, have *txtar.Archive) *result {
	t.Helper()
	tg, version := tgOf(t, have)
	made := &txtar.Archive{Comment: have.Comment}
	var pages []*page.Page
	var methods []*bind.Method
	var diags []diag.Diagnostic
	documented := map[string]bool{}
	for _, f := range have.Files {
		if !strings.HasSuffix(f.Name, ".md") {
			continue
		}
		made.Files = append(made.Files, f)
		p, found := parser.New().Parse(f.Name, f.Data)
		diags = append(diags, found...)
		if p == nil {
			continue
		}
		pages = append(pages, p)
		documented[p.Method.Text] = true
	}
	for _, p := range pages {
		m, found := tg.Bind(p, documented)
		diags = append(diags, found...)
		if m != nil {
			methods = append(methods, m)
		}
	}
	r := &result{name: name, version: version, archive: made}
	if len(methods) > 0 {
		var err error
		if repeated := emit.Check(methods); len(repeated) > 0 {
			diags = append(diags, repeated...)
		} else if r.files, _, err = emit.Package(methods, emit.Options{Package: "golden", Run: "docgen generate --docs ../docs"}); err != nil {
			t.Fatal(err)
		}
	}
	diag.Sort(diags)
	made.Files = append(made.Files,
		txtar.File{Name: "page.json", Data: toJSON(t, page.JSON(pages))},
		txtar.File{Name: "bind.json", Data: toJSON(t, methods)},
		txtar.File{Name: "diagnostics.txt", Data: diagnosticsText(diags)},
	)
	for _, f := range r.files {
		made.Files = append(made.Files, txtar.File{Name: "out/" + f.Name, Data: f.Data})
	}
	return r
}

// tgOf returns the tg that a case is bound to.
func tgOf(t *testing.T, archive *txtar.Archive) (*bind.TG, string) {
	t.Helper()
	m := versionLine.FindSubmatch(archive.Comment)
	if m == nil {
		tg, err := bind.Find(context.Background(), ".")
		if err != nil {
			t.Fatal(err)
		}
		// The version in messages would make each upgrade rewrite every case.
		tg.Version = ""
		return tg, ""
	}
	version := string(m[1])
	out, err := exec.Command("go", "mod", "download", "-json", "github.com/gotd/td@"+version).Output()
	if err != nil {
		t.Skipf("gotd/td %s is not in the module cache and can't be downloaded: %v", version, err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	tg, err := bind.Open(filepath.Join(module.Dir, "tg"), version)
	if err != nil {
		t.Fatal(err)
	}
	return tg, version
}

func toJSON(t *testing.T, value any) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func diagnosticsText(diags []diag.Diagnostic) []byte {
	var b bytes.Buffer
	for _, d := range diags {
		fmt.Fprintf(&b, "%s\n\thint: %s\n", d, d.Hint)
	}
	return b.Bytes()
}

// files returns the files of an archive by name, as texts to compare.
func files(a *txtar.Archive) map[string]string {
	m := map[string]string{}
	for _, f := range a.Files {
		m[f.Name] = string(f.Data)
	}
	return m
}

// accept writes the archives that changed, once all that was generated
// compiles and vets.
func accept(t *testing.T, made []*result) error {
	t.Helper()
	byVersion := map[string][]*result{}
	for _, r := range made {
		old, err := os.ReadFile(r.name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(old, txtar.Format(r.archive)) {
			byVersion[r.version] = append(byVersion[r.version], r)
		}
	}
	for version, results := range byVersion {
		if out, err := vet(t, version, results); err != nil {
			return fmt.Errorf("nothing was rewritten: the output does not type-check: %w\n%s", err, out)
		}
	}
	for _, results := range byVersion {
		for _, r := range results {
			if err := os.WriteFile(r.name, txtar.Format(r.archive), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

// vet compiles and vets what was generated, as packages of a module that
// requires the gotd/td it is bound to.
func vet(t *testing.T, version string, results []*result) ([]byte, error) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	generated := 0
	for _, r := range results {
		sub := filepath.Join(dir, strings.TrimSuffix(filepath.Base(r.name), ".txtar"))
		if err := os.MkdirAll(sub, 0o777); err != nil {
			t.Fatal(err)
		}
		for _, f := range r.files {
			generated++
			if err := os.WriteFile(filepath.Join(sub, f.Name), f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if generated == 0 {
		return nil, nil
	}
	if version != "" {
		if out, err := goIn(dir, "get", "github.com/gotd/td/tg@"+version); err != nil {
			return out, err
		}
	}
	return goIn(dir, "vet", "./...")
}

func goIn(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	return cmd.CombinedOutput()
}

// TestUpdateRefuses shows that output that does not compile is not accepted,
// and that what compiles is.
func TestUpdateRefuses(t *testing.T) {
	for text, accepted := range map[string]bool{`var x int = "text"`: false, "var x int = 1": true} {
		name := filepath.Join(t.TempDir(), "case.txtar")
		if err := os.WriteFile(name, []byte("as it was\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		r := &result{
			name:    name,
			archive: &txtar.Archive{Comment: []byte("as it is made\n")},
			files:   []genfile.File{{Name: "case_gen.go", Data: []byte("package cases\n\n" + text + "\n")}},
		}
		if err := accept(t, []*result{r}); (err == nil) != accepted {
			t.Errorf("%s: accepted %t, want %t: %v", text, err == nil, accepted, err)
		}
		if have, err := os.ReadFile(name); err != nil || (string(have) == "as it is made\n") != accepted {
			t.Errorf("%s: the archive is %q, %v", text, have, err)
		}
	}
}
