package facts

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/parser/page"
)

// FileName is the file of the generated package that lists its facts.
const FileName = "api.txt"

// A Method has the facts of one method, sorted by their lines.
type Method struct {
	Name  string
	Facts []Fact
	// Lines has the number of each fact's line in api.txt, counted from 1. It is nil
	// if the facts were not read from an api.txt.
	Lines []int
}

// line returns the number of the line of a fact, or 0 if Lines is nil.
func (m Method) line(i int) int {
	if m.Lines == nil {
		return 0
	}
	return m.Lines[i]
}

// NewMethod returns a method with the facts, sorted and without duplicates.
func NewMethod(name string, all []Fact) Method {
	type line struct {
		text string
		fact Fact
	}
	lines := make([]line, len(all))
	for i, f := range all {
		lines[i] = line{f.String(), f}
	}
	slices.SortFunc(lines, func(a, b line) int { return strings.Compare(a.text, b.text) })
	m := Method{Name: name, Facts: make([]Fact, 0, len(all))}
	for _, l := range slices.Compact(lines) {
		m.Facts = append(m.Facts, l.fact)
	}
	return m
}

// A File is an api.txt: the run that made it, and a line for each fact.
//
//	# docgen generate --docs docs --errors errors.json
//	messages.importChatInvite bots no
//	messages.importChatInvite error 400 INVITE_HASH_EXPIRED
type File struct {
	// Run is the command line that the first line records. It is empty when there is
	// no such line.
	Run     string
	Methods []Method
	// Strange is the number of the first line that is neither a fact nor a comment, 0
	// when there is none. Git leaves such lines in a file that it could not merge.
	Strange int
}

// runPrefix starts the first line of each api.txt.
const runPrefix = "# docgen generate"

// HasRun reports whether a file starts as each api.txt of docgen does.
func HasRun(data []byte) bool { return bytes.HasPrefix(data, []byte(runPrefix)) }

// Bytes returns the file as text. The methods are in the order of File.
func (f File) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString("# " + f.Run + "\n")
	for _, m := range f.Methods {
		for _, fact := range m.Facts {
			b.WriteString(m.Name + " " + fact.String() + "\n")
		}
	}
	return b.Bytes()
}

// Parse reads an api.txt. Lines may end in \r\n, and lines that start with # are
// comments. The methods are in the order of their first lines.
func Parse(data []byte) File {
	var f File
	index := map[string]int{}
	number := 0
	for raw := range strings.Lines(string(data)) {
		number++
		text := strings.TrimRight(raw, "\r\n")
		if number == 1 && strings.HasPrefix(text, runPrefix) {
			f.Run = strings.TrimPrefix(text, "# ")
		}
		if strings.HasPrefix(text, "#") || strings.TrimSpace(text) == "" {
			continue
		}
		name, rest, _ := strings.Cut(text, " ")
		fact, ok := parse(rest)
		if !ok || !isMethodName(name) {
			if f.Strange == 0 {
				f.Strange = number
			}
			continue
		}
		i, known := index[name]
		if !known {
			i = len(f.Methods)
			index[name] = i
			f.Methods = append(f.Methods, Method{Name: name})
		}
		m := &f.Methods[i]
		m.Facts, m.Lines = append(m.Facts, fact), append(m.Lines, number)
	}
	return f
}

// parse returns the fact that a text states. It accepts the text only if the fact is
// printed as the same text, so that there is one way to write each fact.
func parse(text string) (Fact, bool) {
	kind, rest, _ := strings.Cut(text, " ")
	read := kinds[kind]
	if read == nil {
		return nil, false
	}
	f := read(rest)
	return f, f != nil && f.String() == text
}

// kinds maps the first word of each kind of fact to a function that reads the rest.
// For other text it may return nil or any fact, since parse checks what it returns.
var kinds = map[string]func(rest string) Fact{
	"users":           func(rest string) Fact { return parseFlag(Users, rest) },
	"bots":            func(rest string) Fact { return parseFlag(Bots, rest) },
	"business":        func(rest string) Fact { return parseFlag(Business, rest) },
	"unauthenticated": func(rest string) Fact { return parseFlag(Unauthenticated, rest) },
	"definition":      func(rest string) Fact { return Definition{rest} },
	"param": func(rest string) Fact {
		name, typ, _ := strings.Cut(rest, " ")
		return Param{name, typ}
	},
	"returns": func(rest string) Fact { return Returns{rest} },
	"error": func(rest string) Fact {
		word, pattern, _ := strings.Cut(rest, " ")
		code, err := strconv.Atoi(word)
		if err != nil {
			return nil
		}
		return Error{code, pattern}
	},
	"described": parseDescribed,
	"go":        parseGo,
}

func parseFlag(callers Callers, value string) Fact {
	switch value {
	case page.Yes.String():
		return Flag{callers, page.Yes}
	case page.No.String():
		return Flag{callers, page.No}
	}
	return nil
}

func parseDescribed(rest string) Fact {
	var d Described
	words := strings.Fields(rest)
	for i, word := range words {
		switch number := strings.Join(words[i+1:min(i+2, len(words))], ""); word {
		case "summary":
			d.Summary = true
		case "params":
			d.Params, _ = strconv.Atoi(number)
		case "errors":
			d.Errors, _ = strconv.Atoi(number)
		}
	}
	if d == (Described{}) {
		return nil
	}
	return d
}

func parseGo(rest string) Fact {
	kind, rest, _ := strings.Cut(rest, " ")
	first, second, _ := strings.Cut(rest, " ")
	on, method := strings.CutPrefix(first, "(*")
	switch {
	case kind == "param":
		return GoParam{first, second}
	case kind == "func" && method:
		name, signature, _ := strings.Cut(second, "(")
		args, result, _ := strings.Cut(signature, ") ")
		f := GoFunc{On: strings.TrimSuffix(on, ")"), Name: name, Result: result}
		f.Params = strings.HasPrefix(args, f.ParamsType())
		if f.Generic = strings.HasSuffix(args, "bin.Decoder"); f.Generic {
			f.Result = ""
		}
		return f
	case kind == "func":
		return GoInvoker{first}
	}
	return nil
}

// isMethodName reports whether a word can be the TL name of a method.
func isMethodName(word string) bool {
	for i, c := range word {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		other := '0' <= c && c <= '9' || c == '_' || c == '.'
		if !letter && (i == 0 || !other) {
			return false
		}
	}
	return word != ""
}
