// Calls to the gateway. The browser sends the cookie by itself; no script ever sees a token after login.

// An answer that says why something was not done.
export class Refused extends Error {
  constructor(status, error) {
    super(error.advice ? `${error.message} (${error.advice})` : error.message);
    this.status = status;
    this.code = error.code;
    this.details = error.details;
  }
}

let whenLoggedOut = () => {};

// Calls `body` whenever the cookie is gone or counts no longer.
export function onLoggedOut(body) {
  whenLoggedOut = body;
}

// Finds out whether the cookie still counts; false when it does not, which is told.
export async function isLoggedIn() {
  try {
    await call("GET", "/login");
  } catch (error) {
    if (error.status !== 401) return true;
    whenLoggedOut();
    return false;
  }
  return true;
}

export async function call(method, path, body) {
  const options = { method, credentials: "same-origin", cache: "no-store", redirect: "error" };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, { code: "NO_GATEWAY", message: "cannot reach the gateway" });
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (response.status === 401 && path !== "/login") whenLoggedOut();
  throw new Refused(response.status, answer.error ?? { message: `the gateway answered ${response.status}` });
}

export const sessionPath = (id, rest = "") => `/cli/sessions/${encodeURIComponent(id)}${rest}`;

// Changes of sessions as they come. The browser connects again by itself, unless it is refused.
export class Changes {
  constructor(handlers) {
    this.handlers = handlers;
    this.open();
  }

  open() {
    this.source = new EventSource("/events");
    this.source.addEventListener("open", () => this.handlers.connected(true));
    this.source.addEventListener("session", (event) => this.handlers.changed(JSON.parse(event.data)));
    this.source.addEventListener("removed", (event) => this.handlers.removed(JSON.parse(event.data)));
    this.source.addEventListener("gap", () => this.handlers.gap());
    this.source.addEventListener("error", () => {
      this.handlers.connected(false);
      if (this.source.readyState !== EventSource.CLOSED) return;
      // Refused: the cookie may have gone.
      this.retry = setTimeout(async () => {
        if (!await isLoggedIn() || this.isClosed) return;
        this.handlers.gap();
        this.open();
      }, 2000);
    });
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.source.close();
  }
}
