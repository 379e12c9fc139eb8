package page

import (
	"strings"

	"example.com/docgen/parser/diag"
)

// A Text is prose: blocks in page order.
type Text []Block

// BlockKind is the kind of a block.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	// Item is an item of a list.
	Item
	// Code is preformatted text: one span with all its lines.
	Code
)

// A Block is one paragraph, list item or piece of preformatted text.
type Block struct {
	Kind BlockKind
	// Number is the number of an item, 0 in a bulleted list.
	Number int
	Spans  []Span
	Pos    diag.Pos
}

// A Span is a run of text within a block.
type Span struct {
	Text string
	// Code marks text that the page sets as code.
	Code bool
	// Link is the destination when the text is a link.
	Link string
	// About names what the linked page of the documentation describes; it is
	// zero for any other link. Without a link it names a method that the text has in
	// the notation of another language, as in "channels->inviteToChannel".
	About Ref
	// Client says that the words are about the client that the page is written for,
	// and not about Telegram's method, as in "You cannot use this method directly".
	Client bool
}

// A Ref names the method, type or constructor that a page of the documentation
// describes. The zero value names nothing.
type Ref struct {
	Kind RefKind
	// Name is in TL notation, as in "messages.sendMessage".
	Name string
}

// RefKind says what a Ref names: a method, a type and a constructor can have the
// same name.
type RefKind int

// The kinds of references.
const (
	RefMethod RefKind = iota + 1
	RefType
	RefConstructor
)

// Plain returns the text without markup. It puts a blank line between paragraphs
// and a line break between list items.
func (t Text) Plain() string {
	var b strings.Builder
	for i, block := range t {
		if i > 0 {
			b.WriteString("\n")
			if block.Kind != Item || t[i-1].Kind != Item {
				b.WriteString("\n")
			}
		}
		if block.Kind == Item {
			b.WriteString("- ")
		}
		b.WriteString(block.Plain())
	}
	return b.String()
}

// Plain returns the block's text without markup.
func (b Block) Plain() string {
	if len(b.Spans) == 1 {
		return b.Spans[0].Text
	}
	var s strings.Builder
	for _, span := range b.Spans {
		s.WriteString(span.Text)
	}
	return s.String()
}
