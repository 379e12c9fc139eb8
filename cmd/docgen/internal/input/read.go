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
	"slices"
	"sync/atomic"
)

// The limits keep a folder from taking all memory. Behind each is the most that eight
// years of pages have; the largest file that docgen makes of them has 1.5 MB.
const (
	maxFile  = 64 << 20  // bytes in a file, or an object of git: 261,443
	maxPages = 20_000    // pages in all folders: 759
	maxTotal = 256 << 20 // bytes in all pages, files of an output folder, or Go files of a client: 1,765,437
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
	errTooMuch  = fmt.Errorf("with it, the files have more than %d bytes", maxTotal)
)

// A Reader reads files. What it has read in all has a limit, too.
type Reader struct{ read atomic.Int64 }

// take counts the bytes that are about to be read.
func (r *Reader) take(name string, size int64) error {
	switch {
	case size > maxFile:
		return &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	case r.read.Add(size) > maxTotal:
		return &fs.PathError{Op: "read", Path: name, Err: errTooMuch}
	}
	return nil
}

// ReadFile returns the content of a file. Unlike [os.ReadFile] it refuses a pipe or a
// device, for whose end it might wait forever, and a file that is too large.
func ReadFile(name string) ([]byte, error) { return new(Reader).ReadFile(name) }

// ReadFile reads a file like the function ReadFile.
func (r *Reader) ReadFile(name string) ([]byte, error) {
	data, _, err := r.ReadIf(name, func([]byte) bool { return true })
	return data, err
}

// StartSize is the number of bytes by which ReadIf decides.
const StartSize = 64 << 10

// ReadIf reads a file if its start, which has at most StartSize bytes, is wanted. Of
// other files it returns the start. It also returns the size of the file.
func (r *Reader) ReadIf(name string, wanted func(start []byte) bool) (data []byte, size int64, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, 0, err
	}
	switch {
	case info.IsDir():
		return nil, 0, &fs.PathError{Op: "read", Path: name, Err: errFolder}
	case !info.Mode().IsRegular():
		return nil, 0, &fs.PathError{Op: "read", Path: name, Err: errNotFile}
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = file.Close() }()
	size = info.Size()
	data, err = readUpTo(file, make([]byte, 0, min(size, StartSize)+1), StartSize) // one byte more shows the end
	if err != nil || !wanted(data) {
		return data, size, err
	}
	if err := r.take(name, size); err != nil {
		return nil, size, err
	}
	if len(data) < StartSize { // that is all of it
		return data, size, nil
	}
	if data, err = readUpTo(file, slices.Grow(data, int(size)+1-len(data)), maxFile+1); err == nil {
		err = r.take(name, max(0, int64(len(data))-size)) // it may grow while it is read
	}
	return data, size, err
}

// readUpTo appends what a file still has to data, up to a limit of bytes in all.
func readUpTo(file *os.File, data []byte, limit int) ([]byte, error) {
	for len(data) < limit {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := file.Read(data[len(data):min(cap(data), limit)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		}
	}
	return data, nil
}
