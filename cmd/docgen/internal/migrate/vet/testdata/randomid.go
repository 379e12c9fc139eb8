package a

import (
	"context"

	"example.com/app/internal/tgapi"

	"github.com/gotd/td/tg"
)

func fill(r *tg.MessagesSendMessageRequest) { r.RandomID = 1 }

func plain(ctx context.Context, api *tg.Client, given *tg.MessagesSendMessageRequest) {
	api.MessagesSendMessage(ctx, &tg.MessagesSendMessageRequest{Message: "a"}) // want `MessagesSendMessage is called without a RandomID`
	api.MessagesSendMessage(ctx, &tg.MessagesSendMessageRequest{RandomID: 0})  // want `MessagesSendMessage is called without a RandomID`
	api.MessagesSendMessage(ctx, &tg.MessagesSendMessageRequest{RandomID: 7})
	api.MessagesSendMessage(ctx, given)

	request := &tg.MessagesSendMessageRequest{Message: "a"}
	request.SetSilent(true)
	api.MessagesSendMessage(ctx, request) // want `MessagesSendMessage is called without a RandomID`

	set := &tg.MessagesSendMessageRequest{Message: "a"}
	set.RandomID = 7
	api.MessagesSendMessage(ctx, set)

	filled := &tg.MessagesSendMessageRequest{}
	fill(filled)
	api.MessagesSendMessage(ctx, filled)

	value := tg.MessagesSendMessageRequest{}
	api.MessagesSendMessage(ctx, &value) // want `MessagesSendMessage is called without a RandomID`
}

func again(ctx context.Context, user *tgapi.User, peers []tg.InputPeerClass) error {
	params := tgapi.MessagesSendMessageParams{Message: "a"}
	for {
		_, err := user.MessagesSendMessage(ctx, params) // want `each try draws another RandomID`
		if err == nil {
			return nil
		}
	}
}

func counted(ctx context.Context, user *tgapi.User) error {
	for i := 0; i < 3; i++ {
		if _, err := user.MessagesSendMessage(ctx, tgapi.MessagesSendMessageParams{}); err == nil { // want `each try draws another RandomID`
			break
		}
	}
	for range 3 {
		_, err := user.MessagesSendMessage(ctx, tgapi.MessagesSendMessageParams{}) // want `each try draws another RandomID`
		if err != nil {
			continue
		}
		break
	}
	return nil
}

func right(ctx context.Context, user *tgapi.User, peers []tg.InputPeerClass) error {
	params := tgapi.MessagesSendMessageParams{Message: "a"}
	params.DrawRandomID()
	for {
		if _, err := user.MessagesSendMessage(ctx, params); err == nil {
			return nil
		}
	}
}

func each(ctx context.Context, user *tgapi.User, peers []tg.InputPeerClass, texts chan string) error {
	for _, peer := range peers {
		if _, err := user.MessagesSendMessage(ctx, tgapi.MessagesSendMessageParams{Peer: peer}); err == nil {
			return nil
		}
	}
	for {
		_, err := user.MessagesSendMessage(ctx, tgapi.MessagesSendMessageParams{Message: <-texts})
		if err != nil {
			return err
		}
	}
}

func several(ctx context.Context, user *tgapi.User, peers []tg.InputPeerClass, texts chan string) error {
	for i := 0; i < len(peers); i++ {
		if _, err := user.MessagesSendMessage(ctx, tgapi.MessagesSendMessageParams{Peer: peers[i]}); err == nil {
			break
		}
	}
	for i := range len(peers) {
		params := tgapi.MessagesSendMessageParams{Peer: peers[i]}
		if _, err := user.MessagesSendMessage(ctx, params); err == nil {
			return nil
		}
	}
	for {
		text := <-texts
		if _, err := user.MessagesSendMessage(ctx, tgapi.MessagesSendMessageParams{Message: text}); err == nil {
			return nil
		}
	}
}
