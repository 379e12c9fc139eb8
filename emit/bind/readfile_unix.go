//go:build unix

package bind

import (
	"os"
	"syscall"
)

// readFile is os.ReadFile with four system calls in the place of a dozen, most of
// which are to watch a descriptor that is closed at once. What is no file, or
// needs more than one call to read, is left to it.
func readFile(name string) ([]byte, error) {
	if data, ok := readAtOnce(name); ok {
		return data, nil
	}
	return os.ReadFile(name)
}

func readAtOnce(name string) (data []byte, ok bool) {
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, false
	}
	defer func() { _ = syscall.Close(fd) }()
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil || stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return nil, false
	}
	data = make([]byte, stat.Size)
	n, err := syscall.Read(fd, data)
	return data, err == nil && int64(n) == stat.Size
}
