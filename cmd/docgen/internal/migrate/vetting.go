package migrate

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"example.com/docgen/cmd/docgen/internal/migrate/vet"
	"example.com/docgen/parser/diag"
)

// A Report is what the checks of vet found.
type Report struct {
	Diags []diag.Diagnostic
	// Sources are the texts of the files with findings, by the names in Diags.
	Sources map[string][]byte
}

// Vet runs the checks over the code that the patterns name. If bot is true, the code is
// that of a bot.
func Vet(ctx context.Context, options Options, bot bool) (*Report, error) {
	return interruptible(ctx, func() (*Report, error) { return check(ctx, options, bot) })
}

func check(ctx context.Context, options Options, bot bool) (*Report, error) {
	groups, err := options.prepare(ctx)
	if err != nil {
		return nil, err
	}
	report := &Report{Sources: map[string][]byte{}}
	for _, g := range groups {
		if err := report.add(ctx, g, options, bot); err != nil {
			return nil, err
		}
	}
	diag.Sort(report.Diags)
	report.Diags = slices.Compact(report.Diags)
	return report, nil
}

func (r *Report) add(ctx context.Context, g group, options Options, bot bool) error {
	w, err := open(ctx, g, options)
	if err != nil {
		return err
	}
	analyzers, err := analyzers(bot)
	if err != nil {
		return err
	}
	for _, b := range w.builds {
		checks := slices.Clone(analyzers)
		if b.wrapsErrors() {
			checks = slices.DeleteFunc(checks, func(a *analysis.Analyzer) bool { return a.Name == "errorsis" })
		}
		graph, err := checker.Analyze(checks, b.pkgs, nil)
		if err != nil {
			return fmt.Errorf("running the checks: %w", err)
		}
		for _, action := range graph.Roots {
			if action.Err != nil {
				return fmt.Errorf("running the check %s on %s: %w", action.Analyzer.Name, action.Package.PkgPath, action.Err)
			}
			for _, d := range action.Diagnostics {
				p := w.fset.PositionFor(d.Pos, false)
				if f := w.files[p.Filename]; f != nil && g.chosen[p.Filename] {
					shown := options.relative(p.Filename)
					r.Sources[shown] = f.text
					r.Diags = append(r.Diags, diag.New(diag.Pos{File: shown, Line: p.Line, Column: p.Column}, diag.Code(d.Category), hint(d), "%s", d.Message))
				}
			}
		}
	}
	return nil
}

// wrapsErrors reports whether one of the packages installs the middleware, which can then be
// in the clients of all.
func (b *loaded) wrapsErrors() bool {
	return slices.ContainsFunc(b.pkgs, func(p *packages.Package) bool {
		return !vet.IsGenerated(p.Types) && vet.WrapsErrors(p.TypesInfo)
	})
}

// hint says what the edit is that a finding comes with.
func hint(d analysis.Diagnostic) string {
	if len(d.SuggestedFixes) == 0 {
		return ""
	}
	return d.SuggestedFixes[0].Message
}

func analyzers(bot bool) ([]*analysis.Analyzer, error) {
	all := vet.Analyzers()
	for _, a := range all {
		if f := a.Flags.Lookup("bot"); f != nil && bot {
			if err := f.Value.Set("true"); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}
