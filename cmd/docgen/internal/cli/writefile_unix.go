//go:build unix

package cli

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// createFile writes a file that must not exist yet, with exactly the mode, or
// none. Four system calls take the place of the dozen of os.CreateTemp and its
// file, most of which are to watch a descriptor that is closed at once.
func createFile(name string, data []byte, mode fs.FileMode) (err error) {
	const flags = syscall.O_WRONLY | syscall.O_CREAT | syscall.O_EXCL | syscall.O_CLOEXEC
	fd, err := restarted(func() (int, error) { return syscall.Open(name, flags, uint32(mode.Perm())) })
	if err != nil {
		return &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer func() {
		// A file is closed even when a signal interrupts that.
		if closing := syscall.Close(fd); closing != nil && !errors.Is(closing, syscall.EINTR) {
			err = errors.Join(err, &fs.PathError{Op: "close", Path: name, Err: closing})
		}
		if err != nil {
			_ = os.Remove(name)
		}
	}()
	for len(data) > 0 {
		n, err := restarted(func() (int, error) { return syscall.Write(fd, data) })
		if err != nil {
			return &fs.PathError{Op: "write", Path: name, Err: err}
		}
		data = data[n:]
	}
	return setMode(fd, name, mode)
}

// setMode gives a new file the permissions that a umask kept from it.
func setMode(fd int, name string, mode fs.FileMode) error {
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil {
		return &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	if fs.FileMode(stat.Mode)&fs.ModePerm == mode.Perm() {
		return nil
	}
	if err := syscall.Fchmod(fd, uint32(mode.Perm())); err != nil {
		return &fs.PathError{Op: "chmod", Path: name, Err: err}
	}
	return nil
}

// renameOver renames a file, to where another may be. Unlike os.Rename it
// does not look for a folder there first, which the kernel refuses as well.
func renameOver(from, to string) error {
	_, err := restarted(func() (int, error) { return 0, syscall.Rename(from, to) })
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}
