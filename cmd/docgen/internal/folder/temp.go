package folder

import (
	"fmt"
	"math/rand/v2"
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
