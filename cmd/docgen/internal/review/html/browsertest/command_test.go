package browsertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"example.com/docgen/golden/corpus"
)

// root is the folder of docgen's module.
const root = "../../../../../.."

// client makes a module with docgen's go.mod and go.sum, and returns its folder.
func client(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// docgenReview builds docgen, runs docgen review in a module's folder, and returns the
// name of the file that it writes.
func docgenReview(t *testing.T, dir, old, new string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "docgen")
	build := exec.Command("go", "build", "-o", program, "./cmd/docgen")
	build.Dir = root
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, text)
	}
	cmd := exec.Command(program, "review", old, new)
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("docgen review: %v\n%s", err, text)
	}
	return filepath.Join(dir, "review.html")
}

// update is an update of the pages of docs/ as somebody could make it: for each page
// pairs of texts, the old and the new one, or nil for a page to remove.
var update = map[string][]string{
	"messages.importChatInvite.md": {
		"|INVITE_HASH_EXPIRED|This link no longer works|\n", "",
		"|USERS_TOO_MUCH|", "|CHANNEL_PRIVATE|The channel was made private|\n|USERS_TOO_MUCH|",
		"Joins the chat", "Joins the group or channel",
	},
	"account.checkUsername.md":         {"bots use this method: **NO**", "bots use this method: **YES**"},
	"messages.setBotCallbackAnswer.md": {"flag: **NO**", "flag: **YES**"},
	"phone.requestCall.md":             {"|video|[Bool](../types/Bool.md) | Asks for a call with a picture | Optional|\n", ""},
	"messages.sendPaidReaction.md":     {"Under which name the gift shows", "Whose name the gift is shown with"},
	"messages.viewSponsoredMessage.md": nil,
	"messages.getBotCallbackAnswer.md": {"Return type", "Return Type"},
}

// updatedDocs makes a module with docs/ before the update, in old/, and after it, in
// new/.
func updatedDocs(t *testing.T) (dir string) {
	t.Helper()
	dir = client(t)
	for _, side := range []string{"old", "new"} {
		if err := os.CopyFS(filepath.Join(dir, side), os.DirFS(filepath.Join(root, "docs"))); err != nil {
			t.Fatal(err)
		}
	}
	for page, edits := range update {
		name := filepath.Join(dir, "new", page)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(edits); i += 2 {
			if !strings.Contains(string(text), edits[i]) {
				t.Fatalf("%s has no %q", page, edits[i])
			}
		}
		if edits == nil {
			err = os.Remove(name)
		} else {
			err = os.WriteFile(name, []byte(strings.NewReplacer(edits...).Replace(string(text))), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestCommand opens the review that docgen review writes of a small update.
func TestCommand(t *testing.T) {
	needBrowser(t)
	b := openFile(t, docgenReview(t, updatedDocs(t), "old", "new"), "#phone.requestCall")
	b.want(`document.querySelector("h2").textContent`, `"Major"`)
	b.want(`[...document.querySelectorAll(".card:nth-child(3) b")].map(e => e.textContent)`, `["1","6","0"]`)
	b.want(`document.getElementById("docgen-count").textContent`, `"7 methods, 14 changes"`)
	b.want(`document.querySelector(".lost p").textContent`, `"No kind of fact was lost."`)
	// A sentence leads to the line of the page, and the key g to the Go file.
	b.click("#phone\\.requestCall li[data-rule=parameter-removed] a[data-side=old]")
	b.want(`document.querySelector("tr.target .text")?.textContent.slice(0, 8)`, `"|video|["`)
	b.visit("#messages.importChatInvite")
	b.press("g")
	b.want(`[...document.querySelectorAll(".current td.removed code")].map(e => e.textContent)[0]`, `"// MessagesImportChatInvite calls messages.importChatInvite: Joins the chat that a private invite link"`)
	b.visit("#messages.viewSponsoredMessage")
	b.want(`[...document.querySelectorAll(".current td.text")].every(e => e.matches(".removed"))`, "true")
	b.clean()
}

// TestPictures writes screenshots of a review, to look at its design:
//
//	SCREENSHOTS=/tmp go test -run TestPictures
func TestPictures(t *testing.T) {
	if os.Getenv("SCREENSHOTS") == "" {
		t.Skip("skipped: the environment variable SCREENSHOTS names no folder")
	}
	needBrowser(t)
	b := openFile(t, docgenReview(t, updatedDocs(t), "old", "new"), "")
	b.screen(1280, "light")
	b.run(emulation.SetDeviceMetricsOverride(1280, 1330, 1, false))
	b.visit("#phone.requestCall")
	b.run(chromedp.Evaluate("scrollTo(0, 0)", nil))
	b.picture("review")
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1400, 390} {
			name := fmt.Sprintf("%s-%d", scheme, width)
			b.screen(width, scheme)
			b.visit("")
			b.picture(name + "-summary")
			b.visit("#messages.importChatInvite")
			b.picture(name + "-page")
			b.press("g", "s")
			b.picture(name + "-go")
			b.press("g", "s")
		}
	}
}

// corpora returns the folder of made pages, and that of real pages if they are there. Each
// has a folder of pages for each layout.
func corpora(t *testing.T) map[string]string {
	t.Helper()
	methods, err := corpus.Find(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	made := t.TempDir()
	if err := corpus.WriteAll(made, methods); err != nil {
		t.Fatal(err)
	}
	folders := map[string]string{"made": made}
	if real, err := filepath.Abs(root + "/../shared/corpus"); err == nil {
		if _, err := os.Stat(real); err == nil {
			folders["real"] = real
		}
	}
	return folders
}

// TestCorpus opens reviews that compare the pages of one layout with those of the next.
func TestCorpus(t *testing.T) {
	needBrowser(t)
	for name, folder := range corpora(t) {
		for _, pair := range [][2]string{{"2018-03", "2020-06"}, {"2020-06", "2026-03"}} {
			t.Run(name+" "+pair[0]+" to "+pair[1], func(t *testing.T) {
				b := openFile(t, docgenReview(t, client(t), filepath.Join(folder, pair[0]), filepath.Join(folder, pair[1])), "")
				b.report(t)
				b.do(`for (const d of [...document.querySelectorAll(".method:not(#docgen-package) details")].slice(0, 30)) d.open = true`)
				b.want(`document.querySelectorAll(".diff").length`, "30")
				b.clean()
			})
		}
	}
}
