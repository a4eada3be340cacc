// Which features pass the filters, and how many there are of each.

import { FACTS, store, evidenceOf, factsOfPlace, provincesOf } from "./data.js";
import { state } from "./state.js";

const SURE = { __proto__: null, high: 0.9, medium: 0.6, low: 0.3 };

/** What passes: features by layer, and for each entry of the legend how many of how many. */
export const visible = { byLayer: new Map(), passing: new Map(), keys: new Set(), counts: new Map() };

/** Return how sure a feature is, as a number; null if nobody says. */
export function sureness({ p }) {
  if (typeof p.confidence === "number") return p.confidence;
  return SURE[p.confidence] ?? null;
}

/** Return the value of a feature in a group of filters, as a list. */
export function valuesOf(one, group) {
  if (group === "type") return one.layer === "events" ? [one.p.type] : [];
  if (group === "category") return one.layer === "aid" ? [one.p.category] : [];
  if (group === "status") return one.p.status ? [one.p.status] : [];
  if (group === "province") return provincesOf(one);
  return [...new Set(evidenceOf(one).map(({ article }) => article.id))];
}

/** Whom a group of filters concerns; everybody else passes it. The border is the ground of all. */
const CONCERNS = {
  type: (one) => one.layer === "events",
  category: (one) => one.layer === "aid",
  status: (one) => Boolean(one.p.status),
  province: ({ layer }) => layer !== "border",
  article: (one) => isFact(one),
};

/** Tell whether a feature passes all filters, or all but one. */
export function passes(one, skip) {
  for (const [group, concerns] of Object.entries(CONCERNS)) {
    if (group !== skip && state.picked[group].size && concerns(one) && !hit(one, group)) return false;
  }
  const sure = sureness(one);
  if (state.confidence && sure !== null && sure < state.confidence) return false;
  return skip === "time" || inTime(one);
}

function hit(one, group) {
  return valuesOf(one, group).some((value) => state.picked[group].has(value));
}

function isFact(one) {
  return FACTS.includes(one.layer) || one.layer === "review" || Boolean(one.loose);
}

/** Tell whether a dated fact falls into the chosen time. */
export function inTime(one) {
  if (!FACTS.includes(one.layer) && !one.loose) return true;
  const { date_start: start, date_end: end } = datesOf(one);
  if (!start) return state.undated;
  if (!state.time) return true;
  const [from, to] = state.time;
  return (end || start).slice(0, from.length) >= from && start.slice(0, to.length) <= to;
}

function datesOf({ p }) {
  return p.date ? { date_start: p.date.start, date_end: p.date.end } : p;
}

/** Tell whether filters that hide facts are on. */
export function isFiltered() {
  return (
    Object.values(state.picked).some((values) => values.size) ||
    state.confidence > 0 || state.time !== null || !state.undated
  );
}

/** Work out what passes; the result stands in `visible`. */
export function applyFilters() {
  visible.byLayer = new Map();
  visible.passing = new Map();
  visible.keys = new Set();
  visible.counts = new Map();
  const narrowed = state.picked.article.size > 0;
  for (const [layer, features] of store.layers) {
    const shown = [];
    const passing = [];
    for (const one of features) {
      let ok = passes(one);
      if (ok && narrowed && (layer === "places" || layer === "hamlets")) ok = hasFact(one);
      count(one, ok);
      if (ok) passing.push(one);
      if (ok && !state.off.has(one.entry)) {
        shown.push(one);
        visible.keys.add(one.key);
      }
    }
    visible.byLayer.set(layer, shown);
    visible.passing.set(layer, passing);
  }
}

function hasFact(place) {
  return Object.values(factsOfPlace(place)).flat().some((fact) => passes(fact));
}

function count(one, ok) {
  const tally = visible.counts.get(one.entry) || { shown: new Set(), all: new Set() };
  visible.counts.set(one.entry, tally);
  tally.all.add(one.record);
  if (ok) tally.shown.add(one.record);
}

/** Kinds of facts that have no layer of their own. */
const LOOSE = ["agreement", "indicator"];

/** Give what a group of filters may let through, one after the other: layers that are off are not. */
function* candidates(group) {
  for (const layer of group === "province" ? [...FACTS, "checkpoints", "hamlets"] : [...FACTS, "checkpoints", ...LOOSE]) {
    for (const one of store.layers.get(layer) || []) if (!state.off.has(one.entry)) yield one;
    if (group === "province") continue;
    for (const one of store.unplaced) if (one.layer === layer && !state.off.has(one.entry)) yield one;
  }
}

/** Tell whether there is anything to choose in a group of filters. */
export function hasValues(group) {
  for (const one of candidates(group)) if (valuesOf(one, group).length) return true;
  return false;
}

/** Return the values of a group of filters with how many facts each would show. */
export function facet(group) {
  const found = new Map();
  for (const one of candidates(group)) {
    const ok = passes(one, group);
    for (const value of valuesOf(one, group)) {
      const records = found.get(value) || new Set();
      if (ok) records.add(one.loose ? one.key : `${one.layer}:${one.record}`);
      found.set(value, records);
    }
  }
  return [...found].map(([value, records]) => [value, records.size]);
}

/** Return how many facts on the map have no date, whatever passes. */
export function undatedCount() {
  const records = new Set();
  for (const layer of FACTS) {
    for (const one of store.layers.get(layer) || []) if (!one.p.date_start) records.add(`${layer}:${one.record}`);
  }
  return records.size;
}

/** Return the dated facts that the other filters let through, for the histogram. */
export function datedFacts() {
  const facts = [];
  for (const layer of FACTS) {
    const seen = new Set();
    for (const one of store.layers.get(layer) || []) {
      if (!one.p.date_start || seen.has(one.record) || state.off.has(one.entry)) continue;
      seen.add(one.record);
      if (passes(one, "time")) facts.push(one);
    }
  }
  return facts;
}
