package tgapihttp

import (
	"fmt"
	"math"
	"reflect"

	"example.com/docgen/emit/runtime/tljson"
)

// types collects the schemas of the types that methods need. The names of schemas start
// with "tl.", "class." or "constructor.", so that no two are alike, even for a tool that
// does not tell capitals from small letters.
type types struct {
	schema  *tljson.Schema
	schemas object
}

// scalars returns the schemas of the types without fields, and of an error.
func scalars(longNumbers bool) object {
	long := object{"type": "string", "pattern": "^-?[0-9]{1,19}$", "description": "A 64-bit integer, which JavaScript would round as a number"}
	if longNumbers {
		long = object{"type": "integer", "format": "int64"}
	}
	return object{
		"tl.int":    object{"type": "integer", "format": "int32", "minimum": math.MinInt32, "maximum": math.MaxInt32},
		"tl.long":   long,
		"tl.double": object{"type": "number", "format": "double"},
		"tl.string": object{"type": "string"},
		"tl.bytes":  object{"type": "string", "contentEncoding": "base64", "description": "Bytes in base64"},
		"tl.query": object{
			"type": "object", "required": []string{"_"}, "properties": object{"_": object{"type": "string"}}, "additionalProperties": true,
			"description": "A call that is wrapped: its method in `_`, and its parameters",
		},
		"answer.error": object{
			"type": "object", "required": []string{"ok", "error_code", "description"},
			"properties": object{
				"ok": object{"type": "boolean"}, "error_code": object{"type": "integer"}, "description": object{"type": "string"},
				"parameters": object{"type": "object", "properties": object{
					"retry_after": object{"type": "integer", "description": "Seconds to wait before the call is repeated"},
					"random_id":   object{"description": "The random_id that was drawn: repeat the call with it, and it has effect once"},
				}},
			},
		},
	}
}

// of returns the schema of a type of tg.
func (t *types) of(typ reflect.Type) (object, error) {
	switch typ.Kind() {
	case reflect.Bool:
		return object{"type": "boolean"}, nil
	case reflect.Int:
		return ref("tl.int"), nil
	case reflect.Int64:
		return ref("tl.long"), nil
	case reflect.Float64:
		return ref("tl.double"), nil
	case reflect.String:
		return ref("tl.string"), nil
	case reflect.Array:
		return ref("tl.bytes"), nil
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.Uint8 {
			return ref("tl.bytes"), nil
		}
		items, err := t.of(typ.Elem())
		return object{"type": "array", "items": items}, err
	case reflect.Pointer:
		return t.of(typ.Elem())
	case reflect.Struct:
		plan, err := t.schema.PlanOf(typ)
		if err != nil {
			return nil, err
		}
		return t.constructor(plan)
	case reflect.Interface:
		return t.class(typ)
	default:
		return nil, fmt.Errorf("tg has no type %s", typ)
	}
}

// class returns the schema of a class: one of its constructors.
func (t *types) class(typ reflect.Type) (object, error) {
	class := t.schema.ClassOf(typ)
	if class == nil {
		return ref("tl.query"), nil
	}
	name := "class." + class.Name
	if t.schemas[name] != nil {
		return ref(name), nil
	}
	schema := object{}
	t.schemas[name] = schema
	var oneOf []object
	mapping := object{}
	for _, plan := range t.schema.Constructors(class) {
		constructor, err := t.constructor(plan)
		if err != nil {
			return nil, err
		}
		oneOf = append(oneOf, constructor)
		mapping[plan.Name] = constructor["$ref"]
	}
	schema["oneOf"] = oneOf
	schema["discriminator"] = object{"propertyName": "_", "mapping": mapping}
	return ref(name), nil
}

// constructor returns the schema of a constructor.
func (t *types) constructor(plan *tljson.Plan) (object, error) {
	name := "constructor." + plan.Name
	if t.schemas[name] != nil {
		return ref(name), nil
	}
	t.schemas[name] = object{} // it may contain itself
	schema, _, err := t.object(plan, func(tljson.Field) string { return "" }, func(string) bool { return false })
	if err != nil {
		return nil, err
	}
	schema["properties"].(object)["_"] = object{"type": "string", "enum": []string{plan.Name}, "x-go-type": "string"}
	required, _ := schema["required"].([]string)
	schema["required"] = append([]string{"_"}, required...)
	t.schemas[name] = schema
	return ref(name), nil
}

// object returns the schema of an object with the fields of a plan, and reports whether
// one of them is required.
func (t *types) object(plan *tljson.Plan, describe func(tljson.Field) string, optional func(name string) bool) (object, bool, error) {
	properties, required := object{}, []string{}
	for _, f := range plan.Fields {
		schema, err := t.of(f.Type)
		if err != nil {
			return nil, false, fmt.Errorf("%s.%s: %w", plan.Name, f.Name, err)
		}
		if text := describe(f); text != "" {
			schema["description"] = text // a $ref of OpenAPI 3.1 may have one
		}
		properties[f.Name] = schema
		if !f.Optional && !optional(f.Name) {
			required = append(required, f.Name)
		}
	}
	schema := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema, len(required) > 0, nil
}
