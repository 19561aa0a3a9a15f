// The time control: a slider over the days that statements speak of, with the statements of the chosen day as text.
"use strict";

const DAY_SECONDS = 2.5;

// `choose(step)` is called with the chosen step, or null for all days. `told(numbers)` gives list items of the
// statements that are not switched off.
function daysControl(steps, choose, told) {
  const play = el("button", { type: "button", class: "days-play" }, WORDS.days.play);
  const slider = el("input", { type: "range", min: 0, max: steps.length, value: 0, "aria-label": WORDS.days.slider });
  const label = el("p", { class: "days-label" });
  const all = el("button", { type: "button", class: "days-all" }, WORDS.days.all);
  const list = el("div", { class: "days-list", "aria-live": "polite" });
  const bar = el("div", { class: "days-bar" }, play, slider, all, label);
  let timer = 0;

  function section(title, numbers, style) {
    const items = told(numbers);
    if (!items.length) return [];
    return [el("h2", { class: style }, title), el("ul", {}, ...items)];
  }

  function tell() {
    const step = steps[slider.value - 1];
    const text = step ? step.label : WORDS.days.all;
    slider.setAttribute("aria-valuetext", text);
    label.textContent = step ? text : WORDS.days.hint;
    all.hidden = !step;
    const parts = step
      ? [...section(WORDS.days.exact, step.exact, "is-exact"), ...section(WORDS.days.possible, step.possible, "is-possible")]
      : [];
    if (step && !parts.length) parts.push(el("p", {}, WORDS.days.none));
    list.replaceChildren(...parts);
    list.hidden = !step;
    list.scrollTop = 0;
  }

  function go(value) {
    slider.value = value;
    choose(steps[value - 1] ?? null);
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = WORDS.days.play;
    list.setAttribute("aria-live", "polite");
  }

  function start() {
    // While it plays, a screen reader would never come to the end of a day.
    list.setAttribute("aria-live", "off");
    play.textContent = WORDS.days.pause;
    go(Number(slider.value) % steps.length + 1);
    timer = setInterval(() => {
      if (Number(slider.value) === steps.length) stop();
      else go(Number(slider.value) + 1);
    }, DAY_SECONDS * 1000);
  }

  play.addEventListener("click", () => (timer ? stop() : start()));
  slider.addEventListener("input", () => {
    stop();
    go(Number(slider.value));
  });
  all.addEventListener("click", () => {
    stop();
    go(0);
    slider.focus();
  });
  return { tell, node: el("section", { class: "days", "aria-label": WORDS.days.region }, bar, list) };
}
