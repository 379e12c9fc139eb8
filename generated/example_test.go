package generated_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/generated"
	"example.com/docgen/generated/generatedhttp"
	"example.com/docgen/generated/generatedtest"
)

// This example joins a chat by its invite link, and handles all that can come back.
func ExampleUser_MessagesImportChatInvite_join() {
	ctx, hash := context.Background(), "the part of https://t.me/+… after the plus"
	client := telegram.NewClient(telegram.TestAppID, telegram.TestAppHash, telegram.Options{
		SessionStorage: &telegram.FileSessionStorage{Path: "session.json"}, // of a user who is logged in
	})

	join := func(ctx context.Context) error {
		api := generated.NewUser(client) // or any other tg.Invoker
		for {
			_, err := api.MessagesImportChatInvite(ctx, generated.MessagesImportChatInviteParams{Hash: hash})
			var call *generated.CallError
			switch {
			case err == nil, errors.Is(err, generated.ErrUserAlreadyParticipant):
				return nil
			case errors.Is(err, generated.ErrInviteHashExpired), errors.Is(err, generated.ErrInviteHashInvalid):
				return errors.New("ask for a new link")
			case !errors.As(err, &call):
				return err // not from Telegram, but from the context or the connection
			case !call.Documented():
				return fmt.Errorf("the page does not list this error, tell its maintainers: %w", err)
			}
			wait, ok := call.Wait() // such as FLOOD_WAIT_30
			if !ok {
				return err
			}
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}

	if _, err := os.Stat("session.json"); err == nil {
		err = client.Run(ctx, join)
		log.Print(err)
	}
}

// This example moves one call from gotd/td's client to the generated package.
func ExampleUser_MessagesSendMessage_migrate() {
	var client *telegram.Client
	ctx, peer, at := context.Background(), &tg.InputPeerSelf{}, int(time.Now().Add(time.Hour).Unix())

	before := func() error {
		request := &tg.MessagesSendMessageRequest{Peer: peer, Message: "text", RandomID: time.Now().UnixNano()}
		request.SetScheduleDate(at)
		_, err := tg.NewClient(client).MessagesSendMessage(ctx, request)
		if tgerr.Is(err, "MESSAGE_TOO_LONG") {
			return nil
		}
		return err
	}

	after := func() error {
		_, err := generated.NewUser(client).MessagesSendMessage(ctx, generated.MessagesSendMessageParams{
			Peer: peer, Message: "text", ScheduleDate: &at, // the call draws a RandomID
		})
		if tgerr.Is(err, string(generated.ErrMessageTooLong)) { // or errors.Is(err, generated.ErrMessageTooLong)
			return nil
		}
		return err
	}

	_, _ = before, after
}

func Example_eachError() {
	join := func(ctx context.Context, api *generated.User) error {
		_, err := api.MessagesImportChatInvite(ctx, generated.MessagesImportChatInviteParams{Hash: "hash"})
		return err
	}

	test := func(t *testing.T) {
		generatedtest.EachError(t, "messages.importChatInvite", func(t *testing.T, invoker tg.Invoker, want generated.Error) {
			if err := join(t.Context(), generated.NewUser(invoker)); !errors.Is(err, want) {
				t.Errorf("join hides %v: %v", want, err)
			}
		})
	}

	_ = test // a TestJoin in your code
}

func ExampleLookup() {
	method, _ := generated.Lookup("messages.importChatInvite")
	fmt.Println("users", method.Users, "bots", method.Bots)
	for _, documented := range method.Errors[:3] {
		fmt.Println(documented.Error)
	}
	// Output:
	// users unknown bots no
	// CHANNELS_TOO_MUCH
	// INVITE_HASH_EMPTY
	// INVITE_HASH_EXPIRED
}

// This example serves the methods over HTTP.
func Example_http() {
	client := telegram.NewClient(telegram.TestAppID, telegram.TestAppHash, telegram.Options{
		SessionStorage: &telegram.FileSessionStorage{Path: "session.json"}, // of a user who is logged in
	})
	handler := &generatedhttp.Handler{
		Auth:   generatedhttp.Tokens(generatedhttp.Account{Kind: generatedhttp.User, Token: os.Getenv("API_TOKEN"), Invoker: client}),
		Logger: slog.Default(),
	}
	server := &http.Server{
		Addr: "localhost:8080", Handler: handler,
		ReadTimeout: 10 * time.Second, WriteTimeout: time.Minute,
	}
	err := client.Run(context.Background(), func(ctx context.Context) error {
		go func() {
			<-ctx.Done()
			_ = server.Close()
		}()
		return server.ListenAndServe()
	})
	log.Fatal(err)
}
