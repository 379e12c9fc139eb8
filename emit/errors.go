package emit

import (
	"cmp"
	"maps"
	"slices"

	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/page"
)

// documentedError is an error, with what all pages say about it.
type documentedError struct {
	pattern string
	// constant is empty if no Go name can be made of the pattern.
	constant    string
	description string
	codes       []int
	general     bool
	// typed means that only gotd/td knows the error. The pattern is its type: what
	// Telegram's message has beside numbers.
	typed bool
}

// collectErrors returns the errors of all pages, the general errors, and those that the
// options add, sorted by pattern. A general error has its own description, any other error
// the one that most pages give it.
func collectErrors(methods []*bind.Method, options Options) []documentedError {
	set := errorSet{byPattern: map[string]*documentedError{}, descriptions: map[string]map[string]int{}}
	for _, pattern := range facts.GeneralPatterns() {
		e, _ := facts.General(pattern)
		known := set.get(pattern)
		known.general, known.description, known.codes = true, e.Description, slices.Clone(e.Codes)
	}
	for _, e := range options.General {
		set.add(e)
		known := set.byPattern[e.Pattern]
		known.general, known.description = true, described(e)
	}
	for _, m := range methods {
		for _, e := range m.Page.Errors {
			set.add(e)
		}
	}
	documented := maps.Clone(set.byPattern)
	for _, e := range options.Errors {
		if documented[e.Pattern] == nil {
			set.add(e)
		}
	}
	for _, pattern := range options.TypeErrors {
		if set.byPattern[pattern] == nil {
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

// errorSet collects the errors of all pages.
type errorSet struct {
	byPattern map[string]*documentedError
	// descriptions counts the descriptions of each pattern.
	descriptions map[string]map[string]int
}

// get returns the error with a pattern. It adds the error if the set has none.
func (s *errorSet) get(pattern string) *documentedError {
	known := s.byPattern[pattern]
	if known == nil {
		known = &documentedError{pattern: pattern}
		known.constant, _ = facts.ConstantName(pattern)
		s.byPattern[pattern] = known
		s.descriptions[pattern] = map[string]int{}
	}
	return known
}

func (s *errorSet) add(e page.Error) {
	known := s.get(e.Pattern)
	if e.Code != 0 && !slices.Contains(known.codes, e.Code) {
		known.codes = append(known.codes, e.Code)
	}
	s.descriptions[e.Pattern][described(e)]++
}

// described returns the description of an error as plain text.
func described(e page.Error) string { return e.Description.WithoutClient().Plain() }

func (s *errorSet) sorted() []documentedError {
	all := make([]documentedError, 0, len(s.byPattern))
	for pattern, e := range s.byPattern {
		if e.description == "" {
			e.description = commonest(s.descriptions[pattern])
		}
		slices.Sort(e.codes)
		all = append(all, *e)
	}
	slices.SortFunc(all, func(a, b documentedError) int { return cmp.Compare(a.pattern, b.pattern) })
	return all
}

// commonest returns the text with the highest count, or the first of several in
// alphabetical order. It returns an empty text only if there is no other.
func commonest(counts map[string]int) string {
	best := ""
	for text, n := range counts {
		if text == "" {
			continue
		}
		if best == "" || n > counts[best] || n == counts[best] && text < best {
			best = text
		}
	}
	return best
}
