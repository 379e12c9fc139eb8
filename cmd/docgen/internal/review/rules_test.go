package review_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/review"
)

// TestRules checks that the table of rules is sorted and complete, and that each rule
// is the mirror of its mirror, or says why it has none.
func TestRules(t *testing.T) {
	all := review.Rules()
	if !slices.IsSortedFunc(all, func(a, b review.RuleInfo) int { return strings.Compare(string(a.Rule), string(b.Rule)) }) {
		t.Error("the rules are not sorted")
	}
	for _, info := range all {
		if info.Description == "" || info.Example == "" || info.Layer == "" {
			t.Errorf("%s lacks something: %+v", info.Rule, info)
		}
		if (info.Layer == review.Go) != strings.HasPrefix(string(info.Rule), "go-") {
			t.Errorf("the layer %s and the name of %s disagree", info.Layer, info.Rule)
		}
		if (info.Mirror == "") == (info.Why == "") {
			t.Errorf("%s must have either a mirror or a reason why it has none: %q, %q", info.Rule, info.Mirror, info.Why)
		}
		if info.Mirror == "" {
			continue
		}
		mirror, ok := review.Explain(info.Mirror)
		if !ok || mirror.Mirror != info.Rule || mirror.Layer != info.Layer {
			t.Errorf("the mirror of %s is %s, but the mirror of that rule is %s", info.Rule, info.Mirror, mirror.Mirror)
		}
		if info.Level == review.Breaking && info.Rule != info.Mirror && mirror.Level == review.Breaking {
			t.Errorf("%s and its mirror are both breaking", info.Rule)
		}
	}
	if _, ok := review.Explain("no-rule"); ok {
		t.Error("Explain explains a rule that does not exist")
	}
}

var update = flag.Bool("update", false, "rewrite RULES.md")

// TestRulesPage checks that RULES.md says what the table of rules says.
func TestRulesPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Rules\n\n<!-- Written by `make update` from cmd/docgen/internal/review/rules.go. -->\n\n" +
		"`docgen diff` and `docgen review` report each change under one of these rules, and `docgen explain RULE` explains a rule.\n" +
		"A change of the layer *facts* is one of the pages; a change of the layer *go* is one of what the generated package exports.\n" +
		"The level is *breaking* when a call that worked before may fail or no longer compile, *notable* when the change is worth\n" +
		"knowing but breaks no call, and *harmless* when the change means nothing to a caller.\n\n" +
		"| rule | layer | level | what changed, and an example of what diff prints | opposite |\n|---|---|---|---|---|\n")
	for _, info := range review.Rules() {
		opposite := fmt.Sprintf("`%s`", info.Mirror)
		switch info.Mirror {
		case info.Rule:
			opposite = "the same rule"
		case "":
			opposite = "none: " + info.Why
		}
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s <br>*%s* | %s |\n", info.Rule, info.Layer, info.Level, info.Description, info.Example, opposite)
	}
	const name = "../../../../RULES.md"
	if *update {
		if err := os.WriteFile(name, []byte(page.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(have), "\r\n", "\n"), page.String()); diff != "" {
		t.Errorf("run make update (-have +want):\n%s", diff)
	}
}
