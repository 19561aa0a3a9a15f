// Shows each piece as a site that frames it does, once its line is opened. The pages of the pieces are for frames
// alone: no page links them, so that nobody who follows links takes them for pages of the site.
"use strict";

document.querySelectorAll("details[data-src]").forEach(function preview(piece) {
  piece.addEventListener("toggle", () => {
    if (!piece.open || piece.querySelector("iframe")) return;
    const { src, title, height } = piece.dataset;
    const frame = document.createElement("iframe");
    Object.assign(frame, { src, title, height, className: "piece-frame" });
    piece.append(frame);
  });
});
