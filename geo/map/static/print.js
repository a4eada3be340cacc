// The page on paper: map, legend, facts in view and sources on A4, always light.

import { FACTS, nameOf, store } from "./data.js";
import { fill, h } from "./dom.js";
import { giftWords } from "./facts.js";
import { visible } from "./filter.js";
import { day, days, moneyIn, t, word } from "./i18n.js";
import { looseGroups, looseName } from "./loose.js";
import { state } from "./state.js";
import { isHollow, swatch, valueOf } from "./symbols.js";

const OPEN = ["promised", "planned", "under_study", "under_construction"];
let before = null;

/** Prepare the page for paper and undo that afterwards; `refresh` fits the map to its new size. */
export function setUpPrint(map, sheet, refresh) {
  const enter = () => {
    if (before) return;
    before = { center: map.getCenter(), zoom: map.getZoom(), height: map.getSize().y };
    document.documentElement.classList.add("is-printing");
    fill(sheet, facts(), unplaced(), sources());
    map.invalidateSize({ pan: false, animate: false });
    map.setView(before.center, before.zoom + Math.log2(map.getSize().y / before.height), { animate: false });
    refresh();
  };
  const leave = () => {
    if (!before) return;
    document.documentElement.classList.remove("is-printing");
    map.invalidateSize({ pan: false, animate: false });
    map.setView(before.center, before.zoom, { animate: false });
    before = null;
    refresh();
  };
  window.addEventListener("beforeprint", enter);
  window.addEventListener("afterprint", leave);
}

function facts() {
  const rows = [];
  for (const layer of FACTS) {
    const seen = new Set();
    for (const one of visible.byLayer.get(layer) || []) {
      if (seen.has(one.record)) continue;
      seen.add(one.record);
      rows.push(one);
    }
  }
  rows.sort((a, b) => (b.p.date_start || "").localeCompare(a.p.date_start || ""));
  const worth = ({ p }) => (valueOf(p) === null ? "" : ` (${moneyIn(valueOf(p), p.currency, p.period)})`);
  // What is done needs no word; what is only promised, planned or studied must not pass for it.
  const status = ({ p }) => (OPEN.includes(p.status) ? `, ${word("status", p.status)}` : "");
  const title = (one) => `${one.layer === "aid" ? `${giftWords(one.p)}${worth(one)}` : nameOf(one)}${status(one)}`;
  return h("section", {}, h("h2", {}, t("print.facts")),
    state.time ? h("p", { class: "small" }, `${day(state.time[0])} – ${day(state.time[1])}`) : null,
    h("table", {}, h("tbody", {}, rows.slice(0, 120).map((one) => h("tr", {}, h("td", {}, swatch(one.layer === "projects" ? `line.${one.p.status}` : one.layer, { hollow: isHollow(one) })), h("td", {}, days(one.p.date_start, one.p.date_end) || t("fact.undated")), h("td", {}, title(one)), h("td", {}, one.p.place_name || (one.p.place_names || []).join(" – ")))))));
}

/** List what has no place: it would be missed on a map. */
function unplaced() {
  const groups = looseGroups();
  if (!groups.length) return null;
  return h("section", {}, h("h2", {}, t("list.unplaced")),
    h("table", {}, h("tbody", {}, groups.map(([kind, items]) => items.map((one) => h("tr", {}, h("td", {}, t(`unplaced.${kind}`)), h("td", {}, days(one.p.date_start, one.p.date_end)), h("td", {}, looseName(one)), h("td", {}, (one.p.place_names || []).join(", "))))))));
}

function sources() {
  return h("section", {}, h("h2", {}, t("list.sources")),
    h("ol", { class: "small" }, store.articles.map((a) => h("li", {}, [a.title || a.id, a.publisher, a.published && day(a.published), a.url].filter(Boolean).join(" · ")))),
    h("p", { class: "small" }, [...store.sources, t("sources.units")].map((text) => `${text} `)));
}
