package tljson

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func request(t *testing.T, method, params string, options Options) (*Request, error) {
	t.Helper()
	value, err := Parse([]byte(params), true, defaultMaxValues)
	if err != nil {
		return nil, err
	}
	return Shared().Request(context.Background(), method, value, options)
}

// peers resolves names as a client's peer manager does.
var peers = Options{Peer: func(_ context.Context, name string) (tg.InputPeerClass, error) {
	switch name {
	case "@group":
		return &tg.InputPeerChat{ChatID: 5}, nil
	case "@user":
		return &tg.InputPeerUser{UserID: 6, AccessHash: 7}, nil
	case "@nil":
		return nil, nil
	}
	return nil, errors.New("secret detail")
}}

// TestMistakes has an example of each mistake that a caller can make.
func TestMistakes(t *testing.T) {
	const send = "messages.sendMessage"
	long, deep := strings.Repeat("x", 50), strings.Repeat(`{"query":`, 101)+"{}"+strings.Repeat("}", 101)
	for _, test := range []struct{ method, params, want string }{
		// The JSON.
		{send, `{`, "it is not valid JSON"},
		{send, `{} {}`, "it is not valid JSON"},
		{send, `{,}`, "it is not valid JSON"},
		{send, `{"message":"x",,}`, "it is not valid JSON"},
		{send, "{\"message\":\"\xff\"}", "the JSON is not valid UTF-8"},
		{send, `{"message":"\ud83d"}`, "the JSON has one half of a surrogate pair"},
		{send, `{"message":"\ude00\ud83d"}`, "the JSON has one half of a surrogate pair"},
		{send, `{"peer":{"a":1,"a":2}}`, `peer: the name "a" is repeated`},
		{send, `{"message":"x","mess\u0061ge":"y"}`, `the name "message" is repeated`},
		{send, deep, "query" + strings.Repeat(".query", 100) + ": it is nested more than 100 deep"},
		{send, `[]`, "want object with the parameters, got list"},
		// Fields.
		{send, `{"massage":"x"}`, `messages.sendMessage has no field "massage"`},
		{send, `{"` + long + `":1}`, `messages.sendMessage has no field "` + long[:40] + `…"`},
		{send, `{"flags":1}`, `messages.sendMessage has no field "flags"`},
		{send, `{"_":"messages.forwardMessages"}`, "want messages.sendMessage, got an object with another constructor"},
		{send, `{"message":"x"}`, "peer: it is missing, and messages.sendMessage needs it"},
		{send, `{"peer":{"_":"inputPeerSelf"},"message":null}`, "message: want string, got null"},
		// Classes.
		{send, `{"peer":{}}`, `peer: want InputPeer, got an object without "_", which names its constructor`},
		{send, `{"peer":{"_":1}}`, "peer._: want the name of a constructor, got number"},
		{send, `{"peer":{"_":"inputPeerUsr"}}`, `peer: want InputPeer, got an object whose "_" is no constructor`},
		{send, `{"peer":{"_":"inputMediaEmpty"}}`, "peer: want InputPeer, got inputMediaEmpty"},
		{send, `{"peer":{"_":"inputPeerUser","user_id":true,"access_hash":1}}`, "peer.user_id: want long, got boolean"},
		{send, `{"peer":{"_":"inputPeerUser","user_id":1}}`, "peer.access_hash: it is missing, and inputPeerUser needs it"},
		{send, `{"peer":5}`, "peer: want InputPeer, got number"},
		{send, `{"peer":"@nobody"}`, "peer: the peer can't be resolved"},
		{send, `{"peer":"@nil"}`, "peer: there is no such peer"},
		{send, `{"entities":[{"_":"messageEntityBold","offset":0,"length":1},{"_":"messageEntityBold","offset":"1","length":1}]}`,
			"entities[1].offset: want int, got string"},
		{send, `{"suggested_post":[]}`, "suggested_post: want suggestedPost, got list"},
		// Values.
		{send, `{"silent":1}`, "silent: want boolean, got number"},
		{send, `{"message":1}`, "message: want string, got number"},
		{send, `{"schedule_date":2147483648}`, "schedule_date: want int, got a number that is none or out of its range"},
		{send, `{"schedule_date":1.5}`, "schedule_date: want int, got a number that is none or out of its range"},
		{send, `{"effect":9223372036854775808}`, "effect: want long, got a number that is none or out of its range"},
		{send, `{"effect":1e300}`, "effect: want long, got a number that is none or out of its range"},
		{send, `{"effect":"9223372036854775808"}`, "effect: want long, got string"},
		{send, `{"effect":""}`, "effect: want long, got string"},
		{send, `{"entities":{}}`, "entities: want list, got object"},
		{"contacts.getContactIDs", `{"hash":[1]}`, "hash: want long, got list"},
		// Wrapped calls.
		{"invokeWithLayer", `{"layer":1}`, "query: it is missing, and invokeWithLayer needs it"},
		{"invokeWithLayer", `{"layer":1,"query":"x"}`, "query: want object with the wrapped call, got string"},
		{"invokeWithLayer", `{"layer":1,"query":{"_":"inputPeerSelf"}}`, "query: there is no such method"},
		{"invokeWithLayer", `{"layer":1,"query":{"_":"messages.importChatInvite"}}`,
			"query.hash: it is missing, and messages.importChatInvite needs it"},
		{"messages.nothing", `{}`, "there is no such method"},
	} {
		_, err := request(t, test.method, test.params, peers)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s %s: error\n%v, want\n%s", test.method, test.params, err, test.want)
		}
	}
}

// TestBytesMistakes has the mistakes in fields that none of the methods above has.
func TestBytesMistakes(t *testing.T) {
	for _, test := range []struct {
		object bin.Object
		params string
		want   string
	}{
		{&tg.InputStickeredMediaPhoto{}, `{"id":{"_":"inputPhoto","id":1,"access_hash":1,"file_reference":"?"}}`,
			"id.file_reference: want bytes in base64, got another string"},
		{&tg.InputStickeredMediaPhoto{}, `{"id":{"_":"inputPhoto","id":1,"access_hash":1,"file_reference":"aGk\n"}}`,
			"id.file_reference: want bytes in base64, got another string"},
		{&tg.InputStickeredMediaPhoto{}, `{"id":{"_":"inputPhoto","id":1,"access_hash":1,"file_reference":{"_":"bytes"}}}`,
			"id.file_reference.bytes: want bytes in base64, got null"},
		{&tg.InputStickeredMediaPhoto{}, `{"id":{"_":"inputPhoto","id":1,"access_hash":1,"file_reference":{"_":"bytes","bytes":"aGk=","x":1}}}`,
			"id.file_reference.x: bytes have no such field"},
		{&tg.InputGeoPoint{}, `{"lat":"1","long":2}`, "lat: want double, got string"},
		{&tg.InputGeoPoint{}, `{"lat":1e400,"long":2}`, "lat: want double, got a number out of its range"},
		{&tg.MessagesSavedDialogs{}, `{"dialogs":[],"messages":[],"chats":[],"users":[{"_":"userEmpty","id":{}}]}`,
			"users[0].id: want long, got object"},
		{&tg.StarGift{}, `{"id":1,"stars":1,"convert_stars":1,"sticker":{"_":"documentEmpty","id":1},"limited":false,"availability_remains":1}`,
			"availability_remains: limited has the same bit, so it must be there too"},
		{&tg.StarGift{}, `{"id":1,"stars":1,"convert_stars":1,"sticker":{"_":"documentEmpty","id":1},"limited":true}`,
			"limited: availability_remains has the same bit, so it must be there too"},
		{&tg.InputBotInlineMessageID{}, `{"dc_id":1,"id":1}`, "access_hash: it is missing, and inputBotInlineMessageID needs it"},
	} {
		value, err := Parse([]byte(test.params), false, defaultMaxValues)
		if err != nil {
			t.Fatal(err)
		}
		d := &decoder{Schema: Shared(), ctx: t.Context(), values: defaultMaxValues}
		err = d.bare(reflect.ValueOf(test.object).Elem(), value)
		if err == nil || err.Error() != test.want {
			t.Errorf("%T %s: error\n%v, want\n%s", test.object, test.params, err, test.want)
		}
	}
}

// TestBudget has a request that is short and has many values.
func TestBudget(t *testing.T) {
	_, err := request(t, "messages.forwardMessages", `{"id":[`+strings.Repeat("1,", 200_000)+`]}`, Options{})
	if err == nil || !strings.Contains(err.Error(), "too many values") {
		t.Errorf("error %v", err)
	}
	_, err = request(t, "messages.forwardMessages", `{"id":[1,2,3,4]}`, Options{MaxValues: 4})
	if err == nil || err.Error() != "id[3]: the request has too many values" {
		t.Errorf("error %v", err)
	}
}

// TestRequests has the same request in each way in which its values may be written.
func TestRequests(t *testing.T) {
	send := func(change func(*tg.MessagesSendMessageRequest)) bin.Object {
		r := &tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}, Message: "x", RandomID: 1}
		change(r)
		r.SetFlags()
		return r
	}
	const self = `{"peer":{"_":"inputPeerSelf"},"message":"x","random_id":1`
	for _, test := range []struct {
		method, params string
		want           bin.Object
	}{
		{"messages.importChatInvite", `{"hash":"abc",}`, &tg.MessagesImportChatInviteRequest{Hash: "abc"}},
		{"messages.importChatInvite", `{"_":"messages.importChatInvite","hash":""}`, &tg.MessagesImportChatInviteRequest{}},
		{"messages.importChatInvite", `{"hash":",]\",}",}`, &tg.MessagesImportChatInviteRequest{Hash: `,]",}`}},
		{"messages.importChatInvite", `{"hash":"\ud83d\ude00\\ud83d"}`, &tg.MessagesImportChatInviteRequest{Hash: `😀\ud83d`}},
		{"messages.importChatInvite", `{"hash":{"_":"bytes","bytes":"//4"}}`, &tg.MessagesImportChatInviteRequest{Hash: "\xff\xfe"}},
		{"contacts.getContactIDs", `{"hash":"9223372036854775807"}`, &tg.ContactsGetContactIDsRequest{Hash: 1<<63 - 1}},
		{"contacts.getContactIDs", `{"hash":1e3}`, &tg.ContactsGetContactIDsRequest{Hash: 1000}},
		{"contacts.getContactIDs", `{}`, &tg.ContactsGetContactIDsRequest{}}, // optional on the page
		{"messages.sendMessage", self + `}`, send(func(*tg.MessagesSendMessageRequest) {})},
		{"messages.sendMessage", self + `,"silent":false,"schedule_date":null}`, send(func(*tg.MessagesSendMessageRequest) {})},
		{"messages.sendMessage", self + `,"silent":true,"schedule_date":0}`, send(func(r *tg.MessagesSendMessageRequest) {
			r.Silent = true
			r.SetScheduleDate(0)
		})},
		{"messages.sendMessage", self + `,"entities":[]}`, send(func(r *tg.MessagesSendMessageRequest) { r.SetEntities([]tg.MessageEntityClass{}) })},
		{"messages.sendMessage", self + `,"send_as":"@user"}`, send(func(r *tg.MessagesSendMessageRequest) {
			r.SetSendAs(&tg.InputPeerUser{UserID: 6, AccessHash: 7})
		})},
		{"messages.sendMessage", self + `,"send_as":{"_":"inputChannel","channel_id":8,"access_hash":9}}`, send(func(r *tg.MessagesSendMessageRequest) {
			r.SetSendAs(&tg.InputPeerChannel{ChannelID: 8, AccessHash: 9})
		})},
		{"invokeWithLayer", `{"layer":158,"query":{"_":"help.getNearestDc"}}`,
			&tg.InvokeWithLayerRequest{Layer: 158, Query: &tg.HelpGetNearestDCRequest{}}},
	} {
		got, err := request(t, test.method, test.params, peers)
		if err != nil {
			t.Errorf("%s %s: %v", test.method, test.params, err)
			continue
		}
		if diff := cmp.Diff(test.want, got.Object); diff != "" || got.RandomID != nil {
			t.Errorf("%s %s (-want +got), and %v was drawn:\n%s", test.method, test.params, got.RandomID, diff)
		}
	}
}

// TestPeers converts a peer of each kind to each type that names peers.
func TestPeers(t *testing.T) {
	objects := []bin.Object{
		&tg.InputPeerEmpty{}, &tg.InputPeerSelf{}, &tg.InputPeerChat{ChatID: 1}, &tg.InputPeerUser{UserID: 2, AccessHash: 3}, &tg.InputPeerChannel{ChannelID: 4, AccessHash: 5},
		&tg.InputPeerUserFromMessage{Peer: &tg.InputPeerSelf{}, MsgID: 6, UserID: 7}, &tg.InputPeerChannelFromMessage{Peer: &tg.InputPeerSelf{}, MsgID: 8, ChannelID: 9},
	}
	for _, peer := range objects {
		for _, to := range []reflect.Type{inputUser, inputChannel, inputDialogPeer} {
			d := &decoder{Schema: Shared()}
			converted := reflect.New(to).Elem()
			if err := d.convertPeer(converted, peer); err != nil {
				if want := "want " + d.className(to) + ", got a peer of another kind"; err.Error() != want {
					t.Errorf("%T to %s: %v", peer, to, err)
				}
				continue
			}
			if back := peerOf(converted.Interface()); !cmp.Equal(peer.(tg.InputPeerClass), back) {
				t.Errorf("%T to %s and back is %v", peer, to, back)
			}
		}
	}
}

// TestRandomIDs draws each kind of random_id, also in a call that is wrapped.
func TestRandomIDs(t *testing.T) {
	const peer = `"peer":{"_":"inputPeerSelf"}`
	for _, test := range []struct {
		method, params string
		valid          func(drawn any) bool
	}{
		{"messages.sendMessage", `{` + peer + `,"message":"x","random_id":0}`, func(d any) bool { return d.(int64) != 0 }},
		{"invokeWithoutUpdates", `{"query":{"_":"messages.sendMessage",` + peer + `,"message":"x"}}`, func(d any) bool { return d.(int64) != 0 }},
		{"messages.forwardMessages", `{"from_peer":{"_":"inputPeerSelf"},"to_peer":{"_":"inputPeerSelf"},"id":[1,2,3]}`,
			func(d any) bool { ids := d.([]int64); return len(ids) == 3 && ids[0] != ids[1] && ids[1] != ids[2] }},
		{"messages.sendPaidReaction", `{` + peer + `,"msg_id":1,"count":2}`, func(d any) bool { return d.(int64)>>32 > 1_700_000_000 }},
		{"phone.requestCall", `{"user_id":{"_":"inputUserSelf"},"g_a_hash":"","protocol":{"min_layer":1,"max_layer":1,"library_versions":[]}}`,
			func(d any) bool { return d.(int) != 0 && int(int32(d.(int))) == d.(int) }},
	} {
		r, err := request(t, test.method, test.params, Options{})
		if err != nil {
			t.Errorf("%s: %v", test.method, err)
			continue
		}
		if r.RandomID == nil || !test.valid(r.RandomID) {
			t.Errorf("%s: %v was drawn", test.method, r.RandomID)
		}
		var b bin.Buffer
		if err := r.Object.Encode(&b); err != nil {
			t.Error(err)
		}
	}
}

// TestPermit asks about a call and about all calls that it wraps.
func TestPermit(t *testing.T) {
	var asked []string
	denied := errors.New("not today")
	options := Options{Permit: func(method string) error {
		asked = append(asked, method)
		if method == "help.getNearestDc" {
			return denied
		}
		return nil
	}}
	_, err := request(t, "invokeWithLayer", `{"layer":1,"query":{"_":"invokeWithoutUpdates","query":{"_":"help.getNearestDc"}}}`, options)
	if !errors.Is(err, denied) || err.Error() != "query.query: not today" {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff([]string{"invokeWithLayer", "invokeWithoutUpdates", "help.getNearestDc"}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

// TestResults decodes answers of each kind of type that methods return.
func TestResults(t *testing.T) {
	for _, test := range []struct {
		method, params string
		answer         bin.Encoder
		want           string // "" for an error
	}{
		{"account.checkUsername", `{"username":"x"}`, &tg.BoolTrue{}, `true`},
		{"account.checkUsername", `{"username":"x"}`, &tg.BoolFalse{}, `false`},
		{"account.checkUsername", `{"username":"x"}`, &tg.NearestDC{}, ``},
		{"contacts.getContactIDs", `{}`, &tg.IntVector{Elems: []int{1, -2}}, `[1,-2]`},
		{"contacts.getStatuses", `{}`, &tg.ContactStatusVector{Elems: []tg.ContactStatus{{UserID: 7, Status: &tg.UserStatusEmpty{}}}},
			`[{"_":"contactStatus","user_id":"7","status":{"_":"userStatusEmpty"}}]`},
		{"help.getNearestDc", `{}`, &tg.NearestDC{Country: "NL", ThisDC: 1, NearestDC: 2}, `{"_":"nearestDc","country":"NL","this_dc":1,"nearest_dc":2}`},
		{"invokeWithLayer", `{"layer":1,"query":{"_":"account.checkUsername","username":"x"}}`, &tg.BoolTrue{}, `true`},
		{"messages.importChatInvite", `{"hash":"x"}`, &tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}},
			`{"_":"messages.chatInviteJoinResultOk","updates":{"_":"updatesTooLong"}}`},
		{"messages.importChatInvite", `{"hash":"x"}`, &tg.UpdatesTooLong{}, ``},
	} {
		r, err := request(t, test.method, test.params, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var b bin.Buffer
		if err := test.answer.Encode(&b); err != nil {
			t.Fatal(err)
		}
		var w JSON
		if err = r.Result.Decode(&b); err == nil {
			err = Printer{Schema: Shared()}.Print(&w, r.Result.Value())
		}
		if (err == nil) != (test.want != "") || string(w.Text) != test.want {
			t.Errorf("%s: %s, %v, want %s", test.method, w.Text, err, test.want)
		}
	}
}

// TestForms has values of HTML forms: JSON, or text as it is.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        any // nil for an error
	}{
		{"message", `text`, "text"},
		{"message", `"text"`, "text"},
		{"message", `{}`, "{}"},
		{"message", `"`, `"`},
		{"message", `12`, "12"},
		{"message", `null`, "null"},
		{"message", `"a" b`, `"a" b`},
		{"message", `{"_":"bytes","bytes":"aGk="}`, "hi"},
		{"message", "\xff", nil},
		{"silent", `true`, true},
		{"silent", `yes`, nil},
		{"schedule_date", `12`, 12},
		{"schedule_date", `"12"`, nil},
		{"effect", `12`, int64(12)},
		{"effect", `"12"`, int64(12)},
		{"effect", `x`, nil},
		{"send_as", `@user`, &tg.InputPeerUser{UserID: 6, AccessHash: 7}},
		{"send_as", `"@user"`, &tg.InputPeerUser{UserID: 6, AccessHash: 7}},
		{"send_as", `me`, &tg.InputPeerSelf{}},
		{"send_as", `{"_":"inputPeerSelf"}`, &tg.InputPeerSelf{}},
		{"send_as", `{"_":"inputPeerSelf"`, nil},
		{"entities", `[]`, []tg.MessageEntityClass{}},
		{"entities", `x`, nil},
		{"suggested_post", `x`, nil},
	} {
		params := jsonObject{{"random_id", Number("1")}}
		if test.name != "message" {
			params = append(params, jsonField{"message", "x"})
		}
		params = append(params, jsonField{"peer", "me"}, jsonField{test.name, Form(test.value)})
		r, err := Shared().Request(t.Context(), "messages.sendMessage", params, peers)
		if err != nil {
			if test.want != nil {
				t.Errorf("%s=%s: %v", test.name, test.value, err)
			}
			continue
		}
		plan, _ := Shared().PlanOf(reflect.TypeOf(r.Object).Elem())
		got := reflect.ValueOf(r.Object).Elem().Field(plan.Fields[plan.byName[test.name]].index).Interface()
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s=%s (-want +got):\n%s", test.name, test.value, diff)
		}
	}
}

// FuzzRequest shows that no JSON makes the decoder panic, and that tg encodes what it
// accepts, the same after it was written and read again.
func FuzzRequest(f *testing.F) {
	f.Add("messages.sendMessage", `{"peer":{"_":"inputPeerSelf"},"message":"x","entities":[{"_":"messageEntityBold","offset":0,"length":1}]}`)
	f.Add("invokeWithLayer", `{"layer":1,"query":{"_":"messages.importChatInvite","hash":{"_":"bytes","bytes":"aGk="}}}`)
	f.Add("messages.forwardMessages", `{"from_peer":"@user","to_peer":{"_":"inputUserSelf"},"id":[1,2e0,],"top_msg_id":null,}`)
	f.Add("messages.sendMessage", `{"rich_message":{"_":"inputRichMessage"},"suggested_post":{"price":{"_":"starsAmount","amount":"1","nanos":0}}}`)
	f.Fuzz(func(t *testing.T, method, params string) {
		r, err := request(t, method, params, peers)
		if err != nil {
			return
		}
		var w JSON
		if err := (Printer{Schema: Shared()}).Print(&w, reflect.ValueOf(r.Object)); err != nil {
			t.Fatal(err)
		}
		again, err := request(t, method, string(w.Text), peers)
		if err != nil {
			t.Fatalf("%s is not accepted: %v", w.Text, err)
		}
		if diff := cmp.Diff(r.Object, again.Object); diff != "" {
			t.Errorf("%s (-first +again):\n%s", w.Text, diff)
		}
	})
}
