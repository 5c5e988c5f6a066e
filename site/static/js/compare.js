/* The tray: products chosen for comparison, kept on this device until they are compared or let go.
 *
 * Without it "Compare" is a link that starts a comparison with one product. */
import { name, productHere, read, write } from "./kept.js";

const NAME = "etalase.bandingkan";
const MOST = 4;

class Tray {
  #element;
  #buttons;
  #entries = read(NAME).slice(0, MOST);

  constructor(element, buttons) {
    this.#element = element;
    this.#buttons = buttons;
    for (const button of buttons) this.#takeOver(button);
    element.querySelector("[data-tray-clear]").addEventListener("click", () => this.#keep([]));
    // Another tab may have changed it.
    addEventListener("storage", (event) => event.key === NAME && this.#keep(read(NAME).slice(0, MOST), false));
    // Coming back by the back button shows what has been kept meanwhile.
    addEventListener("pageshow", (event) => event.persisted && this.#keep(read(NAME).slice(0, MOST), false));
    this.#show();
  }

  #has(id) {
    return this.#entries.some((entry) => entry.id === id);
  }

  #takeOver(button) {
    button.setAttribute("role", "button");
    button.dataset.words = button.querySelector("[data-compare-label]").textContent;
    button.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.#toggle(Number(button.dataset.compare));
    });
    button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return; // a link answers Enter only
      event.preventDefault();
      button.click();
    });
  }

  #toggle(id) {
    if (this.#has(id)) return this.#keep(this.#entries.filter((entry) => entry.id !== id));
    if (this.#entries.length >= MOST) return this.#say(this.#element.dataset.full);
    this.#keep([...this.#entries, productHere()]);
  }

  #keep(entries, isWritten = true) {
    this.#entries = entries;
    if (isWritten) write(NAME, entries);
    this.#show();
  }

  #say(words) {
    this.#element.querySelector("[data-tray-status]").textContent = words;
  }

  #show() {
    const ids = this.#entries.map((entry) => entry.id);
    this.#say("");
    this.#element.hidden = !ids.length;
    this.#element.querySelector("[data-tray-list]").replaceChildren(...this.#entries.map((entry) => this.#item(entry)));
    this.#element.querySelector("[data-tray-count]").textContent = ids.length;
    this.#element.querySelector("[data-tray-go]").href = `${this.#element.dataset.url}?produk=${ids.join(",")}`;
    for (const button of this.#buttons) {
      const isIn = this.#has(Number(button.dataset.compare));
      button.setAttribute("aria-pressed", String(isIn));
      button.querySelector("[data-compare-label]").textContent = isIn ? button.dataset.chosen : button.dataset.words;
    }
  }

  #item(entry) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const words = document.createElement("span");
    button.type = "button";
    button.setAttribute("aria-label", `${this.#element.dataset.remove} ${entry.title}`);
    button.addEventListener("click", () => this.#keep(this.#entries.filter((each) => each.id !== entry.id)));
    name(words, entry);
    if (entry.picture) {
      const image = document.createElement("img");
      image.src = entry.picture;
      image.alt = "";
      button.append(image);
    }
    button.append(words);
    item.append(button);
    return item;
  }
}

const element = document.querySelector("[data-tray]");
if (element) new Tray(element, [...document.querySelectorAll("[data-compare]")]);

/* A product taken out of the comparison is taken out of the tray as well. */
for (const link of document.querySelectorAll("[data-untray]")) {
  link.addEventListener("click", () => {
    write(NAME, read(NAME).filter((entry) => entry.id !== Number(link.dataset.untray)));
  });
}
