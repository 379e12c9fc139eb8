//go:build !unix

package cli

import "os"

// residentMB returns 0: the peak memory of a process is known only on Unix.
func residentMB(*os.ProcessState) float64 { return 0 }
