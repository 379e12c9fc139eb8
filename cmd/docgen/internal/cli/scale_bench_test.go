package cli

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"example.com/docgen/emit/bind"
)

const (
	// scaleTimes says how many times as many methods and pages the large side has.
	scaleTimes = 10
	// scaleRuns is the number of runs that a benchmark measures, whatever -benchtime
	// says. The runs take seconds, and with such times a few are enough.
	scaleRuns = 3
	// scaleAside is the number of small runs before each large run, and after it. So
	// noise falls on both sides.
	scaleAside = 2
)

// BenchmarkScale measures how the cost of a run grows with the number of pages. It
// measures two sides in turn. The small side is tg as it is, with a page for each
// method. The large side is a tg that has each method ten times, with a page for each.
// All pages come from makePages.
//
// A metric of one side has its name after the slash, as in "ms/10x". "x-1x" is the time
// of the large side divided by that of the small one. It is 10 if all of the time grows
// with the pages, and less if a part of it does not, such as the start of the go command.
// "x-1x-CPU", "x-1x-memory" and "x-1x-allocs" are the same ratio of CPU time, peak memory
// and allocations. "ms/one" is the time of a run over one page, and "x-1x-beyond" is
// "x-1x-CPU" without the CPU time of such a run; it is reported for fresh runs only.
//
// The runs are those of BenchmarkProcess, with a gotd/td in the module cache on both
// sides. The stages are those of BenchmarkStages.
func BenchmarkScale(b *testing.B) {
	small, large := newScale(b, 1), newScale(b, scaleTimes)
	docgen := install(b)
	for _, g := range generations {
		if !g.one {
			b.Run(g.name, func(b *testing.B) { benchmarkScaledRun(b, docgen, small, large, g.fresh, g.edited) })
		}
	}
	smallStages, largeStages := small.stages(b), large.stages(b)
	for _, stage := range []struct {
		name string
		run  func(s *stages, b *testing.B)
	}{
		{"read", (*stages).read},
		{"parse", (*stages).parse},
		{"bind", (*stages).bind},
		{"emit", (*stages).emit},
		{"write", (*stages).write},
	} {
		b.Run(stage.name, func(b *testing.B) { benchmarkScaledStage(b, smallStages, largeStages, stage.run) })
	}
}

// A scale is one side: a client's module, its tg and its pages.
type scale struct {
	dir, docs, out string
	tg             *bind.TG
	// env is added to the environment of the go command, so that it finds tg.
	env []string
	// edits is the number of edits so far, and folders the number in the name of the
	// last new folder.
	edits, folders int
}

// newScale makes a client's module whose tg has each method so many times, and a page
// for each of them.
func newScale(b *testing.B, times int) *scale {
	b.Helper()
	root := benchDir(b)
	dir := filepath.Join(root, "client")
	s := &scale{dir: dir, docs: filepath.Join(root, "docs"), out: filepath.Join(dir, "api"), folders: rand.N(1_000_000)}
	var err error
	if s.tg, err = bind.Find(context.Background(), "."); err != nil {
		b.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o777); err != nil {
		b.Fatal(err)
	}
	spread(dir)
	client := moduleFiles(b)
	if times > 1 {
		s.multiply(b, &client, root, times)
	} else if err := client.write(dir); err != nil {
		b.Fatal(err)
	}
	if err := makePages(s.docs, s.tg); err != nil {
		b.Fatal(err)
	}
	return s
}

// multiply makes a gotd/td whose tg has each method so many times, and puts it into a
// module cache of its own, where the client finds it.
func (s *scale) multiply(b *testing.B, client *clientModule, root string, times int) {
	b.Helper()
	const gotd, version = "github.com/gotd/td", "v0.999.0"
	source, cache := filepath.Join(root, "td"), filepath.Join(root, "modules")
	if err := multiplyTG(source, s.tg, times); err != nil {
		b.Fatal(err)
	}
	s.env = []string{"GOMODCACHE=" + cache}
	client.goMod = strings.Replace(client.goMod, gotd+" "+client.gotd, gotd+" "+version, 1)
	if err := client.write(s.dir); err != nil {
		b.Fatal(err)
	}
	args := []string{"list", "-mod=mod", "-modcacherw", "-find", gotd + "/tg"}
	out, err := goIn(s.dir, args, append(s.env, "GOPROXY="+publishModule(b, gotd, version, source), "GOSUMDB=off")...)
	if err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if s.tg, err = bind.Open(filepath.Join(cache, filepath.FromSlash(gotd)+"@"+version, "tg"), version); err != nil {
		b.Fatal(err)
	}
}

// multiplyTG writes a module with a tg that has each method so many times. The copies of
// messages.sendMessage are called messages.sendMessageCopy2 and so on. Each has a file
// of its own, with the declarations that docgen reads. The tg does not compile.
func multiplyTG(dir string, tg *bind.TG, times int) error {
	target := filepath.Join(dir, "tg")
	if err := os.CopyFS(target, os.DirFS(tg.Dir)); err != nil {
		return err
	}
	goMod, err := os.ReadFile(filepath.Join(tg.Dir, "..", "go.mod"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), goMod, 0o666); err != nil {
		return err
	}
	methods, err := methodsOf(tg)
	if err != nil {
		return err
	}
	files, err := requestFiles(tg.Dir)
	if err != nil {
		return err
	}
	var entries bytes.Buffer
	for _, m := range methods {
		file := files[m.Go]
		source, err := os.ReadFile(filepath.Join(tg.Dir, file))
		if err != nil {
			return err
		}
		for n := 2; n <= times; n++ {
			suffix := fmt.Sprintf("Copy%d", n)
			copied := strings.NewReplacer(
				m.Go+"Request", m.Go+suffix+"Request",
				") "+m.Go+"(", ") "+m.Go+suffix+"(",
				`"`+m.Name+`"`, `"`+m.Name+suffix+`"`,
			).Replace(string(source))
			name := strings.TrimSuffix(file, "_gen.go") + "_" + strings.ToLower(suffix) + "_gen.go"
			if err := os.WriteFile(filepath.Join(target, name), []byte(copied), 0o666); err != nil {
				return err
			}
			fmt.Fprintf(&entries, "\t\t%s%sRequestTypeID: \"%s%s#%08x\",\n", m.Go, suffix, m.Name, suffix, entries.Len())
		}
	}
	return addToRegistry(filepath.Join(target, "tl_registry_gen.go"), entries.Bytes())
}

// request matches the declaration of a method's request in the source of tg.
var request = regexp.MustCompile(`(?m)^type (\w+)Request struct {$`)

// requestFiles returns the files of tg that declare a request, by the Go name of its method.
func requestFiles(dir string) (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*_gen.go"))
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for _, m := range request.FindAllSubmatch(source, -1) {
			files[string(m[1])] = filepath.Base(name)
		}
	}
	return files, nil
}

// addToRegistry adds lines to the map that the function TypesMap returns, in the
// registry of tg.
func addToRegistry(name string, lines []byte) error {
	const start = "func TypesMap() map[uint32]string {\n\treturn map[uint32]string{\n"
	registry, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, after, ok := bytes.Cut(registry, []byte(start))
	if !ok {
		return fmt.Errorf("%s has no TypesMap", name)
	}
	return os.WriteFile(name, bytes.Join([][]byte{before, []byte(start), lines, after}, nil), 0o666)
}

// page returns the name of one page.
func (s *scale) page() string { return filepath.Join(s.docs, "messages.importChatInvite.md") }

// newFolder returns the name of a folder that does not exist yet.
func (s *scale) newFolder() string {
	s.folders++
	return filepath.Join(s.dir, fmt.Sprintf("fresh%d", s.folders))
}

// run runs docgen generate, and returns what it used.
func (s *scale) run(b *testing.B, docgen, docs, out string) usage {
	b.Helper()
	return runUsing(b, s.dir, s.env, docgen, "generate", "--docs", docs, "--out", out)
}

// stages returns the stages of a run over all pages of the side.
func (s *scale) stages(b *testing.B) *stages {
	b.Helper()
	return newStages(b, s.dir, s.docs, s.tg)
}

// runs collects what the runs of one side used.
type runs struct {
	total, cpu []time.Duration
	peak       float64
}

func (r *runs) add(used usage) {
	r.total = append(r.total, used.Total)
	r.cpu = append(r.cpu, used.CPU)
	r.peak = max(r.peak, used.ResidentMB)
}

// report reports the metrics of one side, with its name after the slash.
func (r *runs) report(b *testing.B, name string, outputMB float64) {
	b.ReportMetric(ms(median(r.total)), "ms/"+name)
	b.ReportMetric(ms(median(r.cpu)), "ms-CPU/"+name)
	b.ReportMetric(outputMB, "MB-output/"+name)
	if r.peak > 0 {
		b.ReportMetric(r.peak, "MB-resident/"+name)
	}
}

// benchmarkScaledRun measures runs of both sides in turn. A fresh run writes into a new
// folder, and others into the folder of the run before. If edited is true, a page is
// edited before each run.
func benchmarkScaledRun(b *testing.B, docgen string, small, large *scale, fresh, edited bool) {
	out := func(s *scale) string {
		if fresh {
			return s.newFolder()
		}
		return s.out
	}
	run := func(s *scale, used *runs) {
		if edited {
			s.edits++
			change(b, s.page(), s.edits)
		}
		used.add(s.run(b, docgen, s.docs, out(s)))
	}
	// The first runs are not measured: the go command makes its index of tg in them.
	small.run(b, docgen, small.docs, small.out)
	large.run(b, docgen, large.docs, large.out)
	var few, many, one runs
	for n := 0; b.Loop(); n++ {
		if n >= scaleRuns {
			continue
		}
		for range scaleAside {
			run(small, &few)
		}
		run(large, &many)
		for range scaleAside {
			run(small, &few)
		}
		one.add(small.run(b, docgen, small.page(), small.newFolder()))
	}
	b.ReportMetric(0, "ns/op")
	few.report(b, "1x", folderMB(b, small.out))
	many.report(b, "10x", folderMB(b, large.out))
	b.ReportMetric(ms(median(one.total)), "ms/one")
	b.ReportMetric(median(many.total).Seconds()/median(few.total).Seconds(), "x-1x")
	b.ReportMetric(median(many.cpu).Seconds()/median(few.cpu).Seconds(), "x-1x-CPU")
	if fresh { // other runs take little more than a run over one page
		beyond := func(r runs) float64 { return (median(r.cpu) - median(one.cpu)).Seconds() }
		b.ReportMetric(beyond(many)/beyond(few), "x-1x-beyond")
	}
	if few.peak > 0 {
		b.ReportMetric(many.peak/few.peak, "x-1x-memory")
	}
}

// benchmarkScaledStage measures a stage of both sides in turn. For each large run it
// makes ten small ones, which take about the same time, so that noise and garbage
// collection fall on both sides.
func benchmarkScaledStage(b *testing.B, small, large *stages, run func(*stages, *testing.B)) {
	type used struct {
		time   time.Duration
		allocs float64
	}
	stage := func(s *stages, sum *used) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		sum.time += measure(func() { run(s, b) })
		runtime.ReadMemStats(&after)
		sum.allocs += float64(after.Mallocs - before.Mallocs)
	}
	// The first runs are not measured: they allocate things that later runs use again.
	stage(small, &used{})
	stage(large, &used{})
	var few, many used
	count := 0.0
	for b.Loop() {
		if count == scaleRuns {
			continue
		}
		count++
		for range scaleTimes / 2 {
			stage(small, &few)
		}
		stage(large, &many)
		for range scaleTimes / 2 {
			stage(small, &few)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(ms(few.time)/count/scaleTimes, "ms/1x")
	b.ReportMetric(ms(many.time)/count, "ms/10x")
	b.ReportMetric(many.time.Seconds()/few.time.Seconds()*scaleTimes, "x-1x")
	b.ReportMetric(many.allocs/few.allocs*scaleTimes, "x-1x-allocs")
}
