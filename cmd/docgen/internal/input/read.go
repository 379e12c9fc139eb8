// Package input reads what docgen is given: pages from folders, files and git, and
// the file of errors. All of it may come from strangers, so each thing that is read
// has a limit.
package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// The limits keep a folder from taking all memory. Behind each is the most that eight
// years of pages have; the largest file that docgen makes of them has 1.5 MB.
const (
	maxFile  = 64 << 20  // bytes in a file, or an object of git: 261,443
	maxPages = 20_000    // pages in all folders: 759
	maxTotal = 256 << 20 // bytes in all pages: 1,765,437
	// entries of a folder and its subfolders: 759
	maxEntries = 100_000
	// bytes in the path of a page from its folder: 46. The header of a generated file
	// has the path, see genfile.ReadHeader.
	maxPath = 512
)

var (
	errFolder   = errors.New("it is a folder")
	errNotFile  = errors.New("it is no file, but a pipe or a device")
	errTooLarge = fmt.Errorf("it has more than %d bytes", maxFile)
)

// ReadFile returns the content of a file. Unlike [os.ReadFile] it refuses a pipe or a
// device, for whose end it might wait forever, and a file that is too large.
func ReadFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errFolder}
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotFile}
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data := make([]byte, 0, min(info.Size(), maxFile)+1) // one byte more shows the end
	for {
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		case len(data) > maxFile:
			return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}
