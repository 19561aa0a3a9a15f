// What the interactive map does beside what folium and Leaflet do: land, names that keep clear of each other,
// popups, layers by kind and track, full screen, deep links. folium's script calls `explore`.
"use strict";

// Light or dark as the page of the site around it, while it is changed too; alone as it was chosen on the site.
// Another site's page cannot be read, and leaves it to the system.
(function followScheme() {
  const own = document.documentElement;
  const frame = window.frameElement;
  const take = (scheme) => (scheme ? (own.dataset.scheme = scheme) : delete own.dataset.scheme);
  if (frame) {
    const { defaultView, documentElement, body } = frame.ownerDocument;
    const follow = () => take(/^(light|dark)$/.exec(defaultView.getComputedStyle(frame).colorScheme)?.[0]);
    // The marks of our own theme and of those that our pages are also shown in.
    const marks = { attributeFilter: ["data-scheme", "data-md-color-scheme", "data-bs-theme"] };
    const changed = new MutationObserver(follow);
    for (const marked of [documentElement, body]) changed.observe(marked, marks);
    follow();
  } else if (window.parent === window) {
    try {
      take(localStorage.getItem("scheme"));
    } catch {
      // A saved copy has nothing to recall.
    }
  }
})();

function explore(map, corners, layers, markers) {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  drawLand(layers, data.land ?? {});
  const link = linker(data);
  const places = data.places.filter((place) => markers[place.id]).map((place) => ({
    ...place,
    marker: markers[place.id].at(-1),
    shapes: markers[place.id].slice(0, -1),
    tracks: trackNumbers(place, data.statements),
  }));
  const off = { kind: new Set(), track: new Set() };
  const names = nameKeeper(map, places);
  let step = null;

  const visible = (place) =>
    !off.kind.has(place.kind) && place.tracks.some((track) => !off.track.has(track));
  const listed = (number) =>
    !off.track.has(data.statements[number].track) &&
    data.places.some((place) => place.statements.includes(number) && !off.kind.has(place.kind));

  function update() {
    places.forEach((place) => show(place, visible(place), holds(place, step)));
    names();
    days?.tell();
  }

  const days = data.steps.length
    ? daysControl(data.steps, choose, (numbers) =>
        numbers.filter(listed).map((number) => statementItem(data, number, link)),
      )
    : null;

  function choose(chosen) {
    step = chosen;
    update();
    const held = places.filter((place) => visible(place) && /exact|possible/.test(holds(place, step)));
    fit.toSee(held.map(({ marker }) => marker.getLatLng()));
  }

  const fit = keepWhole(map, corners);
  map.attributionControl.setPrefix("Leaflet");
  addButtons(map, fit);
  map.addControl(control("topright", legend(places, data, off, update)));
  const open = popups(map, places, (place) => popupContent(place, data, link));
  if (days) document.querySelector("main").append(days.node);
  // The land came after the areas and would cover them.
  places.forEach(({ shapes }) => shapes.forEach((shape) => shape.bringToFront()));
  clipToOwn(map.getContainer());
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", WORDS.map);
  map.on("zoomend moveend resize", names);
  fit();
  update();
  followAddress(open);
}

function trackNumbers(place, statements) {
  const tracks = new Set(place.statements.map((number) => statements[number].track));
  tracks.delete(NO_TRACK);
  return tracks.size ? [...tracks] : [NO_TRACK];
}

// ---------------------------------------------------------------- land

function drawLand(layers, land) {
  const lines = { ...land, casing: land.border };
  Object.entries(layers).forEach(([name, layer]) => {
    const coordinates = (lines[name] ?? "").split(" ").filter(Boolean).map(unpacked);
    const type = ["land", "focus", "lake"].includes(name) ? "Polygon" : "MultiLineString";
    if (coordinates.length) layer.addData({ type: "Feature", properties: {}, geometry: { type, coordinates } });
  });
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// A line as it is packed: steps in base 64 VLQ, thousandths of a degree.
function unpacked(text) {
  const sums = [0, 0];
  const line = [];
  let [number, shift, axis] = [0, 0, 0];
  for (const sign of text) {
    const digit = DIGITS.indexOf(sign);
    number += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    sums[axis] += number & 1 ? -(number >> 1) : number >> 1;
    if (axis === 1) line.push([sums[0] / 1000, sums[1] / 1000]);
    [number, shift, axis] = [0, 0, 1 - axis];
  }
  return line;
}

// A hand-drawn area of the center's country ends at its border and shore: the country's outline clips it.
function clipToOwn(box) {
  const own = box.querySelector(".map-focus");
  if (!own) return;
  own.id = "own-outline";
  own.insertAdjacentHTML("beforebegin", '<clipPath id="own"><use href="#own-outline"/></clipPath>');
}

// ---------------------------------------------------------------- places

// How a step of time has the place in it: "exact", "possible" or "quiet"; "" for all days.
function holds(place, step) {
  const has = (numbers) => numbers.some((number) => place.statements.includes(number));
  if (!step) return "";
  return has(step.exact) ? "exact" : has(step.possible) ? "possible" : "quiet";
}

function show(place, visible, held) {
  // What the chosen day leaves out is in no finger's way, and no stop for the keyboard.
  place.marker.getElement().inert = held === "quiet";
  const shapes = place.shapes.flatMap((group) => group.getLayers());
  [place.marker, ...shapes].forEach((layer) => {
    const classes = layer.getElement()?.classList;
    classes?.toggle("is-off", !visible);
    ["exact", "possible", "quiet"].forEach((state) => classes?.toggle(`is-${state}`, held === state));
  });
}

// Names stand where they cover neither a symbol nor a name of more weight: beside the symbol, above or
// below it; one that finds no room is hidden, its symbol stays.
function nameKeeper(map, places) {
  const box = map.getContainer();
  const inOrder = [".map-name", ".map-area", ".map-country"].flatMap((css) => [...box.querySelectorAll(css)]);
  places.forEach(({ marker, ...place }) => {
    const facts = [place.name, WORDS.kind[place.kind], place.approximate ? WORDS.near : ""];
    facts.push(place.count);
    marker.getElement().setAttribute("aria-label", facts.filter(Boolean).join(WORDS.list));
  });
  const pixels = () => map.getPixelWorldBounds().getSize().x / 360; // of a degree of longitude
  const meets = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom - 2 && other.top < one.bottom - 2;

  return function keep() {
    const frame = box.getBoundingClientRect();
    const shown = places.filter(({ marker }) => !marker.getElement().matches(".is-off, .is-quiet"));
    const points = shown.map(({ marker }) => map.latLngToContainerPoint(marker.getLatLng()));
    shown.forEach(({ marker }, number) => {
      const near = points.some((point, other) => other !== number && point.distanceTo(points[number]) < 24);
      marker.getElement().classList.toggle("is-crowded", near);
    });
    const taken = [...box.querySelectorAll(".map-marker:not(.is-off, .is-quiet) .map-symbol")].map((symbol) =>
      symbol.getBoundingClientRect(),
    );
    inOrder.forEach((name) => {
      const around = name.closest(".map-marker").getBoundingClientRect();
      const middle = { x: around.left + around.width / 2, y: around.top + around.height / 2 };
      const size = { width: name.offsetWidth, height: name.offsetHeight };
      // The name of a country stands in it or nowhere: across a border it would seem to be the neighbor's.
      const room = Number(name.dataset.room ?? Infinity) * pixels();
      const left = name.closest(".is-off, .is-quiet") || room < size.width + 8;
      const spot = left ? null : spots(name, middle, size).find(
        (spot) =>
          spot.left >= frame.left && spot.right <= frame.right && !taken.some((other) => meets(spot, other)),
      );
      name.classList.toggle("is-hidden", !spot);
      if (!spot) return;
      taken.push(spot);
      name.style.transform = `translate(${spot.left - around.left}px, ${spot.top - around.top}px)`;
    });
  };
}

function spots(name, { x, y }, { width, height }) {
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  if (name.matches(".map-country")) return [at(x - width / 2, y - height / 2)];
  if (!name.matches(".map-name")) return [0, -1, 1].map((turn) => at(x - width / 2, y - height / 2 + turn * height));
  const [right, left, upper] = [x + 12, x - 12 - width, y - height / 2];
  return [0, 1, -1, 2, -2, 3].flatMap((turn) => [right, left].map((side) => at(side, upper + turn * (height - 1))));
}

// ---------------------------------------------------------------- popups

// Returns a function that opens the place of an id, and says whether there is one.
function popups(map, places, content) {
  let opened = null;

  function open(place, focus) {
    const { x, y } = map.getSize();
    Object.assign(place.marker.getPopup().options, {
      maxHeight: Math.max(100, y - 90),
      maxWidth: Math.min(300, x - 60),
    });
    place.marker.openPopup();
    const popup = place.marker.getPopup().getElement();
    popup.setAttribute("role", "dialog");
    popup.setAttribute("aria-label", place.name);
    popup.setAttribute("tabindex", -1);
    if (focus) popup.focus({ preventScroll: true });
  }

  function shut(place) {
    map.closePopup();
    place.marker.getElement().focus({ preventScroll: true });
  }

  places.forEach((place) => {
    const element = place.marker.getElement();
    place.marker.bindPopup(() => content(place), { minWidth: 180, autoPanPadding: [10, 10] });
    // Leaflet would toggle; a click that no pointer made is a screen reader's.
    place.marker.off("click keypress");
    place.marker.on("click", (e) => open(place, e.originalEvent.detail === 0));
    element.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" && e.key !== " ") return;
      e.preventDefault();
      open(place, true);
    });
    place.marker.on("popupopen", ({ popup }) => {
      opened = place;
      map.getContainer().classList.add("has-popup");
      const close = popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", WORDS.close);
      close.addEventListener("click", () => shut(place));
    });
    place.marker.on("popupclose", () => {
      opened = null;
      map.getContainer().classList.remove("has-popup");
    });
  });
  // Before Leaflet, which would close the popup and leave the focus nowhere.
  document.addEventListener(
    "keydown",
    (e) => {
      if (e.key !== "Escape" || !opened) return;
      e.stopPropagation();
      shut(opened);
    },
    true,
  );
  return (id) => {
    const place = places.find((item) => item.id === id);
    if (place) open(place, false);
    return Boolean(place);
  };
}

function popupContent(place, data, link) {
  const facts = [WORDS.kind[place.kind]];
  if (place.distance) facts.push(place.distance);
  if (place.approximate) facts.push(WORDS.near);
  const statements = place.statements.map((number) => statementItem(data, number, link));
  return el(
    "div",
    { class: "place" },
    el("h2", {}, place.name),
    el("p", { class: "facts" }, facts.join(" · ")),
    statements.length ? el("ul", {}, ...statements) : el("p", {}, WORDS.none),
    ...(place.href ? [el("p", {}, link(place.href, WORDS.page))] : []),
  );
}

function statementItem(data, number, link) {
  const { text, when, sources, href } = data.statements[number];
  const where = data.places.filter((place) => place.statements.includes(number)).map((place) => place.name);
  return el(
    "li",
    {},
    link(href, text),
    el("p", { class: "facts" }, [when || WORDS.noDate, sources.join(WORDS.list)].filter(Boolean).join(" · ")),
    el("p", { class: "facts where" }, where.join(WORDS.list)),
  );
}
