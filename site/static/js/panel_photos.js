/* Photos of a product: each is sent as soon as it is chosen, says how far it is, and can be moved or removed.
   Without a script the same buttons ask the server. */

import { renewToken } from "./csrf.js";

/* Marks in a file's name that turn the direction of writing would turn the sentence about it as well. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

class Photos {
  constructor(section) {
    this.words = section.dataset;
    this.form = section.closest("form");
    this.list = section.querySelector("[data-photo-list]");
    this.problems = section.querySelector("[data-photo-problems]");
    this.notes = section.querySelector("[data-photo-notes]");
    this.status = section.querySelector("[data-photo-status]");
    this.template = section.querySelector("[data-photo-template]");
    this.add = section.querySelector("[data-photo-add]");
    this.queue = Promise.resolve();
    this.onTheirWay = 0;
    this.form.addEventListener("submit", (event) => this.wait(event));
    this.list.addEventListener("click", (event) => this.pressed(event));
    section.querySelector("[data-without-script]")?.setAttribute("hidden", "");
    for (const input of section.querySelectorAll("input[type=file]")) {
      const chosen = () => {
        this.take([...input.files]);
        input.value = "";
      };
      input.addEventListener("change", chosen);
      if (input.files.length) chosen(); // before this script had come
    }
    this.droppable(section);
    this.draggable();
  }

  get cards() {
    return [...this.list.querySelectorAll("[data-photo]")];
  }

  /* --- sending --- */
  take(files) {
    this.problems.replaceChildren();
    this.notes.replaceChildren();
    for (const file of files) {
      this.onTheirWay += 1;
      this.queue = this.queue.then(() => this.send(file)).finally(() => (this.onTheirWay -= 1));
    }
  }

  /* Leaving the page would lose what is still being sent: the form follows once all has come or is refused. */
  wait(event) {
    if (!this.onTheirWay) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.follows ??= this.queue.then(() => {
      this.follows = null;
      this.form.requestSubmit(event.submitter);
    });
  }

  async send(file) {
    const name = file.name.replace(TURNS, "");
    if (this.cards.length >= Number(this.words.most)) return this.refuse(fill(this.words.full, { name }));
    const answer = await this.upload(file, name);
    if (answer === null) this.refuse(fill(this.words.lost, { name }));
    else if (answer.problem) this.refuse(answer.problem);
    else if (!answer.token) this.refuse(fill(this.words.signedOut, { name }));
    else this.show(answer, name);
  }

  upload(file, name) {
    const data = new FormData();
    for (const { name: field, value } of this.list.querySelectorAll("[name$='-token']")) data.append(field, value);
    data.append("photo", file);
    data.append("csrfmiddlewaretoken", renewToken(this.form));
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        const percent = `${Math.floor((loaded / total) * 100)} %`;
        this.status.textContent = fill(this.words.sending, { name, percent });
      });
      request.addEventListener("load", () => resolve(request.response ?? {}));
      request.addEventListener("error", () => resolve(null));
      request.responseType = "json";
      request.open("POST", this.words.url);
      request.send(data);
    });
  }

  refuse(words) {
    this.say(this.problems, words);
    this.status.textContent = "";
  }

  say(place, words) {
    const item = document.createElement("p");
    item.textContent = words;
    place.append(item);
  }

  show({ token, url, width, height, notes }, name) {
    const card = this.template.content.firstElementChild.cloneNode(true);
    const index = this.freeIndex();
    for (const element of card.querySelectorAll("*")) {
      for (const attribute of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace("__prefix__", index));
      }
    }
    card.querySelector("[name$='-token']").value = token;
    if (url) {
      const image = new Image(width, height);
      image.src = url;
      image.alt = "";
      card.querySelector("[data-photo-picture]").append(image);
    }
    this.list.append(card);
    this.changed(fill(this.words.sent, { name }));
    for (const note of notes) this.say(this.notes, note);
  }

  freeIndex() {
    const taken = new Set(this.cards.map((card) => card.querySelector("[name$='-token']").name.split("-")[1]));
    return [...Array(Number(this.words.most)).keys()].find((index) => !taken.has(String(index)));
  }

  /* --- order --- */
  pressed(event) {
    const button = event.target.closest("[data-move], [data-drop]");
    if (!button) return;
    event.preventDefault();
    const card = button.closest("[data-photo]");
    if ("drop" in button.dataset) return this.remove(card);
    if (button.dataset.move === "up") card.previousElementSibling?.before(card);
    else card.nextElementSibling?.after(card);
    this.moved(card);
    (button.disabled ? card.querySelector("button:not([disabled])") : button).focus();
  }

  remove(card) {
    const next = card.nextElementSibling ?? card.previousElementSibling;
    card.remove();
    this.changed(this.words.removed);
    (next ?? this.add)?.querySelector("input:not([type=hidden])")?.focus();
  }

  moved(card) {
    this.changed(fill(this.words.moved, { place: this.cards.indexOf(card) + 1 }));
  }

  changed(words) {
    const cards = this.cards;
    cards.forEach((card, index) => {
      card.querySelector("[name$='-place']").value = index + 1;
      for (const number of card.querySelectorAll("[data-number]")) number.textContent = index + 1;
      card.querySelector("[data-move=up]").disabled = index === 0;
      card.querySelector("[data-move=down]").disabled = index === cards.length - 1;
    });
    if (this.add) this.add.hidden = cards.length >= Number(this.words.most);
    this.status.textContent = words;
    this.form.dispatchEvent(new Event("input"));
  }

  /* --- dragging: photos within the list by mouse or pen, files onto the section. A finger on a photo scrolls. --- */
  draggable() {
    const { list } = this;
    list.toggleAttribute("data-scripted", true);
    list.addEventListener("dragstart", (event) => event.preventDefault()); // a picture on its own, as a file
    list.addEventListener("pointerdown", (event) => {
      const picture = event.target.closest("[data-photo-picture]");
      if (!picture || event.button !== 0 || event.pointerType === "touch") return;
      this.dragged = picture.closest("[data-photo]");
      this.from = this.cards.indexOf(this.dragged);
      list.setPointerCapture(event.pointerId); // the list stays where it is while its photos move
      list.toggleAttribute("data-dragging", true);
    });
    list.addEventListener("pointermove", (event) => this.dragged && this.dragTo(event.clientY));
    list.addEventListener("lostpointercapture", () => this.letGo()); // let go, or taken away by the system
  }

  /* Before the first photo whose middle lies below the pointer: of unequal heights, none jumps to and fro. */
  dragTo(y) {
    const others = this.cards.filter((card) => card !== this.dragged);
    const below = others.find((card) => {
      const { top, height } = card.getBoundingClientRect();
      return y < top + height / 2;
    });
    if ((below ?? null) === this.dragged.nextElementSibling) return;
    this.list.insertBefore(this.dragged, below ?? null);
    this.dragged.scrollIntoView({ block: "nearest" });
  }

  letGo() {
    const { dragged } = this;
    this.dragged = null;
    this.list.toggleAttribute("data-dragging", false);
    if (dragged && this.cards.indexOf(dragged) !== this.from) this.moved(dragged);
  }

  droppable(section) {
    section.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
    section.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
    });
  }
}

for (const section of document.querySelectorAll("[data-photos]")) new Photos(section);
