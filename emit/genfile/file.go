// Package genfile knows what a generated file looks like: its name, the header by
// which docgen recognizes it, and the order of its parts. It prints no Go.
package genfile

import (
	"bytes"
	"path"
	"strings"
)

// A File is one file of the generated package.
type File struct {
	// Name is the path from the folder of the package, with slashes. Test doubles and
	// bridges are in folders of their own below it.
	Name string
	// Page is the name of the page that the file was made from, as PageName returns
	// it. It is empty for a file that is made from all pages.
	Page string
	// PageHash identifies the text of the page.
	PageHash string
	Data     []byte
}

// AllPages is what the header of a file that is made from all pages has in the
// place of a page's name.
const AllPages = "its method pages"

// New returns a file that is made from all pages: the parts, which are formatted
// source, with a blank line between them and the header before them.
func New(name string, parts ...[]byte) File {
	return File{Name: name, Data: assemble(AllPages, "", parts)}
}

// OfPage returns a file that is made from one page, given the page's name and hash.
func OfPage(name, pageName, pageHash string, source []byte) File {
	from := PageName(pageName)
	return File{Name: name, Page: from, PageHash: pageHash, Data: assemble(from, pageHash, [][]byte{source})}
}

func assemble(from, pageHash string, parts [][]byte) []byte {
	var content []byte
	for _, part := range parts {
		content = append(append(content, '\n'), bytes.TrimLeft(part, "\n")...)
	}
	return append(header(from, pageHash, content), content...)
}

// PageName returns the name of a page as the header of its file has it: with a question
// mark for each character that could end a comment or that not every terminal shows.
func PageName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, name)
}

// Name returns the name of the file that a method goes to: its TL name in snake
// case, as in messages_import_chat_invite_gen.go for messages.importChatInvite.
func Name(method string) string {
	var b strings.Builder
	for i, r := range method {
		switch {
		case r == '.':
			b.WriteByte('_')
		case 'A' <= r && r <= 'Z':
			if i > 0 && !upperOrDot(method[i-1]) {
				b.WriteByte('_')
			}
			b.WriteRune(r + 'a' - 'A')
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + "_gen.go"
}

// TLJSONFolder is the folder, below that of the generated package, of the package that
// the bridges share. No package of other people can import it.
const TLJSONFolder = "internal/tljson"

// Subfolder returns the path of the folder with generated files that a folder below that
// of the generated package is, or contains. It is "" if docgen makes no such folder.
func Subfolder(name string) string {
	if name == path.Dir(TLJSONFolder) {
		return TLJSONFolder
	}
	for _, suffix := range []string{"test", "http", "lua"} {
		if strings.HasSuffix(name, suffix) {
			return name
		}
	}
	return ""
}

// DoublesName returns the path of the file of test doubles from the folder of the
// generated package, given the name of the package of test doubles. That package has a
// folder of its own.
func DoublesName(pkg string) string { return path.Join(pkg, pkg+"_gen.go") }

func upperOrDot(c byte) bool { return c == '.' || c == '_' || 'A' <= c && c <= 'Z' }

// Is reports whether a name is one that docgen gives to generated Go files. Other
// files may have such names too; only docgen's files have its header.
func Is(name string) bool {
	return strings.HasSuffix(name, "_gen.go") || strings.HasSuffix(name, "_gen_test.go")
}
