// Command bench compares benchmarks with committed figures. It reads the output of
// `go test -bench` from standard input, prints it, and then prints a table.
//
//	go test -bench . | go run .ci/bench/main.go testdata/bench.txt
//
// It compares allocations and ratios of times: the time of a stage or a run to that of
// the floor, and the time for ten times the pages to that for the pages. It does not
// compare times, which depend on the machine. The table says which figures are larger
// than the committed ones. That is no failure, since machines are noisy: bench fails
// only if a benchmark fails.
//
// With BENCHUPDATE=1 in the environment bench writes the figures to the file instead of
// comparing them.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// tolerances has the units of the figures that bench compares. A figure is reported, in
// the words of more, if it exceeds the committed one by more than the ratio.
var tolerances = map[string]struct {
	ratio float64
	more  string
}{
	"x-floor":     {1.25, "slower"},
	"x-1x":        {1.25, "slower"},
	"x-1x-memory": {1.25, "more memory"},
	"x-1x-allocs": {1.02, "more allocations"},
	"allocs/op":   {1.02, "more allocations"},
}

// processors matches the number of processors, which go test adds to the name of a
// benchmark.
var processors = regexp.MustCompile(`-[0-9]+$`)

func main() {
	if err := run(os.Args[1], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(file string, in io.Reader, out io.Writer) error {
	now, err := read(io.TeeReader(in, out))
	if err != nil {
		return err
	}
	if len(now) == 0 {
		_, err := fmt.Fprintln(out, "nothing to compare: no benchmark has a ratio or allocations")
		return err
	}
	if os.Getenv("BENCHUPDATE") != "" {
		return update(file, now)
	}
	committed, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = committed.Close() }()
	before, err := read(committed)
	if err != nil {
		return err
	}
	return compare(out, before, now)
}

// read returns the figures in the output of go test, or in bench.txt, which has the same
// format. The keys are a benchmark and a unit, as in "Stages/parse x-floor".
func read(in io.Reader) (map[string]float64, error) {
	figures := map[string]float64{}
	failed := false
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		failed = failed || strings.HasPrefix(lines.Text(), "FAIL")
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := processors.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), "")
		for i := 2; i+1 < len(fields); i += 2 { // after the name and the number of runs
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, fmt.Errorf("reading %q: %w", lines.Text(), err)
			}
			if _, ok := tolerances[fields[i+1]]; ok {
				figures[name+" "+fields[i+1]] = value
			}
		}
	}
	if failed {
		return nil, errors.New("a benchmark failed")
	}
	return figures, lines.Err()
}

// update writes the figures to the file, in the format of go test. It keeps the figures
// of benchmarks that did not run.
func update(file string, now map[string]float64) error {
	all := map[string]float64{}
	before, err := os.Open(file)
	switch {
	case err == nil:
		defer func() { _ = before.Close() }()
		if all, err = read(before); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	maps.Copy(all, now)
	var text strings.Builder
	for _, key := range slices.Sorted(maps.Keys(all)) {
		name, unit, _ := strings.Cut(key, " ")
		fmt.Fprintf(&text, "Benchmark%s 1 %s %s\n", name, figure(all[key]), unit)
	}
	return os.WriteFile(file, []byte(text.String()), 0o666)
}

// compare prints a table of the committed figures and the new ones.
func compare(out io.Writer, before, now map[string]float64) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nbenchmark\tunit\tcommitted\tnow\t")
	for _, key := range slices.Sorted(maps.Keys(now)) {
		name, unit, _ := strings.Cut(key, " ")
		verdict, old := "", "none"
		if figureBefore, ok := before[key]; ok {
			old = figure(figureBefore)
			if limit := tolerances[unit]; now[key] > figureBefore*limit.ratio {
				verdict = limit.more
			}
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", name, unit, old, figure(now[key]), verdict)
	}
	return table.Flush()
}

func figure(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
