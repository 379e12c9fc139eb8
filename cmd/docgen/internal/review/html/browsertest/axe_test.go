package browsertest

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"example.com/docgen/cmd/docgen/internal/review"
)

// TestAxe checks a review with all rules of axe-core, in each state that a reader sees. The
// environment variable AXE is the path of axe.min.js, which .ci/run downloads.
func TestAxe(t *testing.T) {
	if os.Getenv("AXE") == "" {
		t.Skip("skipped: the environment variable AXE does not name the file axe.min.js of axe-core")
	}
	axe, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Fatal(err)
	}
	for name, report := range map[string]*review.Report{"small": small(), "hostile": hostileReport()} {
		t.Run(name, func(t *testing.T) {
			b := open(t, report, "")
			for _, scheme := range []string{"light", "dark"} {
				for _, width := range []int64{1400, 390} {
					b.screen(width, scheme)
					b.visit("")
					b.violations(string(axe), "summary")
					b.do(`document.querySelectorAll(".method details").forEach(d => d.open = true)`)
					b.violations(string(axe), "page")
					b.press("g")
					b.violations(string(axe), "go")
				}
			}
			b.clean()
		})
	}
}

// violations fails the test for each rule of axe-core that the tab breaks.
func (b *tab) violations(axe, state string) {
	b.Helper()
	b.run(chromedp.Evaluate(axe, nil))
	found := value[[]string](b, `axe.run().then(r => r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join("  ")))`)
	for _, violation := range found {
		b.Errorf("%s: %s", state, violation)
	}
}
