package bind

import (
	"cmp"
	"strings"

	"example.com/docgen/parser/page"
)

// links finds the methods, types and constructors in tg that the texts of a page
// link to.
func (b *binder) links(m *Method) {
	m.Links = map[page.Ref]string{}
	add := func(text page.Text) {
		for _, block := range text {
			for _, span := range block.Spans {
				if name := b.tg.docLink(span.About); name != "" {
					m.Links[span.About] = name
				}
			}
		}
	}
	add(b.page.Description)
	add(b.page.Summary)
	for _, p := range b.page.Params {
		add(p.Description)
	}
	for _, e := range b.page.Errors {
		add(e.Description)
	}
	for _, n := range b.page.Notes {
		add(n.Text)
	}
}

// docLink returns a name in tg as Go's doc comments link to it, or "" if tg has no
// such name. For a generic method, which is a method without a namespace, this is its
// request: tg.Client has no method for it. File names in the documentation can have an underscore for the dot, so
// docLink compares folded names.
func (tg *TG) docLink(ref page.Ref) string {
	name := ""
	switch folded := foldName(ref.Name); ref.Kind {
	case page.RefMethod:
		if name = tg.names().requests[folded]; name != "" && strings.ContainsAny(ref.Name, "._") {
			name = "Client." + strings.TrimSuffix(name, "Request")
		}
	case page.RefConstructor:
		name = tg.names().constructors[folded]
	case page.RefType:
		if _, ok := bareTypes[ref.Name]; ok {
			return ""
		}
		// A type with one constructor is named after the constructor in tg.
		name = cmp.Or(tg.names().classNames[folded], tg.names().constructors[folded])
	}
	if name == "" {
		return ""
	}
	return "tg." + name
}
