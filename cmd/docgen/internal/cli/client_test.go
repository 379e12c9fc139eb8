package cli

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"

	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/page"
)

// olderGotd is a gotd/td that is older than the one that docgen is tested with. In it,
// messages.importChatInvite still returns what its page says.
const olderGotd = "v0.140.0"

// oldestGotd is the oldest gotd/td that docgen reads.
const oldestGotd = "v0.60.0"

const docgenModule = "example.com/docgen"

// TestClient runs the scripts in testdata/client. Each makes the repo of a client as its
// owner would, with the go command. The environment is that of a user, except that it
// keeps the go command off the network. The docgen that go tool and go run use is built
// from this repo.
func TestClient(t *testing.T) {
	t.Parallel()
	client := moduleFiles(t)
	loadModules(t, client.root, oldestGotd, "v0.100.0", olderGotd, client.gotd)
	proxy := publish(t, client.root)
	refusing := refusingProxy(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/client",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			client.setenv(t, env)
			env.Setenv("GOENV", "off")
			env.Setenv("GOSUMDB", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("PROXY", proxy)
			_, others, _ := strings.Cut(proxy, ",")
			env.Setenv("OTHERS", others)
			env.Setenv("REFUSING", refusing)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exitcode":    exitCode,
			"listing":     writeListing,
			"copied":      copyFromGuide,
			"job":         runJob,
			"action":      runAction,
			"forge":       forge,
			"stamp":       stamp,
			"keptmodules": keptModules,
			"nomodules":   noModules,
			"ran":         runFromGuide,
			"steps":       runSteps,
		},
	})
}

// loadModules makes sure that the module cache has all that the scripts need: the given
// versions of gotd/td, and the modules that docgen needs. It uses the network only for
// modules that are missing.
func loadModules(t *testing.T, repo string, gotd ...string) {
	t.Helper()
	dir := t.TempDir()
	steps := [][]string{{"mod", "init", "example.com/client"}}
	for _, version := range gotd {
		steps = append(steps, []string{"get", "github.com/gotd/td/tg@" + version})
	}
	steps = append(steps,
		[]string{"mod", "edit", "-replace=example.com/docgen=" + repo},
		[]string{"get", "-tool", "example.com/docgen/cmd/docgen"},
	)
	for _, args := range steps {
		load(t, dir, args)
	}
	load(t, repo, []string{"mod", "graph"}) // one script takes docgen's go.mod for its client
}

// load runs the go command, with the network only if it fails without.
func load(t *testing.T, dir string, args []string) {
	t.Helper()
	if _, err := goIn(dir, args, "GOPROXY=off", "GOSUMDB=off"); err == nil {
		return
	}
	if out, err := goIn(dir, args); err != nil {
		t.Skipf("skipped: the module cache lacks modules that the scripts need, and they can't be downloaded: go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// publish makes a module proxy with docgen v0.1.0, as if it were published, and returns
// the GOPROXY to use. Other modules come from the module cache.
func publish(t testing.TB, repo string) string {
	t.Helper()
	return publishModule(t, docgenModule, "v0.1.0", repo)
}

// publishModule makes a module proxy with the module in the folder root, and returns
// the GOPROXY to use. Other modules come from the module cache.
func publishModule(t testing.TB, path, version, root string) string {
	t.Helper()
	proxy := t.TempDir()
	dir := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	var archive bytes.Buffer
	if err := zip.CreateFromDir(&archive, module.Version{Path: path, Version: version}, root); err != nil {
		t.Fatal(err)
	}
	goMod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"list":            version + "\n",
		version + ".info": fmt.Sprintf(`{"Version": %q, "Time": "2026-01-01T00:00:00Z"}`, version),
		version + ".mod":  string(goMod),
		version + ".zip":  archive.String(),
	} {
		writeFile(t, filepath.Join(dir, name), text)
	}
	return "file://" + filepath.ToSlash(proxy) + ",file://" + filepath.ToSlash(goEnv(t, "GOMODCACHE")) + "/cache/download"
}

// refusingProxy returns the GOPROXY of a server that has the modules of the module cache,
// and refuses to answer for docgen. The go command then looks for docgen nowhere else.
func refusingProxy(t *testing.T) string {
	t.Helper()
	modules := http.FileServer(http.Dir(filepath.Join(goEnv(t, "GOMODCACHE"), "cache", "download")))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/example.com/") {
			http.Error(w, "no such module", http.StatusBadRequest)
			return
		}
		modules.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// keptModules makes a kept folder the module cache, without the docgen that an earlier run
// of the tests loaded there:
//
//	keptmodules
func keptModules(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: keptmodules")
	}
	dir, unlock := keptFolder("modules")
	ts.Defer(unlock)
	if dir == "" {
		dir = ts.MkAbs("modules")
	}
	docgen, err := module.EscapePath(docgenModule)
	ts.Check(err)
	for _, name := range []string{docgen + "@v0.1.0", "cache/download/" + docgen} {
		ts.Check(removeReadOnly(filepath.Join(dir, filepath.FromSlash(name))))
	}
	ts.Setenv("GOMODCACHE", dir)
	// The go command indexes a module in the module cache once, by its version. This one has
	// the same version in every run of the tests, and not the same files.
	ts.Setenv("GODEBUG", "goindex=0")
}

// noModules makes an empty folder the module cache. It always has the same path, so that
// the go command finds docgen built.
//
//	nomodules
func noModules(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: nomodules")
	}
	const kept = "NOMODULES"
	dir := ts.Getenv(kept)
	if dir == "" {
		var unlock func()
		dir, unlock = keptFolder("nomodules")
		ts.Defer(unlock)
		if dir == "" {
			dir = ts.MkAbs("modules")
		}
		ts.Defer(func() { _ = removeReadOnly(dir) })
		ts.Setenv(kept, dir)
		ts.Setenv("GOMODCACHE", dir)
		ts.Setenv("GODEBUG", "goindex=0") // see keptModules
	}
	ts.Check(removeReadOnly(dir))
}

// runSteps runs the commands that docgen init printed to a file, with the clone of docgen
// that the tests are in:
//
//	steps printed
func runSteps(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: steps file")
	}
	runIndented(ts, ts.ReadFile(args[0]))
}

// removeReadOnly removes a folder of a module cache, in which the go command makes all
// folders read-only.
func removeReadOnly(dir string) error {
	_ = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			return os.Chmod(name, 0o777)
		}
		return nil // RemoveAll says what is wrong
	})
	return os.RemoveAll(dir)
}

// forge replaces text in a generated file and updates the hash in its header, as an
// attacker would who wants docgen to believe that nobody edited the file:
//
//	forge api/client_gen.go 'old' 'new'
func forge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: forge file old new")
	}
	text := ts.ReadFile(args[0])
	forged := strings.Replace(text, args[1], args[2], 1)
	if forged == text {
		ts.Fatalf("%s has no %s", args[0], args[1])
	}
	before, after := genfile.ContentHash([]byte(text)), genfile.ContentHash([]byte(forged))
	if forged = strings.Replace(forged, before, after, 1); !strings.Contains(forged, after) {
		ts.Fatalf("%s has no hash of its content", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(forged), 0o666))
}

// stamp adds lines to the api.txt of a folder that builds of docgen before v1 wrote and
// believed: hashes of all files in the folder, which say that nobody changed them.
//
//	stamp api
func stamp(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: stamp folder")
	}
	name := filepath.Join(ts.MkAbs(args[0]), facts.FileName)
	data, err := os.ReadFile(name)
	ts.Check(err)
	run, rest, _ := strings.Cut(string(data), "\n")
	contents := map[string]string{}
	files, err := filepath.Glob(filepath.Join(filepath.Dir(name), "*.go"))
	ts.Check(err)
	for _, file := range files {
		source, err := os.ReadFile(file)
		ts.Check(err)
		if header, ok := genfile.ReadHeader(source); ok {
			contents[filepath.Base(file)] = header.ContentHash
		}
	}
	var all strings.Builder
	for _, file := range slices.Sorted(maps.Keys(contents)) {
		all.WriteString(file + " " + contents[file] + "\n")
	}
	sum := page.Hash([]byte(all.String() + run + "\n" + rest))
	stamped := fmt.Sprintf("%s\n# docgen: tools %s files %s\n# docgen: warned []\n# docgen: apart []\n%s", run, sum, sum, rest)
	ts.Check(os.WriteFile(name, []byte(stamped), 0o666))
}

func goIn(dir string, args []string, env ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "PWD="+dir, "GOFLAGS=", "GOWORK=off"), env...)
	return cmd.CombinedOutput()
}

// writeListing writes a line for each file in a folder, with its hash, mode and time of
// change. If two listings are equal, no file was touched in between:
//
//	listing api before
func writeListing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: listing folder file")
	}
	var list strings.Builder
	dir := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%s %x %s %s\n", strings.TrimPrefix(name, dir), sha256.Sum256(data), info.Mode(), info.ModTime().Format(time.RFC3339Nano))
		return nil
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(list.String()), 0o666))
}
