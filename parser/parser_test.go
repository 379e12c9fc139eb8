package parser_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestLineBreaks shows that a page reads the same with Windows' line breaks,
// and the byte order mark that its editors write.
func TestLineBreaks(t *testing.T) {
	src, err := os.ReadFile("../docs/messages.sendMessage.md")
	if err != nil {
		t.Fatal(err)
	}
	unix, unixDiags := parser.New().Parse("x.md", src)
	src = append([]byte("\ufeff"), bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))...)
	windows, windowsDiags := parser.New().Parse("x.md", src)
	if !reflect.DeepEqual(unix, windows) || !reflect.DeepEqual(unixDiags, windowsDiags) {
		t.Error("the page differs with its line breaks")
	}
}

// TestConcurrent shows that goroutines which share a parser read what one that has
// its own does.
func TestConcurrent(t *testing.T) {
	names, err := filepath.Glob("../docs/*.md")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	p := parser.New()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, name := range names {
				src, err := os.ReadFile(name)
				if err != nil {
					t.Error(err)
					return
				}
				got, gotDiags := p.Parse(name, src)
				want, wantDiags := parser.New().Parse(name, src)
				if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotDiags, wantDiags) {
					t.Errorf("%s differs", name)
				}
			}
		})
	}
	group.Wait()
}

// TestRefused shows that what would take goldmark long is refused before it.
func TestRefused(t *testing.T) {
	for name, text := range map[string]string{
		"quotes":     strings.Repeat(">", 160_000),
		"lists":      strings.Repeat("- ", 1000),
		"brackets":   strings.Repeat("[", 100_000),
		"links":      "* " + strings.Repeat("[a](", 50_000),
		"emphasis":   strings.Repeat("*a_ ", 50_000),
		"many lines": strings.Repeat("[a](b\n", 50_000),
		"size":       strings.Repeat("text\n\n", 200_000),
		"ordered":    strings.Repeat("1. ", 1000),
		"tab lists":  strings.Repeat("-\t", 1000),
		"pipe lines": "text\n" + strings.Repeat("|"+strings.Repeat("[", 300)+"\n", 500),
		"no table":   "|a|b|\n|-|-|-|\n" + strings.Repeat("|"+strings.Repeat("[", 300)+"\n", 500),
		"items":      "text\n" + strings.Repeat("* \n"+strings.Repeat("[", 300)+"\n", 500),
		"lines":      strings.Repeat("\n", 10_000),
		"line":       strings.Repeat("a ", 3000),
		"references": strings.Repeat("[a]\n\n", 4500) + strings.Repeat("[a] [a]\n\n", 3000),
		"indented":   strings.Repeat(" ", 200) + "- a",
		"columns":    strings.Repeat("|a", 1000) + "\n" + strings.Repeat("|-", 1000) + "\n",
		"rows":       "|a|b|\n|-|-|\n" + strings.Repeat("|x\n", 5000),
		"front":      "---\n" + strings.Repeat("a: b\n", 5000) + "---\n",
		"unclosed":   "---\n" + strings.Repeat("a: b\n", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			p, diags := parser.New().Parse("x.md", pageOf(text))
			if p != nil || len(diags) != 1 || diags[0].Code != diag.PageLimit {
				t.Errorf("not refused: %v", diags)
			}
		})
	}
}

// TestCharacters shows which characters a page may not hold: those that nobody
// sees and that change how the text around them is read.
func TestCharacters(t *testing.T) {
	for _, c := range []struct {
		char    string
		refused bool
	}{
		{"\u202e", true}, {"\u2066", true}, {"\u200f", true}, {"\u061c", true}, {"\u200b", true}, {"\u2028", true},
		{"\u00ad", true}, {"\u034f", true}, {"\u115f", true}, {"\u3164", true}, {"\uffa0", true}, {"\u17b4", true}, {"\u180b", true},
		{"\u2029", true}, {"\u2067", true}, {"\ufe00", true}, {"\U000e0100", true}, {"\ufff9", true}, {"\U0001d173", true}, {"\r", true}, {"\v", true}, {"\f", true},
		{"\ufeff", true}, {"\u2060", true}, {"\x00", true}, {"\x1b", true}, {"\x7f", true}, {"\u0085", true}, {"\U000e0041", true},
		{"\t", false}, {"é", false}, {"»", false}, {"日", false}, {"👍", false}, {"👩\u200d💻", false}, {"\u200c", false}, {"\u00a0", false},
		{"❤\ufe0f", false}, {"\u06dd", false}, {"\u2800", false}, {"е\u0301", false},
	} {
		p, diags := parser.New().Parse("x.md", []byte("# Method: help.getConfig\n\nText "+c.char+" text\n\n### Errors\n"))
		refused := p == nil && len(diags) == 1 && diags[0].Code == diag.ControlCharacter
		if refused != c.refused {
			t.Errorf("%+q: refused %t, want %t: %v", c.char, refused, c.refused, diags)
		}
	}
}

// TestResolvedCharacters shows that a hidden character is refused also where
// the page only names it.
func TestResolvedCharacters(t *testing.T) {
	const rest = "\n\n### Return type: [Config](../types/Config.md)\n"
	for name, text := range map[string]string{
		"number":      "# Method: help.getConfig\n\nnear &#x202e; doc" + rest,
		"name":        "# Method: help.getConfig\n\nnear &rlm; doc" + rest,
		"mark":        "# Method: help.getConfig\n\nnear &#xFEFF; doc" + rest,
		"YAML":        "---\ndescription: \"x\\u202ey\"\n---\n# Method: help.getConfig" + rest,
		"description": "# Method: help.getConfig\n\n### Errors\n\n|Error|Description|\n|-|-|\n|A_B|x &#x200b;|" + rest,
		"error":       "# Method: help.getConfig\n\n### Errors\n\n|Error|Description|\n|-|-|\n|A&#x200b;B|x|" + rest,
		"note":        "# Method: help.getConfig" + rest + "\n## Note &lrm;\n\nText\n",
	} {
		p, diags := parser.New().Parse("x.md", []byte(text))
		if p != nil || len(diags) == 0 || diags[0].Code != diag.ControlCharacter {
			t.Errorf("%s: not refused: %v", name, diags)
		}
	}
}

// TestErrorCodeRange shows that a code that is too large is no code.
func TestErrorCodeRange(t *testing.T) {
	p, diags := parser.New().Parse("x.md", []byte("# Method: help.getConfig\n\n### Errors\n\n|Code|Type|\n|-|-|\n|99999999999|A_B|\n"))
	if p == nil || p.Errors[0].Code != 0 || len(diags) == 0 || diags[0].Code != diag.ErrorCodeInvalid && diags[1].Code != diag.ErrorCodeInvalid {
		t.Errorf("%+v %v", p, diags)
	}
}

func TestPattern(t *testing.T) {
	for name, want := range map[string]string{
		"SLOWMODE_WAIT_X":                       "SLOWMODE_WAIT_%d",
		"SLOWMODE_WAIT_%d":                      "SLOWMODE_WAIT_%d",
		"SLOWMODE_WAIT_*":                       "SLOWMODE_WAIT_%d",
		"FILE_PART_X_MISSING":                   "FILE_PART_%d_MISSING",
		"FILE_PART_0_MISSING":                   "FILE_PART_0_MISSING",
		"2FA_CONFIRM_WAIT_X":                    "2FA_CONFIRM_WAIT_%d",
		"MD5_CHECKSUM_INVALID":                  "MD5_CHECKSUM_INVALID",
		"INPUT_METHOD_INVALID_1192227_X":        "INPUT_METHOD_INVALID_1192227_%d",
		"FLOOD_WAIT_{seconds}":                  "FLOOD_WAIT_%d",
		"FLOOD_WAIT_<seconds>":                  "FLOOD_WAIT_%d",
		"FLOOD_WAIT_(X)":                        "FLOOD_WAIT_%d",
		"FLOOD_WAIT_[n]":                        "FLOOD_WAIT_%d",
		"SLOWMODE_WAIT_#":                       "SLOWMODE_WAIT_%d",
		"SLOWMODE_WAIT_x":                       "SLOWMODE_WAIT_%d",
		"TAKEOUT_INIT_DELAY_XX":                 "TAKEOUT_INIT_DELAY_%d",
		"TAKEOUT_INIT_DELAY_N":                  "TAKEOUT_INIT_DELAY_%d",
		"TAKEOUT_INIT_DELAY_%s":                 "TAKEOUT_INIT_DELAY_%d",
		"PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_XMIN": "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN",
		"X_FORBIDDEN":                           "X_FORBIDDEN",
		"MAX_X":                                 "MAX_%d",
		"XX":                                    "XX",
		"Timeout":                               "Timeout",
	} {
		if got := parser.Pattern(name); got != want {
			t.Errorf("Pattern(%q) = %q, want %q", name, got, want)
		}
	}
}

// FuzzParse holds the parser to what every page must do: no panic, positions
// within the page, and the same again.
func FuzzParse(f *testing.F) {
	for _, folder := range folders(f) {
		for _, page := range folder.files {
			if strings.HasPrefix(page.name, "messages.importChatInvite") || strings.HasPrefix(page.name, "messages_importChatInvite") {
				f.Add(page.src)
			}
		}
	}
	names, _ := filepath.Glob("../docs/*.md")
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	archives, _ := filepath.Glob("../golden/*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	for _, changes := range officialForms {
		f.Add([]byte(changed(f, changes)))
	}
	p := parser.New()
	f.Fuzz(func(t *testing.T, src []byte) {
		read, diags := p.Parse("x.md", src)
		again, diagsAgain := p.Parse("x.md", src)
		if !reflect.DeepEqual(read, again) || !reflect.DeepEqual(diags, diagsAgain) {
			t.Error("two runs differ")
		}
		lines := bytes.Split(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\n"))
		for _, pos := range positions(read, diags) {
			if pos.Line > len(lines) || pos.Line > 0 && pos.Column > len(lines[pos.Line-1])+1 {
				t.Errorf("%s is not in the page", pos)
			}
		}
	})
}

// positions returns every position of a page and its diagnostics.
func positions(p *page.Page, diags []diag.Diagnostic) []diag.Pos {
	var all []diag.Pos
	for _, d := range diags {
		all = append(all, d.Pos)
	}
	if p == nil {
		return all
	}
	all = append(all, p.Title.Pos, p.Method.Pos, p.Returns.Pos, p.Users.Pos, p.Bots.Pos, p.Business.Pos)
	texts := []page.Text{p.Description, p.Summary}
	for _, x := range p.Params {
		all, texts = append(all, x.Pos, x.TypePos), append(texts, x.Description)
	}
	for _, x := range slices.Concat(p.Errors, p.NotReturned) {
		all, texts = append(all, x.Pos), append(texts, x.Description)
	}
	for _, x := range p.Notes {
		all, texts = append(all, x.Pos), append(texts, x.Text)
	}
	for _, x := range p.Examples {
		all = append(all, x.Pos)
	}
	for _, text := range texts {
		for _, block := range text {
			all = append(all, block.Pos)
		}
	}
	return all
}
