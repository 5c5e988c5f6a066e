// Unfold the answer that the address names: a link to a question should show its answer.
const open = () => {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name && document.getElementById(name);
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
  }
};

addEventListener("hashchange", open);
open();
