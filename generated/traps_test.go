package generated_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/telegram/message"
	"github.com/gotd/td/telegram/query"
	"github.com/gotd/td/telegram/uploader"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/emit/runtime"
	"example.com/docgen/generated"
)

// helpers are calls of gotd/td's own helpers, which call tg themselves.
func helpers(api *tg.Client) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"uploader": func(ctx context.Context) error {
			_, err := uploader.NewUploader(api).FromBytes(ctx, "a.txt", []byte("text"))
			return err
		},
		"sender": func(ctx context.Context) error {
			_, err := message.NewSender(api).Self().Text(ctx, "text")
			return err
		},
		"query": func(ctx context.Context) error {
			_, err := query.Messages(api).GetHistory(&tg.InputPeerSelf{}).Collect(ctx)
			return err
		},
		"auth": func(ctx context.Context) error {
			_, err := auth.NewClient(api, nil, telegram.TestAppID, telegram.TestAppHash).SendCode(ctx, "+15550100", auth.SendCodeOptions{})
			return err
		},
	}
}

// TestHelpers shows where errors.Is holds for what gotd/td's helpers return: over Raw, and
// over a client with WrapErrors as its middleware. Match holds everywhere.
func TestHelpers(t *testing.T) {
	s, plain := connect(t)
	wrapping, wrapped := connect(t, telegram.MiddlewareFunc(func(next tg.Invoker) telegram.InvokeFunc {
		return generated.WrapErrors(next).Invoke
	}))
	for _, server := range []*server{s, wrapping} {
		server.fail(400, "PEER_ID_INVALID")
	}
	for name, c := range map[string]struct {
		api *tg.Client
		is  bool
	}{
		"a client of its own": {plain.API(), false},
		"Raw":                 {generated.NewUser(plain).Raw(), true},
		"Raw of a tg.Client":  {generated.NewUser(plain.API().Invoker()).Raw(), true},
		"the middleware":      {wrapped.API(), true},
	} {
		for helper, call := range helpers(c.api) {
			err := call(t.Context())
			if errors.Is(err, generated.ErrPeerIDInvalid) != c.is || !generated.ErrPeerIDInvalid.Match(err) {
				t.Errorf("%s over %s: errors.Is holds: %t, Match: %t, for %v", helper, name, !c.is, generated.ErrPeerIDInvalid.Match(err), err)
			}
		}
	}
}

// TestHandMadeErrors makes each error of the package by hand, as tests of clients do: with a
// type and an argument, and no message. It matches the same constants as Telegram's error.
func TestHandMadeErrors(t *testing.T) {
	all := packageErrors(t)
	for _, e := range all {
		sent := tgerr.New(400, strings.ReplaceAll(string(e), "%d", "7"))
		made := &tgerr.Error{Code: 400, Type: sent.Type, Argument: sent.Argument}
		failing := generated.NewUser(invoker(func(context.Context, bin.Encoder, bin.Decoder) error { return made }))
		_, err := failing.HelpGetConfig(t.Context())
		for _, other := range all {
			if want := other.Match(sent); other.Match(made) != want || errors.Is(err, other) != want {
				t.Errorf("%+v is %s: %t by Match, %t by Is, want %t", made, other, other.Match(made), errors.Is(err, other), want)
			}
		}
	}
}

// TestTwoPackages has the errors of two packages that docgen made: this one, and the runtime
// that it was copied from, with tables of its own. errors.Is holds across them, and a call
// over both says nothing twice.
func TestTwoPackages(t *testing.T) {
	flood := invoker(func(context.Context, bin.Encoder, bin.Decoder) error { return tgerr.New(420, "FLOOD_WAIT_30") })
	for name, c := range map[string]struct {
		invoker tg.Invoker
		text    string
	}{
		"this one":  {generated.WrapErrors(flood), "Too many calls: wait this many seconds."},
		"the other": {runtime.WrapErrors(flood), "Too many calls."},
		"both":      {generated.WrapErrors(generated.WrapErrors(runtime.WrapErrors(runtime.WrapErrors(flood)))), "Too many calls.: Too many calls: wait this many seconds."},
	} {
		_, err := tg.NewClient(c.invoker).HelpGetConfig(t.Context())
		if !errors.Is(err, generated.ErrFloodWaitX) || !errors.Is(err, runtime.Error("FLOOD_WAIT_%d")) {
			t.Errorf("%s: %v is not the error of both packages", name, err)
		}
		if errors.Is(err, generated.ErrTimeout) || errors.Is(err, runtime.Error("INVITE_HASH_EXPIRED")) {
			t.Errorf("%s: %v is an error that it is not", name, err)
		}
		if want := "help.getConfig: rpc error code 420: FLOOD_WAIT (30): " + c.text; err.Error() != want {
			t.Errorf("%s: got %q, want %q", name, err, want)
		}
	}
}

// testRequest shows that Request returns what the call sends, and draws nothing.
func testRequest(t *testing.T, s *server, client *telegram.Client) {
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text", Silent: true, ScheduleDate: generated.Ptr(0)}
	request, err := params.Request()
	if err != nil || request.RandomID != 0 {
		t.Fatalf("the request is %v, %v", request, err)
	}
	sent := sendMessage(t, s, client, params)
	sent.RandomID = 0
	if diff := cmp.Diff(*request, sent); diff != "" {
		t.Errorf("(-request +sent):\n%s", diff)
	}
	var missing *generated.NilParameterError
	if _, err := (generated.MessagesSendMessageParams{}).Request(); !errors.As(err, &missing) || missing.Parameter != "Peer" {
		t.Errorf("a request without a peer: %v", err)
	}
	// Code that wraps requests passes it on.
	s.answer(&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	join, err := generated.MessagesImportChatInviteParams{Hash: inviteHash}.Request()
	if err != nil {
		t.Fatal(err)
	}
	wrapper, err := generated.InvokeWithLayerParams{Layer: 158}.Request(join)
	if err != nil {
		t.Fatal(err)
	}
	var result tg.MessagesChatInviteJoinResultBox
	if err := client.Invoke(t.Context(), wrapper, &result); err != nil {
		t.Fatal(err)
	}
	var query tg.MessagesImportChatInviteRequest
	checkLayer(t, s, 158, &query)
	if query.Hash != inviteHash {
		t.Errorf("the server got hash %q", query.Hash)
	}
	if _, err := (generated.InvokeWithLayerParams{}).Request(nil); !errors.As(err, &missing) || missing.Parameter != "Query" {
		t.Errorf("a request without a query: %v", err)
	}
}

// testDrawRandomID shows that the call sends what DrawRandomID drew, and that it draws once.
func testDrawRandomID(t *testing.T, s *server, client *telegram.Client) {
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"}
	params.DrawRandomID()
	drawn := params.RandomID
	params.DrawRandomID()
	first, second := sendMessage(t, s, client, params), sendMessage(t, s, client, params)
	if drawn == 0 || params.RandomID != drawn || first.RandomID != drawn || second.RandomID != drawn {
		t.Errorf("drew %d, then %d, sent %d and %d", drawn, params.RandomID, first.RandomID, second.RandomID)
	}
	forward := generated.MessagesForwardMessagesParams{FromPeer: &tg.InputPeerSelf{}, ToPeer: &tg.InputPeerSelf{}, ID: []int{1, 2, 3}}
	forward.DrawRandomID()
	if sent := forwardMessages(t, s, client, forward); len(forward.RandomID) != 3 || !reflect.DeepEqual(sent, forward.RandomID) {
		t.Errorf("drew %d, sent %d", forward.RandomID, sent)
	}
}

// testAny calls methods of users, of bots and of both over one client.
func testAny(t *testing.T, s *server, client *telegram.Client) {
	api := generated.NewAny(client)
	s.answer(&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	if _, err := api.MessagesImportChatInvite(t.Context(), generated.MessagesImportChatInviteParams{Hash: inviteHash}); err != nil {
		t.Error(err)
	}
	s.query(t, &tg.MessagesImportChatInviteRequest{})
	s.answer(&tg.BoolTrue{})
	if _, err := api.MessagesSetBotCallbackAnswer(t.Context(), generated.MessagesSetBotCallbackAnswerParams{QueryID: 1}); err != nil {
		t.Error(err)
	}
	s.query(t, &tg.MessagesSetBotCallbackAnswerRequest{})
	s.answer(&tg.UpdatesTooLong{})
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"}
	if _, err := api.Business("connection").MessagesSendMessage(t.Context(), params); err != nil {
		t.Error(err)
	}
	s.query(t, &tg.InvokeWithBusinessConnectionRequest{Query: &tg.MessagesSendMessageRequest{}})
	s.fail(400, "MESSAGE_EMPTY")
	if _, err := api.Raw().MessagesSendMessage(t.Context(), &tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}}); !errors.Is(err, generated.ErrMessageEmpty) {
		t.Errorf("got %v", err)
	}
}

// testTextOfMiddleware shows that the text of an error keeps what a middleware said, and
// that errors.Is finds what it wrapped.
func testTextOfMiddleware(t *testing.T, s *server, client *telegram.Client) {
	skipped := errors.New("retry middleware skip")
	user := generated.NewUser(invoker(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
		return fmt.Errorf("%w: %w", skipped, client.Invoke(ctx, input, output))
	}))
	s.fail(420, "FLOOD_WAIT_30")
	_, err := user.HelpGetNearestDC(t.Context())
	const want = "help.getNearestDc: retry middleware skip: rpcDoRequest: rpc error code 420: FLOOD_WAIT (30): Too many calls: wait this many seconds."
	if err == nil || err.Error() != want || !errors.Is(err, skipped) || !errors.Is(err, generated.ErrFloodWaitX) {
		t.Errorf("got %v, want %s", err, want)
	}
}
