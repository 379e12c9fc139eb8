package folder

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// hunk matches the first line of a hunk: where it is in the old text, and in the new one.
var hunk = regexp.MustCompile(`(?m)^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@$`)

// TestUnified checks that each hunk says at which line of both texts it is: the lines above
// it tell how far they are apart.
func TestUnified(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	hunks := 0
	for range 100 {
		var old, new strings.Builder
		for i := range 200 {
			fmt.Fprintln(&old, i)
			switch random.IntN(40) {
			case 0:
			case 1:
				fmt.Fprintf(&new, "new\n%d\n", i)
			default:
				fmt.Fprintln(&new, i)
			}
		}
		text := Unified("old", "new", []byte(old.String()), []byte(new.String()))
		at, apart := hunk.FindAllStringSubmatchIndex(text, -1), 0
		for i, m := range at {
			from, _ := strconv.Atoi(text[m[2]:m[3]])
			to, _ := strconv.Atoi(text[m[4]:m[5]])
			if to-from != apart {
				t.Fatalf("the hunk %s is %d lines apart, want %d:\n%s", text[m[0]:m[1]], to-from, apart, text)
			}
			body := text[m[1]:]
			if i+1 < len(at) {
				body = text[m[1]:at[i+1][0]]
			}
			apart += strings.Count(body, "\n+") - strings.Count(body, "\n-")
			hunks++
		}
	}
	if hunks < 500 {
		t.Errorf("only %d hunks were looked at", hunks)
	}
	if text := Unified("old", "new", []byte("x\n"), []byte("x\n")); text != "" {
		t.Errorf("equal texts have the diff %q", text)
	}
	if text := Unified("a\n+++ b", "c\x1b", nil, []byte("x\n")); !strings.HasPrefix(text, "--- a⟨U+000A⟩+++ b\n+++ c⟨U+001B⟩\n@@") {
		t.Errorf("names with control characters have the diff %q", text)
	}
}
