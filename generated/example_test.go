package generated_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/telegram"

	"example.com/docgen/generated"
)

func ExampleUser_MessagesImportChatInvite_join() {
	join := func(ctx context.Context, client *telegram.Client, hash string) error {
		api := generated.NewUser(client) // or any other tg.Invoker
		result, err := api.MessagesImportChatInvite(ctx, generated.MessagesImportChatInviteParams{Hash: hash})
		var call *generated.CallError
		switch {
		case err == nil:
			fmt.Println("joined:", result)
			return nil
		case errors.Is(err, generated.ErrInviteHashExpired):
			return errors.New("ask for a new link")
		case errors.Is(err, generated.ErrUserAlreadyParticipant):
			return nil
		case errors.As(err, &call) && !call.Documented():
			return fmt.Errorf("the page doesn't know this one, tell its maintainers: %w", err)
		}
		return err
	}
	_ = join
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
