package parser

import (
	"net/url"
	"path"
	"strings"

	"example.com/docgen/parser/page"
)

// refKinds has the folders of the documentation, each with what its pages
// describe. A link without a folder is from one method's page to another.
var refKinds = map[string]page.RefKind{
	"methods": page.RefMethod, "method": page.RefMethod, "": page.RefMethod,
	"types": page.RefType, "type": page.RefType,
	"constructors": page.RefConstructor, "constructor": page.RefConstructor,
}

// refOf returns the method, type or constructor that the target of a link such as
// ../types/Updates.md describes. It is zero for a link that leads out of the
// documentation.
func refOf(destination string) page.Ref {
	if len(destination) > 4*maxName {
		return page.Ref{} // the patterns below would take long for a page of long links
	}
	if rest, ok := strings.CutPrefix(destination, official); ok {
		destination = "/" + rest
	}
	target, ok := pathOf(destination)
	if !ok {
		return page.Ref{}
	}
	dir := strings.TrimSuffix(path.Dir(strings.TrimSuffix(withoutIndex(target), "/")), "/")
	kind, ok := refKinds[strings.TrimPrefix(path.Base(dir), ".")]
	name := dotted(linkTarget(destination))
	if !ok || !isName(methodName, name) {
		return page.Ref{}
	}
	return page.Ref{Kind: kind, Name: name}
}

// official is the start of links to Telegram's own documentation, which others mirror.
const official = "https://core.telegram.org/"

// officialFolders are the folders of Telegram's own documentation that pages link to.
var officialFolders = map[string]bool{
	"api": true, "bots": true, "cdn": true, "constructor": true, "method": true, "mtproto": true,
	"passport": true, "techfaq": true, "type": true, "widgets": true,
}

// clientMirror is the start of links to the pages of methods, types and constructors that
// a client has on its site.
const clientMirror = "https://docs.madelineproto.xyz/API_docs/"

// resolve returns the target of a link. Mirrors of Telegram's own documentation have its
// links relative, as in /api/files/#parts: resolve makes them absolute, so that they lead
// somewhere from outside of the mirror too. It makes links to what a client says of
// Telegram's types relative, so that they lead to the types, and not to the client.
func resolve(destination string) string {
	if rest, ok := strings.CutPrefix(destination, clientMirror); ok {
		return "/" + rest
	}
	if !strings.HasPrefix(destination, "/") && !strings.HasPrefix(destination, "../") {
		return destination
	}
	target, fragment, _ := strings.Cut(destination, "#")
	target = strings.TrimSuffix(withoutIndex(strings.TrimLeft(target, "./")), "/")
	if folder, _, _ := strings.Cut(target, "/"); !officialFolders[folder] {
		return destination
	}
	target = strings.TrimSuffix(strings.TrimSuffix(target, ".html"), ".md")
	if fragment != "" {
		target += "#" + fragment
	}
	return official + target
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
