// Shows the entries of the chosen tracks and sources alone. Without a script all are shown, and no choice is
// offered. The choice stands in the page's address, so that it can be shared; nothing is stored.
"use strict";

(function entryFilter() {
  const form = document.querySelector(".filters");
  if (!form) return;
  const status = form.querySelector("output");
  const reset = form.querySelector("button");
  const lists = [...document.querySelectorAll(".chron[data-track]")];
  const count = lists.reduce((sum, list) => sum + list.children.length, 0);
  const names = ["track", "source"];

  const chosen = (name) => new FormData(form).getAll(name).filter(Boolean);
  const fits = (wanted, own) => !wanted.length || own.some((value) => wanted.includes(value));
  // A class and not `hidden`: paper shows all entries.
  const show = (element, shown) => element?.classList.toggle("filtered-out", !shown);

  function apply() {
    const [tracks, sources] = names.map(chosen);
    const filtered = tracks.length + sources.length > 0;
    const headings = new Map();
    let shown = 0;
    for (const list of lists) {
      const inTrack = fits(tracks, [list.dataset.track]);
      let inList = 0;
      for (const entry of list.children) {
        const fit = inTrack && fits(sources, entry.dataset.source.split(" "));
        inList += fit;
        // An entry told before on the same page has its id there.
        const id = (entry.id ? entry : entry.querySelector("[id]"))?.id ?? "";
        show(entry, fit);
        document.querySelectorAll(`.timeline a[href="#${id}"]`).forEach((mark) => show(mark, fit));
      }
      shown += inList;
      headings.set(list.dataset.track, (headings.get(list.dataset.track) || 0) + inList);
      const fold = list.closest("details");
      show(fold ?? list, inList);
      if (fold && filtered) fold.open = true;
    }
    headings.forEach((left, track) => show(document.getElementById(track), left));
    reset.hidden = !filtered;
    const text = filtered ? form.dataset.some.replace("{shown}", shown) : form.dataset.all;
    if (status.textContent !== text) status.textContent = text;
  }

  function keep() {
    const url = new URL(location);
    names.forEach((name) => url.searchParams.delete(name));
    names.forEach((name) => chosen(name).forEach((value) => url.searchParams.append(name, value)));
    history.replaceState(null, "", url);
  }

  function recall() {
    const wanted = new URLSearchParams(location.search);
    for (const control of form.querySelectorAll("input, option")) {
      const name = control.name || "source";
      control[control.name ? "checked" : "selected"] = wanted.getAll(name).includes(control.value);
    }
  }

  function showAll() {
    form.reset();
    keep();
    apply();
  }

  // A link to an entry that is filtered out shows all of them.
  function reveal() {
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // "#%" names nothing
    }
    if (!target?.closest?.(".filtered-out")) return;
    showAll();
    target.scrollIntoView();
  }

  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("change", () => (keep(), apply()));
  reset.addEventListener("click", () => {
    showAll();
    form.querySelector("input, select").focus(); // the button goes
  });
  addEventListener("hashchange", reveal);
  recall();
  form.hidden = false;
  apply();
  reveal();
})();
