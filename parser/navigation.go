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
	if len(text) == 1 && len(text[0].Spans) == 1 && tableOfContents.MatchString(text[0].Spans[0].Text) {
		return true
	}
	if text[0].Kind == page.Item && layerName.MatchString(strings.Trim(text[0].Plain(), " _*")) {
		return true // the list of layers, without its links
	}
	links := 0
	for _, block := range text {
		if !r.isPath(block, &links) {
			return false
		}
	}
	return links > 0
}

// tableOfContents matches what some generators of sites replace by the headings of the
// page, the layer that a page is about, and signs that say nothing.
var tableOfContents = regexp.MustCompile(`(?i)^(?:\[\[?_?toc_?\]?\]|(?:toc )?\{:toc\}|\$\{toc\}|layer \d+ ?[▾▼]?|[\x{a0}_*]+)$`)

// layerName matches the layer above the links to a page's versions in other layers.
var layerName = regexp.MustCompile(`^Layers?(?: \d+)?$`)

func isLinked(block page.Block) bool {
	for _, span := range block.Spans {
		if span.Link != "" {
			return true
		}
	}
	return false
}

// isPath reports whether a block has nothing but links and what separates them, and counts
// these. In the text before the method's heading they are the way from the home page, which
// may end with the page itself; after it, only links to headings of the page and to its
// neighbors say nothing.
func (r *reader) isPath(block page.Block, links *int) bool {
	for _, span := range block.Spans {
		if span.Link == "" {
			name := strings.Trim(span.Text, "/>|»›→·•–—-_*▾▼: \t\n\u00a0")
			if name != "" && !layerName.MatchString(name) && (r.section != inPreamble || *links == 0 || !methodName.MatchString(name)) {
				return false
			}
			continue
		}
		if r.section != inPreamble && !isOwnLink(span.Link) && !neighbor.MatchString(span.Text) {
			return false
		}
		*links++
	}
	return true
}

// isOwnLink reports whether a link leads to the page itself, at another place or in the version
// of another layer.
func isOwnLink(link string) bool {
	return strings.HasPrefix(link, "#") || strings.HasPrefix(link, "?layer=") || strings.HasPrefix(link, "javascript:")
}

// neighbor matches the text of a link to a page before or after this one, or to its source.
var neighbor = regexp.MustCompile(`(?i)^[←→«»‹›<> ]*(?:prev(?:ious)?|next|home|up|(?:back to )?top|edit (?:this )?page.*|(?:edit|view) on git(?:hub|lab))[←→«»‹›<> ]*$`)

// siteLine matches the lines that generators of sites replace: the imports of MDX.
var siteLine = regexp.MustCompile(`^import\s[^;]*\sfrom\s+['"][^'"]*['"];?$`)

// isForSite reports whether all lines of a paragraph are for the generator of a site.
func (r *reader) isForSite(n *ast.Paragraph) bool {
	if first := n.Lines().At(0); r.text[first.Start] != 'i' {
		return false
	}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		if !siteLine.Match(bytes.TrimSpace(segment.Value(r.text))) {
			return false
		}
	}
	return true
}
