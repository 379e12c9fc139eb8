//go:build unix

package cli

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// signals are the signals that stop a run, with the exit codes of the run.
var signals = map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143}

// TestSignalWhileGoIsSlow stops runs that wait for a go command. The go command is a
// script that has started another process and never ends. The signal must end both.
func TestSignalWhileGoIsSlow(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	for signal, want := range signals {
		t.Run(signal.String(), func(t *testing.T) {
			out, bin := u.start(t), t.TempDir()
			alive := filepath.Join(bin, "alive")
			if err := syscall.Mkfifo(alive, 0o600); err != nil {
				t.Skipf("no FIFO can be made here: %v", err)
			}
			// Both processes have the FIFO open, so reading from it ends when both have ended.
			writeProgram(t, filepath.Join(bin, "go"), `#!/bin/sh
exec 9>"$ALIVE"
sleep 1000 &
echo started >&9
wait
`)
			cmd := exec.Command("docgen", "generate", "--docs", u.newDocs, "--out", out)
			cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "ALIVE="+alive)
			var stderr strings.Builder
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			fifo, err := os.Open(alive)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = fifo.Close() }()
			if _, err := fifo.Read(make([]byte, len("started\n"))); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait()
			if code := cmd.ProcessState.ExitCode(); code != want || stderr.String() != "docgen: stopped by signal: "+signal.String()+"\n" {
				t.Errorf("exit code %d, want %d: %s", code, want, stderr.String())
			}
			if n, err := fifo.Read(make([]byte, 1)); n != 0 || err == nil {
				t.Errorf("the go command has written more: %d, %v", n, err)
			}
			if !maps.Equal(filesIn(t, out), u.oldFiles) {
				t.Error("the folder has changed")
			}
		})
	}
}

func writeProgram(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
		t.Fatal(err)
	}
}

// TestSignalWhileWriting signals a run before each of its steps, with SIGINT and SIGTERM
// in turn. After one signal the
// run finishes the package that it has begun to write; a second signal ends it at once.
func TestSignalWhileWriting(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	for _, times := range []int{1, 2} {
		for n := 1; ; n++ {
			signal := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[n%2]
			out := u.start(t)
			cmd := exec.Command("docgen-signaled", "generate", "--docs", u.newDocs, "--out", out)
			number := fmt.Sprint(int(signal))
			cmd.Env = append(os.Environ(), fmt.Sprint("DOCGEN_SIGNAL_AT=", n), "DOCGEN_SIGNALS="+strings.Repeat(number+" ", times))
			err := cmd.Run()
			when := fmt.Sprintf("%d of %v before step %d", times, signal, n)
			status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
			switch {
			case err == nil:
			case times == 1 && status.ExitStatus() != signals[signal], times == 2 && status.Signal() != signal:
				t.Errorf("%s: %v", when, err)
			case times == 1 && !maps.Equal(filesIn(t, out), u.newFiles):
				t.Errorf("%s: the folder is not the new one", when)
			}
			u.check(t, out, when)
			if err == nil {
				if n < 8 {
					t.Errorf("the run has only %d steps", n-1)
				}
				break
			}
		}
	}
}

// TestSignalWhileWaiting stops a run that waits for another run in its folder to finish.
func TestSignalWhileWaiting(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	out := u.start(t)
	name := filepath.Join(out, lockName)
	lock, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lock.Close() }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Skipf("a file can't be locked here: %v", err)
	}
	cmd := exec.Command("docgen", "generate", "--docs", u.newDocs, "--out", out)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for !holdsOpen(t, cmd.Process.Pid, name) {
		runtime.Gosched()
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 143 {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
	if err := os.Remove(name); err != nil {
		t.Error(err)
	}
	if !maps.Equal(filesIn(t, out), u.oldFiles) {
		t.Error("the folder has changed")
	}
}

// holdsOpen reports whether a process has a file open.
func holdsOpen(t *testing.T, pid int, name string) bool {
	t.Helper()
	open, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	if err != nil || len(open) == 0 {
		t.Skipf("skipped: the open files of process %d are not known: %v", pid, err)
	}
	return slices.ContainsFunc(open, func(link string) bool {
		target, err := os.Readlink(link)
		return err == nil && target == name
	})
}
