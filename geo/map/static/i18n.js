// Words of the page in the reader's language; numbers, dates and sums as that language has them.

// Browsers often lack Khmer; its months stand in strings.json and its digits are the common ones.
const LOCALES = { en: "en-GB", vi: "vi", km: "en-GB" };
const formats = {};
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
  const key = `${language} ${digits}`;
  formats[key] ??= new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits });
  return formats[key].format(value);
}

/** Return a sum of money: in words from a million on, with its currency. */
export function money(value, currency) {
  const long = Math.abs(value) >= 1e6;
  const text = long
    ? new Intl.NumberFormat(LOCALES[language], {
        notation: "compact",
        compactDisplay: "long",
        maximumFractionDigits: 2,
      }).format(value)
    : number(value);
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
  if (language === "km") {
    const month = parts[1] ? t("months").split(" ")[parts[1] - 1] : "";
    return [parts[2], month, parts[0]].filter(Boolean).join(" ");
  }
  const options = [
    { year: "numeric" },
    { year: "numeric", month: "long" },
    { year: "numeric", month: "long", day: "numeric" },
  ][Math.min(parts.length, 3) - 1];
  const date = new Date(Date.UTC(parts[0], (parts[1] || 1) - 1, parts[2] || 1));
  return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: "UTC" }).format(date);
}

/** Return a span of dates in words. */
export function days(start, end) {
  if (!start && !end) return "";
  if (!end || start === end) return day(start);
  return start ? `${day(start)} – ${day(end)}` : day(end);
}
