package cli

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// corpus has folders of real pages. They belong to others, so they are not in the repo.
const corpus = "../../../../../shared/corpus"

// corpusDir returns a folder of the corpus, or skips the test if it is not there.
func corpusDir(t testing.TB, name string) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join(corpus, name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("skipped: there is no corpus: %v", err)
	}
	return dir
}

// TestCorpus generates a package from each folder of the corpus, and another one with
// the error file and examples, all in one module. Then it vets them, and runs the test
// in testdata/everything in two of them.
func TestCorpus(t *testing.T) {
	dir := t.TempDir()
	if err := moduleFiles(t).write(dir); err != nil {
		t.Fatal(err)
	}
	generate := func(name, pkg string, flags ...string) {
		var stdout, stderr bytes.Buffer
		out := filepath.Join(dir, pkg)
		flags = append([]string{"generate", "--docs", corpusDir(t, name), "--out", out}, flags...)
		if code := Run(context.Background(), flags, &stdout, &stderr); code != exitOK {
			t.Fatalf("%s: exit code %d\n%s", name, code, stderr.String())
		}
		t.Logf("%s: %s", name, strings.TrimSpace(strings.TrimPrefix(stdout.String(), out)))
	}
	for _, name := range []string{"seed", "2016-12", "2018-03", "2020-06", "2026-03"} {
		generate(name, "pages"+strings.ReplaceAll(name, "-", ""))
	}
	generate("2026-03", "everything", "--examples", "--errors", filepath.Join(corpusDir(t, "."), "errors.json"))
	for _, pkg := range []string{"pages202006", "everything"} {
		addErrorsTest(t, dir, pkg)
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "./pages202006", "./everything"}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", args[0], err, out)
		}
	}
	if out, err := exec.Command("gofmt", "-l", dir).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("gofmt -l: %v\n%s", err, out)
	}
}

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
