// Lists beside the map: facts without a place, what a person should review, sources, help.

import { nameOf, store } from "./data.js";
import { button, fill, h, link, pairs } from "./dom.js";
import { byDate, evidence, sureWords, worth } from "./facts.js";
import { days, number, t, word } from "./i18n.js";
import { hasSymbol, looseGroups, looseName, looseType } from "./loose.js";
import { isHollow, swatch } from "./symbols.js";

/** Draw one of the lists into a dialog; `chosen` is what was searched for in it. */
export function drawList(dialog, name, { go, close, clear, chosen = null }) {
  const bodies = { unplaced, review, sources, help };
  fill(dialog,
    h("div", { class: "dialog-head" }, h("h2", { id: "dialog-title", tabindex: "-1" }, t(`list.${name}`)), button("×", close, { class: "close", "aria-label": t("close") })),
    h("div", { class: "dialog-body" }, bodies[name]((one) => { close(); go(one); }, chosen, clear)));
  dialog.setAttribute("aria-labelledby", "dialog-title");
}

function unplaced(go, chosen, clear) {
  const groups = looseGroups();
  const shown = groups.reduce((sum, [, items]) => sum + items.length, 0);
  const all = store.unplaced.length;
  const sections = groups.map(([kind, items]) =>
    h("section", { class: "facts" }, h("h3", {}, t(`unplaced.${kind}`), h("span", { class: "count" }, number(items.length))),
      byDate(items).map((one) => loose(one, one === chosen))));
  return [
    h("p", {}, t("unplaced.why")),
    shown < all ? h("p", { class: "warning-box" }, t("unplaced.some", { n: number(shown), all: number(all) }), " ", button(t("filter.clear"), clear, { class: "link" })) : null,
    sections.length ? sections : h("p", {}, t("list.none")),
  ];
}

function loose(one, chosen) {
  const { p, kind } = one;
  const when = p.date ? days(p.date.start, p.date.end) : days(p.date_start, p.date_end);
  const status = p.status ? h("span", { class: `tag tag-${p.status}` }, word("status", p.status)) : null;
  const type = looseType(one);
  return h("article", { class: chosen ? "card is-chosen" : "card", tabindex: chosen ? "-1" : null },
    h("header", {}, hasSymbol(one) ? swatch(one.layer, { hollow: isHollow(one) }) : null, h("h4", { dir: "auto" }, looseName(one))),
    h("p", { class: "card-line" }, when || kind !== "indicator" ? h("span", { class: "when" }, when || t("fact.undated")) : null, type ? h("span", {}, type) : null, status),
    kind === "aid" ? h("p", { class: "worth" }, worth(p)) : null,
    (p.place_names || []).length ? h("p", { class: "small" }, t("unplaced.named", { names: p.place_names.join(", ") })) : null,
    p.reason || p.why ? h("p", { class: "reason" }, p.reason || p.why) : null,
    pairs([[t("aid.donor"), p.donor], [t("aid.recipient"), p.recipient], [t("fact.actors"), (p.actors || []).join(", ")], [t("fact.sure"), sureWords(one)]]),
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
