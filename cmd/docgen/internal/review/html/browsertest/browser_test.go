// Package browsertest tests the file of docgen review in a real browser.
package browsertest

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"example.com/docgen/cmd/docgen/internal/review"
	"example.com/docgen/cmd/docgen/internal/review/html"
)

// A tab is a browser tab that shows a review.
type tab struct {
	*testing.T
	ctx context.Context
	url string

	mutex sync.Mutex
	// did lists what the review did and must not do: requests, dialogs, messages on
	// the console.
	did []string
}

// browsers are the names that chromium may have. Debian's comes first.
var browsers = []string{"chromium", "chromium-browser", "google-chrome"}

// started is the browser that all tests share, nil when there is no browser.
var started context.Context

func TestMain(m *testing.M) {
	flag.Parse()
	stop := startBrowser()
	code := m.Run()
	stop()
	os.Exit(code)
}

func startBrowser() (stop func()) {
	for _, name := range browsers {
		program, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program),
			chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true))
		allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
		// chromedp reports events of newer browsers, which it does not know, as errors.
		ignore := chromedp.WithErrorf(func(string, ...any) {})
		ctx, closeBrowser := chromedp.NewContext(allocator, ignore)
		if err := chromedp.Run(ctx); err != nil {
			fmt.Fprintf(os.Stderr, "starting %s: %v\n", program, err)
			os.Exit(1)
		}
		started = ctx
		return func() { closeBrowser(); stopAllocator() }
	}
	return func() {}
}

// needBrowser skips the test when there is no browser.
func needBrowser(t testing.TB) {
	t.Helper()
	if started == nil {
		t.Skipf("skipped: none of these browsers is installed: %s", strings.Join(browsers, ", "))
	}
}

func newTab(t testing.TB) context.Context {
	t.Helper()
	needBrowser(t)
	tab, closeTab := chromedp.NewContext(started)
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(tab, 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// open writes the report as a review to a file, and opens the file in a new tab; the
// fragment is that of the address, as in "#ping".
func open(t *testing.T, r *review.Report, fragment string) *tab {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, r); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return openFile(t, name, fragment)
}

func openFile(t *testing.T, name, fragment string) *tab {
	t.Helper()
	ctx := newTab(t)
	b := &tab{T: t, ctx: ctx, url: (&url.URL{Scheme: "file", Path: name}).String()}
	chromedp.ListenTarget(ctx, b.listen)
	b.run(network.Enable(), log.Enable(), page.Enable())
	b.visit(fragment)
	if value[int](b, "localStorage.length") > 0 { // choices that an earlier test made
		b.run(chromedp.Evaluate("localStorage.clear()", nil))
		b.visit(fragment)
	}
	return b
}

// visit loads the review again, with a fragment in the address.
func (b *tab) visit(fragment string) {
	b.Helper()
	b.run(chromedp.Navigate("about:blank"), chromedp.Navigate(b.url+fragment), chromedp.WaitReady("html[data-loaded]", chromedp.ByQuery))
}

// listen adds to did when an event shows something that a review must not do.
func (b *tab) listen(event any) {
	found := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		address, _, _ := strings.Cut(e.Request.URL, "#")
		if address != b.url && address != "about:blank" && !strings.HasPrefix(address, "data:,") {
			found = "requested " + e.Request.URL
		}
	case *page.EventJavascriptDialogOpening:
		found = "opened a dialog: " + e.Message
	case *runtime.EventExceptionThrown:
		found = "threw " + e.ExceptionDetails.Error()
	case *runtime.EventConsoleAPICalled:
		found = "wrote to the console"
	case *log.EventEntryAdded:
		found = "logged " + e.Entry.Text
	}
	if found != "" {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.did = append(b.did, found)
	}
}

func (b *tab) run(actions ...chromedp.Action) {
	b.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

// value returns the value of a JavaScript expression in the tab.
func value[T any](b *tab, expression string) T {
	b.Helper()
	var v T
	wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	b.run(chromedp.Evaluate(expression, &v, wait))
	return v
}

// want compares the value of a JavaScript expression, printed as JSON. It tries again
// for two seconds, since the effect of a click can take a moment.
func (b *tab) want(expression, want string) {
	b.Helper()
	got := ""
	for range 100 {
		if got = value[string](b, "String(JSON.stringify("+expression+"))"); got == want {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Errorf("%s is %s, want %s", expression, got, want)
}

// do runs a script in the tab.
func (b *tab) do(script string) {
	b.Helper()
	b.run(chromedp.Evaluate("{"+script+"}", nil))
}

// press sends keys to the focused element, as a keyboard does. A key writes no text
// if a script handles it and prevents that.
func (b *tab) press(keys ...string) {
	b.Helper()
	for _, key := range keys {
		down := input.DispatchKeyEvent(input.KeyDown).WithKey(key)
		switch key {
		case "Enter":
			down = down.WithText("\r").WithCode(key).WithWindowsVirtualKeyCode(13)
		case "Escape":
			down = down.WithCode(key).WithWindowsVirtualKeyCode(27)
		default:
			down = down.WithText(key)
		}
		b.run(down, input.DispatchKeyEvent(input.KeyUp).WithKey(key))
	}
}

func (b *tab) click(selector string) {
	b.Helper()
	b.run(chromedp.Click(selector, chromedp.ByQuery, chromedp.NodeVisible))
}

// clean fails the test if the review did something that it must not do.
func (b *tab) clean() {
	b.Helper()
	b.run(chromedp.Sleep(100 * time.Millisecond)) // until all events have arrived
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, what := range b.did {
		b.Errorf("the review %s", what)
	}
}

// screen sets the width of the window and the color scheme, "light" or "dark".
func (b *tab) screen(width int64, scheme string) {
	b.Helper()
	b.run(emulation.SetDeviceMetricsOverride(width, 900, 1, false),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
}

// picture writes a screenshot to the folder that the environment variable
// SCREENSHOTS names, if it is set.
func (b *tab) picture(name string) {
	b.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	var png []byte
	b.run(chromedp.CaptureScreenshot(&png))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o666); err != nil {
		b.Error(err)
	}
}
