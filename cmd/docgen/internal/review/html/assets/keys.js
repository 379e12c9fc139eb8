// The keyboard shortcuts. They act on the current method, the last one that the
// reader clicked or moved to.
function setCurrent(article) {
  document.querySelector(".method.current")?.classList.remove("current");
  article?.classList.add("current");
}

// move makes the next visible method the current one, or the previous one if by is
// -1.
function move(by) {
  const visible = articles.filter((article) => !article.hidden);
  const at = visible.findIndex((article) => article.classList.contains("current"));
  const to = visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by];
  if (!to) return;
  to.querySelector("summary").focus({ preventScroll: true });
  to.scrollIntoView({ block: to.querySelector("details").open ? "start" : "nearest" });
}

function toggleCurrent() {
  const details = document.querySelector(".method.current details");
  if (details) details.open = !details.open;
}

function markCurrent() {
  const article = document.querySelector(".method.current");
  if (!article) return;
  setSeen(article, !article.classList.contains("done"));
  move(1);
}

function escape() {
  if (document.activeElement === byID("search") && byID("search").value === "") document.activeElement.blur();
  else if (byID("filters")) clearFilters();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: toggleCurrent,
  Enter: toggleCurrent,
  x: markCurrent,
  "/": () => byID("search")?.focus(),
  Escape: escape,
  1: () => toggleLevel("breaking"),
  2: () => toggleLevel("notable"),
  3: () => toggleLevel("harmless"),
  g: () => showTab(view.tab === "go" ? "page" : "go"),
  s: toggleSide,
  t: nextTheme,
  "?": () => byID("help").showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byID("help").open) return;
  const writing = event.target.matches("input[type=search], select");
  if (writing && event.key !== "Escape") return;
  // Enter on a link, a button or the like already does something there.
  if (event.key === "Enter" && event.target.matches("a, button, summary, input")) return;
  if (!Object.hasOwn(keys, event.key) || /^[123]$/.test(event.key) && !byID("filters")) return;
  event.preventDefault();
  keys[event.key]();
}
