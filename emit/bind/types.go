package bind

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/agnivade/levenshtein"
)

// A Type is the Go type of a parameter or result: a builtin type or a type of the
// package tg or bin, or a pointer to one, or slices of either.
type Type struct {
	// Slices counts the slices around the type: it is 2 for [][]T.
	Slices int `json:"slices,omitempty"`
	// Pointer says that the type inside the slices is *T.
	Pointer bool `json:"pointer,omitempty"`
	// Package is "tg", "bin", or empty for a builtin type.
	Package string `json:"package,omitempty"`
	Name    string `json:"name"`
	// Class says that T is one of tg's interfaces, as in "UpdatesClass".
	Class bool `json:"class,omitempty"`
}

// String returns the type as Go source.
func (t Type) String() string {
	s := strings.Repeat("[]", t.Slices)
	if t.Pointer {
		s += "*"
	}
	if t.Package != "" {
		s += t.Package + "."
	}
	return s + t.Name
}

// IsZero reports whether the Type is no type, as is the result of a generic method.
func (t Type) IsZero() bool { return t == Type{} }

// typeOf returns the type that an expression in tg's source denotes.
func (tg *TG) typeOf(expr ast.Expr) (Type, error) {
	switch e := expr.(type) {
	case *ast.ArrayType:
		t, err := tg.typeOf(e.Elt)
		t.Slices++
		return t, err
	case *ast.StarExpr:
		t, err := tg.typeOf(e.X)
		t.Pointer = true
		return t, err
	case *ast.SelectorExpr:
		if pkg, ok := e.X.(*ast.Ident); ok {
			return Type{Package: pkg.Name, Name: e.Sel.Name}, nil
		}
	case *ast.Ident:
		if ast.IsExported(e.Name) {
			return Type{Package: "tg", Name: e.Name, Class: tg.names().classes[e.Name]}, nil
		}
		return Type{Name: e.Name}, nil
	}
	return Type{}, fmt.Errorf("unexpected type %T", expr)
}

// Types that the code below compares with.
var (
	intType  = Type{Name: "int"}
	longType = Type{Name: "int64"}
	boolType = Type{Name: "bool"}
	// flagsType is the type of a field of conditional bits.
	flagsType = Type{Package: "bin", Name: "Fields"}
	// queryType is the type of the query that a generic method wraps.
	queryType = Type{Package: "bin", Name: "Object"}
)

// bareTypes maps the bare types of TL to Go types.
var bareTypes = map[string]Type{
	"int":    intType,
	"long":   longType,
	"double": {Name: "float64"},
	"string": {Name: "string"},
	"bytes":  {Slices: 1, Name: "byte"},
	"Bool":   boolType,
	"true":   boolType,
	"int128": {Package: "bin", Name: "Int128"},
	"int256": {Package: "bin", Name: "Int256"},
	"!X":     queryType,
	"X":      queryType,
	"#":      flagsType,
	// The documented client's name for a long that it takes as eight bytes.
	"strlong": longType,
}

// elementOf returns the type of the elements, if a documented type is a vector.
func elementOf(documented string) (element string, ok bool) {
	element, ok = strings.CutPrefix(documented, "Vector<")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(element, ">")
}

// matches reports whether a documented type is the same as the Go type t, and
// whether tg knows the documented type at all.
func (tg *TG) matches(documented string, t Type) (same, known bool) {
	if base, ok := firstAlternative(documented); ok {
		return bareTypes[base] == t || base == "long" && t == intType, true
	}
	if element, ok := elementOf(documented); ok {
		if t.Slices == 0 {
			_, known := tg.matches(element, t)
			return false, known
		}
		t.Slices--
		return tg.matches(element, t)
	}
	if goType, ok := bareTypes[documented]; ok {
		return goType == t, true
	}
	folded := foldName(documented)
	known = tg.names().hasType(folded)
	if t.Slices > 0 || t.Package != "tg" {
		return false, known
	}
	name := foldName(strings.TrimSuffix(t.Name, "Class"))
	if name == folded {
		return true, true
	}
	// If a TL type has only one constructor, tg has just a Go type named after the
	// constructor, and the name of the TL type is not in tg: WebViewResult has only
	// webViewResultUrl, and SavedContact only savedPhoneContact. So a name that tg
	// does not know may be that of t's TL type.
	return !known && !t.Class && mayBeTypeOf(documented, name), known
}

// mayBeTypeOf reports whether a documented name can be the TL type of the
// constructor, whose name is folded. In eight years of pages all such names start
// with the same four letters. A name that differs by two letters or fewer is more
// likely to be mistyped.
func mayBeTypeOf(documented, constructor string) bool {
	const alike, mistyped = 4, 2
	if namespace, _, ok := strings.Cut(documented, "."); ok {
		constructor = strings.TrimPrefix(constructor, foldName(namespace))
	}
	name := foldName(localName(documented))
	return len(name) >= alike && strings.HasPrefix(constructor, name[:alike]) &&
		levenshtein.ComputeDistance(name, constructor) > mistyped
}

// firstAlternative returns the type that TL has for a documented type such as
// Vector<long|string>, which is long; it is not ok for a type without alternatives.
// The documented client accepts a string for a hash as well, and writes that
// choice as an array. It writes long even for the hashes that are an int in TL.
func firstAlternative(documented string) (string, bool) {
	inner := documented
	if element, ok := elementOf(documented); ok {
		inner = element
	}
	base, _, ok := strings.Cut(inner, "|")
	return base, ok
}
