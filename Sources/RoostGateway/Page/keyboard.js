// Keys of the browser as keys of a terminal, by the names that `roost send --keys` knows.

const names = {
  ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right", Backspace: "BSpace", Enter: "Enter",
  Tab: "Tab", Escape: "Escape", Delete: "Delete", Insert: "Insert", Home: "Home", End: "End", PageUp: "PageUp",
  PageDown: "PageDown", " ": "Space", Pause: "Pause", ContextMenu: "Menu",
};

// What a key event is to the program: {key} by its name, {text} as it is, or null: not for it, or not yet.
export function keyMessage(event) {
  if (event.isComposing || event.key === "Process" || event.key === "Dead" || event.key === "Unidentified") return null;
  // AltGr makes characters; its Control and Alt are not held by anybody.
  const isCharacter = Array.from(event.key).length === 1;
  const isGraph = event.getModifierState("AltGraph") && isCharacter;
  const isControl = event.ctrlKey && !isGraph;
  const isAlt = event.altKey && !isGraph;
  // The system's own: copy, paste, the browser's menus.
  if (event.metaKey) return null;
  const name = names[event.key] ?? (/^F([1-9]|1[0-2])$/.test(event.key) ? event.key : null);
  if (!name && !isCharacter) return null;
  if (!name && !isControl && !isAlt) return { text: event.key };
  if (name === "Space" && !isControl && !isAlt && !event.shiftKey) return { text: " " };
  let prefix = "";
  if (isControl) prefix += "C-";
  if (isAlt) prefix += "M-";
  // Shift is in a character already, but not in a letter that Control makes small.
  const isLetter = /^[a-zA-Z]$/.test(event.key);
  if (event.shiftKey && (name || (isControl && isLetter))) prefix += "S-";
  return { key: prefix + (name ?? (isControl && isLetter ? event.key.toLowerCase() : event.key)) };
}

// Keys that a screen keyboard lacks, for thumbs: Ctrl holds for the next key.
export const thumbKeys = [
  ["Esc", "Escape"], ["Tab", "Tab"], ["Ctrl", null], ["↑", "Up"], ["↓", "Down"], ["←", "Left"], ["→", "Right"],
  ["C-c", "C-c"], ["⇞", null], ["⇟", null],
];

// Listens to a terminal's element and its text field, through which screen keyboards and input methods type.
export class Keyboard {
  constructor(element, field, { send, copy, scroll }) {
    this.field = field;
    this.send = send;
    this.copy = copy;
    this.scroll = scroll;
    this.holdsControl = false;
    element.addEventListener("keydown", (event) => this.down(event));
    field.addEventListener("input", (event) => {
      if (!event.isComposing) this.typed();
    });
    field.addEventListener("compositionstart", () => field.classList.add("composing"));
    field.addEventListener("compositionend", () => {
      field.classList.remove("composing");
      this.typed();
    });
    element.addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain");
      if (text !== "") this.send("paste", { text });
    });
  }

  // What an input method, a dead key or a screen keyboard has put into the field.
  typed() {
    const text = this.field.value;
    this.field.value = "";
    const lines = text.split(/\r?\n/);
    lines.forEach((line, index) => {
      if (line !== "") this.text(line);
      if (index < lines.length - 1) this.send("key", { key: "Enter" });
    });
  }

  text(text) {
    if (this.holdsControl && Array.from(text).length === 1) {
      this.holdControl(false);
      return this.send("key", { key: `C-${text.toLowerCase()}` });
    }
    this.send(Array.from(text).length > 200 ? "paste" : "text", { text });
  }

  holdControl(isHeld) {
    this.holdsControl = isHeld;
    this.whenHeld?.(isHeld);
  }

  down(event) {
    // To the list, whatever else there is; the page does it.
    if (event.ctrlKey && event.shiftKey && event.code === "KeyL") return;
    if (event.ctrlKey && event.shiftKey && event.code === "KeyC") {
      event.preventDefault();
      return this.copy();
    }
    // The browser pastes, and a selection is copied; without one C-c interrupts.
    if (event.ctrlKey && !event.altKey && event.code === "KeyV") return;
    if (event.shiftKey && event.key === "Insert") return;
    if (event.ctrlKey && !event.shiftKey && event.code === "KeyC" && !getSelection().isCollapsed) return;
    if (event.shiftKey && !event.ctrlKey && (event.key === "PageUp" || event.key === "PageDown")) {
      event.preventDefault();
      return this.scroll(event.key === "PageUp" ? -1 : 1);
    }
    const message = keyMessage(event);
    if (!message) return;
    event.preventDefault();
    if (message.text !== undefined) this.text(message.text);
    else this.send("key", message);
  }
}
