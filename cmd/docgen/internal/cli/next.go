package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"example.com/docgen/cmd/docgen/internal/report"
	"example.com/docgen/cmd/docgen/internal/setup"
)

// nextSteps returns the commands that make a folder with a doc.go a generated package, for
// the current folder. A line that starts with # is for a person.
func nextSteps(o *options, m *setup.Module) ([]string, error) {
	var steps []string
	tools, err := m.ToolsFrom(".")
	if err != nil {
		return nil, err
	}
	if m.Tools == "" {
		if steps, err = toolSteps(m, report.Version()); err != nil {
			return nil, err
		}
	}
	add := "git add"
	for _, docs := range o.Docs {
		docs = strings.TrimSuffix(filepath.ToSlash(docs), "/...")
		if m.Has(docs) { // git refuses what is not in the repo
			add += " " + shellWord(docs)
		}
		if _, err := os.Stat(docs); err != nil {
			steps = append(steps, "# put the pages into "+docs+", as a git submodule or as a copy")
		}
	}
	for _, file := range []string{o.Errors, o.Ignore} {
		if file != "" && m.Has(file) {
			add += " " + shellWord(filepath.ToSlash(file))
		}
	}
	out := filepath.ToSlash(filepath.Clean(o.out))
	if !filepath.IsAbs(o.out) && !strings.HasPrefix(out, ".") {
		out = "./" + out
	}
	out = shellWord(out)
	add += " " + out
	if filepath.Base(tools) != "go.mod" {
		add += " " + shellWord(tools) + " " + shellWord(strings.TrimSuffix(tools, ".mod")+".sum")
	}
	return append(steps, "go generate "+out, add), nil
}

// plainWord matches a word that a shell takes as it is.
var plainWord = regexp.MustCompile(`^[\w./@%+=:,-]+$`)

// shellWord returns a name as a word of a command in a shell: people copy the commands.
func shellWord(name string) string {
	if plainWord.MatchString(name) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

// toolSteps returns the commands that make docgen a tool of a module, in a module file of
// its own.
func toolSteps(m *setup.Module, version string) ([]string, error) {
	dir := "."
	prefix := m.OutsideWorkspace() + "go "
	if !m.Has(dir) { // the go command takes -modfile in the module alone
		dir = m.Root
		prefix += "-C " + shellWord(m.FromHere()) + " "
	}
	tools, err := m.ToolsFrom(dir)
	if err != nil {
		return nil, err
	}
	var steps []string
	modfile := shellWord("-modfile=" + tools)
	if _, err := os.Stat(filepath.Join(dir, tools)); err != nil {
		steps = append(steps, prefix+"mod init "+modfile+" "+m.Path+"/tools")
	}
	if released := semver.IsValid(version) && semver.Build(version) == "" && !module.IsPseudoVersion(version); released {
		return append(steps, prefix+"get "+modfile+" -tool "+setup.Tool+"@"+version), nil
	}
	return append(steps,
		"# this docgen is not released: write the folder of its clone in the place of /path/to/docgen",
		prefix+"mod edit "+modfile+" -require=example.com/docgen@v0.0.0 -replace=example.com/docgen=/path/to/docgen -tool="+setup.Tool,
		prefix+"list -mod=mod "+modfile+" tool"), nil
}
