//go:build !unix

package cli

import (
	"errors"
	"io/fs"
	"os"

	"github.com/natefinch/atomic"
)

// createFile writes a file that must not exist yet, with exactly the mode, or
// none.
func createFile(name string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(mode), f.Close())
	if err != nil {
		_ = os.Remove(name)
	}
	return err
}

// renameOver renames a file, to where another may be.
func renameOver(from, to string) error { return atomic.ReplaceFile(from, to) }
