package parser_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"testing"

	"example.com/docgen/golden/corpus"
	"example.com/docgen/parser"
)

// errorsOf returns the errors that the file adds to a page of the method without errors.
func errorsOf(t *testing.T, file *parser.ErrorFile, method string) (patterns, common []string) {
	t.Helper()
	p, diags := parser.New().Parse("x.md", []byte("# Method: "+method+"\n\n### Parameters:\n"))
	if p == nil {
		t.Fatal(diags)
	}
	merged, _ := file.Merge([]parser.Read{{Page: p}})
	for _, e := range merged.Errors {
		patterns = append(patterns, e.Pattern)
		if e.Common {
			common = append(common, e.Pattern)
		}
	}
	return patterns, common
}

// TestCommonErrors reads a file in which most methods have one error: the error is
// common, except in a file of few methods.
func TestCommonErrors(t *testing.T) {
	for _, test := range []struct {
		methods int
		want    []string
	}{{40, []string{"MOST_HAVE_IT"}}, {19, nil}} {
		errors := map[string][]string{}
		for i := range test.methods {
			method := fmt.Sprintf("help.method%d", i)
			if i <= test.methods/2 {
				errors["MOST_HAVE_IT"] = append(errors["MOST_HAVE_IT"], method)
			}
			if i < test.methods/2 {
				errors["HALF_HAVE_IT"] = append(errors["HALF_HAVE_IT"], method)
			}
		}
		for i := range test.methods {
			errors[fmt.Sprintf("OWN_%d_ERROR", i)] = []string{fmt.Sprintf("help.method%d", i)}
		}
		src, err := json.Marshal(map[string]any{"errors": map[string]any{"400": errors}})
		if err != nil {
			t.Fatal(err)
		}
		file, diags := parser.New().ParseErrors("errors.json", src)
		if file == nil {
			t.Fatal(diags)
		}
		patterns, common := errorsOf(t, file, "help.method0")
		if !slices.Equal(common, test.want) || len(patterns) != 3 {
			t.Errorf("of %d methods: got %v, common %v, want %v", test.methods, patterns, common, test.want)
		}
	}
}

// FuzzErrors shows of ParseErrors what FuzzParse shows of Parse: it does not
// panic, its result depends on the input alone, and positions are in the file.
func FuzzErrors(f *testing.F) {
	f.Add([]byte(`{"errors": {"400": {"A_%d": ["help.getConfig"]}, "-503": {"Timeout": []}}, "descriptions": {"A_%d": "a *b*"}, "user_only": ["help.getConfig"], "bot_only": [], "business_supported": []}`))
	f.Add([]byte(`{"errors": {"": {"": [""]}}, "version": {"a": [1, {}]}}`))
	f.Add([]byte("\ufeff{\"descriptions\": {\"A\": \"\\u202e\"}} x"))
	methods, err := corpus.Find(f.Context(), ".")
	if err != nil {
		f.Fatal(err)
	}
	made, _ := corpus.ErrorFile(methods[:3])
	f.Add(made)
	if src, err := os.ReadFile(realPages + "/errors.json"); err == nil {
		f.Add(src[:min(len(src), 4096)])
	}
	example := []byte("# Method: help.getConfig\n\n### Errors\n\n|Code|Error|Description|\n|-|-|-|\n|400|A_%d|b|\n")
	p := parser.New()
	f.Fuzz(func(t *testing.T, src []byte) {
		file, diags := p.ParseErrors("errors.json", src)
		_, again := p.ParseErrors("errors.json", src)
		if !reflect.DeepEqual(diags, again) {
			t.Error("two runs differ")
		}
		if file == nil && len(diags) == 0 {
			t.Error("the file was refused without a diagnostic")
		}
		lines := bytes.Split(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\n"))
		if file != nil {
			read, _ := p.Parse("x.md", example)
			_, diags := file.Merge([]parser.Read{{Page: read}})
			for _, d := range diags {
				if d.File != "x.md" {
					t.Errorf("the position of %v is not in the page", d)
				}
			}
		}
		for _, d := range diags {
			if d.Line > len(lines) || d.Line > 0 && d.Column > len(lines[d.Line-1])+1 {
				t.Errorf("%s is not in the file", d.Pos)
			}
		}
	})
}
