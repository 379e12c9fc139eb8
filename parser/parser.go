// Package parser reads the Markdown pages that document Telegram's methods.
//
// Pages come in several layouts. One grammar reads them all: the parser knows
// headings and columns by their text (see grammar.go), never by their order. All
// that a page says ends up in the page.Page or in a diagnostic.
package parser

import (
	"bytes"
	"path"
	"path/filepath"
	"regexp"
	"slices"
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
	// roles has the roles of headings that were seen before.
	roles headingMemo
}

// New returns a parser.
func New() *Parser { return &Parser{markdown: newMarkdown()} }

// Parse reads the Markdown page in src, and returns its facts and its diagnostics.
// The file name is used in positions only. The page is nil when docgen can generate
// nothing from it. For a page that does not look like a method's, such as an
// index, Parse returns neither a page nor a diagnostic.
func (p *Parser) Parse(file string, src []byte) (*page.Page, []diag.Diagnostic) {
	src = bytes.TrimPrefix(src, []byte("\ufeff")) // some editors on Windows start a file with this mark
	if bytes.Contains(src, []byte("\r\n")) {      // ReplaceAll copies the page even if there is none
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	hash := page.Hash(src)
	if bytes.Contains(src, []byte("[\u200b](")) {
		src = hiddenPermalink.ReplaceAll(src, []byte("[]$1"))
	}
	src = trimDelimiters(src)
	src, marked := trimHeadingMarks(joinHeadings(src))
	s := newSource(file, src)
	if d := refuse(s); d != nil {
		return nil, []diag.Diagnostic{*d}
	}
	ctx := parser.NewContext()
	doc := p.markdown.Parse(text.NewReader(src), parser.WithContext(ctx))
	r := &reader{source: s, parser: p, page: &page.Page{File: file, Name: baseName(file), Hash: hash}}
	r.marksMethods = bytes.Contains(src, []byte("functions---")) || bytes.Contains(src, []byte(`functions\-\-\-`))
	if marked > 0 {
		r.warn(r.pos(marked-1), diag.HeadingMark, "remove it", "the heading starts with the invisible character U+FEFF, which docgen leaves out")
	}
	r.frontMatter(frontmatter.Get(ctx))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if r.htmlEnd == 0 || offsetOf(n) >= r.htmlEnd {
			r.block(n)
		}
	}
	r.readValueBelow(nil)
	r.endSection(0, roleNote)
	return r.finish()
}

// hiddenPermalink matches a link to a heading whose text is a zero width space, which
// Docusaurus puts after each heading. It says nothing, and can hide nothing.
var hiddenPermalink = regexp.MustCompile(`\[\x{200b}\](\(#[^()\n]*\))`)

// headingMark matches a byte order mark before the text of a heading. It comes from a file
// that somebody pasted, and unlike elsewhere it can't hide anything there.
var headingMark = regexp.MustCompile(`(?m)^(#{1,6} +\[?)\x{feff}`)

// trimHeadingMarks removes the byte order marks before headings. It returns the offset
// after the first one's place, or 0 if there is none.
func trimHeadingMarks(src []byte) (trimmed []byte, marked int) {
	if !bytes.Contains(src, []byte("\ufeff")) {
		return src, 0
	}
	m := headingMark.FindSubmatchIndex(src)
	if m == nil {
		return src, 0
	}
	return headingMark.ReplaceAll(src, []byte("$1")), m[3] + 1
}

// isMethodless reports whether the page has no heading of a method. A heading that is only
// a name may be that of a type or of anything else, unless a section or the definition of a
// method follows.
func (r *reader) isMethodless() bool {
	return r.page.Method.Text == "" || r.bareMethod > 0 && !r.sawMethod && (!r.sawSection || r.isConstructor()) && !r.isDefined()
}

// isDefined reports whether the page defines its method in TL, below the mark of methods.
func (r *reader) isDefined() bool {
	return slices.ContainsFunc(r.definitions, func(d definition) bool { return d.ok && d.marked && tlMethod(d.name) == r.page.Method.Text })
}

// isConstructor reports whether the page has a section that pages of types and of their
// constructors have.
func (r *reader) isConstructor() bool {
	return slices.ContainsFunc(r.page.Notes, func(n page.Note) bool { return constructorSection.MatchString(unadorned(n.Title)) })
}

// finish decides whether the page is a method's, and checks it as a whole.
func (r *reader) finish() (*page.Page, []diag.Diagnostic) {
	p := r.page
	if p.Method.Text == "" && !r.invalidMethod && !r.brokenHeading && r.sawMethod {
		// Some generators of sites make the heading of the title.
		if name := r.methodName(); name != "" {
			p.Method = page.Fact{Text: name, Pos: p.Title.Pos}
		}
	}
	r.readPreamble()
	switch {
	case r.invalidMethod, r.repeatedMethod:
		return nil, r.diags
	case !r.isMethodless() && r.refuseHidden():
		return nil, r.diags
	case r.isMethodless() && !r.looksLikeMethod():
		return nil, nil
	case r.isMethodless():
		r.warn(diag.Pos{File: p.File, Line: 1, Column: 1}, diag.MethodHeadingMissing,
			"start the page with a heading such as \"# Method: "+r.suggestedMethod()+"\"", "the page has no method heading")
		return nil, r.diags
	}
	r.checkTitle()
	r.completeParams()
	r.checkDefinition()
	switch {
	case !r.sawSection:
		r.warn(p.Method.Pos, diag.MethodUndocumented, "add a parameter table, a return type and who may call it",
			"%s has no parameters, return type, callers, errors or examples; docgen knows no more than gotd/td's types", p.Method.Text)
	case p.Returns.Text == "" && !r.sawReturns:
		r.warn(p.Method.Pos, diag.ResultMissing, "add a heading such as \"### Return type: [Updates](../types/Updates.md)\"",
			"%s has no return type", p.Method.Text)
	}
	r.checkNotReturned()
	r.checkExamples()
	markClient(r.page)
	diag.Sort(r.diags)
	return p, r.diags
}

// checkNotReturned warns of errors that the page lists twice: among those that the method
// returns and among those that it doesn't. They count as returned.
func (r *reader) checkNotReturned() {
	p := r.page
	p.NotReturned = slices.DeleteFunc(p.NotReturned, func(e page.Error) bool {
		i := slices.IndexFunc(p.Errors, func(other page.Error) bool { return other.Pattern == e.Pattern })
		if i >= 0 {
			r.warn(e.Pos, diag.ErrorContradicted, "remove one of the rows",
				"the page says that the method does not return %s, and in line %d that it does", e.Name, p.Errors[i].Pos.Line)
		}
		return i >= 0
	})
}

// looksLikeMethod reports whether a page without a method heading was meant to
// be a method's: it has a section of a method, or a file name like a method's, or it has a
// method's name for a heading and is in a folder of methods. The page of a constructor can have
// such a file name too.
func (r *reader) looksLikeMethod() bool {
	if r.bareMethod > 0 && r.isConstructor() {
		return false
	}
	if r.bareMethod > 0 && methodFolder.MatchString(path.Dir(filepath.ToSlash(r.page.File))) {
		return true
	}
	return r.sawSection && r.bareMethod == 0 || methodFile.MatchString(baseName(r.page.File))
}

// suggestedMethod returns the method that the file is named after, or an example.
func (r *reader) suggestedMethod() string {
	if name := strings.TrimSuffix(baseName(r.page.File), ".md"); methodName.MatchString(name) {
		return name
	}
	return "messages.importChatInvite"
}

func baseName(file string) string { return path.Base(filepath.ToSlash(file)) }
