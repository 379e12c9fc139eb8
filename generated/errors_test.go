package generated_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/generated"
)

func testDocumentedErrors(t *testing.T, s *server, client *telegram.Client) {
	for _, test := range []struct {
		want    generated.Error
		message string
		code    int
	}{
		{generated.ErrChannelsTooMuch, "CHANNELS_TOO_MUCH", 400},
		{generated.ErrInviteHashEmpty, "INVITE_HASH_EMPTY", 400},
		{generated.ErrInviteHashExpired, "INVITE_HASH_EXPIRED", 400},
		{generated.ErrInviteHashInvalid, "INVITE_HASH_INVALID", 400},
		{generated.ErrUserAlreadyParticipant, "USER_ALREADY_PARTICIPANT", 400},
		{generated.ErrUsersTooMuch, "USERS_TOO_MUCH", 400},
		{generated.ErrSessionPasswordNeeded, "SESSION_PASSWORD_NEEDED", 401},
	} {
		t.Run(test.message, func(t *testing.T) {
			s.fail(test.code, test.message)
			_, err := importChatInvite(t, client)
			call := checkCallError(t, err, "messages.importChatInvite", test.code, test.message)
			checkOnly(t, err, test.want)
			if call.Name() != test.want {
				t.Errorf("Name() = %q, want %q", call.Name(), test.want)
			}
			if !call.Documented() || call.General() {
				t.Errorf("Documented() = %t, General() = %t, want true, false", call.Documented(), call.General())
			}
		})
	}
}

func testUndocumentedError(t *testing.T, s *server, client *telegram.Client) {
	s.fail(400, "MESSAGE_EMPTY")
	_, err := importChatInvite(t, client)
	call := checkCallError(t, err, "messages.importChatInvite", 400, "MESSAGE_EMPTY")
	checkOnly(t, err, generated.ErrMessageEmpty)
	if call.Name() != generated.ErrMessageEmpty || call.Documented() {
		t.Errorf("Name() = %q, Documented() = %t, want %q, false", call.Name(), call.Documented(), generated.ErrMessageEmpty)
	}
}

func testUnknownError(t *testing.T, s *server, client *telegram.Client) {
	s.fail(400, "NOBODY_DOCUMENTED_THIS")
	_, err := importChatInvite(t, client)
	call := checkCallError(t, err, "messages.importChatInvite", 400, "NOBODY_DOCUMENTED_THIS")
	checkOnly(t, err)
	if call.Name() != "" || call.Documented() {
		t.Errorf("Name() = %q, Documented() = %t, want none, false", call.Name(), call.Documented())
	}
}

// testErrorWithNumber checks messages whose Type in gotd/td is not enough: the first
// two have the same Type, and the Type of the third contains the number.
func testErrorWithNumber(t *testing.T, s *server, client *telegram.Client) {
	for _, test := range []struct {
		message  string
		want     generated.Error
		argument int
	}{
		{"EMAIL_UNCONFIRMED", generated.ErrEmailUnconfirmed, 0},
		{"EMAIL_UNCONFIRMED_6", generated.ErrEmailUnconfirmedX, 6},
		{"PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN", generated.ErrPreviousChatImportActiveWaitXMin, 5},
	} {
		s.fail(400, test.message)
		_, err := importChatInvite(t, client)
		call := callError(t, err)
		checkOnly(t, err, test.want)
		if call.Name() != test.want {
			t.Errorf("Name() = %q, want %q", call.Name(), test.want)
		}
		if argument, ok := call.Argument(); argument != test.argument || ok != (test.argument != 0) {
			t.Errorf("Argument() of %s = %d, %t, want %d", test.message, argument, ok, test.argument)
		}
	}
}

func testFloodWait(t *testing.T, s *server, client *telegram.Client) {
	s.fail(420, "FLOOD_WAIT_3")
	_, err := importChatInvite(t, client)
	call := callError(t, err)
	checkOnly(t, err, generated.ErrFloodWaitX)
	if wait, ok := call.Wait(); wait != 3*time.Second || !ok {
		t.Errorf("Wait() = %v, %t, want 3s, true", wait, ok)
	}
	if !call.General() || !call.Documented() {
		t.Errorf("General() = %t, Documented() = %t, want true, true", call.General(), call.Documented())
	}
	if wait, ok := tgerr.AsFloodWait(err); wait != 3*time.Second || !ok {
		t.Errorf("gotd/td's own AsFloodWait gives %v, %t, want 3s, true", wait, ok)
	}
}

// checkCallError checks that err is the error of a call to the method, for this
// package and for gotd/td. The message has no number in it.
func checkCallError(t *testing.T, err error, method string, code int, message string) *generated.CallError {
	t.Helper()
	call := callError(t, err)
	if call.Method != method {
		t.Errorf("Method = %q, want %q", call.Method, method)
	}
	if call.RPC.Code != code || call.RPC.Message != message {
		t.Errorf("RPC = %v, want %s with code %d", call.RPC, message, code)
	}
	if !tgerr.Is(err, message) {
		t.Errorf("tgerr.Is(%v, %q) = false", err, message)
	}
	return call
}

func callError(t *testing.T, err error) *generated.CallError {
	t.Helper()
	var call *generated.CallError
	if !errors.As(err, &call) {
		t.Fatalf("%v (%T) is no CallError", err, err)
	}
	return call
}

// checkOnly checks that errors.Is holds for err and the errors in want, and for no
// other errors of the package.
func checkOnly(t *testing.T, err error, want ...generated.Error) {
	t.Helper()
	all := packageErrors(t)
	for _, e := range want {
		if !slices.Contains(all, e) {
			t.Errorf("%q is not among the package's errors", e)
		}
	}
	for _, e := range all {
		if got, want := errors.Is(err, e), slices.Contains(want, e); got != want {
			t.Errorf("errors.Is(%v, %q) = %t, want %t", err, e, got, want)
		}
		if got, want := e.Match(err), slices.Contains(want, e); got != want {
			t.Errorf("%q.Match(%v) = %t, want %t", e, err, got, want)
		}
	}
}

// packageErrors returns all constants of type Error. It reads them from the source,
// so that new constants are among them.
func packageErrors(t *testing.T) []generated.Error {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "errors_gen.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var all []generated.Error
	for n := range ast.Preorder(file) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != "Error" || len(spec.Values) != 1 {
			continue
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, generated.Error(value))
	}
	return all
}

// TestGotdIs shows for which constants gotd/td's own Is works: for those whose pattern
// has no argument and no number, since gotd/td drops numbers from the type.
func TestGotdIs(t *testing.T) {
	for _, test := range []struct {
		message string
		is      generated.Error
		known   bool
	}{
		{"MESSAGE_TOO_LONG", generated.ErrMessageTooLong, true},
		{"EMAIL_UNCONFIRMED", generated.ErrEmailUnconfirmed, true},
		{"EMAIL_UNCONFIRMED_6", generated.ErrEmailUnconfirmedX, false},
		{"FLOOD_WAIT_3", generated.ErrFloodWaitX, false},
	} {
		err := error(tgerr.New(400, test.message))
		if known := tgerr.Is(err, string(test.is)); known != test.known || !test.is.Match(err) {
			t.Errorf("%s: tgerr.Is has %t, want %t; Match has %t, want true", test.message, known, test.known, test.is.Match(err))
		}
	}
}
