package tljson

import (
	"encoding/base64"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// integer decodes an int or a long. tg would cut off the upper bits of an int that is too
// large.
func integer(into reflect.Value, value any) error {
	bits, want := 64, typeName(into.Kind())
	if into.Kind() == reflect.Int {
		bits = 32
	}
	var digits string
	switch v := value.(type) {
	case Number:
		digits = string(v)
	case string:
		digits = v
	case Raw:
		digits = string(v)
	}
	_, isNumber := value.(Number)
	if digits == "" || bits == 32 && !isNumber {
		return wrongType(want, value)
	}
	n, err := strconv.ParseInt(digits, 10, bits)
	if err != nil && isNumber {
		n, err = wholeNumber(digits, bits)
	}
	if err != nil && isNumber {
		return wrong("want %s, got a number that is none or out of its range", want)
	}
	if err != nil {
		return wrongType(want, value)
	}
	into.SetInt(n)
	return nil
}

// wholeNumber reads a number such as 1e3, which is whole although it is not only digits.
// Above 2^53 a float64 is not exact.
func wholeNumber(digits string, bits int) (int64, error) {
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, err
	}
	if f != math.Trunc(f) || math.Abs(f) > 1<<53 || bits == 32 && (f < math.MinInt32 || f > math.MaxInt32) {
		return 0, strconv.ErrRange
	}
	return int64(f), nil
}

func double(into reflect.Value, value any) error {
	var text string
	switch v := value.(type) {
	case Number:
		text = string(v)
	case string:
		if v != "NaN" && v != "Infinity" && v != "-Infinity" { // JSON has no such numbers
			return wrongType("double", value)
		}
		text = v
	default:
		return wrongType("double", value)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return wrong("want double, got a number out of its range")
	}
	into.SetFloat(f)
	return nil
}

// textOf returns a string of TL. One that is not UTF-8 is an object of bytes in JSON.
func textOf(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case Raw:
		return string(v), nil
	case Object:
		if data, ok, err := bytesObject(v); ok {
			return string(data), err
		}
	}
	return "", wrongType("string", value)
}

// bytesOf returns bytes of TL: base64 with or without padding, in either alphabet.
func bytesOf(value any) ([]byte, error) {
	switch v := value.(type) {
	case Raw:
		return []byte(v), nil
	case string:
		text := strings.TrimRight(v, "=")
		encoding := base64.RawStdEncoding
		if strings.ContainsAny(text, "-_") {
			encoding = base64.RawURLEncoding
		}
		data, err := encoding.Strict().DecodeString(text)
		if err != nil || strings.ContainsAny(text, "\r\n") {
			return nil, wrong("want bytes in base64, got another string")
		}
		return data, nil
	case Object:
		if data, ok, err := bytesObject(v); ok {
			return data, err
		}
	}
	return nil, wrongType("bytes in base64", value)
}

// bytesObject reads {"_":"bytes","bytes":"aGk="}, and reports whether the object is one.
func bytesObject(object Object) (data []byte, ok bool, err error) {
	if nameOf(object.Field(constructorKey)) != "bytes" {
		return nil, false, nil
	}
	for name := range object.Fields() {
		if name != constructorKey && name != "bytes" {
			return nil, true, in(cut(name), wrong("bytes have no such field"))
		}
	}
	text := object.Field("bytes")
	if _, nested := text.(Object); nested || text == nil {
		return nil, true, in("bytes", wrongType("bytes in base64", text))
	}
	data, err = bytesOf(text)
	if err != nil {
		return nil, true, in("bytes", err)
	}
	return data, true, nil
}

func fixedBytes(into reflect.Value, value any) error {
	data, err := bytesOf(value)
	if err != nil {
		return err
	}
	if len(data) != into.Len() {
		return wrong("want %d bytes, got %d", into.Len(), len(data))
	}
	reflect.Copy(into, reflect.ValueOf(data))
	return nil
}

// isBytesObject reports whether a value is {"_":"bytes",…}.
func isBytesObject(value any) bool {
	object, ok := value.(Object)
	if !ok {
		return false
	}
	_, is, _ := bytesObject(object)
	return is
}
