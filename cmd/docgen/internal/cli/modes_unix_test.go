//go:build unix

package cli

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"example.com/docgen/cmd/docgen/internal/folder"
)

// TestUmask shows that each file which docgen makes has the mode that the umask says.
func TestUmask(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	for umask, want := range map[string]fs.FileMode{"077": 0o600, "022": 0o644, "002": 0o664} {
		dir := t.TempDir()
		if err := moduleFiles(t).write(dir); err != nil {
			t.Fatal(err)
		}
		made := filepath.Join(dir, "made")
		script := "umask " + umask + ` && docgen generate --doubles --docs "$1" --out made/api && docgen review "$1" "$2" -o made/review.html`
		cmd := exec.Command("sh", "-c", script, "sh", u.newDocs, u.oldDocs)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for name := range filesIn(t, made) {
			if info, err := os.Stat(filepath.Join(made, name)); err != nil || info.Mode() != want {
				t.Errorf("umask %s: %s has the mode %v, %v", umask, name, info.Mode(), err)
			}
		}
	}
}

// TestNoChmod updates a package, and a review, on a file system that refuses to change
// permissions, as file systems without any do.
func TestNoChmod(t *testing.T) {
	t.Parallel()
	u := newUpdate(t)
	out := u.start(t)
	for name := range u.oldFiles {
		if err := os.Chmod(filepath.Join(out, name), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	review := filepath.Join(t.TempDir(), "review.html")
	for range 2 {
		for _, args := range [][]string{
			{"generate", "--docs", u.newDocs, "--out", out},
			{"review", u.oldDocs, u.newDocs, "-o", review},
		} {
			injected(t, u.dir, "chmod,fchmod,fchmodat:error=EPERM", args...)
		}
		if err := os.Chmod(review, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	u.check(t, out, "no chmod")
	if code, text := u.generate(folder.OS(), u.newDocs, out); code != exitOK {
		t.Error(text)
	}
}

// injected runs docgen in a folder. Of its system calls, those that the fault names fail,
// as strace says: "fchmod:error=EPERM".
func injected(t *testing.T, dir, fault string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skipf("skipped: strace is not installed: %v", err)
	}
	docgen, err := exec.LookPath("docgen")
	if err != nil {
		t.Fatal(err)
	}
	calls, _, _ := strings.Cut(fault, ":")
	cmd := exec.Command("strace", append([]string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=" + calls, "-e", "inject=" + fault, docgen}, args...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "ptrace") {
			t.Skipf("strace can't run here: %v\n%s", err, out)
		}
		t.Errorf("docgen %s, %s: %v\n%s", strings.Join(args, " "), fault, err, out)
	}
}

// TestCallsFail makes system calls of a run fail, group by group, each from its n-th call
// on. The folder must be as after any other run that was cut short.
func TestCallsFail(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skipf("skipped: strace is not installed: %v", err)
	}
	docgen, err := exec.LookPath("docgen")
	if err != nil {
		t.Fatal(err)
	}
	u := newUpdate(t)
	failed := 0
	for _, calls := range []string{"flock", "mkdir,mkdirat", "unlink,unlinkat", "rename,renameat,renameat2", "write,pwrite64", "fstat,newfstatat,statx"} {
		for _, fault := range []string{"error=EIO", "error=EACCES", "signal=KILL"} {
			for _, from := range []string{"1+", "5+", "20+"} {
				out := u.start(t)
				cmd := exec.Command("strace", "-f", "-qq", "-o", os.DevNull, "-e", "trace="+calls, "-e", "inject="+calls+":"+fault+":when="+from, docgen, "generate", "--docs", u.newDocs, "--out", out)
				cmd.Dir = u.dir
				text, err := cmd.CombinedOutput()
				if err != nil {
					failed++
				}
				if strings.Contains(string(text), "ptrace") {
					t.Skipf("strace can't run here: %s", text)
				}
				if strings.Contains(string(text), "panic") {
					t.Errorf("%s, %s: %s", calls, fault, text)
				}
				u.check(t, out, calls+" "+fault+" "+from)
			}
		}
	}
	if failed < 20 {
		t.Errorf("only %d runs failed", failed)
	}
	t.Logf("%d runs failed", failed)
}
