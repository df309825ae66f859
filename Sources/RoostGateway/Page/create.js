// Starting a session.

import { call } from "./api.js";
import { find, make } from "./dom.js";

export class Creation {
  constructor({ created }) {
    this.created = created;
    this.dialog = find("create");
    find("create-cancel").addEventListener("click", () => this.dialog.close());
    find("create-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.start();
    });
    find("create-provider").addEventListener("change", () => this.chosen());
  }

  async open() {
    find("create-error").textContent = "";
    this.dialog.showModal();
    try {
      const { providers } = await call("GET", "/providers");
      this.providers = providers.filter((provider) => !provider.problem);
      // Without one it is the shell that the person has.
      const shell = make("option", { value: "" }, "shell");
      const others = this.providers.filter((provider) => provider.name !== "shell")
        .map((provider) => make("option", { value: provider.name }, provider.name));
      find("create-provider").replaceChildren(shell, ...others);
      this.chosen();
      find("create-provider").focus();
    } catch (error) {
      find("create-error").textContent = error.message;
    }
  }

  chosen() {
    const provider = this.providers?.find((known) => known.name === find("create-provider").value);
    const full = find("create-full");
    full.disabled = !provider?.full_access?.length;
    if (full.disabled) full.checked = false;
  }

  async start() {
    const body = {};
    if (find("create-provider").value) body.cli_tool = find("create-provider").value;
    if (find("create-name").value.trim()) body.name = find("create-name").value.trim();
    if (find("create-folder").value.trim()) body.working_directory = find("create-folder").value.trim();
    if (find("create-full").checked) body.full_access = true;
    try {
      const session = await call("POST", "/cli/sessions", body);
      find("create-name").value = "";
      this.dialog.close();
      this.created(session.session_id);
    } catch (error) {
      find("create-error").textContent = error.message;
    }
  }
}
