// Package bind finds the method that a page documents in gotd/td's package tg: its
// request, parameters, flags and result, and where the page and tg disagree. It
// reads the source of tg, and never compiles or type-checks it, which would take
// minutes. It neither reads Markdown nor prints Go.
package bind

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Method is a method of tg together with the page that documents it.
type Method struct {
	Page *page.Page `json:"-"`
	// Name is the TL name, as in "messages.sendMessage". Go is the Go name, as in
	// "MessagesSendMessage".
	Name string `json:"name"`
	Go   string `json:"go"`
	// Params are the parameters in the order of TL, without the query of a generic
	// method.
	Params []Param `json:"params"`
	// Shape has the fields of tg's request struct, in its order.
	Shape []Field `json:"-"`
	// Packed says that tg's method takes a request struct, not its fields.
	Packed bool `json:"packed,omitempty"`
	// Generic says that the method wraps a query. tg has only a request for such a
	// method.
	Generic bool `json:"generic,omitempty"`
	// Result is the type that tg's method returns beside an error. It is zero for a
	// generic method, which returns the result of its query.
	Result Type `json:"result,omitzero"`
	// Drifted says that the page documents another result than tg has.
	Drifted bool `json:"drifted,omitempty"`
	// Links maps the methods, types and constructors that the page links to, to
	// their names in tg, as in "tg.UpdatesClass" or
	// "tg.MessagesSendMessageRequest". Those that tg does not have are missing.
	Links map[page.Ref]string `json:"-"`
	// Business says that the page allows a bot to call the method over a business
	// connection, and that tg supports such calls.
	Business bool `json:"business,omitempty"`
}

// A Field is a field of a request struct: a parameter or a set of conditional bits.
type Field struct {
	Name string
	Type Type
}

// A Param is one parameter of a request.
type Param struct {
	// Name is the TL name, Go the name of the field in tg's request.
	Name string `json:"name"`
	Go   string `json:"go"`
	Type Type   `json:"type"`
	Need Need   `json:"need"`
	// Flags is the Go name of the field that holds the parameter's conditional bit,
	// and Bit is the number of the bit. Flags is empty for a required parameter.
	Flags string `json:"flags,omitempty"`
	Bit   int    `json:"bit,omitempty"`
	// Random says how the generated code chooses a random_id.
	Random Random `json:"random,omitempty"`
	// Constructor is the Go name of a constructor of the type, for examples. It is
	// empty if the type is not a class.
	Constructor string `json:"-"`
	// Doc is the row of the parameter on the page, or nil if the page has none.
	Doc *page.Param `json:"-"`
}

// Need says whether a parameter can be left out, and whether it has a value.
type Need string

// The needs of a parameter.
const (
	// Required parameters are always sent.
	Required Need = "required"
	// Optional parameters are sent unless they are nil.
	Optional Need = "optional"
	// FlagOnly parameters are of TL's type true: a bit without a value.
	FlagOnly Need = "flag"
)

// Random says how the generated code chooses a random_id that the caller left
// zero. It is empty for any other parameter.
type Random string

// The ways to choose a random_id. A random_id of type bytes has none: its caller
// must choose it.
const (
	// RandomLong is a random int64.
	RandomLong Random = "long"
	// RandomInt is a random int.
	RandomInt Random = "int"
	// RandomEach is a list with a random int64 for each element of the parameter
	// "id".
	RandomEach Random = "each"
	// RandomTimed is an int64 with the Unix time in its upper half, as
	// https://core.telegram.org/method/messages.sendPaidReaction demands.
	RandomTimed Random = "timed"
)

// businessMethod is the method that wraps calls over a business connection.
const businessMethod = "invokeWithBusinessConnection"

// Bind finds the method of a page in tg, and returns it with the diagnostics about
// the page, in the order of the page. The Method is nil when tg does not have it,
// or declares it in a way that docgen can't read.
//
// For an unknown method Bind suggests methods with a similar name, in case it was
// renamed. It suggests none of the methods in documented, which have pages of their
// own; documented may be nil.
func (tg *TG) Bind(p *page.Page, documented map[string]bool) (*Method, []diag.Diagnostic) {
	b := &binder{tg: tg, page: p}
	goName, ok := tg.methods[p.Method.Text]
	if !ok {
		b.methodUnknown(documented)
		return nil, b.diags
	}
	req, err := tg.request(p.Method.Text, goName)
	if err != nil {
		b.warn(p.Method.Pos, diag.MethodUnreadable, "use a released gotd/td, or report it with the version",
			"%s declares %s in a way that docgen can't read: %v", tg, p.Method.Text, err)
		return nil, b.diags
	}
	b.page = ofRequest(clientNotes(p, req), req)
	m := &Method{
		Page: b.page, Name: p.Method.Text, Go: goName,
		Shape: req.shape, Packed: req.packed, Result: req.result, Generic: req.result.IsZero(),
	}
	b.params(m, req)
	b.result(m)
	b.business(m)
	b.links(m)
	diag.Sort(b.diags)
	return m, b.diags
}

// binder binds one page and collects the diagnostics.
type binder struct {
	tg    *TG
	page  *page.Page
	diags []diag.Diagnostic
}

func (b *binder) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	b.warnAbout("", pos, code, hint, format, args...)
}

// warnAbout warns of parameters, whose names are the subject.
func (b *binder) warnAbout(subject string, pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	d := diag.New(pos, code, hint, format, args...).About(subject)
	d.Method = b.page.Method.Text
	b.diags = append(b.diags, d)
}

func (b *binder) methodUnknown(documented map[string]bool) {
	var free []string
	for name := range b.tg.methods {
		if !documented[name] {
			free = append(free, name)
		}
	}
	b.warn(b.page.Method.Pos, diag.MethodUnknown, "correct the name, use a gotd/td whose layer has the method, or remove the page",
		"%s has no method %s%s", b.tg, b.page.Method.Text, didYouMean(b.page.Method.Text, free))
}

func (b *binder) params(m *Method, req *request) {
	var missing []string
	if !m.Generic { // for a generic method this is one too many, since its query is no parameter
		m.Params = slices.Grow(m.Params, len(req.fields))
	}
	for _, f := range req.fields {
		var doc *page.Param
		if row := slices.IndexFunc(b.page.Params, func(p page.Param) bool { return p.Name == f.tl }); row >= 0 {
			doc = &b.page.Params[row]
			b.paramType(f, doc)
		}
		if m.Generic && isQuery(f) {
			continue
		}
		p := f.param(m.Name, req, doc)
		p.Constructor = b.tg.names().exampleConstructors[p.Type.Name]
		if doc == nil && p.Random == "" {
			missing = append(missing, f.tl)
		}
		m.Params = append(m.Params, p)
	}
	b.undocumented(missing)
	for _, p := range b.page.Params {
		if !slices.ContainsFunc(req.fields, func(f field) bool { return f.tl == p.Name }) {
			b.paramUnknown(p, req)
		}
	}
}

// undocumented warns of parameters without a row. It says nothing about a page
// without parameters and return type, for which the parser has a warning.
func (b *binder) undocumented(missing []string) {
	noSections := b.page.Returns.Text == "" && len(b.page.Params) == 0
	if len(missing) == 0 || noSections {
		return
	}
	lacks := "the page lacks"
	if len(b.page.Files) > 1 {
		lacks = "no page has"
	}
	names := strings.Join(missing, ", ")
	b.warnAbout(names, b.page.Method.Pos, diag.ParameterUndocumented, "add a row for each to the parameter table",
		"%s has parameters that %s: %s", b.tg, lacks, names)
}

func (b *binder) paramUnknown(p page.Param, req *request) {
	var free []string
	for _, f := range req.fields {
		if !slices.ContainsFunc(b.page.Params, func(p page.Param) bool { return p.Name == f.tl }) {
			free = append(free, f.tl)
		}
	}
	b.warnAbout(p.Name, p.Pos, diag.ParameterUnknown, "correct the name, use a gotd/td whose layer has the parameter, or remove the row",
		"%s has no parameter %s in %s%s", b.tg, p.Name, b.page.Method.Text, didYouMean(p.Name, free))
}

// didYouMean returns the end of a message that suggests names similar to a wrong
// one, or "" if there are none.
func didYouMean(name string, names []string) string {
	switch near := Nearest(name, names); len(near) {
	case 0:
		return ""
	case 1:
		return "; did you mean " + near[0] + "?"
	default:
		last := len(near) - 1
		return "; did you mean " + strings.Join(near[:last], ", ") + " or " + near[last] + "?"
	}
}

// paramType warns if the documented type of a parameter is not its type in tg.
func (b *binder) paramType(f field, doc *page.Param) {
	if doc.Type == "" || convertsToID(f, doc) {
		return
	}
	documented := doc.Type
	if element, ok := elementOf(documented); ok && f.tl == "hash" && f.typ.Slices == 0 {
		// The documented client takes a list and computes its hash, see
		// https://core.telegram.org/api/offsets#hash-generation.
		documented = element
	}
	switch same, known := b.tg.matches(documented, f.typ); {
	case same:
	case !known:
		b.warnAbout(f.tl, doc.TypePos, diag.TypeUnknown, "correct the name of the type", "%s has no type %s; %s is %s",
			b.tg, doc.Type, f.tl, f.typ)
	default:
		b.warnAbout(f.tl, doc.TypePos, diag.ParameterType, "correct the type, or use a gotd/td of the page's layer",
			"%s is documented as %s and is %s in %s", f.tl, doc.Type, f.typ, b.tg)
	}
}

// convertsToID reports whether the parameter is a number, and the documented client
// converts other values to this number. For a chat_id such a page says "Username,
// chat ID, Update, Message or InputPeer".
func convertsToID(f field, doc *page.Param) bool {
	return (f.typ == longType || f.typ == intType) && acceptsID.MatchString(doc.Accepts)
}

var acceptsID = regexp.MustCompile(`\bID\b`)

// result warns if the documented return type is not the type that tg returns.
func (b *binder) result(m *Method) {
	documented := b.page.Returns
	if documented.Text == "" || m.Generic {
		return
	}
	result := m.Result
	result.Pointer = false
	same, known := b.tg.matches(documented.Text, result)
	if same {
		return
	}
	m.Drifted = true
	summary := fmt.Sprintf("%s is documented to return %s and returns %s in %s", m.Name, documented.Text, m.Result, b.tg)
	if !known {
		summary += ", which has no type " + documented.Text
	}
	b.warn(documented.Pos, diag.ResultType, "correct the return type, or use a gotd/td of the page's layer", "%s", summary)
}

func (b *binder) business(m *Method) {
	if b.page.Business.Value != page.Yes {
		return
	}
	if _, ok := b.tg.methods[businessMethod]; !ok {
		b.warn(b.page.Business.Pos, diag.BusinessUnsupported, "use a gotd/td whose layer has "+businessMethod,
			"%s has no %s", b.tg, businessMethod)
		return
	}
	m.Business = true
}

// param returns the parameter for a field of a request; doc is its row on the page,
// or nil.
func (f field) param(method string, req *request, doc *page.Param) Param {
	p := Param{Name: f.tl, Go: f.name, Type: f.typ, Need: Required, Flags: f.flags, Bit: f.bit, Doc: doc}
	switch {
	case f.flagOnly:
		p.Need = FlagOnly
	case f.flags != "":
		p.Need = Optional
	}
	if f.tl == "random_id" && p.Need == Required {
		p.Random = randomOf(method, req, f.typ)
	}
	return p
}

// randomOf returns how to choose the random_id of a method, which has the type t.
func randomOf(method string, req *request, t Type) Random {
	switch {
	case method == "messages.sendPaidReaction" && t == longType:
		return RandomTimed
	case t == longType:
		return RandomLong
	case t == intType:
		return RandomInt
	case t == Type{Slices: 1, Name: "int64"} && slices.ContainsFunc(req.fields, isIDs):
		return RandomEach
	}
	return ""
}

// isIDs reports whether a field is the list "id", for whose elements a list of
// random_id has one each.
func isIDs(f field) bool { return f.tl == "id" && f.name == "ID" && f.typ.Slices == 1 }
