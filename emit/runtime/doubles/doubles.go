// Package doubles stands in for Telegram in the tests of code that calls
// package generated: they need neither a server nor a network.
package doubles

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	generated "example.com/docgen/emit/runtime"
)

// Invoker is a tg.Invoker that answers each method as [Invoker.Answer] or
// [Invoker.Fail] set it, and fails for methods without an answer. The zero
// Invoker has no answers. Several goroutines may use an Invoker at once.
type Invoker struct {
	mu      sync.Mutex
	answers map[string]answer
	calls   []call
}

type answer struct {
	result bin.Encoder
	err    error
}

type call struct {
	method  string
	request bin.Encoder
}

// NewInvoker returns an invoker without answers.
func NewInvoker() *Invoker { return &Invoker{} }

// Answer makes calls of the method, such as "messages.importChatInvite", return
// the result. The result is an object of tg as Telegram sends it, such as
// &tg.Updates{}, &tg.BoolTrue{} or &tg.ContactStatusVector{}. The answer for a
// method that wraps others, such as invokeWithLayer, is the answer for all calls
// that it wraps. Answer returns the invoker.
func (i *Invoker) Answer(method string, result bin.Encoder) *Invoker {
	return i.set(method, answer{result: result})
}

// Fail makes calls of the method return the error. The arguments replace each %d
// of the error in turn; a %d without an argument becomes 1. The error has the
// code that the method's page documents, or else the lowest documented code, or
// else 400. Fail returns the invoker.
func (i *Invoker) Fail(method string, err generated.Error, arguments ...int) *Invoker {
	return i.set(method, answer{err: tgerr.New(codeOf(method, err), message(err, arguments))})
}

func (i *Invoker) set(method string, a answer) *Invoker {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.answers == nil {
		i.answers = map[string]answer{}
	}
	i.answers[method] = a
	return i
}

// Calls returns the requests of the method so far, the oldest first, each
// without its wrappers. The request of a method that wraps others, such as
// invokeWithBusinessConnection, contains the call that it wraps.
func (i *Invoker) Calls(method string) []bin.Encoder {
	i.mu.Lock()
	defer i.mu.Unlock()
	var requests []bin.Encoder
	for _, c := range i.calls {
		if c.method == method {
			requests = append(requests, c.request)
		}
	}
	return requests
}

// Invoke implements tg.Invoker.
func (i *Invoker) Invoke(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	calls := unwrap(input)
	method := calls[len(calls)-1].method
	switch a, ok := i.take(calls); {
	case !ok:
		return fmt.Errorf("the test double has no answer for %s, %s: call Answer or Fail", method, i.known())
	case a.err != nil:
		return a.err
	case a.result == nil:
		return fmt.Errorf("the test double can't send its answer for %s: it is nil", method)
	default:
		return send(method, a.result, output)
	}
}

// take records the calls of one request, the outermost first. It returns the
// answer for the outermost call that has one.
func (i *Invoker) take(calls []call) (answer, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.calls = append(i.calls, calls...)
	for _, c := range calls {
		if a, ok := i.answers[c.method]; ok {
			return a, true
		}
	}
	return answer{}, false
}

// known says which methods have answers, for the error of a method without one.
func (i *Invoker) known() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.answers) == 0 {
		return "nor for any method"
	}
	return "only for " + strings.Join(slices.Sorted(maps.Keys(i.answers)), ", ")
}

// send decodes a result into the caller's output, as if it came from Telegram.
func send(method string, result bin.Encoder, output bin.Decoder) error {
	var b bin.Buffer
	if err := result.Encode(&b); err != nil {
		return fmt.Errorf("the test double can't send its answer for %s: %w", method, err)
	}
	if err := output.Decode(&b); err != nil {
		return fmt.Errorf("the test double can't answer %s with a %T: %w", method, result, err)
	}
	return nil
}

// unwrap returns the call of a request and the calls that it wraps, the
// outermost first.
func unwrap(request bin.Encoder) []call {
	var calls []call
	for {
		c := call{method: fmt.Sprintf("a %T", request), request: request}
		if named, ok := request.(interface{ TypeName() string }); ok {
			c.method = named.TypeName()
		}
		calls = append(calls, c)
		wrapper, ok := request.(interface{ GetQuery() bin.Object })
		if !ok || wrapper.GetQuery() == nil {
			return calls
		}
		request = wrapper.GetQuery()
	}
}

// EachError runs f in a subtest for each error on the page of the method. The
// subtest has the name of the error. Its invoker answers the method with want.
func EachError(t *testing.T, method string, f func(t *testing.T, invoker tg.Invoker, want generated.Error)) {
	t.Helper()
	m, ok := generated.Lookup(method)
	if !ok {
		t.Fatalf("%s is not documented", method)
	}
	if len(m.Errors) == 0 {
		t.Fatalf("the page of %s documents no errors", method)
	}
	for _, d := range m.Errors {
		t.Run(string(d.Error), func(t *testing.T) {
			invoker := NewInvoker().set(method, answer{err: tgerr.New(orBadRequest(d.Code), message(d.Error, nil))})
			f(t, invoker, d.Error)
		})
	}
}

// message returns the message of an error. A %d without an argument becomes 1.
func message(e generated.Error, arguments []int) string {
	text := string(e)
	for strings.Contains(text, "%d") {
		argument := 1
		if len(arguments) > 0 {
			argument, arguments = arguments[0], arguments[1:]
		}
		text = strings.Replace(text, "%d", strconv.Itoa(argument), 1)
	}
	return text
}

func codeOf(method string, e generated.Error) int {
	m, _ := generated.Lookup(method)
	i := slices.IndexFunc(m.Errors, func(d generated.DocumentedError) bool { return d.Error == e })
	if i >= 0 && m.Errors[i].Code != 0 {
		return m.Errors[i].Code
	}
	if codes := e.Info().Codes; len(codes) > 0 {
		return codes[0]
	}
	return orBadRequest(0)
}

// orBadRequest returns 400, the code of a bad request, in the place of a code
// that is not documented.
func orBadRequest(code int) int {
	if code == 0 {
		return 400
	}
	return code
}
