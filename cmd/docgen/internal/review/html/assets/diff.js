// Shows the diff of a file as a table. A row of the diff is a line of text after one
// character, its kind: " " for a line that both files have, "-" for a removed line,
// "+" for an added one.

// context is the number of unchanged lines to show before and after a change.
const context = 3;

// numbered returns the rows as lines with their numbers in both files. The place before a
// number tells files apart in links: it is "2." for the second of several files.
function numbered(diff, place) {
  let oldLine = diff.oldLine, newLine = diff.newLine;
  return diff.rows.map((row, i) => ({
    kind: row[0],
    text: row.slice(1),
    marks: diff.marks?.[i],
    place,
    old: row[0] === "+" ? 0 : oldLine++,
    new: row[0] === "-" ? 0 : newLine++,
  }));
}

// paired sets removed lines beside the lines that were added in their place.
function paired(lines) {
  const pairs = [];
  for (let i = 0; i < lines.length; ) {
    if (lines[i].kind === " ") {
      pairs.push({ left: lines[i], right: lines[i] });
      i++;
      continue;
    }
    const removed = [], added = [];
    for (; lines[i]?.kind === "-"; i++) removed.push(lines[i]);
    for (; lines[i]?.kind === "+"; i++) added.push(lines[i]);
    for (let j = 0; j < Math.max(removed.length, added.length); j++) {
      if (removed[j] && added[j]) markWords(removed[j], added[j]);
      pairs.push({ left: removed[j], right: added[j] });
    }
  }
  return pairs;
}

// markWords marks the part in which two lines differ. If the lines have little in
// common, one was removed and the other added, and it marks nothing.
function markWords(a, b) {
  const limit = Math.min(a.text.length, b.text.length);
  let start = 0, end = 0;
  while (start < limit && a.text[start] === b.text[start]) start++;
  while (end < limit - start && a.text.at(-1 - end) === b.text.at(-1 - end)) end++;
  if (start + end < limit / 3) return;
  a.changed = [start, a.text.length - end];
  b.changed = [start, b.text.length - end];
}

// code returns an element with the text of a line, in which the tokens and the
// changed part are elements.
function code(line) {
  const e = element("code");
  const cuts = [];
  let at = 0;
  for (const [, skip, name, length] of (line.marks ?? "").matchAll(/(\d+)(\w)(\d+)/g)) {
    at += Number(skip);
    cuts.push([at, at + Number(length), name]);
    at += Number(length);
  }
  const [from, to] = line.changed ?? [0, 0];
  const edges = new Set([0, line.text.length, from, to, ...cuts.flatMap(([a, b]) => [a, b])]);
  const sorted = [...edges].sort((a, b) => a - b);
  for (let i = 0; i + 1 < sorted.length; i++) {
    const text = line.text.slice(sorted[i], sorted[i + 1]);
    const token = cuts.find(([a, b]) => a <= sorted[i] && sorted[i] < b);
    let node = token ? element("span", token[2], text) : document.createTextNode(text);
    if (from <= sorted[i] && sorted[i] < to) {
      const mark = element("mark");
      mark.append(node);
      node = mark;
    }
    e.append(node);
  }
  return e;
}

const kinds = { " ": "text", "-": "text removed", "+": "text added" };

// cells returns the cells of a line: its numbers, and its text. If there is no line,
// the cells are blank.
function cells(line, ...numbers) {
  if (!line) return [element("td", "num blank"), element("td", "text blank")];
  const text = element("td", kinds[line.kind]);
  text.append(code(line));
  const kind = kinds[line.kind].slice("text".length);
  return [...numbers.map((n) => element("td", "num" + kind, n || "")), text];
}

function row(...all) {
  const tr = element("tr");
  tr.append(...all);
  return tr;
}

function unifiedRow(line) {
  const tr = row(...cells(line, line.old, line.new));
  if (line.old) tr.dataset.old = line.place + line.old;
  if (line.new) tr.dataset.new = line.place + line.new;
  return tr;
}

function sideRow({ left, right }) {
  const tr = row(...cells(left, left?.old), ...cells(right, right?.new));
  if (left?.old) tr.dataset.old = left.place + left.old;
  if (right?.new) tr.dataset.new = right.place + right.new;
  return tr;
}

// diffTable returns a diff as a table. It folds the lines that are far from any
// change. A file that only one side has, or that did not change, is shown as a whole
// and in one column.
function diffTable(diff, sideBySide, label, place) {
  const lines = numbered(diff, place);
  const pairs = paired(lines);
  const whole = diff.rows.every((row) => row[0] === diff.rows[0][0]);
  const twoColumns = sideBySide && !whole;
  const items = twoColumns ? pairs : lines;
  const changed = items.map((item) => twoColumns ? item.left !== item.right : item.kind !== " ");
  const near = changed.map((_, i) => whole || changed.slice(Math.max(0, i - context), i + context + 1).some(Boolean));
  const table = element("table", twoColumns ? "diff side" : "diff");
  table.setAttribute("aria-label", label);
  const columns = element("colgroup");
  for (const name of twoColumns ? ["n", "", "n", ""] : ["n", "n", ""]) columns.append(element("col", name));
  const body = element("tbody");
  table.append(columns, body);
  const make = twoColumns ? sideRow : unifiedRow;
  for (let i = 0; i < items.length; ) {
    if (near[i]) {
      body.append(make(items[i++]));
      continue;
    }
    const start = i;
    while (i < items.length && !near[i]) i++;
    body.append(foldRow(items.slice(start, i).map(make), twoColumns ? 4 : 3));
  }
  return table;
}

// foldRow returns a row that stands for folded rows, until the reader unfolds them.
function foldRow(rows, width) {
  const cell = element("td", "fold");
  cell.colSpan = width;
  const button = element("button", "", `⋯ ${rows.length} unchanged ${rows.length === 1 ? "line" : "lines"}`);
  button.type = "button";
  cell.append(button);
  const tr = row(cell);
  tr.unfold = () => tr.replaceWith(...rows);
  tr.has = (side, line) => rows.some((r) => r.dataset[side] === line);
  button.addEventListener("click", tr.unfold);
  return tr;
}
