package parser

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"go.abhg.dev/goldmark/frontmatter"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// frontMatter reads the title and the description. They are Markdown, like the
// rest of the page: descriptions hold links.
func (r *reader) frontMatter(data *frontmatter.Data) {
	if data == nil {
		return
	}
	var values map[string]string
	if err := data.Decode(&values); err != nil {
		r.warn(diag.Pos{File: r.file, Line: 1, Column: 1}, diag.FrontMatterInvalid,
			"put quotes around values that hold a colon or start with a special character",
			"the front matter is not valid %s: %s", formatOf(r.line(0)), yamlMessage(err))
	}
	r.page.Title = r.frontMatterFact("title", values)
	r.page.Description = r.frontMatterText("description", values)
}

// trimDelimiters removes spaces and tabs at the end of the delimiters of the front
// matter. Jekyll allows them there, goldmark's extension does not.
func trimDelimiters(src []byte) []byte {
	opening, _, _ := bytes.Cut(src, []byte("\n"))
	if !isDelimiter(opening) {
		return src
	}
	for start := len(opening) + 1; start < len(src); {
		closing, _, _ := bytes.Cut(src[start:], []byte("\n"))
		end := start + len(closing)
		if isDelimiter(closing) {
			if len(opening) == len(delimiter) && len(closing) == len(delimiter) {
				return src // nearly all pages need no copy
			}
			return slices.Concat([]byte(delimiter), src[len(opening):start], []byte(delimiter), src[end:])
		}
		start = end + 1
	}
	return src
}

// delimiter is the line before and after the front matter.
const delimiter = "---"

func isDelimiter(line []byte) bool { return string(bytes.TrimRight(line, " \t")) == delimiter }

// yaml is the format of front matter. It decodes into a map[string]string, with
// the keys whose values are strings.
var yaml = frontmatter.Format{
	Name:  frontmatter.YAML.Name,
	Delim: frontmatter.YAML.Delim,
	Unmarshal: func(raw []byte, dst any) error {
		values, ok := plainValues(string(raw))
		if !ok {
			var err error
			if values, err = yamlValues(raw); err != nil {
				return err
			}
		}
		*dst.(*map[string]string) = values
		return nil
	},
}

// toml is the format of front matter that Hugo's sites can have, between lines of +++.
var toml = frontmatter.Format{
	Name:  frontmatter.TOML.Name,
	Delim: frontmatter.TOML.Delim,
	Unmarshal: func(raw []byte, dst any) error {
		var values map[string]any
		if err := frontmatter.TOML.Unmarshal(raw, &values); err != nil {
			return err
		}
		*dst.(*map[string]string) = texts(values)
		return nil
	},
}

// yamlValues decodes front matter with the YAML library.
func yamlValues(raw []byte) (map[string]string, error) {
	var values map[string]any
	if err := frontmatter.YAML.Unmarshal(raw, &values); err != nil {
		return nil, err
	}
	return texts(values), nil
}

// texts returns the values that are texts.
func texts(values map[string]any) map[string]string {
	found := make(map[string]string, len(values))
	for key, value := range values {
		if s, ok := value.(string); ok {
			found[key] = s
		}
	}
	return found
}

// plainValues is a fast yamlValues for front matter whose lines are all a key and
// a plain value, as on nearly all pages: the YAML library took an eighth of the
// time that docgen spent on a page. It is not ok for any other front matter.
func plainValues(raw string) (values map[string]string, ok bool) {
	values = map[string]string{}
	for line := range strings.Lines(raw) {
		line, ended := strings.CutSuffix(line, "\n")
		key, value, isPair := strings.Cut(line, ": ")
		_, repeated := values[key]
		if !ended || !isPair || repeated || !isPlainKey(key) {
			return nil, false
		}
		if inQuotes := len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"'; inQuotes {
			if value = value[1 : len(value)-1]; strings.ContainsAny(value, `"\`) || !isPrintable(value) {
				return nil, false
			}
		} else if !isPlainValue(value) {
			return nil, false
		}
		values[key] = value
	}
	return values, true
}

// isPlainKey reports whether a key is a short word that YAML reads as a string.
// YAML refuses keys of more than 1,024 characters.
func isPlainKey(key string) bool {
	notInWord := func(r rune) bool { return !isLetter(r) && r != '_' }
	return len(key) <= maxName && isPlainValue(key) && !strings.ContainsFunc(key, notInWord)
}

// isPlainValue reports whether YAML reads a value without quotes as a string of
// the same text. Such a value starts with a letter or a slash, which numbers, dates
// and lists do not, and holds neither a mapping nor a comment.
func isPlainValue(value string) bool {
	switch strings.ToLower(value) {
	case "", "true", "false", "null":
		return false
	}
	return (isLetter(rune(value[0])) || value[0] == '/') && isPrintable(value) && !strings.HasSuffix(value, ":") && !strings.HasSuffix(value, " ") &&
		!strings.Contains(value, ": ") && !strings.Contains(value, " #")
}

// isPrintable reports whether all characters of a text are printable. YAML reads
// some that are not as line breaks, and refuses others.
func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError })
}

// yamlMessage returns the message of a YAML error in one line, without its prefix.
func yamlMessage(err error) string {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	message, _, _ = strings.Cut(message, "\n")
	return strings.TrimSuffix(message, ":")
}

// frontMatterFact returns the value of a key without markup, and its position.
func (r *reader) frontMatterFact(key string, values map[string]string) page.Fact {
	value, pos := r.frontMatterValue(key, values)
	return page.Fact{Text: r.markdownText(value, pos).Plain(), Pos: pos}
}

// frontMatterText returns the value of a key as prose.
func (r *reader) frontMatterText(key string, values map[string]string) page.Text {
	value, pos := r.frontMatterValue(key, values)
	return r.markdownText(value, pos)
}

// frontMatterValue returns the value of a key and its position. If the YAML library
// gave no value, it reads the value from the line that starts with the key.
func (r *reader) frontMatterValue(key string, values map[string]string) (string, diag.Pos) {
	for n, start := range r.lines {
		line := r.line(n)
		if n > 0 && (bytes.HasPrefix(line, []byte(delimiter)) || bytes.HasPrefix(line, []byte("+++"))) {
			break
		}
		prefix := keyOf(line)
		if string(bytes.TrimRight(prefix, " :=")) != key {
			continue
		}
		raw := bytes.TrimSpace(line[len(prefix):])
		value, ok := values[key]
		if !ok {
			value = strings.Trim(string(raw), `"'`)
		}
		offset := start + bytes.Index(line[len(prefix):], raw) + len(prefix)
		return value, r.pos(offset)
	}
	return "", diag.Pos{}
}

// keyOf returns the key at the start of a line of front matter, up to the colon or the equals
// sign.
func keyOf(line []byte) []byte { return line[:bytes.IndexAny(line, ":=")+1] }

// formatOf returns the name of the format of front matter, by its first line.
func formatOf(delimiter []byte) string {
	if bytes.HasPrefix(delimiter, []byte("+")) {
		return toml.Name
	}
	return yaml.Name
}

// checkTitle warns of a title that names another method than the heading.
func (r *reader) checkTitle() {
	title, method := r.page.Title, r.page.Method
	if title.Text != "" && tlMethod(title.Text) != method.Text && methodName.MatchString(title.Text) {
		r.warn(title.Pos, diag.FrontMatterTitle, "correct the title or the heading",
			"the title says %s, the heading %s", title.Text, method.Text)
	}
}

// isSentence reports whether a line of Markdown is certain to be a paragraph
// without markup: it starts with a letter, and no character in it can be markup.
func isSentence(markdown string) bool {
	return markdown != "" && isLetter(rune(markdown[0])) && !strings.HasSuffix(markdown, " ") && !strings.ContainsAny(markdown, "[<*_`&\\\t\n")
}

// markdownText returns the prose in a value of the front matter, whose position is
// that of all its blocks.
func (r *reader) markdownText(markdown string, pos diag.Pos) page.Text {
	switch {
	case markdown == "":
		return nil
	case !strings.ContainsAny(markdown, "[]()<>*_`&\\#!~|") || isSentence(markdown):
		return page.Text{{Spans: []page.Span{{Text: markdown}}, Pos: pos}}
	}
	return r.parsedMarkdown(markdown, pos)
}

func (r *reader) parsedMarkdown(markdown string, pos diag.Pos) page.Text {
	line := &reader{source: newSource("", []byte(markdown))}
	if refuse(line.source) != nil { // YAML can join lines into one that is over the limits
		return page.Text{{Spans: []page.Span{{Text: markdown}}, Pos: pos}}
	}
	doc := r.parser.markdown.Parse(text.NewReader(line.text))
	var out page.Text
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, line.blocks(n)...)
	}
	for i := range out {
		out[i].Pos = pos
	}
	return out
}
