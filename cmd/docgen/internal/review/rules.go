package review

import "slices"

// A Rule names a kind of change, as in "parameter-removed". Rules are part of
// docgen's interface, since ignore files name them and people look for them: a
// rule is never renamed, and never gets another meaning.
type Rule string

// RuleInfo describes a rule.
type RuleInfo struct {
	Rule  Rule
	Level Level
	Layer Layer
	// Description says what changed, and what the change means for a caller.
	Description string
	// Example is the Sentence of a Change under the rule.
	Example string
	// Mirror is the rule of the opposite change: "parameter-added" for
	// "parameter-removed", and "parameter-type" for itself. It is empty when no
	// rule is the opposite, and then Why says why.
	Mirror Rule
	Why    string
}

// Explain returns the entry of a rule in the table of rules, and whether the table
// has one.
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

// rules is sorted by rule, so that Explain can search it. A rule is breaking when a
// caller may have relied on what changed. It is notable when a caller can do
// something new, or may want to handle something new.
var rules = [...]RuleInfo{
	{Rule: "bots-allowed", Level: Notable, Layer: Facts, Mirror: "bots-denied", Description: "The page says that bots can call the method. Before, it said that they can't.", Example: "bots can call it now"},
	{Rule: "bots-denied", Level: Breaking, Layer: Facts, Mirror: "bots-allowed", Description: "The page says that bots can't call the method, and did not say so before. Only User has the generated method.", Example: "bots can't call it any more"},
	{Rule: "bots-documented", Level: Harmless, Layer: Facts, Mirror: "bots-undocumented", Description: "The page says that bots can call the method. Before, it did not say whether they can.", Example: "it is documented now that bots can call it"},
	{Rule: "bots-undocumented", Level: Notable, Layer: Facts, Mirror: "bots-documented", Description: "The page no longer says whether bots can call the method.", Example: "it is no longer documented whether bots can call it (was yes)"},
	{Rule: "business-allowed", Level: Notable, Layer: Facts, Mirror: "business-denied", Description: "The page says that bots can call the method over a business connection, and did not say so before.", Example: "bots can call it over a business connection now"},
	{Rule: "business-denied", Level: Breaking, Layer: Facts, Mirror: "business-allowed", Description: "The page says that bots can't call the method over a business connection. Before, it said that they can. Business no longer has the generated method.", Example: "bots can't call it over a business connection any more"},
	{Rule: "business-documented", Level: Harmless, Layer: Facts, Mirror: "business-undocumented", Description: "The page says that bots can't call the method over a business connection. Before, it did not say whether they can.", Example: "it is documented now that bots can't call it over a business connection"},
	{Rule: "business-undocumented", Level: Notable, Layer: Facts, Mirror: "business-documented", Description: "The page no longer says whether bots can call the method over a business connection.", Example: "it is no longer documented whether bots can call it over a business connection (was yes)"},
	{Rule: "definition-changed", Level: Notable, Layer: Facts, Mirror: "definition-changed", Description: "The page gives the method another definition in TL. What parameters and results it has is compared apart.", Example: "its definition in TL changed"},
	{Rule: "definition-documented", Level: Harmless, Layer: Facts, Mirror: "definition-undocumented", Description: "The page has a definition of the method in TL, and had none before.", Example: "its definition in TL is new"},
	{Rule: "definition-undocumented", Level: Notable, Layer: Facts, Mirror: "definition-documented", Description: "The page no longer has a definition of the method in TL.", Example: "its definition in TL is gone"},
	{Rule: "error-added", Level: Notable, Layer: Facts, Mirror: "error-removed", Description: "The page documents an error that it did not document before. Callers may want to handle it.", Example: "it can return CHAT_ADMIN_REQUIRED (400) now"},
	{Rule: "error-code", Level: Notable, Layer: Facts, Mirror: "error-code", Description: "The page gives an error another code.", Example: "the error PEER_ID_INVALID has the code 400, was 403"},
	{Rule: "error-described", Level: Harmless, Layer: Facts, Mirror: "error-undescribed", Description: "The page describes an error that had no description before.", Example: "the error PEER_ID_INVALID has a description now"},
	{Rule: "error-removed", Level: Notable, Layer: Facts, Mirror: "error-added", Description: "The page no longer documents an error. If no other page documents it, its constant is gone too: see go-constant-removed.", Example: "it no longer documents CHAT_ADMIN_REQUIRED (400)"},
	{Rule: "error-reworded", Level: Harmless, Layer: Facts, Mirror: "error-reworded", Description: "The page describes an error in other words.", Example: "the description of the error PEER_ID_INVALID changed"},
	{Rule: "error-undescribed", Level: Harmless, Layer: Facts, Mirror: "error-described", Description: "The page still lists an error, but no longer describes it.", Example: "the error PEER_ID_INVALID has no description any more"},
	{Rule: "example-added", Level: Harmless, Layer: Facts, Mirror: "example-removed", Description: "The page has a new example.", Example: "the example in lua is new"},
	{Rule: "example-changed", Level: Harmless, Layer: Facts, Mirror: "example-changed", Description: "An example on the page changed.", Example: "the example in php changed"},
	{Rule: "example-removed", Level: Harmless, Layer: Facts, Mirror: "example-added", Description: "An example is gone from the page.", Example: "the example in lua is gone"},
	{Rule: "go-comparable", Level: Notable, Layer: Go, Mirror: "go-incomparable", Description: "A struct can be compared with ==, and be the key of a map. Before, one of its fields was a slice, so that it could not.", Example: "MessagesReadHistoryParams can be compared with == now"},
	{Rule: "go-constant-added", Level: Notable, Layer: Go, Mirror: "go-constant-removed", Description: "The package has a new error constant.", Example: "ErrChatAdminRequired is new"},
	{Rule: "go-constant-removed", Level: Breaking, Layer: Go, Mirror: "go-constant-added", Description: "No page documents an error any more, so the package no longer has its constant. Code that uses the constant does not compile.", Example: "ErrChatAdminRequired is gone, no page documents CHAT_ADMIN_REQUIRED"},
	{Rule: "go-field-added", Level: Notable, Layer: Go, Mirror: "go-field-removed", Description: "The struct of a method's parameters has a new field. Struct literals that name their fields compile as before.", Example: "MessagesSendMessageParams has the new field Effect *int64"},
	{Rule: "go-field-removed", Level: Breaking, Layer: Go, Mirror: "go-field-added", Description: "The struct of a method's parameters no longer has a field. Code that sets the field does not compile.", Example: "MessagesSendMessageParams has no field Effect any more"},
	{Rule: "go-field-type", Level: Breaking, Layer: Go, Mirror: "go-field-type", Description: "A field of a struct has another type. Code that sets the field may not compile.", Example: "MessagesSendMessageParams.ScheduleDate is *int, was int"},
	{Rule: "go-function-added", Level: Notable, Layer: Go, Mirror: "go-function-removed", Description: "The package has a new function, or one of its types has a new method.", Example: "Bot and Client now have MessagesSendMessage"},
	{Rule: "go-function-removed", Level: Breaking, Layer: Go, Mirror: "go-function-added", Description: "A function of the package, or a method of one of its types, is gone. Code that calls it does not compile.", Example: "Bot and Client no longer have MessagesSendMessage"},
	{Rule: "go-function-type", Level: Breaking, Layer: Go, Mirror: "go-function-type", Description: "A function or method has other parameters or results. Code that calls it may not compile.", Example: "(*User).HelpGetConfig is func(context.Context) (*tg.Config, error), was …"},
	{Rule: "go-incomparable", Level: Breaking, Layer: Go, Mirror: "go-comparable", Description: "A field of a struct is a slice, and no field was before. The struct can no longer be compared with ==, or be the key of a map.", Example: "MessagesReadHistoryParams can't be compared with == any more: MessagesReadHistoryParams.IDs is []int"},
	{Rule: "go-type-added", Level: Notable, Layer: Go, Mirror: "go-type-removed", Description: "The package has a new type.", Example: "the type Business is new"},
	{Rule: "go-type-removed", Level: Breaking, Layer: Go, Mirror: "go-type-added", Description: "A type of the package is gone. Code that uses the type does not compile.", Example: "the type Business is gone"},
	{Rule: "method-added", Level: Notable, Layer: Facts, Mirror: "method-removed", Description: "There is a page for a method that had no page before.", Example: "the method is new"},
	{Rule: "method-removed", Level: Breaking, Layer: Facts, Mirror: "method-added", Description: "The page of a method is gone.", Example: "the method is gone"},
	{Rule: "method-renamed", Level: Breaking, Layer: Facts, Mirror: "method-renamed", Description: "The page of a method is gone, and there is a new page for a method with a similar name. docgen guesses that the method was renamed.", Example: "the method is gone, likely renamed to messages.getDialogs"},
	{Rule: "note-added", Level: Harmless, Layer: Facts, Mirror: "note-removed", Description: "The page has a new note or warning.", Example: `the note "Warning" is new`},
	{Rule: "note-changed", Level: Harmless, Layer: Facts, Mirror: "note-changed", Description: "The text of a note or warning changed.", Example: `the note "Warning" changed`},
	{Rule: "note-removed", Level: Harmless, Layer: Facts, Mirror: "note-added", Description: "A note or warning is gone from the page.", Example: `the note "Warning" is gone`},
	{Rule: "page-changed", Level: Harmless, Layer: Facts, Mirror: "page-changed", Description: "The text of the page changed, but nothing that docgen compares: no fact, description, note or example.", Example: "the page changed, but nothing that docgen compares"},
	{Rule: "parameter-added", Level: Notable, Layer: Facts, Mirror: "parameter-removed", Description: "The page documents a new parameter, and does not say that it is required.", Example: "the parameter effect (long) is new"},
	{Rule: "parameter-added-required", Level: Breaking, Layer: Facts, Why: "parameter-removed breaks a call that passes the parameter, whether the parameter was required or not", Description: "The page documents a new parameter that is required. A call without it may fail.", Example: "the required parameter effect (long) is new"},
	{Rule: "parameter-described", Level: Harmless, Layer: Facts, Mirror: "parameter-undescribed", Description: "The page describes a parameter that had no description before.", Example: "the parameter peer has a description now"},
	{Rule: "parameter-optional", Level: Notable, Layer: Facts, Mirror: "parameter-required", Description: "The page says that a parameter is optional. Before, the parameter was required.", Example: "the parameter peer is optional, was required"},
	{Rule: "parameter-removed", Level: Breaking, Layer: Facts, Mirror: "parameter-added", Description: "The page no longer documents a parameter. A call that passes it may fail.", Example: "the parameter effect (long) is gone"},
	{Rule: "parameter-renamed", Level: Breaking, Layer: Facts, Mirror: "parameter-renamed", Description: "A parameter is gone from the page, and there is a new parameter with a similar name. docgen guesses that the parameter was renamed.", Example: "the parameter user_id is gone, likely renamed to user_ids"},
	{Rule: "parameter-required", Level: Breaking, Layer: Facts, Mirror: "parameter-optional", Description: "The page says that a parameter is required. Before, the parameter was optional. A call without it may fail.", Example: "the parameter peer is required, was optional"},
	{Rule: "parameter-reworded", Level: Harmless, Layer: Facts, Mirror: "parameter-reworded", Description: "The page describes a parameter in other words, or lists other values that the documented client takes for it.", Example: "the description of the parameter peer changed"},
	{Rule: "parameter-type", Level: Breaking, Layer: Facts, Mirror: "parameter-type", Description: "The page gives a parameter another type.", Example: "the parameter user_id is long, was int"},
	{Rule: "parameter-undescribed", Level: Harmless, Layer: Facts, Mirror: "parameter-described", Description: "The page still lists a parameter, but no longer describes it.", Example: "the parameter peer has no description any more"},
	{Rule: "parameters-documented", Level: Harmless, Layer: Facts, Mirror: "parameters-undocumented", Description: "The page documents the parameters of the method. Before, it had neither parameters nor a return type.", Example: "it documents its parameters now: peer, effect"},
	{Rule: "parameters-undocumented", Level: Notable, Layer: Facts, Mirror: "parameters-documented", Description: "The page no longer has parameters or a return type, so nobody can tell from it what the method takes.", Example: "it no longer documents its parameters (peer, effect)"},
	{Rule: "result-documented", Level: Harmless, Layer: Facts, Mirror: "result-undocumented", Description: "The page says what the method returns, and did not say so before.", Example: "it is documented to return Updates"},
	{Rule: "result-type", Level: Breaking, Layer: Facts, Mirror: "result-type", Description: "The page gives the method another return type.", Example: "it returns Updates, was Bool"},
	{Rule: "result-undocumented", Level: Notable, Layer: Facts, Mirror: "result-documented", Description: "The page no longer says what the method returns.", Example: "it no longer documents what it returns (was Updates)"},
	{Rule: "summary-added", Level: Harmless, Layer: Facts, Mirror: "summary-removed", Description: "The page says what the method does, and did not say so before.", Example: "it has a description now"},
	{Rule: "summary-changed", Level: Harmless, Layer: Facts, Mirror: "summary-changed", Description: "The page describes in other words what the method does.", Example: "the description of the method changed"},
	{Rule: "summary-removed", Level: Harmless, Layer: Facts, Mirror: "summary-added", Description: "The page no longer says what the method does.", Example: "it has no description any more"},
	{Rule: "unauthenticated-allowed", Level: Notable, Layer: Facts, Mirror: "unauthenticated-denied", Description: "The page says that the method works before login. Before, it did not say so.", Example: "it works before login now"},
	{Rule: "unauthenticated-denied", Level: Breaking, Layer: Facts, Mirror: "unauthenticated-allowed", Description: "The page says that the method does not work before login. Before, it said that it does.", Example: "it does not work before login any more"},
	{Rule: "unauthenticated-documented", Level: Harmless, Layer: Facts, Mirror: "unauthenticated-undocumented", Description: "The page says that the method does not work before login. Before, it did not say whether it does.", Example: "it is documented now that it does not work before login"},
	{Rule: "unauthenticated-undocumented", Level: Notable, Layer: Facts, Mirror: "unauthenticated-documented", Description: "The page no longer says whether the method works before login.", Example: "it is no longer documented whether it works before login (was yes)"},
	{Rule: "users-allowed", Level: Notable, Layer: Facts, Mirror: "users-denied", Description: "The page says that users can call the method. Before, it said that they can't.", Example: "users can call it now"},
	{Rule: "users-denied", Level: Breaking, Layer: Facts, Mirror: "users-allowed", Description: "The page says that users can't call the method, and did not say so before. Only Bot has the generated method.", Example: "users can't call it any more"},
	{Rule: "users-documented", Level: Harmless, Layer: Facts, Mirror: "users-undocumented", Description: "The page says that users can call the method. Before, it did not say whether they can.", Example: "it is documented now that users can call it"},
	{Rule: "users-undocumented", Level: Notable, Layer: Facts, Mirror: "users-documented", Description: "The page no longer says whether users can call the method.", Example: "it is no longer documented whether users can call it (was yes)"},
}
