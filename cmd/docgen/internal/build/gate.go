package build

import (
	"fmt"
	"slices"
	"strings"

	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/emit/bind"
	"example.com/docgen/emit/facts"
	"example.com/docgen/emit/genfile"
	"example.com/docgen/parser/diag"
)

// Changes is how the facts of a run differ from those of the api.txt in the folder.
type Changes struct {
	*facts.Changes
	// Unbound are methods that the api.txt has, whose pages are there, and that only
	// gotd/td lacks.
	Unbound []string
	// Renamed has for methods that are gone the ones that they have likely become.
	Renamed map[string]string
	// Unused are methods that the api.txt has, and that code no longer names.
	Unused []string
	// Accepted are the losses that --accept-loss lets through.
	Accepted []facts.Loss
}

// pagesLost returns an error for each page that can't be read any more, and that the
// folder has code of.
func pagesLost(unread []input.File, out *folder.Folder) []diag.Diagnostic {
	made := out.MadeOf()
	var diags []diag.Diagnostic
	for _, file := range unread {
		name, ok := made[genfile.PageName(file.Page)]
		if !ok {
			name, ok = made[methodOf(file.Page)] // as the headers of a run with several sources have it
		}
		if ok {
			diags = append(diags, diag.New(diag.Pos{File: file.Name, Line: 1, Column: 1}, diag.PageLost,
				"repair the page, or remove it if the method is gone", "the page can no longer be read, and %s was made from it", name))
		}
	}
	return diags
}

// methodOf returns the method that a page is about by its path, as in
// "messages/ImportChatInvite.md" or "messages.importChatInvite.md".
func methodOf(pageName string) string {
	parts := strings.FieldsFunc(strings.TrimSuffix(pageName, ".md"), func(r rune) bool { return r == '/' || r == '.' })
	for i, part := range parts {
		parts[i] = strings.ToLower(part[:1]) + part[1:]
	}
	return strings.Join(parts[max(0, len(parts)-2):], ".")
}

// gate compares the facts with those that the folder had. It adds an error for each kind
// of fact that was lost, unless that is accepted.
func (b *building) gate(o Options, have []facts.Method, out *folder.Folder) *Changes {
	data := out.Facts()
	if data == nil {
		if len(out.MadeOf()) > 0 {
			b.Diags = append(b.Diags, diag.New(diag.Pos{File: out.FactsPath()}, diag.FactsMissing, "restore it and run docgen again",
				"the folder has generated files and no %s, so that nobody can tell whether facts are lost", facts.FileName))
		}
		return nil
	}
	b.Sources[out.FactsPath()] = data
	c := &Changes{Changes: facts.Compare(facts.Parse(data).Methods, have)}
	b.sortGone(o, c)
	c.Renamed = facts.Renames(c.Gone, c.Added, bind.Nearest)
	for _, loss := range c.Losses() {
		if slices.Contains(o.AcceptLoss, string(loss.Code)) {
			c.Accepted = append(c.Accepted, loss)
			continue
		}
		hint := fmt.Sprintf("find out why; if the loss is intended, run docgen generate once with --accept-loss %s", loss.Code)
		b.Diags = append(b.Diags, diag.New(diag.Pos{File: out.FactsPath(), Line: loss.Line, Column: 1}, loss.Code, hint, "%s", loss.Sentence))
	}
	return c
}

// sortGone leaves a method among those that are gone only if its page is gone and the run
// asks for the method.
func (b *building) sortGone(o Options, c *Changes) {
	read := map[string]bool{}
	for _, p := range b.parsed.Pages {
		read[p.Method.Text] = true
	}
	var gone []string
	for _, method := range c.Gone {
		switch wanted := b.wants(method, o.Only); {
		case read[method] && wanted:
			c.Unbound = append(c.Unbound, method)
		case wanted:
			gone = append(gone, method)
		case b.named != nil:
			c.Unused = append(c.Unused, method)
		}
	}
	c.Gone, c.AllNeeded = gone, b.named != nil
}
