package tljson

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/gotd/td/bin"
)

// A Method is what docgen knows of a documented method besides what tg says.
type Method struct {
	// Name is the TL name, as in "messages.sendMessage".
	Name string
	// Result is a nil pointer to the type that tg's method returns, such as
	// (*tg.UpdatesClass)(nil). It is nil for a method that wraps others.
	Result any
	// Optional are parameters that TL requires, although the documentation either calls
	// them optional or does not mention them.
	Optional []string
	// Random says how to draw a random_id that is missing.
	Random Random
}

// Random says how to draw a random_id.
type Random string

// The ways to draw a random_id. A method whose Random is empty has none to draw.
const (
	// RandomLong is a random long, RandomInt a random int.
	RandomLong Random = "long"
	RandomInt  Random = "int"
	// RandomEach is a random long for each element of the parameter id.
	RandomEach Random = "each"
	// RandomTimed is a random long with the Unix time in its upper half.
	RandomTimed Random = "timed"
)

// Methods returns all documented methods, sorted by name.
func Methods() []Method { return methodTable[:] }

// Lookup returns a documented method by its TL name.
func Lookup(name string) (*Method, bool) {
	i, ok := slices.BinarySearchFunc(methodTable[:], name, func(m Method, name string) int { return cmp.Compare(m.Name, name) })
	if !ok {
		return nil, false
	}
	return &methodTable[i], true
}

// ErrUnknownMethod is the error for a method that is not documented.
var ErrUnknownMethod = errors.New("there is no such method")

// A Request is a call that is ready to be sent.
type Request struct {
	// Object is what to send.
	Object bin.Object
	// Result receives the answer.
	Result *Result
	// RandomID is the random_id that was drawn, an int, an int64 or an []int64. It is nil
	// if none was.
	RandomID any
}

// Request makes the request of a documented method from its parameters, which are an
// Object, or nil if there are none.
func (s *Schema) Request(ctx context.Context, method string, params any, options Options) (*Request, error) {
	d := &decoder{Schema: s, Options: options, ctx: ctx, values: options.MaxValues}
	if d.values == 0 {
		d.values = defaultMaxValues
	}
	object, ok := params.(Object)
	if params == nil {
		object, ok = jsonObject(nil), true
	}
	if !ok {
		return nil, wrongType("object with the parameters", params)
	}
	request, err := d.request(method, object)
	if err != nil {
		return nil, err
	}
	return &Request{Object: request, Result: &Result{schema: s, value: d.result}, RandomID: d.drawn}, nil
}

// query decodes the request that another one wraps: an object with the method's name in
// "_".
func (d *decoder) query(value any) (bin.Object, error) {
	object, ok := value.(Object)
	if !ok {
		return nil, wrongType("object with the wrapped call", value)
	}
	name, err := d.constructor(objectType, object)
	if err != nil {
		return nil, err
	}
	return d.request(name, object)
}

func (d *decoder) request(name string, object Object) (bin.Object, error) {
	m, ok := Lookup(name)
	if !ok {
		return nil, &Error{Problem: ErrUnknownMethod.Error(), Err: ErrUnknownMethod}
	}
	if d.Permit != nil {
		if err := d.Permit(name); err != nil {
			return nil, &Error{Problem: err.Error(), Err: err}
		}
	}
	request, ok := d.New(name)
	if !ok {
		return nil, &Error{Problem: ErrUnknownMethod.Error(), Err: ErrUnknownMethod}
	}
	into := reflect.ValueOf(request).Elem()
	plan, err := d.PlanOf(into.Type())
	if err != nil {
		return nil, err
	}
	if m.Result != nil {
		d.result = reflect.New(reflect.TypeOf(m.Result).Elem()).Elem()
	}
	may := func(name string) bool {
		return slices.Contains(m.Optional, name) || name == "random_id" && m.Random != ""
	}
	if err := d.fields(plan, into, object, may); err != nil {
		return nil, err
	}
	d.draw(m, plan, into)
	return request, nil
}

// draw draws the random_id of a request, unless it has one.
func (d *decoder) draw(m *Method, plan *Plan, into reflect.Value) {
	i, ok := plan.byName["random_id"]
	if m.Random == "" || !ok {
		return
	}
	field := into.Field(plan.Fields[i].index)
	if field.Kind() == reflect.Slice && field.Len() > 0 || field.Kind() != reflect.Slice && !field.IsZero() {
		return
	}
	switch m.Random {
	case RandomLong:
		field.SetInt(randomLong())
	case RandomInt:
		field.SetInt(int64(int32(randomLong()) | 1)) // | 1, since 0 would be none
	case RandomTimed:
		field.SetInt(time.Now().Unix()<<32 | int64(uint32(randomLong())))
	case RandomEach:
		ids := []int64{}
		for range into.Field(plan.Fields[plan.byName["id"]].index).Len() {
			ids = append(ids, randomLong())
		}
		field.Set(reflect.ValueOf(ids))
	}
	d.drawn = field.Interface()
}

// randomLong returns a random number other than 0.
func randomLong() int64 {
	var b [8]byte
	for {
		_, _ = rand.Read(b[:]) // never fails: see crypto/rand
		if id := int64(binary.LittleEndian.Uint64(b[:])); id != 0 {
			return id
		}
	}
}

// PrintRandomID writes a random_id as the values of tg are written.
func (r *Request) PrintRandomID(w Writer) error {
	return Printer{}.Print(w, reflect.ValueOf(r.RandomID))
}

// A Result receives the answer to a call. It implements bin.Decoder.
type Result struct {
	schema *Schema
	value  reflect.Value
}

// Value returns the answer, which has the type that tg's method returns.
func (r *Result) Value() reflect.Value { return r.value }

// Decode implements bin.Decoder.
func (r *Result) Decode(b *bin.Buffer) error { return r.schema.decode(b, r.value) }

// decode decodes what tg's generated code decodes by a type of its own for each result.
func (s *Schema) decode(b *bin.Buffer, into reflect.Value) (err error) {
	switch into.Kind() {
	case reflect.Bool:
		var v bool
		v, err = b.Bool()
		into.SetBool(v)
	case reflect.Int:
		var v int
		v, err = b.Int()
		into.SetInt(int64(v))
	case reflect.Int64:
		var v int64
		v, err = b.Long()
		into.SetInt(v)
	case reflect.Float64:
		var v float64
		v, err = b.Double()
		into.SetFloat(v)
	case reflect.String:
		var v string
		v, err = b.String()
		into.SetString(v)
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return into.Interface().(bin.Decoder).Decode(b)
	case reflect.Struct:
		return into.Addr().Interface().(bin.Decoder).Decode(b)
	case reflect.Interface:
		return s.decodeClass(b, into)
	case reflect.Slice:
		if into.Type() == bytesType {
			var v []byte
			v, err = b.Bytes()
			into.SetBytes(v)
			return err
		}
		return s.decodeVector(b, into)
	default:
		return wrong("no method returns a %s", into.Type())
	}
	return err
}

func (s *Schema) decodeClass(b *bin.Buffer, into reflect.Value) error {
	id, err := b.PeekID()
	if err != nil {
		return err
	}
	create, ok := s.constructors[id]
	if !ok {
		return bin.NewUnexpectedID(id)
	}
	object := reflect.ValueOf(create())
	if !object.Type().Implements(into.Type()) {
		return bin.NewUnexpectedID(id)
	}
	into.Set(object)
	return object.Interface().(bin.Decoder).Decode(b)
}

func (s *Schema) decodeVector(b *bin.Buffer, into reflect.Value) error {
	n, err := b.VectorHeader()
	if err != nil {
		return err
	}
	into.Set(reflect.MakeSlice(into.Type(), 0, 0)) // n is what the server says, and may be false
	for i := range n {
		into.Grow(1)
		into.SetLen(i + 1)
		if err := s.decode(b, into.Index(i)); err != nil {
			return in("["+strconv.Itoa(i)+"]", err)
		}
	}
	return nil
}
