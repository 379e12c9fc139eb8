// Command runner runs the HTTP forms and the lines of Lua of the pages in a folder, over an
// invoker that answers nothing, and prints a line for each.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tgerr"
	lua "github.com/yuin/gopher-lua"

	"example.com/client/tgapi/tgapihttp"
	"example.com/client/tgapi/tgapilua"
)

// sent answers each request that can be encoded with the same error.
type sent struct{}

func (sent) Invoke(_ context.Context, request bin.Encoder, _ bin.Decoder) error {
	if err := request.Encode(new(bin.Buffer)); err != nil {
		return err
	}
	return tgerr.New(400, "SENT")
}

var (
	heading   = regexp.MustCompile(`(?m)^##? Method: ([\w.\\]+)`)
	luaLine   = regexp.MustCompile(`(?m)^[A-Za-z_][\w.]* = [\w.]+\(\{.*\}\)$`)
	luaWord   = regexp.MustCompile(`[={]\s*([A-Za-z_][\w.]*)\b`)
	asUser    = regexp.MustCompile(`(?s)### As a user:(.*?)(\n#|\nOr,? |$)`)
	userParam = regexp.MustCompile(`(?m)^(\w+) - (?:Json encoded )?(.*?)\s*$`)
	asBot     = regexp.MustCompile("(?m)^\\* params - `(.*)`")
	jsonWord  = regexp.MustCompile(`"[^"]*"|[A-Za-z_][\w.]*`)
)

func main() {
	names, err := filepath.Glob(filepath.Join(os.Args[1], "*.md"))
	if err != nil {
		panic(err)
	}
	r := newRunner()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			panic(err)
		}
		text := string(data)
		found := heading.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		method := strings.ReplaceAll(found[1], `\`, "")
		if line := luaLine.FindString(text); line != "" {
			fmt.Printf("lua\t%s\t%s\n", method, r.lua(line))
		}
		if form := asUser.FindStringSubmatch(text); form != nil {
			fmt.Printf("user\t%s\t%s\n", method, r.user(method, form[1]))
		}
		if params := asBot.FindStringSubmatch(text); params != nil {
			fmt.Printf("bot\t%s\t%s\n", method, r.bot(method, params[1]))
		}
	}
}

// wrapped stands for the call that a method such as invokeWithLayer wraps.
const wrapped = "help.getConfig"

type runner struct {
	handler *tgapihttp.Handler
	schemas map[string]schema
}

// schema is what a sample needs of a schema of the OpenAPI document.
type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	OneOf      []schema
	Enum       []string
	Properties map[string]schema
	Required   []string
}

func newRunner() *runner {
	h := &tgapihttp.Handler{
		Auth:  tgapihttp.Tokens(tgapihttp.Account{Kind: tgapihttp.User, Token: "T", Invoker: sent{}}, tgapihttp.Account{Kind: tgapihttp.Bot, Token: "T", Invoker: sent{}}),
		Allow: func(tgapihttp.Kind, string) bool { return true },
	}
	var text bytes.Buffer
	if err := h.WriteOpenAPI(&text); err != nil {
		panic(err)
	}
	var document struct {
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal(text.Bytes(), &document); err != nil {
		panic(err)
	}
	return &runner{h, document.Components.Schemas}
}

// sample returns a value for a placeholder such as InputPeer, messages_Filter or long, nil
// if tg has no such type.
func (r *runner) sample(placeholder string) any {
	switch placeholder {
	case "int", "long", "double":
		return 1
	case "string", "bytes":
		return "aGk="
	case "Bool", "true":
		return true
	}
	name := strings.ReplaceAll(placeholder, "_", ".")
	i := strings.LastIndexByte(name, '.') + 1
	for _, key := range []string{"class." + name, "constructor." + name[:i] + strings.ToLower(name[i:i+1]) + name[i+1:]} {
		if s, ok := r.schemas[key]; ok {
			value, _ := r.value(s, nil)
			return value
		}
	}
	return nil
}

func (r *runner) value(s schema, above []string) (any, bool) {
	if name := strings.TrimPrefix(s.Ref, "#/components/schemas/"); name != "" {
		if name == "tl.bytes" {
			return "aGk=", true
		}
		if slices.Contains(above, name) {
			return nil, false
		}
		return r.value(r.schemas[name], append(above, name))
	}
	for _, one := range s.OneOf {
		if value, ok := r.value(one, above); ok {
			return value, true
		}
	}
	switch {
	case len(s.OneOf) > 0:
		return nil, false
	case len(s.Enum) > 0:
		return s.Enum[0], true
	case s.Type == "integer", s.Type == "number":
		return 1, true
	case s.Type == "boolean":
		return true, true
	case s.Type == "array":
		return []any{}, true
	case s.Type == "string":
		return "1", true
	}
	object := map[string]any{}
	for _, name := range s.Required {
		value, ok := r.value(s.Properties[name], above)
		if !ok {
			return nil, false
		}
		object[name] = value
	}
	return object, true
}

// lua runs a line of Lua, with its placeholders defined as global variables.
func (r *runner) lua(line string) string {
	state := lua.NewState()
	defer state.Close()
	tgapilua.Open(state, sent{}, tgapilua.Options{})
	for _, m := range luaWord.FindAllStringSubmatch(line[strings.IndexByte(line, '(')+1:], -1) {
		namespace, field, dotted := strings.Cut(m[1], ".")
		value := r.sample(m[1])
		if value == nil || m[1] == "true" {
			continue
		}
		if table, ok := state.GetGlobal(namespace).(*lua.LTable); dotted && ok {
			table.RawSetString(field, toLua(state, value))
			continue
		}
		state.SetGlobal(m[1], toLua(state, value))
	}
	err := tgapilua.Cause(state.DoString(line))
	if err == nil {
		return "it succeeded"
	}
	if tgerr.Is(err, "SENT") {
		return "sent"
	}
	text := err.Error()
	if strings.Contains(text, "attempt to call a non-function") || strings.Contains(text, "attempt to index") {
		return "there is no such method"
	}
	if strings.Contains(text, "parse error") || strings.Contains(text, "syntax error") {
		return "it is no Lua"
	}
	first, _, _ := strings.Cut(text, "\n")
	return first
}

func toLua(state *lua.LState, value any) lua.LValue {
	switch v := value.(type) {
	case bool:
		return lua.LBool(v)
	case int:
		return lua.LNumber(v)
	case string:
		return lua.LString(v)
	case []any:
		return state.NewTable()
	case map[string]any:
		table := state.NewTable()
		for name, field := range v {
			table.RawSetString(name, toLua(state, field))
		}
		return table
	}
	return lua.LNil
}

// user sends the form of a user, with a sample for each parameter.
func (r *runner) user(method, text string) string {
	form := url.Values{}
	for _, m := range userParam.FindAllStringSubmatch(text, -1) {
		placeholder, list := strings.CutPrefix(strings.TrimSpace(m[2]), "array of ")
		var value any
		if placeholder == "!X" {
			value = map[string]any{"_": wrapped}
		} else {
			value = r.sample(placeholder)
		}
		if value == nil {
			return "tg has no type " + placeholder
		}
		if list {
			value = []any{value}
		}
		encoded, _ := json.Marshal(value)
		form.Set(m[1], string(encoded))
	}
	return r.post("/userT/"+method, form)
}

// bot sends the form of a bot, whose params have placeholders in JSON.
func (r *runner) bot(method, params string) string {
	missing := ""
	params = strings.ReplaceAll(params, "!X", `{"_": "`+wrapped+`"}`)
	params = jsonWord.ReplaceAllStringFunc(params, func(word string) string {
		if word[0] == '"' && word != `"string"` && word != `"bytes"` { // a name, or the method that is wrapped
			return word
		}
		value := r.sample(strings.Trim(word, `"`))
		if value == nil {
			missing = word
		}
		encoded, _ := json.Marshal(value)
		return string(encoded)
	})
	if missing != "" {
		return "tg has no type " + missing
	}
	return r.post("/botT/madeline", url.Values{"method": {method}, "params": {params}})
}

func (r *runner) post(path string, form url.Values) string {
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.handler.ServeHTTP(w, request)
	var answer struct{ Description string }
	_ = json.Unmarshal(w.Body.Bytes(), &answer)
	if answer.Description == "SENT" {
		return "sent"
	}
	return answer.Description
}
