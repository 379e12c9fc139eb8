package generatedlua_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
	lua "github.com/yuin/gopher-lua"

	"example.com/docgen/generated"
	"example.com/docgen/generated/generatedlua"
	"example.com/docgen/generated/generatedtest"
)

func open(t *testing.T, invoker tg.Invoker, options generatedlua.Options) *lua.LState {
	t.Helper()
	state := lua.NewState()
	t.Cleanup(state.Close)
	generatedlua.Open(state, invoker, options)
	return state
}

// TestSeed runs the line of Lua that the seed page has, and gets its result and each
// documented error.
func TestSeed(t *testing.T) {
	double := generatedtest.NewInvoker().Answer("messages.importChatInvite", &tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	state := open(t, double, generatedlua.Options{})
	if err := state.DoString(`Updates = messages.importChatInvite({hash='string', })`); err != nil {
		t.Fatal(err)
	}
	if err := state.DoString(`assert(Updates._ == 'messages.chatInviteJoinResultOk' and Updates.updates._ == 'updatesTooLong')`); err != nil {
		t.Error(err)
	}
	want := []bin.Encoder{&tg.MessagesImportChatInviteRequest{Hash: "string"}}
	if diff := cmp.Diff(want, double.Calls("messages.importChatInvite")); diff != "" {
		t.Errorf("the calls (-want +got):\n%s", diff)
	}
	generatedtest.EachError(t, "messages.importChatInvite", func(t *testing.T, invoker tg.Invoker, want generated.Error) {
		state := open(t, invoker, generatedlua.Options{})
		err := state.DoString(`
			ok, err = pcall(messages.importChatInvite, {hash='string'})
			assert(not ok and err.method == 'messages.importChatInvite' and err.error_code >= 400)
			text = tostring(err)
			messages.importChatInvite({hash='string'})`)
		if cause := generatedlua.Cause(err); !want.Match(cause) {
			t.Errorf("Go gets %v (%T)", cause, cause)
		}
		if got := state.GetGlobal("text").String(); got != "messages.importChatInvite: "+string(want) {
			t.Errorf("tostring is %q", got)
		}
	})
}

// TestValues has values of Lua of each kind, and what is sent.
func TestValues(t *testing.T) {
	double := generatedtest.NewInvoker().Answer("messages.sendMessage", &tg.UpdatesTooLong{}).Answer("messages.forwardMessages", &tg.UpdatesTooLong{}).
		Answer("contacts.getContactIDs", &tg.IntVector{Elems: []int{1, -2}}).Answer("contacts.getStatuses", &tg.ContactStatusVector{Elems: []tg.ContactStatus{
		{UserID: 1 << 53, Status: &tg.UserStatusRecently{}}, {UserID: 1<<53 + 1, Status: &tg.UserStatusEmpty{}},
	}})
	state := open(t, double, generatedlua.Options{FalseFlags: true})
	if err := state.DoString(`
		messages.Chats = contacts.getStatuses()
		assert(messages.Chats[1].user_id == 2^53 and messages.Chats[2].user_id == '9007199254740993' and messages.Chats[1].status.by_me == false)
		ids = contacts.getContactIDs({hash='9223372036854775807'})
		assert(#ids == 2 and ids[2] == -2)
		contacts.getContactIDs({hash=2^53})
		messages.sendMessage({peer='me', message='\255', silent=true, schedule_date=0, random_id=1, entities={{_='messageEntityBold', offset=0, length=1}}})
		backwards = {}
		backwards[3] = 3; backwards[2] = 2; backwards[1] = 1
		messages.forwardMessages({from_peer={_='inputPeerSelf'}, to_peer={_='inputUserSelf'}, id=backwards})
	`); err != nil {
		t.Fatal(err)
	}
	want := &tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}, Message: "\xff", Silent: true, RandomID: 1}
	want.SetScheduleDate(0)
	want.SetEntities([]tg.MessageEntityClass{&tg.MessageEntityBold{Length: 1}})
	want.SetFlags()
	if diff := cmp.Diff([]bin.Encoder{want}, double.Calls("messages.sendMessage")); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	hashes := []bin.Encoder{&tg.ContactsGetContactIDsRequest{Hash: 1<<63 - 1}, &tg.ContactsGetContactIDsRequest{Hash: 1 << 53}}
	if diff := cmp.Diff(hashes, double.Calls("contacts.getContactIDs")); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	forward := double.Calls("messages.forwardMessages")[0].(*tg.MessagesForwardMessagesRequest)
	if len(forward.RandomID) != 3 || fmt.Sprint(forward.ID) != "[1 2 3]" {
		t.Errorf("sent %v", forward)
	}
}

// TestMistakes has an example of each mistake that a script can make.
func TestMistakes(t *testing.T) {
	state := open(t, generatedtest.NewInvoker(), generatedlua.Options{Bot: true, Allow: func(method string) bool { return method != "help.getConfig" }})
	for line, want := range map[string]string{
		`messages.sendMessage({peer={}})`:                                                      `peer: want InputPeer, got an object without "_", which names its constructor`,
		`messages.sendMessage({peer={_='inputPeerUser', user_id=2^54, access_hash=1}})`:        "peer.user_id: want long, got a number that is none or out of its range",
		`messages.sendMessage({peer={_='inputPeerUser', user_id=0.5, access_hash=1}})`:         "peer.user_id: want long, got a number that is none or out of its range",
		`messages.sendMessage({peer={_='inputPeerUser', user_id=print, access_hash=1}})`:       "peer.user_id: want long, got function",
		`messages.sendMessage({peer={_='inputPeerUser', user_id={}, access_hash=1}})`:          "peer.user_id: want long, got table",
		`messages.sendMessage({schedule_date=2^31})`:                                           "schedule_date: want int, got a number that is none or out of its range",
		`messages.sendMessage({schedule_date='1'})`:                                            "schedule_date: want int, got string",
		`messages.sendMessage({schedule_date=0/0})`:                                            "schedule_date: want int, got string",
		`messages.sendMessage({silent=1})`:                                                     "silent: want boolean, got number",
		`messages.sendMessage({message=1})`:                                                    "message: want string, got number",
		`messages.sendMessage({entities={[2]={}}})`:                                            "entities[0]: want MessageEntity, got a key that is none of the list's",
		`messages.sendMessage({'text'})`:                                                       `messages.sendMessage has no field "1"`,
		`messages.sendMessage('text')`:                                                         "want object with the parameters, got string",
		`messages.sendMessage({}, {})`:                                                         "want one table with the parameters, got more arguments",
		`messages.importChatInvite({hash='x'})`:                                                "bots can't call the method, says its documentation",
		`help.getConfig()`:                                                                     "the method is not allowed here",
		`invokeWithLayer({layer=1, query={_='help.getConfig'}})`:                               "query: the method is not allowed here",
		`t = {}; t._ = 'invokeWithLayer'; t.layer = 1; t.query = t; invokeWithLayer(t)`:        strings.Repeat("query.", 100) + "query: it is nested more than 100 deep",
		`help.getNearestDc({x=1})`:                                                             "bots can't call the method, says its documentation",
		`messages.forwardMessages({from_peer='me', to_peer='me', id={'1'}})`:                   "id[0]: want int, got string",
		`messages.forwardMessages({from_peer='@x', to_peer='me', id={}})`:                      "from_peer: want InputPeer, got string",
		`messages.forwardMessages({from_peer={_='inputPeerEmpty', y=1}, to_peer='me', id={}})`: `from_peer: inputPeerEmpty has no field "y"`,
	} {
		err := generatedlua.Cause(state.DoString(line))
		if err == nil || err.Error() != want {
			t.Errorf("%s: error\n%v, want\n%s", line, err, want)
		}
	}
}

// TestManyPaths has a table that is reached by more than a million paths, and ends soon.
func TestManyPaths(t *testing.T) {
	state := open(t, generatedtest.NewInvoker(), generatedlua.Options{})
	start := time.Now()
	err := state.DoString(`
		t = {_='textPlain', text='x'}
		for i = 1, 25 do t = {_='textConcat', texts={t, t}} end
		messages.sendMessage({peer='me', message='', rich_message={_='inputRichMessage', blocks={{_='pageBlockParagraph', text=t}}}})`)
	if err := generatedlua.Cause(err); err == nil || !strings.Contains(err.Error(), "the request has too many values") {
		t.Errorf("error %v", err)
	}
	t.Logf("it took %s", time.Since(start))
}

// TestContext ends a call with the context of the state.
func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	state := open(t, invoker(func(ctx context.Context, _ bin.Encoder, _ bin.Decoder) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	}), generatedlua.Options{})
	state.SetContext(ctx)
	err := state.DoString(`help.getConfig()`)
	if !errors.Is(generatedlua.Cause(err), context.Canceled) {
		t.Errorf("error %v", err)
	}
}

type invoker func(ctx context.Context, input bin.Encoder, output bin.Decoder) error

func (f invoker) Invoke(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
	return f(ctx, input, output)
}

// TestReturnErrors has errors as results, and those that are not of Telegram.
func TestReturnErrors(t *testing.T) {
	var fails error
	state := open(t, invoker(func(context.Context, bin.Encoder, bin.Decoder) error { return fails }), generatedlua.Options{ReturnErrors: true})
	for _, test := range []struct {
		fails error
		check string
	}{
		{tgerr.New(420, "FLOOD_WAIT_3"), `result == nil and err.error == 'FLOOD_WAIT_3' and err.error_code == 420`},
		{errors.New("the connection broke"), `result == nil and err.error == 'the connection broke' and err.error_code == nil`},
	} {
		fails = test.fails
		if err := state.DoString(`result, err = help.getConfig(); assert(` + test.check + `)`); err != nil {
			t.Error(err)
		}
	}
	if err := errors.New("other"); !errors.Is(generatedlua.Cause(err), err) {
		t.Error("Cause changes an error of Go")
	}
	for _, line := range []string{`error('text')`, `error({go_error=1})`, `)`} {
		if err := state.DoString(line); err == nil || generatedlua.Cause(err).Error() != err.Error() {
			t.Errorf("Cause changes the error of %s", line)
		}
	}
}

// TestGuide runs the line of Lua that the guide has.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/guide/bridges.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^    (Updates = .*)$`).FindStringSubmatch(string(guide))
	if lines == nil || !strings.Contains(string(guide), "`"+lines[1]+"`") {
		t.Fatal("the guide has no line of Lua, or another one in its table")
	}
	double := generatedtest.NewInvoker().Answer("messages.importChatInvite", &tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	if err := open(t, double, generatedlua.Options{}).DoString(lines[1]); err != nil {
		t.Error(err)
	}
}
