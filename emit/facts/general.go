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
	"AUTH_KEY_DUPLICATED":        {Codes: []int{406}, Description: "Two connections used the authorization key at once, so that it is no longer valid: log in."},
	"AUTH_KEY_INVALID":           {Codes: []int{401}, Description: "The authorization key is not valid."},
	"AUTH_KEY_PERM_EMPTY":        {Codes: []int{401}, Description: "The temporary authorization key is not bound to a permanent one."},
	"AUTH_KEY_UNREGISTERED":      {Codes: []int{401}, Description: "The authorization key belongs to no account: log in."},
	"FILE_MIGRATE_%d":            {Codes: []int{303}, Description: "The file belongs to this datacenter."},
	"FLOOD_PREMIUM_WAIT_%d":      {Codes: []int{420}, Description: "Too many calls for an account without Premium: wait this many seconds."},
	"FLOOD_WAIT_%d":              {Codes: []int{420}, Description: "Too many calls: wait this many seconds."},
	"INTERDC_%d_CALL_ERROR":      {Codes: []int{500}, Description: "Telegram could not reach this datacenter: try again later."},
	"INTERDC_%d_CALL_RICH_ERROR": {Codes: []int{500}, Description: "Telegram could not reach this datacenter: try again later."},
	"MSG_WAIT_TIMEOUT":           {Codes: []int{-503}, Description: "A call that this one waited for took too long."},
	"NETWORK_MIGRATE_%d":         {Codes: []int{303}, Description: "The call belongs to this datacenter."},
	"PHONE_MIGRATE_%d":           {Codes: []int{303}, Description: "The phone number belongs to this datacenter."},
	"RPC_CALL_FAIL":              {Codes: []int{500}, Description: "Telegram had an internal error: try again later."},
	"RPC_MCGET_FAIL":             {Codes: []int{500}, Description: "Telegram had an internal error: try again later."},
	"SESSION_EXPIRED":            {Codes: []int{401}, Description: "The session has expired: log in."},
	"SESSION_REVOKED":            {Codes: []int{401}, Description: "The user ended the session: log in."},
	"STATS_MIGRATE_%d":           {Codes: []int{303}, Description: "The statistics belong to this datacenter."},
	"Timedout":                   {Codes: []int{-503}, Description: "Telegram took too long: try again later."},
	"Timeout":                    {Codes: []int{-503}, Description: "Telegram took too long: try again later."},
	"USER_DEACTIVATED":           {Codes: []int{401}, Description: "The account was deleted or banned."},
	"USER_DEACTIVATED_BAN":       {Codes: []int{401}, Description: "The account was banned."},
	"USER_MIGRATE_%d":            {Codes: []int{303}, Description: "The account belongs to this datacenter."},
	"WORKER_BUSY_TOO_LONG_RETRY": {Codes: []int{500}, Description: "Telegram was busy for too long: try again later."},
}
