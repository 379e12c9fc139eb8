package parser

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// trimPermalinks removes the links to the heading itself that generators of sites put before
// or after its text. They have no text but a sign.
func (r *reader) trimPermalinks(n ast.Node) {
	if n.ChildCount() < 2 {
		return
	}
	for c := n.FirstChild(); c != nil; {
		link := c
		c = c.NextSibling()
		if l, ok := link.(*ast.Link); ok && bytes.HasPrefix(l.Destination, []byte("#")) && !strings.ContainsFunc(r.plain(l), isLetter) {
			n.RemoveChild(n, l)
		}
	}
}
