package parser

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/page"
)

// tlType returns the type that inline content documents, in TL notation, what
// the page says it takes where that is more than the type, and whether it is
// one. The type is the target of the link, or the text where there is no link.
// What stands around it can only make it a vector.
func (r *reader) tlType(n ast.Node, before string) (name, accepts string, ok bool) {
	around := strings.TrimSpace(strings.TrimPrefix(r.plain(n), before))
	label, target := r.typeLink(n)
	if target == "" {
		target, around = around, ""
	} else if i := strings.LastIndex(around, label); label != "" && i >= 0 {
		around = around[:i] + linked + around[i+len(label):]
	}
	outer, depth := unwrap(around)
	if outer != "" && outer != linked {
		return "", "", false
	}
	name, inTarget := unwrap(target)
	label, inLabel := unwrap(label)
	depth += max(inTarget, inLabel)
	name = dotted(name)
	if !isName(typeName, name) {
		return "", "", false
	}
	if strings.ContainsAny(label, " \n") {
		accepts = label
	}
	return strings.Repeat("Vector<", depth) + name + strings.Repeat(">", depth), accepts, true
}

// linked stands for a link in the text around it.
const linked = "\x00"

// vectors are the ways to write a vector around a type, and optional is the bit
// of an optional parameter before it.
var (
	vectors = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:array|vector)[ _]of[ _]\s*(.*)$`),
		regexp.MustCompile(`(?i)^(?:array|vector)\s*<\s*(.*?)\s*>$`),
		regexp.MustCompile(`^(.*)\[\]$`),
	}
	optional = regexp.MustCompile(`^flags\d*\.\d+\?`)
)

// unwrap returns what is within the vectors of a type, and how many there are.
func unwrap(text string) (inner string, depth int) {
	inner = strings.TrimSpace(text)
	if strings.HasPrefix(inner, "flags") { // spares the others the pattern, as below
		inner = optional.ReplaceAllString(inner, "")
	}
	if inner == "" || strings.IndexByte("aAvV", inner[0]) < 0 && !strings.HasSuffix(inner, "[]") {
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

// typeLink returns the label of the link to a type, and the name that its target
// has. A link that says Vector is not the one, if there is another.
func (r *reader) typeLink(n ast.Node) (label, target string) {
	for _, link := range links(n) {
		label, target = r.plain(link), linkTarget(string(link.Destination))
		if !strings.EqualFold(target, "vector") {
			break
		}
	}
	return label, target
}

func links(n ast.Node) []*ast.Link {
	var found []*ast.Link
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			found = append(found, link)
		}
		return ast.WalkContinue, nil
	})
	return found
}

// linkTarget returns the name that a link such as ../types/messages_Chats.md
// is about.
func linkTarget(destination string) string {
	destination, fragment, _ := strings.Cut(destination, "#")
	destination, _, _ = strings.Cut(destination, "?")
	name := path.Base(destination)
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".md")
	if refKinds[name] != 0 && fragment != "" { // all types are on one page
		name = fragment
	}
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return strings.ReplaceAll(name, `\`, "")
}

// refKinds are the folders of the documentation, whose pages have the names of
// what they are about. A method's page links to others beside it.
var refKinds = map[string]page.RefKind{
	"methods": page.RefMethod, "": page.RefMethod,
	"types":        page.RefType,
	"constructors": page.RefConstructor,
}

// refOf returns what a link such as ../types/Updates.md is about. A link with a
// host leads out of the documentation.
func refOf(destination string) page.Ref {
	if len(destination) > 4*maxName {
		return page.Ref{} // spares a page of long ones the patterns
	}
	target, ok := pathOf(destination)
	if !ok {
		return page.Ref{}
	}
	dir := strings.TrimSuffix(path.Dir(target), "/")
	kind, ok := refKinds[strings.TrimPrefix(path.Base(dir), ".")]
	name := dotted(linkTarget(destination))
	if !ok || !isName(methodName, name) {
		return page.Ref{}
	}
	return page.Ref{Kind: kind, Name: name}
}

// pathOf returns the path of a link within the documentation. Most links either
// have a host before it or nothing around it, and need no parser to tell.
func pathOf(destination string) (path string, ok bool) {
	if strings.HasPrefix(destination, "https://") {
		return "", false
	}
	isOther := func(r rune) bool {
		return !isLetter(r) && !isDigit(r) && !strings.ContainsRune("/._-", r)
	}
	if !strings.HasPrefix(destination, "//") && !strings.ContainsFunc(destination, isOther) {
		return destination, destination != ""
	}
	return parsedPath(destination)
}

func parsedPath(destination string) (path string, ok bool) {
	target, err := url.Parse(destination)
	if err != nil || target.Host != "" || target.Scheme != "" || target.Path == "" {
		return "", false
	}
	return target.Path, true
}

// dotted returns a name with a dot behind its namespace, where a link may have
// an underscore.
func dotted(name string) string {
	if !strings.Contains(name, "_") { // spares the others the pattern
		return name
	}
	return namespaced.ReplaceAllString(name, "$1.$2")
}
