package browsertest

import (
	"testing"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestSources opens a method with a page in each of two sources. The pages are shown one
// below the other, and a link leads to a line of the second.
func TestSources(t *testing.T) {
	side := func(core string) *review.Method {
		return &review.Method{Page: &page.Page{}, Texts: []review.Text{
			{File: "mine/ping.md", Data: []byte("# ping\n")},
			{File: "core/ping.md", Data: []byte("# ping\n\n" + core + "\n" + filler(17))},
		}}
	}
	r := &review.Report{Old: "old", New: "new", Methods: []review.MethodReport{{
		Name: "ping", Old: side("Pings"), New: side("Pings it"),
		Changes: []review.Change{{
			Rule: "summary-changed", Layer: review.Facts, Sentence: "the description changed",
			Old: diag.Pos{File: "core/ping.md", Line: 3}, New: diag.Pos{File: "core/ping.md", Line: 3},
		}},
	}}}
	b := open(t, r, "#ping")
	b.want(`[...document.querySelectorAll(".details .file")].map(e => e.textContent)`, `["mine/ping.md","core/ping.md"]`)
	b.want(`document.querySelector(".tabs .files").textContent`, `"2 pages"`)
	b.want(`document.querySelectorAll(".diff").length`, "2")
	b.click(`a[data-side="old"]`)
	b.want(`document.querySelector("tr.target")?.dataset.old`, `"2.3"`)
	b.want(`document.querySelector("tr.target")?.textContent`, `"3Pings"`)
	b.visit("#ping:new:2.12") // a folded line
	b.want(`document.querySelector("tr.target")?.textContent`, `"1212line 12"`)
	b.press("s")
	b.want(`document.querySelectorAll(".diff.side").length`, "1") // the other page did not change
	b.visit("#ping:new:2.3")
	b.want(`document.querySelector("tr.target")?.dataset.new`, `"2.3"`)
	b.visit("#ping:new:1.1")
	b.want(`document.querySelector("tr.target")?.textContent`, `"11# ping"`)
	b.clean()
}
