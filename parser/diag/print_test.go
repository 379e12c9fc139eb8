package diag

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// TestPrintable has texts that would change a terminal, the look of the text around them,
// or the log of a CI service.
func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"plain: text, [x] ## é…": "plain: text, [x] ## é…",
		"a\x1b[31mb":             "a⟨U+001B⟩[31mb",
		"a\u202eb\r\u2028\u0085": "a⟨U+202E⟩b⟨U+000D⟩⟨U+2028⟩⟨U+0085⟩",
		"\U000e0041":             "⟨U+E0041⟩",
		"\x9b31m":                "\ufffd31m",
		"a\nb":                   "a⟨U+000A⟩b",
		"##[error]x":             "## [error]x",
		"###[[x":                 "### [[x",
		"##vso[task.x]":          "##vso [task.x]",
		"::add-mask::x":          ": :add-mask: :x",
		":::x":                   ":: :x",
		"git::0:docs :: :":       "git::0:docs :: :",
		":\u200b:":               ":⟨U+200B⟩:",
	} {
		if got := Printable(text); got != want {
			t.Errorf("Printable(%q) = %q, want %q", text, got, want)
		}
	}
	if got := PrintableLines("a\n##[x]\n"); got != "a\n## [x]\n" {
		t.Errorf("of several lines it makes %q", got)
	}
}

// command matches what the log of GitHub or Azure takes for a command.
var command = regexp.MustCompile(`::[a-zA-Z]|##\[|##vso\[`)

// FuzzPrintable shows that no text makes a command or a hidden character, and that JSON
// means what it did.
func FuzzPrintable(f *testing.F) {
	for _, text := range []string{"", "##[", "##vso[", ":::::", "\x1b\u202e\U000e0041", "\xff:\xff:", "a\\:", "\n::x::"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		encoded, err := json.Marshal(text)
		if err != nil {
			t.Skip(err)
		}
		safe := PrintableJSON(string(encoded))
		var was, is string
		if err := json.Unmarshal(encoded, &was); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(safe), &is); err != nil || was != is {
			t.Errorf("the JSON of %q means %q, %v", text, is, err)
		}
		for _, made := range []string{Printable(text), safe} {
			if strings.ContainsFunc(made, Hidden) || strings.Contains(made, "\n") {
				t.Errorf("%q has a hidden character or a line feed", made)
			}
			if command.MatchString(made) {
				t.Errorf("%q has a command", made)
			}
		}
	})
}
