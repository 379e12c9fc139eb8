package migrate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"example.com/docgen/cmd/docgen/internal/used"
)

// The packages of gotd/td that client code is about.
const (
	tdModule = "github.com/gotd/td"
	tgPath   = tdModule + "/tg"
	errPath  = tdModule + "/tgerr"
	mainPath = tdModule + "/telegram"
)

// A workspace is the code of one or more modules that are built together.
type workspace struct {
	// dir is where the go command runs.
	dir string
	// roots are the folders of the modules.
	roots []string
	fset  *token.FileSet
	// builds are the packages of the modules, for each build configuration.
	builds []*loaded
	// files are the Go files of the modules, by their absolute names.
	files map[string]*file
	// unbuilt are files that use gotd/td, and that no configuration builds.
	unbuilt []string
}

// A loaded set of packages is what the go command builds in one configuration.
type loaded struct {
	config config
	pkgs   []*packages.Package
}

// A file is a Go file of a module.
type file struct {
	name   string
	text   []byte
	syntax *ast.File
	// pkg is the first package that has the file.
	pkg *packages.Package
	// foreign says why the file is not to be changed, or is empty.
	foreign string
	// skipped tells that nothing is said about the file: it is generated, or was not asked for.
	skipped bool
}

// loadMode asks for all that the type checker needs, from source: export data would come
// from the compiler, which takes minutes for a tg that is not built yet.
const loadMode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
	packages.NeedTypes | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedSyntax | packages.NeedModule

// newWorkspace finds the modules that are built together with the folder.
func newWorkspace(ctx context.Context, dir string) (*workspace, error) {
	out, err := goCommand(ctx, dir, "list", "-m", "-f", "{{.Dir}}")
	if err != nil {
		return nil, err
	}
	w := &workspace{dir: dir, fset: token.NewFileSet(), files: map[string]*file{}}
	for line := range strings.Lines(string(out)) {
		if root := strings.TrimSpace(line); root != "" {
			w.roots = append(w.roots, root)
		}
	}
	if len(w.roots) == 0 {
		return nil, fmt.Errorf("%s is in no Go module", dir)
	}
	slices.Sort(w.roots)
	return w, nil
}

func goCommand(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = dir, offline(os.Environ())
	out, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.As(err, &exit):
		return nil, fmt.Errorf("go %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	case err != nil:
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}

// offline returns an environment in which the go command uses no network, and go/packages
// starts the go command and no other program, such as a gopackagesdriver in PATH.
func offline(env []string) []string { return append(env, "GOPROXY=off", "GOPACKAGESDRIVER=off") }

// loadAll loads the code in the configuration of the environment, and in those that have
// the files which it leaves out.
func (w *workspace) loadAll(ctx context.Context) error {
	if err := w.load(ctx, config{}); err != nil {
		return err
	}
	var patterns []string
	for _, root := range w.roots {
		patterns = append(patterns, filepath.Join(root, "..."))
	}
	names, err := used.Files(ctx, "", patterns)
	if err != nil {
		return err
	}
	for _, name := range names {
		if w.files[name] != nil {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if !bytes.Contains(text, []byte(`"`+tdModule+"/tg")) {
			continue
		}
		c, ok := gateOf(name, text).config()
		if !ok || slices.ContainsFunc(w.builds, func(b *loaded) bool { return b.config == c }) {
			w.unbuilt = append(w.unbuilt, name)
			continue
		}
		if err := w.load(ctx, c); err != nil {
			return fmt.Errorf("with %s: %w", c, err)
		}
	}
	return nil
}

// checkTD returns an error if the code has nothing of gotd/td.
func (w *workspace) checkTD() error {
	fork := ""
	for _, pkg := range w.builds[0].pkgs {
		for path := range pkg.Imports {
			if strings.HasPrefix(path, tdModule+"/") {
				return nil
			}
			if strings.HasSuffix(path, "/td/tg") && (fork == "" || path < fork) {
				fork = path
			}
		}
	}
	if fork != "" {
		return fmt.Errorf("the code imports %s, a fork of gotd/td under another path; docgen moves code of %s alone (a replace line in go.mod keeps that path for a fork)", fork, tgPath)
	}
	return fmt.Errorf("no package in %s imports %s", strings.Join(w.roots, ", "), tdModule)
}

// load reads and type-checks all packages of the modules in one build configuration. It
// first tries without cgo, since with cgo the go command compiles the C of all packages
// that the code imports.
func (w *workspace) load(ctx context.Context, c config) error {
	pkgs, err := w.packages(ctx, c, "CGO_ENABLED=0")
	if err != nil {
		return err
	}
	if broken(pkgs) != nil {
		if pkgs, err = w.packages(ctx, c); err != nil {
			return err
		}
	}
	if err := broken(pkgs); err != nil {
		return err
	}
	for _, pkg := range pkgs {
		pkg.IllTyped = false // only what was imported without the bodies of functions has errors
	}
	w.builds = append(w.builds, &loaded{c, pkgs})
	return w.addFiles(pkgs)
}

func (w *workspace) packages(ctx context.Context, c config, env ...string) ([]*packages.Package, error) {
	cfg := &packages.Config{Context: ctx, Mode: loadMode, Dir: w.dir, Tests: true, Fset: w.fset, ParseFile: w.parseFile}
	cfg.Env, cfg.BuildFlags = append(c.env(), env...), c.flags()
	var patterns []string
	for _, root := range w.roots {
		patterns = append(patterns, root+string(filepath.Separator)+"...")
	}
	pkgs, err := packages.Load(cfg, patterns...)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("loading the code: %w", err)
	}
	return slices.DeleteFunc(pkgs, func(p *packages.Package) bool { return strings.HasSuffix(p.ID, ".test") }), nil
}

// parseFile reads a file without the bodies of functions if it is not one of the modules:
// their signatures are all that counts.
func (w *workspace) parseFile(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
	if w.owns(name) {
		return parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	}
	f, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
	if f != nil {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				fn.Body = nil
			}
		}
	}
	return f, err
}

// owns reports whether a file is one of the modules, and not one of a vendor folder.
func (w *workspace) owns(name string) bool {
	return slices.ContainsFunc(w.roots, func(root string) bool {
		rel, err := filepath.Rel(root, name)
		return err == nil && filepath.IsLocal(rel) && !strings.HasPrefix(rel, "vendor"+string(filepath.Separator))
	})
}

// maxBroken limits how many errors of code that does not compile are shown.
const maxBroken = 10

// broken returns an error if a package does not compile.
func broken(pkgs []*packages.Package) error {
	var list []string
	for _, pkg := range pkgs {
		for _, e := range pkg.Errors {
			if text := e.Error(); !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	if len(list) > maxBroken {
		list = append(list[:maxBroken], fmt.Sprintf("and %d more", len(list)-maxBroken))
	}
	return fmt.Errorf("the code does not compile, so docgen changes nothing:\n%s", strings.Join(list, "\n"))
}

// addFiles notes the files of packages. A file is in several packages if it has tests.
func (w *workspace) addFiles(pkgs []*packages.Package) error {
	for _, pkg := range pkgs {
		for _, syntax := range pkg.Syntax {
			name := w.name(syntax)
			if w.files[name] != nil || !slices.Contains(pkg.GoFiles, name) {
				continue // go/packages also has what cgo makes
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			w.files[name] = &file{name: name, text: text, syntax: syntax, pkg: pkg}
		}
	}
	return nil
}

func (w *workspace) name(f *ast.File) string { return w.fset.PositionFor(f.FileStart, false).Filename }
