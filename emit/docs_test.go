package emit_test

import (
	"strings"
	"testing"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// TestMethodDoc compares the comments of methods, without the name of the method.
func TestMethodDoc(t *testing.T) {
	manyErrors := make([]string, 0, 12)
	for c := 'L'; c >= 'A'; c-- { // a comment has them in order
		manyErrors = append(manyErrors, "400|REASON_"+string(c)+"X|No")
	}
	unnamed := bound(t, "help.getNearestDc", errorRows("|BAD_DAY|No", "406|ALL_GONE|No", "400|C_C|No", "400|ALL_GONE|Never", "400|ALL_GONE|Ever"))
	unnamed.Page.Errors[2].Name, unnamed.Page.Errors[2].Pattern = "C-C", "C-C"
	common := bound(t, "help.getNearestDc", errorRows("400|BAD_DAY|No", "400|ALL_GONE|No"))
	common.Page.Errors[0].Common = true
	described := bound(t, "help.getNearestDc")
	pageOnly := bound(t, "help.getNearestDc")
	pageOnly.Page.Description = page.Text{{Spans: []page.Span{{Text: "help.getNearestDc parameters, return type and example"}}}}
	described.Page.Description = page.Text{{Spans: []page.Span{{Text: "Where is everybody"}}}}
	summarized := bound(t, "help.getNearestDc", "Says where we are")
	summarized.Page.Description = described.Page.Description
	drifted := bound(t, "help.getNearestDc")
	drifted.Drifted, drifted.Page.Returns.Text = true, "Dc"
	for name, c := range map[string]struct {
		method *bind.Method
		want   string
	}{
		"nothing":                     {bound(t, "help.getNearestDc"), ".\n\nWho can call it is not documented."},
		"a summary":                   {bound(t, "help.getNearestDc", "Says where *we* are"), ": Says where we are.\n\nWho can call it is not documented."},
		"a stop after a space":        {bound(t, "help.getNearestDc", "Says where we are ."), ": Says where we are.\n\nWho can call it is not documented."},
		"two stops":                   {bound(t, "help.getNearestDc", "Says where we are. ."), ": Says where we are.\n\nWho can call it is not documented."},
		"a description":               {described, ": Where is everybody.\n\nWho can call it is not documented."},
		"a description of the page":   {pageOnly, ".\n\nWho can call it is not documented."},
		"a summary and a description": {summarized, ": Says where we are.\n\nWho can call it is not documented."},
		"a summary with a list":       {bound(t, "help.getNearestDc", "- Near\n- Far"), ".\n  - Near\n  - Far\n\nWho can call it is not documented."},
		"a note with links": {
			bound(t, "help.getNearestDc", "## Related pages", "#### [Near](https://example.com/near)", "What is *near*.", "#### [invokeWithLayer](/method/invokeWithLayer)"),
			".\n\nRelated pages:\n  - [Near]: What is near.\n  - [tg.InvokeWithLayerRequest]\n\nWho can call it is not documented.\n\n[Near]: https://example.com/near",
		},
		"a note":                      {bound(t, "help.getNearestDc", "## Return value", "It is *near*."), ".\n\nReturn value: It is near.\n\nWho can call it is not documented."},
		"a note that is a question":   {bound(t, "help.getNearestDc", "## Why?", "It is near."), ".\n\nWhy? It is near.\n\nWho can call it is not documented."},
		"a note that is an order":     {bound(t, "help.getNearestDc", "## Stay!", "It is near."), ".\n\nStay! It is near.\n\nWho can call it is not documented."},
		"a note with a full stop":     {bound(t, "help.getNearestDc", "## Seen from here.", "It is near."), ".\n\nSeen from here. It is near.\n\nWho can call it is not documented."},
		"a note with a colon":         {bound(t, "help.getNearestDc", "## Seen from here:", "It is near."), ".\n\nSeen from here: It is near.\n\nWho can call it is not documented."},
		"business":                    {bound(t, "help.getNearestDc", flags("", "", "YES")), ".\n\nWho can call it is not documented. Bots can call it over a business connection."},
		"business of both":            {bound(t, "help.getNearestDc", flags("YES", "YES", "YES")), ".\n\nUsers and bots can call it, bots over a business connection too."},
		"no business":                 {bound(t, "help.getNearestDc", flags("", "", "NO")), ".\n\nWho can call it is not documented."},
		"another result":              {drifted, ".\n\nWho can call it is not documented. The page documents the result as Dc."},
		"errors":                      {unnamed, ".\n\nWho can call it is not documented.\n\nDocumented errors:\n  - [ErrAllGone] (400, 406)\n  - [ErrBadDay]\n  - C-C (400)"},
		"errors of any call":          {bound(t, "help.getNearestDc", errorRows("420|FLOOD_WAIT_X|No")), ".\n\nWho can call it is not documented."},
		"an error of nearly any call": {common, ".\n\nWho can call it is not documented.\n\nDocumented errors:\n  - [ErrAllGone] (400)"},
		"ten errors":                  {bound(t, "help.getNearestDc", errorRows(manyErrors[2:]...)), ".\n\nWho can call it is not documented.\n\nDocumented errors:\n" + reasons("ABCDEFGHIJ")},
		"twelve errors": {bound(t, "help.getNearestDc", errorRows(manyErrors...)), ".\n\nWho can call it is not documented.\n\nDocumented errors:\n" + reasons("ABCDEFGHIJ") +
			"\n  - and 2 more, see [Lookup](\"help.getNearestDc\")"},
	} {
		got := comment(t, pageFile(t, c.method), "func (c *client) ")
		if want := "HelpGetNearestDC calls help.getNearestDc" + c.want; got != want {
			t.Errorf("%s: the comment is\n%s\nwant\n%s", name, got, want)
		}
	}
}

// reasons returns the list of the errors of TestMethodDoc that have these letters.
func reasons(letters string) string {
	return "  - [ErrReason" + strings.Join(strings.Split(letters, ""), "x] (400)\n  - [ErrReason") + "x] (400)"
}

// TestFieldDoc compares the comments of fields.
func TestFieldDoc(t *testing.T) {
	startBot := bound(t, "messages.startBot", paramRows("bot|[InputUser](../types/InputUser.md)|The *best* bot", "start\\_param|[string](../types/string.md)| "))
	named := bound(t, "messages.setTyping", paramRows("peer|[InputPeer](../types/InputPeer.md)|The peer.", "top\\_msg\\_id|[int](../types/int.md)|Top Msg ID", "action|[SendMessageAction](../types/SendMessageAction.md)|Action of the day"))
	setTyping := bound(t, "messages.setTyping", paramRows("top\\_msg\\_id|[int](../types/int.md)|The topic"))
	editStory := bound(t, "stories.editStory", paramRows("media|[InputMedia](../types/InputMedia.md)| "))
	for _, c := range []struct {
		method      *bind.Method
		field, want string
	}{
		{startBot, "Bot", "Bot: The best bot."},
		{named, "Peer", ""},
		{named, "TopMsgID", "TopMsgID: Optional."},
		{named, "Action", "Action: Action of the day."},
		{startBot, "Peer", "Peer is not documented."},
		{startBot, "StartParam", "StartParam has no description."},
		{startBot, "RandomID", "RandomID tells Telegram a repeated call from a new one. If 0, the call draws one, so that a second call does everything a second time: before a loop that retries, call DrawRandomID."},
		{setTyping, "TopMsgID", "TopMsgID: The topic. Optional."},
		{editStory, "Media", "Media has no description. Optional."},
		{editStory, "PrivacyRules", "PrivacyRules is not documented. Optional."},
		{editStory, "Caption", "Caption is not documented. Optional. Shares a flag with Entities: set all of them or none."},
		{editStory, "Entities", "Entities is not documented. Optional. Shares a flag with Caption: set all of them or none."},
		{bound(t, "messages.forwardMessages"), "RandomID", "RandomID tells Telegram a repeated call from a new one. If nil, the call draws one for each ID, so that a second call does everything a second time: before a loop that retries, call DrawRandomID."},
		{bound(t, "messages.sendMessage"), "Silent", "Silent is not documented."},
	} {
		got := comment(t, pageFile(t, c.method), "\t"+c.field+" ")
		if got = strings.ReplaceAll(got, "\n", " "); got != c.want {
			t.Errorf("%s: the comment of %s is %q, want %q", c.method.Name, c.field, got, c.want)
		}
	}
	three := bound(t, "account.updateProfile")
	for i := range three.Params {
		three.Params[i].Bit = 0
	}
	if got, want := strings.ReplaceAll(comment(t, pageFile(t, three), "\tAbout "), "\n", " "), "Shares a flag with FirstName and LastName: set all of them or none."; !strings.HasSuffix(got, want) {
		t.Errorf("the comment of three parameters with one flag is %q, want %q", got, want)
	}
}

// TestLinks compares the comments of summaries with links to something in tg. The
// doc link replaces the name in the label, or follows a label without the name.
func TestLinks(t *testing.T) {
	for text, want := range map[string]string{
		"See [messages.startBot](messages.startBot.md) too":    "See [tg.Client.MessagesStartBot] too.",
		"See [messages.startBot »](messages.startBot.md)":      "See [tg.Client.MessagesStartBot].",
		"See [how it is »](https://example.com/how) or more »": "See [how it is] or more.\n\n[how it is]: https://example.com/how",
		"Says « yes »": "Says « yes ».",
		"See [a method](https://core.telegram.org/method/messages.startBot)": "See a method ([tg.Client.MessagesStartBot]).",
		"See [x](/method/invokeWithLayer)":                                   "See x ([tg.InvokeWithLayerRequest]).",
		"See [old.gone](/method/old.gone), [Gone](../types/Gone.md)":         "See [old.gone], Gone.\n\n[old.gone]: https://core.telegram.org/method/old.gone",
		"See [parts](/api/files/#parts), [logins](../api/auth.html)":         "See [parts], [logins].\n\n[parts]: https://core.telegram.org/api/files#parts\n[logins]: https://core.telegram.org/api/auth",
		"See [the user](https://docs.madelineproto.xyz/API_docs/constructors/user.html), [a gone type](https://docs.madelineproto.xyz/API_docs/types/Gone.html)": "See the [tg.User], a gone type.",
		"See [the bot](messages.startBot.md), if any":                       "See the bot ([tg.Client.MessagesStartBot]), if any.",
		"An [Updates object](../types/Updates.md) comes":                    "An [tg.UpdatesClass] object comes.",
		"It is [one of Updates](../types/Updates.md)":                       "It is one of [tg.UpdatesClass].",
		"It is ([Updates](../types/Updates.md))":                            "It is ([tg.UpdatesClass]).",
		"It is [(Updates)](../types/Updates.md)":                            "It is ([tg.UpdatesClass]).",
		"Some [MyUpdates](../types/Updates.md)":                             "Some MyUpdates ([tg.UpdatesClass]).",
		"Some [UpdatesTooLong](../types/Updates.md)":                        "Some UpdatesTooLong ([tg.UpdatesClass]).",
		"Some [MyUpdates of Updates](../types/Updates.md)":                  "Some MyUpdates of [tg.UpdatesClass].",
		"Its [user.username](../constructors/user.md)":                      "Its user.username ([tg.User]).",
		"Its [my.user](../constructors/user.md)":                            "Its my.user ([tg.User]).",
		"A [string](../types/string.md) or [nothing](../types/Gone.md)":     "A string or nothing.",
		"A [page](https://example.com/a) and [page](https://example.com/b)": "A [page] and page (https://example.com/b).\n\n[page]: https://example.com/a",
	} {
		got := comment(t, pageFile(t, bound(t, "help.getNearestDc", text)), "func (c *client) ")
		got = strings.TrimPrefix(got, "HelpGetNearestDC calls help.getNearestDc: ")
		got = strings.ReplaceAll(got, "\n\nWho can call it is not documented.", "")
		if got != want {
			t.Errorf("%s became\n%s\nwant\n%s", text, got, want)
		}
	}
}

// TestDocOfOneLine shows that neither a page's name nor the text of an error
// ends a comment.
func TestDocOfOneLine(t *testing.T) {
	m := bound(t, "help.getNearestDc")
	m.Page.File = "docs/a\nfunc f() {}.md"
	m.Page.Errors = []page.Error{{Name: "A_B", Pattern: "A_B", Description: page.Text{{Spans: []page.Span{{Text: "a\n\nfunc f() {}"}}}}}}
	for name, text := range printed(t, emit.Options{}, m) {
		if strings.Contains(text, "\nfunc f()") || strings.Contains(text, "\n\tfunc f()") {
			t.Errorf("a comment ends early in %s:\n%s", name, text)
		}
	}
}
