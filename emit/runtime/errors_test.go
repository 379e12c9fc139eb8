package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

func TestMatchPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, message, argument string
		ok                         bool
	}{
		{"FLOOD_WAIT_%d", "FLOOD_WAIT_3", "3", true},
		{"FLOOD_WAIT_%d", "FLOOD_WAIT", "", false},
		{"FLOOD_WAIT_%d", "FLOOD_WAIT_", "", false},
		{"FLOOD_WAIT_%d", "FLOOD_WAIT_3_4", "", false},
		{"FLOOD_WAIT_%d", "FLOOD_WAIT_X", "", false},
		{"EMAIL_UNCONFIRMED", "EMAIL_UNCONFIRMED_6", "", false},
		{"A_%d_B_%d", "A_1_B_2", "1", true},
		{"WAIT_%dMIN", "WAIT_5MIN", "5", true},
		{"WAIT_%dMIN", "WAIT_5", "", false},
		{"FILE_PART_%d_MISSING", "FILE_PART_0_MISSING", "0", true},
		{"2FA_CONFIRM_WAIT_%d", "2FA_CONFIRM_WAIT_60", "60", true},
		{"MD5_CHECKSUM_INVALID", "MD5_CHECKSUM_INVALID", "", true},
		{"", "", "", true},
	} {
		argument, ok := matchPattern(c.pattern, c.message)
		if argument != c.argument || ok != c.ok {
			t.Errorf("matchPattern(%q, %q) = %q, %t", c.pattern, c.message, argument, ok)
		}
	}
}

// answer is an invoker that answers each call with an error.
type answer struct{ err error }

func (a answer) Invoke(context.Context, bin.Encoder, bin.Decoder) error { return a.err }

func call(t *testing.T, err error) *CallError {
	t.Helper()
	_, got := tg.NewClient(Errors(answer{err})).MessagesImportChatInvite(t.Context(), "hash")
	var call *CallError
	if !errors.As(got, &call) {
		t.Fatalf("%v is no CallError", got)
	}
	return call
}

func TestCallError(t *testing.T) {
	for _, c := range []struct {
		rpc                 *tgerr.Error
		text                string
		name                Error
		documented, general bool
		wait                time.Duration
	}{
		{tgerr.New(400, "INVITE_HASH_EXPIRED"), "messages.importChatInvite: INVITE_HASH_EXPIRED (400)", "INVITE_HASH_EXPIRED", true, false, 0},
		{tgerr.New(420, "FLOOD_WAIT_3"), "messages.importChatInvite: FLOOD_WAIT_3 (420): Too many calls.", "FLOOD_WAIT_%d", true, true, 3 * time.Second},
		{tgerr.New(420, "NEW_KIND_OF_WAIT_7"), "messages.importChatInvite: NEW_KIND_OF_WAIT_7 (420)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_DELAY_7"), "messages.importChatInvite: A_DELAY_7 (420)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_TOO_EARLY_7"), "messages.importChatInvite: A_TOO_EARLY_7 (420)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_TOO_FRESH_7"), "messages.importChatInvite: A_TOO_FRESH_7 (420)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_FLOOD_7"), "messages.importChatInvite: A_FLOOD_7 (420)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "7_WAIT"), "messages.importChatInvite: 7_WAIT (420)", "", false, false, 0},
		{tgerr.New(406, "IMPORT_WAIT_5MIN"), "messages.importChatInvite: IMPORT_WAIT_5MIN (406)", "", false, false, 5 * time.Minute},
		{tgerr.New(406, "IMPORT_WAIT_5H"), "messages.importChatInvite: IMPORT_WAIT_5H (406)", "", false, false, 0},
		{tgerr.New(420, "FLOOD_WAIT_99999999999999999999"), "messages.importChatInvite: FLOOD_WAIT_99999999999999999999 (420): Too many calls.", "FLOOD_WAIT_%d", true, true, 0},
		{tgerr.New(420, "FLOOD_WAIT_9999999999999999"), "messages.importChatInvite: FLOOD_WAIT_9999999999999999 (420): Too many calls.", "FLOOD_WAIT_%d", true, true, 0},
		{tgerr.New(400, "PEER_ID_7"), "messages.importChatInvite: PEER_ID_7 (400)", "", false, false, 0},
		{tgerr.New(400, "FILE_PART_4_MISSING"), "messages.importChatInvite: FILE_PART_4_MISSING (400): Send part 4 again.", "FILE_PART_%d_MISSING", true, false, 0},
		// The method's page has only a pattern that covers the message; another page has the message itself.
		{tgerr.New(400, "FILE_PART_0_MISSING"), "messages.importChatInvite: FILE_PART_0_MISSING (400): Send part 0 again.", "FILE_PART_0_MISSING", true, false, 0},
		// Two rows of the page cover CHAT_1_FULL. The more specific one has no description, so that of another page is used.
		{tgerr.New(400, "CHAT_1_FULL"), "messages.importChatInvite: CHAT_1_FULL (400): The first chat is full.", "CHAT_1_FULL", true, false, 0},
		{tgerr.New(400, "CHAT_2_FULL"), "messages.importChatInvite: CHAT_2_FULL (400): Leave chat 2.", "CHAT_%d_FULL", true, false, 0},
		{tgerr.New(0, ""), "messages.importChatInvite: error without a message (0)", "", false, false, 0},
	} {
		e := call(t, c.rpc)
		if e.Error() != c.text {
			t.Errorf("text %q, want %q", e, c.text)
		}
		if e.Name() != c.name || e.Documented() != c.documented || e.General() != c.general {
			t.Errorf("%s: name %q, documented %t, general %t", e, e.Name(), e.Documented(), e.General())
		}
		if wait, ok := e.Wait(); wait != c.wait || ok != (c.wait > 0) {
			t.Errorf("%s: wait %s, %t", e, wait, ok)
		}
		if c.name != "" && (!errors.Is(e, c.name) || !c.name.Match(c.rpc)) {
			t.Errorf("%s is not %s", e, c.name)
		}
		if errors.Is(e, Error("FLOOD_WAIT")) {
			t.Errorf("errors.Is(%s, FLOOD_WAIT) holds, but FLOOD_WAIT alone is no message", e)
		}
	}
}

// TestTypeErrors shows that an error which only gotd/td knows covers the messages for which
// tgerr.Is holds, and is not documented.
func TestTypeErrors(t *testing.T) {
	const broken Error = "CHANNEL_BROKEN"
	for _, message := range []string{"CHANNEL_BROKEN", "CHANNEL_BROKEN_5", "CHANNEL_7_BROKEN", "CHANNEL_BROKENLY", "CHANNEL_BROKEN_5MIN", "CHANNEL", "FLOOD_WAIT_3", ""} {
		rpc := tgerr.New(400, message)
		call := &CallError{Method: "messages.importChatInvite", RPC: rpc}
		if want := tgerr.Is(rpc, string(broken)); broken.Match(rpc) != want || errors.Is(call, broken) != want {
			t.Errorf("%q is %s: %t by Match, %t by Is, want %t", message, broken, broken.Match(rpc), errors.Is(call, broken), want)
		}
		if is := call.Name() == broken; is != broken.Match(rpc) || is && call.Documented() {
			t.Errorf("%q is named %q, documented %t", message, call.Name(), call.Documented())
		}
	}
}

// TestErrorsOnce checks that Errors wraps no error twice, does not change errors
// that are no RPC errors, and keeps a middleware's own error in the chain.
func TestErrorsOnce(t *testing.T) {
	inner := Errors(answer{tgerr.New(400, "INVITE_HASH_EXPIRED")})
	if Errors(inner) != inner {
		t.Error("an invoker is wrapped twice")
	}
	again := call(t, inner.Invoke(t.Context(), &tg.MessagesImportChatInviteRequest{}, nil))
	var second *CallError
	if errors.As(again.Unwrap(), &second) {
		t.Error("an error is wrapped twice")
	}
	for _, err := range []error{context.Canceled, io.ErrUnexpectedEOF} {
		if got := Errors(answer{err}).Invoke(t.Context(), &tg.HelpGetConfigRequest{}, nil); got != err { //nolint:errorlint // the same value, not one that wraps it
			t.Errorf("%v became %v", err, got)
		}
	}
	sentinel := errors.New("middleware")
	e := call(t, fmt.Errorf("%w: %w", sentinel, tgerr.New(400, "INVITE_HASH_EXPIRED")))
	if !errors.Is(e, sentinel) || !tgerr.Is(e, "INVITE_HASH_EXPIRED") {
		t.Errorf("%v lost what it wraps", e)
	}
}

// TestNamelessCall makes a call whose request does not name its method.
func TestNamelessCall(t *testing.T) {
	err := Errors(answer{tgerr.New(400, "INVITE_HASH_EXPIRED")}).Invoke(t.Context(), nil, nil)
	if want := "INVITE_HASH_EXPIRED (400)"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

func TestMethodOf(t *testing.T) {
	wrapped := &tg.InvokeWithLayerRequest{Query: &tg.InvokeWithoutUpdatesRequest{Query: &tg.MessagesImportChatInviteRequest{}}}
	if m, ok := MethodOf(wrapped); !ok || m.Name != "messages.importChatInvite" || m.Bots != No || m.Users != Unknown {
		t.Errorf("the wrapped method is %v", m)
	}
	if name, wrappers := methodNames(&tg.InvokeWithLayerRequest{}); name != "invokeWithLayer" || len(wrappers) > 0 {
		t.Errorf("a wrapper of nothing is %q in %q", name, wrappers)
	}
	if _, wrappers := methodNames(wrapped); !slices.Equal(wrappers, []string{"invokeWithoutUpdates", "invokeWithLayer"}) {
		t.Errorf("the wrappers are %q", wrappers)
	}
	if m, ok := MethodOf(&tg.HelpGetConfigRequest{}); ok || m.Name != "help.getConfig" {
		t.Errorf("a method without a page is %v, documented: %t", m, ok)
	}
	n := 0
	for range Methods() {
		n++
		break
	}
	if n != 1 {
		t.Error("no methods")
	}
}
