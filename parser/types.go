package parser

import (
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"example.com/docgen/parser/page"
)

// tlType returns the type that inline content documents, in TL notation, what
// the page says it takes where that is more than the type, and whether it is
// one. The type is the target of the first link, or the text where there is no
// link. "Array of" before it, or "Vector of" in its label, make it a vector.
func (r *reader) tlType(n ast.Node, before string) (name, accepts string, ok bool) {
	plain := strings.TrimSpace(strings.TrimPrefix(r.plain(n), before))
	label := ""
	name = plain
	if link := firstLink(n); link != nil {
		label = r.plain(link)
		name = linkTarget(string(link.Destination))
		plain = strings.Replace(plain, label, "", 1)
	}
	depth := len(arrayOf.FindAllString(plain, -1))
	if label == "" {
		name = arrayOf.ReplaceAllString(name, "")
	}
	name = strings.TrimSpace(name)
	for _, text := range []string{label, name} {
		if text != "" && vectorOf.MatchString(text) {
			depth++
			break
		}
	}
	name = strings.TrimSuffix(vectorOf.ReplaceAllString(name, ""), ">")
	if m := namespaced.FindStringSubmatch(name); m != nil {
		name = m[1] + "." + m[2]
	}
	if !typeName.MatchString(name) {
		return "", "", false
	}
	if text := strings.TrimSpace(arrayOf.ReplaceAllString(label, "")); strings.ContainsAny(text, " \n") {
		accepts = text
	}
	return strings.Repeat("Vector<", depth) + name + strings.Repeat(">", depth), accepts, true
}

func firstLink(n ast.Node) *ast.Link {
	var link *ast.Link
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := n.(*ast.Link); ok && entering && link == nil {
			link = l
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return link
}

// linkTarget returns the name that a link such as ../types/messages_Chats.md
// is about.
func linkTarget(destination string) string {
	destination, _, _ = strings.Cut(destination, "#")
	destination, _, _ = strings.Cut(destination, "?")
	name := path.Base(destination)
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".html"), ".md")
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
	target, err := url.Parse(destination)
	if err != nil || target.Host != "" || target.Scheme != "" || target.Path == "" {
		return page.Ref{}
	}
	dir := strings.TrimSuffix(path.Dir(target.Path), "/")
	kind, ok := refKinds[strings.TrimPrefix(path.Base(dir), ".")]
	name := linkTarget(destination)
	if m := namespaced.FindStringSubmatch(name); m != nil {
		name = m[1] + "." + m[2]
	}
	if !ok || !methodName.MatchString(name) {
		return page.Ref{}
	}
	return page.Ref{Kind: kind, Name: name}
}
