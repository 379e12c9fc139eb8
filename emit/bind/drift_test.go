package bind_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/emit/bind"
	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestDriftOfALayer binds pages to the gotd/td that is nearly of their layer,
// and lists every warning: each must be one that a maintainer wants.
func TestDriftOfALayer(t *testing.T) {
	pages := corpusPages(t, "2026-03")
	methods, diags := bindAll(release(t, "v0.140.0"), pages)
	if len(pages) != 757 || len(methods) != 752 {
		t.Errorf("%d of %d pages bound, want 752 of 757", len(methods), len(pages))
	}
	var got []string
	for _, d := range diags {
		got = append(got, fmt.Sprintf("%s %s: %s", d.Code, d.Pos, d.Summary))
	}
	slices.Sort(got)
	want := []string{
		// The layer before: five methods and three parameters came after it.
		"method-unknown messages.checkUrlAuthMatchCode.md:9:11: gotd/td v0.140.0 has no method messages.checkUrlAuthMatchCode",
		"method-unknown messages.declineUrlAuth.md:9:11: gotd/td v0.140.0 has no method messages.declineUrlAuth",
		"method-unknown messages.editChatCreator.md:9:11: gotd/td v0.140.0 has no method messages.editChatCreator",
		"method-unknown messages.editChatParticipantRank.md:9:11: gotd/td v0.140.0 has no method messages.editChatParticipantRank",
		"method-unknown messages.getFutureChatCreatorAfterLeave.md:9:11: gotd/td v0.140.0 has no method messages.getFutureChatCreatorAfterLeave",
		"parameter-unknown messages.acceptUrlAuth.md:26:2: gotd/td v0.140.0 has no parameter match_code in messages.acceptUrlAuth",
		"parameter-unknown messages.requestUrlAuth.md:24:2: gotd/td v0.140.0 has no parameter in_app_origin in messages.requestUrlAuth",
		"parameter-unknown messages.toggleNoForwards.md:22:2: gotd/td v0.140.0 has no parameter request_msg_id in messages.toggleNoForwards",
		// A number that is called flags; pages leave out all that are.
		"parameter-undocumented auth.importBotAuthorization.md:9:11: gotd/td v0.140.0 has parameters that the page lacks: flags",
		// Bytes in every layer.
		"parameter-type upload.getCdnFile.md:20:14: file_token is documented as string and is []byte in gotd/td v0.140.0",
		"parameter-type upload.getCdnFileHashes.md:20:14: file_token is documented as string and is []byte in gotd/td v0.140.0",
		"parameter-type upload.reuploadCdnFile.md:20:14: file_token is documented as string and is []byte in gotd/td v0.140.0",
	}
	// What only the documented client has.
	for _, method := range []struct {
		name string
		line int
	}{
		{"help.editUserInfo", 23}, {"messages.editInlineBotMessage", 27}, {"messages.editMessage", 28},
		{"messages.getWebPagePreview", 22}, {"messages.saveDraft", 26}, {"messages.sendMedia", 33},
		{"messages.sendMessage", 33}, {"stories.editStory", 28}, {"stories.sendStory", 30}, {"stories.startLive", 24},
	} {
		want = append(want, fmt.Sprintf("parameter-unknown %s.md:%d:2: gotd/td v0.140.0 has no parameter parse_mode in %s", method.name, method.line, method.name))
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the drift (-want +got):\n%s", diff)
	}
}

// TestEveryPageBinds binds all pages to a gotd/td of a later layer, the eleven
// generic methods included.
func TestEveryPageBinds(t *testing.T) {
	pages := corpusPages(t, "2026-03")
	methods, diags := bindAll(release(t, "v0.161.0"), pages)
	generic := 0
	for _, m := range methods {
		if m.Generic {
			generic++
		}
	}
	if len(methods) != 757 || generic != 11 {
		t.Errorf("%d methods bound, %d of them generic; want 757 and 11", len(methods), generic)
	}
	for _, d := range diags {
		switch d.Code {
		case diag.ParameterUnknown, diag.ParameterUndocumented, diag.ParameterType:
		case diag.ResultType:
			if m := strings.TrimSuffix(d.File, ".md"); m != "messages.importChatInvite" && m != "channels.joinChannel" {
				t.Errorf("unexpected: %v", d)
			}
		default:
			t.Errorf("unexpected: %v", d)
		}
	}
}

// TestOfficialPagesBind binds the pages in the form of core.telegram.org to the oldest and the
// newest gotd/td of the tests. A method that is gone from TL is diagnosed, all others bind.
func TestOfficialPagesBind(t *testing.T) {
	pages := corpusPages(t, "gramjs-2022")
	for version, gone := range map[string]int{"v0.140.0": 8, "v0.162.0": 9} {
		methods, diags := bindAll(release(t, version), pages)
		unknown := 0
		for _, d := range diags {
			if d.Code == diag.MethodUnknown {
				unknown++
			}
		}
		if len(pages) != 446 || unknown != gone || len(methods) != len(pages)-gone {
			t.Errorf("%s: %d of %d pages bound and %d methods are unknown, want %d", version, len(methods), len(pages), unknown, gone)
		}
	}
	mirrored := corpusPages(t, "official-2026")
	methods, diags := bindAll(release(t, "v0.162.0"), mirrored)
	if len(methods) != 3 {
		t.Errorf("%d of %d mirrored pages bound: %v", len(methods), len(mirrored), diags)
	}
}

// TestLikelyRename shows that an unknown method is likened to those that no
// page documents.
func TestLikelyRename(t *testing.T) {
	tg := release(t, "v0.161.0")
	p, _ := parser.New().Parse("x.md", []byte("# Method: messages.editChatAbuot\n"))
	_, diags := tg.Bind(p, map[string]bool{"messages.editChatAdmin": true})
	if len(diags) != 1 || !strings.HasSuffix(diags[0].Summary, "; did you mean messages.editChatAbout?") {
		t.Errorf("got %v", diags)
	}
	_, diags = tg.Bind(p, map[string]bool{"messages.editChatAdmin": true, "messages.editChatAbout": true})
	if len(diags) != 1 || strings.Contains(diags[0].Summary, "did you mean messages.editChatAbout") {
		t.Errorf("got %v", diags)
	}
}

func bindAll(tg *bind.TG, pages []*page.Page) (methods []*bind.Method, diags []diag.Diagnostic) {
	documented := map[string]bool{}
	for _, p := range pages {
		documented[p.Method.Text] = true
	}
	for _, p := range pages {
		m, found := tg.Bind(p, documented)
		if m != nil {
			methods = append(methods, m)
		}
		diags = append(diags, found...)
	}
	return methods, diags
}

// corpusPages returns the pages of a real folder. Where there is none it skips the test;
// made_test.go binds made pages.
func corpusPages(t *testing.T, name string) []*page.Page {
	t.Helper()
	files, err := corpus.Read("../../../shared/corpus/" + name)
	if err != nil {
		t.Skipf("the real pages are not here: %v", err)
	}
	var pages []*page.Page
	for _, file := range files {
		if p, _ := parser.New().Parse(file.File, file.Text); p != nil {
			pages = append(pages, p)
		}
	}
	return pages
}

// release returns the tg of a version of gotd/td.
func release(t *testing.T, version string) *bind.TG {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", "github.com/gotd/td@"+version).Output()
	if err != nil {
		t.Skipf("gotd/td %s is not in the module cache and can't be downloaded: %v", version, err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	tg, err := bind.Open(filepath.Join(module.Dir, "tg"), version)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}
