//go:build unix

package bind

import (
	"os"
	"syscall"
)

// readInto is os.ReadFile with four system calls in the place of a dozen, most of
// which are to watch a descriptor that is closed at once. It reads into the
// buffer, which it makes larger where the file needs it. What is no file, or
// needs more than one call to read, is left to os.ReadFile.
func readInto(name string, buffer *[]byte) ([]byte, error) {
	if data, ok := readAtOnce(name, buffer); ok {
		return data, nil
	}
	return os.ReadFile(name)
}

func readAtOnce(name string, buffer *[]byte) (data []byte, ok bool) {
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, false
	}
	defer func() { _ = syscall.Close(fd) }()
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return nil, false
	}
	if int64(cap(*buffer)) < stat.Size {
		*buffer = make([]byte, stat.Size)
	}
	data = (*buffer)[:stat.Size]
	n, err := syscall.Read(fd, data)
	return data, err == nil && int64(n) == stat.Size
}
