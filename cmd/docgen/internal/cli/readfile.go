package cli

import (
	"errors"
	"fmt"
)

// The limits of what is read, so that a folder can't take all memory. Beside
// each is the most that eight years of pages have; the largest file that docgen
// makes of them has 1.5 MB.
const (
	maxFile  = 64 << 20  // bytes in a file: 261,443
	maxPages = 20_000    // pages in all folders: 759
	maxTotal = 256 << 20 // bytes in all pages: 1,765,437
)

var (
	errNotFile  = errors.New("it is no file, but a pipe or a device")
	errLink     = errors.New("it is a link, and docgen makes none; remove it")
	errTooLarge = fmt.Errorf("it has more than %d bytes", maxFile)
)
