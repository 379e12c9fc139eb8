package emit

import (
	"embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"example.com/docgen/emit/genfile"
	"example.com/docgen/emit/layout"
)

// doublesSource is the package of test doubles for package runtime.
//
//go:embed runtime/doubles/doubles.go
var doublesSource embed.FS

// doublesFile returns the file of the test doubles. Their package is named for the
// generated one, with "test" after the name. It is a package of its own so that
// programs which import the generated package don't get package testing with it.
func doublesFile(options Options) (genfile.File, error) {
	source, err := doublesSource.ReadFile("runtime/doubles/doubles.go")
	if err != nil {
		return genfile.File{}, err
	}
	name, local := options.Package+"test", options.Package
	imported := strconv.Quote(options.ImportPath)
	if regexp.MustCompile(`\b` + local + `\b`).Match(source) {
		local = "generated" // the file uses the name for something else
		imported = local + " " + imported
	}
	text := strings.NewReplacer(
		"// Package doubles stands", "// Package "+name+" stands",
		"package generated:", "package "+options.Package+":",
		"package doubles\n", "package "+name+"\n",
		`generated "example.com/docgen/emit/runtime"`, imported,
		"generated.", local+".",
	).Replace(string(source))
	formatted, err := layout.Source(layout.GroupImports([]byte(text)))
	if err != nil {
		return genfile.File{}, fmt.Errorf("printing the test doubles: %w", err)
	}
	return genfile.New(genfile.DoublesName(name), formatted), nil
}
