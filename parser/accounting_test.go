package parser_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestAccounting counts both sides of every page, real or made: each word of the source
// must be in the model, in its turn, or be on a line that has a diagnostic, and each
// word is used once. What is left out on purpose is in structure, for a reader to
// judge.
func TestAccounting(t *testing.T) {
	p := parser.New()
	for _, folder := range folders(t) {
		for _, f := range folder.files {
			read, diags := p.Parse(folder.name+"/"+f.name, f.src)
			if read == nil {
				if len(diags) > 0 {
					t.Errorf("%s/%s: no page: %v", folder.name, f.name, diags)
				}
				continue
			}
			for _, lost := range unaccounted(read, diags, string(f.src)) {
				t.Error(lost)
			}
		}
	}
}

// TestAccountingFinds shows that the accounting sees a fact that is dropped.
func TestAccountingFinds(t *testing.T) {
	const src = "# Method: help.getConfig\n\nFirst.\n\nSecond.\n\n### Return type: [Config](../types/Config.md)\n"
	p, diags := parser.New().Parse("x.md", []byte(src))
	if lost := unaccounted(p, diags, src); len(lost) != 0 {
		t.Errorf("nothing is lost, got %v", lost)
	}
	p.Summary = p.Summary[:1]
	p.Returns = page.Fact{}
	if lost := unaccounted(p, diags, src); len(lost) != 2 {
		t.Errorf("a paragraph and the return type are lost, got %v", lost)
	}
}

// structure is what a page says that is no fact: the headings of sections, the
// labels of values, the heads of tables, navigation, and the lines that lead
// in to an example.
var structure = []*regexp.Regexp{
	regexp.MustCompile(`^#+ Parameters:$`),
	regexp.MustCompile(`^#+ (?:Example:|MadelineProto Example\b.*|\[(?:PWRTelegram )?HTTP API\].*|As a (?:user|bot):)$`),
	regexp.MustCompile(`^#+ (?:Errors|Errors this method can return:)$`),
	regexp.MustCompile(`^#+ (?:Return type:|Method:)`),
	regexp.MustCompile(`^#+ Can (?:users|bots) use this method(?: over a business connection with the .businessConnectionId. flag)?:`),
	regexp.MustCompile(`^\| *(?:Name|Error|Code) .*\|$`),
	regexp.MustCompile(`^\[Back to methods index\]\(index\.(?:md|html)\)`),
	regexp.MustCompile(`^Or, if you(?:'re| are) (?:into|using) .*:$`),
	// In the form of core.telegram.org:
	regexp.MustCompile(`^#+ (?:Example|Parameters|Result|Possible errors|Related pages|Can bots use this method\?)$`),
	regexp.MustCompile(`^#+ (?:Only (?:users|bots)|Both users and bots) can use this method$`),
	regexp.MustCompile(`^#+ This method can be invoked over an? \[(?:business|unauthenticated) connection »\]\([^()]*\)$`),
	regexp.MustCompile(`^:{3,}tabs?(?:\{title="\w+"\})?$`),
	regexp.MustCompile(`^\| +\*?\*?flags2?\*?\*? .*%23.*$`),
	regexp.MustCompile(`\[flags2?\]\([^()]*\)\.\d+\?`),
	regexp.MustCompile(`<th[^<>]*>\w+</th>`),
	regexp.MustCompile(`<tr><td><strong>flags2?</strong></td><td[^<>]*><a href="/type/%23">#</a></td><td>(?:[^<>]|</?a\b[^<>]*>)*</td></tr>`),
	regexp.MustCompile(`<a [^<>]*>flags2?</a>\.\d+\?`),
	regexp.MustCompile(`^This constructor does not require any parameters\.$|^Returns the type returned by the invoked method\.$`),
	regexp.MustCompile(`No description found`),
}

// otherTypes matches the constructors of types above the method in a definition.
var otherTypes = regexp.MustCompile("(?s)```\n[^`]*?---functions---\n")

var (
	accountedWord = regexp.MustCompile(`[\pL\pN]+`)
	destination   = regexp.MustCompile(`\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)`)
	fenceLine     = regexp.MustCompile("^```[a-z]*$")
	styleTag      = regexp.MustCompile(`</?(?:br|a|b|i|u|strong|em|code|table|thead|tbody|tr|th|td)\b[^<>]*>`)
	frontMatter   = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
)

// markers are what Markdown has between letters that a reader sees together.
var markers = strings.NewReplacer(`\`, "", "`", "", "**", "")

// unaccounted returns the lines with words that are not in the model.
func unaccounted(p *page.Page, diags []diag.Diagnostic, src string) []string {
	src = strings.ReplaceAll(src, "\r\n", "\n")
	src = otherTypes.ReplaceAllStringFunc(src, func(types string) string { return "```" + strings.Repeat("\n", strings.Count(types, "\n")) })
	diagnosed := map[int]bool{}
	for _, d := range diags {
		diagnosed[d.Line] = true
	}
	have := modelWords(p)
	head := strings.Count(frontMatter.FindString(src), "\n")
	var lost []string
	fenced := false
	for i, line := range strings.Split(src, "\n") {
		if i < head || diagnosed[i+1] {
			continue
		}
		line = strings.TrimSpace(line)
		if fenceLine.MatchString(line) {
			fenced = !fenced
			continue
		}
		if !fenced {
			line = proseOf(line)
		}
		for _, word := range accountedWord.FindAllString(line, -1) {
			if have[word] == 0 {
				lost = append(lost, fmt.Sprintf("%s:%d: the word %q of %q is lost", p.File, i+1, word, line))
				break
			}
			have[word]--
		}
	}
	return lost
}

// proseOf returns a line of Markdown without its structure and markup.
func proseOf(line string) string {
	for _, s := range structure {
		line = s.ReplaceAllString(line, "")
	}
	line = destination.ReplaceAllString(line, "")
	line = styleTag.ReplaceAllString(line, " ")
	return html.UnescapeString(markers.Replace(line))
}

var camelCase = regexp.MustCompile(`_[a-z]`)

// modelWords counts the words of everything that the model holds.
func modelWords(p *page.Page) map[string]int {
	have := map[string]int{}
	add := func(texts ...string) {
		for _, text := range texts {
			for _, word := range accountedWord.FindAllString(text, -1) {
				have[word]++
			}
		}
	}
	add(p.Method.Text, p.Summary.Plain(), strings.ReplaceAll(p.Returns.Text, "Vector<", "Vector of "), p.Definition.Text)
	_, name, _ := strings.Cut("."+p.Method.Text, ".")
	for part := range strings.SplitSeq(name, ".") {
		add(strings.ToUpper(part[:1]) + part[1:])
	}
	for _, flag := range []page.Flag{p.Users, p.Bots, p.Business, p.Unauthenticated} {
		if flag.Value != page.Unknown {
			add(strings.ToUpper(flag.Value.String()), map[page.Availability]string{page.Yes: "Yes", page.No: "No"}[flag.Value])
		}
	}
	for _, x := range p.Params {
		add(x.Name, strings.ReplaceAll(x.Type, "Vector<", "Array of Vector "), x.Description.Plain())
		if strings.Contains(x.Name, "_") {
			add(camelCase.ReplaceAllStringFunc(x.Name, func(part string) string { return strings.ToUpper(part[1:]) }))
		}
		add(strings.TrimSuffix(x.Accepts, x.Type)) // which it ends with, as its label does
		add(map[bool]string{true: "Required Yes", false: "Optional"}[x.Required])
	}
	for _, x := range slices.Concat(p.Errors, p.NotReturned) {
		add(fmt.Sprint(x.Code), x.Name, x.Description.Plain())
	}
	for _, x := range p.Examples {
		add(x.Text)
	}
	for _, x := range p.Notes {
		add(x.Title, x.Text.Plain())
	}
	return have
}

// TestPlaces looks up every fact of every page where it says it stands, and holds the
// lists to the order of the page.
func TestPlaces(t *testing.T) {
	p := parser.New()
	for _, folder := range folders(t) {
		for _, f := range folder.files {
			read, _ := p.Parse(folder.name+"/"+f.name, f.src)
			if read == nil {
				continue
			}
			for _, wrong := range misplaced(read, strings.Split(string(f.src), "\n")) {
				t.Error(wrong)
			}
		}
	}
}

// misplaced returns the facts that do not stand where they say.
func misplaced(p *page.Page, lines []string) []string {
	var wrong []string
	last := 0
	check := func(what, text string, pos diag.Pos) {
		first := accountedWord.FindString(text)
		if first == "" {
			return
		}
		at := ""
		if pos.Line > 0 && pos.Line <= len(lines) && pos.Column > 0 && pos.Column <= len(lines[pos.Line-1]) {
			at = accountedWord.FindString(lines[pos.Line-1][pos.Column-1:])
			if strings.ContainsAny(lines[pos.Line-1][pos.Column-1:pos.Column], " |#") {
				at = "" // short of it
			}
		}
		isSentence := what == "flag" && (at == "Only" || at == "Both" || at == "This")
		if !strings.EqualFold(at, first) && !strings.EqualFold(at, strings.ReplaceAll(text, "_", "")) && !isSentence {
			wrong = append(wrong, fmt.Sprintf("%s: the %s %q is not there but %q", pos, what, first, at))
		}
		if pos.Line < last {
			wrong = append(wrong, fmt.Sprintf("%s: the %s %q is out of order", pos, what, first))
		}
		last = pos.Line
	}
	text := func(what string, t page.Text) {
		for _, block := range t {
			check(what, block.Plain(), block.Pos)
		}
	}
	section := func() { last = 0 } // sections may come in any order
	check("method", p.Method.Text, p.Method.Pos)
	text("summary", p.Summary)
	section()
	for _, x := range p.Params {
		check("parameter", x.Name, x.Pos)
		text("description", x.Description)
	}
	section()
	for _, flag := range []page.Flag{p.Users, p.Bots, p.Business, p.Unauthenticated} {
		if flag.Value != page.Unknown {
			check("flag", flag.Value.String(), flag.Pos)
		}
	}
	section()
	for _, x := range slices.Concat(p.Errors, p.NotReturned) {
		check("error", x.Name, x.Pos)
		text("description", x.Description)
	}
	section()
	for _, x := range p.Examples {
		check("example", x.Text, x.Pos)
	}
	section()
	for _, x := range p.Notes {
		check("note", x.Title, x.Pos)
		text("note", x.Text)
	}
	return wrong
}
