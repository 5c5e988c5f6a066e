/* A list that was swapped keeps what its reader had: the open sheet, open filters, the focus; and says what was found. */

let kept = null;

const list = () => document.querySelector("[data-listing]");
const sheet = () => document.getElementById("saring");
const isSheetOpen = () => sheet()?.matches(":popover-open") ?? false;

/* Where a link stands, so that the same one can be found after the swap. */
function placeOf(link) {
  if (!list()?.contains(link)) return null;
  const facet = link.closest("[data-facet]")?.dataset.facet ?? "";
  return { facet, words: link.firstElementChild?.textContent ?? link.textContent };
}

function remember() {
  const facets = new Map([...document.querySelectorAll("[data-facet]")].map((each) => [each.dataset.facet, each.open]));
  kept = { sheet: isSheetOpen(), scroll: sheet()?.scrollTop ?? 0, facets, place: placeOf(document.activeElement) };
}

function restore() {
  if (!kept || !list()) return;
  for (const each of document.querySelectorAll("[data-facet]")) {
    each.open = kept.facets.get(each.dataset.facet) ?? each.open;
  }
  if (kept.sheet && !isSheetOpen()) sheet()?.showPopover();
  if (sheet()) sheet().scrollTop = kept.scroll;
  focusAgain(kept.place);
  announce();
  kept = null;
}

function focusAgain(place) {
  if (!place) return;
  const links = [...list().querySelectorAll("a")];
  const same = links.find((link) => {
    const found = placeOf(link);
    return found.facet === place.facet && found.words === place.words;
  });
  const target = same ?? list().querySelector(".results a");
  target?.focus({ preventScroll: true });
}

function announce() {
  const status = document.getElementById("kabar");
  if (status) status.textContent = list().querySelector("[data-total]").textContent.trim();
}

document.addEventListener("htmx:before:swap", remember);
document.addEventListener("htmx:after:swap", restore);
