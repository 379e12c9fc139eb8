package generated_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/generated"
	"example.com/docgen/generated/generatedtest"
)

// TestEachError uses EachError for the seed page, as the tests of a client would.
func TestEachError(t *testing.T) {
	var walked []generated.Error
	generatedtest.EachError(t, "messages.importChatInvite", func(t *testing.T, invoker tg.Invoker, want generated.Error) {
		walked = append(walked, want)
		_, err := generated.NewUser(invoker).MessagesImportChatInvite(t.Context(), generated.MessagesImportChatInviteParams{Hash: "x"})
		checkOnly(t, err, want)
		if call := callError(t, err); !call.Documented() || call.Method != "messages.importChatInvite" || call.RPC.Code == 0 {
			t.Errorf("got %v, code %d", call, call.RPC.Code)
		}
		if !strings.HasSuffix(t.Name(), "/"+string(want)) {
			t.Errorf("the subtest of %s is %s", want, t.Name())
		}
	})
	m, _ := generated.Lookup("messages.importChatInvite")
	if len(walked) != 7 || len(walked) != len(m.Errors) {
		t.Errorf("walked through %v", walked)
	}
}

// TestDoubleAnswers checks results of each kind, and the requests.
func TestDoubleAnswers(t *testing.T) {
	double := generatedtest.NewInvoker().
		Answer("help.getNearestDc", &tg.NearestDC{Country: "NL"}).
		Answer("account.checkUsername", &tg.BoolFalse{}).
		Answer("contacts.getStatuses", &tg.ContactStatusVector{Elems: []tg.ContactStatus{{UserID: 1, Status: &tg.UserStatusEmpty{}}}}).
		Answer("messages.sendMessage", &tg.UpdatesTooLong{}).
		Fail("messages.forwardMessages", generated.ErrFloodWaitX, 42)
	user, ctx := generated.NewUser(double), t.Context()
	dc, err := user.HelpGetNearestDC(ctx)
	if err != nil || dc.Country != "NL" {
		t.Errorf("got %v, %v", dc, err)
	}
	if free, err := user.AccountCheckUsername(ctx, generated.AccountCheckUsernameParams{Username: "name"}); err != nil || free {
		t.Errorf("got %t, %v", free, err)
	}
	if statuses, err := user.ContactsGetStatuses(ctx); err != nil || len(statuses) != 1 {
		t.Errorf("got %v, %v", statuses, err)
	}
	business := generated.NewBot(double).Business("connection")
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text", RandomID: 1}
	if _, err := business.MessagesSendMessage(ctx, params); err != nil {
		t.Error(err)
	}
	want := &tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}, Message: "text", RandomID: 1}
	calls := double.Calls("messages.sendMessage")
	if len(calls) != 1 || cmp.Diff(want, calls[0]) != "" {
		t.Errorf("the calls are %v", calls)
	}
	_, err = user.MessagesForwardMessages(ctx, generated.MessagesForwardMessagesParams{FromPeer: &tg.InputPeerSelf{}, ToPeer: &tg.InputPeerSelf{}})
	if wait, ok := tgerr.AsFloodWait(err); !ok || wait.Seconds() != 42 || callError(t, err).RPC.Code != 420 {
		t.Errorf("got %v", err)
	}
}

// TestDoubleOfWrapper checks the answers for a method that wraps others: its errors
// are the errors of each call that it wraps.
func TestDoubleOfWrapper(t *testing.T) {
	walked := 0
	generatedtest.EachError(t, "invokeWithLayer", func(t *testing.T, invoker tg.Invoker, want generated.Error) {
		walked++
		_, err := generated.NewUser(generated.LayerInvoker(invoker, 158)).HelpGetNearestDC(t.Context())
		checkOnly(t, err, want)
		if call := callError(t, err); !call.Documented() || call.Method != "help.getNearestDc" {
			t.Errorf("got %v, documented: %t", call, call.Documented())
		}
	})
	if m, _ := generated.Lookup("invokeWithLayer"); walked == 0 || walked != len(m.Errors) {
		t.Errorf("walked through %d of %d errors", walked, len(m.Errors))
	}

	double := generatedtest.NewInvoker().Answer("messages.sendMessage", &tg.UpdatesTooLong{})
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"}
	if _, err := generated.NewBot(double).Business("connection").MessagesSendMessage(t.Context(), params); err != nil {
		t.Error(err)
	}
	calls := double.Calls("invokeWithBusinessConnection")
	if len(calls) != 1 || calls[0].(*tg.InvokeWithBusinessConnectionRequest).ConnectionID != "connection" {
		t.Errorf("the calls are %v", calls)
	}
}

// TestDoubleMistakes checks the errors that tell a test how it uses the double wrongly.
func TestDoubleMistakes(t *testing.T) {
	double := generatedtest.NewInvoker().Answer("help.getConfig", &tg.NearestDC{})
	user := generated.NewUser(double)
	_, err := user.HelpGetNearestDC(t.Context())
	if want := "the test double has no answer for help.getNearestDc, only for help.getConfig: call Answer or Fail"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	var empty generatedtest.Invoker
	err = empty.Invoke(t.Context(), onlyEncoder{}, nil)
	if want := "the test double has no answer for a generated_test.onlyEncoder, nor for any method: call Answer or Fail"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = generated.NewUser(empty.Answer("help.getConfig", nil)).HelpGetConfig(t.Context())
	if want := "the test double can't send its answer for help.getConfig: it is nil"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = user.HelpGetConfig(t.Context())
	if err == nil || !strings.HasPrefix(err.Error(), "the test double can't answer help.getConfig with a *tg.NearestDC: ") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := user.HelpGetConfig(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := double.Calls("help.getNearestDc"); len(got) != 1 || slices.Contains(got, nil) {
		t.Errorf("the calls are %v", got)
	}
}
