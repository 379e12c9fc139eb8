package tgapihttp

import (
	"cmp"
	"context"
	"errors"
	"log"
	"net/http"
	"strconv"
	"time"

	"github.com/gotd/td/tgerr"

	api "example.com/docgen/emit/runtime"
	"example.com/docgen/emit/runtime/tljson"
)

// answer is the answer to a request. A body that is nil is made of the other fields.
type answer struct {
	status int
	body   []byte
	header map[string]string
	// code and description are those of an error.
	code        int
	description string
	// retryAfter is how many seconds to wait before the call is repeated.
	retryAfter int
	// randomID is JSON, empty if none was drawn.
	randomID []byte
	// rpc is the message of Telegram's error, for the log.
	rpc string
}

// failed returns the answer to a call that was not sent.
func failed(status int, description string) *answer {
	return &answer{status: status, code: status, description: description}
}

// with returns the answer with a header.
func (a *answer) with(name, value string) *answer {
	a.header = map[string]string{name: value}
	return a
}

// drew notes the random_id that was drawn, so that a caller who does not know whether the
// call arrived can repeat it.
func (a *answer) drew(request *tljson.Request) *answer {
	if request.RandomID != nil {
		var w tljson.JSON
		if request.PrintRandomID(&w) == nil {
			a.randomID = w.Text
		}
	}
	return a
}

func (a *answer) write(w http.ResponseWriter) {
	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	for name, value := range a.header {
		header.Set(name, value)
	}
	if a.body == nil {
		a.body = a.failure()
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // whoever asked is gone, if that fails
}

// failure returns the body for an error:
//
//	{"ok":false,"error_code":420,"description":"FLOOD_WAIT_3","parameters":{"retry_after":3}}
func (a *answer) failure() []byte {
	var w tljson.JSON
	w.Text = append(w.Text, `{"ok":false,"error_code":`...)
	w.Int(a.code)
	w.Field("description")
	w.String(a.description)
	if a.retryAfter > 0 || a.randomID != nil {
		w.Text = append(w.Text, `,"parameters":{`...)
		if a.retryAfter > 0 {
			w.Text = append(w.Text, `"retry_after":`...)
			w.Int(a.retryAfter)
		}
		if a.randomID != nil {
			if a.retryAfter > 0 {
				w.Text = append(w.Text, ',')
			}
			w.Text = append(append(w.Text, `"random_id":`...), a.randomID...)
		}
		w.EndObject()
	}
	w.EndObject()
	return w.Text
}

// The reasons why a method may not be called.
var (
	errNotAllowed  = errors.New("the method is not allowed here")
	errNotForUsers = errors.New("users can't call the method, says its documentation")
	errNotForBots  = errors.New("bots can't call the method, says its documentation")
)

// badRequest returns the answer to a call whose parameters are wrong.
func (c *call) badRequest(err error) *answer {
	var mistake *tljson.Error
	switch {
	case errors.Is(err, tljson.ErrUnknownMethod):
		return failed(http.StatusNotFound, err.Error())
	case errors.Is(err, errNotAllowed), errors.Is(err, errNotForUsers), errors.Is(err, errNotForBots):
		return failed(http.StatusForbidden, err.Error())
	case !errors.As(err, &mistake):
		return c.failure(err)
	case mistake.Err != nil: // of Handler.Peer
		if _, ok := tgerr.As(mistake.Err); ok {
			return c.failure(mistake.Err)
		}
		c.handler.logError("Handler.Peer: %v", mistake.Err)
	}
	return failed(http.StatusBadRequest, mistake.Error())
}

// failure returns the answer to a call that failed: Telegram's error, or one that says no
// more than that there was one.
func (c *call) failure(err error) *answer {
	if rpc, ok := tgerr.As(err); ok {
		return telegramError(&api.CallError{RPC: rpc}, rpc)
	}
	if c.request.Context().Err() == nil || !errors.Is(err, context.Canceled) {
		c.handler.logError("%s: %v", c.method, err)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return failed(http.StatusGatewayTimeout, "Telegram did not answer in time")
	case errors.Is(err, context.Canceled):
		return failed(http.StatusServiceUnavailable, "the call was canceled")
	}
	return failed(http.StatusBadGateway, "the call failed; the server's log says why")
}

// telegramError returns the answer for an error of Telegram.
func telegramError(call *api.CallError, rpc *tgerr.Error) *answer {
	message := cmp.Or(rpc.Message, rpc.Type) // an error that is made by hand may have its type alone
	a := &answer{status: statusOf(rpc.Code), code: rpc.Code, description: message, rpc: message}
	if wait, ok := call.Wait(); ok {
		a.retryAfter = int(wait / time.Second)
	}
	if a.status == http.StatusTooManyRequests {
		a = a.with("Retry-After", strconv.Itoa(a.retryAfter))
	}
	return a
}

// statusOf returns the status for a code of Telegram's. A 401 of Telegram's is not about
// the caller's token, but about the server's session.
func statusOf(code int) int {
	switch {
	case code == 420:
		return http.StatusTooManyRequests
	case code == 303:
		return http.StatusBadRequest
	case code == -503:
		return http.StatusGatewayTimeout
	case code == http.StatusUnauthorized, code < 400, code > 599, http.StatusText(code) == "":
		return http.StatusBadGateway
	}
	return code
}

func (h *Handler) methodNotAllowed() *answer {
	allowed := "GET, POST"
	if h.NoGET {
		allowed = "POST"
	}
	return failed(http.StatusMethodNotAllowed, "use "+allowed).with("Allow", allowed)
}

func (h *Handler) logError(format string, values ...any) {
	logger := h.ErrorLog
	if logger == nil {
		logger = log.Default()
	}
	logger.Printf("tgapihttp: "+format, values...)
}
