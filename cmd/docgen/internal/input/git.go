package input

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// GitPrefix starts the name of what git holds: git:REV:PATH.
const GitPrefix = "git:"

// ReadGit reads the pages of a folder, or the one file, that git holds under a name
// such as "HEAD~1:docs": a revision and a path. The path is from the top of the repo,
// or from the current folder when it starts with "./". It reads subfolders too if the
// path ends with "/...".
func ReadGit(ctx context.Context, object string) ([]File, error) {
	object, deep := strings.CutSuffix(object, subfolders)
	rev, name, ok := strings.Cut(object, ":")
	switch {
	case !ok || rev == "" || name == "":
		return nil, fmt.Errorf("git:%s is not git:REV:PATH, as in git:HEAD~1:docs", object)
	case strings.HasPrefix(rev, "-"):
		return nil, fmt.Errorf("git:%s: a revision does not start with \"-\"", object)
	case strings.ContainsAny(object, "\n\x00"):
		return nil, fmt.Errorf("git:%q: a revision and a path are one line", object)
	}
	if deep && name == "." {
		object += "/" // git reads the current folder as "./"
	}
	found, err := gitObjects(ctx, []string{object})
	if err != nil {
		return nil, err
	}
	switch o := found[0]; {
	case o.kind == "tree":
		return gitPages(ctx, object, o, deep)
	case o.kind == "blob" && !deep:
		return []File{{Name: GitPrefix + object, Page: path.Base(name), Text: o.data}}, nil
	default:
		return nil, fmt.Errorf("git:%s is a %s, and no folder or file", object, o.kind)
	}
}

// gitPages reads the pages of a tree, and of the trees in it if deep is true.
func gitPages(ctx context.Context, object string, tree gitObject, deep bool) ([]File, error) {
	pages, trees := []gitEntry{}, []gitEntry{}
	add := func(folder string, tree gitObject) error {
		p, t, err := entriesOf(folder, tree)
		pages, trees = append(pages, p...), append(trees, t...)
		if err == nil && len(pages)+len(trees) > maxEntries {
			err = fmt.Errorf("it has more than %d pages and folders", maxEntries)
		}
		return err
	}
	if err := add("", tree); err != nil {
		return nil, fmt.Errorf("git:%s: %w", object, err)
	}
	for level := trees; deep && len(level) > 0; level = trees {
		trees = nil
		found, err := gitEntries(ctx, level)
		for i := 0; i < len(found) && err == nil; i++ {
			err = add(level[i].name+"/", found[i])
		}
		if err != nil {
			return nil, fmt.Errorf("git:%s: %w", object, err)
		}
	}
	if len(pages) == 0 {
		return nil, fmt.Errorf("there are no .md files in git:%s", object)
	}
	found, err := gitEntries(ctx, pages)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(pages))
	for i, page := range pages {
		files[i] = File{Name: GitPrefix + strings.TrimSuffix(object, "/") + "/" + page.name, Page: page.name, Text: found[i].data}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// A gitEntry is a page or a folder in a tree: its path from the folder that was asked
// for, and the id of its object.
type gitEntry struct{ name, id string }

// entriesOf returns the pages and the folders in a tree, whose entries are "MODE
// NAME\x00" and the bytes of an id. The folder comes before their names.
func entriesOf(folder string, tree gitObject) (pages, trees []gitEntry, err error) {
	idSize := len(tree.id) / 2
	for data := tree.data; len(data) > 0; {
		entry, rest, ok := bytes.Cut(data, []byte{0})
		mode, name, spaced := strings.Cut(string(entry), " ")
		if !ok || !spaced || name == "" || len(rest) < idSize {
			return nil, nil, errors.New("git gave a tree that docgen can't read")
		}
		switch e := (gitEntry{folder + name, fmt.Sprintf("%x", rest[:idSize])}); {
		case len(e.name) > maxPath:
			return nil, nil, fmt.Errorf("%s: the path has %d bytes, at most %d are read", e.name, len(e.name), maxPath)
		case strings.HasPrefix(mode, "100") && isPage(name):
			pages = append(pages, e)
		case mode == "40000" && !isSkipped(name):
			trees = append(trees, e)
		}
		data = rest[idSize:]
	}
	return pages, trees, nil
}

func gitEntries(ctx context.Context, entries []gitEntry) ([]gitObject, error) {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.id
	}
	return gitObjects(ctx, ids)
}

type gitObject struct {
	id, kind string
	data     []byte
}

// gitObjects returns objects by their names, in the order of these.
func gitObjects(ctx context.Context, names []string) ([]gitObject, error) {
	cmd := exec.CommandContext(ctx, "git", "cat-file", "--batch")
	// Nothing is loaded that the clone does not have, and nothing is changed.
	cmd.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	cmd.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
	cmd.WaitDelay = time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("asking git: %w", err)
	}
	objects, readErr := readObjects(bufio.NewReaderSize(out, 1<<16), names)
	if readErr != nil {
		_ = cmd.Process.Kill() // what it still has to say is of no use
	}
	err = cmd.Wait()
	message := strings.Join(strings.Fields(stderr.String()), " ")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case message != "" && (readErr != nil || err != nil):
		return nil, fmt.Errorf("asking git for %s: %s", names[0], message)
	case readErr != nil:
		return nil, readErr
	case err != nil:
		return nil, fmt.Errorf("asking git for %s: %w", names[0], err)
	}
	return objects, nil
}

// readObjects reads what git cat-file --batch prints: "ID KIND SIZE", the data and
// a line feed, or "NAME missing".
func readObjects(r *bufio.Reader, names []string) ([]gitObject, error) {
	objects := make([]gitObject, 0, len(names))
	var limits Reader
	for _, name := range names {
		line, err := r.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("git has no answer for %s: %w", name, noEOF(err))
		}
		words := strings.Fields(line)
		if n := len(words); n > 0 && (words[n-1] == "missing" || words[n-1] == "ambiguous") {
			return nil, fmt.Errorf("git has no %s: it is %s", name, words[n-1])
		}
		size := -1
		if len(words) == 3 {
			if n, err := strconv.Atoi(words[2]); err == nil {
				size = n
			}
		}
		if size < 0 {
			return nil, fmt.Errorf("git has no %s: it says %q", name, strings.TrimSpace(line))
		}
		if err := limits.take(GitPrefix+name, int64(size)); err != nil {
			return nil, err
		}
		data := make([]byte, size+1)
		if _, err := io.ReadFull(r, data); err != nil {
			return nil, fmt.Errorf("reading %s from git: %w", name, noEOF(err))
		}
		objects = append(objects, gitObject{id: words[0], kind: words[1], data: data[:size]})
	}
	return objects, nil
}

// noEOF returns an error that says what an end of output means.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
