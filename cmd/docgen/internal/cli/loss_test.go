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

// TestLossesOfCorpus updates from each folder of the corpus to each other one.
// Forward in time the gate speaks where a fact is gone from the documentation:
// the error tables before 2026-03, and 2018-03's 31 pages that had become a
// sentence. It is silent from 2018-03 to 2020-06, as from 2016-12, which had
// little to lose. Backward it names what the older pages never had.
func TestLossesOfCorpus(t *testing.T) {
	folders := []string{"2016-12", "2018-03", "2020-06", "2026-03"}
	dir := t.TempDir()
	if err := moduleFiles(t).write(dir); err != nil {
		t.Fatal(err)
	}
	generate := func(docs, out string) string {
		var stderr bytes.Buffer
		Run(context.Background(), []string{"generate", "--docs", corpusDir(t, docs), "--out", out, "--package", "api"}, io.Discard, &stderr)
		return stderr.String()
	}
	facts := map[string][]byte{}
	for _, folder := range folders {
		out := filepath.Join(dir, folder)
		generate(folder, out)
		data, err := os.ReadFile(filepath.Join(out, "api.txt"))
		if err != nil {
			t.Fatal(err)
		}
		facts[folder] = data
	}
	got := map[string]string{}
	for _, from := range folders {
		for _, to := range folders {
			out := filepath.Join(dir, "update")
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(out, 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(out, "api.txt"), facts[from], 0o666); err != nil {
				t.Fatal(err)
			}
			codes := regexp.MustCompile(`lost-[a-z]+`).FindAllString(generate(to, out), -1)
			slices.Sort(codes)
			if codes = slices.Compact(codes); len(codes) > 0 {
				got[from+" to "+to] = strings.Join(codes, " ")
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
		"2026-03 to 2020-06": "lost-business lost-descriptions lost-methods lost-users",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the gate says (-want +got):\n%s", diff)
	}
}
