package folder

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
)

// A Difference is a file that is not what Write would leave.
type Difference struct {
	// Path is that of the file, with slashes.
	Path string
	Code diag.Code
	// What says how the file differs, and because of what.
	What string
	// have is nil for a file that is missing, want for a file that is to go.
	have, want []byte
}

// hints say what to do about a difference. For a file that is unfinished, its What
// says that.
var hints = map[diag.Code]string{
	diag.FileEdited:   "move what is to stay to a file of your own, and run docgen generate again",
	diag.FileForeign:  "move it away, and run docgen generate again",
	diag.FileMissing:  "run docgen generate again",
	diag.FileOrphaned: "run docgen generate again",
	diag.FileStale:    "run docgen generate again",
}

// Diagnostic returns the difference as a diagnostic, which programs read.
func (d Difference) Diagnostic() diag.Diagnostic {
	return diag.New(diag.Pos{File: d.Path}, d.Code, hints[d.Code], "%s", d.What)
}

// Unified returns the difference as a unified diff. Lines that differ only in how
// they end are the same. There is no diff of a file that is not docgen's: docgen does not
// read it.
func (d Difference) Unified() string {
	if d.Code == diag.FileForeign {
		return ""
	}
	from, to := d.Path, d.Path+" (generated)"
	if d.have == nil {
		from = "/dev/null"
	}
	if d.want == nil {
		to = "/dev/null"
	}
	return Unified(from, to, d.have, d.want)
}

// Unified returns what changes from one text to another as a unified diff. It is empty if
// the texts are equal. Each name is in one line: a line feed in it would start lines that look
// like those of another file.
func Unified(from, to string, old, new []byte) string {
	// The package puts a command above the diff, and takes names as they are.
	hunks := strings.TrimPrefix(string(diff.Diff("a", old, "b", new)), "diff a b\n--- a\n+++ b\n")
	if hunks == "" {
		return ""
	}
	return fmt.Sprintf("--- %s\n+++ %s\n%s", diag.Printable(from), diag.Printable(to), hunks)
}

// Compare returns what Write would change to bring the folder to a package, sorted by
// path.
func (f *Folder) Compare(pkg Package) ([]Difference, error) {
	p, err := f.plan(pkg.Files)
	if err != nil {
		return nil, err
	}
	var differences []Difference
	add := func(name string, want []byte, code diag.Code, what string) {
		differences = append(differences, Difference{filepath.ToSlash(f.path(name)), code, what, f.files[name].data, want})
	}
	alone := len(p.write)+len(p.foreign)+len(p.Removed) == 1
	for _, file := range p.write {
		code, what := f.why(file, pkg, alone)
		add(file.Name, file.Data, code, what)
	}
	for _, file := range p.foreign {
		add(file.Name, file.Data, diag.FileForeign, "not docgen's: it has no header, so generate does not overwrite it")
	}
	for _, name := range p.Removed {
		code, what := f.whyOrphaned(name, pkg)
		add(name, nil, code, what)
	}
	slices.SortFunc(differences, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return differences, nil
}

// whyOrphaned says why docgen would remove a file.
func (f *Folder) whyOrphaned(name string, pkg Package) (diag.Code, string) {
	if name == unfinished || slices.Contains(f.leftovers, name) {
		return diag.FileUnfinished, "an interrupted run left this: run docgen generate again"
	}
	from := f.files[name].header.From
	switch {
	case f.files[name].header.PageHash == "":
		return diag.FileOrphaned, "orphaned: no page makes it"
	case pkg.Sources && slices.Contains(pkg.Unused, from):
		return diag.FileOrphaned, "orphaned: no code uses " + from + " any more"
	case pkg.Sources && slices.Contains(pkg.Pages, from):
		return diag.FileOrphaned, "orphaned: the pages of " + from + " make another file now, or none"
	case pkg.Sources:
		return diag.FileOrphaned, "orphaned: no source has a page of " + from + " any more"
	case slices.Contains(pkg.Unused, from):
		return diag.FileOrphaned, "orphaned: no code uses the method of its page " + from + " any more"
	case slices.Contains(pkg.Pages, from):
		return diag.FileOrphaned, "orphaned: its page " + from + " makes another file now, or none"
	}
	return diag.FileOrphaned, "orphaned: its page " + from + " is gone"
}

// why says why a file is not what Write would leave. By the hashes in the header it
// tells a hand edit, a changed page, and a change of anything else apart. A file that is
// alone is the only one that differs.
func (f *Folder) why(file genfile.File, pkg Package, alone bool) (diag.Code, string) {
	old, found := f.files[file.Name]
	switch {
	case !found && file.Page != "" && pkg.Sources:
		return diag.FileMissing, "missing: sources have pages of " + file.Page
	case !found && file.Page != "":
		return diag.FileMissing, "missing: its page is " + file.Page
	case !found:
		return diag.FileMissing, "missing"
	case old.size == 0:
		return diag.FileUnfinished, "empty, as a killed run leaves it: run docgen generate again"
	case genfile.Conflicted(old.data):
		return diag.FileUnfinished, "git could not merge it: run docgen generate again"
	case file.Name == facts.FileName && alone:
		// Whatever changes a fact changes another file as well.
		return diag.FileEdited, "edited by hand, or of another docgen"
	case file.Name == facts.FileName:
		return diag.FileStale, "stale: the facts changed"
	case old.header.ContentHash != genfile.ContentHash(old.data):
		return diag.FileEdited, "edited by hand"
	}
	return diag.FileStale, "stale: " + whyStale(old, file, pkg) + " changed"
}

// whyStale names what changed since docgen wrote a file.
func whyStale(old standing, file genfile.File, pkg Package) string {
	others := "docgen or gotd/td"
	if pkg.ErrorFile {
		others = "the error file, docgen or gotd/td"
	}
	pages := "the pages, "
	if pkg.Used {
		pages = "the pages, what code uses, "
	}
	path := fmt.Appendf(nil, "%q", pkg.ImportPath)
	switch {
	case packageClause(old.data) != packageClause(file.Data):
		return "the name of the package"
	case hasComment(old.data) != hasComment(file.Data):
		return "the comment of the package, which a file of yours may have,"
	case bytes.Contains(file.Data, path) && !bytes.Contains(old.data, path):
		return "the import path of the package"
	case file.Page != "" && old.header.From != file.Page && pkg.Sources:
		return "the list of sources"
	case file.Page != "" && old.header.From != file.Page:
		return "the name of its page, now " + file.Page + ","
	case file.PageHash != old.header.PageHash && pkg.Sources:
		return "a page of " + file.Page
	case file.PageHash != old.header.PageHash:
		return "its page " + file.Page
	case file.Page == "":
		return pages + others
	}
	return others
}
