// Lists beside the map: facts without a place, what a person should review, sources, help.

import { nameOf, store } from "./data.js";
import { button, fill, h, link } from "./dom.js";
import { byDate, evidence, giftWords } from "./facts.js";
import { days, number, t, word } from "./i18n.js";
import { isHollow, swatch } from "./symbols.js";

const GROUPS = ["event", "aid", "project", "twinning", "agreement", "indicator", "unlisted"];
const LAYER_OF = { __proto__: null, event: "events", aid: "aid", project: "projects", twinning: "twinnings" };

/** Draw one of the lists into a dialog. */
export function drawList(dialog, name, { go, close }) {
  const bodies = { unplaced, review, sources, help };
  fill(dialog,
    h("div", { class: "dialog-head" }, h("h2", { id: "dialog-title", tabindex: "-1" }, t(`list.${name}`)), button("×", close, { class: "close", "aria-label": t("close") })),
    h("div", { class: "dialog-body" }, bodies[name]((one) => { close(); go(one); })));
  dialog.setAttribute("aria-labelledby", "dialog-title");
}

function kindOf(item) {
  return String(item.kind || item.layer || item.record_type || "other").replace(/s$/, "").replace(/^twinning.*/, "twinning");
}

function unplaced() {
  const groups = new Map();
  for (const item of store.unplaced) {
    const kind = kindOf(item);
    groups.set(kind, [...(groups.get(kind) || []), item]);
  }
  const rank = (kind) => (GROUPS.indexOf(kind) + 1 || GROUPS.length + 1);
  const sections = [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([kind, items]) =>
    h("section", { class: "facts" }, h("h3", {}, t(`unplaced.${kind}`), h("span", { class: "count" }, number(items.length))),
      byDate(items.map((p, i) => ({ id: p.id || String(i), p }))).map(({ p }) => loose(p, kind))));
  return [h("p", {}, t("unplaced.why")), sections.length ? sections : h("p", {}, t("list.none"))];
}

function figure(p) {
  const value = typeof p.value === "number" ? `${p.approximate ? "≈ " : ""}${number(p.value)} ${p.unit || p.currency || ""}` : "";
  return [p.measure, p.class_ || p.class, value].filter(Boolean).join(": ");
}

function titleOf(p, kind) {
  if (kind === "indicator") return figure(p) || p.name;
  return kind === "aid" && p.item ? giftWords(p) : p.name || p.title || p.text || p.id;
}

function typeOf(p, kind) {
  if (kind === "event") return word("type", p.type);
  if (kind === "aid") return word("category", p.category);
  return kind === "project" ? word("kind", p.type) : "";
}

function loose(p, kind) {
  const title = titleOf(p, kind);
  const type = typeOf(p, kind);
  const when = p.date ? days(p.date.start, p.date.end) : days(p.date_start, p.date_end);
  const status = p.status ? h("span", { class: `tag tag-${p.status}` }, word("status", p.status)) : null;
  const one = { id: p.id || "", record: "", layer: LAYER_OF[kind] || kind, p };
  return h("article", { class: "card" },
    h("header", {}, LAYER_OF[kind] && kind !== "project" ? swatch(LAYER_OF[kind], { hollow: isHollow(one) }) : null, h("h4", { dir: "auto" }, title)),
    h("p", { class: "card-line" }, when ? h("span", { class: "when" }, when) : null, type ? h("span", {}, type) : null, status),
    (p.place_names || []).length ? h("p", { class: "small" }, t("unplaced.named", { names: p.place_names.join(", ") })) : null,
    p.reason || p.why ? h("p", { class: "reason" }, p.reason || p.why) : null,
    evidence(one));
}

function review(go) {
  const items = store.layers.get("review") || [];
  if (!items.length) return [h("p", {}, t("review.what")), h("p", {}, t("list.none"))];
  return [h("p", {}, t("review.what")), items.map((one) =>
    h("article", { class: "card" },
      h("header", {}, swatch("review"), h("h4", { dir: "auto" }, one.geometry ? button(nameOf(one), () => go(one), { class: "link title" }) : nameOf(one))),
      h("p", { class: "card-line" }, word("review", one.p.kind)),
      h("p", { class: "reason" }, one.p.reason), evidence(one)))];
}

function sources() {
  const articles = [...store.articles].sort((a, b) => String(b.published || "").localeCompare(String(a.published || "")));
  return [
    h("h3", {}, t("sources.articles")),
    h("ul", { class: "list" }, articles.map((article) => h("li", {}, link(article.url, article.title || article.id), h("span", { class: "small" }, [article.publisher, article.published && days(article.published)].filter(Boolean).map((text) => ` · ${text}`)), article.sha256 ? h("div", { class: "small" }, h("code", {}, `SHA-256 ${article.sha256}`)) : null))),
    h("h3", {}, t("sources.map")),
    h("ul", { class: "list" }, [...store.sources, t("sources.units"), t("sources.leaflet")].map((text) => h("li", { dir: "auto" }, text)), store.meta.tiles ? h("li", {}, store.meta.tiles) : null),
    h("p", { class: "small" }, t(store.meta.tiles ? "sources.online" : "sources.offline")),
  ];
}

function help() {
  return [
    h("p", {}, t("help.what")),
    h("ul", { class: "list" }, ["point", "circle", "area", "line", "hollow"].map((key) => h("li", {}, t(`help.${key}`)))),
    h("h3", {}, t("help.keys")),
    h("dl", { class: "keys" }, [["/", "search"], ["+ −", "zoom"], ["← ↑ → ↓", "move"], ["Enter", "open"], ["T", "table"], ["L", "legend"], ["Esc", "close"]].map(([key, name]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(`key.${name}`))])),
  ];
}
