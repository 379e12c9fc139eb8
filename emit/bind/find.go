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

// tgImport is the import path of tg, the package that generated code calls.
const tgImport = "github.com/gotd/td/tg"

// ErrNoTG is the error for a folder that is in no module, or in a module that does
// not require gotd/td.
var ErrNoTG = errors.New("no gotd/td")

// listedPackage is the part of the output of `go list -json` that Find needs.
type listedPackage struct {
	Dir    string
	Module *listedModule
	Error  *struct{ Err string }
}

type listedModule struct {
	Path, Version, Dir, GoMod, Sum string
	Error                          *struct{ Err string }
	// Replace is the module that replaces this one, or nil.
	Replace *listedModule
}

// source returns the module that has the source: the replacement, if there is one.
func (m *listedModule) source() *listedModule {
	if m.Replace != nil {
		return m.Replace
	}
	return m
}

// Find returns the tg package of the gotd/td that the module around dir uses. It
// asks the go command, so that vendoring, workspaces and replacements count. It
// neither compiles tg nor uses the network. If the folder dir does not exist yet,
// Find asks from the nearest folder above it.
func Find(ctx context.Context, dir string) (*TG, error) {
	dir, err := existingFolder(dir)
	if err != nil {
		return nil, err
	}
	if err := refusePipes(dir); err != nil {
		return nil, err
	}
	l := listModule(ctx, dir)
	if l == nil {
		if l, err = listPackage(ctx, dir); err != nil {
			return nil, fmt.Errorf("looking for gotd/td from %s: %w", dir, err)
		}
	}
	return Open(l.Dir, l.version())
}

// listPackage asks go list for the package tg. This is slow: go list reads the
// package and everything that the package imports.
func listPackage(ctx context.Context, dir string) (*listedPackage, error) {
	out, err := goCommand(ctx, dir, "list", "-find", "-e", "-json=Dir,Module,Error", tgImport)
	if err != nil && isNotLoaded(err.Error()) {
		err = notLoaded(err.Error())
	}
	if err != nil {
		return nil, err
	}
	l := &listedPackage{}
	if err := json.Unmarshal(out, l); err != nil {
		return nil, fmt.Errorf("reading go list: %w", err)
	}
	if l.Dir == "" || l.Error != nil && !hasSource(l.Dir) {
		message := "go list found no folder of " + tgImport
		if l.Error != nil {
			message = strings.TrimSpace(l.Error.Err)
		}
		return nil, reason(ctx, dir, message)
	}
	return l, nil
}

// existingFolder returns dir, or the nearest folder above it that exists. The go command
// looks for go.mod in the folders above it, so it must be no link.
func existingFolder(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return filepath.EvalSymlinks(dir)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return dir, nil
		}
		dir = parent
	}
}

// refusePipes returns an error for a pipe in the place of a file that the go command would
// read: it would wait for somebody to write to the pipe.
func refusePipes(dir string) error {
	for ; ; dir = filepath.Dir(dir) {
		for _, name := range []string{"go.mod", "go.work"} {
			name = filepath.Join(dir, name)
			if info, err := os.Stat(name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
				return fmt.Errorf("%s is no file, but a pipe or a device", name)
			}
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// hasSource reports whether a folder has the source of tg.
func hasSource(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, registryFile))
	return err == nil
}

// version returns the version of gotd/td or of its replacement. For a replacement
// without a version it returns the name of the replacement's folder.
func (l *listedPackage) version() string {
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
