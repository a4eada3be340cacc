// The time range: a histogram of dated facts with two handles, and a button that plays it.

import { FACTS } from "./data.js";
import { button, fill, h, svg } from "./dom.js";
import { datedFacts, undatedCount } from "./filter.js";
import { day, number, t } from "./i18n.js";
import { state, update } from "./state.js";

const MONTHS_AT_MOST = 180;
const STEP_MS = 900;
/** Into about so many steps a play is cut, however long the time is. */
const STEPS = 40;
/** A month with a single fact must still be seen beside one with many. */
const LEAST_BAR = 5;
let player = 0;
let scale = null;

function monthsBetween(from, to) {
  const list = [];
  let [year, month] = from.split("-").map(Number);
  const [lastYear, lastMonth] = to.split("-").map(Number);
  while (year < lastYear || (year === lastYear && month <= lastMonth)) {
    list.push(`${year}-${String(month).padStart(2, "0")}`);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return list;
}

function yearsBetween(from, to) {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, i) => String(first + i));
}

/** Work out the steps of the time range from all dated facts, filters aside. */
export function setScale(layers) {
  const dates = [];
  for (const layer of FACTS) {
    for (const { p } of layers.get(layer) || []) {
      if (p.date_start) dates.push(p.date_start.slice(0, 7), (p.date_end || p.date_start).slice(0, 7));
    }
  }
  if (!dates.length) return;
  dates.sort();
  const pad = (date, month) => (date.length < 7 ? `${date}-${month}` : date);
  const months = monthsBetween(pad(dates[0], "01"), pad(dates[dates.length - 1], "12"));
  scale = months.length <= MONTHS_AT_MOST ? months : yearsBetween(dates[0], dates[dates.length - 1]);
}

function range() {
  if (!state.time) return [0, scale.length - 1];
  const from = scale.findIndex((step) => step >= state.time[0].slice(0, step.length));
  let to = scale.length - 1;
  while (to > 0 && scale[to] > state.time[1].slice(0, scale[to].length)) to -= 1;
  return [Math.max(0, from), Math.max(0, to)];
}

function bars() {
  const counts = scale.map(() => ({ events: 0, aid: 0, projects: 0, twinnings: 0 }));
  const width = scale[0].length;
  const steps = new Map(scale.map((step, i) => [step, i]));
  for (const { layer, p } of datedFacts()) {
    const key = p.date_start.slice(0, width);
    const at = steps.get(key.length < width ? `${key}-01` : key);
    if (at !== undefined) counts[at][layer] += 1;
  }
  return counts;
}

function setRange(from, to) {
  const whole = from <= 0 && to >= scale.length - 1;
  update({ time: whole ? null : [scale[Math.min(from, to)], scale[Math.max(from, to)]] });
}

/** Draw the time range into an element. */
export function drawTime(element) {
  if (!scale) {
    element.hidden = true;
    return;
  }
  const focused = document.activeElement?.dataset?.time;
  const [from, to] = range();
  const counts = bars();
  fill(element,
    h("div", { class: "time-head" },
      button(player ? "❚❚" : "▶", play, { class: "icon", "data-time": "play", "aria-label": t(player ? "time.pause" : "time.play"), title: t(player ? "time.pause" : "time.play"), "aria-pressed": String(player !== 0) }),
      h("output", { class: "time-range" }, state.time ? `${day(scale[from])} – ${day(scale[to])}` : t("time.all", { from: day(scale[0]), to: day(scale[scale.length - 1]) })),
      h("label", { class: state.time || !state.undated ? "time-undated" : "time-undated is-idle" }, h("input", { type: "checkbox", checked: state.undated, "data-time": "undated", on: { change: (event) => update({ undated: event.target.checked }) } }), t("time.undated", { n: number(undatedCount()) })),
      state.time ? button(t("time.clear"), () => update({ time: null }), { class: "link", "data-time": "clear" }) : null),
    h("div", { class: "time-body" }, histogram(counts, from, to), handle("from", from), handle("to", to), ticks()),
  );
  if (focused) element.querySelector(`[data-time="${focused}"]`)?.focus();
}

function histogram(counts, from, to) {
  const n = scale.length;
  const sum = (row) => Object.values(row).reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...counts.map(sum));
  const picture = svg("svg", { viewBox: `0 0 ${n} 40`, preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" });
  counts.forEach((row, i) => {
    let y = 40;
    for (const [layer, count] of Object.entries(row)) {
      if (!count) continue;
      const height = Math.max(LEAST_BAR, (32 * count) / most);
      y -= height;
      picture.append(svg("rect", { x: i + 0.08, y, width: 0.84, height, class: `bar-${layer}${i < from || i > to ? " is-out" : ""}` }));
    }
  });
  picture.append(svg("rect", { x: from, y: 0, width: to - from + 1, height: 40, class: "brush" }));
  drag(picture, from, to);
  return picture;
}

/** Let the chosen range be drawn with the pointer: outside it a new one, inside it is moved. */
function drag(picture, from, to) {
  const stepAt = (event) => {
    const box = picture.getBoundingClientRect();
    return Math.max(0, Math.min(scale.length - 1, Math.floor(((event.clientX - box.left) / box.width) * scale.length)));
  };
  picture.addEventListener("pointerdown", (down) => {
    const start = stepAt(down);
    const moves = state.time && start >= from && start <= to;
    let last = [from, to];
    const brush = picture.querySelector(".brush");
    const move = (event) => {
      const now = stepAt(event);
      const span = to - from;
      const first = Math.max(0, Math.min(scale.length - 1 - span, from + now - start));
      last = moves ? [first, first + span] : [Math.min(start, now), Math.max(start, now)];
      brush.setAttribute("x", last[0]);
      brush.setAttribute("width", last[1] - last[0] + 1);
    };
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      setRange(...last);
    };
    move(down);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    down.preventDefault();
  });
}

function handle(name, value) {
  const change = (event) => {
    const [from, to] = range();
    const at = Number(event.target.value);
    if (name === "from") setRange(Math.min(at, to), to);
    else setRange(from, Math.max(at, from));
  };
  return h("input", { type: "range", class: `handle handle-${name}`, min: "0", max: String(scale.length - 1), step: "1", value: String(value), "data-time": name, "aria-label": t(`time.${name}`), "aria-valuetext": day(scale[value]), on: { input: change } });
}

function ticks() {
  const years = [...new Set(scale.map((step) => step.slice(0, 4)))];
  const every = Math.ceil(years.length / 8);
  return h("div", { class: "ticks", "aria-hidden": "true" }, years.filter((_, i) => i % every === 0).map((year) => {
    const tick = h("span", {}, number(Number(year), 0).replace(/\D/g, "") || year);
    tick.style.left = `${(scale.findIndex((step) => step.startsWith(year)) / scale.length) * 100}%`;
    return tick;
  }));
}

/** Play the range forwards, a step at a time; a second call stops. */
function play() {
  if (player) {
    stop();
    return;
  }
  const [from, to] = range();
  const whole = from === 0 && to === scale.length - 1;
  const span = whole ? Math.max(0, Math.round(scale.length / 12) - 1) : to - from;
  let at = whole ? 0 : from;
  const stride = Math.max(1, Math.round(scale.length / STEPS));
  const step = () => {
    if (at + span >= scale.length) {
      stop();
      return;
    }
    setRange(at, at + span);
    at += stride;
  };
  player = window.setInterval(step, STEP_MS);
  step();
}

function stop() {
  window.clearInterval(player);
  player = 0;
  update({ time: state.time });
}
