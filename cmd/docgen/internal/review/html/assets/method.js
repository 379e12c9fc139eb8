// Shows a method's page and its Go, once the reader opens the method.

// view is how the reader wants to see every open method: which tab, and whether with
// both sides beside each other.
const view = { tab: load("kind") ?? "page", sideBySide: load("layout") === "side" };
const titles = { page: "Page", go: "Go" };

// loaded resolves when the browser has read the whole file. The data of the methods
// comes after the script.
const loaded = new Promise((done) => document.addEventListener("DOMContentLoaded", done));

function dataOf(article) {
  return document.querySelector(`script[data-of="${CSS.escape(article.id)}"]`).textContent;
}

// openMethod opens a method and renders it.
function openMethod(article) {
  article.querySelector("details").open = true;
  render(article);
}

// render shows an open method according to view. It does nothing if the method is
// shown so already.
function render(article) {
  if (document.readyState === "loading") {
    loaded.then(() => render(article));
    return;
  }
  article.data ??= JSON.parse(dataOf(article));
  let box = article.querySelector(".details");
  // A method of an api.txt has neither a page nor Go to show, nor has the package.
  if (!box && !article.data.page && !article.data.go) return;
  if (!box) {
    box = element("div", "details");
    article.querySelector("details").append(box);
  }
  const tabs = Object.keys(titles).filter((tab) => article.data[tab]);
  const tab = tabs.includes(view.tab) ? view.tab : tabs[0];
  const state = `${tab} ${view.sideBySide}`;
  if (box.dataset.state === state) return;
  box.dataset.state = state;
  const diffs = [article.data[tab]].flat(); // there is one Go file, and one page for each source
  box.replaceChildren(tabBar(tabs, tab, diffs), ...tables(diffs, `${titles[tab]} of ${article.id}, before and after`));
}

// tables returns the diffs of files as tables. If there are several, the name of its file
// stands above each.
function tables(diffs, label) {
  if (diffs.length === 1) return [diffTable(diffs[0], view.sideBySide, label, "")];
  return diffs.flatMap((diff, i) => {
    const name = filesText(diff);
    return [element("p", "file", name), diffTable(diff, view.sideBySide, `${label}: ${name}`, `${i + 1}.`)];
  });
}

function tabBar(tabs, current, diffs) {
  const bar = element("div", "tabs");
  const add = (text, pressed, className, act) => {
    const button = element("button", className, text);
    button.type = "button";
    button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", () => {
      act();
      // The bar is a new one now: give the focus back to its button of the same name.
      [...document.querySelectorAll("article.current .tabs button")].find((b) => b.textContent === text)?.focus();
    });
    bar.append(button);
  };
  for (const tab of tabs) add(titles[tab], tab === current, "", () => showTab(tab));
  bar.append(element("span", "files", diffs.length === 1 ? filesText(diffs[0]) : `${diffs.length} pages`));
  add("Side by side", view.sideBySide, "layout", toggleSide);
  return bar;
}

function filesText({ old, new: now }) {
  if (!old) return `new: ${now}`;
  if (!now) return `gone: ${old}`;
  return old === now ? old : `${old} → ${now}`;
}

// rerender renders all open methods after a change of view, and leaves the current
// one where it is on the screen.
function rerender() {
  const current = document.querySelector(".method.current");
  const top = current?.getBoundingClientRect().top;
  for (const article of articles) if (article.querySelector("details").open) render(article);
  if (current) scrollBy(0, current.getBoundingClientRect().top - top);
}

function showTab(tab) {
  view.tab = tab;
  save("kind", tab);
  rerender();
}

function toggleSide() {
  view.sideBySide = !view.sideBySide;
  save("layout", view.sideBySide ? "side" : "unified");
  rerender();
}

// showLine opens a method at a line of its page; side is "old" or "new". If the method has
// several pages, the line is "2.14" for line 14 of the second.
function showLine(article, side, line) {
  showTab("page");
  openMethod(article);
  for (const tr of article.querySelectorAll(".diff tr")) if (tr.has?.(side, line)) tr.unfold();
  for (const tr of article.querySelectorAll("tr.target")) tr.classList.remove("target");
  const tr = article.querySelector(`.diff tr[data-${side}="${line}"]`);
  tr?.classList.add("target");
  (tr ?? article).scrollIntoView({ block: tr ? "center" : "start" });
}

// checksum returns a number that changes with the text. It shows whether a method has
// changed since the reader marked it as seen.
function checksum(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0;
  return String(sum);
}

function setSeen(article, seen) {
  article.classList.toggle("done", seen);
  article.querySelector(".seen").checked = seen;
  if (seen) article.querySelector("details").open = false;
  loaded.then(() => save(`seen ${document.title} ${article.id}`, seen ? checksum(dataOf(article)) : undefined));
  applyFilters();
}

// restoreSeen marks the methods that the reader marked as seen in an earlier visit,
// unless they have changed since.
function restoreSeen() {
  for (const article of articles) {
    const stored = load(`seen ${document.title} ${article.id}`);
    if (!stored || stored !== checksum(dataOf(article))) continue;
    article.classList.add("done");
    article.querySelector(".seen").checked = true;
  }
}

function startMethods() {
  for (const article of articles) {
    article.querySelector(".tools").hidden = false;
    article.querySelector(".seen").addEventListener("change", (event) => setSeen(article, event.target.checked));
    article.querySelector("details").addEventListener("toggle", (event) => event.target.open && render(article));
    article.addEventListener("focusin", () => setCurrent(article));
    article.addEventListener("click", () => setCurrent(article));
  }
}
