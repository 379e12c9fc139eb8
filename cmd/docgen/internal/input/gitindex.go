package input

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxIndex is the most that git may say of the index, in bytes: a hundred thousand files
// fit in.
const maxIndex = 32 << 20

// readIndex reads the pages of a folder, or the one file, that is in the index. git has no
// tree for a folder there, so it lists the files. The path starts at the top of the repo or,
// if it begins with "./", at the current folder.
func readIndex(ctx context.Context, object, name string, deep bool) ([]File, error) {
	relative := name == "." || strings.HasPrefix(name, "./")
	folder := path.Clean(name)
	if folder == "." {
		folder = ""
	}
	args := []string{"ls-files", "--stage", "-z", "--full-name", "--", ":(top,literal)" + folder}
	if relative {
		args = []string{"ls-files", "--stage", "-z", "--", ":(literal)" + path.Clean(name)}
	}
	var listed []byte
	err := git(ctx, object, "", func(r *bufio.Reader) (err error) {
		if listed, err = io.ReadAll(io.LimitReader(r, maxIndex+1)); len(listed) > maxIndex {
			err = fmt.Errorf("git:%s has more files than docgen reads", object)
		}
		return err
	}, args...)
	if err != nil {
		return nil, err
	}
	pages, whole, err := indexed(string(listed), folder, deep)
	switch {
	case err != nil:
		return nil, fmt.Errorf("git:%s: %w", object, err)
	case !whole:
		return readEntries(ctx, object, pages)
	}
	found, err := gitEntries(ctx, pages)
	if err != nil {
		return nil, err
	}
	return []File{{Name: GitPrefix + object, Page: path.Base(name), Text: found[0].data}}, nil
}

// indexed returns the pages of a folder in a list of git ls-files, whose entries are "MODE
// ID STAGE\tPATH\x00". If the folder is a file, whole is true, and the file the only page.
func indexed(listed, folder string, deep bool) (pages []gitEntry, whole bool, err error) {
	if folder != "" {
		folder += "/"
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(listed, "\x00"), "\x00") {
		if entry == "" {
			continue
		}
		facts, file, ok := strings.Cut(entry, "\t")
		words := strings.Fields(facts)
		if !ok || len(words) != 3 {
			return nil, false, errors.New("git gave a list that docgen can't read")
		}
		name, within := strings.CutPrefix(file, folder)
		e := gitEntry{name, words[1]}
		switch {
		case words[2] != "0":
			return nil, false, fmt.Errorf("%s has conflicts of a merge", file)
		case file+"/" == folder:
			return []gitEntry{e}, true, nil
		case !within, !strings.HasPrefix(words[0], "100"), !isPage(name), !deep && strings.Contains(name, "/"), inSkipped(name):
		case len(name) > maxPath:
			return nil, false, fmt.Errorf("%s: the path has %d bytes, at most %d are read", name, len(name), maxPath)
		case len(pages) == maxPages:
			return nil, false, fmt.Errorf("there are more than %d pages", maxPages)
		default:
			pages = append(pages, e)
		}
	}
	return pages, false, nil
}

// inSkipped reports whether a path leads through a folder that docgen does not read.
func inSkipped(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if isSkipped(path.Base(dir)) {
			return true
		}
	}
	return false
}

// inSubmodule returns an error if a path that git does not have leads into a submodule,
// whose files another repo has.
func inSubmodule(ctx context.Context, rev, name string) error {
	dir := ""
	parts := strings.Split(strings.Trim(name, "/"), "/")
	for i, part := range parts {
		found, err := gitObjects(ctx, []string{rev + ":" + dir})
		if err != nil {
			return nil //nolint:nilerr // the path that is missing is what to report
		}
		isSubmodule := false
		err = eachEntry(found[0], func(mode, name, _ string) error {
			isSubmodule = isSubmodule || name == part && mode == "160000"
			return nil
		})
		if err != nil {
			return nil //nolint:nilerr // as above
		}
		dir += part + "/"
		if isSubmodule {
			return fmt.Errorf("git has no %s:%s: %s is a submodule, whose files another repo has; in the folder %s, compare git:REV:%s, where REV is a commit of the submodule",
				rev, name, strings.TrimSuffix(dir, "/"), strings.TrimSuffix(dir, "/"), strings.Join(parts[i+1:], "/"))
		}
	}
	return nil
}
