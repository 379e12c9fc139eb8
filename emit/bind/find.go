package bind

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// tgImport is the package that generated code is written over.
const tgImport = "github.com/gotd/td/tg"

// ErrNoTG is the error of a folder whose module does not require gotd/td.
var ErrNoTG = errors.New("no gotd/td")

// listed is the part of `go list -json` that Find needs.
type listed struct {
	Dir    string
	Module *listedModule
	Error  *struct{ Err string }
}

type listedModule struct {
	Path, Version, Dir, GoMod, Sum string
	// Replace is what the module is replaced by, if it is.
	Replace *listedModule
}

// source returns the module that the source is of.
func (m *listedModule) source() *listedModule {
	if m.Replace != nil {
		return m.Replace
	}
	return m
}

// Find returns gotd/td's tg as the module around dir selects it, through
// vendoring, workspaces and replacements. It asks the go command, and neither
// compiles tg nor uses the network. The folder dir need not exist yet.
func Find(ctx context.Context, dir string) (*TG, error) {
	dir, err := existing(dir)
	if err != nil {
		return nil, err
	}
	l := inModule(ctx, dir)
	if l == nil {
		if l, err = inPackage(ctx, dir); err != nil {
			return nil, fmt.Errorf("looking for gotd/td from %s: %w", dir, err)
		}
	}
	tg, err := Open(l.Dir, l.version())
	if err == nil {
		tg.Sum = l.sum()
	}
	return tg, err
}

// inPackage asks the go command for the package. It looks at the package and
// at all that this imports.
func inPackage(ctx context.Context, dir string) (*listed, error) {
	out, err := goCommand(ctx, dir, "list", "-find", "-e", "-json=Dir,Module,Error", tgImport)
	if err != nil {
		return nil, err
	}
	l := &listed{}
	if err := json.Unmarshal(out, l); err != nil {
		return nil, fmt.Errorf("reading go list: %w", err)
	}
	if l.Dir == "" || l.Error != nil && !hasSource(l.Dir) {
		return nil, l.reason()
	}
	return l, nil
}

// sum returns the checksum of the module that tg is in, when its folder is the
// one of the module cache, which nobody changes.
func (l *listed) sum() string {
	if l.Module == nil {
		return ""
	}
	m := l.Module.source()
	if m.Version == "" || m.Sum == "" || !strings.HasSuffix(m.Dir, "@"+m.Version) || l.Dir != filepath.Join(m.Dir, "tg") {
		return ""
	}
	return m.Path + " " + m.Version + " " + m.Sum
}

// existing returns dir, or the nearest folder above it that exists.
func existing(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return dir, nil
		}
		dir = parent
	}
}

func hasSource(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, registryFile))
	return err == nil
}

// version returns the version of gotd/td, or the place of what replaces it.
func (l *listed) version() string {
	switch {
	case l.Module == nil:
		return ""
	case l.Module.Replace == nil:
		return l.Module.Version
	case l.Module.Replace.Version != "":
		return l.Module.Replace.Version
	}
	return filepath.Base(l.Module.Replace.Path)
}

// reason turns what the go command says of a missing package into what to do.
func (l *listed) reason() error {
	if l.Error == nil {
		return fmt.Errorf("%w: go list found no folder of %s", ErrNoTG, tgImport)
	}
	message := strings.TrimSpace(l.Error.Err)
	switch {
	case strings.Contains(message, "go.mod file not found"):
		return fmt.Errorf("%w: the folder is in no Go module; make one with: go mod init", ErrNoTG)
	case strings.Contains(message, "no required module provides"),
		strings.Contains(message, "cannot find module providing"),
		strings.Contains(message, "is not in std"):
		return fmt.Errorf("%w: the module does not require it; add it with: go get github.com/gotd/td/tg@latest", ErrNoTG)
	case strings.Contains(message, "disabled by GOPROXY=off"),
		strings.Contains(message, "missing go.sum entry"):
		return fmt.Errorf("the module cache does not have all of gotd/td; load it with: go mod download github.com/gotd/td (go list says: %s)",
			strings.Join(strings.Fields(message), " "))
	}
	return errors.New(message)
}
