/* Menus that unfold (`<details data-drop>`): Escape, a click elsewhere or leaving them by Tab folds them again.
 *
 * A menu may name the script that its contents need (`data-script`): it is fetched the first time the menu opens. */

const open = () => document.querySelectorAll("details[data-drop][open]");

document.addEventListener("click", (event) => {
  for (const drop of open()) if (!drop.contains(event.target)) drop.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const drop of open()) if (!drop.contains(event.target)) drop.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const drop of open()) {
    const inside = drop.contains(document.activeElement);
    drop.open = false;
    if (inside) drop.querySelector("summary").focus();
  }
});

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!target.open || !target.dataset.script) return;
    import(target.dataset.script).catch(() => {
      // The line is down: what needs no script is there all the same.
    });
  },
  { capture: true }, // the event of a menu does not bubble
);
