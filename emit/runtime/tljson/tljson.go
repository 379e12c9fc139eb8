// Package tljson converts between values without types, such as those of JSON or of
// Lua, and the types of gotd/td's package tg.
//
// It follows the TL schema: an object has its constructor's name in "_" and its
// fields by their TL names. It learns the schema from tg itself: from what TypeInfo
// says of a type and from how tg encodes it.
package tljson

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/gotd/td/tg"
)

// An Object is a value with named fields, such as an object of JSON.
type Object interface {
	// Field returns the field with the name, nil if there is none.
	Field(name string) any
	// Fields yields the fields by name, each name once.
	Fields() iter.Seq2[string, any]
}

// A List is a value with elements, such as an array of JSON. A value can be both an
// Object and a List, as a table of Lua is: its use decides what it is.
type List interface {
	// Elements yields the elements in order.
	Elements() iter.Seq[any]
}

// Besides an Object or a List, a value is nil, a bool, a string of JSON, or one of
// these.
type (
	// Number is a number as it is written, such as "1e3".
	Number string
	// Raw is a string of bytes: text where a string is wanted, and bytes where bytes
	// are. In a string of JSON, bytes are in base64.
	Raw string
	// Form is a value of an HTML form: JSON, or text as it is. What is wanted decides.
	Form string
	// Other is the type of a value that stands for nothing in TL, such as a function.
	Other string
)

// Options say how to read values. The zero Options are ready for use.
type Options struct {
	// Peer returns the peer that a text such as "@name" stands for. If it is nil, no text
	// but "me" is a peer.
	Peer func(ctx context.Context, name string) (tg.InputPeerClass, error)
	// Permit returns an error if the caller may not call the method. It is asked about
	// a request and about each request that it wraps.
	Permit func(method string) error
	// MaxValues is how many values a request may have, 100,000 if it is 0.
	MaxValues int
}

// maxDepth is how deep values may be nested. tg's own types nest a rich text deepest.
const maxDepth = 100

// defaultMaxValues is the number of values that a request may have by default.
const defaultMaxValues = 100_000

// An Error says which part of a value is wrong, and why.
type Error struct {
	// Path leads to the part, as in "peer.user_id" or "id[2]". It is empty for the
	// whole value.
	Path string
	// Problem says what is wrong, as in "want long, got string".
	Problem string
	// Err is an error of Options.Peer or Options.Permit, if there is one.
	Err error
}

// Error implements error.
func (e *Error) Error() string {
	if e.Path == "" {
		return e.Problem
	}
	return e.Path + ": " + e.Problem
}

// Unwrap returns the error of Options.Peer or Options.Permit.
func (e *Error) Unwrap() error { return e.Err }

func wrong(format string, args ...any) error {
	return &Error{Problem: fmt.Sprintf(format, args...)}
}

// wrongType returns the error for a value that is not what the schema wants.
func wrongType(want string, value any) error { return wrong("want %s, got %s", want, describe(value)) }

// in returns an error of a part as an error of the whole: step is the name of a field,
// or an index such as "[2]".
func in(step string, err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	inner := *e
	switch {
	case inner.Path == "":
		inner.Path = step
	case strings.HasPrefix(inner.Path, "["):
		inner.Path = step + inner.Path
	default:
		inner.Path = step + "." + inner.Path
	}
	return &inner
}

// describe names the type of a value for an error message. It does not repeat the value,
// which may be a secret.
func describe(value any) string {
	switch value := value.(type) {
	case Other:
		return string(value)
	case nil:
		return "null"
	case bool:
		return "boolean"
	case Number:
		return "number"
	case string, Raw, Form:
		return "string"
	}
	_, object := value.(Object)
	_, list := value.(List)
	switch {
	case object && list:
		return "table"
	case object:
		return "object"
	default:
		return "list"
	}
}
