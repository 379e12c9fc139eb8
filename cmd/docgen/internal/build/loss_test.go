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
	made "example.com/docgen/golden/corpus"
)

// TestLosses compares the pages of each layout with those of each other one, as the loss
// gate does. Forward in time the gate speaks where a fact is gone from the documentation:
// the error tables before 2026-03, the pages of 2018-03 that had become a sentence, and
// what pages of 2018-03 say where those of 2026-03 only name their client's own methods.
// It is silent from 2018-03 to 2020-06, as from 2016-12, which had little to lose, and from 2020-06 to
// 2026-03 when its errors come from a file. Backward it names what the older pages never
// had. Made pages lose less, since all layouts have all methods.
func TestLosses(t *testing.T) {
	tg, err := bind.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("made", func(t *testing.T) {
		all, err := made.Methods(tg)
		if err != nil {
			t.Fatal(err)
		}
		var methods []*bind.Method
		for i := 0; i < len(all); i += 4 {
			methods = append(methods, all[i])
		}
		docs := t.TempDir()
		if err := made.WriteAll(docs, methods); err != nil {
			t.Fatal(err)
		}
		checkLosses(t, tg, docs, map[string]string{
			"2016-12 to 2018-03": "lost-parameters lost-returns",
			"2018-03 to 2026-03": "lost-errors",
			"2020-06 to 2026-03": "lost-errors",

			"2018-03 to 2016-12": "lost-bots lost-descriptions lost-errors",
			"2020-06 to 2016-12": "lost-bots lost-descriptions lost-errors",
			"2020-06 to 2018-03": "lost-bots lost-descriptions lost-errors lost-parameters lost-returns",
			"2026-03 to 2016-12": "lost-bots lost-business lost-descriptions lost-users",
			"2026-03 to 2018-03": "lost-bots lost-business lost-descriptions lost-parameters lost-returns lost-users",
			"2026-03 to 2020-06": "lost-business lost-users",

			"2026-03 with errors to 2016-12": "lost-bots lost-business lost-descriptions lost-errors lost-users",
			"2026-03 with errors to 2018-03": "lost-bots lost-business lost-descriptions lost-errors lost-parameters lost-returns lost-users",
			"2026-03 with errors to 2020-06": "lost-business lost-errors lost-users",
			"2026-03 with errors to 2026-03": "lost-errors",
		})
	})
	t.Run("real", func(t *testing.T) {
		const docs = "../../../../../shared/corpus"
		if _, err := os.Stat(docs); err != nil {
			t.Skipf("the corpus is not here: %v", err)
		}
		checkLosses(t, tg, docs, map[string]string{
			"2016-12 to 2018-03":             "lost-parameters lost-returns",
			"2018-03 to 2026-03":             "lost-descriptions lost-errors",
			"2018-03 to 2026-03 with errors": "lost-descriptions",
			"2020-06 to 2026-03":             "lost-errors",

			"2018-03 to 2016-12": "lost-bots lost-descriptions lost-errors lost-methods",
			"2020-06 to 2016-12": "lost-bots lost-descriptions lost-errors lost-methods lost-parameters",
			"2020-06 to 2018-03": "lost-bots lost-descriptions lost-errors lost-methods lost-parameters lost-returns",
			"2026-03 to 2016-12": "lost-bots lost-business lost-descriptions lost-methods lost-parameters lost-users",
			"2026-03 to 2018-03": "lost-bots lost-business lost-descriptions lost-methods lost-parameters lost-returns lost-users",
			"2026-03 to 2020-06": "lost-business lost-descriptions lost-methods lost-parameters lost-users",

			"2026-03 with errors to 2016-12": "lost-bots lost-business lost-descriptions lost-errors lost-methods lost-parameters lost-users",
			"2026-03 with errors to 2018-03": "lost-bots lost-business lost-descriptions lost-errors lost-methods lost-parameters lost-returns lost-users",
			"2026-03 with errors to 2020-06": "lost-business lost-descriptions lost-errors lost-methods lost-parameters lost-users",
			"2026-03 with errors to 2026-03": "lost-errors",
		})
	})
}

// checkLosses compares the layouts in a folder, and wants the codes of what is lost from
// one to the other.
func checkLosses(t *testing.T, tg *bind.TG, docs string, want map[string]string) {
	t.Helper()
	layouts := []string{"2016-12", "2018-03", "2020-06", "2026-03", "2026-03 with errors"}
	methods := map[string][]facts.Method{}
	for _, layout := range layouts {
		methods[layout] = factsOf(t, tg, docs, layout)
	}
	got := map[string]string{}
	for _, from := range layouts {
		for _, to := range layouts {
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
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the gate says (-want +got):\n%s", diff)
	}
}

// factsOf returns the facts of the methods that the pages of a layout document.
func factsOf(t *testing.T, tg *bind.TG, docs, layout string) []facts.Method {
	t.Helper()
	layout, withErrors := strings.CutSuffix(layout, " with errors")
	o := Options{Run: Run{Docs: []string{filepath.Join(docs, layout)}}}
	if withErrors {
		o.Errors = filepath.Join(docs, "errors.json")
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
