// Puts the map that moves in place of the drawn one when it is asked for, and back. Nothing of it loads before.
"use strict";

(function moveAndZoom() {
  const button = document.querySelector(".map-move");
  if (!button) return;
  const figure = button.closest("figure");
  const { src, title, back } = button.dataset;
  const go = button.textContent;
  const frame = document.createElement("div");
  frame.className = "map-frame-interactive";

  button.addEventListener("click", () => {
    const live = figure.classList.toggle("is-live");
    button.textContent = live ? back : go;
    if (live && !frame.isConnected) {
      const map = document.createElement("iframe");
      Object.assign(map, { src, title, allow: "fullscreen" });
      frame.append(map);
      figure.prepend(frame);
    }
    // The map stands before the button: who goes on by keyboard goes on within it.
    if (live) frame.firstChild.focus({ preventScroll: true });
  });
  button.hidden = false;
})();

// A link to a place opens what is folded around it.
(function reveal() {
  function open() {
    let at;
    try {
      at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // "#%" names nothing
    }
    for (let fold = at?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (at?.closest("details")) at.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();
})();
