// What a session did: commands, states, errors, oldest first, a page at a time.

import { call, sessionPath } from "./api.js";
import { announce, find, make } from "./dom.js";

const pageSize = 100;
const kinds = [["", "All"], ["command", "Commands"], ["status", "States"], ["error", "Errors"], ["auth", "Sign-in"], ["output", "Output"]];

export class Past {
  constructor() {
    this.element = find("past");
    this.choice = make(
      "select", { "aria-label": "What to list" }, ...kinds.map(([value, title]) => make("option", { value }, title)));
    this.earlier = make("button", { type: "button" }, "Earlier");
    this.entries = make("ol", { className: "timeline" });
    this.problem = make("p", { className: "error", role: "alert" });
    this.element.append(make("div", { className: "row" }, this.choice, this.earlier), this.problem, this.entries);
    this.choice.addEventListener("change", () => this.load());
    this.earlier.addEventListener("click", () => this.loadPage(this.first));
  }

  show(id) {
    this.id = id;
    this.load();
  }

  async load() {
    this.entries.replaceChildren();
    const total = await this.fetch(0, 1).then((answer) => answer?.total ?? 0);
    this.first = total;
    await this.loadPage(total);
    this.element.scrollTop = this.element.scrollHeight;
  }

  // The page that ends before an entry; new ones come in front of those that are shown.
  async loadPage(end) {
    const id = this.id;
    const start = Math.max(0, end - pageSize);
    const answer = end > 0 ? await this.fetch(start, end - start) : { messages: [] };
    if (!answer || this.id !== id) return;
    this.first = start;
    this.earlier.hidden = start === 0;
    this.entries.prepend(...answer.messages.map((entry) => this.row(entry)));
    if (end === 0) this.entries.append(make("li", { className: "empty" }, "Nothing yet."));
    announce(`${answer.messages.length} entries`);
  }

  async fetch(offset, limit) {
    const type = this.choice.value ? `&message_type=${this.choice.value}` : "";
    try {
      this.problem.textContent = "";
      return await call("GET", sessionPath(this.id, `/history?offset=${offset}&limit=${limit}${type}`));
    } catch (error) {
      this.problem.textContent = error.message;
      return null;
    }
  }

  row(entry) {
    const time = new Date(entry.timestamp);
    const facts = [];
    if (entry.exit_code !== null && entry.exit_code !== undefined) facts.push(`exit ${entry.exit_code}`);
    if (entry.duration_ms !== null && entry.duration_ms !== undefined) facts.push(`${(entry.duration_ms / 1000).toFixed(1)} s`);
    const failed = entry.message_type === "error" || (entry.exit_code ?? 0) !== 0;
    return make(
      "li", { className: failed ? `${entry.message_type} failed` : entry.message_type },
      make("time", { dateTime: entry.timestamp, title: time.toLocaleString() }, time.toLocaleTimeString()),
      make("span", { className: "type" }, entry.message_type),
      make("pre", {}, entry.content),
      make("span", { className: "facts" }, facts.join(", ")));
  }
}
