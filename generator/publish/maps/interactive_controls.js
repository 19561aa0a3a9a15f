// The interactive map's controls, and its dealings with the page around it.
"use strict";

const NO_TRACK = -1;

if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
  const panBy = L.Map.prototype.panBy;
  L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
  L.Map.include({
    panBy(offset, options) {
      return panBy.call(this, offset, { ...options, animate: false });
    },
  });
}

// An element with attributes and children; strings become text, never markup.
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
}

function control(position, node) {
  const made = L.control({ position });
  made.onAdd = () => {
    L.DomEvent.disableClickPropagation(node).disableScrollPropagation(node);
    return node;
  };
  return made;
}

// Fits the story, and keeps it fitted while nobody has moved the map. `toSee` has it show far places too.
function keepWhole(map, corners) {
  let [fitting, whole, far] = [false, true, []];
  function refit() {
    const bounds = L.latLngBounds(corners);
    const beyond = far.filter((point) => !bounds.contains(point));
    beyond.forEach((point) => bounds.extend(point));
    fitting = true;
    map.fitBounds(bounds, { animate: false, padding: beyond.length ? [24, 24] : [0, 0] });
    fitting = false;
    whole = true;
  }
  function fit() {
    far = [];
    refit();
  }
  fit.toSee = (points) => {
    far = points;
    if (whole || !points.every((point) => map.getBounds().contains(point))) refit();
  };
  map.on("movestart", () => (whole = whole && fitting));
  new ResizeObserver(() => {
    map.invalidateSize({ pan: false });
    if (whole) refit();
  }).observe(map.getContainer());
  addEventListener("beforeprint", () => {
    document.body.classList.add("is-printed");
    map.invalidateSize({ pan: false });
    fit();
  });
  addEventListener("afterprint", () => document.body.classList.remove("is-printed"));
  return fit;
}

function addButtons(map, fit) {
  [["in", WORDS.closer], ["out", WORDS.farther]].forEach(([way, text]) => {
    const button = map.getContainer().querySelector(`.leaflet-control-zoom-${way}`);
    button?.setAttribute("title", text);
    button?.setAttribute("aria-label", text);
  });
  const whole = el("button", { type: "button" }, WORDS.whole);
  const full = el("button", { type: "button" }, WORDS.full);
  full.hidden = !document.fullscreenEnabled;
  whole.addEventListener("click", fit);
  full.addEventListener("click", () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  );
  const wheel = () => {
    // In a page's frame the wheel scrolls the page.
    const alone = parent === window || document.fullscreenElement;
    map.scrollWheelZoom[alone ? "enable" : "disable"]();
    full.textContent = document.fullscreenElement ? WORDS.leave : WORDS.full;
  };
  document.addEventListener("fullscreenchange", wheel);
  wheel();
  map.addControl(control("topleft", el("div", { class: "leaflet-bar map-buttons" }, whole, full)));
}

function legend(places, data, off, update) {
  const kinds = Object.keys(WORDS.kind).filter((kind) => places.some((place) => place.kind === kind));
  const tracks = [...data.tracks.keys(), NO_TRACK].filter((track) =>
    places.some((place) => place.tracks.includes(track)),
  );
  const box = (group, value, text, ...sample) => {
    const input = el("input", { type: "checkbox" });
    input.checked = true;
    input.addEventListener("change", () => {
      off[group][input.checked ? "delete" : "add"](value);
      update();
    });
    return el("label", {}, input, ...sample, el("span", {}, text));
  };
  const symbol = (...classes) => el("span", { class: "sample" }, el("span", { class: classes.join(" ") }));
  const line = (sample, text) => el("p", {}, sample, el("span", {}, text));
  const signs = [];
  if (places.some((place) => place.approximate)) {
    signs.push(line(symbol("map-symbol", "map-site", "map-approximate"), WORDS.approximate));
  }
  if (data.steps.length) {
    signs.push(line(symbol("map-symbol", "map-town", "sample-exact"), WORDS.exact));
    signs.push(line(symbol("map-symbol", "map-town", "sample-possible"), WORDS.possible));
  }
  return el(
    "details",
    { class: "leaflet-bar legend" },
    el("summary", {}, WORDS.legend),
    el(
      "div",
      { class: "legend-body" },
      el("fieldset", {}, el("legend", {}, WORDS.kinds), ...kinds.map((kind) =>
        box("kind", kind, WORDS.kind[kind], symbol("map-symbol", `map-${kind}`)),
      )),
      ...(data.tracks.length
        ? [el("fieldset", {}, el("legend", {}, WORDS.tracks), ...tracks.map((track) =>
            box("track", track, track === NO_TRACK ? WORDS.noTrack : data.tracks[track]),
          ))]
        : []),
      ...signs,
    ),
  );
}

// ---------------------------------------------------------------- the page around

// The window of the page that shows this one in a frame, if it is of the same site.
function pageAround() {
  try {
    return parent !== window && parent.location.href ? parent : null;
  } catch {
    return null;
  }
}

// Links lead to the site wherever this file lies: at its own place there, or, from a copy, by the site's address.
function linker({ path, address }) {
  const base = location.pathname.endsWith(`/${path}`) ? location.href : address;
  const where = pageAround() ? { target: "_parent" } : { target: "_blank", rel: "noopener" };
  return (href, text) =>
    href && base ? el("a", { href: new URL(href, base).href, ...where }, text) : el("span", {}, text);
}

// `#place` opens a place, in this page's own address or in that of the page around.
function followAddress(open) {
  const windows = [window, pageAround()].filter(Boolean);
  const follow = (from) => open(decoded(from.location.hash.slice(1)));
  windows.forEach((from) => from.addEventListener("hashchange", () => follow(from)));
  windows.some(follow);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: no place of ours
  }
}
