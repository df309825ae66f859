// A session's terminal: frames of cells from the gateway, keys, mouse and sizes back.
//
// A frame is acknowledged when it is painted, and the next one has whatever changed meanwhile: a slow page skips, and
// a hidden one gets nothing.

import { isLoggedIn } from "./api.js";
import { announce, find, make } from "./dom.js";
import { Keyboard, thumbKeys } from "./keyboard.js";
import { isEnded } from "./list.js";
import { Mouse } from "./mouse.js";
import { Rows, rowElement, selectedText } from "./rows.js";

// Lines of the past that are asked for at once, and blocks of them that are kept.
const blockSize = 200;
const mostBlocks = 12;
const largestFont = 14;
const smallestFont = 8;

export class Terminal {
  constructor(host, id, { say }) {
    Object.assign(this, { host, id, say });
    this.frame = null;
    this.info = null;
    this.isWritable = false;
    this.isShown = true;
    this.blocks = new Map();
    this.asked = null;
    this.attempts = 0;
    this.ending = new AbortController();
    this.past = make("div", { className: "past" });
    this.screen = make("div", { className: "screen" });
    this.cursor = make("div", { className: "cursor", "aria-hidden": "true" });
    this.field = make("textarea", {
      className: "field", "aria-label": "Terminal input; Ctrl+Shift+L leads to the list", autocapitalize: "off",
      autocomplete: "off", spellcheck: false, rows: 1,
    });
    this.field.setAttribute("autocorrect", "off");
    this.letters = make("span", {}, "M".repeat(100));
    const probe = make("div", { className: "probe", "aria-hidden": "true" }, this.letters);
    this.page = make("div", { className: "page" }, this.past, this.screen, this.cursor, this.field);
    this.element = make(
      "div", { className: "terminal", tabIndex: -1, role: "group", "aria-label": "Terminal" }, this.page, probe);
    host.replaceChildren(this.element);
    this.rows = new Rows(this.screen);
    const send = (type, data) => this.type(type, data);
    this.keyboard = new Keyboard(this.element, this.field, {
      send, copy: () => this.copy(), scroll: (pages) => this.element.scrollBy(0, pages * (this.element.clientHeight - this.rowHeight)),
    });
    this.mouse = new Mouse(this.element, {
      send: (type, data) => this.send(type, data), modes: () => this.frame?.modes ?? { mouse: "none" },
      cellAt: (event) => this.cellAt(event), canSend: () => this.canType(), signal: this.ending.signal,
    });
    this.element.addEventListener("scroll", () => this.showPast());
    this.element.addEventListener("mouseup", () => {
      if (getSelection().isCollapsed) this.focus();
    });
    this.element.addEventListener("copy", (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", selectedText(getSelection()));
      getSelection().removeAllRanges();
    });
    for (const name of ["focusin", "focusout"]) this.element.addEventListener(name, () => this.focusChanged());
    this.observer = new ResizeObserver(() => this.fitLater());
    this.observer.observe(host);
    this.thumbs();
    this.connect();
  }

  // MARK: The connection

  connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const path = `/cli/session/${encodeURIComponent(this.id)}/screen/ws`;
    this.socket = new WebSocket(`${scheme}//${location.host}${path}`);
    this.socket.addEventListener("message", (event) => this.heard(JSON.parse(event.data)));
    this.socket.addEventListener("close", (event) => this.lost(event));
  }

  lost(event) {
    if (this.isClosed) return;
    this.element.classList.add("stale");
    this.asked = null;
    if (event.code === 4401) {
      return isLoggedIn().then((isStill) => {
        if (isStill && !this.isClosed) this.retry = setTimeout(() => this.connect(), 1000);
      });
    }
    if (event.code >= 4400 && event.code < 4500) return this.say("There is no such session, or not for you.");
    this.attempts += 1;
    const pause = Math.min(10000, 250 * 2 ** Math.min(this.attempts, 6));
    this.retry = setTimeout(() => this.connect(), pause);
  }

  heard({ type, data }) {
    switch (type) {
      case "ready":
        this.isWritable = data.writable;
        this.element.setAttribute("aria-label", `Terminal of ${data.name}`);
        this.focusChanged();
        break;
      case "screen":
        this.attempts = 0;
        this.element.classList.remove("stale");
        this.paint(data);
        break;
      case "scrollback": this.takePast(data); break;
      case "notice": this.say(data.text); break;
      case "error":
        if (data.error_code !== "RATE_LIMITED") this.say(data.error);
        this.asked = null;
        break;
      case "ping": this.send("pong", {}); break;
    }
  }

  send(type, data) {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify({ type, data }));
    return true;
  }

  canType() { return this.isWritable && !(this.info && isEnded(this.info)); }

  // What a person types goes to the newest lines, and they want to see it there.
  type(type, data) {
    if (!this.canType()) return this.say(this.isWritable ? "The program has ended." : "You may only look.");
    if (!this.send(type, data)) return this.say("Not connected: what you type is lost.");
    this.element.scrollTop = this.element.scrollHeight;
  }

  close() {
    this.isClosed = true;
    this.ending.abort();
    clearTimeout(this.retry);
    this.observer.disconnect();
    this.socket.close();
    this.element.remove();
    find("keys").hidden = true;
  }

  // MARK: Frames

  paint(frame) {
    const before = this.frame;
    const atEnd = this.isAtEnd();
    this.frame = frame;
    if (!before || before.cols !== frame.cols || before.rows !== frame.rows) this.resized();
    if (before && (before.cols !== frame.cols || frame.scrollback[1] < before.scrollback[1])) this.forgetPast();
    this.rows.apply(frame);
    this.screen.classList.toggle("reverse", frame.modes.reverse_video);
    this.element.classList.toggle("tracked", frame.modes.mouse !== "none");
    this.placeCursor();
    this.placePast();
    if (atEnd) this.element.scrollTop = this.element.scrollHeight;
    this.showPast();
    if (!before) this.fitLater();
    requestAnimationFrame(() => this.send("ack", { sequence: frame.sequence }));
  }

  isAtEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < (this.rowHeight ?? 20);
  }

  placeCursor() {
    const { cursor } = this.frame;
    const { text, width } = this.rows.at(cursor.row, cursor.column);
    this.cursor.hidden = !cursor.visible;
    this.cursor.className = `cursor ${cursor.shape}${cursor.blinks ? " blinks" : ""}`;
    this.cursor.textContent = cursor.shape === "block" ? text : "";
    const column = Math.min(cursor.column, this.frame.cols - 1);
    for (const element of [this.cursor, this.field]) {
      element.style.left = element === this.field
        ? `min(calc(var(--cell) * ${column}), calc(100% - 2em))` : `calc(var(--cell) * ${column})`;
      element.style.top = `${this.pastHeight() + cursor.row * this.rowHeight}px`;
    }
    this.cursor.style.width = cursor.shape === "bar" ? "2px" : `calc(var(--cell) * ${width})`;
    this.cursor.style.setProperty("--cursor", cursor.color ?? "var(--fore)");
  }

  cellAt(event) {
    const box = this.screen.getBoundingClientRect();
    const clamp = (value, end) => Math.max(0, Math.min(end - 1, Math.floor(value)));
    return {
      row: clamp((event.clientY - box.top) / this.rowHeight, this.frame?.rows ?? 1),
      column: clamp((event.clientX - box.left) / this.cellWidth, this.frame?.cols ?? 1),
    };
  }

  // MARK: The past

  pastCount() {
    if (!this.frame || this.frame.modes.alternate_screen) return 0;
    return this.frame.scrollback[1] - this.frame.scrollback[0];
  }

  pastHeight() { return this.pastCount() * (this.rowHeight ?? 0); }

  placePast() {
    this.past.style.height = `${this.pastHeight()}px`;
    for (const block of this.blocks.values()) this.placeBlock(block);
  }

  placeBlock(block) {
    block.element.style.top = `${(block.first - this.frame.scrollback[0]) * this.rowHeight}px`;
  }

  // Asks for the lines that can be seen and are not here, one block at a time.
  showPast() {
    const count = this.pastCount();
    if (count === 0 || this.asked || !this.isShown) return;
    const [start, end] = this.frame.scrollback;
    const top = start + Math.floor(this.element.scrollTop / this.rowHeight);
    const bottom = top + this.frame.rows;
    if (top >= end) return;
    for (let number = Math.floor(top / blockSize); number <= Math.floor(Math.min(bottom, end - 1) / blockSize); number += 1) {
      const from = Math.max(start, number * blockSize);
      const wanted = Math.min(end, (number + 1) * blockSize) - from;
      const known = this.blocks.get(number);
      if (known && known.end >= from + wanted && known.first <= from) continue;
      this.asked = { number, cols: this.frame.cols, end: from + wanted };
      if (!this.send("scrollback", { from, count: wanted })) this.asked = null;
      return;
    }
  }

  takePast(data) {
    const asked = this.asked;
    this.asked = null;
    if (!asked || asked.cols !== this.frame.cols) return this.showPast();
    this.blocks.get(asked.number)?.element.remove();
    const rows = data.rows.map(([runs, isWrapped]) => rowElement(runs, data.styles, isWrapped === true));
    const block = { first: data.first, end: asked.end, element: make("div", { className: "block" }, ...rows) };
    this.blocks.delete(asked.number);
    this.blocks.set(asked.number, block);
    // In their order, for who reads or selects.
    const later = [...this.blocks.entries()].filter(([number]) => number > asked.number).sort(([one], [other]) => one - other)[0];
    this.past.insertBefore(block.element, later?.[1].element ?? null);
    this.placeBlock(block);
    if (this.blocks.size > mostBlocks) {
      const [oldest, dropped] = this.blocks.entries().next().value;
      dropped.element.remove();
      this.blocks.delete(oldest);
    }
    if (rows.length > 0) this.showPast();
  }

  forgetPast() {
    this.blocks.clear();
    this.past.replaceChildren();
  }

  // MARK: Sizes

  // A pane of a workspace has its own size: the letters follow it. Any other session follows the page.
  take(info) {
    const isNew = !this.info || this.info.workspace !== info.workspace || isEnded(this.info) !== isEnded(info);
    this.info = info;
    if (isNew) this.fitLater();
  }

  setFont(size) {
    this.element.style.setProperty("--font", `${size}px`);
    this.cellWidth = this.letters.getBoundingClientRect().width / 100;
    this.rowHeight = Math.round(size * 1.25);
    this.element.style.setProperty("--cell", `${this.cellWidth}px`);
    this.element.style.setProperty("--row", `${this.rowHeight}px`);
  }

  follows() { return this.canType() && this.info !== null && this.info.workspace === null; }

  resized() {
    this.setFont(largestFont);
    if (this.frame && !this.follows()) {
      const width = this.element.clientWidth - 16;
      const needed = this.frame.cols * this.cellWidth;
      if (needed > width) this.setFont(Math.max(smallestFont, Math.floor(largestFont * 2 * width / needed) / 2));
    }
    this.page.style.width = this.frame ? `calc(var(--cell) * ${this.frame.cols})` : "";
    this.screen.style.height = this.frame ? `${this.frame.rows * this.rowHeight}px` : "";
  }

  fitLater() {
    clearTimeout(this.fitting);
    this.fitting = setTimeout(() => this.fit(), 60);
  }

  fit() {
    if (this.isClosed || !this.isShown || !this.frame) return;
    const atEnd = this.isAtEnd();
    this.resized();
    this.placeCursor();
    this.placePast();
    if (atEnd) this.element.scrollTop = this.element.scrollHeight;
    if (!this.follows()) return;
    const rows = Math.max(2, Math.floor((this.element.clientHeight - 8) / this.rowHeight));
    const cols = Math.max(10, Math.floor((this.element.clientWidth - 16) / this.cellWidth));
    const wish = `${rows}x${cols}`;
    if (rows === this.frame.rows && cols === this.frame.cols) this.wish = wish;
    // The same wish is said once: another page of this session may have another size.
    if (this.wish === wish) return;
    if (this.send("size", { rows: Math.min(rows, 1000), cols: Math.min(cols, 1000) })) this.wish = wish;
  }

  shown(isShown) {
    this.isShown = isShown;
    find("keys").hidden = !(isShown && matchMedia("(pointer: coarse)").matches);
    if (isShown) this.fitLater();
  }

  // MARK: Focus and selection

  focus() { this.field.focus({ preventScroll: true }); }

  focusChanged() {
    const isFocused = this.element.contains(document.activeElement);
    this.element.classList.toggle("focused", isFocused);
    this.send("focus", { focused: isFocused });
  }

  async copy() {
    const text = selectedText(getSelection());
    if (text === "") return;
    try {
      await navigator.clipboard.writeText(text);
      announce("Copied");
    } catch {
      this.say("The browser does not let the page copy; use its menu.");
    }
  }

  // MARK: Thumbs

  thumbs() {
    const bar = find("keys");
    const buttons = thumbKeys.map(([title, key]) => {
      const button = make("button", { type: "button" }, title);
      // The screen keyboard stays where it is.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        if (key) this.type("key", { key });
        else if (title === "Ctrl") this.keyboard.holdControl(!this.keyboard.holdsControl);
        else this.element.scrollBy(0, (title === "⇞" ? -1 : 1) * this.element.clientHeight);
      });
      if (title === "Ctrl") {
        button.ariaPressed = "false";
        this.keyboard.whenHeld = (isHeld) => { button.ariaPressed = `${isHeld}`; };
      }
      return button;
    });
    bar.replaceChildren(...buttons);
    this.shown(this.isShown);
  }
}
