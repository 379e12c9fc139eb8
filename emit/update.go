package emit

import (
	"bytes"
	"slices"
	"strings"

	"example.com/docgen/emit/bind"
)

// Update returns the files of a package in which the pages of some methods
// changed, out of the files that it had, all by name. They are those that Package
// would return, which docgen itself, its options and gotd/td must be the same
// for. It reports false when a change reaches the files that are made from all
// pages: then Package is needed.
func Update(have map[string][]byte, changed []*bind.Method, options Options) ([]File, bool, error) {
	facts := strings.SplitAfter(string(have[FactsFile]), "\n")
	updated := map[string]File{}
	for _, m := range changed {
		// These lines of api.txt follow each other, since it is sorted.
		start := slices.IndexFunc(facts, func(line string) bool { return strings.HasPrefix(line, m.Name+" ") })
		if start < 0 {
			return nil, false, nil
		}
		end := start
		for end < len(facts) && strings.HasPrefix(facts[end], m.Name+" ") {
			end++
		}
		lines := slices.Collect(strings.Lines(string(appendFacts(nil, m))))
		if !slices.Equal(sharedFacts(facts[start:end]), sharedFacts(lines)) || !inTable(have[methodsName], m) {
			return nil, false, nil
		}
		facts = slices.Replace(facts, start, end, lines...)
		prints := []func(*bind.Method, Options) (File, error){pageFile}
		if options.Examples {
			prints = append(prints, exampleFile)
		}
		for _, print := range prints {
			f, err := print(m, options)
			if err != nil {
				return nil, false, err
			}
			updated[f.Name] = f
		}
	}
	updated[FactsFile] = File{Name: FactsFile, Data: []byte(strings.Join(facts, ""))}
	var files []File
	for name, data := range have {
		if f, ok := updated[name]; ok {
			files = append(files, f)
			continue
		}
		f := File{Name: name, Data: data}
		if h, ok := ReadHeader(data); ok && h.PageHash != "" {
			f.Page = h.From
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, true, nil
}

// sharedFacts returns the lines of api.txt on which the files depend that are
// made from all pages: the shape of the Go package.
func sharedFacts(lines []string) []string {
	var shared []string
	for _, line := range lines {
		if _, fact, _ := strings.Cut(line, " "); strings.HasPrefix(fact, "go ") {
			shared = append(shared, line)
		}
	}
	return shared
}

// inTable reports whether the table of methods has the row of a method as it is
// now: who can call it, and its errors with what they mean.
func inTable(methods []byte, m *bind.Method) bool {
	table, err := declarationsOf(methodTable([]*bind.Method{m}))
	if err != nil {
		return false
	}
	_, row, ok := bytes.Cut(table, []byte("Method{\n"))
	row, found := bytes.CutSuffix(row, []byte("}\n"))
	return ok && found && bytes.Contains(methods, slices.Concat([]byte("\n"), row))
}
