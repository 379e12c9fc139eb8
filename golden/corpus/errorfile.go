package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// ErrorFile makes an error file in the shape of https://core.telegram.org/api/errors,
// and returns it with what it states about each method: its errors, and who may call
// it. The last element has no method: its errors are those that any call can return.
func ErrorFile(methods []*bind.Method) ([]byte, []Facts) {
	f := &errorFile{facts: map[string]*Facts{}}
	f.printf("{\n \"errors\": {\n")
	general := f.errors(methods)
	f.printf(" },\n \"descriptions\": {\n")
	f.descriptions(methods)
	f.printf(" },\n")
	f.only("user_only", methods, func(m *bind.Method) bool { return usersCan(m) && !botsCan(m) }, Flag{Value: page.Yes}, Flag{Value: page.No})
	f.printf(",\n")
	f.only("bot_only", methods, func(m *bind.Method) bool { return botsCan(m) && !usersCan(m) }, Flag{Value: page.No}, Flag{Value: page.Yes})
	f.printf("\n}\n")
	var facts []Facts
	for _, name := range slices.Sorted(maps.Keys(f.facts)) {
		facts = append(facts, *f.facts[name])
	}
	return []byte(f.text.String()), append(facts, Facts{Errors: general})
}

// An errorFile is an error file that is being written.
type errorFile struct {
	text  strings.Builder
	lines int
	facts map[string]*Facts
}

func (f *errorFile) printf(format string, operands ...any) {
	part := fmt.Sprintf(format, operands...)
	f.text.WriteString(part)
	f.lines += strings.Count(part, "\n")
}

func (f *errorFile) of(m *bind.Method) *Facts {
	if f.facts[m.Name] == nil {
		f.facts[m.Name] = &Facts{Method: Fact{Text: m.Name}}
	}
	return f.facts[m.Name]
}

// general are errors that the file lists for no method.
var general = []Error{
	{Code: 303, Name: "NETWORK_MIGRATE_%d", Pattern: "NETWORK_MIGRATE_%d", Description: "Another datacenter is nearer"},
	{Code: -503, Name: "Timedout", Pattern: "Timedout"},
}

// common is an error that all methods have, except one in sixteen.
var common = Error{
	Code: 400, Name: "BUSINESS_CONNECTION_NOT_ALLOWED", Pattern: "BUSINESS_CONNECTION_NOT_ALLOWED",
	Description: "No business connection does this", Common: true,
}

// A fileError is an error and the methods that return it.
type fileError struct {
	Error
	methods []*bind.Method
}

// fileErrors returns the errors of all methods, sorted by code and name. As in
// Telegram's file, the names are patterns.
func fileErrors(methods []*bind.Method) []*fileError {
	type key struct {
		code int
		name string
	}
	all := map[key]*fileError{}
	add := func(e Error, methods ...*bind.Method) {
		e.Name = e.Pattern
		k := key{e.Code, e.Name}
		if all[k] == nil {
			all[k] = &fileError{Error: e}
		}
		all[k].methods = append(all[k].methods, methods...)
	}
	for _, e := range general {
		add(e)
	}
	for _, m := range methods {
		for _, e := range errorsOf(m) {
			add(e, m)
		}
		if sumOf(m)%16 != 0 {
			add(common, m)
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *fileError) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name))
	})
}

// errors writes the errors of each code. It returns those that have no method.
func (f *errorFile) errors(methods []*bind.Method) []Error {
	var withoutMethod []Error
	all := fileErrors(methods)
	for i, e := range all {
		if i == 0 || all[i-1].Code != e.Code {
			f.printf("  %q: {\n", strconv.Itoa(e.Code))
		}
		if len(e.methods) == 0 {
			withoutMethod = append(withoutMethod, e.in(f.lines+1))
		}
		f.printf("   %q: [\n", e.Name)
		for j, m := range e.methods {
			f.of(m).Errors = append(f.of(m).Errors, e.in(f.lines+1))
			f.printf("    %q%s\n", m.Name, comma(j < len(e.methods)-1))
		}
		lastOfCode := i == len(all)-1 || all[i+1].Code != e.Code
		f.printf("   ]%s\n", comma(!lastOfCode))
		if lastOfCode {
			f.printf("  }%s\n", comma(i < len(all)-1))
		}
	}
	return withoutMethod
}

// descriptions writes what errors mean.
func (f *errorFile) descriptions(methods []*bind.Method) {
	descriptions := map[string]string{}
	for _, e := range fileErrors(methods) {
		if e.Description != "" {
			descriptions[e.Name] = e.Description
		}
	}
	names := slices.Sorted(maps.Keys(descriptions))
	for i, name := range names {
		f.printf("  %q: %q%s\n", name, descriptions[name], comma(i < len(names)-1))
	}
}

// only writes the list of methods that only one kind of caller may call.
func (f *errorFile) only(key string, methods []*bind.Method, is func(*bind.Method) bool, users, bots Flag) {
	f.printf(" %q: [", key)
	separator := ""
	for _, m := range methods {
		if is(m) {
			f.printf("%s\n  ", separator)
			users.Line, bots.Line, separator = f.lines+1, f.lines+1, ","
			f.of(m).Users, f.of(m).Bots = users, bots
			f.printf("%q", m.Name)
		}
	}
	f.printf("\n ]")
}

func comma(more bool) string {
	if more {
		return ","
	}
	return ""
}
