package golden

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/doc"
	"go/parser"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"

	"example.com/docgen/parser/diag"
)

// tokens returns the tokens of a file without comments. It leaves out the text of
// string literals, except in imports.
func tokens(source []byte) []string {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", -1, len(source)), source, nil, 0)
	var out []string
	imports := 0
	for {
		_, tok, literal := s.Scan()
		switch {
		case tok == token.EOF:
			return out
		case tok == token.IMPORT:
			imports = 1
		case tok == token.TYPE, tok == token.FUNC, tok == token.VAR, tok == token.CONST:
			imports = 0
		case tok == token.STRING && imports == 0:
			literal = ""
		}
		out = append(out, tok.String()+" "+literal)
	}
}

var (
	generatedLine = regexp.MustCompile(`^// Code generated .* DO NOT EDIT\.$`)
	// directive matches the start of a comment that some tool acts on. The tool may
	// ignore slashes and spaces before it.
	directive = regexp.MustCompile(`^[/ \t]*(?:nolint\b|revive:|lint:|go:[a-z]|#nosec|\+[a-z])`)
)

// complaintOf returns what is wrong with a generated file, or "": a comment that is
// more than a comment.
func complaintOf(name string, source []byte) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments)
	if err != nil {
		return err.Error()
	}
	for i, group := range file.Comments {
		for j, c := range group.List {
			if i == 0 && j < 2 && group.Pos() == 1 {
				continue // docgen's header, in front of the package
			}
			if complaint := lineComplaint(c.Text); complaint != "" {
				return complaint + ": " + c.Text
			}
		}
		for paragraph := range strings.SplitSeq(group.Text(), "\n\n") {
			if strings.HasPrefix(strings.ToLower(paragraph), "deprecated:") {
				return "a deprecation: " + paragraph
			}
		}
	}
	if bytes.Count(source, []byte("DO NOT EDIT.\n")) == 0 || !ast.IsGenerated(file) {
		return "not marked as generated"
	}
	if pkg, err := doc.NewFromFiles(fset, []*ast.File{file}, "example.com/p", doc.PreserveAST); err != nil || len(pkg.Notes["BUG"]) > 0 {
		return fmt.Sprint("a bug that go doc lists, or no documentation: ", err)
	}
	for _, example := range doc.Examples(file) {
		if example.Output != "" || example.EmptyOutput {
			return "an example that go test runs: " + example.Output
		}
	}
	return ""
}

func lineComplaint(text string) string {
	rest, ok := strings.CutPrefix(text, "//")
	switch {
	case !ok || strings.ContainsAny(text, "\n\r"):
		return "a comment of another kind"
	case rest != "" && rest[0] != ' ' && rest[0] != '\t':
		return "a directive"
	case constraint.IsGoBuild(text) || constraint.IsPlusBuild(text):
		return "a build constraint"
	case generatedLine.MatchString(text):
		return "a mark of generated code"
	case directive.MatchString(rest):
		return "a directive to a tool"
	case strings.ContainsFunc(text, diag.Hidden):
		return "a hidden character"
	}
	return ""
}
