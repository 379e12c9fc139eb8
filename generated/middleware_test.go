package generated_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/generated"
)

// waiter is a middleware as users of gotd/td have it: it repeats a call after a flood
// wait, which it recognizes with a function of gotd/td.
func waiter(waited *time.Duration) telegram.MiddlewareFunc {
	return func(next tg.Invoker) telegram.InvokeFunc {
		return func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
			err := next.Invoke(ctx, input, output)
			if wait, ok := tgerr.AsFloodWait(err); ok {
				*waited += wait
				return next.Invoke(ctx, input, output)
			}
			return err
		}
	}
}

// testFloodWaitMiddleware shows that middleware sees the same errors below and above
// the generated package.
func testFloodWaitMiddleware(t *testing.T, s *server, client *telegram.Client) {
	for name, chain := range map[string]func(telegram.Middleware) tg.Invoker{
		"below": func(m telegram.Middleware) tg.Invoker { return m.Handle(client) },
		"above": func(m telegram.Middleware) tg.Invoker { return m.Handle(generated.WrapErrors(client)) },
	} {
		var waited time.Duration
		s.failOnce(420, "FLOOD_WAIT_3", &tg.NearestDC{Country: "NL"})
		got, err := generated.NewUser(chain(waiter(&waited))).HelpGetNearestDC(t.Context())
		if err != nil || got.Country != "NL" {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
		if waited != 3*time.Second {
			t.Errorf("%s: waited %s, want 3s", name, waited)
		}
	}
}

// testMigration shows that a telegram.Client still changes its datacenter if Telegram
// asks for it: the call succeeds, and the caller sees no error.
func testMigration(t *testing.T, s *server, client *telegram.Client) {
	s.failOnce(303, "USER_MIGRATE_2", &tg.NearestDC{Country: "NL"})
	got, err := generated.NewUser(client).HelpGetNearestDC(t.Context())
	if err != nil || got.Country != "NL" {
		t.Errorf("got %v, %v", got, err)
	}
	if n := s.count(); n != 2 {
		t.Errorf("the server got %d queries, want 2", n)
	}
}

// testWrapperError shows that an error counts as documented if only the page of the
// wrapper lists it, and that Method is still the wrapped method.
func testWrapperError(t *testing.T, s *server, client *telegram.Client) {
	s.fail(400, "INPUT_LAYER_INVALID")
	_, err := generated.NewUser(generated.LayerInvoker(client, 1)).HelpGetNearestDC(t.Context())
	call := checkCallError(t, err, "help.getNearestDc", 400, "INPUT_LAYER_INVALID")
	if !call.Documented() || call.Name() != generated.ErrInputLayerInvalid {
		t.Errorf("Documented() = %t, Name() = %q", call.Documented(), call.Name())
	}
}

// testNotObject makes a call that can't be wrapped. It is not sent, and the error says
// why.
func testNotObject(t *testing.T, s *server, client *telegram.Client) {
	s.answer(&tg.BoolTrue{})
	err := generated.LayerInvoker(client, 1).Invoke(t.Context(), onlyEncoder{}, nil)
	if want := "invokeWithLayer: a generated_test.onlyEncoder can't be wrapped: it is not a bin.Object"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if n := s.count(); n != 0 {
		t.Errorf("the server got %d queries, want none", n)
	}
}

type onlyEncoder struct{}

func (onlyEncoder) Encode(*bin.Buffer) error { return nil }

// testOddErrors checks errors that no page could document.
func testOddErrors(t *testing.T, s *server, client *telegram.Client) {
	for _, test := range []struct {
		code          int
		message, text string
	}{
		{400, "", "help.getNearestDc: rpcDoRequest: rpc error code 400: "},
		{0, "STRANGE", "help.getNearestDc: rpcDoRequest: rpc error code 0: STRANGE"},
		{420, "FLOOD_WAIT_99999999999999999999", "help.getNearestDc: rpcDoRequest: rpc error code 420: FLOOD_WAIT_99999999999999999999: Too many calls: wait this many seconds."},
		{-503, "Timeout", "help.getNearestDc: rpcDoRequest: rpc error code -503: Timeout: Telegram took too long: try again later."},
	} {
		s.fail(test.code, test.message)
		_, err := generated.NewUser(client).HelpGetNearestDC(t.Context())
		call := callError(t, err)
		if call.Error() != test.text {
			t.Errorf("got %q, want %q", call, test.text)
		}
		if _, ok := call.Argument(); ok {
			t.Errorf("%s has an argument", call)
		}
		if _, ok := call.Wait(); ok {
			t.Errorf("%s asks to wait", call)
		}
	}
}

// testContext shows that an error which is no answer of Telegram does not change.
func testContext(t *testing.T, s *server, client *telegram.Client) {
	s.silence() // an answer could come before the context ends
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := generated.NewUser(client).HelpGetNearestDC(ctx)
	var call *generated.CallError
	if !errors.Is(err, context.Canceled) || errors.As(err, &call) {
		t.Errorf("got %v (%T)", err, err)
	}
}
