package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/gofrs/flock"
)

// lockName is the file that a run locks while it writes to the folder. The run removes
// the file at its end, so that git does not see it.
const lockName = ".docgen.lock"

// Lock makes the folder if there is none, and waits until no other run writes to it. Then
// it reads the folder again. It reports whether that changed what is known of the folder:
// another run may have written to it since. The caller calls Close.
//
// Where nobody can make or lock a file, as in a folder that is read-only, Lock goes on
// without a lock.
func (f *Folder) Lock(ctx context.Context) (changed bool, err error) {
	if err := os.MkdirAll(f.dir, 0o777); err != nil {
		return false, fmt.Errorf("making the output folder: %w", err)
	}
	if f.lock, err = lockFolder(ctx, f.dir); err != nil {
		return false, err
	}
	before := *f
	if err := f.read(); err != nil {
		return false, err
	}
	return !f.equal(&before), nil
}

func lockFolder(ctx context.Context, dir string) (*flock.Flock, error) {
	name := filepath.Join(dir, lockName)
	// Opening a link would make a file elsewhere, and opening a pipe would wait.
	if info, err := os.Lstat(name); err == nil && (!info.Mode().IsRegular() || info.Size() > 0) {
		return nil, fmt.Errorf("%s is not the empty file by which runs of docgen wait for each other; remove it", name)
	}
	lock := flock.New(name, flock.SetPermissions(0o666))
	for {
		_, err := lock.TryLockContext(ctx, 10*time.Millisecond)
		if ctx.Err() != nil {
			return nil, fmt.Errorf("waiting for another run in %s: %w", dir, context.Cause(ctx))
		}
		if err != nil {
			return nil, nil //nolint:nilerr,nilnil // there is no lock where nothing can be locked
		}
		if holds(lock) {
			return lock, nil
		}
		// The other run removed the file after this run had opened it, so that a third
		// run may have made a new one.
		if err := lock.Unlock(); err != nil {
			return nil, fmt.Errorf("waiting for another run in %s: %w", dir, err)
		}
	}
}

// holds reports whether the file that is locked is still the one in the folder.
func holds(lock *flock.Flock) bool {
	locked, err := lock.Stat()
	if err != nil {
		return false
	}
	stands, err := os.Lstat(lock.Path())
	return err == nil && os.SameFile(locked, stands)
}

// Close lets other runs have the folder.
func (f *Folder) Close() error {
	lock := f.lock
	if lock == nil {
		return nil
	}
	f.lock = nil
	// Unix can remove an open file, and removes it while it is locked: nobody else has
	// made another by this name. Windows can remove only a file that nobody has open, and
	// so no file that another run is about to lock.
	if runtime.GOOS == "windows" {
		err := lock.Unlock()
		_ = os.Remove(lock.Path())
		return err
	}
	var err error
	if holds(lock) {
		err = os.Remove(lock.Path())
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, lock.Unlock())
}
