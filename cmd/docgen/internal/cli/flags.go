package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/emit/facts"
)

// options are the flags of the commands that read pages.
type options struct {
	build.Run
	out string
	// acceptLoss are the codes of losses that do not keep generate from writing.
	acceptLoss []string
	strict     bool
	format     string
	// formats are the values that the command takes for format.
	formats []string
}

func (o *options) addOut(cmd *cobra.Command, usage string) {
	o.out = "generated"
	cmd.Flags().Var((*filled)(&o.out), "out", usage)
	must(cmd.MarkFlagDirname("out"))
}

// filled is a flag that is not empty. An empty one would mean the current folder, and
// comes from a script whose variable is not set.
type filled string

// String implements pflag.Value.
func (f *filled) String() string { return string(*f) }

// Type implements pflag.Value.
func (f *filled) Type() string { return "string" }

// Set implements pflag.Value.
func (f *filled) Set(value string) error {
	if value == "" {
		return errors.New("it must not be empty")
	}
	*f = filled(value)
	return nil
}

// addInput adds the flags that say what to read.
func (o *options) addInput(cmd *cobra.Command) {
	o.InputFlags(cmd.Flags())
	must(cmd.MarkFlagFilename("errors", "json"))
	complete(cmd, "only")
}

// addUsed adds the flag for the code that chooses the methods.
func (o *options) addUsed(cmd *cobra.Command) {
	o.UsedFlag(cmd.Flags())
	must(cmd.MarkFlagDirname("used"))
}

// addPackage adds the flags that say what to make of it.
func (o *options) addPackage(cmd *cobra.Command) {
	o.PackageFlags(cmd.Flags())
	complete(cmd, "package")
}

// complete tells shells the values of a flag, which are not the names of files.
func complete(cmd *cobra.Command, flag string, values ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
}

// must panics if a command has no flag of the name that it is told something about.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (o *options) addStrict(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.strict, "strict", false, "fail on a warning as on an error")
}

// addFormat adds the flag --format, with the formats that it takes. The command prints
// what in that format, "diagnostics" or its "output".
func (o *options) addFormat(cmd *cobra.Command, what string, formats ...string) {
	o.formats = formats
	cmd.Flags().StringVar(&o.format, "format", "text", "format of the "+what+": "+orList(o.formats))
	complete(cmd, "format", formats...)
}

// diagnosticFormats are the formats in which diagnostics can be printed.
var diagnosticFormats = []string{"text", "json", "github", "sarif"}

// orList joins words as a sentence does: "text, json or sarif".
func orList(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// validate returns an error if a flag has a value that the command does not take.
func (o *options) validate() error {
	if err := o.Only.Validate(); err != nil {
		return err
	}
	for _, code := range o.acceptLoss {
		if !slices.Contains(facts.LossCodes(), code) {
			return fmt.Errorf("--accept-loss %q is not known; use %s", code, orList(facts.LossCodes()))
		}
	}
	if len(o.formats) > 0 && !slices.Contains(o.formats, o.format) {
		return fmt.Errorf("--format %q is not known; use %s", o.format, orList(o.formats))
	}
	return nil
}

// buildOptions returns the options of a build.
func (o *options) buildOptions(p *program) build.Options {
	return build.Options{Run: o.Run, Out: o.out, AcceptLoss: o.acceptLoss, Find: p.find}
}
