package parser

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/page"
)

// backLink matches a line that leads back to where a reader came from.
var backLink = regexp.MustCompile(`(?i)^(?:[←«‹<]\s*|(?:go )?back to\b|return to (?:the )?(?:index|list|methods)\b)`)

// isNavigation reports whether a block only leads elsewhere: back to an index, along the
// path from the home page to this one, or down the headings of this page.
func (r *reader) isNavigation(text page.Text) bool {
	if isBackLink(text) || len(text) == 1 && isLinked(text[0]) && backLink.MatchString(text[0].Plain()) {
		return true
	}
	if tableOfContents.MatchString(text[0].Plain()) && len(text) == 1 {
		return true
	}
	for _, block := range text {
		if !r.isPath(block) {
			return false
		}
	}
	return true
}

// tableOfContents matches what some generators of sites replace by the headings of the
// page.
var tableOfContents = regexp.MustCompile(`(?i)^(?:\[\[?_?toc_?\]?\]|\{:toc\}|\$\{toc\})$`)

func isLinked(block page.Block) bool {
	for _, span := range block.Spans {
		if span.Link != "" {
			return true
		}
	}
	return false
}

// isPath reports whether a block has nothing but links and what separates them. In the
// text before the method's heading these are the way from the home page; after it, only
// links to headings of the page say nothing.
func (r *reader) isPath(block page.Block) bool {
	links := 0
	for _, span := range block.Spans {
		if span.Link == "" {
			name := strings.Trim(span.Text, "/>|»›→·•–—- \t\n\u00a0")
			if name != "" && (r.section != inPreamble || links == 0 || !methodName.MatchString(name)) {
				return false
			}
			continue
		}
		if r.section != inPreamble && !strings.HasPrefix(span.Link, "#") {
			return false
		}
		links++
	}
	return links > 0
}

// containers match the lines that generators of sites put around other blocks: ":::tab"
// and ":::", `=== "JavaScript"`, and the imports of MDX. The first group that matches is
// a title.
var containers = []*regexp.Regexp{
	regexp.MustCompile(`^:{3,}(?:\s*[\w-]+)?\s*(?:\{[^{}]*?(?:title|label)="([^"]*)"[^{}]*\}|\{[^{}]*\}|\[([^\[\]]*)\])?$`),
	regexp.MustCompile(`^={3}[+!]? "([^"]*)"$`),
	regexp.MustCompile(`^(?:import\s[^;]*\sfrom\s+['"][^'"]*['"];?|\{%.*%\})$`),
}

// readContainer reads a paragraph if all its lines are those of containers, and reports
// whether they are. The title of a container names the language of the example in it.
func (r *reader) readContainer(n *ast.Paragraph) bool {
	if first := n.Lines().At(0); strings.IndexByte(":={i", r.text[first.Start]) < 0 {
		return false
	}
	var titles []string
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		title, ok := containerTitle(bytes.TrimSpace(segment.Value(r.text)))
		if !ok {
			return false
		}
		titles = append(titles, title)
	}
	for _, title := range titles {
		if language := languageIn(title); language != "" && r.section == inExample {
			r.exampleLanguage = language
		}
	}
	return true
}

func containerTitle(line []byte) (title string, ok bool) {
	for _, c := range containers {
		if m := c.FindSubmatch(line); m != nil {
			return string(bytes.Join(m[1:], nil)), true
		}
	}
	return "", false
}
