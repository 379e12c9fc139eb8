package runtime

import (
	"cmp"
	"iter"
	"slices"

	"github.com/gotd/td/bin"
)

// Method is what the documentation says about a method.
type Method struct {
	// Name is the TL name, as in "messages.importChatInvite".
	Name string
	// Users, Bots and Business say who may call the method: users, bots, and
	// bots over a business connection.
	Users, Bots, Business Availability
	// Unauthenticated says whether the method works before login.
	Unauthenticated Availability
	// Errors are the errors on the method's page, in the order of the page.
	Errors []DocumentedError
}

// DocumentedError is an error as the page of a method lists it.
type DocumentedError struct {
	Error Error
	// Code is 0 if the page gives none.
	Code int

	// description is empty if it is the one that Info has.
	description string
}

// Description says when the method returns the error, with %d for the argument. It
// is the description of [Error.Info], unless the method's page says something else. It
// is empty if the documentation does not say.
func (d DocumentedError) Description() string {
	if d.description != "" {
		return d.description
	}
	return d.Error.Info().Description
}

// Availability says whether one kind of caller may call a method.
type Availability int

// Unknown is the zero Availability: the documentation does not say.
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
// Errors, which all callers share.
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
// "messages.importChatInvite", and reports whether it is documented. Do not
// modify its Errors, which all callers share.
func Lookup(name string) (Method, bool) {
	i, ok := slices.BinarySearchFunc(methodTable[:], name, func(m Method, name string) int { return cmp.Compare(m.Name, name) })
	if !ok {
		return Method{}, false
	}
	return methodTable[i], true
}

// MethodOf returns the method that a request calls, and reports whether it is
// documented. If not, only its Name is set. If the request wraps another one, as
// invokeWithLayer does, MethodOf returns the method of the wrapped request.
func MethodOf(request bin.Encoder) (Method, bool) {
	name, _ := methodNames(request)
	m, ok := Lookup(name)
	m.Name = name
	return m, ok
}

// methodNames returns the TL name of the innermost method that a request calls,
// and the names of the methods that wrap it, the innermost first. A name is
// empty if a request does not name its method.
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
