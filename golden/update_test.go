package golden

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"example.com/docgen/emit/genfile"
)

// accept writes the archives that changed, if all generated code compiles and vets.
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

// clientModule is the module that generated code belongs to. It is not docgen's, so that the
// golden files stay as they are when docgen's module is renamed.
const clientModule = "example.com/client"

// vet compiles and vets the generated code, as packages of a module that requires the
// version of gotd/td that the code is for.
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
		for _, f := range r.files {
			generated++
			name := filepath.Join(dir, folderOf(r.name), f.Name)
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if generated == 0 {
		return nil, nil
	}
	if out, err := goIn(dir, "mod", "edit", "-module="+clientModule); err != nil {
		return out, err
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

// TestUpdateRefuses shows that accept refuses output that does not compile, and accepts
// output that does.
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
