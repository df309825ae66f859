// The page as a whole: in or out, the list, and the session that is shown.

import { Changes, call, onLoggedOut } from "./api.js";
import { announce, find } from "./dom.js";
import { Creation } from "./create.js";
import { SessionList } from "./list.js";
import { SessionView } from "./session.js";

const list = new SessionList({ choose: (id, mayFocus) => show(id, mayFocus) });
const view = new SessionView();
const creation = new Creation({ created: (id) => show(id, true) });
let changes = null;
let identity = null;

function show(id, mayFocus) {
  list.select(id);
  const info = list.get(id);
  document.body.classList.add("shows-session");
  view.open(id, info, mayFocus);
  history.replaceState(null, "", `#session=${encodeURIComponent(id)}`);
}

function showList() {
  document.body.classList.remove("shows-session");
  list.focus();
}

function leave() {
  changes?.close();
  changes = null;
  view.close();
  list.clear();
  find("app").hidden = true;
  find("login").hidden = false;
  find("login-token").focus();
}

function enter(who) {
  identity = who;
  find("login").hidden = true;
  find("app").hidden = false;
  find("who").textContent = who.scope === "read" ? `${who.user_id} (read only)` : who.user_id;
  find("new").hidden = !canWrite();
  view.canWrite = canWrite();
  changes?.close();
  changes = new Changes({
    changed(info) {
      list.take(info);
      view.take(info);
      const wanted = new URLSearchParams(location.hash.slice(1)).get("session");
      if (wanted === info.session_id && view.id === null) show(wanted, false);
    },
    removed(info) {
      list.remove(info.session_id);
      view.remove(info.session_id);
    },
    gap() { list.clear(); },
    connected(isOpen) {
      find("link").textContent = isOpen ? "" : "offline";
      if (!isOpen) announce("The gateway cannot be reached");
    },
  });
}

const canWrite = () => identity !== null && /write|admin/.test(identity.scope);

// The code of a link stands behind #: it is taken out of the address before anything else is done with it.
function takeCode() {
  const words = new URLSearchParams(location.hash.slice(1));
  const code = words.get("login");
  if (code !== null) history.replaceState(null, "", "/");
  return code;
}

async function start() {
  const code = takeCode();
  onLoggedOut(leave);
  try {
    enter(code === null ? await call("GET", "/login") : await call("POST", "/login", { code }));
  } catch (error) {
    // A link that was used may have been opened twice by the same browser.
    const who = code === null ? null : await call("GET", "/login").catch(() => null);
    if (who) return enter(who);
    leave();
    find("login-error").textContent = code === null && error.status === 401 ? "" : error.message;
  }
}

find("login-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = find("login-token");
  const token = field.value.trim();
  field.value = "";
  try {
    find("login-error").textContent = "";
    enter(await call("POST", "/login", { token }));
  } catch (error) {
    find("login-error").textContent = error.message;
  }
});
find("logout").addEventListener("click", async () => {
  await call("POST", "/logout", {}).catch(() => {});
  leave();
});
find("new").addEventListener("click", () => creation.open());
find("back").addEventListener("click", showList);

// A link that is opened in a page that is open already.
addEventListener("hashchange", () => {
  if (location.hash.startsWith("#login=")) start();
});

document.addEventListener("keydown", (event) => {
  // From anywhere, the terminal too, where every other key is the program's.
  if (event.ctrlKey && event.shiftKey && event.code === "KeyL") {
    event.preventDefault();
    return showList();
  }
  const field = event.target.closest?.("input, textarea, select, dialog, .terminal");
  if (field || event.ctrlKey || event.altKey || event.metaKey || find("app").hidden) return;
  if (event.key === "/") {
    event.preventDefault();
    find("filter").focus();
  } else if (event.key === "n" && canWrite()) {
    event.preventDefault();
    creation.open();
  }
});

start();
