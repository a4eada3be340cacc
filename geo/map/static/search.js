// Search over all names and aliases in three scripts, forgiving of diacritics and a wrong letter.

import { FACTS, store, nameOf, namesOf, provincesOf } from "./data.js";
import { fill, h } from "./dom.js";
import { t } from "./i18n.js";
import { swatch } from "./symbols.js";
import { distance, fold } from "./text.js";

const MOST = 12;
const RANK = { __proto__: null, checkpoints: 0, provinces: 1, hamlets: 2, places: 3, projects: 4, events: 5, aid: 5, twinnings: 5, review: 8, border: 8 };
let index = null;

function build() {
  const seen = new Set();
  index = [];
  for (const [layer, features] of store.layers) {
    for (const one of features) {
      if (FACTS.includes(layer) && seen.has(one.record)) continue;
      seen.add(one.record);
      for (const name of namesOf(one)) {
        const folded = fold(name);
        index.push({ one, name, folded, bare: folded.replaceAll(" ", ""), words: folded.split(" ") });
      }
    }
  }
}

/** Return the features whose names fit a query, best first: `[{one, name}]`. */
export function find(query) {
  if (!index) build();
  const wanted = fold(query);
  if (!wanted) return [];
  const bare = wanted.replaceAll(" ", "");
  const best = new Map();
  for (const entry of index) {
    const score = match(entry, wanted, bare);
    if (score === null) continue;
    const total = score * 10 + (RANK[entry.one.layer] ?? 6);
    const known = best.get(entry.one.key);
    if (!known || total < known.total) best.set(entry.one.key, { ...entry, total });
  }
  return [...best.values()].sort((a, b) => a.total - b.total || a.folded.length - b.folded.length || a.name.localeCompare(b.name)).slice(0, MOST);
}

function match({ folded, bare: own, words }, wanted, bare) {
  if (folded === wanted || own === bare) return 0;
  if (folded.startsWith(wanted) || own.startsWith(bare)) return 1;
  if (words.some((part) => part.startsWith(wanted)) || folded.includes(` ${wanted}`)) return 2;
  if (bare.length >= 3 && own.includes(bare)) return 3;
  if (bare.length < 4) return null;
  const allowed = bare.length < 8 ? 1 : 2;
  const near = Math.min(distance(bare, own, allowed), distance(bare, own.slice(0, bare.length), allowed));
  if (near <= allowed) return 3 + near;
  for (const part of folded.split(/ - | – /)) if (distance(bare, part.replaceAll(" ", ""), allowed) <= allowed) return 6;
  return words.some((part) => part.length >= 4 && distance(wanted, part, 1) <= 1) ? 7 : null;
}

/** Make the search box; `choose(feature)` is called with what the reader takes. */
export function makeSearch(choose) {
  const list = h("ul", { id: "search-list", role: "listbox", "aria-label": t("search.results"), hidden: true });
  const input = h("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
    placeholder: t("search.hint"), "aria-label": t("search.label"), "aria-controls": "search-list",
    "aria-expanded": "false", "aria-autocomplete": "list",
  });
  let found = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (i) => {
    if (!found[i]) return;
    choose(found[i].one);
    input.value = nameOf(found[i].one);
    close();
  };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `found-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  };
  const show = () => {
    found = find(input.value);
    active = found.length ? 0 : -1;
    const none = input.value.trim() && !found.length;
    fill(list, found.map((item, i) => option(item, i, take)), none ? h("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("search.none")) : null);
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.value = "";
    } else if (event.key === "Enter") take(Math.max(active, 0));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(found.length, 1);
      mark();
    }
  });
  return h("div", { class: "search", role: "search" }, input, list);
}

function option({ one, name }, i, take) {
  const shown = nameOf(one);
  const kind = t(`one.${one.layer}`);
  const where = provincesOf(one).join(" / ");
  return h(
    "li",
    { id: `found-${i}`, role: "option", "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); take(i); } } },
    swatch(one.entry),
    h("span", { class: "found-name" }, shown, fold(name) === fold(shown) ? null : h("span", { class: "also" }, ` ${name}`)),
    h("span", { class: "found-kind" }, [kind, where].filter(Boolean).join(" · ")),
  );
}
