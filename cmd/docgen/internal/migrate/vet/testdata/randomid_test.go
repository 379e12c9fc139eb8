package a

import (
	"context"

	"github.com/gotd/td/tg"
)

func faked(ctx context.Context, api *tg.Client) {
	api.MessagesSendMessage(ctx, &tg.MessagesSendMessageRequest{Message: "a"})
}
