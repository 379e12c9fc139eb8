// Package doubles stands in for Telegram in the tests of code that calls
// package generated: no server, no network.
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

// Invoker is a tg.Invoker that answers each method with what it was told to. The
// zero Invoker has no answers: every call fails, and says so. It may be used by
// several goroutines at once.
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

// Answer has calls of the method, such as "messages.importChatInvite", answered
// with a result as Telegram sends it: an object of tg, such as &tg.Updates{},
// &tg.BoolTrue{} or &tg.ContactStatusVector{}. What a method that wraps others is
// answered with, such as invokeWithLayer, is the answer of each call in it. It
// returns the invoker.
func (i *Invoker) Answer(method string, result bin.Encoder) *Invoker {
	return i.set(method, answer{result: result})
}

// Fail has calls of the method answered with the error. Its arguments are put
// in the places of %d in order, 1 where there is none left. The code is the one
// that the method documents, or else any that is documented, or else 400. It
// returns the invoker.
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

// Calls returns the requests of the method so far, the oldest first, without
// what they were wrapped in. Those of a method that wraps others, such as
// invokeWithBusinessConnection, have the call in them.
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

// take keeps the calls of one request, the outermost first, and returns the
// answer for it.
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

// known says what there are answers for.
func (i *Invoker) known() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.answers) == 0 {
		return "nor for any method"
	}
	return "only for " + strings.Join(slices.Sorted(maps.Keys(i.answers)), ", ")
}

// send has the caller read a result as if it came from Telegram.
func send(method string, result bin.Encoder, output bin.Decoder) error {
	var b bin.Buffer
	if err := result.Encode(&b); err != nil {
		return fmt.Errorf("the test double can't send its answer for %s: %w", method, err)
	}
	if err := output.Decode(&b); err != nil {
		return fmt.Errorf("a %T is no answer that %s has: %w", result, method, err)
	}
	return nil
}

// unwrap returns the calls of a request, which wrap one another, the outermost
// first.
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

// EachError runs f once for each error that the page of the method documents,
// in a subtest of its name, with an invoker that answers the method with it.
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

// message returns a message that Telegram would send for the error.
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

// orBadRequest returns the code of a wrong request for one that is not
// documented.
func orBadRequest(code int) int {
	if code == 0 {
		return 400
	}
	return code
}
