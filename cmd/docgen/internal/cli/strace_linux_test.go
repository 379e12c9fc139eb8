package cli

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A systemCall is a system call that a process made.
type systemCall struct {
	name string
	text string // the line that strace printed
	// paths are the absolute names of the files that the call names.
	paths []string
	// program is the name of the program that made the call, such as docgen or go.
	program string
	failed  bool
}

var (
	callLine  = regexp.MustCompile(`^(\w+)\((.*)\)\s+= (-?\w+)`)
	callPath  = regexp.MustCompile(`(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"`)
	callFlags = regexp.MustCompile(`O_WRONLY|O_RDWR|O_CREAT|O_TRUNC`)
)

// traced runs a program in a folder. It returns the system calls about files, processes
// and the network that the program makes, and those of the programs that it starts.
func traced(t *testing.T, dir string, args ...string) []systemCall {
	t.Helper()
	logs := filepath.Join(t.TempDir(), "log")
	cmd := exec.Command("strace", append([]string{"-ff", "-y", "-s", "4096", "-e", "trace=%file,%process,%network", "-e", "signal=none", "-o", logs}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir, "GOFLAGS=")
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) || strings.Contains(string(out), "ptrace") {
		t.Skipf("strace can't run here: %v\n%s", err, out)
	}
	threads, err := filepath.Glob(logs + ".*")
	if err != nil || len(threads) == 0 {
		t.Fatalf("strace has no log: %v\n%s", err, out)
	}
	return readTrace(t, dir, threads)
}

// readTrace reads the logs of strace. There is one for each thread, with the number of
// the thread as its extension.
func readTrace(t *testing.T, dir string, threads []string) []systemCall {
	t.Helper()
	calls := map[string][]systemCall{}
	parent, program := map[string]string{}, map[string]string{}
	for _, log := range threads {
		thread := strings.TrimPrefix(filepath.Ext(log), ".")
		data, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			m := callLine.FindStringSubmatch(line)
			if m == nil {
				continue // the end of a thread, or a call that did not return
			}
			call := systemCall{name: m[1], text: strings.TrimSpace(line), failed: strings.HasPrefix(m[3], "-")}
			for _, path := range callPath.FindAllStringSubmatch(m[2], -1) {
				switch {
				case filepath.IsAbs(path[2]):
				case path[1] == "":
					path[2] = filepath.Join(dir, path[2])
				default:
					path[2] = filepath.Join(path[1], path[2])
				}
				call.paths = append(call.paths, filepath.Clean(path[2]))
			}
			calls[thread] = append(calls[thread], call)
			switch {
			case strings.HasPrefix(call.name, "clone"), call.name == "fork", call.name == "vfork":
				parent[m[3]] = thread
			case call.name == "execve" && !call.failed:
				call.paths = call.paths[:1] // the others are arguments
				program[thread] = filepath.Base(call.paths[0])
			}
		}
	}
	var all []systemCall
	for thread, made := range calls {
		by := thread // the ancestor that started the program
		for program[by] == "" && parent[by] != "" {
			by = parent[by]
		}
		for _, call := range made {
			call.program = program[by]
			all = append(all, call)
		}
	}
	return all
}

// TestSystemCalls checks that docgen does nothing but its work: it makes no network
// connection, starts only go list, git cat-file and git ls-files, reads only the pages, the error
// file, the output folder, go.mod and gotd/td, and writes only to the output.
func TestSystemCalls(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skipf("skipped: strace is not installed: %v", err)
	}
	module := moduleFiles(t)
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := module.write(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "docs"), os.DirFS(filepath.Join(module.root, "docs"))); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "errors.json"), `{"errors": {}}`)
	docgen := filepath.Join(t.TempDir(), "docgen")
	if out, err := exec.Command("go", "build", "-o", docgen, filepath.Join(module.root, "cmd", "docgen")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	tg := goOutput(t, "list", "-m", "-f", "{{.Dir}}", "github.com/gotd/td")
	checksums := filepath.Join(goEnv(t, "GOMODCACHE"), "cache/download/github.com/gotd/td/@v")
	generate := []string{"generate", "--out", "api", "--examples", "--doubles", "--errors", "errors.json"}
	const list, cat, ls = "go list", "git cat-file", "git ls-files"
	commitDocs(t, dir)
	writeFile(t, filepath.Join(dir, "out/review.html"), "")
	for _, test := range []struct {
		args   []string
		starts []string
		// writes is the file or folder that docgen may write, relative to dir.
		writes string
	}{
		{args: generate, starts: []string{list}, writes: "api"},
		{args: generate, starts: []string{list}},
		{args: []string{"check", "--out", "api", "--diff"}, starts: []string{list}},
		{args: []string{"lint", "--out", "api", "--errors", "errors.json"}, starts: []string{list}},
		{args: []string{"inspect", "--errors", "errors.json"}},
		{args: []string{"diff", "api/api.txt", "docs"}, starts: []string{list}},
		{args: []string{"diff", "git:HEAD:docs", "docs"}, starts: []string{list, cat, cat, cat}},
		{args: []string{"diff", "git::0:docs", "docs"}, starts: []string{list, cat, ls, cat}},
		{args: []string{"review", "git:HEAD:docs", "docs", "-o", "out/review.html"}, starts: []string{list, cat, cat, cat}, writes: "out"},
		{args: []string{"explain"}},
		{args: []string{"version"}},
	} {
		t.Run(strings.Join(test.args[:min(2, len(test.args))], " "), func(t *testing.T) {
			may := traceRules{
				// The second line is for the runtimes of Go and C. For example, glibc reads
				// the number of processors when threads allocate memory.
				read: []string{
					filepath.Join(dir, "docs"), filepath.Join(dir, "errors.json"), filepath.Join(dir, "api"), filepath.Join(dir, "go.mod"), tg, checksums, goEnv(t, "GOENV"),
					"/dev/null", "/proc/self", "/sys/kernel/mm/transparent_hugepage/hpage_pmd_size", "/sys/fs/cgroup", "/sys/devices/system/cpu/online", "/etc/ld.so.cache", "/lib", "/lib64", "/usr/lib", "/etc/localtime", "/usr/share/zoneinfo",
				},
				programs: append([]string{docgen}, test.starts...),
			}
			if test.writes != "" {
				may.write = []string{filepath.Join(dir, test.writes)}
				may.read = append(may.read, may.write...) // docgen looks at files before it overwrites them
			}
			seen := 0
			for _, call := range traced(t, dir, append([]string{docgen}, test.args...)...) {
				if wrong := may.forbid(call); wrong != "" {
					t.Errorf("%s: %s", wrong, call.text)
				}
				if call.name == "execve" && !call.failed {
					seen++
				}
			}
			// docgen runs a second go list if the answer of the first is not sure to be enough.
			if again := seen - 1; seen != len(may.programs) && (again != len(may.programs) || !slices.Contains(test.starts, list)) {
				t.Errorf("%d programs have run, want %v", seen, may.programs)
			}
		})
	}
}

// traceRules say which files a run may read and write, and which programs it may start.
type traceRules struct{ read, write, programs []string }

// forbid returns the reason why a run may not make a system call, or nothing.
func (r traceRules) forbid(call systemCall) string {
	switch {
	case call.name == "execve" && !call.failed:
		m := startCall.FindStringSubmatch(call.text)
		if !slices.Contains(r.programs, call.paths[0]) && (m == nil || !slices.Contains(r.programs, m[1]+" "+m[2])) {
			return "starts another program"
		}
	case call.name == "socket" && strings.Contains(call.text, "AF_INET"), call.name == "connect" && strings.Contains(call.text, "AF_INET"):
		return "uses the network"
	case call.program != "docgen":
		// docgen does not choose what the go command reads, or where it keeps its cache.
	case slices.Contains([]string{"socket", "connect", "bind", "sendto", "accept4"}, call.name):
		return "uses a socket"
	case strings.HasPrefix(call.name, "open") && !callFlags.MatchString(call.text):
		if !call.failed && !below(call.paths, r.read) {
			return "reads a file that it may not read"
		}
	case len(call.paths) == 0, readOnlyCalls[call.name], slices.Equal(call.paths, []string{"/dev/null"}):
	case !below(call.paths, r.write):
		return "writes a file that it may not write"
	}
	return ""
}

// startCall matches the start of a program, with the name of the program and its first
// argument.
var startCall = regexp.MustCompile(`^execve\("[^"]*/(\w+)", \["\w+", "([^"]*)"`)

// commitDocs makes a git repository in dir, and commits docs.
func commitDocs(t *testing.T, dir string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "docs"}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "Pages"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Skipf("git can't make a repository here: %v %s", err, out)
		}
	}
}

// readOnlyCalls are the system calls that name files and change nothing.
var readOnlyCalls = map[string]bool{
	"access": true, "faccessat": true, "faccessat2": true, "stat": true, "lstat": true, "newfstatat": true, "statx": true, "statfs": true,
	"readlink": true, "readlinkat": true, "getcwd": true, "chdir": true, "execve": true,
}

// below reports whether each path is one of the folders, or in one of them.
func below(paths, folders []string) bool {
	return !slices.ContainsFunc(paths, func(path string) bool {
		return !slices.ContainsFunc(folders, func(folder string) bool {
			return path == folder || strings.HasPrefix(path, folder+"/")
		})
	})
}
