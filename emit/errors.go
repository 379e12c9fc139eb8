package emit

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/page"
)

// documentedError is an error, with what all pages say about it.
type documentedError struct {
	pattern string
	// constant is empty if no Go name can be made of the pattern.
	constant string
	// meanings are what the error means, the one that most methods document first.
	meanings []meaning
	codes    []int
	general  bool
	// typed means that only gotd/td knows the error. The pattern is its type: what
	// Telegram's message has beside numbers.
	typed bool
}

// A meaning is what an error means to some methods.
type meaning struct {
	// text has %d for the argument, whatever the page wrote.
	text page.Text
	// words are those of the text in small letters, without punctuation: texts with the
	// same words have one meaning.
	words string
	// methods are the names of the methods, sorted. A general error has none.
	methods []string
}

// description returns what the error means to most methods, as plain text. It is empty
// if no page says.
func (e documentedError) description() string {
	if len(e.meanings) == 0 {
		return ""
	}
	return e.meanings[0].text.Plain()
}

// collectErrors returns the errors of all pages, the general errors, and those that the
// options add, sorted by pattern. A general error means the same to all methods.
func collectErrors(methods []*bind.Method, options Options) []documentedError {
	set := errorSet{}
	for _, pattern := range facts.GeneralPatterns() {
		e, _ := facts.General(pattern)
		known := set.get(pattern)
		known.general, known.codes = true, slices.Clone(e.Codes)
		known.mean("", plainText(e.Description))
	}
	for _, e := range options.General {
		known := set.get(e.Pattern)
		if known.general = true; len(e.Description) > 0 {
			known.meanings = nil
		}
		set.add("", e)
	}
	for _, m := range methods {
		for _, e := range m.Page.Errors {
			set.add(m.Name, e)
		}
	}
	documented := maps.Clone(set)
	for _, e := range options.Errors {
		if documented[e.Pattern] == nil {
			set.add("", e)
		}
	}
	for _, pattern := range options.TypeErrors {
		if set[pattern] == nil {
			set.get(pattern).typed = true
		}
	}
	return set.sorted()
}

// constants maps the pattern of each error to the name of its Go constant, which is
// empty if no Go name can be made of the pattern.
type constants map[string]string

func constantsOf(all []documentedError) constants {
	c := make(constants, len(all))
	for _, e := range all {
		c[e.pattern] = e.constant
	}
	return c
}

// of returns the name of an error's constant, and reports whether it has one.
func (c constants) of(pattern string) (string, bool) {
	if name, known := c[pattern]; known {
		return name, name != ""
	}
	return facts.ConstantName(pattern)
}

// errorSet collects the errors of all pages by their patterns.
type errorSet map[string]*documentedError

// get returns the error with a pattern. It adds the error if the set has none.
func (s errorSet) get(pattern string) *documentedError {
	known := s[pattern]
	if known == nil {
		known = &documentedError{pattern: pattern}
		known.constant, _ = facts.ConstantName(pattern)
		s[pattern] = known
	}
	return known
}

// add adds what the page of a method says about an error. The name is empty where no
// method documents it.
func (s errorSet) add(method string, e page.Error) {
	known := s.get(e.Pattern)
	known.codes = addCode(known.codes, e.Code)
	known.mean(method, meaningOf(e))
}

// mean adds what the error means to a method.
func (e *documentedError) mean(method string, text page.Text) {
	words := plainWords(text.Plain())
	if words == "" || e.general && len(e.meanings) > 0 {
		return
	}
	i := slices.IndexFunc(e.meanings, func(m meaning) bool { return m.words == words })
	if i < 0 {
		i = len(e.meanings)
		e.meanings = append(e.meanings, meaning{text: text, words: words})
	}
	known := &e.meanings[i]
	if last := len(known.methods) - 1; method != "" && (last < 0 || known.methods[last] != method) {
		known.methods = append(known.methods, method)
	}
}

// meaningOf returns the description of an error without what it says about the client,
// and with %d for the argument. Some pages write X for it.
func meaningOf(e page.Error) page.Text {
	return withArgument(e.Description.WithoutClient(), e.Pattern, argumentX, "${1}%d")
}

// argumentX matches the X that stands for an argument.
var argumentX = regexp.MustCompile(`(^|[\s(])X\b`)

// withArgument returns a text in which something else stands for the argument of an error.
func withArgument(text page.Text, pattern string, old *regexp.Regexp, replacement string) page.Text {
	if !strings.Contains(pattern, "%d") {
		return text
	}
	out := slices.Clone(text)
	for i := range out {
		out[i].Spans = slices.Clone(out[i].Spans)
		for j, s := range out[i].Spans {
			out[i].Spans[j].Text = old.ReplaceAllString(s.Text, replacement)
		}
	}
	return out
}

// plainWords returns the words of a text in small letters, without punctuation at its end.
func plainWords(text string) string {
	return strings.TrimRight(strings.ToLower(strings.Join(strings.Fields(text), " ")), " .!:;,")
}

func (s errorSet) sorted() []documentedError {
	all := make([]documentedError, 0, len(s))
	for _, e := range s {
		slices.SortStableFunc(e.meanings, func(a, b meaning) int { return cmp.Compare(len(b.methods), len(a.methods)) })
		all = append(all, *e)
	}
	slices.SortFunc(all, func(a, b documentedError) int { return cmp.Compare(a.pattern, b.pattern) })
	return all
}
