package emit_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// TestGeneric compares the functions of methods that wrap a query: without other
// parameters, with one, and with several.
func TestGeneric(t *testing.T) {
	for _, c := range []struct{ method, start, want string }{
		{"invokeWithoutUpdates", "func wrap", `func wrapInvokeWithoutUpdates(query bin.Object) (*tg.InvokeWithoutUpdatesRequest, error) {
	if query == nil {
		return nil, &NilParameterError{Method: "invokeWithoutUpdates", Parameter: "Query"}
	}
	request := &tg.InvokeWithoutUpdatesRequest{
		Query: query,
	}
	return request, nil
}
`},
		{"invokeWithoutUpdates", "func (c *client)", `func (c *client) InvokeWithoutUpdates(ctx context.Context, query bin.Object, result bin.Decoder) error {
	request, err := wrapInvokeWithoutUpdates(query)
	if err != nil {
		return err
	}
	return c.api.Invoker().Invoke(ctx, request, result)
}
`},
		{"invokeWithoutUpdates", "func WithoutUpdatesInvoker", `func WithoutUpdatesInvoker(next tg.Invoker) tg.Invoker {
	next = WrapErrors(next) // here, so that a CallError knows of the wrapper
	return invokerFunc(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
		query, ok := input.(bin.Object)
		if !ok {
			return notObject("invokeWithoutUpdates", input)
		}
		request, err := wrapInvokeWithoutUpdates(query)
		if err != nil {
			return err
		}
		return next.Invoke(ctx, request, output)
	})
}
`},
		{"invokeAfterMsg", "func (c *client)", `func (c *client) InvokeAfterMsg(ctx context.Context, params InvokeAfterMsgParams, query bin.Object, result bin.Decoder) error {
	request, err := params.Request(query)
	if err != nil {
		return err
	}
	return c.api.Invoker().Invoke(ctx, request, result)
}
`},
		{"invokeAfterMsg", "func AfterMsgInvoker", `func AfterMsgInvoker(next tg.Invoker, msgID int64) tg.Invoker {
	next = WrapErrors(next) // here, so that a CallError knows of the wrapper
	return invokerFunc(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
		query, ok := input.(bin.Object)
		if !ok {
			return notObject("invokeAfterMsg", input)
		}
		request, err := InvokeAfterMsgParams{MsgID: msgID}.Request(query)
		if err != nil {
			return err
		}
		return next.Invoke(ctx, request, output)
	})
}
`},
		{"invokeWithMessagesRange", "func (p ", `func (p InvokeWithMessagesRangeParams) Request(query bin.Object) (*tg.InvokeWithMessagesRangeRequest, error) {
	if query == nil {
		return nil, &NilParameterError{Method: "invokeWithMessagesRange", Parameter: "Query"}
	}
	request := &tg.InvokeWithMessagesRangeRequest{
		Range: p.Range,
		Query: query,
	}
	return request, nil
}
`},
	} {
		got := declaration(t, pageFile(t, bound(t, c.method)), c.start)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.method, diff)
		}
	}
	several := pageFile(t, bound(t, "initConnection"))
	invoker := declaration(t, several, "func InitConnectionInvoker(next tg.Invoker, params InitConnectionParams) tg.Invoker {")
	if want := "request, err := params.Request(query)\n"; !strings.Contains(invoker, want) {
		t.Errorf("there is no %q in\n%s", want, invoker)
	}
	if got, want := comment(t, several, "func (p "), "Request returns the request that wraps a query, for code that passes requests on."; got != want {
		t.Errorf("the comment is %q, want %q", got, want)
	}
	const want = "InitConnectionInvoker returns an invoker that wraps each call in initConnection and passes it to " +
		"next. Pass this invoker to [NewUser], [NewBot], [NewClient] or [NewAny]."
	if got := strings.ReplaceAll(comment(t, several, "func InitConnectionInvoker"), "\n", " "); got != want {
		t.Errorf("the comment is %q, want %q", got, want)
	}
}

// TestInvokerSignature checks the names of invokers and of their parameters. Some
// parameters would have the name of a keyword, or of a variable of the function.
// Most of the methods are made up.
func TestInvokerSignature(t *testing.T) {
	for _, c := range []struct{ method, param, want string }{
		{"InvokeWithLayer", "Layer", "LayerInvoker(next tg.Invoker, layer int)"},
		{"InvokeWithTakeout", "TakeoutID", "TakeoutInvoker(next tg.Invoker, takeoutID int)"},
		{"InvokeAfterMsgs", "MsgIDs", "AfterMsgsInvoker(next tg.Invoker, msgIDs int)"},
		{"InvokeWithoutUpdates", "APIID", "WithoutUpdatesInvoker(next tg.Invoker, apiid int)"},
		{"InvokeWithX", "A", "XInvoker(next tg.Invoker, a int)"},
		{"InvokeWith", "A", "WithInvoker(next tg.Invoker, a int)"},
		{"Invoke", "URLPath", "InvokeInvoker(next tg.Invoker, urlPath int)"},
		{"Invoke", "AToken", "InvokeInvoker(next tg.Invoker, aToken int)"},
		{"Wrap", "Next", "WrapInvoker(next tg.Invoker, nextValue int)"},
		{"Wrap", "Ctx", "WrapInvoker(next tg.Invoker, ctxValue int)"},
		{"Wrap", "Input", "WrapInvoker(next tg.Invoker, inputValue int)"},
		{"Wrap", "Output", "WrapInvoker(next tg.Invoker, outputValue int)"},
		{"Wrap", "Query", "WrapInvoker(next tg.Invoker, queryValue int)"},
		{"Wrap", "Ok", "WrapInvoker(next tg.Invoker, okValue int)"},
		{"Wrap", "Request", "WrapInvoker(next tg.Invoker, requestValue int)"},
		{"Wrap", "Err", "WrapInvoker(next tg.Invoker, errValue int)"},
		{"Wrap", "Range", "WrapInvoker(next tg.Invoker, rangeValue int)"},
		{"Wrap", "Type", "WrapInvoker(next tg.Invoker, typeValue int)"},
	} {
		m := &bind.Method{
			Page: &page.Page{File: "wrap.md"}, Name: "wrap", Go: c.method, Generic: true,
			Params: []bind.Param{{Name: "param", Go: c.param, Type: bind.Type{Name: "int"}, Need: bind.Required}},
		}
		file := printed(t, emit.Options{}, m)["wrap_gen.go"]
		if !strings.Contains(file, "\nfunc "+c.want+" tg.Invoker {\n") {
			t.Errorf("there is no %s in\n%s", c.want, file)
		}
	}
}
