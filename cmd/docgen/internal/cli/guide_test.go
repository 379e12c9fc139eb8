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

// fileBlock matches a file that a guide offers its readers to copy.
var fileBlock = regexp.MustCompile("(?s)<!-- file: (\\S+) -->\n```\\w+\n(.*?)```")

// copyFromGuide writes a file that a guide offers, under the name that it has there:
//
//	copied .githooks/pre-commit
func copyFromGuide(ts *testscript.TestScript, neg bool, args []string) {
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
	ts.Fatalf("no guide has a file %s", args[0])
}

func fileBlocks(ts *testscript.TestScript) [][]string {
	text, err := guides(ts.Getenv("REPO"))
	ts.Check(err)
	return fileBlock.FindAllStringSubmatch(text, -1)
}

// runBlock matches commands that a guide offers to run, with their name.
var runBlock = regexp.MustCompile(`(?s)<!-- run: ([^>]+) -->\n\n((?:    [^\n]+\n)+)`)

// runFromGuide runs commands of a guide as they are, but for the folder of a clone of
// docgen, and the version of gotd/td, of which the module cache may not have the latest:
//
//	ran 'install a clone'
func runFromGuide(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: ran name")
	}
	text, err := guides(ts.Getenv("REPO"))
	ts.Check(err)
	for _, block := range runBlock.FindAllStringSubmatch(text, -1) {
		if block[1] == args[0] {
			runIndented(ts, block[2])
			return
		}
	}
	ts.Fatalf("no guide has commands %s", args[0])
}

// runIndented runs the commands among the lines of a text: those that are indented, and
// are neither comments nor calls of git.
func runIndented(ts *testscript.TestScript, text string) {
	ran := 0
	own := strings.NewReplacer("/path/to/docgen", ts.Getenv("REPO"), "gotd/td/tg@latest", "gotd/td/tg@"+ts.Getenv("GOTD"))
	for line := range strings.Lines(text) {
		step, indented := strings.CutPrefix(line, "    ")
		step, _, _ = strings.Cut(step, "#")
		words := strings.Fields(own.Replace(step))
		if !indented || len(words) == 0 || words[0] == "git" {
			continue
		}
		ran++
		if err := ts.Exec(words[0], words[1:]...); err != nil {
			ts.Fatalf("%s: %v", step, err)
		}
	}
	if ran == 0 {
		ts.Fatalf("there are no commands in %q", text)
	}
}

// guides returns the text of the pages for readers: the README and docs/guide.
func guides(repo string) (string, error) {
	names, err := filepath.Glob(filepath.Join(repo, "docs", "guide", "*.md"))
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, name := range append(names, filepath.Join(repo, "README.md")) {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		all.Write(text)
	}
	return all.String(), nil
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

// expression matches an expression of GitHub's workflows, such as ${{ inputs.out }}.
var expression = regexp.MustCompile(`\$\{\{ ([\w.]+) \}\}`)

// runAction runs the steps of docgen's action as GitHub does for a pull request. The
// arguments are what expressions stand for:
//
//	action inputs.out=tgapi github.event.pull_request.base.sha=HEAD~1
func runAction(ts *testscript.TestScript, neg bool, args []string) {
	var action struct {
		Inputs map[string]struct{ Default string }
		Runs   struct {
			Steps []struct {
				Run string
				Env map[string]string
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(ts.Getenv("REPO"), "action.yml"))
	ts.Check(err)
	ts.Check(yaml.Unmarshal(text, &action))
	values := map[string]string{}
	for name, input := range action.Inputs {
		values["inputs."+name] = input.Default
	}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		values[name] = value
	}
	for _, step := range action.Runs.Steps {
		if strings.Contains(step.Run, "${{") {
			ts.Fatalf("a step puts an expression into a script, where its value could be a command: %s", step.Run)
		}
		words := []string{}
		for name, value := range step.Env {
			words = append(words, name+"="+expression.ReplaceAllStringFunc(value, func(found string) string {
				return values[expression.FindStringSubmatch(found)[1]]
			}))
		}
		words = append(words, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
		if err := ts.Exec("env", words...); err != nil {
			if !neg {
				ts.Fatalf("step %q: %v", step.Run, err)
			}
			return
		}
	}
	if neg {
		ts.Fatalf("the action passed")
	}
}

// TestGuideFiles checks that a script uses each file that a guide offers, so that its
// commands are tested.
func TestGuideFiles(t *testing.T) {
	t.Parallel()
	text, err := guides("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	runs := runBlock.FindAllStringSubmatch(text, -1)
	if want := strings.Count(text, "<!-- run: "); len(runs) != want || want == 0 {
		t.Errorf("%d of %d names of commands have commands", len(runs), want)
	}
	scripts, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, block := range runs {
		if !strings.Contains(all.String(), "\nran '"+block[1]+"'\n") {
			t.Errorf("no script runs the commands %q", block[1])
		}
	}
	blocks := fileBlock.FindAllStringSubmatch(text, -1)
	goFiles := strings.Count(text, ".go -->\n```go") - strings.Count(text, "<!-- code: ") // other Go is part of an example
	if want := goFiles + strings.Count(text, "```yaml") + strings.Count(text, "```sh") + strings.Count(text, "```markdown"); len(blocks) != want || want == 0 {
		t.Errorf("%d of %d blocks name a file", len(blocks), want)
	}
	for _, block := range blocks {
		if !strings.Contains(all.String(), "copied "+block[1]+"\n") {
			t.Errorf("no script uses %s", block[1])
		}
	}
}

// link matches the target of a link or a picture in Markdown, without its fragment.
var link = regexp.MustCompile(`\]\(([^)#\s]+)`)

// TestGuideLinks checks that each relative link of the pages for readers leads to a file.
// DIAGNOSTICS.md is left out: its links are those of its examples.
func TestGuideLinks(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, pattern := range []string{"../../../../[ACRS]*.md", "../../../../docs/guide/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, target := range link.FindAllStringSubmatch(string(text), -1) {
				if strings.Contains(target[1], "://") {
					continue
				}
				checked++
				if _, err := os.Stat(filepath.Join(filepath.Dir(name), filepath.FromSlash(target[1]))); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no page has a relative link")
	}
}
