// Package runtime is the part of a generated package that does not depend on
// the pages. Package emit copies its declarations into each generated package.
// Here they are ordinary Go code, which is compiled, vetted and tested.
package runtime

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"reflect"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// client has the methods that the documentation reserves neither for users nor for
// bots. User, Bot, Client and Any embed it.
type client struct{ api *tg.Client }

// userMethods has the methods that the documentation reserves for users, and
// botMethods those that it reserves for bots.
type (
	userMethods struct{ api *tg.Client }
	botMethods  struct{ api *tg.Client }
)

// Raw returns the tg.Client that the methods call. It has every method of
// Telegram's API, even those that the documentation denies to this kind of
// caller, and gotd/td's helpers take it: uploader, message and query. Like the
// methods here, it returns RPC errors as *CallError.
func (c *client) Raw() *tg.Client { return c.api }

// User calls Telegram's methods as a user. It has every documented method
// except those that the documentation reserves for bots.
type User struct {
	client
	userMethods
}

// NewUser returns a User that sends its calls through the invoker, such as a
// *telegram.Client, or the Invoker of a tg.Client.
func NewUser(invoker tg.Invoker) *User {
	api := newAPI(invoker)
	return &User{client{api}, userMethods{api}}
}

// Bot calls Telegram's methods as a bot. It has every documented method except
// those that the documentation reserves for users.
type Bot struct {
	client
	botMethods
}

// NewBot returns a Bot that sends its calls through the invoker, such as a
// *telegram.Client, or the Invoker of a tg.Client.
func NewBot(invoker tg.Invoker) *Bot {
	api := newAPI(invoker)
	return &Bot{client{api}, botMethods{api}}
}

// Client has only the methods that both User and Bot have. It is for code that
// must not call anything that the documentation denies to one of them.
type Client struct{ client }

// NewClient returns a Client that sends its calls through the invoker, such as a
// *telegram.Client, or the Invoker of a tg.Client.
func NewClient(invoker tg.Invoker) *Client { return &Client{client{newAPI(invoker)}} }

// Any has every documented method: those of [User] and those of [Bot], which have the
// documentation of each. It is for code that serves users and bots, and that knows at
// run time which of them is logged in: who may call a method is then in its comment
// alone.
type Any struct{ everyMethod }

// everyMethod is another name for allMethods. Go's documentation lists the methods of
// an embedded type, but not those that an alias stands for, so that it has each method
// of User and Bot only once.
type everyMethod = allMethods

type allMethods struct {
	client
	userMethods
	botMethods
}

// NewAny returns an Any that sends its calls through the invoker, such as a
// *telegram.Client, or the Invoker of a tg.Client.
func NewAny(invoker tg.Invoker) *Any {
	api := newAPI(invoker)
	return &Any{allMethods{client{api}, userMethods{api}, botMethods{api}}}
}

func newAPI(invoker tg.Invoker) *tg.Client { return tg.NewClient(WrapErrors(invoker)) }

// Business calls Telegram's methods as a bot, on behalf of a user who has
// connected the bot to their account. It wraps each call in
// invokeWithBusinessConnection. Telegram accepts such calls only in the
// datacenter that the updateBotBusinessConnect update names. So pass [NewBot] an
// invoker that is connected to it, such as telegram.Client.DC returns.
type Business struct{ all *Any }

// Raw returns the tg.Client that the methods call. Its calls go over the
// business connection too.
func (b *Business) Raw() *tg.Client { return b.all.Raw() }

// Business returns the methods that the bot can call over the business
// connection with the ID.
func (b *botMethods) Business(connectionID string) *Business {
	next := b.api.Invoker()
	return &Business{NewAny(invokerFunc(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
		query, ok := input.(bin.Object)
		if !ok {
			return notObject("invokeWithBusinessConnection", input)
		}
		return next.Invoke(ctx, &tg.InvokeWithBusinessConnectionRequest{ConnectionID: connectionID, Query: query}, output)
	}))}
}

// invokerFunc is a function that implements tg.Invoker.
type invokerFunc func(ctx context.Context, input bin.Encoder, output bin.Decoder) error

// Invoke implements tg.Invoker.
func (f invokerFunc) Invoke(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
	return f(ctx, input, output)
}

// notObject returns the error for a request that the method can't wrap.
func notObject(method string, input bin.Encoder) error {
	return fmt.Errorf("%s: a %T can't be wrapped: it is not a bin.Object", method, input)
}

// NilParameterError is the error of a call whose required parameter is nil. The
// method returns it without sending anything.
type NilParameterError struct {
	// Method is the TL name of the method, Parameter the Go name of the parameter.
	Method, Parameter string
}

// Error implements error.
func (e *NilParameterError) Error() string {
	return e.Method + ": the required parameter " + e.Parameter + " is nil"
}

// Ptr returns a pointer to a copy of v, for an optional parameter: Ptr(0) sends 0.
func Ptr[T any](v T) *T { return &v }

// NonZero returns a pointer to a copy of v, or nil if v is its type's zero value. It is
// for code that relied on gotd/td, which leaves out an optional parameter that is zero.
func NonZero[T any](v T) *T {
	if reflect.ValueOf(&v).Elem().IsZero() {
		return nil
	}
	return &v
}

// randomLong returns a random number for the random_id of a call. It never
// returns 0, which stands for a random_id that is not set.
func randomLong() int64 {
	var b [8]byte
	for {
		_, _ = rand.Read(b[:]) // never fails: see crypto/rand
		if id := int64(binary.LittleEndian.Uint64(b[:])); id != 0 {
			return id
		}
	}
}

// randomInt is randomLong for a method whose random_id is an int of TL.
func randomInt() int {
	for {
		if id := int(int32(randomLong())); id != 0 {
			return id
		}
	}
}

// randomEach returns n random numbers, for a method whose random_id is a list
// with a number for each ID.
func randomEach(n int) []int64 {
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = randomLong()
	}
	return ids
}

// randomTimed returns a random number with the Unix time in its upper half.
func randomTimed() int64 {
	return time.Now().Unix()<<32 | int64(uint32(randomLong()))
}
