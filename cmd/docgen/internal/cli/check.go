package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

func (p *program) checkCommand() *cobra.Command {
	var o options
	var diff bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check that the generated package is up to date",
		Long: `check generates the package again in memory, and compares it with the output
folder. It writes nothing. If the folder is exactly what generate would leave, it
exits with 0. Otherwise it exits with 1, and prints a line for each file that
differs. With --format json, github or sarif it prints these lines as diagnostics,
together with those of the pages, on standard output.

Without flags of generate, check repeats the run that the first line of api.txt
records, and prints that run. Anybody who can change the folder can change that
line. Where that matters, as for pull requests, give check the same flags as
generate: then it makes the run of the flags, and if api.txt records another run,
that is an error.`,
		Example: `  docgen check
  docgen check --docs docs --out tgapi --diff`,
		Args: arguments(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			given := slices.ContainsFunc(build.FlagNames, cmd.Flags().Changed)
			return p.check(cmd, &o, given, diff)
		},
	}
	o.addInput(cmd)
	o.addUsed(cmd)
	o.IgnoreFlag(cmd.Flags())
	o.addOut(cmd, "folder of the generated package")
	o.addPackage(cmd)
	o.addStrict(cmd)
	o.addFormat(cmd, "diagnostics", diagnosticFormats...)
	cmd.Flags().BoolVar(&diff, "diff", false, "print a unified diff of each file that differs")
	return cmd
}

func (p *program) check(cmd *cobra.Command, o *options, given, diff bool) error {
	if err := o.validate(); err != nil {
		return err
	}
	if diff && (o.format == "json" || o.format == "sarif") {
		return fmt.Errorf("--diff can't be combined with --format %s", o.format)
	}
	out, err := folder.Read(o.out)
	if err != nil {
		return err
	}
	recordDiffers, err := p.chooseRun(o, out, given)
	if err != nil {
		return err
	}
	found, outcome, err := build.Make(cmd.Context(), o.buildOptions(p), out)
	if err != nil {
		return err
	}
	p.reportIgnored(o, found)
	if !failing(found.Diags, o.strict) {
		found.Diags = nil // warnings would not keep generate from writing
	}
	found.Diags = append(recordDiffers, found.Diags...)
	var differences []folder.Difference
	var changes *build.Changes
	switch made := outcome.(type) {
	case build.Nothing:
		if len(found.Diags) == 0 {
			return made.Reason
		}
	case *build.Package:
		changes = made.Changes
		if differences, err = out.Compare(made.Package); err != nil {
			return err
		}
	}
	if err := p.reportCheck(o, found, differences, changes, diff); err != nil {
		return err
	}
	if len(found.Diags)+len(differences) > 0 {
		return errFindings
	}
	return nil
}

// chooseRun sets the run that check makes: the run of the flags if any are given, else
// the one that api.txt records. It returns an error diagnostic if there are both and
// they differ.
func (p *program) chooseRun(o *options, out *folder.Folder, given bool) ([]diag.Diagnostic, error) {
	line := facts.Parse(out.Facts()).Run
	if given {
		if line == "" {
			return nil, nil // api.txt differs from what generate would leave, and is reported so
		}
		flags, err := o.Recorded(o.out)
		if err != nil || flags.String() == line {
			return nil, err
		}
		return []diag.Diagnostic{diag.New(diag.Pos{File: out.FactsPath(), Line: 1, Column: 1}, diag.RunDiffers,
			"run docgen generate with the same flags as check", "the folder records the run %q, and the flags say %q", line, flags)}, nil
	}
	if !out.HasFacts() {
		return nil, fmt.Errorf("there is no %s, which records the run to check; run docgen generate first", out.FactsPath())
	}
	recorded, err := build.ParseRun(line)
	if err != nil {
		return nil, fmt.Errorf("the first line of %s records no run that can be repeated, so run docgen generate again: %s",
			out.FactsPath(), diag.Printable(err.Error()))
	}
	fmt.Fprintf(p.stderr, "check repeats the run that %s records: %s\n", out.FactsPath(), diag.Printable(line))
	o.Run, err = recorded.From(o.out)
	return nil, err
}

// reportCheck prints what check found. With --format text the diagnostics of the pages
// go to standard error, as those of other commands do. With other formats they go to
// standard output together with the differences, so that a program reads one list.
func (p *program) reportCheck(o *options, found build.Findings, differences []folder.Difference, changes *build.Changes, diff bool) error {
	if o.format == "text" {
		if err := p.report(p.stderr, o.format, found); err != nil {
			return err
		}
	} else {
		all := found
		all.Diags = slices.Clone(found.Diags)
		for _, d := range differences {
			all.Diags = append(all.Diags, d.Diagnostic())
		}
		if err := p.report(p.results, o.format, all); err != nil || o.format != "github" {
			return err
		}
	}
	for _, d := range differences {
		if o.format == "text" {
			fmt.Fprintln(p.results, diag.Printable(d.Path+": "+d.What))
		}
		if diff {
			fmt.Fprint(p.results, d.Unified())
		}
	}
	if len(found.Diags)+len(differences) > 0 {
		printChanges(p.results, changes)
	}
	return nil
}
