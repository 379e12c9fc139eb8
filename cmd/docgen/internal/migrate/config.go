package migrate

import (
	"bytes"
	"cmp"
	"go/build"
	"go/build/constraint"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// A config is a configuration in which the go command builds: the zero value is that of
// the environment.
type config struct {
	goos, goarch string
	// tags are separated by commas.
	tags string
}

// String says how to build so.
func (c config) String() string {
	return strings.Join(append(c.setenv(), c.flags()...), " ")
}

// setenv returns what the configuration changes in the environment.
func (c config) setenv() []string {
	var env []string
	if c.goos != "" {
		env = append(env, "GOOS="+c.goos)
	}
	if c.goarch != "" {
		env = append(env, "GOARCH="+c.goarch)
	}
	return env
}

func (c config) env() []string { return append(offline(os.Environ()), c.setenv()...) }

func (c config) flags() []string {
	if c.tags == "" {
		return nil
	}
	return []string{"-tags=" + c.tags}
}

// A gate is what decides whether a file is built: its constraint and its name.
type gate struct {
	expr         constraint.Expr // nil for none
	goos, goarch string
}

// gateOf reads the gate of a file.
func gateOf(name string, text []byte) gate {
	var g gate
	words := strings.Split(strings.TrimSuffix(strings.TrimSuffix(filepath.Base(name), ".go"), "_test"), "_")
	if n := len(words); n > 1 {
		if last := words[n-1]; slices.Contains(systems, last) {
			g.goos = last
		} else if slices.Contains(processors, last) {
			g.goarch = last
			if n > 2 && slices.Contains(systems, words[n-2]) {
				g.goos = words[n-2]
			}
		}
	}
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if constraint.IsGoBuild(string(line)) {
			g.expr, _ = constraint.Parse(string(line))
		}
		if len(line) > 0 && !bytes.HasPrefix(line, []byte("//")) {
			break
		}
	}
	return g
}

// The operating systems and processors that real files have in their names. Files for
// others are listed as left.
var (
	systems    = []string{"linux", "windows", "darwin", "freebsd", "openbsd", "netbsd", "android", "ios", "js", "wasip1"}
	processors = []string{"amd64", "arm64", "386", "arm", "wasm"}
	unix       = []string{"linux", "darwin", "freebsd", "openbsd", "netbsd", "android", "ios"}
)

// maxTags limits the tags of one constraint, since all their combinations are tried.
const maxTags = 8

// config returns a configuration in which the file is built. There is none for a file that
// is only run by its name, behind the constraint "ignore".
func (g gate) config() (config, bool) {
	tags := g.tags()
	if len(tags) > maxTags || slices.Contains(tags, "ignore") {
		return config{}, false
	}
	for n := range 1 << len(tags) {
		var on []string
		for i, tag := range tags {
			if n>>i&1 == 1 {
				on = append(on, tag)
			}
		}
		for _, goos := range append([]string{runtime.GOOS}, systems...) {
			for _, goarch := range append([]string{runtime.GOARCH}, processors...) {
				if g.admits(goos, goarch, on) && (goarch == "wasm") == (goos == "js" || goos == "wasip1") {
					return newConfig(goos, goarch, on), true
				}
			}
		}
	}
	return config{}, false
}

func newConfig(goos, goarch string, tags []string) config {
	c := config{tags: strings.Join(tags, ",")}
	if goos != runtime.GOOS {
		c.goos = goos
	}
	if goarch != runtime.GOARCH {
		c.goarch = goarch
	}
	return c
}

// admits reports whether a build has the file.
func (g gate) admits(goos, goarch string, tags []string) bool {
	if cmp.Or(g.goos, goos) != goos || cmp.Or(g.goarch, goarch) != goarch {
		return false
	}
	return g.expr == nil || g.expr.Eval(func(tag string) bool {
		return tag == goos || tag == goarch || tag == "unix" && slices.Contains(unix, goos) ||
			slices.Contains(tags, tag) || slices.Contains(build.Default.ReleaseTags, tag) || tag == build.Default.Compiler
	})
}

// tags returns the tags of the constraint that people choose, sorted.
func (g gate) tags() []string {
	found := map[string]bool{}
	var visit func(constraint.Expr)
	visit = func(x constraint.Expr) {
		switch x := x.(type) {
		case *constraint.TagExpr:
			if !slices.Contains(systems, x.Tag) && !slices.Contains(processors, x.Tag) && !slices.Contains(build.Default.ReleaseTags, x.Tag) && x.Tag != "unix" {
				found[x.Tag] = true
			}
		case *constraint.NotExpr:
			visit(x.X)
		case *constraint.AndExpr:
			visit(x.X)
			visit(x.Y)
		case *constraint.OrExpr:
			visit(x.X)
			visit(x.Y)
		}
	}
	if g.expr != nil {
		visit(g.expr)
	}
	return slices.Sorted(maps.Keys(found))
}
