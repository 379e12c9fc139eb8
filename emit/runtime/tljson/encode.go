package tljson

import (
	"fmt"
	"reflect"
)

// A Writer takes values of tg, in order, and makes JSON or values of Lua of them.
type Writer interface {
	// Object starts an object, EndObject ends it. Field comes before each field's value.
	Object(constructor string)
	Field(name string)
	EndObject()
	// List starts a list of n elements, EndList ends it.
	List(n int)
	EndList()

	Bool(bool)
	Int(int)
	Long(int64)
	Double(float64)
	// String takes a text, which need not be UTF-8.
	String(string)
	Bytes([]byte)
}

// A Printer writes values of tg.
type Printer struct {
	Schema *Schema
	// FalseFlags says whether a flag of type true that is not set is written as false. It
	// is left out otherwise.
	FalseFlags bool
}

// Print writes a value of any type that fields and results of tg have.
func (p Printer) Print(w Writer, value reflect.Value) error {
	switch value.Kind() {
	case reflect.Bool:
		w.Bool(value.Bool())
	case reflect.Int:
		w.Int(int(value.Int()))
	case reflect.Int64:
		w.Long(value.Int())
	case reflect.Float64:
		w.Double(value.Float())
	case reflect.String:
		w.String(value.String())
	case reflect.Slice:
		if value.Type() == bytesType {
			w.Bytes(value.Bytes())
			return nil
		}
		return p.list(w, value)
	case reflect.Array:
		data := make([]byte, value.Len())
		reflect.Copy(reflect.ValueOf(data), value)
		w.Bytes(data)
	case reflect.Struct:
		return p.object(w, value)
	case reflect.Interface, reflect.Pointer:
		if value.IsNil() {
			return fmt.Errorf("writing a %s: it is nil", value.Type())
		}
		return p.Print(w, value.Elem())
	default:
		return fmt.Errorf("writing a %s: tg has no such fields", value.Type())
	}
	return nil
}

func (p Printer) list(w Writer, value reflect.Value) error {
	w.List(value.Len())
	for i := range value.Len() {
		if err := p.Print(w, value.Index(i)); err != nil {
			return err
		}
	}
	w.EndList()
	return nil
}

func (p Printer) object(w Writer, value reflect.Value) error {
	plan, err := p.Schema.PlanOf(value.Type())
	if err != nil {
		return err
	}
	w.Object(plan.Name)
	for i := range plan.Fields {
		f := &plan.Fields[i]
		present := !f.Optional || value.Field(f.flags).Uint()>>f.bit&1 == 1
		switch {
		case f.Flag && (present || p.FalseFlags):
			w.Field(f.Name)
			w.Bool(present)
		case present && !f.Flag:
			w.Field(f.Name)
			if err := p.Print(w, value.Field(f.index)); err != nil {
				return fmt.Errorf("%s.%s: %w", plan.Name, f.Name, err)
			}
		}
	}
	w.EndObject()
	return nil
}
