// What a session asks: its text, its options as buttons, its address, and a field for a code that is kept nowhere.

import { call, sessionPath } from "./api.js";
import { age, find, make, safeAddress } from "./dom.js";
import { kindWords } from "./list.js";

export class AttentionPanel {
  constructor({ problem, secret }) {
    this.problem = problem;
    this.secret = secret;
    this.element = find("attention");
    this.shown = null;
  }

  // Draws anew only for another dialog: what somebody types meanwhile stays.
  show(info, canWrite) {
    const attention = info?.attention ?? null;
    const mark = attention ? JSON.stringify([info.session_id, attention, canWrite]) : null;
    if (mark === this.shown) return;
    this.shown = mark;
    this.element.hidden = attention === null;
    if (attention === null) return this.element.replaceChildren();
    const parts = [
      make("p", { className: "kind" }, kindWords(attention.kind), make("span", { className: "age" }, age(attention.since))),
      make("p", { className: "text" }, attention.text),
    ];
    const address = attention.url && safeAddress(attention.url);
    if (address) {
      parts.push(make("p", {}, make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, attention.url)));
    }
    if (attention.code) parts.push(make("p", {}, "Code: ", make("code", {}, attention.code)));
    if (canWrite) parts.push(...this.answers(info, attention));
    this.element.replaceChildren(...parts);
  }

  answers(info, attention) {
    if (attention.options.length > 0) {
      const buttons = attention.options.map((option) => {
        const button = make(
          "button", { type: "button", className: option.selected ? "primary" : "" },
          make("kbd", {}, option.key), ` ${option.label}`);
        button.addEventListener("click", () => this.answer(info, { option: option.key, dialog: attention.id }));
        return button;
      });
      return [make("div", { className: "options", role: "group", "aria-label": "Answers" }, ...buttons)];
    }
    if (attention.kind === "authentication") return [this.field("Code", true, (text) => this.secret(text))];
    if (attention.kind === "question") {
      return [this.field("Answer", false, (text) => this.answer(info, { text, dialog: attention.id }))];
    }
    return [];
  }

  // The field is emptied before what was in it is sent; the browser is asked to remember nothing.
  field(label, isSecret, send) {
    const input = make("input", {
      type: isSecret ? "password" : "text", "aria-label": label, placeholder: label, spellcheck: false,
      autocomplete: isSecret ? "one-time-code" : "off", required: true,
    });
    const form = make(
      "form", { className: "row", autocomplete: "off" }, input, make("button", { type: "submit", className: "primary" }, "Send"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value;
      input.value = "";
      send(isSecret ? text.trim() : text);
    });
    return form;
  }

  async answer(info, body) {
    for (const button of this.element.querySelectorAll("button")) button.disabled = true;
    try {
      await call("POST", sessionPath(info.session_id, "/answer"), body);
    } catch (error) {
      this.problem(error.message);
    } finally {
      for (const button of this.element.querySelectorAll("button")) button.disabled = false;
    }
  }
}
