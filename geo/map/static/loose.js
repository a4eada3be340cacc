// Facts without a place: agreements, figures, and what names only a country or nothing at all.

import { FACTS, store } from "./data.js";
import { giftWords } from "./facts.js";
import { passes } from "./filter.js";
import { money, number, word } from "./i18n.js";

const GROUPS = ["agreement", "indicator", "event", "aid", "project", "twinning", "unlisted"];

/** Return what a fact without a place is called. */
export function looseName({ kind, p }) {
  if (kind === "indicator") return figure(p) || p.name;
  return String((kind === "aid" && p.item ? giftWords(p) : p.name || p.title || p.text) || p.id || kind);
}

/** Return a figure in words: "49 pairs of border checkpoints", "demarcation (share): 16 %". */
function figure(p) {
  const { measure = "", unit, about } = p;
  const value = amount(p);
  if (unit && measure.split(" ").includes(unit)) return `${value.replace(` ${unit}`, "")} ${measure}`;
  const more = [measure === about ? "" : measure, p.class_ || p.class].filter(Boolean).join(", ");
  const what = about && more ? `${about} (${more})` : about || more;
  return [what.charAt(0).toUpperCase() + what.slice(1), value].filter(Boolean).join(": ");
}

function amount({ value, unit, currency, approximate }) {
  if (typeof value !== "number") return "";
  const code = currency || (/^[A-Z]{3}$/.test(unit || "") ? unit : null);
  const text = code ? money(value, code) : `${number(value)} ${unit === "percent" ? "%" : unit || ""}`.trim();
  return approximate ? `≈ ${text}` : text;
}

/** Return what a fact without a place is of: a meeting, a road, food. */
export function looseType({ kind, p }) {
  if (kind === "event") return word("type", p.type);
  if (kind === "aid") return word("category", p.category);
  return kind === "project" ? word("kind", p.type) : "";
}

/** Return the facts without a place that pass the filters, by kind, those of most weight first. */
export function looseGroups() {
  const groups = new Map();
  for (const one of store.unplaced) {
    if (!passes(one)) continue;
    const list = groups.get(one.kind);
    if (list) list.push(one);
    else groups.set(one.kind, [one]);
  }
  const rank = (kind) => GROUPS.indexOf(kind) + 1 || GROUPS.length + 1;
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}

/** Tell whether a fact without a place has a symbol of its own on the map. */
export function hasSymbol({ layer }) {
  return FACTS.includes(layer) && layer !== "projects";
}
