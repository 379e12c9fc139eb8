package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"example.com/docgen/cmd/docgen/internal/input"
	"example.com/docgen/cmd/docgen/internal/report"
)

// ReadIgnores reads an ignore file. The function may tells what its entries can be about:
// changes or warnings. The findings have an error for each line that is no entry. Without a
// name there is no file.
func ReadIgnores(name string, may report.Ignorable) ([]report.Ignore, Findings, error) {
	if name == "" {
		return nil, Findings{}, nil
	}
	data, err := input.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Findings{}, fmt.Errorf("there is no ignore file %s; an empty one will do", name)
	}
	if err != nil {
		return nil, Findings{}, fmt.Errorf("reading the ignore file: %w", err)
	}
	file := filepath.ToSlash(name)
	ignores, diags := report.ParseIgnores(file, data, may)
	return ignores, Findings{Diags: diags, Sources: map[string][]byte{file: data}}, nil
}

// leaveOut leaves out the warnings that the ignore file lists. Only an entry about a
// method that was looked at can be reported as unused: a run of some methods says nothing
// about the others.
func (b *building) leaveOut(lookedAt func(method string) bool) {
	b.Diags, b.Ignored = report.LeaveOutWarnings(b.Diags, b.known, lookedAt)
}
