// The curators' desk by keyboard. In the queue j and k move, Enter opens (it is a link), t takes; elsewhere a
// key goes to what names it in data-focus-key, or presses what names it in data-press-key. What names a page in
// data-part is filled with the content of that page; where that fails, the link to it stays.
const entries = [...document.querySelectorAll("[data-entry]")];

const current = () => entries.findIndex((entry) => entry.contains(document.activeElement));

function go(place) {
  const entry = entries[Math.min(Math.max(place, 0), entries.length - 1)];
  entry?.querySelector("[data-open]").focus();
}

function isTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function named(attribute, key) {
  return document.querySelector(`[${attribute}="${CSS.escape(key)}"]`);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "j") go(current() + 1);
  else if (event.key === "k") go(current() < 0 ? 0 : current() - 1);
  else if (event.key === "t" && current() >= 0) entries[current()].querySelector("[data-take] button")?.click();
  else if (named("data-focus-key", event.key)) {
    event.preventDefault(); // the letter is not meant for the field that it leads to
    named("data-focus-key", event.key).focus();
  } else named("data-press-key", event.key)?.click();
});

async function fill(part) {
  const answer = await fetch(part.dataset.part).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  part.replaceChildren(...page.querySelector("main").children);
}

document.querySelectorAll("[data-part]").forEach(fill);
// Back from taking an entry, j and k go on from it.
if (location.hash) document.getElementById(location.hash.slice(1))?.querySelector("[data-open]")?.focus();
