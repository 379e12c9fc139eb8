// Package golden has golden tests. Each case is a txtar archive with pages, the
// output of each stage for them, and the diagnostics.
//
//	input.md         the page; a case of several pages has more .md files. Pages in
//	                 folders are of several sources, in the order of the archive
//	errors.json      the error file, in a case that has one
//	page.json        what the parser read, as "docgen inspect" prints it
//	bind.json        the methods that bind made of the pages
//	diagnostics.txt  the diagnostics, with exact positions and hints
//	out/NAME         each generated file, without the parts that every package has
//
// The comment of an archive says what the case shows. Two kinds of lines in it
// are settings:
//
//	gotd/td: VERSION             bind to that version, not to the one in go.mod
//	flags: --examples --doubles  generate with these flags, or with one of them
//
// Most of a generated package is the same whatever its pages say. An archive has only
// the rest. In a generated file, the line
//
//	// All of emit/runtime/client.go, except Business, randomInt.
//
// stands for the header, the imports and all declarations of client.go except two,
// word for word and in the same order. Below it are the other declarations. If
// client_gen.go had a declaration with another text than client.go, the declaration
// would be an exception in this line, and would follow below.
//
// The errors that any call can return are in every package too. general_errors.txtar
// shows them. In the lists of the other archives, the line
//
//	// All of general_errors.txtar, except FLOOD_WAIT_%d.
//
// stands for them in the same way. So a change of emit/runtime changes no archive,
// and a change of these errors changes only one. The folder generated has a package
// in full.
//
// TestGolden fails if any byte of a generated file is wrong: it puts each file
// together again from the archive and from what the lines stand for.
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
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

var update = flag.Bool("update", false, "rewrite the archives, once their output type-checks")

var (
	versionLine = regexp.MustCompile(`(?m)^gotd/td: (v\S+)$`)
	flagsLine   = regexp.MustCompile(`(?m)^flags: (.+)$`)
)

// archives returns the archives of the folder. TestEveryArchiveIsRead reports any
// other archive below it.
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
	general := generalErrors(t)
	for _, name := range archives(t) {
		t.Run(strings.TrimSuffix(name, ".txtar"), func(t *testing.T) {
			have := readArchive(t, name)
			r := run(t, name, have)
			if name == generalCase {
				r.show(t, nil)
			} else {
				r.show(t, general)
			}
			made = append(made, r)
			if *update {
				return
			}
			if diff := cmp.Diff(files(have), files(r.archive)); diff != "" {
				t.Errorf("%s is not what the stages make now (-have +made); if you meant to change it, run make update:\n%s", name, diff)
			}
		})
	}
	if *update && !t.Failed() {
		if err := accept(t, made); err != nil {
			t.Error(err)
		}
	}
}

func readArchive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// result is what the stages made of one case.
type result struct {
	name, version string
	options       emit.Options
	archive       *txtar.Archive
	files         []genfile.File
}

// show adds the generated files to the archive, without the parts that every package
// has.
func (r *result) show(t *testing.T, general map[string][]item) {
	t.Helper()
	s := shortener{runtime: os.DirFS("../emit/runtime"), importPath: r.options.ImportPath, general: general}
	for _, f := range r.files {
		data, err := s.shorten(f)
		if err != nil {
			t.Error(err)
		}
		r.archive.Files = append(r.archive.Files, txtar.File{Name: "out/" + f.Name, Data: data})
	}
}

// run takes the pages of an archive through the stages. It does not add the generated
// files to the archive of the result.
func run(t *testing.T, name string, have *txtar.Archive) *result {
	t.Helper()
	tg, version := tgOf(t, have)
	made := &txtar.Archive{Comment: have.Comment}
	var methods []*bind.Method
	documented := map[string]bool{}
	for _, f := range have.Files {
		if strings.HasSuffix(f.Name, ".md") || f.Name == errorFile {
			made.Files = append(made.Files, f)
		}
	}
	pages, diags := pagesIn(made)
	for _, p := range pages {
		documented[p.Method.Text] = true
	}
	for _, p := range pages {
		m, found := tg.Bind(p, documented)
		diags = append(diags, found...)
		if m != nil {
			methods = append(methods, m)
		}
	}
	r := &result{name: name, version: version, options: optionsOf(t, name, have), archive: made}
	if len(methods) > 0 {
		var err error
		if repeated := emit.Check(methods); len(repeated) > 0 {
			diags = append(diags, repeated...)
		} else if r.files, _, err = emit.Package(methods, r.options); err != nil {
			t.Fatal(err)
		}
	}
	diag.Sort(diags)
	made.Files = append(made.Files,
		txtar.File{Name: "page.json", Data: toJSON(t, page.JSON(pages))},
		txtar.File{Name: "bind.json", Data: toJSON(t, methods)},
		txtar.File{Name: "diagnostics.txt", Data: diagnosticsText(diags)},
	)
	return r
}

// optionsOf returns the options that a case is generated with.
func optionsOf(t *testing.T, name string, archive *txtar.Archive) emit.Options {
	t.Helper()
	options := emit.Options{
		Package:    "golden",
		ImportPath: clientModule + "/" + folderOf(name),
		Run:        "docgen generate --docs ../docs",
	}
	m := flagsLine.FindSubmatch(archive.Comment)
	if m == nil {
		return options
	}
	for arg := range strings.FieldsSeq(string(m[1])) {
		switch arg {
		case "--examples":
			options.Examples = true
		case "--doubles":
			options.Doubles = true
		default:
			t.Fatalf("%s: no case can have the flag %s", name, arg)
		}
		options.Run += " " + arg
	}
	return options
}

// folderOf returns the folder that a case is compiled in, within the module.
func folderOf(name string) string {
	return strings.TrimSuffix(filepath.Base(name), ".txtar") + "/golden"
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
		// Diagnostics name the version, so each upgrade would change every case.
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
