package bind

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// registryFile is the file of tg that lists every constructor and method.
const registryFile = "tl_registry_gen.go"

// TG is the source of gotd/td's tg package. Declarations are read when they
// are needed, as text: the package has 22 MB, of which a method takes 10 kB. It
// may be used by several goroutines at once.
type TG struct {
	// Dir is the folder of the source, Version the version of gotd/td, empty
	// when the go command knows none.
	Dir, Version string
	// Sum identifies the source, as "github.com/gotd/td v0.161.0 h1:…"; it is
	// empty for source that can change, in a folder or a vendored one.
	Sum string

	// methods maps a method's TL name to its Go name, as in
	// "messages.importChatInvite" to "MessagesImportChatInvite".
	methods map[string]string
	// types holds the folded names of every constructor and class.
	types map[string]bool
	// constructors and requests map the folded names of constructors and methods
	// to their Go names, the latter as in "MessagesImportChatInviteRequest".
	constructors, requests map[string]string
	// classes holds the Go names of the interfaces, as in "UpdatesClass", and
	// classNames maps the folded names of their types to them.
	classes    map[string]bool
	classNames map[string]string
	// some maps the Go name of a class to that of one of its constructors.
	some map[string]string
	// files maps the folded name of a declaration to the file it is in.
	files map[string]string

	// everything is read when a declaration is not in the file of its name.
	everything func() map[string][]byte
}

// Open returns the tg package whose source is in dir.
func Open(dir, version string) (*TG, error) {
	registry, err := os.ReadFile(filepath.Join(dir, registryFile))
	if err != nil {
		return nil, fmt.Errorf("reading gotd/td's tg: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading gotd/td's tg: %w", err)
	}
	tg := &TG{
		Dir: dir, Version: version,
		methods:      make(map[string]string, 1<<10),
		types:        make(map[string]bool, 1<<12),
		constructors: make(map[string]string, 1<<11),
		requests:     make(map[string]string, 1<<10),
		classes:      map[string]bool{},
		classNames:   map[string]string{},
		some:         map[string]string{},
		files:        make(map[string]string, len(entries)),
	}
	for _, entry := range entries {
		if name, ok := strings.CutSuffix(entry.Name(), "_gen.go"); ok {
			tg.files[fold(strings.TrimPrefix(name, "tl_"))] = entry.Name()
		}
	}
	tg.everything = sync.OnceValue(tg.readAll)
	tg.readRegistry(registry)
	if len(tg.methods) == 0 {
		return nil, fmt.Errorf("reading gotd/td's tg: %s lists no methods", filepath.Join(dir, registryFile))
	}
	return tg, nil
}

// readRegistry reads lines of two maps, as they are in
//
//	func TypesMap() map[uint32]string {
//		return map[uint32]string{
//			MessagesImportChatInviteRequestTypeID: "messages.importChatInvite#de91436e",
//	func ClassConstructorsMap() map[string][]uint32 {
//		return map[string][]uint32{
//			UpdatesClassName: {
//				UpdatesTooLongTypeID,
func (tg *TG) readRegistry(registry []byte) {
	for line := range bytes.Lines(function(registry, "func TypesMap() ")) {
		goName, rest, ok := strings.Cut(strings.TrimSpace(string(line)), "TypeID:")
		if !ok {
			continue
		}
		name, _, _ := strings.Cut(strings.Trim(strings.TrimSpace(rest), `",`), "#")
		folded := fold(name)
		if method, ok := strings.CutSuffix(goName, "Request"); ok && fold(method) == folded {
			tg.methods[name] = method
			tg.requests[folded] = goName
			continue
		}
		tg.types[folded] = true
		tg.constructors[folded] = goName
	}
	class := ""
	for line := range bytes.Lines(function(registry, "func ClassConstructorsMap() ")) {
		text := strings.TrimSpace(string(line))
		if name, ok := strings.CutSuffix(text, "Name: {"); ok {
			class = name
			tg.classes[class] = true
			folded := fold(strings.TrimSuffix(class, "Class"))
			tg.types[folded] = true
			tg.classNames[folded] = class
		} else if name, ok := strings.CutSuffix(text, "TypeID,"); ok && class != "" {
			// Rather something than the constructor for nothing.
			if old := tg.some[class]; old == "" || strings.HasSuffix(old, "Empty") && !strings.HasSuffix(name, "Empty") {
				tg.some[class] = name
			}
		}
	}
}

// String returns what to call the package in a message: "gotd/td v0.161.0".
func (tg *TG) String() string {
	return strings.TrimSpace("gotd/td " + tg.Version)
}

// Methods returns the TL names of all methods, sorted.
func (tg *TG) Methods() []string {
	names := make([]string, 0, len(tg.methods))
	for name := range tg.methods {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// function returns the source of the top-level declaration that starts with
// the prefix, up to its closing brace, or nil. It relies on gofmt: no line
// within a declaration starts with a brace.
func function(source []byte, prefix string) []byte {
	start := bytes.Index(source, []byte("\n"+prefix))
	if start < 0 {
		return nil
	}
	start++
	end := bytes.Index(source[start:], []byte("\n}\n"))
	if end < 0 {
		return nil
	}
	return source[start : start+end+3]
}

// firstLineOf returns the line that starts with the prefix, or nil.
func firstLineOf(source []byte, prefix string) []byte {
	start := bytes.Index(source, []byte("\n"+prefix))
	if start < 0 {
		return nil
	}
	line, _, _ := bytes.Cut(source[start+1:], []byte("\n"))
	return line
}

// fileOf returns the source that declares the request of a method.
func (tg *TG) fileOf(goName string) ([]byte, error) {
	decl := []byte("\ntype " + goName + "Request struct {")
	if name, ok := tg.files[fold(goName)]; ok {
		source, err := os.ReadFile(filepath.Join(tg.Dir, name))
		if err != nil {
			return nil, err
		}
		if bytes.Contains(source, decl) {
			return source, nil
		}
	}
	for _, source := range tg.everything() {
		if bytes.Contains(source, decl) {
			return source, nil
		}
	}
	return nil, fmt.Errorf("no file in %s declares %sRequest", tg.Dir, goName)
}

// readAll reads every file of the package. A file that can't be read holds no
// declaration, which is what its user then says.
func (tg *TG) readAll() map[string][]byte {
	all := map[string][]byte{}
	for _, name := range tg.files {
		if source, err := os.ReadFile(filepath.Join(tg.Dir, name)); err == nil {
			all[name] = source
		}
	}
	return all
}

// fold makes names comparable that differ in case and separators alone, as TL
// names, Go names and file names of one thing do.
func fold(name string) string {
	folded := make([]byte, 0, len(name))
	for _, c := range []byte(name) {
		switch {
		case c == '.', c == '_':
		case 'A' <= c && c <= 'Z':
			folded = append(folded, c+'a'-'A')
		default:
			folded = append(folded, c)
		}
	}
	return string(folded)
}
