package generatedlua_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"example.com/docgen/generated/generatedhttp"
	"example.com/docgen/generated/generatedtest"
)

func document(t *testing.T, h *generatedhttp.Handler) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := h.WriteOpenAPI(&text); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// TestDocument validates the document as OpenAPI.
func TestDocument(t *testing.T) {
	for _, longNumbers := range []bool{false, true} {
		parsed, err := openapi3.NewLoader().LoadFromData(document(t, &generatedhttp.Handler{LongNumbers: longNumbers}))
		if err != nil {
			t.Fatal(err)
		}
		if err := parsed.Validate(t.Context()); err != nil {
			t.Error(err)
		}
		if len(parsed.Components.Schemas) < 100 {
			t.Errorf("%d schemas", len(parsed.Components.Schemas))
		}
	}
}

// TestSchemas validates answers and parameters against the schemas of the document.
func TestSchemas(t *testing.T) {
	text := document(t, &generatedhttp.Handler{})
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	if err := compiler.AddResource("https://example.com/openapi.json", value); err != nil {
		t.Fatal(err)
	}
	var paths struct {
		Components struct{ Schemas map[string]json.RawMessage }
	}
	if err := json.Unmarshal(text, &paths); err != nil {
		t.Fatal(err)
	}
	for name := range paths.Components.Schemas {
		if _, err := compiler.Compile("https://example.com/openapi.json#/components/schemas/" + name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	double := generatedtest.NewInvoker()
	h := &generatedhttp.Handler{Auth: generatedhttp.Tokens(generatedhttp.Account{Kind: generatedhttp.User, Token: "T", Invoker: double})}
	message := &tg.Message{ID: 1, PeerID: &tg.PeerUser{UserID: 1 << 60}, Message: "text <b>"}
	message.SetEntities([]tg.MessageEntityClass{&tg.MessageEntityBold{Length: 4}})
	message.SetFlags()
	for _, test := range []struct {
		method, params string
		answer         bin.Encoder
	}{
		{"messages.importChatInvite", `{"hash":"x"}`, &tg.MessagesChatInviteJoinResultOk{Updates: &tg.Updates{
			Updates: []tg.UpdateClass{&tg.UpdateNewMessage{Message: message, Pts: 1, PtsCount: 1}}, Users: []tg.UserClass{&tg.UserEmpty{ID: 2}},
		}}},
		{"account.checkUsername", `{"username":"x"}`, &tg.BoolTrue{}},
		{"contacts.getContactIDs", `{"hash":"1"}`, &tg.IntVector{Elems: []int{1, -2}}},
		{"contacts.getStatuses", `{}`, &tg.ContactStatusVector{Elems: []tg.ContactStatus{{UserID: 7, Status: &tg.UserStatusRecently{ByMe: true}}}}},
		{"help.getNearestDc", `{}`, &tg.NearestDC{Country: "NL"}},
		{"messages.sendMessage", `{"peer":{"_":"inputPeerSelf"},"message":"x","entities":[{"_":"messageEntityBold","offset":0,"length":1}]}`, &tg.UpdatesTooLong{}},
	} {
		at := "https://example.com/openapi.json#/paths/~1" + test.method + "/post/"
		double.Answer(test.method, test.answer)
		r := httptest.NewRequest(http.MethodPost, "/userT/"+test.method, strings.NewReader(test.params))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %s", test.method, w.Body)
		}
		validate(t, compiler, at+"requestBody/content/application~1json/schema", test.params, true)
		validate(t, compiler, at+"responses/200/content/application~1json/schema", w.Body.String(), true)
		validate(t, compiler, at+"requestBody/content/application~1json/schema", `{"unknown":1}`, false)
		validate(t, compiler, at+"responses/200/content/application~1json/schema", `{"ok":true,"result":{"_":"unknown"}}`, false)
	}
	validate(t, compiler, "https://example.com/openapi.json#/components/schemas/answer.error",
		`{"ok":false,"error_code":420,"description":"FLOOD_WAIT_3","parameters":{"retry_after":3}}`, true)
}

func validate(t *testing.T, compiler *jsonschema.Compiler, schema, text string, want bool) {
	t.Helper()
	compiled, err := compiler.Compile(schema)
	if err != nil {
		t.Errorf("%s: %v", schema, err)
		return
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); (err == nil) != want {
		t.Errorf("%s: %s: %v", schema, text, err)
	}
}
