package emit

import (
	"cmp"
	"slices"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// documentedError is an error of the generated package, with what all pages
// say about it.
type documentedError struct {
	pattern string
	// constant is empty when no sound name follows from the pattern.
	constant    string
	description string
	codes       []int
	general     bool
}

// generalErrors are those that belong to no method: any call can return them,
// so that pages do not list them. They are facts of
// https://core.telegram.org/api/errors.
var generalErrors = map[string]documentedError{
	"AUTH_KEY_DUPLICATED":        {codes: []int{406}, description: "Two connections used the authorization key at once, so that it is no longer valid: log in."},
	"AUTH_KEY_INVALID":           {codes: []int{401}, description: "The authorization key is not valid."},
	"AUTH_KEY_PERM_EMPTY":        {codes: []int{401}, description: "The temporary authorization key is not bound to a permanent one."},
	"AUTH_KEY_UNREGISTERED":      {codes: []int{401}, description: "The authorization key belongs to no account: log in."},
	"FILE_MIGRATE_%d":            {codes: []int{303}, description: "The file belongs to this datacenter."},
	"FLOOD_PREMIUM_WAIT_%d":      {codes: []int{420}, description: "Too many calls for an account without Premium: wait this many seconds."},
	"FLOOD_WAIT_%d":              {codes: []int{420}, description: "Too many calls: wait this many seconds."},
	"INTERDC_%d_CALL_ERROR":      {codes: []int{500}, description: "Telegram could not reach this datacenter: try again later."},
	"INTERDC_%d_CALL_RICH_ERROR": {codes: []int{500}, description: "Telegram could not reach this datacenter: try again later."},
	"MSG_WAIT_TIMEOUT":           {codes: []int{-503}, description: "A call that this one waited for took too long."},
	"NETWORK_MIGRATE_%d":         {codes: []int{303}, description: "The call belongs to this datacenter."},
	"PHONE_MIGRATE_%d":           {codes: []int{303}, description: "The phone number belongs to this datacenter."},
	"RPC_CALL_FAIL":              {codes: []int{500}, description: "Telegram failed within: try again later."},
	"RPC_MCGET_FAIL":             {codes: []int{500}, description: "Telegram failed within: try again later."},
	"SESSION_EXPIRED":            {codes: []int{401}, description: "The session has expired: log in."},
	"SESSION_REVOKED":            {codes: []int{401}, description: "The user ended the session: log in."},
	"STATS_MIGRATE_%d":           {codes: []int{303}, description: "The statistics belong to this datacenter."},
	"Timedout":                   {codes: []int{-503}, description: "Telegram took too long: try again later."},
	"Timeout":                    {codes: []int{-503}, description: "Telegram took too long: try again later."},
	"USER_DEACTIVATED":           {codes: []int{401}, description: "The account was deleted or banned."},
	"USER_DEACTIVATED_BAN":       {codes: []int{401}, description: "The account was banned."},
	"USER_MIGRATE_%d":            {codes: []int{303}, description: "The account belongs to this datacenter."},
	"WORKER_BUSY_TOO_LONG_RETRY": {codes: []int{500}, description: "Telegram was busy for too long: try again later."},
}

// collectErrors returns every error of the pages and the general ones, sorted
// by pattern. An error has the description that most pages give it, a general
// one its own; each method's is kept beside the method.
func collectErrors(methods []*bind.Method, general []page.Error) []documentedError {
	set := errorSet{byPattern: map[string]*documentedError{}, descriptions: map[string]map[string]int{}}
	for pattern, e := range generalErrors {
		known := set.get(pattern)
		known.general, known.description, known.codes = true, e.description, slices.Clone(e.codes)
	}
	for _, e := range general {
		set.add(e)
		known := set.byPattern[e.Pattern]
		known.general, known.description = true, e.Description.Plain()
	}
	for _, m := range methods {
		for _, e := range m.Page.Errors {
			set.add(e)
		}
	}
	return set.sorted()
}

// errorSet collects the errors of all pages.
type errorSet struct {
	byPattern map[string]*documentedError
	// descriptions counts the descriptions of each pattern.
	descriptions map[string]map[string]int
}

// get returns the error with a pattern, which is new at its first use.
func (s *errorSet) get(pattern string) *documentedError {
	known := s.byPattern[pattern]
	if known == nil {
		known = &documentedError{pattern: pattern}
		known.constant, _ = constantName(pattern)
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
	s.descriptions[e.Pattern][e.Description.Plain()]++
}

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

// commonest returns the text that was counted most, of several the first in
// order, an empty one only when there is no other.
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
