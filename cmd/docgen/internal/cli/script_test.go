package cli

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

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the files in scripts that cmp compares output with")

func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){
		"docgen":          func() { os.Exit(runMain()) },
		"docgen-killed":   func() { runKilled() },
		"docgen-signaled": func() { runSignaledAt() },
		"docgen-using":    func() { os.Exit(runMeasured()) },
	})
}

// runMain does what the main function of docgen does.
func runMain() int {
	ctx, stop := WithSignals(context.Background())
	defer stop()
	return Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// TestScript runs the scripts in testdata/script. Each is a txtar archive with files,
// after commands that read like a session in a shell. A script starts in the folder of
// a module that requires the same gotd/td as docgen.
func TestScript(t *testing.T) {
	t.Parallel()
	module := moduleFiles(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			module.setenv(t, env)
			return module.write(env.WorkDir)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exitcode": exitCode,
			"bytes":    writeBytes,
			"copied":   copyFromGuide,
			"unpack":   unpack,
			"tool":     findTool,
		},
	})
}

// A clientModule is a client's module that requires the same modules as docgen.
type clientModule struct {
	root  string // the folder of docgen's module
	gotd  string // the version of gotd/td
	goMod string
	goSum []byte
}

// moduleFiles returns a client's module, made from docgen's go.mod and go.sum.
func moduleFiles(t testing.TB) clientModule {
	t.Helper()
	root := filepath.Dir(goEnv(t, "GOMOD"))
	goMod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	goSum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	version := goOutput(t, "list", "-m", "-f", "{{.Version}}", "github.com/gotd/td")
	return clientModule{
		root:  root,
		gotd:  version,
		goMod: strings.Replace(string(goMod), "module example.com/docgen", "module example.com/client", 1),
		goSum: goSum,
	}
}

// setenv sets the environment of a script, so that the go command works off the network.
func (m clientModule) setenv(t testing.TB, env *testscript.Env) {
	env.Setenv("REPO", m.root)
	env.Setenv("GOTD", m.gotd)
	env.Setenv("GOPROXY", "off")
	for _, name := range []string{"HOME", "GOMODCACHE", "GOCACHE", "GOROOT"} {
		env.Setenv(name, goEnv(t, name))
	}
}

// write writes go.mod and go.sum into dir, unless it has a go.mod, as for a script that
// brings its own.
func (m clientModule) write(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return nil
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte(m.goMod), 0o666),
		os.WriteFile(filepath.Join(dir, "go.sum"), m.goSum, 0o666),
	)
}

func goEnv(t testing.TB, name string) string {
	t.Helper()
	if name == "HOME" {
		return os.Getenv(name)
	}
	return goOutput(t, "env", name)
}

func goOutput(t testing.TB, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatalf("go %s: %v", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out))
}

// unpack writes the files of an archive:
//
//	unpack archive.txtar
func unpack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unpack archive")
	}
	archive, err := txtar.ParseFile(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, f := range archive.Files {
		name := ts.MkAbs(f.Name)
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, f.Data, 0o666))
	}
}

// findTool sets the variable TOOL to the path of a program:
//
//	tool docgen
func findTool(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: tool program")
	}
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		path := filepath.Join(dir, args[0]+ts.Getenv("exe"))
		if _, err := os.Stat(path); err == nil {
			ts.Setenv("TOOL", path)
			return
		}
	}
	ts.Fatalf("there is no program %s", args[0])
}

// exitCode runs a command and compares its exit code:
//
//	exitcode 1 docgen lint --strict
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode N command [args]")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got := fmt.Sprint(code); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// writeBytes writes a file that a txtar archive can't hold. The text is that of a Go
// string literal:
//
//	bytes docs/page.md '# Method: \xff'
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes file text")
	}
	var text string
	if _, err := fmt.Sscanf(`"`+args[1]+`"`, "%q", &text); err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}
