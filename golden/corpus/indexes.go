package corpus

import (
	"fmt"
	"strings"

	"example.com/docgen/emit/bind"
)

// taskIndex returns the index page that lists methods by what they do.
func (l *layout) taskIndex(methods []*bind.Method) Page {
	var b strings.Builder
	b.WriteString("---\ntitle: Methods\ndescription: What can be asked for?\n---\n# What can be asked for?  \n[To all of it](..)  \n\n")
	fmt.Fprintf(&b, "[By name](api_index.md)  \n\n")
	for _, m := range methods {
		fmt.Fprintf(&b, "* <a href=%q name=%q>Do what it says: %s</a>\n\n", strings.TrimSuffix(l.file(m), ".md")+".html", m.Name, m.Name)
	}
	return Page{Facts{File: "index.md"}, []byte(b.String())}
}

// callIndex returns the index page that lists methods by their calls. In the layout
// without front matter it is the only index.
func (l *layout) callIndex(methods []*bind.Method) Page {
	var b strings.Builder
	file := "index.md"
	if l.matter != "" {
		file = "api_index.md"
		b.WriteString("---\ntitle: Methods\ndescription: All methods\n---\n")
	}
	b.WriteString("# Methods  \n\n<style>\n.methods {\n    width: auto;\n}\n</style>\n<div class=\"methods\">\n")
	for _, m := range methods {
		fmt.Fprintf(&b, "$client->[%s](%s)(", strings.ReplaceAll(m.Name, ".", "->"), l.file(m))
		for _, p := range m.Params {
			fmt.Fprintf(&b, `\['%s' => %s, \]`, escaped(p.Name), l.types.cell(p).markdown)
		}
		fmt.Fprintf(&b, ") === [$answer](%s)<a name=%q></a>  \n\n", l.file(m), m.Name)
	}
	b.WriteString("</div>\n")
	return Page{Facts{File: file}, []byte(b.String())}
}
