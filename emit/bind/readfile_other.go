//go:build !unix

package bind

import "os"

func readInto(name string, _ *[]byte) ([]byte, error) { return os.ReadFile(name) }
