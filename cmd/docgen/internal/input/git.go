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
	"strconv"
	"strings"
	"time"
)

// GitPrefix starts the name of what git holds: git:REV:PATH.
const GitPrefix = "git:"

// ReadGit reads the pages of a folder, or the one file, that git holds under a name
// such as "HEAD~1:docs": a revision and a path. The path is from the top of the repo,
// or from the current folder when it starts with "./".
func ReadGit(ctx context.Context, object string) ([]File, error) {
	rev, name, ok := strings.Cut(object, ":")
	switch {
	case !ok || rev == "" || name == "":
		return nil, fmt.Errorf("git:%s is not git:REV:PATH, as in git:HEAD~1:docs", object)
	case strings.HasPrefix(rev, "-"):
		return nil, fmt.Errorf("git:%s: a revision does not start with \"-\"", object)
	case strings.ContainsAny(object, "\n\x00"):
		return nil, fmt.Errorf("git:%q: a revision and a path are one line", object)
	}
	found, err := gitObjects(ctx, []string{object})
	if err != nil {
		return nil, err
	}
	o := found[0]
	switch o.kind {
	case "blob":
		return []File{{GitPrefix + object, o.data}}, nil
	case "tree":
		return gitPages(ctx, object, o.data, len(o.id)/2)
	}
	return nil, fmt.Errorf("git:%s is a %s, and no folder or file", object, o.kind)
}

// gitPages reads the pages of a tree, whose entries are "MODE NAME\x00" and the
// bytes of an id.
func gitPages(ctx context.Context, object string, tree []byte, idSize int) ([]File, error) {
	var names, ids []string
	for len(tree) > 0 {
		entry, rest, ok := bytes.Cut(tree, []byte{0})
		mode, name, spaced := strings.Cut(string(entry), " ")
		if !ok || !spaced || len(rest) < idSize {
			return nil, fmt.Errorf("git:%s: git gave a tree that docgen can't read", object)
		}
		if strings.HasPrefix(mode, "100") && isPage(name) {
			names, ids = append(names, name), append(ids, fmt.Sprintf("%x", rest[:idSize]))
		}
		tree = rest[idSize:]
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("there are no .md files in git:%s", object)
	}
	found, err := gitObjects(ctx, ids)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(names))
	for i, name := range names {
		files[i] = File{GitPrefix + strings.TrimSuffix(object, "/") + "/" + name, found[i].data}
	}
	return files, nil
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
		switch {
		case size < 0:
			return nil, fmt.Errorf("git has no %s: it says %q", name, strings.TrimSpace(line))
		case size > maxFile:
			return nil, fmt.Errorf("%s has %d bytes in git, at most %d are read", name, size, maxFile)
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
