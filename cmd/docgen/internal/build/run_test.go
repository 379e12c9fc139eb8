package build

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestRunString prints runs as api.txt has them, and reads them back.
func TestRunString(t *testing.T) {
	for want, r := range map[string]Run{
		"docgen generate --docs docs": {Docs: []string{"docs"}},
		"docgen generate --docs ../a --docs ../b --errors ../errors.json --ignore ../known.txt --package api --only 'messages.*' --only x --used ../... --used ../../b --examples --doubles --http --lua": {
			Docs: []string{"../a", "../b"}, Errors: "../errors.json", Ignore: "../known.txt", Package: "api", Only: []string{"messages.*", "x"}, Used: []string{"../...", "../../b"}, Examples: true, Doubles: true, HTTP: true, Lua: true,
		},
		`docgen generate --docs "a b" --docs "say \"a\"" --docs "C:\\docs" --docs "#1" --docs ""`: {
			Docs: []string{"a b", `say "a"`, `C:\docs`, "#1", ""},
		},
		"docgen generate --docs --errors --only --docs": {Docs: []string{"--errors"}, Only: []string{"--docs"}},
	} {
		if got := r.String(); got != strings.ReplaceAll(want, "'", "") {
			t.Errorf("%+v is printed as %s, want %s", r, got, want)
		}
		if got, err := ParseRun(r.String()); err != nil || !reflect.DeepEqual(got, r) {
			t.Errorf("%s is read as %+v, %v", r, got, err)
		}
	}
}

// FuzzRun shows that whatever run is recorded is the run that is repeated.
func FuzzRun(f *testing.F) {
	f.Add("docs", "errors.json", "api", "messages.*", true)
	f.Add(`a\`, `"`, "'", "#", false)
	f.Add("a b", "\t", "", " ", true)
	f.Add("--docs", "-h", "--", "-", true)
	f.Fuzz(func(t *testing.T, docs, errors, pkg, only string, extras bool) {
		r := Run{Docs: []string{docs, "docs"}, Errors: errors, Ignore: pkg, Package: pkg, Only: []string{only}, Used: []string{errors}, Examples: extras, Doubles: !extras}
		if r.Only.Validate() != nil || strings.ContainsAny(r.String(), "\r\n") || !utf8.ValidString(r.String()) {
			return
		}
		got, err := ParseRun(r.String())
		if diff := cmp.Diff(r, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%s (-recorded +read): %v\n%s", r, err, diff)
		}
	})
}

// TestParseRunRefuses has lines that record no run of docgen, or ask for more than one.
func TestParseRunRefuses(t *testing.T) {
	for _, line := range []string{
		"", "docgen", "docgen check", "rm -rf /", "docgen generate 'a", "docgen generate evil", "docgen generate --out x",
		"docgen generate --accept-loss lost-errors", "docgen generate --help", "docgen generate -h", "docgen generate --docs", "docgen generate --only [",
	} {
		if r, err := ParseRun(line); err == nil || strings.Contains(err.Error(), "help requested") {
			t.Errorf("%q is read as %+v, %v", line, r, err)
		}
	}
}

// TestRecorded shows that a record has no path that depends on the machine, and leads to
// the same files again.
func TestRecorded(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	r := Run{Docs: []string{"docs", filepath.Join(dir, "more docs")}, Errors: "errors.json", Ignore: "known.txt", Package: "api", Used: []string{"./...", "cmd"}}
	recorded, err := r.Recorded("internal/api")
	if err != nil {
		t.Fatal(err)
	}
	if want := `docgen generate --docs ../../docs --docs "../../more docs" --errors ../../errors.json --ignore ../../known.txt --package api --used ../../... --used ../../cmd`; recorded.String() != want {
		t.Errorf("%s is recorded, want %s", recorded, want)
	}
	want := Run{Docs: []string{"docs", "more docs"}, Errors: "errors.json", Ignore: "known.txt", Package: "api", Used: []string{"...", "cmd"}}
	if got, err := recorded.From("internal/api"); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v is repeated, want %+v", got, err, want)
	}
	for _, name := range []string{"a\nb", "a\rb", "a\xff"} {
		if _, err := (Run{Docs: []string{name}}).Recorded("api"); err == nil {
			t.Errorf("%q is recorded", name)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "internal")); err == nil {
		t.Error("recording a run made its output folder")
	}
}

// TestRecordedThroughLinks records runs in a checkout that a link leads to, with an output
// folder that is a link itself, from both sides of the link. The record is the same, and
// leads to the same files.
func TestRecordedThroughLinks(t *testing.T) {
	root := t.TempDir()
	repo := filepath.Join(root, "real", "repo")
	for _, dir := range []string{"docs", "api", "deep/inside/api"} {
		if err := os.MkdirAll(filepath.Join(repo, dir), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{filepath.Join(root, "link"): filepath.Join(root, "real"), filepath.Join(repo, "via"): filepath.Join("deep", "inside", "api")} {
		if err := os.Symlink(to, link); err != nil {
			t.Skipf("no link can be made here: %v", err)
		}
	}
	for _, here := range []string{filepath.Join(root, "link", "repo"), repo} {
		t.Chdir(here)
		t.Setenv("PWD", here)
		for out, want := range map[string]string{
			"api": "../docs", filepath.Join(repo, "api"): "../docs", filepath.Join(root, "link", "repo", "api"): "../docs", "new/api": "../../docs",
			"via": "../../../docs", filepath.Join(root, "link", "repo", "via"): "../../../docs",
		} {
			for _, docs := range []string{"docs", filepath.Join(repo, "docs"), filepath.Join(root, "link", "repo", "docs"), "docs/..."} {
				recorded, err := (Run{Docs: []string{docs}}).Recorded(out)
				if err != nil || strings.TrimSuffix(recorded.Docs[0], "/...") != want {
					t.Errorf("in %s, --docs %s --out %s is recorded as %v, %v; want %s", here, docs, out, recorded.Docs, err, want)
				}
				again, err := recorded.From(out)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := os.Stat(strings.TrimSuffix(again.Docs[0], "/...")); err != nil {
					t.Errorf("in %s, --docs %s --out %s is repeated as %v: %v", here, docs, out, again.Docs, err)
				}
			}
		}
	}
}
