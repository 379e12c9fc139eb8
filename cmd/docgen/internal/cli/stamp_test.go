package cli

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
)

// edits are what may happen between two runs. Each gets the folder of the pages
// and that of the package; of the former, edit replaces text in a page.
var edits = map[string]func(t *testing.T, docs, out string){
	"nothing": func(*testing.T, string, string) {},
	"prose": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `(?m)^### Return type`, "More to know.\n\n$0")
	},
	"description of a parameter": func(t *testing.T, docs, _ string) {
		edit(t, docs, "account.checkUsername.md", `\|([^|]*)\| Yes`, "| Something else | Yes")
	},
	"two pages": func(t *testing.T, docs, _ string) {
		edit(t, docs, "account.checkUsername.md", `$`, "\nA.\n")
		edit(t, docs, "contacts.getStatuses.md", `$`, "\nB.\n")
	},
	"description of an error": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `(INVITE_HASH_EXPIRED\s*\|)[^|]*\|`, "${1}Gone for good|")
	},
	"error renamed": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `INVITE_HASH_EXPIRED`, "INVITE_HASH_OLD")
	},
	"errors in another order": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `(?m)^(\|.*INVITE_HASH_EMPTY.*\n)(\|.*INVITE_HASH_EXPIRED.*\n)`, "$2$1")
	},
	"flag": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `\*\*NO\*\*`, "**YES**")
	},
	"result": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `Return type: .*`, "Return type: [messages.ChatInviteJoinResult](../types/messages.ChatInviteJoinResult.md)")
	},
	"parameter row gone": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.sendMessage.md", `(?m)^\|silent\|.*\n`, "")
	},
	"warning": func(t *testing.T, docs, _ string) {
		edit(t, docs, "account.checkUsername.md", `username\|`, "user|")
	},
	"another method": func(t *testing.T, docs, _ string) {
		edit(t, docs, "help.getConfig.md", `Method: help\.getConfig`, "Method: help.getCdnConfig")
	},
	"two pages for a method": func(t *testing.T, docs, _ string) {
		edit(t, docs, "help.getConfig.md", `Method: help\.getConfig`, "Method: help.getNearestDc")
	},
	"page of no method": func(t *testing.T, docs, _ string) {
		edit(t, docs, "help.getConfig.md", `Method: help\.getConfig`, "Something else")
	},
	"page of a method that is unknown": func(t *testing.T, docs, _ string) {
		edit(t, docs, "help.getConfig.md", `Method: help\.getConfig`, "Method: help.getKonfig")
	},
	"page that is refused": func(t *testing.T, docs, _ string) {
		edit(t, docs, "help.getConfig.md", `$`, "\u202e")
	},
	"page gone": func(t *testing.T, docs, _ string) {
		remove(t, filepath.Join(docs, "help.getConfig.md"))
	},
	"page renamed": func(t *testing.T, docs, _ string) {
		if err := os.Rename(filepath.Join(docs, "help.getConfig.md"), filepath.Join(docs, "config.md")); err != nil {
			t.Fatal(err)
		}
	},
	"page new": func(t *testing.T, docs, _ string) {
		writeFile(t, filepath.Join(docs, "help.getCdnConfig.md"), "# Method: help.getCdnConfig\n\n### Return type: [CdnConfig](../types/CdnConfig.md)\n")
	},
	"index": func(t *testing.T, docs, _ string) {
		edit(t, docs, "index.md", `$`, "More.\n")
	},
	"index becomes a page": func(t *testing.T, docs, _ string) {
		writeFile(t, filepath.Join(docs, "index.md"), "# Method: help.getCdnConfig\n\n### Return type: [CdnConfig](../types/CdnConfig.md)\n")
	},
	"line breaks": func(t *testing.T, docs, _ string) {
		edit(t, docs, "messages.importChatInvite.md", `\n`, "\r\n")
	},
	"file edited": func(t *testing.T, _, out string) {
		edit(t, out, "messages_import_chat_invite_gen.go", `$`, "// mine\n")
	},
	"file edited and its page": func(t *testing.T, docs, out string) {
		edit(t, out, "messages_import_chat_invite_gen.go", `$`, "// mine\n")
		edit(t, docs, "messages.importChatInvite.md", `$`, "\nB.\n")
	},
	"shared file edited and a page": func(t *testing.T, docs, out string) {
		edit(t, out, "errors_gen.go", `$`, "// mine\n")
		edit(t, docs, "messages.importChatInvite.md", `$`, "\nB.\n")
	},
	"shared file gone": func(t *testing.T, _, out string) {
		remove(t, filepath.Join(out, "tg_gen_test.go"))
	},
	"file gone": func(t *testing.T, _, out string) {
		remove(t, filepath.Join(out, "messages_import_chat_invite_gen.go"))
	},
	"facts edited": func(t *testing.T, _, out string) {
		edit(t, out, "api.txt", `bots no`, "bots yes")
	},
	"facts edited and a page": func(t *testing.T, docs, out string) {
		edit(t, out, "api.txt", `bots no`, "bots yes")
		edit(t, docs, "messages.importChatInvite.md", `$`, "\nB.\n")
	},
	"orphan": func(t *testing.T, _, out string) {
		data, err := os.ReadFile(filepath.Join(out, "help_get_config_gen.go"))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(out, "other_gen.go"), string(data))
	},
	"file of somebody": func(t *testing.T, _, out string) {
		writeFile(t, filepath.Join(out, "mine_gen.go"), "package api\n")
	},
	"unfinished": func(t *testing.T, _, out string) {
		writeFile(t, filepath.Join(out, unfinished), "package api\n")
	},
	"files with other line breaks": func(t *testing.T, docs, out string) {
		edit(t, out, "messages_import_chat_invite_gen.go", `\n`, "\r\n")
		edit(t, out, "api.txt", `\n`, "\r\n")
		edit(t, docs, "account.checkUsername.md", `$`, "\nA.\n")
	},
}

func edit(t *testing.T, dir, name, pattern, with string) {
	t.Helper()
	file := filepath.Join(dir, name)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(pattern).ReplaceAllString(string(data), with)
	if changed == string(data) {
		t.Fatalf("%s has no %s", name, pattern)
	}
	writeFile(t, file, changed)
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

// TestStampChangesNothing runs docgen after each edit twice: as a release, which
// believes the stamp that it finds, and as one that has no version and makes all
// anew. They say the same and leave the same files.
func TestStampChangesNothing(t *testing.T) {
	find := findTG
	t.Cleanup(func() { findTG = find })
	for _, flags := range [][]string{nil, {"--examples", "--doubles"}, {"--errors", "errors.json"}, {"--strict", "--only", "*.*"}} {
		start := stampedPackage(t, flags)
		for _, name := range slices.Sorted(maps.Keys(edits)) {
			t.Run(strings.Join(append([]string{name}, flags...), " "), func(t *testing.T) {
				var said [2][]string
				var left [2]map[string]string
				for i, sum := range []string{"", "a release"} {
					docgenSum = func() string { return sum }
					dir := t.TempDir()
					if err := os.CopyFS(dir, os.DirFS(start)); err != nil {
						t.Fatal(err)
					}
					t.Chdir(dir)
					if sum == "" {
						writeFile(t, "api/api.txt", stampless(t, "api")["api.txt"])
					}
					edits[name](t, "docs", "api")
					said[i] = []string{runGenerated(flags), runGenerated(flags)}
					left[i] = stampless(t, "api")
				}
				if diff := cmp.Diff(said[0], said[1]); diff != "" {
					t.Errorf("said (-without stamp +with it):\n%s", diff)
				}
				if diff := cmp.Diff(left[0], left[1]); diff != "" {
					t.Errorf("left (-without stamp +with it):\n%s", diff)
				}
			})
		}
	}
}

// stampedPackage returns a folder with the project's pages, an index, and the
// package that they become, with a stamp.
func stampedPackage(t *testing.T, flags []string) string {
	t.Helper()
	dir, module := t.TempDir(), moduleFiles(t)
	names, err := filepath.Glob(filepath.Join(module.root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, "docs", filepath.Base(name)), string(data))
	}
	writeFile(t, filepath.Join(dir, "docs/index.md"), "# Methods\n\n* [help.getConfig](help.getConfig.md)\n")
	writeFile(t, filepath.Join(dir, "errors.json"), `{"errors": {"400": {"A_B": ["help.getConfig"], "INVITE_HASH_EXPIRED": ["messages.importChatInvite"]}}}`)
	if err := module.write(dir); err != nil {
		t.Fatal(err)
	}
	tg, err := bind.Find(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	findTG = func(context.Context, string) (*bind.TG, error) { return tg, nil }
	asReleased(t)
	back, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Chdir(back) }()
	text := runGenerated(slices.DeleteFunc(slices.Clone(flags), func(f string) bool { return f == "--strict" }))
	_, lines := cutStamp([]byte(filesIn(t, "api")["api.txt"]))
	s := parseStamp(lines)
	if !strings.HasPrefix(text, "0 ") || s == nil || len(s.warned) == 0 || len(s.apart) == 0 {
		t.Fatalf("%s\nthe stamp is %+v", text, s)
	}
	return dir
}

// fileCounts is what a run says of files: the stamp is in one of them.
var fileCounts = regexp.MustCompile(`files: .*`)

// runGenerated returns what a run says, after its exit code.
func runGenerated(flags []string) string {
	var stdout, stderr bytes.Buffer
	code := Run(context.Background(), append([]string{"generate", "--out", "api"}, flags...), &stdout, &stderr)
	return fmt.Sprint(code, " ", fileCounts.ReplaceAllString(stdout.String(), "files"), stderr.String())
}

// TestStampSavesWork shows what is read again: nothing when nothing changed, and
// one page when it is the only one that did.
func TestStampSavesWork(t *testing.T) {
	find := findTG
	t.Cleanup(func() { findTG = find })
	t.Chdir(stampedPackage(t, nil))
	files, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := len(files) - 1 // not the index
	for _, test := range []struct {
		edit  string
		bound int
	}{{"nothing", 3}, {"description of a parameter", 4}, {"line breaks", 3}, {"errors in another order", all}} {
		edits[test.edit](t, "docs", "api")
		o := &options{docs: []string{"docs"}, out: "api"}
		b, err := makePackage(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.methods) != test.bound || b.known != (len(b.files) == 0) {
			t.Errorf("%s: %d pages were bound, want %d", test.edit, len(b.methods), test.bound)
		}
		if code, text := runGenerate("docs", "api"); code != exitOK {
			t.Fatal(text)
		}
	}
}

// stampless returns the files of a folder, without the stamp.
func stampless(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := filesIn(t, dir)
	facts, _ := cutStamp(emit.UnixBreaks([]byte(files[emit.FactsFile])))
	files[emit.FactsFile] = string(facts)
	return files
}
