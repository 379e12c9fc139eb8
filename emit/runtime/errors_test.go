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
	_, got := tg.NewClient(WrapErrors(answer{err})).MessagesImportChatInvite(t.Context(), "hash")
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
		{tgerr.New(400, "INVITE_HASH_EXPIRED"), "messages.importChatInvite: rpc error code 400: INVITE_HASH_EXPIRED", "INVITE_HASH_EXPIRED", true, false, 0},
		{tgerr.New(420, "FLOOD_WAIT_3"), "messages.importChatInvite: rpc error code 420: FLOOD_WAIT (3): Too many calls.", "FLOOD_WAIT_%d", true, true, 3 * time.Second},
		{tgerr.New(420, "NEW_KIND_OF_WAIT_7"), "messages.importChatInvite: rpc error code 420: NEW_KIND_OF_WAIT (7)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_DELAY_7"), "messages.importChatInvite: rpc error code 420: A_DELAY (7)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_TOO_EARLY_7"), "messages.importChatInvite: rpc error code 420: A_TOO_EARLY (7)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_TOO_FRESH_7"), "messages.importChatInvite: rpc error code 420: A_TOO_FRESH (7)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "A_FLOOD_7"), "messages.importChatInvite: rpc error code 420: A_FLOOD (7)", "", false, false, 7 * time.Second},
		{tgerr.New(420, "7_WAIT"), "messages.importChatInvite: rpc error code 420: WAIT (7)", "", false, false, 0},
		{tgerr.New(406, "IMPORT_WAIT_5MIN"), "messages.importChatInvite: rpc error code 406: IMPORT_WAIT_5MIN", "", false, false, 5 * time.Minute},
		{tgerr.New(406, "IMPORT_WAIT_5H"), "messages.importChatInvite: rpc error code 406: IMPORT_WAIT_5H", "", false, false, 0},
		{tgerr.New(420, "FLOOD_WAIT_99999999999999999999"), "messages.importChatInvite: rpc error code 420: FLOOD_WAIT_99999999999999999999: Too many calls.", "FLOOD_WAIT_%d", true, true, 0},
		{tgerr.New(420, "FLOOD_WAIT_9999999999999999"), "messages.importChatInvite: rpc error code 420: FLOOD_WAIT (9999999999999999): Too many calls.", "FLOOD_WAIT_%d", true, true, 0},
		{tgerr.New(400, "PEER_ID_7"), "messages.importChatInvite: rpc error code 400: PEER_ID (7)", "", false, false, 0},
		{tgerr.New(400, "FILE_PART_4_MISSING"), "messages.importChatInvite: rpc error code 400: FILE_PART_MISSING (4): Send part 4 again.", "FILE_PART_%d_MISSING", true, false, 0},
		// The method's page has only a pattern that covers the message; another page has the message itself.
		{tgerr.New(400, "FILE_PART_0_MISSING"), "messages.importChatInvite: rpc error code 400: FILE_PART_MISSING (0): Send part 0 again.", "FILE_PART_0_MISSING", true, false, 0},
		// Two rows of the page cover CHAT_1_FULL. The more specific one has no description, so that of another page is used.
		{tgerr.New(400, "CHAT_1_FULL"), "messages.importChatInvite: rpc error code 400: CHAT_FULL (1): The first chat is full.", "CHAT_1_FULL", true, false, 0},
		{tgerr.New(400, "CHAT_2_FULL"), "messages.importChatInvite: rpc error code 400: CHAT_FULL (2): Leave chat 2.", "CHAT_%d_FULL", true, false, 0},
		{tgerr.New(0, ""), "messages.importChatInvite: rpc error code 0: ", "", false, false, 0},
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

// TestMatchNil shows that no constant matches a nil *tgerr.Error, which is of no type either.
func TestMatchNil(t *testing.T) {
	var rpc *tgerr.Error
	if Error("INVITE_HASH_EXPIRED").Match(rpc) || tgerr.Is(rpc, "INVITE_HASH_EXPIRED") {
		t.Error("a nil error matches")
	}
}

// TestHandMade shows that an error which code makes by hand, without its Message, is in all
// respects like the error with the message that Telegram would send.
func TestHandMade(t *testing.T) {
	for _, c := range []struct {
		made    tgerr.Error
		message string
	}{
		{tgerr.Error{Type: "INVITE_HASH_EXPIRED"}, "INVITE_HASH_EXPIRED"},
		{tgerr.Error{Type: "FLOOD_WAIT", Argument: 3}, "FLOOD_WAIT_3"},
		{tgerr.Error{Type: "FLOOD_WAIT_3", Argument: 3}, "FLOOD_WAIT_3"},
		{tgerr.Error{Type: "FLOOD_WAIT_3"}, "FLOOD_WAIT_3"},
		{tgerr.Error{Type: "FLOOD_WAIT"}, "FLOOD_WAIT_0"},
		{tgerr.Error{Type: "FILE_PART_MISSING", Argument: 4}, "FILE_PART_4_MISSING"},
		{tgerr.Error{Type: "FILE_PART_MISSING"}, "FILE_PART_0_MISSING"},
		{tgerr.Error{Type: "CHAT_FULL", Argument: 1}, "CHAT_1_FULL"},
		{tgerr.Error{Type: "CHAT_FULL", Argument: 2}, "CHAT_2_FULL"},
		{tgerr.Error{Type: "EMAIL_UNCONFIRMED"}, "EMAIL_UNCONFIRMED"},
		{tgerr.Error{Type: "EMAIL_UNCONFIRMED", Argument: 6}, "EMAIL_UNCONFIRMED_6"},
		{tgerr.Error{Type: "IMPORT_WAIT_5MIN"}, "IMPORT_WAIT_5MIN"},
		{tgerr.Error{Type: "CHANNEL_BROKEN"}, "CHANNEL_BROKEN"},
		{tgerr.Error{Type: "CHANNEL_BROKEN", Argument: 5}, "CHANNEL_BROKEN_5"},
		{tgerr.Error{Type: "NEW_KIND_OF_WAIT", Argument: 7}, "NEW_KIND_OF_WAIT_7"},
		{tgerr.Error{Type: "NOBODY_KNOWS"}, "NOBODY_KNOWS"},
		{tgerr.Error{Type: "FLOOD_WAIT", Message: "Slow down.", Argument: 3}, "FLOOD_WAIT_3"},
		{tgerr.Error{Type: "INVITE_HASH_EXPIRED", Message: "It is expired."}, "INVITE_HASH_EXPIRED"},
		{tgerr.Error{Type: "NOBODY_KNOWS", Message: "NOBODY_KNOWS"}, "NOBODY_KNOWS"},
		{tgerr.Error{}, ""},
	} {
		made, sent := call(t, &c.made), call(t, tgerr.New(0, c.message))
		if made.Name() != sent.Name() || made.Documented() != sent.Documented() || made.General() != sent.General() {
			t.Errorf("%+v: name %q, documented %t, general %t, but the message %s: %q, %t, %t", c.made,
				made.Name(), made.Documented(), made.General(), c.message, sent.Name(), sent.Documented(), sent.General())
		}
		madeArgument, madeOK := made.Argument()
		sentArgument, sentOK := sent.Argument()
		madeWait, _ := made.Wait()
		sentWait, _ := sent.Wait()
		if madeArgument != sentArgument || madeOK != sentOK || madeWait != sentWait || made.description() != sent.description() {
			t.Errorf("%+v: argument %d, %t, wait %s, %q, but the message %s: %d, %t, %s, %q", c.made,
				madeArgument, madeOK, madeWait, made.description(), c.message, sentArgument, sentOK, sentWait, sent.description())
		}
		for _, row := range errorTable {
			if is, want := errors.Is(made, row.name), errors.Is(sent, row.name); is != want || row.name.Match(&c.made) != want {
				t.Errorf("%+v is %s: %t by Is, %t by Match, but the message %s: %t", c.made, row.name, is, row.name.Match(&c.made), c.message, want)
			}
		}
	}
}

// TestTextOfChain shows that all that an invoker said stays in the text, between the method
// and what the error means, and that nothing is said twice.
func TestTextOfChain(t *testing.T) {
	flood := tgerr.New(420, "FLOOD_WAIT_30")
	for _, c := range []struct {
		err  error
		text string
	}{
		{fmt.Errorf("retry middleware skip: %w", flood), "messages.importChatInvite: retry middleware skip: rpc error code 420: FLOOD_WAIT (30): Too many calls."},
		{fmt.Errorf("messages.importChatInvite: %w", flood), "messages.importChatInvite: rpc error code 420: FLOOD_WAIT (30): Too many calls."},
		{foreignCall{flood}, "messages.importChatInvite: rpc error code 420: FLOOD_WAIT (30): Too many calls."},
	} {
		if got := call(t, c.err).Error(); got != c.text {
			t.Errorf("got %q, want %q", got, c.text)
		}
	}
	if made := (&CallError{RPC: flood}).Error(); made != "rpc error code 420: FLOOD_WAIT (30): Too many calls." {
		t.Errorf("an error that no invoker made is %q", made)
	}
}

// foreignError and foreignCall are the Error and the *CallError of another package that
// docgen generated.
type foreignError string

func (e foreignError) Error() string { return string(e) }

func (e foreignError) Match(err error) bool {
	rpc, ok := tgerr.As(err)
	return ok && rpc.Message == string(e)
}

type foreignCall struct{ rpc *tgerr.Error }

func (e foreignCall) Error() string {
	return "messages.importChatInvite: " + e.rpc.Error() + ": Too many calls."
}

func (e foreignCall) Unwrap() error { return e.rpc }

func (e foreignCall) Is(target error) bool {
	matcher, ok := target.(interface{ Match(err error) bool })
	return ok && matcher.Match(e.rpc)
}

// TestTwoPackages shows that errors.Is holds for the constants of another package that
// docgen generated, whichever of the two packages made the error.
func TestTwoPackages(t *testing.T) {
	flood := tgerr.New(420, "FLOOD_WAIT_30")
	for name, err := range map[string]error{"ours": call(t, flood), "theirs": foreignCall{flood}, "both": call(t, foreignCall{flood})} {
		for target, want := range map[error]bool{
			Error("FLOOD_WAIT_%d"): true, Error("EMAIL_UNCONFIRMED"): false,
			foreignError("FLOOD_WAIT_30"): true, foreignError("FLOOD_WAIT"): false,
		} {
			if errors.Is(err, target) != want {
				t.Errorf("%s: errors.Is(%v, %T %q) is %t", name, err, target, target, !want)
			}
		}
	}
}

// TestErrorsOnce checks that WrapErrors wraps no error twice, does not change errors
// that are no RPC errors, and keeps a middleware's own error in the chain.
func TestErrorsOnce(t *testing.T) {
	inner := WrapErrors(answer{tgerr.New(400, "INVITE_HASH_EXPIRED")})
	if WrapErrors(inner) != inner {
		t.Error("an invoker is wrapped twice")
	}
	again := call(t, inner.Invoke(t.Context(), &tg.MessagesImportChatInviteRequest{}, nil))
	var second *CallError
	if errors.As(again.Unwrap(), &second) {
		t.Error("an error is wrapped twice")
	}
	for _, err := range []error{context.Canceled, io.ErrUnexpectedEOF} {
		if got := WrapErrors(answer{err}).Invoke(t.Context(), &tg.HelpGetConfigRequest{}, nil); got != err { //nolint:errorlint // the same value, not one that wraps it
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
	err := WrapErrors(answer{tgerr.New(400, "INVITE_HASH_EXPIRED")}).Invoke(t.Context(), nil, nil)
	if want := "rpc error code 400: INVITE_HASH_EXPIRED"; err.Error() != want {
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
