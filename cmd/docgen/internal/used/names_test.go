package used

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// api is a small gotd/td.
var api = API{
	Methods: map[string]string{
		"account.checkUsername":     "AccountCheckUsername",
		"help.getConfig":            "HelpGetConfig",
		"invokeWithLayer":           "InvokeWithLayer",
		"messages.importChatInvite": "MessagesImportChatInvite",
		"messages.sendMessage":      "MessagesSendMessage",
		"messages.sendMedia":        "MessagesSendMedia",
	},
	Errors: map[string]string{
		"ErrInviteHashExpired":               "INVITE_HASH_EXPIRED",
		"ErrPreviousChatImportActiveWaitMin": "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_MIN",
		"ErrSlowmodeWait":                    "SLOWMODE_WAIT",
	},
}

// TestMethods has each way in which code names a method.
func TestMethods(t *testing.T) {
	for source, want := range map[string]string{
		"_, err := api.MessagesSendMessage(ctx, x)":               "messages.sendMessage",
		"send := api.MessagesSendMessage":                         "messages.sendMessage",
		"x := tgapi.MessagesSendMessageParams{}":                  "messages.sendMessage",
		"x := &tg.MessagesSendMessageRequest{}":                   "messages.sendMessage",
		"x, y := MessagesSendMessageParams{}, HelpGetConfig":      "help.getConfig messages.sendMessage", // a dot import
		"retry[alias.MessagesSendMessageParams](c.HelpGetConfig)": "help.getConfig messages.sendMessage",
		"case *tg.MessagesImportChatInviteRequest:":               "messages.importChatInvite",
		"i := tgapi.LayerInvoker(next, 214)":                      "invokeWithLayer",
		"_ = &tg.InvokeWithLayerRequest{}":                        "invokeWithLayer",
		`tgapitest.EachError(t, "account.checkUsername", f)`:      "account.checkUsername",
		"m, _ := tgapi.Lookup(`help.getConfig`)":                  "help.getConfig",
		"type sender interface { MessagesSendMedia() }":           "messages.sendMedia",
		"// api.MessagesSendMessage is not called":                "",
		`log.Print("api.MessagesSendMessage failed")`:             "",
		"messagesSendMessage(); MessagesSendMessages()":           "",
		"x := MessagesSendMessage(":                               "messages.sendMessage", // does not compile
		"x := \"open\n api.HelpGetConfig('ab ) }}}":               "help.getConfig",
	} {
		var got []string
		for _, m := range namesIn("a.go", []byte("package p\n\nfunc f() {\n\t"+source+"\n}\n")).Methods(api) {
			got = append(got, m.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s names %q, want %q", source, got, want)
		}
	}
}

// TestErrors has each way in which code names an error.
func TestErrors(t *testing.T) {
	var pages []*page.Page
	for i, patterns := range [][]string{
		{"SLOWMODE_WAIT_%d", "INVITE_HASH_EXPIRED", "FILE_PART_%d_MISSING"},
		{"PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN", "INVITE_HASH_EXPIRED", "EMAIL_UNCONFIRMED", "EMAIL_UNCONFIRMED_%d", "Timeout"},
	} {
		p := &page.Page{File: fmt.Sprint(i)}
		for _, pattern := range patterns {
			p.Errors = append(p.Errors, page.Error{Pattern: pattern})
		}
		pages = append(pages, p)
	}
	for source, want := range map[string]string{
		"errors.Is(err, tgapi.ErrSlowmodeWaitX)":             "SLOWMODE_WAIT_%d",
		"tgerr.Is(err, tg.ErrSlowmodeWait)":                  "SLOWMODE_WAIT_%d",
		"tg.IsSlowmodeWait(err)":                             "SLOWMODE_WAIT_%d",
		`tgerr.Is(err, "SLOWMODE_WAIT")`:                     "SLOWMODE_WAIT_%d",
		`rpc.IsOneOf("SLOWMODE_WAIT_X", "Timeout")`:          "SLOWMODE_WAIT_%d Timeout",
		`case "SLOWMODE_WAIT_%d":`:                           "SLOWMODE_WAIT_%d",
		`strings.HasPrefix(rpc.Message, "SLOWMODE_WAIT_")`:   "SLOWMODE_WAIT_%d",
		`rpc.Message == "SLOWMODE_WAIT_30"`:                  "SLOWMODE_WAIT_%d",
		`rpc.Type == "FILE_PART_MISSING"`:                    "FILE_PART_%d_MISSING",
		`tgerr.Is(err, "EMAIL_UNCONFIRMED")`:                 "EMAIL_UNCONFIRMED EMAIL_UNCONFIRMED_%d",
		"switch { case ErrInviteHashExpired.Match(err): }":   "INVITE_HASH_EXPIRED INVITE_HASH_EXPIRED",
		"tg.IsPreviousChatImportActiveWaitMin(err)":          "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN",
		"tgapi.ErrPreviousChatImportActiveWaitXMin":          "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN",
		`"tgerr: SLOWMODE_WAIT"; "slowmode_wait"; ErrSlow()`: "",
	} {
		var got []string
		for _, e := range namesIn("a.go", []byte("package p\n\nfunc f() {\n\t"+source+"\n}\n")).Errors(pages, api) {
			got = append(got, e.Pattern)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s names %q, want %q", source, got, want)
		}
	}
}

// TestTypeErrors has errors that code names and that only gotd/td may know.
func TestTypeErrors(t *testing.T) {
	documented := []string{"SLOWMODE_WAIT_%d"}
	for source, want := range map[string]string{
		"tg.IsInviteHashExpired(err); tg.IsSlowmodeWait(err)": "INVITE_HASH_EXPIRED",
		"tgerr.Is(err, tg.ErrInviteHashExpired)":              "INVITE_HASH_EXPIRED",
		"errors.Is(err, tgapi.ErrInviteHashExpired)":          "INVITE_HASH_EXPIRED",
		`rpc.Type == "INVITE_HASH_EXPIRED"`:                   "INVITE_HASH_EXPIRED",
		"tg.ErrPreviousChatImportActiveWaitMin":               "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_MIN",
		`"SLOWMODE_WAIT"; "NOBODY_KNOWS"; ErrOfOurOwn`:        "",
	} {
		got := namesIn("a.go", []byte("package p\n\nfunc f() {\n\t"+source+"\n}\n")).TypeErrors(documented, api)
		if strings.Join(got, " ") != want {
			t.Errorf("%s names %q, want %q", source, got, want)
		}
	}
}

// TestPositions shows that the position of a name is the first, by the order of the
// files, and that a file can't claim to be another one.
func TestPositions(t *testing.T) {
	a := namesIn("a.go", []byte("package p\n\n//line b.go:99\nvar _, _ = \tHelpGetConfig, HelpGetConfig\n"))
	b := namesIn("b.go", []byte("package p\n\nvar _, _ = HelpGetConfig, MessagesSendMedia\n"))
	got := merge([]*Names{a, nil, b}).Methods(api)
	want := []Method{
		{"help.getConfig", diag.Pos{File: "a.go", Line: 4, Column: 13}},
		{"messages.sendMedia", diag.Pos{File: "b.go", Line: 3, Column: 27}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzNames shows that no file is too strange to be read, and that names keep a form.
func FuzzNames(f *testing.F) {
	f.Add("package p\n\nvar _ = tg.MessagesSendMessage + `a` + \"FLOOD_WAIT\" + 'x'")
	f.Add("\"")
	f.Add("`")
	f.Add("\ufeffpackage p /*")
	f.Add("\x00'\\")
	f.Fuzz(func(t *testing.T, source string) {
		n := namesIn("a.go", []byte(source))
		for name := range n.Identifiers {
			if !strings.Contains(source, name) || !isUpper(name[0]) {
				t.Errorf("%q is an identifier", name)
			}
		}
		text := strings.ReplaceAll(source, "\r", "") // raw strings don't have it
		for name := range n.Strings {
			if !strings.Contains(text, name) || strings.ContainsAny(name, "\n\"` ") {
				t.Errorf("%q is a string", name)
			}
		}
		for _, pos := range slices.Concat(slices.Collect(maps.Values(n.Identifiers)), slices.Collect(maps.Values(n.Strings))) {
			if pos.Line < 1 || pos.Line > strings.Count(source, "\n")+1 {
				t.Errorf("line %d", pos.Line)
			}
		}
	})
}
