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

// TestRules holds the table to what is promised of it: sorted, each rule with its
// mirror, and the mirror's mirror is the rule, or with a reason why it has none.
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
			t.Errorf("%s is of the layer %s", info.Rule, info.Layer)
		}
		if (info.Mirror == "") == (info.Why == "") {
			t.Errorf("%s has either a mirror or a reason why not: %q, %q", info.Rule, info.Mirror, info.Why)
		}
		if info.Mirror == "" {
			continue
		}
		mirror, ok := review.Explain(info.Mirror)
		if !ok || mirror.Mirror != info.Rule || mirror.Layer != info.Layer {
			t.Errorf("%s has the mirror %s, which has %s", info.Rule, info.Mirror, mirror.Mirror)
		}
		if info.Level == review.Breaking && info.Rule != info.Mirror && mirror.Level == review.Breaking {
			t.Errorf("%s and its mirror both break", info.Rule)
		}
	}
	if _, ok := review.Explain("no-rule"); ok {
		t.Error("a rule that is not there is explained")
	}
}

var update = flag.Bool("update", false, "rewrite RULES.md")

// TestRulesPage holds RULES.md to the table of rules.
func TestRulesPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("# Rules\n\n<!-- Written by `make update` from cmd/docgen/internal/review/rules.go. -->\n\n" +
		"The changes that `docgen diff` tells apart; `docgen explain RULE` prints the same. *Facts* are what pages say, *go* is\n" +
		"what the generated package exports. Breaking means that a call as it was may fail or not compile, notable what is worth\n" +
		"knowing, harmless all else.\n\n" +
		"| rule | layer | level | what changed, and a sentence as diff prints it | opposite |\n|---|---|---|---|---|\n")
	for _, info := range review.Rules() {
		opposite := fmt.Sprintf("`%s`", info.Mirror)
		switch info.Mirror {
		case info.Rule:
			opposite = "the same"
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
