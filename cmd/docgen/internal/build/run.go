package build

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/shlex"
	"github.com/spf13/pflag"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/input"
)

// A Run is what shapes a generated package, beside the pages and gotd/td: the flags
// that api.txt records, so that check can repeat the run.
type Run struct {
	// Docs are folders of pages, or pages, in order of trust; Errors is the file of errors,
	// if any.
	Docs   []string
	Errors string
	// Ignore is the file of warnings to leave out, if any.
	Ignore string
	// Package is the name of the package, empty for the name that the output folder
	// suggests.
	Package string
	Only    input.Only
	// Used are folders of Go code, as in "../...": the package has the methods that the
	// code names, and those of Only. Without any, it has all methods, or those of Only.
	Used []string
	// Examples asks for an example of each method, Doubles for a package of test
	// doubles.
	Examples, Doubles bool
	// HTTP asks for a package that serves the methods over HTTP, Lua for one that gives
	// them to scripts of Lua.
	HTTP, Lua bool
}

// Imports reports whether the run makes packages that import the generated one.
func (r *Run) Imports() bool { return r.Doubles || r.HTTP || r.Lua }

// InputFlags adds the flags that say what to read.
func (r *Run) InputFlags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&r.Docs, "docs", []string{"docs"}, "folder of pages, folder with its subfolders as in docs/..., or one page; repeatable, in order of trust")
	flags.StringVar(&r.Errors, "errors", "", "file of errors by method, in the shape of https://core.telegram.org/api/errors; it is the last source")
	flags.StringArrayVar((*[]string)(&r.Only), "only", nil, "methods to read, as a glob such as \"messages.*\"; repeatable")
}

// IgnoreFlag adds the flag for the warnings to leave out.
func (r *Run) IgnoreFlag(flags *pflag.FlagSet) {
	flags.StringVar(&r.Ignore, "ignore", "", "leave out the warnings that `FILE` lists; docgen lint --format ignore prints such a file")
}

// UsedFlag adds the flag for the code that chooses the methods.
func (r *Run) UsedFlag(flags *pflag.FlagSet) {
	flags.StringArrayVar(&r.Used, "used", nil, "read only the pages of methods that the Go files of a folder name; `PATTERN` is a folder, or ./... with the folders below it; repeatable; --only adds methods")
}

// PackageFlags adds the flags that say what to make of it.
func (r *Run) PackageFlags(flags *pflag.FlagSet) {
	flags.StringVar(&r.Package, "package", "", "name of the generated package (default: that of the Go files in the folder, or the folder's)")
	flags.BoolVar(&r.Examples, "examples", false, "write a Go example of each method too")
	flags.BoolVar(&r.Doubles, "doubles", false, "write a package of test doubles too, in a folder with \"test\" after its name")
	flags.BoolVar(&r.Lua, "lua", false, "write a package that gives the methods to scripts of Lua too, in a folder with \"lua\" after its name; it needs github.com/yuin/gopher-lua")
	flags.BoolVar(&r.HTTP, "http", false, "write a package that serves the methods over HTTP too, in a folder with \"http\" after its name")
}

// FlagNames are the flags of a Run.
var FlagNames = []string{"docs", "errors", "ignore", "only", "package", "used", "examples", "doubles", "http", "lua"}

// String returns the run as a command line, as in "docgen generate --docs docs". It is
// written for one line of a file: ParseRun reads it back.
func (r Run) String() string {
	words := []string{"docgen", "generate"}
	for _, docs := range r.Docs {
		words = append(words, "--docs", docs)
	}
	if r.Errors != "" {
		words = append(words, "--errors", r.Errors)
	}
	if r.Ignore != "" {
		words = append(words, "--ignore", r.Ignore)
	}
	if r.Package != "" {
		words = append(words, "--package", r.Package)
	}
	for _, glob := range r.Only {
		words = append(words, "--only", glob)
	}
	for _, pattern := range r.Used {
		words = append(words, "--used", pattern)
	}
	if r.Examples {
		words = append(words, "--examples")
	}
	if r.Doubles {
		words = append(words, "--doubles")
	}
	if r.HTTP {
		words = append(words, "--http")
	}
	if r.Lua {
		words = append(words, "--lua")
	}
	for i, word := range words {
		if strings.ContainsAny(word, " \t\"'\\#") || word == "" {
			words[i] = `"` + quoted.Replace(word) + `"`
		}
	}
	return strings.Join(words, " ")
}

// quoted escapes what is special between double quotes, as a shell has it.
var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// ParseRun reads a command line as String returns it. It takes the flags of a Run and
// no others, since the line may be anybody's.
func ParseRun(line string) (Run, error) {
	words, err := shlex.Split(line)
	if err != nil || len(words) < 2 || words[0] != "docgen" || words[1] != "generate" {
		return Run{}, fmt.Errorf("%q is not a docgen generate", line)
	}
	var r Run
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.Usage = func() {}
	r.InputFlags(flags)
	r.IgnoreFlag(flags)
	r.UsedFlag(flags)
	r.PackageFlags(flags)
	if err := flags.Parse(words[2:]); errors.Is(err, pflag.ErrHelp) {
		return Run{}, errors.New("it asks for help")
	} else if err != nil {
		return Run{}, err
	}
	if flags.NArg() > 0 {
		return Run{}, fmt.Errorf("%q is no flag of docgen generate", flags.Arg(0))
	}
	return r, r.Only.Validate()
}

// Recorded returns the run as the api.txt of an output folder records it: with paths
// relative to the folder, so that the record is the same wherever docgen ran and
// wherever the repo is. Both ends of a path are places without links: the way from a link
// is not the way back to it.
func (r Run) Recorded(out string) (Run, error) {
	from, err := folder.Place(out)
	if err != nil {
		return r, fmt.Errorf("recording the run: %w", err)
	}
	relative := func(name string) (string, error) {
		place, err := folder.Place(name)
		if err != nil {
			return "", err
		}
		rel, err := filepath.Rel(from, place)
		return filepath.ToSlash(rel), err
	}
	recorded, err := r.eachPath(relative)
	if err != nil {
		return r, fmt.Errorf("recording the run: %w", err)
	}
	if line := recorded.String(); strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
		return r, fmt.Errorf("%q has a line break or is not UTF-8, so that api.txt can't record the run", line)
	}
	return recorded, nil
}

// From returns a recorded run with paths that lead to the same files from the current
// folder.
func (r Run) From(out string) (Run, error) {
	from, err := folder.Place(out)
	if err == nil && !filepath.IsAbs(out) {
		var here string
		if here, err = folder.Place("."); err == nil {
			from, err = filepath.Rel(here, from)
		}
	}
	if err != nil {
		return r, fmt.Errorf("repeating the run: %w", err)
	}
	return r.eachPath(func(name string) (string, error) {
		return filepath.Join(from, filepath.FromSlash(name)), nil
	})
}

// eachPath returns the run with each of its paths as f returns it.
func (r Run) eachPath(f func(string) (string, error)) (_ Run, err error) {
	for _, list := range []*[]string{&r.Docs, &r.Used} {
		*list = slices.Clone(*list)
		for i, name := range *list {
			if (*list)[i], err = f(name); err != nil {
				return r, err
			}
		}
	}
	for _, name := range []*string{&r.Errors, &r.Ignore} {
		if *name == "" {
			continue
		}
		if *name, err = f(*name); err != nil {
			return r, err
		}
	}
	return r, nil
}
