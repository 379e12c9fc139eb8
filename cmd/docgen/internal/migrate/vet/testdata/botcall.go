package a

import (
	"context"

	"example.com/app/internal/tgapi"

	"github.com/gotd/td/tg"
)

func f(ctx context.Context, api *tg.Client, any *tgapi.Any, bot *tgapi.Bot) {
	api.MessagesImportChatInvite(ctx, "hash")                                 // want `bots can't call MessagesImportChatInvite`
	any.MessagesImportChatInvite(ctx, tgapi.MessagesImportChatInviteParams{}) // want `bots can't call MessagesImportChatInvite`
	bot.Raw().MessagesImportChatInvite(ctx, "hash")                           // want `bots can't call MessagesImportChatInvite`
	api.HelpGetConfig(ctx)
	api.BotsSetCommands(ctx, nil)
	api.ContactsResolveUsername(ctx, nil)
}
