package diag

import (
	"fmt"
	"runtime/debug"
)

// Catch is to be deferred. It turns a panic into an error that asks for a report, and
// stores it in err. Every goroutine of docgen defers it: a panic that no
// goroutine recovers from ends the program, and the user sees a stack trace only.
func Catch(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("this is a defect of docgen, please report it with the pages it read: %v\n%s", r, debug.Stack())
	}
}
