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
	"strconv"
	"strings"
	"sync"
)

// registryFile is the file of tg that lists all constructors and methods.
const registryFile = "tl_registry_gen.go"

// generatedSuffix is the end of the name of each file that gotd/td generates.
const generatedSuffix = "_gen.go"

// TG is the source of gotd/td's tg package. It reads declarations as text, when
// they are needed: the package has 22 MB, and a method needs 10 kB of them. A TG
// may be used by several goroutines at once.
type TG struct {
	// Dir is the folder of the source. Version is the version of gotd/td, or empty
	// when the go command knows none.
	Dir, Version string

	// methods maps a method's TL name to its Go name, as in
	// "messages.importChatInvite" to "MessagesImportChatInvite".
	methods map[string]string
	// The functions below read a part of tg at the first call. A run that has
	// nothing to generate needs none of them.

	// names returns the names in the registry other than those of methods.
	names func() *names
	// files maps the names of methods and types, as foldName returns them, to the
	// names of the files that declare them.
	files func() map[string]string
	// sources returns the source of all files.
	sources func() map[string][]byte
}

// names are the names in the registry other than those of methods. Folded names
// are as foldName returns them.
type names struct {
	// constructors maps the folded names of constructors to their Go names, and
	// requests those of methods, as in "messagesimportchatinvite" to
	// "MessagesImportChatInviteRequest".
	constructors, requests map[string]string
	// classes has the Go names of the interfaces, as in "UpdatesClass", and
	// classNames maps the folded names of their types to them.
	classes    map[string]bool
	classNames map[string]string
	// exampleConstructors maps the Go name of a class to the Go name of one of its
	// constructors, for examples.
	exampleConstructors map[string]string
}

// hasType reports whether there is a constructor or a class with a folded name.
func (n *names) hasType(folded string) bool {
	return n.constructors[folded] != "" || n.classNames[folded] != ""
}

// Open returns the tg package whose source is in dir, of a version of gotd/td that
// may be empty.
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
		return nil, fmt.Errorf("%s is too old: docgen reads v0.60.0 and newer; update it with: go get github.com/gotd/td@v0.60.0, or a newer version (%s lists no methods)",
			tg, filepath.Join(dir, registryFile))
	}
	tg.names = sync.OnceValue(func() *names { return readNames(types, classes) })
	tg.files = sync.OnceValue(tg.listFiles)
	tg.sources = sync.OnceValue(tg.readAll)
	return tg, nil
}

// An entry is a line of TypesMap: the Go name and the TL name of a constructor or
// of a request. For a request, method is the Go name of the method.
type entry struct{ goName, name, method string }

// entries returns the entries of TypesMap, whose source is
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
			if method, ok := strings.CutSuffix(goName, "Request"); ok && foldName(method) == foldName(e.name) {
				e.method = method
			}
			if !yield(e) {
				return
			}
		}
	}
}

// readNames reads the source of TypesMap and that of ClassConstructorsMap, which is
//
//	func ClassConstructorsMap() map[string][]uint32 {
//		return map[string][]uint32{
//			UpdatesClassName: {
//				UpdatesTooLongTypeID,
func readNames(types, classes string) *names {
	n := &names{
		constructors:        make(map[string]string, 1<<11),
		requests:            make(map[string]string, 1<<10),
		classes:             make(map[string]bool, 1<<9),
		classNames:          make(map[string]string, 1<<9),
		exampleConstructors: make(map[string]string, 1<<9),
	}
	for e := range entries(types) {
		folded := foldName(e.name)
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
			n.classNames[foldName(strings.TrimSuffix(class, "Class"))] = class
		} else if name, ok := strings.CutSuffix(text, "TypeID,"); ok && class != "" {
			// Take the first constructor, but none such as InputPeerEmpty if there
			// is another: a reader learns nothing from it in an example.
			if old := n.exampleConstructors[class]; old == "" || strings.HasSuffix(old, "Empty") && !strings.HasSuffix(name, "Empty") {
				n.exampleConstructors[class] = name
			}
		}
	}
	return n
}

// String returns the name of gotd/td for messages, as in "gotd/td v0.161.0".
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

// GoNames returns the Go names of all methods by their TL names. Do not modify the map.
func (tg *TG) GoNames() map[string]string { return tg.methods }

// errorsFile is the file of tg that has a constant for each error that gotd/td knows.
const errorsFile = "tl_errors_gen.go"

// Errors returns the values of tg's constants for errors by their names, as in
// "ErrSlowmodeWait" to "SLOWMODE_WAIT". There are none if tg has no file of them.
func (tg *TG) Errors() map[string]string {
	all := map[string]string{}
	source, err := os.ReadFile(filepath.Join(tg.Dir, errorsFile))
	if err != nil {
		return all
	}
	for line := range strings.Lines(string(source)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " = ")
		name = strings.TrimSpace(name)
		if text, err := strconv.Unquote(value); ok && err == nil && strings.HasPrefix(name, "Err") && !strings.ContainsAny(name, " \t") {
			all[name] = text
		}
	}
	return all
}

// function returns the source of the top-level declaration that starts with the
// prefix, up to its closing brace, and the source after it. If there is none, it
// returns nil and the whole source. It relies on gofmt: inside a declaration, no
// line starts with a brace.
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

// fileOf returns the source of the file that declares the request of a method.
func (tg *TG) fileOf(name, goName string) ([]byte, error) {
	decl := []byte("\ntype " + goName + "Request struct {")
	source, err := tg.read(name, goName)
	if err != nil {
		return nil, err
	}
	if bytes.Contains(source, decl) {
		return source, nil
	}
	for _, source := range tg.sources() {
		if bytes.Contains(source, decl) {
			return source, nil
		}
	}
	return nil, fmt.Errorf("no file in %s declares %sRequest", tg.Dir, goName)
}

// read returns the source of the file that is named after a method, or nil when
// there is none.
func (tg *TG) read(name, goName string) ([]byte, error) {
	for _, splitInitials := range []bool{false, true} {
		source, err := os.ReadFile(filepath.Join(tg.Dir, fileName(name, splitInitials)))
		if !errors.Is(err, fs.ErrNotExist) {
			return source, err
		}
	}
	if file, ok := tg.files()[foldName(goName)]; ok {
		return os.ReadFile(filepath.Join(tg.Dir, file))
	}
	return nil, nil
}

// fileName returns the name that gotd/td's generator gives the file of a method, as
// in "tl_messages_import_chat_invite_gen.go". A wrong guess does no harm, and a
// right one saves listing some 3,000 files. The generator takes some initials for
// a word, as in get_account_ttl, and others not, as in compose_message_with_a_i;
// splitInitials asks for the latter.
func fileName(name string, splitInitials bool) string {
	file := make([]byte, 0, 2*len(name))
	file = append(file, "tl_"...)
	for i, c := range []byte(name) {
		switch {
		case c == '.':
			c = '_'
		case isUpper(c):
			c += 'a' - 'A'
			if splitInitials || startsWord(name, i) {
				file = append(file, '_')
			}
		}
		file = append(file, c)
	}
	return string(append(file, generatedSuffix...))
}

// startsWord reports whether the capital letter at i is the first letter of a word,
// where initials are one word, as in answerWebhookJSONQuery and getContactIDs.
func startsWord(name string, i int) bool {
	rest := name[i+1:]
	return i == 0 || !isUpper(name[i-1]) || rest != "" && rest != "s" && !isUpper(rest[0])
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// listFiles returns the files of the package by the folded names of their
// declarations. It ignores an error: fileOf then says that no file has the
// declaration.
func (tg *TG) listFiles() map[string]string {
	entries, _ := os.ReadDir(tg.Dir)
	files := make(map[string]string, len(entries))
	for _, entry := range entries {
		if name, ok := strings.CutSuffix(entry.Name(), generatedSuffix); ok {
			files[foldName(strings.TrimPrefix(name, "tl_"))] = entry.Name()
		}
	}
	return files
}

// readAll returns the source of all files of the package. It ignores an error, as
// listFiles does.
func (tg *TG) readAll() map[string][]byte {
	all := map[string][]byte{}
	for _, name := range tg.files() {
		if source, err := os.ReadFile(filepath.Join(tg.Dir, name)); err == nil {
			all[name] = source
		}
	}
	return all
}

// foldName returns a name in lower case without dots and underscores. The TL name,
// the Go name and the file name of one declaration differ only in these.
func foldName(name string) string {
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
