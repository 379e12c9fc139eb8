package parser_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
)

// layoutPage is a page in one layout. The tests below change it into others.
const layoutPage = `---
title: messages.editMessage
description: Edits a message
---
# Method: messages.editMessage
[Back to methods index](index.md)

Edits a message

### Parameters:

| Name | Type | Description | Required |
|------|------|-------------|----------|
|no\_webpage|[Bool](../types/Bool.md)|No preview|Optional|
|id|[int](../types/int.md)|Which one|Yes|
|entities|Array of [MessageEntity](../types/MessageEntity.md)|Its style|Optional|

### Return type: [Updates](../types/Updates.md)

### Can users use this method: **YES**

### Can bots use this method: **NO**

### Example:

` + "```php\n$MadelineProto->messages->editMessage(id: $int, );\n```" + `

### Errors

| Code | Type | Description |
|------|------|-------------|
|400|MESSAGE_ID_INVALID|No such message|
|420|SLOWMODE_WAIT_X|Wait for it|
`

// change is a regular expression, in which ^ and $ match at lines, and its
// replacement.
type change [2]string

// layout returns layoutPage with the changes, each of which must have an effect.
func layout(t *testing.T, changes ...change) string {
	t.Helper()
	text := layoutPage
	for _, c := range changes {
		changed := regexp.MustCompile("(?m)"+c[0]).ReplaceAllString(text, c[1])
		if changed == text {
			t.Fatalf("%q changes nothing", c[0])
		}
		text = changed
	}
	return text
}

// factsOf returns the facts of a page without their positions, and the codes of
// its diagnostics.
func factsOf(t *testing.T, src string) (facts []string, codes []diag.Code) {
	t.Helper()
	p, diags := parser.New().Parse("messages.editMessage.md", []byte(src))
	for _, d := range diags {
		codes = append(codes, d.Code)
	}
	if p == nil {
		return nil, codes
	}
	facts = append(facts, p.Method.Text, p.Summary.Plain(), p.Returns.Text, p.Users.Value.String(), p.Bots.Value.String())
	for _, x := range p.Params {
		need := "optional"
		if x.Required {
			need = "required"
		}
		facts = append(facts, strings.Join([]string{x.Name, x.Type, need, x.Description.Plain()}, " "))
	}
	for _, x := range p.Errors {
		facts = append(facts, strings.Join([]string{x.Pattern, x.Description.Plain()}, " "))
	}
	for _, x := range p.Examples {
		facts = append(facts, x.Text)
	}
	for _, x := range p.Notes {
		facts = append(facts, x.Title+": "+x.Text.Plain())
	}
	return facts, codes
}

// TestLayouts writes one page in layouts that no folder of the corpus has. The
// parser reads the same facts from each, without a diagnostic.
func TestLayouts(t *testing.T) {
	want, _ := factsOf(t, layoutPage)
	for name, changes := range map[string][]change{
		"levels":                   {{`^#+ `, `#### `}},
		"setext":                   {{`^### (.*)`, "$1\n---"}, {`^# (.*)`, "$1\n==="}},
		"closed headings":          {{`^(#+) (.*)`, "$1 $2 $1"}},
		"numbered headings":        {{`^### `, `### 1. `}},
		"headings with pictures":   {{`^### `, `### 📌 `}},
		"headings with IDs":        {{`^(### (?:Parameters:|Errors|Example:))`, `$1 {#id}`}},
		"no-break spaces":          {{`Can users use`, "Can\u00a0users use"}},
		"function":                 {{`Method: `, `Function: `}},
		"method without a colon":   {{`Method: `, `Method `}},
		"method in code":           {{`Method: (.*)`, "Method: `$1`"}},
		"parameters, no colon":     {{`Parameters:`, `PARAMETERS`}},
		"method parameters":        {{`Parameters:`, `Method parameters`}},
		"arguments":                {{`Parameters:`, `Arguments`}},
		"parameters in bold":       {{`### Parameters:`, `**Parameters:**`}},
		"returns":                  {{`Return type:`, `Returns:`}},
		"result":                   {{`Return type:`, `Result:`}},
		"return type, no colon":    {{`Return type:`, `Return type`}},
		"return type below":        {{`Return type: `, "Return type\n\n"}},
		"returns below":            {{`Return type: `, "Returns:\n\n"}},
		"return type in bold":      {{`### Return type:`, `**Return type:**`}},
		"flags in lower case":      {{`\*\*YES\*\*`, `yes`}, {`\*\*NO\*\*`, `no`}},
		"flags as pictures":        {{`\*\*YES\*\*`, "✔️"}, {`\*\*NO\*\*`, `❌`}},
		"flags as booleans":        {{`\*\*YES\*\*`, "`true`"}, {`\*\*NO\*\*`, "`false`"}},
		"flags with a stop":        {{`\*\*YES\*\*`, "*Yes.*"}, {`\*\*NO\*\*`, "*No.*"}},
		"flags as questions":       {{`(Can .*):`, `$1?`}},
		"flags, no colon":          {{`(Can .*):`, `$1`}},
		"flags below":              {{`(Can .*): `, "$1\n\n"}},
		"flags as a list":          {{`^### Can `, `* Can `}},
		"flags as lines":           {{`### Return(.*)\n\n### Can(.*)\n\n### Can`, "Return$1\nCan$2\nCan"}},
		"available to":             {{`Can (users|bots) use this method`, `Available to $1`}},
		"who can":                  {{`Can (users|bots) use`, `$1 can use`}},
		"possible errors":          {{`### Errors`, `## Possible RPC errors:`}},
		"list of errors":           {{`### Errors`, `## List of errors`}},
		"error codes":              {{`### Errors`, `## Error codes`}},
		"errors in bold":           {{`### Errors`, `**Errors**`}},
		"error columns":            {{`Code \| Type`, `Error code | Error name`}},
		"errors in code":           {{`\|(\d+)\|(\w+)\|`, "|**$1**|`$2`|"}},
		"column headings":          {{`Name \| Type \| Description \| Required`, `**Parameter name** | Data type | Meaning: | Required?`}},
		"columns in another order": {{`^\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|([^|\n]*)\|$`, `|$4|$2|$1|$3|`}},
		"no outer pipes":           {{`^\|(.*)\|$`, `$1`}},
		"alignment":                {{`\|------\|------\|`, `|:-----|-----:|`}},
		"optional column":          {{`Required \|`, `Optional |`}, {`\|Yes\|$`, `|false|`}, {`\|Optional\|$`, `|true|`}},
		"mandatory":                {{`\|Yes\|$`, `|MANDATORY|`}},
		"required as pictures":     {{`\|Yes\|$`, `|✅|`}, {`\|Optional\|$`, `|❌|`}},
		"names in code":            {{`^\|(id|entities)\|`, "|`$1`|"}},
		"types in code":            {{`\[(\w+)\]\(\.\./types/\w+\.md\)`, "`$1`"}},
		"types by reference":       {{`\[(\w+)\]\(\.\./types/\w+\.md\)`, "[$1]"}, {`\z`, "\n[Bool]: ../types/Bool.md\n[int]: ../types/int.md\n[MessageEntity]: ../types/MessageEntity.md\n[Updates]: ../types/Updates.md\n"}},
		"types on one page":        {{`\.\./types/(\w+)\.md`, `../types.html#$1`}},
		"types as folders":         {{`\.\./types/(\w+)\.md`, `/API_docs/types/$1/ "$1"`}},
		"vector of a link":         {{`Array of (.*?\))`, `Vector<$1>`}},
		"vector with entities":     {{`Array of (.*?\))`, `Vector&lt;$1&gt;`}},
		"vector as a link":         {{`Array of (.*?\))`, `[Vector](../types/Vector.md)<$1>`}},
		"vector in brackets":       {{`Array of (.*?\))`, `$1[]`}},
		"vector in the label":      {{`Array of \[(\w+)\]`, `[Array of $1]`}},
		"bits":                     {{`Array of`, `flags.1?Vector of`}},
		"blanks":                   {{`([^;])$`, `$1  `}, {`^\|`, "|\t"}},
		"no line break at the end": {{`\n\z`, ``}},
	} {
		t.Run(name, func(t *testing.T) {
			got, codes := factsOf(t, layout(t, changes...))
			for i := range got {
				got[i] = strings.TrimRight(got[i], " ")
			}
			if diff := cmp.Diff(want, got); diff != "" || len(codes) > 0 {
				t.Errorf("the facts differ (-want +got), the codes are %v:\n%s", codes, diff)
			}
		})
	}
}

// TestLayoutsDiagnosed writes the page so that the parser can't read some of it,
// and shows that a diagnostic says so.
func TestLayoutsDiagnosed(t *testing.T) {
	const table = `(?s)\| Name .*?\n\n`
	for name, c := range map[string]struct {
		change
		want diag.Code
	}{
		"method without a name":  {change{`Method: .*`, `Method: of messages`}, diag.MethodNameInvalid},
		"method without heading": {change{`^# Method`, `#Method`}, diag.MethodHeadingMissing},
		"open front matter":      {change{`(description: .*\n)---`, `$1`}, diag.MethodHeadingMissing},
		"parameters as a list":   {change{table, "* `id`, which message it is\n\n"}, diag.SectionUnread},
		"parameters as HTML":     {change{table, "<table><tr><td>id</td></tr></table>\n\n"}, diag.SectionUnread},
		"parameters as code":     {change{table, "```\nid int\n```\n\n"}, diag.SectionUnread},
		"indented table":         {change{`^\|`, `    |`}, diag.SectionUnread},
		"no delimiter row":       {change{`^\|--.*\n`, ``}, diag.SectionUnread},
		"unknown heading":        {change{`### Parameters:`, `### What it takes`}, diag.TableMisplaced},
		"unknown errors heading": {change{`### Errors`, `### What goes wrong`}, diag.TableMisplaced},
		"a table of callers":     {change{`(?s)### Can users.*NO\*\*`, "### Callers\n\n|Users|Bots|\n|-----|----|\n|YES|NO|"}, diag.TableMisplaced},
		"a table of results":     {change{`### Return type: (.*)`, "### Return type\n\n|Type|\n|----|\n|$1|"}, diag.TableMisplaced},
		"a column more":          {change{`^\|(.*)\|$`, `|$1|$1|`}, diag.ColumnUnknown},
		"a need unknown":         {change{`\|Yes\|$`, `|:x:|`}, diag.RequiredUnknown},
		"a flag in more words":   {change{`\*\*YES\*\*`, `**YES** since layer 2`}, diag.FlagValueUnknown},
		"a flag without value":   {change{`\*\*YES\*\*`, ``}, diag.FlagValueUnknown},
		"no return type":         {change{`Return type: .*`, `Return type:`}, diag.TypeInvalid},
		"two return types":       {change{`(Return type: .*)`, `$1 or [Bool](../types/Bool.md)`}, diag.TypeInvalid},
		"a type in more words":   {change{`Array of`, `A few`}, diag.TypeInvalid},
		"a code with its name":   {change{`\|420\|SLOWMODE_WAIT_X`, `||420 SLOWMODE_WAIT_X`}, diag.ErrorNameJunk},
	} {
		t.Run(name, func(t *testing.T) {
			if _, codes := factsOf(t, layout(t, c.change)); !slices.Contains(codes, c.want) {
				t.Errorf("the codes are %v, without %s", codes, c.want)
			}
		})
	}
}
