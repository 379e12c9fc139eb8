package emit_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/bind"
)

// TestCall compares the method and the request for each shape of a call.
func TestCall(t *testing.T) {
	for _, c := range []struct{ method, start, want string }{
		{"help.getNearestDc", "func (c *client) ", `func (c *client) HelpGetNearestDC(ctx context.Context) (*tg.NearestDC, error) {
	return c.api.HelpGetNearestDC(ctx)
}
`},
		{"account.checkUsername", "func (c *client) ", `func (c *client) AccountCheckUsername(ctx context.Context, params AccountCheckUsernameParams) (bool, error) {
	return c.api.AccountCheckUsername(ctx, params.Username)
}
`},
		{"account.checkUsername", "func (p ", `func (p AccountCheckUsernameParams) Request() (*tg.AccountCheckUsernameRequest, error) {
	request := &tg.AccountCheckUsernameRequest{
		Username: p.Username,
	}
	return request, nil
}
`},
		// A parameter that gotd/td takes by itself is checked as well.
		{"channels.getFullChannel", "func (c *client) ", `func (c *client) ChannelsGetFullChannel(ctx context.Context, params ChannelsGetFullChannelParams) (*tg.MessagesChatFull, error) {
	if params.Channel == nil {
		return nil, &NilParameterError{Method: "channels.getFullChannel", Parameter: "Channel"}
	}
	return c.api.ChannelsGetFullChannel(ctx, params.Channel)
}
`},
		// The zero value of a bool is false.
		{"messages.setTyping", "func (c *client) ", `func (c *client) MessagesSetTyping(ctx context.Context, params MessagesSetTypingParams) (bool, error) {
	request, err := params.Request()
	if err != nil {
		return false, err
	}
	return c.api.MessagesSetTyping(ctx, request)
}
`},
		// An optional number is a pointer.
		{"messages.setTyping", "func (p ", `func (p MessagesSetTypingParams) Request() (*tg.MessagesSetTypingRequest, error) {
	if p.Peer == nil {
		return nil, &NilParameterError{Method: "messages.setTyping", Parameter: "Peer"}
	}
	if p.Action == nil {
		return nil, &NilParameterError{Method: "messages.setTyping", Parameter: "Action"}
	}
	request := &tg.MessagesSetTypingRequest{
		Peer:   p.Peer,
		Action: p.Action,
	}
	if p.TopMsgID != nil {
		request.SetTopMsgID(*p.TopMsgID)
	}
	request.SetFlags()
	return request, nil
}
`},
		// A nil slice is sent as an empty one; a request without flags sets none.
		{"channels.inviteToChannel", "func (p ", `func (p ChannelsInviteToChannelParams) Request() (*tg.ChannelsInviteToChannelRequest, error) {
	if p.Channel == nil {
		return nil, &NilParameterError{Method: "channels.inviteToChannel", Parameter: "Channel"}
	}
	request := &tg.ChannelsInviteToChannelRequest{
		Channel: p.Channel,
		Users:   p.Users,
	}
	return request, nil
}
`},
		// All parameters are optional.
		{"account.updateProfile", "func (p ", `func (p AccountUpdateProfileParams) Request() (*tg.AccountUpdateProfileRequest, error) {
	request := &tg.AccountUpdateProfileRequest{}
	if p.FirstName != nil {
		request.SetFirstName(*p.FirstName)
	}
	if p.LastName != nil {
		request.SetLastName(*p.LastName)
	}
	if p.About != nil {
		request.SetAbout(*p.About)
	}
	request.SetFlags()
	return request, nil
}
`},
		{"messages.startBot", "func (c *client) ", `func (c *client) MessagesStartBot(ctx context.Context, params MessagesStartBotParams) (tg.UpdatesClass, error) {
	params.DrawRandomID()
	request, err := params.Request()
	if err != nil {
		return nil, err
	}
	return c.api.MessagesStartBot(ctx, request)
}
`},
	} {
		got := declaration(t, pageFile(t, bound(t, c.method)), c.start)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.method, diff)
		}
	}
}

// TestReceiver checks which type has a method, and what its comment says, for all
// that a page can say about users and bots.
func TestReceiver(t *testing.T) {
	for _, c := range []struct{ users, bots, receiver, sentence string }{
		{"YES", "YES", "(c *client)", "Users and bots can call it."},
		{"YES", "NO", "(u *userMethods)", "Users can call it, bots can't."},
		{"YES", "", "(c *client)", "Users can call it; whether bots can is not documented."},
		{"NO", "YES", "(b *botMethods)", "Bots can call it, users can't."},
		{"NO", "NO", "(c *client)", "Neither users nor bots can call it."},
		{"NO", "", "(b *botMethods)", "Users can't call it; whether bots can is not documented."},
		{"", "YES", "(c *client)", "Bots can call it; whether users can is not documented."},
		{"", "NO", "(u *userMethods)", "Bots can't call it; whether users can is not documented."},
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
	for _, c := range []struct{ users, bots, documented string }{
		{"YES", "YES", "Bot"},
		{"YES", "NO", "User"},
		{"NO", "YES", "Bot"},
	} {
		file := pageFile(t, bound(t, "messages.setTyping", flags(c.users, c.bots, "YES")))
		start := "func (b *Business) MessagesSetTyping("
		want := start + "ctx context.Context, params MessagesSetTypingParams) (bool, error) {\n\treturn b.all.MessagesSetTyping(ctx, params)\n}\n"
		if got := declaration(t, file, start); got != want {
			t.Errorf("users %s, bots %s: got\n%s\nwant\n%s", c.users, c.bots, got, want)
		}
		text := strings.ReplaceAll(comment(t, file, start), "\n", " ")
		if want := "MessagesSetTyping calls messages.setTyping over the business connection; see [" + c.documented + ".MessagesSetTyping]."; text != want {
			t.Errorf("users %s, bots %s: the comment is %q, want %q", c.users, c.bots, text, want)
		}
	}
	for method, want := range map[string]string{
		"help.getNearestDc":     "HelpGetNearestDC(ctx context.Context) (*tg.NearestDC, error) {\n\treturn b.all.HelpGetNearestDC(ctx)\n}\n",
		"account.checkUsername": "AccountCheckUsername(ctx context.Context, params AccountCheckUsernameParams) (bool, error) {\n\treturn b.all.AccountCheckUsername(ctx, params)\n}\n",
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
		"messages.startBot":             "MessagesStartBotParams are the parameters of messages.startBot.",
		"messages.setTyping":            "MessagesSetTypingParams are the parameters of messages.setTyping. Optional ones are left out when nil: see [Ptr] and [NonZero].",
		"messages.getBotCallbackAnswer": "MessagesGetBotCallbackAnswerParams are the parameters of messages.getBotCallbackAnswer. Optional ones are left out when nil.",
	} {
		if got := strings.ReplaceAll(comment(t, pageFile(t, bound(t, method)), "type "), "\n", " "); got != want {
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

// TestDrawn checks DrawRandomID for each way to draw a random_id.
func TestDrawn(t *testing.T) {
	for method, draw := range map[string]string{
		"messages.startBot":         "p.RandomID == 0 {\n\t\tp.RandomID = randomLong()",
		"phone.requestCall":         "p.RandomID == 0 {\n\t\tp.RandomID = randomInt()",
		"messages.forwardMessages":  "p.RandomID == nil {\n\t\tp.RandomID = randomEach(len(p.ID))",
		"messages.sendPaidReaction": "p.RandomID == 0 {\n\t\tp.RandomID = randomTimed()",
	} {
		m := bound(t, method)
		file := pageFile(t, m)
		want := "func (p *" + m.Go + "Params) DrawRandomID() {\n\tif " + draw + "\n\t}\n}\n"
		if got := declaration(t, file, "func (p *"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", method, got, want)
		}
		if got := strings.ReplaceAll(comment(t, file, "func (p "+m.Go+"Params) Request("), "\n", " "); !strings.HasSuffix(got, " It draws no RandomID.") {
			t.Errorf("%s: the comment of Request is %q", method, got)
		}
	}
	// gotd/td has no method with a random_id that takes no request, so make one.
	m := bound(t, "account.checkUsername")
	m.Params[0].Random = bind.RandomLong
	want := "{\n\tparams.DrawRandomID()\n\treturn c.api.AccountCheckUsername(ctx, params.Username)\n}\n"
	if got := declaration(t, pageFile(t, m), "func (c *client) "); !strings.HasSuffix(got, want) {
		t.Errorf("without a request: got\n%s\nwant\n%s", got, want)
	}
	if file := pageFile(t, bound(t, "messages.setTyping")); strings.Contains(file, "DrawRandomID") {
		t.Errorf("a method without a random_id draws one:\n%s", file)
	}
}
