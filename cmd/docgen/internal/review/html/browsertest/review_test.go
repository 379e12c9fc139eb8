package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// visible lists the methods that the filters show.
const visible = `[...document.querySelectorAll(".method:not([hidden])")].map(a => a.id)`

const (
	all     = `["messages.sendThing","ping","account.getThing"]` // the value of visible without filters
	current = `document.querySelector(".method.current")?.id`
	opened  = `[...document.querySelectorAll(".method details[open]")].map(d => d.parentElement.id)`
)

func TestSummary(t *testing.T) {
	b := open(t, small(), "")
	b.want(`document.querySelector("h2").textContent.trim()`, `"Major"`)
	b.want(`[...document.querySelectorAll(".tally b")].map(e => e.textContent)`, `["3","1","1","1","1","1"]`)
	b.want(`document.querySelector(".lost li").textContent`, `"2 of 3 methods no longer document errors"`)
	b.want(visible, all) // the worst first
	b.want(`document.getElementById("docgen-count").textContent`, `"3 methods, 5 changes"`)
	b.clean()
}

func TestFilters(t *testing.T) {
	b := open(t, small(), "")
	b.click(`button[data-level="breaking"]`)
	b.want(`document.querySelector('button[data-level="breaking"]').ariaPressed`, `"false"`)
	b.want(visible, `["messages.sendThing","account.getThing"]`)
	b.want(`document.getElementById("docgen-count").textContent`, `"2 of 3 methods, 2 changes"`)
	b.click(`button[data-level="breaking"]`)
	b.want(visible, all)

	choose := `(s => { s.value = %q; s.dispatchEvent(new Event("change")) })(document.getElementById("docgen-namespace"))`
	for namespace, want := range map[string]string{"account": `["account.getThing"]`, "": `["ping"]`, "*": all} {
		b.do(fmt.Sprintf(choose, namespace))
		b.want(visible, want)
	}

	b.click(`button[data-rule="method-removed"]`)
	b.want(visible, `["ping"]`)
	b.click("#docgen-rule")
	b.want(visible, all)
	b.clean()
}

func TestSearch(t *testing.T) {
	b := open(t, small(), "")
	b.press("/")
	b.press(strings.Split("peer THING", "")...)
	b.want(`document.getElementById("docgen-search").value`, `"peer THING"`)
	b.want(visible, `["messages.sendThing"]`)
	b.want(`[...document.querySelectorAll("#messages\\.sendThing li:not([hidden])")].length`, "2")
	b.press(" ", "x", "x")
	b.want(visible, "[]")
	b.want(`document.getElementById("docgen-none").hidden`, "false")
	b.press("Escape") // clears
	b.want(visible, all)
	b.press("Escape") // leaves
	b.want(`document.activeElement.localName`, `"body"`)
	b.clean()
}

func TestKeyboard(t *testing.T) {
	b := open(t, small(), "")
	steps := []struct{ keys, expression, want string }{
		{"j", current, `"messages.sendThing"`},
		{"j", current, `"ping"`},
		{"k", current, `"messages.sendThing"`},
		{"k", current, `"messages.sendThing"`},
		{"o", opened, `["messages.sendThing"]`},
		{"o", opened, `[]`},
		{"Enter", opened, `["messages.sendThing"]`},
		{"g", `document.querySelector(".tabs [aria-pressed=true]").textContent`, `"Go"`},
		{"s", `document.querySelectorAll(".diff.side").length`, "1"},
		{"1", visible, `["messages.sendThing","account.getThing"]`},
		{"Escape", visible, all},
		{"3", `[...document.querySelectorAll("li[data-level=harmless]")].every(e => e.hidden)`, "true"},
		{"3", visible, all},
		{"x", `document.querySelector(".method.done").id`, `"messages.sendThing"`},
		{"?", `document.querySelector("dialog").open`, "true"},
		{"j", current, `"ping"`}, // while the help is open, j does nothing
		{"Escape", `document.querySelector("dialog").open`, "false"},
		{"t", `document.documentElement.dataset.theme`, `"light"`},
	}
	for _, step := range steps {
		b.press(step.keys)
		t.Logf("%q", step.keys)
		b.want(step.expression, step.want)
	}
	// A method that was marked as seen stays so when the file is opened again.
	b.visit("")
	b.want(`document.querySelector(".method.done")?.id`, `"messages.sendThing"`)
	b.clean()
}

func TestDeepLinks(t *testing.T) {
	b := open(t, small(), "#ping")
	b.want(opened, `["ping"]`)
	b.want(current, `"ping"`)
	b.visit("#messages.sendThing:old:21")
	b.want(`document.querySelector("tr.target")?.textContent`, `"21|peer|"`)
	b.visit("#messages.sendThing:new:12") // a folded line: nothing changed near it
	b.want(`document.querySelector("tr.target")?.textContent`, `"1212line 12"`)
	b.visit("#messages.sendThing:go")
	b.want(`document.querySelector(".tabs [aria-pressed=true]").textContent`, `"Go"`)
	for _, odd := range []string{"#nowhere", "#ping:old:99999", "#ping:x:y", "#%ff", "#docgen-help", "#:::"} {
		b.visit(odd)
	}
	// The link of a sentence leads to the line.
	b.visit("#messages.sendThing")
	b.click(`li[data-rule="parameter-removed"] a[data-side="old"]`)
	b.want(`document.querySelector("tr.target")?.dataset.old`, `"21"`)
	b.want(`location.hash`, `"#messages.sendThing:old:21"`)
	// It does so again after the reader has looked at Go.
	b.click(`.tabs button:nth-child(2)`)
	b.want(`document.querySelector("tr.target")`, `null`)
	b.click(`li[data-rule="parameter-removed"] a[data-side="old"]`)
	b.want(`document.querySelector("tr.target")?.dataset.old`, `"21"`)
	b.clean()
}

func TestComparison(t *testing.T) {
	b := open(t, small(), "#messages.sendThing")
	b.want(`[...document.querySelectorAll(".diff mark")].map(m => m.textContent)`, `["a","some"]`)
	b.want(`document.querySelectorAll(".diff tr").length`, "12")
	b.click(".fold button")
	b.want(`document.querySelectorAll(".diff tr").length`, "22")
	b.want(`[...document.querySelectorAll(".diff td.removed.text")].map(m => m.textContent)`, `["Sends a thing","|peer|"]`)
	b.press("g")
	tokens := func(class string) string {
		return fmt.Sprintf(`[...document.querySelectorAll(".diff code .%s")].map(e => e.textContent)`, class)
	}
	b.want(tokens("k"), `["package","func","func","return"]`)
	b.want(tokens("c"), `["// It sends."]`)
	b.want(tokens("s"), `["\"text\""]`)
	b.want(tokens("n"), `["1"]`)
	b.want(tokens("f"), `["send","send","f"]`)
	b.want(`document.querySelector(".diff tr").dataset.new`, `"4"`)
	b.clean()
}

// TestHostile checks that text stays text: no script in it runs, nothing is
// requested, and the review shows it unchanged.
func TestHostile(t *testing.T) {
	r := hostileReport()
	b := open(t, r, "")
	b.do(`for (const s of document.querySelectorAll("summary")) s.click()`)
	for range 2 {
		b.press("g")
		b.press("s")
	}
	b.want(`document.querySelectorAll(".method details[open]").length`, fmt.Sprint(len(hostile)))
	b.want(`document.querySelectorAll("main :is(img, iframe, svg, style, base, link, meta, script:not([type='application/json']))").length`, "0")
	b.want(`[...document.querySelectorAll("a")].filter(a => !a.getAttribute("href").startsWith("#")).length`, "0")
	b.want(`[...document.querySelectorAll("*")].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith("on") || a.name === "style").length`, "0")
	spelled := strings.NewReplacer("\u2028", "⟨U+2028⟩", "\u2029", "⟨U+2029⟩")
	for i, sentence := range value[[]string](b, `[...document.querySelectorAll(".lost li")].map(e => e.textContent)`) {
		if sentence != spelled.Replace(hostile[i]) {
			t.Errorf("%q is shown as %q", hostile[i], sentence)
		}
	}
	b.want(`document.title.includes("</script>")`, "true")
	b.do(`for (const b of document.querySelectorAll(".fold button")) b.click()`)
	shown := value[string](b, `document.querySelector(".diff").textContent`)
	for _, text := range hostile {
		if !strings.Contains(shown, spelled.Replace(text)) {
			t.Errorf("the page lacks %q", text)
		}
	}
	// If text became HTML all the same, the policy would stop it.
	b.want(`(() => { try { document.body.innerHTML = "<b>x</b>"; return "set" } catch (e) { return e.name } })()`, `"TypeError"`)
	b.did = nil // the browser logged that
	b.clean()
}

// TestPolicy checks that the policy works by itself: it stops everything that text
// could do if it became HTML.
func TestPolicy(t *testing.T) {
	for name, code := range map[string]string{
		"script":  `const s = document.createElement("script"); s.append("window.ran = 1"); document.body.append(s)`,
		"image":   `const i = new Image(); i.src = "URL"; document.body.append(i)`,
		"fetch":   `fetch("URL").catch(() => {})`,
		"beacon":  `navigator.sendBeacon("URL", "x")`,
		"style":   `const l = document.createElement("link"); l.rel = "stylesheet"; l.href = "URL"; document.head.append(l)`,
		"frame":   `const f = document.createElement("iframe"); f.src = "URL"; document.body.append(f)`,
		"handler": `const d = document.createElement("a"); document.body.append(d); d.setAttribute("onclick", "window.ran = 1"); d.click()`,
		"link":    `const a = document.createElement("a"); a.href = "javascript:window.ran = 1"; document.body.append(a); a.click()`,
	} {
		t.Run(name, func(t *testing.T) {
			var requests atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests.Add(1) }))
			defer server.Close()
			b := open(t, small(), "")
			b.do("try { " + strings.ReplaceAll(code, "URL", server.URL) + " } catch {}")
			time.Sleep(200 * time.Millisecond)
			b.want("window.ran", "undefined")
			if n := requests.Load(); n > 0 {
				t.Errorf("%d requests arrived", n)
			}
			b.mutex.Lock()
			defer b.mutex.Unlock()
			said := fmt.Sprint(b.did)
			if !strings.Contains(said, "Content Security Policy") && !strings.Contains(said, "Trusted") {
				t.Errorf("the browser does not say that the policy stopped anything: %s", said)
			}
		})
	}
}

func TestThemes(t *testing.T) {
	b := open(t, small(), "#messages.sendThing")
	background := `getComputedStyle(document.body).backgroundColor`
	light, dark := `"rgb(247, 247, 245)"`, `"rgb(21, 23, 26)"`
	b.screen(1400, "light")
	b.want(background, light)
	b.screen(1400, "dark")
	b.want(background, dark)
	b.click("#docgen-theme") // light
	b.want(background, light)
	b.click("#docgen-theme") // dark
	b.screen(390, "light")
	b.want(background, dark)
	b.visit("")
	b.want(background, dark)
	b.want(`document.documentElement.scrollWidth <= 390`, "true") // the window does not scroll sideways
	b.clean()
}

// TestWithoutScript opens the review in a browser that runs no scripts: it shows the
// summary and each sentence, methods open, and controls that need a script are hidden.
func TestWithoutScript(t *testing.T) {
	b := open(t, small(), "")
	b.run(emulation.SetScriptExecutionDisabled(true), chromedp.Navigate("about:blank"), chromedp.Navigate(b.url), chromedp.WaitReady("main", chromedp.ByQuery))
	for selector, want := range map[string]string{
		"#docgen-verdict": "Major",
		"noscript p":      "Without JavaScript",
		"#ping summary":   "the method is gone",
		"#docgen-count":   "3 methods changed",
	} {
		var text string
		b.run(chromedp.Text(selector, &text, chromedp.ByQuery, chromedp.NodeVisible))
		if !strings.Contains(text, want) {
			t.Errorf("%s is %q, want %q", selector, text, want)
		}
	}
	b.click("#ping summary")
	b.run(chromedp.WaitVisible("#ping details[open] li", chromedp.ByQuery))
	for _, dead := range []string{"#docgen-filters", ".top .tools", ".method .tools"} {
		b.run(chromedp.WaitNotVisible(dead, chromedp.ByQuery))
	}
	b.run(emulation.SetScriptExecutionDisabled(false))
	b.clean()
}

// TestAccessible checks that a screen reader has a name for each control, that each
// reference to an element leads to one, and that all text has enough contrast.
func TestAccessible(t *testing.T) {
	b := open(t, small(), "#messages.sendThing")
	b.want(`["main", "header", "h1"].map(s => document.querySelectorAll(s).length)`, "[1,1,1]")
	b.want(`[...document.querySelectorAll("button, input, select, a, summary")].filter(e => !(e.hidden || e.ariaLabel || e.textContent.trim() || e.closest("label"))).map(e => e.outerHTML)`, "[]")
	b.want(`(ids => ids.length - new Set(ids).size)([...document.querySelectorAll("[id]")].map(e => e.id))`, "0")
	b.want(`[...document.querySelectorAll("[aria-labelledby]")].filter(e => !document.getElementById(e.getAttribute("aria-labelledby"))).length`, "0")
	for _, scheme := range []string{"light", "dark"} {
		b.screen(1400, scheme)
		for _, kind := range []string{"page", "go"} {
			b.want(faint, "[]")
			t.Log(scheme, kind)
			b.press("g")
		}
	}
	b.clean()
}

// faint lists the elements whose text has less than the contrast that WCAG AA asks
// for, 4.5.
const faint = `(() => {
	const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
	const over = (color, below) => {
		canvas.globalCompositeOperation = "source-over";
		canvas.fillStyle = "rgb(" + below.join(" ") + ")";
		canvas.fillRect(0, 0, 1, 1);
		canvas.fillStyle = color;
		canvas.fillRect(0, 0, 1, 1);
		return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
	};
	const back = (e) => e ? over(getComputedStyle(e).backgroundColor, back(e.parentElement)) : [255, 255, 255];
	const light = (rgb) => rgb.map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
		.reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
	const found = new Set();
	for (const e of document.querySelectorAll("body *")) {
		const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
		if (!own || !e.checkVisibility({ visibilityProperty: true }) || e.matches("script, option")) continue;
		const below = back(e), text = over(getComputedStyle(e).color, below);
		const [a, b] = [light(below), light(text)].sort((x, y) => y - x);
		if ((a + .05) / (b + .05) < 4.5) found.add(e.localName + "." + e.className + " " + ((a + .05) / (b + .05)).toFixed(1));
	}
	return [...found];
})()`

// TestLarge opens a review in which everything changed, and checks that the file is
// not too large. It logs how long a reader waits, which depends on the machine.
func TestLarge(t *testing.T) {
	b := open(t, large(), "")
	b.report(t)
	b.clean()
}

// report checks the size of the file, and logs how long a reader waits.
func (b *tab) report(t *testing.T) {
	t.Helper()
	size := value[float64](b, `document.documentElement.outerHTML.length`) / 1e6
	if size > 15 {
		t.Errorf("the file has %.1f MB, want 15 at most", size)
	}
	search := value[float64](b, `(() => {
		const box = document.getElementById("docgen-search"), start = performance.now();
		box.value = "invalid"; box.dispatchEvent(new Event("input")); document.body.offsetHeight;
		const took = performance.now() - start;
		box.value = ""; box.dispatchEvent(new Event("input"));
		return took;
	})()`)
	openOne := value[float64](b, `new Promise(done => {
		const start = performance.now(), details = document.querySelector(".method:not(#docgen-package) details");
		const look = () => details.querySelector(".diff") ? done(performance.now() - start) : setTimeout(look);
		details.open = true;
		look();
	})`)
	ms := func(what string) float64 {
		return value[float64](b, "Number(document.documentElement.dataset."+what+")")
	}
	t.Logf("%.1f MB; interactive after %.0f ms, loaded after %.0f ms; a search takes %.0f ms, opening a method %.0f ms",
		size, ms("ready"), ms("loaded"), search, openOne)
}
