package tgapilua

import (
	"iter"
	"math"
	"strconv"

	lua "github.com/yuin/gopher-lua"

	"example.com/docgen/emit/runtime/tljson"
)

// exact is the largest number up to which a number of Lua has every whole number.
const exact = 1 << 53

// valueOf returns a value of Lua as tljson takes it. It looks into a table when its fields
// are asked for, since what is wanted decides whether a table is an object or a list.
func valueOf(value lua.LValue) any {
	switch v := value.(type) {
	case *lua.LNilType:
		return nil
	case lua.LBool:
		return bool(v)
	case lua.LString:
		return tljson.Raw(v)
	case *lua.LTable:
		return table{v}
	case lua.LNumber:
		f := float64(v)
		switch {
		case f == math.Trunc(f) && math.Abs(f) <= exact:
			return tljson.Number(strconv.FormatInt(int64(f), 10))
		case math.IsNaN(f):
			return "NaN"
		case math.IsInf(f, 0):
			return map[bool]string{true: "Infinity", false: "-Infinity"}[f > 0]
		}
		return tljson.Number(strconv.FormatFloat(f, 'e', -1, 64))
	}
	return tljson.Other(value.Type().String())
}

// table is a table of Lua, which can be an object or a list.
type table struct{ *lua.LTable }

// Field implements tljson.Object.
func (t table) Field(name string) any { return valueOf(t.RawGetString(name)) }

// Fields implements tljson.Object.
func (t table) Fields() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for key, value := t.Next(lua.LNil); key != lua.LNil; key, value = t.Next(key) {
			if !yield(key.String(), valueOf(value)) {
				return
			}
		}
	}
}

// Elements implements tljson.List. After the elements from 1 on, a key that is left over
// is a value that nothing wants.
func (t table) Elements() iter.Seq[any] {
	return func(yield func(any) bool) {
		n := 0
		for value := t.RawGetInt(1); value != lua.LNil; value = t.RawGetInt(n + 1) {
			if n++; !yield(valueOf(value)) {
				return
			}
		}
		keys := 0
		for key, _ := t.Next(lua.LNil); key != lua.LNil; key, _ = t.Next(key) {
			if keys++; keys > n {
				yield(tljson.Other("a key that is none of the list's"))
				return
			}
		}
	}
}

// writer is a tljson.Writer that makes values of Lua.
type writer struct {
	state  *lua.LState
	result lua.LValue
	// open are the tables that are not ended yet, the innermost last.
	open []target
}

// target is a table and the field that is set next, "" for a list.
type target struct {
	table *lua.LTable
	field string
}

func (w *writer) put(value lua.LValue) {
	if len(w.open) == 0 {
		w.result = value
		return
	}
	at := &w.open[len(w.open)-1]
	if at.field == "" {
		at.table.Append(value)
		return
	}
	at.table.RawSetString(at.field, value)
}

func (w *writer) start() *lua.LTable {
	table := w.state.NewTable()
	w.put(table)
	w.open = append(w.open, target{table: table})
	return table
}

func (w *writer) end() { w.open = w.open[:len(w.open)-1] }

// Object implements tljson.Writer.
func (w *writer) Object(constructor string) { w.start().RawSetString("_", lua.LString(constructor)) }

// Field implements tljson.Writer.
func (w *writer) Field(name string) { w.open[len(w.open)-1].field = name }

// EndObject implements tljson.Writer.
func (w *writer) EndObject() { w.end() }

// List implements tljson.Writer.
func (w *writer) List(int) { w.start() }

// EndList implements tljson.Writer.
func (w *writer) EndList() { w.end() }

// Bool implements tljson.Writer.
func (w *writer) Bool(v bool) { w.put(lua.LBool(v)) }

// Int implements tljson.Writer.
func (w *writer) Int(v int) { w.put(lua.LNumber(v)) }

// Long implements tljson.Writer. A number of Lua would round a long above 2^53.
func (w *writer) Long(v int64) {
	if v > exact || v < -exact {
		w.put(lua.LString(strconv.FormatInt(v, 10)))
		return
	}
	w.put(lua.LNumber(v))
}

// Double implements tljson.Writer.
func (w *writer) Double(v float64) { w.put(lua.LNumber(v)) }

// String implements tljson.Writer.
func (w *writer) String(v string) { w.put(lua.LString(v)) }

// Bytes implements tljson.Writer.
func (w *writer) Bytes(v []byte) { w.put(lua.LString(v)) }
