// Search over all names and aliases in three scripts, forgiving of diacritics and a wrong letter.

import { FACTS, evidenceOf, nameOf, namesOf, provincesOf, store } from "./data.js";
import { fill, h } from "./dom.js";
import { day, t, word } from "./i18n.js";
import { looseName } from "./loose.js";
import { swatch } from "./symbols.js";
import { distance, fold } from "./text.js";

const MOST = 12;
/** Which of two things with the same name comes first: today's units, places with facts, old units. */
const RANK = { __proto__: null, checkpoints: 0, provinces: 1, hamlets: 2, places: 3, "provinces.before": 4, projects: 5, events: 6, aid: 6, twinnings: 6, loose: 7, review: 8, border: 8 };
/** Today's province is also found by what it was made of, but after the old one of that very name. */
const FORMER = 4;
/** What only the sentence of a fact says comes after all names. */
const IN_SENTENCE = 60;
const AROUND = 34;
/** After so many features the index looks whether there is still time. */
const AT_A_TIME = 200;
const index = [];
const sentences = new Map();
let building = null;

/** Gather names and sentences, a few at a time. */
function* gather() {
  const seen = new Set();
  for (const [layer, features] of store.layers) {
    for (const [i, one] of features.entries()) {
      if (i % AT_A_TIME === 0) yield;
      if (FACTS.includes(layer) && seen.has(one.record)) continue;
      seen.add(one.record);
      for (const name of namesOf(one)) add(one, name, rankOf(one, name));
      if (FACTS.includes(layer)) listen(one);
    }
  }
  for (const one of store.unplaced) {
    add(one, looseName(one), RANK.loose);
    listen(one);
  }
}

/** Remember the sentences that a fact rests on. */
function listen(one) {
  for (const piece of evidenceOf(one)) {
    const known = sentences.get(piece);
    if (known) known.facts.push(one);
    else sentences.set(piece, { quote: piece.quote || "", folded: ` ${fold(piece.quote || "")}`, facts: [one] });
  }
}

/** Add facts whose sentence has the words, until the list is full. */
function addSentences(best, wanted) {
  for (const { quote, folded, facts } of sentences.values()) {
    if (best.size >= MOST) return;
    if (!folded.includes(` ${wanted}`)) continue;
    for (const one of facts.slice(0, MOST)) {
      if (!best.has(one.key)) best.set(one.key, { one, name: snippet(quote, wanted), folded: wanted, total: IN_SENTENCE + (RANK[one.layer] ?? RANK.loose) });
    }
  }
}

/** Return the words round those that were looked for. */
function snippet(quote, wanted) {
  const at = Math.max(0, fold(quote).indexOf(wanted));
  const start = at > AROUND ? quote.indexOf(" ", at - AROUND) + 1 : 0;
  const end = quote.length > at + wanted.length + AROUND ? quote.lastIndexOf(" ", at + wanted.length + AROUND) : quote.length;
  return `${start ? "… " : ""}${quote.slice(start, end)}${end < quote.length ? " …" : ""}`;
}

function add(one, name, rank) {
  const folded = fold(name);
  if (folded) index.push({ one, name, rank, folded, bare: folded.replaceAll(" ", ""), words: folded.split(" ") });
}

function rankOf(one, name) {
  const { p, layer, entry } = one;
  const rank = RANK[entry] ?? RANK[one.entry.split(".")[0]] ?? RANK.loose;
  const former = layer === "provinces" && name !== p.name && (p.before || []).includes(name);
  const facts = (p.n_events || 0) + (p.n_aid || 0) + (p.n_projects || 0) > 0;
  return rank + (former ? FORMER : 0) - (facts ? 0.5 : 0);
}

/**
 * Work on the index as long as there is time, so that the first letter typed need not wait for it;
 * without a deadline, to its end. Returns whether it stands.
 */
export function prepareSearch(deadline = null) {
  building ??= gather();
  let { done } = building.next();
  while (!done && (!deadline || deadline.timeRemaining() > 3)) ({ done } = building.next());
  return done;
}

/** Return the features whose names fit a query, best first: `[{one, name}]`. */
export function find(query) {
  prepareSearch();
  const wanted = fold(query);
  if (!wanted) return [];
  const bare = wanted.replaceAll(" ", "");
  let best = matches((entry) => plainMatch(entry, wanted, bare));
  if (!best.size && bare.length >= 4) best = matches((entry) => nearMatch(entry, wanted, bare));
  if (bare.length >= 4) addSentences(best, wanted);
  return [...best.values()].sort((x, y) => x.total - y.total || x.folded.length - y.folded.length || x.name.localeCompare(y.name)).slice(0, MOST);
}

function matches(score) {
  const best = new Map();
  for (const entry of index) {
    const value = score(entry);
    if (value === null) continue;
    const total = value * 10 + entry.rank;
    // Stretches of the border between the same two provinces are one thing to somebody who searches.
    const key = entry.one.layer === "border" ? entry.folded : entry.one.key;
    const known = best.get(key);
    if (!known || total < known.total) best.set(key, { ...entry, total });
  }
  return best;
}

function plainMatch({ folded, bare: own, words }, wanted, bare) {
  if (folded === wanted || own === bare) return 0;
  if (folded.startsWith(wanted) || own.startsWith(bare)) return 1;
  if (folded.includes(` ${wanted}`)) return 2;
  if (bare.length >= 3 && own.includes(bare)) return 3;
  const asked = wanted.split(" ");
  return asked.length > 1 && asked.every((part) => words.some((piece) => piece.startsWith(part))) ? 3.5 : null;
}

/** Forgive one wrong letter, two in long names, in the whole name, its beginning or a word. */
function nearMatch({ bare: own, words }, wanted, bare) {
  const allowed = bare.length < 8 ? 1 : 2;
  const near = Math.min(distance(bare, own, allowed), distance(bare, own.slice(0, bare.length), allowed));
  if (near <= allowed) return near;
  return words.some((part) => part.length >= 4 && distance(wanted, part, 1) <= 1) ? 4 : null;
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
    input.value = shownName(found[i].one);
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

function shownName(one) {
  return one.loose ? looseName(one) : nameOf(one);
}

/** Say what was found: its kind, until when it existed, where it is. */
function kindWords(one) {
  if (one.loose) return [t(`unplaced.${one.kind}`), t("list.unplaced")];
  const until = one.layer === "provinces" && one.p.valid_to ? t("search.until", { date: day(one.p.valid_to.slice(0, 7)) }) : "";
  return [one.layer === "places" ? word("place", one.p.type) : t(`one.${one.layer}`), until, one.entry === "provinces" ? "" : provincesOf(one).join(" / ")];
}

function option({ one, name }, i, take) {
  const shown = shownName(one);
  return h(
    "li",
    { id: `found-${i}`, role: "option", "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); take(i); } } },
    swatch(one.entry),
    h("span", { class: "found-name" }, shown, ` ${fold(shown)} `.includes(` ${fold(name)} `) ? null : h("span", { class: "also" }, ` ${name}`)),
    h("span", { class: "found-kind" }, kindWords(one).filter(Boolean).join(" · ")),
  );
}
