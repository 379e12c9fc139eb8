package corpus

import "example.com/docgen/emit/bind"

const (
	plainHead     = "| Name     |    Type       | Required |\n|----------|---------------|----------|\n"
	plainRow      = "|%[1]s|%[2]s | %[4]s|\n"
	describedHead = "| Name     |    Type       | Description | Required |\n|----------|---------------|-------------|----------|\n"
	describedRow  = "|%[1]s|%[2]s | %[3]s | %[4]s|\n"
	describedLast = "| Name     |    Type       | Required | Description |\n|----------|---------------|----------|-------------|\n"
	lastRow       = "|%[1]s|%[2]s | %[4]s|%[3]s|\n"
	namedErrors   = "| Error    | Description   |\n|----------|---------------|\n"
	codedErrors   = "| Code | Type     | Description   |\n|------|----------|---------------|\n"
)

var (
	usersFlag    = flagLine{"### Can users use this method: **%s**\n\n\n", usersCan, func(f *Facts) *Flag { return &f.Users }}
	botsFlag     = flagLine{"### Can bots use this method: **%s**\n\n\n", botsCan, func(f *Facts) *Flag { return &f.Bots }}
	businessFlag = flagLine{
		"### Can bots use this method over a business connection with the `businessConnectionId` flag: **%s**\n\n\n",
		businessCan, func(f *Facts) *Flag { return &f.Business },
	}
)

// Sections and indexes that several layouts share.
var (
	allNotes    = []func(*maker){(*maker).markupNote, (*maker).valueNote, (*maker).modeNote}
	bothIndexes = []func(*layout, []*bind.Method) Page{(*layout).taskIndex, (*layout).callIndex}
)

// layouts has the seed's layout first, then those of the months in their order, and then those
// in the form of core.telegram.org.
var layouts = []layout{
	{
		name:    "seed",
		matter:  "---\ntitle: %[1]s\ndescription: %[2]s\nimage: https://example.com/pictures/a-client-256x256.png\n---\n",
		heading: "# Method: %s  \n",
		back:    "[Back to methods index](index.md)\n",
		params: paramTable{
			head: describedLast, row: lastRow, required: "Yes",
			parseMode: "|%[1]s| %[2]s | %[4]s |%[3]s|\n",
		},
		types:    typeForm{target: "../types/%s.md", underscored: true, labels: true},
		flags:    []flagLine{botsFlag},
		examples: []func(*maker){(*maker).php, (*maker).http, (*maker).lua},
		php:      phpForm{heading: "### MadelineProto Example:\n\n\n", language: "php"},
		errors:   errorTable{heading: "### Errors this method can return:\n\n", head: namedErrors, row: "|%[2]s|%[3]s|\n"},
		notes:    allNotes,
		quirks:   quirks{note: 20, junk: 40},
	},
	{
		name:    "2016-12",
		heading: "## Method: %s  \n\n",
		params: paramTable{
			silentHead: "| Name     |    Type       | Required |\n|----------|:-------------:|---------:|\n",
			silentRow:  plainRow, required: "Required", always: true, random: true,
		},
		types:    typeForm{target: "../types/%s.md", underscored: true, escaped: true},
		examples: []func(*maker){(*maker).php},
		php:      phpForm{heading: "### Example:\n\n\n", last: true},
		indexes:  []func(*layout, []*bind.Method) Page{(*layout).callIndex},
		quirks:   quirks{silent: 1},
	},
	{
		name:        "2018-03",
		underscored: true,
		matter:      "---\ntitle: %[1]s\ndescription: %[2]s\n---\n",
		heading:     "## Method: %s  \n",
		back:        "[Back to methods index](index.md)\n",
		params: paramTable{
			head: describedLast, row: lastRow, required: "Yes", code: true,
			parseMode: "|%[1]s| %[2]s | %[4]s |%[3]s|\n",
		},
		types:    typeForm{target: "../types/%s.md", underscored: true, labels: true},
		flags:    []flagLine{botsFlag},
		examples: []func(*maker){(*maker).php, (*maker).http, (*maker).lua},
		php:      phpForm{heading: "### MadelineProto Example:\n\n\n", language: "php"},
		errors:   errorTable{heading: "### Errors this method can return:\n\n", head: namedErrors, row: "|%[2]s|%[3]s|\n"},
		notes:    allNotes,
		indexes:  bothIndexes,
		quirks:   quirks{bare: 8, broken: 35, note: 20, junk: 40},
	},
	{
		name: "2020-06",
		matter: "---\ntitle: %[1]s\ndescription: %[2]s\nimage: https://example.com/pictures/a-client-256x256.png\n" +
			"redirect_from: /what-a-client-can-ask/methods/%[3]s.html\n---\n",
		heading: "# Method: %s  \n",
		back:    "[Back to methods index](index.md)\n",
		params: paramTable{
			head: describedHead, row: describedRow, silentHead: plainHead, silentRow: plainRow, required: "Yes",
			parseMode: "|%[1]s| %[2]s | %[3]s| %[4]s |\n",
		},
		types:    typeForm{target: "../types/%s.md", labels: true},
		flags:    []flagLine{botsFlag},
		examples: []func(*maker){(*maker).php, (*maker).lua},
		php: phpForm{
			heading: "### MadelineProto Example ([which waits for nothing but the network](https://example.com/client/waiting.html)):\n\n\n",
			fence:   "php", language: "php",
		},
		errors:  errorTable{heading: "### Errors\n\n", head: codedErrors, row: "|%[1]d|%[2]s|%[3]s|\n", codes: true},
		notes:   allNotes,
		indexes: bothIndexes,
		quirks:  quirks{broken: 50, silent: 24, paragraphs: 100, note: 35},
	},
	{
		name: "2026-03",
		matter: "---\ntitle: \"%[1]s\"\ndescription: \"%[2]s\"\ngrand_parent: \"What a client can ask\"\nparent: \"Methods\"\n" +
			"image: https://example.com/pictures/a-client-512x512.png\nredirect_from: /what-a-client-can-ask/methods/%[3]s.html\n---\n",
		heading: "# Method: %s\n",
		back:    "[Back to methods index](index.html)\n\n",
		params: paramTable{
			head: describedHead, row: describedRow, silentHead: plainHead, silentRow: plainRow, required: "Yes",
			parseMode: "|%[1]s| %[2]s | %[3]s| %[4]s |\n",
		},
		types:    typeForm{target: "/types/%s.html", labels: true, alternatives: true},
		flags:    []flagLine{usersFlag, botsFlag, businessFlag},
		examples: []func(*maker){(*maker).php},
		php: phpForm{
			heading: "### MadelineProto Example ([which waits for nothing but the network](https://example.com/client/waiting.html)):\n\n\n",
			fence:   "php", language: "php", named: true,
		},
		notes:   allNotes,
		indexes: bothIndexes,
		quirks:  quirks{silent: 24, paragraphs: 11, warned: 125, note: 47},
	},
	{
		name: "gramjs-2022", folders: true, write: (*maker).gramJS,
		quirks: quirks{silent: 50, paragraphs: 30},
	},
	{
		name: "official-2026", write: (*maker).mirror,
		matter: "---\ntitle: \"%[1]s\"\ndescription: \"%[2]s\"\nsection: ref\n---\n\n",
		quirks: quirks{silent: 50, paragraphs: 30},
	},
}
