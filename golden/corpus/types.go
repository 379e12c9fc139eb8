package corpus

import (
	"fmt"
	"strings"

	"example.com/docgen/emit/bind"
)

// A typeForm is how the pages of a layout write types.
type typeForm struct {
	// target is the format of the address of a type's page.
	target string
	// underscored says that pages write messages.Chats as messages_Chats, and
	// escaped that they escape the underscore in addresses as well.
	underscored, escaped bool
	// labels says that links to the types of peers have labels that list what the
	// documented client accepts.
	labels bool
	// alternatives says that pages have types which only the documented client
	// knows: "long|string" for a hash, and "strlong".
	alternatives bool
}

// A typeCell is a type as Markdown and in TL notation. accepts is its label, if that
// lists what the documented client accepts.
type typeCell struct{ markdown, tl, accepts string }

// cell returns the type of a parameter.
func (f *typeForm) cell(p bind.Param) typeCell {
	name, vectors := typeName(p.Type)
	switch isLong := p.Type == (bind.Type{Name: "int64"}); {
	case f.alternatives && isLong && p.Name == "hash":
		return typeCell{markdown: "Array of " + f.link(`long\|string`, `long\|string`), tl: "Vector<long|string>"}
	case f.alternatives && isLong && p.Name == "key_fingerprint":
		name = "strlong"
	case f.labels && isLong && p.Name == "chat_id":
		name = "InputPeer"
	}
	cell := typeCell{tl: strings.Repeat("Vector<", vectors) + name + strings.Repeat(">", vectors)}
	label := f.name(name, true)
	if f.labels && (name == "InputPeer" || name == "InputUser" || name == "InputChannel") {
		label = "Name, chat ID or " + name
		cell.accepts = label
	}
	cell.markdown = strings.Repeat("Array of ", vectors) + f.link(label, f.name(name, f.escaped))
	return cell
}

// query returns the type of a generic method's query.
func (f *typeForm) query() typeCell { return typeCell{markdown: f.link("!X", "!X"), tl: "!X"} }

// result returns the type of a method's result. Only the label of the link says that it
// is a vector.
func (f *typeForm) result(m *bind.Method) typeCell {
	if m.Generic {
		return typeCell{markdown: f.link("X", "X"), tl: "X"}
	}
	name, vectors := typeName(m.Result)
	return typeCell{
		markdown: f.link(strings.Repeat(`Vector\_of\_`, vectors)+f.name(name, true), f.name(name, f.escaped)),
		tl:       strings.Repeat("Vector<", vectors) + name + strings.Repeat(">", vectors),
	}
}

// link returns a link to a type's page.
func (f *typeForm) link(label, target string) string {
	return fmt.Sprintf("[%s]("+f.target+")", label, target)
}

// name returns a type as the layout spells it.
func (f *typeForm) name(tl string, escape bool) string {
	namespace, local, ok := strings.Cut(tl, ".")
	switch {
	case !ok || !f.underscored:
		return tl
	case escape:
		return namespace + `\_` + local
	}
	return namespace + "_" + local
}

// tlNames maps Go types to the TL types that have another name.
var tlNames = map[string]string{
	"bool": "Bool", "int64": "long", "float64": "double", "Int128": "int128", "Int256": "int256",
}

// typeName returns the TL name of a type without its vectors, and the number of these.
// Go names do not tell where a namespace ends, so this is a guess: MessagesChats becomes
// messages.Chats, which is right, and MessagesFilter becomes messages.Filter, although
// its TL name is MessagesFilter. docgen ignores dots when it compares types.
func typeName(t bind.Type) (name string, vectors int) {
	if t.Package == "" && t.Name == "byte" {
		return "bytes", t.Slices - 1
	}
	if name, ok := tlNames[t.Name]; ok {
		return name, t.Slices
	}
	name = strings.TrimSuffix(t.Name, "Class")
	for _, namespace := range namespaces {
		local, ok := strings.CutPrefix(name, strings.ToUpper(namespace[:1])+namespace[1:])
		if ok && local != "" && 'A' <= local[0] && local[0] <= 'Z' {
			return namespace + "." + local, t.Slices
		}
	}
	return name, t.Slices
}

// namespaces are the TL namespaces of most types that methods take or return.
var namespaces = []string{
	"account", "auth", "channels", "contacts", "help", "messages", "payments", "phone", "photos", "stats", "stickers", "stories", "updates", "upload", "users",
}
