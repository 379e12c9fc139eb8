package parser_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/docgen/parser"
	"example.com/docgen/parser/page"
)

// TestClient compares which statements of a paragraph are the client's, and what is left.
func TestClient(t *testing.T) {
	for name, c := range map[string]struct {
		markdown string
		client   []string
		left     string
	}{
		"a whole paragraph": {
			"You cannot use this method directly, use the openTheDoor method instead (see https://docs.madelineproto.xyz for more info)",
			[]string{"You cannot use this method directly, use the openTheDoor method instead (see https://docs.madelineproto.xyz for more info)"}, "",
		},
		"other words":            {"You can't call this method directly.", []string{"You can't call this method directly."}, ""},
		"one sentence of three":  {"Opens a door. You cannot use this method directly; see https://docs.madelineproto.xyz. It closes by itself.", []string{"You cannot use this method directly; see https://docs.madelineproto.xyz."}, "Opens a door. It closes by itself."},
		"one line of two":        {"You cannot use this method directly\\\nOpens a door", []string{"You cannot use this method directly"}, "Opens a door"},
		"split":                  {"If the length of the provided message is bigger than 9, the message will be split in parts and several [doors](../types/Door.md) come back.", []string{"If the length of the provided message is bigger than 9, the message will be split in parts and several doors come back."}, ""},
		"objects of another API": {"You can provide bot API door objects here.", []string{"You can provide bot API door objects here."}, ""},
		"a clause of advice":     {"This opens every door, **please use the [updates event handler, instead (it knocks) &raquo;](/docs/DOORS.html)**", []string{"please use the updates event handler, instead (it knocks) »"}, "This opens every door"},
		"advice in a sentence":   {"It is slow, please use the event handler, instead. It is loud.", []string{"please use the event handler, instead"}, "It is slow. It is loud."},
		"advice after a colon":   {"Lists doors: you should use $MadelineProto->getDoors() instead: https://docs.madelineproto.xyz/docs/DOORS.html", []string{"you should use $MadelineProto->getDoors() instead: https://docs.madelineproto.xyz/docs/DOORS.html"}, "Lists doors"},
		"advice in parentheses":  {"Lists doors (you should use `$MadelineProto->get_door($id)` instead) of a house.", []string{"(you should use $MadelineProto->get_door($id) instead)"}, "Lists doors of a house."},
		"half a sentence":        {"If you want every door, use [getDoors](https://docs.madelineproto.xyz/docs/DOORS.html), instead.", []string{"If you want every door, use getDoors, instead."}, ""},
		"only advice":            {"You probably need to use the [updates event handler](/docs/DOORS.html) :)", []string{"You probably need to use the updates event handler :)"}, ""},
		"the client's name":      {"Doors are open. MadelineProto closes them.", []string{"MadelineProto closes them."}, "Doors are open."},
		"code":                   {"0 or $result['hash']", []string{"0 or $result['hash']"}, ""},
		"code after words":       {"Initially 0, then $offset += $doors['count'];", []string{"then $offset += $doors['count']"}, "Initially 0"},
		"a call in code":         {"end($res['doors'])['date'];", []string{"end($res['doors'])['date']"}, ""},
		"a method in PHP":        {"Use the key from $MadelineProto->doors->askKey to open, or doors->knock()", []string{"$MadelineProto->"}, "Use the key from doors.askKey to open, or doors.knock"},
		"a list of the client's": {"Two ways:\n\n- $MadelineProto->open()\n- MadelineProto's own", []string{"Two ways", "$MadelineProto->open()", "MadelineProto's own"}, ""},
		"code of the client's":   {"It opens a door. For example:\n\n```php\n$MadelineProto->open();\n```", []string{"For example", "$MadelineProto->open()"}, "It opens a door."},

		"a page of a type":      {"Opens a [door](https://docs.madelineproto.xyz/API_docs/types/Door.html).", nil, "Opens a door."},
		"a relative page":       {"Opens a [door](../types/Door.md), see [documents](https://core.telegram.org/api/docs/doors).", nil, "Opens a door, see documents."},
		"direct use":            {"The door goes directly to the garden. You cannot use a key directly from the box.", nil, "The door goes directly to the garden. You cannot use a key directly from the box."},
		"Telegram's own advice": {"This door is old, use doors.openNew, instead. Clients must use inputDoorSelf.", nil, "This door is old, use doors.openNew, instead. Clients must use inputDoorSelf."},
		"a flood wait":          {"Warning: this door is prone to flood waits, see [here](https://core.telegram.org/api/errors).", nil, "Warning: this door is prone to flood waits, see here."},
		"the bot API":           {"Kept for bot API compatibility. Bot API bots can pass objects here.", nil, "Kept for bot API compatibility. Bot API bots can pass objects here."},
		"money":                 {"A price of US$ 1.45, or $5, or 5$ a month.", nil, "A price of US$ 1.45, or $5, or 5$ a month."},
		"an arrow":              {"Turns a->b into b.", nil, "Turns a->b into b."},
		"an event handler":      {"The event handler of a web page is called.", nil, "The event handler of a web page is called."},
		"a length":              {"If the length of the message is bigger than 4096, MESSAGE_TOO_LONG is returned.", nil, "If the length of the message is bigger than 4096, MESSAGE_TOO_LONG is returned."},
	} {
		read, _ := parser.New().Parse("x.md", []byte("# Method: doors.open\n\n"+c.markdown+"\n\n### Parameters:\n"))
		if diff := cmp.Diff(c.client, statements(read), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: the client's statements (-want +have):\n%s", name, diff)
		}
		if left := read.Summary.WithoutClient().Plain(); left != c.left {
			t.Errorf("%s: %q is left, want %q", name, left, c.left)
		}
	}
}

// statements returns what a page says about its client.
func statements(p *page.Page) []string {
	var all []string
	for _, s := range p.ClientStatements() {
		all = append(all, s.Text)
	}
	return all
}

// TestClientEverywhere has a statement about the client in each text of a page.
func TestClientEverywhere(t *testing.T) {
	const advice = "You cannot use this method directly"
	read, _ := parser.New().Parse("x.md", []byte(strings.ReplaceAll(`---
title: doors.open
description: "ADVICE, in [front](https://docs.madelineproto.xyz)"
---
# Method: doors.open

ADVICE, at the top

### Parameters:

|Name|Type|Description|
|-|-|-|
|key|[string](../types/string.md)|ADVICE, in a cell|

### Errors

|Code|Type|Description|
|-|-|-|
|400|DOOR_SHUT|ADVICE, in an error|

## Warning: this is a low-level thing that must never be used directly.

- ADVICE, in an item

## Doors with MadelineProto

It has its own doors.
`, "ADVICE", advice)))
	want := []string{
		advice + ", in front", advice + ", at the top", advice + ", in a cell", advice + ", in an error",
		"Warning: this is a low-level thing that must never be used directly.", advice + ", in an item",
		"Doors with MadelineProto", "It has its own doors.",
	}
	if diff := cmp.Diff(want, statements(read)); diff != "" {
		t.Errorf("the client's statements (-want +have):\n%s", diff)
	}
	file, _ := parser.New().ParseErrors("errors.json", []byte(`{"errors": {"400": {"DOOR_SHUT": ["doors.open"]}}, "descriptions": {"DOOR_SHUT": "Knock. `+advice+`"}}`))
	empty, _ := parser.New().Parse("x.md", []byte("# Method: doors.open\n\n### Parameters:\n"))
	merged, _ := file.Merge([]parser.Read{{Page: empty}})
	if have := statements(merged); !slices.Equal(have, []string{advice}) {
		t.Errorf("the client's statements of the error file are %q", have)
	}
}
