package build

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/emit/facts"
	"example.com/docgen/parser/diag"
)

// An origin is what a side of a comparison is read from.
type origin struct {
	// docs are the sources of pages, in order of trust, on disk or in git. errors is the
	// error file, if any.
	docs   []string
	errors string
	only   input.Only
	// listed are the methods that the side has. If it is nil, the side has all of them.
	listed map[string]bool
}

// originOf returns what the user names as a side: one source, several separated by commas,
// or an output folder, which stands for the run that its api.txt records.
func originOf(ctx context.Context, name string) (origin, error) {
	data, err := recordIn(ctx, name)
	if err != nil {
		return origin{}, err
	}
	if data != nil {
		return recordedOrigin(ctx, name, data)
	}
	if _, err := os.Stat(name); err == nil || !strings.Contains(name, ",") {
		return origin{docs: []string{name}}, nil
	}
	var o origin
	for source := range strings.SplitSeq(name, ",") {
		switch {
		case source == "":
			return origin{}, fmt.Errorf("%q has an empty source; separate sources by single commas", name)
		case isFactsFile(source):
			return origin{}, fmt.Errorf("%s is an api.txt, which has the facts of all sources already; compare it alone", source)
		case !strings.HasSuffix(source, ".json"):
			o.docs = append(o.docs, source)
		case o.errors != "":
			return origin{}, fmt.Errorf("%q has two error files; name one", name)
		default:
			o.errors = source
		}
	}
	if len(o.docs) == 0 {
		return origin{}, fmt.Errorf("%q names an error file and no pages", name)
	}
	return o, nil
}

// recordIn returns the api.txt in a folder, on disk or in git. It is nil if the name is not
// that of an output folder.
func recordIn(ctx context.Context, name string) ([]byte, error) {
	var data []byte
	if object, ok := strings.CutPrefix(name, input.GitPrefix); ok {
		text, found, err := input.ReadGitFile(ctx, recordObject(object))
		if err != nil || !found {
			return nil, ctx.Err() // reading the pages says what is wrong
		}
		data = text
	} else {
		text, err := input.ReadFile(filepath.Join(name, facts.FileName))
		if err != nil {
			return nil, ctx.Err()
		}
		data = text
	}
	if !facts.HasRun(data) {
		return nil, nil
	}
	return data, nil
}

// recordObject returns the name in git of the api.txt in a folder.
func recordObject(object string) string {
	if strings.HasSuffix(object, ":") {
		return object + facts.FileName
	}
	return strings.TrimSuffix(object, "/") + "/" + facts.FileName
}

// recordedOrigin returns what the run read that the api.txt in an output folder records.
// For a folder in git, that is what the same revision has in the same places.
func recordedOrigin(ctx context.Context, name string, data []byte) (origin, error) {
	record := facts.Parse(data)
	run, err := ParseRun(record.Run)
	if err != nil {
		return origin{}, fmt.Errorf("the first line of the %s in %s records no run that can be repeated, so run docgen generate again: %s",
			facts.FileName, name, diag.Printable(err.Error()))
	}
	byCode := len(run.Used) > 0
	if object, ok := strings.CutPrefix(name, input.GitPrefix); ok {
		run, err = run.atRevision(ctx, object)
	} else {
		run, err = run.From(name)
	}
	if err != nil {
		return origin{}, err
	}
	o := origin{docs: run.Docs, errors: run.Errors, only: run.Only}
	if byCode { // the code that chose the methods may have changed since
		o.only, o.listed = nil, map[string]bool{}
		for _, m := range record.Methods {
			o.listed[m.Name] = true
		}
	}
	return o, nil
}

// atRevision returns a recorded run with paths that lead to the sources at the revision of
// git that the output folder is from. A path that leads out of the repo is an error: git
// has nothing there, and whoever changes the record must not choose what else docgen reads.
func (r Run) atRevision(ctx context.Context, object string) (Run, error) {
	rev, folder, err := splitObject(ctx, object)
	if err != nil {
		return r, err
	}
	r.Used, r.Ignore = nil, "" // a comparison needs neither, and they may be elsewhere
	return r.eachPath(func(name string) (string, error) {
		to := path.Join(folder, name)
		if path.IsAbs(name) || strings.ContainsAny(name, `\:`) || to == ".." || strings.HasPrefix(to, "../") {
			return "", fmt.Errorf("git:%s records the source %s, which leads out of the repo; name the sources of that side themselves, as in git:%sdocs", object, name, rev)
		}
		switch to {
		case ".":
			to = ""
		case "...":
			to = "/..."
		}
		return input.GitPrefix + rev + to, nil
	})
}

// splitObject splits the name of a folder in git: the revision with the colon after it, and
// the path of the folder from the top of the repo.
func splitObject(ctx context.Context, object string) (rev, folder string, err error) {
	colon := strings.Index(object, ":")
	if strings.HasPrefix(object, ":0:") {
		colon = len(":0:") - 1
	}
	rev, folder = object[:colon+1], object[colon+1:]
	if folder == "." || strings.HasPrefix(folder, "./") || strings.HasPrefix(folder, "../") {
		var here string
		here, err = input.GitFolder(ctx)
		folder = path.Join(here, folder)
	}
	return rev, path.Clean(folder), err
}
