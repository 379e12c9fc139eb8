package parser

import (
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/page"
)

// A docType is a type that a page documents.
type docType struct {
	// name is in TL notation, without the condition before it.
	name string
	// accepts is what the page says about accepted values (see [page.Param]).
	accepts string
	// conditional says that the type has a condition, as in flags.1?string.
	conditional bool
	ok          bool
}

// tlType reads the type that a block documents. A prefix such as "Return type:" is not
// part of it.
//
// A link to a type stands for the type that it leads to. The text around links can make
// the type a vector, as in "Array of", or have a condition, as in "flags.1?"; with any
// other text the block is not a type.
func (r *reader) tlType(n ast.Node, prefix string) docType {
	w := typeWriter{reader: r, prefix: prefix}
	w.children(n)
	t := typeOf(withoutID(w.text.String()))
	if strings.ContainsAny(w.label, " \n") {
		t.accepts = w.label
	}
	if !t.ok {
		return docType{}
	}
	return t
}

// A typeWriter writes the inline content of a block as TL has it.
type typeWriter struct {
	*reader
	// prefix is the text before the type, of which the rest is still to come.
	prefix string
	text   strings.Builder
	// label is the text of the last link that is not to Vector.
	label string
	// anchor and inAnchor are the target and the text of the HTML link that is open.
	anchor   string
	inAnchor strings.Builder
}

func (w *typeWriter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *typeWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		w.link(w.plain(n), string(n.Destination))
	case *ast.AutoLink:
		w.link("", string(n.URL(w.source.text)))
	case *ast.RawHTML:
		w.tag(string(n.Segments.Value(w.source.text)))
	case *ast.Emphasis:
		w.children(n)
	default:
		w.write(w.inlineText(n))
	}
}

func (w *typeWriter) write(text string) {
	if w.anchor != "" {
		w.inAnchor.WriteString(text)
		return
	}
	if rest, ok := strings.CutPrefix(text, w.prefix); ok {
		w.prefix, text = "", rest
	} else if rest, ok := strings.CutPrefix(w.prefix, text); ok {
		w.prefix, text = rest, ""
	}
	w.text.WriteString(text)
}

func (w *typeWriter) link(label, destination string) {
	name := w.linkedType(label, destination)
	if name != "Vector" || w.label == "" {
		w.label, _ = unwrapVectors(label)
	}
	w.prefix = ""
	w.text.WriteString(name)
}

// href matches the target of a link in HTML.
var href = regexp.MustCompile(`(?i)\shref\s*=\s*(?:"([^"]*)"|'([^']*)')`)

// tag reads an HTML tag: a link is one like Markdown's, and a line break is a space.
func (w *typeWriter) tag(tag string) {
	switch name := tagName(tag); {
	case name == "br":
		w.write(" ")
	case name == "a" && strings.HasPrefix(tag, "</"):
		if w.anchor != "" {
			anchor := w.anchor
			w.anchor = ""
			w.link(w.inAnchor.String(), anchor)
			w.inAnchor.Reset()
		}
	case name == "a":
		if m := href.FindStringSubmatch(tag); m != nil {
			w.anchor = html.UnescapeString(m[1] + m[2])
		}
	case !styleTags[name]:
		w.write(tag)
	}
}

// linkedType returns the type that a link stands for: the one that it leads to or, if it
// does not lead to the page of a type, the one that its label names.
func (r *reader) linkedType(label, destination string) string {
	target := linkTarget(destination)
	label = strings.TrimSpace(label)
	if condition := optionalBit.FindString(label); condition != "" {
		return condition + r.linkedType(label[len(condition):], destination)
	}
	if isVector(target) {
		if inner, depth := unwrapVectors(label); depth > 0 && isName(typeName, inner) {
			return label
		}
		return "Vector"
	}
	_, inLabel := unwrapVectors(label)
	name, inTarget := unwrapVectors(target)
	name = dotted(name)
	written, _ := unwrapVectors(label)
	written = dotted(written)
	if isName(typeName, written) && (strings.EqualFold(written, name) || !leadsToType(destination) || isCapital(written) && !isCapital(name)) {
		name = written
	}
	depth := max(inTarget, inLabel)
	return strings.Repeat("Vector<", depth) + name + strings.Repeat(">", depth)
}

// isCapital reports whether a name starts with a capital letter after its namespace, as the
// names of all types but the basic ones do. A link's target without one may be the slug of an
// address: then the label counts.
func isCapital(name string) bool {
	name = name[strings.LastIndexByte(name, '.')+1:]
	return name != "" && 'A' <= name[0] && name[0] <= 'Z'
}

// isVector reports whether the target of a link is the page of Vector, which
// core.telegram.org calls "Vector t".
func isVector(target string) bool {
	name, _, _ := strings.Cut(target, " ")
	return strings.EqualFold(name, "vector")
}

// leadsToType reports whether a link leads to the page of a type, or to a place in the
// page of all types that has the type's name.
func leadsToType(destination string) bool {
	destination, fragment, _ := strings.Cut(destination, "#")
	destination = strings.TrimSuffix(destination, "/")
	if refKinds[withoutSuffix(path.Base(destination))] != 0 {
		return strings.ToLower(fragment) != fragment // in lower case it is the ID of a heading
	}
	kind := refKinds[strings.TrimPrefix(path.Base(path.Dir(destination)), ".")]
	return kind == page.RefType || kind == page.RefConstructor
}

// typeOf reads a type in TL notation, or as pages write it.
func typeOf(text string) docType {
	text = collapseSpace(text)
	if strings.Contains(text, "[[") { // faster than the pattern
		text = wikiLink.ReplaceAllString(text, "$1")
	}
	bare := text[len(optionalBit.FindString(text)):]
	name, depth := unwrapVectors(bare)
	name = dotted(strings.TrimPrefix(name, "%")) // a % stands before the name of a constructor
	if !isName(typeName, name) {
		return docType{}
	}
	return docType{
		name:        strings.Repeat("Vector<", depth) + name + strings.Repeat(">", depth),
		conditional: bare != text, ok: true,
	}
}

// vectors are the ways in which pages write a vector of a type. optionalBit is the
// bit of an optional parameter, which some write before the type: flags.1?string.
// wikiLink is a link as wikis have it, whose last part is its text.
var (
	vectors = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:array|vector|list)[ _]of[ _]\s*(.*)$`),
		regexp.MustCompile(`(?i)^(?:array|vector|list)\s*<\s*(.*?)\s*>$`),
		regexp.MustCompile(`^(.*)\[\]$`),
	}
	optionalBit = regexp.MustCompile(`^flags\d* ?\. ?\d+ ?\? ?`)
	wikiLink    = regexp.MustCompile(`\[\[(?:[^\[\]]*[|/])?([^\[\]|/]+)\]\]`)
)

// unwrapVectors returns the type inside all vectors around it, and how many
// vectors there are.
func unwrapVectors(text string) (inner string, depth int) {
	inner = strings.TrimSpace(text)
	// This check is faster than the patterns.
	if inner == "" || strings.IndexByte("aAvVlL", inner[0]) < 0 && !strings.HasSuffix(inner, "[]") {
		return inner, 0
	}
	for i := 0; i < len(vectors); i++ {
		if m := vectors[i].FindStringSubmatch(inner); m != nil {
			inner = strings.TrimSpace(m[1])
			depth++
			i = -1
		}
	}
	return inner, depth
}

// linkTarget returns the name of the page that a link points to: messages_Chats
// for ../types/messages_Chats.md.
func linkTarget(destination string) string {
	destination, fragment, _ := strings.Cut(destination, "#")
	destination, _, _ = strings.Cut(destination, "?")
	name := path.Base(withoutIndex(destination))
	name = withoutSuffix(name)
	if refKinds[name] != 0 && fragment != "" { // one page for all types, as in types.html#Updates
		name = fragment
	}
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return strings.ReplaceAll(name, `\`, "")
}

// withoutSuffix returns the name of a page without the suffix of its file.
func withoutSuffix(name string) string {
	for _, suffix := range []string{".html", ".md", ".mdx"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name
}

// withoutIndex returns the path of a folder for that of its index page, and any other
// path as it is.
func withoutIndex(destination string) string {
	dir, file := path.Split(destination)
	if dir != "" && (file == "index.html" || file == "index.md") {
		if dir = strings.TrimSuffix(dir, "/"); path.Base(dir) != "" && !isDots(path.Base(dir)) {
			return dir
		}
	}
	return destination
}

func isDots(name string) bool { return name == "." || name == ".." }

// dotted returns the name of a type with a dot after its namespace, where a link
// may have an underscore: messages.Chats for messages_Chats.
func dotted(name string) string {
	if !strings.Contains(name, "_") { // faster than the pattern
		return name
	}
	return namespaced.ReplaceAllString(name, "$1.$2")
}
