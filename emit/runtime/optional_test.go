package runtime

import (
	"reflect"
	"strings"
	"testing"

	"github.com/gotd/td/tg"
)

// TestOptional shows for each optional parameter of each method of tg that a value for which
// NonZero is nil is one that gotd/td leaves out, and that it sends every other one.
func TestOptional(t *testing.T) {
	fields, structs := 0, 0
	for id, construct := range tg.TypesConstructorMap() {
		if name := reflect.TypeOf(construct()).Elem().Name(); !strings.HasSuffix(name, "Request") {
			continue
		}
		typ := reflect.TypeOf(construct()).Elem()
		for i := range typ.NumField() {
			field := typ.Field(i)
			if !isOptionalValue(construct(), field) {
				continue
			}
			fields++
			if field.Type.Kind() == reflect.Struct {
				structs++
			}
			for _, value := range values(field.Type) {
				request := reflect.ValueOf(construct())
				request.Elem().Field(i).Set(value)
				request.MethodByName("SetFlags").Call(nil)
				sent := request.MethodByName("Get" + field.Name).Call(nil)[1].Bool()
				if zero := value.IsZero(); zero == sent {
					t.Errorf("%x: %s.%s of %v is sent: %t, zero: %t", id, typ.Name(), field.Name, value, sent, zero)
				}
			}
		}
	}
	if fields < 100 || structs < 3 {
		t.Errorf("there are only %d optional fields, %d of them structs", fields, structs)
	}
}

// isOptionalValue reports whether the parameters of a request have a pointer for the field:
// its getter says whether it is set, and it could not be nil otherwise.
func isOptionalValue(request any, field reflect.StructField) bool {
	getter := reflect.ValueOf(request).MethodByName("Get" + field.Name)
	if !getter.IsValid() || getter.Type().NumOut() != 2 || getter.Type().Out(0) != field.Type {
		return false
	}
	return field.Type.Kind() != reflect.Slice && field.Type.Kind() != reflect.Interface
}

// values returns the zero value of a type, and values that each differ from it in one place.
func values(typ reflect.Type) []reflect.Value {
	all := []reflect.Value{reflect.Zero(typ)}
	add := func(set func(reflect.Value)) {
		value := reflect.New(typ).Elem()
		set(value)
		all = append(all, value)
	}
	if set := setters[typ.Kind()]; set != nil {
		add(set)
	}
	if typ.Kind() != reflect.Struct {
		return all
	}
	for i := range typ.NumField() {
		for _, inner := range values(typ.Field(i).Type)[1:] {
			add(func(v reflect.Value) { v.Field(i).Set(inner) })
		}
	}
	return all
}

// setters set a value that is not zero. A slice without elements is not zero either.
var setters = map[reflect.Kind]func(reflect.Value){
	reflect.Bool:    func(v reflect.Value) { v.SetBool(true) },
	reflect.String:  func(v reflect.Value) { v.SetString("x") },
	reflect.Int:     func(v reflect.Value) { v.SetInt(-1) },
	reflect.Int64:   func(v reflect.Value) { v.SetInt(-1) },
	reflect.Uint32:  func(v reflect.Value) { v.SetUint(1) },
	reflect.Float64: func(v reflect.Value) { v.SetFloat(0.5) },
	reflect.Slice:   func(v reflect.Value) { v.Set(reflect.MakeSlice(v.Type(), 0, 0)) },
}
