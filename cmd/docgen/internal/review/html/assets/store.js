// What the reader chose, kept where the browser allows it.
const memory = new Map();

function load(key) {
  try {
    return localStorage.getItem("docgen " + key) ?? undefined;
  } catch {
    return memory.get(key);
  }
}

function save(key, value) {
  memory.set(key, value);
  try {
    if (value === undefined) localStorage.removeItem("docgen " + key);
    else localStorage.setItem("docgen " + key, value);
  } catch {
    // A file opened from disk may have no storage: it lasts as long as the tab.
  }
}

// element makes an element with a class and text, which is never HTML.
function element(name, className, text) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

const byID = (id) => document.getElementById("docgen-" + id);
