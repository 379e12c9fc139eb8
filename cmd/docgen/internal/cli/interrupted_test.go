package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/folder"
)

// atStep returns a disk that calls first before its n-th step, counted from 1. If first
// returns an error, the step fails with it. The second result counts the steps.
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
			// The file exists, but is empty: the next step comes before it gets its content.
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

// runKilled is the main function of docgen-killed. It runs docgen, and kills it, as
// kill -9 does, before the step that DOCGEN_KILL_AT gives.
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

// runSignaledAt is the main function of docgen-signaled. It runs docgen, and sends it
// the DOCGEN_SIGNALS before the step that DOCGEN_SIGNAL_AT gives. After one signal
// docgen goes on; of two signals it must die.
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

// TestKilled kills a run before each of its steps, and checks the folder after each.
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
			break // the run has fewer than n steps, so nothing killed it
		}
	}
	if n < 8 {
		t.Errorf("the run has only %d steps", n-1)
	}
}

// TestStepFails makes each step of a run fail, and checks the folder after each.
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
				t.Errorf("%s: the temporary file %s is left", when, name)
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

// TestFolderVanishes moves the output folder away before each step of a run, or removes
// what is in it, as rm -rf does. The run must fail: of what it has written, part is gone.
func TestFolderVanishes(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	for _, vanish := range []func(out, away string) error{os.Rename, func(out, _ string) error { return removeIn(out) }} {
		for n := 1; ; n++ {
			out := u.start(t)
			disk, steps := atStep(n, func() error { return vanish(out, fmt.Sprint(out, n)) })
			code, text := u.generate(disk, u.newDocs, out)
			over := steps.Load() < int64(n)
			if !over && (code != exitFailed || !strings.Contains(text, "no such file or directory")) {
				t.Errorf("before step %d: exit code %d: %s", n, code, text)
			}
			if files, _ := filepath.Glob(filepath.Join(out, "*.go")); !over && len(files) > 0 && !strings.Contains(filesIn(t, out)[unfinished], "docgen was interrupted") {
				t.Errorf("before step %d: the folder has a part of the package, and does not say so", n)
			}
			if code, text := u.generate(folder.OS(), u.newDocs, out); code != exitOK {
				t.Errorf("before step %d: the next run fails: %s", n, text)
			}
			if diff := cmp.Diff(u.newFiles, filesIn(t, out)); diff != "" {
				t.Errorf("before step %d: the next run leaves (-want +got):\n%s", n, diff)
			}
			if over {
				break
			}
		}
	}
}

// removeIn removes all files of a folder.
func removeIn(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		err = errors.Join(err, os.Remove(filepath.Join(dir, entry.Name())))
	}
	return err
}
