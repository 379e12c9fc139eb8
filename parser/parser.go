// Package parser reads the Markdown pages that document Telegram's methods.
//
// A page comes in one of several layouts, and all of them are read by one
// grammar: headings and columns are known by their text (grammar.go), never by
// their place. What a page says ends in the page.Page or in a diagnostic.
package parser

import (
	"bytes"
	"path"
	"path/filepath"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.abhg.dev/goldmark/frontmatter"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Parser reads pages. It may be used by several goroutines at once.
type Parser struct {
	markdown parser.Parser
	headings memo
}

// New returns a parser.
func New() *Parser { return &Parser{markdown: newMarkdown()} }

// Parse reads the page in src; file is the name its positions get. The page is
// nil when there is none to generate from: a page that does not look like a
// method's, such as an index, is nil without a diagnostic.
func (p *Parser) Parse(file string, src []byte) (*page.Page, []diag.Diagnostic) {
	src = bytes.TrimPrefix(src, []byte("\ufeff")) // editors on Windows start a file with it
	if bytes.Contains(src, []byte("\r\n")) {      // spares other pages the copy
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	hash := page.Hash(src)
	src = trimDelimiters(src)
	s := newSource(file, src)
	if d := refuse(s); d != nil {
		return nil, []diag.Diagnostic{*d}
	}
	ctx := parser.NewContext()
	doc := p.markdown.Parse(text.NewReader(src), parser.WithContext(ctx))
	r := &reader{source: s, parser: p, page: &page.Page{File: file, Hash: hash}}
	r.frontMatter(frontmatter.Get(ctx))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
	r.awaited(nil)
	return r.finish()
}

// finish decides whether what was read is a method's page.
func (r *reader) finish() (*page.Page, []diag.Diagnostic) {
	p := r.page
	switch {
	case r.invalidMethod, r.repeatedMethod:
		return nil, r.diags
	case p.Method.Text != "" && r.refuseHidden():
		return nil, r.diags
	case p.Method.Text == "" && !r.looksLikeMethod():
		return nil, nil
	case p.Method.Text == "":
		r.warn(diag.Pos{File: p.File, Line: 1, Column: 1}, diag.MethodHeadingMissing,
			"start the page with a heading such as \"# Method: "+r.suggestedMethod()+"\"", "the page has no method heading")
		return nil, r.diags
	}
	r.checkTitle()
	switch {
	case !r.sections:
		r.warn(p.Method.Pos, diag.MethodUndocumented, "add a parameter table, a return type and who may call it",
			"%s has no section of a method; everything but gotd/td's types is unknown", p.Method.Text)
	case p.Returns.Text == "" && !r.returnsSeen:
		r.warn(p.Method.Pos, diag.ResultMissing, "add a heading such as \"### Return type: [Updates](../types/Updates.md)\"",
			"%s has no return type", p.Method.Text)
	}
	r.checkExamples()
	diag.Sort(r.diags)
	return p, r.diags
}

// looksLikeMethod reports whether a page without a method heading was meant to
// be a method's: it has sections of one, or is named like one.
func (r *reader) looksLikeMethod() bool {
	return r.sections || methodFile.MatchString(baseName(r.page.File))
}

func (r *reader) suggestedMethod() string {
	if name := strings.TrimSuffix(baseName(r.page.File), ".md"); methodName.MatchString(name) {
		return name
	}
	return "messages.importChatInvite"
}

func baseName(file string) string { return path.Base(filepath.ToSlash(file)) }
