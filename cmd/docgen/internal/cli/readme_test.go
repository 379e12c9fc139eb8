package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

// fileBlock matches a file that the README gives its readers to copy.
var fileBlock = regexp.MustCompile("(?s)<!-- file: (\\S+) -->\n```\\w+\n(.*?)```")

// copyFromREADME writes a file of the README, under the name that it has there:
//
//	copied .githooks/pre-commit
func copyFromREADME(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: copied file")
	}
	for _, block := range fileBlocks(ts) {
		if block[1] != args[0] {
			continue
		}
		name := ts.MkAbs(args[0])
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, []byte(block[2]), 0o777))
		return
	}
	ts.Fatalf("the README has no file %s", args[0])
}

func fileBlocks(ts *testscript.TestScript) [][]string {
	readme, err := os.ReadFile(filepath.Join(ts.Getenv("REPO"), "README.md"))
	ts.Check(err)
	return fileBlock.FindAllStringSubmatch(string(readme), -1)
}

// runJob runs the commands of a job in a workflow as GitHub does: each step in a shell of
// its own, until one fails. It skips steps that use an action, such as checkout and
// setup-go, since a script has the files and Go already:
//
//	job .github/workflows/telegram.yml update
func runJob(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] job file name")
	}
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct {
				Run string
				Env map[string]string
			}
		}
	}
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &workflow))
	ran := 0
	for _, step := range workflow.Jobs[args[1]].Steps {
		if step.Run == "" {
			continue
		}
		ran++
		words := []string{}
		for name := range step.Env {
			words = append(words, name+"=set by GitHub")
		}
		words = append(words, "bash", "-e", "-c", step.Run)
		if err := ts.Exec("env", words...); err != nil {
			if !neg {
				ts.Fatalf("step %q: %v", step.Run, err)
			}
			return
		}
	}
	switch {
	case ran == 0:
		ts.Fatalf("%s has no job %s", args[0], args[1])
	case neg:
		ts.Fatalf("job %s passed", args[1])
	}
}

// TestREADMEFiles checks that a script uses each file of the README, so that its commands
// are tested.
func TestREADMEFiles(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("testdata/client/update.txtar")
	if err != nil {
		t.Fatal(err)
	}
	blocks := fileBlock.FindAllSubmatch(readme, -1)
	if want := strings.Count(string(readme), "```yaml") + strings.Count(string(readme), "```sh"); len(blocks) != want {
		t.Errorf("%d of %d blocks name a file", len(blocks), want)
	}
	for _, block := range blocks {
		if !strings.Contains(string(script), "copied "+string(block[1])+"\n") {
			t.Errorf("no script uses %s", block[1])
		}
	}
}
