package bind

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// tgModule is the module that tg is in.
const tgModule = "github.com/gotd/td"

// inModule asks the go command for the module that tg is in, which takes it a
// third of what inPackage does: it reads the module graph and no source. It
// returns nil when there is any doubt that inPackage comes to the same, or when
// that has an error to tell.
//
// What it asks for are all modules that tg can be in: a package that two
// modules have is an error. They are patterns, as it is no error that a pattern
// matches nothing; and a pattern has the go command read the whole graph, and
// so fail when go.mod is not up to date with it.
func inModule(ctx context.Context, dir string) *listed {
	if updatesGoMod() {
		return nil
	}
	out, err := goCommand(ctx, dir, "list", "-m", "-e=false", "-json=Path,Version,Dir,GoMod,Sum,Replace",
		tgModule+"/...", "...github.com/gotd", "...github.com")
	if err != nil {
		return nil
	}
	m := &listedModule{}
	if err := json.Unmarshal(out, m); err != nil || m.Path != tgModule { // several modules are no JSON
		return nil
	}
	l := &listed{Dir: filepath.Join(m.Dir, "tg"), Module: m}
	if m.Dir == "" || !hasSource(l.Dir) || !m.source().isWhole() {
		return nil
	}
	return l
}

// isWhole reports whether the go command would take tg from the module's
// folder.
func (m *listedModule) isWhole() bool {
	if m.Version == "" {
		// It is no folder of the module cache, so it may have another module in it.
		_, err := os.Stat(filepath.Join(m.Dir, "tg", "go.mod"))
		return os.IsNotExist(err)
	}
	// The module cache has the checksum of what it was filled with, which the go
	// command compares with go.sum before it uses a package.
	sum, err := os.ReadFile(strings.TrimSuffix(m.GoMod, ".mod") + ".ziphash")
	return err == nil && string(bytes.TrimSpace(sum)) == m.Sum
}

// updatesGoMod reports whether the environment of the go command, or the file of
// go env -w, sets -mod=mod. With it the go command changes go.mod, and what it
// selects depends on what it is asked.
func updatesGoMod() bool {
	const flag = "-mod=mod"
	if strings.Contains(os.Getenv("GOFLAGS"), flag) {
		return true
	}
	name := os.Getenv("GOENV")
	if name == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return false
		}
		name = filepath.Join(config, "go", "env")
	}
	settings, err := os.ReadFile(name)
	return err == nil && bytes.Contains(settings, []byte(flag))
}
