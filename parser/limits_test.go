package parser_test

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
)

// families are texts that an attacker would write below a method's heading, each
// with a size n. Most would be slow in a Markdown parser without limits.
var families = map[string]func(n int) string{
	"[":           repeated("["),
	"] ":          repeated("]"),
	"[]":          repeated("[]"),
	"](":          repeated("[a]("),
	"[a](b":       repeated("[a](b"),
	"[a](<b":      repeated("[a](<b"),
	"[a](b \"":    repeated("[a](b \""),
	"![":          repeated("!["),
	"![a](b":      repeated("![a](b"),
	"[a](b){#":    repeated("[a](b){#c "),
	"[a](b){#}":   repeated("[a](b){#c}"),
	"[zero](#":    repeated("[\u200b](#a) "),
	"# <a":        repeated("# <a a=\"b\"\n"),
	"# <a></a>":   repeated("# <a a=\"b\"\n></a>\n"),
	"{% lines":    repeated("{% a %}\n"),
	"-- -- lines": repeated("Name Type\n-- --\n"),
	"-- -- rows":  func(n int) string { return "Name  Type\n----  ----\n" + strings.Repeat("a     a\n", n) },
	"-- -- moved": func(n int) string { return strings.Repeat("Name  Type\n----  ----\n", n) + "aaaaaaaa" },
	"-- -- columns": func(n int) string {
		return strings.Repeat("Name ", 60) + "\n" + strings.Repeat("---- ", 60) + "\n" + strings.Repeat("a\n", n)
	},
	"* TL":              func(n int) string { return "* a\n\n  ---functions---\n" + strings.Repeat("  a = B; [c](d)\n", n) },
	"link":              repeated("[a](b) "),
	"|":                 repeated("|"),
	"a|b lines":         repeated("a|b\n"),
	">":                 repeated(">"),
	"> lines":           repeated("> a\n"),
	">>> lines":         repeated(">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> a\n"),
	"*":                 repeated("*"),
	"*a_":               repeated("*a_ "),
	"**a":               repeated("**a "),
	"a**b":              repeated("a**b"),
	"_":                 repeated("_"),
	"_a":                repeated("_a "),
	"*a **b":            repeated("*a **b"),
	"`":                 repeated("`"),
	"` different":       func(n int) string { return differentRuns("`", n) },
	"` a":               repeated("` a ``b "),
	"~~~ lines":         repeated("~~~\n"),
	"``` lines":         repeated("```\n"),
	"<":                 repeated("<"),
	"<a ":               repeated("<a "),
	"<a b=":             repeated("<a b=\""),
	"<!--":              repeated("<!--"),
	"<!-- lines":        repeated("\n\n<!-- a\n"),
	"<?":                repeated("<?"),
	"<!A":               repeated("<!A "),
	"<![CDATA[":         repeated("<![CDATA["),
	"<div>":             repeated("<div>\n\n"),
	"<http:":            repeated("<http:"),
	"</":                repeated("</a "),
	"&":                 repeated("&"),
	"&amp":              repeated("&amp"),
	"&#":                repeated("&#9999999;"),
	`\`:                 repeated(`\`),
	`\*`:                repeated(`\*`),
	"nested list":       nestedList("- a"),
	"nested numbers":    nestedList("1. a"),
	"list items":        repeated("- a\n"),
	"loose items":       repeated("- a\n\n"),
	"empty items":       repeated("-\n"),
	"numbers":           repeated("1. a\n"),
	"- - -":             repeated("- "),
	"1. 1.":             repeated("1. "),
	"* * lines":         repeated("* * * a\n"),
	"> - lines":         repeated("> - a\n"),
	"tabs":              repeated("\t"),
	"tab lines":         repeated("\ta\n\n"),
	"- tabs":            repeated("-\ta\n\t\tb\n"),
	"spaces":            repeated(" "),
	"space lines":       repeated(" \n"),
	"breaks":            repeated("a  \n"),
	"setext":            repeated("a\n=\n"),
	"setext lines":      func(n int) string { return repeated("a\n")(n) + "===\n" },
	"= lines":           repeated("=\n"),
	"#":                 repeated("#"),
	"# lines":           repeated("# a\n"),
	"# a #":             func(n int) string { return "# a " + repeated("#")(n) + "b\n" },
	"definitions":       func(n int) string { return numbered("[a%d]: b\n", n) + "\n" + numbered("[a%d]", min(n, 100)) },
	"definition":        repeated("[a]: b\n"),
	"definition opened": repeated("[a]: <b\n"),
	"definition title":  repeated("[a]: b 'c\n"),
	"long label":        func(n int) string { return strings.Repeat("[a]", min(n, 100)) + "\n\n[" + repeated("a")(n) + "]: b\n" },
	"references": func(n int) string {
		return "[a]: /" + strings.Repeat("b", min(n, 10_000)) + "\n\n" + repeated("[a]\n\n")(n)
	},
	"front matter keys":   func(n int) string { return withFrontMatter(numbered("a%d: b\n", n)) },
	"front matter list":   func(n int) string { return withFrontMatter("a: " + repeated("[")(n)) },
	"front matter map":    func(n int) string { return withFrontMatter("a: " + repeated("{a: ")(n)) },
	"front matter laughs": func(n int) string { return withFrontMatter(laughs(n)) },
	"front matter indent": func(n int) string { return withFrontMatter(nestedKeys(n)) },
	"front matter text":   func(n int) string { return withFrontMatter("description: '" + repeated("[a] ")(n) + "'") },
	"front matter open":   func(n int) string { return withFrontMatter("description: \"" + repeated("a\n")(n)) },
	"front matter dashes": func(n int) string { return "---\n" + repeated("--\n")(n) },
	"table rows":          func(n int) string { return "|a|b|\n|--|--|\n" + repeated("|a|b|\n")(n) },
	"short rows":          func(n int) string { return wide(60) + repeated("|a\n")(n) },
	"columns":             wide,
	"tables":              repeated("|a|b|\n|--|--|\n|a|b|\n\n"),
	"headless tables":     repeated("|a|b\n|--|\n"),
	"delimiters":          repeated("|--|--|\n"),
	`\|`:                  func(n int) string { return "|a|b|\n|--|--|\n|" + repeated(`\|`)(n) + "|\n" },
	"parameters":          func(n int) string { return section("Parameters:", "Name|Type", numbered("|a%d|[b](c.md)|\n", n)) },
	"one parameter":       func(n int) string { return section("Parameters:", "Name|Type", repeated("|a|[b](c.md)|\n")(n)) },
	"errors":              func(n int) string { return section("Errors", "Code|Type", numbered("|400|A%d|\n", n)) },
	"short errors":        func(n int) string { return section("Errors", "Code|Type|Description", repeated("|400\n")(n)) },
	"long rows":           func(n int) string { return section("Errors", "Code|Type", repeated("|400|A|b|c\n")(n)) },
	"flags":               repeated("### Can bots use this method: **NO**\n\n"),
	"returns":             repeated("### Return type: [A](b.md)\n\n"),
	"<td>":                func(n int) string { return "<table>" + repeated("<td>")(n) },
	"<tr><td>": func(n int) string {
		return "### Errors\n\n<table><tr><th>Code<th>Type" + repeated("<tr><td>4<td>A_B")(n)
	},
	"<table>":       repeated("<table>"),
	"<table> lines": repeated("<table>\n\n"),
	"<b><a>":        func(n int) string { return "<table><td>" + repeated("<a href=b><code>")(n) },
	"<td> lines":    func(n int) string { return "<table>\n" + repeated("<tr><td>\n\n*a*\n\n</td></tr>\n")(n) + "</table>\n" },
	"<p>":           repeated("<p>a\n"),
	"<ul>":          func(n int) string { return "<ul>" + repeated("<li><ul>")(n) },
	"<script>":      func(n int) string { return "<table><td>" + repeated("<script>")(n) },
	"<pre>":         repeated("<pre>a = b;\n</pre>\n"),
	"definition lines": func(n int) string {
		return "```\n---functions---\n" + repeated("help.getConfig a:b = C;\n")(n) + "\n```\n"
	},
	"definition fields": func(n int) string {
		return "```\n---functions---\nhelp.getConfig " + repeated("a:b\n")(n) + " = C;\n```\n"
	},
	"TL marks":                func(n int) string { return "```\n" + repeated("---functions---\n")(n) + "\n```\n" },
	":::":                     repeated(":::\n"),
	"=== tabs":                repeated("=== \"a\"\n\n"),
	"sentences":               repeated("### Only users can use this method\n\n"),
	"claims":                  repeated("This method can be used by bots. "),
	"claim lines":             repeated("Only users can use this method.\n"),
	"claim quotes":            repeated("> Only users can use this method\n\n"),
	"client lines":            repeated("Use $MadelineProto->messages->sendMessage here.\n"),
	"client calls":            func(n int) string { return "MadelineProto\n" + linesOf("users->getUsers ", n) },
	"abbreviations":           func(n int) string { return "MadelineProto\n" + linesOf("e.g. A ", n) },
	"sentences of one letter": func(n int) string { return "[a](docs/a.md). " + linesOf("B. C. ", n) },
	"result lines":            func(n int) string { return "### Result\n\nIn [A](../type/A.md)\n" + repeated("b\n")(n) },
	"nested tabs":             nestedTabs,
	"admonitions":             repeated("!!! a \"b\"\n\n    c\n\n"),
	"<Tabs>":                  repeated("<Tabs>\n"),
	"<div> in line":           repeated("<div a=\"b\" title=\"c\">"),
	"result links":            func(n int) string { return "### Result\n\nIn " + repeated("[A](../type/A.md) in ")(n) },
	"permalinks":              func(n int) string { return "## a" + repeated("[](#a)")(n) },
	"neighbors":               repeated("[Next](a.md) | "),
	"parameter list":          func(n int) string { return "### Parameters\n\n" + repeated("- a (b): c\n")(n) },
	"error list":              func(n int) string { return "### Errors\n\n" + repeated("- 400 A_B: c\n")(n) },
	"list of words":           func(n int) string { return "### Errors\n\n" + repeated("- a b\n")(n) },
	"bold headings":           repeated("**Errors**\n\n"),
	"notes":                   repeated("### a\n\nb\n\n"),
	"examples": func(n int) string {
		return "### Example:\n\n" + repeated("```php\n$a->help->getConfig(['a' => 1]);\n```\n\n")(n)
	},
	"http example": func(n int) string {
		return "### As a user:\n\n" + repeated("POST https://a/userTOKEN/help.getConfig\n\na - b\n\n")(n)
	},
	"arguments": func(n int) string {
		return "### Example:\n\n```\n$a->help->getConfig(" + repeated("['a' => ")(n) + ");\n```\n"
	},
	"lead ins":        func(n int) string { return "### Example:\n\n" + repeated("a ")(n) + "lua:\n" },
	"words":           repeated("a "),
	"lines":           repeated("a\n"),
	"blank lines":     repeated("\n"),
	"paragraphs":      repeated("a\n\n"),
	"long word":       repeated("a"),
	"wide characters": repeated("日"),
	"a:":              repeated("a:"),
	"https://":        repeated("https://a.b "),
}

// nestedTabs returns tabs within tabs.
func nestedTabs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 4*i) + "=== \"a\"\n")
	}
	return b.String()
}

func repeated(text string) func(int) string {
	return func(n int) string { return strings.Repeat(text, n) }
}

// linesOf repeats a text, with a line break after each 200.
func linesOf(text string, n int) string {
	return strings.Repeat(strings.Repeat(text, 200)+"\n", n/200) + strings.Repeat(text, n%200)
}

// numbered repeats a format with a number in it.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// differentRuns returns runs of a character, each longer than the one before.
func differentRuns(char string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(char, i+1) + " ")
	}
	return b.String()
}

// nestedList returns a list in which each item is inside the one before it.
func nestedList(item string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat("   ", i) + item + "\n")
		}
		return b.String()
	}
}

func nestedKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// laughs returns the "billion laughs" in YAML: each key has ten aliases of the key
// before it.
func laughs(n int) string {
	text := "a0: &a0 [b]\n"
	for i := 1; i <= n; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return text
}

func withFrontMatter(text string) string { return "---\n" + text + "\n---\n" }

func wide(n int) string {
	return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|--", n) + "|\n"
}

func section(heading, columns, rows string) string {
	return "### " + heading + "\n\n|" + columns + "|\n|--" + strings.Repeat("|--", strings.Count(columns, "|")) + "|\n" + rows
}

// pageOf puts a text of a family below a method's heading, or above it if the text
// is front matter.
func pageOf(text string) []byte {
	const heading = "# Method: help.getConfig\n\n"
	if strings.HasPrefix(text, "---\n") {
		return []byte(text + heading)
	}
	return []byte(heading + text)
}

// largest returns the largest page of a family that is within the limits.
func largest(family func(int) string) []byte {
	p := parser.New()
	// Parse refuses a page over the limits at once, but a page within them can take
	// a second. So the search grows from small pages to the first that is refused.
	beyond := sort.Search(21, func(i int) bool { return refused(p, pageOf(family(1<<i))) })
	low, high := 1, 1<<beyond
	if beyond > 0 {
		low = high / 2
	}
	for low+max(1, low/16) < high {
		if middle := (low + high) / 2; refused(p, pageOf(family(middle))) {
			high = middle
		} else {
			low = middle
		}
	}
	return pageOf(family(low))
}

func refused(p *parser.Parser, src []byte) bool {
	_, diags := p.Parse("x.md", src)
	for _, d := range diags {
		if d.Code == diag.PageLimit {
			return true
		}
	}
	return false
}

// TestHTMLLimits shows that docgen reads tables in HTML in part if they are larger than
// others, and says so.
func TestHTMLLimits(t *testing.T) {
	const head = "# help.getConfig\n\n### Possible errors\n\n<table><tr><th>Code</th><th>Type</th><th>Description</th></tr>"
	row := "<tr><td>400</td><td>A_B</td><td></td></tr>"
	for name, test := range map[string]struct {
		text   string
		errors int
	}{
		"rows":       {head + "\n" + strings.Repeat(row+"\n", 2500) + "</table>\n", 1999},
		"cells":      {head + "<tr><td>400</td><td>A_B</td><td></td>" + strings.Repeat("<td></td>", 100) + "</tr></table>\n", 1},
		"rowspan":    {head + "<tr><td rowspan=99999999999>400</td><td>A_B</td></tr>" + strings.Repeat("<tr><td>A_B</td></tr>", 10) + "</table>\n", 11},
		"colspan":    {head + "<tr><td colspan=99999999999>400</td></tr>" + row + "</table>\n", 1},
		"cut off":    {head + row + "<tr><td>400</td><td>A_C", 2},
		"in a tag":   {head + row + "<tr><td class=\"", 1},
		"in comment": {head + row + "<!-- " + row, 1},
		"nested":     {head + row + "<tr><td>" + strings.Repeat("<table>", 1000) + row + strings.Repeat("</table>", 1000) + "400</td><td>A_C</td></tr></table>\n", 2},
		"styles":     {head + "<tr><td><style>td { color: red }</style>400</td><td>A_C</td><td></td></tr></table>\n", 1},
		"unopened":   {head + row + "</td></td></tr></tr>" + row + "</table></table></td>\n", 2},
	} {
		p, diags := parser.New().Parse("x.md", []byte(test.text))
		if p == nil || len(p.Errors) != test.errors {
			t.Errorf("%s: %d errors are read: %v", name, len(p.Errors), diags)
		}
		unread := func(d diag.Diagnostic) bool { return d.Code == diag.HTMLUnread }
		if name != "unopened" && name != "rowspan" && !slices.ContainsFunc(diags, unread) {
			t.Errorf("%s: no diagnostic says that the table is read in part: %v", name, diags)
		}
	}
	if !refused(parser.New(), []byte("# help.getConfig\n\n"+strings.Repeat("<td>", 1<<18))) {
		t.Error("a page of a megabyte is not refused")
	}
}

// BenchmarkLimits measures, for each family, the largest page within the limits.
// None may take a second.
func BenchmarkLimits(b *testing.B) {
	names := make([]string, 0, len(families))
	for name := range families {
		names = append(names, name)
	}
	sort.Strings(names)
	p := parser.New()
	for _, name := range names {
		b.Run(strings.ReplaceAll(name, "/", "slash"), func(b *testing.B) {
			src := largest(families[name])
			start := time.Now()
			n := 0
			for b.Loop() {
				p.Parse("x.md", src)
				n++
			}
			b.ReportMetric(time.Since(start).Seconds()*1000/float64(n), "ms/page")
			b.ReportMetric(float64(len(src))/1000, "kB")
			b.ReportMetric(0, "ns/op")
		})
	}
}
