/* Passing a page on: the device's own sheet where there is one, and copying the address, with an answer in words. */

async function copy(share, status) {
  const button = share.querySelector("[data-share-copy]");
  try {
    await navigator.clipboard.writeText(share.dataset.address);
    status.textContent = button.dataset.done;
  } catch {
    status.textContent = button.dataset.failed;
    share.querySelector("input").select();
  }
}

async function send(share) {
  try {
    await navigator.share({ title: share.dataset.title, url: share.dataset.address });
    share.open = false;
  } catch {
    // Closed without choosing an app: nothing to say.
  }
}

for (const share of document.querySelectorAll("[data-share]")) {
  const status = share.querySelector("[data-share-status]");
  const copier = share.querySelector("[data-share-copy]");
  copier.hidden = false;
  copier.addEventListener("click", () => copy(share, status));
  if (navigator.share) {
    const sender = share.querySelector("[data-share-system]");
    sender.hidden = false;
    sender.addEventListener("click", () => send(share));
  }
  share.querySelector("input").addEventListener("focus", (event) => event.target.select());
  share.addEventListener("toggle", () => (status.textContent = ""));
}
