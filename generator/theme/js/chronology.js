// Shows the entries of the chosen sources alone, and opens what is folded around an entry that is linked to.
// Without a script all are shown, and no choice is offered. The choice stands in the page's address, so that it
// can be shared; nothing is stored.
"use strict";

(function entryFilter() {
  const form = document.querySelector(".filters");
  if (!form) return;
  const status = form.querySelector("output");
  const reset = form.querySelector("button");
  const entries = [...document.querySelectorAll(".chron-entry")];

  const controls = [...form.querySelectorAll("input, option")];
  const held = (control) => (control.tagName === "INPUT" ? "checked" : "selected");
  const chosen = () => controls.filter((one) => one[held(one)] && one.value).map((one) => one.value);
  // A class and not `hidden`: paper shows all entries.
  const show = (element, shown) => element?.classList.toggle("filtered-out", !shown);
  const left = (element) => element.querySelector(".chron-entry:not(.filtered-out)") !== null;
  // An entry told before on the same page has its id there.
  const idOf = (entry) => (entry.id ? entry : entry.querySelector("[id]"))?.id ?? "";

  function apply() {
    const sources = chosen();
    let shown = 0;
    const ids = new Set();
    for (const entry of entries) {
      const fits = !sources.length || entry.dataset.source.split(" ").some((value) => sources.includes(value));
      show(entry, fits);
      shown += fits;
      if (fits) ids.add(idOf(entry));
    }
    document.querySelectorAll(".timeline [data-claim]").forEach((mark) => {
      show(mark, mark.dataset.claim.split(" ").some((id) => ids.has(id)));
    });
    document.querySelectorAll(".fold").forEach((fold) => {
      show(fold, left(fold));
      if (sources.length) fold.open = true;
    });
    // A heading goes with the last of its entries.
    document.querySelectorAll("h2[id^=year-]").forEach((heading) => {
      let next = heading.nextElementSibling;
      let any = false;
      for (; next && next.tagName !== "H2" && !any; next = next.nextElementSibling) any = left(next);
      show(heading, any);
    });
    reset.hidden = !sources.length;
    const text = sources.length ? form.dataset.some.replace("{shown}", shown) : form.dataset.all;
    if (status.textContent !== text) status.textContent = text;
  }

  function keep() {
    const url = new URL(location);
    url.searchParams.delete("source");
    chosen().forEach((value) => url.searchParams.append("source", value));
    history.replaceState(null, "", url);
  }

  function recall() {
    const wanted = new URLSearchParams(location.search).getAll("source");
    controls.forEach((one) => (one[held(one)] = wanted.includes(one.value)));
  }

  function showAll() {
    controls.forEach((one) => (one[held(one)] = !one.value));
    keep();
    apply();
  }

  // A link to an entry that is filtered out shows all of them; one to a folded entry opens its fold.
  function reveal() {
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // "#%" names nothing
    }
    const fold = target?.closest?.(".fold:not([open])");
    if (fold) fold.open = true;
    const hidden = target?.closest?.(".filtered-out");
    if (hidden) showAll();
    if (fold || hidden) target.scrollIntoView();
  }

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
