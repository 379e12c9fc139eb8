package parser_test

import (
	"strings"

	"example.com/docgen/parser/diag"
)

const (
	paramsTable = `(?s)\| Name .*?\n\n`
	errorsTable = `(?s)\| Code .*?\n\n`
	definition  = "(?s)```.*?```\n\n"
	fencedTL    = "(?s)```\n(.*?)\n```"
)

var officialForms = map[string][]change{
	// Headings.
	"h1 to h4":                  {{`^#+ `, `#### `}},
	"sections above the method": {{`^# `, `### `}},
	"setext":                    {{`^## (.*)`, "$1\n------"}, {`^# (.*)`, "$1\n====="}},
	"closed headings":           {{`^(#+) (.*)`, "$1 $2 $1"}},
	"heading in code":           {{`^# (.*)`, "# `$1`"}},
	"heading in bold":           {{`^(#+) (.*)`, "$1 **$2**"}},
	"heading has a label":       {{`^## (.*)`, `## $1 { data-toc-label="x" }`}},
	"heading is a link":         {{`^# (.*)`, "# [$1](/method/$1)"}},
	"heading has an anchor":     {{`^(#+) (.*)`, `$1 $2 [](#x)`}},
	"heading has a permalink":   {{`^(#+) (.*)`, `$1 $2[¶](#x "Permanent link")`}},
	"heading has a hash link":   {{`^(#+) (.*)`, `$1 $2 [#](#x)`}},
	"heading after an anchor":   {{`^(#+) (.*)`, `$1 <a name="x" class="anchor" href="#x"><i class="anchor-icon"></i></a>$2`}},
	"heading after a link":      {{`^(#+) (.*)`, `$1 [](#x)$2`}},
	"heading has an ID":         {{`^(#+) (.*)`, `$1 $2 {#x-y}`}},
	"heading has attributes":    {{`^(#+) (.*)`, `$1 $2 {: #x .y }`}},
	"heading has an MDX ID":     {{`^(#+) (.*)`, `$1 $2 {/* #x */}`}},
	"heading with pandoc's ID":  {{`^(#+) (.*)`, `$1 [](#x){#x .anchor}$2`}},
	"heading that is cut early": {{`^## (.*)`, "## <a\nhref=\"https://example.com/#x\" id=\"x\" class=\"anchor\"><em></em>¶</a>$1"}},
	"heading with a full link":  {{`^(#+) (.*)`, `$1 $2 [¶](https://example.com/#x)`}},
	"heading in brackets":       {{`^## (Param.*|Result|Only.*)`, `## [$1]{#x .anchor}`}},
	"heading after an ID":       {{`^## (Param.*|Result|Only.*)`, `## []{#x .anchor}$1`}},
	"heading that is cut":       {{`^## (.*)`, "## <a href=\"#x\"\nid=\"x\"\nclass=\"anchor\"><em></em></a>$1"}},
	"heading with MMD's ID":     {{`^# (.*)`, `# $1 [dev_page_title]`}},
	"heading of html2text":      {{`^## `, `## __`}, {`over a \[`, `over a[`}},
	"heading has broken link":   {{`^## `, `## []`}},
	"heading of Docusaurus":     {{`^(#+) (.*)`, "$1 $2[\u200b](#x \"Direct link to x\")"}},
	"heading with the site":     {{`^# (.*)`, `# $1 | Telegram APIs`}},
	"heading before pictures":   {{`^## (.*)`, `## $1 🔒`}},
	"heading escaped":           {{`^# (.*)`, `# messages\.editMessage`}},
	"heading with the ID":       {{`^# (.*)`, `# $1#48f71778`}},
	"heading with brackets":     {{`^# (.*)`, `# $1()`}},
	"heading of a class":        {{`^# (.*)`, `# messages.EditMessage`}},
	"heading of GramJS":         {{`^# (messages\.)e`, `# Api.${1}E`}},
	"heading says method":       {{`^# (.*)`, `# $1 method`}},
	"heading with a prefix":     {{`^# (.*)`, `# Method $1`}},
	"headings in HTML":          {{`^# (.*)`, `<h1>$1</h1>`}, {`^## (Parameters|Result|Only users.*|Possible errors|Related pages)`, `<h3>$1</h3>`}},
	"heading in HTML, anchored": {{`^# (.*)`, `<h1 id="dev_page_title">$1</h1>`}, {`^## (Parameters|Result|Possible errors|Related pages)`, `<h3><a class="anchor" name="p" href="#p"><i class="anchor-icon"></i></a>$1</h3>`}},
	"headings in bold":          {{`^## (.*)`, `**$1**`}},
	"headings in bold, linked":  {{`^## (Parameters|Result|Possible errors)`, `**[$1](#x)**`}},
	"headings with a colon":     {{`^## (Parameters|Result|Possible errors)$`, `## $1:`}},
	"headings in lower case":    {{`^## Parameters`, `## parameters`}, {`^## Result`, `## result`}, {`^## Possible`, `## possible`}},
	"headings with pictures":    {{`^## `, `## 🔒 `}},
	"title instead of heading":  {{`\A# (.*)`, "---\ntitle: $1\n---"}},
	"title of a site":           {{`\A# (.*)`, "---\ntitle: \"$1 | Telegram APIs\"\n---"}},
	"title with a suffix":       {{`\A# (.*)`, "---\ntitle: \"$1 | Telegram APIs\"\n---\n\n# $1"}},
	"title and a definition":    {{`\A# (.*)`, "---\ntitle: $1\n---"}, {"(?s)```\n---functions---\n(.*?);\n```", "`$1;`"}},
	"answer and a picture":      {{`## Only users can use this method`, "## Can bots use this method?\n\nNo, only users can use this method. 🔒"}},
	"title and answers":         {{`\A# (.*)`, "---\ntitle: $1\n---"}, {`## Only users can use this method`, "## 👤 Users\n\nYes\n\n## 🤖 Bots\n\nNo"}},
	"description below callers": {{`^Edits a message`, "Only users can use this method.\n\n## Description\n\nEdits a message"}, {`## Only.*\n\n`, ""}},
	"bold after a broken link":  {{`## (Only.*)`, "**[]$1**"}},
	"title in TOML":             {{`\A# (.*)`, "+++\ntitle = \"$1\"\nweight = 3\n+++\n\n# $1"}},
	"title as a class":          {{`\A# (.*)`, "---\ntitle: messages.EditMessage\nid: x\n---\n\n# $1"}},
	"no-break spaces":           {{`Only users can use`, "Only\u00a0users can\u00a0use"}, {`\| 400 \|`, "|\u00a0400\u00a0|"}, {`\*\*peer\*\*`, "**peer**\u00a0"}, {`MESSAGE_ID`, "\u00a0MESSAGE_ID"}},
	"arguments":                 {{`Parameters`, `Arguments`}},
	"returns":                   {{`## Result`, `## Returns`}},
	"return type":               {{`## Result`, `## Return type`}},
	"errors":                    {{`## Possible errors`, `## Errors`}},
	"see also":                  {{`Related pages`, `See also`}},
	"schema heading":            {{"^```\n---f", "## TL Schema\n\n```\n---f"}},
	"description heading":       {{`^Edits`, "## Description\n\nEdits"}},

	// Navigation.
	"breadcrumbs in a list":   {{`\A`, "* [API](/api)\n* [All Methods](/methods)\n* [messages.editMessage](/method/messages.editMessage)\n\n"}},
	"breadcrumbs in a line":   {{`\A`, "[API](/api) › [All Methods](/methods) › messages.editMessage\n\n"}},
	"breadcrumbs with slash":  {{`\A`, "[Home](/) / [API](/api) / [Methods](/methods) / [messages.editMessage](/method/messages.editMessage)\n\n"}},
	"breadcrumbs numbered":    {{`\A`, "1. [API](/api)\n2. [All Methods](/methods)\n3. messages.editMessage\n\n"}},
	"breadcrumbs in HTML":     {{`\A`, `<ul class="breadcrumb clearfix"><li><a href="/api" >API</a></li><i class="icon icon-breadcrumb-divider"></i><li><a href="/methods" >All Methods</a></li><i class="icon icon-breadcrumb-divider"></i><li><a href="/method/messages.editMessage" >messages.editMessage</a></li></ul>` + "\n\n"}},
	"breadcrumbs in a quote":  {{`\A`, "> [API](/api) > [All Methods](/methods)\n\n"}},
	"back link":               {{`^(# .*)`, "$1\n\n[← Back to methods](index.md)"}},
	"back link with an arrow": {{`\A`, "[« All methods](../README.md)\n\n"}},
	"previous and next":       {{`\z`, "\n---\n\n[Previous](a.md) | [Next](b.md)\n"}},
	"previous with arrows":    {{`\z`, "\n---\n\n[« messages.a](a.md) · [messages.b »](b.md)\n"}},
	"table of contents":       {{`^(# .*)`, "$1\n\n[TOC]"}},
	"contents as a list":      {{`^(# .*)`, "$1\n\n- [Parameters](#parameters)\n- [Result](#result)\n- [Possible errors](#possible-errors)"}},
	"edit link":               {{`\z`, "\n[Edit this page](https://github.com/a/b/edit/x.md)\n"}},
	"layers":                  {{`^(# .*)`, "$1\n\n[Layer 158](javascript:;)\n\n* [18](?layer=18)\n* [23](?layer=23)"}},
	"toc comment":             {{`^(# .*)`, "$1\n\n<!-- toc -->\n<!-- tocstop -->"}},

	"layers without links": {{`^(# .*)`, "$1\n\n  * Layer 158 ****\n    * [18- First.](?layer=18)"}},
	"layers as text":       {{`^(# .*)`, "$1\n\n- Layer 158\n  - 18 – First"}},
	"layers in a line":     {{`^(# .*)`, "$1\n\nLayer: [158](?layer=158) | [143](?layer=143)\n\nLayer 158 ▾\n\n&nbsp;"}},
	"toc of kramdown":      {{`^(# .*)`, "$1\n\n* TOC\n{:toc}"}},
	"components":           {{`^(# .*)`, "$1\n\n<DocCardList items={3} />"}},
	"the title before":     {{`\A# (.*)`, "$1\n\n# $1"}},

	// The definition.
	"definition in tl":          {{"^```\n---f", "```tl\n---f"}},
	"definition in plain text":  {{"^```\n---f", "```text\n---f"}},
	"definition with an info":   {{"^```\n---f", "```haskell title=\"schema\" showLineNumbers\n---f"}},
	"definition in tildes":      {{fencedTL, "~~~\n$1\n~~~"}},
	"definition indented":       {{"(?s)```\n(---f.*?)\n(mess.*?)\n```", "    $1\n    $2"}},
	"definition in pre":         {{fencedTL, "<pre>$1</pre>"}},
	"definition in pre code":    {{fencedTL, "<pre class=\"page_scheme\"><code>$1</code></pre>"}},
	"definition in linked pre":  {{fencedTL, "<pre class=\"page_scheme\"><code>---functions---\n<a href=\"/method/messages.editMessage\" class=\"current_page_link\">messages.editMessage</a>#48f71778 <a href=\"/type/%23\">flags:#</a> no_webpage:flags.1?<a href=\"/constructor/true\">true</a> peer:<a href=\"/type/InputPeer\">InputPeer</a> id:<a href=\"/type/int\">int</a> entities:flags.3?<a href=\"/type/Vector%20t\">Vector</a>&lt;<a href=\"/type/MessageEntity\">MessageEntity</a>&gt; = <a href=\"/type/Updates\">Updates</a>;</code></pre>"}},
	"definition without mark":   {{"---functions---\n", ""}},
	"definition in a span":      {{"(?s)```\n---functions---\n(.*?);\n```", "`$1;`"}},
	"definition on lines":       {{` (peer|id|entities|no_webpage|=)`, "\n  $1"}},
	"definition with types":     {{"---functions---", "updatesTooLong#e317af7e = Updates;\n---functions---"}},
	"definition with a comment": {{"---functions---", "// what a client asks\n---functions---"}},
	"definition in entities":    {{"(?s)```\n---functions---\n(.*?)Vector<MessageEntity>(.*?)\n```", "<pre>---functions---\n${1}Vector&lt;MessageEntity&gt;$2</pre>"}},
	"definition escaped":        {{"(?s)```\n---functions---\n(.*?)#(.*?)no_(.*?)Vector<MessageEntity>(.*?)\n```", "\\-\\-\\-functions\\-\\-\\-\n$1\\#${2}no\\_${3}Vector\\<MessageEntity\\>$4"}},
	"definition as links":       {{"(?s)```\n---functions---\n.*?\n```", "\\-\\-\\-functions\\-\\-\\-\n[messages.editMessage](/method/messages.editMessage)#48f71778 flags:[#](/type/%23) no\\_webpage:flags.1?[true](/constructor/true) peer:[InputPeer](/type/InputPeer) id:[int](/type/int) entities:flags.3?[Vector](/type/Vector%20t)<[MessageEntity](/type/MessageEntity)> = [Updates](/type/Updates);"}},

	"definition below a list": {{fencedTL, "*   [Layer 158](#)\n    *   [18](?layer=18)\n\n    $1"}},
	"definition in a list":    {{"(?s)```\n(---.*?)\n(mess.*?)\n```", "- ```\n  $1\n  $2\n  ```"}},
	"definition in a quote":   {{"(?s)```\n(---.*?)\n(mess.*?)\n```", "> ```\n> $1\n> $2\n> ```"}},
	"definition in an alert":  {{"(?s)```\n(---.*?)\n(mess.*?)\n```", "> [!abstract]- TL Schema\n> ```\n> $1\n> $2\n> ```"}},
	"definition for Jekyll":   {{fencedTL, "{% highlight tl %}\n$1\n{% endhighlight %}"}},
	"definition with links":   {{`peer:InputPeer`, `peer:[InputPeer](/type/InputPeer)`}, {`= Updates`, `= [Updates](/type/Updates)`}},

	// Tables.
	"alignment":             {{`^\|------\|------\|`, `| :--- | :--: |`}},
	"no outer pipes":        {{`^\| (.*) \|$`, `$1`}, {`^\|(-.*)\|$`, `$1`}},
	"one dash":              {{`^\|-.*$`, `|-|-|-|`}},
	"headings in bold td":   {{`\| Name \| Type \| Description \|`, `| **Name** | **Type** | **Description** |`}},
	"names in code":         {{`\*\*(\w+)\*\*`, "`$1`"}},
	"names plain":           {{`\*\*(\w+)\*\*`, `$1`}},
	"names escaped":         {{`\*\*no_webpage`, `**no\_webpage`}, {`MESSAGE_ID_INVALID`, `MESSAGE\_ID\_INVALID`}, {`SLOWMODE_WAIT_%d`, `SLOWMODE\_WAIT\_%d`}},
	"names in strong":       {{`\*\*(\w+)\*\*`, `<strong>$1</strong>`}},
	"names in bold code":    {{`\*\*(\w+)\*\*`, "**`$1`**"}},
	"names anchored":        {{`\*\*(\w+)\*\*`, `<a name="$1"></a>**$1**`}},
	"names linked":          {{`\*\*(\w+)\*\*`, `[$1](#$1)`}},
	"names underlined":      {{`\*\*(\w+)\*\*`, `__${1}__`}},
	"names in camelCase":    {{`\*\*no_webpage`, `**noWebpage`}},
	"columns more":          {{`\| Name \| Type \| Description \|`, `| Parameter | Type | Description |`}},
	"columns in capitals":   {{`\| Name \| Type \| Description \|`, `| NAME | TYPE | DESCRIPTION |`}},
	"param name":            {{`\| Name \|`, `| Field |`}},
	"codes in code":         {{`\| (-?\d+) \| (\w+(?:%d)?) \|`, "| `$1` | `$2` |"}},
	"codes in bold":         {{`\| (-?\d+) \| (\w+(?:%d)?) \|`, `| **$1** | **$2** |`}},
	"codes with classes":    {{`\| 400 \|`, `| 400 BAD_REQUEST |`}, {`\| 420 \|`, `| 420 FLOOD |`}},
	"error columns":         {{`\| Code \| Type \|`, `| Error code | Error |`}},
	"errors named":          {{`\| Code \| Type \|`, `| Code | Name |`}},
	"minus sign":            {{`\| -503 \|`, `| −503 |`}},
	"hyphen":                {{`\| -503 \|`, `| ‑503 |`}},
	"reasons":               {{`\| Code \| Type \| Description`, `| Code | Error | Reason`}},
	"escaped minus":         {{`\| -503 \|`, `| \-503 |`}},
	"tables in HTML":        {{paramsTable, htmlParams + "\n\n"}, {errorsTable, htmlErrors + "\n\n"}},
	"tables on lines":       {{paramsTable, lined(htmlParams) + "\n\n"}, {errorsTable, lined(htmlErrors) + "\n\n"}},
	"tables with gaps":      {{paramsTable, gapped(htmlParams) + "\n\n"}, {errorsTable, gapped(htmlErrors) + "\n\n"}},
	"tables in a div":       {{paramsTable, "<div class=\"table-wrap\">\n" + lined(htmlParams) + "\n</div>\n\n"}},
	"tables without tbody":  {{paramsTable, strings.NewReplacer("<thead>", "", "</thead>", "", "<tbody>", "", "</tbody>", "").Replace(htmlParams) + "\n\n"}},
	"tables without ends":   {{paramsTable, strings.NewReplacer("</td>", "", "</th>", "", "</tr>", "").Replace(htmlParams) + "\n\n"}},
	"tables with td heads":  {{paramsTable, strings.NewReplacer("<th>", "<td>", "</th>", "</td>").Replace(htmlParams) + "\n\n"}},
	"tables in capitals":    {{paramsTable, strings.NewReplacer("<table class=\"table\">", "<TABLE>", "<td>", "<TD>", "</td>", "</TD>", "</table>", "</TABLE>").Replace(htmlParams) + "\n\n"}},
	"pandoc's table":        {{paramsTable, pandocParams + "\n\n"}},
	"no heading row":        {{`^(\| Name .*)\n\|-.*`, "|  |  |  |\n| --- | --- | --- |\n$1"}, {`^(\| Code .*)\n\|-.*`, "|  |  |  |\n| --- | --- | --- |\n$1"}},
	"html2text's table":     {{`^\| (.*) \|$`, `$1  `}, {`^\|(-.*)\|$`, `---|---|---`}},
	"pandoc's simple table": {{errorsTable, simpleErrors + "\n\n"}, {paramsTable, simpleParams + "\n\n"}},
	"GitBook's table":       {{errorsTable, strings.NewReplacer("<thead><tr>", "<thead><tr><th width=\"9\"></th><th></th><th></th></tr></thead><tbody><tr>", "</thead><tbody>", "", "th>", "td>").Replace(htmlErrors) + "\n\n"}},
	"columns sorted":        {{`\| Code \| Type`, `| Code ▲ | Type ▼`}},
	"columns explained":     {{`\| Name \| Type \| Description`, `| Parameter name | Parameter type | Parameter description`}, {`\| Code \| Type \| Description`, `| Error code | Error type | Error description`}},
	"code in one cell":      {{`\| Code \| Type \| Description \|\n.*`, "| Error | Description |\n|---|---|"}, {`\| (-?\d+) \| (\S+) \|`, "| $1 $2 |"}},
	"code in brackets":      {{`\| Code \| Type \| Description \|\n.*`, "| Error | Description |\n|---|---|"}, {`\| (-?\d+) \| (\S+) \|`, "| $2 ($1) |"}},
	"names with attributes": {{`\*\*(\w+)\*\*`, "**`$1`**{ #$1 .name }"}, {`\| Name \|`, "| Name {#name} |"}},
	"names can break":       {{`no_webpage\*\*`, `no_<wbr>webpage**`}, {`MESSAGE_ID`, `MESSAGE_<wbr>ID`}},
	"attributes of a table": {{`\| Too slow \|`, "$0\n{: .table }"}},
	"rows that share":       {{errorsTable, strings.NewReplacer("<td>400</td>", `<td rowspan="1">400</td>`).Replace(htmlErrors) + "\n\n"}},
	"comment in a table":    {{paramsTable, strings.Replace(htmlParams, "<tbody>", "<!-- rows --><tbody>", 1) + "\n\n"}},

	// Types.
	"types in code":           {{`\[(\w+)\]\(/type/(\w+)\)`, "`$1`"}, {`\[flags\]\(\S*?\).1\?\[true\]\(\S*?\)`, "`flags.1?true`"}, {`\[flags\]\(\S*?\).3\?\[Vector\]\(\S*?\)<(.*?)> \|`, "`flags.3?Vector<MessageEntity>` |"}, {`\[#\]\(\S*?\)`, "`#`"}},
	"types plain":             {{`\[(\w+|#)\]\(/\w+/[\w%]+\)`, "$1"}, {`\[(\w+)\]\(\S*?\)`, "$1"}, {`\| flags.3.*?\|`, "| flags.3?Vector&lt;MessageEntity&gt; |"}},
	"types escaped":           {{`\[(\w+|#)\]\(/\w+/[\w%]+\)`, "$1"}, {`\[(\w+)\]\(\S*?\)`, "$1"}, {`\| flags.3.*?\|`, `| flags.3?Vector\<MessageEntity\> |`}, {`\| # \|`, `| \# |`}},
	"types unescaped":         {{`\| \[flags\]\(\S*?\).3.*?\|`, "| flags.3?Vector<MessageEntity> |"}},
	"types with vector space": {{`\[Vector\]\(/type/Vector%20t\)`, `[Vector](</type/Vector t>)`}},
	"types by reference":      {{`\[(InputPeer|Updates|int)\]\(\S+?\)`, "[$1]"}, {`\z`, "\n[InputPeer]: /type/InputPeer\n[Updates]: /type/Updates\n[int]: /type/int \"int\"\n"}},
	"types with titles":       {{`(/type/\w+)\)`, `$1 "title")`}},
	"types absolute":          {{`\((/\w+)`, `(https://core.telegram.org$1`}},
	"types as wiki links":     {{`\[(InputPeer|Updates|int)\]\(\S+?\)`, "[[$1]]"}},
	"types as wiki paths":     {{`\[(Updates)\]\(\S+?\)`, "[[type/$1|$1]]"}, {`\[(InputPeer|int)\]\(\S+?\)`, `[[type/$1\|$1]]`}},
	"types as autolinks":      {{`\[(Updates)\]\(\S+?\)`, "<a href=\"/type/$1\">$1</a>"}},
	"types in bold":           {{`(\[(?:InputPeer|Updates|int)\]\(\S+?\))`, "**$1**"}},
	"types code in links":     {{`\[(InputPeer|Updates|int)\](\(\S+?\))`, "[`$1`]$2"}},
	"vector in code":          {{`\[Vector\]\(/type/Vector%20t\)<(.*?)>`, "`Vector`&lt;$1&gt;"}},
	"vector all linked":       {{`\[Vector\]\(/type/Vector%20t\)<.*?> \|`, `[Vector<MessageEntity>](/type/MessageEntity) |`}},
	"conditions spaced":       {{`\[flags\]\(\S*?\).3\?`, `flags . 3 ? `}},
	"anchor in types":         {{`/type/`, `types.md#`}},
	"anchors in lower case":   {{`\(/type/InputPeer\)`, `(../types.md#inputpeer)`}, {`\(/type/int\)`, `(../primitives.md)`}, {`\(/type/Updates\)`, `(#updates)`}},
	"types in addresses":      {{`\(/type/InputPeer\)`, `(../type/input-peer.md)`}, {`\(/type/Updates\)`, `(../types/u.md)`}},
	"docusaurus types":        {{`\(/type/(\w+)\)`, `(./../type/$1.mdx)`}},
	"conditions linked":       {{`\[flags\]\(\S*?\)\.1\?\[true\]`, `[flags.1?true]`}, {`\[flags\]\(\S*?\)\.3\?\[Vector\]\(\S*?\)<\[(\w+)\]\((\S*?)\)>`, `[flags.3?Vector\<$1\>]($2)`}},
	"types as addresses":      {{`\[(InputPeer|int)\]\((\S+?)\)`, `<https://core.telegram.org$2>`}},
	"types in HTML":           {{`\[(InputPeer|int|MessageEntity)\]\((\S+?)\)`, `<a href="$2">$1</a>`}},

	"types by number": {{`\[(InputPeer|Updates|int)\]\(\S+?\)`, "[$1][t-$1]"}, {`\z`, "\n[t-InputPeer]: /type/InputPeer\n[t-updates]: /type/Updates\n[t-int]: </type/int>\n"}},

	// Lists.
	"errors in a list":       {{errorsTable, "- 400 MESSAGE_ID_INVALID: No such message\n- 420 SLOWMODE_WAIT_%d: Wait for it\n- -503 Timeout: Too slow\n\n"}},
	"errors in nested lists": {{errorsTable, "- 400 MESSAGE_ID_INVALID\n  - No such message\n- `420 SLOWMODE_WAIT_X`\n\n  Wait for it\n- -503 Timeout\n  - Too slow\n\n"}},
	"errors in a bold list":  {{errorsTable, "* **400 MESSAGE_ID_INVALID** – No such message\n* **420 SLOWMODE\\_WAIT\\_%d** – Wait for it\n* **-503 Timeout** – Too slow\n\n"}},
	"errors in a code list":  {{errorsTable, "- `MESSAGE_ID_INVALID` (400): No such message\n- `SLOWMODE_WAIT_X` (420): Wait for it\n- `Timeout` (-503): Too slow\n\n"}},
	"errors in classes":      {{errorsTable, "1. 400 BAD_REQUEST: MESSAGE_ID_INVALID — No such message\n2. 420 FLOOD: SLOWMODE_WAIT_%d — Wait for it\n3. `-503`: `Timeout` — Too slow\n\n"}},
	"errors in an HTML list": {{errorsTable, "<ul>\n<li><code>400</code> <strong>MESSAGE_ID_INVALID</strong>: No such message</li><li>420 SLOWMODE_WAIT_%d: Wait for it</li>\n<li>-503 Timeout: Too slow</li></ul>\n\n"}},
	"no table for no rows":   {{`Timeout.*\n`, "$0\n## Errors\n\nN/A\n"}},
	"parameters in a list":   {{paramsTable, "- `flags` (#): Which fields there are\n- `no_webpage` (flags.1?true): No preview\n- `peer` ([InputPeer](/type/InputPeer)): Where\n- `id` (int): Which one\n- `entities` (flags.3?Vector&lt;MessageEntity&gt;): Its style\n\n"}},
	"parameters with dashes": {{paramsTable, "* **no_webpage** — flags.1?true — No preview\n* **peer** — [InputPeer](/type/InputPeer) — Where\n* **id** — int — Which one\n* **entities** — flags.3?[Vector](/type/Vector%20t)<[MessageEntity](/type/MessageEntity)> — Its style\n\n"}},
	"parameters with colons": {{paramsTable, "* no_webpage: `flags.1?true` - No preview\n* peer: `InputPeer` - Where\n* id: `int` - Which one\n* entities: `flags.3?Vector<MessageEntity>` - Its style\n\n"}},
	"parameters with needs":  {{paramsTable, "- no_webpage (true, optional): No preview\n- peer (InputPeer, required): Where\n- id (int, required): Which one\n- entities (Vector of MessageEntity, optional): Its style\n\n"}},

	// Results.
	"result a list":       {{`^\[Updates\]`, `- [Updates]`}},
	"result in the line":  {{`## Result\n\n`, `## Result: `}},
	"result in bold line": {{`## Result\n\n`, `**Result:** `}},
	"result with a stop":  {{`^(\[Updates\]\(\S+\))`, `$1.`}},
	"result of a code":    {{`^\[Updates\]\(\S+\)`, "```\nUpdates\n```"}},
	"result returns":      {{`^(\[Updates\]\(\S+\))`, `Returns $1`}},
	"result an object":    {{`^(\[Updates\]\(\S+\))`, `Returns an $1 object.`}},
	"result in the quote": {{`^(\[Updates\]\(\S+\))`, `> $1`}},

	// Who may call.
	"can bots":               {{`## Only users can use this method`, "## Can bots use this method?\n\nNo\n\n## Can users use this method?\n\nYes"}},
	"can bots, bold answers": {{`## Only users can use this method`, "## Can bots use this method? **No**\n\n## Can users use this method? **Yes**"}},
	"can bots, dash":         {{`## Only users can use this method`, "### Can bots use this method — **NO**\n\n### Can users use this method — **YES**"}},
	"can bots, hyphen":       {{`## Only users can use this method`, "### Can bots use this method - NO\n\n### Can users use this method - YES"}},
	"can bots, list":         {{`## Only users can use this method`, "- Can bots use this method: no\n- Can users use this method: yes"}},
	"can bots, quote":        {{`## Only users can use this method`, "> Only users can use this method"}},
	"can bots, list below":   {{`## Only users can use this method`, "## Can bots use this method?\n\n- No\n\n## Can users use this method?\n\n- Yes"}},
	"can bots, quote below":  {{`## Only users can use this method`, "## Can bots use this method?\n\n> No\n\n## Can users use this method?\n\n**Yes**"}},
	"can bots, with a mark":  {{`## Only users can use this method`, "## Can bots use this method?\n\n❌ No\n\n## Can users use this method?\n\n✅ Yes"}},
	"can bots, sentence":     {{`## Only users can use this method`, "## Can bots use this method?\n\nNo, only users can use this method."}},
	"sentence bold":          {{`## (Only users can use this method)`, `**$1**`}},
	"sentence in italics":    {{`## (Only users can use this method)`, `_$1._`}},
	"sentence in HTML":       {{`## (Only users can use this method)`, `<h3>$1</h3>`}},
	"sentence in p":          {{`## (Only users can use this method)`, `<p>$1</p>`}},
	"sentence in admonition": {{`## (Only users can use this method)`, "!!! warning\n    $1"}},
	"sentence in containers": {{`## (Only users can use this method)`, ":::warning\n\n$1\n\n:::"}},
	"sentence in container":  {{`## (Only users can use this method)`, ":::info\n$1\n:::"}},
	"sentence in an alert":   {{`## (Only users can use this method)`, "> [!NOTE]\n> $1"}},
	"sentence with a lock":   {{`## (Only users can use this method)`, "🔒 $1"}},
	"sentence with link":     {{`## Only users can use this method`, `## Only [users](/api/users) can use this method`}},
	"sentence anchored":      {{`## (Only users can use this method)`, `## [$1](#only-users-can-use-this-method)`}},
	"sentence in Obsidian":   {{`## (Only users can use this method)`, "> [!info]- $1"}},
	"sentence below a title": {{`## (Only users can use this method)`, "> [!info] Availability\n> $1"}},
	"sentence with a code":   {{`## (Only users can use this method)`, ":material-account: $1"}},
	"sentence on a request":  {{`## Only users can use this method`, "Only users can use this request."}},
	"sentence in VuePress":   {{`## (Only users can use this method)`, "::: warning Note\n$1.\n:::"}},
	"sentence in GitBook":    {{`## (Only users can use this method)`, "{% hint style=\"info\" %}\n$1.\n{% endhint %}"}},
	"sentence after a word":  {{`## (Only users can use this method)`, "**Note:** $1."}},
	"sentences about each":   {{`## Only users can use this method`, "This method is not available to bots.\n\nThis method is available to users."}},
	"answers to callers":     {{`## Only users can use this method`, "## Users\n\nYes\n\n## Bots\n\nNo"}},
	"business linked whole":  {{`## This method can be invoked over a \[business connection »\]\((.*)\)`, `### [This method can be invoked over a business connection »]($1)`}},
	"business plain":         {{`## (This method can be invoked over a )\[business connection »\]\((.*)\)`, "${1}business connection."}},
	"business quoted":        {{`»`, `&raquo;`}},
	"business by arrow":      {{` »`, ` ->`}},
	"callers with marks":     {{`## Only users can use this method`, "- ✅ Users\n- ❌ Bots"}},
	"callers as tasks":       {{`## Only users can use this method`, "- [x] Users\n- [ ] Bots"}},
	"callers in a heading":   {{`## Only users can use this method`, "## Who can use this method: users only"}},
	"callers below":          {{`## Only users can use this method`, "## Who can call this method?\n\nOnly users"}},
	"callers in a line":      {{`## Only users can use this method`, "**Available to:** users only"}},
	"sentence in a badge":    {{`## Only users can use this method`, "`user-only`"}},
	"sentence in a picture":  {{`## Only users can use this method`, "![users only](https://example.com/badge/users-only.svg)"}},
	"sentence after summary": {{`## Only users can use this method\n\n`, ""}, {`^Edits a message`, "Only users can use this method.\n\nEdits a message"}},
	"admonition's title":     {{`## (Only users can use this method)`, "!!! warning \"$1\""}},
	"both in one paragraph":  {{`## (Only users can use this method)\n\n## `, "$1\n"}},
	"both in one list":       {{`## (Only users can use this method)\n\n## `, "- $1\n- "}},
	"both in one sentence":   {{`## (Only users can use this method)\n\n## `, "$1. "}},

	// Whole pages.
	"Windows":          {{`\n`, "\r\n"}},
	"blanks at ends":   {{`([^;-])$`, `$1  `}},
	"more blank lines": {{`\n\n`, "\n\n\n\n"}},
	"rules between":    {{`\n\n## `, "\n\n---\n\n## "}},
	"star rules":       {{`\n\n## `, "\n\n* * *\n\n## "}},
	"no blank lines":   {{`\n\n(## .*)\n\n`, "\n\n$1\n"}},
	"no end":           {{`\n\z`, ""}},
	"MDX":              {{`\A`, "---\nid: messages.editMessage\ntitle: messages.editMessage\nsidebar_label: editMessage\n---\n\nimport Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\n"}},
	"no related":       {{`## Related pages\n`, ""}},
	"details":          {{paramsTable, "<details><summary>Parameters</summary>\n\n$0</details>\n\n"}, {`## Parameters\n`, ""}},
	"div around":       {{`(?s)\A(.*)\z`, "<div id=\"dev_page_content\">\n\n$1\n</div>\n"}},
}

var officialMore = map[string]struct {
	changes []change
	more    []string
}{
	"a title of the site":      {[]change{{`\A`, "# Telegram API\n\n"}, {`^# mess`, `## mess`}}, []string{"note Telegram API:"}},
	"a namespace before":       {[]change{{`\A`, "# messages\n\nAll of them\n\n"}, {`^# (messages\.)`, `## $1`}}, []string{"note messages: All of them"}},
	"a list before":            {[]change{{`\A`, "# Methods\n\n"}, {`^# mess`, `## mess`}}, []string{"note methods:"}},
	"a remark on the answer":   {[]change{{`## Only users can use this method`, "### Can users use this method: **YES**\n\n### Can bots use this method — **NO** (since 2021)"}}, []string{"note Can bots use this method — NO (since 2021): (since 2021)"}},
	"a sentence among others":  {[]change{{`## Only users can use this method`, "It is quick. Only users can use this method."}}, []string{"note Result: It is quick. Only users can use this method."}},
	"a summary of the details": {[]change{{paramsTable, "<details>\n<summary>All</summary>\n\n$0</details>\n\n"}}, []string{"note Parameters: All"}},
	"an empty last cell":       {[]change{{`^\| (.*) \|$`, `$1`}, {`^\|(-.*)\|$`, `$1`}, {`^-503.*`, "$0\n500 | INTERNAL |  "}}, []string{"error 500 INTERNAL:"}},
	"related pages":            {[]change{{`\z`, "\n#### [Bots](/api/bots)\n\nBots can use this method.\n\n- Bots can use this method\n"}}, []string{"note Related pages: Bots\n\nBots can use this method.\n\n- Bots can use this method"}},
	"a caption":                {[]change{{paramsTable, strings.Replace(htmlParams, "<thead>", "<caption>All</caption><colgroup><col /></colgroup><thead>", 1) + "\n\n"}}, []string{"note Parameters: All"}},
	"tabs of MkDocs": {
		[]change{{`## Parameters`, "## Example\n\n=== \"JS\"\n\n    ```js\n    a()\n    ```\n\n=== \"Python (Telethon)\"\n\n    ```\n    b()\n    ```\n\n## Parameters"}},
		[]string{"example js: a()", "example python: b()"},
	},
	"tabs without a heading": {
		[]change{{`## Parameters`, "=== \"JS\"\n\n    ```\n    a()\n    ```\n\n## Parameters"}},
		[]string{"example javascript: a()"},
	},
	"tabs of Docusaurus": {
		[]change{{`## Parameters`, "## Example\n\n<Tabs>\n<TabItem value=\"a\" label=\"JavaScript\" default>\n\n```\na()\n```\n\n</TabItem>\n<TabItem value=\"ts\">\n```\nb()\n```\n</TabItem>\n</Tabs>\n\n## Parameters"}},
		[]string{"example javascript: a()", "example typescript: b()"},
	},
	"tabs of Nuxt": {
		[]change{{`## Parameters`, "## Usage\n\n::::tabs\n:::tab{title=\"JavaScript\"}\n\n```\na()\n```\n\n:::\n:::tab{title=\"TypeScript\"}\n```\nb()\n```\n:::\n::::\n\n## Parameters"}},
		[]string{"example javascript: a()", "example typescript: b()"},
	},
	"examples below headings": {
		[]change{{`## Parameters`, "## Examples\n\n### TypeScript\n\n```\na()\n```\n\n## Parameters"}},
		[]string{"example typescript: a()"},
	},
}

var officialFaults = map[string]struct {
	changes []change
	want    diag.Code
}{
	"can bots, a table":        {[]change{{`## Only users can use this method`, "| Can bots use this method? | No |\n|---|---|\n| Can users use this method? | Yes |"}}, diag.TableMisplaced},
	"can bots, code below":     {[]change{{`## Only users can use this method`, "## Can bots use this method?\n\n```\nNo\n```"}}, diag.FlagValueUnknown},
	"can bots, nothing below":  {[]change{{`## Only users can use this method`, "## Can bots use this method?"}}, diag.FlagValueUnknown},
	"can bots, partly":         {[]change{{`## Only users can use this method`, "## Can bots use this method?\n\nPartly"}}, diag.FlagValueUnknown},
	"some users":               {[]change{{`## Only users can use this method`, "## Only premium users can use this method"}}, diag.FlagUnread},
	"parameters, a grid":       {[]change{{definition, ""}, {paramsTable, gridParams + "\n\n"}}, diag.SectionUnread},
	"errors, a grid":           {[]change{{errorsTable, gridParams + "\n\n"}}, diag.SectionUnread},
	"errors, columns moved":    {[]change{{errorsTable, strings.Replace(simpleErrors, "400 ", "400 BAD_REQUEST ", 1) + "\n\n"}}, diag.SectionUnread},
	"errors, a long table":     {[]change{{errorsTable, longErrors + "\n\n"}}, diag.SectionUnread},
	"errors, a headless table": {[]change{{errorsTable, strings.SplitN(simpleErrors, "\n", 2)[1] + "\n\n"}}, diag.SectionUnread},
	"errors, a tag in a name":  {[]change{{`MESSAGE_ID_INVALID`, "`MESSAGE_<wbr>ID_INVALID`"}}, diag.ErrorNameInvalid},
	"errors, a name and more":  {[]change{{`MESSAGE_ID_INVALID`, "MESSAGE_ID_INVALID (BAD_REQUEST)"}}, diag.ErrorNameInvalid},
	"errors, in Spanish":       {[]change{{`## Possible errors`, "## Posibles errores"}, {`\| Code \| Type \| Description`, "| Código | Tipo | Descripción"}}, diag.TableMisplaced},
	"errors, no definition":    {[]change{{definition, ""}, {`## .*`, "## ?"}, {`\| Code \| Type \| Description`, "| Код | Тип | Описание"}}, diag.TableMisplaced},
	"parameters, in Spanish":   {[]change{{`## Parameters`, "## Parámetros"}, {`\| Name \| Type \| Description`, "| Nombre | Tipo | Descripción"}}, diag.TableMisplaced},
	"all in Russian":           {[]change{{`## Parameters`, "## Параметры"}, {`## Result`, "## Результат"}, {`## Only .*`, "## Только пользователи могут использовать этот метод"}, {`## This .*`, "## Через бизнес-соединение"}, {`## Possible errors`, "## Возможные ошибки"}}, diag.FlagUnread},
	"users, in Chinese":        {[]change{{`## Only .*`, "## 仅用户可以使用此方法"}}, diag.FlagUnread},
	"users, below a cut link":  {[]change{{`## (Only .*)`, "## [](/api/a-\nb)$1"}}, diag.FlagUnread},
	"users, in a directive":    {[]change{{`## (Only .*)`, "```{note}\n$1\n```"}}, diag.FlagUnread},
	"errors, lists in a list":  {[]change{{errorsTable, "* - 400\n  - MESSAGE_ID_INVALID\n\n"}}, diag.SectionUnread},
	"users, in a component":    {[]change{{`## (Only .*)`, "<Badge>$1</Badge>"}}, diag.FlagUnread},
	"users, pictures":          {[]change{{`## Only .*`, "👤 ✅ 🤖 ❌"}}, diag.FlagUnread},
	"users, badges":            {[]change{{`## Only .*`, "![Users](https://example.com/yes) ![Bots](https://example.com/no)"}}, diag.FlagUnread},
	"parameters, definitions":  {[]change{{definition, ""}, {paramsTable, "peer\n:   InputPeer. Where\n\nid\n:   int. Which one\n\n"}}, diag.SectionUnread},
	"parameters in HTML":       {[]change{{definition, ""}, {paramsTable, "<dl><dt>peer</dt><dd>InputPeer. Where</dd></dl>\n\n"}}, diag.SectionUnread},
	"parameters, headings":     {[]change{{definition, ""}, {paramsTable, "### `peer`\n\nInputPeer. Where\n\n### `id`\n\nWhich one\n\n"}}, diag.SectionUnread},
	"errors, headings":         {[]change{{errorsTable, "### 400 MESSAGE_ID_INVALID\n\nNo such message\n\n"}}, diag.SectionUnread},
	"parameters, paragraphs":   {[]change{{definition, ""}, {paramsTable, "Name\n\nType\n\nDescription\n\n**peer**\n\n[InputPeer](/type/InputPeer)\n\nWhere\n\n"}}, diag.SectionUnread},
	"parameters, words":        {[]change{{definition, ""}, {paramsTable, "- the peer\n- the ID of the message\n\n"}}, diag.SectionUnread},
	"parameters, without type": {[]change{{definition, ""}, {paramsTable, "- peer: where it is\n\n"}}, diag.SectionUnread},
	"errors, words":            {[]change{{errorsTable, "- No such message\n- Too slow\n\n"}}, diag.SectionUnread},
	"errors, a sentence":       {[]change{{errorsTable, "May fail with MESSAGE_ID_INVALID (400).\n\n"}}, diag.SectionUnread},
	"errors, code":             {[]change{{errorsTable, "```\n400 MESSAGE_ID_INVALID\n```\n\n"}}, diag.SectionUnread},
	"errors, unknown heading":  {[]change{{`## Possible errors`, "## What may go wrong"}}, diag.TableMisplaced},
	"errors, no heading":       {[]change{{`## Possible errors\n\n`, ""}}, diag.TableMisplaced},
	"parameters, no heading":   {[]change{{`## Parameters\n\n`, ""}}, diag.TableMisplaced},
	"result, words":            {[]change{{definition, ""}, {`^\[Updates\]\(\S+\)`, "A few of them."}}, diag.TypeInvalid},
	"no result":                {[]change{{definition, ""}, {`## Result\n\n\[Updates\]\(\S+\)\n\n`, ""}}, diag.ResultMissing},
	"an unknown column":        {[]change{{`\| Name \|`, "| Field name of it |"}}, diag.ColumnUnknown},
	"a column twice":           {[]change{{`\| Code \| Type \|`, "| Type | Type |"}}, diag.ColumnUnknown},
	"another definition":       {[]change{{`messages.editMessage#48f71778`, "messages.editChat#48f71778"}}, diag.DefinitionMethod},
	"a parameter more":         {[]change{{`id:int`, "id:int hash:long"}}, diag.DefinitionParameter},
	"a parameter less":         {[]change{{` id:int`, ""}}, diag.DefinitionParameter},
	"another type":             {[]change{{` id:int`, " id:long"}}, diag.DefinitionParameter},
	"another result":           {[]change{{`= Updates`, "= Bool"}}, diag.DefinitionResult},
	"another title":            {[]change{{`\A`, "---\ntitle: messages.editChat\n---\n"}}, diag.FrontMatterTitle},
	"two methods":              {[]change{{`\z`, "\n# messages.editChat\n\n## Result\n\nBool\n"}}, diag.MethodHeadingRepeated},
}

const htmlParams = `<table class="table"><thead><tr><th>Name</th><th>Type</th><th>Description</th></tr></thead><tbody>` +
	`<tr><td><strong>flags</strong></td><td><a href="/type/%23">#</a></td><td>Which fields there are</td></tr>` +
	`<tr><td><strong>no_webpage</strong></td><td><a href="/mtproto/TL-combinators#conditional-fields">flags</a>.1?<a href="/constructor/true">true</a></td><td>No preview</td></tr>` +
	`<tr><td><strong>peer</strong></td><td><a href="/type/InputPeer">InputPeer</a></td><td>Where</td></tr>` +
	`<tr><td><strong>id</strong></td><td><a href="/type/int">int</a></td><td>Which one</td></tr>` +
	`<tr><td><strong>entities</strong></td><td><a href="/mtproto/TL-combinators#conditional-fields">flags</a>.3?<a href="/type/Vector%20t">Vector</a>&lt;<a href="/type/MessageEntity">MessageEntity</a>&gt;</td><td>Its style</td></tr>` +
	`</tbody></table>`

const htmlErrors = `<table class="table"><thead><tr><th>Code</th><th>Type</th><th>Description</th></tr></thead><tbody>` +
	`<tr><td>400</td><td>MESSAGE_ID_INVALID</td><td>No such message</td></tr>` +
	`<tr><td>420</td><td>SLOWMODE_WAIT_%d</td><td>Wait for it</td></tr>` +
	`<tr><td>-503</td><td>Timeout</td><td>Too slow</td></tr></tbody></table>`

const pandocParams = `<table>
<colgroup>
<col style="width: 33%" />
<col style="width: 33%" />
<col style="width: 33%" />
</colgroup>
<thead>
<tr class="header">
<th>Name</th>
<th style="text-align: center;">Type</th>
<th>Description</th>
</tr>
</thead>
<tbody>
<tr class="odd">
<td><strong>flags</strong></td>
<td style="text-align: center;"><a href="/type/%23">#</a></td>
<td>Which fields there
are</td>
</tr>
<tr class="even">
<td><p><strong>no_webpage</strong></p></td>
<td style="text-align: center;"><p><a href="/mtproto/TL-combinators#conditional-fields">flags</a>.1?<a
href="/constructor/true">true</a></p></td>
<td><p>No preview</p></td>
</tr>
<tr class="odd">
<td><strong>peer</strong></td>
<td><a href="/type/InputPeer">InputPeer</a></td>
<td>Where</td>
</tr>
<tr class="even">
<td><strong>id</strong></td>
<td><a href="/type/int">int</a></td>
<td>Which one</td>
</tr>
<tr class="odd">
<td><strong>entities</strong></td>
<td><a href="/mtproto/TL-combinators#conditional-fields">flags</a>.3?<a
href="/type/Vector%20t">Vector</a>&lt;<a
href="/type/MessageEntity">MessageEntity</a>&gt;</td>
<td>Its style</td>
</tr>
</tbody>
</table>`

const gridParams = `+----------------+------------------------------+------------------------+
| Name           | Type                         | Description            |
+================+==============================+========================+
| **flags**      | #                            | Which fields there are |
+----------------+------------------------------+------------------------+
| **no_webpage** | flags.1?true                 | No preview             |
+----------------+------------------------------+------------------------+
| **peer**       | InputPeer                    | Where                  |
+----------------+------------------------------+------------------------+
| **id**         | int                          | Which one              |
+----------------+------------------------------+------------------------+
| **entities**   | flags.3?Vector<MessageEntity> | Its style             |
+----------------+------------------------------+------------------------+`

const simpleErrors = `  Code  Type                Description
  ----- ------------------- -----------------
  400   MESSAGE_ID_INVALID  No such message
  420   SLOWMODE_WAIT_%d    Wait for it
  -503  Timeout             Too slow`

const simpleParams = `       Name                     Type               Description
  --------------  -------------------------------  ----------------------
    **flags**             [\#](/type/%23)          Which fields there are
  **no_webpage**      [flags](/c).1?[true](/t)     No *preview*
     **peer**       [InputPeer](/type/InputPeer)   Where
      **id**              [int](/type/int)         Which one
   **entities**   flags.3?Vector\<MessageEntity\>  Its style`

const longErrors = `  ------------------------------------------
  Code   Type                 Description
  ------ -------------------- --------------
  400    MESSAGE_ID_INVALID   No such
                              message

  420    SLOWMODE\_WAIT\_%d   Wait for
                              it

  -503   Timeout              Too slow
  ------------------------------------------`

func lined(html string) string { return strings.ReplaceAll(html, "><t", ">\n  <t") }

func gapped(html string) string { return strings.ReplaceAll(html, "><tr", ">\n\n<tr") }
