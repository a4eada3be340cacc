// Filters by kind of event, kind of aid, status, province, article and confidence.

import { store } from "./data.js";
import { append, button, fill, h } from "./dom.js";
import { facet, hasValues, isFiltered } from "./filter.js";
import { day, number, t, word } from "./i18n.js";
import { state, touched, update } from "./state.js";

const GROUPS = [["type", "type"], ["category", "category"], ["status", "status"], ["province", ""], ["article", ""]];
const LONG = 8;
const open = new Set();

/** Draw the filters into an element. */
export function drawFacets(element) {
  const focused = document.activeElement?.dataset?.facet;
  fill(element, GROUPS.map(([group, vocabulary]) => section(group, vocabulary)), confidence(), clear());
  if (focused) element.querySelector(`[data-facet="${CSS.escape(focused)}"]`)?.focus();
}

/** Make one group; what there is to choose in it is worked out when somebody looks. */
function section(group, vocabulary) {
  if (!hasValues(group)) return null;
  const picked = state.picked[group];
  const body = h("div", { class: "facet-values", role: "group", "aria-label": t(`filter.${group}`) });
  const shown = open.has(group) || picked.size > 0;
  const choices = () => body.children.length || fillChoices(body, group, vocabulary);
  if (shown) choices();
  const details = h("details", { class: "facet", open: shown },
    h("summary", { on: { click: choices } }, t(`filter.${group}`), picked.size ? h("span", { class: "count" }, number(picked.size)) : null), body);
  details.addEventListener("toggle", () => {
    if (details.open) choices();
    return details.open ? open.add(group) : open.delete(group);
  });
  return details;
}

function fillChoices(body, group, vocabulary) {
  const values = facet(group)
    .map(([value, count]) => ({ value, count, text: label(group, vocabulary, value) }))
    .sort((a, b) => b.count - a.count || a.text.localeCompare(b.text));
  body.classList.toggle("is-long", values.length > LONG);
  append(body, values.map((item) => choice(group, item)));
}

function label(group, vocabulary, value) {
  if (group !== "article") return vocabulary ? word(vocabulary, value) : value;
  const article = store.articles.find(({ id }) => id === value);
  return article ? article.title || article.id : value;
}

function choice(group, { value, count, text }) {
  const picked = state.picked[group];
  return h(
    "label",
    { class: "facet-row" },
    h("input", {
      type: "checkbox",
      checked: picked.has(value),
      "data-facet": `${group}:${value}`,
      on: {
        change: (event) => {
          if (event.target.checked) picked.add(value);
          else picked.delete(value);
          touched("picked");
        },
      },
    }),
    h("span", { class: "facet-name" }, text),
    h("span", { class: "count" }, number(count)),
  );
}

function confidence() {
  const change = (event) => update({ confidence: Number(event.target.value) });
  return h(
    "label",
    { class: "facet-line" },
    h("span", {}, t("filter.confidence")),
    h(
      "select",
      { "data-facet": "confidence", on: { change } },
      [[0, "sure.all"], [0.5, "sure.medium"], [0.8, "sure.high"]].map(([value, key]) =>
        h("option", { value: String(value), selected: state.confidence === value }, t(key)),
      ),
    ),
  );
}

function clear() {
  if (!isFiltered()) return null;
  return button(t("filter.clear"), resetFilters, { class: "wide", "data-facet": "clear" });
}

/** Say over the map which filters are on, with a way out: a link may have brought them along. */
export function drawNote(element) {
  element.hidden = !isFiltered();
  const picked = GROUPS.flatMap(([group, vocabulary]) => [...state.picked[group]].map((value) => label(group, vocabulary, value)));
  const sure = { 0.5: "sure.medium", 0.8: "sure.high" }[state.confidence];
  const words = [
    ...picked,
    state.confidence ? (sure ? t(sure) : `≥ ${number(state.confidence)}`) : "",
    state.time ? state.time.map(day).join(" – ") : "",
    state.undated ? "" : t("filter.dated"),
  ].filter(Boolean);
  fill(element, h("span", { class: "note-words", dir: "auto" }, `${t("filter.on")} ${words.join(" · ")}`), button(t("filter.everything"), resetFilters));
}

/** Take all filters off. */
export function resetFilters() {
  for (const values of Object.values(state.picked)) values.clear();
  update({ confidence: 0, time: null, undated: true });
}
