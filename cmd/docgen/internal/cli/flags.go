package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/emit/facts"
)

// options are the flags that several commands have.
type options struct {
	build.Run
	out string
	// acceptLoss are codes of losses that do not stop the writing.
	acceptLoss []string
	strict     bool
	format     string
	formats    []string
}

func (o *options) addOut(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&o.out, "out", "generated", usage)
}

func (o *options) addStrict(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.strict, "strict", false, "let warnings fail as errors do")
}

func (o *options) addFormat(cmd *cobra.Command, what string, formats ...string) {
	o.formats = formats
	cmd.Flags().StringVar(&o.format, "format", "text", "how "+what+": "+orList(o.formats))
}

// diagnosticFormats are those of diagnostics.
var diagnosticFormats = []string{"text", "json", "github", "sarif"}

// orList joins words as a sentence does: "text, json or sarif".
func orList(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// validate returns the error of flags that can't be meant.
func (o *options) validate() error {
	if err := o.Only.Validate(); err != nil {
		return err
	}
	for _, code := range o.acceptLoss {
		if !slices.Contains(facts.LossCodes(), code) {
			return fmt.Errorf("--accept-loss %q is not known; it is %s", code, orList(facts.LossCodes()))
		}
	}
	if len(o.formats) > 0 && !slices.Contains(o.formats, o.format) {
		return fmt.Errorf("--format %q is not known; it is %s", o.format, orList(o.formats))
	}
	return nil
}

// building returns what a build needs of the flags.
func (o *options) building(p *program) build.Options {
	return build.Options{Run: o.Run, Out: o.out, AcceptLoss: o.acceptLoss, Find: p.find}
}
