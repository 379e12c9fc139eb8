package bind

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Limits of what the go command may print, in bytes. go list prints a few hundred
// bytes for a package, and an error takes no more than a screen.
const (
	maxOutput   = 1 << 20
	maxMessages = 4 << 10
)

var errOutput = fmt.Errorf("it printed more than %d bytes", maxOutput)

// goCommand runs the go command in dir, without the network, and returns its
// standard output. When the context ends, goCommand kills the go command and, on
// Unix, all processes that it started.
func goCommand(ctx context.Context, dir string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cmd := exec.CommandContext(ctx, "go", args...)
	killGroupOnCancel(cmd)
	cmd.WaitDelay = time.Second // a process outside the group could keep the output open for longer
	cmd.Dir = dir
	// GOPROXY is off so that a run never depends on the network. go generate sets
	// GOFILE and others in the environment, which go list ignores.
	cmd.Env = append(os.Environ(), "GOPROXY=off", "PWD="+dir)
	if flags := os.Getenv("GOFLAGS"); flags != "" {
		cmd.Env = append(cmd.Env, "GOFLAGS="+goFlags(flags))
	}
	stdout := limitedBuffer{limit: maxOutput, onExcess: func() { cancel(errOutput) }}
	stderr := limitedBuffer{limit: maxMessages + 1, onExcess: func() {}}
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], errors.Join(err, stderr.err()))
	}
	return stdout.kept.Bytes(), nil
}

// goFlags returns GOFLAGS with absolute paths in it. A relative path starts where the user
// is, and the go command does not run there. Nor does docgen, if go generate runs it in the
// folder of a package: then the path starts in one of the folders above.
func goFlags(flags string) string {
	words := strings.Fields(flags)
	for i, word := range words {
		flag, name, ok := strings.Cut(word, "=")
		if !ok || strings.TrimLeft(flag, "-") != "modfile" && strings.TrimLeft(flag, "-") != "overlay" || filepath.IsAbs(name) {
			continue
		}
		if found := fromHere(name); found != "" && !strings.ContainsAny(found, " '\"") {
			words[i] = flag + "=" + found
		}
	}
	return strings.Join(words, " ")
}

// fromHere returns the absolute path of a file that has a relative path from the current
// folder, or from one above it. It returns "" if there is none.
func fromHere(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	for ; ; here = filepath.Dir(here) {
		file := filepath.Join(here, name)
		if _, err := os.Stat(file); err == nil {
			return file
		}
		if here == filepath.Dir(here) {
			return ""
		}
	}
}

// limitedBuffer keeps what is written to it up to a limit in bytes. It calls
// onExcess when there is more.
type limitedBuffer struct {
	kept     bytes.Buffer
	limit    int
	onExcess func()
}

// Write implements io.Writer. It never fails.
func (b *limitedBuffer) Write(p []byte) (int, error) {
	room := min(len(p), b.limit-b.kept.Len())
	b.kept.Write(p[:room])
	if room < len(p) {
		b.onExcess()
	}
	return len(p), nil
}

// err returns the text in the buffer as an error, or nil if there is none. It cuts a text
// of more than maxMessages bytes.
func (b *limitedBuffer) err() error {
	text := strings.TrimSpace(b.kept.String())
	if text == "" {
		return nil
	}
	return errors.New(cut(text, maxMessages))
}
