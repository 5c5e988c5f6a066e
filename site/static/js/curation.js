// The curators' queue by keyboard: j and k move, Enter opens (it is a link), t takes, ? shows the help.
const entries = [...document.querySelectorAll("[data-entry]")];
const help = document.querySelector(".desk-keys");

const current = () => entries.findIndex((entry) => entry.contains(document.activeElement));

function go(place) {
  const entry = entries[Math.min(Math.max(place, 0), entries.length - 1)];
  entry?.querySelector("[data-open]").focus();
}

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "j") go(current() + 1);
  else if (event.key === "k") go(current() < 0 ? 0 : current() - 1);
  else if (event.key === "t") entries[current()]?.querySelector("[data-take]")?.requestSubmit();
  else if (event.key === "?" && help) help.hidden = !help.hidden;
});
