package bind

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/modfile"
)

// reason returns an error that says why the go command found no package tg, and what to
// do, from its message.
func reason(ctx context.Context, dir, message string) error {
	switch {
	case strings.Contains(message, "go.mod file not found"):
		return fmt.Errorf("%w: the folder is in no Go module; make one with: go mod init", ErrNoTG)
	case strings.Contains(message, "no required module provides"),
		strings.Contains(message, "cannot find module providing"),
		strings.Contains(message, "is not in std"):
		return notProvided(ctx, dir, message)
	case isNotLoaded(message):
		return notLoaded(message)
	}
	return errors.New(shortened(message))
}

// notProvided returns the error for a folder whose module has no package tg: it does not
// require gotd/td, or something keeps the go command from looking there.
func notProvided(ctx context.Context, dir, message string) error {
	vendored := strings.Contains(message, "-mod=vendor")
	m := requiredModule(ctx, dir)
	if m == nil {
		if fork := forkedModule(ctx, dir); fork != "" {
			return fmt.Errorf("%w: the module requires %s, which has a package tg of its own; docgen generates code over github.com/gotd/td alone", ErrNoTG, fork)
		}
	}
	switch {
	case m == nil && requires(dir):
		return fmt.Errorf("the module requires gotd/td, but a go.work above does not list the module, so that the go command does not look there; " +
			"add it with: go work use . (in the folder of the module), or set GOWORK=off")
	case m == nil && vendored:
		return fmt.Errorf("%w: the module does not require it; add it with: go get %s@latest, import it in a Go file, and run: go mod vendor", ErrNoTG, tgImport)
	case m == nil:
		return fmt.Errorf("%w: the module does not require it; add it with: go get %s@latest", ErrNoTG, tgImport)
	case m.Replace != nil && m.Replace.Version == "":
		return fmt.Errorf("gotd/td is replaced by the folder %s, which has no package tg; correct the replace directive", m.Replace.Path)
	case vendored:
		return fmt.Errorf("the module requires gotd/td %s, but the vendor folder has no package tg; import it in a Go file (import _ %q), and run: go mod vendor (or go work vendor)",
			m.Version, tgImport)
	}
	return fmt.Errorf("the module requires gotd/td %s, and the go command finds no package tg there: %s", m.Version, shortened(message))
}

// requiredModule returns the gotd/td that the module around dir requires, also if it is
// not in the vendor folder, or nil.
func requiredModule(ctx context.Context, dir string) *listedModule {
	out, err := goCommand(ctx, dir, "list", "-mod=readonly", "-m", "-e", "-json=Path,Version,Replace,Error", tgModule)
	m := &listedModule{}
	if err != nil || json.Unmarshal(out, m) != nil || m.Error != nil {
		return nil
	}
	return m
}

// forkedModule returns the path of a module that has a package tg as gotd/td generates it,
// and is not gotd/td, among those that the module around dir requires, or "".
func forkedModule(ctx context.Context, dir string) string {
	out, err := goCommand(ctx, dir, "list", "-mod=readonly", "-m", "-e", "-json=Path,Dir", "all")
	if err != nil {
		return ""
	}
	for list := json.NewDecoder(bytes.NewReader(out)); ; {
		m := &listedModule{}
		if list.Decode(m) != nil {
			return ""
		}
		if m.Dir != "" && hasSource(filepath.Join(m.Dir, "tg")) {
			return m.Path
		}
	}
}

// requires reports whether the go.mod around dir requires gotd/td.
func requires(dir string) bool {
	for ; ; dir = filepath.Dir(dir) {
		name := filepath.Join(dir, "go.mod")
		data, err := os.ReadFile(name)
		if err != nil && dir != filepath.Dir(dir) {
			continue
		}
		file, err := modfile.ParseLax(name, data, nil)
		if err != nil {
			return false
		}
		for _, r := range file.Require {
			if r.Mod.Path == tgModule {
				return true
			}
		}
		return false
	}
}

// The go command says what to load, or else which version of a module it looked for.
var (
	suggestion = regexp.MustCompile(`go mod download ([^\n]+)`)
	lookedFor  = regexp.MustCompile(`([^\s:@]+)@v[^\s:]+: `)
)

// isNotLoaded reports whether a message of the go command is about a module that it must
// not download.
func isNotLoaded(message string) bool {
	return strings.Contains(message, "disabled by GOPROXY=off") || strings.Contains(message, "missing go.sum entry")
}

// notLoaded returns the error for a module that the module cache or go.sum lacks, be it
// gotd/td or another one that the go command needs in order to select versions.
func notLoaded(message string) error {
	modules := tgModule
	for _, pattern := range []*regexp.Regexp{suggestion, lookedFor} {
		if m := pattern.FindStringSubmatch(message); m != nil {
			modules = m[1]
			break
		}
	}
	what := "the module cache or go.sum lacks " + modules + ", which the go command needs to select versions"
	if modules == tgModule {
		what = "the module cache does not have all of gotd/td"
	}
	return fmt.Errorf("%s; load it with: go mod download %s (go list says: %s)", what, modules, shortened(message))
}

// maxMessage is the most that docgen repeats of a message of the go command, in bytes.
const maxMessage = 1 << 10

// shortened returns a message as one line, cut between two words if it is long.
func shortened(message string) string {
	return cut(strings.Join(strings.Fields(message), " "), maxMessage)
}

// cut returns a text up to a limit in bytes, with a mark in place of what follows the last
// whole word.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	text = text[:limit]
	if at := strings.LastIndexAny(text, " \n"); at > 0 {
		text = text[:at]
	}
	return strings.TrimSpace(strings.ToValidUTF8(text, "")) + " … (and so on)"
}
