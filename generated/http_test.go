package generated_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/generated"
	"example.com/docgen/generated/generatedhttp"
	"example.com/docgen/generated/generatedtest"
)

const httpToken = "123:SECRET"

// newHandler returns a handler for a user and a bot with the same token, and its log of
// errors.
func newHandler(invoker tg.Invoker) (*generatedhttp.Handler, *bytes.Buffer) {
	var errorLog bytes.Buffer
	return &generatedhttp.Handler{
		Auth: generatedhttp.Tokens(
			generatedhttp.Account{Kind: generatedhttp.User, Token: httpToken, Invoker: invoker},
			generatedhttp.Account{Kind: generatedhttp.Bot, Token: httpToken, Invoker: invoker},
		),
		ErrorLog: log.New(&errorLog, "", 0),
	}, &errorLog
}

// ask sends a request, such as "POST /user123:SECRET/help.getConfig", with a media type and
// a body.
func ask(t testing.TB, h http.Handler, request, media, body string) *httptest.ResponseRecorder {
	t.Helper()
	method, target, _ := strings.Cut(request, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	if media != "" {
		r.Header.Set("Content-Type", media)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), "SECRET") || !json.Valid(w.Body.Bytes()) {
		t.Errorf("%s: the answer is %s", request, w.Body)
	}
	return w
}

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// TestHTTPOverMTProto makes the call of the seed page in each way that it can be written,
// against a server of MTProto, and gets its result and each documented error.
func TestHTTPOverMTProto(t *testing.T) {
	s, client := connect(t)
	h, _ := newHandler(client)
	packed := url.Values{"method": {"messages.importChatInvite"}, "params": {`{"hash": "` + inviteHash + `", }`}}.Encode()
	for _, test := range []struct{ request, media, body string }{
		{"GET /user123:SECRET/messages.importChatInvite?hash=" + inviteHash, "", ""},
		{"GET /user123:SECRET/messages.importChatInvite?hash=%22" + inviteHash + "%22", "", ""},
		{"POST /user123:SECRET/messages.importChatInvite?hash=" + inviteHash, "", ""},
		{"POST /user123:SECRET/messages.importChatInvite", formType, "hash=" + inviteHash},
		{"POST /user123:SECRET/messages.importChatInvite", formType, "hash=%22" + inviteHash + "%22"},
		{"POST /user123:SECRET/messages.importChatInvite", jsonType, `{"hash":"` + inviteHash + `"}`},
		{"POST /user123:SECRET/messages.importChatInvite", jsonType + "; charset=UTF-8", `{"_":"messages.importChatInvite","hash":"` + inviteHash + `"}`},
		{"POST /user123:SECRET/madeline", formType, packed},
		{"GET /user123:SECRET/madeline?" + packed, "", ""},
		{"POST /user123:SECRET/madeline", jsonType, `{"method":"messages.importChatInvite","params":{"hash":"` + inviteHash + `"}}`},
		{"POST /user123:SECRET/madeline", jsonType, `{"method":"messages.importChatInvite","params":"{\"hash\":\"` + inviteHash + `\",}"}`},
	} {
		s.answer(&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
		w := ask(t, h, test.request, test.media, test.body)
		const want = `{"ok":true,"result":{"_":"messages.chatInviteJoinResultOk","updates":{"_":"updatesTooLong"}}}`
		if w.Code != http.StatusOK || w.Body.String() != want {
			t.Errorf("%s: %d %s", test.request, w.Code, w.Body)
		}
		var query tg.MessagesImportChatInviteRequest
		s.query(t, &query)
		if query.Hash != inviteHash {
			t.Errorf("%s: the server got the hash %q", test.request, query.Hash)
		}
	}
	m, _ := generated.Lookup("messages.importChatInvite")
	for _, e := range m.Errors {
		s.fail(400, string(e.Error))
		w := ask(t, h, "POST /user123:SECRET/messages.importChatInvite", formType, "hash=x")
		if want := `{"ok":false,"error_code":400,"description":"` + string(e.Error) + `"}`; w.Code != 400 || w.Body.String() != want {
			t.Errorf("%s: %d %s", e.Error, w.Code, w.Body)
		}
	}
}

// TestHTTPGuide runs the curl commands of the guide as they are printed, against a server of
// HTTP over a server of MTProto. Each prints what the guide says.
func TestHTTPGuide(t *testing.T) {
	guide, err := os.ReadFile("../docs/guide/bridges.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("skipped: there is no curl here")
	}
	s, client := connect(t)
	s.answer(&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	h, _ := newHandler(client)
	h.Auth = generatedhttp.Tokens(generatedhttp.Account{Kind: generatedhttp.User, Token: "TOKEN", Invoker: client})
	server := httptest.NewServer(h)
	defer server.Close()
	commands := regexp.MustCompile(`(?m)^    (curl .*)$`).FindAllStringSubmatch(string(guide), -1)
	want := regexp.MustCompile(`(?m)^    (\{"ok":true.*)$`).FindStringSubmatch(string(guide))[1]
	for _, command := range commands {
		out, err := exec.CommandContext(t.Context(), "sh", "-c", strings.ReplaceAll(command[1], "http://localhost:8080", server.URL)+" --silent").Output()
		if err != nil || string(out) != want {
			t.Errorf("%s: %s, %v", command[1], out, err)
		}
	}
	if len(commands) != 5 || s.count() != len(commands) {
		t.Errorf("%d commands made %d calls", len(commands), s.count())
	}
}

// TestHTTPRefusals has the requests that are not sent.
func TestHTTPRefusals(t *testing.T) {
	sent := false
	h, errorLog := newHandler(invoker(func(context.Context, bin.Encoder, bin.Decoder) error {
		sent = true
		return nil
	}))
	h.MaxBody = 100
	h.Peer = func(context.Context, tg.Invoker, string) (tg.InputPeerClass, error) {
		return nil, errors.New("detail of the server")
	}
	const invite = "/user123:SECRET/messages.importChatInvite"
	for _, test := range []struct {
		request, media, body string
		status               int
		want                 string
	}{
		{"GET /", "", "", 404, "there is no such path; use /userTOKEN/METHOD or /botTOKEN/METHOD"},
		{"GET /user123:SECRET", "", "", 404, "there is no such path; use /userTOKEN/METHOD or /botTOKEN/METHOD"},
		{"GET /user123:SECRET/", "", "", 404, "there is no such path; use /userTOKEN/METHOD or /botTOKEN/METHOD"},
		{"GET /user123:SECRET/help.getConfig/x", "", "", 404, "there is no such path; use /userTOKEN/METHOD or /botTOKEN/METHOD"},
		{"GET /admin123:SECRET/help.getConfig", "", "", 404, "there is no such path; use /userTOKEN/METHOD or /botTOKEN/METHOD"},
		{"GET /user123:SECRETS/help.getConfig", "", "", 401, "the token is missing or wrong"},
		{"GET /user123:secret/help.getConfig", "", "", 401, "the token is missing or wrong"},
		{"GET /user/help.getConfig", "", "", 401, "the token is missing or wrong"},
		{"GET /user123:SECRET/help.getConfigs", "", "", 404, "there is no such method"},
		{"GET /user123:SECRET/inputPeerSelf", "", "", 404, "there is no such method"},
		{"GET /user123:SECRET/messages.sendMedia", "", "", 404, "there is no such method"}, // no page
		{"PUT " + invite, "", "", 405, "use GET, POST"},
		{"HEAD " + invite, "", "", 405, "use GET, POST"},
		{"OPTIONS " + invite, "", "", 405, "use GET, POST"},
		{"GET " + invite + "?hash=a&hash=b", "", "", 400, `the parameter "hash" is repeated`},
		{"POST " + invite + "?hash=a", formType, "hash=b", 400, `the parameter "hash" is repeated`},
		{"POST " + invite + "?hash=a", jsonType, `{"hash":"b"}`, 400, "the body is JSON, so the URL can't have parameters"},
		{"GET " + invite + "?hash=%zz", "", "", 400, "the query of the URL is malformed"},
		{"GET " + invite + "?hash=a;b", "", "", 400, "the query of the URL is malformed"},
		{"POST " + invite, formType, "hash=%zz", 400, "the form is malformed"},
		{"POST " + invite, jsonType, `{"hash":"a","hash":"b"}`, 400, `the name "hash" is repeated`},
		{"POST " + invite, jsonType, `{"hash":"a",}`, 400, "it is not valid JSON"},
		{"POST " + invite, jsonType, `["a"]`, 400, "want object with the parameters, got list"},
		{"POST " + invite, jsonType, strings.Repeat(" ", 101), 413, "the body has more than 100 bytes"},
		{"POST " + invite, "text/plain", "hash=a", 415, "send application/json or application/x-www-form-urlencoded, in UTF-8"},
		{"POST " + invite, "", "hash=a", 415, "send application/json or application/x-www-form-urlencoded, in UTF-8"},
		{"POST " + invite, jsonType + "; charset=latin1", `{}`, 415, "send application/json or application/x-www-form-urlencoded, in UTF-8"},
		{"POST " + invite, "multipart/form-data; boundary=x", "hash=a", 415, "send application/json or application/x-www-form-urlencoded, in UTF-8"},
		{"GET " + invite, "", "", 400, "hash: it is missing, and messages.importChatInvite needs it"},
		{"GET /user123:SECRET/messages.viewSponsoredMessage?random_id=%7B", "", "", 400, "random_id: want bytes in base64, got another string"},
		{"GET /user123:SECRET/messages.sendMessage?peer=@x&message=m", "", "", 400, "peer: the peer can't be resolved"},
		// Who may call what.
		{"GET /bot123:SECRET/messages.importChatInvite?hash=x", "", "", 403, "bots can't call the method, says its documentation"},
		{"GET /bot123:SECRET/madeline?method=messages.importChatInvite&params={}", "", "", 403, "bots can't call the method, says its documentation"},
		{"GET /user123:SECRET/messages.setBotCallbackAnswer?query_id=1", "", "", 403, "users can't call the method, says its documentation"},
		{"POST /user123:SECRET/invokeWithLayer", jsonType, `{"layer":1,"query":{"_":"help.getNearestDc"}}`, 403, "the method is not allowed here"},
		// The form of bots.
		{"GET /bot123:SECRET/madeline", "", "", 404, "there is no such method"},
		{"GET /bot123:SECRET/madeline?method=help.getConfig&more=1", "", "", 400, "want the parameters method and params alone"},
		{"GET /bot123:SECRET/madeline?method=help.getConfig&params=%7B", "", "", 400, "params: it is not valid JSON"},
		{"POST /bot123:SECRET/madeline", jsonType, `[]`, 400, "want an object with method and params"},
	} {
		w := ask(t, h, test.request, test.media, test.body)
		want := `{"ok":false,"error_code":` + strconv.Itoa(test.status) + `,"description":` + quote(test.want) + `}`
		if w.Code != test.status || w.Body.String() != want {
			t.Errorf("%s %s: %d %s, want %d %s", test.request, test.body, w.Code, w.Body, test.status, want)
		}
	}
	if sent {
		t.Error("a request was sent")
	}
	if got := errorLog.String(); got != "generatedhttp: Handler.Peer: detail of the server\n" {
		t.Errorf("the log of errors has %q", got)
	}
	if w := ask(t, h, "PUT "+invite, "", ""); w.Header().Get("Allow") != "GET, POST" {
		t.Errorf("Allow: %s", w.Header().Get("Allow"))
	}
}

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}

// TestHTTPWrappers shows that what is refused is refused inside wrappers too.
func TestHTTPWrappers(t *testing.T) {
	double := generatedtest.NewInvoker().Answer("help.getNearestDc", &tg.NearestDC{}).Answer("messages.sendMessage", &tg.UpdatesTooLong{})
	h, _ := newHandler(double)
	denied := "messages.sendMessage"
	h.Allow = func(_ generatedhttp.Kind, method string) bool { return method != denied }
	const wrapped = `{"layer":158,"query":{"_":"invokeWithLayer","layer":157,"query":%s}}`
	for _, test := range []struct {
		kind, query, want string
	}{
		{"user", `{"_":"help.getNearestDc"}`, ""},
		{"bot", `{"_":"help.getNearestDc"}`, "query.query: bots can't call the method, says its documentation"},
		{"user", `{"_":"messages.sendMessage"}`, "query.query: the method is not allowed here"},
		{"user", `{"_":"messages.sendMedia"}`, "query.query: there is no such method"},
		{"user", `{"_":"inputPeerSelf"}`, "query.query: there is no such method"},
		{"user", `{}`, `query.query: want object, got an object without "_", which names its constructor`},
	} {
		w := ask(t, h, "POST /"+test.kind+httpToken+"/invokeWithLayer", jsonType, strings.Replace(wrapped, "%s", test.query, 1))
		if got := description(t, w); got != test.want {
			t.Errorf("%s %s: %d %q, want %q", test.kind, test.query, w.Code, got, test.want)
		}
	}
	denied = ""
	w := ask(t, h, "POST /user"+httpToken+"/invokeWithLayer", jsonType,
		`{"layer":158,"query":{"_":"messages.sendMessage","peer":"me","message":"text"}}`)
	calls := double.Calls("messages.sendMessage")
	if w.Code != http.StatusOK || len(calls) != 1 || calls[0].(*tg.MessagesSendMessageRequest).RandomID == 0 {
		t.Errorf("%s, sent %v", w.Body, calls)
	}
}

func description(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var answer struct{ Description string }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Description
}

// TestHTTPErrors has what can come back from a call: errors of Telegram, and others.
func TestHTTPErrors(t *testing.T) {
	var fails error
	h, errorLog := newHandler(invoker(func(context.Context, bin.Encoder, bin.Decoder) error { return fails }))
	for _, test := range []struct {
		fails  error
		status int
		want   string
		logged bool
	}{
		{tgerr.New(400, "INVITE_HASH_EXPIRED"), 400, `{"ok":false,"error_code":400,"description":"INVITE_HASH_EXPIRED"}`, false},
		{&tgerr.Error{Code: 403, Type: "CHAT_WRITE_FORBIDDEN"}, 403, `{"ok":false,"error_code":403,"description":"CHAT_WRITE_FORBIDDEN"}`, false},
		{tgerr.New(406, "AUTH_KEY_DUPLICATED"), 406, `{"ok":false,"error_code":406,"description":"AUTH_KEY_DUPLICATED"}`, false},
		{tgerr.New(420, "FLOOD_WAIT_31"), 429, `{"ok":false,"error_code":420,"description":"FLOOD_WAIT_31","parameters":{"retry_after":31}}`, false},
		{tgerr.New(303, "PHONE_MIGRATE_4"), 400, `{"ok":false,"error_code":303,"description":"PHONE_MIGRATE_4"}`, false},
		{tgerr.New(401, "AUTH_KEY_UNREGISTERED"), 502, `{"ok":false,"error_code":401,"description":"AUTH_KEY_UNREGISTERED"}`, false},
		{tgerr.New(500, "RPC_CALL_FAIL"), 500, `{"ok":false,"error_code":500,"description":"RPC_CALL_FAIL"}`, false},
		{tgerr.New(-503, "Timeout"), 504, `{"ok":false,"error_code":-503,"description":"Timeout"}`, false},
		{tgerr.New(-3002, "X"), 502, `{"ok":false,"error_code":-3002,"description":"X"}`, false},
		{tgerr.New(499, "X"), 502, `{"ok":false,"error_code":499,"description":"X"}`, false},
		{errors.New("dial tcp 10.1.2.3"), 502, `{"ok":false,"error_code":502,"description":"the call failed; the server's log says why"}`, true},
		{context.DeadlineExceeded, 504, `{"ok":false,"error_code":504,"description":"Telegram did not answer in time"}`, true},
		{context.Canceled, 503, `{"ok":false,"error_code":503,"description":"the call was canceled"}`, true},
	} {
		fails = test.fails
		errorLog.Reset()
		w := ask(t, h, "GET /user123:SECRET/messages.importChatInvite?hash=x", "", "")
		if w.Code != test.status || w.Body.String() != test.want || (errorLog.Len() > 0) != test.logged {
			t.Errorf("%v: %d %s, log %q", test.fails, w.Code, w.Body, errorLog)
		}
		if retry := w.Header().Get("Retry-After"); (retry == "31") != (test.status == 429) {
			t.Errorf("%v: Retry-After: %s", test.fails, retry)
		}
	}
}

// TestHTTPRandomID shows that the answer to a call which may have arrived says the
// random_id that was drawn, so that the call can be repeated.
func TestHTTPRandomID(t *testing.T) {
	var sent int64
	h, _ := newHandler(invoker(func(_ context.Context, request bin.Encoder, _ bin.Decoder) error {
		sent = request.(*tg.MessagesSendMessageRequest).RandomID
		return errors.New("the connection broke")
	}))
	w := ask(t, h, "POST /user123:SECRET/messages.sendMessage", formType, "peer=me&message={}")
	want := `{"ok":false,"error_code":502,"description":"the call failed; the server's log says why","parameters":{"random_id":"` + strconv.FormatInt(sent, 10) + `"}}`
	if sent == 0 || w.Body.String() != want {
		t.Errorf("%s, want %s", w.Body, want)
	}
	w = ask(t, h, "POST /user123:SECRET/messages.sendMessage", formType, "peer=me&message={}&random_id=5")
	if sent != 5 || strings.Contains(w.Body.String(), "random_id") {
		t.Errorf("sent %d, %s", sent, w.Body)
	}
}

// TestHTTPAuth has the ways to send a token, and what Handler.Auth can say.
func TestHTTPAuth(t *testing.T) {
	double := generatedtest.NewInvoker().Answer("help.getConfig", &tg.Config{})
	h, errorLog := newHandler(double)
	for header, status := range map[string]int{
		"Bearer " + httpToken: 200, "bearer  " + httpToken: 200, "Bearer x": 401, "Basic " + httpToken: 401, httpToken: 401, "Bearer": 401, "": 401,
	} {
		r := httptest.NewRequest(http.MethodGet, "/bot/help.getConfig", http.NoBody)
		r.Header.Set("Authorization", header)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != status {
			t.Errorf("Authorization: %s: %d %s", header, w.Code, w.Body)
		}
		if (w.Header().Get("WWW-Authenticate") == "Bearer") != (status == 401) {
			t.Errorf("WWW-Authenticate: %s", w.Header().Get("WWW-Authenticate"))
		}
	}
	read := &readNotice{}
	for _, test := range []struct {
		auth   func(context.Context, generatedhttp.Kind, string) (tg.Invoker, error)
		status int
	}{
		{nil, 401},
		{func(context.Context, generatedhttp.Kind, string) (tg.Invoker, error) { return nil, nil }, 401},
		{func(context.Context, generatedhttp.Kind, string) (tg.Invoker, error) {
			return nil, generatedhttp.ErrUnauthorized
		}, 401},
		{func(context.Context, generatedhttp.Kind, string) (tg.Invoker, error) {
			return nil, errors.New("the database is down")
		}, 500},
		{generatedhttp.Tokens(), 401},
		{generatedhttp.Tokens(generatedhttp.Account{Kind: generatedhttp.Bot, Token: httpToken, Invoker: double}), 401},
		{generatedhttp.Tokens(generatedhttp.Account{Kind: generatedhttp.User, Invoker: double}), 401},
	} {
		h.Auth = test.auth
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/user123:SECRET/help.getConfig", read))
		if w.Code != test.status || strings.Contains(w.Body.String(), "database") {
			t.Errorf("%d %s, want %d", w.Code, w.Body, test.status)
		}
	}
	if read.happened {
		t.Error("the body of a caller without a token was read")
	}
	if got := errorLog.String(); got != "generatedhttp: Handler.Auth: the database is down\n" {
		t.Errorf("the log of errors has %q", got)
	}
}

// readNotice is a body that tells whether it was read.
type readNotice struct{ happened bool }

func (r *readNotice) Read([]byte) (int, error) {
	r.happened = true
	return 0, io.EOF
}

// TestHTTPOptions has the fields of a Handler that change what it accepts and writes.
func TestHTTPOptions(t *testing.T) {
	double := generatedtest.NewInvoker().
		Answer("contacts.getStatuses", &tg.ContactStatusVector{Elems: []tg.ContactStatus{{UserID: 1 << 60, Status: &tg.UserStatusRecently{}}}}).
		Answer("messages.sendMessage", &tg.UpdatesTooLong{})
	h, _ := newHandler(double)
	h.LongNumbers, h.FalseFlags, h.NoGET = true, true, true
	w := ask(t, h, "POST /user123:SECRET/contacts.getStatuses", "", "")
	const want = `{"ok":true,"result":[{"_":"contactStatus","user_id":1152921504606846976,"status":{"_":"userStatusRecently","by_me":false}}]}`
	if w.Body.String() != want {
		t.Errorf("%s, want %s", w.Body, want)
	}
	if w := ask(t, h, "GET /user123:SECRET/contacts.getStatuses", "", ""); w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("GET: %d, Allow: %s", w.Code, w.Header().Get("Allow"))
	}
	h.Peer = func(_ context.Context, _ tg.Invoker, name string) (tg.InputPeerClass, error) {
		if name != "@name" {
			return nil, tgerr.New(400, "USERNAME_NOT_OCCUPIED")
		}
		return &tg.InputPeerChannel{ChannelID: 2, AccessHash: 3}, nil
	}
	ask(t, h, "POST /user123:SECRET/messages.sendMessage", formType, "peer=@name&message=text&send_as=%22me%22")
	got := double.Calls("messages.sendMessage")[0].(*tg.MessagesSendMessageRequest)
	if diff := cmp.Diff([]tg.InputPeerClass{&tg.InputPeerChannel{ChannelID: 2, AccessHash: 3}, &tg.InputPeerSelf{}}, []tg.InputPeerClass{got.Peer, got.SendAs}); diff != "" {
		t.Errorf("the peers (-want +got):\n%s", diff)
	}
	w = ask(t, h, "POST /user123:SECRET/messages.sendMessage", formType, "peer=@other&message=text")
	if got := description(t, w); got != "USERNAME_NOT_OCCUPIED" || w.Code != 400 {
		t.Errorf("an unknown name: %d %s", w.Code, w.Body)
	}
}

// TestHTTPLog has the line of a call. No line has a token, a parameter or a path.
func TestHTTPLog(t *testing.T) {
	h, _ := newHandler(generatedtest.NewInvoker().Fail("messages.importChatInvite", generated.ErrFloodWaitX, 3))
	var lines bytes.Buffer
	h.Logger = slog.New(slog.NewTextHandler(&lines, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "duration" && a.Value.Duration() > 0 {
			return slog.Attr{}
		}
		return a
	}}))
	ask(t, h, "GET /user123:SECRET/messages.importChatInvite?hash=SECRET", "", "")
	ask(t, h, "GET /user123:SECRETS/messages.importChatInvite?hash=SECRET", "", "")
	ask(t, h, "GET /bot123:SECRET/SECRET", "", "")
	ask(t, h, "GET /SECRET/SECRET", "", "")
	const want = `level=INFO msg=call kind=user method=messages.importChatInvite status=429 rpc_error=FLOOD_WAIT_3
level=INFO msg=call kind=user method="" status=401
level=INFO msg=call kind=bot method="" status=404
level=INFO msg=call kind="" method="" status=404
`
	if diff := cmp.Diff(want, lines.String()); diff != "" {
		t.Errorf("the log (-want +got):\n%s", diff)
	}
}

// TestHTTPServer serves the API below a path, over TCP, with a timeout. The context of a
// request ends its call.
func TestHTTPServer(t *testing.T) {
	ended := make(chan error, 1)
	h, errorLog := newHandler(invoker(func(ctx context.Context, _ bin.Encoder, _ bin.Decoder) error {
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}))
	var pattern string
	mux := http.NewServeMux()
	mux.Handle("/api/", http.StripPrefix("/api", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r)
		pattern = r.Pattern
	})))
	server := httptest.NewServer(mux)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/api/user123:SECRET/help.getConfig", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if response, err := http.DefaultClient.Do(r); err == nil {
		_ = response.Body.Close()
		t.Error("a call that takes too long has an answer")
	}
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the call ended with %v", err)
	}
	server.Close() // waits for the handler
	if pattern != "/api/" || errorLog.Len() > 0 {
		t.Errorf("the pattern is %s, the log has %q", pattern, errorLog)
	}
}

// TestHTTPOpenAPI has the parts of the document that come from a page.
func TestHTTPOpenAPI(t *testing.T) {
	h, _ := newHandler(nothing)
	w := ask(t, h, "GET /openapi.json", "", "")
	var written bytes.Buffer
	if err := h.WriteOpenAPI(&written); err != nil || !bytes.Equal(written.Bytes(), w.Body.Bytes()) {
		t.Errorf("WriteOpenAPI writes another document: %v", err)
	}
	type operation struct {
		OperationID string
		Tags        []string
		Description string
		RequestBody struct {
			Required bool
			Content  map[string]struct {
				Schema struct {
					Required   []string
					Properties map[string]struct{ Description string }
				}
			}
		}
		Responses map[string]struct{ Description string }
	}
	var document struct {
		OpenAPI string
		Paths   map[string]struct{ Post operation }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	methods := 0
	for m := range generated.Methods() {
		methods++
		if document.Paths["/"+m.Name].Post.OperationID != m.Name {
			t.Errorf("the document lacks %s", m.Name)
		}
	}
	if document.OpenAPI != "3.1.0" || len(document.Paths) != methods {
		t.Errorf("OpenAPI %s with %d paths", document.OpenAPI, len(document.Paths))
	}
	invite := document.Paths["/messages.importChatInvite"].Post
	schema := invite.RequestBody.Content[jsonType].Schema
	if diff := cmp.Diff([]string{"hash"}, schema.Required); diff != "" || !invite.RequestBody.Required {
		t.Errorf("required (-want +got):\n%s", diff)
	}
	if got, want := schema.Properties["hash"].Description, "Last part of the link, after t\\.me/\\+ or t\\.me/joinchat/"; got != want {
		t.Errorf("hash is described as %q, want %q", got, want)
	}
	if diff := cmp.Diff([]string{"users: not documented", "business connections: not documented"}, invite.Tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	if got := invite.Responses["400"].Description; !strings.Contains(got, "- `INVITE_HASH_EXPIRED`: This link no longer works\n") {
		t.Errorf("the errors are described as %q", got)
	}
	send := document.Paths["/messages.sendMessage"].Post.RequestBody
	if send.Required || len(send.Content[jsonType].Schema.Properties) < 20 {
		t.Errorf("messages.sendMessage takes %v", send)
	}
	if w := ask(t, h, "POST /openapi.json", "", ""); w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

// FuzzHTTP shows that no request makes the handler panic, and that each answer is JSON
// without the token.
func FuzzHTTP(f *testing.F) {
	f.Add("POST", "user123:SECRET/messages.sendMessage", jsonType, `{"peer":"me","message":"x"}`)
	f.Add("GET", "bot123:SECRET/madeline?method=messages.sendMessage&params={\"peer\":\"me\",}", "", "")
	f.Add("POST", "user123:SECRET/messages.forwardMessages", formType, `from_peer=me&to_peer={"_":"inputPeerSelf"}&id=[1,2]`)
	f.Add("POST", "user123:SECRET/invokeWithLayer", jsonType, `{"layer":1,"query":{"_":"help.getConfig"}}`)
	f.Fuzz(func(t *testing.T, method, path, media, body string) {
		r, err := http.NewRequest(method, "http://localhost/"+path, strings.NewReader(body))
		if err != nil {
			return
		}
		r.Header.Set("Content-Type", media)
		h, _ := newHandler(invoker(func(_ context.Context, request bin.Encoder, _ bin.Decoder) error {
			var b bin.Buffer
			if err := request.Encode(&b); err != nil {
				t.Errorf("%s can't be encoded: %v", body, err)
			}
			return tgerr.New(420, "FLOOD_WAIT_3")
		}))
		h.Allow = func(generatedhttp.Kind, string) bool { return true }
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if !json.Valid(w.Body.Bytes()) || bytes.Contains(w.Body.Bytes(), []byte("SECRET")) && !strings.Contains(body, "SECRET") {
			t.Errorf("%s %s %s: %s", method, path, body, w.Body)
		}
	})
}

// BenchmarkHTTP measures a request to the handler, from the request to its answer,
// without a network. The floor is a handler that answers at once.
func BenchmarkHTTP(b *testing.B) {
	h, _ := newHandler(nothingAnswered)
	floor := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"ok":true}`) })
	for _, test := range []struct {
		name, media, body string
		http.Handler
	}{
		{"floor", formType, "hash=" + inviteHash, floor},
		{"form", formType, "hash=" + inviteHash, h},
		{"json", jsonType, `{"hash":"` + inviteHash + `"}`, h},
	} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, _ := http.NewRequest(http.MethodPost, "/user123:SECRET/messages.importChatInvite", strings.NewReader(test.body))
				r.Header.Set("Content-Type", test.media)
				w := httptest.NewRecorder()
				if test.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatal(w.Body)
				}
			}
		})
	}
}

// nothingAnswered decodes the answer to messages.importChatInvite from bytes that are made
// once.
var nothingAnswered = func() tg.Invoker {
	var answer bin.Buffer
	_ = (&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}}).Encode(&answer)
	return invoker(func(_ context.Context, _ bin.Encoder, output bin.Decoder) error {
		return output.Decode(&bin.Buffer{Buf: answer.Buf})
	})
}()
