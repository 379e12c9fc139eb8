// One method: its page and its Go are made when somebody opens it.
const shown = { kind: load("kind") ?? "page", side: load("layout") === "side" };
const titles = { page: "Page", go: "Go" };

// loaded comes true when the rest of the file is there: the data of the methods
// follows the script.
const loaded = new Promise((done) => document.addEventListener("DOMContentLoaded", done));

function dataOf(article) {
  return document.querySelector(`script[data-of="${CSS.escape(article.id)}"]`).textContent;
}

// openMethod opens a method and shows its comparison.
function openMethod(article) {
  article.querySelector("details").open = true;
  render(article);
}

function render(article) {
  if (document.readyState === "loading") {
    loaded.then(() => render(article));
    return;
  }
  article.data ??= JSON.parse(dataOf(article));
  let box = article.querySelector(".details");
  if (!box && !article.data.page && !article.data.go) return; // an api.txt has neither, the package is no page
  if (!box) {
    box = element("div", "details");
    article.querySelector("details").append(box);
  }
  const kinds = Object.keys(titles).filter((kind) => article.data[kind]);
  const kind = kinds.includes(shown.kind) ? shown.kind : kinds[0];
  const state = `${kind} ${shown.side}`;
  if (box.dataset.state === state) return;
  box.dataset.state = state;
  const comparison = article.data[kind];
  box.replaceChildren(tabs(kinds, kind, comparison), diffTable(comparison, shown.side, `${titles[kind]} of ${article.id}, before and after`));
}

function tabs(kinds, kind, comparison) {
  const bar = element("div", "tabs");
  const add = (text, pressed, className, act) => {
    const button = element("button", className, text);
    button.type = "button";
    button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", () => {
      act();
      // The bar was made anew: the same button keeps the focus.
      [...document.querySelectorAll("article.current .tabs button")].find((b) => b.textContent === text)?.focus();
    });
    bar.append(button);
  };
  for (const k of kinds) add(titles[k], k === kind, "", () => showKind(k));
  bar.append(element("span", "files", filesText(comparison)));
  add("Side by side", shown.side, "layout", toggleSide);
  return bar;
}

function filesText({ old, new: now }) {
  if (!old) return `new: ${now}`;
  if (!now) return `gone: ${old}`;
  return old === now ? old : `${old} → ${now}`;
}

// rerender shows all open methods as the reader now wants them, and leaves the
// current one where it is on the screen.
function rerender() {
  const current = document.querySelector(".method.current");
  const top = current?.getBoundingClientRect().top;
  for (const article of articles) if (article.querySelector("details").open) render(article);
  if (current) scrollBy(0, current.getBoundingClientRect().top - top);
}

function showKind(kind) {
  shown.kind = kind;
  save("kind", kind);
  rerender();
}

function toggleSide() {
  shown.side = !shown.side;
  save("layout", shown.side ? "side" : "unified");
  rerender();
}

// showLine opens a method at a line of one of its pages.
function showLine(article, side, line) {
  showKind("page");
  openMethod(article);
  for (const tr of article.querySelectorAll(".diff tr")) if (tr.has?.(side, line)) tr.unfold();
  for (const tr of article.querySelectorAll("tr.target")) tr.classList.remove("target");
  const tr = article.querySelector(`.diff tr[data-${side}="${line}"]`);
  tr?.classList.add("target");
  (tr ?? article).scrollIntoView({ block: tr ? "center" : "start" });
}

// checksum tells whether a method is what it was when the reader saw it.
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

// restoreSeen marks what the reader saw, unless it changed since.
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
