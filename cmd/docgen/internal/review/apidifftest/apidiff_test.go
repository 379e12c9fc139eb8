// Package apidifftest compares the verdict of docgen diff with that of apidiff, a tool
// of the Go project. It generates the packages of two sides, has apidiff compare their
// exports, and checks that docgen reports the same changes.
package apidifftest

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/exp/apidiff"
	"golang.org/x/tools/go/packages"

	"example.com/docgen/cmd/docgen/internal/cli"
	"example.com/docgen/golden/corpus"
)

// root is the folder of docgen's module.
const root = "../../../../.."

// years are the folders of pages. TestVerdict compares each with the next one, in both
// directions.
var years = []string{"2016-12", "2018-03", "2020-06", "2026-03"}

// TestVerdict compares made pages and, if they are there, real pages.
func TestVerdict(t *testing.T) {
	t.Run("made", func(t *testing.T) {
		methods, err := corpus.Find(t.Context(), root)
		if err != nil {
			t.Fatal(err)
		}
		docs := t.TempDir()
		third := methods[:len(methods)/3] // to compile all of them four times takes too long
		if err := corpus.WriteAll(docs, third); err != nil {
			t.Fatal(err)
		}
		compareYears(t, docs)
	})
	t.Run("real", func(t *testing.T) {
		docs, err := filepath.Abs(filepath.Join(root, "../shared/corpus"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(docs); err != nil {
			t.Skipf("skipped: there are no real pages: %v", err)
		}
		compareYears(t, docs)
	})
}

// compareYears generates a package from the pages of each year, and compares the packages.
// The verdict must be major in each case, since something breaks in both directions.
func compareYears(t *testing.T, docs string) {
	t.Helper()
	dir := t.TempDir()
	writeModule(t, dir)
	for _, year := range years {
		run(t, 0, "generate", "--docs", filepath.Join(docs, year), "--out", filepath.Join(dir, folder(year)), "--package", "api")
	}
	loaded := load(t, dir, years)
	t.Chdir(dir)
	compare := func(old, new string) {
		t.Run(old+" to "+new, func(t *testing.T) {
			ours := docgenDiff(t, filepath.Join(docs, old), filepath.Join(docs, new))
			if ours.Verdict != "major" {
				t.Errorf("the verdict is %s, want major", ours.Verdict)
			}
			equalChanges(t, ours, apidiff.Changes(loaded[old].Types, loaded[new].Types))
		})
	}
	for i, year := range years[1:] {
		compare(years[i], year)
		compare(year, years[i])
	}
}

// edits are folders of one page each. TestEdits compares each of them with each
// other one.
var edits = []struct{ name, page string }{
	{"plain", "# Method: help.getConfig\n\n### Return type: [Config](x)\n"},
	{"worded", "# Method: help.getConfig\n\nReturns the settings.\n\n### Return type: [Config](x)\n"},
	{"users", "# Method: help.getConfig\n\n### Return type: [Config](x)\n\n### Can bots use this method: **NO**\n"},
	{"bots", "# Method: help.getConfig\n\n### Return type: [Config](x)\n\n### Can users use this method: **NO**\n"},
	{"business", "# Method: help.getConfig\n\n### Return type: [Config](x)\n\n### Can bots use this method over a business connection: **YES**\n"},
	{"errors", "# Method: help.getConfig\n\n### Return type: [Config](x)\n\n### Errors\n\n|Code|Type|Description|\n|-|-|-|\n|400|CONFIG_%d_INVALID|No|\n|420|FLOOD_WAIT_%d|Slow|\n"},
	{"params", "# Method: messages.sendMessage\n\n### Return type: [Updates](x)\n"},
	{"generic", "# Method: invokeWithLayer\n\n### Return type: [X](x)\n"},
}

// TestEdits compares small edits, of each kind that changes what the package exports
// and of some that don't.
func TestEdits(t *testing.T) {
	dir := t.TempDir()
	writeModule(t, dir)
	t.Chdir(dir)
	var names []string
	for _, edit := range edits {
		if err := os.MkdirAll(edit.name, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(edit.name, "page.md"), []byte(edit.page), 0o666); err != nil {
			t.Fatal(err)
		}
		run(t, 0, "generate", "--docs", edit.name, "--out", folder(edit.name), "--package", "api")
		names = append(names, edit.name)
	}
	loaded := load(t, dir, names)
	seen := map[string]int{}
	for _, old := range names {
		for _, new := range names {
			if old == new {
				continue
			}
			t.Run(old+" to "+new, func(t *testing.T) {
				ours := docgenDiff(t, old, new)
				theirs := apidiff.Changes(loaded[old].Types, loaded[new].Types)
				equalChanges(t, ours, theirs)
				if want := verdict(theirs); ours.Verdict != want {
					t.Errorf("the verdict of docgen is %s, that of apidiff %s", ours.Verdict, want)
				}
				seen[ours.Verdict]++
			})
		}
	}
	if seen["major"] == 0 || seen["minor"] == 0 || seen["patch"] == 0 {
		t.Errorf("a verdict is missing among these: %v", seen)
	}
}

// verdict returns the verdict for apidiff's report. It is a patch at least, since all
// edits change some text.
func verdict(report apidiff.Report) string {
	verdict := "patch"
	for _, c := range report.Changes {
		if !c.Compatible {
			return "major"
		}
		verdict = "minor"
	}
	return verdict
}

// equalChanges checks that docgen and apidiff report the same exported names. It
// allows for two differences:
//
//   - Any, User, Bot and Client get their methods from unexported types that they embed,
//     such as client. When such a method is gone, apidiff reports it for each of them, as
//     "(*client).X, method set of *Bot". When it is new or of another type, apidiff reports
//     it once, as "(*client).X".
//   - When the type Business is new or gone, apidiff does not report its methods.
func equalChanges(t *testing.T, ours *report, theirs apidiff.Report) {
	t.Helper()
	found := map[bool][]string{} // by whether the change is compatible
	for _, c := range theirs.Changes {
		found[c.Compatible] = append(found[c.Compatible], exported(c.Message))
	}
	equal(t, "breaking", withoutBusiness(asEmbedded(ours.symbols("breaking"), found[false])), found[false])
	equal(t, "compatible", withoutBusiness(asEmbedded(ours.symbols("notable"), found[true])), found[true])
}

// asEmbedded returns symbols with the names of the embedded types that apidiff has for them.
func asEmbedded(symbols, theirs []string) []string {
	var all []string
	for _, symbol := range symbols {
		of, name, _ := strings.Cut(symbol, ".")
		if slices.Contains([]string{"(*Any)", "(*Bot)", "(*Client)", "(*User)"}, of) {
			for _, embedded := range []string{"(*client).", "(*userMethods).", "(*botMethods)."} {
				if slices.Contains(theirs, embedded+name) {
					symbol = embedded + name
				}
			}
		}
		all = append(all, symbol)
	}
	return all
}

// withoutBusiness leaves out the methods of Business if the type itself is among the
// symbols.
func withoutBusiness(symbols []string) []string {
	if !slices.Contains(symbols, "Business") {
		return symbols
	}
	return slices.DeleteFunc(symbols, func(symbol string) bool { return strings.HasPrefix(symbol, "(*Business).") })
}

// exported returns the exported name in a message of apidiff: "ErrTimeout" for
// "ErrTimeout: removed", and "(*Bot).HelpGetConfig" for "(*client).HelpGetConfig,
// method set of *Bot: removed".
func exported(message string) string {
	symbol, _, _ := strings.Cut(message, ": ")
	symbol, of, ok := strings.Cut(symbol, ", method set of *")
	if !ok {
		return symbol
	}
	_, name, _ := strings.Cut(symbol, ".")
	return "(*" + of + ")." + name
}

func equal(t *testing.T, what string, ours, theirs []string) {
	t.Helper()
	slices.Sort(ours)
	slices.Sort(theirs)
	if diff := cmp.Diff(slices.Compact(theirs), slices.Compact(ours), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-apidiff +docgen):\n%s", what, diff)
	}
}

// A report is the part of the output of docgen diff --format json that the tests use.
type report struct {
	Verdict string
	Changes []struct {
		Rule, Level, Layer string
		Symbols            []string
	}
}

// symbols returns the Go names that changes of the level name.
func (r *report) symbols(level string) []string {
	var names []string
	for _, c := range r.Changes {
		if c.Layer == "go" && c.Level == level {
			names = append(names, c.Symbols...)
		}
	}
	return names
}

func docgenDiff(t *testing.T, old, new string) *report {
	t.Helper()
	var r report
	if err := json.Unmarshal(run(t, 1, "diff", "--format", "json", old, new), &r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// run runs docgen, checks its exit code, and returns what it prints to standard
// output.
func run(t *testing.T, code int, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := cli.Run(context.Background(), args, &stdout, &stderr); got != code {
		t.Fatalf("docgen %s: exit code %d\n%s", strings.Join(args, " "), got, stderr.String())
	}
	return stdout.Bytes()
}

func folder(name string) string { return "pages" + strings.ReplaceAll(name, "-", "") }

// writeModule makes a client's module that requires the same modules as docgen.
func writeModule(t *testing.T, dir string) {
	t.Helper()
	goMod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	goSum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	goMod = bytes.Replace(goMod, []byte("module example.com/docgen"), []byte("module example.com/client"), 1)
	for name, data := range map[string][]byte{"go.mod": goMod, "go.sum": goSum} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// load type-checks the generated packages, all in one call: so they share one package
// tg, which comes from export data in the build cache.
func load(t *testing.T, dir string, names []string) map[string]*packages.Package {
	t.Helper()
	patterns := make([]string, len(names))
	for i, name := range names {
		patterns[i] = "./" + folder(name)
	}
	all, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
			packages.NeedTypes | packages.NeedTypesSizes | packages.NeedExportFile,
		Dir: dir, Env: append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	loaded := map[string]*packages.Package{}
	for _, pkg := range all {
		for _, err := range pkg.Errors {
			t.Fatalf("%s: %v", pkg.PkgPath, err)
		}
		for _, name := range names {
			if strings.HasSuffix(pkg.PkgPath, folder(name)) {
				loaded[name] = pkg
			}
		}
	}
	return loaded
}
