package parser

import (
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/page"
)

// A claim is what a sentence says about one kind of caller.
type claim struct {
	flag  func(*page.Page) *page.Flag
	value page.Availability
}

func users(p *page.Page) *page.Flag           { return &p.Users }
func bots(p *page.Page) *page.Flag            { return &p.Bots }
func business(p *page.Page) *page.Flag        { return &p.Business }
func unauthenticated(p *page.Page) *page.Flag { return &p.Unauthenticated }

// The parts of sentences about callers: the method, what a caller does with it, and what
// is done with it. Each is written in lower case, with the apostrophes of ASCII.
const (
	theMethod = `(?:(?:this|the) (?:method|function|request))`
	canCall   = `(?:can|may) (?:use|call|invoke)`
	neverCall = `(?:can't|cannot|can not|may not|must not) (?:use|call|invoke)`
	called    = `(?:can|may) be (?:used|called|invoked|executed)`
	noCall    = `(?:can't|cannot|can not|may not|must not) be (?:used|called|invoked|executed)`
	callers   = `(users?|bots?)(?: accounts?)?`
	everybody = `(?:both )?(?:users? and (?:for |to )?bots?|bots? and (?:for |to )?users?)`
	isFor     = `(?:(?:` + theMethod + ` )?(?:is )?)`
	over      = `(?:over|via|through|on|using|from) (?:an? ?)?` // html2text leaves out the space before a link
	login     = `(?:authori[sz]ation|authentication|login|logging in)`
	anonymous = `(?:` + over + `(?:unauthenticated|unauthorized|not authenticated|non-authenticated|anonymous) connections?` +
		`|without (?:authorization|authentication|logging in|login|being logged in)|before (?:authorization|authentication|logging in|login))`
)

// sentenceGrammar holds the sentences that say who can call a method, as
// core.telegram.org and others word them. The first pattern that matches a whole
// sentence counts. A group holds the caller that the sentence is about.
var sentenceGrammar = []struct {
	pattern *regexp.Regexp
	claims  func(caller string) []claim
}{
	{whole(`only ` + callers + ` ` + canCall + ` ` + theMethod), onlyFor},
	{whole(theMethod + ` (?:can|may) (?:only be|be only) (?:used|called|invoked) by ` + callers), onlyFor},
	{whole(theMethod + ` ` + called + ` only by ` + callers), onlyFor},
	{whole(theMethod + ` ` + called + ` by ` + callers + ` only`), onlyFor},
	{whole(theMethod + ` ` + called + ` by ` + callers), oneCaller(page.Yes)},
	{whole(isFor + `(?:only (?:available )?|available only )(?:to|for) ` + callers), onlyFor},
	{whole(isFor + `(?:available )?(?:to|for) ` + callers + ` only`), onlyFor},
	{whole(callers + `[ -]only(?: method)?`), onlyFor},
	{whole(everybody + ` ` + canCall + ` ` + theMethod), forBoth},
	{whole(theMethod + ` ` + called + ` by ` + everybody), forBoth},
	{whole(isFor + `(?:available |usable )?(?:to|for|by) ` + everybody), forBoth},
	{whole(callers + ` ` + canCall + ` ` + theMethod), oneCaller(page.Yes)},
	{whole(isFor + `available (?:to|for) ` + callers), oneCaller(page.Yes)},
	{whole(callers + ` ` + neverCall + ` ` + theMethod), oneCaller(page.No)},
	{whole(theMethod + ` ` + noCall + ` by ` + callers), oneCaller(page.No)},
	{whole(isFor + `(?:not available|unavailable) (?:to|for) ` + callers), oneCaller(page.No)},
	{whole(theMethod + ` ` + called + ` ` + over + `(?:a )?business connections?`), always(business, page.Yes)},
	{whole(theMethod + ` ` + noCall + ` ` + over + `(?:a )?business connections?`), always(business, page.No)},
	{whole(`(?:business )?bots? ` + canCall + ` ` + theMethod + ` ` + over + `business connections?`), always(business, page.Yes)},
	{whole(`(?:business )?bots? ` + neverCall + ` ` + theMethod + ` ` + over + `business connections?`), always(business, page.No)},
	{whole(theMethod + ` ` + called + ` ` + anonymous), always(unauthenticated, page.Yes)},
	{whole(theMethod + ` ` + noCall + ` ` + anonymous), always(unauthenticated, page.No)},
	{whole(`(?:` + theMethod + ` )?(?:requires|needs) (?:an? )?` + login), always(unauthenticated, page.No)},
	{whole(login + ` (?:is )?(?:required|needed)`), always(unauthenticated, page.No)},
	{whole(`(?:` + theMethod + ` )?(?:does not|doesn't) (?:require|need) (?:an? )?` + login), always(unauthenticated, page.Yes)},
	{whole(`(?:no ` + login + ` (?:is )?|` + login + ` (?:is not|isn't|not) )(?:required|needed)`), always(unauthenticated, page.Yes)},
}

func whole(pattern string) *regexp.Regexp { return regexp.MustCompile(`^` + pattern + `$`) }

func onlyFor(caller string) []claim {
	if isUser(caller) {
		return []claim{{users, page.Yes}, {bots, page.No}}
	}
	return []claim{{bots, page.Yes}, {users, page.No}}
}

func isUser(caller string) bool { return strings.HasPrefix(caller, "user") }

func forBoth(string) []claim { return []claim{{users, page.Yes}, {bots, page.Yes}} }

func oneCaller(value page.Availability) func(string) []claim {
	return func(caller string) []claim {
		if isUser(caller) {
			return []claim{{users, value}}
		}
		return []claim{{bots, value}}
	}
}

func always(flag func(*page.Page) *page.Flag, value page.Availability) func(string) []claim {
	return func(string) []claim { return []claim{{flag, value}} }
}

// claimsOf returns what a sentence says about callers, or nil if it says nothing that
// docgen can read.
func claimsOf(sentence string) []claim {
	if !speaksOfCallers(sentence) {
		return nil
	}
	text := plainSentence(sentence)
	for _, s := range sentenceGrammar {
		m := s.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		return s.claims(m[len(m)-1])
	}
	return nil
}

// claimsOfAll returns what a text of one or more sentences says about callers, or nil if one
// of them says nothing that docgen can read.
func claimsOfAll(text string) []claim {
	var all []claim
	for _, sentence := range betweenSentences.Split(strings.TrimSpace(text), -1) {
		claims := claimsOf(sentence)
		if claims == nil {
			return nil
		}
		all = append(all, claims...)
	}
	return all
}

// claimsOfList returns what a list of callers says, such as "users and bots" or "users only".
func claimsOfList(list string) []claim {
	list = strings.TrimSpace(separators.ReplaceAllString(list, " and "))
	if m := onlyBefore.FindStringSubmatch(list); m != nil {
		list = m[1] + " only"
	}
	return claimsOf("available to " + list)
}

var (
	separators = regexp.MustCompile(`\s*[,/&+]\s*(?:and\s)?`)
	onlyBefore = regexp.MustCompile(`(?i)^only (.*)$`)
)

// markedCaller matches a caller with an answer before it, as in "✅ Users" or "[x] Users".
var markedCaller = regexp.MustCompile(`(?i)^(✅|✔|☑|❌|✖|✘|✗|\[x\]|\[ \])\x{fe0f}? *(users?|bots?)(?: accounts?)?\.?$`)

// claimsOfMark returns what a caller with an answer before it says, or nil for any other text.
func claimsOfMark(text string) []claim {
	m := markedCaller.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	value := page.No
	if answers[m[1]] || strings.EqualFold(m[1], "[x]") {
		value = page.Yes
	}
	return oneCaller(value)(strings.ToLower(m[2]))
}

// betweenSentences matches the end of a sentence that another one follows.
var betweenSentences = regexp.MustCompile(`[.!;](?: +|\n)`)

// readClaims reads the sentences in a text that say who can call the method. The text stays
// what it is, such as the summary: it says more than these. A sentence must name the method:
// others may be about something that it is for.
func (r *reader) readClaims(text page.Text) {
	amongStatements := r.section == inReturns || r.section == inFlag
	for _, block := range text {
		if amongStatements && r.related == 0 && isHiddenClaim(block) {
			r.warnUnreadFlag(block.Plain(), block.Pos)
			continue
		}
		if r.related > 0 || block.Kind == page.Code || !slices.ContainsFunc(block.Spans, mayNameMethod) {
			continue
		}
		for _, sentence := range betweenSentences.Split(block.Plain(), maxSentences) {
			if !mayBeStatement([]byte(sentence)) || !namesMethod.MatchString(sentence) {
				continue
			}
			claims := claimsOf(sentence)
			for _, c := range claims {
				r.setAvailability(c.flag(r.page), c.value, block.Pos)
			}
			if claims == nil && amongStatements && mayClaim(sentence) {
				r.warnUnreadFlag(sentence, block.Pos)
			}
		}
	}
}

// isHiddenClaim reports whether a block may say who can call the method in a way that docgen
// can't read: by pictures, or as code.
func isHiddenClaim(block page.Block) bool {
	text := block.Plain()
	if block.Kind == page.Code {
		return claimsOfAll(text) != nil
	}
	return len(text) < maxMark && (speaksOfCallers(text) || strings.ContainsAny(text, "✅✔❌✖")) && claimsOfAll(text) == nil
}

// maxMark limits a text that says who can call the method without a sentence, such as the
// pictures of badges.
const maxMark = 20

// mayNameMethod reports whether a part of a text may be the word for a method. It is faster
// than namesMethod.
func mayNameMethod(span page.Span) bool {
	return strings.Contains(span.Text, "ethod") || strings.Contains(span.Text, "unction") || strings.Contains(span.Text, "equest")
}

// maxSentences limits the sentences of a paragraph in which claims are looked for.
const maxSentences = 50

var namesMethod = regexp.MustCompile(`(?i)\b(?:this|the) (?:method|function|request)\b`)

// plainSentence returns a sentence in lower case, without what may stand at its end: a
// full stop, or the mark that core.telegram.org puts into links.
func plainSentence(sentence string) string {
	text := strings.ToLower(collapseSpace(plainSigns.Replace(sentence)))
	for _, label := range []string{"note: ", "important: ", "warning: "} {
		text = strings.TrimPrefix(text, label)
	}
	return strings.TrimRight(text, ".!:;→>- ")
}

var plainSigns = strings.NewReplacer("’", "'", "»", " ", "“", "", "”", "", "`", "", "[", "", "]", "")

// callerWord matches the words for those who call a method.
var callerWord = regexp.MustCompile(`(?i)\b(?:users?|bots?|connections?|unauthenticated|unauthorized|authori[sz]ation|authentication|logging in|login|log in|logged in)\b`)

// speaksOfCallers reports whether a text has a word for those who call a method.
func speaksOfCallers(text string) bool { return callerWord.MatchString(text) }

// aboutCalling matches the words of a heading that says whether somebody can call
// something.
var aboutCalling = regexp.MustCompile(`(?i)\b(?:can|can't|cannot|may|must|only|available|availability|allowed|forbidden|require[sd]?|use[ds]?|usable|invoked?|call(?:ed|able|ers?)?|support(?:s|ed)?|who)\b`)

// mayClaim reports whether a heading that docgen does not know seems to say who can call
// the method.
func mayClaim(heading string) bool {
	return speaksOfCallers(heading) && aboutCalling.MatchString(heading)
}
