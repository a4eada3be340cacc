// Facts as cards: what, when, how sure, and the sentence that says so.

import { evidenceOf, namesOf, nameOf, placeOf, placesOfFact, store } from "./data.js";
import { button, h, link, pairs } from "./dom.js";
import { sureness } from "./filter.js";
import { days, getLanguage, kilometres, money, number, t, word } from "./i18n.js";
import { isHollow, swatch, valueOf } from "./symbols.js";
import { capital, occurrences } from "./text.js";

/** Return how exact a position is, in words. */
export function precisionWords({ precision, radius_km: radius }) {
  const text = precision ? t(`precision.${precision}`) : "";
  return [text, radius && precision !== "stretch" ? t("precision.radius", { radius: kilometres(radius) }) : ""].filter(Boolean).join(" ");
}

/** Return how sure a record is, in words and as a number. */
export function sureWords(one) {
  const sure = sureness(one);
  if (sure === null) return "";
  const step = sure >= 0.8 ? "high" : sure >= 0.5 ? "medium" : "low";
  return typeof one.p.confidence === "number" ? `${t(`sure.is.${step}`)} (${number(sure)})` : t(`sure.is.${step}`);
}

/** Return what was given, in words. */
export function giftWords(p) {
  if (p.name) return capital(p.name);
  const amount = p.quantity === null || p.quantity === undefined ? "" : `${p.approximate ? "≈ " : ""}${number(p.quantity)} `;
  return capital(`${amount}${p.item || ""}`);
}

/** Return what a gift is worth, in words. */
export function worth(p) {
  const rows = [];
  if (p.unit_value !== null && p.unit_value !== undefined) {
    rows.push(t(p.period ? `aid.each.${p.period}` : "aid.each", { sum: money(p.unit_value, p.currency) }));
  }
  const total = p.total_value;
  if (total !== null && total !== undefined) rows.push(t("aid.total", { sum: money(total, p.currency) }));
  else if (!p.period && valueOf(p) !== null) rows.push(t("aid.reckoned", { sum: money(valueOf(p), p.currency) }));
  return rows.join("; ") || (p.category ? t("aid.inkind") : "");
}

/** Return the totals of gifts by currency, delivered and promised apart. */
export function totals(gifts) {
  const sums = new Map();
  const kind = { delivered: 0, promised: 0 };
  for (const { p } of gifts) {
    const status = p.status === "promised" ? "promised" : "delivered";
    const value = p.period ? p.total_value ?? null : valueOf(p);
    if (value === null) {
      kind[status] += 1;
      continue;
    }
    const key = p.currency || "?";
    const row = sums.get(key) || { delivered: 0, promised: 0 };
    row[status] += value;
    sums.set(key, row);
  }
  return { sums: [...sums].sort((a, b) => a[0].localeCompare(b[0])), kind };
}

/** Return a list of totals, or null without gifts. */
export function totalsTable(gifts) {
  if (!gifts.length) return null;
  const { sums, kind } = totals(gifts);
  const cell = (value, currency) => h("td", {}, value ? money(value, currency) : "–");
  return h(
    "div",
    { class: "totals" },
    sums.length
      ? h("table", {}, h("caption", {}, t("aid.totals")),
          h("thead", {}, h("tr", {}, ["aid.currency", "status.delivered", "status.promised"].map((key) => h("th", { scope: "col" }, t(key))))),
          h("tbody", {}, sums.map(([currency, row]) => h("tr", {}, h("th", { scope: "row" }, currency), cell(row.delivered, currency), cell(row.promised, currency)))))
      : null,
    kind.delivered + kind.promised ? h("p", { class: "small" }, t("aid.without", { n: number(kind.delivered), m: number(kind.promised) })) : null,
  );
}

function marked(quote, words) {
  const parts = [];
  let at = 0;
  for (const [start, end] of occurrences(quote, words)) {
    parts.push(quote.slice(at, start), h("mark", {}, quote.slice(start, end)));
    at = end;
  }
  return [...parts, quote.slice(at)];
}

/** Return the words of a sentence that a fact rests on. */
function wordsOf(one) {
  const { p } = one;
  const places = placesOfFact(one.record).flatMap(namesOf).flatMap((name) => [name, ...name.split(/\s+[–-]\s+/)]);
  const figures = [p.quantity, p.unit_value, p.total_value].filter((v) => typeof v === "number").flatMap((v) => {
    const forms = [String(v), v.toLocaleString("en")];
    for (const unit of [1e3, 1e6, 1e9]) if (v >= unit) forms.push(String(v / unit));
    return forms;
  });
  return [...places, p.place_name, ...(p.place_names || []), p.a_name, p.b_name, p.item, ...figures].filter(Boolean).map(String);
}

/** Join pieces of one and the same sentence, so that it is read once. */
function bySentence(pieces) {
  const sentences = new Map();
  for (const piece of pieces) {
    const whole = `${piece.before}${piece.quote}${piece.after}`;
    const key = `${piece.article.id} ${whole}`;
    const known = sentences.get(key);
    if (!known) {
      sentences.set(key, piece);
      continue;
    }
    const from = Math.min(known.before.length, piece.before.length);
    const to = whole.length - Math.min(known.after.length, piece.after.length);
    sentences.set(key, {
      article: piece.article, start: Math.min(known.start, piece.start), end: Math.max(known.end, piece.end),
      before: whole.slice(0, from), quote: whole.slice(from, to), after: whole.slice(to),
    });
  }
  return [...sentences.values()];
}

/** Return the pieces of evidence of a record: sentence, article, publisher, date, link, hash. */
export function evidence(one) {
  const found = bySentence(evidenceOf(one));
  if (!found.length) return null;
  const words = one.p ? wordsOf(one) : [];
  return h("div", { class: "evidence" }, found.map(({ article, quote, before, after, start, end }) =>
    h("figure", {},
      quote ? h("blockquote", { dir: "auto" }, before, h("span", { class: before || after ? "piece" : null }, marked(quote, words)), after) : null,
      h("figcaption", {},
        link(article.url, article.title || article.id),
        [article.publisher, article.published ? days(article.published) : null].filter(Boolean).map((text) => h("span", {}, ` · ${text}`)),
        h("details", { class: "origin" }, h("summary", {}, t("evidence.origin")),
          pairs([[t("evidence.id"), article.id], [t("evidence.place"), start === null || start === undefined ? "" : t("evidence.offsets", { start, end })], [t("evidence.hash"), article.sha256 ? h("code", {}, article.sha256) : ""]]))))));
}

function placeButtons(one, go, except) {
  const places = placesOfFact(one.record).filter((place) => place !== except);
  return places.map((place) => button(nameOf(place), () => go(place), { class: "link" }));
}

/** Return the lines that say where a fact belongs, with its role. */
function whereLines(one, go, except) {
  const rows = store.records.get(one.record) || [one];
  const role = (name) => rows.filter(({ p }) => p.role === name).map(({ p }) => placeOf(p.place_id) || p.place_name);
  const show = (list) => [...new Set(list)].map((place, i) => [i ? ", " : "", typeof place === "string" ? place : place === except ? nameOf(place) : button(nameOf(place), () => go(place), { class: "link" })]);
  if (one.layer !== "aid") return [[t("fact.where"), placeButtons(one, go, except).flatMap((b, i) => (i ? [", ", b] : [b]))]];
  return [[t("aid.handed_over"), show(role("handed_over"))], [t("aid.beneficiaries"), show(role("beneficiaries"))]];
}

/** Return a card of one fact; `go(feature)` opens a place. */
export function card(one, go, { except = null, open = false, titled = true } = {}) {
  const { p, layer } = one;
  const title = layer === "aid" ? giftWords(p) : nameOf(one);
  const kind = layer === "events" ? word("type", p.type) : layer === "aid" ? word("category", p.category) : layer === "projects" ? word("kind", p.kind) : t("one.twinnings");
  const when = days(p.date_start, p.date_end) || t("fact.undated");
  const status = p.status ? h("span", { class: `tag tag-${p.status}` }, word("status", p.status)) : null;
  return h("article", { class: `card card-${layer}`, lang: getLanguage() },
    titled ? h("header", {}, swatch(layer === "projects" ? `line.${p.status}` : layer, { hollow: isHollow(one) }),
      h("h4", { dir: "auto" }, button(title || p.id, () => go(one), { class: "link title" }))) : null,
    h("p", { class: "card-line" }, h("span", { class: "when" }, when), h("span", {}, kind), status),
    layer === "aid" ? h("p", { class: "worth" }, worth(p)) : null,
    h("details", { open }, h("summary", {}, t("fact.evidence")),
      pairs([
        [t("aid.donor"), p.donor], [t("aid.recipient"), p.recipient], ...whereLines(one, go, except),
        [t("fact.value"), layer === "projects" && p.value ? money(p.value, p.currency) : ""],
        [t("fact.actors"), (p.actors || []).join(", ")], [t("fact.date_basis"), p.date_basis], [t("fact.reviewed"), p.reviewed],
        [t("fact.position"), precisionWords(p)], [t("fact.sure"), sureWords(one)],
      ]),
      evidence(one)));
}

/** Sort facts by date, newest first, undated last. */
export function byDate(facts) {
  return [...facts].sort((a, b) => (b.p.date_start || "").localeCompare(a.p.date_start || "") || a.id.localeCompare(b.id));
}
