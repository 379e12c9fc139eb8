package tgapihttp

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	api "example.com/docgen/emit/runtime"
	"example.com/docgen/emit/runtime/tljson"
)

// pageText is what the page of a method says, as plain text. docgen generates pageTable,
// which is sorted by method.
type pageText struct {
	method, summary string
	params          []paramText
}

type paramText struct{ name, text string }

const openAPIPath = "/openapi.json"

// WriteOpenAPI writes the OpenAPI 3.1 document of the API. It is the same that the handler
// serves as /openapi.json: set the fields of the handler first.
func (h *Handler) WriteOpenAPI(w io.Writer) error {
	document, err := h.openAPI()
	if err == nil {
		_, err = w.Write(document)
	}
	if err != nil {
		return fmt.Errorf("writing the OpenAPI document: %w", err)
	}
	return nil
}

func (h *Handler) serveOpenAPI(r *http.Request) *answer {
	if r.Method != http.MethodGet {
		return failed(http.StatusMethodNotAllowed, "use GET").with("Allow", http.MethodGet)
	}
	document, err := h.openAPI()
	if err != nil {
		h.logError("the OpenAPI document: %v", err)
		return failed(http.StatusInternalServerError, "the document can't be made")
	}
	return &answer{status: http.StatusOK, body: document}
}

func (h *Handler) openAPI() ([]byte, error) {
	h.once.Do(func() { h.document, h.documentErr = newDocument(h.LongNumbers) })
	return h.document, h.documentErr
}

// object is an object of JSON. encoding/json sorts its keys.
type object map[string]any

// newDocument returns the document, with all documented methods and the types that they
// need.
func newDocument(longNumbers bool) ([]byte, error) {
	t := &types{schema: tljson.Shared(), schemas: scalars(longNumbers)}
	paths := object{}
	for _, m := range tljson.Methods() {
		operation, err := t.operation(m)
		if err != nil {
			return nil, err
		}
		paths["/"+m.Name] = object{"post": operation}
	}
	return json.Marshal(object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Methods of Telegram's API", "version": "1",
			"description": "A call is a POST with the parameters as JSON. Objects have the name of their constructor in `_`.",
		},
		"servers": []object{{
			"url":       "./{kind}{token}",
			"variables": object{"kind": kindVariable(), "token": object{"default": "TOKEN", "description": "The token of the caller"}},
		}, {
			"url":         "./{kind}",
			"description": "With the token in the header Authorization: Bearer TOKEN",
			"variables":   object{"kind": kindVariable()},
		}},
		"security": []object{{}, {"token": []string{}}},
		"paths":    paths,
		"components": object{
			"schemas":         t.schemas,
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer"}},
			"responses":       object{"error": object{"description": "The call failed.", "content": jsonContent(ref("answer.error"))}},
		},
	})
}

func kindVariable() object { return object{"enum": []Kind{User, Bot}, "default": User} }

func jsonContent(schema object) object { return object{"application/json": object{"schema": schema}} }

func ref(name string) object { return object{"$ref": "#/components/schemas/" + name} }

// operation returns the call of a method.
func (t *types) operation(m tljson.Method) (object, error) {
	request, ok := t.schema.New(m.Name)
	if !ok {
		return nil, fmt.Errorf("tg has no method %s", m.Name)
	}
	plan, err := t.schema.PlanOf(reflect.TypeOf(request).Elem())
	if err != nil {
		return nil, err
	}
	page := pageOf(m.Name)
	params, required, err := t.object(plan, func(f tljson.Field) string { return page.param(f.Name) }, func(name string) bool {
		return name == "random_id" && m.Random != "" || slices.Contains(m.Optional, name)
	})
	if err != nil {
		return nil, err
	}
	result := object{} // a method that wraps others returns anything
	if m.Result != nil {
		if result, err = t.of(reflect.TypeOf(m.Result).Elem()); err != nil {
			return nil, err
		}
	}
	documented, _ := api.Lookup(m.Name)
	ok200 := object{"type": "object", "required": []string{"ok", "result"}, "properties": object{"ok": object{"type": "boolean"}, "result": result}}
	responses := object{
		"200":     object{"description": "The result", "content": jsonContent(ok200)},
		"default": object{"$ref": "#/components/responses/error"},
	}
	for status, text := range errorTexts(documented.Errors) {
		responses[strconv.Itoa(status)] = object{"description": text, "content": jsonContent(ref("answer.error"))}
	}
	return object{
		"operationId": m.Name, "description": escapeMarkup(page.summary), "tags": tagsOf(documented),
		"requestBody": object{"required": required, "content": jsonContent(params)},
		"responses":   responses,
	}, nil
}

func pageOf(method string) pageText {
	i, ok := slices.BinarySearchFunc(pageTable[:], method, func(p pageText, name string) int { return cmp.Compare(p.method, name) })
	if !ok {
		return pageText{}
	}
	return pageTable[i]
}

func (p pageText) param(name string) string {
	for _, param := range p.params {
		if param.name == name {
			return escapeMarkup(param.text)
		}
	}
	return ""
}

// tagsOf says who may call a method, as tags.
func tagsOf(m api.Method) []string {
	tags := []string{}
	for _, caller := range []struct {
		name string
		may  api.Availability
	}{{"users", m.Users}, {"bots", m.Bots}, {"business connections", m.Business}} {
		switch caller.may {
		case api.Yes:
			tags = append(tags, caller.name)
		case api.Unknown:
			tags = append(tags, caller.name+": not documented")
		case api.No:
		}
	}
	return tags
}

// errorTexts returns a list of the documented errors of a method for each status.
func errorTexts(errors []api.DocumentedError) map[int]string {
	texts := map[int]string{}
	for _, e := range errors {
		status := http.StatusBadRequest
		if e.Code != 0 {
			status = statusOf(e.Code)
		}
		line := "- `" + strings.ReplaceAll(string(e.Error), "`", "'") + "`"
		if description := e.Description(); description != "" {
			line += ": " + escapeMarkup(strings.Join(strings.Fields(description), " "))
		}
		if texts[status] != "" {
			line = texts[status] + "\n" + line
		}
		texts[status] = line
	}
	return texts
}

// escapeMarkup returns plain text as CommonMark that shows it: viewers of OpenAPI would
// take some of it for markup, and make links of addresses.
func escapeMarkup(text string) string {
	var b strings.Builder
	start := true // of a line, where white space makes a block of code
	for _, r := range text {
		if start && (r == ' ' || r == '\t') {
			continue
		}
		start = r == '\n'
		if strings.ContainsRune("\\`*_{}[]<>()#+-.!|&~:@$=^", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
