/* Recently seen: the last products that this device has shown, remembered on it and shown on product pages. */
import { name, productHere, read, write } from "./kept.js";

const NAME = "etalase.dilihat";
const MOST = 12;

function card(template, entry) {
  const item = template.content.cloneNode(true);
  item.querySelector("a").href = entry.url;
  name(item.querySelector("span"), entry);
  const image = item.querySelector("img");
  if (entry.picture) image.src = entry.picture;
  else image.remove();
  image.addEventListener("error", () => image.removeAttribute("src"));
  return item;
}

const here = productHere();
const before = read(NAME).filter((entry) => entry.id !== here?.id);
if (here) write(NAME, [here, ...before].slice(0, MOST));

const section = document.querySelector("[data-seen]");
if (section && before.length) {
  const template = section.querySelector("template");
  section.querySelector("[data-seen-list]").append(...before.map((entry) => card(template, entry)));
  section.hidden = false;
  section.querySelector("[data-seen-clear]").addEventListener("click", () => {
    write(NAME, []);
    section.hidden = true;
  });
}
