package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/format"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/emit/bind"
)

// generations are the kinds of runs to measure on the pages of 2026-03, with the error
// file.
var generations = []struct {
	name   string
	fresh  bool // the output folder does not exist
	edited bool // one page was edited since the last run
	one    bool // the run reads one page only
}{
	{name: "all", fresh: true},
	{name: "unchanged"},
	{name: "changed", edited: true},
	{name: "one", fresh: true, one: true},
}

// BenchmarkGenerate measures whole runs, all in one process. It makes each run and the
// floor (see [floorRun]) in turn, and reports the ratio of their times as "x-floor":
// unlike a time, the ratio holds on a noisy machine.
//
// It also measures the two commands that docgen asks about gotd/td. "ms/golist-m" is
// the time of the go list of the module, with which each run starts; "ms/golist" is
// that of the go list of the package tg, for which docgen does not always have to wait.
// "ms/beyond-golist-m" and "ms/beyond-golist" are the time of a run without them.
func BenchmarkGenerate(b *testing.B) {
	benchmarkRuns(b, func(b *testing.B, _ string, args ...string) usage {
		var stderr bytes.Buffer
		return usage{Total: measure(func() {
			if code := Run(context.Background(), args, io.Discard, &stderr); code != exitOK {
				b.Fatalf("exit code %d\n%s", code, stderr.String())
			}
		})}
	})
}

// BenchmarkProcess measures the same runs as processes, from start to end, with a
// docgen that is built like a published one. "MB-resident" is the peak of its memory.
// "ms/CPU" is the time that docgen and its go list took of all processors together.
func BenchmarkProcess(b *testing.B) {
	docgen := install(b)
	benchmarkRuns(b, func(b *testing.B, dir string, args ...string) usage {
		return runUsing(b, dir, nil, append([]string{docgen}, args...)...)
	})
}

// install builds docgen like a published one, with go install, and returns the name of
// the program.
func install(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	cmd := exec.Command("go", "install", "example.com/docgen/cmd/docgen@v0.1.0")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY="+publish(b, moduleFiles(b).root), "GOSUMDB=off", "GOFLAGS=-modcacherw", "GOWORK=off",
		"GOMODCACHE="+filepath.Join(dir, "modules"), "GOBIN="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "docgen")
}

// A usage is what a run used. Memory and CPU time are known only for a run in a process
// of its own.
type usage struct {
	ResidentMB float64
	CPU, Total time.Duration
}

// runUsing runs a command in a folder, with env added to its environment, and returns
// what it used. A small process, docgen-using, starts the command: Linux reports for a
// process at least the peak memory of its parent, and that of this test is large.
func runUsing(b *testing.B, dir string, env []string, command ...string) usage {
	b.Helper()
	file := filepath.Join(b.TempDir(), "usage.json")
	cmd := exec.Command("docgen-using", append([]string{file}, command...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	var used usage
	if err := json.Unmarshal(data, &used); err != nil {
		b.Fatal(err)
	}
	return used
}

// runMeasured is the main function of docgen-using. Its first argument is a file, and
// the others are a command. It runs the command, writes what the command used to the
// file, and returns an exit code.
func runMeasured() int {
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	var used usage
	var err error
	used.Total = measure(func() { err = cmd.Run() })
	if cmd.ProcessState != nil {
		used.ResidentMB = residentMB(cmd.ProcessState)
		used.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	data, jsonErr := json.Marshal(used)
	if err = errors.Join(err, jsonErr, os.WriteFile(os.Args[1], data, 0o666)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// benchmarkRuns measures the generations. The function run runs docgen with the given
// arguments, in the folder of a client's module.
func benchmarkRuns(b *testing.B, run func(b *testing.B, dir string, args ...string) usage) {
	dir := benchDir(b)
	docs, out := filepath.Join(dir, "docs"), filepath.Join(dir, "api")
	pages, prefix := benchPages(b)
	errorFile := filepath.Join(filepath.Dir(pages), "errors.json")
	if err := os.CopyFS(docs, os.DirFS(pages)); err != nil {
		b.Fatal(err)
	}
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	run(b, dir, "generate", "--docs", docs, "--out", out, "--errors", errorFile)
	outputs := readAll(b, out)
	page := filepath.Join(docs, "messages.importChatInvite.md")
	for _, g := range generations {
		b.Run(prefix+g.name, func(b *testing.B) {
			var floor, total, list, module, cpu []time.Duration
			first, peak := rand.N(1_000_000), 0.0
			args := []string{"generate", "--docs", docs, "--out", out, "--errors", errorFile}
			if g.one {
				args[2] = page
			}
			for n := 0; b.Loop(); n++ {
				floor = append(floor, measure(func() { floorRun(b, docs, outputs) }))
				list = append(list, measure(func() { goList(b, dir, "-find", "-e", "-json=Dir,Module,Error", "github.com/gotd/td/tg") }))
				module = append(module, measure(func() {
					goList(b, dir, "-m", "-json=Path,Version,Dir,GoMod,Sum,Replace", "github.com/gotd/td/...", "...github.com/gotd", "...github.com")
				}))
				if g.fresh {
					args[4] = filepath.Join(dir, fmt.Sprint(g.name, first+n))
				}
				if g.edited {
					change(b, page, n)
				}
				used := run(b, dir, args...)
				total = append(total, used.Total)
				cpu = append(cpu, used.CPU)
				peak = max(peak, used.ResidentMB)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(ms(median(total)), "ms/run")
			b.ReportMetric(ms(median(list)), "ms/golist")
			b.ReportMetric(ms(median(total)-median(list)), "ms/beyond-golist")
			b.ReportMetric(ms(median(module)), "ms/golist-m")
			b.ReportMetric(ms(median(total)-median(module)), "ms/beyond-golist-m")
			b.ReportMetric(ms(median(floor)), "ms/floor")
			b.ReportMetric(median(total).Seconds()/median(floor).Seconds(), "x-floor")
			b.ReportMetric(folderMB(b, args[4]), "MB-output")
			if peak > 0 {
				b.ReportMetric(peak, "MB-resident")
				b.ReportMetric(ms(median(cpu)), "ms/CPU")
			}
		})
	}
}

// benchDir returns a new folder, which is removed after all benchmarks have run: to
// remove it earlier would slow down the next benchmark (see spread).
func benchDir(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		b.Fatal(err)
	}
	benchDirs = append(benchDirs, dir)
	spread(dir)
	return dir
}

// spread tells ext4 to place the folders that are made in dir far from each other on
// the disk; it chooses the place by the name, so the names should be new. When ext4
// creates a file, it looks at all files nearby that were removed in the last five
// minutes, and then takes several times as long (recently_deleted in
// fs/ext4/ialloc.c). Without spread a benchmark would depend on those before it.
func spread(dir string) { _ = exec.Command("chattr", "+T", dir).Run() }

var benchDirs []string

// tests runs the tests of the package, and then removes the folders of benchDir.
type tests struct{ *testing.M }

// Run implements [testscript.TestingM].
func (t tests) Run() int {
	code := t.M.Run()
	for _, dir := range benchDirs {
		if err := os.RemoveAll(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return code
}

// median returns the median of some times. A single run that had to wait for other
// programs on the machine does not change it.
func median(runs []time.Duration) time.Duration {
	slices.Sort(runs)
	return runs[len(runs)/2]
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }

// folderMB returns the size of the files of a folder.
func folderMB(b *testing.B, dir string) float64 {
	b.Helper()
	size := 0.0
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			size += float64(info.Size())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size / 1e6
}

// change edits a page so that its content differs for each n.
func change(b *testing.B, name string, n int) {
	b.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	text = regexp.MustCompile(`\n### Note [0-9]+\n\nEdited\n`).ReplaceAll(text, nil)
	text = fmt.Appendf(text, "\n### Note %d\n\nEdited\n", n)
	if err := os.WriteFile(name, text, 0o666); err != nil {
		b.Fatal(err)
	}
}

// goList runs go list with the arguments.
func goList(b *testing.B, dir string, args ...string) {
	b.Helper()
	if out, err := goIn(dir, append([]string{"list"}, args...)); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
}

// BenchmarkCompile measures how long the go command takes to compile the package of all
// pages of 2026-03 with the error file, once gotd/td is in the build cache.
func BenchmarkCompile(b *testing.B) {
	docs, prefix := benchPages(b)
	dir := b.TempDir()
	if err := moduleFiles(b).write(dir); err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(dir, "api")
	args := []string{"generate", "--docs", docs, "--out", out, "--errors", filepath.Join(filepath.Dir(docs), "errors.json")}
	b.Run(prefix+"build", func(b *testing.B) { benchmarkBuild(b, dir, out, args) })
}

// benchmarkBuild runs docgen with the arguments, and measures how long it takes to build
// the package in out.
func benchmarkBuild(b *testing.B, dir, out string, args []string) {
	var stderr bytes.Buffer
	if code := Run(context.Background(), args, io.Discard, &stderr); code != exitOK {
		b.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	build := func() {
		cmd := exec.Command("go", "build", "./api")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
		if text, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, text)
		}
	}
	build()
	var total time.Duration
	for n := 0; b.Loop(); n++ {
		// A constant that is new each time keeps the package from coming from the cache.
		source := fmt.Sprintf("package api\n\nconst new%d = %d\n", n, time.Now().UnixNano())
		if err := os.WriteFile(filepath.Join(out, "new.go"), []byte(source), 0o666); err != nil {
			b.Fatal(err)
		}
		total += measure(build)
	}
	b.ReportMetric(total.Seconds()/float64(b.N), "s/build")
}

// BenchmarkDiff measures docgen diff on the pages of 2020-06 and 2026-03, and reading
// and parsing the same pages in turn. "x-parse" is the ratio of their times. The
// benchmark "facts" runs without gotd/td, so that only facts are compared; "go" runs
// with it.
func BenchmarkDiff(b *testing.B) {
	docs, prefix := benchCorpus(b)
	old, new := filepath.Join(docs, "2020-06"), filepath.Join(docs, "2026-03")
	withTG := b.TempDir()
	if err := moduleFiles(b).write(withTG); err != nil {
		b.Fatal(err)
	}
	for _, layer := range []struct {
		name string
		find build.Finder
	}{
		{"facts", func(context.Context, string) (*bind.TG, error) { return nil, bind.ErrNoTG }},
		{"go", bind.Find},
	} {
		b.Run(prefix+layer.name, func(b *testing.B) {
			b.Chdir(withTG)
			var parsing, total time.Duration
			for b.Loop() {
				parsing += measure(func() {
					for _, docs := range []string{old, new} {
						readAndParse(b, docs)
					}
				})
				total += measure(func() {
					p := newProgram(io.Discard, io.Discard)
					p.find = layer.find
					if code := p.run(context.Background(), []string{"diff", old, new}); code != exitFindings {
						b.Fatalf("exit code %d", code)
					}
				})
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "ms/diff")
			b.ReportMetric(float64(parsing.Milliseconds())/float64(b.N), "ms/parse")
			b.ReportMetric(total.Seconds()/parsing.Seconds(), "x-parse")
		})
	}
}

// readAndParse reads and parses the pages in docs.
func readAndParse(b *testing.B, docs string) {
	b.Helper()
	documentation, err := input.Read(context.Background(), []string{docs}, "")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := documentation.Parse(context.Background(), nil); err != nil {
		b.Fatal(err)
	}
}

func measure(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// floorRun is the floor of the benchmarks, the least that any generator of this output
// must do: read the pages, parse them with goldmark alone, and format the output, all on
// one core.
func floorRun(b *testing.B, docs string, outputs [][]byte) {
	b.Helper()
	markdown := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
	for _, source := range readAll(b, docs) {
		markdown.Parse(text.NewReader(source))
	}
	for _, source := range outputs {
		if _, err := format.Source(source); err != nil {
			b.Fatal(err)
		}
	}
}

// readAll reads the pages or the Go files in a folder, without the indexes of pages.
func readAll(b *testing.B, dir string) [][]byte {
	b.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	var all [][]byte
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, ".md") || strings.HasSuffix(name, "index.md") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}
