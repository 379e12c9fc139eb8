package generated_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/message"
	"github.com/gotd/td/telegram/query"
	"github.com/gotd/td/telegram/uploader"
	"github.com/gotd/td/tg"
	"golang.org/x/sync/errgroup"

	"example.com/docgen/generated"
)

// TestProgram runs a program that uses all of the package: several accounts log in, join,
// send, read and answer over one client at once. Run it under the race detector.
func TestProgram(t *testing.T) {
	const accounts = 8
	sent := &sentMessages{tries: map[int64]int{}}
	s, client := connect(t, telegram.MiddlewareFunc(func(next tg.Invoker) telegram.InvokeFunc {
		return generated.WrapErrors(next).Invoke
	}))
	s.answerEach(answers{
		tg.AuthSendCodeRequestTypeID:                 always(&tg.AuthSentCode{Type: &tg.AuthSentCodeTypeApp{Length: 5}, PhoneCodeHash: "hash"}),
		tg.AuthSignInRequestTypeID:                   always(&mt.RPCError{ErrorCode: 401, ErrorMessage: "SESSION_PASSWORD_NEEDED"}),
		tg.MessagesImportChatInviteRequestTypeID:     always(&mt.RPCError{ErrorCode: 400, ErrorMessage: "USER_ALREADY_PARTICIPANT"}),
		tg.MessagesSendMessageRequestTypeID:          sent.receive,
		tg.MessagesGetHistoryRequestTypeID:           history(30),
		tg.MessagesSetBotCallbackAnswerRequestTypeID: always(&tg.BoolTrue{}),
		tg.InvokeWithBusinessConnectionRequestTypeID: always(&tg.UpdatesTooLong{}),
		tg.InvokeWithLayerRequestTypeID:              always(&tg.NearestDC{Country: "NL"}),
		tg.UploadSaveFilePartRequestTypeID:           always(&tg.BoolTrue{}),
		tg.MessagesSendMediaRequestTypeID:            always(&mt.RPCError{ErrorCode: 420, ErrorMessage: "FLOOD_WAIT_30"}),
	})
	group, ctx := errgroup.WithContext(t.Context())
	for range accounts {
		group.Go(func() error { return account{generated.NewAny(client), client.API()}.run(ctx) })
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
	if len(sent.tries) != accounts {
		t.Errorf("%d accounts sent %d messages", accounts, len(sent.tries))
	}
	for id, tries := range sent.tries {
		if tries != 2 {
			t.Errorf("message %d was tried %d times, want 2", id, tries)
		}
	}
}

// sentMessages are the messages that a server received, by their random ID. It fails at the
// first try of each.
type sentMessages struct {
	mu    sync.Mutex
	tries map[int64]int
}

func (s *sentMessages) receive(b *bin.Buffer) bin.Encoder {
	var request tg.MessagesSendMessageRequest
	if err := request.Decode(b); err != nil {
		log.Panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tries[request.RandomID]++; s.tries[request.RandomID] == 1 {
		return &mt.RPCError{ErrorCode: 500, ErrorMessage: "RPC_CALL_FAIL"}
	}
	return &tg.UpdatesTooLong{}
}

// account is one account of the program. Its helpers have a tg.Client of their own.
type account struct {
	api     *generated.Any
	helpers *tg.Client
}

func (a account) run(ctx context.Context) error {
	for name, step := range map[string]func(context.Context) error{
		"login": a.login, "join": a.join, "send": a.send, "read": a.read, "answer": a.answer, "layer": a.layer, "upload": a.upload,
	} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (a account) login(ctx context.Context) error {
	if _, err := a.api.AuthSendCode(ctx, generated.AuthSendCodeParams{PhoneNumber: "+15550100", APIID: 1, APIHash: "hash"}); err != nil {
		return err
	}
	_, err := a.api.AuthSignIn(ctx, generated.AuthSignInParams{PhoneNumber: "+15550100", PhoneCodeHash: "hash", PhoneCode: generated.Ptr("12345")})
	return expect(err, generated.ErrSessionPasswordNeeded)
}

func (a account) join(ctx context.Context) error {
	_, err := a.api.MessagesImportChatInvite(ctx, generated.MessagesImportChatInviteParams{Hash: inviteHash})
	return expect(err, generated.ErrUserAlreadyParticipant)
}

func (a account) send(ctx context.Context) error {
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text", Effect: generated.NonZero[int64](0)}
	params.DrawRandomID()
	_, err := a.api.MessagesSendMessage(ctx, params)
	if err := expect(err, generated.ErrRpcCallFail); err != nil {
		return err
	}
	_, err = a.api.MessagesSendMessage(ctx, params)
	return err
}

func (a account) read(ctx context.Context) error {
	all, err := query.Messages(a.api.Raw()).GetHistory(&tg.InputPeerSelf{}).BatchSize(10).Collect(ctx)
	if err == nil && len(all) != 0 { // it passes over empty messages
		err = fmt.Errorf("got %d messages", len(all))
	}
	return err
}

func (a account) answer(ctx context.Context) error {
	if _, err := a.api.MessagesSetBotCallbackAnswer(ctx, generated.MessagesSetBotCallbackAnswerParams{QueryID: 1}); err != nil {
		return err
	}
	_, err := a.api.Business("connection").MessagesSendMessage(ctx, generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"})
	return err
}

func (a account) layer(ctx context.Context) error {
	var result tg.NearestDC
	return a.api.InvokeWithLayer(ctx, generated.InvokeWithLayerParams{Layer: 158}, &tg.HelpGetNearestDCRequest{}, &result)
}

func (a account) upload(ctx context.Context) error {
	file, err := uploader.NewUploader(a.helpers).FromBytes(ctx, "a.txt", []byte("text"))
	if err != nil {
		return err
	}
	_, err = message.NewSender(a.helpers).Self().File(ctx, file)
	return expect(err, generated.ErrFloodWaitX)
}

// expect returns an error unless err is the wanted one, and documented.
func expect(err error, want generated.Error) error {
	var call *generated.CallError
	if !errors.Is(err, want) || !errors.As(err, &call) || !call.Documented() {
		return fmt.Errorf("want %w, got %w", want, err)
	}
	return nil
}
