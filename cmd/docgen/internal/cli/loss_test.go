package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLossesOfCorpus updates a package from each folder of the corpus to each other
// one, and checks which losses generate and check report.
//
// Forward in time, the losses are real: the documentation lost its error tables before
// 2026-03, and 31 pages of 2018-03 had become a single sentence. There is no loss from
// 2018-03 to 2020-06, nor to 2026-03 when its errors come from the error file. There is
// none from 2016-12 to the newer folders except to 2018-03, since it documented little.
// Backward in time, the losses are the facts that the older pages never had.
func TestLossesOfCorpus(t *testing.T) {
	folders := []string{"2016-12", "2018-03", "2020-06", "2026-03", "2026-03 with errors"}
	dir := t.TempDir()
	if err := moduleFiles(t).write(dir); err != nil {
		t.Fatal(err)
	}
	tg := findTG(t, dir)
	run := func(args ...string) string {
		var stderr bytes.Buffer
		p := newProgram(io.Discard, &stderr)
		p.find = finding(tg)
		p.run(context.Background(), args)
		codes := regexp.MustCompile(`lost-[a-z]+`).FindAllString(stderr.String(), -1)
		slices.Sort(codes)
		return strings.Join(slices.Compact(codes), " ")
	}
	generate := func(folder, out string) string {
		docs, errors := strings.CutSuffix(folder, " with errors")
		args := []string{"generate", "--docs", corpusDir(t, docs), "--out", out, "--package", "api"}
		if errors {
			args = append(args, "--errors", filepath.Join(corpusDir(t, "."), "errors.json"))
		}
		return run(args...)
	}
	facts := map[string]string{}
	for _, folder := range folders {
		out := filepath.Join(dir, strings.ReplaceAll(folder, " ", "-"))
		generate(folder, out)
		facts[folder] = filesIn(t, out)["api.txt"]
	}
	got := map[string]string{}
	for _, from := range folders {
		for _, to := range folders {
			out := filepath.Join(dir, "update")
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
			// An api.txt with the facts of the old pages, and a run that reads the new pages.
			recorded, _, _ := strings.Cut(facts[to], "\n")
			_, old, _ := strings.Cut(facts[from], "\n")
			writeFile(t, filepath.Join(out, "api.txt"), recorded+"\n"+old)
			checked := run("check", "--out", out)
			codes := generate(to, out)
			if codes != checked {
				t.Errorf("%s to %s: check says %q, generate %q", from, to, checked, codes)
			}
			if codes != "" {
				got[from+" to "+to] = codes
			}
		}
	}
	want := map[string]string{
		"2016-12 to 2018-03": "lost-parameters lost-returns",
		"2018-03 to 2026-03": "lost-errors",
		"2020-06 to 2026-03": "lost-errors",

		"2018-03 to 2016-12": "lost-bots lost-descriptions lost-errors lost-methods",
		"2020-06 to 2016-12": "lost-bots lost-descriptions lost-errors lost-methods lost-parameters",
		"2020-06 to 2018-03": "lost-bots lost-errors lost-methods lost-parameters lost-returns",
		"2026-03 to 2016-12": "lost-bots lost-business lost-descriptions lost-methods lost-parameters lost-users",
		"2026-03 to 2018-03": "lost-bots lost-business lost-methods lost-parameters lost-returns lost-users",
		"2026-03 to 2020-06": "lost-business lost-descriptions lost-methods lost-parameters lost-users",

		"2026-03 with errors to 2016-12": "lost-bots lost-business lost-descriptions lost-errors lost-methods lost-parameters lost-users",
		"2026-03 with errors to 2018-03": "lost-bots lost-business lost-errors lost-methods lost-parameters lost-returns lost-users",
		"2026-03 with errors to 2020-06": "lost-business lost-descriptions lost-errors lost-methods lost-parameters lost-users",
		"2026-03 with errors to 2026-03": "lost-errors",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the gate says (-want +got):\n%s", diff)
	}
}
