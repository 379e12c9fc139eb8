package folder

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
)

// A file that is being written has a number between these in its name.
const tempPrefix, tempSuffix = ".docgen-", ".tmp"

// newTempName returns a name that no other file has.
func newTempName() string { return fmt.Sprint(tempPrefix, rand.Uint64(), tempSuffix) }

// isTempName reports whether a file is one that was being written.
func isTempName(name string) bool {
	name, prefix := strings.CutPrefix(name, tempPrefix)
	number, suffix := strings.CutSuffix(name, tempSuffix)
	return prefix && suffix && number != "" && strings.Trim(number, "0123456789") == ""
}

// keepMode gives a new file the permissions of the one that it is going to replace.
func keepMode(temp, name string) error {
	old, err := os.Stat(name)
	if err != nil {
		return nil // there is none, or the rename says what is wrong
	}
	made, err := os.Stat(temp)
	if err != nil || made.Mode().Perm() == old.Mode().Perm() {
		return err
	}
	return os.Chmod(temp, old.Mode()&fs.ModePerm)
}
