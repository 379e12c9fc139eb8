package vet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/txtar"
)

// TestChecks runs each check over the file in testdata with its name, which says what is
// found where. Beside it, the file with .golden has what the suggested edits make of it.
func TestChecks(t *testing.T) {
	bot := BotCalls()
	if err := bot.Flags.Set("bot", "true"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		analyzer *analysis.Analyzer
		file     string
		fixes    bool
	}{
		{bot, "botcall", false},
		{BotCalls(), "botcall_off", false},
		{ErrorsIs(), "errorsis", true},
		{ErrorsIs(), "middleware", false},
		{ErrorNames(), "errorname", true},
		{ErrorTexts(), "errortext", false},
		{RandomIDs(), "randomid", false},
	} {
		t.Run(c.file, func(t *testing.T) {
			dir := gopath(t, c.file)
			if c.fixes {
				analysistest.RunWithSuggestedFixes(t, dir, c.analyzer, "example.com/app/a")
			} else {
				analysistest.Run(t, dir, c.analyzer, "example.com/app/a")
			}
		})
	}
}

// gopath makes a GOPATH with a small gotd/td, a small generated package, and package a,
// which has a file of testdata.
func gopath(t *testing.T, name string) string {
	base, err := txtar.ParseFile("../testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range base.Files {
		if path, ok := strings.CutPrefix(f.Name, "_td/"); ok {
			write(t, filepath.Join(dir, "src/github.com/gotd/td", path), f.Data)
		} else if strings.HasPrefix(f.Name, "internal/") {
			write(t, filepath.Join(dir, "src/example.com/app", f.Name), f.Data)
		}
	}
	for _, suffix := range []string{".go", ".go.golden", "_test.go"} {
		if data, err := os.ReadFile(filepath.Join("testdata", name+suffix)); err == nil {
			write(t, filepath.Join(dir, "src/example.com/app/a/a"+suffix), data)
		}
	}
	return dir
}

func write(t *testing.T, name string, data []byte) {
	if filepath.Base(name) == "go.mod" {
		return
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
