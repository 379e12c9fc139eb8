package parser

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/page"
)

// tlType reads the type that a block documents. It returns the type in TL
// notation, what the page says about accepted values (see [page.Param]), and
// whether there is a type. A prefix such as "Return type:" is not part of it.
//
// The type is the target of the link, or the text if there is no link. Text around
// the link can make the type a vector, as in "Array of"; with any other text the
// block is not a type.
func (r *reader) tlType(n ast.Node, prefix string) (name, accepts string, ok bool) {
	around := strings.TrimSpace(strings.TrimPrefix(r.plain(n), prefix))
	label, target := r.typeLink(n)
	if target == "" {
		target, around = around, ""
	} else if i := strings.LastIndex(around, label); label != "" && i >= 0 {
		around = around[:i] + linkMark + around[i+len(label):]
	}
	outer, depth := unwrapVectors(around)
	if outer != "" && outer != linkMark {
		return "", "", false
	}
	name, inTarget := unwrapVectors(target)
	label, inLabel := unwrapVectors(label)
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

// linkMark takes the place of a link in the text around it.
const linkMark = "\x00"

// vectors are the ways in which pages write a vector of a type. optionalBit is the
// bit of an optional parameter, which some write before the type: flags.1?string.
var (
	vectors = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(?:array|vector)[ _]of[ _]\s*(.*)$`),
		regexp.MustCompile(`(?i)^(?:array|vector)\s*<\s*(.*?)\s*>$`),
		regexp.MustCompile(`^(.*)\[\]$`),
	}
	optionalBit = regexp.MustCompile(`^flags\d*\.\d+\?`)
)

// unwrapVectors returns the type inside all vectors around it, and how many
// vectors there are.
func unwrapVectors(text string) (inner string, depth int) {
	inner = strings.TrimSpace(text)
	// This check, and the next one, are faster than the patterns.
	if strings.HasPrefix(inner, "flags") {
		inner = optionalBit.ReplaceAllString(inner, "")
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

// typeLink returns the label of the link to a type, and the name of its target. It
// takes the first link that is not to Vector, or the last one if all are.
func (r *reader) typeLink(n ast.Node) (label, target string) {
	for _, link := range links(n) {
		label, target = r.plain(link), linkTarget(string(link.Destination))
		if !strings.EqualFold(target, "vector") {
			break
		}
	}
	return label, target
}

// links returns all links in a node.
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

// linkTarget returns the name of the page that a link points to: messages_Chats
// for ../types/messages_Chats.md.
func linkTarget(destination string) string {
	destination, fragment, _ := strings.Cut(destination, "#")
	destination, _, _ = strings.Cut(destination, "?")
	name := path.Base(destination)
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".md")
	if refKinds[name] != 0 && fragment != "" { // one page for all types, as in types.html#Updates
		name = fragment
	}
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return strings.ReplaceAll(name, `\`, "")
}

// refKinds has the folders of the documentation, each with what its pages
// describe. A link without a folder is from one method's page to another.
var refKinds = map[string]page.RefKind{
	"methods": page.RefMethod, "": page.RefMethod,
	"types":        page.RefType,
	"constructors": page.RefConstructor,
}

// refOf returns the method, type or constructor that the target of a link such as
// ../types/Updates.md describes. It is zero for a link with a host, which leads out
// of the documentation.
func refOf(destination string) page.Ref {
	if len(destination) > 4*maxName {
		return page.Ref{} // the patterns below would take long for a page of long links
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

// pathOf returns the path of a link within the documentation. It is not ok for any
// other link. Most links either start with https:// or are a path alone: pathOf
// tells without parsing the URL.
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

// parsedPath is pathOf by means of the URL parser.
func parsedPath(destination string) (path string, ok bool) {
	target, err := url.Parse(destination)
	if err != nil || target.Host != "" || target.Scheme != "" || target.Path == "" {
		return "", false
	}
	return target.Path, true
}

// dotted returns the name of a type with a dot after its namespace, where a link
// may have an underscore: messages.Chats for messages_Chats.
func dotted(name string) string {
	if !strings.Contains(name, "_") { // faster than the pattern
		return name
	}
	return namespaced.ReplaceAllString(name, "$1.$2")
}
