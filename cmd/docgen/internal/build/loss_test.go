package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
)

const corpus = "../../../../../shared/corpus"

// TestLossesOfCorpus compares each folder of the corpus with each other one, as the loss
// gate does. Forward in time the gate speaks where a fact is gone from the documentation:
// the error tables before 2026-03, and the 31 pages of 2018-03 that had become a sentence.
// It is silent from 2018-03 to 2020-06, as from 2016-12, which had little to lose, and to
// 2026-03 when its errors come from a file. Backward it names what the older pages never
// had.
func TestLossesOfCorpus(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	tg, err := bind.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	folders := []string{"2016-12", "2018-03", "2020-06", "2026-03", "2026-03 with errors"}
	methods := map[string][]facts.Method{}
	for _, folder := range folders {
		methods[folder] = factsOf(t, tg, folder)
	}
	got := map[string]string{}
	for _, from := range folders {
		for _, to := range folders {
			var codes []string
			for _, loss := range facts.Compare(methods[from], methods[to]).Losses() {
				codes = append(codes, string(loss.Code))
			}
			slices.Sort(codes)
			if len(codes) > 0 {
				got[from+" to "+to] = strings.Join(slices.Compact(codes), " ")
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

// factsOf returns the facts of the methods that a folder of the corpus documents.
func factsOf(t *testing.T, tg *bind.TG, folder string) []facts.Method {
	t.Helper()
	docs, withErrors := strings.CutSuffix(folder, " with errors")
	o := Options{Run: Run{Docs: []string{filepath.Join(corpus, docs)}}}
	if withErrors {
		o.Errors = filepath.Join(corpus, "errors.json")
	}
	o.Find = func(context.Context, string) (*bind.TG, error) { return tg, nil }
	b, err := bound(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var methods []facts.Method
	for _, m := range b.methods {
		methods = append(methods, emit.Facts(m))
	}
	return methods
}
