package html

import (
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

// A methodView is a method, or the whole package, as the templates show it.
type methodView struct {
	*review.MethodReport
	// ID is the id of the HTML element, and Title its heading.
	ID, Title string
	Namespace string
	Counts    []levelCount
	// Data is a methodData as JSON. The data of all methods is most of the file. It
	// comes after the script, so that a reader does not have to wait for it.
	Data template.JS
	// HTML is the output of method.html: the changes as sentences. It comes before
	// the script.
	HTML template.HTML
	// pages are those of the method, each before and after.
	pages [][2]file
}

// The ID and the Title of the changes of the whole package. The ID is not the name
// of any method, since no method has a hyphen in its name.
const (
	packageID    = "docgen-package"
	packageTitle = "The package"
)

func newMethodView(m *review.MethodReport) (methodView, error) {
	v := methodView{MethodReport: m, ID: m.Name, Title: m.Name, Counts: newLevelCounts(), pages: pagesOf(m)}
	if m.Name == "" {
		v.ID, v.Title = packageID, packageTitle
	}
	if namespace, _, ok := strings.Cut(m.Name, "."); ok {
		v.Namespace = namespace
	}
	for _, c := range m.Changes {
		count := &v.Counts[slices.Index(levels, c.Level)]
		if c.Layer == review.Go {
			count.Go++
		} else {
			count.Facts++
		}
	}
	data, err := json.Marshal(newMethodData(m, v.pages))
	if err != nil {
		return v, err
	}
	v.Data = template.JS(diag.PrintableJSON(string(data))) //nolint:gosec // encoding/json escapes <, > and & for HTML
	var text strings.Builder
	err = templates().ExecuteTemplate(&text, "method.html", v)
	v.HTML = template.HTML(text.String()) //nolint:gosec // html/template escaped it
	return v, err
}

// A methodData is what the script shows when the reader opens a method: the pages and the
// generated file, each before and after. It leaves out what neither side has.
type methodData struct {
	Page []*fileDiff `json:"page,omitempty"`
	Go   *fileDiff   `json:"go,omitempty"`
}

// A fileDiff is a file before and after.
type fileDiff struct {
	// Old and New are the names of the file, empty on a side that lacks it.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
	// OldLine and NewLine are the line numbers that the rows start with.
	OldLine int `json:"oldLine"`
	NewLine int `json:"newLine"`
	// Rows are those of compareLines, and Marks those of highlight.
	Rows  []string `json:"rows"`
	Marks []string `json:"marks,omitempty"`
}

// A file is one side of a fileDiff; line is the number of its first line.
type file struct {
	name, text string
	line       int
}

func newMethodData(m *review.MethodReport, pages [][2]file) methodData {
	var data methodData
	for _, pair := range pages {
		if pair[0].text+pair[1].text != "" {
			data.Page = append(data.Page, newFileDiff(pair[0], pair[1]))
		}
	}
	if old, new := goFile(m.Old), goFile(m.New); old.text+new.text != "" {
		data.Go = newFileDiff(old, new)
		data.Go.Marks = highlight(old.text, new.text, data.Go.Rows)
	}
	return data
}

func newFileDiff(old, new file) *fileDiff {
	return &fileDiff{Old: old.name, New: new.name, OldLine: old.line, NewLine: new.line, Rows: compareLines(old.text, new.text)}
}

// goFile returns the generated file without its header. The hashes in the header
// differ whenever anything else does, so they would only distract.
func goFile(m *review.Method) file {
	if m == nil || len(m.GoFile) == 0 {
		return file{line: 1}
	}
	header, text, ok := strings.Cut(string(m.GoFile), "\n\n")
	if !ok || !strings.HasPrefix(header, "// Code generated ") {
		return file{m.GoName, string(m.GoFile), 1}
	}
	return file{m.GoName, text, strings.Count(header, "\n") + 3}
}
