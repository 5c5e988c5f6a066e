/* The product form keeps itself while somebody types, and says since when; without a script the button does. */

import { renewToken } from "./csrf.js";

const QUIET_MS = 1500;
const AGAIN_MS = 15000;

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.timer = 0;
    this.waits = false;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon());
    form.addEventListener("submit", () => {
      this.stop();
      renewToken(form);
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.now());
    window.addEventListener("online", () => this.now());
  }

  soon(delay = QUIET_MS) {
    this.waits = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), delay);
  }

  stop() {
    clearTimeout(this.timer);
    this.waits = false;
  }

  typed() {
    renewToken(this.form);
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") data.append(name, value);
    }
    return data;
  }

  async now() {
    if (!this.waits) return;
    this.stop();
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: this.typed(),
        redirect: "manual",
        credentials: "same-origin",
      });
      if (!answer.ok) return this.failed(this.form.dataset.signedOut);
      const { saved, warning } = await answer.json();
      this.status.textContent = warning ? `${saved}. ${warning}` : `${saved}.`;
    } catch {
      this.failed(this.form.dataset.offline);
    }
  }

  failed(words) {
    this.status.textContent = words;
    this.soon(AGAIN_MS);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
