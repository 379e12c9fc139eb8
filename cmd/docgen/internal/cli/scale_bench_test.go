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
	// scaleTimes is how many times as many methods and pages the large side has.
	scaleTimes = 10
	// scaleRuns is how often a benchmark measures, however often it is asked to:
	// what takes seconds is told from noise by a few runs.
	scaleRuns = 3
	// scaleAside is how many small runs are made before each large one and after it,
	// so that noise is in both.
	scaleAside = 2
)

// BenchmarkScale measures runs over a page of each method of tg, and by turns runs
// over ten times as many, of a tg that has each method ten times; all pages are made
// by rule. The side that a metric is of is behind its slash, as in "ms/10x". The metric
// "x-1x" is how many times the time of the small side the large one takes: ten
// when all of it grows in proportion, and less where a part does not, such as the
// start of the go command. "x-1x-CPU", "x-1x-memory" and "x-1x-allocs" are the same of what the
// processors did, of the peak of memory and of allocations, and "x-1x-beyond" is
// "x-1x-CPU" without what a run over one page takes, where there is much beside it;
// "ms/one" is the time of that.
//
// Runs are those of BenchmarkProcess, over a gotd/td from the module cache, so that
// both sides know a folder that is as they left it. Stages are those of
// BenchmarkStages.
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

// scale is a client's module and its pages.
type scale struct {
	dir, docs, out string
	tg             *bind.TG
	// env is what the go command needs in its environment to find tg.
	env []string
	// edits counts those of a page, and folders those that notThere named.
	edits, folders int
}

// newScale makes a client's module whose tg has each method so many times, and
// a page for each.
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

// multiply publishes a gotd/td whose tg has each method so many times, and
// has the client require it, from a module cache of its own.
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

// multiplyTG writes a module with a tg that has each method so many times: once as
// it is, and then as messages.sendMessageCopy2 and so on, in a file of its own,
// with all that docgen reads of one. It is not meant to compile.
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

// request is the declaration of a method's request in tg's source.
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

// addToRegistry adds lines to the map of all types in tg's registry.
func addToRegistry(name string, lines []byte) error {
	const start = "func TypesMap() map[uint32]string {\n\treturn map[uint32]string{\n"
	registry, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, after, ok := bytes.Cut(registry, []byte(start))
	if !ok {
		return fmt.Errorf("%s has no map of all types", name)
	}
	return os.WriteFile(name, bytes.Join([][]byte{before, []byte(start), lines, after}, nil), 0o666)
}

// page is a page that both sides have.
func (s *scale) page() string { return filepath.Join(s.docs, "messages.importChatInvite.md") }

// notThere returns a folder for a package that is not there yet.
func (s *scale) notThere() string {
	s.folders++
	return filepath.Join(s.dir, fmt.Sprintf("fresh%d", s.folders))
}

// run makes a run over pages, and returns what it used.
func (s *scale) run(b *testing.B, docgen, docs, out string) usage {
	b.Helper()
	return runUsing(b, s.dir, s.env, docgen, "generate", "--docs", docs, "--out", out)
}

// stages returns the stages of a run over the pages.
func (s *scale) stages(b *testing.B) *stages {
	b.Helper()
	return newStages(b, s.dir, s.docs, s.tg)
}

// runs is what the runs of one side used.
type runs struct {
	total, cpu []time.Duration
	peak       float64
}

func (r *runs) add(used usage) {
	r.total = append(r.total, used.Total)
	r.cpu = append(r.cpu, used.CPU)
	r.peak = max(r.peak, used.ResidentMB)
}

// report reports what one side used, under its name.
func (r *runs) report(b *testing.B, name string, outputMB float64) {
	b.ReportMetric(ms(median(r.total)), "ms/"+name)
	b.ReportMetric(ms(median(r.cpu)), "ms-CPU/"+name)
	b.ReportMetric(outputMB, "MB-output/"+name)
	if r.peak > 0 {
		b.ReportMetric(r.peak, "MB-resident/"+name)
	}
}

// benchmarkScaledRun measures runs of both sides by turns. Those that are not fresh
// find the folder that the one before left; edited ones have one page edited.
func benchmarkScaledRun(b *testing.B, docgen string, small, large *scale, fresh, edited bool) {
	out := func(s *scale) string {
		if fresh {
			return s.notThere()
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
	// What only the first run does is none of its cost, such as the go command's
	// index of tg.
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
		one.add(small.run(b, docgen, small.page(), small.notThere()))
	}
	b.ReportMetric(0, "ns/op")
	few.report(b, "1x", folderMB(b, small.out))
	many.report(b, "10x", folderMB(b, large.out))
	b.ReportMetric(ms(median(one.total)), "ms/one")
	b.ReportMetric(median(many.total).Seconds()/median(few.total).Seconds(), "x-1x")
	b.ReportMetric(median(many.cpu).Seconds()/median(few.cpu).Seconds(), "x-1x-CPU")
	if fresh { // the others take little more than that
		beyond := func(r runs) float64 { return (median(r.cpu) - median(one.cpu)).Seconds() }
		b.ReportMetric(beyond(many)/beyond(few), "x-1x-beyond")
	}
	if few.peak > 0 {
		b.ReportMetric(many.peak/few.peak, "x-1x-memory")
	}
}

// benchmarkScaledStage measures a stage of both sides by turns: as many small runs
// as take the time of a large one, so that noise and the collection of garbage fall
// on both.
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
	stage(small, &used{}) // what only the first run allocates is none of its cost
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
