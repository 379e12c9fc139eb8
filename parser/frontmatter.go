package parser

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/text"
	"go.abhg.dev/goldmark/frontmatter"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// frontMatter reads the title and the description. They are Markdown, as the
// rest of the page is: descriptions hold links.
func (r *reader) frontMatter(data *frontmatter.Data) {
	if data == nil {
		return
	}
	values, err := yamlValues(data)
	if err != nil {
		r.warn(diag.Pos{File: r.file, Line: 1, Column: 1}, diag.FrontMatterInvalid,
			"put quotes around values that hold a colon or start with a special character",
			"the front matter is not valid YAML: %s", yamlMessage(err))
		values = nil
	}
	r.page.Title = r.frontMatterFact("title", values)
	r.page.Description = r.frontMatterFact("description", values)
}

// trimDelimiters removes the blanks behind the lines around front matter, which
// Jekyll does not mind and goldmark's reader does.
func trimDelimiters(src []byte) []byte {
	m := delimiters.FindSubmatchIndex(src)
	if m == nil {
		return src
	}
	out := slices.Clone(src[:m[2]])
	out = append(out, src[m[3]:m[4]]...)
	return append(out, src[m[5]:]...)
}

// delimiters matches front matter; its groups are the blanks behind the lines
// around it.
var delimiters = regexp.MustCompile(`\A---([ \t]*)\n(?:.*\n)*?---([ \t]*)(?:\n|\z)`)

func yamlValues(data *frontmatter.Data) (map[string]string, error) {
	var any map[string]any
	if err := data.Decode(&any); err != nil {
		return nil, err
	}
	values := make(map[string]string, len(any))
	for key, value := range any {
		if s, ok := value.(string); ok {
			values[key] = s
		}
	}
	return values, nil
}

// yamlMessage returns a YAML error in one line, without its prefix.
func yamlMessage(err error) string {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	message, _, _ = strings.Cut(message, "\n")
	return strings.TrimSuffix(message, ":")
}

// frontMatterFact returns the value of a key, at the place where it stands. A
// value that YAML did not give is read from its line.
func (r *reader) frontMatterFact(key string, values map[string]string) page.Fact {
	prefix := []byte(key + ":")
	for n, start := range r.lines {
		line, _ := r.lineAt(start)
		if n > 0 && bytes.HasPrefix(line, []byte("---")) {
			break
		}
		if !bytes.HasPrefix(line, prefix) {
			continue
		}
		raw := bytes.TrimSpace(line[len(prefix):])
		value, ok := values[key]
		if !ok {
			value = strings.Trim(string(raw), `"'`)
		}
		offset := start + bytes.Index(line[len(prefix):], raw) + len(prefix)
		return page.Fact{Text: r.plainMarkdown(value), Pos: r.pos(offset)}
	}
	return page.Fact{}
}

// checkTitle warns of a title that names another method than the heading.
func (r *reader) checkTitle() {
	title, method := r.page.Title, r.page.Method
	if title.Text != "" && methodName.MatchString(title.Text) && title.Text != method.Text {
		r.warn(title.Pos, diag.FrontMatterTitle, "correct the title or the heading",
			"the title says %s, the heading %s", title.Text, method.Text)
	}
}

// plainMarkdown returns a line of Markdown without markup.
func (r *reader) plainMarkdown(markdown string) string {
	if !strings.ContainsAny(markdown, "[]()<>*_`&\\#!~|") {
		return markdown
	}
	line := &reader{source: newSource("", []byte(markdown))}
	if refuse(line.source) != nil { // a folded value is one long line
		return markdown
	}
	doc := r.markdown.Parse(text.NewReader(line.text))
	var out page.Text
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, line.blocks(n)...)
	}
	return out.Plain()
}
