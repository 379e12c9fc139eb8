// Package bind finds what a page documents in gotd/td's tg: the method, its
// parameters, flags and result. It reads tg's source and never compiles or
// type-checks it, which would take minutes. It knows no Markdown and prints no
// Go.
package bind

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A Method is a page bound to tg: what is documented beside what is called.
type Method struct {
	Page *page.Page `json:"-"`
	// Name is the TL name, Go the name in tg without "Request".
	Name string `json:"name"`
	Go   string `json:"go"`
	// Params are the parameters of tg's request, in its order, without the
	// query of a generic method.
	Params []Param `json:"params"`
	// Shape is the struct of tg's request, field by field.
	Shape []Field `json:"-"`
	// Packed says that tg's method takes a request, not its fields.
	Packed bool `json:"packed,omitempty"`
	// Generic says that the method wraps a query, and that tg has no method
	// but only a request for it.
	Generic bool `json:"generic,omitempty"`
	// Result is what tg's method returns beside an error, zero for a generic
	// method, whose result is that of its query.
	Result Type `json:"result,omitzero"`
	// Drifted says that the page documents another result.
	Drifted bool `json:"drifted,omitempty"`
	// Links maps what the page links to, to what it is in tg: a doc link such
	// as "tg.UpdatesClass" or "tg.MessagesSendMessageRequest".
	Links map[page.Ref]string `json:"-"`
	// Business says that a bot may call the method for a business account,
	// and that tg can.
	Business bool `json:"business,omitempty"`
}

// A Field is a field of a request, conditional bits included.
type Field struct {
	Name string
	Type Type
}

// A Param is one parameter of a request.
type Param struct {
	// Name is the TL name, Go that of the field in tg's request.
	Name string `json:"name"`
	Go   string `json:"go"`
	Type Type   `json:"type"`
	Need Need   `json:"need"`
	// Flags is the Go name of the field that holds the parameter's bit, and
	// Bit its number; Flags is empty for a required parameter.
	Flags string `json:"flags,omitempty"`
	Bit   int    `json:"bit,omitempty"`
	// Random says how a random_id is drawn.
	Random Random `json:"random,omitempty"`
	// Constructor is the Go name of some constructor of the type when that is a
	// class, for examples.
	Constructor string `json:"-"`
	// Doc is the row of the page, nil when it has none.
	Doc *page.Param `json:"-"`
}

// Need says what is sent when a caller leaves a parameter out.
type Need string

// The needs of a parameter.
const (
	// Required is sent always.
	Required Need = "required"
	// Optional is left out when it is nil.
	Optional Need = "optional"
	// FlagOnly is TL's true: a bit without a value.
	FlagOnly Need = "flag"
)

// Random says how a zero random_id is drawn; it is empty for any other
// parameter.
type Random string

// The ways to draw a random_id. One that is bytes is the caller's.
const (
	RandomLong Random = "long"
	RandomInt  Random = "int"
	// RandomEach draws one for each element of the parameter "id".
	RandomEach Random = "each"
	// RandomTimed has the Unix time in its upper half, as
	// https://core.telegram.org/method/messages.sendPaidReaction asks for.
	RandomTimed Random = "timed"
)

// businessMethod is what calls over a business connection are wrapped in.
const businessMethod = "invokeWithBusinessConnection"

// Bind finds the method of a page. It returns nil when tg does not have it, or
// declares it in a way that docgen can't read. The diagnostics are in the order
// of the page. The method that an unknown one is likely to have become is none
// that has a page of its own: documented, which may be nil, holds those.
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
	m := &Method{
		Page: p, Name: p.Method.Text, Go: goName,
		Shape: req.shape, Packed: req.packed, Result: req.result, Generic: req.result.IsZero(),
	}
	b.params(m, req)
	b.result(m)
	b.business(m)
	b.links(m)
	diag.Sort(b.diags)
	return m, b.diags
}

// binder collects what is found about one page.
type binder struct {
	tg    *TG
	page  *page.Page
	diags []diag.Diagnostic
}

func (b *binder) warn(pos diag.Pos, code diag.Code, hint, format string, args ...any) {
	b.diags = append(b.diags, diag.New(pos, code, hint, format, args...))
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
	if !m.Generic { // the query is none
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
		p.Constructor = b.tg.names().some[p.Type.Name]
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

// undocumented warns of parameters without a row. A page without any section
// has a warning already.
func (b *binder) undocumented(missing []string) {
	bare := b.page.Returns.Text == "" && len(b.page.Params) == 0
	if len(missing) == 0 || bare {
		return
	}
	b.warn(b.page.Method.Pos, diag.ParameterUndocumented, "add a row for each to the parameter table",
		"%s has parameters that the page lacks: %s", b.tg, strings.Join(missing, ", "))
}

func (b *binder) paramUnknown(p page.Param, req *request) {
	var free []string
	for _, f := range req.fields {
		if !slices.ContainsFunc(b.page.Params, func(p page.Param) bool { return p.Name == f.tl }) {
			free = append(free, f.tl)
		}
	}
	b.warn(p.Pos, diag.ParameterUnknown, "correct the name, use a gotd/td whose layer has the parameter, or remove the row",
		"%s has no parameter %s in %s%s", b.tg, p.Name, b.page.Method.Text, didYouMean(p.Name, free))
}

// didYouMean asks in a message for the names that are like a wrong one, if any
// are.
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

func (b *binder) paramType(f field, doc *page.Param) {
	if doc.Type == "" || converted(f, doc) {
		return
	}
	documented := doc.Type
	if element, ok := elementOf(documented); ok && f.tl == "hash" && f.typ.Slices == 0 {
		// The documented client makes the hash of the list it is given:
		// https://core.telegram.org/api/offsets#hash-generation
		documented = element
	}
	switch same, known := b.tg.matches(documented, f.typ); {
	case same:
	case !known:
		b.warn(doc.TypePos, diag.TypeUnknown, "correct the name of the type", "%s has no type %s; %s is %s",
			b.tg, doc.Type, f.tl, f.typ)
	default:
		b.warn(doc.TypePos, diag.ParameterType, "correct the type, or use a gotd/td of the page's layer",
			"%s is documented as %s and is %s in %s", f.tl, doc.Type, f.typ, b.tg)
	}
}

// converted reports whether the documented client makes an ID of what the page
// says it takes, as in "Username, chat ID, Update, Message or InputPeer" for a
// chat_id that is a long.
func converted(f field, doc *page.Param) bool {
	return (f.typ == longType || f.typ == intType) && takesID.MatchString(doc.Accepts)
}

var takesID = regexp.MustCompile(`\bID\b`)

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
	what := fmt.Sprintf("%s is documented to return %s and returns %s in %s", m.Name, documented.Text, m.Result, b.tg)
	if !known {
		what += ", which has no type " + documented.Text
	}
	b.warn(documented.Pos, diag.ResultType, "correct the return type, or use a gotd/td of the page's layer", "%s", what)
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

// param returns the parameter that a field of a request is.
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

// isIDs reports whether a field is the list that a list of random_id goes with.
func isIDs(f field) bool { return f.tl == "id" && f.name == "ID" && f.typ.Slices == 1 }
