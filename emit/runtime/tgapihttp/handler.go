// Package tgapihttp serves the methods of package tgapi over HTTP, as the HTTP API in
// their documentation does:
//
//	curl --data-urlencode hash=AbCdEf https://api.example.org/userTOKEN/messages.importChatInvite
//	{"ok":true,"result":{"_":"messages.chatInviteJoinResultOk",…}}
//
// A [Handler] is an http.Handler. It has no updates and no files; for these, use
// gotd/td. [Handler.WriteOpenAPI] describes the API for clients in any language.
package tgapihttp

import (
	"context"
	"log"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/gotd/td/tg"

	api "example.com/docgen/emit/runtime"
	"example.com/docgen/emit/runtime/tljson"
)

// Handler serves the documented methods over HTTP:
//
//	/userTOKEN/METHOD  a call as a user
//	/botTOKEN/METHOD   a call as a bot
//	/user/METHOD       the same, with the token in "Authorization: Bearer TOKEN"
//	/botTOKEN/madeline a call with the parameters "method" and "params"; users have it too
//	/openapi.json      the OpenAPI document
//
// The parameters are in the query of a GET, or in the body of a POST: a form, or an
// object of JSON. In a form, a value is JSON or text as it is.
//
// The paths start at the root of the handler. To serve it elsewhere, use
// http.StripPrefix. Set its fields before its first request.
type Handler struct {
	// Auth returns the invoker, such as a *telegram.Client, for a token, or
	// [ErrUnauthorized]. It decides by the token alone, and is called before the body of
	// the request is read. [Tokens] returns one for fixed tokens.
	Auth func(ctx context.Context, kind Kind, token string) (tg.Invoker, error)
	// MaxBody is the size of the largest body that is accepted, 1 MiB if it is 0.
	MaxBody int64
	// LongNumbers writes a long as a number and not as a string. JavaScript and many JSON
	// libraries round numbers above 2^53.
	LongNumbers bool
	// FalseFlags also writes flags that are not set, as false.
	FalseFlags bool
	// Peer returns the peer for a text such as "@name" in the place of an InputPeer,
	// InputUser, InputChannel or InputDialogPeer. If it is nil, only "me" works.
	Peer func(ctx context.Context, invoker tg.Invoker, name string) (tg.InputPeerClass, error)
	// Allow says whether a method may be called, in addition to what the documentation
	// says of users and bots. It is asked about the methods that wrap a call, too. If it
	// is nil, all methods may be called but invokeWithLayer and initConnection, which
	// change the session for everybody who uses it.
	Allow func(kind Kind, method string) bool
	// ErrorLog gets errors that are no answers of Telegram. If it is nil, the standard
	// logger of package log gets them.
	ErrorLog *log.Logger
	// Logger gets a line for each request, without its token and its parameters, unless
	// it is nil.
	Logger *slog.Logger
	// NoGET refuses requests with the method GET, so that no parameter is in a URL, which
	// proxies log.
	NoGET bool

	// once makes the document of WriteOpenAPI.
	once        sync.Once
	document    []byte
	documentErr error
}

// Kind is who makes a call.
type Kind string

// The kinds of callers.
const (
	User Kind = "user"
	Bot  Kind = "bot"
)

const defaultMaxBody = 1 << 20

// ServeHTTP implements http.Handler.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	c := &call{handler: h, request: r}
	answer := c.serve(w)
	answer.write(w)
	if h.Logger != nil {
		c.log(answer, time.Since(start))
	}
}

// call is one request and what is known of it.
type call struct {
	handler *Handler
	request *http.Request
	route   route
	// method is the documented method that is called, for the log.
	method string
}

// serve answers the request. It writes nothing.
func (c *call) serve(w http.ResponseWriter) *answer {
	h, r := c.handler, c.request
	if r.URL.Path == openAPIPath {
		return h.serveOpenAPI(r)
	}
	var ok bool
	if c.route, ok = parseRoute(r); !ok {
		return failed(http.StatusNotFound, "there is no such path; use /userTOKEN/METHOD or /botTOKEN/METHOD")
	}
	if r.Method != http.MethodPost && (r.Method != http.MethodGet || h.NoGET) {
		return h.methodNotAllowed()
	}
	invoker, refusal := c.authenticate()
	if refusal != nil {
		return refusal
	}
	method, params, refusal := c.params(w)
	if refusal != nil {
		return refusal
	}
	if _, ok := tljson.Lookup(method); ok {
		c.method = method
	}
	return c.call(invoker, method, params)
}

// call makes the call.
func (c *call) call(invoker tg.Invoker, method string, params any) *answer {
	h, ctx := c.handler, c.request.Context()
	options := tljson.Options{Permit: c.permit}
	if h.Peer != nil {
		options.Peer = func(ctx context.Context, name string) (tg.InputPeerClass, error) { return h.Peer(ctx, invoker, name) }
	}
	request, err := tljson.Shared().Request(ctx, method, params, options)
	if err != nil {
		return c.badRequest(err)
	}
	if err := invoker.Invoke(ctx, request.Object, request.Result); err != nil {
		return c.failure(err).drew(request)
	}
	text := tljson.JSON{Text: append(make([]byte, 0, 512), `{"ok":true,"result":`...), LongNumbers: h.LongNumbers}
	printer := tljson.Printer{Schema: tljson.Shared(), FalseFlags: h.FalseFlags}
	if err := printer.Print(&text, request.Result.Value()); err != nil {
		return c.failure(err).drew(request)
	}
	return &answer{status: http.StatusOK, body: append(text.Text, '}')}
}

// permit returns an error if the caller may not call a method.
func (c *call) permit(method string) error {
	kind := c.route.kind
	switch allow := c.handler.Allow; {
	case allow != nil && !allow(kind, method), allow == nil && changesSession(method):
		return errNotAllowed
	}
	m, _ := api.Lookup(method)
	no := api.No
	switch {
	case kind == User && m.Users == no && m.Bots != no:
		return errNotForUsers
	case kind == Bot && m.Bots == no && m.Users != no:
		return errNotForBots
	}
	return nil
}

func changesSession(method string) bool {
	return method == "invokeWithLayer" || method == "initConnection"
}

// log writes the line of the request.
func (c *call) log(a *answer, took time.Duration) {
	attributes := []slog.Attr{
		slog.String("kind", string(c.route.kind)), slog.String("method", c.method),
		slog.Int("status", a.status), slog.Duration("duration", took),
	}
	if a.rpc != "" {
		attributes = append(attributes, slog.String("rpc_error", a.rpc))
	}
	c.handler.Logger.LogAttrs(c.request.Context(), slog.LevelInfo, "call", attributes...)
}
