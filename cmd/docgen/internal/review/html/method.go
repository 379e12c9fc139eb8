package html

import (
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/review"
)

// methodView is what the templates show of a method.
type methodView struct {
	*review.MethodReport
	// ID is what a link names, Title what a reader sees.
	ID, Title string
	Namespace string
	Counts    []levelCount
	// Data is the JSON of both comparisons.
	Data template.JS
	// HTML is the rest by its template. It comes before the script, and the data,
	// which is most of the file, after it: a reader does not wait for it.
	HTML template.HTML
}

// The changes of the whole package, which are no method's. No method has a hyphen
// in its name.
const (
	packageID    = "docgen-package"
	packageTitle = "The package"
)

func newMethodView(m *review.MethodReport) (methodView, error) {
	v := methodView{MethodReport: m, ID: m.Name, Title: m.Name, Counts: newLevelCounts()}
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
	data, err := json.Marshal(newMethodData(m))
	if err != nil {
		return v, err
	}
	v.Data = template.JS(data) //nolint:gosec // encoding/json escapes <, > and & for HTML
	var text strings.Builder
	err = templates().ExecuteTemplate(&text, "method.html", v)
	v.HTML = template.HTML(text.String()) //nolint:gosec // html/template escaped it
	return v, err
}

// methodData is what the script shows once somebody opens the method.
type methodData struct {
	Page *comparison `json:"page,omitempty"`
	Go   *comparison `json:"go,omitempty"`
}

// comparison is a file before and after.
type comparison struct {
	// Old and New are its names, empty where it is not there.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
	// OldLine and NewLine are the numbers of the first lines.
	OldLine int      `json:"oldLine"`
	NewLine int      `json:"newLine"`
	Rows    []string `json:"rows"`
	Marks   []string `json:"marks,omitempty"`
}

// file is one side of a comparison.
type file struct {
	name, text string
	line       int
}

func newMethodData(m *review.MethodReport) methodData {
	var data methodData
	if old, new := pageFile(m.Old), pageFile(m.New); old.text+new.text != "" {
		data.Page = compare(old, new)
	}
	if old, new := goFile(m.Old), goFile(m.New); old.text+new.text != "" {
		data.Go = compare(old, new)
		data.Go.Marks = highlight(old.text, new.text, data.Go.Rows)
	}
	return data
}

func compare(old, new file) *comparison {
	return &comparison{Old: old.name, New: new.name, OldLine: old.line, NewLine: new.line, Rows: compareLines(old.text, new.text)}
}

func pageFile(m *review.Method) file {
	if m == nil || len(m.Source) == 0 {
		return file{line: 1}
	}
	return file{m.Page.File, strings.ReplaceAll(string(m.Source), "\r\n", "\n"), 1}
}

// goFile returns the generated file below its header, whose hashes differ whenever
// the rest does.
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
