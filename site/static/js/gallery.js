/* A product's pictures: small pictures, steps and arrow keys move the row; a picture opens large (zoom.js, fetched the
 * first time somebody is about to).
 *
 * Without this the small pictures are anchors, the row is pushed by hand, and a picture opens by itself.
 */

class Gallery {
  #track;
  #slides;
  #choices;
  #steps;
  #current = 0;
  #timer = 0;
  #dialog;
  #zoom = null;

  constructor(section) {
    this.#track = section.querySelector("[data-gallery-track]");
    this.#slides = [...section.querySelectorAll("[data-slide]")];
    this.#choices = [...section.querySelectorAll("[data-gallery-choice]")];
    this.#steps = [...section.querySelectorAll("[data-gallery-step]")];
    this.#dialog = section.querySelector("[data-zoom-dialog]");

    this.#slides.forEach((slide, index) => {
      slide.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return; // a tab of its own was wanted
        event.preventDefault();
        this.#enlarge(index);
      });
      for (const sign of ["pointerenter", "focus"]) slide.addEventListener(sign, () => this.#prepare(), { once: true });
      // Tabbing to a picture that is out of sight must not leave another one chosen.
      slide.addEventListener("focus", () => slide.matches(":focus-visible") && this.show(index));
    });
    this.#choices.forEach((choice, index) => {
      choice.addEventListener("click", (event) => {
        event.preventDefault(); // the page itself stays where it is
        this.show(index);
      });
    });
    for (const step of this.#steps) {
      step.hidden = false;
      step.addEventListener("click", () => this.show(this.#current + Number(step.dataset.galleryStep)));
    }
    section.addEventListener("keydown", (event) => this.#key(event, section));
    // The fifth small picture and those after it are fetched when somebody turns to the gallery.
    for (const sign of ["pointerover", "touchstart", "focusin"]) {
      section.addEventListener(sign, () => section.toggleAttribute("data-used", true), { once: true, passive: true });
    }
    // While the row still rolls towards the one chosen, the pictures it passes are not chosen.
    if ("onscrollend" in window) this.#track.addEventListener("scrollend", () => this.#settle());
    else this.#track.addEventListener("scroll", () => this.#settleSoon(), { passive: true });
    this.#mark();
  }

  /* Bring a picture into view; past either end nothing happens. */
  show(index) {
    if (index < 0 || index >= this.#slides.length) return;
    this.#track.scrollTo({ left: index * this.#track.clientWidth });
    this.#current = index;
    this.#mark();
  }

  /* Where the script cannot be had, the picture opens by itself, as it does without scripts. */
  async #enlarge(index) {
    try {
      (await this.#fetchZoom()).open(index);
    } catch {
      location.assign(this.#slides[index].href);
    }
  }

  #prepare() {
    this.#fetchZoom().catch(() => (this.#zoom = null)); // tried again when it is wanted
  }

  #fetchZoom() {
    this.#zoom ??= import("./zoom.js").then(
      ({ Zoom }) => new Zoom(this.#dialog, this.#slides, (index) => this.show(index)),
    );
    return this.#zoom;
  }

  #settle() {
    const index = Math.round(this.#track.scrollLeft / this.#track.clientWidth);
    if (index === this.#current || !this.#slides[index]) return;
    this.#current = index;
    this.#mark();
  }

  #settleSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle(), 150);
  }

  #key(event, section) {
    if (event.target.closest("dialog") || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const links = this.#choices.includes(event.target) ? this.#choices : this.#slides;
    this.show(this.#current + step);
    if (section.contains(document.activeElement)) links[this.#current].focus({ preventScroll: true });
  }

  #mark() {
    this.#choices.forEach((choice, index) => {
      if (index === this.#current) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    });
    for (const step of this.#steps) {
      const next = this.#current + Number(step.dataset.galleryStep);
      step.setAttribute("aria-disabled", String(next < 0 || next >= this.#slides.length));
    }
  }
}

for (const section of document.querySelectorAll("[data-gallery]")) new Gallery(section);
