package tljson

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// Parse returns the value of a JSON text. Unlike encoding/json, it refuses text that is
// not valid UTF-8, halves of surrogate pairs and repeated names: another program may
// understand them in another way. It also refuses values nested more than 100 deep, and
// more than maxValues of them.
//
// With lenient, a comma may follow the last value of an object or a list, as it does on
// the pages of the documentation.
func Parse(text []byte, lenient bool, maxValues int) (any, error) {
	if !utf8.Valid(text) {
		return nil, wrong("the JSON is not valid UTF-8")
	}
	if lenient {
		text = withoutLastCommas(text)
	}
	if !json.Valid(text) { // Decoder.Token takes some text that is not valid
		return nil, wrong("it is not valid JSON")
	}
	if halfPair(text) {
		return nil, wrong("the JSON has one half of a surrogate pair")
	}
	p := parser{tokens: json.NewDecoder(bytes.NewReader(text)), values: maxValues}
	p.tokens.UseNumber()
	return p.value(0)
}

type parser struct {
	tokens *json.Decoder
	values int
}

func (p *parser) value(depth int) (any, error) {
	if p.values--; p.values < 0 {
		return nil, wrong("the request has too many values")
	}
	if depth > maxDepth {
		return nil, wrong("it is nested more than %d deep", maxDepth)
	}
	token, err := p.tokens.Token()
	if err != nil {
		return nil, wrong("it is not valid JSON")
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return p.object(depth)
		}
		return p.list(depth)
	case json.Number:
		return Number(token), nil
	default:
		return token, nil
	}
}

func (p *parser) object(depth int) (any, error) {
	var object jsonObject
	seen := map[string]bool{}
	for p.tokens.More() {
		token, err := p.tokens.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return nil, wrong("it is not valid JSON")
		}
		if seen[name] {
			return nil, wrong("the name %s is repeated", strconv.Quote(cut(name)))
		}
		seen[name] = true
		value, err := p.value(depth + 1)
		if err != nil {
			return nil, in(cut(name), err)
		}
		object = append(object, jsonField{name, value})
	}
	return object, p.end()
}

func (p *parser) list(depth int) (any, error) {
	list := jsonList{}
	for p.tokens.More() {
		value, err := p.value(depth + 1)
		if err != nil {
			return nil, in("["+strconv.Itoa(len(list))+"]", err)
		}
		list = append(list, value)
	}
	return list, p.end()
}

// end reads the end of an object or a list.
func (p *parser) end() error {
	if _, err := p.tokens.Token(); err != nil && !errors.Is(err, io.EOF) {
		return wrong("it is not valid JSON")
	}
	return nil
}

type jsonField struct {
	name  string
	value any
}

// jsonObject is an Object, jsonList a List.
type (
	jsonObject []jsonField
	jsonList   []any
)

// Field implements Object.
func (o jsonObject) Field(name string) any {
	for _, f := range o {
		if f.name == name {
			return f.value
		}
	}
	return nil
}

// Fields implements Object.
func (o jsonObject) Fields() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, f := range o {
			if !yield(f.name, f.value) {
				return
			}
		}
	}
}

// Elements implements List.
func (l jsonList) Elements() iter.Seq[any] { return slices.Values(l) }

// withoutLastCommas returns JSON without the commas that a bracket follows.
func withoutLastCommas(text []byte) []byte {
	out := make([]byte, 0, len(text))
	inString := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\' && i+1 < len(text):
			out = append(out, c)
			i++
		case c == '"':
			inString = !inString
		case c == ',' && !inString:
			rest := bytes.TrimLeft(text[i+1:], " \t\r\n")
			if len(rest) > 0 && (rest[0] == '}' || rest[0] == ']') && endsValue(out) {
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// endsValue reports whether JSON ends with a value, so that a comma may follow.
func endsValue(text []byte) bool {
	text = bytes.TrimRight(text, " \t\r\n")
	return len(text) > 0 && !bytes.ContainsRune([]byte("{[,:"), rune(text[len(text)-1]))
}

// halfPair reports whether valid JSON has an escape such as \ud83d without the other half
// of its pair. In valid JSON a backslash stands only in strings.
func halfPair(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '\\')
		if i < 0 {
			return false
		}
		text = text[i:]
		first := escaped(text)
		if !utf16.IsSurrogate(first) {
			text = text[2:]
			continue
		}
		if utf16.DecodeRune(first, escaped(text[6:])) == utf8.RuneError {
			return true
		}
		text = text[12:]
	}
}

// escaped returns the 16 bits of an escape such as \ud83d at the start of text, 0 if it is
// none.
func escaped(text []byte) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0
	}
	n, _ := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(n)
}

// JSON is a Writer that appends JSON to a text. It writes a long as a string, since
// JavaScript rounds numbers above 2^53.
type JSON struct {
	// Text is what was written so far.
	Text []byte
	// LongNumbers says whether to write a long as a number.
	LongNumbers bool
}

// next writes a comma if a value stands before the next one.
func (j *JSON) next() {
	if n := len(j.Text); n > 0 && j.Text[n-1] != '{' && j.Text[n-1] != '[' && j.Text[n-1] != ':' {
		j.Text = append(j.Text, ',')
	}
}

// Object implements Writer.
func (j *JSON) Object(constructor string) {
	j.next()
	j.Text = append(j.Text, `{"_":"`...)
	j.Text = append(j.Text, constructor...)
	j.Text = append(j.Text, '"')
}

// Field implements Writer.
func (j *JSON) Field(name string) {
	j.Text = append(j.Text, `,"`...)
	j.Text = append(j.Text, name...)
	j.Text = append(j.Text, `":`...)
}

// EndObject implements Writer.
func (j *JSON) EndObject() { j.Text = append(j.Text, '}') }

// List implements Writer.
func (j *JSON) List(int) {
	j.next()
	j.Text = append(j.Text, '[')
}

// EndList implements Writer.
func (j *JSON) EndList() { j.Text = append(j.Text, ']') }

// Bool implements Writer.
func (j *JSON) Bool(v bool) {
	j.next()
	j.Text = strconv.AppendBool(j.Text, v)
}

// Int implements Writer.
func (j *JSON) Int(v int) {
	j.next()
	j.Text = strconv.AppendInt(j.Text, int64(v), 10)
}

// Long implements Writer.
func (j *JSON) Long(v int64) {
	j.next()
	if !j.LongNumbers {
		j.Text = append(j.Text, '"')
	}
	j.Text = strconv.AppendInt(j.Text, v, 10)
	if !j.LongNumbers {
		j.Text = append(j.Text, '"')
	}
}

// Double implements Writer.
func (j *JSON) Double(v float64) {
	switch {
	case math.IsNaN(v):
		j.String("NaN")
	case math.IsInf(v, 1):
		j.String("Infinity")
	case math.IsInf(v, -1):
		j.String("-Infinity")
	default:
		j.next()
		j.Text = strconv.AppendFloat(j.Text, v, 'g', -1, 64)
	}
}

// String implements Writer. A text that is not UTF-8 becomes an object with its bytes.
func (j *JSON) String(v string) {
	if !utf8.ValidString(v) {
		j.Object("bytes")
		j.Field("bytes")
		j.Bytes([]byte(v))
		j.EndObject()
		return
	}
	j.next()
	quoted, _ := json.Marshal(v) // a string can always be encoded
	j.Text = append(j.Text, quoted...)
}

// Bytes implements Writer.
func (j *JSON) Bytes(v []byte) {
	j.next()
	j.Text = append(j.Text, '"')
	j.Text = base64.StdEncoding.AppendEncode(j.Text, v)
	j.Text = append(j.Text, '"')
}
