//go:build !unix

package cli

import "os"

func readFile(name string) ([]byte, error) { return os.ReadFile(name) }
