package facts

import (
	"maps"
	"slices"
)

// A GeneralError is an error that any call can return. Pages do not list it, since
// it belongs to no method.
type GeneralError struct {
	Codes       []int
	Description string
}

// General returns the general error with a pattern, and reports whether it exists.
func General(pattern string) (GeneralError, bool) {
	e, ok := general[pattern]
	return e, ok
}

// GeneralPatterns returns the patterns of all general errors, sorted.
func GeneralPatterns() []string { return slices.Sorted(maps.Keys(general)) }

// general has facts of https://core.telegram.org/api/errors, in our own words.
var general = map[string]GeneralError{
	"ACTIVE_USER_REQUIRED":            {Codes: []int{401}, Description: "Only an account that has completed its registration can do this."},
	"AUTH_KEY_DUPLICATED":             {Codes: []int{406}, Description: "Two connections used the authorization key at once, so that it is no longer valid: log in."},
	"AUTH_KEY_INVALID":                {Codes: []int{401}, Description: "The authorization key is not valid."},
	"AUTH_KEY_PERM_EMPTY":             {Codes: []int{401}, Description: "The temporary authorization key is not bound to a permanent one."},
	"AUTH_KEY_UNREGISTERED":           {Codes: []int{401}, Description: "The authorization key belongs to no account: log in."},
	"AUTH_KEY_UNSYNCHRONIZED":         {Codes: []int{500}, Description: "Telegram had an internal error: repeat the call."},
	"BOT_METHOD_INVALID":              {Codes: []int{400}, Description: "Bots can't call the method."},
	"BUSINESS_CONNECTION_NOT_ALLOWED": {Codes: []int{400}, Description: "The call went over a business connection, which the method or the bot's settings do not allow."},
	"CONNECTION_LAYER_INVALID":        {Codes: []int{400}, Description: "Telegram does not know the layer of the schema that the client speaks."},
	"CONNECTION_NOT_INITED":           {Codes: []int{400}, Description: "The first call of a connection must be wrapped in initConnection."},
	"FILE_MIGRATE_%d":                 {Codes: []int{303}, Description: "The file belongs to this datacenter."},
	"FLOOD_PREMIUM_WAIT_%d":           {Codes: []int{420}, Description: "Too many calls for an account without Premium: wait this many seconds."},
	"FLOOD_WAIT_%d":                   {Codes: []int{420}, Description: "Too many calls: wait this many seconds."},
	"FROZEN_METHOD_INVALID":           {Codes: []int{420}, Description: "The account is frozen, so that it can't do this."},
	"FROZEN_PARTICIPANT_MISSING":      {Codes: []int{400}, Description: "The account is frozen, so that it can't reach this chat or user."},
	"INPUT_CONSTRUCTOR_INVALID":       {Codes: []int{400}, Description: "Telegram does not know a constructor in the request."},
	"INPUT_FETCH_ERROR":               {Codes: []int{400}, Description: "Telegram could not read the request."},
	"INPUT_FETCH_FAIL":                {Codes: []int{400}, Description: "Telegram could not read the request."},
	"INPUT_METHOD_INVALID":            {Codes: []int{400}, Description: "Telegram does not know the method."},
	"INPUT_REQUEST_TOO_LONG":          {Codes: []int{400}, Description: "The request is too large."},
	"INTERDC_%d_CALL_ERROR":           {Codes: []int{500}, Description: "Telegram could not reach this datacenter: try again later."},
	"INTERDC_%d_CALL_RICH_ERROR":      {Codes: []int{500}, Description: "Telegram could not reach this datacenter: try again later."},
	"MSGID_DECREASE_RETRY":            {Codes: []int{500}, Description: "The call must be repeated with a lower message ID, which gotd/td chooses."},
	"MSG_WAIT_TIMEOUT":                {Codes: []int{-503}, Description: "A call that this one waited for took too long."},
	"NETWORK_MIGRATE_%d":              {Codes: []int{303}, Description: "The call belongs to this datacenter."},
	"PHONE_MIGRATE_%d":                {Codes: []int{303}, Description: "The phone number belongs to this datacenter."},
	"POSTPONED_TIMEOUT":               {Codes: []int{500}, Description: "A call that Telegram put off took too long."},
	"RPC_CALL_FAIL":                   {Codes: []int{500}, Description: "Telegram had an internal error: try again later."},
	"RPC_MCGET_FAIL":                  {Codes: []int{500}, Description: "Telegram had an internal error: try again later."},
	"SESSION_EXPIRED":                 {Codes: []int{401}, Description: "The session has expired: log in."},
	"SESSION_REVOKED":                 {Codes: []int{401}, Description: "The user ended the session: log in."},
	"STATS_MIGRATE_%d":                {Codes: []int{303}, Description: "The statistics belong to this datacenter."},
	"TYPE_CONSTRUCTOR_INVALID":        {Codes: []int{400}, Description: "Telegram does not know the constructor of a type in the request."},
	"Timedout":                        {Codes: []int{-503}, Description: "Telegram took too long: try again later."},
	"Timeout":                         {Codes: []int{-503}, Description: "Telegram took too long: try again later."},
	"UNKNOWN_ERROR":                   {Codes: []int{400}, Description: "Telegram does not say what is wrong."},
	"UNKNOWN_METHOD":                  {Codes: []int{500}, Description: "This datacenter does not have the method."},
	"USER_DEACTIVATED":                {Codes: []int{401}, Description: "The account was deleted or banned."},
	"USER_DEACTIVATED_BAN":            {Codes: []int{401}, Description: "The account was banned."},
	"USER_MIGRATE_%d":                 {Codes: []int{303}, Description: "The account belongs to this datacenter."},
	"WORKER_BUSY_TOO_LONG_RETRY":      {Codes: []int{500}, Description: "Telegram was busy for too long: try again later."},
}
