package parser_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
)

// seedPages are two pages with their facts, each fact with its line and column: the page
// that the project started from, and a made page in its layout. The first belongs to
// others, so nothing but its facts is here.
var seedPages = []struct {
	folder, file string
	facts        []string
}{
	{"seed", "messages.importChatInvite.md", []string{
		"title messages.importChatInvite 2:8",
		"description 3:14",
		"method messages.importChatInvite 6:11",
		"summary 10:1",
		"param hash 16:2",
		"type string 16:7",
		"description 16:42",
		"returns Updates 19:18",
		"bots no 21:31",
		"example php 28:1",
		"example http 45:1",
		"example lua 57:1",
		"error CHANNELS_TOO_MUCH 64:2",
		"error INVITE_HASH_EMPTY 65:2",
		"error INVITE_HASH_EXPIRED 66:2",
		"error INVITE_HASH_INVALID 67:2",
		"error USER_ALREADY_PARTICIPANT 68:2",
		"error USERS_TOO_MUCH 69:2",
		"error SESSION_PASSWORD_NEEDED 70:2",
	}},
	{"made seed", "account.checkUsername.md", []string{
		"title account.checkUsername 2:8",
		"description 3:14",
		"method account.checkUsername 6:11",
		"summary 10:1",
		"param username 16:2",
		"type string 16:11",
		"description 16:46",
		"returns Bool 19:18",
		"bots no 21:31",
		"example php 28:1",
		"example http 45:1",
		"example lua 57:1",
		"error PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN 64:2",
		"error SESSION_PASSWORD_NEEDED 65:2",
	}},
}

// TestSeedPage compares the facts that the parser reads of these pages, and their places.
func TestSeedPage(t *testing.T) {
	found := map[string][]byte{}
	for _, folder := range folders(t) {
		for _, f := range folder.files {
			found[folder.name+"/"+f.name] = f.src
		}
	}
	for _, want := range seedPages {
		t.Run(want.folder, func(t *testing.T) {
			src := found[want.folder+"/"+want.file]
			if src == nil && !strings.HasPrefix(want.folder, "made ") {
				t.Skip("the real page is not here")
			}
			if diff := cmp.Diff(want.facts, placesIn(t, src)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// placesIn returns the facts of a page with their places.
func placesIn(t *testing.T, src []byte) []string {
	t.Helper()
	p, diags := parser.New().Parse("seed.md", src)
	if p == nil || len(diags) > 0 {
		t.Fatalf("the page has diagnostics: %v", diags)
	}
	var places []string
	add := func(what string, pos diag.Pos) {
		places = append(places, what+" "+strings.TrimPrefix(pos.String(), "seed.md:"))
	}
	add("title "+p.Title.Text, p.Title.Pos)
	add("description", p.Description[0].Pos)
	add("method "+p.Method.Text, p.Method.Pos)
	add("summary", p.Summary[0].Pos)
	for _, x := range p.Params {
		add("param "+x.Name, x.Pos)
		add("type "+x.Type, x.TypePos)
		add("description", x.Description[0].Pos)
	}
	add("returns "+p.Returns.Text, p.Returns.Pos)
	add("bots "+p.Bots.Value.String(), p.Bots.Pos)
	for _, x := range p.Examples {
		add("example "+x.Language, x.Pos)
	}
	for _, x := range p.Errors {
		add("error "+x.Pattern, x.Pos)
	}
	return places
}
