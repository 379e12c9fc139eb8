//go:build !unix

package cli

import (
	"io/fs"
	"os"
)

func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	return readKnown(name, info, err)
}

// readOwn reads a file of the output folder, which is no link: docgen makes none.
func readOwn(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		err = &fs.PathError{Op: "open", Path: name, Err: errLink}
	}
	return readKnown(name, info, err)
}

func readKnown(name string, info fs.FileInfo, err error) ([]byte, error) {
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotFile}
	case info.Size() > maxFile:
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	}
	return os.ReadFile(name)
}
