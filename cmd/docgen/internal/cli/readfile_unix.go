//go:build unix

package cli

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// readFile is os.ReadFile with four system calls in the place of a dozen, most
// of which are to watch a descriptor that is closed at once. A run reads a
// thousand files and does little else when nothing changed. It does not wait for
// a pipe or a device, nor read one.
func readFile(name string) ([]byte, error) { return readWith(name, 0) }

// readOwn reads a file of the output folder, which is no link: docgen makes none.
// A link to nothing is no file.
func readOwn(name string) ([]byte, error) {
	data, err := readWith(name, syscall.O_NOFOLLOW)
	if errors.Is(err, syscall.ELOOP) {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		err = &fs.PathError{Op: "open", Path: name, Err: errLink}
	}
	return data, err
}

func readWith(name string, flags int) ([]byte, error) {
	flags |= syscall.O_RDONLY | syscall.O_CLOEXEC | syscall.O_NONBLOCK
	fd, err := restarted(func() (int, error) { return syscall.Open(name, flags, 0) })
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer func() { _ = syscall.Close(fd) }()
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	if stat.Mode&syscall.S_IFMT == syscall.S_IFDIR {
		return nil, &fs.PathError{Op: "read", Path: name, Err: syscall.EISDIR}
	}
	if stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotFile}
	}
	if stat.Size > maxFile {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	}
	data := make([]byte, max(0, stat.Size)+1) // one more shows the end
	for n := 0; ; {
		read, err := restarted(func() (int, error) { return syscall.Read(fd, data[n:]) })
		if err != nil {
			return nil, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		if n += read; read == 0 || int64(n) == stat.Size {
			return data[:n], nil
		}
		if n == len(data) {
			data = append(data, make([]byte, len(data))...)
		}
	}
}

// restarted makes a system call again that a signal interrupted.
func restarted(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return n, err
		}
	}
}
