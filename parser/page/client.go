package page

import (
	"slices"
	"strings"
)

// WithoutClient returns the text without what it says about the client that the page
// is written for, and with Telegram's names for the methods that the text has in the
// client's notation. It is nil if the text says nothing else.
func (t Text) WithoutClient() Text {
	if !t.isOfClient() {
		return t
	}
	var out Text
	for _, block := range t {
		if block.Spans = withoutClient(block.Spans); len(block.Spans) > 0 {
			out = append(out, block)
		}
	}
	return out
}

// isOfClient reports whether a text has spans that are the client's.
func (t Text) isOfClient() bool {
	for _, block := range t {
		for _, span := range block.Spans {
			if span.Client || span.isCall() {
				return true
			}
		}
	}
	return false
}

// isCall reports whether a span is a method in the client's notation: it names the method
// without a link.
func (s Span) isCall() bool { return s.Link == "" && s.About.Name != "" }

// withoutClient returns the spans that are not about the client, without white space
// at both ends.
func withoutClient(spans []Span) []Span {
	var out []Span
	for _, span := range spans {
		if span.isCall() {
			span.Text = span.About.Name
		}
		if !span.Client {
			out = append(out, span)
		}
	}
	for len(out) > 0 {
		if out[0].Text = strings.TrimLeft(out[0].Text, " \t\n"); out[0].Text != "" {
			break
		}
		out = out[1:]
	}
	for len(out) > 0 {
		last := &out[len(out)-1]
		if last.Text = strings.TrimRight(last.Text, " \t\n"); last.Text != "" {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}

// ClientStatements returns what the page says about the client that it is written for,
// in the order of the model: the front matter, the summary, the parameters, the
// errors and the notes. The position is that of the paragraph, item or cell.
func (p *Page) ClientStatements() []Fact {
	all := p.Description.clientStatements(nil)
	all = p.Summary.clientStatements(all)
	for _, x := range p.Params {
		all = x.Description.clientStatements(all)
	}
	for _, x := range p.Errors {
		all = x.Description.clientStatements(all)
	}
	for _, x := range p.Notes {
		if x.Client {
			all = append(all, Fact{Text: x.Title, Pos: x.Pos})
		}
		all = x.Text.clientStatements(all)
	}
	return all
}

// clientStatements appends the statements of a text about the client. Each is a run of
// spans.
func (t Text) clientStatements(all []Fact) []Fact {
	for _, block := range t {
		run := ""
		for _, span := range append(block.Spans[:len(block.Spans):len(block.Spans)], Span{}) {
			if span.Client {
				run += span.Text
				continue
			}
			if run = strings.Trim(run, " \t\n,;:"); run != "" {
				all = append(all, Fact{Text: run, Pos: block.Pos})
			}
			run = ""
		}
	}
	return all
}

// AsClient returns a copy of the text, all of which is about the client that the page is
// written for.
func (t Text) AsClient() Text {
	out := slices.Clone(t)
	for i := range out {
		out[i].Spans = slices.Clone(out[i].Spans)
		for j := range out[i].Spans {
			out[i].Spans[j].Client = true
		}
	}
	return out
}
