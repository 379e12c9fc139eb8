//go:build !unix

package bind

import "os/exec"

// killGroupOnCancel does nothing: only Unix has process groups.
func killGroupOnCancel(*exec.Cmd) {}
