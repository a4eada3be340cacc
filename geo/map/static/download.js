// Files that the reader takes along: GeoJSON (RFC 7946) and CSV, made in the page.

import { evidenceOf, store, wholeOf } from "./data.js";
import { middle, toGeoJson } from "./geometry.js";
import { csvCell } from "./text.js";
import { h } from "./dom.js";

/** Return a feature as GeoJSON with its evidence written out. */
export function featureJson(one) {
  const properties = { layer: one.layer, ...one.p };
  if (one.p.evidence) {
    properties.evidence = evidenceOf(one).map(({ article, start, end, quote }) => ({
      article: article.id, title: article.title, publisher: article.publisher, published: article.published,
      url: article.url, sha256: article.sha256, start, end, quote,
    }));
  }
  return { type: "Feature", id: one.key, geometry: one.geometry ? toGeoJson(wholeOf(one)) : null, properties };
}

/** Return features as the text of a GeoJSON file. */
export function collection(features) {
  const attribution = store.sources.join(" ");
  return `${JSON.stringify({ type: "FeatureCollection", attribution, features: features.map(featureJson) })}\n`;
}

/** Return features as the text of a CSV file that no spreadsheet runs. */
export function csv(features) {
  const names = [];
  for (const { p } of features) for (const name of Object.keys(p)) if (name !== "evidence" && !names.includes(name)) names.push(name);
  const header = [...names, "lon", "lat", "evidence", "articles"];
  const rows = features.map((one) => {
    const [lon, lat] = one.geometry ? middle(one.geometry).map((v) => Number(v.toFixed(5))) : [null, null];
    const found = evidenceOf(one);
    const values = names.map((name) => {
      const value = one.p[name];
      return value && typeof value === "object" ? flat(value) : value;
    });
    const articles = [...new Set(found.map(({ article }) => article.title || article.id))];
    return [...values, lon, lat, found.map(({ quote }) => quote).join(" … "), articles.join("; ")];
  });
  return `\ufeff${[header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function flat(value) {
  return Array.isArray(value) && value.every((item) => typeof item !== "object") ? value.join("; ") : JSON.stringify(value);
}

/** Hand a text to the reader as a file. */
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = h("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Copy a text; where the browser forbids that, show it selected. Resolves to whether it went. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { readonly: true, class: "hidden-text" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
