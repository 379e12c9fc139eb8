package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Hash returns what identifies the bytes of a page, or of any other text: the
// first 12 hex digits of its SHA-256, line breaks counting as line feeds.
func Hash(src []byte) string {
	sum := sha256.Sum256(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(sum[:6])
}
