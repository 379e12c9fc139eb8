// Shows only the methods and changes that pass the reader's filters: all words of the
// search, a namespace ("*" for all), a rule ("" for all), and no level in off.
const filters = { words: [], namespace: "*", rule: "", off: new Set() };
const articles = [...document.querySelectorAll(".method")];

// index holds the text of each change in lower case, so that a search does not have to
// read it from the document at each key press.
const index = articles.map((article) => ({
  article,
  namespace: article.dataset.namespace,
  method: article.id !== "docgen-package",
  changes: [...article.querySelectorAll(".changes li")].map((item) => ({
    item,
    level: item.dataset.level,
    rule: item.dataset.rule,
    text: (article.id + " " + item.textContent).toLowerCase(),
  })),
}));

// passes reports whether a change passes the filters, apart from the namespace.
function passes(change) {
  return !filters.off.has(change.level) && (!filters.rule || change.rule === filters.rule) &&
    filters.words.every((word) => change.text.includes(word));
}

function applyFilters() {
  let methods = 0, changes = 0, entries = 0;
  for (const entry of index) {
    let shown = 0;
    const inNamespace = filters.namespace === "*" || entry.namespace === filters.namespace;
    for (const change of entry.changes) {
      const hidden = !inNamespace || !passes(change);
      if (change.item.hidden !== hidden) change.item.hidden = hidden;
      if (!hidden) shown++;
    }
    if (entry.article.hidden !== (shown === 0)) entry.article.hidden = shown === 0;
    if (shown && entry.method) methods++;
    if (shown) entries++;
    changes += shown;
  }
  const all = index.filter((entry) => entry.method).length;
  const of = methods === all ? "" : ` of ${all}`;
  byID("count").textContent = `${methods}${of} ${all === 1 ? "method" : "methods"}, ${changes} ${changes === 1 ? "change" : "changes"}${seenCount()}`;
  byID("none").hidden = entries > 0;
}

// seenCount says how many methods the reader has marked as seen, if any.
function seenCount() {
  const seen = articles.filter((article) => article.classList.contains("done")).length;
  return seen ? `, ${seen} seen` : "";
}

function filterRule(rule) {
  filters.rule = rule;
  const button = byID("rule");
  button.hidden = !rule;
  button.textContent = `rule ${rule} ✕`;
  button.setAttribute("aria-label", `Show changes of all rules, not only of ${rule}`);
  applyFilters();
}

function toggleLevel(level) {
  const button = document.querySelector(`button[data-level="${level}"]`);
  const on = filters.off.delete(level);
  if (!on) filters.off.add(level);
  button.setAttribute("aria-pressed", String(on));
  applyFilters();
}

function clearFilters() {
  byID("search").value = "";
  byID("namespace").value = "*";
  filters.words = [];
  filters.namespace = "*";
  filters.off.clear();
  for (const button of document.querySelectorAll("button[data-level]")) button.setAttribute("aria-pressed", "true");
  filterRule("");
}

function startFilters() {
  if (!byID("filters")) return;
  byID("filters").hidden = false;
  byID("filters").addEventListener("submit", (event) => event.preventDefault());
  byID("search").addEventListener("input", (event) => {
    filters.words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    applyFilters();
  });
  byID("namespace").addEventListener("change", (event) => {
    filters.namespace = event.target.value;
    applyFilters();
  });
  for (const button of document.querySelectorAll("button[data-level]")) {
    button.addEventListener("click", () => toggleLevel(button.dataset.level));
  }
  for (const button of document.querySelectorAll("[data-rule].link")) {
    button.addEventListener("click", () => {
      clearFilters();
      filterRule(button.dataset.rule);
      byID("methods").scrollIntoView();
    });
  }
  byID("rule").addEventListener("click", () => filterRule(""));
  byID("reset").addEventListener("click", clearFilters);
  applyFilters();
}
