package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/folder"
)

// atStep returns a disk on which something else happens before step n, counted from 1,
// which may be that the step fails; and the number of steps so far.
func atStep(n int, first func() error) (folder.Disk, *atomic.Int64) {
	steps, real := &atomic.Int64{}, folder.OS()
	step := func() error {
		if steps.Add(1) == int64(n) {
			return first()
		}
		return nil
	}
	return folder.Disk{
		Create: func(name string, data []byte, mode fs.FileMode) error {
			if err := step(); err != nil {
				return err
			}
			// The next step is between the creation of the file and its content.
			_ = os.WriteFile(name, nil, 0o666)
			err := step()
			_ = os.Remove(name)
			if err != nil {
				return err
			}
			return real.Create(name, data, mode)
		},
		Rename: func(from, to string) error {
			if err := step(); err != nil {
				return err
			}
			return real.Rename(from, to)
		},
		Remove: func(name string) error {
			if err := step(); err != nil {
				return err
			}
			return real.Remove(name)
		},
	}, steps
}

// runKilled is docgen, killed as by kill -9 before the step that the
// environment names.
func runKilled() {
	n, err := strconv.Atoi(os.Getenv("DOCGEN_KILL_AT"))
	if err != nil {
		panic(err)
	}
	p := newProgram(os.Stdout, os.Stderr)
	p.disk, _ = atStep(n, func() error {
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			return err
		}
		if err := self.Kill(); err != nil {
			return err
		}
		select {} // until it is dead
	})
	os.Exit(p.run(context.Background(), os.Args[1:]))
}

// runSignaledAt is docgen, which gets signals before the step that the
// environment names. It goes on when the first has arrived; of two it dies.
func runSignaledAt() {
	n, err := strconv.Atoi(os.Getenv("DOCGEN_SIGNAL_AT"))
	if err != nil {
		panic(err)
	}
	ctx, stop := WithSignals(context.Background())
	p := newProgram(os.Stdout, os.Stderr)
	p.disk, _ = atStep(n, func() error {
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			return err
		}
		words := strings.Fields(os.Getenv("DOCGEN_SIGNALS"))
		for _, word := range words {
			number, err := strconv.Atoi(word)
			if err != nil {
				return err
			}
			if err := self.Signal(syscall.Signal(number)); err != nil {
				return err
			}
			<-ctx.Done()
		}
		if len(words) > 1 {
			select {} // until it is dead
		}
		return nil
	})
	code := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// TestKilled kills runs before each of their steps.
func TestKilled(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	n := 1
	for ; ; n++ {
		out := u.start(t)
		cmd := exec.Command("docgen-killed", "generate", "--docs", u.newDocs, "--out", out)
		cmd.Env = append(os.Environ(), fmt.Sprint("DOCGEN_KILL_AT=", n))
		err := cmd.Run()
		u.check(t, out, fmt.Sprintf("killed at step %d", n))
		if err == nil {
			break // there are not as many steps
		}
	}
	if n < 8 {
		t.Errorf("the run has only %d steps", n-1)
	}
}

// TestStepFails lets each step of a run fail, as a disk does.
func TestStepFails(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	fails := errors.New("the disk is on fire")
	n := 1
	for ; ; n++ {
		out := u.start(t)
		disk, steps := atStep(n, func() error { return fails })
		code, text := u.generate(disk, u.newDocs, out)
		when := fmt.Sprintf("step %d fails", n)
		failed := steps.Load() >= int64(n)
		if failed && (code != exitFailed || !strings.Contains(text, fails.Error())) || !failed && code != exitOK {
			t.Errorf("%s: exit code %d: %s", when, code, text)
		}
		for name := range filesIn(t, out) {
			if tempName.MatchString(name) {
				t.Errorf("%s: %s is left", when, name)
			}
		}
		u.check(t, out, when)
		if !failed {
			break
		}
	}
	if n < 8 {
		t.Errorf("the run has only %d steps", n-1)
	}
}

// TestFolderVanishes moves the folder away before each step of a run.
func TestFolderVanishes(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	for n := 1; ; n++ {
		out := u.start(t)
		away := fmt.Sprint(out, n)
		disk, steps := atStep(n, func() error { return os.Rename(out, away) })
		code, text := u.generate(disk, u.newDocs, out)
		if vanished := code == exitFailed && strings.Contains(text, "no such file or directory"); !vanished && code != exitOK {
			t.Errorf("before step %d: exit code %d: %s", n, code, text)
		}
		if code, text := u.generate(folder.OS(), u.newDocs, out); code != exitOK {
			t.Errorf("before step %d: the next run fails: %s", n, text)
		}
		if diff := cmp.Diff(u.newFiles, filesIn(t, out)); diff != "" {
			t.Errorf("before step %d: the next run leaves (-want +got):\n%s", n, diff)
		}
		if steps.Load() < int64(n) {
			break
		}
	}
}
