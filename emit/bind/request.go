package bind

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// request holds what tg declares for one method.
type request struct {
	// fields are the parameters in the order of TL.
	fields []field
	// shape has all fields of the struct, in its order.
	shape []Field
	// result is the type of the first result. It is zero for a generic method, of
	// which tg has only the request.
	result Type
	// packed says that the method takes a *XRequest, not its fields.
	packed bool
}

// field is one parameter of a request.
type field struct {
	// tl is the TL name, name the Go name of the field.
	tl, name string
	typ      Type
	// flags is the Go name of the field that has the parameter's conditional bit,
	// as in "Flags", and bit is the number of the bit. flags is empty for a
	// parameter that is not optional.
	flags string
	bit   int
	// flagOnly says that the parameter is a bit without a value: TL's true.
	flagOnly bool
}

// request reads the declarations of a method from tg's source.
func (tg *TG) request(name, goName string) (*request, error) {
	source, err := tg.fileOf(name, goName)
	if err != nil {
		return nil, err
	}
	d := cutDeclarations(source, name, goName)
	req, ok := tg.scan(d)
	if !ok {
		req, err = tg.parse(d)
	}
	if err == nil {
		err = req.addTypes()
	}
	if err == nil && req.result.IsZero() && !slices.ContainsFunc(req.fields, isQuery) {
		return nil, fmt.Errorf("reading tg.%s: Client has no method for it, and it wraps no query", d.typeName)
	}
	if err == nil {
		err = req.addFlags(d)
	}
	if err != nil {
		return nil, fmt.Errorf("reading tg.%s: %w", d.typeName, err)
	}
	return req, nil
}

// declarations is the source of what tg declares for one method.
type declarations struct {
	name, goName, typeName, receiver string
	// shape, typeInfo and method are
	//
	//	type MessagesImportChatInviteRequest struct { … }
	//	func (i *MessagesImportChatInviteRequest) TypeInfo() tdp.Type { … }
	//	func (c *Client) MessagesImportChatInvite(ctx context.Context, hash string) (…, error)
	//
	// Each is nil if tg does not declare it.
	shape, typeInfo, method []byte
	// source is the whole file, rest the part after the last declaration that was
	// found.
	source, rest []byte
}

// cutDeclarations finds the declarations of a method in the source of their file.
// It looks for each one after the one before, where gotd/td's generator puts it, so
// that it reads the file only once.
func cutDeclarations(source []byte, name, goName string) *declarations {
	d := &declarations{name: name, goName: goName, typeName: goName + "Request", source: source, rest: source}
	d.shape = d.function("type " + d.typeName + " struct {")
	d.receiver = receiverOf(source, d.typeName)
	d.typeInfo = d.function("func (" + d.receiver + " *" + d.typeName + ") TypeInfo() tdp.Type {")
	d.method = bytes.TrimSuffix(d.firstLineOf("func (c *Client) "+goName+"("), []byte("{"))
	return d
}

// function returns a declaration by its prefix. It looks in the rest of the source
// first, then in all of it.
func (d *declarations) function(prefix string) []byte {
	found, rest := function(d.rest, prefix)
	if found == nil {
		found, _ = function(d.source, prefix)
		return found
	}
	d.rest = rest
	return found
}

// firstLineOf returns the first line of a declaration by its prefix. It looks in
// the rest of the source first, then in all of it.
func (d *declarations) firstLineOf(prefix string) []byte {
	if line := firstLineOf(d.rest, prefix); line != nil {
		return line
	}
	return firstLineOf(d.source, prefix)
}

// addTypes sets the types of the parameters, which are those of the struct's
// fields. Every field of the struct must be a parameter, except for the fields of
// conditional bits.
func (req *request) addTypes() error {
	n := 0
	for _, f := range req.shape {
		if f.Type != flagsType {
			n++
		}
	}
	for i, f := range req.fields {
		at := slices.IndexFunc(req.shape, func(s Field) bool { return s.Name == f.name && s.Type != flagsType })
		if at < 0 {
			return fmt.Errorf("TypeInfo lists %s, which the struct does not have", f.name)
		}
		req.fields[i].typ = req.shape[at].Type
	}
	if n != len(req.fields) {
		return fmt.Errorf("the struct has %d parameters, TypeInfo lists %d", n, len(req.fields))
	}
	return nil
}

// addFlags finds the parameters that are a bit without a value.
func (req *request) addFlags(d *declarations) error {
	for i, f := range req.fields {
		if f.flags == "" || f.typ != boolType {
			continue
		}
		// The getter of an optional Bool returns the value, and whether it is set.
		// That of a flag returns only whether the flag is set.
		getter := d.firstLineOf("func (" + d.receiver + " *" + d.typeName + ") Get" + f.name + "() (")
		if getter == nil {
			return fmt.Errorf("it has no Get%s, which would tell a flag from a Bool", f.name)
		}
		req.fields[i].flagOnly = !bytes.Contains(getter, []byte(", ok bool)"))
	}
	return nil
}

// isQuery reports whether a field is the query that a generic method wraps.
func isQuery(f field) bool { return f.typ == queryType }

// receiverOf returns the name of the receiver of a type's method TypeInfo.
func receiverOf(source []byte, typeName string) string {
	end := bytes.Index(source, []byte(" *"+typeName+") TypeInfo() "))
	if end < 0 {
		return ""
	}
	start := bytes.LastIndexByte(source[:end], '(')
	return string(source[start+1 : end])
}

// parse reads the declarations of a method with go/parser. See scan for a faster
// way, which nearly all methods take.
func (tg *TG) parse(d *declarations) (*request, error) {
	snippet := bytes.Join([][]byte{[]byte("package tg"), d.shape, d.typeInfo, d.method}, []byte("\n"))
	file, err := parser.ParseFile(token.NewFileSet(), d.typeName, snippet, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	req := &request{}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.GenDecl:
			if err := tg.readStruct(d, req); err != nil {
				return nil, err
			}
		case *ast.FuncDecl:
			if d.Body == nil {
				if err := tg.readSignature(d, req); err != nil {
					return nil, err
				}
				continue
			}
			req.fields = readTypeInfo(d)
		}
	}
	return req, nil
}

func (tg *TG) readStruct(decl *ast.GenDecl, req *request) error {
	for _, spec := range decl.Specs {
		fields := spec.(*ast.TypeSpec).Type.(*ast.StructType).Fields.List
		for _, f := range fields {
			t, err := tg.typeOf(f.Type)
			if err != nil {
				return err
			}
			for _, name := range f.Names {
				req.shape = append(req.shape, Field{Name: name.Name, Type: t})
			}
		}
	}
	return nil
}

// readSignature reads the result of a method, and whether its only parameter after
// the context is a request.
func (tg *TG) readSignature(decl *ast.FuncDecl, req *request) error {
	result, err := tg.typeOf(decl.Type.Results.List[0].Type)
	if err != nil {
		return err
	}
	req.result = result
	if params := decl.Type.Params.List; len(params) == 2 {
		star, ok := params[1].Type.(*ast.StarExpr)
		if ident, isIdent := starName(star, ok); isIdent {
			req.packed = strings.HasSuffix(ident, "Request")
		}
	}
	return nil
}

// starName returns the name X of a pointer *X. ok says that star is one.
func starName(star *ast.StarExpr, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	ident, ok := star.X.(*ast.Ident)
	if !ok {
		return "", false
	}
	return ident.Name, true
}

// readTypeInfo reads the list of fields, each as in
//
//	{
//		Name:       "Silent",
//		SchemaName: "silent",
//		Null:       !s.Flags.Has(5),
//	},
func readTypeInfo(decl *ast.FuncDecl) []field {
	var fields []field
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || lit.Type != nil {
			return true
		}
		var f field
		for _, elt := range lit.Elts {
			kv, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch key := kv.Key.(*ast.Ident).Name; key {
			case "Name":
				f.name = stringOf(kv.Value)
			case "SchemaName":
				f.tl = stringOf(kv.Value)
			case "Null":
				f.flags, f.bit = conditionOf(kv.Value)
			}
		}
		if f.tl != "" {
			fields = append(fields, f)
		}
		return false
	})
	return fields
}

func stringOf(expr ast.Expr) string {
	lit, ok := expr.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}

// conditionOf returns "Flags" and 5 for !s.Flags.Has(5).
func conditionOf(expr ast.Expr) (flags string, bit int) {
	not, ok := expr.(*ast.UnaryExpr)
	if !ok {
		return "", 0
	}
	call, ok := not.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return "", 0
	}
	has, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", 0
	}
	of, ok := has.X.(*ast.SelectorExpr)
	if !ok {
		return "", 0
	}
	if n, ok := call.Args[0].(*ast.BasicLit); ok {
		bit, _ = strconv.Atoi(n.Value)
	}
	return of.Sel.Name, bit
}
