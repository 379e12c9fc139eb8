package html

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"sync"

	"example.com/docgen/parser/diag"
)

//go:embed assets
var assets embed.FS

// templates parses the templates when they are first used: most runs of docgen
// write no review.
var templates = sync.OnceValue(func() *template.Template {
	// plain is for text of pages: the file may be printed to a log.
	functions := template.FuncMap{"plain": diag.Printable}
	return template.Must(template.New("review.html").Funcs(functions).ParseFS(assets, "assets/*.html"))
})

// The files that make up the style and the script, in order.
var (
	styles  = []string{"theme.css", "layout.css", "method.css", "diff.css"}
	scripts = []string{"store.js", "filter.js", "diff.js", "method.js", "keys.js", "main.js"}
)

// bundle joins assets into one text.
func bundle(names []string) (string, error) {
	var all []byte
	for _, name := range names {
		data, err := assets.ReadFile("assets/" + name)
		if err != nil {
			return "", err
		}
		all = append(all, data...)
	}
	return string(all), nil
}

// policy returns a content security policy that allows the given style and script,
// and no others. With trusted types, not even docgen's own script can turn text into
// HTML.
func policy(style, script string) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action 'none'; "+
		"require-trusted-types-for 'script'; trusted-types 'none'", hash(style), hash(script))
}
