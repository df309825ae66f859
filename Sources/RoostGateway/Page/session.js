// The session that is shown: its head, what it asks, its terminal and its history.

import { call, sessionPath } from "./api.js";
import { AttentionPanel } from "./attention.js";
import { announce, find } from "./dom.js";
import { isEnded, kindWords } from "./list.js";
import { Past } from "./past.js";
import { Terminal } from "./terminal.js";

export class SessionView {
  constructor() {
    this.id = null;
    this.info = null;
    this.canWrite = false;
    this.terminal = null;
    this.past = new Past();
    this.attention = new AttentionPanel({
      problem: (text) => this.say(text),
      secret: (text) => this.terminal?.send("auth", { code: text }),
    });
    this.tabs = [find("tab-terminal"), find("tab-past")];
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.choose(tab));
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        const other = this.tabs.find((known) => known !== tab);
        this.choose(other);
        other.focus();
      });
    }
    find("restart").addEventListener("click", () => this.act("POST", "/restart", {}));
    find("end").addEventListener("click", () => this.end());
  }

  open(id, info, mayFocus) {
    if (this.id === id) {
      if (mayFocus) this.terminal?.focus();
      return;
    }
    this.close();
    this.id = id;
    find("nothing").hidden = true;
    find("view").hidden = false;
    this.choose(this.tabs[0]);
    this.terminal = new Terminal(find("terminal"), id, { say: (text) => this.say(text) });
    if (info) this.take(info);
    if (mayFocus) this.terminal.focus();
  }

  close() {
    this.terminal?.close();
    this.terminal = null;
    this.id = null;
    this.info = null;
    this.say("");
    this.attention.show(null, false);
    find("view").hidden = true;
    find("nothing").hidden = false;
  }

  remove(id) {
    if (id === this.id) this.close();
  }

  take(info) {
    if (info.session_id !== this.id) return;
    this.info = info;
    find("name").textContent = info.name;
    const ended = isEnded(info);
    const exit = ended && info.exit_code !== null ? ` (${info.exit_code})` : "";
    const state = find("state");
    const words = (info.attention ? kindWords(info.attention.kind) : kindWords(info.state)) + exit;
    if (state.textContent !== words) announce(`${info.name}: ${words}`);
    state.textContent = words;
    state.className = `state ${info.attention ? "needs" : info.state}`;
    const branch = info.git_branch ? ` (${info.git_branch})` : "";
    find("place").textContent = info.current_directory + branch;
    find("restart").hidden = !ended || !this.canWrite;
    find("end").hidden = !this.canWrite;
    find("end").textContent = ended ? "Remove" : "End";
    this.attention.show(info, this.canWrite);
    this.terminal?.take(info);
  }

  choose(tab) {
    for (const known of this.tabs) {
      const isChosen = known === tab;
      known.ariaSelected = `${isChosen}`;
      known.tabIndex = isChosen ? 0 : -1;
      find(known.getAttribute("aria-controls")).hidden = !isChosen;
    }
    this.terminal?.shown(tab === this.tabs[0]);
    if (tab === this.tabs[1]) this.past.show(this.id);
  }

  say(text) {
    const message = find("message");
    message.textContent = text;
    message.hidden = text === "";
    clearTimeout(this.timer);
    if (text !== "") this.timer = setTimeout(() => this.say(""), 8000);
  }

  end() {
    const ended = this.info && isEnded(this.info);
    const question = ended
      ? `Remove ${this.info.name} with its history?` : `End ${this.info?.name ?? "the session"}?`;
    if (confirm(question)) this.act("DELETE", ended ? "?remove=true" : "");
  }

  async act(method, rest, body) {
    try {
      await call(method, sessionPath(this.id, rest), body);
    } catch (error) {
      this.say(error.message);
    }
  }
}
