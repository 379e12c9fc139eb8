package tgapihttp

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"

	"github.com/gotd/td/tg"
)

// ErrUnauthorized is the error of [Handler.Auth] for a token that it does not know.
var ErrUnauthorized = errors.New("unauthorized")

// route is what the path of a request says.
type route struct {
	kind   Kind
	token  string
	method string
	// packed says that the method and its parameters are parameters of the request.
	packed bool
}

// packedPath is where the method of a path stands if the parameters have the method.
const packedPath = "madeline"

// parseRoute reads the path of a request, such as /bot123:abc/messages.sendMessage.
func parseRoute(r *http.Request) (route, bool) {
	caller, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	to := route{method: method}
	for _, kind := range []Kind{User, Bot} {
		if token, ok := strings.CutPrefix(caller, string(kind)); ok {
			to.kind, to.token = kind, token
		}
	}
	if to.kind == "" || method == "" || strings.Contains(method, "/") {
		return route{}, false
	}
	if to.token == "" {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if strings.EqualFold(scheme, "Bearer") {
			to.token = strings.TrimSpace(token)
		}
	}
	to.packed = method == packedPath
	return to, true
}

// authenticate returns the invoker of the caller, or the answer that refuses the call.
func (c *call) authenticate() (tg.Invoker, *answer) {
	h := c.handler
	unauthorized := failed(http.StatusUnauthorized, "the token is missing or wrong").with("WWW-Authenticate", "Bearer")
	if h.Auth == nil || c.route.token == "" {
		return nil, unauthorized
	}
	invoker, err := h.Auth(c.request.Context(), c.route.kind, c.route.token)
	switch {
	case errors.Is(err, ErrUnauthorized), err == nil && invoker == nil:
		return nil, unauthorized
	case err != nil:
		h.logError("Handler.Auth: %v", err)
		return nil, failed(http.StatusInternalServerError, "the token can't be checked")
	}
	return invoker, nil
}

// An Account is a token and the invoker for those who have it.
type Account struct {
	Kind    Kind
	Token   string
	Invoker tg.Invoker
}

// Tokens returns a function for [Handler.Auth] that knows fixed tokens. How long it takes
// does not tell how much of a wrong token is right.
func Tokens(accounts ...Account) func(ctx context.Context, kind Kind, token string) (tg.Invoker, error) {
	sums := make([][sha256.Size]byte, len(accounts))
	for i, a := range accounts {
		sums[i] = tokenSum(a.Kind, a.Token)
	}
	return func(_ context.Context, kind Kind, token string) (tg.Invoker, error) {
		sum, found := tokenSum(kind, token), -1
		for i := range sums {
			found = subtle.ConstantTimeSelect(subtle.ConstantTimeCompare(sum[:], sums[i][:]), i, found)
		}
		if found < 0 || token == "" {
			return nil, ErrUnauthorized
		}
		return accounts[found].Invoker, nil
	}
}

func tokenSum(kind Kind, token string) [sha256.Size]byte {
	return sha256.Sum256([]byte(string(kind) + " " + token))
}
