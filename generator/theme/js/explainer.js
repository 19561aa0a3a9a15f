// Comforts on top of pages that work without any script: the search dialog, the mark on the current
// section, buttons that copy. Citations are native popovers; the script only keeps their statements in view.
"use strict";

const words = document.currentScript.dataset;

document.querySelectorAll(".toc ol, .panel-toc ol").forEach(function sectionMark(bar) {
  if (!("IntersectionObserver" in window)) return;
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
});

// The words that carry what is read, pointed at or focused stand out in the margin, its places and days in the panel.
(function reading() {
  const paragraphs = [...document.querySelectorAll(".para")];
  const panel = document.querySelector(".panel");
  if (!paragraphs.length) return;
  const now = panel?.querySelector(".panel-now");
  const places = [...(panel?.querySelectorAll(".map-link") ?? [])];
  const days = [...(panel?.querySelectorAll(".days dd") ?? [])];
  let read;
  let meant = [];
  let due = false;

  function show(told) {
    if (told === read) return;
    read?.classList.remove("read");
    read = told;
    told?.classList.add("read");
    if (!panel) return;
    const where = told?.dataset.places.split(" ") ?? [];
    const claims = told?.dataset.claims.split(" ") ?? [];
    for (const link of places) link.classList.toggle("lit", where.includes(link.hash?.slice(1) ?? link.href.baseVal.split("#")[1]));
    for (const day of days) day.classList.toggle("lit", day.dataset.claims.split(" ").some((name) => claims.includes(name)));
    panel.classList.toggle("reading", !!panel.querySelector(".lit"));
    now.textContent = told?.dataset.when ?? "";
  }

  function point(claim) {
    meant.forEach((one) => one.classList.remove("meant"));
    const told = claim?.closest(".para");
    const index = told ? [...claim.parentNode.children].indexOf(claim) : -1;
    meant = told ? [claim, told.querySelector(".margin")?.children[index]].filter(Boolean) : [];
    meant.forEach((one) => one.classList.add("meant"));
    if (told) show(told);
  }

  // The paragraph nearest the upper third of the window.
  function scrolled() {
    due = false;
    if (meant.length) return;
    const line = innerHeight / 3;
    const last = paragraphs.findLast((one) => one.getBoundingClientRect().top < line);
    // Below the last of them nothing is told along map and days.
    show(last?.getBoundingClientRect().bottom > 0 ? last : undefined);
  }

  const of = (event) => event.target.closest(".para .claim, .margin li");
  const claimOf = (one) =>
    one?.matches("li") ? one.closest(".para").querySelector("p").children[[...one.parentNode.children].indexOf(one)] : one;
  // A page that scrolls under a pointer at rest takes nothing from the statement in focus.
  const focused = () => document.activeElement.closest(".para .claim");
  document.addEventListener("pointerover", (e) => point(claimOf(of(e)) ?? focused()));
  document.addEventListener("focusin", (e) => point(of(e)));
  document.addEventListener(
    "scroll",
    () => {
      if (!due) requestAnimationFrame(scrolled);
      due = true;
    },
    { passive: true },
  );
  scrolled();
})();

// A note must not cover its statement: it is laid beside all of it, and the page moves up where the note is a sheet
// at the foot of the window.
(function notes() {
  const said = new Map();

  function open(note, opener) {
    // What explains a word belongs to the word, not to the statement it stands in.
    const statement = opener?.closest(".term, .claim, tr, li, p");
    if (!statement) return;
    statement.classList.add("cited");
    said.set(note, statement);
    const { top, bottom } = note.getBoundingClientRect();
    const covered = statement.getBoundingClientRect().bottom + 8 - top;
    if (bottom >= innerHeight - 1 && covered > 0) scrollBy({ top: covered, behavior: "instant" });
  }

  document.addEventListener(
    "toggle",
    (e) => {
      const note = e.target;
      if (!note.matches(".cite-note")) return;
      said.get(note)?.classList.remove("cited");
      said.delete(note);
      const openers = [...document.querySelectorAll(`[popovertarget="${note.id}"]:not(.cite-close)`)];
      const active = e.source ?? document.activeElement;
      if (e.newState === "open") open(note, openers.find((button) => button === active) ?? openers[0]);
    },
    true, // toggle events do not bubble
  );
})();

// Light or dark: as the system has it, until a reader chooses otherwise; back at the system's, nothing is kept.
(function scheme() {
  const button = document.querySelector(".scheme-switch");
  const { dataset } = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chrome = [...document.querySelectorAll("meta[name=theme-color]")];
  const papers = chrome.map((meta) => meta.content);
  if (!button) return;

  function paint() {
    chrome.forEach((meta, index) => (meta.content = papers[dataset.scheme ? +(dataset.scheme === "dark") : index]));
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    const own = system.matches ? "dark" : "light";
    const next = (dataset.scheme ?? own) === "dark" ? "light" : "dark";
    if (next === own) delete dataset.scheme;
    else dataset.scheme = next;
    try {
      if (next === own) localStorage.removeItem("scheme");
      else localStorage.setItem("scheme", next);
    } catch {
      // Where nothing may be kept the choice holds for this page.
    }
    paint();
  });
  paint();
})();

// The search itself is loaded when it is first asked for.
(function search() {
  const dialog = document.getElementById("search");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const button = document.querySelector(".search-open");
  let script;

  function load() {
    if (script) return;
    script = document.createElement("script");
    script.src = dialog.dataset.script;
    script.onerror = () => (dialog.querySelector(".search-status").textContent = dialog.dataset.failed);
    document.head.append(script);
  }

  function open() {
    load();
    dialog.showModal();
    input.select();
  }

  button.hidden = false;
  button.addEventListener("click", open);
  document.addEventListener("keydown", (e) => {
    if (e.target === input && e.key === "Enter") e.preventDefault(); // Enter would close the dialog
    if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || dialog.open) return;
    if (e.target.closest("input, textarea, select, [contenteditable]")) return;
    e.preventDefault();
    open();
  });
})();

// Links to a statement, a place, … also copy their address. `<button data-copy="#id">` copies the text of that
// element, `data-copy-text="…"` the value itself. The buttons are hidden in the page: without a script, or where
// the browser gives no clipboard, none is offered.
(function copying() {
  const links = document.querySelectorAll("a.anchor");
  const buttons = document.querySelectorAll("button[data-copy], button[data-copy-text]");
  if (!(links.length + buttons.length) || !navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "copy-status";
  status.setAttribute("role", "status");
  document.body.append(status);
  let timer;

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text.trim());
      say(words.copied);
    } catch {
      say(words.notCopied);
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
    const { copy: name, copyText } = button.dataset;
    button.hidden = false;
    button.addEventListener("click", () => copy(copyText ?? document.querySelector(name)?.textContent ?? ""));
  });
  links.forEach((link) =>
    link.addEventListener("click", () => {
      // The link is followed too; an open note would hide the words that it leads to.
      link.closest("[popover]")?.hidePopover();
      copy(link.href);
    }),
  );
})();
