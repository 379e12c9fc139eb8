package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/docgen/cmd/docgen/internal/build"
	"example.com/docgen/cmd/docgen/internal/folder"
	"example.com/docgen/emit/bind"
)

// A packageUpdate is an update of a package: the folders of its old and new pages, and
// the files that docgen generates from each. Some files change, some are removed, and
// some are new.
type packageUpdate struct {
	dir, oldDocs, newDocs string
	// tg is the gotd/td of the module in dir.
	tg                 *bind.TG
	oldFiles, newFiles map[string]string
}

func newUpdate(t *testing.T) *packageUpdate {
	t.Helper()
	u := &packageUpdate{dir: t.TempDir()}
	u.oldDocs, u.newDocs = filepath.Join(u.dir, "old"), filepath.Join(u.dir, "new")
	if err := moduleFiles(t).write(u.dir); err != nil {
		t.Fatal(err)
	}
	u.tg = findTG(t, u.dir)
	page := func(method, text, result string) string {
		return fmt.Sprintf("# Method: %s\n\n%s\n\n### Return type: [%s](../types/%s.md)\n", method, text, result, result)
	}
	for _, p := range []struct{ method, result string }{
		{"help.getConfig", "Config"},
		{"help.getNearestDc", "NearestDc"},
		{"contacts.getStatuses", "Vector<ContactStatus>"},
		{"account.getAccountTTL", "AccountDaysTTL"},
		{"account.getAuthorizations", "account.Authorizations"},
		{"account.getSavedRingtones", "account.SavedRingtones"},
	} {
		if p.method != "account.getAccountTTL" && p.method != "account.getSavedRingtones" {
			writeFile(t, filepath.Join(u.oldDocs, p.method+".md"), page(p.method, "As it was.", p.result))
		}
		if p.method != "help.getConfig" {
			writeFile(t, filepath.Join(u.newDocs, p.method+".md"), page(p.method, "As it is.", p.result))
		}
	}
	for _, x := range []struct {
		docs  string
		files *map[string]string
	}{{u.oldDocs, &u.oldFiles}, {u.newDocs, &u.newFiles}} {
		out := filepath.Join(u.dir, "out")
		if code, text := u.generate(folder.OS(), x.docs, out); code != exitOK {
			t.Fatal(text)
		}
		*x.files = filesIn(t, out)
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	return u
}

// start makes an output folder with the old package, and returns its name.
func (u *packageUpdate) start(t *testing.T) string {
	t.Helper()
	out := filepath.Join(u.dir, "out")
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	for name, text := range u.oldFiles {
		writeFile(t, filepath.Join(out, name), text)
	}
	return out
}

// check checks the output folder after a run that was interrupted. It must hold the old
// package, or the new one, or a mixture with the file that says so and does not compile.
// The next run must make it the new package.
func (u *packageUpdate) check(t *testing.T, out, when string) {
	t.Helper()
	have := filesIn(t, out)
	marked := strings.Contains(have[unfinished], "docgen was interrupted")
	maps.DeleteFunc(have, func(name, _ string) bool { return name == lockName || tempName.MatchString(name) })
	if !marked && !maps.Equal(have, u.oldFiles) && !maps.Equal(have, u.newFiles) {
		t.Errorf("%s: the folder is neither old nor new, and does not say so", when)
	}
	for name, text := range have {
		if name != unfinished && text != u.oldFiles[name] && text != u.newFiles[name] {
			t.Errorf("%s: %s is neither old nor new", when, name)
		}
	}
	if code, text := u.generate(folder.OS(), u.newDocs, out); code != exitOK {
		t.Errorf("%s: the next run fails: %s", when, text)
	}
	if diff := cmp.Diff(u.newFiles, filesIn(t, out)); diff != "" {
		t.Errorf("%s: the next run leaves (-want +got):\n%s", when, diff)
	}
}

// generate runs docgen generate on a disk that may fail. It returns the exit code and
// the text that docgen prints to standard error.
func (u *packageUpdate) generate(disk folder.Disk, docs, out string) (code int, text string) {
	var stderr bytes.Buffer
	p := newProgram(io.Discard, &stderr)
	p.find, p.disk = finding(u.tg), disk
	code = p.run(context.Background(), []string{"generate", "--docs", docs, "--out", out})
	return code, stderr.String()
}

// findTG returns the gotd/td of the module that dir is in.
func findTG(t testing.TB, dir string) *bind.TG {
	t.Helper()
	tg, err := bind.Find(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// finding returns a Finder that always returns tg, without asking the go command.
func finding(tg *bind.TG) build.Finder {
	return func(context.Context, string) (*bind.TG, error) { return tg, nil }
}

// filesIn returns the contents of the files in a folder, also in folders below it, by
// name.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = strings.ReplaceAll(string(data), "../new", "../old") // api.txt records the folder of pages
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// unfinished is a file that docgen keeps in a folder while it writes there. tempName
// matches the name of a file that is not yet complete. lockName is the file by which runs
// wait for each other.
const (
	unfinished = "docgen_unfinished_gen.go"
	lockName   = ".docgen.lock"
)

var tempName = regexp.MustCompile(`^\.docgen-[0-9]+\.tmp$`)

func writeFile(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestDiskFull runs docgen on disks with different amounts of free space.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	failed := 0
	for room := range 16 {
		u.onDisk(t, func(disk string) {
			if !u.fill(t, disk, int64(room)*4096) {
				failed++
			}
		})
	}
	if failed < 3 {
		t.Errorf("only %d runs had too little space", failed)
	}
}

// onDisk mounts a disk of 1 MB with the old package on it, and calls f with its folder.
func (u *packageUpdate) onDisk(t *testing.T, f func(disk string)) {
	t.Helper()
	disk := filepath.Join(u.dir, "out")
	if err := os.RemoveAll(disk); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(disk, 0o777); err != nil {
		t.Fatal(err)
	}
	if text, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk).CombinedOutput(); err != nil {
		t.Skipf("no small disk can be mounted here: %v %s", err, text)
	}
	defer func() {
		// -l, since a process that another test starts can have the files open for a moment.
		if text, err := exec.Command("umount", "-l", disk).CombinedOutput(); err != nil {
			t.Errorf("%v %s", err, text)
		}
	}()
	for name, text := range u.oldFiles {
		writeFile(t, filepath.Join(disk, name), text)
	}
	f(disk)
}

// fill runs docgen on a disk with so many free bytes. Then it frees space and checks the
// folder. It returns whether the space was enough.
func (u *packageUpdate) fill(t *testing.T, disk string, free int64) bool {
	t.Helper()
	ballast, err := os.Create(filepath.Join(disk, "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	for {
		n, err := ballast.Write(make([]byte, 4096))
		if size += int64(n); err != nil {
			break
		}
	}
	if err := ballast.Truncate(size - free); err != nil {
		t.Fatal(err)
	}
	when := fmt.Sprintf("with %d bytes free", free)
	code, text := u.generate(folder.OS(), u.newDocs, disk)
	if code != exitOK && (code != exitFailed || !strings.Contains(text, "no space left")) {
		t.Errorf("%s: exit code %d: %s", when, code, text)
	}
	if err := errors.Join(ballast.Close(), os.Remove(ballast.Name())); err != nil {
		t.Fatal(err)
	}
	u.check(t, disk, when)
	return code == exitOK
}

// TestReadOnly updates files that are read-only, which docgen replaces, and files on a
// disk that is read-only, which it can't.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	out := u.start(t)
	for name := range u.oldFiles {
		if err := os.Chmod(filepath.Join(out, name), 0o444); err != nil {
			t.Fatal(err)
		}
	}
	u.check(t, out, "read-only files")
	info, err := os.Stat(filepath.Join(out, "client_gen.go"))
	if err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("the file has the mode %v, %v", info.Mode(), err)
	}

	u.onDisk(t, func(disk string) {
		if text, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, text)
		}
		if code, text := u.generate(folder.OS(), u.newDocs, disk); code != exitFailed || !strings.Contains(text, "read-only file system") {
			t.Errorf("a read-only folder: exit code %d: %s", code, text)
		}
		if diff := cmp.Diff(u.oldFiles, filesIn(t, disk)); diff != "" {
			t.Errorf("a read-only folder changed (-want +got):\n%s", diff)
		}
	})
}

// TestEmptyFile checks what docgen does with empty files. A killed run may have left
// them, so docgen overwrites an empty file in the place of one of its own. It removes
// other empty files only if a killed run left the file that says so.
func TestEmptyFile(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	for _, killed := range []bool{false, true} {
		out := u.start(t)
		writeFile(t, filepath.Join(out, "help_get_nearest_dc_gen.go"), "")
		writeFile(t, filepath.Join(out, "gone_gen.go"), "")
		if killed {
			writeFile(t, filepath.Join(out, unfinished), "// Code generated by docgen from an interrupted run. DO NOT EDIT.\n// docgen: unfinished\n\npackage out\n")
		}
		if code, text := u.generate(folder.OS(), u.newDocs, out); code != exitOK {
			t.Error(text)
		}
		want := maps.Clone(u.newFiles)
		if !killed {
			want["gone_gen.go"] = ""
		}
		if diff := cmp.Diff(want, filesIn(t, out)); diff != "" {
			t.Errorf("killed: %t (-want +got):\n%s", killed, diff)
		}
	}
}

// TestTwoRuns makes twenty runs in one folder at once, over different pages. In the end the
// folder must hold the package of one of them, complete, and nothing else. A lock that a
// killed run left is in nobody's way.
func TestTwoRuns(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	out := u.start(t)
	writeFile(t, filepath.Join(out, lockName), "")
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			docs := []string{u.oldDocs, u.newDocs}[i%2]
			if out, err := exec.Command("docgen", "generate", "--docs", docs, "--out", out).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	group.Wait()
	if have := filesIn(t, out); !maps.Equal(have, u.oldFiles) && !maps.Equal(have, u.newFiles) {
		t.Errorf("the folder is neither old nor new: %s", cmp.Diff(u.newFiles, have))
	}
}

// TestStaleLock has the lock of a run that was killed: check reports it once no run can
// have it any more, and generate removes it.
func TestStaleLock(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	out := u.start(t)
	name := filepath.Join(out, lockName)
	writeFile(t, name, "")
	check := func() int {
		p := newProgram(io.Discard, io.Discard)
		p.find = finding(u.tg)
		return p.run(context.Background(), []string{"check", "--docs", u.oldDocs, "--out", out})
	}
	if code := check(); code != exitOK {
		t.Errorf("a run may have the lock: exit code %d", code)
	}
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(name, old, old); err != nil {
		t.Fatal(err)
	}
	if code := check(); code != exitFindings {
		t.Errorf("no run has the lock: exit code %d", code)
	}
	if code, text := u.generate(folder.OS(), u.oldDocs, out); code != exitOK {
		t.Error(text)
	}
	if diff := cmp.Diff(u.oldFiles, filesIn(t, out)); diff != "" {
		t.Errorf("generate leaves (-want +got):\n%s", diff)
	}
}
