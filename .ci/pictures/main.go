// Command pictures draws docs/terminal.svg: a terminal in which the commands of a session run
// for real, and their output appears step by step.
//
//	go run .ci/pictures/main.go -docgen FILE .ci/pictures/session.txtar >docs/terminal.svg
//
// The session is a txtar archive. Its comment has the commands, a line each; its files are
// the folder that they run in.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"
)

// Sizes in pixels, but for columns, which are characters; delays in seconds.
const (
	columns    = 112
	width      = 917
	lineHeight = 18
	margin     = 20
	top        = 52 // of the first line
	perCommand = 1.2
	perLine    = 0.08
)

func main() {
	docgen := flag.String("docgen", "", "`file` of the docgen that the session runs")
	flag.Parse()
	if err := run(*docgen, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(docgen, session string) error {
	archive, err := txtar.ParseFile(session)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "session")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files, err := txtar.FS(archive)
	if err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "bot"), files); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o700); err != nil {
		return err
	}
	if docgen, err = filepath.Abs(docgen); err != nil {
		return err
	}
	if err := os.Symlink(docgen, filepath.Join(dir, "bin", "docgen")); err != nil {
		return err
	}
	terminal := &terminal{dir: dir}
	for command := range strings.Lines(string(archive.Comment)) {
		if err := terminal.show(strings.TrimSpace(command)); err != nil {
			return err
		}
	}
	_, err = os.Stdout.Write(terminal.picture())
	return err
}

// A terminal collects lines, each as an element of SVG.
type terminal struct {
	dir   string
	lines int
	delay float64
	body  bytes.Buffer
}

// show runs a command, and shows it with what it prints. Commands that start with a hyphen
// are not shown: they prepare.
func (t *terminal) show(command string) error {
	hidden := strings.HasPrefix(command, "-")
	cmd := exec.Command("sh", "-c", strings.TrimPrefix(command, "-"))
	cmd.Dir = filepath.Join(t.dir, "bot")
	cmd.Env = append(os.Environ(), "PATH="+filepath.Join(t.dir, "bin")+":"+os.Getenv("PATH"), "GOFLAGS=-mod=mod", "GOWORK=off", "COLUMNS=112")
	out, err := cmd.CombinedOutput()
	if hidden {
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", command, err, out)
		}
		return nil
	}
	if t.lines > 0 {
		t.lines++ // an empty one
		t.delay += perCommand
	}
	t.line("command", "$ "+command)
	t.delay += perCommand
	for line := range strings.Lines(string(out)) {
		for _, part := range wrap(strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), "\n")) {
			t.line(kind(line), part)
			t.delay += perLine
		}
	}
	return nil
}

func (t *terminal) line(kind, text string) {
	fmt.Fprintf(&t.body, `<text xml:space="preserve" class="%s" x="%d" y="%d" style="animation-delay:%.2fs">%s</text>`+"\n",
		kind, margin, top+t.lines*lineHeight, t.delay, html.EscapeString(text))
	t.lines++
}

// kind returns the class of a line of output, which decides its color.
func kind(line string) string {
	switch {
	case strings.Contains(line, ": warning: "):
		return "warning"
	case strings.Contains(line, ": error: "), strings.HasPrefix(line, "vet: "), strings.HasPrefix(line, "-"):
		return "bad"
	case strings.HasPrefix(line, "+"):
		return "good"
	case strings.HasPrefix(line, "  "), strings.HasPrefix(line, "@@"), strings.HasPrefix(line, "#"):
		return "soft"
	default:
		return "out"
	}
}

// wrap breaks a line that is too long for the terminal at spaces.
func wrap(line string) []string {
	var parts []string
	for len(line) > columns {
		at := strings.LastIndex(line[:columns], " ")
		if at <= 0 {
			at = columns
		}
		parts = append(parts, line[:at])
		line = "  " + strings.TrimLeft(line[at:], " ")
	}
	return append(parts, line)
}

const style = `text{font:13px "DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#c9d1d9}
.command{fill:#fff;font-weight:bold}.warning{fill:#e3b341}.bad{fill:#ff9d94}.good{fill:#7ee787}.soft{fill:#9aa4ae}
@media (prefers-reduced-motion:no-preference){text{opacity:0;animation:appear 1ms forwards}}
@keyframes appear{to{opacity:1}}`

// picture returns the terminal as SVG.
func (t *terminal) picture() []byte {
	height := top + t.lines*lineHeight
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img" aria-label="docgen in a terminal">
<style>%s</style>
<rect width="%[1]d" height="%[2]d" rx="8" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f56"/><circle cx="40" cy="18" r="6" fill="#ffbd2e"/><circle cx="60" cy="18" r="6" fill="#27c93f"/>
`, width, height, style)
	b.Write(t.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}
