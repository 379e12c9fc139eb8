package diag

import (
	"fmt"
	"runtime/debug"
)

// Catch turns a panic into an error that asks for a report. Each goroutine
// defers it first, since a panic there would end the program with a trace.
func Catch(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("this is a defect of docgen, please report it with the pages it read: %v\n%s", r, debug.Stack())
	}
}
