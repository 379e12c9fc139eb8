package bind

import (
	"bytes"
	"go/token"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scan reads the declarations of a method line by line, as gotd/td's generator
// writes them. It is several times as fast as parse, and returns the same request.
// It reports false for a declaration in any other form, which parse must read.
func (tg *TG) scan(d *declarations) (*request, bool) {
	req := &request{}
	ok := tg.scanStruct(d, req) && scanTypeInfo(d, req) && tg.scanMethod(d, req)
	return req, ok
}

// scanStruct reads the fields of the struct, each as in
//
//	// Peer folder ID
//	FolderID int
func (tg *TG) scanStruct(d *declarations, req *request) bool {
	lines, isStruct := bytes.CutPrefix(d.shape, []byte("type "+d.typeName+" struct {\n"))
	lines, isClosed := bytes.CutSuffix(lines, []byte("}\n"))
	for line := range bytes.Lines(lines) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || bytes.HasPrefix(line, []byte("//")) {
			continue
		}
		name, typ, _ := strings.Cut(string(line), " ")
		t, isType := tg.typeNamed(strings.TrimLeft(typ, " "))
		if !isType || !token.IsIdentifier(name) {
			return false
		}
		req.shape = append(req.shape, Field{Name: name, Type: t})
	}
	return isStruct && isClosed && utf8.Valid(d.shape)
}

// scanTypeInfo reads the list of fields in
//
//	func (s *MessagesSendMessageRequest) TypeInfo() tdp.Type {
//		typ := tdp.Type{
//			Name: "messages.sendMessage",
//			ID:   MessagesSendMessageRequestTypeID,
//		}
//		if s == nil {
//			typ.Null = true
//			return typ
//		}
//		typ.Fields = []tdp.Field{
//			{
//				Name:       "Silent",
//				SchemaName: "silent",
//				Null:       !s.Flags.Has(5),
//			},
//		}
//		return typ
//	}
func scanTypeInfo(d *declarations, req *request) bool {
	const next, end = "\n\t\t{\n", "}\n\treturn typ\n}\n"
	fields, isList := strings.CutPrefix(string(d.typeInfo), "func ("+d.receiver+" *"+d.typeName+") TypeInfo() tdp.Type {\n"+
		"\ttyp := tdp.Type{\n\t\tName: \""+d.name+"\",\n\t\tID:   "+d.typeName+"TypeID,\n\t}\n"+
		"\tif "+d.receiver+" == nil {\n\t\ttyp.Null = true\n\t\treturn typ\n\t}\n"+
		"\ttyp.Fields = []tdp.Field{")
	if !isList || !token.IsIdentifier(d.receiver) {
		return false
	}
	if fields == end {
		return true
	}
	fields, isOpen := strings.CutPrefix(fields, next)
	fields, isClosed := strings.CutSuffix(fields, "\n\t"+end)
	if !isOpen || !isClosed {
		return false
	}
	req.fields = make([]field, 0, strings.Count(fields, next)+1)
	for source := range strings.SplitSeq(fields, next) {
		f, ok := scanField(source)
		if !ok {
			return false
		}
		req.fields = append(req.fields, f)
	}
	return true
}

// scanField reads an element of the list of fields, after its opening brace.
func scanField(source string) (f field, ok bool) {
	source, ok = strings.CutSuffix(source, "\n\t\t},")
	if !ok {
		return field{}, false
	}
	for line := range strings.SplitSeq(source, "\n") {
		key, value, _ := strings.Cut(strings.TrimLeft(line, "\t"), ":")
		value, ok = strings.CutSuffix(strings.TrimLeft(value, " "), ",")
		if !ok {
			return field{}, false
		}
		switch key {
		case "Name":
			f.name, ok = scanString(value)
		case "SchemaName":
			f.tl, ok = scanString(value)
		case "Null":
			f.flags, f.bit, ok = scanCondition(value)
		default:
			ok = false
		}
		if !ok {
			return field{}, false
		}
	}
	return f, f.tl != ""
}

// scanString reads a string literal without escapes.
func scanString(value string) (string, bool) {
	inner, ok := strings.CutPrefix(value, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	return inner, ok && closed && !strings.ContainsAny(inner, "\"\\")
}

// scanCondition returns "Flags" and 5 for !s.Flags.Has(5).
func scanCondition(value string) (flags string, bit int, ok bool) {
	receiver, rest, _ := strings.Cut(value, ".")
	flags, number, _ := strings.Cut(rest, ".Has(")
	number, closed := strings.CutSuffix(number, ")")
	bit, err := strconv.Atoi(number)
	not, ok := strings.CutPrefix(receiver, "!")
	return flags, bit, ok && token.IsIdentifier(not) && token.IsIdentifier(flags) && closed && err == nil && strconv.Itoa(bit) == number
}

// scanMethod reads the first line of
//
//	func (c *Client) MessagesSendMessage(ctx context.Context, request *MessagesSendMessageRequest) (UpdatesClass, error) {
func (tg *TG) scanMethod(d *declarations, req *request) (ok bool) {
	if d.method == nil {
		return true
	}
	params, isMethod := strings.CutPrefix(string(d.method), "func (c *Client) "+d.goName+"(ctx context.Context")
	param, results, isClosed := strings.Cut(params, ") (")
	result, hasError := strings.CutSuffix(results, ", error) ")
	if req.result, ok = tg.typeNamed(result); !ok || !isMethod || !isClosed || !hasError {
		return false
	}
	if param == "" {
		return true
	}
	param, isSecond := strings.CutPrefix(param, ", ")
	name, typ, _ := strings.Cut(param, " ")
	if _, ok := tg.typeNamed(typ); !ok || !isSecond || !token.IsIdentifier(name) {
		return false
	}
	pointee, isPointer := strings.CutPrefix(typ, "*")
	req.packed = isPointer && token.IsIdentifier(pointee) && strings.HasSuffix(pointee, "Request")
	return true
}

// typeNamed is typeOf for the source of a type that is a name, a pointer to a name,
// or slices of either. It is not ok for any other type.
func (tg *TG) typeNamed(source string) (t Type, ok bool) {
	for strings.HasPrefix(source, "[]") {
		t.Slices++
		source = source[len("[]"):]
	}
	source, t.Pointer = strings.CutPrefix(source, "*")
	t.Name = source
	if pkg, name, ok := strings.Cut(source, "."); ok {
		t.Package, t.Name = pkg, name
		return t, token.IsIdentifier(pkg) && token.IsIdentifier(name)
	}
	if token.IsExported(source) {
		t.Package, t.Class = "tg", tg.names().classes[source]
	}
	return t, token.IsIdentifier(source)
}
