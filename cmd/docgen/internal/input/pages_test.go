package input

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestWalkPages has folders that are within the limits, and folders that are not.
func TestWalkPages(t *testing.T) {
	folder := func(files int, name string) fstest.MapFS {
		fsys := fstest.MapFS{}
		for i := range files {
			fsys[fmt.Sprintf("messages/%s%d.md", name, i)] = &fstest.MapFile{}
		}
		return fsys
	}
	for _, test := range []struct {
		fsys fstest.MapFS
		want string
	}{
		{folder(3, ""), ""},
		{folder(maxEntries, ""), fmt.Sprintf("docs has more than %d files and folders", maxEntries)},
		{folder(1, strings.Repeat("x/", maxPath/2)), fmt.Sprintf("at most %d are read", maxPath)},
	} {
		found, err := walkPages(test.fsys, "docs", true)
		if test.want == "" {
			if err != nil || len(found) != len(test.fsys) || found[0].Page != "messages/0.md" || found[0].Name != "docs/messages/0.md" {
				t.Errorf("got %v, %v", found, err)
			}
		} else if err == nil || !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("got %d pages and %v, want %s", len(found), err, test.want)
		}
	}
}
