package emit

import "testing"

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
		"A2FA_B":                                 "ErrA2FAB",
	} {
		if got, ok := constantName(pattern); !ok || got != want {
			t.Errorf("constantName(%q) = %q, %t, want %q", pattern, got, ok, want)
		}
	}
	for _, pattern := range []string{"", "All workers are busy", "A-B", "A__B", "_A", "A_", "Ä", `A"B`, "A.B", "%d", "%d_A"} {
		if got, ok := constantName(pattern); ok {
			t.Errorf("constantName(%q) = %q, want none", pattern, got)
		}
	}
}
