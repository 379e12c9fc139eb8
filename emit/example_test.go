package emit_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/genfile"
)

// exampleOf returns the Go example of a method, and the file it is in.
func exampleOf(t *testing.T, pkg string, m *bind.Method) (body, file string) {
	t.Helper()
	files := printed(t, emit.Options{Package: pkg, ImportPath: "example.com/client/" + pkg, Examples: true}, m)
	file = files[strings.TrimSuffix(genfile.Name(m.Name), "_gen.go")+"_example_gen_test.go"]
	return declaration(t, file, "func Example"), file
}

func TestExample(t *testing.T) {
	for name, c := range map[string]struct {
		method *bind.Method
		want   string
	}{
		"no parameters, for users": {bound(t, "help.getNearestDc", flags("YES", "NO", "")), `func ExampleUser_HelpGetNearestDC() {
	ctx := context.Background()
	var invoker tg.Invoker // a running *telegram.Client
	api := p.NewUser(invoker)
	result, err := api.HelpGetNearestDC(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result)
}
`},
		"all parameters are optional, for bots": {bound(t, "account.updateProfile", flags("NO", "YES", "")), `func ExampleBot_AccountUpdateProfile() {
	ctx := context.Background()
	var invoker tg.Invoker // a running *telegram.Client
	api := p.NewBot(invoker)
	result, err := api.AccountUpdateProfile(ctx, p.AccountUpdateProfileParams{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result)
}
`},
		"an error": {bound(t, "account.checkUsername", errorRows("400|USERNAME_INVALID|Not a name, see [the rules](https://example.com)")), `func ExampleClient_AccountCheckUsername() {
	ctx := context.Background()
	var invoker tg.Invoker // a running *telegram.Client
	api := p.NewClient(invoker)
	result, err := api.AccountCheckUsername(ctx, p.AccountCheckUsernameParams{
		Username: "username",
	})
	switch {
	case errors.Is(err, p.ErrUsernameInvalid):
		// Not a name, see the rules.
		return
	case err != nil:
		log.Fatal(err)
	}
	fmt.Println(result)
}
`},
		"a query": {bound(t, "invokeWithoutUpdates"), `func ExampleClient_InvokeWithoutUpdates() {
	ctx := context.Background()
	var invoker tg.Invoker // a running *telegram.Client
	api := p.NewClient(invoker)
	query := &tg.HelpGetConfigRequest{}
	var result tg.Config
	err := api.InvokeWithoutUpdates(ctx, query, &result)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result)
}
`},
		"a query with parameters": {bound(t, "invokeAfterMsg"), `func ExampleClient_InvokeAfterMsg() {
	ctx := context.Background()
	var invoker tg.Invoker // a running *telegram.Client
	api := p.NewClient(invoker)
	query := &tg.HelpGetConfigRequest{}
	var result tg.Config
	err := api.InvokeAfterMsg(ctx, p.InvokeAfterMsgParams{
		MsgID: 1,
	}, query, &result)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result)
}
`},
	} {
		if body, _ := exampleOf(t, "p", c.method); body != c.want {
			t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(c.want, body))
		}
	}
}

// TestExampleValue checks the value of a parameter of each kind of type.
func TestExampleValue(t *testing.T) {
	pointer := bound(t, "account.checkUsername")
	pointer.Params[0].Type = bind.Type{Pointer: true, Package: "tg", Name: "X"}
	noConstructor := bound(t, "messages.setTyping")
	for i := range noConstructor.Params {
		noConstructor.Params[i].Constructor = ""
	}
	for _, c := range []struct {
		method       *bind.Method
		field, value string
	}{
		{bound(t, "account.checkUsername"), "Username", `"username"`},
		{bound(t, "account.setContactSignUpNotification"), "Silent", `true`},
		{bound(t, "upload.saveFilePart"), "FileID", `1`},
		{bound(t, "upload.saveFilePart"), "Bytes", `[]byte("bytes")`},
		{bound(t, "messages.deleteMessages"), "ID", `[]int{1}`},
		{bound(t, "contacts.importContacts"), "Contacts", `[]tg.InputPhoneContact{{}}`},
		{bound(t, "account.updateNotifySettings"), "Settings", `tg.InputPeerNotifySettings{}`},
		{bound(t, "channels.inviteToChannel"), "Users", `[]tg.InputUserClass{&tg.InputUser…{}}`},
		{bound(t, "messages.setTyping"), "Peer", `&tg.InputPeer…{}`},
		{noConstructor, "Peer", `nil`},
		{pointer, "Username", `&tg.X{}`},
	} {
		body, _ := exampleOf(t, "p", c.method)
		value := strings.ReplaceAll(regexp.QuoteMeta(c.value), "…", `\w*`)
		if !regexp.MustCompile(`(?m)^\t\t` + c.field + `: +` + value + `,$`).MatchString(body) {
			t.Errorf("%s: %s is not %s in\n%s", c.method.Name, c.field, c.value, body)
		}
	}
	// Optional parameters, and random numbers that the call draws, have no value.
	body, _ := exampleOf(t, "p", bound(t, "phone.requestCall"))
	for field, want := range map[string]bool{"UserID": true, "GAHash": true, "Protocol": true, "Video": false, "RandomID": false} {
		if got := strings.Contains(body, "\t"+field+": "); got != want {
			t.Errorf("%s has a value: %t, want %t, in\n%s", field, got, want, body)
		}
	}
}

// TestExampleError checks which error an example handles: the one whose name shares
// the most words with the method and its parameters.
func TestExampleError(t *testing.T) {
	noConstant := bound(t, "account.checkUsername", errorRows("400|USERNAME_INVALID|No"))
	noConstant.Page.Errors[0].Pattern = "USERNAME-INVALID"
	for name, c := range map[string]struct {
		method *bind.Method
		want   string
	}{
		"the method's name":    {bound(t, "account.checkUsername", errorRows("400|PEER_ID_INVALID|No", "400|USERNAME_INVALID|No", "400|USERNAME_OCCUPIED|No")), "ErrUsernameInvalid"},
		"a parameter's name":   {bound(t, "messages.startBot", errorRows("400|PEER_INVALID|No", "400|START_PARAM_INVALID|No")), "ErrStartParamInvalid"},
		"no word":              {bound(t, "help.getNearestDc", errorRows("400|BAD_DAY|No", "400|ALL_GONE|No")), "ErrBadDay"},
		"short words":          {bound(t, "help.getNearestDc", errorRows("400|ALL_GONE|No", "400|GET_DC|No")), "ErrAllGone"},
		"errors of any call":   {bound(t, "help.getNearestDc", errorRows("500|RPC_CALL_FAIL|No", "400|ALL_GONE|No")), "ErrAllGone"},
		"only of any call":     {bound(t, "help.getNearestDc", errorRows("500|RPC_CALL_FAIL|No")), ""},
		"one without constant": {noConstant, ""},
		"one with an argument": {bound(t, "help.getNearestDc", errorRows("400|NEAREST_X|No")), "ErrNearestX"},
	} {
		body, file := exampleOf(t, "p", c.method)
		got := ""
		if m := regexp.MustCompile(`errors\.Is\(err, p\.(\w+)\)`).FindStringSubmatch(body); m != nil {
			got = m[1]
		}
		if got != c.want {
			t.Errorf("%s: the example handles %q, want %q:\n%s", name, got, c.want, file)
		}
	}
}

// TestExampleImport checks packages whose names an example uses for something else.
func TestExampleImport(t *testing.T) {
	for pkg, want := range map[string]string{
		"tgapi":   "\"example.com/client/tgapi\"\n",
		"api":     "apipkg \"example.com/client/api\"\n",
		"ctx":     "ctxpkg \"example.com/client/ctx\"\n",
		"invoker": "invokerpkg \"example.com/client/invoker\"\n",
		"query":   "querypkg \"example.com/client/query\"\n",
		"result":  "resultpkg \"example.com/client/result\"\n",
		"err":     "errpkg \"example.com/client/err\"\n",
		"context": "contextpkg \"example.com/client/context\"\n",
		"errors":  "errorspkg \"example.com/client/errors\"\n",
		"fmt":     "fmtpkg \"example.com/client/fmt\"\n",
		"log":     "logpkg \"example.com/client/log\"\n",
		"tg":      "tgpkg \"example.com/client/tg\"\n",
	} {
		body, file := exampleOf(t, pkg, bound(t, "invokeWithLayer", errorRows("400|LAYER_INVALID|No")))
		if !strings.Contains(file, "\n\t"+want) {
			t.Errorf("there is no import of %sin\n%s", want, file)
		}
		name, _, _ := strings.Cut(want, " ")
		if strings.HasPrefix(name, `"`) {
			name = pkg
		}
		for _, used := range []string{".NewClient(invoker)", ".InvokeWithLayerParams{", ".ErrLayerInvalid)"} {
			if !strings.Contains(body, name+used) {
				t.Errorf("there is no %s%s in\n%s", name, used, body)
			}
		}
	}
}
