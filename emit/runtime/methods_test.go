package runtime

import "testing"

// TestDescription compares the descriptions of a method's errors: that of its page, or else
// that of the error.
func TestDescription(t *testing.T) {
	m, ok := Lookup("messages.importChatInvite")
	if !ok {
		t.Fatal("the method is not documented")
	}
	for i, want := range []string{"Leave chat %d.", "The first chat is full.", ""} {
		if got := m.Errors[i].Description(); got != want {
			t.Errorf("the description of %s is %q, want %q", m.Errors[i].Error, got, want)
		}
	}
}
