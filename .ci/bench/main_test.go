package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const committed = `BenchmarkScale/all 1 8 x-1x
BenchmarkScale/all 1 6 x-1x-memory
BenchmarkStages/parse 1 1000 allocs/op
BenchmarkStages/parse 1 1.2 x-floor
`

// TestRun checks what bench prints after the copy of its input, and which figures it
// writes.
func TestRun(t *testing.T) {
	for _, test := range []struct {
		name, committed, input string
		update                 bool
		want                   string
		wantCommitted, wantErr string
	}{
		{
			name:      "as before, or within the tolerance",
			committed: committed,
			input: `goos: linux
BenchmarkStages/parse-2 	 3	 139138762 ns/op	  12.69 MB/s	 1.5 x-floor	 53822632 B/op	 1020 allocs/op
BenchmarkScale/all-2 	 3	 85 MB-resident/1x	 10 x-1x	 6 x-1x-memory
PASS
ok  	example.com/docgen/cmd/docgen/internal/cli	24.577s
`,
			want: `
benchmark     unit         committed  now   
Scale/all     x-1x         8          10    
Scale/all     x-1x-memory  6          6     
Stages/parse  allocs/op    1000       1020  
Stages/parse  x-floor      1.2        1.5   
`,
		},
		{
			name:      "more of everything, and a benchmark that is new",
			committed: committed,
			input: `BenchmarkStages/parse-16 3 1.51 x-floor 1021 allocs/op
BenchmarkScale/all-16 3 10.1 x-1x 7.6 x-1x-memory
BenchmarkStages/new-16 3 0.5 x-floor
`,
			want: `
benchmark     unit         committed  now   
Scale/all     x-1x         8          10.1  slower
Scale/all     x-1x-memory  6          7.6   more memory
Stages/new    x-floor      none       0.5   
Stages/parse  allocs/op    1000       1021  more allocations
Stages/parse  x-floor      1.2        1.51  slower
`,
		},
		{
			name:      "a smaller figure is not reported",
			committed: committed,
			input:     "BenchmarkScale/all 3 4 x-1x\n",
			want:      "\nbenchmark  unit  committed  now  \nScale/all  x-1x  8          4    \n",
		},
		{
			name:      "lines without figures are skipped",
			committed: committed,
			input: `BenchmarkStages/parse
    bench_test.go:12: the corpus is not here
--- BENCH: BenchmarkStages/parse-2
Benchmark
BenchmarkStages/emit-2 3 17 ns/op

	x-floor
BenchmarkScale/all-2 3 8 x-1x
`,
			want: "\nbenchmark  unit  committed  now  \nScale/all  x-1x  8          8    \n",
		},
		{
			name:  "no figures to compare need no file",
			input: "BenchmarkCompile/build-2 3 2.4 s/build\nPASS\n",
			want:  "nothing to compare: no benchmark has a ratio or allocations\n",
		},
		{
			name:      "a figure that is no number",
			committed: committed,
			input:     "BenchmarkScale/all-2 3 much x-1x\n",
			wantErr:   `reading "BenchmarkScale/all-2 3 much x-1x"`,
		},
		{
			name:      "a benchmark that fails",
			committed: committed,
			input:     "BenchmarkScale/all-2 3 8 x-1x\n--- FAIL: BenchmarkStages/parse-2\nFAIL\n",
			wantErr:   "a benchmark failed",
		},
		{
			name:    "a package that does not build",
			input:   "FAIL\texample.com/docgen/cmd/docgen/internal/cli [build failed]\n",
			wantErr: "a benchmark failed",
		},
		{
			name:    "no committed figures",
			input:   "BenchmarkScale/all-2 3 8 x-1x\n",
			wantErr: "no such file",
		},
		{
			name:      "committed figures that are no numbers",
			committed: "BenchmarkScale/all 1 much x-1x\n",
			input:     "BenchmarkScale/all-2 3 8 x-1x\n",
			wantErr:   `reading "BenchmarkScale/all 1 much x-1x"`,
		},
		{
			name:      "an update keeps what did not run",
			committed: committed,
			update:    true,
			input:     "BenchmarkStages/parse-2 3 17 ns/op 1.1 x-floor 999 allocs/op\nBenchmarkStages/new-2 3 0.5 x-floor\n",
			wantCommitted: `BenchmarkScale/all 1 8 x-1x
BenchmarkScale/all 1 6 x-1x-memory
BenchmarkStages/new 1 0.5 x-floor
BenchmarkStages/parse 1 999 allocs/op
BenchmarkStages/parse 1 1.1 x-floor
`,
		},
		{
			name:          "an update makes the file",
			update:        true,
			input:         "BenchmarkScale/all-2 3 8.125 x-1x\n",
			wantCommitted: "BenchmarkScale/all 1 8.125 x-1x\n",
		},
		{
			name:          "an update of a benchmark that fails",
			committed:     committed,
			update:        true,
			input:         "BenchmarkScale/all-2 3 9 x-1x\nFAIL\n",
			wantCommitted: committed,
			wantErr:       "a benchmark failed",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "bench.txt")
			if test.committed != "" {
				if err := os.WriteFile(file, []byte(test.committed), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("BENCHUPDATE", map[bool]string{true: "1"}[test.update])
			var out strings.Builder
			err := run(file, strings.NewReader(test.input), &out)
			switch {
			case test.wantErr == "" && err != nil, test.wantErr != "" && (err == nil || !strings.Contains(err.Error(), test.wantErr)):
				t.Errorf("error %v, want %q", err, test.wantErr)
			}
			if want := test.input + test.want; out.String() != want {
				t.Errorf("printed\n%s\nwant\n%s", out.String(), want)
			}
			if test.wantCommitted == "" {
				test.wantCommitted = test.committed
			}
			if data, _ := os.ReadFile(file); string(data) != test.wantCommitted {
				t.Errorf("committed\n%s\nwant\n%s", data, test.wantCommitted)
			}
		})
	}
}
