package generated_test

import (
	"encoding/json"
	"fmt"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/docgen/emit"
	"example.com/docgen/emit/genfile"
)

// TestCompile checks that a call does not compile for a caller who may not make it.
func TestCompile(t *testing.T) {
	const (
		importChatInvite     = "MessagesImportChatInvite"
		setBotCallbackAnswer = "MessagesSetBotCallbackAnswer"
		forwardMessages      = "MessagesForwardMessages"
	)
	for _, test := range []struct {
		caller, method string
		compiles       bool
	}{
		{"NewUser(nil)", importChatInvite, true},
		{"NewBot(nil)", importChatInvite, false},
		{"NewClient(nil)", importChatInvite, false},
		{"NewBot(nil)", setBotCallbackAnswer, true},
		{"NewUser(nil)", setBotCallbackAnswer, false},
		{"NewClient(nil)", setBotCallbackAnswer, false},
		{"NewClient(nil)", forwardMessages, true},
		{"NewAny(nil)", importChatInvite, true},
		{"NewAny(nil)", setBotCallbackAnswer, true},
		{"NewAny(nil)", forwardMessages, true},
		{`NewAny(nil).Business("")`, "MessagesSendMessage", true},
		{`NewBot(nil).Business("")`, forwardMessages, false},
	} {
		call := "generated." + test.caller + "." + test.method
		t.Run(call, func(t *testing.T) {
			output, err := build(t, fmt.Sprintf(program, call, test.method))
			if (err == nil) != test.compiles {
				t.Fatalf("go build: %v, want compiles: %t\n%s", err, test.compiles, output)
			}
			if reason := call + " undefined"; err != nil && !strings.Contains(output, reason) {
				t.Errorf("want %q, got:\n%s", reason, output)
			}
		})
	}
}

// TestComment compiles the code in the comment that docgen writes for a package, each block
// by itself.
func TestComment(t *testing.T) {
	files, _, err := emit.Package(nil, emit.Options{Package: "generated", Comment: true})
	if err != nil {
		t.Fatal(err)
	}
	client := slices.IndexFunc(files, func(f genfile.File) bool { return f.Name == "client_gen.go" })
	file, err := parser.ParseFile(token.NewFileSet(), "", files[client].Data, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	var docParser comment.Parser
	blocks := 0
	for _, block := range docParser.Parse(file.Doc.Text()).Content {
		code, ok := block.(*comment.Code)
		if !ok {
			continue
		}
		blocks++
		output, _ := build(t, fmt.Sprintf(commented, code.Text)) // it fails if a variable is not used
		for line := range strings.Lines(output) {
			if !strings.HasPrefix(line, "# ") && !strings.Contains(line, "declared and not used") {
				t.Errorf("%s\n%s", line, code.Text)
			}
		}
	}
	if blocks < 3 {
		t.Errorf("the comment has %d blocks of code", blocks)
	}
}

// commented is the program around a block of code. The block may declare variables without
// using them.
const commented = `package program

import (
	"errors"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"

	"example.com/docgen/generated"
)

var (
	_ = errors.Is
	_ tg.Invoker = &telegram.Client{}
	_ generated.Error
)

func run(client tg.Invoker, err error, id int, hash string) {
	{
		%s
	}
}
`

// program is not of package main, so that go build does not link it.
const program = `package program

import (
	"context"

	"example.com/docgen/generated"
)

func run(ctx context.Context) error {
	_, err := %s(ctx, generated.%sParams{})
	return err
}
`

// build builds a program as a package of this module, and returns the output of go
// build. The folder of the package exists only in an overlay.
func build(t *testing.T, source string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.go")
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs("program")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{
		"Replace": map[string]string{filepath.Join(dir, "program.go"): file},
	})
	if err != nil {
		t.Fatal(err)
	}
	overlayFile := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(overlayFile, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	output, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlayFile, "./program").CombinedOutput()
	return string(output), err
}
