package migrate

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "update the cases in testdata")

// TestCases migrates the module of each case in testdata/cases. The case has its own files,
// and what they are to become, below want/; what stays and why is in the file left. The
// first lines of a case say what is particular about it, with --flags for the options.
func TestCases(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			testCase(t, name)
		})
	}
}

func testCase(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := writeCase(t, archive)
	options := optionsOf(t, string(archive.Comment), dir)
	got := txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if f.Name != "left" && !strings.HasPrefix(f.Name, "want/") {
			got.Files = append(got.Files, f)
		}
	}
	result, err := Run(t.Context(), options)
	if err != nil {
		got.Files = append(got.Files, txtar.File{Name: "left", Data: fmt.Appendf(nil, "error: %s\n", strings.ReplaceAll(err.Error(), dir, "$DIR"))})
	} else {
		got.Files = append(got.Files, outcome(t, result)...)
		vetOutcome(t, dir)
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(&got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(&got))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// writeCase makes the folder of a case, with the files of the base that it has not itself.
func writeCase(t *testing.T, archive *txtar.Archive) string {
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(base.Files, archive.Files...) {
		if f.Name == "left" || strings.HasPrefix(f.Name, "want/") {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(f.Name))
		if string(f.Data) == "removed\n" {
			if err := os.RemoveAll(file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func optionsOf(t *testing.T, comment, dir string) Options {
	o := Options{here: dir}
	for word := range strings.FieldsSeq(comment) {
		flag, value, _ := strings.Cut(strings.Trim(word, ",.;"), "=")
		switch flag {
		case "--exported":
			o.Exported = true
		case "--client":
			o.Kind = Kind(value)
		case "--to":
			o.To = value
		case "--pattern":
			o.Patterns = append(o.Patterns, filepath.Join(dir, filepath.FromSlash(value)))
		default:
			if strings.HasPrefix(flag, "--") {
				t.Fatalf("unknown option %s", flag)
			}
		}
	}
	if o.Patterns == nil {
		o.Patterns = []string{filepath.Join(dir, "...")}
	}
	return o
}

// outcome writes the changes of a result, and returns what a case has of it.
func outcome(t *testing.T, r *Result) []txtar.File {
	var files []txtar.File
	for _, c := range r.Changed {
		if err := os.WriteFile(c.Name, c.New, 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, txtar.File{Name: "want/" + c.Shown, Data: c.New})
	}
	var left strings.Builder
	fmt.Fprintf(&left, "%s: %d of %d calls, %d of %d comparisons\n", r.Kind, r.MovedCalls, r.Calls, r.MovedComparisons, r.Comparisons)
	for _, d := range r.Left {
		fmt.Fprintln(&left, d)
	}
	return append(files, txtar.File{Name: "left", Data: []byte(left.String())})
}

// vetOutcome shows that the code compiles, tests included.
func vetOutcome(t *testing.T, dir string) {
	cmd := exec.Command("go", "vet", "./...")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%s", err, out)
	}
}

// TestInterrupted shows that Run and Vet end with their context, whatever they are doing:
// here the progress that they tell takes forever.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	options := optionsOf(t, "", writeCase(t, &txtar.Archive{}))
	for name, run := range map[string]func(context.Context, Options) error{
		"migrate": func(ctx context.Context, o Options) error { _, err := Run(ctx, o); return err },
		"vet":     func(ctx context.Context, o Options) error { _, err := Vet(ctx, o, false); return err },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		options.Progress = func(string) {
			cancel()
			select {}
		}
		if err := run(ctx, options); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestVetWrapped shows that errors.Is is no finding where another package installs the
// middleware.
func TestVetWrapped(t *testing.T) {
	t.Parallel()
	const use = `package use

import (
	"context"
	"errors"

	"example.com/app/internal/tgapi"
	"github.com/gotd/td/telegram"
)

func use(client *telegram.Client) bool {
	_, err := client.API().HelpGetConfig(context.Background())
	return errors.Is(err, tgapi.ErrPeerIDInvalid)
}
`
	files := []txtar.File{{Name: "use/use.go", Data: []byte(use)}}
	for want := 1; want >= 0; want-- {
		report, err := Vet(t.Context(), optionsOf(t, "", writeCase(t, &txtar.Archive{Files: files})), false)
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Diags) != want {
			t.Errorf("%v, want %d", report.Diags, want)
		}
		wrap := `package wrap

import "example.com/app/internal/tgapi"

var Middleware = tgapi.WrapErrors
`
		files = append(files, txtar.File{Name: "wrap/wrap.go", Data: []byte(wrap)})
	}
}
