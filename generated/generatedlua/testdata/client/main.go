// This program calls the handler with the client that a generator makes of the OpenAPI
// document: it is compiled together with that client, see client_test.go.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
)

func main() {
	client, err := NewClientWithResponses(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	joined, err := client.MessagesImportChatInviteWithResponse(ctx, MessagesImportChatInviteJSONRequestBody{Hash: "AbCdEf"})
	if err != nil {
		log.Fatal(err)
	}
	result, err := joined.JSON200.Result.AsConstructorMessagesChatInviteJoinResultOk()
	if err != nil {
		log.Fatal(err)
	}
	updates, err := result.Updates.Discriminator()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("joined:", updates)

	var self ClassInputPeer
	if err := self.FromConstructorInputPeerSelf(ConstructorInputPeerSelf{}); err != nil {
		log.Fatal(err)
	}
	var bold ClassMessageEntity
	if err := bold.FromConstructorMessageEntityBold(ConstructorMessageEntityBold{Length: 4}); err != nil {
		log.Fatal(err)
	}
	text := "text"
	sent, err := client.MessagesSendMessageWithResponse(ctx, MessagesSendMessageJSONRequestBody{
		Peer: &self, Message: &text, Entities: &[]ClassMessageEntity{bold},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("not sent: %s, wait %d s\n", sent.JSON429.Description, *sent.JSON429.Parameters.RetryAfter)
}
