package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"example.com/docgen/emit"
	"example.com/docgen/emit/bind"
	"example.com/docgen/parser/diag"
	"example.com/docgen/parser/page"
)

// A stamp in api.txt tells what the folder was made with, so that a run that
// finds the same knows the outcome without making it again:
//
//	# docgen: tools 1f0c2b7d41aa files 77ab01c3d4e5
//	# docgen: warned ["messages.importChatInvite.md"]
//	# docgen: apart ["index.md 5a1d07c2b9e3"]
//
// It is only there, and only believed, when all that shapes the output is of
// versions that never change: a docgen and a gotd/td with a checksum. It never
// makes a file differ by itself: a folder that is as it should be keeps the
// stamp of whoever made it.
type stamp struct {
	// tools is the hash of docgen, gotd/td, the flags and the error file. The hashes
	// of the pages are in the files made from them.
	tools string
	// files is the hash of all files of the folder: they were made together.
	files string
	// warned are the pages with diagnostics, which a run repeats, and apart those
	// without a file, with their hashes.
	warned, apart []string
}

const stampPrefix = "# docgen: "

// cutStamp returns an api.txt without its stamp, and the lines of the stamp.
func cutStamp(facts []byte) (without []byte, lines []string) {
	run, rest, lines := splitStamp(facts)
	if len(lines) == 0 {
		return facts, nil
	}
	return slices.Concat(run, rest), lines
}

// splitStamp returns the first line of an api.txt, what is below its stamp, and
// the lines of the stamp between the two.
func splitStamp(facts []byte) (run, rest []byte, lines []string) {
	size := bytes.IndexByte(facts, '\n') + 1
	run, rest = facts[:size], facts[size:]
	for size > 0 && bytes.HasPrefix(rest, []byte(stampPrefix)) {
		line, more, _ := bytes.Cut(rest, []byte("\n"))
		lines = append(lines, string(line[len(stampPrefix):]))
		rest = more
	}
	return run, rest, lines
}

// parseStamp returns the stamp with the lines, or nil.
func parseStamp(lines []string) *stamp {
	if len(lines) == 0 {
		return nil
	}
	words := strings.Split(lines[0], " ")
	if len(words) != 4 || words[0] != "tools" || words[1] == "" || words[2] != "files" {
		return nil
	}
	s := &stamp{tools: words[1], files: words[3]} // of whatever form: they are compared
	lists := map[string]*[]string{"warned": &s.warned, "apart": &s.apart}
	for _, line := range lines[1:] {
		name, list, _ := strings.Cut(line, " ")
		if lists[name] == nil || json.Unmarshal([]byte(list), lists[name]) != nil {
			return nil
		}
	}
	return s
}

// lists returns the lines of the stamp below its first.
func (s *stamp) lists() string {
	var b strings.Builder
	for _, list := range []struct {
		name  string
		pages []string
	}{{"warned", s.warned}, {"apart", s.apart}} {
		if len(list.pages) > 0 {
			pages, _ := json.Marshal(list.pages) // strings always can be
			fmt.Fprintf(&b, "%s%s %s\n", stampPrefix, list.name, pages)
		}
	}
	return b.String()
}

// sum returns the hash of files, given the hashes of their contents by name, and
// of the facts, in one piece or more, and the lists of the stamp.
func (s *stamp) sum(contents map[string]string, facts ...[]byte) string {
	lists := s.lists()
	size := len(lists)
	for name, content := range contents {
		size += len(name) + len(" \n") + len(content)
	}
	for _, piece := range facts {
		size += len(piece)
	}
	all := make([]byte, 0, size) // half a megabyte, which is not to grow into it
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		all = append(all, name...)
		all = append(all, ' ')
		all = append(all, contents[name]...)
		all = append(all, '\n')
	}
	all = append(all, lists...)
	for _, piece := range facts {
		all = append(all, piece...)
	}
	return page.Hash(all)
}

// on returns an api.txt without a stamp with this one.
func (s *stamp) on(facts []byte) []byte {
	run, rest, _ := bytes.Cut(facts, []byte("\n"))
	lines := fmt.Sprintf("\n%stools %s files %s\n%s", stampPrefix, s.tools, s.files, s.lists())
	return slices.Concat(run, []byte(lines), rest)
}

// docgenSum identifies the docgen that runs, with all that is in it; it is empty
// for one that was built from a folder.
var docgenSum = func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	lines := []string{info.GoVersion}
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Replace != nil {
			m = m.Replace
		}
		if m.Sum == "" {
			return ""
		}
		lines = append(lines, m.Path+" "+m.Version+" "+m.Sum)
	}
	return strings.Join(lines, "\n")
}

// toolsHash returns the hash of all that shapes the output beside the pages, or
// nothing when some of it can change in place.
func (b *build) toolsHash(o *options) string {
	docgen := docgenSum()
	if docgen == "" || b.tg.Sum == "" {
		return ""
	}
	errors := page.Hash(b.sources[filepath.ToSlash(o.errors)])
	return page.Hash(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s\n%s", docgen, b.tg.Sum, b.printed.Run, b.printed.Package, b.printed.ImportPath, errors))
}

// stamped returns the stamp of the folder, when it has the files that were made
// together, and no others.
func (b *build) stamped() *stamp {
	facts, ok := b.output.files[emit.FactsFile]
	if !ok || b.output.leftOver {
		return nil
	}
	run, rest, lines := splitStamp(emit.UnixBreaks(facts.data))
	s := parseStamp(lines)
	if s == nil {
		return nil
	}
	contents := make(map[string]string, len(b.output.files))
	for name, f := range b.output.files {
		if name == emit.FactsFile {
			continue
		}
		if !f.intact {
			return nil
		}
		contents[name] = f.header.ContentHash
	}
	if s.files != s.sum(contents, run, rest) {
		return nil
	}
	return s
}

// stampFacts adds the stamp of this run to api.txt. A folder that is as it should
// be keeps the one that it has.
func (b *build) stampFacts() {
	i := slices.IndexFunc(b.files, func(f emit.File) bool { return f.Name == emit.FactsFile })
	if i < 0 {
		return
	}
	facts := &b.files[i]
	old := emit.UnixBreaks(b.output.files[emit.FactsFile].data)
	if _, stamped := cutStamp(old); len(stamped) > 0 && b.asWritten() {
		facts.Data = old
		return
	}
	if b.tools == "" {
		return
	}
	warned, made, contents := map[string]bool{}, map[string]bool{}, map[string]string{}
	for _, d := range b.diags {
		warned[d.File] = true
	}
	for _, f := range b.files {
		made[f.Page] = true
		if f.Name != emit.FactsFile {
			header, _ := emit.ReadHeader(f.Data)
			contents[f.Name] = header.ContentHash
		}
	}
	s := &stamp{tools: b.tools}
	for _, f := range b.input.files {
		name := emit.PageName(f.name)
		if warned[filepath.ToSlash(f.name)] {
			s.warned = append(s.warned, name)
		}
		if !made[name] {
			s.apart = append(s.apart, name+" "+f.hash)
		}
	}
	s.files = s.sum(contents, facts.Data)
	facts.Data = s.on(facts.Data)
}

// asWritten reports whether the folder has exactly the files, but for a stamp.
func (b *build) asWritten() bool {
	if len(b.output.files) != len(b.files) {
		return false
	}
	for _, f := range b.files {
		old := emit.UnixBreaks(b.output.files[f.Name].data)
		if f.Name == emit.FactsFile {
			old, _ = cutStamp(old)
		}
		if !bytes.Equal(old, f.Data) {
			return false
		}
	}
	return true
}

// maxEdited is how many pages are updated one by one: more are made again with
// all others.
const maxEdited = 50

// doubtful returns the pages that a run parses after all, given a folder with a
// stamp: those that changed, and those that have diagnostics to repeat. It
// reports false when all pages are to be.
func (b *build) doubtful() ([]pageFile, bool) {
	made := b.output.pages()
	if !b.samePages(made) {
		return nil, false
	}
	known := make(map[string]bool, len(b.input.files))
	for _, page := range b.stamp.apart {
		known[page] = true
	}
	for from, name := range made {
		known[from+" "+b.output.files[name].header.PageHash] = true
	}
	var files []pageFile
	b.edited = map[string]bool{}
	for _, f := range b.input.files {
		name := emit.PageName(f.name)
		edited := !known[name+" "+f.hash]
		if edited {
			b.edited[filepath.ToSlash(f.name)] = true
		}
		if edited || slices.Contains(b.stamp.warned, name) {
			files = append(files, f)
		}
	}
	return files, len(b.edited) <= maxEdited
}

// update makes the package out of the folder's files and the doubtful pages. It
// reports false when they change more than their own files.
func (b *build) update() (bool, error) {
	if err := b.bind(emit.FactMethods(b.output.files[emit.FactsFile].data)); err != nil {
		return false, err
	}
	diag.Sort(b.diags)
	if diag.Count(b.diags, diag.Error) > 0 {
		return false, nil
	}
	if len(b.edited) == 0 {
		b.known = true
		return true, nil
	}
	made := b.output.pages()
	var changed []*bind.Method
	for _, m := range b.methods {
		if b.edited[m.Page.File] {
			changed = append(changed, m)
		}
		if made[emit.PageName(m.Page.File)] != emit.FileName(m.Name) {
			return false, nil // the page is of another method now
		}
	}
	if len(changed) != len(b.edited) {
		return false, nil
	}
	have := map[string][]byte{}
	for name, f := range b.output.files {
		have[name] = emit.UnixBreaks(f.data)
	}
	have[emit.FactsFile], _ = cutStamp(have[emit.FactsFile])
	files, ok, err := emit.Update(have, changed, b.printed)
	b.files, b.count = files, len(made)
	return ok, err
}

// samePages reports whether the names of the pages are those that the folder was
// made from.
func (b *build) samePages(made map[string]string) bool {
	names := make(map[string]bool, len(b.input.files))
	for _, f := range b.input.files {
		names[emit.PageName(f.name)] = true
	}
	for name := range made {
		if !names[name] {
			return false
		}
	}
	return len(names) == len(b.input.files) && len(names) == len(made)+len(b.stamp.apart)
}
