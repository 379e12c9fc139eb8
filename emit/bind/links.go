package bind

import (
	"cmp"

	"example.com/docgen/parser/page"
)

// links resolves the links of a page's prose to other pages. What tg does not
// have is no link.
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

// docLink returns the name of something in tg as Go's doc comments link it, or
// "". That of a method is its request, which tg has for generic ones too. Files
// of the documentation have names with a line for a dot, so names are folded.
func (tg *TG) docLink(ref page.Ref) string {
	name := ""
	switch folded := fold(ref.Name); ref.Kind {
	case page.RefMethod:
		name = tg.names().requests[folded]
	case page.RefConstructor:
		name = tg.names().constructors[folded]
	case page.RefType:
		if _, ok := bare[ref.Name]; ok {
			return ""
		}
		// A type with one constructor is called by it in tg.
		name = cmp.Or(tg.names().classNames[folded], tg.names().constructors[folded])
	}
	if name == "" {
		return ""
	}
	return "tg." + name
}
