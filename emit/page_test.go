package emit_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/bind"
)

// TestCall compares a method for each shape of a call.
func TestCall(t *testing.T) {
	for method, want := range map[string]string{
		"help.getNearestDc": `func (c *client) HelpGetNearestDC(ctx context.Context) (*tg.NearestDC, error) {
	return c.api.HelpGetNearestDC(ctx)
}
`,
		"account.checkUsername": `func (c *client) AccountCheckUsername(ctx context.Context, params AccountCheckUsernameParams) (bool, error) {
	return c.api.AccountCheckUsername(ctx, params.Username)
}
`,
		// The zero value of a bool is false; an optional number is a pointer.
		"messages.setTyping": `func (c *client) MessagesSetTyping(ctx context.Context, params MessagesSetTypingParams) (bool, error) {
	if params.Peer == nil {
		return false, &NilParameterError{Method: "messages.setTyping", Parameter: "Peer"}
	}
	if params.Action == nil {
		return false, &NilParameterError{Method: "messages.setTyping", Parameter: "Action"}
	}
	request := tg.MessagesSetTypingRequest{
		Peer:   params.Peer,
		Action: params.Action,
	}
	if params.TopMsgID != nil {
		request.SetTopMsgID(*params.TopMsgID)
	}
	request.SetFlags()
	return c.api.MessagesSetTyping(ctx, &request)
}
`,
		// A nil slice is sent as an empty one; a request without flags sets none.
		"channels.inviteToChannel": `func (c *client) ChannelsInviteToChannel(ctx context.Context, params ChannelsInviteToChannelParams) (*tg.MessagesInvitedUsers, error) {
	if params.Channel == nil {
		return nil, &NilParameterError{Method: "channels.inviteToChannel", Parameter: "Channel"}
	}
	request := tg.ChannelsInviteToChannelRequest{
		Channel: params.Channel,
		Users:   params.Users,
	}
	return c.api.ChannelsInviteToChannel(ctx, &request)
}
`,
		// All parameters are optional.
		"account.updateProfile": `func (c *client) AccountUpdateProfile(ctx context.Context, params AccountUpdateProfileParams) (tg.UserClass, error) {
	request := tg.AccountUpdateProfileRequest{}
	if params.FirstName != nil {
		request.SetFirstName(*params.FirstName)
	}
	if params.LastName != nil {
		request.SetLastName(*params.LastName)
	}
	if params.About != nil {
		request.SetAbout(*params.About)
	}
	request.SetFlags()
	return c.api.AccountUpdateProfile(ctx, &request)
}
`,
	} {
		got := declaration(t, pageFile(t, bound(t, method)), "func (c *client) ")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", method, diff)
		}
	}
}

// TestReceiver checks which type has a method, and what its comment says, for all
// that a page can say about users and bots.
func TestReceiver(t *testing.T) {
	for _, c := range []struct{ users, bots, receiver, sentence string }{
		{"YES", "YES", "(c *client)", "Users and bots can call it."},
		{"YES", "NO", "(u *User)", "Users can call it, bots can't."},
		{"YES", "", "(c *client)", "Users can call it; whether bots can is not documented."},
		{"NO", "YES", "(b *Bot)", "Bots can call it, users can't."},
		{"NO", "NO", "(c *client)", "Neither users nor bots can call it."},
		{"NO", "", "(b *Bot)", "Users can't call it; whether bots can is not documented."},
		{"", "YES", "(c *client)", "Bots can call it; whether users can is not documented."},
		{"", "NO", "(u *User)", "Bots can't call it; whether users can is not documented."},
		{"", "", "(c *client)", "Who can call it is not documented."},
	} {
		file := pageFile(t, bound(t, "help.getNearestDc", flags(c.users, c.bots, "")))
		start := "func " + c.receiver + " HelpGetNearestDC("
		declaration(t, file, start)
		if got := comment(t, file, start); got != "HelpGetNearestDC calls help.getNearestDc.\n\n"+c.sentence {
			t.Errorf("users %q, bots %q: the comment is %q", c.users, c.bots, got)
		}
	}
}

func TestBusinessMethod(t *testing.T) {
	for _, c := range []struct{ users, bots, documented, call string }{
		{"YES", "YES", "Bot", "b.client"},
		{"YES", "NO", "User", "(&User{b.client})"},
		{"NO", "YES", "Bot", "(&Bot{b.client})"},
	} {
		file := pageFile(t, bound(t, "messages.setTyping", flags(c.users, c.bots, "YES")))
		start := "func (b *Business) MessagesSetTyping("
		want := start + "ctx context.Context, params MessagesSetTypingParams) (bool, error) {\n\treturn " + c.call + ".MessagesSetTyping(ctx, params)\n}\n"
		if got := declaration(t, file, start); got != want {
			t.Errorf("users %s, bots %s: got\n%s\nwant\n%s", c.users, c.bots, got, want)
		}
		text := strings.ReplaceAll(comment(t, file, start), "\n", " ")
		if want := "MessagesSetTyping calls messages.setTyping over the business connection; see [" + c.documented + ".MessagesSetTyping]."; text != want {
			t.Errorf("users %s, bots %s: the comment is %q, want %q", c.users, c.bots, text, want)
		}
	}
	for method, want := range map[string]string{
		"help.getNearestDc":     "HelpGetNearestDC(ctx context.Context) (*tg.NearestDC, error) {\n\treturn b.client.HelpGetNearestDC(ctx)\n}\n",
		"account.checkUsername": "AccountCheckUsername(ctx context.Context, params AccountCheckUsernameParams) (bool, error) {\n\treturn b.client.AccountCheckUsername(ctx, params)\n}\n",
	} {
		file := pageFile(t, bound(t, method, flags("", "YES", "YES")))
		if got := declaration(t, file, "func (b *Business) "); got != "func (b *Business) "+want {
			t.Errorf("%s: got\n%s\nwant\n%s", method, got, want)
		}
	}
	if file := pageFile(t, bound(t, "messages.setTyping", flags("YES", "YES", "NO"))); strings.Contains(file, "Business") {
		t.Errorf("a method that is not for business is in\n%s", file)
	}
}

// TestFieldType checks the types of fields. An optional field is a pointer if its
// type could not be nil otherwise.
func TestFieldType(t *testing.T) {
	for _, c := range []struct{ method, field, typ string }{
		{"messages.setTyping", "Peer", "tg.InputPeerClass"},
		{"messages.setTyping", "TopMsgID", "*int"},
		{"stories.editStory", "Media", "tg.InputMediaClass"},
		{"stories.editStory", "Caption", "*string"},
		{"stories.editStory", "Entities", "[]tg.MessageEntityClass"},
		{"messages.sendMessage", "Silent", "bool"},
		{"messages.sendMessage", "SuggestedPost", "*tg.SuggestedPost"},
		{"account.registerDevice", "Secret", "[]byte"},
		{"contacts.importContacts", "Contacts", "[]tg.InputPhoneContact"},
	} {
		file := declaration(t, pageFile(t, bound(t, c.method)), "type ")
		if !regexp.MustCompile(`(?m)^\t` + c.field + ` +` + regexp.QuoteMeta(c.typ) + `$`).MatchString(file) {
			t.Errorf("%s: %s is no %s in\n%s", c.method, c.field, c.typ, file)
		}
	}
	for method, want := range map[string]string{
		"messages.startBot":  "MessagesStartBotParams are the parameters of messages.startBot.",
		"messages.setTyping": "MessagesSetTypingParams are the parameters of messages.setTyping. An optional parameter that is nil\nis not sent.",
	} {
		if got := comment(t, pageFile(t, bound(t, method)), "type "); got != want {
			t.Errorf("%s: the comment is %q, want %q", method, got, want)
		}
	}
	if file := pageFile(t, bound(t, "help.getNearestDc")); strings.Contains(file, "\ntype ") {
		t.Errorf("a method without parameters has a type for them:\n%s", file)
	}
}

// TestTypeOfResult checks types of results that no parameter has.
func TestTypeOfResult(t *testing.T) {
	m := bound(t, "help.getNearestDc")
	for want, typ := range map[string]bind.Type{
		"[][]*tg.X": {Slices: 2, Pointer: true, Package: "tg", Name: "X"},
		"[]int64":   {Slices: 1, Name: "int64"},
	} {
		m.Result = typ
		declaration(t, pageFile(t, m), "func (c *client) HelpGetNearestDC(ctx context.Context) ("+want+", error) {")
	}
}

// TestDrawn checks a method for each way to draw a random_id.
func TestDrawn(t *testing.T) {
	for method, draw := range map[string]string{
		"messages.startBot":         "request.RandomID == 0 {\n\t\trequest.RandomID = randomLong()",
		"phone.requestCall":         "request.RandomID == 0 {\n\t\trequest.RandomID = randomInt()",
		"messages.forwardMessages":  "request.RandomID == nil {\n\t\trequest.RandomID = randomEach(len(params.ID))",
		"messages.sendPaidReaction": "request.RandomID == 0 {\n\t\trequest.RandomID = randomTimed()",
	} {
		if file := pageFile(t, bound(t, method)); !strings.Contains(file, "\tif "+draw+"\n\t}\n") {
			t.Errorf("%s does not draw as in\n%s\nbut has\n%s", method, draw, file)
		}
	}
	// gotd/td has no method with a random_id that takes no request, so make one.
	m := bound(t, "account.checkUsername")
	m.Params[0].Random = bind.RandomLong
	want := "{\n\tif params.Username == 0 {\n\t\tparams.Username = randomLong()\n\t}\n\treturn c.api.AccountCheckUsername(ctx, params.Username)\n}\n"
	if got := declaration(t, pageFile(t, m), "func (c *client) "); !strings.HasSuffix(got, want) {
		t.Errorf("without a request: got\n%s\nwant\n%s", got, want)
	}
}
