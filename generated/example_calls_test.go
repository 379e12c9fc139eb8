package generated_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/message"
	"github.com/gotd/td/telegram/query"
	"github.com/gotd/td/telegram/uploader"
	"github.com/gotd/td/tg"

	"example.com/docgen/generated"
)

// This example logs in with a code that the user types.
func ExampleUser_AuthSignIn_login() {
	ctx, phone := context.Background(), "+15550100"
	client, stop := testClient(answers{
		tg.AuthSendCodeRequestTypeID: always(&tg.AuthSentCode{Type: &tg.AuthSentCodeTypeApp{Length: 5}, PhoneCodeHash: "hash"}),
		tg.AuthSignInRequestTypeID:   always(&tg.AuthAuthorization{User: &tg.User{ID: 1, FirstName: "Ada"}}),
	})
	defer stop()
	ask := func(string) string { return "12345" }

	login := func(ctx context.Context) error {
		api := generated.NewUser(client)
		result, err := api.AuthSendCode(ctx, generated.AuthSendCodeParams{
			PhoneNumber: phone, APIID: telegram.TestAppID, APIHash: telegram.TestAppHash,
		})
		switch {
		case errors.Is(err, generated.ErrPhoneNumberInvalid), errors.Is(err, generated.ErrPhoneNumberBanned):
			return errors.New("use another number")
		case err != nil:
			return err
		}
		sent, ok := result.(*tg.AuthSentCode)
		if !ok {
			return nil // logged in already
		}
		for {
			_, err := api.AuthSignIn(ctx, generated.AuthSignInParams{
				PhoneNumber: phone, PhoneCodeHash: sent.PhoneCodeHash, PhoneCode: generated.Ptr(ask("code")),
			})
			switch {
			case errors.Is(err, generated.ErrPhoneCodeInvalid):
				continue // ask again
			case errors.Is(err, generated.ErrSessionPasswordNeeded):
				_, err = client.Auth().Password(ctx, ask("password"))
			}
			return err
		}
	}

	fmt.Println("logged in:", login(ctx) == nil)
	// Output: logged in: true
}

// This example sends a message once, however often it has to try.
func ExampleBot_MessagesSendMessage_retry() {
	ctx, peer, at := context.Background(), &tg.InputPeerSelf{}, 0
	var attempts int
	messages := map[int64]bool{}
	client, stop := testClient(answers{tg.MessagesSendMessageRequestTypeID: func(b *bin.Buffer) bin.Encoder {
		var request tg.MessagesSendMessageRequest
		if err := request.Decode(b); err != nil {
			log.Panic(err)
		}
		messages[request.RandomID] = true
		switch attempts++; attempts {
		case 1:
			return nil // the answer is lost
		case 2:
			return &mt.RPCError{ErrorCode: 420, ErrorMessage: "FLOOD_WAIT_0"}
		}
		return &tg.UpdatesTooLong{}
	}})
	const patience = 100 * time.Millisecond

	send := func(ctx context.Context) error {
		api := generated.NewBot(client)
		params := generated.MessagesSendMessageParams{
			Peer: peer, Message: "text", ScheduleDate: generated.NonZero(at), // sent now if at is 0
		}
		params.DrawRandomID() // by it Telegram takes all attempts for the same message
		for {
			attempt, cancel := context.WithTimeout(ctx, patience)
			_, err := api.MessagesSendMessage(attempt, params)
			cancel()
			var call *generated.CallError
			switch {
			case ctx.Err() != nil, err == nil:
				return err
			case errors.Is(err, generated.ErrRandomIDDuplicate):
				return nil // an earlier attempt arrived
			case errors.Is(err, context.DeadlineExceeded):
				continue
			case !errors.As(err, &call):
				return err
			}
			wait, ok := call.Wait()
			if !ok {
				return err
			}
			time.Sleep(wait)
		}
	}

	err := send(ctx)
	stop()
	fmt.Println("sent:", err == nil, "messages:", len(messages), "tried again:", attempts > 2)
	// Output: sent: true messages: 1 tried again: true
}

// This example walks through the messages of a chat, from the newest to the oldest.
func ExampleUser_MessagesGetHistory_walk() {
	ctx, peer := context.Background(), &tg.InputPeerSelf{}
	client, stop := testClient(answers{tg.MessagesGetHistoryRequestTypeID: history(250)})
	defer stop()
	seen := 0
	handle := func(tg.MessageClass) { seen++ }

	walk := func(ctx context.Context) error {
		api := generated.NewUser(client)
		params := generated.MessagesGetHistoryParams{Peer: peer, Limit: 100}
		for {
			result, err := api.MessagesGetHistory(ctx, params)
			if err != nil {
				return err
			}
			page, ok := result.AsModified()
			if !ok || len(page.GetMessages()) == 0 {
				return nil
			}
			for _, m := range page.GetMessages() {
				handle(m)
				params.OffsetID = m.GetID() // the next page starts below it
			}
		}
	}

	err := walk(ctx)
	fmt.Println(seen, err)
	// Output: 250 <nil>
}

// history answers messages.getHistory as a chat with n messages does.
func history(n int) func(*bin.Buffer) bin.Encoder {
	return func(b *bin.Buffer) bin.Encoder {
		var request tg.MessagesGetHistoryRequest
		if err := request.Decode(b); err != nil {
			log.Panic(err)
		}
		next := n
		if request.OffsetID != 0 {
			next = request.OffsetID - 1
		}
		var page tg.MessagesMessagesSlice
		page.Count = n
		for ; next > 0 && len(page.Messages) < request.Limit; next-- {
			page.Messages = append(page.Messages, &tg.MessageEmpty{ID: next})
		}
		return &page
	}
}

// This example answers a user who pressed a button of the bot's inline keyboard.
func ExampleBot_MessagesSetBotCallbackAnswer_button() {
	client, stop := testClient(answers{
		tg.MessagesSetBotCallbackAnswerRequestTypeID: always(&mt.RPCError{ErrorCode: 400, ErrorMessage: "QUERY_ID_INVALID"}),
	})
	defer stop()

	dispatcher := tg.NewUpdateDispatcher() // the UpdateHandler of the telegram.Client
	api := generated.NewBot(client)
	dispatcher.OnBotCallbackQuery(func(ctx context.Context, _ tg.Entities, update *tg.UpdateBotCallbackQuery) error {
		_, err := api.MessagesSetBotCallbackAnswer(ctx, generated.MessagesSetBotCallbackAnswerParams{
			QueryID: update.QueryID, Message: generated.Ptr("Done."),
		})
		if errors.Is(err, generated.ErrQueryIDInvalid) {
			return nil // the user pressed it too long ago
		}
		return err
	})

	press := &tg.UpdateShort{Update: &tg.UpdateBotCallbackQuery{QueryID: 7, Peer: &tg.PeerUser{UserID: 1}}}
	fmt.Println(dispatcher.Handle(context.Background(), press))
	// Output: <nil>
}

// This example answers the customer of a user who has connected the bot to their account.
func ExampleBot_Business_answer() {
	client, stop := testClient(answers{tg.InvokeWithBusinessConnectionRequestTypeID: always(&tg.UpdatesTooLong{})})
	defer stop()

	dispatcher := tg.NewUpdateDispatcher()
	bot := generated.NewBot(client)
	dispatcher.OnBotNewBusinessMessage(func(ctx context.Context, e tg.Entities, update *tg.UpdateBotNewBusinessMessage) error {
		m, ok := update.Message.(*tg.Message)
		if !ok {
			return nil
		}
		customer, ok := m.PeerID.(*tg.PeerUser)
		if !ok {
			return nil
		}
		business := bot.Business(update.ConnectionID) // calls on behalf of the user
		_, err := business.MessagesSendMessage(ctx, generated.MessagesSendMessageParams{
			Peer: e.Users[customer.UserID].AsInputPeer(), Message: "We open at nine.",
		})
		return err
	})

	err := dispatcher.Handle(context.Background(), &tg.Updates{
		Users: []tg.UserClass{&tg.User{ID: 1}},
		Updates: []tg.UpdateClass{&tg.UpdateBotNewBusinessMessage{
			ConnectionID: "connection", Message: &tg.Message{PeerID: &tg.PeerUser{UserID: 1}, Message: "Hello?"},
		}},
	})
	fmt.Println(err)
	// Output: <nil>
}

// This example uses gotd/td's helpers. They get Raw, so that errors.Is holds for what they
// return.
func ExampleUser_Raw_helpers() {
	client, stop := testClient(answers{
		tg.UploadSaveFilePartRequestTypeID:  always(&tg.BoolTrue{}),
		tg.MessagesSendMediaRequestTypeID:   always(&tg.UpdatesTooLong{}),
		tg.MessagesGetHistoryRequestTypeID:  history(5),
		tg.MessagesSendMessageRequestTypeID: always(&mt.RPCError{ErrorCode: 400, ErrorMessage: "MESSAGE_TOO_LONG"}),
	})
	defer stop()

	work := func(ctx context.Context) error {
		api := generated.NewUser(client)
		sender := message.NewSender(api.Raw())
		file, err := uploader.NewUploader(api.Raw()).FromBytes(ctx, "notes.txt", []byte("text"))
		if err != nil {
			return err
		}
		if _, err := sender.Self().File(ctx, file); err != nil {
			return err
		}
		messages, err := query.Messages(api.Raw()).GetHistory(&tg.InputPeerSelf{}).Collect(ctx)
		if err != nil {
			return err
		}
		_, err = sender.Self().Textf(ctx, "%d messages", len(messages))
		if errors.Is(err, generated.ErrMessageTooLong) {
			return nil // send less
		}
		return err
	}

	fmt.Println(work(context.Background()))
	// Output: <nil>
}

// This example makes errors.Is hold for all calls over a client, so also for those of
// gotd/td's helpers that know nothing of the generated package.
func ExampleWrapErrors_middleware() {
	wrapErrors := telegram.MiddlewareFunc(func(next tg.Invoker) telegram.InvokeFunc {
		return generated.WrapErrors(next).Invoke
	})
	client, stop := testClient(answers{
		tg.MessagesSendMessageRequestTypeID: always(&mt.RPCError{ErrorCode: 420, ErrorMessage: "FLOOD_WAIT_30"}),
	}, wrapErrors) // telegram.Options{Middlewares: []telegram.Middleware{wrapErrors}}
	defer stop()

	_, err := message.NewSender(client.API()).Self().Text(context.Background(), "text")
	fmt.Println(errors.Is(err, generated.ErrFloodWaitX))
	// Output: true
}
