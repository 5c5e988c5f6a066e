// Lets the service worker keep the offline page and the products seen last.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" }).catch(() => {
    // Private windows and full devices have no room for it; the site needs none.
  });
}
