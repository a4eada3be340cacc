// Words of the page in the reader's language; numbers, dates and sums as that language has them.

// Written by hand: a browser's own formats cost a tenth of the time to open and often lack Khmer.
const MARKS = { en: [",", "."], vi: [".", ","], km: [",", "."] };
// The unit, its word, and from what sum on it is used: what rounds up to a billion is one.
const LARGE = [[1e12, "trillion", 999.995e9], [1e9, "billion", 999.995e6], [1e6, "million", 1e6]];
let words = {};
let language = "en";

/** Take the words of the page (key → language → text). */
export function setStrings(strings) {
  words = strings;
}

/** Change the language of all later texts. */
export function setLanguage(lang) {
  language = lang;
  document.documentElement.lang = lang;
}

/** Return the language now in use. */
export function getLanguage() {
  return language;
}

/** Return the text of a key, with `{name}` replaced from `values`. */
export function t(key, values = {}) {
  const entry = Object.hasOwn(words, key) ? words[key] : null;
  const text = entry ? entry[language] || entry.en : key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Return the text of a value of a vocabulary (`type.meeting`), or the value itself, readable. */
export function word(group, value) {
  if (value === null || value === undefined || value === "") return "";
  const key = `${group}.${value}`;
  const entry = Object.hasOwn(words, key) ? words[key] : null;
  return entry ? entry[language] || entry.en : String(value).replaceAll("_", " ");
}

/** Return a number as the language writes it. */
export function number(value, digits = 2) {
  const [group, point] = MARKS[language];
  const [whole, rest = ""] = Math.abs(value).toFixed(digits).split(".");
  const fraction = rest.replace(/0+$/, "");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction ? point + fraction : "");
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Return a sum of money: in words from a million on, with its currency. */
export function money(value, currency) {
  const large = LARGE.find(([, , least]) => Math.abs(value) >= least);
  const text = large ? t(`money.${large[1]}`, { n: number(value / large[0]) }) : number(value);
  return currency ? `${text} ${currency}` : text;
}

/** Return a sum of money with its period: a month, a year, or once. */
export function moneyIn(value, currency, period) {
  return period ? `${money(value, currency)} ${t(`period.${period}`)}` : money(value, currency);
}

/** Return a distance in kilometres, or metres below one. */
export function kilometres(km) {
  if (km === null || km === undefined) return "";
  return km < 1 ? `${number(Math.round(km * 100) * 10, 0)} m` : `${number(km, km < 10 ? 1 : 0)} km`;
}

/** Return an ISO prefix (2025, 2025-11, 2025-11-12) in words, no more exact than it is. */
export function day(iso) {
  if (!iso) return "";
  const parts = String(iso).split("-").map(Number);
  if (parts.some(Number.isNaN)) return String(iso);
  const [year, month, date] = parts;
  if (!month) return String(year);
  if (language === "vi") return date ? `${date}/${month}/${year}` : `${t("month")} ${month}/${year}`;
  return [date, t("months").split(" ")[month - 1], year].filter(Boolean).join(" ");
}

/** Return a span of dates in words. */
export function days(start, end) {
  if (!start && !end) return "";
  if (!end || start === end) return day(start);
  return start ? `${day(start)} – ${day(end)}` : day(end);
}
