package generated_test

import (
	"context"
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"example.com/docgen/generated"
)

// nothing answers each call at once, without a result.
var nothing = invoker(func(context.Context, bin.Encoder, bin.Decoder) error { return nil })

// date is a variable of the package, so that a pointer to it allocates nothing.
var date = 1

// callPairs returns pairs of the same call: by tg.Client and by this package.
func callPairs() map[string][2]func(ctx context.Context) error {
	plain, user := tg.NewClient(nothing), generated.NewUser(nothing)
	return map[string][2]func(ctx context.Context) error{
		"one parameter": {
			func(ctx context.Context) error {
				_, err := plain.MessagesImportChatInvite(ctx, inviteHash)
				return err
			},
			func(ctx context.Context) error {
				_, err := user.MessagesImportChatInvite(ctx, generated.MessagesImportChatInviteParams{Hash: inviteHash})
				return err
			},
		},
		"request": {
			func(ctx context.Context) error {
				request := tg.MessagesSendMessageRequest{Peer: &tg.InputPeerSelf{}, Message: "text", RandomID: 1}
				request.SetScheduleDate(date)
				request.SetFlags()
				_, err := plain.MessagesSendMessage(ctx, &request)
				return err
			},
			func(ctx context.Context) error {
				params := generated.MessagesSendMessageParams{Peer: &tg.InputPeerSelf{}, Message: "text", RandomID: 1, ScheduleDate: &date}
				_, err := user.MessagesSendMessage(ctx, params)
				return err
			},
		},
	}
}

// TestNoAllocation shows that a call that succeeds allocates no more than the same
// call of tg.Client.
func TestNoAllocation(t *testing.T) {
	for name, pair := range callPairs() {
		var allocations [2]float64
		for i, call := range pair {
			allocations[i] = testing.AllocsPerRun(100, func() { _ = call(t.Context()) })
		}
		if allocations[0] == 0 || allocations[1] > allocations[0] {
			t.Errorf("%s: %v allocations, tg.Client has %v", name, allocations[1], allocations[0])
		}
	}
}

// BenchmarkCall compares a call with the same one of tg.Client, over an invoker
// that answers at once.
func BenchmarkCall(b *testing.B) {
	for name, pair := range callPairs() {
		for i, of := range []string{"tg", "generated"} {
			b.Run(name+"/"+of, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					_ = pair[i](b.Context())
				}
			})
		}
	}
}

// BenchmarkErrorsIs measures errors.Is with a constant that is the error, with one
// that is not, and with one that has an argument.
func BenchmarkErrorsIs(b *testing.B) {
	for message, target := range map[string]generated.Error{
		"INVITE_HASH_EXPIRED": generated.ErrInviteHashExpired,
		"INVITE_HASH_INVALID": generated.ErrInviteHashExpired,
		"FLOOD_WAIT_3":        generated.ErrFloodWaitX,
	} {
		failing := invoker(func(context.Context, bin.Encoder, bin.Decoder) error { return tgerr.New(400, message) })
		_, err := generated.NewUser(failing).HelpGetNearestDC(b.Context())
		b.Run(message, func(b *testing.B) {
			for b.Loop() {
				_ = errors.Is(err, target)
			}
		})
	}
}

// TestNoInitWork shows that importing the package runs no code. Its tables are data,
// so its init function only returns, if the compiler makes one at all.
func TestNoInitWork(t *testing.T) {
	for pkg, want := range map[string]bool{
		"example.com/docgen/generated": false,
		"os":                           true, // it opens the standard files, so the check must find work
	} {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-export", "-f", "{{.Export}}", pkg).Output()
		if err != nil {
			t.Fatal(err)
		}
		init := "^" + regexp.QuoteMeta(pkg+".init") + "$"
		code, err := exec.CommandContext(t.Context(), "go", "tool", "objdump", "-s", init, strings.TrimSpace(string(out))).Output()
		if err != nil {
			t.Fatal(err)
		}
		instructions := strings.Count(string(code), "\n") - strings.Count(string(code), "TEXT ")
		if got := instructions > 1; got != want {
			t.Errorf("%s has work to do at init: %t, want %t\n%s", pkg, got, want, code)
		}
	}
}
