package folder

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/genfile"
)

// write makes the files of a folder, and returns the folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "api")
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// made returns a generated file of a page.
func made(name, page, text string) genfile.File {
	return genfile.OfPage(name, page, "0123456789ab", []byte("package api\n\n// "+text+"\n"))
}

// TestWrite brings a folder to a package, and finds that it is there.
func TestWrite(t *testing.T) {
	ctx := context.Background()
	kept, changed, old := made("kept_gen.go", "kept.md", "As it was."), made("changed_gen.go", "changed.md", "As it was."), made("old_gen.go", "old.md", "Gone.")
	dir := write(t, map[string]string{
		"kept_gen.go": strings.ReplaceAll(string(kept.Data), "\n", "\r\n"), "changed_gen.go": string(changed.Data), "old_gen.go": string(old.Data),
		"mine_gen.go": "package api\n", "mine.go": "package api\n", "oldtest/oldtest_gen.go": string(old.Data), ".docgen-12.tmp": "cut",
	})
	changed = made("changed_gen.go", "changed.md", "As it is.")
	pkg := Package{Name: "api", Files: []genfile.File{kept, changed, made("new_gen.go", "new.md", "New."), made("apitest/apitest_gen.go", "all", "New.")}}
	f, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	done, err := f.Write(ctx, pkg, OS())
	if err != nil || done != (Written{Added: 2, Updated: 1, Removed: 3, Unchanged: 1}) {
		t.Errorf("%+v, %v", done, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	var names []string
	err = filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{".", "apitest", "apitest/apitest_gen.go", "changed_gen.go", "kept_gen.go", "mine.go", "mine_gen.go", "new_gen.go"}, names); diff != "" {
		t.Errorf("the folder has (-want +got):\n%s", diff)
	}
	if differences, err := read(t, dir).Compare(pkg); err != nil || len(differences) > 0 {
		t.Errorf("what was written differs: %+v, %v", differences, err)
	}
}

// TestWriteForeign has somebody's file where one of docgen's goes: nothing is written.
func TestWriteForeign(t *testing.T) {
	ctx := context.Background()
	dir := write(t, map[string]string{"a_gen.go": "package mine\n"})
	f, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	_, err = f.Write(ctx, Package{Name: "api", Files: []genfile.File{made("a_gen.go", "a.md", "A."), made("b_gen.go", "b.md", "B.")}}, OS())
	if err == nil || !strings.Contains(err.Error(), "a_gen.go has no header of docgen") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "b_gen.go")); err == nil {
		t.Error("the other file was written")
	}
}

// TestPackageName has folders by what stands in them, and the name that follows.
func TestPackageName(t *testing.T) {
	own := string(made("a_gen.go", "a.md", "A.").Data)
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"the folder":               {nil, "api"},
		"docgen's file":            {map[string]string{"a_gen.go": strings.ReplaceAll(own, "package api", "package old")}, "old"},
		"people's file":            {map[string]string{"a_gen.go": own, "doc.go": "package people\n"}, "people"},
		"people's generated file":  {map[string]string{"a_gen.go": own, "x_gen.go": "package people\n"}, "people"},
		"a test":                   {map[string]string{"x_test.go": "package other_test\n"}, "api"},
		"a file that is not built": {map[string]string{"x.go": "//go:build ignore\n\npackage main\n"}, "api"},
		"a file that is no Go":     {map[string]string{"x.go": "not Go\n"}, "api"},
		"two packages":             {map[string]string{"x.go": "package x\n", "y.go": "package y\n"}, "error"},
	} {
		got, err := read(t, write(t, test.files)).PackageName()
		if err != nil {
			got = "error"
		}
		if got != test.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, test.want)
		}
	}
	if _, err := read(t, filepath.Join(t.TempDir(), "my-api")).PackageName(); err == nil {
		t.Error("a folder whose name is none of a package names one")
	}
}
