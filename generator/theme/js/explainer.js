// Comforts on top of pages that work without any script: the search dialog, the mark on the current
// section, buttons that copy. Citations need nothing from here; they are native popovers.
"use strict";

(function sectionMark() {
  const bar = document.querySelector(".toc ol");
  if (!bar || !("IntersectionObserver" in window)) return;
  const links = [...bar.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

  function mark() {
    // The current section is the last one whose heading has passed the upper third of the window.
    const line = innerHeight / 3;
    const passed = headings.filter((heading) => heading && heading.getBoundingClientRect().top < line).length;
    links.forEach((link, index) => {
      if (index !== passed - 1) return link.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      bar.scrollLeft = link.offsetLeft - bar.offsetLeft - 16;
    });
  }

  // The zone reaches up without end: a heading is in it exactly when it has passed, however fast one scrolls.
  const observer = new IntersectionObserver(mark, { rootMargin: "9999999px 0px -66% 0px" });
  headings.forEach((heading) => heading && observer.observe(heading));
})();

(function search() {
  const dialog = document.getElementById("search");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const status = dialog.querySelector(".search-status");
  const results = dialog.querySelector(".search-results");
  let loaded = false;

  let least = 3;

  // The host's search/main.js hears keyup only: it is told of every change (paste, the clear button), once.
  const ask = () => input.dispatchEvent(new Event("keyup"));
  input.addEventListener("input", ask);
  input.addEventListener("keyup", (e) => e.isTrusted && e.stopImmediatePropagation());

  function load() {
    if (loaded) return;
    loaded = true;
    window.base_url = dialog.dataset.base; // read by search/main.js
    const script = document.createElement("script");
    script.src = dialog.dataset.script;
    script.onload = () => window.searchWorker.addEventListener("message", listen);
    script.onerror = () => (status.textContent = "The search could not be loaded.");
    document.head.append(script);
  }

  function listen({ data }) {
    if (data.config) least = data.config.min_search_length;
    // What was typed while the index was on its way is looked up as soon as it is there.
    if (data.allowSearch && input.value) ask();
  }

  function open() {
    load();
    dialog.showModal();
    input.select();
  }

  function announce() {
    const found = results.querySelectorAll("article").length;
    if (input.value.length < least) status.textContent = `Type at least ${least} letters.`;
    else status.textContent = found === 1 ? "1 result" : `${found || "No"} results`;
  }

  document.querySelector(".search-open").addEventListener("click", open);
  document.addEventListener("keydown", (e) => {
    if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || dialog.open) return;
    if (e.target.closest("input, textarea, select, [contenteditable]")) return;
    e.preventDefault();
    open();
  });
  dialog.addEventListener("click", (e) => {
    // The backdrop belongs to the dialog; a link to this very page would otherwise leave it open.
    if (e.target === dialog || e.target.closest("a")) dialog.close();
  });
  input.addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return;
    e.preventDefault(); // Enter would close the dialog
    results.querySelector("a")?.focus();
  });
  new MutationObserver(announce).observe(results, { childList: true });
})();

// `<button data-copy="#id">` copies the text of that element, `data-copy-text="…"` the value itself. The buttons
// are hidden in the page: without a script, or where the browser gives no clipboard, none is offered.
(function copyButtons() {
  const buttons = document.querySelectorAll("button[data-copy], button[data-copy-text]");
  if (!buttons.length || !navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "copy-status";
  status.setAttribute("role", "status");
  document.body.append(status);
  let timer;

  async function copy({ dataset }) {
    const text = dataset.copyText ?? document.querySelector(dataset.copy)?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text.trim());
      return "Copied";
    } catch {
      return "Not copied: the browser does not allow it";
    }
  }

  function say(text) {
    // Said again even when it is the same words as before.
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = text));
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = ""), 4000);
  }

  buttons.forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => say(await copy(button)));
  });
})();
