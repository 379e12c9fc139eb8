package input

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ReadMixed reads sources like Read. Each may also be in git, as git:REV:PATH, and so may
// the error file.
func ReadMixed(ctx context.Context, docs []string, errorFile string) (*Documentation, error) {
	d := &Documentation{Docs: docs}
	var reader Reader
	for i, name := range docs {
		var pages []File
		var err error
		if object, ok := strings.CutPrefix(name, GitPrefix); ok {
			pages, err = ReadGit(ctx, object)
		} else if pages, err = pagesOf(name); err == nil {
			err = readTexts(ctx, pages, &reader)
		}
		if missing := noSource(""); errors.As(err, &missing) {
			err = fmt.Errorf("%w; what git has is named git:REV:PATH, as in git:HEAD~1:docs", err)
		}
		if err != nil {
			return nil, err
		}
		d.Pages = append(d.Pages, ofSource(i, pages)...)
	}
	if len(d.Pages) > maxPages {
		return nil, fmt.Errorf("there are %d pages, at most %d are read", len(d.Pages), maxPages)
	}
	if err := disjoint(docs, d.Pages); err != nil {
		return nil, err
	}
	object, ok := strings.CutPrefix(errorFile, GitPrefix)
	if !ok {
		with, err := Read(ctx, nil, errorFile)
		if err == nil {
			d.Errors = with.Errors
		}
		return d, err
	}
	text, found, err := ReadGitFile(ctx, object)
	if err == nil && !found {
		err = fmt.Errorf("there is no error file %s", errorFile)
	}
	d.Errors = &File{Name: errorFile, Text: text}
	return d, err
}

// ReadGitFile reads a file that git holds under a name such as "HEAD~1:docs/x.md", and
// reports whether git has a file of that name.
func ReadGitFile(ctx context.Context, object string) (text []byte, found bool, err error) {
	if err := checkObject(object); err != nil {
		return nil, false, err
	}
	objects, err := gitObjects(ctx, []string{object})
	switch {
	case errors.Is(err, errMissing):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	return objects[0].data, objects[0].kind == "blob", nil
}

// GitFolder returns the path from the top of the repo to the current folder. It is empty
// at the top, and else ends with a slash.
func GitFolder(ctx context.Context) (string, error) {
	var prefix []byte
	err := git(ctx, "the current folder", "", func(r *bufio.Reader) (err error) {
		prefix, err = io.ReadAll(r)
		return err
	}, "rev-parse", "--show-prefix")
	return strings.TrimSuffix(string(prefix), "\n"), err
}
