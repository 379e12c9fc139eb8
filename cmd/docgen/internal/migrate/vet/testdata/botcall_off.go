package a

import (
	"context"

	"example.com/app/internal/tgapi"

	"github.com/gotd/td/tg"
)

func f(ctx context.Context, api *tg.Client, any *tgapi.Any, bot *tgapi.Bot) {
	api.MessagesImportChatInvite(ctx, "hash")
	any.HelpGetConfig(ctx)
	bot.HelpGetConfig(ctx)
	api.BotsSetCommands(ctx, nil)
	api.ContactsResolveUsername(ctx, nil)
}
