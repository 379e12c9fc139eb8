package bind

import (
	"fmt"
	"go/ast"
	"strings"

	"github.com/agnivade/levenshtein"
)

// A Type is the Go type of a parameter or result: a builtin, a type of tg or
// one of bin, with slices and a pointer around it.
type Type struct {
	// Slices counts the slices around the type: 2 is [][]T.
	Slices int `json:"slices,omitempty"`
	// Pointer says that the element is *T.
	Pointer bool `json:"pointer,omitempty"`
	// Package is "tg", "bin", or empty for a builtin type.
	Package string `json:"package,omitempty"`
	Name    string `json:"name"`
	// Class says that the element is one of tg's interfaces.
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

// IsZero reports whether there is no type: a generic method has no result of
// its own.
func (t Type) IsZero() bool { return t == Type{} }

// typeOf returns the type of an expression in tg's source.
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

// Types that are something of their own in a request: a value, conditional bits,
// and the query that a generic method wraps.
var (
	intType   = Type{Name: "int"}
	longType  = Type{Name: "int64"}
	boolType  = Type{Name: "bool"}
	flagsType = Type{Package: "bin", Name: "Fields"}
	queryType = Type{Package: "bin", Name: "Object"}
)

// bare are the Go types of the bare types of TL.
var bare = map[string]Type{
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
	// What the documented client calls a long that it takes as eight bytes.
	"strlong": longType,
}

// elementOf returns the type that a documented type is the vector of.
func elementOf(documented string) (element string, ok bool) {
	element, ok = strings.CutPrefix(documented, "Vector<")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(element, ">")
}

// matches reports whether a documented type is the Go type, and whether tg
// knows the documented type at all.
func (tg *TG) matches(documented string, t Type) (same, known bool) {
	if base, ok := alternatives(documented); ok {
		return bare[base] == t || base == "long" && t == intType, true
	}
	if element, ok := elementOf(documented); ok {
		if t.Slices == 0 {
			_, known := tg.matches(element, t)
			return false, known
		}
		t.Slices--
		return tg.matches(element, t)
	}
	if goType, ok := bare[documented]; ok {
		return goType == t, true
	}
	folded := fold(documented)
	known = tg.names().hasType(folded)
	if t.Slices > 0 || t.Package != "tg" {
		return false, known
	}
	name := fold(strings.TrimSuffix(t.Name, "Class"))
	if name == folded {
		return true, true
	}
	// A type with one constructor is called by that constructor in tg, where
	// the name of the type is not to be found (webViewResultUrl is the only
	// WebViewResult, savedPhoneContact the only SavedContact): a name that tg
	// does not know may well be that type.
	return !known && !t.Class && likeConstructor(documented, name), known
}

// likeConstructor reports whether a name that tg does not know can be the type
// of a constructor, whose name is folded. All of eight years that are begin alike
// and differ by more than a mistyped letter.
func likeConstructor(documented, constructor string) bool {
	const alike, mistyped = 4, 2
	if namespace, _, ok := strings.Cut(documented, "."); ok {
		constructor = strings.TrimPrefix(constructor, fold(namespace))
	}
	name := fold(local(documented))
	return len(name) >= alike && strings.HasPrefix(constructor, name[:alike]) &&
		levenshtein.ComputeDistance(name, constructor) > mistyped
}

// alternatives returns what a type such as Vector<long|string> is on the wire:
// the documented client takes a string where TL has a long, and calls the
// choice an array. It does so for every hash, of which some are an int.
func alternatives(documented string) (string, bool) {
	inner := documented
	if element, ok := elementOf(documented); ok {
		inner = element
	}
	base, _, ok := strings.Cut(inner, "|")
	return base, ok
}
