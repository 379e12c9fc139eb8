package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"example.com/docgen/emit"
	"example.com/docgen/parser/diag"
)

// difference is a file that is not what generate would leave.
type difference struct {
	path string
	code diag.Code
	// what says how the file differs, and because of what.
	what string
	// have is nil for a file that is missing, want for one that is to go.
	have, want []byte
}

// hints say what to do about a difference. A file that is unfinished says so
// itself.
var hints = map[diag.Code]string{
	diag.FileEdited:   "move what is to stay to a file of your own, and run docgen generate again",
	diag.FileForeign:  "move it away, and run docgen generate again",
	diag.FileMissing:  "run docgen generate again",
	diag.FileOrphaned: "run docgen generate again",
	diag.FileStale:    "run docgen generate again",
}

// diagnostic returns the difference as programs read it.
func (d difference) diagnostic() diag.Diagnostic {
	return diag.New(diag.Pos{File: d.path}, d.code, hints[d.code], "%s", d.what)
}

// unified returns the difference as a unified diff. Line breaks are none.
func (d difference) unified() string {
	from, to := d.path, d.path+" (generated)"
	if d.have == nil {
		from = "/dev/null"
	}
	if d.want == nil {
		to = "/dev/null"
	}
	return udiff.Unified(from, to, string(emit.UnixBreaks(d.have)), string(d.want))
}

// compare returns what generate would change in the folder, sorted by path.
func compare(b *build, o *options) ([]difference, error) {
	p, err := planWrite(b.output, b.files, false)
	if err != nil {
		return nil, err
	}
	var differences []difference
	add := func(name string, want []byte, why func(have []byte) (diag.Code, string)) error {
		have, err := readOwn(b.output.path(name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		code, what := why(have)
		path := filepath.ToSlash(filepath.Join(b.output.dir, filepath.FromSlash(name)))
		differences = append(differences, difference{path, code, what, have, want})
		return nil
	}
	alone := len(p.write)+len(p.foreign)+len(p.remove) == 1
	for _, f := range p.write {
		err = errors.Join(err, add(f.Name, f.Data, func(have []byte) (diag.Code, string) { return b.why(f.File, have, o, alone) }))
	}
	for _, f := range p.foreign {
		err = errors.Join(err, add(f.Name, f.Data, func([]byte) (diag.Code, string) {
			return diag.FileForeign, "not docgen's: it has no header, so generate does not overwrite it"
		}))
	}
	for _, name := range p.remove {
		err = errors.Join(err, add(name, nil, func(have []byte) (diag.Code, string) { return b.whyOrphaned(name, have) }))
	}
	slices.SortFunc(differences, func(a, b difference) int { return strings.Compare(a.path, b.path) })
	return differences, err
}

// whyOrphaned tells why docgen would remove a file.
func (b *build) whyOrphaned(name string, have []byte) (diag.Code, string) {
	if name == unfinished || isTempName(name) {
		return diag.FileUnfinished, "an interrupted run left this: run docgen generate again"
	}
	h, ok := emit.ReadHeader(have)
	if !ok || h.PageHash == "" {
		return diag.FileOrphaned, "orphaned: no page makes it"
	}
	for _, f := range b.input.files {
		if emit.PageName(f.name) == h.From {
			return diag.FileOrphaned, "orphaned: its page " + h.From + " makes another file now, or none"
		}
	}
	return diag.FileOrphaned, "orphaned: its page " + h.From + " is gone"
}

// why tells a missing file, a hand edit, a changed page, and a change of what
// else shapes the file apart, by the hashes in the header. A file that is alone
// is the only one that differs.
func (b *build) why(f emit.File, have []byte, o *options, alone bool) (diag.Code, string) {
	old, ok := emit.ReadHeader(have)
	switch {
	case have == nil && f.Page != "":
		return diag.FileMissing, "missing: its page is " + f.Page
	case have == nil:
		return diag.FileMissing, "missing"
	case len(have) == 0:
		return diag.FileUnfinished, "empty, as a killed run leaves it: run docgen generate again"
	case emit.Conflicted(have):
		return diag.FileUnfinished, "git could not merge it: run docgen generate again"
	case f.Name == emit.FactsFile && alone:
		// What shapes a fact of a page or of Go shapes another file as well.
		return diag.FileEdited, "edited by hand, or of another docgen"
	case f.Name == emit.FactsFile:
		return diag.FileStale, "stale: the facts changed"
	case ok && old.ContentHash != emit.ContentHash(have):
		return diag.FileEdited, "edited by hand"
	}
	return diag.FileStale, "stale: " + b.whyStale(f, have, old, o) + " changed"
}

// whyStale names what changed since docgen wrote a file.
func (b *build) whyStale(f emit.File, have []byte, old emit.Header, o *options) string {
	others := "docgen or gotd/td"
	if o.errors != "" {
		others = "the error file, docgen or gotd/td"
	}
	path := []byte(fmt.Sprintf("%q", b.printed.ImportPath))
	switch {
	case packageClause(have) != packageClause(f.Data):
		return "the name of the package"
	case bytes.Contains(f.Data, path) && !bytes.Contains(have, path):
		return "the import path of the package"
	case f.Page != "" && old.From != f.Page:
		return "the name of its page, now " + f.Page + ","
	case f.Page != "" && !bytes.Contains(f.Data, []byte("page "+old.PageHash)):
		return "its page " + f.Page
	case f.Page == "":
		return "the pages, " + others
	}
	return others
}
