package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/docgen/emit"
)

// options are the flags that several commands have.
type options struct {
	docs   []string
	errors string
	out    string
	pkg    string
	// examples asks for a Go example of each method, doubles for a package of
	// test doubles.
	examples, doubles bool
	// acceptLoss are codes of losses that do not stop the writing.
	acceptLoss []string
	only       []string
	strict     bool
	format     string
	formats    []string
}

func (o *options) addInput(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&o.docs, "docs", []string{"docs"}, "folder of pages, or one page; repeatable")
	cmd.Flags().StringVar(&o.errors, "errors", "", "file of errors by method, in the shape of https://core.telegram.org/api/errors")
	cmd.Flags().StringArrayVar(&o.only, "only", nil, "methods to read, as a glob such as \"messages.*\"; repeatable")
}

// addExtras adds the flags that shape the package.
func (o *options) addExtras(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.pkg, "package", "", "name of the generated package (default: that of the Go files in the folder, or the folder's)")
	cmd.Flags().BoolVar(&o.examples, "examples", false, "write a Go example of each method too")
	cmd.Flags().BoolVar(&o.doubles, "doubles", false, "write a package of test doubles too, in a folder with \"test\" after its name")
}

func (o *options) addOut(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&o.out, "out", "generated", usage)
}

func (o *options) addStrict(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.strict, "strict", false, "let warnings fail as errors do")
}

func (o *options) addFormat(cmd *cobra.Command, what string, formats ...string) {
	o.formats = append([]string{"text", "json"}, formats...)
	cmd.Flags().StringVar(&o.format, "format", "text", "how "+what+": "+orList(o.formats))
}

// orList joins words as a sentence does: "text, json or sarif".
func orList(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// validate returns the error of flags that can't be meant.
func (o *options) validate() error {
	for _, glob := range o.only {
		if _, err := path.Match(glob, ""); err != nil {
			return fmt.Errorf("--only %q is not a glob: %w", glob, err)
		}
	}
	for _, code := range o.acceptLoss {
		if !slices.Contains(lossCodes(), code) {
			return fmt.Errorf("--accept-loss %q is not known; it is %s", code, orList(lossCodes()))
		}
	}
	if o.format == "" {
		return nil
	}
	for _, format := range o.formats {
		if o.format == format {
			return nil
		}
	}
	return fmt.Errorf("--format %q is not known; it is %s", o.format, orList(o.formats))
}

// selected reports whether --only lets a method through, and marks the globs
// that do.
func (o *options) selected(method string, seen map[string]bool) bool {
	selected := len(o.only) == 0
	for _, glob := range o.only {
		if ok, _ := path.Match(glob, method); ok {
			selected, seen[glob] = true, true
		}
	}
	return selected
}

// recorded returns the run as api.txt records it: with the flags that shape
// the output, and paths relative to the output folder, so that the record is
// the same wherever docgen ran and wherever the repo is.
func (o *options) recorded() (string, error) {
	out, err := filepath.Abs(o.out)
	if err != nil {
		return "", err
	}
	words := []string{"docgen", "generate"}
	input := func(flag, name string) error {
		abs, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(out, abs)
		if err != nil {
			return fmt.Errorf("recording %s %s: %w", flag, name, err)
		}
		words = append(words, flag, filepath.ToSlash(rel))
		return nil
	}
	for _, docs := range o.docs {
		if err := input("--docs", docs); err != nil {
			return "", err
		}
	}
	if o.errors != "" {
		if err := input("--errors", o.errors); err != nil {
			return "", err
		}
	}
	if o.pkg != "" {
		words = append(words, "--package", o.pkg)
	}
	for _, glob := range o.only {
		words = append(words, "--only", glob)
	}
	if o.examples {
		words = append(words, "--examples")
	}
	if o.doubles {
		words = append(words, "--doubles")
	}
	for i, word := range words {
		if strings.ContainsAny(word, "\r\n") {
			return "", fmt.Errorf("%q has a line break, so that %s can't record the run", word, emit.FactsFile)
		}
		if strings.ContainsAny(word, " \t\"'\\#") || word == "" {
			words[i] = `"` + quoted.Replace(word) + `"`
		}
	}
	return strings.Join(words, " "), nil
}

// quoted escapes what is special between double quotes, as a shell has it.
var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
