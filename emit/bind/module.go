package bind

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// tgModule is the path of the module that has tg.
const tgModule = "github.com/gotd/td"

// listModule asks go list for the module that has tg. This takes a third of the
// time of listPackage, since go list reads the module graph but no source. It
// returns nil if listPackage might find another package, or an error.
//
// It asks for every module that could have a package of tg's path: gotd/td, those
// in it, such as github.com/gotd/td/tg, and those around it, such as
// github.com/gotd. If there are several, listModule leaves the question to
// listPackage. The arguments are patterns for two reasons. A pattern that matches
// no module is not an error. And for a pattern go list reads the whole module
// graph, and so fails, as listPackage does, if go.mod is not up to date.
func listModule(ctx context.Context, dir string) *listedPackage {
	if updatesGoMod() {
		return nil
	}
	out, err := goCommand(ctx, dir, "list", "-m", "-e=false", "-json=Path,Version,Dir,GoMod,Sum,Replace",
		tgModule+"/...", "...github.com/gotd", "...github.com")
	if err != nil {
		return nil
	}
	m := &listedModule{}
	if err := json.Unmarshal(out, m); err != nil || m.Path != tgModule { // Unmarshal fails for several modules
		return nil
	}
	l := &listedPackage{Dir: filepath.Join(m.Dir, "tg"), Module: m}
	if m.Dir == "" || !hasSource(l.Dir) || !m.source().isUsable() {
		return nil
	}
	return l
}

// isUsable reports whether the go command would take tg from the folder of the
// module.
func (m *listedModule) isUsable() bool {
	if m.Version == "" {
		// The folder is not in the module cache, so tg may be a module of its own
		// in it.
		_, err := os.Stat(filepath.Join(m.Dir, "tg", "go.mod"))
		return os.IsNotExist(err)
	}
	// The module cache has the checksum of each module that was downloaded. Before
	// the go command uses a package, it compares this checksum with go.sum.
	sum, err := os.ReadFile(strings.TrimSuffix(m.GoMod, ".mod") + ".ziphash")
	return err == nil && string(bytes.TrimSpace(sum)) == m.Sum
}

// updatesGoMod reports whether the environment, or the file that go env -w writes,
// sets the flag -mod=mod. With it the go command updates go.mod, and the versions
// that it selects depend on the package that it is asked for.
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
