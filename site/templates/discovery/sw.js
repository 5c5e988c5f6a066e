{% autoescape off %}// Keeps the offline page and the products seen last, and nothing that belongs to a person.
const SETTINGS = {{ settings }};
{% endautoescape %}
const SHELL = `etalase-shell-${SETTINGS.version}`;
const SEEN = `etalase-seen-${SETTINGS.version}`;
const PICTURES = `etalase-pictures-${SETTINGS.version}`;
const MOST_PAGES = 12;
const MOST_PICTURES = 48;
// Only these are kept, and only these and the public pages below get the offline page in their place.
const PRODUCT = /^(?:\/en)?\/produk\/[^/]+\/$/;
const PUBLIC = /^(?:\/en)?\/(?:$|(?:produk|toko|kategori|wilayah|cari)\/)/;

self.addEventListener("install", (event) => {
  event.waitUntil(prepare());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (PUBLIC.test(url.pathname)) event.respondWith(page(request, url));
  } else if (SETTINGS.files.includes(url.pathname)) {
    event.respondWith(file(request));
  } else if (request.destination === "image" && fromProduct(request)) {
    event.respondWith(picture(request));
  } else if (url.pathname.startsWith(SETTINGS.static) && fromProduct(request)) {
    event.respondWith(picture(request));
  }
});

async function prepare() {
  const cache = await caches.open(SHELL);
  const wanted = [...SETTINGS.files, ...Object.values(SETTINGS.pages)];
  await cache.addAll(wanted.map((path) => new Request(path, { cache: "reload", credentials: "omit" })));
  await self.skipWaiting();
}

async function tidy() {
  const current = new Set([SHELL, SEEN, PICTURES]);
  for (const name of await caches.keys()) {
    if (name.startsWith("etalase-") && !current.has(name)) await caches.delete(name);
  }
  await self.clients.claim();
}

// The network first, always: a price on the screen is the price now. What was kept is for when it is gone.
async function page(request, url) {
  try {
    const answer = await fetch(request);
    if (PRODUCT.test(url.pathname)) await keepPage(url, answer);
    return answer;
  } catch {
    const kept = PRODUCT.test(url.pathname) && (await (await caches.open(SEEN)).match(url.pathname));
    return kept || offline(url);
  }
}

async function keepPage(url, answer) {
  const cache = await caches.open(SEEN);
  if (answer.status === 404 || answer.status === 410) await cache.delete(url.pathname);
  if (!isForEverybody(answer)) return;
  await cache.delete(url.pathname);
  await cache.put(url.pathname, answer.clone());
  await drop(cache, MOST_PAGES);
}

async function picture(request) {
  const cache = await caches.open(PICTURES);
  try {
    const answer = await fetch(request);
    if (isForEverybody(answer)) {
      await cache.put(request, answer.clone());
      await drop(cache, MOST_PICTURES);
    }
    return answer;
  } catch (error) {
    const kept = (await cache.match(request)) || (await caches.match(request));
    if (kept) return kept;
    throw error;
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function offline(url) {
  const language = url.pathname === "/en" || url.pathname.startsWith("/en/") ? "en" : "id";
  const kept = await caches.match(SETTINGS.pages[language]);
  return kept ? new Response(kept.body, { status: 503, headers: kept.headers }) : Response.error();
}

// An answer that depends on a cookie says so: the site's sessions do by Vary, its forms by Cache-Control.
function isForEverybody(answer) {
  const vary = (answer.headers.get("Vary") || "").toLowerCase();
  const control = (answer.headers.get("Cache-Control") || "").toLowerCase();
  const isPersonal = vary.includes("cookie") || vary.includes("*") || /private|no-store/.test(control);
  return answer.status === 200 && answer.type === "basic" && !answer.redirected && !isPersonal;
}

function fromProduct(request) {
  if (!request.referrer) return false;
  const from = new URL(request.referrer);
  return from.origin === self.location.origin && PRODUCT.test(from.pathname);
}

async function drop(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}
