package bind

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// What the go command may print: go list takes a few hundred bytes for a
// package, and an error no more than a screen.
const (
	maxOutput   = 1 << 20
	maxMessages = 4 << 10
)

var errOutput = fmt.Errorf("it printed more than %d bytes", maxOutput)

// goCommand runs the go command in dir, off the network, and returns what it
// prints. When the context ends first, the command ends with all that it
// started.
func goCommand(ctx context.Context, dir string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cmd := exec.CommandContext(ctx, "go", args...)
	endGroup(cmd)
	cmd.WaitDelay = time.Second // for output that somebody outside the group holds open
	cmd.Dir = dir
	// go generate sets GOFILE and the like, which go list ignores; GOPROXY is
	// off so that a run never depends on the network.
	cmd.Env = append(os.Environ(), "GOPROXY=off", "PWD="+dir)
	stdout := limitedBuffer{most: maxOutput, full: func() { cancel(errOutput) }}
	stderr := limitedBuffer{most: maxMessages, full: func() {}}
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

// limitedBuffer keeps the start of what is written to it, and tells when there
// was more.
type limitedBuffer struct {
	kept bytes.Buffer
	most int
	full func()
}

// Write implements io.Writer. It never fails.
func (b *limitedBuffer) Write(p []byte) (int, error) {
	room := min(len(p), b.most-b.kept.Len())
	b.kept.Write(p[:room])
	if room < len(p) {
		b.full()
	}
	return len(p), nil
}

// err returns what was written as an error, or nil for nothing.
func (b *limitedBuffer) err() error {
	if text := bytes.TrimSpace(b.kept.Bytes()); len(text) > 0 {
		return errors.New(string(text))
	}
	return nil
}
