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

// benchPages returns a folder of pages to measure with, and the prefix of the names of
// the benchmarks. The folder is that of 2026-03, without a prefix. If there is no
// corpus, benchPages makes a page for each method of tg, with the prefix "made/", since
// figures of one folder must not be compared with those of the other.
func benchPages(b *testing.B) (dir, prefix string) {
	b.Helper()
	dir, err := filepath.Abs(filepath.Join(corpus, "2026-03"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(dir); err == nil {
		return dir, ""
	}
	b.Log("there is no corpus, so a page is made for each method of tg")
	dir = filepath.Join(b.TempDir(), "docs")
	tg, err := bind.Find(context.Background(), ".")
	if err != nil {
		b.Fatal(err)
	}
	if err := makePages(dir, tg); err != nil {
		b.Fatal(err)
	}
	return dir, "made/"
}

// makePages writes a page for each method of tg into a new folder.
func makePages(dir string, tg *bind.TG) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	methods, err := methodsOf(tg)
	if err != nil {
		return err
	}
	for _, m := range methods {
		if err := os.WriteFile(filepath.Join(dir, m.Name+".md"), []byte(madePage(m)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// methodsOf returns all methods of tg, each as bound to a page without any facts.
func methodsOf(tg *bind.TG) ([]*bind.Method, error) {
	var methods []*bind.Method
	p := parser.New()
	for _, name := range tg.Methods() {
		bare, _ := p.Parse(name+".md", []byte("# Method: "+name+"\n"))
		if bare == nil {
			return nil, fmt.Errorf("the page that is made for %s is not that of a method", name)
		}
		m, _ := tg.Bind(bare, nil)
		if m == nil {
			return nil, fmt.Errorf("%s can't be bound to %s", name, tg)
		}
		methods = append(methods, m)
	}
	return methods, nil
}

// The parts of a made page. On average a page of 2026-03 has 1,766 bytes, 50 lines, 2.5
// rows, 7.9 links, 1.4 code spans and 1 code block. A made page has 1,781 bytes, 49
// lines, 2.6 rows, 8.4 links, 1.5 code spans and 1 code block.
const (
	madeHead = `---
title: "%[1]s"
description: "%[3]s"
grand_parent: "What a client can ask"
parent: "Methods"
image: https://example.com/pictures/a-client-512x512.png
redirect_from: /what-a-client-can-ask/methods/%[1]s.html
---
# Method: %[2]s
[Back to methods index](index.html)



%[3]s

`
	madeParams = `### Parameters:

| Name     |    Type       | Description | Required |
|----------|---------------|-------------|----------|
`
	madeReturns = `

### Return type: %s

`
	madeFlags = `### Can users use this method: **YES**


### Can bots use this method: **%s**


### Can bots use this method over a business connection with the ` + "`businessConnectionId`" + ` flag: **%s**


### MadelineProto Example ([which waits for nothing but the network](https://example.com/client/waiting.html)):


` + "```" + `php
require_once __DIR__ . '/vendor/autoload.php';
if (getenv('CLIENT_HOME') === false) {
    exit('CLIENT_HOME names the folder of the session');
}

$client = new \Example\Client(getenv('CLIENT_HOME') . '/session.client');
$client->start();

`
	madeCall = "$answer = $client->%s(%s);\n```\n\n"
)

// madePage returns a page that documents a method as tg declares it, in the layout of
// 2026-03.
func madePage(m *bind.Method) string {
	escaped := strings.NewReplacer("_", `\_`)
	var page strings.Builder
	summary := fmt.Sprintf("Asks the server to do %s, and waits for its [answer](https://example.com/answers/%s), or for an error.",
		escaped.Replace(m.Name), m.Name)
	fmt.Fprintf(&page, madeHead, m.Name, escaped.Replace(m.Name), summary)
	if len(m.Params) > 0 {
		page.WriteString(madeParams)
	}
	var arguments strings.Builder
	for i, param := range m.Params {
		need := "Optional"
		if param.Need == bind.Required {
			need = "Yes"
		}
		about := "What the server is to know of it"
		switch i % 3 { // about as many rows with a link or code as on real pages
		case 1:
			about += fmt.Sprintf(", see [the list of all that it may be »](https://example.com/params/%s)", param.Name)
		case 2:
			about += fmt.Sprintf(", which is `%s` to most callers", param.Name)
		}
		fmt.Fprintf(&page, "|%s|%s | %s, at place %d | %s|\n", escaped.Replace(param.Name), madeType(param.Type), about, i+1, need)
		fmt.Fprintf(&arguments, "%s: $%s, ", param.Name, param.Name)
	}
	result := m.Result
	if m.Generic {
		result = bind.Type{Name: "X"}
	}
	fmt.Fprintf(&page, madeReturns, madeType(result))
	// Bots can call one method in six, and one in 36 over a business connection. The sum
	// of the letters of its name chooses the method.
	sum := 0
	for _, c := range m.Name {
		sum += int(c)
	}
	fmt.Fprintf(&page, madeFlags, yesOrNo(sum%6 == 0), yesOrNo(sum%36 == 0 && !m.Generic))
	fmt.Fprintf(&page, madeCall, strings.ReplaceAll(m.Name, ".", "->"), arguments.String())
	return page.String()
}

func yesOrNo(yes bool) string {
	if yes {
		return "YES"
	}
	return "NO"
}

// madeType returns a type of tg as a page documents it: a link to the TL type.
func madeType(t bind.Type) string {
	name, ok := map[string]string{"bool": "Bool", "int64": "long", "float64": "double", "byte": "bytes", "Int128": "int128", "Int256": "int256"}[t.Name]
	if !ok {
		name = strings.TrimSuffix(t.Name, "Class")
	}
	slices := t.Slices
	if name == "bytes" {
		slices--
	}
	return strings.Repeat("Array of ", slices) + fmt.Sprintf("[%s](/types/%s.html)", name, name)
}
