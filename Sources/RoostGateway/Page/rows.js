// Rows of cells as elements. Layout of the frames: the article Cells of the gateway's documentation.

import { make, safeAddress } from "./dom.js";

// Characters that monospaced fonts have in one cell's width: they need no box of their own.
const even = /^[\x20-\x7e\u00a0-\u024f\u0370-\u052f\u2500-\u259f]*$/;

// A colour of a style: the first sixteen are the page's, the others are those of xterm.
export function color(value) {
  if (typeof value === "string") return value;
  if (value < 16) return `var(--p${value})`;
  if (value >= 232) {
    const level = 8 + (value - 232) * 10;
    return `rgb(${level},${level},${level})`;
  }
  const levels = [0, 95, 135, 175, 215, 255];
  const number = value - 16;
  return `rgb(${levels[Math.floor(number / 36)]},${levels[Math.floor(number / 6) % 6]},${levels[number % 6]})`;
}

// One run in its general form: its cells' texts, the number of its style, and the columns of each cell.
export function cellsOf(run) {
  const [text, style = 0, width = 1] = typeof run === "string" ? [run] : run;
  return { text, style, width, cells: Array.isArray(text) ? text : Array.from(text) };
}

// What stands in a column of a row, and how: for the cursor.
export function cellAt(runs, column) {
  let place = 0;
  for (const run of runs) {
    const { cells, width } = cellsOf(run);
    const end = place + cells.length * width;
    if (column < end) return { text: cells[Math.floor((column - place) / width)], width };
    place = end;
  }
  return { text: " ", width: 1 };
}

function dress(element, style) {
  const names = style.attributes ?? [];
  const isInverse = names.includes("inverse");
  let fore = style.fg === undefined ? null : color(style.fg);
  let back = style.bg === undefined ? null : color(style.bg);
  if (isInverse) [fore, back] = [back ?? "var(--back)", fore ?? "var(--fore)"];
  if (fore) element.style.color = fore;
  if (back) element.style.backgroundColor = back;
  for (const name of names) if (name !== "inverse") element.classList.add(name);
  const lines = [];
  if (style.underline) {
    lines.push("underline");
    const forms = { double: "double", curly: "wavy", dotted: "dotted", dashed: "dashed" };
    element.style.textDecorationStyle = forms[style.underline] ?? "solid";
    if (style.underline_color !== undefined) element.style.textDecorationColor = color(style.underline_color);
  }
  if (names.includes("strikethrough")) lines.push("line-through");
  if (names.includes("overline")) lines.push("overline");
  if (lines.length > 0) element.style.textDecorationLine = lines.join(" ");
}

// The element of a row.
export function rowElement(runs, styles, isWrapped) {
  const row = make("div", { className: "line" });
  if (isWrapped) row.dataset.wrapped = "";
  for (const run of runs) {
    const { text, style: number, width, cells } = cellsOf(run);
    const style = styles[number] ?? {};
    const isEven = width === 1 && typeof text === "string" && even.test(text);
    if (isEven && number === 0) {
      row.append(text);
      continue;
    }
    const address = style.link ? safeAddress(style.link) : null;
    const element = address
      ? make("a", { href: address, target: "_blank", rel: "noopener noreferrer", tabIndex: -1, title: address })
      : make("span");
    dress(element, style);
    if (isEven) element.append(text);
    else element.append(...cells.map((cell) => make("span", { className: width === 2 ? "wide" : "cell" }, cell)));
    row.append(element);
  }
  return row;
}

// The screen's rows: what each shows, and the element that shows it.
export class Rows {
  constructor(element) {
    this.element = element;
    this.rows = [];
  }

  static blank() { return { runs: [], element: rowElement([], [{}], false) }; }

  // Takes a frame's changes. Moves read the rows as they were before it.
  apply(frame) {
    const old = this.rows;
    const rows = old.slice(0, frame.rows);
    while (rows.length < frame.rows) rows.push(Rows.blank());
    const moved = new Set();
    for (const [row, change, isWrapped] of frame.changes) {
      if (row >= rows.length) continue;
      if (typeof change !== "number") {
        rows[row] = { runs: change, element: rowElement(change, frame.styles, isWrapped === true) };
        continue;
      }
      const from = old[change];
      // An element is in one place: a row that several get is copied for all but the first.
      rows[row] = !from ? Rows.blank() : moved.has(from) ? { runs: from.runs, element: from.element.cloneNode(true) } : from;
      if (from) moved.add(from);
    }
    const seen = new Set();
    this.rows = rows.map((row) => {
      const fresh = seen.has(row) ? { runs: row.runs, element: row.element.cloneNode(true) } : row;
      seen.add(row);
      return fresh;
    });
    this.place();
  }

  // Puts elements in order, and touches none that is where it belongs.
  place() {
    this.rows.forEach((row, index) => {
      const there = this.element.children[index];
      if (there === row.element) return;
      if (there && !this.rows.some((known) => known.element === there)) there.replaceWith(row.element);
      else this.element.insertBefore(row.element, there ?? null);
    });
    while (this.element.children.length > this.rows.length) this.element.lastChild.remove();
  }

  at(row, column) {
    return cellAt(this.rows[row]?.runs ?? [], column);
  }
}

// The text of a selection: rows that go on in the next are one line.
export function selectedText(selection) {
  if (selection.rangeCount === 0) return "";
  const rows = [...selection.getRangeAt(0).cloneContents().querySelectorAll(".line")];
  if (rows.length === 0) return selection.toString();
  let text = "";
  rows.forEach((row, index) => {
    text += row.textContent;
    if (index < rows.length - 1 && row.dataset.wrapped === undefined) text += "\n";
  });
  return text;
}
