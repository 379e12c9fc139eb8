package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/emit/genfile"
)

// A Package is what the folder is to hold.
type Package struct {
	Name string
	// ImportPath is empty when no file needs it.
	ImportPath string
	Files      []genfile.File
	// Pages names the pages that were read, and ErrorFile tells that there was an error
	// file: both word the reasons of Compare alone.
	Pages     []string
	ErrorFile bool
	// Sources tells that there are several sources. The header of a file then names the
	// method, and so do Pages and Unused.
	Sources bool
	// Used tells that code chose the methods, and Unused names the pages of those that
	// it does not use. They word reasons, too.
	Used   bool
	Unused []string
}

// Written is what a run did to the files of a folder.
type Written struct {
	// Added, Updated and Unchanged count files.
	Added, Updated, Unchanged int
	// Removed names files, as in "help_get_config_gen.go".
	Removed []string
}

// Changed reports whether the run did anything.
func (w Written) Changed() bool { return w.Added+w.Updated+len(w.Removed) > 0 }

// String says what changed, as in "files: 2 added, 1 updated, 9 unchanged".
func (w Written) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		verb string
	}{{w.Added, "added"}, {w.Updated, "updated"}, {len(w.Removed), "removed"}, {w.Unchanged, "unchanged"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.verb))
		}
	}
	return "files: " + strings.Join(parts, ", ")
}

// A plan is what it takes to bring the folder to a package.
type plan struct {
	write []genfile.File
	// foreign are the files that can't be written, since somebody else's file stands
	// in the place of each.
	foreign []genfile.File
	Written
}

// plan compares the files of a package with those that stand in the folder.
func (f *Folder) plan(files []genfile.File) (*plan, error) {
	p := &plan{}
	keep := make(map[string]bool, len(files))
	for _, file := range files {
		keep[file.Name] = true
		old, found, err := f.standing(file.Name)
		if err != nil {
			return nil, err
		}
		switch {
		case !found:
			p.Added++
			p.write = append(p.write, file)
		case old.owned && bytes.Equal(old.data, file.Data):
			p.Unchanged++
		case old.owned, old.size == 0: // nothing is lost with an empty file
			p.Updated++
			p.write = append(p.write, file)
		default:
			p.foreign = append(p.foreign, file)
		}
	}
	p.Removed = f.orphans(keep)
	return p, nil
}

// standing returns what stands where a file goes. A file that was not found when the
// folder was listed is looked for again by its name: some file systems take names
// that differ in case for one.
func (f *Folder) standing(name string) (old standing, found bool, err error) {
	if old, found = f.files[name]; found {
		return old, true, nil
	}
	if wrong := f.notFolder(path.Dir(name)); wrong != "" {
		return old, false, fmt.Errorf("%s is a link or a file where a folder of generated files goes; remove it", wrong)
	}
	old, err = f.readFile(new(input.Reader), name)
	if errors.Is(err, fs.ErrNotExist) {
		return old, false, nil
	}
	return old, err == nil, err
}

// orphans returns the files that docgen made and would not make again, and what
// interrupted runs left.
func (f *Folder) orphans(keep map[string]bool) []string {
	marker, stands := f.files[unfinished]
	interrupted := stands && (marker.owned || marker.size == 0)
	names := slices.Clone(f.leftovers)
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		file := f.files[name]
		if !keep[name] && strings.HasSuffix(name, ".go") && (file.owned || interrupted && file.size == 0) {
			names = append(names, name)
		}
	}
	return names
}

// leftOver reports whether an entry is a file that an interrupted run left: one that it
// was writing, or its lock. While the folder is not locked, a file that is younger than a
// minute may be that of a run which is writing right now.
func (f *Folder) leftOver(entry fs.DirEntry) bool {
	if !entry.Type().IsRegular() || entry.Name() != lockName && !isTempName(entry.Name()) {
		return false
	}
	if f.lock != nil {
		return entry.Name() != lockName
	}
	info, err := entry.Info()
	return err == nil && time.Since(info.ModTime()) > time.Minute
}
