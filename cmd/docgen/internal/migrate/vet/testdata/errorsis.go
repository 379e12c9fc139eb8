package a

import (
	"context"
	"errors"

	"example.com/app/internal/tgapi"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/message"
	"github.com/gotd/td/tg"
)

func f(ctx context.Context, client *telegram.Client, unknown *tg.Client) error {
	_, err := client.API().HelpGetConfig(ctx)
	if errors.Is(err, tgapi.ErrPeerIDInvalid) { // want `errors.Is is false here: client.API\(\).HelpGetConfig returns an error that is none of the generated package; use tgapi.ErrPeerIDInvalid.Match\(err\)`
		return nil
	}
	_, err = tgapi.NewUser(client).HelpGetConfig(ctx)
	if errors.Is(err, tgapi.ErrPeerIDInvalid) {
		return nil
	}
	api := tg.NewClient(client)
	if _, err := api.HelpGetConfig(ctx); errors.Is(err, tgapi.ErrPeerIDInvalid) { // want `errors.Is is false here`
		return nil
	}
	sender := message.NewSender(api)
	err = sender.Text(ctx, "a")
	if err != nil && !errors.Is(err, tgapi.ErrPeerIDInvalid) { // want `errors.Is is false here: sender.Text returns`
		return err
	}
	if tgapi.ErrPeerIDInvalid.Match(err) || errors.Is(err, context.Canceled) {
		return nil
	}
	err = message.NewSender(tgapi.NewUser(client).Raw()).Text(ctx, "a")
	if errors.Is(err, tgapi.ErrPeerIDInvalid) {
		return nil
	}
	_, err = unknown.HelpGetConfig(ctx)
	if errors.Is(err, tgapi.ErrPeerIDInvalid) {
		return nil
	}
	return err
}
