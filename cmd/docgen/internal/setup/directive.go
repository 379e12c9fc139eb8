package setup

import (
	"path/filepath"
	"strings"
)

// Directive returns the line with which go generate, in the folder dir, makes docgen do a
// run, as in
//
//	//go:generate go tool -modfile=../tools.mod docgen generate --docs ../docs --out .
//
// The run is a command line such as "docgen generate --docs ../docs", with words in double
// quotes where needed.
func (m *Module) Directive(dir, run string) (string, error) {
	command, err := m.Command(dir)
	if err != nil {
		return "", err
	}
	// go generate takes $NAME for a variable, and $DOLLAR for the sign itself.
	run = strings.ReplaceAll(strings.TrimPrefix(run, "docgen "), "$", "${DOLLAR}")
	return "//go:generate " + command + " " + run + " --out .", nil
}

// Command returns the command that runs docgen in a folder of the module, without its
// arguments, as in "go tool -modfile=../tools.mod docgen".
func (m *Module) Command(dir string) (string, error) {
	if m.Tools == filepath.Join(m.Root, "go.mod") {
		return "go tool docgen", nil
	}
	file, err := m.ToolsFrom(dir)
	if err != nil {
		return "", err
	}
	modfile := "-modfile=" + file
	if strings.ContainsAny(modfile, " \t\"\\") {
		modfile = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(modfile) + `"`
	}
	command := "go tool " + modfile + " docgen"
	if m.Vendored {
		// go tool compares the module file with the vendor folder, and has no flag -mod
		// to leave that out.
		command = "go run -mod=readonly " + modfile + " " + Tool
	}
	return m.OutsideWorkspace() + command, nil
}

// OutsideWorkspace returns what to put before a go command with -modfile, which the go
// command does not take in a workspace: "env GOWORK=off ", or nothing.
func (m *Module) OutsideWorkspace() string {
	if m.Workspace == "" {
		return ""
	}
	return "env GOWORK=off "
}

// ToolsFrom returns the path of the module file of the tools from a folder, with slashes.
func (m *Module) ToolsFrom(dir string) (string, error) {
	file := m.Tools
	if file == "" {
		file = filepath.Join(m.Root, DefaultTools)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(abs, file)
	return filepath.ToSlash(rel), err
}
