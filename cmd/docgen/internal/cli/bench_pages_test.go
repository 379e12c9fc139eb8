package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/docgen/emit/bind"
	"example.com/docgen/parser"
)

// benchPages returns a folder of pages to measure with, and what to call it in the
// names of benchmarks: the pages of 2026-03 have no name. Where they are absent
// it makes one page for each method of tg, of the same layout, though without
// examples. What is measured with those is not to be compared with the others.
func benchPages(b *testing.B) (dir, name string) {
	b.Helper()
	dir, err := filepath.Abs(filepath.Join(corpus, "2026-03"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, ""
	}
	b.Log("the corpus is not here, so that pages are made by rule")
	dir = filepath.Join(b.TempDir(), "docs")
	if err := makePages(dir); err != nil {
		b.Fatal(err)
	}
	return dir, "made/"
}

// makePages writes a page for each method of the tg that go.mod here selects.
func makePages(dir string) error {
	tg, err := bind.Find(context.Background(), ".")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	p := parser.New()
	for _, method := range tg.Methods() {
		bare, _ := p.Parse(method+".md", []byte("# Method: "+method+"\n"))
		if bare == nil {
			return fmt.Errorf("%s is read as no method", method)
		}
		m, _ := tg.Bind(bare, nil)
		if m == nil {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, method+".md"), []byte(madePage(method, m)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// madePage returns a page that says of a method what tg knows.
func madePage(method string, m *bind.Method) string {
	escaped := strings.NewReplacer("_", `\_`)
	var page strings.Builder
	fmt.Fprintf(&page, "---\ntitle: %q\ndescription: \"About %s\"\n---\n# Method: %s\n\nCalls [%s](https://example.com/methods/%s), and waits for its result.\n\n",
		method, method, escaped.Replace(method), method, method)
	if len(m.Params) > 0 {
		page.WriteString("### Parameters:\n\n| Name | Type | Description | Required |\n|---|---|---|---|\n")
	}
	for i, param := range m.Params {
		fmt.Fprintf(&page, "|%s|%s|What the server is told as `%s`, at place %d; [more of it »](https://example.com/params/%s)|Optional|\n",
			escaped.Replace(param.Name), madeType(param.Type), param.Name, i+1, param.Name)
	}
	if !m.Result.IsZero() {
		fmt.Fprintf(&page, "\n### Return type: %s\n", madeType(m.Result))
	}
	page.WriteString("\n### Can users use this method: **YES**\n\n### Can bots use this method: **NO**\n")
	return page.String()
}

// madeType returns a type of tg as pages have it: a link to a TL type.
func madeType(t bind.Type) string {
	name, ok := map[string]string{"bool": "Bool", "int64": "long", "float64": "double", "byte": "bytes"}[t.Name]
	if !ok {
		name = strings.TrimSuffix(t.Name, "Class")
	}
	slices := t.Slices
	if name == "bytes" {
		slices--
	}
	return strings.Repeat("Array of ", slices) + fmt.Sprintf("[%s](/types/%s.html)", name, name)
}
