package review

import "slices"

// A Rule names a kind of change. Rules are part of docgen's interface: ignore
// files and people name them, so they are never renamed or given another meaning.
type Rule string

// RuleInfo describes a rule.
type RuleInfo struct {
	Rule  Rule
	Level Level
	Layer Layer
	// Description says what changed and what that means.
	Description string
	// Example is a sentence as a report has it.
	Example string
	// Mirror is the rule of the opposite change, the rule itself where the opposite
	// is one of the same kind. Where it is empty, Why says why there is none.
	Mirror Rule
	Why    string
}

// Explain returns what the table says about a rule, and whether it has it.
func Explain(rule Rule) (RuleInfo, bool) {
	i, ok := slices.BinarySearchFunc(rules[:], rule, func(info RuleInfo, rule Rule) int {
		switch {
		case info.Rule < rule:
			return -1
		case info.Rule > rule:
			return 1
		}
		return 0
	})
	if !ok {
		return RuleInfo{}, false
	}
	return rules[i], true
}

// Rules returns the table of rules, sorted by rule.
func Rules() []RuleInfo { return slices.Clone(rules[:]) }

// rules is sorted. A change of a flag that may have been relied on breaks; what
// becomes possible, and what a caller may want to handle, is notable.
var rules = [...]RuleInfo{
	{Rule: "bots-allowed", Level: Notable, Layer: Facts, Mirror: "bots-denied", Description: "The page says that bots can call the method, and said that they can't.", Example: "bots can call it now"},
	{Rule: "bots-denied", Level: Breaking, Layer: Facts, Mirror: "bots-allowed", Description: "The page says that bots can't call the method, and did not say so before. The generated method is on User only.", Example: "bots can't call it any more"},
	{Rule: "bots-documented", Level: Harmless, Layer: Facts, Mirror: "bots-undocumented", Description: "The page says that bots can call the method, and said nothing of it before.", Example: "it is documented now that bots can call it"},
	{Rule: "bots-undocumented", Level: Notable, Layer: Facts, Mirror: "bots-documented", Description: "The page no longer says whether bots can call the method.", Example: "it is no longer documented whether bots can call it (yes)"},
	{Rule: "business-allowed", Level: Notable, Layer: Facts, Mirror: "business-denied", Description: "The page says that bots can call the method over a business connection, and did not say so before.", Example: "bots can call it over a business connection now"},
	{Rule: "business-denied", Level: Breaking, Layer: Facts, Mirror: "business-allowed", Description: "The page says that bots can't call the method over a business connection, and said that they can. Business loses the generated method.", Example: "bots can't call it over a business connection any more"},
	{Rule: "business-documented", Level: Harmless, Layer: Facts, Mirror: "business-undocumented", Description: "The page says that bots can't call the method over a business connection, and said nothing of it before.", Example: "it is documented now that bots can't call it over a business connection"},
	{Rule: "business-undocumented", Level: Notable, Layer: Facts, Mirror: "business-documented", Description: "The page no longer says whether bots can call the method over a business connection.", Example: "it is no longer documented whether bots can call it over a business connection (yes)"},
	{Rule: "error-added", Level: Notable, Layer: Facts, Mirror: "error-removed", Description: "The page documents an error that it did not before. Callers may want to handle it.", Example: "it can return CHAT_ADMIN_REQUIRED (400)"},
	{Rule: "error-code", Level: Notable, Layer: Facts, Mirror: "error-code", Description: "The page documents an error with another code.", Example: "the error PEER_ID_INVALID has the code 400, was 403"},
	{Rule: "error-described", Level: Harmless, Layer: Facts, Mirror: "error-undescribed", Description: "The page says what an error means, and did not before.", Example: "the error PEER_ID_INVALID has a description now"},
	{Rule: "error-removed", Level: Notable, Layer: Facts, Mirror: "error-added", Description: "The page no longer documents an error. When no page does, its constant is gone, which is a change of its own.", Example: "it no longer documents CHAT_ADMIN_REQUIRED (400)"},
	{Rule: "error-reworded", Level: Harmless, Layer: Facts, Mirror: "error-reworded", Description: "The page describes an error in other words.", Example: "the description of the error PEER_ID_INVALID changed"},
	{Rule: "error-undescribed", Level: Harmless, Layer: Facts, Mirror: "error-described", Description: "The page no longer says what an error means.", Example: "the error PEER_ID_INVALID has no description any more"},
	{Rule: "example-added", Level: Harmless, Layer: Facts, Mirror: "example-removed", Description: "The page has an example that it did not have before.", Example: "an example in lua is new"},
	{Rule: "example-changed", Level: Harmless, Layer: Facts, Mirror: "example-changed", Description: "An example of the page changed.", Example: "the example in php changed"},
	{Rule: "example-removed", Level: Harmless, Layer: Facts, Mirror: "example-added", Description: "The page no longer has an example.", Example: "the example in lua is gone"},
	{Rule: "go-comparable", Level: Notable, Layer: Go, Mirror: "go-incomparable", Description: "A struct can be compared with == and be the key of a map, and could not before.", Example: "HelpGetConfigParams can be compared with =="},
	{Rule: "go-constant-added", Level: Notable, Layer: Go, Mirror: "go-constant-removed", Description: "The package has a new error constant.", Example: "ErrChatAdminRequired is new"},
	{Rule: "go-constant-removed", Level: Breaking, Layer: Go, Mirror: "go-constant-added", Description: "No page documents an error any more, so that its constant is gone. Code that names it does not compile.", Example: "ErrChatAdminRequired is gone, no page documents CHAT_ADMIN_REQUIRED"},
	{Rule: "go-field-added", Level: Notable, Layer: Go, Mirror: "go-field-removed", Description: "The struct of a method's parameters has a new field. A literal with field names compiles as before.", Example: "MessagesSendMessageParams has the new field Effect *int64"},
	{Rule: "go-field-removed", Level: Breaking, Layer: Go, Mirror: "go-field-added", Description: "The struct of a method's parameters lost a field. Code that sets it does not compile.", Example: "MessagesSendMessageParams has no field Effect any more"},
	{Rule: "go-field-type", Level: Breaking, Layer: Go, Mirror: "go-field-type", Description: "A field of a struct has another type. Code that sets it may not compile.", Example: "MessagesSendMessageParams.ScheduleDate is *int, was int"},
	{Rule: "go-function-added", Level: Notable, Layer: Go, Mirror: "go-function-removed", Description: "The package has a new function, or a type a new method.", Example: "Bot and Client have MessagesSendMessage"},
	{Rule: "go-function-removed", Level: Breaking, Layer: Go, Mirror: "go-function-added", Description: "A function of the package is gone, or a method of a type. Code that calls it does not compile.", Example: "Bot and Client no longer have MessagesSendMessage"},
	{Rule: "go-function-type", Level: Breaking, Layer: Go, Mirror: "go-function-type", Description: "A function or method takes or returns something else. Code that calls it may not compile.", Example: "User.HelpGetConfig is func(context.Context) (*tg.Config, error), was …"},
	{Rule: "go-incomparable", Level: Breaking, Layer: Go, Mirror: "go-comparable", Description: "A struct has got a field with a slice, so that it can't be compared with == any more, nor be the key of a map.", Example: "HelpGetConfigParams can't be compared with == any more"},
	{Rule: "go-type-added", Level: Notable, Layer: Go, Mirror: "go-type-removed", Description: "The package has a new type.", Example: "the type Business is new"},
	{Rule: "go-type-removed", Level: Breaking, Layer: Go, Mirror: "go-type-added", Description: "A type of the package is gone. Code that names it does not compile.", Example: "the type Business is gone"},
	{Rule: "method-added", Level: Notable, Layer: Facts, Mirror: "method-removed", Description: "There is a page for a method that had none.", Example: "the method is new"},
	{Rule: "method-removed", Level: Breaking, Layer: Facts, Mirror: "method-added", Description: "The page of a method is gone.", Example: "the method is gone"},
	{Rule: "method-renamed", Level: Breaking, Layer: Facts, Mirror: "method-renamed", Description: "The page of a method is gone, and there is a new one that is like it. It is a guess.", Example: "the method is gone, likely renamed to messages.getDialogs"},
	{Rule: "note-added", Level: Harmless, Layer: Facts, Mirror: "note-removed", Description: "The page has a note or warning that it did not have before.", Example: `the note "Warning" is new`},
	{Rule: "note-changed", Level: Harmless, Layer: Facts, Mirror: "note-changed", Description: "A note or warning of the page reads otherwise.", Example: `the note "Warning" changed`},
	{Rule: "note-removed", Level: Harmless, Layer: Facts, Mirror: "note-added", Description: "The page no longer has a note or warning.", Example: `the note "Warning" is gone`},
	{Rule: "page-changed", Level: Harmless, Layer: Facts, Mirror: "page-changed", Description: "The text of the page changed, and nothing that docgen reads in it.", Example: "the page changed in form only"},
	{Rule: "parameter-added", Level: Notable, Layer: Facts, Mirror: "parameter-removed", Description: "The page documents a new parameter that is optional, or does not say whether it is.", Example: "the parameter effect (long) is new"},
	{Rule: "parameter-added-required", Level: Breaking, Layer: Facts, Why: "a parameter that goes breaks its caller whether it was required or not: parameter-removed", Description: "The page documents a new parameter that is required. A call without it may fail.", Example: "the required parameter effect (long) is new"},
	{Rule: "parameter-described", Level: Harmless, Layer: Facts, Mirror: "parameter-undescribed", Description: "The page says what a parameter is for, and did not before.", Example: "the parameter peer has a description now"},
	{Rule: "parameter-optional", Level: Notable, Layer: Facts, Mirror: "parameter-required", Description: "The page says that a parameter is optional, and said that it is required.", Example: "the parameter peer is optional, was required"},
	{Rule: "parameter-removed", Level: Breaking, Layer: Facts, Mirror: "parameter-added", Description: "The page no longer documents a parameter. A call that passes it may fail.", Example: "the parameter effect (long) is gone"},
	{Rule: "parameter-renamed", Level: Breaking, Layer: Facts, Mirror: "parameter-renamed", Description: "The page lacks a parameter that it had, and has a new one with a similar name. It is a guess.", Example: "the parameter user_id is gone, likely renamed to user_ids"},
	{Rule: "parameter-required", Level: Breaking, Layer: Facts, Mirror: "parameter-optional", Description: "The page says that a parameter is required, and said that it is optional. A call without it may fail.", Example: "the parameter peer is required, was optional"},
	{Rule: "parameter-reworded", Level: Harmless, Layer: Facts, Mirror: "parameter-reworded", Description: "The page describes a parameter, or what the documented client takes for it, in other words.", Example: "the description of the parameter peer changed"},
	{Rule: "parameter-type", Level: Breaking, Layer: Facts, Mirror: "parameter-type", Description: "The page gives a parameter another type.", Example: "the parameter user_id is long, was int"},
	{Rule: "parameter-undescribed", Level: Harmless, Layer: Facts, Mirror: "parameter-described", Description: "The page no longer says what a parameter is for.", Example: "the parameter peer has no description any more"},
	{Rule: "parameters-documented", Level: Harmless, Layer: Facts, Mirror: "parameters-undocumented", Description: "The page documents parameters, and had neither these nor a return type before.", Example: "it documents its parameters now: peer, effect"},
	{Rule: "parameters-undocumented", Level: Notable, Layer: Facts, Mirror: "parameters-documented", Description: "The page has neither parameters nor a return type any more, so that nobody can tell what the method takes.", Example: "it no longer documents its parameters (peer, effect)"},
	{Rule: "result-documented", Level: Harmless, Layer: Facts, Mirror: "result-undocumented", Description: "The page says what the method returns, and did not before.", Example: "it is documented to return Updates"},
	{Rule: "result-type", Level: Breaking, Layer: Facts, Mirror: "result-type", Description: "The page says that the method returns another type.", Example: "it returns Updates, was Bool"},
	{Rule: "result-undocumented", Level: Notable, Layer: Facts, Mirror: "result-documented", Description: "The page no longer says what the method returns.", Example: "it no longer documents what it returns (Updates)"},
	{Rule: "summary-added", Level: Harmless, Layer: Facts, Mirror: "summary-removed", Description: "The page says what the method does, and did not before.", Example: "it has a description now"},
	{Rule: "summary-changed", Level: Harmless, Layer: Facts, Mirror: "summary-changed", Description: "The page says in other words what the method does.", Example: "the description of the method changed"},
	{Rule: "summary-removed", Level: Harmless, Layer: Facts, Mirror: "summary-added", Description: "The page no longer says what the method does.", Example: "it has no description any more"},
	{Rule: "users-allowed", Level: Notable, Layer: Facts, Mirror: "users-denied", Description: "The page says that users can call the method, and said that they can't.", Example: "users can call it now"},
	{Rule: "users-denied", Level: Breaking, Layer: Facts, Mirror: "users-allowed", Description: "The page says that users can't call the method, and did not say so before. The generated method is on Bot only.", Example: "users can't call it any more"},
	{Rule: "users-documented", Level: Harmless, Layer: Facts, Mirror: "users-undocumented", Description: "The page says that users can call the method, and said nothing of it before.", Example: "it is documented now that users can call it"},
	{Rule: "users-undocumented", Level: Notable, Layer: Facts, Mirror: "users-documented", Description: "The page no longer says whether users can call the method.", Example: "it is no longer documented whether users can call it (yes)"},
}
