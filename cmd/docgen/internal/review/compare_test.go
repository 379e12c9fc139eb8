package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser"
)

const oldPage = `# Method: messages.sendThing

Sends a thing

### Parameters:

| Name | Type | Description | Required |
|------|------|-------------|----------|
|peer|[InputPeer](../types/InputPeer.md)|Where to|Yes|
|effect|[int](../types/int.md)|What for|Optional|
|quiet|[Bool](../types/Bool.md)||Optional|

### Return type: [Updates](../types/Updates.md)

### Can bots use this method: **YES**

### Errors

|Code|Type|Description|
|----|----|-----------|
|400|PEER_ID_INVALID|No such peer|
|403|CHAT_WRITE_FORBIDDEN|No|
`

// TestPages compares oldPage with an edited copy of it, in both directions.
func TestPages(t *testing.T) {
	tests := []struct {
		replace  []string // pairs of texts, for strings.NewReplacer: they make the edit
		forward  string   // the changes from oldPage to the copy
		backward string   // the changes from the copy to oldPage
	}{
		{[]string{"Sends a thing\n", "Sends a thing\n\n"}, "harmless page-changed 1 1: the page changed, but nothing that docgen compares", "harmless page-changed 1 1: the page changed, but nothing that docgen compares"},
		{[]string{"Sends a thing", "Sends anything"}, "harmless summary-changed 3 3: the description of the method changed", "harmless summary-changed 3 3: the description of the method changed"},
		{[]string{"Sends a thing\n", ""}, "harmless summary-removed 3 1: it has no description any more", "harmless summary-added 1 3: it has a description now"},
		{[]string{"|quiet|[Bool](../types/Bool.md)||Optional|\n", ""}, "breaking parameter-removed 11 1: the parameter quiet (Bool) is gone", "notable parameter-added 1 11: the parameter quiet (Bool) is new"},
		{[]string{"|peer|[InputPeer](../types/InputPeer.md)|Where to|Yes|\n", ""}, "breaking parameter-removed 9 1: the parameter peer (InputPeer) is gone", "breaking parameter-added-required 1 9: the required parameter peer (InputPeer) is new"},
		{[]string{"|effect|", "|effects|"}, "breaking parameter-renamed 10 10: the parameter effect is gone, likely renamed to effects", "breaking parameter-renamed 10 10: the parameter effects is gone, likely renamed to effect"},
		{[]string{"[int](../types/int.md)", "[long](../types/long.md)"}, "breaking parameter-type 10 10: the parameter effect is long, was int", "breaking parameter-type 10 10: the parameter effect is int, was long"},
		{[]string{"Where to|Yes", "Where to|Optional"}, "notable parameter-optional 9 9: the parameter peer is optional, was required", "breaking parameter-required 9 9: the parameter peer is required, was optional"},
		{[]string{"Where to", "To whom"}, "harmless parameter-reworded 9 9: the description of the parameter peer changed", "harmless parameter-reworded 9 9: the description of the parameter peer changed"},
		{[]string{"Where to", ""}, "harmless parameter-undescribed 9 9: the parameter peer has no description any more", "harmless parameter-described 9 9: the parameter peer has a description now"},
		{[]string{"### Return type: [Updates](../types/Updates.md)\n", ""}, "notable result-undocumented 13 1: it no longer documents what it returns (was Updates)", "harmless result-documented 1 13: it is documented to return Updates"},
		{[]string{"[Updates](../types/Updates.md)", "[Bool](../types/Bool.md)"}, "breaking result-type 13 13: it returns Bool, was Updates", "breaking result-type 13 13: it returns Updates, was Bool"},
		{[]string{"method: **YES**", "method: **NO**"}, "breaking bots-denied 15 15: bots can't call it any more", "notable bots-allowed 15 15: bots can call it now"},
		{[]string{"### Can bots use this method: **YES**\n", ""}, "notable bots-undocumented 15 1: it is no longer documented whether bots can call it (was yes)", "harmless bots-documented 1 15: it is documented now that bots can call it"},
		{[]string{"**YES**\n", "**YES**\n### Can users use this method: **NO**\n"}, "breaking users-denied 1 16: it is documented now that users can't call it", "notable users-undocumented 16 1: it is no longer documented whether users can call it (was no)"},
		{[]string{"**YES**\n", "**YES**\n### Can bots use this method over a business connection: **YES**\n"}, "notable business-allowed 1 16: bots can call it over a business connection now", "notable business-undocumented 16 1: it is no longer documented whether bots can call it over a business connection (was yes)"},
		{[]string{"|403|CHAT_WRITE_FORBIDDEN|No|\n", ""}, "notable error-removed 22 1: it no longer documents CHAT_WRITE_FORBIDDEN (403)", "notable error-added 1 22: it can return CHAT_WRITE_FORBIDDEN (403) now"},
		{[]string{"|403|", "|400|"}, "notable error-code 22 22: the error CHAT_WRITE_FORBIDDEN has the code 400, was 403", "notable error-code 22 22: the error CHAT_WRITE_FORBIDDEN has the code 403, was 400"},
		{[]string{"No such peer", "Unknown peer"}, "harmless error-reworded 21 21: the description of the error PEER_ID_INVALID changed", "harmless error-reworded 21 21: the description of the error PEER_ID_INVALID changed"},
		{[]string{"No such peer", ""}, "harmless error-undescribed 21 21: the error PEER_ID_INVALID has no description any more", "harmless error-described 21 21: the error PEER_ID_INVALID has a description now"},
		{[]string{"### Errors", "### Warning\n\nSlow\n\n### Errors"}, `harmless note-added 1 17: the note "Warning" is new`, `harmless note-removed 17 1: the note "Warning" is gone`},
		{[]string{"### Errors", "### Lua example:\n\n```lua\nx()\n```\n\n### Errors"}, "harmless example-added 1 20: the example in lua is new", "harmless example-removed 20 1: the example in lua is gone"},
	}
	for _, test := range tests {
		newPage := strings.NewReplacer(test.replace...).Replace(oldPage)
		if newPage == oldPage {
			t.Fatalf("%q replaces nothing", test.replace)
		}
		if got := compare(t, oldPage, newPage); got != test.forward {
			t.Errorf("%q:\ngot  %s\nwant %s", test.replace, got, test.forward)
		}
		if got := compare(t, newPage, oldPage); got != test.backward {
			t.Errorf("%q, backward:\ngot  %s\nwant %s", test.replace, got, test.backward)
		}
	}
	if got := compare(t, oldPage, oldPage); got != "" {
		t.Errorf("a page differs from itself: %s", got)
	}
}

// TestBare compares a page without parameters and a return type with one that has
// them: the page got better, and the method did not change.
func TestBare(t *testing.T) {
	bare := "# Method: messages.sendThing\n\nDo not use\n"
	full := bare + "\n### Parameters:\n\n|Name|Type|Required|\n|-|-|-|\n|peer|[InputPeer](x)|Yes|\n|id|[int](x)|Yes|\n\n### Return type: [Bool](../types/Bool.md)\n"
	want := "harmless parameters-documented 1 9: it documents its parameters now: peer, id\nharmless result-documented 1 12: it is documented to return Bool"
	if diff := cmp.Diff(want, compare(t, bare, full)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want = "notable parameters-undocumented 9 1: it no longer documents its parameters (peer, id)\nnotable result-undocumented 12 1: it no longer documents what it returns (was Bool)"
	if diff := cmp.Diff(want, compare(t, full, bare)); diff != "" {
		t.Errorf("backward (-want +got):\n%s", diff)
	}
}

// compare returns the changes from one page to another, as changes prints them.
func compare(t *testing.T, old, new string) string {
	t.Helper()
	return changes(review.Compare(side(t, old), side(t, new), review.Options{Nearest: bind.Nearest}))
}

func side(t *testing.T, sources ...string) *review.Side {
	t.Helper()
	s := &review.Side{Name: "side"}
	for i, source := range sources {
		p, _ := parser.New().Parse(fmt.Sprintf("%d.md", i), []byte(source))
		if p == nil {
			t.Fatalf("no page: %s", source)
		}
		s.Methods = append(s.Methods, review.Method{Page: p, Texts: []review.Text{{File: p.File, Data: []byte(source)}}})
	}
	return s
}

// changes prints the changes of a report, one a line: the level, the rule, the lines
// on the old and the new page, and the sentence.
func changes(r *review.Report) string {
	var lines []string
	for _, c := range r.Changes() {
		lines = append(lines, fmt.Sprintf("%s %s %d %d: %s", c.Level, c.Rule, c.Old.Line, c.New.Line, c.Sentence))
	}
	return strings.Join(lines, "\n")
}

// TestMethods compares sides with different methods.
func TestMethods(t *testing.T) {
	old := side(t, "# Method: help.getThing\n\n### Return type: [Bool](x)\n", "# Method: auth.ping\n\n### Return type: [Bool](x)\n")
	new := side(t, "# Method: help.getThings\n\n### Return type: [Bool](x)\n", "# Method: messages.sendMessage\n\n### Return type: [Bool](x)\n")
	got := changes(review.Compare(old, new, review.Options{Nearest: bind.Nearest}))
	want := `breaking method-removed 1 0: the method is gone
breaking method-renamed 1 1: the method is gone, likely renamed to help.getThings
notable method-added 0 1: the method is new
notable method-added 0 1: the method is new`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFlags compares the values of flags that TestPages leaves out, and notes and
// examples whose text changes.
func TestFlags(t *testing.T) {
	page := func(lines ...string) string {
		return "# Method: messages.sendThing\n\n" + strings.Join(lines, "\n\n") + "\n\n### Return type: [Bool](x)\n"
	}
	const business, users = "### Can bots use this method over a business connection: ", "### Can users use this method: "
	const before, never = "### This method can be invoked over an unauthenticated connection", "### This method can't be invoked without authorization"
	defined := func(id string) string { return "```\nmessages.sendThing#" + id + " = Bool;\n```" }
	note := func(text string) string {
		return page("### Warning", text, "### Lua example:", "```lua\n"+text+"\n```")
	}
	tests := []struct{ old, new, want string }{
		{page(business + "YES"), page(business + "NO"), "breaking business-denied 3 3: bots can't call it over a business connection any more"},
		{page(), page(business + "NO"), "harmless business-documented 1 3: it is documented now that bots can't call it over a business connection"},
		{page(users + "NO"), page(users + "YES"), "notable users-allowed 3 3: users can call it now"},
		{page(), page(users + "YES"), "harmless users-documented 1 3: it is documented now that users can call it"},
		{page(), page(users + "NO"), "breaking users-denied 1 3: it is documented now that users can't call it"},
		{page(), page(before), "notable unauthenticated-allowed 1 3: it works before login now"},
		{page(before), page(never), "breaking unauthenticated-denied 3 3: it does not work before login any more"},
		{page(), page(never), "harmless unauthenticated-documented 1 3: it is documented now that it does not work before login"},
		{page(before), page(), "notable unauthenticated-undocumented 3 1: it is no longer documented whether it works before login (was yes)"},
		{page(), page(defined("1")), "harmless definition-documented 1 4: its definition in TL is new"},
		{page(defined("1")), page(defined("2")), "notable definition-changed 4 4: its definition in TL changed"},
		{page(defined("1")), page(), "notable definition-undocumented 4 1: its definition in TL is gone"},
		{note("a()"), note("b()"), "harmless example-changed 10 10: the example in lua changed\nharmless note-changed 3 3: the note \"Warning\" changed"},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, compare(t, test.old, test.new)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
