package build

import (
	"strings"
	"testing"
)

// TestAtRevision has recorded paths that stay in the repo of a folder in git, and paths
// that lead out of it.
func TestAtRevision(t *testing.T) {
	for _, test := range []struct{ folder, recorded, want string }{
		{"HEAD:tgapi", "../docs", "git:HEAD:docs"},
		{"HEAD:tgapi/", "../docs/...", "git:HEAD:docs/..."},
		{"main~2:a/b/tgapi", "../../docs/x.md", "git:main~2:a/docs/x.md"},
		{"HEAD:tgapi", "..", "git:HEAD:"},
		{"HEAD:tgapi", "../...", "git:HEAD:/..."},
		{"HEAD:", "docs", "git:HEAD:docs"},
		{":0:tgapi", "../docs", "git::0:docs"},
		{"HEAD:tgapi", "pages", "git:HEAD:tgapi/pages"},
		{"HEAD:tgapi", "../../docs", ""},
		{"HEAD:", "..", ""},
		{"HEAD:tgapi", "../../...", ""},
		{"HEAD:tgapi", "a/../../../docs", ""},
		{"HEAD:tgapi", "/etc", ""},
		{"HEAD:tgapi", "C:/docs", ""},
		{"HEAD:tgapi", `..\..\docs`, ""},
		{"HEAD:tgapi", "git:HEAD:docs", ""},
	} {
		run, err := Run{Docs: []string{test.recorded}, Errors: test.recorded, Ignore: "/somewhere", Used: []string{"../../.."}}.atRevision(t.Context(), test.folder)
		switch {
		case test.want == "" && (err == nil || !strings.Contains(err.Error(), "leads out of the repo")):
			t.Errorf("git:%s with %s is read from %v, %v", test.folder, test.recorded, run.Docs, err)
		case test.want != "" && (err != nil || run.Docs[0] != test.want || run.Errors != test.want):
			t.Errorf("git:%s with %s is read from %v, %v, want %s", test.folder, test.recorded, run.Docs, err, test.want)
		}
	}
}
