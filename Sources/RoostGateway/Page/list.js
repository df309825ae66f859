// The sessions: who needs you first, then who works, then the others.

import { call } from "./api.js";
import { age, announce, find, make } from "./dom.js";

const blocking = ["approval", "trust", "authentication", "question"];
const ended = ["completed", "error", "terminated"];
const groups = [
  ["needs", "Needs you"], ["working", "Working"], ["waiting", "Waiting"], ["ended", "Ended"],
];

export const isEnded = (info) => ended.includes(info.state);

export const kindWords = (kind) => kind.replace("_", " ");

function group(info) {
  if (info.attention) return "needs";
  if (isEnded(info)) return "ended";
  return info.state === "waiting_input" ? "waiting" : "working";
}

// Of those that need you, the ones that cannot go on come first, and of equals the one that waits longest.
function order(one, other) {
  if (one.attention && other.attention) {
    const difference = rank(one) - rank(other);
    return difference || one.attention.since.localeCompare(other.attention.since) || one.number - other.number;
  }
  return other.last_activity.localeCompare(one.last_activity) || one.number - other.number;
}

function rank(info) {
  const place = blocking.indexOf(info.attention.kind);
  return place < 0 ? blocking.length : place;
}

export class SessionList {
  constructor({ choose }) {
    this.choose = choose;
    this.infos = new Map();
    this.selected = null;
    this.element = find("list");
    this.isWaiting = false;
    find("filter").addEventListener("input", () => this.render());
    find("filter").addEventListener("keydown", (event) => this.filterKey(event));
    find("which").addEventListener("change", () => this.render());
    this.element.addEventListener("keydown", (event) => this.key(event));
    // Ages grow without anything happening.
    setInterval(() => this.renderLater(), 15000);
  }

  get(id) { return this.infos.get(id); }

  take(info) {
    const before = this.infos.get(info.session_id);
    this.infos.set(info.session_id, info);
    if (info.attention && before && before.attention?.id !== info.attention.id) {
      announce(`${info.name} needs ${kindWords(info.attention.kind)}`);
    }
    this.renderLater();
  }

  remove(id) {
    this.infos.delete(id);
    this.renderLater();
  }

  clear() {
    this.infos.clear();
    this.renderLater();
  }

  select(id) {
    this.selected = id;
    this.render();
  }

  focus() {
    const items = this.items();
    (items.find((item) => item.ariaCurrent === "true") ?? items[0] ?? find("filter")).focus();
  }

  // Many changes at once are drawn once.
  renderLater() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => { this.isWaiting = false; this.render(); });
  }

  visible() {
    const text = find("filter").value.trim().toLowerCase();
    const which = find("which").value;
    return [...this.infos.values()].filter((info) => {
      if (which === "live" && isEnded(info) && !info.attention) return false;
      if (which === "ended" && !isEnded(info)) return false;
      if (which === "attention" && !info.attention) return false;
      const words = [info.name, info.title, info.cli_tool, info.current_directory, info.git_branch];
      return text === "" || words.some((word) => word?.toLowerCase().includes(text));
    }).sort(order);
  }

  render() {
    const focused = document.activeElement?.dataset?.session;
    const infos = this.visible();
    const parts = [];
    for (const [key, title] of groups) {
      const members = infos.filter((info) => group(info) === key);
      if (members.length === 0) continue;
      parts.push(make("h2", { id: `group-${key}` }, title, make("span", { className: "count" }, `${members.length}`)));
      parts.push(make("ul", { "aria-labelledby": `group-${key}` }, ...members.map((info) => this.item(info))));
    }
    if (parts.length === 0) {
      const words = this.infos.size === 0 ? "No sessions yet." : "None that fits the filter.";
      parts.push(make("p", { className: "empty" }, words));
    }
    this.element.replaceChildren(...parts);
    if (focused) this.items().find((item) => item.dataset.session === focused)?.focus();
    const needy = [...this.infos.values()].filter((info) => info.attention && blocking.includes(info.attention.kind));
    document.title = needy.length > 0 ? `(${needy.length}) roost` : "roost";
  }

  item(info) {
    const state = info.attention ? kindWords(info.attention.kind) : kindWords(info.state);
    const detail = info.attention?.text.split("\n")[0] || info.title || info.current_directory;
    const button = make(
      "button",
      { className: `item ${group(info)}`, type: "button" },
      make("span", { className: "dot", "aria-hidden": "true" }),
      make(
        "span", { className: "top" }, make("span", { className: "name" }, info.name),
        make("span", { className: "tool" }, info.cli_tool)),
      make("span", { className: "age" }, age(info.attention?.since ?? info.state_since)),
      make(
        "span", { className: "bottom" }, make("span", { className: "what" }, state),
        make("span", { className: "detail" }, detail)));
    button.dataset.session = info.session_id;
    if (info.session_id === this.selected) button.ariaCurrent = "true";
    button.addEventListener("click", () => this.choose(info.session_id, true));
    return make("li", {}, button);
  }

  items() { return [...this.element.querySelectorAll("button.item")]; }

  key(event) {
    const items = this.items();
    const place = items.indexOf(document.activeElement);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || place < 0) return;
    event.preventDefault();
    if (next < 0) return find("filter").focus();
    items[Math.min(next, items.length - 1)]?.focus();
  }

  filterKey(event) {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.items()[0]?.focus();
    } else if (event.key === "Escape") {
      event.target.value = "";
      find("hits").hidden = true;
      this.render();
    } else if (event.key === "Enter" && event.target.value.trim() !== "") {
      this.search(event.target.value.trim());
    }
  }

  // Looks for words in all that the sessions have printed.
  async search(query) {
    const hits = find("hits");
    hits.hidden = false;
    hits.replaceChildren(make("p", { className: "empty" }, "Searching…"));
    try {
      const answer = await call("GET", `/cli/search?limit=30&q=${encodeURIComponent(query)}`);
      const rows = answer.hits.map((hit) => {
        const button = make(
          "button", { className: "item", type: "button" }, make("span", { className: "name" }, hit.name),
          make("span", { className: "age" }, age(hit.timestamp)), make("span", { className: "detail" }, hit.text));
        button.addEventListener("click", () => this.choose(hit.session_id, true));
        return make("li", {}, button);
      });
      const title = make("h2", { id: "hits-title" }, "In the output", make("span", { className: "count" }, `${rows.length}`));
      hits.replaceChildren(title, make("ul", { "aria-labelledby": "hits-title" }, ...rows));
      announce(`${rows.length} found in the output`);
    } catch (error) {
      hits.replaceChildren(make("p", { className: "error" }, error.message));
    }
  }
}
