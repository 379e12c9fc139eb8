package parser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// An ErrorFile holds the facts of an error file, which has the shape of Telegram's
// https://core.telegram.org/api/errors: the errors of each method by their code,
// the descriptions of errors, and who can call a method.
//
//	{
//	 "errors": {"400": {"INVITE_HASH_EXPIRED": ["messages.importChatInvite"]}},
//	 "descriptions": {"INVITE_HASH_EXPIRED": "The invite link has expired."},
//	 "user_only": ["messages.importChatInvite"],
//	 "bot_only": [],
//	 "business_supported": []
//	}
type ErrorFile struct {
	name    string
	methods map[string]*methodFacts
	// general are the errors that the file lists without a method: any call can
	// return them.
	general []page.Error
	// descriptions are the descriptions of errors, by their pattern.
	descriptions map[string]page.Text
	// common has the patterns of the errors that most methods have.
	common map[string]bool
}

// methodFacts are the facts of an error file about one method.
type methodFacts struct {
	errors                []page.Error
	users, bots, business page.Flag
}

// General returns the errors that the file lists without a method, in the order of
// the file. Any call can return them.
func (f *ErrorFile) General() []page.Error { return f.general }

// ParseErrors reads the error file in src, and returns its facts and its
// diagnostics. The file name is used in positions only. The ErrorFile is nil when a
// diagnostic is an error.
func (p *Parser) ParseErrors(file string, src []byte) (*ErrorFile, []diag.Diagnostic) {
	r := &errorReader{
		source: newSource(file, bytes.TrimPrefix(src, []byte("\ufeff"))),
		parser: p,
		file:   &ErrorFile{name: file, methods: map[string]*methodFacts{}, descriptions: map[string]page.Text{}},
	}
	if d := r.refuse(); d != nil {
		return nil, []diag.Diagnostic{*d}
	}
	r.decoder = json.NewDecoder(bytes.NewReader(r.text))
	if err := r.read(); err != nil {
		r.warn(r.pos(r.tokenStart), diag.ErrorFileInvalid, "give it the shape of https://core.telegram.org/api/errors", "the error file can't be read: %v", err)
		return nil, r.diags
	}
	r.describe()
	diag.Sort(r.diags)
	if diag.Count(r.diags, diag.Error) > 0 {
		return nil, r.diags
	}
	return r.file, r.diags
}

// errorReader reads one error file.
type errorReader struct {
	*source
	parser  *Parser
	decoder *json.Decoder
	// tokenStart is the offset of the token that was read last.
	tokenStart int
	file       *ErrorFile
	diags      []diag.Diagnostic
}

// maxErrorFile limits the size of an error file. Telegram's has 250 kB.
const maxErrorFile = 8 << 20

func (r *errorReader) refuse() *diag.Diagnostic {
	if len(r.text) > maxErrorFile {
		d := diag.New(diag.Pos{File: r.source.file}, diag.ErrorFileInvalid, "Telegram's error file has 250 kB",
			"the error file has %d bytes, at most %d are read", len(r.text), maxErrorFile)
		return &d
	}
	return checkCharacters(r.source)
}

func (r *errorReader) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	r.diags = append(r.diags, diag.New(pos, code, hint, format, args...))
}

// read reads the whole file.
func (r *errorReader) read() error {
	err := r.object(func(key string) error {
		switch key {
		case "errors":
			return r.object(r.codes)
		case "descriptions":
			return r.object(r.description)
		case "user_only":
			return r.methods(func(m *methodFacts, pos diag.Pos) { r.setOnly(&m.users, &m.bots, pos) })
		case "bot_only":
			return r.methods(func(m *methodFacts, pos diag.Pos) { r.setOnly(&m.bots, &m.users, pos) })
		case "business_supported":
			return r.methods(func(m *methodFacts, pos diag.Pos) { m.business = page.Flag{Value: page.Yes, Pos: pos} })
		}
		r.warn(r.pos(r.tokenStart), diag.ErrorFileKey, "correct or remove it", "docgen does not know the key %q; it is left out", key)
		var any json.RawMessage
		return r.decoder.Decode(&any)
	})
	if err != nil {
		return err
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		r.tokenStart = int(r.decoder.InputOffset())
		return errors.New("there is more after the end of the JSON object")
	}
	return nil
}

// setOnly sets that one kind of caller can call a method, and the other can't.
func (r *errorReader) setOnly(can, cannot *page.Flag, pos diag.Pos) {
	if can.Value == page.No {
		r.warn(pos, diag.ErrorFileKey, "find out which of them is right", "the method is in user_only and in bot_only; neither counts")
		*can, *cannot = page.Flag{}, page.Flag{}
		return
	}
	*can, *cannot = page.Flag{Value: page.Yes, Pos: pos}, page.Flag{Value: page.No, Pos: pos}
}

// codes reads the errors with one code, which is the key of their object.
func (r *errorReader) codes(key string) error {
	code, err := strconv.ParseInt(key, 10, 32)
	if err != nil {
		r.warn(r.pos(r.tokenStart), diag.ErrorFileKey, "write the code as a number, such as 400", "the code %q is not a whole number; its errors are kept without a code", key)
		code = 0
	}
	return r.object(func(name string) error {
		e := page.Error{Code: int(code), Name: name, Pattern: Pattern(name), Pos: r.pos(r.tokenStart)}
		if strings.TrimSpace(name) == "" {
			r.warn(e.Pos, diag.ErrorFileKey, "add the name that the server sends", "an error has no name; it is left out")
			return r.methods(func(*methodFacts, diag.Pos) {})
		}
		if !isName(errorName, name) {
			r.warn(e.Pos, diag.ErrorFileKey, "write the name that the server sends, such as PEER_ID_INVALID",
				"%s is not the name of an error; it is left out", quoted(name))
			return r.methods(func(*methodFacts, diag.Pos) {})
		}
		listed := false
		err := r.methods(func(m *methodFacts, pos diag.Pos) {
			listed = true
			e.Pos = pos
			m.errors = append(m.errors, e)
		})
		if !listed {
			r.file.general = append(r.file.general, e)
		}
		return err
	})
}

// description reads the description of an error, which is Markdown.
func (r *errorReader) description(name string) error {
	value, err := r.string()
	if err != nil {
		return err
	}
	pos := r.pos(r.tokenStart)
	s := newSource(r.source.file, []byte(value))
	if d := refuse(s); d != nil {
		d.Pos = pos
		r.diags = append(r.diags, *d)
		return nil
	}
	markdown := &reader{source: s, parser: r.parser, page: &page.Page{}}
	var blocks page.Text
	doc := r.parser.markdown.Parse(text.NewReader(s.text))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		blocks = append(blocks, markdown.blocks(n)...)
	}
	markdown.checkHiddenText(blocks)
	for _, d := range markdown.diags {
		d.Pos = pos
		r.diags = append(r.diags, d)
	}
	for i := range blocks {
		blocks[i].Pos = pos
	}
	markText(blocks)
	r.file.descriptions[Pattern(name)] = blocks
	return nil
}

// methods reads a list of methods. For each it calls add with the method's facts,
// which add changes, and the position of the name.
func (r *errorReader) methods(add func(*methodFacts, diag.Pos)) error {
	if err := r.delim('['); err != nil {
		return err
	}
	for r.decoder.More() {
		name, err := r.string()
		if err != nil {
			return err
		}
		pos := r.pos(r.tokenStart)
		if !isName(methodName, name) {
			r.warn(pos, diag.ErrorFileKey, "write the name in TL notation, such as messages.importChatInvite",
				"%s is not the name of a method; it is left out", quoted(name))
			continue
		}
		if r.file.methods[name] == nil {
			r.file.methods[name] = &methodFacts{}
		}
		add(r.file.methods[name], pos)
	}
	return r.delim(']')
}

// object reads an object. For each key it calls read, which must read the value. A key
// that stands twice is read twice.
func (r *errorReader) object(read func(key string) error) error {
	if err := r.delim('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for r.decoder.More() {
		key, err := r.string()
		if err != nil {
			return err
		}
		if seen[key] {
			r.warn(r.pos(r.tokenStart), diag.ErrorFileKey, "put both together", "the key %q stands twice; docgen reads both, and the second counts where they disagree", key)
		}
		seen[key] = true
		if err := read(key); err != nil {
			return err
		}
	}
	return r.delim('}')
}

// string reads a string, and warns of a hidden character in it.
func (r *errorReader) string() (string, error) {
	token, err := r.token()
	if err != nil {
		return "", err
	}
	s, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("there is %v where a string is expected", token)
	}
	if i := strings.IndexFunc(s, diag.Hidden); i >= 0 {
		r.warn(r.pos(r.tokenStart), diag.ControlCharacter, "remove the escape that stands for the character",
			"the text holds the invisible character %U", []rune(s[i:])[0])
	}
	return s, nil
}

func (r *errorReader) delim(want json.Delim) error {
	token, err := r.token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("there is %v where %v is expected", token, want)
	}
	return nil
}

// token reads the next token and sets tokenStart.
func (r *errorReader) token() (json.Token, error) {
	r.tokenStart = int(r.decoder.InputOffset())
	for r.tokenStart < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[r.tokenStart]) >= 0 {
		r.tokenStart++
	}
	token, err := r.decoder.Token()
	if errors.Is(err, io.EOF) {
		err = errors.New("it ends too early")
	}
	return token, err
}

// An error is common when more than half of the methods with errors have it, in a
// file with at least 20 such methods. Telegram's file has two common errors, of
// 778 and 741 of its 821 methods; the next error has 206 methods.
const (
	commonShare   = 2
	commonMethods = 20
)

// describe sets the description of each error, and whether the error is common.
func (r *errorReader) describe() {
	r.file.common = r.commonErrors()
	for _, m := range r.file.methods {
		for i := range m.errors {
			m.errors[i].Description = r.file.descriptions[m.errors[i].Pattern]
			m.errors[i].Common = r.file.common[m.errors[i].Pattern]
		}
	}
	for i, e := range r.file.general {
		r.file.general[i].Description = r.file.descriptions[e.Pattern]
	}
}

// commonErrors returns the patterns of the errors that most methods have.
func (r *errorReader) commonErrors() map[string]bool {
	total, counts := 0, map[string]int{}
	for _, m := range r.file.methods {
		patterns := map[string]bool{} // an error with several codes counts once
		for _, e := range m.errors {
			patterns[e.Pattern] = true
		}
		for pattern := range patterns {
			counts[pattern]++
		}
		total += min(1, len(patterns))
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return total < commonMethods || n <= total/commonShare })
	common := map[string]bool{}
	for pattern := range counts {
		common[pattern] = true
	}
	return common
}
