package folder

import "testing"

// TestTempName tells files that were being written from all others.
func TestTempName(t *testing.T) {
	if name := newTempName(); !isTempName(name) {
		t.Errorf("%s is not known", name)
	}
	for name, want := range map[string]bool{
		".docgen-0.tmp": true, ".docgen-18446744073709551615.tmp": true,
		".docgen-.tmp": false, ".docgen-1a.tmp": false, ".docgen--1.tmp": false, ".docgen-1.tmp.go": false, "a.docgen-1.tmp": false,
		".docgen-1": false, ".docgen-1.tmp\n": false, ".docgen.tmp": false, "": false,
	} {
		if got := isTempName(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}
