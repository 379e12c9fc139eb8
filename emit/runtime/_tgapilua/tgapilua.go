// Package tgapilua makes the methods of package tgapi functions of Lua, as the
// documentation calls them:
//
//	Updates = messages.importChatInvite({hash='AbCdEf', })
//
// It uses github.com/yuin/gopher-lua. It is no sandbox: what a script may do besides is
// up to the libraries that its state has.
package tgapilua

import (
	"context"
	"errors"
	"strings"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
	lua "github.com/yuin/gopher-lua"

	api "example.com/docgen/emit/runtime"
	"example.com/docgen/emit/runtime/tljson"
)

// Options say what scripts may do. The zero Options let them call every documented
// method.
type Options struct {
	// User and Bot say who calls. If one of them is set, methods that the documentation
	// denies to this kind of caller are refused.
	User, Bot bool
	// Allow says whether a method may be called. It is asked about the methods that wrap a
	// call, too. If it is nil, all methods may be called.
	Allow func(method string) bool
	// Peer returns the peer for a text such as "@name" in the place of an InputPeer,
	// InputUser, InputChannel or InputDialogPeer. If it is nil, only "me" works.
	Peer func(ctx context.Context, name string) (tg.InputPeerClass, error)
	// MaxValues is how many values the parameters of a call may have, 100,000 if it is 0.
	// A table that is reached by several paths counts for each of them.
	MaxValues int
	// FalseFlags also sets flags that an answer does not have, to false.
	FalseFlags bool
	// ReturnErrors makes a call that fails return nil and the error, and raise nothing.
	ReturnErrors bool
}

// Open defines the documented methods in a state of Lua, over an invoker such as a
// *telegram.Client. Each namespace, such as messages, is a global table, to which scripts
// may assign. The context of the state ends calls.
func Open(state *lua.LState, invoker tg.Invoker, options Options) {
	b := &bridge{invoker: invoker, options: options, errors: state.NewTable()}
	b.errors.RawSetString("__tostring", state.NewFunction(errorText))
	for _, m := range tljson.Methods() {
		call := state.NewFunction(func(state *lua.LState) int { return b.call(state, m.Name) })
		namespace, name, ok := strings.Cut(m.Name, ".")
		if !ok {
			state.SetGlobal(m.Name, call)
			continue
		}
		table, ok := state.GetGlobal(namespace).(*lua.LTable)
		if !ok {
			table = state.NewTable()
			state.SetGlobal(namespace, table)
		}
		table.RawSetString(name, call)
	}
}

type bridge struct {
	invoker tg.Invoker
	options Options
	// errors is the metatable of errors.
	errors *lua.LTable
}

// call makes a call for a script.
func (b *bridge) call(state *lua.LState, method string) int {
	result, err := b.result(state, method)
	if err == nil {
		state.Push(result)
		return 1
	}
	failure := b.failure(state, method, err)
	if b.options.ReturnErrors {
		state.Push(lua.LNil)
		state.Push(failure)
		return 2
	}
	state.Error(failure, 1)
	return 0
}

func (b *bridge) result(state *lua.LState, method string) (lua.LValue, error) {
	ctx := state.Context()
	if ctx == nil {
		ctx = context.Background()
	}
	if state.GetTop() > 1 {
		return nil, errors.New("want one table with the parameters, got more arguments")
	}
	request, err := tljson.Shared().Request(ctx, method, valueOf(state.Get(1)), tljson.Options{
		Peer: b.options.Peer, Permit: b.permit, MaxValues: b.options.MaxValues,
	})
	if err != nil {
		return nil, err
	}
	if err := b.invoker.Invoke(ctx, request.Object, request.Result); err != nil {
		return nil, err
	}
	w := &writer{state: state}
	printer := tljson.Printer{Schema: tljson.Shared(), FalseFlags: b.options.FalseFlags}
	err = printer.Print(w, request.Result.Value())
	return w.result, err
}

// permit returns an error if a script may not call a method.
func (b *bridge) permit(method string) error {
	m, _ := api.Lookup(method)
	no := api.No
	switch {
	case b.options.Allow != nil && !b.options.Allow(method):
		return errors.New("the method is not allowed here")
	case b.options.User && !b.options.Bot && m.Users == no && m.Bots != no:
		return errors.New("users can't call the method, says its documentation")
	case b.options.Bot && !b.options.User && m.Bots == no && m.Users != no:
		return errors.New("bots can't call the method, says its documentation")
	}
	return nil
}

// goError is the key under which a table of an error has the error of Go. No script has
// another value that it could put there, since no library makes it.
const goError = "go_error"

// failure returns the table of an error: its method, error and error_code. The code is
// that of Telegram's error, and nil for others.
func (b *bridge) failure(state *lua.LState, method string, err error) *lua.LTable {
	table := state.NewTable()
	table.RawSetString("method", lua.LString(method))
	table.RawSetString("error", lua.LString(err.Error()))
	if rpc, ok := tgerr.As(err); ok {
		table.RawSetString("error", lua.LString(rpc.Message))
		table.RawSetString("error_code", lua.LNumber(rpc.Code))
	}
	table.RawSetString(goError, &lua.LUserData{Value: err})
	table.Metatable = b.errors
	return table
}

// errorText is the function tostring for an error.
func errorText(state *lua.LState) int {
	table := state.CheckTable(1)
	text := lua.LVAsString(table.RawGetString("method")) + ": " + lua.LVAsString(table.RawGetString("error"))
	state.Push(lua.LString(text))
	return 1
}

// Cause returns the error of Go for an error that a call raised, such as a *tgerr.Error.
// It returns other errors, of Lua or of Go, as they are.
func Cause(err error) error {
	var raised *lua.ApiError
	if !errors.As(err, &raised) {
		return err
	}
	table, ok := raised.Object.(*lua.LTable)
	if !ok {
		return err
	}
	data, ok := table.RawGetString(goError).(*lua.LUserData)
	if !ok {
		return err
	}
	if cause, ok := data.Value.(error); ok {
		return cause
	}
	return err
}
