// Names the product pages that are kept on this device, on the page shown without a connection.
const section = document.querySelector("[data-kept-pages]");

async function keptPages() {
  const names = (await caches.keys()).filter((name) => name.startsWith("etalase-seen-"));
  const pages = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const name = page.querySelector("h1");
      const lang = name?.lang || page.documentElement.lang;
      pages.push([new URL(request.url).pathname, name?.textContent.trim(), lang]);
    }
  }
  return pages.reverse();
}

function show(pages) {
  const list = section.querySelector("[data-kept-list]");
  for (const [path, title, lang] of pages) {
    const link = document.createElement("a");
    link.href = path;
    link.textContent = title || path;
    link.lang = lang;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  section.hidden = pages.length === 0;
}

if (section && "caches" in window) keptPages().then(show, () => undefined);
