// Keeps the choices of the reader: in localStorage or, if the browser does not allow
// that for a file, in memory.
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
    // A browser may give a file that it opened from disk no storage. Then the choice
    // lasts until the file is opened again.
  }
}

// element returns a new element with a class and a text. The text is never HTML.
function element(name, className, text) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

const byID = (id) => document.getElementById("docgen-" + id);
