package used

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"example.com/docgen/emit/facts"
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// An API is what gotd/td has.
type API struct {
	// Methods maps the TL names of methods to their Go names, as in
	// "messages.sendMessage" to "MessagesSendMessage".
	Methods map[string]string
	// Errors maps the names of tg's constants to their values, as in "ErrSlowmodeWait" to
	// "SLOWMODE_WAIT".
	Errors map[string]string
}

// A Method is a method that code names, and the place where it does so first.
type Method struct {
	Name string
	Pos  diag.Pos
}

// Methods returns the methods that code names, sorted. It names one by the method of a
// client, by its parameters or its request, by the invoker of a generic method, or by a
// string literal that is the TL name, as a test does that has doubles fail.
func (n *Names) Methods(api API) []Method {
	var all []Method
	for _, name := range slices.Sorted(maps.Keys(api.Methods)) {
		goName := api.Methods[name]
		for _, identifier := range []string{goName, goName + "Params", goName + "Request", facts.InvokerName(goName)} {
			if pos, ok := n.Identifiers[identifier]; ok {
				all = append(all, Method{name, pos})
				break
			}
		}
		if pos, ok := n.Strings[name]; ok && (len(all) == 0 || all[len(all)-1].Name != name) {
			all = append(all, Method{name, pos})
		}
	}
	return all
}

// Errors returns the errors that code names among those that pages document. Code names
// an error by the constant of the generated package or by that of tg, by tg's function for
// it, or by a string literal. tg and tgerr leave out the argument of an error, so that
// tg.ErrSlowmodeWait, tg.IsSlowmodeWait and "SLOWMODE_WAIT" all mean SLOWMODE_WAIT_%d.
func (n *Names) Errors(pages []*page.Page, api API) []page.Error {
	types := n.errorTypes(api)
	named := map[string]bool{} // by pattern, since many pages document the same errors
	var all []page.Error
	for _, p := range pages {
		for _, e := range p.Errors {
			is, known := named[e.Pattern]
			if !known {
				is = types[errorType(e.Pattern)] || n.constant(e.Pattern)
				named[e.Pattern] = is
			}
			if is {
				all = append(all, e)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b page.Error) int { return cmp.Compare(a.Pattern, b.Pattern) })
	return all
}

// constant reports whether code names the constant of a pattern in the generated package.
func (n *Names) constant(pattern string) bool {
	name, ok := facts.ConstantName(pattern)
	_, is := n.Identifiers[name]
	return ok && is
}

// TypeErrors returns the errors that code names, that tg has a constant for and that are
// none of the documented patterns, sorted. What is returned is the value of tg's constant,
// as in "CHANNEL_BROKEN": the type that tgerr gives the error. A documented error that differs
// from it in numbers alone is the same error.
func (n *Names) TypeErrors(documented []string, api API) []string {
	types := map[string]bool{}
	for _, pattern := range documented {
		types[errorType(pattern)] = true
	}
	named := n.errorTypes(api)
	var all []string
	for _, value := range api.Errors {
		if t := errorType(value); !types[t] && (named[t] || n.constant(value)) {
			all = append(all, value)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// errorTypes returns the types of the errors that code names otherwise than by the
// constants of the generated package.
func (n *Names) errorTypes(api API) map[string]bool {
	named := map[string]bool{}
	for literal := range n.Strings {
		named[errorType(parser.Pattern(strings.Trim(literal, "_")))] = true
	}
	for constant, value := range api.Errors {
		_, is := n.Identifiers["Is"+strings.TrimPrefix(constant, "Err")]
		if _, ok := n.Identifiers[constant]; ok || is {
			named[errorType(value)] = true
		}
	}
	return named
}

// errorType returns the pattern of an error without its arguments and without numbers, as
// tg spells the error: "SLOWMODE_WAIT" for SLOWMODE_WAIT_%d, "X_WAIT_MIN" for
// X_WAIT_%dMIN.
func errorType(pattern string) string {
	parts := strings.Split(strings.ReplaceAll(pattern, "%dMIN", "%d_MIN"), "_")
	parts = slices.DeleteFunc(parts, func(part string) bool {
		return part == "%d" || part != "" && strings.Trim(part, "0123456789") == ""
	})
	return strings.Join(parts, "_")
}
