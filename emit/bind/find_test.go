package bind

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// published has the modules of the proxy from which the situations below download.
const published = `
-- github.com/gotd/td@v0.1.0/go.mod --
module github.com/gotd/td

go 1.20

require example.com/dep v0.1.0
-- github.com/gotd/td@v0.1.0/tg/tl_registry_gen.go --
package tg

import _ "example.com/dep"
-- github.com/gotd/td@v0.2.0/go.mod --
module github.com/gotd/td

go 1.20

require example.com/dep v0.1.0
-- github.com/gotd/td@v0.2.0/tg/tl_registry_gen.go --
package tg

import _ "example.com/dep"
-- example.com/dep@v0.1.0/go.mod --
module example.com/dep

go 1.20

require example.com/deep v0.1.0
-- example.com/dep@v0.1.0/dep.go --
package dep
-- example.com/deep@v0.1.0/go.mod --
module example.com/deep

go 1.20
-- example.com/deep@v0.1.0/deep.go --
package deep
-- example.com/newer@v0.1.0/go.mod --
module example.com/newer

go 1.20

require github.com/gotd/td v0.2.0
-- example.com/newer@v0.1.0/newer.go --
package newer
-- example.com/fork@v0.1.0/go.mod --
module github.com/gotd/td

go 1.20
-- example.com/fork@v0.1.0/tg/tl_registry_gen.go --
package tg
-- github.com/gotd/td/tg@v0.1.0/go.mod --
module github.com/gotd/td/tg

go 1.20
-- github.com/gotd/td/tg@v0.1.0/tl_registry_gen.go --
package tg
`

// client is a module that requires gotd/td and is tidy.
const client = `
-- go.mod --
module example.com/client

go 1.24

require github.com/gotd/td v0.1.0

require example.com/dep v0.1.0 // indirect
-- client.go --
package client

import _ "github.com/gotd/td/tg"
`

// folder is a gotd/td in a folder of the client, which can replace a published one.
const folder = `
-- old/go.mod --
module github.com/gotd/td

go 1.20
-- old/tg/tl_registry_gen.go --
package tg
`

const (
	tidy = "mod tidy"
	// download also gets the times of versions, which only go list reads.
	download = "mod download"
)

// A situation is a folder with a client from which docgen looks for tg.
type situation struct {
	name string
	// files are those of the client, as a txtar archive.
	files string
	// run are the go commands that then run in the folder, and may download; after
	// them, the files in remove are removed and those in write are written.
	run    []string
	remove []string
	write  map[string]string
	// env is the environment in which docgen looks for tg, and in the folder below
	// the client from which it does.
	env map[string]string
	in  string
	// settings is the file that go env -w writes.
	settings string
	// module says that listModule finds the module.
	module bool
}

var situations = []situation{
	{name: "required", files: client, run: []string{tidy, download, download}, module: true},
	{name: "from a folder below", files: client + "-- api/v2/doc.go --\npackage v2\n", run: []string{tidy, download, download}, in: "api/v2", module: true},
	{name: "indirect", files: strings.Replace(client, "td v0.1.0", "td v0.1.0 // indirect", 1), run: []string{tidy, download, download}, module: true},
	{name: "no time in the module cache", files: client, run: []string{tidy}},
	{name: "not tidy", files: client, run: []string{tidy, download, "mod edit -droprequire=example.com/dep"}, module: true},
	{name: "not up to date with a requirement", files: client, run: []string{tidy, download, "mod edit -require=example.com/newer@v0.1.0", "mod download -x example.com/newer"}},
	{name: "only below a requirement", files: "-- go.mod --\nmodule example.com/client\n\ngo 1.24\n", run: []string{"get example.com/newer", "get github.com/gotd/td@none"}},
	{name: "not pruned", files: strings.Replace(client, "go 1.24", "go 1.16", 1), run: []string{tidy, download, download}, module: true},
	{name: "no go.mod", files: "-- a.go --\npackage a\n"},
	{name: "not required", files: "-- go.mod --\nmodule example.com/client\n\ngo 1.24\n"},
	{name: "a faulty go.mod", files: "-- go.mod --\nmodule example.com/client\n\ngo 1.24\n\nrequire github.com/gotd/td\n"},
	{name: "of a later Go", files: strings.Replace(client, "go 1.24", "go 1.999", 1)},
	{name: "excluded", files: client, run: []string{tidy, download, "mod edit -exclude=github.com/gotd/td@v0.1.0"}},
	{name: "unknown version", files: strings.Replace(client, "td v0.1.0", "td v0.9.0", 1)},
	{name: "no go.sum", files: client, run: []string{tidy, download, download}, remove: []string{"go.sum"}},
	{name: "the checksum of something else", files: client, run: []string{tidy, download}, write: map[string]string{
		"../modules/cache/download/github.com/gotd/td/@v/v0.1.0.ziphash": "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
	}},
	{name: "an empty module cache", files: client, run: []string{tidy, download, download}, remove: []string{"../modules"}},
	{name: "no source in the module cache", files: client, run: []string{tidy, download, download}, remove: []string{"../modules/github.com"}},
	{name: "neither source nor archive in the module cache", files: client, run: []string{tidy, download, download}, remove: []string{"../modules/github.com", "../modules/cache/download/github.com/gotd/td/@v/v0.1.0.zip"}},
	{name: "no checksum in the module cache", files: client, run: []string{tidy, download, download}, remove: []string{"../modules/cache/download/github.com/gotd/td/@v/v0.1.0.ziphash"}},
	{name: "part of the module graph in the module cache", files: client, run: []string{tidy, download, download}, remove: []string{"../modules/cache/download/example.com"}},
	{name: "vendored", files: client, run: []string{tidy, download, "mod vendor"}},
	{name: "vendored and not taken", files: client, run: []string{tidy, download, "mod vendor"}, env: map[string]string{"GOFLAGS": "-modcacherw -mod=readonly"}, module: true},
	{name: "not vendored", files: client, run: []string{tidy, download, download}, env: map[string]string{"GOFLAGS": "-mod=vendor"}},
	{name: "vendored by go env -w", files: client, run: []string{tidy, download, download}, env: map[string]string{"GOFLAGS": ""}, settings: "GOFLAGS=-mod=vendor\n"},
	{name: "-mod=mod", files: client, run: []string{tidy, download, download}, env: map[string]string{"GOFLAGS": "-modcacherw -mod=mod"}},
	{name: "-mod=mod by go env -w", files: client, run: []string{tidy, download, "mod edit -require=example.com/newer@v0.1.0", "mod download -x example.com/newer github.com/gotd/td@v0.2.0"}, env: map[string]string{"GOFLAGS": ""}, settings: "GOFLAGS=-modcacherw -mod=mod\n"},
	{name: "without what go env -w has set", files: client, run: []string{tidy, download}, env: map[string]string{"GOFLAGS": "", "GOENV": "off"}, settings: "GOFLAGS=-mod=mod\n", module: true},
	{name: "GOFLAGS of go list", files: client, run: []string{tidy, download, download}, remove: []string{"../modules/cache/download/example.com"}, env: map[string]string{"GOFLAGS": "-e"}},
	{name: "GO111MODULE=off", files: client, run: []string{tidy, download, download}, env: map[string]string{"GO111MODULE": "off"}},
	{name: "the module itself", files: folder, in: "old", module: true},
	{name: "replaced by a folder", files: client + folder, run: []string{"mod edit -replace=github.com/gotd/td=./old", tidy, download}, module: true},
	{name: "replaced by no folder", files: client, run: []string{tidy, download, "mod edit -replace=github.com/gotd/td=./old"}},
	{name: "replaced by a folder without go.mod", files: client + folder, run: []string{"mod edit -replace=github.com/gotd/td=./old", tidy, download}, remove: []string{"old/go.mod"}},
	{name: "replaced by a folder without tg", files: client + "-- old/go.mod --\nmodule github.com/gotd/td\n", run: []string{tidy, download, "mod edit -replace=github.com/gotd/td=./old"}},
	{name: "replaced by a folder with another module in it", files: client + folder + "-- old/tg/go.mod --\nmodule github.com/gotd/td/tg\n", run: []string{tidy, download, "mod edit -replace=github.com/gotd/td=./old"}},
	{name: "replaced by a version", files: client, run: []string{"mod edit -replace=github.com/gotd/td=github.com/gotd/td@v0.2.0", tidy, download}, module: true},
	{name: "replaced by a fork", files: client, run: []string{"mod edit -replace=github.com/gotd/td=example.com/fork@v0.1.0", tidy, download}, module: true},
	{name: "a module in the module", files: client + "-- tg/go.mod --\nmodule github.com/gotd/td/tg\n-- tg/tl_registry_gen.go --\npackage tg\n", run: []string{tidy, download, "mod edit -require=github.com/gotd/td/tg@v0.0.0 -replace=github.com/gotd/td/tg=./tg"}},
	{name: "a module in the module that is published", files: client, run: []string{tidy, download, "mod edit -require=github.com/gotd/td/tg@v0.1.0", "mod download -x github.com/gotd/td/tg"}},
	{name: "an empty module in the module", files: client + "-- tg/go.mod --\nmodule github.com/gotd/td/tg\n", run: []string{tidy, download, "mod edit -require=github.com/gotd/td/tg@v0.0.0 -replace=github.com/gotd/td/tg=./tg"}},
	{name: "a module around the module", files: client + "-- gotd/go.mod --\nmodule github.com/gotd\n-- gotd/td/tg/tl_registry_gen.go --\npackage tg\n", run: []string{tidy, download, "mod edit -require=github.com/gotd@v0.0.0 -replace=github.com/gotd=./gotd"}},
	{name: "a module around all", files: client + "-- hub/go.mod --\nmodule github.com\n-- hub/gotd/td/tg/tl_registry_gen.go --\npackage tg\n", run: []string{tidy, download, "mod edit -require=github.com@v0.0.0 -replace=github.com=./hub"}},
	{name: "another go.mod", files: client, run: []string{tidy, download, "mod edit -require=github.com/gotd/td@v0.2.0", tidy, download}, module: true},
	{name: "-modfile", files: client + strings.ReplaceAll(strings.ReplaceAll(client, "td v0.1.0", "td v0.2.0"), "-- go.mod --", "-- other.mod --"), run: []string{tidy, download, tidy + " -modfile=other.mod", download + " -modfile=other.mod"}, env: map[string]string{"GOFLAGS": "-modcacherw -modfile=other.mod"}, module: true},
	{name: "a workspace", files: client, run: []string{tidy, download, "work init ."}, module: true},
	{name: "a workspace that replaces by a folder", files: client + folder, run: []string{tidy, download, "work init .", "work edit -replace=github.com/gotd/td=./old"}, module: true},
	{name: "a workspace that replaces by a version", files: client, run: []string{tidy, download, "work init .", "work edit -replace=github.com/gotd/td=github.com/gotd/td@v0.2.0", download}, module: true},
	{name: "a workspace with the module", files: client + folder, run: []string{tidy, download, "work init . ./old"}, module: true},
	{name: "a workspace elsewhere", files: client + folder, run: []string{tidy, download, "work init . ./old"}, in: "old", env: map[string]string{"GOWORK": "off"}, module: true},
	{name: "a vendored workspace", files: client, run: []string{tidy, download, "work init .", "work vendor"}},
	{name: "-mod=mod in a workspace", files: client, run: []string{tidy, download, "work init ."}, env: map[string]string{"GOFLAGS": ""}, settings: "GOFLAGS=-mod=mod\n"},
}

// TestListModule shows that listModule finds the same tg as listPackage, or
// nothing, and that it changes no files.
func TestListModule(t *testing.T) {
	proxy := publish(t)
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			dir := s.make(t, proxy)
			before := filesOf(t, filepath.Dir(dir))
			module := listModule(t.Context(), dir)
			if after := filesOf(t, filepath.Dir(dir)); !maps.Equal(before, after) {
				t.Errorf("listModule changed files (-before +after): %s", cmp.Diff(before, after))
			}
			if (module != nil) != s.module {
				t.Errorf("listModule found %+v, want a module: %t", module, s.module)
			}
			pkg, err := listPackage(t.Context(), dir)
			if module == nil {
				return
			}
			if err != nil {
				t.Fatalf("listPackage fails, listModule does not: %v", err)
			}
			if got, want := describe(module), describe(pkg); got != want {
				t.Errorf("listModule: %s\nlistPackage: %s", got, want)
			}
		})
	}
}

// describe returns the parts of a listedPackage that Find uses.
func describe(l *listedPackage) string {
	return fmt.Sprintf("%s, version %q", l.Dir, l.version())
}

// make creates the files of a situation and sets its environment. It returns the
// folder from which docgen looks for tg.
func (s *situation) make(t *testing.T, proxy string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "settings"), s.settings)
	for name, value := range map[string]string{
		"GOENV": filepath.Join(root, "settings"), "GOMODCACHE": filepath.Join(root, "modules"), "GOFLAGS": "-modcacherw",
		"GOPROXY": proxy, "GOSUMDB": "off", "GOWORK": "", "GO111MODULE": "", "GOTOOLCHAIN": "local",
	} {
		t.Setenv(name, value)
	}
	client := filepath.Join(root, "client")
	for _, f := range txtar.Parse([]byte(s.files)).Files {
		write(t, filepath.Join(client, f.Name), string(f.Data))
	}
	for _, args := range s.run {
		cmd := exec.Command("go", strings.Fields(args)...)
		cmd.Dir = client
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", args, err, out)
		}
	}
	for _, name := range s.remove {
		if err := os.RemoveAll(filepath.Join(client, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range s.write {
		write(t, filepath.Join(client, name), text)
	}
	for name, value := range s.env {
		t.Setenv(name, value)
	}
	return filepath.Join(client, s.in)
}

// publish returns the URL of a module proxy with the published modules.
func publish(t *testing.T) string {
	t.Helper()
	proxy := t.TempDir()
	archives := map[string]*bytes.Buffer{}
	writers := map[string]*zip.Writer{}
	for _, f := range txtar.Parse([]byte(published)).Files {
		path, rest, _ := strings.Cut(f.Name, "@")
		version, name, _ := strings.Cut(rest, "/")
		versions := filepath.Join(proxy, path, "@v")
		if name == "go.mod" {
			write(t, filepath.Join(versions, version+".mod"), string(f.Data))
			write(t, filepath.Join(versions, version+".info"), fmt.Sprintf(`{"Version": %q}`, version))
		}
		archive := filepath.Join(versions, version+".zip")
		if writers[archive] == nil {
			archives[archive] = &bytes.Buffer{}
			writers[archive] = zip.NewWriter(archives[archive])
		}
		w, err := writers[archive].Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
	}
	for name, w := range writers {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		write(t, name, archives[name].String())
		list := filepath.Join(filepath.Dir(name), "list")
		had, _ := os.ReadFile(list)
		write(t, list, string(had)+strings.TrimSuffix(filepath.Base(name), ".zip")+"\n")
	}
	return "file://" + filepath.ToSlash(proxy)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// filesOf returns the contents of the files below a folder.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
