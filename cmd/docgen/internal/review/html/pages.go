package html

import (
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/parser/diag"
)

// pagesOf returns the pages of a method, each before and after. With several sources, the
// pages of both sides whose paths end alike belong together.
func pagesOf(m *review.MethodReport) [][2]file {
	old, new := pageFiles(m.Old), pageFiles(m.New)
	if len(old) <= 1 && len(new) <= 1 {
		old, new = append(old, file{line: 1}), append(new, file{line: 1})
		return [][2]file{{old[0], new[0]}}
	}
	var pairs [][2]file
	for _, is := range new {
		was := file{line: 1}
		if i := likest(is.name, old); i >= 0 {
			was = old[i]
			old = slices.Delete(old, i, i+1)
		}
		pairs = append(pairs, [2]file{was, is})
	}
	for _, was := range old {
		pairs = append(pairs, [2]file{was, {line: 1}})
	}
	return pairs
}

// pageFiles returns the pages of one side.
func pageFiles(m *review.Method) []file {
	if m == nil {
		return nil
	}
	var files []file
	for _, text := range m.Texts {
		files = append(files, file{text.File, strings.ReplaceAll(string(text.Data), "\r\n", "\n"), 1})
	}
	return files
}

// likest returns the index of the file whose path shares most elements with a name, counted
// from the end, or -1 if none shares the last one.
func likest(name string, files []file) int {
	most, index := 0, -1
	for i, f := range files {
		if n := sharedElements(f.name, name); n > most {
			most, index = n, i
		}
	}
	return index
}

// sharedElements counts the elements at the end of two paths that are the same.
func sharedElements(a, b string) int {
	isSlash := func(r rune) bool { return r == '/' || r == ':' } // as in git:HEAD:docs/x.md
	x, y := strings.FieldsFunc(a, isSlash), strings.FieldsFunc(b, isSlash)
	n := 0
	for n < len(x) && n < len(y) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	return n
}

// A place is where a change is, as a sentence about it shows.
type place struct {
	Side string
	// Anchor is the end of the link's address. It is empty if the review does not show the
	// file.
	Anchor string
	Label  string
}

// Places returns the places of a change in the pages of the method, before and after.
func (v methodView) Places(c review.Change) []place {
	var places []place
	for side, pos := range []diag.Pos{c.Old, c.New} {
		if pos.Line == 0 {
			continue
		}
		p := place{Side: []string{"old", "new"}[side], Label: fmt.Sprintf("%s:%d", pos.File, pos.Line)}
		i := slices.IndexFunc(v.pages, func(pair [2]file) bool { return pair[side].name == pos.File })
		switch single := len(v.pages) == 1; {
		case single && (i == 0 || pos.File == "" || v.pages[0][side].name == ""):
			p.Anchor = fmt.Sprint(pos.Line)
			p.Label = p.Side + ":" + p.Anchor
		case !single && i >= 0:
			p.Anchor = fmt.Sprintf("%d.%d", i+1, pos.Line)
		}
		places = append(places, p)
	}
	return places
}
