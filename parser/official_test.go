package parser_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
)

// officialPage is a page in the form of core.telegram.org. TestOfficial changes it into
// the forms that converters from HTML to Markdown, and people, give it.
const officialPage = `# messages.editMessage

Edits a message

` + "```" + `
---functions---
messages.editMessage#48f71778 flags:# no_webpage:flags.1?true peer:InputPeer id:int entities:flags.3?Vector<MessageEntity> = Updates;
` + "```" + `

## Parameters

| Name | Type | Description |
|------|------|-------------|
| **flags** | [#](/type/%23) | Which fields there are |
| **no_webpage** | [flags](/mtproto/TL-combinators#conditional-fields).1?[true](/constructor/true) | No preview |
| **peer** | [InputPeer](/type/InputPeer) | Where |
| **id** | [int](/type/int) | Which one |
| **entities** | [flags](/mtproto/TL-combinators#conditional-fields).3?[Vector](/type/Vector%20t)<[MessageEntity](/type/MessageEntity)> | Its style |

## Result

[Updates](/type/Updates)

## Only users can use this method

## This method can be invoked over a [business connection »](/api/bots/connected-business-bots)

## Possible errors

| Code | Type | Description |
|------|------|-------------|
| 400 | MESSAGE_ID_INVALID | No such message |
| 420 | SLOWMODE_WAIT_%d | Wait for it |
| -503 | Timeout | Too slow |

## Related pages
`

// officialFacts returns the facts of a page in the form of core.telegram.org, and its
// diagnostics.
func officialFacts(src string) (facts []string, diags []diag.Diagnostic) {
	p, diags := parser.New().Parse("x.md", []byte(src))
	if p == nil {
		return nil, diags
	}
	facts = []string{
		"method " + p.Method.Text, "summary " + p.Summary.Plain(), "returns " + p.Returns.Text, "definition " + p.Definition.Text,
		fmt.Sprint("users ", p.Users.Value, ", bots ", p.Bots.Value, ", business ", p.Business.Value, ", unauthenticated ", p.Unauthenticated.Value),
	}
	for _, x := range p.Params {
		need := map[bool]string{true: "required", false: "optional"}[x.Required]
		if x.RequiredUnknown {
			need = "unknown"
		}
		facts = append(facts, fmt.Sprintf("param %s %s %s: %s", x.Name, x.Type, need, x.Description.Plain()))
	}
	for _, x := range p.Errors {
		facts = append(facts, strings.TrimSpace(fmt.Sprintf("error %d %s: %s", x.Code, x.Pattern, x.Description.Plain())))
	}
	for _, x := range p.Examples {
		facts = append(facts, fmt.Sprintf("example %s: %s", x.Language, x.Text))
	}
	for _, x := range p.Notes {
		facts = append(facts, strings.TrimSpace("note "+x.Title+": "+x.Text.Plain()))
	}
	return facts, diags
}

// TestOfficial reads the same facts from a page in all its forms, without a diagnostic.
func TestOfficial(t *testing.T) {
	want, diags := officialFacts(officialPage)
	if len(diags) > 0 || len(want) != 12 {
		t.Fatalf("the page itself reads as %q: %v", want, diags)
	}
	for name, changes := range officialForms {
		t.Run(name, func(t *testing.T) {
			src := changed(t, changes)
			got, diags := officialFacts(src)
			if diff := cmp.Diff(strings.Join(want, "\n"), strings.Join(got, "\n")); diff != "" || len(diags) > 0 {
				t.Errorf("the facts differ (-want +got), the diagnostics are %v:\n%s", diags, diff)
			}
		})
	}
}

// changed returns officialPage with changes, each of which must have an effect.
func changed(t testing.TB, changes []change) string {
	t.Helper()
	text := officialPage
	for _, c := range changes {
		changed := regexp.MustCompile("(?m)"+c[0]).ReplaceAllString(text, c[1])
		if changed == text {
			t.Fatalf("%q changes nothing", c[0])
		}
		text = changed
	}
	return text
}

// TestOfficialMore reads forms of the page that say more than it. The facts of the page are
// the same, and there are others.
func TestOfficialMore(t *testing.T) {
	same, _ := officialFacts(officialPage)
	for name, c := range officialMore {
		t.Run(name, func(t *testing.T) {
			got, diags := officialFacts(changed(t, c.changes))
			want := slices.Concat(same, c.more)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" || len(diags) > 0 {
				t.Errorf("the facts differ (-want +got), the diagnostics are %v:\n%s", diags, diff)
			}
		})
	}
}

// TestOfficialDiagnosed writes the page in forms that docgen can't read, and shows that a
// diagnostic says so.
func TestOfficialDiagnosed(t *testing.T) {
	for name, c := range officialFaults {
		t.Run(name, func(t *testing.T) {
			src := changed(t, c.changes)
			facts, diags := officialFacts(src)
			if !slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Code == c.want }) {
				t.Errorf("the diagnostics are %v, without %s; the facts are\n%s", diags, c.want, strings.Join(facts, "\n"))
			}
		})
	}
}
