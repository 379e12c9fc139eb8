package a

import (
	"context"
	"errors"

	"example.com/app/internal/tgapi"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
)

var wrap = tgapi.WrapErrors

func f(ctx context.Context, client *telegram.Client) bool {
	_, err := tg.NewClient(wrap(client)).HelpGetConfig(ctx)
	return errors.Is(err, tgapi.ErrPeerIDInvalid)
}
