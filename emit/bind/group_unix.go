//go:build unix

package bind

import (
	"os/exec"
	"syscall"
)

// killGroupOnCancel sets up a command so that the end of its context kills all
// processes that it started, too. If the go command is a script, the real one is
// such a process.
func killGroupOnCancel(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
