package emit

import (
	"cmp"
	"fmt"
	"go/doc/comment"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/page"
)

// maxListed is how many errors a method's comment lists.
const maxListed = 10

// errors adds a list of the errors that the page of a method documents, each with its
// codes. It leaves out errors that any call, or nearly any, can return.
func (b *docBuilder) errors(m *bind.Method, c constants) {
	own := ownErrors(m, c)
	if len(own) == 0 {
		return
	}
	b.sentence("Documented errors:")
	list := &comment.List{}
	for _, e := range own[:min(len(own), maxListed)] {
		addItem(list, e.words())
	}
	if more := len(own) - maxListed; more > 0 {
		words := append(appendWords(nil, fmt.Sprintf("and %d more, see", more)), ownLink("Lookup"))
		addItem(list, append(words, word{plain: fmt.Sprintf("(%q)", m.Name), size: len(m.Name) + len(`("")`), glued: true}))
	}
	b.doc.Content = append(b.doc.Content, list)
}

// A listedError is an error in the comment of a method: the name of its constant or, if it
// has none, the name on the page.
type listedError struct {
	name     string
	constant bool
	codes    []int
}

// words returns a doc link to the constant, and the codes.
func (e listedError) words() []word {
	if !e.constant {
		return appendWords(nil, e.name+" "+codesText(e.codes))
	}
	return appendWords([]word{ownLink(e.name)}, codesText(e.codes))
}

// ownLink returns a doc link to what the generated package has under a name.
func ownLink(name string) word {
	return word{link: &comment.DocLink{Text: []comment.Text{comment.Plain(name)}, Name: name}, size: len(name) + len("[]")}
}

// ownErrors returns the errors that a method's comment lists: those with constants, sorted
// by name, and then the others.
func ownErrors(m *bind.Method, c constants) []listedError {
	var own []listedError
	at := map[string]int{}
	for _, e := range m.Page.Errors {
		if _, general := facts.General(e.Pattern); general || e.Common {
			continue
		}
		name, constant := c.of(e.Pattern)
		if !constant {
			name = e.Name
		}
		i, known := at[name]
		if !known {
			i, at[name] = len(own), len(own)
			own = append(own, listedError{name: name, constant: constant})
		}
		own[i].codes = addCode(own[i].codes, e.Code)
	}
	slices.SortFunc(own, func(a, b listedError) int {
		switch {
		case a.constant == b.constant:
			return cmp.Compare(a.name, b.name)
		case a.constant:
			return -1
		default:
			return 1
		}
	})
	return own
}

// addCode adds a code to sorted codes. 0 is none.
func addCode(codes []int, code int) []int {
	i, known := slices.BinarySearch(codes, code)
	if known || code == 0 {
		return codes
	}
	return slices.Insert(codes, i, code)
}

// codesText returns the codes of an error in parentheses, or "" if there are none.
func codesText(codes []int) string {
	if len(codes) == 0 {
		return ""
	}
	texts := make([]string, len(codes))
	for i, code := range codes {
		texts[i] = strconv.Itoa(code)
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

// errorDoc returns the comment of an error's constant: its codes, and what it means. If
// the error means other things to other methods, the comment lists them all.
func errorDoc(e documentedError, tg map[page.Ref]string) string {
	name := strings.TrimSpace(e.constant + " " + codesText(e.codes))
	b := docBuilder{tg: tg}
	switch {
	case e.typed:
		b.sentence(name + " is known to gotd/td; no page documents it.")
	case len(e.meanings) == 0:
		b.sentence(name + " has no description.")
	case len(e.meanings) == 1:
		b.text(name+": ", e.shown(e.meanings[0]), "")
	default:
		b.sentence(name + " depends on the method:")
		list := &comment.List{}
		for _, meaning := range e.meanings {
			words := appendWords(nil, methodList(meaning.methods)+":")
			for _, block := range e.shown(meaning) {
				words = b.words(words, block.Spans)
			}
			addItem(list, endSentence(words, "."))
		}
		b.doc.Content = append(b.doc.Content, list)
	}
	return b.print()
}

// shown returns a meaning with X for the argument, which is also the X in the constant's
// name.
func (e documentedError) shown(m meaning) page.Text {
	return withArgument(m.text, e.pattern, argumentD, "X")
}

var argumentD = regexp.MustCompile(`%d`)

// allLinks returns what the pages of all methods link to.
func allLinks(methods []*bind.Method) map[page.Ref]string {
	all := map[page.Ref]string{}
	for _, m := range methods {
		maps.Copy(all, m.Links)
	}
	return all
}

// methodList returns the names of up to three methods, and how many more there are.
func methodList(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}
