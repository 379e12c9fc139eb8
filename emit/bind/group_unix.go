//go:build unix

package bind

import (
	"os/exec"
	"syscall"
)

// endGroup has a command end with all processes that it started, such as those
// of a go command that is a script.
func endGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
