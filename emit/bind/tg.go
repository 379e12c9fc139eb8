package bind

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// registryFile is the file of tg that lists every constructor and method.
const registryFile = "tl_registry_gen.go"

// generated is how the names of generated files end.
const generated = "_gen.go"

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
	// names are the others of the registry, files maps the folded name of a
	// declaration to the file it is in, and everything is what all files hold.
	// They are read when they are needed: a run that makes nothing takes none.
	names      func() *names
	files      func() map[string]string
	everything func() map[string][]byte
}

// names are those that the registry has beside the methods.
type names struct {
	// constructors and requests map the folded names of constructors and methods
	// to their Go names, the latter as in "MessagesImportChatInviteRequest".
	constructors, requests map[string]string
	// classes holds the Go names of the interfaces, as in "UpdatesClass", and
	// classNames maps the folded names of their types to them.
	classes    map[string]bool
	classNames map[string]string
	// some maps the Go name of a class to that of one of its constructors.
	some map[string]string
}

// hasType reports whether there is a constructor or class of a folded name.
func (n *names) hasType(folded string) bool {
	return n.constructors[folded] != "" || n.classNames[folded] != ""
}

// Open returns the tg package whose source is in dir.
func Open(dir, version string) (*TG, error) {
	registry, err := os.ReadFile(filepath.Join(dir, registryFile))
	if err != nil {
		return nil, fmt.Errorf("reading gotd/td's tg: %w", err)
	}
	typesMap, _ := function(registry, "func TypesMap() ")
	classesMap, _ := function(registry, "func ClassConstructorsMap() ")
	types, classes := string(typesMap), string(classesMap)
	tg := &TG{Dir: dir, Version: version, methods: make(map[string]string, 1<<10)}
	for e := range entries(types) {
		if e.method != "" {
			tg.methods[e.name] = e.method
		}
	}
	if len(tg.methods) == 0 {
		return nil, fmt.Errorf("reading gotd/td's tg: %s lists no methods", filepath.Join(dir, registryFile))
	}
	tg.names = sync.OnceValue(func() *names { return readNames(types, classes) })
	tg.files = sync.OnceValue(tg.list)
	tg.everything = sync.OnceValue(tg.readAll)
	return tg, nil
}

// An entry is a line of TypesMap. Its method is the Go name of that, and empty
// when it is a constructor.
type entry struct{ goName, name, method string }

// entries returns the lines of a map, as they are in
//
//	func TypesMap() map[uint32]string {
//		return map[uint32]string{
//			MessagesImportChatInviteRequestTypeID: "messages.importChatInvite#de91436e",
func entries(types string) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		for line := range strings.Lines(types) {
			goName, rest, ok := strings.Cut(strings.TrimSpace(line), "TypeID:")
			if !ok {
				continue
			}
			e := entry{goName: goName}
			e.name, _, _ = strings.Cut(strings.Trim(strings.TrimSpace(rest), `",`), "#")
			if method, ok := strings.CutSuffix(goName, "Request"); ok && fold(method) == fold(e.name) {
				e.method = method
			}
			if !yield(e) {
				return
			}
		}
	}
}

// readNames reads the lines of TypesMap, and those of
//
//	func ClassConstructorsMap() map[string][]uint32 {
//		return map[string][]uint32{
//			UpdatesClassName: {
//				UpdatesTooLongTypeID,
func readNames(types, classes string) *names {
	n := &names{
		constructors: make(map[string]string, 1<<11),
		requests:     make(map[string]string, 1<<10),
		classes:      make(map[string]bool, 1<<9),
		classNames:   make(map[string]string, 1<<9),
		some:         make(map[string]string, 1<<9),
	}
	for e := range entries(types) {
		folded := fold(e.name)
		if e.method != "" {
			n.requests[folded] = e.goName
			continue
		}
		n.constructors[folded] = e.goName
	}
	class := ""
	for line := range strings.Lines(classes) {
		text := strings.TrimSpace(line)
		if name, ok := strings.CutSuffix(text, "Name: {"); ok {
			class = name
			n.classes[class] = true
			n.classNames[fold(strings.TrimSuffix(class, "Class"))] = class
		} else if name, ok := strings.CutSuffix(text, "TypeID,"); ok && class != "" {
			// Rather something than the constructor for nothing.
			if old := n.some[class]; old == "" || strings.HasSuffix(old, "Empty") && !strings.HasSuffix(name, "Empty") {
				n.some[class] = name
			}
		}
	}
	return n
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
// the prefix, up to its closing brace, and what follows it; or nil and the source.
// It relies on gofmt: no line within a declaration starts with a brace.
func function(source []byte, prefix string) (found, rest []byte) {
	start := bytes.Index(source, []byte("\n"+prefix))
	if start < 0 {
		return nil, source
	}
	start++
	end := bytes.Index(source[start:], []byte("\n}\n"))
	if end < 0 {
		return nil, source
	}
	end += start + len("\n}")
	return source[start : end+1], source[end:]
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
func (tg *TG) fileOf(name, goName string) ([]byte, error) {
	decl := []byte("\ntype " + goName + "Request struct {")
	source, err := tg.read(name, goName)
	if err != nil {
		return nil, err
	}
	if bytes.Contains(source, decl) {
		return source, nil
	}
	for _, source := range tg.everything() {
		if bytes.Contains(source, decl) {
			return source, nil
		}
	}
	return nil, fmt.Errorf("no file in %s declares %sRequest", tg.Dir, goName)
}

// read returns the file of a method, or nothing when there is none.
func (tg *TG) read(name, goName string) ([]byte, error) {
	for _, letters := range []bool{false, true} {
		source, err := os.ReadFile(filepath.Join(tg.Dir, fileName(name, letters)))
		if !errors.Is(err, fs.ErrNotExist) {
			return source, err
		}
	}
	if file, ok := tg.files()[fold(goName)]; ok {
		return os.ReadFile(filepath.Join(tg.Dir, file))
	}
	return nil, nil
}

// fileName returns the name that gotd/td's generator gives the file of a method,
// as in "tl_messages_import_chat_invite_gen.go". It spares a listing of some 3,000
// files, and is no more than the first place to look. The generator knows some
// initials, as of getAccountTTL, and not that of composeMessageWithAI: letters
// says that none are.
func fileName(name string, letters bool) string {
	file := make([]byte, 0, 2*len(name))
	file = append(file, "tl_"...)
	for i, c := range []byte(name) {
		switch {
		case c == '.':
			c = '_'
		case isUpper(c):
			c += 'a' - 'A'
			if letters || startsWord(name, i) {
				file = append(file, '_')
			}
		}
		file = append(file, c)
	}
	return string(append(file, generated...))
}

// startsWord reports whether the capital at i is the first letter of a word, as
// in answerWebhookJSONQuery and getContactIDs.
func startsWord(name string, i int) bool {
	rest := name[i+1:]
	return i == 0 || !isUpper(name[i-1]) || rest != "" && rest != "s" && !isUpper(rest[0])
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// list returns the files of the package by the folded names of what they
// declare. A folder that can't be read has no declaration, as a file.
func (tg *TG) list() map[string]string {
	entries, _ := os.ReadDir(tg.Dir)
	files := make(map[string]string, len(entries))
	for _, entry := range entries {
		if name, ok := strings.CutSuffix(entry.Name(), generated); ok {
			files[fold(strings.TrimPrefix(name, "tl_"))] = entry.Name()
		}
	}
	return files
}

// readAll reads every file of the package. A file that can't be read holds no
// declaration, which is what its user then says.
func (tg *TG) readAll() map[string][]byte {
	all := map[string][]byte{}
	for _, name := range tg.files() {
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
		case isUpper(c):
			folded = append(folded, c+'a'-'A')
		default:
			folded = append(folded, c)
		}
	}
	return string(folded)
}
