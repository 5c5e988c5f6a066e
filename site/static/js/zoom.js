/* One picture as large as the window, in a dialog: wheel, pinch, double tap, + and − enlarge; dragging and the arrow
 * keys move it; unenlarged, the arrow keys and a swipe go to the next picture. Escape closes it. */

const LARGEST = 5;
const STEP = 1.5;
const MOVE = 80;
const SWIPE = 60;

export class Zoom {
  #dialog;
  #stage;
  #slides;
  #onChange;
  #index = 0;
  #scale = 1;
  #x = 0;
  #y = 0;
  #fingers = new Map();
  #start = null;

  constructor(dialog, slides, onChange) {
    this.#dialog = dialog;
    this.#stage = dialog.querySelector("[data-zoom-stage]");
    this.#slides = slides;
    this.#onChange = onChange;
    const actions = {
      close: () => dialog.close(),
      in: () => this.#enlarge(STEP),
      out: () => this.#enlarge(1 / STEP),
      back: () => this.#turn(-1),
      on: () => this.#turn(1),
    };
    for (const button of dialog.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", actions[button.dataset.zoom]);
    }
    dialog.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("close", () => {
      this.#stage.replaceChildren();
      this.#slides[this.#index].focus({ preventScroll: true });
    });
    this.#stage.addEventListener("dblclick", () => (this.#scale > 1 ? this.#reset() : this.#enlarge(2.5)));
    this.#stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#stage.addEventListener("pointerdown", (event) => this.#down(event));
    this.#stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      this.#stage.addEventListener(name, (event) => this.#up(event));
    }
  }

  open(index) {
    this.#index = index;
    this.#dialog.showModal();
    this.#show();
  }

  #show() {
    const shown = this.#slides[this.#index].querySelector("picture, img").cloneNode(true);
    const image = shown.matches("img") ? shown : shown.querySelector("img");
    // The largest there is: it will be enlarged.
    for (const each of [image, ...shown.querySelectorAll("source")]) if (each.hasAttribute("sizes")) each.sizes = "200vw";
    image.loading = "eager";
    image.draggable = false;
    this.#stage.replaceChildren(shown);
    const caption = this.#dialog.querySelector("[data-zoom-caption]");
    caption.textContent = image.alt;
    caption.lang = image.lang || document.documentElement.lang;
    this.#dialog.querySelector("[data-zoom-count]").textContent = `${this.#index + 1} / ${this.#slides.length}`;
    for (const [name, step] of [["back", -1], ["on", 1]]) {
      const isEnd = !this.#slides[this.#index + step];
      this.#dialog.querySelector(`[data-zoom=${name}]`)?.setAttribute("aria-disabled", String(isEnd));
    }
    this.#reset();
  }

  #turn(step) {
    if (!this.#slides[this.#index + step]) return;
    this.#index += step;
    this.#onChange(this.#index);
    this.#show();
  }

  #reset() {
    this.#scale = 1;
    this.#x = this.#y = 0;
    this.#apply();
  }

  #enlarge(factor) {
    this.#scale = Math.min(LARGEST, Math.max(1, this.#scale * factor));
    this.#apply();
  }

  #apply() {
    const image = this.#stage.querySelector("img");
    if (!image) return;
    // An edge of the picture never passes the middle of the window.
    const reach = (length) => ((this.#scale - 1) * length) / 2;
    const within = (value, limit) => Math.min(limit, Math.max(-limit, value));
    this.#x = within(this.#x, reach(this.#stage.clientWidth));
    this.#y = within(this.#y, reach(this.#stage.clientHeight));
    image.style.setProperty("--scale", this.#scale);
    image.style.setProperty("--x", `${this.#x}px`);
    image.style.setProperty("--y", `${this.#y}px`);
    this.#stage.toggleAttribute("data-large", this.#scale > 1);
    const outer = { in: this.#scale >= LARGEST, out: this.#scale <= 1 };
    for (const [name, isEnd] of Object.entries(outer)) {
      this.#dialog.querySelector(`[data-zoom=${name}]`).setAttribute("aria-disabled", String(isEnd));
    }
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isLarge = this.#scale > 1;
    const pan = (x, y) => {
      this.#x += x;
      this.#y += y;
      this.#apply();
    };
    const actions = {
      "+": () => this.#enlarge(STEP),
      "=": () => this.#enlarge(STEP),
      "-": () => this.#enlarge(1 / STEP),
      0: () => this.#reset(),
      ArrowLeft: () => (isLarge ? pan(MOVE, 0) : this.#turn(-1)),
      ArrowRight: () => (isLarge ? pan(-MOVE, 0) : this.#turn(1)),
      ArrowUp: () => isLarge && pan(0, MOVE),
      ArrowDown: () => isLarge && pan(0, -MOVE),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  #wheel(event) {
    event.preventDefault();
    this.#enlarge(event.deltaY < 0 ? 1.15 : 1 / 1.15);
  }

  #down(event) {
    this.#stage.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, event);
    this.#start = { ...this.#spread(), scale: this.#scale, left: this.#x, top: this.#y };
  }

  #move(event) {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#fingers.set(event.pointerId, event);
    const now = this.#spread();
    if (this.#fingers.size > 1) this.#scale = Math.min(LARGEST, Math.max(1, (this.#start.scale * now.apart) / this.#start.apart));
    if (this.#scale > 1) {
      this.#x = this.#start.left + now.x - this.#start.x;
      this.#y = this.#start.top + now.y - this.#start.y;
    }
    this.#apply();
  }

  #up(event) {
    const moved = this.#start ? this.#spread().x - this.#start.x : 0;
    const isSwipe = this.#fingers.size === 1 && this.#scale === 1 && Math.abs(moved) > SWIPE;
    this.#fingers.delete(event.pointerId);
    if (this.#fingers.size) this.#start = { ...this.#spread(), scale: this.#scale, left: this.#x, top: this.#y };
    if (isSwipe && event.type === "pointerup") this.#turn(moved < 0 ? 1 : -1);
  }

  /* The middle of the fingers on the picture, and how far apart they are. */
  #spread() {
    const all = [...this.#fingers.values()];
    if (!all.length) return { x: 0, y: 0, apart: 1 };
    const middle = (key) => all.reduce((sum, each) => sum + each[key], 0) / all.length;
    const [one, other = one] = all;
    const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
    return { x: middle("clientX"), y: middle("clientY"), apart };
  }
}
