// The search: loaded when it is first opened, with its index. Exact names come first, then words that
// begin as those asked for, then words spelled nearly so; each statement is found by every spelling of whom it names.
"use strict";

(function search() {
  const dialog = document.getElementById("search");
  const [input, status, results] = ["input", ".search-status", ".search-results"].map((name) => dialog.querySelector(name));
  const root = new URL("../", document.currentScript.src);
  const shown = 60;
  let records;
  let kinds;
  let says;

  const letters = { ø: "o", ł: "l", ı: "i", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss", ə: "a" };
  const wordly = /[\p{L}\p{N}\p{M}]+(?:['’ʻʼʿʾ-][\p{L}\p{N}\p{M}]+)*/gu;

  // Without case, accents, apostrophes and the Arabic article; q as k, doubled letters as one.
  function fold(word) {
    return word
      .toLowerCase()
      .replace(/['’]s$/, "")
      .normalize("NFKD")
      .replace(/\p{M}|['’ʻʼʿʾ]/gu, "")
      .replace(/[øłıđðþæœßə]/g, (letter) => letters[letter])
      .replace(/^(?:a[dlnrstz]|e[dlnrst]|a[sd]h|esh)-(?=.)/, "")
      .replace(/q/g, "k")
      .replace(/([^\d])\1+/g, "$1");
  }

  const words = (text) => (text.match(wordly) ?? []).flatMap((word) => [fold(word), ...(word.includes("-") ? word.split("-").map(fold) : [])]).filter(Boolean);
  const asked = (text) => (text.match(wordly) ?? []).map(fold).filter((word) => word && !/^[ae]l$/.test(word));

  // Whether two words differ by one letter put in, left out or changed.
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [rest, others] = [one.slice(at), other.slice(at)];
    return rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1);
  }

  // How well a word asked for fits a word: 4 the same, 3 its beginning, 2 another form of it, 1 nearly, 0 not.
  function fit(ask, word) {
    if (word === ask) return 4;
    if (word.startsWith(ask)) return 3;
    if (ask.length > 5 && word.startsWith(ask.slice(0, Math.max(5, ask.length - 3)))) return 2;
    // Kurds, Kurdish
    if (ask.length > 4 && ask.endsWith("s") && word.startsWith(ask.slice(0, -1))) return 2;
    if (ask.length > 4 && near(ask, word)) return 1;
    return /[^\x00-\u024f]/.test(ask) && word.includes(ask) ? 2 : 0;
  }

  const best = (ask, found) => found.reduce((most, word) => Math.max(most, fit(ask, word)), 0);

  function prepare(data) {
    ({ kinds, says } = data);
    records = data.records.map(([kind, title, address, detail, hidden, mentions]) => ({
      kind, title, address, detail, mentions,
      name: words(title),
      also: words(detail),
      more: words(hidden),
    }));
    for (const record of records) {
      record.named = record.mentions.flatMap((number) => [...records[number].name, ...records[number].also, ...records[number].more]);
    }
  }

  // Short words need not be found beside longer ones; among short ones not those that many records have, as "the".
  function common(ask) {
    const having = records.filter((record) => [record.name, record.also, record.more].some((words) => words.includes(ask)));
    return having.length > records.length / 4;
  }

  // The sum over the words asked for; every one has to be found, but for common short ones. Titles count most, hidden
  // words least.
  function score(record, asks, idle) {
    let sum = 0;
    for (const ask of asks) {
      const rank = Math.max(
        best(ask, record.name) * 8,
        best(ask, record.also) * 5,
        best(ask, record.more) * (record.kind === 0 ? 4 : 2),
        best(ask, record.named),
      );
      if (!rank && !idle.has(ask)) return 0;
      sum += rank;
    }
    if (!sum) return 0;
    // A title of just these words is what was looked for.
    return sum / asks.length + (record.name.length === asks.length ? 4 : 0);
  }

  function element(tag, text = "", name = "") {
    const made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  // The text with the words that fit marked; it never becomes HTML.
  function marked(tag, text, asks, name) {
    const made = element(tag, "", name);
    let at = 0;
    for (const match of text.matchAll(wordly)) {
      if (!asks.some((ask) => words(match[0]).some((word) => fit(ask, word)))) continue;
      made.append(text.slice(at, match.index), element("mark", match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    return made;
  }

  function list(found, asks) {
    const item = ({ record }) => {
      const link = marked("a", record.title, asks);
      link.href = new URL(record.address, root);
      const row = element("li");
      row.append(link);
      if (record.detail) row.append(marked("p", record.detail, asks));
      return row;
    };
    return [...grouped(found)].flatMap(([kind, members]) => {
      const rows = element("ul");
      rows.append(...members.map(item));
      return [element("h3", kinds[kind]), rows];
    });
  }

  // By kind; the kind of the best result comes first.
  function grouped(found) {
    const groups = new Map();
    for (const one of found) groups.set(one.record.kind, [...(groups.get(one.record.kind) ?? []), one]);
    return groups;
  }

  function told(count) {
    const word = count > shown ? "most" : ["none", "one"][count] ?? "many";
    return says[word].replace("{count}", count).replace("{shown}", shown);
  }

  function look() {
    if (!records) return;
    const asks = asked(input.value);
    const long = asks.some((ask) => ask.length > 3);
    const idle = new Set(asks.filter((ask) => ask.length < 4 && (long || common(ask))));
    const found = asks.length
      ? records
          .map((record) => ({ record, rank: score(record, asks, idle) }))
          .filter(({ rank }) => rank)
          .sort((one, other) => other.rank - one.rank)
      : [];
    results.replaceChildren(...list(found.slice(0, shown), asks));
    status.textContent = asks.length ? told(found.length) : "";
  }

  // The arrows go through the input and the links in turn.
  function step(event) {
    const stops = [input, ...results.querySelectorAll("a")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && event.target === input) stops[1]?.click();
    if (by) {
      event.preventDefault();
      stops[Math.min(Math.max(stops.indexOf(document.activeElement) + by, 0), stops.length - 1)].focus();
    }
  }

  input.addEventListener("input", look);
  dialog.addEventListener("keydown", step);
  dialog.addEventListener("click", (event) => {
    // The backdrop belongs to the dialog; a link to this very page would otherwise leave it open.
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  fetch(new URL(dialog.dataset.index, location.href))
    .then((response) => (response.ok ? response.json() : Promise.reject()))
    .then(prepare)
    .then(look)
    .catch(() => (status.textContent = dialog.dataset.failed));
})();
