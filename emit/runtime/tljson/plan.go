package tljson

import (
	"bytes"
	"fmt"
	"reflect"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tdp"
	"github.com/gotd/td/tg"
)

// A Plan says how to convert one constructor or method of tg.
type Plan struct {
	// Name is the TL name, as in "inputPeerUser".
	Name string
	// Type is the struct of tg.
	Type   reflect.Type
	Fields []Field
	byName map[string]int
}

// A Field is a field of a constructor, or a parameter of a method.
type Field struct {
	// Name is the TL name, as in "user_id".
	Name string
	// Type is the type of the field of tg's struct.
	Type reflect.Type
	// Optional says that a bit tells whether the field is sent. Other fields may share
	// the bit.
	Optional bool
	// Flag says that the field is of TL's type true: the bit is its value.
	Flag bool
	// flags is the index of the field that has the bit, index that of the field itself.
	flags, index int
	bit          int
	// shared says that another field has the same bit.
	shared bool
}

// described is what each struct of tg has.
type described interface {
	bin.Object
	TypeInfo() tdp.Type
}

var (
	fieldsType = reflect.TypeFor[bin.Fields]()
	objectType = reflect.TypeFor[bin.Object]()
	bytesType  = reflect.TypeFor[[]byte]()
)

// newPlan makes the plan of a struct type. mu is held.
func (s *Schema) newPlan(t reflect.Type) (*Plan, error) {
	value := reflect.New(t)
	object, ok := value.Interface().(described)
	if !ok {
		return nil, fmt.Errorf("it has no TypeInfo")
	}
	info := object.TypeInfo()
	p := &Plan{Name: info.Name, Type: t, byName: make(map[string]int, len(info.Fields))}
	for i, f := range info.Fields {
		field, ok := t.FieldByName(f.Name)
		if !ok {
			return nil, fmt.Errorf("it has no field %s, which TypeInfo lists", f.Name)
		}
		p.byName[f.SchemaName] = i
		p.Fields = append(p.Fields, Field{Name: f.SchemaName, Type: field.Type, index: field.Index[0]})
	}
	p.findBits(object, value.Elem())
	for i := range p.Fields {
		f := &p.Fields[i]
		if !f.Optional {
			continue
		}
		for j := range p.Fields {
			f.shared = f.shared || j != i && p.Fields[j].sharesBit(f)
		}
		if f.Type.Kind() != reflect.Bool {
			continue
		}
		var err error
		if f.Flag, err = s.isFlag(t, f); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (f *Field) sharesBit(other *Field) bool {
	return f.Optional && f.flags == other.flags && f.bit == other.bit
}

// findBits finds the bit of each optional field. TypeInfo calls a field Null unless its
// bit is set, so findBits sets one bit after the other and looks at what changes.
func (p *Plan) findBits(object described, value reflect.Value) {
	unset := object.TypeInfo().Fields
	for i := range value.NumField() {
		if value.Field(i).Type() != fieldsType {
			continue
		}
		for bit := range 32 {
			value.Field(i).SetUint(1 << bit)
			for j, f := range object.TypeInfo().Fields {
				if unset[j].Null && !f.Null {
					p.Fields[j].Optional, p.Fields[j].flags, p.Fields[j].bit = true, i, bit
				}
			}
		}
		value.Field(i).SetUint(0)
	}
}

// isFlag tells TL's true from an optional Bool, which are both a bool in tg: only a Bool
// is encoded beside its bit.
func (s *Schema) isFlag(t reflect.Type, f *Field) (bool, error) {
	sample, err := s.sample(t)
	if err != nil {
		return false, err
	}
	value := sample.Elem()
	bits := value.Field(f.flags)
	var encoded [2]bin.Buffer
	for i, on := range []bool{false, true} {
		bits.SetUint(1 << f.bit)
		value.Field(f.index).SetBool(on)
		if err := sample.Interface().(bin.Object).Encode(&encoded[i]); err != nil {
			return false, err
		}
	}
	value.Field(f.index).SetBool(false)
	bits.SetUint(0)
	return bytes.Equal(encoded[0].Buf, encoded[1].Buf), nil
}

// sample returns a pointer to a struct that tg can encode whichever bits are set. Each
// class has a value in it. mu is held.
func (s *Schema) sample(t reflect.Type) (reflect.Value, error) {
	if sample, ok := s.samples[t]; ok {
		return sample, nil
	}
	sample := reflect.New(t)
	if !s.fill(sample.Elem(), map[reflect.Type]bool{}) {
		return sample, fmt.Errorf("it has a class without a constructor that can be encoded")
	}
	s.samples[t] = sample
	return sample, nil
}

// fill gives a struct what it takes to encode it. It reports false where that needs a
// class that is being filled already.
func (s *Schema) fill(value reflect.Value, filling map[reflect.Type]bool) bool {
	for i := range value.NumField() {
		switch field := value.Field(i); field.Kind() {
		case reflect.Struct:
			if !s.fill(field, filling) {
				return false
			}
		case reflect.Interface:
			filled := s.example(field.Type(), filling)
			if !filled.IsValid() {
				return false
			}
			field.Set(filled)
		default: // its zero can be encoded
		}
	}
	return true
}

// example returns a value of a class, the zero Value if there is none.
func (s *Schema) example(t reflect.Type, filling map[reflect.Type]bool) reflect.Value {
	if t == objectType {
		return reflect.ValueOf(&tg.True{})
	}
	class := s.classOf(t)
	if class == nil || filling[t] {
		return reflect.Value{}
	}
	filling[t] = true
	defer delete(filling, t)
	for _, constructor := range class.constructors {
		if value := reflect.New(constructor); s.fill(value.Elem(), filling) {
			return value
		}
	}
	return reflect.Value{}
}
