package generated_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"

	"example.com/docgen/generated"
)

// testZeroIsSent shows that a pointer to 0 and an empty slice are sent, and that nil is
// not.
func testZeroIsSent(t *testing.T, s *server, client *telegram.Client) {
	query := sendMessage(t, s, client, generated.MessagesSendMessageParams{
		Peer: &tg.InputPeerSelf{}, Entities: []tg.MessageEntityClass{}, Effect: new(int64),
	})
	if entities, ok := query.GetEntities(); len(entities) != 0 || !ok {
		t.Errorf("empty entities were sent as %v, %t, want none, true", entities, ok)
	}
	if effect, ok := query.GetEffect(); effect != 0 || !ok {
		t.Errorf("an effect of 0 was sent as %d, %t, want 0, true", effect, ok)
	}
	query = sendMessage(t, s, client, generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Silent: true})
	for name, sent := range map[string]bool{
		"entities": query.Flags.Has(3), "effect": query.Flags.Has(18), "schedule_date": query.Flags.Has(10),
	} {
		if sent {
			t.Errorf("%s was sent, but is nil", name)
		}
	}
	if !query.GetSilent() || query.GetBackground() {
		t.Errorf("silent %t, background %t, want true, false", query.GetSilent(), query.GetBackground())
	}
}

// testFalseIsSent shows that a pointer to false is sent, that nil is not, and what is
// sent if two parameters share a flag.
func testFalseIsSent(t *testing.T, s *server, client *telegram.Client) {
	call := &tg.InputGroupCall{ID: 1}
	no, yes := false, true
	for name, test := range map[string]struct {
		params                    generated.PhoneToggleGroupCallRecordParams
		portrait, portraitIsThere bool
	}{
		"nil":           {generated.PhoneToggleGroupCallRecordParams{Call: call}, false, false},
		"false":         {generated.PhoneToggleGroupCallRecordParams{Call: call, VideoPortrait: &no}, false, true},
		"true":          {generated.PhoneToggleGroupCallRecordParams{Call: call, VideoPortrait: &yes}, true, true},
		"both":          {generated.PhoneToggleGroupCallRecordParams{Call: call, Video: true, VideoPortrait: &no}, false, true},
		"the other one": {generated.PhoneToggleGroupCallRecordParams{Call: call, Video: true}, false, true},
	} {
		s.answer(&tg.UpdatesTooLong{})
		if _, err := generated.NewUser(client).PhoneToggleGroupCallRecord(t.Context(), test.params); err != nil {
			t.Fatal(err)
		}
		var query tg.PhoneToggleGroupCallRecordRequest
		s.query(t, &query)
		portrait, ok := query.GetVideoPortrait()
		if portrait != test.portrait || ok != test.portraitIsThere || query.Video != ok {
			t.Errorf("%s: the server got portrait %t, %t, video %t", name, portrait, ok, query.Video)
		}
	}
}

// testNilInSlice shows that gotd/td returns an error for a nil class in a slice, and
// sends nothing.
func testNilInSlice(t *testing.T, s *server, client *telegram.Client) {
	s.answer(&tg.UpdatesTooLong{})
	_, err := generated.NewUser(client).MessagesSendMessage(t.Context(), generated.MessagesSendMessageParams{
		Peer: &tg.InputPeerSelf{}, Message: "text", Entities: []tg.MessageEntityClass{nil},
	})
	var call *generated.CallError
	if err == nil || errors.As(err, &call) || !strings.Contains(err.Error(), "entities element with index 0 is nil") {
		t.Errorf("got %v", err)
	}
	if n := s.count(); n != 0 {
		t.Errorf("the server got %d queries, want none", n)
	}
}

// testParamsTwice shows that a call does not change its params, and that a second call
// with these params sends the same request, except for random numbers.
func testParamsTwice(t *testing.T, s *server, client *telegram.Client) {
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text", ScheduleDate: new(int)}
	before := params
	first := sendMessage(t, s, client, params)
	second := sendMessage(t, s, client, params)
	if !reflect.DeepEqual(params, before) {
		t.Errorf("the params became %+v", params)
	}
	if first.RandomID == second.RandomID {
		t.Errorf("both calls have the random ID %d", first.RandomID)
	}
	first.RandomID, second.RandomID = 0, 0
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the second call differs (-first +second):\n%s", diff)
	}
	params.RandomID = 7
	if diff := cmp.Diff(sendMessage(t, s, client, params), sendMessage(t, s, client, params)); diff != "" {
		t.Errorf("with a random ID the second call differs (-first +second):\n%s", diff)
	}
}

// testFlagsInMiddleware shows that an invoker sees the flags of a request, which gotd/td
// alone would set only when it encodes the request.
func testFlagsInMiddleware(t *testing.T, s *server, client *telegram.Client) {
	var seen bin.Fields
	user := generated.NewUser(invoker(func(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
		seen = input.(*tg.MessagesSendMessageRequest).Flags
		return client.Invoke(ctx, input, output)
	}))
	s.answer(&tg.UpdatesTooLong{})
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Silent: true, ScheduleDate: new(int)}
	if _, err := user.MessagesSendMessage(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	var query tg.MessagesSendMessageRequest
	s.query(t, &query)
	if seen == 0 || seen != query.Flags {
		t.Errorf("an invoker saw the flags %b, the server %b", seen, query.Flags)
	}
}

// testRandomIDKinds checks other random_ids than a random long: an int, a long with the
// time in its upper half, and bytes, which the caller must choose.
func testRandomIDKinds(t *testing.T, s *server, client *telegram.Client) {
	user := generated.NewUser(client)
	call := generated.PhoneRequestCallParams{
		UserID: &tg.InputUserSelf{}, GAHash: []byte{1}, Protocol: tg.PhoneCallProtocol{LibraryVersions: []string{"1"}},
	}
	requestCall := func() int {
		s.answer(&tg.PhonePhoneCall{PhoneCall: &tg.PhoneCallEmpty{ID: 1}})
		if _, err := user.PhoneRequestCall(t.Context(), call); err != nil {
			t.Fatal(err)
		}
		var query tg.PhoneRequestCallRequest
		s.query(t, &query)
		return query.RandomID
	}
	if first, second := requestCall(), requestCall(); first == 0 || first == second {
		t.Errorf("two calls sent the random IDs %d and %d", first, second)
	}
	call.RandomID = -5
	if got := requestCall(); got != -5 {
		t.Errorf("random ID -5 was sent as %d", got)
	}

	s.answer(&tg.UpdatesTooLong{})
	before := time.Now().Unix()
	if _, err := user.MessagesSendPaidReaction(t.Context(), generated.MessagesSendPaidReactionParams{Peer: &tg.InputPeerSelf{}, Count: 1}); err != nil {
		t.Fatal(err)
	}
	var reaction tg.MessagesSendPaidReactionRequest
	s.query(t, &reaction)
	if at := reaction.RandomID >> 32; at < before || at > time.Now().Unix() {
		t.Errorf("the upper half of random ID %d is %d, want the Unix time", reaction.RandomID, at)
	}

	s.answer(&tg.BoolTrue{})
	for _, id := range [][]byte{nil, {1, 2}} {
		s.answer(&tg.BoolTrue{})
		if _, err := user.MessagesViewSponsoredMessage(t.Context(), generated.MessagesViewSponsoredMessageParams{RandomID: id}); err != nil {
			t.Fatal(err)
		}
		var query tg.MessagesViewSponsoredMessageRequest
		s.query(t, &query)
		if !bytes.Equal(query.RandomID, id) {
			t.Errorf("random ID %v was sent as %v", id, query.RandomID)
		}
	}
}

func testVectorOfInts(t *testing.T, s *server, client *telegram.Client) {
	s.answer(&tg.IntVector{Elems: []int{7, 9}})
	got, err := generated.NewUser(client).ContactsGetContactIDs(t.Context(), generated.ContactsGetContactIDsParams{})
	if err != nil || !slices.Equal(got, []int{7, 9}) {
		t.Errorf("got %v, %v", got, err)
	}
}

// invoker is a function that implements tg.Invoker.
type invoker func(ctx context.Context, input bin.Encoder, output bin.Decoder) error

func (f invoker) Invoke(ctx context.Context, input bin.Encoder, output bin.Decoder) error {
	return f(ctx, input, output)
}
