package facts

import (
	"go/token"
	"testing"
)

func TestConstantName(t *testing.T) {
	for pattern, want := range map[string]string{
		"INVITE_HASH_EXPIRED":                    "ErrInviteHashExpired",
		"FLOOD_WAIT_%d":                          "ErrFloodWaitX",
		"EMAIL_UNCONFIRMED":                      "ErrEmailUnconfirmed",
		"EMAIL_UNCONFIRMED_%d":                   "ErrEmailUnconfirmedX",
		"PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_%dMIN": "ErrPreviousChatImportActiveWaitXMin",
		"FILE_PART_0_MISSING":                    "ErrFilePart0Missing",
		"FILE_PART_%d_MISSING":                   "ErrFilePartXMissing",
		"2FA_CONFIRM_WAIT_%d":                    "Err2FAConfirmWaitX",
		"MD5_CHECKSUM_INVALID":                   "ErrMD5ChecksumInvalid",
		"INPUT_METHOD_INVALID_1192227_%d":        "ErrInputMethodInvalid1192227X",
		"API_ID_INVALID":                         "ErrAPIIDInvalid",
		"MESSAGE_IDS_EMPTY":                      "ErrMessageIDsEmpty",
		"Timeout":                                "ErrTimeout",
		"TIMEOUT":                                "ErrTIMEOUT",
		"A_1":                                    "ErrA_1",
		"A1":                                     "ErrA1",
		"I_D":                                    "ErrI_D",
		"A_2FA":                                  "ErrA_2FA",
		"A2FAB":                                  "ErrA2FAB",
		"A2FA_B":                                 "Err_A2FA_B",
		"FOO_BAR":                                "ErrFooBar",
		"FooBar":                                 "Err_FooBar",
		"API_ID":                                 "ErrAPIID",
		"APIID":                                  "Err_APIID",
		"WAIT_%dMIN":                             "ErrWaitXMin",
		"WAIT_%d_MIN":                            "Err_WAIT___x_MIN",
		"X_FORBIDDEN":                            "ErrXForbidden",
	} {
		if got, ok := ConstantName(pattern); !ok || got != want {
			t.Errorf("ConstantName(%q) = %q, %t, want %q", pattern, got, ok, want)
		}
	}
	for _, pattern := range []string{"", "All workers are busy", "A-B", "A__B", "_A", "A_", "Ä", `A"B`, "A.B", "%d", "%d_A"} {
		if got, ok := ConstantName(pattern); ok {
			t.Errorf("ConstantName(%q) = %q, want none", pattern, got)
		}
	}
}

// FuzzConstantName looks for two patterns with the same name, and for names that are
// no identifiers of Go.
func FuzzConstantName(f *testing.F) {
	for _, pair := range [][2]string{
		{"A_B", "AB"}, {"FOO_BAR", "FooBar"}, {"API_ID", "APIID"}, {"A2FA_B", "A2FAB"}, {"X_%d", "X_X"}, {"WAIT_%dMIN", "WAIT_%d_MIN"},
		{"A_1", "A1"}, {"MESSAGE_ID_S", "MESSAGE_IDS"}, {"Timeout", "TIMEOUT"}, {"A_X_B", "A_%d_B"}, {"1_2", "12"}, {"A_%d", "A%d"},
	} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		nameA, okA := ConstantName(a)
		nameB, okB := ConstantName(b)
		if okA && !token.IsIdentifier(nameA) {
			t.Errorf("%q is named %q", a, nameA)
		}
		if okA && okB && a != b && nameA == nameB {
			t.Errorf("%q and %q are both %s", a, b, nameA)
		}
	})
}

// TestNamesDiffer names all short patterns of a few parts: no two of them have the same
// name.
func TestNamesDiffer(t *testing.T) {
	parts := []string{"A", "X", "1", "12", "AB", "ID", "IDS", "API", "A1", "1A", "Ab", "aB", "%d", "%dMIN", "MIN", "SX", "X1", "Timeout"}
	var patterns []string
	for _, a := range parts {
		patterns = append(patterns, a)
		for _, b := range parts {
			patterns = append(patterns, a+b, a+"_"+b)
			for _, c := range parts {
				patterns = append(patterns, a+"_"+b+"_"+c, a+b+"_"+c, a+"_"+b+c)
			}
		}
	}
	named := map[string]string{}
	for _, pattern := range patterns {
		name, ok := ConstantName(pattern)
		if !ok {
			continue
		}
		if other, taken := named[name]; taken && other != pattern {
			t.Errorf("%q and %q are both %s", pattern, other, name)
		}
		named[name] = pattern
	}
}
