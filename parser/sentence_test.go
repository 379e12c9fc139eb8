package parser_test

import (
	"testing"

	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// The callers of a method that a sentence allows or denies, as the letters of users, bots,
// business bots and callers without a login: a capital letter if they can call it.
const (
	onlyUsers = "Ub"
	onlyBots  = "uB"
	everybody = "UB"
)

// TestSentences reads sentences about callers, as headings, lines and list items.
func TestSentences(t *testing.T) {
	for sentence, want := range map[string]string{
		"Only users can use this method":                                        onlyUsers,
		"Only **users** can use this method.":                                   onlyUsers,
		"Only user accounts may call this method":                               onlyUsers,
		"This method can only be used by users":                                 onlyUsers,
		"The method can be called only by users":                                onlyUsers,
		"This method may be used by users only.":                                onlyUsers,
		"Available only to users":                                               onlyUsers,
		"For users only":                                                        onlyUsers,
		"User only":                                                             onlyUsers,
		"Only bots can use this method":                                         onlyBots,
		"Only bots can invoke this method!":                                     onlyBots,
		"Bots-only":                                                             onlyBots,
		"Both users and bots can use this method":                               everybody,
		"Users and bots can use this method":                                    everybody,
		"This method can be used by both bots and users":                        everybody,
		"Available to users and to bots":                                        everybody,
		"Bots can use this method":                                              "B",
		"Bots can’t use this method":                                            "b",
		"Bots cannot call this method":                                          "b",
		"Users may not use this method":                                         "u",
		"Not available to bots":                                                 "b",
		"This method cannot be used by bots":                                    "b",
		"No bots: bots can't use this method":                                   "",
		"This method can be invoked over a business connection":                 "C",
		"This method can be invoked over a [business connection »](/api/bots)":  "C",
		"This method can't be used through business connections":                "c",
		"Bots can use this method over a business connection":                   "C",
		"This method can be invoked over an unauthenticated connection":         "L",
		"This method can be invoked over an [unauthenticated connection »](/a)": "L",
		"This method can be called before login":                                "L",
		"This method can be used without authorization":                         "L",
		"Authorization is not required":                                         "L",
		"No authorization required":                                             "L",
		"This method doesn't require a login":                                   "L",
		"This method requires authorization":                                    "l",
		"Login required":                                                        "l",
		"Only users can use this method. Authorization is required.":            "Ubl",
		"Only premium users can use this method":                                "",
		"Only users can use this method in groups":                              "",
		"This method can be used by bots that administer the group":             "",
		"Users should use this method":                                          "",
	} {
		for _, form := range []string{"### ", "", "* ", "> ", "**Important:**\n\n"} {
			src := "# messages.setTyping\n\n## Result\n\nBool\n\n" + form + sentence + "\n"
			p, diags := parser.New().Parse("x.md", []byte(src))
			if got := callers(p); got != want {
				t.Errorf("%s reads as %q, want %q", form+sentence, got, want)
			}
			if want == "" && form == "### " && (len(diags) != 1 || diags[0].Code != diag.FlagUnread && diags[0].Code != diag.FlagValueUnknown) {
				t.Errorf("%s: the diagnostics are %v", sentence, diags)
			}
			if want != "" && len(diags) > 0 {
				t.Errorf("%s: the diagnostics are %v", form+sentence, diags)
			}
		}
	}
}

// callers returns who can call a method, as the wants of TestSentences.
func callers(p *page.Page) string {
	var all string
	for i, flag := range []page.Flag{p.Users, p.Bots, p.Business, p.Unauthenticated} {
		switch flag.Value {
		case page.Yes:
			all += "UBCL"[i : i+1]
		case page.No:
			all += "ubcl"[i : i+1]
		case page.Unknown:
		}
	}
	return all
}
