package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Hash returns what identifies the bytes of a page, or of any other text: the
// first 12 hex digits of its SHA-256, line breaks counting as line feeds.
func Hash(src []byte) string {
	if bytes.Contains(src, []byte("\r\n")) {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:6])
}
