package review_test

import (
	"slices"
	"strings"
	"testing"

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
