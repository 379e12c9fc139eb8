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

// Error is an error that Telegram answers a call with, by the pattern of its
// message: an argument is %d in it, as in "FLOOD_WAIT_%d".
//
// It is a target for errors.Is: errors.Is(err, ErrFloodWaitX) holds when err is
// the error of a call and its message is one that the pattern covers.
type Error string

// Error implements error.
func (e Error) Error() string { return string(e) }

// ErrorInfo is what the documentation says about an error.
type ErrorInfo struct {
	// Description says when Telegram answers with the error. It is empty when
	// no page does.
	Description string
	// Codes are the documented codes, in ascending order.
	Codes []int
	// General says that the error belongs to no method: any call can return it.
	General bool
}

// Info returns what the documentation says about the error; it is zero for an
// error that is not documented. Do not modify its codes, which all callers
// share.
func (e Error) Info() ErrorInfo {
	i, ok := slices.BinarySearchFunc(errorTable[:], e, func(d errorData, e Error) int { return cmp.Compare(d.name, e) })
	if !ok {
		return ErrorInfo{}
	}
	return errorTable[i].info
}

// Match reports whether err is, or wraps, an RPC error whose message the
// pattern covers. Unlike errors.Is it also works on the errors of an invoker
// that [Errors] does not wrap.
func (e Error) Match(err error) bool {
	rpc, ok := tgerr.As(err)
	return ok && e.covers(rpc.Message)
}

func (e Error) covers(message string) bool {
	_, ok := matchPattern(string(e), message)
	return ok
}

// errorData is a row of errorTable, which is sorted by name.
type errorData struct {
	name Error
	info ErrorInfo
}

// matchPattern reports whether the pattern covers the message, and returns the
// digits in the place of its first %d.
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

// CallError is the error of a call that Telegram answered with an error.
type CallError struct {
	// Method is the method that was called, in TL notation, without what it
	// was wrapped in; empty when the request does not tell.
	Method string
	// RPC is the error as gotd/td has it.
	RPC *tgerr.Error

	// wrappers are the methods that the call was wrapped in, the innermost
	// first: their pages document errors of the call too.
	wrappers []string
	err      error
}

// Errors returns an invoker that turns the RPC errors of next into
// *CallError. Other errors, such as those of a context or a connection, pass
// as they are. NewUser, NewBot and NewClient apply it; use it to have the same
// errors from a plain tg.Client.
func Errors(next tg.Invoker) tg.Invoker {
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

// Error returns the method, the message with its code and the description, in
// one line, as in "messages.importChatInvite: INVITE_HASH_EXPIRED (400): The
// invite link has expired".
func (e *CallError) Error() string {
	var b strings.Builder
	if e.Method != "" {
		b.WriteString(e.Method + ": ")
	}
	message := e.RPC.Message
	if message == "" {
		message = "error without a message"
	}
	b.WriteString(message + " (" + strconv.Itoa(e.RPC.Code) + ")")
	if description := e.description(); description != "" {
		b.WriteString(": " + description)
	}
	return b.String()
}

// description returns what the method's page says about the error, or else
// what any page does, in one line and with the argument in its place.
func (e *CallError) description() string {
	text, pattern := e.Name().Info().Description, e.pattern()
	if d, ok := e.documented(); ok && d.Description != "" {
		text, pattern = d.Description, string(d.Error)
	}
	if argument, _ := matchPattern(pattern, e.RPC.Message); argument != "" {
		text = strings.ReplaceAll(text, "%d", argument)
	}
	return strings.Join(strings.Fields(text), " ")
}

// Unwrap returns the error of the invoker, with all that it wraps.
func (e *CallError) Unwrap() error {
	if e.err == nil {
		return e.RPC
	}
	return e.err
}

// Is reports whether target is an [Error] whose pattern covers the message.
func (e *CallError) Is(target error) bool {
	name, ok := target.(Error)
	return ok && name.covers(e.RPC.Message)
}

// Name returns the error that the message is documented as: of all patterns
// that cover it, the most specific one. It is empty for an unknown error.
func (e *CallError) Name() Error {
	var name Error
	for i := range errorTable {
		if d := errorTable[i].name; d.covers(e.RPC.Message) && (name == "" || d.literals() > name.literals()) {
			name = d
		}
	}
	return name
}

// literals counts the characters of a pattern that are no argument: of two
// that cover a message, the one with more is more specific.
func (e Error) literals() int { return len(e) - strings.Count(string(e), "%d")*len("%d") }

// Argument returns the number in the message, such as the seconds of
// FLOOD_WAIT_%d. It reports false when the error has none, or one that is too
// large for an int.
func (e *CallError) Argument() (int, bool) {
	argument, ok := matchPattern(e.pattern(), e.RPC.Message)
	if !ok || argument == "" {
		return 0, false
	}
	n, err := strconv.Atoi(argument)
	return n, err == nil
}

// pattern returns the pattern of the message: that of an unknown error has %d
// for each part that is a number, or a number of minutes.
func (e *CallError) pattern() string {
	if name := e.Name(); name != "" {
		return string(name)
	}
	parts := strings.Split(e.RPC.Message, "_")
	for i, part := range parts {
		if unit := strings.TrimLeft(part, "0123456789"); i > 0 && unit != part && (unit == "" || unit == minutes) {
			parts[i] = "%d" + unit
		}
	}
	return strings.Join(parts, "_")
}

// minutes is the unit after an argument that is no number of seconds, as in
// PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN.
const minutes = "MIN"

// Documented reports whether the error is one to expect: the page of the method
// lists it, or that of a method that the call was wrapped in, or it is
// [CallError.General]. When it is not, the documentation lacks it.
func (e *CallError) Documented() bool {
	if e.General() {
		return true
	}
	_, ok := e.documented()
	return ok
}

// General reports whether the error belongs to no method, as FLOOD_WAIT_%d
// does: any call can return it.
func (e *CallError) General() bool { return e.Name().Info().General }

// documented returns what the page of the method says about the error, or else
// those of its wrappers.
func (e *CallError) documented() (DocumentedError, bool) {
	if d, ok := documentedBy(e.Method, e.RPC.Message); ok {
		return d, true
	}
	for _, wrapper := range e.wrappers {
		if d, ok := documentedBy(wrapper, e.RPC.Message); ok {
			return d, true
		}
	}
	return DocumentedError{}, false
}

// documentedBy returns what the page of a method says about a message: of the
// rows whose pattern covers it, the most specific one.
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

// Wait returns how long Telegram asks to wait before the call is made again,
// and whether it does. Errors that ask for it are known by their pattern: it
// has an argument and one of the words WAIT, DELAY, FRESH, EARLY and FLOOD. The
// argument is in seconds, or in minutes where MIN follows it.
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
