package generated_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"

	"example.com/docgen/generated"
)

// TestOverMTProto calls methods through a telegram.Client that is connected to
// a server in this process.
func TestOverMTProto(t *testing.T) {
	s, client := connect(t)
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s *server, client *telegram.Client)
	}{
		{"class", testClass},
		{"pointer", testPointer},
		{"bool", testBool},
		{"vector", testVector},
		{"documented error", testDocumentedErrors},
		{"undocumented error", testUndocumentedError},
		{"unknown error", testUnknownError},
		{"error with a number", testErrorWithNumber},
		{"flood wait", testFloodWait},
		{"optional parameter", testOptionalParameter},
		{"random ID", testRandomID},
		{"random ID for each", testRandomIDForEach},
		{"nil parameter", testNilParameter},
		{"InvokeWithLayer", testInvokeWithLayer},
		{"LayerInvoker", testLayerInvoker},
		{"Business", testBusiness},
		{"zero is sent", testZeroIsSent},
		{"false is sent", testFalseIsSent},
		{"nil in a slice", testNilInSlice},
		{"params twice", testParamsTwice},
		{"flags in middleware", testFlagsInMiddleware},
		{"random ID kinds", testRandomIDKinds},
		{"vector of ints", testVectorOfInts},
		{"flood wait middleware", testFloodWaitMiddleware},
		{"wrapper error", testWrapperError},
		{"not an object", testNotObject},
		{"odd errors", testOddErrors},
		{"context", testContext},
		{"migration", testMigration},
		{"Request", testRequest},
		{"DrawRandomID", testDrawRandomID},
		{"Any", testAny},
		{"text of a middleware", testTextOfMiddleware},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, s, client) })
	}
}

func testClass(t *testing.T, s *server, client *telegram.Client) {
	for _, want := range []tg.MessagesChatInviteJoinResultClass{
		&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}},
		&tg.MessagesChatInviteJoinResultWebView{BotID: 3, QueryID: 4, Users: []tg.UserClass{&tg.UserEmpty{ID: 5}}},
	} {
		s.answer(want)
		got, err := importChatInvite(t, client)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("result (-want +got):\n%s", diff)
		}
		var query tg.MessagesImportChatInviteRequest
		s.query(t, &query)
		if query.Hash != inviteHash {
			t.Errorf("the server got hash %q, want %q", query.Hash, inviteHash)
		}
	}
}

const inviteHash = "AAAAAEHbEkejzxUjAUCfYg"

func importChatInvite(t *testing.T, client *telegram.Client) (tg.MessagesChatInviteJoinResultClass, error) {
	return generated.NewUser(client).MessagesImportChatInvite(t.Context(), generated.MessagesImportChatInviteParams{Hash: inviteHash})
}

func testPointer(t *testing.T, s *server, client *telegram.Client) {
	want := &tg.NearestDC{Country: "NL", ThisDC: datacenter, NearestDC: 4}
	s.answer(want)
	got, err := generated.NewUser(client).HelpGetNearestDC(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	s.query(t, &tg.HelpGetNearestDCRequest{})
}

func testBool(t *testing.T, s *server, client *telegram.Client) {
	for _, test := range []struct {
		answer bin.Encoder
		want   bool
	}{
		{&tg.BoolTrue{}, true},
		{&tg.BoolFalse{}, false},
	} {
		s.answer(test.answer)
		params := generated.AccountCheckUsernameParams{Username: "durov"}
		got, err := generated.NewUser(client).AccountCheckUsername(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		if got != test.want {
			t.Errorf("%T gives %t, want %t", test.answer, got, test.want)
		}
		var query tg.AccountCheckUsernameRequest
		s.query(t, &query)
		if query.Username != params.Username {
			t.Errorf("the server got username %q, want %q", query.Username, params.Username)
		}
	}
}

func testVector(t *testing.T, s *server, client *telegram.Client) {
	want := []tg.ContactStatus{
		{UserID: 7, Status: &tg.UserStatusOnline{Expires: 8}},
		{UserID: 9, Status: &tg.UserStatusEmpty{}},
	}
	s.answer(&tg.ContactStatusVector{Elems: want})
	got, err := generated.NewUser(client).ContactsGetStatuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	s.query(t, &tg.ContactsGetStatusesRequest{})
}

func testOptionalParameter(t *testing.T, s *server, client *telegram.Client) {
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"}
	query := sendMessage(t, s, client, params)
	if date, ok := query.GetScheduleDate(); ok {
		t.Errorf("a nil ScheduleDate was sent as %d", date)
	}
	params.ScheduleDate = new(int)
	query = sendMessage(t, s, client, params)
	if date, ok := query.GetScheduleDate(); date != 0 || !ok {
		t.Errorf("a ScheduleDate of 0 was sent as %d, %t, want 0, true", date, ok)
	}
	query.RandomID = 0
	want := tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}, Message: "text"}
	want.SetScheduleDate(0)
	if diff := cmp.Diff(want, query); diff != "" {
		t.Errorf("the server got (-want +got):\n%s", diff)
	}
}

// sendMessage calls messages.sendMessage and returns what the server got.
func sendMessage(t *testing.T, s *server, client *telegram.Client, params generated.MessagesSendMessageParams) tg.MessagesSendMessageRequest {
	t.Helper()
	s.answer(&tg.UpdatesTooLong{})
	if _, err := generated.NewUser(client).MessagesSendMessage(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	var query tg.MessagesSendMessageRequest
	s.query(t, &query)
	return query
}

func testRandomID(t *testing.T, s *server, client *telegram.Client) {
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"}
	first := sendMessage(t, s, client, params).RandomID
	second := sendMessage(t, s, client, params).RandomID
	if first == 0 || second == 0 || first == second {
		t.Errorf("two calls sent the random IDs %d and %d", first, second)
	}
	params.RandomID = 42
	if got := sendMessage(t, s, client, params).RandomID; got != 42 {
		t.Errorf("random ID 42 was sent as %d", got)
	}
}

func testRandomIDForEach(t *testing.T, s *server, client *telegram.Client) {
	params := generated.MessagesForwardMessagesParams{
		FromPeer: &tg.InputPeerSelf{},
		ToPeer:   &tg.InputPeerChat{ChatID: 6},
		ID:       []int{1, 2, 3},
	}
	drawn := forwardMessages(t, s, client, params)
	again := forwardMessages(t, s, client, params)
	if len(drawn) != len(params.ID) || len(again) != len(params.ID) {
		t.Errorf("for %d messages the random IDs %d and %d were sent", len(params.ID), drawn, again)
	}
	seen := map[int64]bool{0: true}
	for _, id := range append(drawn, again...) {
		if seen[id] {
			t.Errorf("random ID %d is 0 or was drawn before", id)
		}
		seen[id] = true
	}
	params.RandomID = []int64{4, 5, 6}
	if got := forwardMessages(t, s, client, params); !slices.Equal(got, params.RandomID) {
		t.Errorf("the random IDs %d were sent as %d", params.RandomID, got)
	}
}

// forwardMessages calls messages.forwardMessages and returns the random IDs that
// the server got.
func forwardMessages(t *testing.T, s *server, client *telegram.Client, params generated.MessagesForwardMessagesParams) []int64 {
	t.Helper()
	s.answer(&tg.UpdatesTooLong{})
	if _, err := generated.NewUser(client).MessagesForwardMessages(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	var query tg.MessagesForwardMessagesRequest
	s.query(t, &query)
	if diff := cmp.Diff(params.ID, query.ID); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	return query.RandomID
}

func testNilParameter(t *testing.T, s *server, client *telegram.Client) {
	s.answer(&tg.NearestDC{})
	user := generated.NewUser(client)
	_, err := user.MessagesSendMessage(t.Context(), generated.MessagesSendMessageParams{Message: "text"})
	var missing *generated.NilParameterError
	if !errors.As(err, &missing) {
		t.Fatalf("%v (%T) is no NilParameterError", err, err)
	}
	want := generated.NilParameterError{Method: "messages.sendMessage", Parameter: "Peer"}
	if diff := cmp.Diff(want, *missing); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	// Messages arrive in order. If the first call had been sent, the server would have it once it answers this one.
	if _, err := user.HelpGetNearestDC(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.query(t, &tg.HelpGetNearestDCRequest{})
}

func testInvokeWithLayer(t *testing.T, s *server, client *telegram.Client) {
	want := tg.NearestDC{Country: "NL", ThisDC: datacenter, NearestDC: 4}
	s.answer(&want)
	bot := generated.NewBot(client)
	params := generated.InvokeWithLayerParams{Layer: 158}
	var got tg.NearestDC
	if err := bot.InvokeWithLayer(t.Context(), params, &tg.HelpGetNearestDCRequest{}, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	checkLayer(t, s, 158, &tg.HelpGetNearestDCRequest{})

	s.fail(400, "INPUT_LAYER_INVALID")
	err := bot.InvokeWithLayer(t.Context(), params, &tg.HelpGetNearestDCRequest{}, &got)
	if call := checkCallError(t, err, "help.getNearestDc", 400, "INPUT_LAYER_INVALID"); !call.Documented() {
		t.Error("Documented() = false, want true: invokeWithLayer's page has the error")
	}

	err = bot.InvokeWithLayer(t.Context(), params, nil, &got)
	var missing *generated.NilParameterError
	if !errors.As(err, &missing) {
		t.Errorf("without a query: %v (%T) is no NilParameterError", err, err)
	}
}

func testLayerInvoker(t *testing.T, s *server, client *telegram.Client) {
	user := generated.NewUser(generated.LayerInvoker(client, 158))
	s.answer(&tg.MessagesChatInviteJoinResultOk{Updates: &tg.UpdatesTooLong{}})
	params := generated.MessagesImportChatInviteParams{Hash: inviteHash}
	if _, err := user.MessagesImportChatInvite(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	var query tg.MessagesImportChatInviteRequest
	checkLayer(t, s, 158, &query)
	if query.Hash != inviteHash {
		t.Errorf("the server got hash %q, want %q", query.Hash, inviteHash)
	}

	s.fail(400, "INVITE_HASH_EXPIRED")
	_, err := user.MessagesImportChatInvite(t.Context(), params)
	call := checkCallError(t, err, "messages.importChatInvite", 400, "INVITE_HASH_EXPIRED")
	if !call.Documented() {
		t.Error("Documented() = false, want true")
	}
	checkOnly(t, err, generated.ErrInviteHashExpired)
}

// checkLayer checks that the server got query wrapped in invokeWithLayer, and
// decodes it.
func checkLayer(t *testing.T, s *server, layer int, query bin.Object) {
	t.Helper()
	wrapper := tg.InvokeWithLayerRequest{Query: query}
	s.query(t, &wrapper)
	if wrapper.Layer != layer {
		t.Errorf("the server got layer %d, want %d", wrapper.Layer, layer)
	}
}

func testBusiness(t *testing.T, s *server, client *telegram.Client) {
	business := generated.NewBot(client).Business("conn")
	params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text"}
	s.answer(&tg.UpdatesTooLong{})
	if _, err := business.MessagesSendMessage(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	var query tg.MessagesSendMessageRequest
	wrapper := tg.InvokeWithBusinessConnectionRequest{Query: &query}
	s.query(t, &wrapper)
	if wrapper.ConnectionID != "conn" {
		t.Errorf("the server got connection ID %q, want %q", wrapper.ConnectionID, "conn")
	}
	if query.Message != params.Message || query.RandomID == 0 {
		t.Errorf("the server got message %q with random ID %d, want %q with one that was drawn", query.Message, query.RandomID, params.Message)
	}

	s.fail(400, "MESSAGE_EMPTY")
	_, err := business.MessagesSendMessage(t.Context(), params)
	call := checkCallError(t, err, "messages.sendMessage", 400, "MESSAGE_EMPTY")
	if !call.Documented() {
		t.Error("Documented() = false, want true")
	}
}
