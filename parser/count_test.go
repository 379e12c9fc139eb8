package parser_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
)

// counts is how many facts of each kind a folder has.
type counts struct {
	Pages, Params, Errors, Returns, Flags, Examples, Notes int
}

// realCounts are the counts of the folders of real pages.
var realCounts = map[string]counts{
	"seed":          {Pages: 1, Params: 1, Errors: 7, Returns: 1, Flags: 1, Examples: 3},
	"2016-12":       {Pages: 179, Params: 377, Returns: 179, Examples: 179},
	"2018-03":       {Pages: 244, Params: 462, Errors: 439, Returns: 213, Flags: 213, Examples: 711, Notes: 22},
	"2020-06":       {Pages: 334, Params: 736, Errors: 825, Returns: 334, Flags: 334, Examples: 668, Notes: 20},
	"gramjs-2022":   {Pages: 446, Params: 1063, Errors: 1121, Returns: 445, Flags: 446, Examples: 892, Notes: 221},
	"official-2026": {Pages: 3, Params: 6, Errors: 29, Returns: 3, Flags: 8, Notes: 3},
	"2026-03":       {Pages: 757, Params: 1902, Returns: 757, Flags: 2271, Examples: 757, Notes: 42},
}

// TestCounts counts the facts of each folder twice: in the model, and as lines of the
// pages, by a reader that knows no Markdown. For a made folder both must be the number
// of facts that were written, for a real one the number in realCounts.
func TestCounts(t *testing.T) {
	for _, folder := range folders(t) {
		t.Run(folder.name, func(t *testing.T) {
			want := realCounts[folder.name]
			var model, lines counts
			for _, f := range folder.files {
				model.addModel(f.name, f.src)
				lines.addLines(string(f.src))
				if f.facts != nil {
					want.addFacts(f.facts)
				}
			}
			t.Logf("%+v", want)
			if diff := cmp.Diff(want, lines); diff != "" {
				t.Errorf("the lines (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want, model); diff != "" {
				t.Errorf("the model (-want +got):\n%s", diff)
			}
		})
	}
}

func (c *counts) addFacts(f *corpus.Facts) {
	c.Pages += min(1, f.Method.Line)
	c.Params += len(f.Params)
	c.Errors += len(f.Errors)
	c.Examples += len(f.Examples)
	c.Notes += len(f.Notes)
	for _, flag := range []corpus.Flag{f.Users, f.Bots, f.Business, f.Unauthenticated} {
		c.Flags += min(1, flag.Line)
	}
	c.Returns += min(1, f.Returns.Line)
}

func (c *counts) addModel(file string, src []byte) {
	p, _ := parser.New().Parse(file, src)
	if p == nil {
		return
	}
	c.Pages++
	c.Params += len(p.Params)
	c.Errors += len(p.Errors)
	c.Examples += len(p.Examples)
	c.Notes += len(p.Notes)
	for _, pos := range []diag.Pos{p.Users.Pos, p.Bots.Pos, p.Business.Pos, p.Unauthenticated.Pos} {
		c.Flags += min(1, pos.Line)
	}
	c.Returns += min(1, p.Returns.Pos.Line)
}

var (
	lineMethod  = regexp.MustCompile(`^##? Method: \S`)
	lineExample = regexp.MustCompile(`^### (?:As a |.*\bexample\b.*\(NOT|.*\bExample\b)`)
	lineRow     = regexp.MustCompile(`^\|.*\w`)
	lineJunk    = regexp.MustCompile(`^\|[a-z]+ [A-Z]+ `)
)

// addLines counts the lines that start as facts do, outside of code. Whatever
// follows "Errors" is an error, any other row a parameter; the first block of
// code below an example is one, and so is one that a line leads in to.
func (c *counts) addLines(src string) {
	if !strings.Contains("\n"+src, "\n# Method: ") && !strings.Contains("\n"+src, "\n## Method: ") {
		c.addOfficialLines(src)
		return
	}
	fenced, heading, head := false, "", true
	for line := range strings.Lines(src) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case fenced:
		case lineMethod.MatchString(line):
			c.Pages++
		case strings.HasPrefix(line, "#"):
			heading, head = strings.TrimLeft(line, "# "), true
			c.addHeading(line)
		case strings.HasPrefix(line, "Or, if "):
			c.Examples++
		case !lineRow.MatchString(line) || lineJunk.MatchString(line):
		case head: // that of the table
			head = false
		case strings.HasPrefix(heading, "Errors"):
			c.Errors++
		default:
			c.Params++
		}
	}
}

var (
	officialMethod = regexp.MustCompile(`^# [A-Za-z]\w*(?:\.\w+)?$`)
	officialRow    = regexp.MustCompile(`^\| .*\w|<tr>(?:<td>|$)`)
	officialHead   = regexp.MustCompile(`^\| +(?:Name|Code) `)
	officialType   = regexp.MustCompile(`^(?:\[[^\]]+\]\([^()]+\)|[<>]|[\w.]+$)+$`)
	officialField  = regexp.MustCompile(`^\| +\*\*flags2?\*\*.*%23|<strong>flags2?</strong></td><td[^<>]*><a href="/type/%23"`)
)

// addOfficialLines is addLines for pages in the form of core.telegram.org.
func (c *counts) addOfficialLines(src string) {
	fenced, section := false, ""
	for line := range strings.Lines(src) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "```") {
			if fenced = !fenced; line == "```js" || line == "```ts" {
				c.Examples++
			}
		}
		if fenced {
			continue
		}
		if officialMethod.MatchString(line) {
			c.Pages++
		}
		if strings.HasPrefix(line, "#### ") && section == "Related pages" {
			c.Notes++
			section = ""
		}
		if strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "### ") {
			section = strings.TrimLeft(line, "# ")
			c.addOfficialHeading(section)
		}
		rows := len(officialRow.FindAllString(line, -1))
		switch {
		case section == "Result" && line != "" && line != "## Result" && line != "### Result":
			section = ""
			c.addOfficialResult(line)
		case officialHead.MatchString(line):
		case section == "Parameters":
			c.Params += rows - len(officialField.FindAllString(line, -1))
		case section == "Possible errors":
			c.Errors += rows
		}
	}
}

// addOfficialResult counts the line below "Result": a type, a sentence that stands for one,
// or a sentence with a type, which is a note too.
func (c *counts) addOfficialResult(line string) {
	invoked := strings.HasPrefix(line, "Returns the type returned by")
	isType := officialType.MatchString(line) || invoked
	if isType || strings.Contains(line, "](") {
		c.Returns++
	}
	if !isType {
		c.Notes++
	}
}

func (c *counts) addOfficialHeading(heading string) {
	switch {
	case strings.HasPrefix(heading, "Only "), strings.HasPrefix(heading, "Both "):
		c.Flags += 2 // of users and of bots
	case strings.HasPrefix(heading, "Can bots "), strings.HasPrefix(heading, "This method can "):
		c.Flags++
	}
}

func (c *counts) addHeading(line string) {
	switch {
	case strings.HasPrefix(line, "### Return type:"):
		c.Returns++
	case strings.HasPrefix(line, "### Can "):
		c.Flags++
	case strings.Contains(line, "HTTP API"): // an example for each caller follows
	case lineExample.MatchString(line):
		c.Examples++
	case line != "### Parameters:" && !strings.HasPrefix(line, "### Errors"):
		c.Notes++
	}
}
