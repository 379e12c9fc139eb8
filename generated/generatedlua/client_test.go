package generatedlua_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
	"github.com/oapi-codegen/oapi-codegen/v2/pkg/codegen"
	_ "github.com/oapi-codegen/runtime" // the client imports it

	"example.com/docgen/generated"
	"example.com/docgen/generated/generatedhttp"
	"example.com/docgen/generated/generatedtest"
)

// TestGeneratedClient makes a client from the OpenAPI document with oapi-codegen, compiles
// it, and has testdata/client/main.go call the handler with it.
func TestGeneratedClient(t *testing.T) {
	parsed, err := openapi3.NewLoader().LoadFromData(document(t, &generatedhttp.Handler{}))
	if err != nil {
		t.Fatal(err)
	}
	client, err := codegen.Generate(parsed, codegen.Configuration{
		PackageName: "main", Generate: codegen.GenerateOptions{Models: true, Client: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "client.go"), client)
	for _, name := range []string{"testdata/client/main.go", "go.sum"} {
		write(t, filepath.Join(dir, filepath.Base(name)), read(t, name))
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.mod"), strings.Replace(read(t, "go.mod"), "../..", root, 1))

	double := generatedtest.NewInvoker()
	double.Answer("messages.importChatInvite", &tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	double.Fail("messages.sendMessage", generated.ErrSlowmodeWaitX, 31)
	server := httptest.NewServer(&generatedhttp.Handler{
		Auth: generatedhttp.Tokens(generatedhttp.Account{Kind: generatedhttp.User, Token: "TOKEN", Invoker: double}),
	})
	defer server.Close()

	command := exec.CommandContext(t.Context(), "go", "run", "-mod=mod", ".", server.URL+"/userTOKEN")
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, err := command.CombinedOutput()
	want := "joined: updatesTooLong\nnot sent: SLOWMODE_WAIT_31, wait 31 s\n"
	if diff := cmp.Diff(want, string(out)); err != nil || diff != "" {
		t.Fatalf("%v\n%s", err, diff)
	}
	sent := double.Calls("messages.sendMessage")[0].(*tg.MessagesSendMessageRequest)
	if _, ok := sent.Peer.(*tg.InputPeerSelf); !ok || sent.Message != "text" || len(sent.Entities) != 1 {
		t.Errorf("the call was %v", sent)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
