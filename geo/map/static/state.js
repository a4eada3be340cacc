// What the reader has chosen: kept in one place, told to all who ask, written into the address.

/** Entries of the legend that are off until somebody asks for them. */
const OFF = ["review", "provinces.before"];

/** No value of a filter is longer than this. */
const LONGEST = 300;

export const state = {
  off: new Set(OFF),
  picked: { type: new Set(), category: new Set(), status: new Set(), province: new Set(), article: new Set() },
  confidence: 0,
  time: null,
  undated: true,
  selected: null,
  table: null,
  panel: null,
  lang: "en",
  theme: "auto",
  view: null,
};

const listeners = [];

/** Be told of every change: `listener(names of what changed)`. */
export function subscribe(listener) {
  listeners.push(listener);
}

/** Change the state and tell everybody. */
export function update(change) {
  Object.assign(state, change);
  const names = new Set(Object.keys(change));
  for (const listener of listeners) listener(names);
  writeAddress();
}

/** Tell that a set inside the state changed. */
export function touched(...names) {
  for (const listener of listeners) listener(new Set(names));
  writeAddress();
}

/** Return all choices as the part of an address after `#`. */
export function toAddress() {
  const parts = new URLSearchParams();
  if (state.view) parts.set("map", state.view.join("/"));
  if (state.selected) parts.set("sel", state.selected);
  const off = [...state.off].filter((name) => !OFF.includes(name));
  const on = OFF.filter((name) => !state.off.has(name));
  if (off.length) parts.set("off", off.join("~"));
  if (on.length) parts.set("on", on.join("~"));
  for (const [name, values] of Object.entries(state.picked)) {
    if (values.size) parts.set(name, [...values].join("~"));
  }
  if (state.confidence) parts.set("sure", state.confidence);
  if (state.time) parts.set("time", state.time.join("~"));
  if (!state.undated) parts.set("undated", "no");
  if (state.table) parts.set("table", state.table);
  parts.set("lang", state.lang);
  if (state.theme !== "auto") parts.set("theme", state.theme);
  return parts.toString();
}

/** Take choices from an address; what makes no sense is left alone. */
export function fromAddress(hash, known) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  // A filter is named over the map: no sign of an address may turn or hide what stands there.
  const plain = (text) => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "").slice(0, LONGEST);
  const list = (name) => (parts.get(name) || "").split("~").map(plain).filter(Boolean);
  if (parts.has("off") || parts.has("on")) {
    state.off = new Set([...OFF.filter((name) => !list("on").includes(name)), ...list("off")]);
  }
  for (const [name, values] of Object.entries(state.picked)) {
    values.clear();
    for (const value of list(name)) values.add(value);
  }
  state.confidence = Number(parts.get("sure")) || 0;
  const time = list("time").filter((part) => /^\d{4}(-\d{2})?$/.test(part));
  state.time = time.length === 2 ? time : null;
  state.undated = parts.get("undated") !== "no";
  const view = (parts.get("map") || "").split("/").map(Number);
  if (view.length === 3 && view.every(Number.isFinite)) state.view = view;
  if (known.features.has(parts.get("sel"))) state.selected = parts.get("sel");
  if (known.layers.has(parts.get("table"))) state.table = parts.get("table");
  if (["en", "vi", "km"].includes(parts.get("lang"))) state.lang = parts.get("lang");
  if (["light", "dark", "auto"].includes(parts.get("theme"))) state.theme = parts.get("theme");
}

let pending = 0;

function writeAddress() {
  clearTimeout(pending);
  pending = setTimeout(() => {
    try {
      history.replaceState(null, "", `#${toAddress()}`);
    } catch {
      // A page inside a notebook has no address of its own.
    }
  }, 120);
}
