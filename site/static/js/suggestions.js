/* Suggestions under a search field: the combobox pattern of ARIA 1.2 with a list.
 *
 * Focus stays in the field; the arrow keys move `aria-activedescendant` through the options, Enter follows the one
 * chosen or sends the form, Escape folds the list and then empties the field. What is found is announced politely.
 */

const WAIT = 150;
const ICONS = { produk: "package", kata: "search" };
const SVG = "http://www.w3.org/2000/svg";

class Suggestions {
  #form;
  #field;
  #list;
  #status;
  #chosen = -1;
  #typed = "";
  #timer = 0;
  #asking = null;

  constructor(form) {
    this.#form = form;
    this.#field = form.querySelector("[name=q]");
    this.#list = this.#makeList();
    this.#status = this.#makeStatus();
    this.#typed = this.#field.value;
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) this.#field.setAttribute(name, value);
    this.#field.setAttribute("aria-controls", this.#list.id);
    this.#field.addEventListener("input", () => this.#later());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("blur", () => this.#fold());
    this.#field.addEventListener("click", () => this.#isOpen || this.#ask());
    // The field would lose the focus, and the list fold, before the click arrives.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#follow(event.target.closest("[role=option]")));
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  get #options() {
    return [...this.#list.children];
  }

  #makeList() {
    const list = document.createElement("ul");
    list.id = `${this.#field.id}-saran`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.#form.dataset.label);
    this.#form.append(list);
    return list;
  }

  #makeStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.#form.append(status);
    return status;
  }

  #later() {
    this.#typed = this.#field.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), WAIT);
  }

  async #ask() {
    const words = this.#typed.trim();
    this.#asking?.abort();
    if (words.length < 2) return this.#fold();
    this.#asking = new AbortController();
    try {
      const asked = new URLSearchParams({ q: words });
      for (const { name, value } of this.#form.querySelectorAll("[data-along]")) asked.append(name, value);
      const address = `${this.#form.dataset.suggest}?${asked}`;
      const answer = await fetch(address, { signal: this.#asking.signal });
      if (!answer.ok) return this.#fold();
      const { suggestions } = await answer.json();
      if (document.activeElement === this.#field) this.#show(suggestions);
    } catch {
      this.#fold(); // the line is down or the question was overtaken: the plain form still works
    }
  }

  #show(found) {
    this.#list.replaceChildren(...found.map((item, index) => this.#option(item, index)));
    this.#choose(-1);
    this.#list.hidden = found.length === 0;
    this.#field.setAttribute("aria-expanded", String(found.length > 0));
    const words = found.length ? this.#form.dataset.some : this.#form.dataset.none;
    this.#status.textContent = words.replace("{count}", found.length);
  }

  #option(item, index) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${index}`;
    option.dataset.url = item.url;
    option.dataset.text = item.text;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const words = document.createElement("span");
    words.textContent = item.text;
    if (item.lang) words.lang = item.lang;
    option.append(this.#icon(ICONS[item.kind] ?? "search"), words);
    if (item.count) {
      const count = document.createElement("span");
      count.className = "count";
      count.textContent = this.#form.dataset.products.replace("{count}", item.count.toLocaleString("id"));
      option.append(count);
    }
    return option;
  }

  #icon(name) {
    const icon = document.createElementNS(SVG, "svg");
    icon.setAttribute("class", "icon");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `${this.#form.dataset.icons}#${name}`);
    icon.append(use);
    return icon;
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#move(event);
    else if (event.key === "Enter" && this.#chosen >= 0) this.#enter(event);
    else if (event.key === "Escape" && this.#isOpen) this.#escape(event);
  }

  #move(event) {
    event.preventDefault();
    if (!this.#isOpen) return this.#ask();
    // One place more than there are options: the field itself, with what was typed.
    const places = this.#options.length + 1;
    const step = event.key === "ArrowDown" ? 1 : -1;
    this.#choose(((this.#chosen + 1 + step + places) % places) - 1);
  }

  #choose(index) {
    this.#chosen = index;
    this.#options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.#options[index];
    if (option) {
      this.#field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#field.removeAttribute("aria-activedescendant");
  }

  #enter(event) {
    event.preventDefault();
    this.#follow(this.#options[this.#chosen]);
  }

  #escape(event) {
    event.preventDefault();
    this.#fold();
  }

  #follow(option) {
    if (option) location.assign(option.dataset.url);
  }

  #fold() {
    clearTimeout(this.#timer);
    this.#list.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
