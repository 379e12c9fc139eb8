// Starts everything when the file is opened.
const themes = ["auto", "light", "dark"];

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byID("theme").textContent = `Theme: ${theme}`;
  save("theme", theme === "auto" ? undefined : theme);
}

function nextTheme() {
  const now = document.documentElement.dataset.theme ?? "auto";
  setTheme(themes[(themes.indexOf(now) + 1) % themes.length]);
}

// followLink opens the method, or the line, that the fragment of the address names, as
// in #messages.sendMessage, #messages.sendMessage:new:14 or #messages.sendMessage:go.
function followLink() {
  let name, side, line;
  try {
    [name, side, line] = decodeURIComponent(location.hash.slice(1)).split(":");
  } catch {
    return;
  }
  const article = articles.find((a) => a.id === name);
  if (!article) return;
  if (article.hidden) clearFilters();
  setCurrent(article);
  if ((side === "old" || side === "new") && /^(\d+\.)?\d+$/.test(line)) {
    showLine(article, side, line);
    return;
  }
  if (side === "go") showTab("go");
  openMethod(article);
  article.scrollIntoView();
}

document.querySelector(".top .tools").hidden = false;
const storedTheme = load("theme");
setTheme(themes.includes(storedTheme) ? storedTheme : "auto");
byID("theme").addEventListener("click", nextTheme);
byID("help-open").addEventListener("click", () => byID("help").showModal());
startMethods();
startFilters();
document.addEventListener("keydown", onKey);
addEventListener("hashchange", followLink);
// A click on a link to the current address causes no hashchange, so follow it here.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (link && link.hash === location.hash) followLink();
});
document.documentElement.dataset.ready = String(Math.round(performance.now()));
loaded.then(() => {
  restoreSeen();
  if (byID("filters")) applyFilters();
  followLink();
  document.documentElement.dataset.loaded = String(Math.round(performance.now()));
});
