package runtime

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// Error is the pattern of an error message from Telegram. An argument is %d in
// the pattern: "FLOOD_WAIT_%d" covers "FLOOD_WAIT_3".
//
// An Error is a target for errors.Is. errors.Is(err, ErrFloodWaitX) reports
// whether err is or wraps a *CallError whose message the pattern covers. What
// gotd/td's own helpers return is a *CallError only with [WrapErrors] as a middleware
// of the client; [Error.Match] works without.
type Error string

// Error implements error.
func (e Error) Error() string { return string(e) }

// ErrorInfo is what the documentation says about an error.
type ErrorInfo struct {
	// Description says when Telegram returns the error, with %d for the argument. It is
	// empty if the documentation does not say.
	Description string
	// Codes are the documented codes, in ascending order.
	Codes []int
	// General means that any call can return the error, as with FLOOD_WAIT_%d.
	General bool

	// typed means that no page documents the error. gotd/td knows its type alone: the
	// message without numbers.
	typed bool
}

// Info returns what the documentation says about the error, or the zero
// ErrorInfo if the error is not documented. Do not modify its Codes, which all
// callers share.
func (e Error) Info() ErrorInfo {
	if i, ok := e.row(); ok {
		return errorTable[i].info
	}
	return ErrorInfo{}
}

// row returns the row of errorTable that the error has, and whether it has one.
func (e Error) row() (int, bool) {
	return slices.BinarySearchFunc(errorTable[:], e, func(d errorData, e Error) int { return cmp.Compare(d.name, e) })
}

// Match reports whether err is or wraps an RPC error whose message the pattern
// covers. Unlike errors.Is, it needs no *CallError, so it also works for an
// invoker that [WrapErrors] does not wrap.
func (e Error) Match(err error) bool {
	rpc, ok := tgerr.As(err)
	return ok && rpc != nil && e.covers(messageOf(rpc))
}

func (e Error) covers(message string) bool {
	_, ok := matchPattern(string(e), message)
	return ok || len(message) > len(e) && e.Info().typed && e.isTypeOf(message)
}

// isTypeOf reports whether gotd/td takes the pattern for the type of a message: it has the
// same parts, but for numbers. "FOO_3" is of the type "FOO".
func (e Error) isTypeOf(message string) bool { return tgerr.New(0, message).Type == string(e) }

// messageOf returns the message of an RPC error. Tests make errors that have a Type, and
// perhaps an Argument, but no Message, or one that is not of that type. For these it returns
// the message that Telegram would send: that of a documented error, the most specific one if
// there are several.
func messageOf(rpc *tgerr.Error) string {
	if rpc.Type == "" || rpc.Message == rpc.Type || tgerr.New(0, rpc.Message).Type == rpc.Type {
		return rpc.Message
	}
	if _, known := Error(rpc.Type).row(); known && rpc.Argument == 0 {
		return rpc.Type
	}
	var name Error
	for i := range errorTable {
		if d := &errorTable[i]; d.name.makes(rpc) && (name == "" || d.name.literals() > name.literals()) {
			name = d.name
		}
	}
	switch {
	case name != "":
		return name.with(rpc.Argument)
	case rpc.Argument == 0, tgerr.New(0, rpc.Type).Argument == rpc.Argument:
		return rpc.Type
	}
	return rpc.Type + "_" + strconv.Itoa(rpc.Argument)
}

// makes reports whether gotd/td reads the type and the argument of an RPC error from the
// message that the pattern and the argument make.
func (e Error) makes(rpc *tgerr.Error) bool {
	made := tgerr.New(0, e.with(rpc.Argument))
	return made.Type == rpc.Type && made.Argument == rpc.Argument
}

// with returns the message of the error with an argument.
func (e Error) with(argument int) string {
	return strings.ReplaceAll(string(e), "%d", strconv.Itoa(argument))
}

// errorData is a row of errorTable, which is sorted by name.
type errorData struct {
	name Error
	info ErrorInfo
}

// covers does what Error.covers does, and does not look for the row.
func (d errorData) covers(message string) bool {
	_, ok := matchPattern(string(d.name), message)
	return ok || d.info.typed && d.name.isTypeOf(message)
}

// matchPattern reports whether the pattern covers the message, where each %d
// stands for one or more digits. It returns the digits of the first %d.
func matchPattern(pattern, message string) (argument string, ok bool) {
	for {
		literal, rest, more := strings.Cut(pattern, "%d")
		if !strings.HasPrefix(message, literal) {
			return "", false
		}
		message = message[len(literal):]
		if !more && message != "" {
			return "", false
		}
		if !more {
			return argument, true
		}
		n := 0
		for n < len(message) && '0' <= message[n] && message[n] <= '9' {
			n++
		}
		if n == 0 {
			return "", false
		}
		if argument == "" {
			argument = message[:n]
		}
		message, pattern = message[n:], rest
	}
}

// CallError is the error of a call that Telegram answers with an error.
type CallError struct {
	// Method is the TL name of the method, as in "messages.importChatInvite". In
	// a call that another method wraps, such as invokeWithLayer, it is the
	// wrapped method. It is empty if the request does not name its method.
	Method string
	// RPC is the error as gotd/td returns it.
	RPC *tgerr.Error

	// wrappers are the methods that wrap the call, the innermost first. Their
	// pages document errors of the call too.
	wrappers []string
	err      error
}

// WrapErrors returns an invoker that passes calls to next and turns RPC errors into
// *CallError. It does not change other errors, such as those of a context or a
// connection. NewUser, NewBot, NewClient and NewAny apply WrapErrors to their invoker.
//
// As a middleware of a telegram.Client it does so for all calls over that client, so
// that errors.Is also holds for what gotd/td's own helpers return, such as uploader,
// message, query and auth:
//
//	telegram.Options{Middlewares: []telegram.Middleware{
//		telegram.MiddlewareFunc(func(next tg.Invoker) telegram.InvokeFunc { return WrapErrors(next).Invoke }),
//	}}
func WrapErrors(next tg.Invoker) tg.Invoker {
	if _, ok := next.(errorInvoker); ok {
		return next
	}
	return errorInvoker{next}
}

type errorInvoker struct{ next tg.Invoker }

// Invoke implements tg.Invoker.
func (i errorInvoker) Invoke(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
	err := i.next.Invoke(ctx, input, output)
	if err == nil {
		return nil
	}
	var call *CallError
	if errors.As(err, &call) {
		return err
	}
	rpc, ok := tgerr.As(err)
	if !ok {
		return err
	}
	method, wrappers := methodNames(input)
	return &CallError{Method: method, RPC: rpc, wrappers: wrappers, err: err}
}

// Error returns the method, the text of the error as the invoker returned it, and what
// the error means, as in "messages.sendMessage: rpc error code 420: FLOOD_WAIT (30): Too
// many calls: wait this many seconds.".
func (e *CallError) Error() string {
	text := e.Unwrap().Error()
	if method := e.Method + ": "; e.Method != "" && !strings.HasPrefix(text, method) {
		text = method + text
	}
	if description := e.description(); !strings.Contains(text, description) {
		text += ": " + description
	}
	return text
}

// description returns the description of the error on the method's page, or else
// the one of Info, in one line. The argument replaces %d.
func (e *CallError) description() string {
	text, pattern := e.Name().Info().Description, e.pattern()
	if d, ok := e.documented(); ok && d.Description() != "" {
		text, pattern = d.Description(), string(d.Error)
	}
	if argument, _ := matchPattern(pattern, messageOf(e.RPC)); argument != "" {
		text = strings.ReplaceAll(text, "%d", argument)
	}
	return strings.Join(strings.Fields(text), " ")
}

// Unwrap returns the error that the invoker returned, or RPC in a CallError that
// no invoker made.
func (e *CallError) Unwrap() error {
	if e.err == nil {
		return e.RPC
	}
	return e.err
}

// Is reports whether target is an [Error] whose pattern covers the message, of this
// package or of another one that docgen generated.
func (e *CallError) Is(target error) bool {
	switch target := target.(type) {
	case Error:
		return target.covers(messageOf(e.RPC))
	case interface{ Match(err error) bool }:
		return target.Match(e.RPC)
	}
	return false
}

// Name returns the documented error whose pattern covers the message, and the
// most specific one if there are several. It is empty for an unknown error.
func (e *CallError) Name() Error {
	var name Error
	message := messageOf(e.RPC)
	for i := range errorTable {
		if d := &errorTable[i]; d.covers(message) && (name == "" || d.name.literals() > name.literals()) {
			name = d.name
		}
	}
	return name
}

// literals returns the length of the pattern without its arguments. Of two
// patterns that cover a message, the one with more literals is more specific.
func (e Error) literals() int { return len(e) - strings.Count(string(e), "%d")*len("%d") }

// Argument returns the number that %d stands for, such as 3 for FLOOD_WAIT_3. It
// reports false if the pattern has no %d, or the number is too large for an int.
func (e *CallError) Argument() (int, bool) {
	argument, ok := matchPattern(e.pattern(), messageOf(e.RPC))
	if !ok || argument == "" {
		return 0, false
	}
	n, err := strconv.Atoi(argument)
	return n, err == nil
}

// pattern returns the pattern that covers the message. For an unknown error, %d
// replaces each number after an underscore, as in WAIT_%d or WAIT_%dMIN.
func (e *CallError) pattern() string {
	if name := e.Name(); name != "" {
		return string(name)
	}
	parts := strings.Split(messageOf(e.RPC), "_")
	for i, part := range parts {
		if unit := strings.TrimLeft(part, "0123456789"); i > 0 && unit != part && (unit == "" || unit == minutes) {
			parts[i] = "%d" + unit
		}
	}
	return strings.Join(parts, "_")
}

// minutes follows an argument that counts minutes and not seconds, as in
// PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN.
const minutes = "MIN"

// Documented reports whether the documentation says that the call can return the
// error: the page of the method or of a method that wraps the call lists it, or
// it is [CallError.General].
func (e *CallError) Documented() bool {
	if e.General() {
		return true
	}
	_, ok := e.documented()
	return ok
}

// General reports whether any call can return the error, as with FLOOD_WAIT_%d.
func (e *CallError) General() bool { return e.Name().Info().General }

// documented returns what the page of the method says about the error, or else
// what the page of the innermost wrapper that lists the error says.
func (e *CallError) documented() (DocumentedError, bool) {
	message := messageOf(e.RPC)
	if d, ok := documentedBy(e.Method, message); ok {
		return d, true
	}
	for _, wrapper := range e.wrappers {
		if d, ok := documentedBy(wrapper, message); ok {
			return d, true
		}
	}
	return DocumentedError{}, false
}

// documentedBy returns the error on a method's page whose pattern covers the
// message, and the most specific one if there are several.
func documentedBy(name, message string) (DocumentedError, bool) {
	method, _ := Lookup(name)
	var best DocumentedError
	for _, d := range method.Errors {
		if d.Error.covers(message) && (best.Error == "" || d.Error.literals() > best.Error.literals()) {
			best = d
		}
	}
	return best, best.Error != ""
}

// Wait returns how long Telegram asks you to wait before you repeat the call,
// and whether it asks at all. An error asks to wait if its pattern has an
// argument and one of the words WAIT, DELAY, FRESH, EARLY and FLOOD. The
// argument is a number of seconds, or of minutes if MIN follows it.
func (e *CallError) Wait() (time.Duration, bool) {
	pattern := e.pattern()
	n, ok := e.Argument()
	if !ok || !slices.ContainsFunc(strings.Split(pattern, "_"), asksToWait) {
		return 0, false
	}
	unit := time.Second
	if strings.Contains(pattern, "%d"+minutes) {
		unit = time.Minute
	}
	if int64(n) > math.MaxInt64/int64(unit) {
		return 0, false
	}
	return time.Duration(n) * unit, true
}

func asksToWait(word string) bool {
	switch word {
	case "WAIT", "DELAY", "FRESH", "EARLY", "FLOOD":
		return true
	}
	return false
}
