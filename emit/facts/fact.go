// Package facts has the facts of methods as values: what the page of a method says,
// and what its Go code looks like. It prints facts to api.txt and reads them from
// there, compares the facts of two states, and derives what the Go package exports.
package facts

import (
	"strconv"
	"strings"

	"example.com/docgen/parser/page"
)

// A Fact is one thing that docgen knows of a method: a Flag, Param, Returns, Error,
// Described, GoParam, GoFunc or GoInvoker. Facts compare with ==.
type Fact interface {
	// String returns the fact as api.txt has it after the name of the method.
	String() string
	// about returns the fact without its value. If this is the same for two facts,
	// they speak of the same thing, and the later one corrects the earlier.
	about() Fact
	// value returns what the fact says of that thing.
	value() string
}

// Callers is the kind of callers that a Flag is about.
type Callers string

// The kinds of callers. Business means bots over a business connection, and
// Unauthenticated a client that is not logged in.
const (
	Users    Callers = "users"
	Bots     Callers = "bots"
	Business Callers = "business"

	Unauthenticated Callers = "unauthenticated"
)

// A Flag says whether callers of a kind may call the method, as in "bots no". If the
// page does not say, there is no Flag.
type Flag struct {
	Callers Callers
	Value   page.Availability
}

func (f Flag) String() string { return string(f.Callers) + " " + f.Value.String() }
func (f Flag) about() Fact    { return Flag{Callers: f.Callers} }
func (f Flag) value() string  { return f.Value.String() }

// A Param is a row of the parameter table, as in "param hash string". The type is in
// TL notation.
type Param struct{ Name, Type string }

func (p Param) String() string { return "param " + p.Name + " " + p.Type }
func (p Param) about() Fact    { return Param{Name: p.Name} }
func (p Param) value() string  { return p.Type }

// Returns is the documented result, as in "returns Updates". The type is in TL
// notation.
type Returns struct{ Type string }

func (r Returns) String() string { return "returns " + r.Type }
func (Returns) about() Fact      { return Returns{} }
func (r Returns) value() string  { return r.Type }

// A Definition is the method in TL, as in "definition help.getConfig#c4f9186b = Config".
type Definition struct{ Text string }

func (d Definition) String() string { return "definition " + d.Text }
func (Definition) about() Fact      { return Definition{} }
func (d Definition) value() string  { return d.Text }

// An Error is a row of an error table, as in "error 400 PEER_ID_INVALID". The code is
// 0 when the page gives none; an argument in the pattern is %d.
type Error struct {
	Code    int
	Pattern string
}

func (e Error) String() string { return "error " + strconv.Itoa(e.Code) + " " + e.Pattern }
func (e Error) about() Fact    { return Error{Pattern: e.Pattern} }
func (e Error) value() string  { return strconv.Itoa(e.Code) }

// Described counts the descriptions on a page, as in "described summary params 1
// errors 7": whether the page says what the method does, and how many parameters and
// errors it describes.
type Described struct {
	Summary        bool
	Params, Errors int
}

func (d Described) String() string { return "described " + d.value() }
func (Described) about() Fact      { return Described{} }

func (d Described) value() string {
	var words []string
	if d.Summary {
		words = append(words, "summary")
	}
	if d.Params > 0 {
		words = append(words, "params", strconv.Itoa(d.Params))
	}
	if d.Errors > 0 {
		words = append(words, "errors", strconv.Itoa(d.Errors))
	}
	return strings.Join(words, " ")
}

// A GoParam is a field of the method's parameters in Go, as in
// "go param ScheduleDate *int".
type GoParam struct{ Name, Type string }

func (p GoParam) String() string { return "go param " + p.Name + " " + p.Type }
func (p GoParam) about() Fact    { return GoParam{Name: p.Name} }
func (p GoParam) value() string  { return p.Type }

// A GoFunc is the method in Go, as in "go func (*User) X(XParams) tg.Y". The context
// and the error are left out, since each method has them.
type GoFunc struct {
	// On is the type that has the method. Client stands for User, Bot and Any as well,
	// and User and Bot for Any.
	On, Name string
	// Params says that the method takes parameters, of the type ParamsType. Generic
	// says that it takes a query and the result to decode into.
	Params, Generic bool
	// Result is a Go type, empty for a generic method.
	Result string
}

func (f GoFunc) String() string {
	var args []string
	if f.Params {
		args = append(args, f.ParamsType())
	}
	result := f.Result
	if f.Generic {
		args = append(args, "bin.Object", "bin.Decoder")
		result = "error"
	}
	return "go func (*" + f.On + ") " + f.Name + "(" + strings.Join(args, ", ") + ") " + result
}

func (f GoFunc) about() Fact   { return GoFunc{On: f.On, Name: f.Name} }
func (f GoFunc) value() string { return f.Result }

// ParamsType returns the name of the type of the method's parameters.
func (f GoFunc) ParamsType() string { return f.Name + "Params" }

// A GoInvoker is the function that a generic method has beside its GoFunc: it wraps
// every call of an invoker, as in "go func LayerInvoker tg.Invoker".
type GoInvoker struct{ Name string }

// InvokerName returns the name of a generic method's invoker, given the Go name of the
// method: InvokeWithLayer has LayerInvoker, InvokeWithoutUpdates WithoutUpdatesInvoker and
// InitConnection InitConnectionInvoker.
func InvokerName(goName string) string {
	name := goName
	if rest, ok := strings.CutPrefix(name, "InvokeWith"); ok && rest != "" && 'A' <= rest[0] && rest[0] <= 'Z' {
		name = rest
	} else if rest, ok := strings.CutPrefix(name, "Invoke"); ok && rest != "" {
		name = rest
	}
	return name + "Invoker"
}

func (i GoInvoker) String() string { return "go func " + i.Name + " tg.Invoker" }
func (i GoInvoker) about() Fact    { return i }
func (GoInvoker) value() string    { return "tg.Invoker" }

// ofGo reports whether a fact is about Go code, and not about the page.
func ofGo(f Fact) bool {
	switch f.(type) {
	case GoParam, GoFunc, GoInvoker:
		return true
	}
	return false
}
