// A table of every layer, sortable, a page at a time, tied to the map both ways.

import { nameOf, provincesOf, store } from "./data.js";
import { button, fill, h } from "./dom.js";
import { collection, csv, save } from "./download.js";
import { giftWords, precisionWords, sureWords } from "./facts.js";
import { sureness, visible } from "./filter.js";
import { day, days, kilometres, moneyIn, number, t, word } from "./i18n.js";
import { state, update } from "./state.js";
import { isHollow, swatch, valueOf } from "./symbols.js";

const NAME = ["table.name", nameOf];
const PROVINCE = ["filter.province", (one) => provincesOf(one).join(" / ")];
const WHEN = ["table.when", ({ p }) => p.date_start || "", ({ p }) => days(p.date_start, p.date_end) || t("fact.undated")];
const WHERE = ["table.where", ({ p }) => p.place_name || (p.place_names || []).join(" – ")];
const STATUS = ["filter.status", ({ p }) => word("status", p.status)];
const SURE = ["fact.sure", (one) => sureness(one) ?? -1, sureWords];
const POSITION = ["fact.position", ({ p }) => p.radius_km ?? 0, ({ p }) => precisionWords(p)];
const FACTS_COUNT = ["table.facts", ({ p }) => (p.n_events || 0) + (p.n_aid || 0) + (p.n_projects || 0)];
const COLUMNS = {
  __proto__: null,
  checkpoints: [NAME, ["checkpoint.class", ({ p }) => word("class", p.class)], STATUS, PROVINCE, ["position.border", ({ p }) => p.distance_to_border_km ?? -1, ({ p }) => kilometres(p.distance_to_border_km)], POSITION, SURE, FACTS_COUNT],
  provinces: [NAME, ["belongs.country", ({ p }) => word("country", p.country)], ["belongs.formed", ({ p }) => (p.before || []).join(" + ")], ["belongs.until", ({ p }) => p.valid_to || "", ({ p }) => (p.valid_to ? day(p.valid_to) : "")], FACTS_COUNT],
  border: [NAME, PROVINCE, ["border.note", ({ p }) => p.note || ""]],
  hamlets: [NAME, ["belongs.commune", ({ p }) => p.commune || ""], PROVINCE, POSITION, FACTS_COUNT],
  places: [NAME, ["table.kind", ({ p }) => word("place", p.type)], PROVINCE, POSITION, FACTS_COUNT],
  twinnings: [["table.name", ({ p }) => `${p.a_name} – ${p.b_name}`], WHEN, ["table.kind", ({ p }) => word("level", p.level)], SURE],
  events: [["table.title", nameOf], WHEN, ["filter.type", ({ p }) => word("type", p.type)], STATUS, WHERE, POSITION, SURE],
  aid: [["aid.item", ({ p }) => giftWords(p)], WHEN, ["filter.category", ({ p }) => word("category", p.category)], ["fact.value", ({ p }) => valueOf(p) ?? -1, ({ p }) => (valueOf(p) === null ? "" : moneyIn(valueOf(p), p.currency, p.period))], STATUS, ["table.role", ({ p }) => word("role", p.role)], WHERE, SURE],
  projects: [["table.title", nameOf], ["table.kind", ({ p }) => word("kind", p.kind)], STATUS, WHERE, WHEN, SURE],
  review: [NAME, ["table.kind", ({ p }) => word("review", p.kind)], ["review.why", ({ p }) => p.reason || ""]],
};
const order = { layer: null, column: 0, down: false, page: 0 };
const only = { view: false };

/** Draw the table of `state.table` into an element. */
export function drawTable(element, { go, close, inView }) {
  const layer = state.table;
  element.hidden = !layer;
  if (!layer) return;
  const refocus = element.contains(document.activeElement) ? document.activeElement.dataset?.table : null;
  if (order.layer !== layer) Object.assign(order, { layer, column: 0, down: false, page: 0 });
  const columns = COLUMNS[layer] || [NAME];
  const all = (visible.passing.get(layer) || []).filter((one) => !only.view || inView(one));
  const rows = sorted(all, columns);
  const size = store.settings.rows_a_page;
  order.page = Math.min(order.page, Math.max(0, Math.ceil(rows.length / size) - 1));
  const shown = rows.slice(order.page * size, (order.page + 1) * size);
  const again = () => drawTable(element, { go, close, inView });
  fill(element,
    h("div", { class: "table-head" },
      h("h2", {}, t("table.title.of")),
      h("select", { "aria-label": t("table.layer"), "data-table": "layer", on: { change: (event) => update({ table: event.target.value }) } },
        [...store.layers.keys()].map((name) => h("option", { value: name, selected: name === layer }, title(name)))),
      h("span", { class: "count" }, t("table.count", { n: number(rows.length), all: number((store.layers.get(layer) || []).length) })),
      h("label", { class: "small" }, h("input", { type: "checkbox", checked: only.view, "data-table": "view", on: { change: (event) => { only.view = event.target.checked; again(); } } }), t("table.inview")),
      h("span", { class: "spring" }),
      button("GeoJSON", () => save(`${layer}.geojson`, collection(rows), "application/geo+json"), { "data-table": "geojson", title: t("table.geojson") }),
      button("CSV", () => save(`${layer}.csv`, csv(rows), "text/csv;charset=utf-8"), { "data-table": "csv", title: t("table.csv") }),
      button("×", close, { class: "close", "aria-label": t("close") })),
    h("div", { class: "table-scroll", hidden: !rows.length, tabindex: "0", role: "region", "aria-label": title(layer) },
      h("table", {}, h("thead", {}, h("tr", {}, columns.map((column, i) => head(column, i, again)))),
        h("tbody", {}, shown.map((one) => line(one, columns, go))))),
    rows.length ? null : h("p", { class: "empty" }, t("table.none")),
    rows.length > size ? pager(rows.length, size, again) : null,
  );
  if (refocus) element.querySelector(`[data-table="${CSS.escape(refocus)}"]`)?.focus();
}

/** Return the name of a layer. */
export function title(layer) {
  const text = t(`entry.${layer}`);
  return text === `entry.${layer}` ? layer : text;
}

function sorted(features, columns) {
  const [, value] = columns[Math.min(order.column, columns.length - 1)];
  const rows = features.map((one) => [value(one), one]);
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  rows.sort(([a], [b]) => (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b))));
  if (order.down) rows.reverse();
  return rows.map(([, one]) => one);
}

function head([key], i, again) {
  const here = order.column === i;
  const turn = () => {
    Object.assign(order, { down: here ? !order.down : false, column: i, page: 0 });
    again();
  };
  return h("th", { scope: "col", "aria-sort": here ? (order.down ? "descending" : "ascending") : null },
    button([t(key), h("span", { "aria-hidden": "true", class: "arrow" }, here ? (order.down ? " ▼" : " ▲") : "")], turn, { "data-table": `sort${i}` }));
}

function line(one, columns, go) {
  const chosen = one.key === state.selected;
  return h("tr", { class: chosen ? "is-chosen" : null, "data-key": one.key, "aria-current": chosen ? "true" : null },
    columns.map(([, value, show], i) => {
      const text = show ? show(one) : value(one);
      return h("td", { dir: "auto" }, i ? String(text) : h("div", { class: "cell-name" }, swatch(one.entry, { hollow: isHollow(one) }), button(String(text) || one.id, () => go(one), { class: "link", "data-table": one.key })));
    }));
}

function pager(count, size, again) {
  const pages = Math.ceil(count / size);
  const turn = (by) => () => {
    order.page += by;
    again();
  };
  return h("nav", { class: "pager", "aria-label": t("table.pages") },
    button("‹", turn(-1), { disabled: order.page === 0, "aria-label": t("table.previous"), "data-table": "previous" }),
    h("span", {}, t("table.page", { n: number(order.page + 1), all: number(pages) })),
    button("›", turn(1), { disabled: order.page >= pages - 1, "aria-label": t("table.next"), "data-table": "next" }));
}

/** Show the row of a feature in an open table, if it stands there. */
export function reveal(element, one) {
  element.querySelector(`tr[data-key="${CSS.escape(one.key)}"]`)?.scrollIntoView({ block: "nearest" });
}

