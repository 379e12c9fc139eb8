package bind

import (
	"errors"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestReason has clients without the package tg, and what docgen says is to be done. Only
// a client that does not require gotd/td has none: ErrNoTG.
func TestReason(t *testing.T) {
	proxy := publish(t)
	get := "go get github.com/gotd/td/tg@latest"
	none := strings.Replace(client, "require github.com/gotd/td v0.1.0\n", "", 1)
	other := "-- other/go.mod --\nmodule example.com/other\n\ngo 1.24\n-- other/other.go --\npackage other\n"
	for _, test := range []struct {
		situation
		noTG bool
		want string // a pattern
	}{
		{situation{name: "no module", files: "-- a.go --\npackage a\n"}, true, "the folder is in no Go module; make one with: go mod init"},
		{situation{name: "not required", files: other, in: "other"}, true, "the module does not require it; add it with: " + get + "$"},
		{situation{name: "not required, and vendored", files: none + "-- client.go --\npackage client\n\nimport _ \"example.com/dep\"\n", run: []string{tidy, "mod vendor"}}, true,
			"the module does not require it; add it with: " + get + ", import it in a Go file, and run: go mod vendor$"},
		{situation{name: "not in the vendor folder", files: client + "-- client.go --\npackage client\n\nimport _ \"example.com/dep\"\n", run: []string{"mod download -x github.com/gotd/td example.com/dep example.com/deep", "mod vendor"}}, false,
			`the module requires gotd/td v0.1.0, but the vendor folder has no package tg; import it in a Go file \(import _ "github.com/gotd/td/tg"\), and run: go mod vendor`},
		{situation{name: "not in the workspace", files: client + other, run: []string{tidy, download, "work init ./other"}}, false,
			"a go.work above does not list the module.*go work use .*GOWORK=off"},
		{situation{name: "a fork of another path", files: strings.Replace(none, "require example.com/dep v0.1.0 // indirect\n", "", 1) + "-- fork/go.mod --\nmodule example.com/fork\n-- fork/tg/tl_registry_gen.go --\npackage tg\n", run: []string{"mod edit -require=example.com/fork@v0.1.0 -replace=example.com/fork=./fork"}}, true,
			"the module requires example.com/fork, which has a package tg of its own; docgen generates code over github.com/gotd/td alone$"},
		{situation{name: "neither in the workspace nor required", files: none + other, run: []string{"work init ./other"}}, true, "the module does not require it"},
		{situation{name: "replaced by a folder without tg", files: client + "-- old/go.mod --\nmodule github.com/gotd/td\n", run: []string{tidy, download, "mod edit -replace=github.com/gotd/td=./old"}}, false,
			"gotd/td is replaced by the folder ./old, which has no package tg; correct the replace directive"},
		{situation{name: "a module is not in the module cache", files: strings.Replace(client, "go 1.24", "go 1.16", 1), run: []string{tidy, download}, remove: []string{"../modules/cache/download/example.com"}}, false,
			"the module cache or go.sum lacks example.com/dep, .* load it with: go mod download example.com/dep .*lookup disabled"},
		{situation{name: "a module is not in go.sum", files: client, run: []string{tidy, download, "mod edit -require=github.com/gotd@v0.1.0"}}, false,
			"the module cache or go.sum lacks github.com/gotd, .* load it with: go mod download github.com/gotd "},
		{situation{name: "gotd/td is not in the module cache", files: client, run: []string{tidy, download}, remove: []string{"../modules/github.com", "../modules/cache/download/github.com/gotd/td/@v/v0.1.0.zip"}}, false,
			"the module cache does not have all of gotd/td; load it with: go mod download github.com/gotd/td "},
		{situation{name: "replaced by no folder", files: client, run: []string{tidy, download, "mod edit -replace=github.com/gotd/td=./nowhere"}}, false,
			"replacement directory ./nowhere does not exist"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Find(t.Context(), test.make(t, proxy))
			if err == nil || !regexp.MustCompile(test.want).MatchString(err.Error()) || errors.Is(err, ErrNoTG) != test.noTG {
				t.Fatalf("error %v, want %s", err, test.want)
			}
			if !test.noTG && strings.Contains(err.Error(), "@latest") {
				t.Errorf("the module has a version already: %v", err)
			}
		})
	}
}

// TestTooOld has a registry as gotd/td had it before it had all that docgen reads.
func TestTooOld(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, registryFile), "package tg\n\nfunc TypesMap() map[uint32]string {\n\treturn map[uint32]string{\n\t\t0x6c50051c: \"messages.importChatInvite#6c50051c\",\n\t}\n}\n")
	_, err := Open(dir, "v0.50.0")
	if err == nil || !strings.Contains(err.Error(), "gotd/td v0.50.0 is too old: docgen reads v0.60.0 and newer; update it with: go get github.com/gotd/td@v0.60.0") {
		t.Errorf("error %v", err)
	}
}

// TestGoFlags has relative paths in GOFLAGS, which start where docgen runs, or above.
func TestGoFlags(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "x.mod"), "")
	write(t, filepath.Join(dir, "api", "y.json"), "")
	t.Chdir(filepath.Join(dir, "api"))
	for flags, want := range map[string]string{
		"-mod=mod  -v":                        "-mod=mod -v",
		"-modfile=x.mod":                      "-modfile=" + filepath.Join(dir, "x.mod"),
		"--modfile=../x.mod -overlay=y.json":  "--modfile=" + filepath.Join(dir, "x.mod") + " -overlay=" + filepath.Join(dir, "api", "y.json"),
		"-modfile=" + filepath.Join(dir, "z"): "-modfile=" + filepath.Join(dir, "z"),
		"-modfile=nowhere.mod":                "-modfile=nowhere.mod",
	} {
		if got := goFlags(flags); got != want {
			t.Errorf("GOFLAGS=%s is passed on as %s, want %s", flags, got, want)
		}
	}
}

// TestCut cuts messages between words.
func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"short":                   "short",
		"several words in a line": "several words … (and so on)",
		"oneverylongwordwithout":  "oneverylongword … (and so on)",
		"ééééééééééé":             "ééééééé … (and so on)",
	} {
		if got := cut(text, 15); got != want {
			t.Errorf("%q is cut to %q, want %q", text, got, want)
		}
	}
}

// TestPipe has a pipe in the place of go.mod: the go command would wait for it.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mkfifo", filepath.Join(dir, "go.mod")).CombinedOutput(); err != nil {
		t.Skipf("no pipe can be made here: %v %s", err, out)
	}
	write(t, filepath.Join(dir, "api", "doc.go"), "package api\n")
	if _, err := Find(t.Context(), filepath.Join(dir, "api")); err == nil || !strings.Contains(err.Error(), "go.mod is no file, but a pipe or a device") {
		t.Errorf("error %v", err)
	}
}
