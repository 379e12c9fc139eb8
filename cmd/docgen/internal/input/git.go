package input

import (
	"bufio"
	"bytes"
	"cmp"
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
// which an empty path means, or from the current folder when it starts with "./". It
// reads subfolders too if the path ends with "/...". An object that starts with ":0:" is in
// the index.
func ReadGit(ctx context.Context, object string) ([]File, error) {
	if err := checkObject(object); err != nil {
		return nil, err
	}
	object, deep := strings.CutSuffix(object, subfolders)
	if name, ok := strings.CutPrefix(object, index); ok {
		return readIndex(ctx, object, name, deep)
	}
	rev, name, _ := strings.Cut(object, ":")
	if deep && name == "." {
		object += "/" // git reads the current folder as "./"
	}
	found, err := gitObjects(ctx, []string{object})
	if errors.Is(err, errMissing) {
		return nil, cmp.Or(inSubmodule(ctx, rev, name), missing(ctx, rev, name))
	}
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

// missing returns the error for a revision and a path of which git lacks one.
func missing(ctx context.Context, rev, name string) error {
	if _, err := gitObjects(ctx, []string{rev + "^{tree}"}); errors.Is(err, errMissing) {
		return fmt.Errorf("git has no revision %s here; fetch it, if only another clone has it", rev)
	}
	return fmt.Errorf("git has no %s at the revision %s; a path starts at the top of the repo or, if it begins with ./, at the current folder", name, rev)
}

// index starts the name of what is in the index.
const index = ":0:"

// checkObject returns an error if a name is not a revision and a path, or git might take it
// for more than that.
func checkObject(object string) error {
	rev, _, ok := strings.Cut(object, ":")
	switch {
	case strings.ContainsAny(object, "\n\x00"):
		return fmt.Errorf("git:%q: a revision and a path are one line", object)
	case strings.HasPrefix(object, index):
		return nil
	case !ok || rev == "":
		return fmt.Errorf("git:%s is not git:REV:PATH, as in git:HEAD~1:docs", object)
	case strings.HasPrefix(rev, "-"):
		return fmt.Errorf("git:%s: a revision does not start with \"-\"", object)
	}
	return nil
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
	return readEntries(ctx, object, pages)
}

// readEntries reads the pages of a folder.
func readEntries(ctx context.Context, object string, pages []gitEntry) ([]File, error) {
	if len(pages) == 0 {
		return nil, fmt.Errorf("there are no .md files in git:%s", object)
	}
	found, err := gitEntries(ctx, pages)
	if err != nil {
		return nil, err
	}
	folder := object
	if !strings.HasSuffix(object, ":") {
		folder = strings.TrimSuffix(object, "/") + "/"
	}
	files := make([]File, len(pages))
	for i, page := range pages {
		files[i] = File{Name: GitPrefix + folder + page.name, Page: page.name, Text: found[i].data}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// A gitEntry is a page or a folder in a tree: its path from the folder that was asked
// for, and the id of its object.
type gitEntry struct{ name, id string }

// entriesOf returns the pages and the folders in a tree. The folder comes before their
// names.
func entriesOf(folder string, tree gitObject) (pages, trees []gitEntry, err error) {
	err = eachEntry(tree, func(mode, name, id string) error {
		switch e := (gitEntry{folder + name, id}); {
		case len(e.name) > maxPath:
			return fmt.Errorf("%s: the path has %d bytes, at most %d are read", e.name, len(e.name), maxPath)
		case strings.HasPrefix(mode, "100") && isPage(name):
			pages = append(pages, e)
		case mode == "40000" && !isSkipped(name):
			trees = append(trees, e)
		}
		return nil
	})
	return pages, trees, err
}

// eachEntry calls f for the entries of a tree, which are "MODE NAME\x00" and the bytes of
// an id.
func eachEntry(tree gitObject, f func(mode, name, id string) error) error {
	idSize := len(tree.id) / 2
	for data := tree.data; len(data) > 0; {
		entry, rest, ok := bytes.Cut(data, []byte{0})
		mode, name, spaced := strings.Cut(string(entry), " ")
		if !ok || !spaced || name == "" || len(rest) < idSize {
			return errors.New("git gave a tree that docgen can't read")
		}
		if err := f(mode, name, fmt.Sprintf("%x", rest[:idSize])); err != nil {
			return err
		}
		data = rest[idSize:]
	}
	return nil
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
func gitObjects(ctx context.Context, names []string) (objects []gitObject, err error) {
	err = git(ctx, names[0], strings.Join(names, "\n")+"\n", func(r *bufio.Reader) error {
		objects, err = readObjects(r, names)
		return err
	}, "cat-file", "--batch")
	return objects, err
}

// git runs git for an object, with a text as its input, and has its output read.
func git(ctx context.Context, object, stdin string, read func(*bufio.Reader) error, args ...string) error {
	cmd := exec.CommandContext(ctx, "git", args...)
	// Nothing is loaded that the clone does not have, and nothing is changed.
	cmd.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	cmd.Stdin = strings.NewReader(stdin)
	cmd.WaitDelay = time.Second
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("asking git: %w", err)
	}
	readErr := read(bufio.NewReaderSize(out, 1<<16))
	if readErr != nil {
		_ = cmd.Process.Kill() // what it still has to say is of no use
	}
	err = cmd.Wait()
	message := strings.Join(strings.Fields(stderr.String()), " ")
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case message != "" && (readErr != nil || err != nil):
		return fmt.Errorf("asking git for %s: %s", object, message)
	case readErr != nil:
		return readErr
	case err != nil:
		return fmt.Errorf("asking git for %s: %w", object, err)
	}
	return nil
}

// errMissing is the error for an object that git does not have.
var errMissing = errors.New("it is missing")

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
		if n := len(words); n > 0 && (words[n-1] == "missing" || words[n-1] == "submodule") {
			return nil, fmt.Errorf("git has no %s: %w", name, errMissing)
		}
		if n := len(words); n > 0 && words[n-1] == "ambiguous" {
			return nil, fmt.Errorf("git has no %s: it is ambiguous", name)
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
