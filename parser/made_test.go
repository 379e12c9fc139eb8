package parser_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// TestMadePages compares what the parser reads of made pages with what was written: every
// fact with its line, and every warning.
func TestMadePages(t *testing.T) {
	p := parser.New()
	for _, made := range madeFolders(t) {
		t.Run(made.name, func(t *testing.T) {
			wrong := 0
			for _, f := range made.files {
				read, diags := p.Parse(f.name, f.src)
				diff := cmp.Diff(*f.facts, readFacts(f.name, read, diags), cmpopts.EquateEmpty())
				if diff == "" {
					continue
				}
				if wrong++; wrong <= 3 {
					t.Errorf("%s reads differently (-written +read):\n%s", f.name, diff)
				}
			}
			if wrong > 0 {
				t.Errorf("%d of %d pages read differently", wrong, len(made.files))
			}
		})
	}
}

// TestMadeErrorFile reads the made error file. It merges the file with an empty page of each
// method, which then has the facts of the file, and with the made pages of 2026-03, which have no
// errors and agree with the file on who may call a method.
func TestMadeErrorFile(t *testing.T) {
	methods, err := corpus.Find(t.Context(), ".")
	if err != nil {
		t.Fatal(err)
	}
	src, facts := corpus.ErrorFile(methods)
	p := parser.New()
	errors, diags := p.ParseErrors("errors.json", src)
	if errors == nil || len(diags) > 0 {
		t.Fatalf("the file has diagnostics: %v", diags)
	}
	last := len(facts) - 1
	if diff := cmp.Diff(facts[last].Errors, errorFacts(errors.General())); diff != "" {
		t.Errorf("the errors of no method (-written +read):\n%s", diff)
	}
	for _, want := range facts[:last] {
		read, _ := p.Parse("x.md", []byte("# Method: "+want.Method.Text+"\n\n### Parameters:\n"))
		read, diags := errors.Merge([]parser.Read{{Page: read}})
		if len(diags) > 0 {
			t.Errorf("%s: an empty page differs: %v", want.Method.Text, diags)
		}
		got := corpus.Facts{Method: corpus.Fact{Text: read.Method.Text}, Errors: errorFacts(read.Errors), Users: flagFact(read.Users), Bots: flagFact(read.Bots)}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s reads differently (-written +read):\n%s", want.Method.Text, diff)
		}
	}
	pages, err := corpus.Make("2026-03", methods)
	if err != nil {
		t.Fatal(err)
	}
	for _, made := range pages {
		if read, _ := p.Parse(made.File, made.Text); read != nil {
			if _, diags := errors.Merge([]parser.Read{{Page: read}}); len(diags) > 0 {
				t.Errorf("the file and the page disagree: %v", diags)
			}
		}
	}
}

// readFacts returns what the parser read of a page, in the form of a made page's facts.
func readFacts(name string, p *page.Page, diags []diag.Diagnostic) corpus.Facts {
	facts := corpus.Facts{File: name}
	for _, d := range diags {
		facts.Warnings = append(facts.Warnings, corpus.Warning{Code: d.Code, Line: d.Line})
	}
	if p == nil {
		return facts
	}
	slices.SortStableFunc(facts.Warnings, func(a, b corpus.Warning) int { return a.Line - b.Line })
	facts.Title = lineFact(p.Title.Text, p.Title.Pos)
	if len(p.Description) > 0 {
		facts.Description = lineFact(p.Description.Plain(), p.Description[0].Pos)
	}
	facts.Method, facts.Returns = lineFact(p.Method.Text, p.Method.Pos), lineFact(p.Returns.Text, p.Returns.Pos)
	facts.Summary = p.Summary.Plain()
	facts.Definition = lineFact(p.Definition.Text, p.Definition.Pos)
	facts.Users, facts.Bots, facts.Business, facts.Unauthenticated = flagFact(p.Users), flagFact(p.Bots), flagFact(p.Business), flagFact(p.Unauthenticated)
	for _, x := range p.Params {
		facts.Params = append(facts.Params, corpus.Param{
			Name: x.Name, Type: x.Type, Accepts: x.Accepts, Description: x.Description.Plain(), Required: x.Required, Line: x.Pos.Line,
		})
	}
	facts.Errors = errorFacts(p.Errors)
	for _, x := range p.Examples {
		facts.Examples = append(facts.Examples, lineFact(x.Language, x.Pos))
	}
	for _, x := range p.Notes {
		facts.Notes = append(facts.Notes, lineFact(x.Title, x.Pos))
	}
	return facts
}

func lineFact(text string, pos diag.Pos) corpus.Fact { return corpus.Fact{Text: text, Line: pos.Line} }

func flagFact(f page.Flag) corpus.Flag { return corpus.Flag{Value: f.Value, Line: f.Pos.Line} }

func errorFacts(errors []page.Error) []corpus.Error {
	var facts []corpus.Error
	for _, e := range errors {
		facts = append(facts, corpus.Error{
			Code: e.Code, Name: e.Name, Pattern: e.Pattern, Description: e.Description.Plain(), Common: e.Common, Line: e.Pos.Line,
		})
	}
	return facts
}
