package tljson

import (
	"context"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A decoder turns a value into a type of tg.
type decoder struct {
	*Schema
	Options
	ctx context.Context
	// values is how many more values may come, depth how deep the current one is.
	values, depth int
	// drawn is the random_id that was drawn, nil if none was.
	drawn any
	// result is the variable for the answer to the innermost request.
	result reflect.Value
}

// decode sets a field of tg, which has any type that fields have, to a value.
func (d *decoder) decode(into reflect.Value, value any) error {
	if d.values--; d.values < 0 {
		return wrong("the request has too many values")
	}
	if form, ok := value.(Form); ok {
		var err error
		if value, err = d.form(into.Type(), string(form)); err != nil {
			return err
		}
	}
	switch into.Kind() {
	case reflect.Bool:
		on, ok := value.(bool)
		if !ok {
			return wrongType("boolean", value)
		}
		into.SetBool(on)
	case reflect.Int, reflect.Int64:
		return integer(into, value)
	case reflect.Float64:
		return double(into, value)
	case reflect.String:
		text, err := textOf(value)
		into.SetString(text)
		return err
	case reflect.Slice:
		if into.Type() == bytesType {
			data, err := bytesOf(value)
			into.SetBytes(data)
			return err
		}
		return d.list(into, value)
	case reflect.Array:
		return fixedBytes(into, value)
	default:
		return d.nested(into, value)
	}
	return nil
}

// nested decodes a value that has fields of its own.
func (d *decoder) nested(into reflect.Value, value any) error {
	if d.depth++; d.depth > maxDepth {
		return wrong("it is nested more than %d deep", maxDepth)
	}
	defer func() { d.depth-- }()
	if into.Kind() == reflect.Struct {
		return d.bare(into, value)
	}
	return d.class(into, value)
}

// typeName returns how TL writes int or long, the types of int and int64 in tg.
func typeName(kind reflect.Kind) string {
	if kind == reflect.Int {
		return "int"
	}
	return "long"
}

func (d *decoder) list(into reflect.Value, value any) error {
	list, ok := value.(List)
	if !ok {
		return wrongType("list", value)
	}
	if d.depth++; d.depth > maxDepth {
		return wrong("it is nested more than %d deep", maxDepth)
	}
	defer func() { d.depth-- }()
	into.Set(reflect.MakeSlice(into.Type(), 0, 0))
	for element := range list.Elements() {
		at := into.Len()
		into.Grow(1)
		into.SetLen(at + 1)
		if err := d.decode(into.Index(at), element); err != nil {
			return in("["+strconv.Itoa(at)+"]", err)
		}
	}
	return nil
}

// form reads a value of an HTML form. For a type that JSON writes as a string, it is that
// string or text as it is. For all others it is JSON, and text that is no JSON stays text,
// since it can stand for a peer.
func (d *decoder) form(t reflect.Type, text string) (any, error) {
	if !utf8.ValidString(text) {
		return nil, wrong("it is not valid UTF-8")
	}
	value, err := Parse([]byte(text), false, d.values)
	switch t.Kind() {
	case reflect.String, reflect.Int64, reflect.Slice, reflect.Array:
		asText := t.Kind() != reflect.Slice || t == bytesType
		if _, quoted := value.(string); asText && (err != nil || !quoted) && !isBytesObject(value) {
			return text, nil
		}
	case reflect.Interface:
		if _, number := value.(Number); err != nil || number {
			return text, nil
		}
	default: // JSON alone
	}
	return value, err
}

// class decodes a value of a class, or the query of a method that wraps others.
func (d *decoder) class(into reflect.Value, value any) error {
	t := into.Type()
	if t == objectType {
		query, err := d.query(value)
		if err != nil {
			return err
		}
		into.Set(reflect.ValueOf(query))
		return nil
	}
	object, ok := value.(Object)
	if !ok {
		return d.peerByName(into, value)
	}
	name, err := d.constructor(t, object)
	if err != nil {
		return err
	}
	created, ok := d.New(name)
	if !ok {
		return wrong("want %s, got an object whose %q is no constructor", d.className(t), constructorKey)
	}
	pointer := reflect.ValueOf(created)
	if !pointer.Type().Implements(t) && !isPeer(created, t) {
		return wrong("want %s, got %s", d.className(t), name)
	}
	if err := d.bare(pointer.Elem(), value); err != nil {
		return err
	}
	if pointer.Type().Implements(t) {
		into.Set(pointer)
		return nil
	}
	return d.convertPeer(into, created)
}

// constructor returns the constructor that an object has in "_".
func (d *decoder) constructor(t reflect.Type, object Object) (string, error) {
	if value := object.Field(constructorKey); value != nil {
		name := nameOf(value)
		if name == "" {
			return "", in(constructorKey, wrongType("the name of a constructor", value))
		}
		return name, nil
	}
	return "", wrong("want %s, got an object without %q, which names its constructor", d.className(t), constructorKey)
}

// constructorKey is the name under which an object has its constructor.
const constructorKey = "_"

// nameOf returns a name, or "" if the value is no string.
func nameOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case Raw:
		return string(v)
	}
	return ""
}

func (d *decoder) className(t reflect.Type) string {
	if class := d.ClassOf(t); class != nil {
		return class.Name
	}
	return "object"
}

// bare decodes a struct from an object.
func (d *decoder) bare(into reflect.Value, value any) error {
	plan, err := d.PlanOf(into.Type())
	if err != nil {
		return err
	}
	object, ok := value.(Object)
	if !ok {
		return wrongType(plan.Name, value)
	}
	return d.fields(plan, into, object, nil)
}

// fields decodes the fields of an object. A field that is missing is an error, unless it
// is optional or may says that it may be missing.
func (d *decoder) fields(p *Plan, into reflect.Value, object Object, may func(name string) bool) error {
	present := make([]bool, len(p.Fields))
	for name, value := range object.Fields() {
		if name == constructorKey {
			if got := nameOf(value); got != p.Name {
				return wrong("want %s, got an object with another constructor", p.Name)
			}
			continue
		}
		i, ok := p.byName[name]
		if !ok {
			return wrong("%s has no field %s", p.Name, strconv.Quote(cut(name)))
		}
		f := &p.Fields[i]
		if value == nil && f.Optional {
			continue
		}
		if err := d.decode(into.Field(f.index), value); err != nil {
			return in(name, err)
		}
		present[i] = !f.Flag || into.Field(f.index).Bool()
	}
	return d.presence(p, into, present, may)
}

// cut returns a name that came from outside as it may stand in an error.
func cut(name string) string {
	const most = 40
	if len(name) > most {
		return name[:most] + "…"
	}
	return name
}

// presence sets the bits of the fields that are present, and gives those that may be
// missing TL's zero.
func (d *decoder) presence(p *Plan, into reflect.Value, present []bool, may func(name string) bool) error {
	for i := range p.Fields {
		f := &p.Fields[i]
		switch {
		case present[i] && f.Optional:
			if f.shared {
				if other := p.missingBeside(f, present); other != "" {
					return in(f.Name, wrong("%s has the same bit, so it must be there too", other))
				}
			}
			bits := into.Field(f.flags)
			bits.SetUint(bits.Uint() | 1<<f.bit)
		case present[i] || f.Optional:
		case may == nil || !may(f.Name) || !d.zero(into.Field(f.index)):
			return in(f.Name, wrong("it is missing, and %s needs it", p.Name))
		}
	}
	return nil
}

// missingBeside returns the name of a field that is missing and has the same bit as f.
func (p *Plan) missingBeside(f *Field, present []bool) string {
	for i := range p.Fields {
		if other := &p.Fields[i]; !present[i] && other != f && other.sharesBit(f) {
			return other.Name
		}
	}
	return ""
}

// zero makes a field TL's zero, and reports whether its type has one. That of a class is
// a constructor such as inputPeerEmpty.
func (d *decoder) zero(field reflect.Value) bool {
	switch field.Kind() {
	case reflect.Struct:
		for i := range field.NumField() {
			if !d.zero(field.Field(i)) {
				return false
			}
		}
	case reflect.Interface:
		class := d.ClassOf(field.Type())
		if class == nil {
			return false
		}
		empty, ok := d.New(strings.ToLower(class.Name[:1]) + class.Name[1:] + "Empty")
		if !ok || !reflect.TypeOf(empty).Implements(field.Type()) {
			return false
		}
		field.Set(reflect.ValueOf(empty))
	default: // the zero of Go is that of TL
	}
	return true
}
