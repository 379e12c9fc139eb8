package cli

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	made "example.com/docgen/golden/corpus"
)

// realPages has a folder of real pages for each layout, and errors.json. The pages belong to
// others, so they are not in the repo.
const realPages = "../../../../../shared/corpus"

// realPagesDir returns the absolute name of realPages, or skips the test if it is not there.
func realPagesDir(t testing.TB) string {
	t.Helper()
	dir, err := filepath.Abs(realPages)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("skipped: there are no real pages: %v", err)
	}
	return dir
}

// overCorpora runs a test over made pages, and over the real pages if they are there. Both
// are a folder with a folder of pages for each layout, and errors.json. Only every tenth
// method has a made page, to keep the test quick; that is enough for each oddity of the
// layouts to occur.
func overCorpora(t *testing.T, test func(t *testing.T, docs string)) {
	t.Helper()
	t.Run("made", func(t *testing.T) {
		t.Parallel()
		methods, err := made.Find(t.Context(), ".")
		if err != nil {
			t.Fatal(err)
		}
		var tenth []*bind.Method
		for i := 0; i < len(methods); i += 10 {
			tenth = append(tenth, methods[i])
		}
		docs := t.TempDir()
		if err := made.WriteAll(docs, tenth); err != nil {
			t.Fatal(err)
		}
		test(t, docs)
	})
	t.Run("real", func(t *testing.T) {
		t.Parallel()
		test(t, realPagesDir(t))
	})
}

// TestCorpus generates packages from the pages of each layout, that of 2026-03 with the
// error file and examples, all in one module. Then it vets them, and runs the test in
// testdata/everything in two of them. Of made pages it takes those two alone, since all
// layouts state the same.
func TestCorpus(t *testing.T) {
	t.Parallel()
	overCorpora(t, generateAll)
}

// generateAll is TestCorpus over one folder of pages.
func generateAll(t *testing.T, docs string) {
	dir := keptModule(t, "corpus-"+filepath.Base(t.Name()))
	layouts := made.Layouts()
	if strings.HasSuffix(t.Name(), "/made") {
		layouts = []string{"2020-06", "2026-03"}
	}
	for _, layout := range layouts {
		var stdout, stderr bytes.Buffer
		out := filepath.Join(dir, packageOf(layout))
		args := []string{"generate", "--docs", filepath.Join(docs, layout) + "/...", "--out", out}
		for _, code := range facts.LossCodes() { // of what the folder had from an earlier run
			args = append(args, "--accept-loss", code)
		}
		if layout == "2026-03" {
			args = append(args, "--examples", "--errors", filepath.Join(docs, "errors.json"))
		}
		if code := Run(context.Background(), args, &stdout, &stderr); code != exitOK {
			t.Fatalf("%s: exit code %d\n%s", layout, code, stderr.String())
		}
		t.Logf("%s%s", layout, strings.TrimSpace(strings.TrimPrefix(stdout.String(), out)))
	}
	withErrors := []string{packageOf("2020-06"), packageOf("2026-03")}
	for _, pkg := range withErrors {
		addErrorsTest(t, dir, pkg)
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./" + withErrors[0], "./" + withErrors[1]}} {
		if out, err := goIn(dir, args); err != nil {
			t.Errorf("go %s: %v\n%s", args[0], err, out)
		}
	}
	if out, err := exec.Command("gofmt", "-l", dir).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("gofmt -l: %v\n%s", err, out)
	}
}

// keptModule returns a kept folder that is a client's module.
func keptModule(t *testing.T, name string) string {
	t.Helper()
	dir, unlock := keptFolder(name)
	t.Cleanup(unlock)
	if dir == "" {
		dir = t.TempDir()
	}
	// What an earlier version of the test left is not to be built.
	for _, left := range []string{"go.mod", "go.sum"} {
		_ = os.Remove(filepath.Join(dir, left))
	}
	packages, _ := filepath.Glob(filepath.Join(dir, "pages*"))
	for _, pkg := range packages {
		if !slices.ContainsFunc(made.Layouts(), func(layout string) bool { return packageOf(layout) == filepath.Base(pkg) }) {
			_ = os.RemoveAll(pkg)
		}
	}
	if err := moduleFiles(t).write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// keptFolder returns a folder that stays when the test ends. Its path is the same in each
// run of the tests, so that the go command finds in its cache what it built there before.
// While another run of the tests uses the folder, or where there is no place for it,
// keptFolder returns "".
func keptFolder(name string) (dir string, unlock func()) {
	unlock = func() {}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", unlock
	}
	dir = filepath.Join(cache, "docgen-tests", name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", unlock
	}
	lock := flock.New(dir + ".lock")
	if locked, _ := lock.TryLock(); !locked {
		return "", unlock
	}
	return dir, func() { _ = lock.Unlock() }
}

// packageOf returns the name of the package that is generated from the pages of a layout.
func packageOf(layout string) string { return "pages" + strings.ReplaceAll(layout, "-", "") }

// addErrorsTest copies testdata/everything/errors_test.go into a generated package.
func addErrorsTest(t *testing.T, dir, pkg string) {
	t.Helper()
	test, err := os.ReadFile("testdata/everything/errors_test.go")
	if err != nil {
		t.Fatal(err)
	}
	test = bytes.ReplaceAll(test, []byte("package everything_test"), []byte("package "+pkg+"_test"))
	test = bytes.ReplaceAll(test, []byte("example.com/client/everything"), []byte("example.com/client/"+pkg))
	if err := os.WriteFile(filepath.Join(dir, pkg, "errors_test.go"), test, 0o666); err != nil {
		t.Fatal(err)
	}
}
