package runtime

import (
	"cmp"
	"iter"
	"slices"

	"github.com/gotd/td/bin"
)

// Method is what the documentation says about a method.
type Method struct {
	// Name is in TL notation, as in "messages.importChatInvite".
	Name string
	// Users, Bots and Business say who may call it: users, bots, and bots over
	// a business connection.
	Users, Bots, Business Availability
	// Errors are those that its page lists, in the order of the page.
	Errors []DocumentedError
}

// DocumentedError is an error as the page of a method lists it.
type DocumentedError struct {
	Error Error
	// Code is 0 when the page gives none.
	Code int
	// Description says when the method returns the error.
	Description string
}

// Availability is what the documentation says about one kind of caller.
type Availability int

// The zero Availability is Unknown: the page does not say.
const (
	Unknown Availability = iota
	Yes
	No
)

// String returns "unknown", "yes" or "no".
func (a Availability) String() string {
	switch a {
	case Yes:
		return "yes"
	case No:
		return "no"
	default:
		return "unknown"
	}
}

// Methods returns all documented methods, sorted by name. Do not modify their
// errors, which all callers share.
func Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range methodTable {
			if !yield(methodTable[i]) {
				return
			}
		}
	}
}

// Lookup returns the method with the TL name, such as
// "messages.importChatInvite", and whether it is documented. Do not modify its
// errors, which all callers share.
func Lookup(name string) (Method, bool) {
	i, ok := slices.BinarySearchFunc(methodTable[:], name, func(m Method, name string) int { return cmp.Compare(m.Name, name) })
	if !ok {
		return Method{}, false
	}
	return methodTable[i], true
}

// MethodOf returns the method that a request calls, and whether it is
// documented; one that is not has its name alone. Of a request that wraps
// another, such as invokeWithLayer, it is the wrapped one.
func MethodOf(request bin.Encoder) (Method, bool) {
	name, _ := methodNames(request)
	m, ok := Lookup(name)
	m.Name = name
	return m, ok
}

// methodNames returns the TL name of what a request calls, without what it is
// wrapped in, and those of the wrappers, the innermost first; a name is empty
// when the request does not tell.
func methodNames(request bin.Encoder) (name string, wrappers []string) {
	for {
		if named, ok := request.(interface{ TypeName() string }); ok {
			name = named.TypeName()
		} else {
			name = ""
		}
		wrapper, ok := request.(interface{ GetQuery() bin.Object })
		if !ok {
			break
		}
		query := wrapper.GetQuery()
		if query == nil {
			break
		}
		wrappers = append([]string{name}, wrappers...)
		request = query
	}
	return name, wrappers
}
