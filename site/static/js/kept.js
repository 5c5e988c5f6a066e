/* A short list of products kept on this device: `{id, title, lang, url, picture}` each. It is never sent anywhere.
 *
 * What is read back was written by any version of this page, or by hand: an entry that is not one is left out. A
 * device that keeps nothing (private windows, full storage) has an empty list. */

const isPath = (value) => typeof value === "string" && value.startsWith("/") && !value.startsWith("//");
const isPicture = (value) => value === "" || isPath(value) || /^https:\/\//.test(value);
const isEntry = (entry) =>
  Number.isInteger(entry?.id) && typeof entry.title === "string" && isPath(entry.url) && isPicture(entry.picture);

export function read(name) {
  try {
    const entries = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

export function write(name, entries) {
  try {
    if (entries.length) localStorage.setItem(name, JSON.stringify(entries));
    else localStorage.removeItem(name);
  } catch {
    // Nothing is kept; the page works without.
  }
}

/* Shows a product's name, in the language of the page that it was kept from. */
export function name(element, { title, lang }) {
  element.textContent = title;
  if (typeof lang === "string") element.lang = lang;
}

/* The product that this page shows, or null. */
export function productHere() {
  const here = document.querySelector("[data-product]");
  if (!here) return null;
  const { product, title, url, picture = "" } = here.dataset;
  const lang = here.querySelector("h1").lang || document.documentElement.lang;
  return { id: Number(product), title, lang, url, picture };
}
