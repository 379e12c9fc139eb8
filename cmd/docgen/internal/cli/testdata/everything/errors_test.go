// Package everything_test tests a package that is generated from pages of the corpus.
// TestCorpus copies this file into the package, and runs the tests from outside it, as
// a user would.
package everything_test

import (
	"cmp"
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	api "example.com/client/everything"
)

// TestErrors makes messages of every error, with random arguments. For each message,
// errors.Is must be true for exactly the constants whose pattern matches it, and a
// CallError must have the name of the most specific one and the argument.
func TestErrors(t *testing.T) {
	constants := errorConstants(t)
	covers := map[api.Error]*regexp.Regexp{}
	for _, e := range constants {
		covers[e] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(string(e)), "%d", "([0-9]+)") + "$")
	}
	for _, e := range constants {
		for range 3 {
			checkMessage(t, message(e), covers)
		}
	}
	t.Logf("%d constants", len(constants))
}

// TestTraps checks messages that are easily mistaken for one another.
func TestTraps(t *testing.T) {
	covers := map[api.Error]*regexp.Regexp{}
	for _, e := range errorConstants(t) {
		covers[e] = regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(string(e)), "%d", "([0-9]+)") + "$")
	}
	for _, message := range []string{
		"EMAIL_UNCONFIRMED", "EMAIL_UNCONFIRMED_6", "ALLOW_PAYMENT_REQUIRED", "ALLOW_PAYMENT_REQUIRED_5",
		"AUTH_RESTART", "AUTH_RESTART_500", "FILE_REFERENCE_EXPIRED", "FILE_REFERENCE_0_EXPIRED",
		"PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN", "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5", "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_MIN",
		"FILE_PART_0_MISSING", "FILE_PART_1_MISSING", "FILE_PART_01_MISSING", "FILE_PART_MISSING",
		"2FA_CONFIRM_WAIT_60", "3FA_CONFIRM_WAIT_60", "MD5_CHECKSUM_INVALID", "MD6_CHECKSUM_INVALID",
		"INPUT_METHOD_INVALID", "INPUT_METHOD_INVALID_1192227_7", "INPUT_METHOD_INVALID_1192228_7", "INPUT_METHOD_INVALID_7",
		"Timeout", "TIMEOUT", "timeout", "FLOOD_WAIT_3", "FLOOD_WAIT_X", "FLOOD_WAIT_", "FLOOD_WAIT_3 ", " FLOOD_WAIT_3", "FLOOD_WAIT_-3", "",
	} {
		checkMessage(t, message, covers)
	}
}

// TestLookups checks that the tables of the package agree: Lookup finds each method, and
// each documented error has a code that Info has, and a constant unless its name is a
// sentence.
func TestLookups(t *testing.T) {
	documented, constants := 0, errorConstants(t)
	for m := range api.Methods() {
		if found, ok := api.Lookup(m.Name); !ok || found.Name != m.Name {
			t.Errorf("Lookup(%q) has %v, %t", m.Name, found, ok)
		}
		for _, d := range m.Errors {
			documented++
			if !slices.Contains(constants, d.Error) && !strings.Contains(string(d.Error), " ") {
				t.Errorf("%s: %s has no constant", m.Name, d.Error)
			}
			if d.Code != 0 && !slices.Contains(d.Error.Info().Codes, d.Code) {
				t.Errorf("%s: %s has code %d, Info() has %v", m.Name, d.Error, d.Code, d.Error.Info().Codes)
			}
		}
	}
	t.Logf("%d documented errors", documented)
}

// message returns a message that matches the pattern of an error.
func message(e api.Error) string {
	text := string(e)
	for strings.Contains(text, "%d") {
		text = strings.Replace(text, "%d", strconv.Itoa(rand.IntN(1_000_000)), 1)
	}
	return text
}

// answering is an invoker that answers each call with an error.
type answering struct{ err error }

func (a answering) Invoke(context.Context, bin.Encoder, bin.Decoder) error { return a.err }

// checkMessage checks the error of a call that Telegram answers with the message. For
// each constant, covers has a regular expression of the messages that it covers.
func checkMessage(t *testing.T, message string, covers map[api.Error]*regexp.Regexp) {
	t.Helper()
	_, err := tg.NewClient(api.WrapErrors(answering{tgerr.New(400, message)})).HelpGetConfig(t.Context())
	var call *api.CallError
	if !errors.As(err, &call) || call.Method != "help.getConfig" {
		t.Fatalf("%v is not the error of a call", err)
	}
	var names []api.Error
	for _, e := range slices.Sorted(maps.Keys(covers)) {
		want := covers[e].MatchString(message)
		if errors.Is(err, e) != want || e.Match(err) != want {
			t.Errorf("%q: errors.Is for %s is %t, Match is %t, want %t", message, e, errors.Is(err, e), e.Match(err), want)
		}
		if want {
			names = append(names, e)
		}
	}
	if len(names) == 0 {
		if call.Name() != "" {
			t.Errorf("%q has the name %s, which does not cover it", message, call.Name())
		}
		return
	}
	// The most specific pattern is the one with the fewest characters left to arguments.
	want := slices.MaxFunc(names, func(a, b api.Error) int {
		return cmp.Compare(len(strings.ReplaceAll(string(a), "%d", "")), len(strings.ReplaceAll(string(b), "%d", "")))
	})
	if call.Name() != want {
		t.Errorf("%q has the name %s, want %s", message, call.Name(), want)
	}
	argument, ok := call.Argument()
	digits := covers[want].FindStringSubmatch(message)[1:]
	if ok != (len(digits) > 0) || ok && strconv.Itoa(argument) != strings.TrimLeft(digits[0], "0") && argument != 0 {
		t.Errorf("%q has the argument %d, %t, want %v", message, argument, ok, digits)
	}
}

// errorConstants returns all constants of type Error, and checks that no two have the
// same pattern.
func errorConstants(t *testing.T) []api.Error {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "errors_gen.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	names := map[api.Error]string{}
	for n := range ast.Preorder(file) {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			continue
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if typ, isIdent := spec.Type.(*ast.Ident); !ok || !isIdent || typ.Name != "Error" {
			continue
		}
		value, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		if other, taken := names[api.Error(value)]; taken {
			t.Errorf("%s and %s are both %q", spec.Names[0].Name, other, value)
		}
		names[api.Error(value)] = spec.Names[0].Name
	}
	return slices.Sorted(maps.Keys(names))
}
