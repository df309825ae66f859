// The mouse and fingers in a terminal's cells, for programs that ask for them; Shift leaves it to the browser.

const buttons = ["left", "middle", "right"];

export class Mouse {
  constructor(element, { send, modes, cellAt, canSend, signal }) {
    Object.assign(this, { element, send, modes, cellAt, canSend });
    this.held = null;
    this.last = null;
    this.steps = 0;
    element.addEventListener("mousedown", (event) => this.down(event));
    addEventListener("mouseup", (event) => this.up(event), { signal });
    element.addEventListener("mousemove", (event) => this.move(event));
    element.addEventListener("contextmenu", (event) => {
      if (this.takes(event)) event.preventDefault();
    });
    element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    element.addEventListener("touchstart", (event) => { this.touch = event.touches[0]?.clientY ?? null; }, { passive: true });
    element.addEventListener("touchmove", (event) => this.drag(event), { passive: false });
  }

  // Whether the program gets the event, and not the browser.
  takes(event) {
    return this.canSend() && this.modes().mouse !== "none" && !event.shiftKey;
  }

  report(action, button, event) {
    const { row, column } = this.cellAt(event);
    const modifiers = [["shift", "shiftKey"], ["alt", "altKey"], ["control", "ctrlKey"]]
      .filter(([, flag]) => event[flag]).map(([name]) => name);
    this.send("mouse", { action, button, row, column, modifiers });
    this.last = `${row},${column}`;
  }

  down(event) {
    if (!this.takes(event) || !buttons[event.button]) return;
    event.preventDefault();
    this.held = buttons[event.button];
    this.report("press", this.held, event);
  }

  up(event) {
    if (this.held === null) return;
    const button = this.held;
    this.held = null;
    this.report("release", button, event);
  }

  move(event) {
    if (!this.takes(event)) return;
    const mode = this.modes().mouse;
    if (mode !== "any" && !(mode === "button" && this.held)) return;
    const { row, column } = this.cellAt(event);
    if (this.last !== `${row},${column}`) this.report("move", this.held ?? "none", event);
  }

  // The wheel is the program's where it tracks the mouse or has a screen without a past; else it scrolls.
  wheel(event) {
    const modes = this.modes();
    const isTracked = this.takes(event);
    if (!isTracked && !(modes.alternate_screen && this.canSend())) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY : event.deltaY / 40;
    this.roll(lines, event);
  }

  drag(event) {
    const modes = this.modes();
    if (this.touch === null || event.touches.length !== 1 || !this.canSend()) return;
    if (modes.mouse === "none" && !modes.alternate_screen) return;
    event.preventDefault();
    const touch = event.touches[0];
    const lines = (this.touch - touch.clientY) / 20;
    this.touch = touch.clientY;
    this.roll(lines, touch);
  }

  roll(lines, event) {
    this.steps += lines;
    const whole = Math.trunc(this.steps);
    this.steps -= whole;
    for (let step = 0; step < Math.min(Math.abs(whole), 10); step += 1) {
      this.report("press", whole < 0 ? "wheel_up" : "wheel_down", event);
    }
  }
}
