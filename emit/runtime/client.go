// Package runtime is the part of a generated package that does not depend on
// the pages. Package emit copies its declarations, so that they are compiled,
// vetted and tested here as the ordinary Go code they are.
package runtime

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// client has the methods that the documentation does not reserve for one kind
// of caller.
type client struct {
	api *tg.Client
}

func newClient(invoker tg.Invoker) client {
	return client{api: tg.NewClient(Errors(invoker))}
}

// Raw returns the tg.Client that the methods call. It has every method of
// Telegram's API, also those that the documentation denies to this kind of
// caller, and returns errors as the methods here do.
func (c *client) Raw() *tg.Client { return c.api }

// User calls methods as a user: those that are documented for users, and those
// whose page does not say.
type User struct{ client }

// NewUser returns a User that calls through the invoker, such as a
// *telegram.Client.
func NewUser(invoker tg.Invoker) *User { return &User{newClient(invoker)} }

// Bot calls methods as a bot: those that are documented for bots, and those
// whose page does not say.
type Bot struct{ client }

// NewBot returns a Bot that calls through the invoker, such as a
// *telegram.Client.
func NewBot(invoker tg.Invoker) *Bot { return &Bot{newClient(invoker)} }

// Client calls methods that are denied to neither users nor bots, for code
// that serves both.
type Client struct{ client }

// NewClient returns a Client that calls through the invoker, such as a
// *telegram.Client.
func NewClient(invoker tg.Invoker) *Client { return &Client{newClient(invoker)} }

// Business calls methods as a bot on behalf of a user who has connected it to
// their account: each is wrapped in invokeWithBusinessConnection. Telegram
// takes such calls on the connection's own datacenter only, the DC of the
// updateBotBusinessConnect update; pass an invoker that is connected to it, such
// as that of telegram.Client.DC, to NewBot.
type Business struct{ client client }

// Raw returns the tg.Client that the methods call: what it calls goes over the
// business connection as well.
func (b *Business) Raw() *tg.Client { return b.client.api }

// Business returns the methods that the bot can call over a business
// connection, by the connection's ID.
func (b *Bot) Business(connectionID string) *Business {
	next := b.api.Invoker()
	return &Business{newClient(invokerFunc(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
		query, ok := input.(bin.Object)
		if !ok {
			return notObject("invokeWithBusinessConnection", input)
		}
		return next.Invoke(ctx, &tg.InvokeWithBusinessConnectionRequest{ConnectionID: connectionID, Query: query}, output)
	}))}
}

// invokerFunc is a function as a tg.Invoker.
type invokerFunc func(ctx context.Context, input bin.Encoder, output bin.Decoder) error

// Invoke implements tg.Invoker.
func (f invokerFunc) Invoke(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
	return f(ctx, input, output)
}

// notObject returns the error of a request that can't be wrapped in another.
func notObject(method string, input bin.Encoder) error {
	return fmt.Errorf("%s: a %T can't be wrapped: it is not a bin.Object", method, input)
}

// NilParameterError is the error of a call whose required parameter is nil.
// Nothing was sent.
type NilParameterError struct {
	// Method is the method's name, Parameter the field's.
	Method, Parameter string
}

// Error implements error.
func (e *NilParameterError) Error() string {
	return e.Method + ": the required parameter " + e.Parameter + " is nil"
}

// randomLong draws the random_id of a call.
func randomLong() int64 {
	var b [8]byte
	for {
		_, _ = rand.Read(b[:]) // never fails: see crypto/rand
		if id := int64(binary.LittleEndian.Uint64(b[:])); id != 0 {
			return id
		}
	}
}

// randomInt draws the random_id of a call that takes an int.
func randomInt() int {
	for {
		if id := int(int32(randomLong())); id != 0 {
			return id
		}
	}
}

// randomEach draws n of the random_id of a call that takes one for each of its
// objects.
func randomEach(n int) []int64 {
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = randomLong()
	}
	return ids
}

// randomTimed draws a random_id that has the Unix time in its upper half.
func randomTimed() int64 {
	return time.Now().Unix()<<32 | int64(uint32(randomLong()))
}
