package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Hash returns the first 12 hex digits of the SHA-256 of a page, or of any other
// text. It reads \r\n as \n, so that a page has the same hash on Windows.
func Hash(src []byte) string {
	if bytes.Contains(src, []byte("\r\n")) {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:6])
}
