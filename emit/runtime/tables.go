package runtime

// errorTable and methodTable stand in for the tables that emit generates.
var errorTable = [...]errorData{
	{name: "CHANNEL_BROKEN", info: ErrorInfo{typed: true}},
	{name: "CHAT_%d_FULL", info: ErrorInfo{Description: "A chat is full."}},
	{name: "CHAT_1_FULL", info: ErrorInfo{Description: "The first chat is full."}},
	{name: "EMAIL_UNCONFIRMED", info: ErrorInfo{Description: "No address."}},
	{name: "EMAIL_UNCONFIRMED_%d", info: ErrorInfo{Description: "A code of %d digits."}},
	{name: "FILE_PART_%d_MISSING", info: ErrorInfo{Description: "A part is missing."}},
	{name: "FILE_PART_0_MISSING", info: ErrorInfo{Description: "The first part is missing."}},
	{name: "FLOOD_WAIT_%d", info: ErrorInfo{Description: "Too many calls.", Codes: []int{420}, General: true}},
	{name: "INVITE_HASH_EXPIRED", info: ErrorInfo{Codes: []int{400}}},
}

var methodTable = [...]Method{
	{Name: "messages.importChatInvite", Bots: No, Errors: []DocumentedError{
		{Error: "CHAT_%d_FULL", Code: 400, description: "Leave chat %d."},
		{Error: "CHAT_1_FULL", Code: 400},
		{Error: "INVITE_HASH_EXPIRED", Code: 400},
		{Error: "FILE_PART_%d_MISSING", Code: 400, description: "Send part %d\n  again."},
	}},
}
