package cli

import (
	"os"
	"path/filepath"
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
		steps = append(steps, toolSteps(m, tools, report.Version())...)
	}
	add := "git add"
	for _, docs := range o.Docs {
		docs = strings.TrimSuffix(filepath.ToSlash(docs), "/...")
		add += " " + docs
		if _, err := os.Stat(docs); err != nil {
			steps = append(steps, "# put the pages into "+docs+", as a git submodule or as a copy")
		}
	}
	for _, file := range []string{o.Errors, o.Ignore} {
		if file != "" {
			add += " " + filepath.ToSlash(file)
		}
	}
	out := filepath.ToSlash(filepath.Clean(o.out))
	if !filepath.IsAbs(o.out) && !strings.HasPrefix(out, ".") {
		out = "./" + out
	}
	add += " " + out
	if filepath.Base(tools) != "go.mod" {
		add += " " + tools + " " + strings.TrimSuffix(tools, ".mod") + ".sum"
	}
	return append(steps, "go generate "+out, add), nil
}

// toolSteps returns the commands that make docgen a tool of a module, in a module file of
// its own.
func toolSteps(m *setup.Module, tools, version string) []string {
	var steps []string
	modfile := "-modfile=" + tools
	prefix := m.OutsideWorkspace()
	if _, err := os.Stat(tools); err != nil {
		steps = append(steps, prefix+"go mod init "+modfile+" "+m.Path+"/tools")
	}
	if released := semver.IsValid(version) && semver.Build(version) == "" && !module.IsPseudoVersion(version); released {
		return append(steps, prefix+"go get "+modfile+" -tool "+setup.Tool+"@"+version)
	}
	return append(steps,
		"# this docgen is no released one: replace it with the folder of its clone",
		prefix+"go mod edit "+modfile+" -replace=example.com/docgen=/path/to/docgen",
		prefix+"go get "+modfile+" -tool "+setup.Tool+"@v0.0.0")
}
