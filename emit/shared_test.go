package emit_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/page"
)

// TestErrors checks the constant of an error, and its row in the table.
func TestErrors(t *testing.T) {
	checkUsername := func(rows ...string) *bind.Method { return bound(t, "account.checkUsername", errorRows(rows...)) }
	noConstant := checkUsername("400|USERNAME_INVALID|Not a name")
	noConstant.Page.Errors[0].Pattern = "USERNAME-INVALID"
	for name, c := range map[string]struct {
		methods       []*bind.Method
		general       []page.Error
		constant, row string
	}{
		"an error": {
			methods:  []*bind.Method{checkUsername("400|USERNAME_INVALID|Not a *name*")},
			constant: "\t// ErrUsernameInvalid (400): Not a name.\n\tErrUsernameInvalid Error = \"USERNAME_INVALID\"\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "Not a name", Codes: []int{400}}},`,
		},
		"no description": {
			methods:  []*bind.Method{checkUsername("400|USERNAME_INVALID| ")},
			constant: "\t// ErrUsernameInvalid (400) has no description.\n\tErrUsernameInvalid Error = \"USERNAME_INVALID\"\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Codes: []int{400}}},`,
		},
		"no code": {
			methods:  []*bind.Method{bound(t, "account.checkUsername", "### Errors\n\n| Type | Description |\n|--|--|\n|USERNAME_INVALID|Not a name|")},
			constant: "\t// ErrUsernameInvalid: Not a name.\n\tErrUsernameInvalid Error = \"USERNAME_INVALID\"\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "Not a name"}},`,
		},
		"an argument": {
			methods:  []*bind.Method{checkUsername("420|TRY_LATER_X|Wait")},
			constant: "\t// ErrTryLaterX (420): Wait.\n\tErrTryLaterX Error = \"TRY_LATER_%d\"\n",
			row:      `{"TRY_LATER_%d", ErrorInfo{Description: "Wait", Codes: []int{420}}},`,
		},
		"pages that differ": {
			methods: []*bind.Method{
				checkUsername("406|USERNAME_INVALID|Never seen"),
				bound(t, "account.updateUsername", errorRows("400|USERNAME_INVALID|Not a name")),
				bound(t, "channels.checkUsername", errorRows("406|USERNAME_INVALID|Not a name")),
				bound(t, "channels.updateUsername", errorRows("400|USERNAME_INVALID| ")),
			},
			constant: "\t// ErrUsernameInvalid (400, 406) depends on the method:\n\t//   - account.updateUsername, channels.checkUsername: Not a name.\n\t//   - account.checkUsername: Never seen.\n\tErrUsernameInvalid Error = \"USERNAME_INVALID\"\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "Not a name", Codes: []int{400, 406}}},`,
		},
		"pages that differ in a full stop": {
			methods: []*bind.Method{
				checkUsername("400|USERNAME_INVALID|Not a name."),
				bound(t, "account.updateUsername", errorRows("400|USERNAME_INVALID|not a name")),
			},
			constant: "\t// ErrUsernameInvalid (400): Not a name.\n\tErrUsernameInvalid Error = \"USERNAME_INVALID\"\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "Not a name.", Codes: []int{400}}},`,
		},
		"five methods with one meaning": {
			methods: []*bind.Method{
				checkUsername("400|USERNAME_INVALID|Not a name"),
				bound(t, "account.updateUsername", errorRows("400|USERNAME_INVALID|Not a name")),
				bound(t, "channels.checkUsername", errorRows("400|USERNAME_INVALID|Not a name")),
				bound(t, "channels.updateUsername", errorRows("400|USERNAME_INVALID|Not a name")),
				bound(t, "contacts.resolveUsername", errorRows("400|USERNAME_INVALID|Nobody has it")),
			},
			constant: "\t//   - account.checkUsername, account.updateUsername, channels.checkUsername and 1 more: Not a name.\n\t//   - contacts.resolveUsername: Nobody has it.\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "Not a name", Codes: []int{400}}},`,
		},
		"an argument with a description": {
			methods:  []*bind.Method{checkUsername("420|TRY_LATER_X|Wait X seconds (X is more than 1), or call XYZ", "400|OTHERS_X|After `%d`")},
			constant: "\t// ErrTryLaterX (420): Wait X seconds (X is more than 1), or call XYZ.\n\tErrTryLaterX Error = \"TRY_LATER_%d\"\n",
			row:      `{"TRY_LATER_%d", ErrorInfo{Description: "Wait %d seconds (%d is more than 1), or call XYZ", Codes: []int{420}}},`,
		},
		"an argument as verb": {
			methods:  []*bind.Method{checkUsername("420|TRY_LATER_X|Wait", "400|OTHERS_%d|After `%d`")},
			constant: "\t// ErrOthersX (400): After X.\n\tErrOthersX Error = \"OTHERS_%d\"\n",
			row:      `{"OTHERS_%d", ErrorInfo{Description: "After %d", Codes: []int{400}}},`,
		},
		"an X that is no argument": {
			methods:  []*bind.Method{checkUsername("400|USERNAME_INVALID|No X in names")},
			constant: "\t// ErrUsernameInvalid (400): No X in names.\n\tErrUsernameInvalid Error = \"USERNAME_INVALID\"\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "No X in names", Codes: []int{400}}},`,
		},
		"a description with a link": {
			methods:  []*bind.Method{checkUsername("400|USERNAME_INVALID|Not a [name](https://example.com/name) of a [user](../constructors/user.md)")},
			constant: "\t// ErrUsernameInvalid (400): Not a [name] of a [tg.User].\n\t//\n\t// [name]: https://example.com/name\n",
			row:      `{"USERNAME_INVALID", ErrorInfo{Description: "Not a name of a user", Codes: []int{400}}},`,
		},
		"a general error of a page": {
			methods:  []*bind.Method{checkUsername("400|FLOOD_WAIT_X|Later")},
			constant: "\t// ErrFloodWaitX (400, 420): Too many calls: wait this many seconds.\n\tErrFloodWaitX Error = \"FLOOD_WAIT_%d\"\n",
			row:      `{"FLOOD_WAIT_%d", ErrorInfo{Description: "Too many calls: wait this many seconds.", Codes: []int{400, 420}, General: true}},`,
		},
		"a general error of the options": {
			methods:  []*bind.Method{checkUsername("400|TOO_BUSY|Now")},
			general:  []page.Error{{Name: "TOO_BUSY", Pattern: "TOO_BUSY", Code: 500, Description: page.Text{{Spans: []page.Span{{Text: "Always"}}}}}},
			constant: "\t// ErrTooBusy (400, 500): Always.\n\tErrTooBusy Error = \"TOO_BUSY\"\n",
			row:      `{"TOO_BUSY", ErrorInfo{Description: "Always", Codes: []int{400, 500}, General: true}},`,
		},
		"no constant": {
			methods: []*bind.Method{noConstant},
			row:     `{"USERNAME-INVALID", ErrorInfo{Description: "Not a name", Codes: []int{400}}},`,
		},
	} {
		file := printed(t, emit.Options{Package: "p", General: c.general}, c.methods...)["errors_gen.go"]
		if !strings.Contains(file, c.constant) {
			t.Errorf("%s: there is no constant\n%s\nin\n%s", name, c.constant, file)
		}
		if !strings.Contains(file, "\n\t"+c.row+"\n") {
			t.Errorf("%s: there is no row\n%s\nin\n%s", name, c.row, file)
		}
		if name == "no constant" && strings.Contains(file, `Error = "USERNAME`) {
			t.Errorf("a pattern that is no Go name has a constant in\n%s", file)
		}
	}
}

func TestMethodTable(t *testing.T) {
	noConstant := bound(t, "account.checkUsername", flags("YES", "NO", "YES"), errorRows("400|USERNAME_INVALID|Not a `name`", "400|A_B|", "420|FLOOD_WAIT_X|Later"))
	noConstant.Page.Errors[1].Pattern = "A-B"
	common := bound(t, "help.getConfig", errorRows("400|BOT_METHOD_INVALID|Not for bots"))
	common.Page.Errors[0].Common = true
	file := printed(t, emit.Options{}, noConstant, common, bound(t, "help.getNearestDc"),
		bound(t, "account.setAccountTTL", flags("NO", "YES", "NO"), errorRows("400|TTL_DAYS_INVALID|No day", "400|USERNAME_INVALID|Not the name X", "420|FLOOD_WAIT_X|Wait X days")),
	)["methods_gen.go"]
	_, got, _ := strings.Cut(file, "\nvar ")
	want := `methodTable = [...]Method{
	{Name: "account.checkUsername", Users: Yes, Bots: No, Business: Yes, Errors: []DocumentedError{
		{ErrUsernameInvalid, 400, ""},
		{"A-B", 400, ""},
		{ErrFloodWaitX, 420, "Later"},
	}},
	{Name: "account.setAccountTTL", Users: No, Bots: Yes, Business: No, Errors: []DocumentedError{
		{ErrTTLDaysInvalid, 400, ""},
		{ErrUsernameInvalid, 400, "Not the name X"},
		{ErrFloodWaitX, 420, "Wait %d days"},
	}},
	{Name: "help.getConfig", Errors: []DocumentedError{
		{ErrBotMethodInvalid, 400, ""},
	}},
	{Name: "help.getNearestDc"},
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestGuard compares the fields of requests, in the order of the methods' names.
func TestGuard(t *testing.T) {
	methods := []*bind.Method{bound(t, "messages.setTyping"), bound(t, "help.getNearestDc"), bound(t, "invokeAfterMsgs")}
	file := printed(t, emit.Options{}, methods...)["tg_gen_test.go"]
	want := `func _() {
	_ = struct{}(tg.HelpGetNearestDCRequest{})
	_ = struct {
		MsgIDs []int64
		Query  bin.Object
	}(tg.InvokeAfterMsgsRequest{})
	_ = struct {
		Flags    bin.Fields
		Peer     tg.InputPeerClass
		TopMsgID int
		Action   tg.SendMessageActionClass
	}(tg.MessagesSetTypingRequest{})
}
`
	if diff := cmp.Diff(want, declaration(t, file, "func _")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
