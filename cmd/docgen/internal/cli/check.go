package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/google/shlex"
	"github.com/spf13/cobra"

	"example.com/docgen/emit"
	"example.com/docgen/parser/diag"
)

func checkCommand() *cobra.Command {
	var o options
	var diff bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Is the generated package what the pages say?",
		Long: `check repeats the run that the first line of api.txt records, writes nothing,
and compares. It exits with 0 when the folder is what generate would leave, and
with 1 and a line for each file that is not. With another --format these are
diagnostics like any other, all on standard output.`,
		Example: `  docgen check
  docgen check --out tgapi --diff`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return check(cmd, &o, diff) },
	}
	o.addOut(cmd, "folder of the generated package")
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics are printed", "github", "sarif")
	cmd.Flags().BoolVar(&diff, "diff", false, "print the differences")
	return cmd
}

func check(cmd *cobra.Command, o *options, diff bool) error {
	if err := o.validate(); err != nil {
		return err
	}
	if diff && (o.format == "json" || o.format == "sarif") {
		return fmt.Errorf("--diff can't be printed as --format %s", o.format)
	}
	if err := o.repeat(); err != nil {
		return err
	}
	b, err := makePackage(cmd.Context(), o)
	if err != nil {
		return err
	}
	var differences []difference
	if b.files != nil {
		if differences, err = compare(b, o); err != nil {
			return err
		}
	}
	var findings []diag.Diagnostic
	if failing(b.diags, o.strict) {
		findings = b.diags
	}
	if err := reportCheck(cmd, o, b, findings, differences, diff); err != nil {
		return err
	}
	if len(findings)+len(differences) > 0 {
		return errFindings
	}
	return nil
}

// reportCheck prints what check found. For people the diagnostics of pages go to
// standard error, as everywhere; a program gets all in one.
func reportCheck(cmd *cobra.Command, o *options, b *build, findings []diag.Diagnostic, differences []difference, diff bool) error {
	w := cmd.OutOrStdout()
	if o.format == "text" {
		if err := report(cmd.ErrOrStderr(), o.format, findings, b.sources); err != nil {
			return err
		}
	} else {
		all := findings[:len(findings):len(findings)]
		for _, d := range differences {
			all = append(all, d.diagnostic())
		}
		if err := report(w, o.format, all, b.sources); err != nil || o.format != "github" {
			return err
		}
	}
	for _, d := range differences {
		if o.format == "text" {
			fmt.Fprintln(w, printable(d.path+": "+d.what))
		}
		if diff {
			fmt.Fprint(w, d.unified())
		}
	}
	if len(findings)+len(differences) > 0 {
		b.changes.print(w)
	}
	return nil
}

// repeat sets the flags to those of the run that api.txt records.
func (o *options) repeat() error {
	name := filepath.Join(o.out, emit.FactsFile)
	data, err := readOwn(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no %s to repeat the run of; run docgen generate first", name)
	}
	if err != nil {
		return err
	}
	line, _, _ := strings.Cut(string(data), "\n")
	words, err := shlex.Split(strings.TrimPrefix(line, "# "))
	if err != nil || len(words) < 2 || words[0] != "docgen" || words[1] != "generate" {
		return fmt.Errorf("the first line of %s does not record a run of docgen generate; run it again", name)
	}
	recorded := &cobra.Command{}
	o.docs, o.only, o.errors, o.pkg = nil, nil, "", ""
	o.addInput(recorded)
	o.addExtras(recorded)
	if err := recorded.ParseFlags(words[2:]); err != nil {
		return fmt.Errorf("the first line of %s: %s", name, err.Error()) // it may be a request for help, which is none of the user's
	}
	if args := recorded.Flags().Args(); len(args) > 0 {
		return fmt.Errorf("the first line of %s has %q, which is no flag of docgen generate", name, args[0])
	}
	for i, docs := range o.docs {
		o.docs[i] = filepath.Join(o.out, filepath.FromSlash(docs))
	}
	if o.errors != "" {
		o.errors = filepath.Join(o.out, filepath.FromSlash(o.errors))
	}
	return nil
}
