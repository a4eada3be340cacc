// The atlas in the page: features by layer, by id, their places, their facts.

import { decode, middle, kilometresBetween } from "./geometry.js";
import { getLanguage } from "./i18n.js";
import { capital } from "./text.js";

/** Layers that hold places, in the order in which a place id is looked up. */
export const PLACES = ["checkpoints", "hamlets", "places", "provinces"];
/** Layers that hold facts. */
export const FACTS = ["events", "aid", "projects", "twinnings"];

export const store = {
  meta: {},
  settings: {},
  layers: new Map(),
  features: new Map(),
  places: new Map(),
  records: new Map(),
  articles: [],
  evidence: [],
  unplaced: [],
  sources: [],
  base: [],
  geometries: [],
};

/** Read the data block of the page into the store. */
export function load(raw) {
  const shapes = new Array(raw.geometries.length);
  const shape = (i) => (i === null ? null : (shapes[i] ??= decode(raw.geometries[i], i)));
  Object.assign(store, { meta: raw.meta, settings: raw.settings, unplaced: raw.unplaced.map(looseFeature), sources: raw.sources, geometries: raw.geometries });
  store.articles = raw.articles.map(([id, title, publisher, published, url, sha256]) => ({ id, title, publisher, published, url, sha256 }));
  store.evidence = raw.evidence.map(([article, start, end, quote, before = "", after = ""]) => ({ article: store.articles[article], start, end, quote, before, after }));
  for (const [layer, table] of Object.entries(raw.layers)) {
    const last = table.columns.length;
    const features = table.rows.map((row, i) => feature(layer, table.columns, row, shape(row[last]), table.whole?.[i]));
    store.layers.set(layer, features);
    for (const one of features) store.features.set(one.key, one);
  }
  for (const layer of PLACES) {
    for (const one of store.layers.get(layer) || []) if (!store.places.has(one.id)) store.places.set(one.id, one);
  }
  for (const layer of FACTS) {
    for (const one of store.layers.get(layer) || []) {
      const rows = store.records.get(one.record) || [];
      rows.push(one);
      store.records.set(one.record, rows);
    }
  }
  store.base = raw.base.map(([kind, p, i]) => ({ kind, p, geometry: shape(i) }));
}

function feature(layer, columns, row, geometry, whole) {
  const p = Object.create(null);
  for (let i = 0; i < columns.length; i += 1) p[columns[i]] = row[i];
  const one = { key: `${layer}:${p.id}`, layer, id: p.id, record: p.record || p.id, p, geometry, whole, entry: layer };
  one.entry = entryOf(one);
  return one;
}

/** Return the geometry of a feature as its layer holds it: not cut to the land, as the map draws it. */
export function wholeOf({ geometry, whole }) {
  return whole === undefined ? geometry : decode(store.geometries[whole]);
}

const LAYER_OF = { __proto__: null, event: "events", aid: "aid", project: "projects", twinning: "twinnings" };

/** Return a fact without a place in the form of a feature, so that filters and search take it. */
function looseFeature(values, i) {
  const p = Object.assign(Object.create(null), values);
  const kind = String(p.kind || p.layer || p.record_type || "other").replace(/s$/, "").replace(/^twinning.*/, "twinning");
  const layer = LAYER_OF[kind] || kind;
  return { key: `loose:${i}`, loose: true, kind, layer, id: p.id || String(i), record: "", p, geometry: null, entry: layer };
}

function entryOf({ layer, p }) {
  if (layer === "checkpoints") {
    if (/planned/.test(`${p.status} ${p.class}`)) return "checkpoints.planned";
    const known = ["international", "main", "secondary"].find((name) => String(p.class).startsWith(name));
    return `checkpoints.${known || "other"}`;
  }
  if (layer === "provinces" && p.valid_to) return "provinces.before";
  return layer;
}

/** Return the feature of a place id; a half (`cp-x:vn`) gives its pair. */
export function placeOf(id) {
  if (!id) return null;
  return store.places.get(id) || store.places.get(String(id).replace(/:(vn|kh)$/, "")) || null;
}

/** Return the name of a feature in the language of the labels. */
export function nameOf(one) {
  const { p } = one;
  const language = getLanguage();
  if (language === "km" && p.name_km) return p.name_km;
  if (language === "en" && p.name_en) return p.name_en;
  const name = p.name || [p.name_vi, p.name_kh].filter(Boolean).join(" – ") || p.id;
  return FACTS.includes(one.layer) ? capital(name) : name;
}

/** Return all names by which a feature can be found. */
export function namesOf({ p }) {
  const names = [p.name, p.name_en, p.name_vi, p.name_kh, p.name_km, p.a_name, p.b_name, p.item];
  names.push(...(p.names || []), ...(p.aliases || []), ...(p.before || []));
  return [...new Set(names.filter((name) => typeof name === "string" && name))];
}

/** Return the features of the places that a fact refers to, each once. */
export function placesOfFact(record) {
  const places = [];
  for (const { p } of store.records.get(record) || []) {
    for (const id of [p.place_id, ...(p.place_ids || []), p.a, p.b]) {
      const place = placeOf(id);
      if (place && !places.includes(place)) places.push(place);
    }
  }
  return places;
}

/** Return the first row of every fact tied to a place, by layer. */
export function factsOfPlace(place) {
  const found = { events: [], aid: [], projects: [], twinnings: [] };
  const seen = new Set();
  const take = (record) => {
    const [first] = store.records.get(record) || [];
    if (first && !seen.has(record)) {
      seen.add(record);
      found[first.layer].push(first);
    }
  };
  for (const name of ["events", "aid", "projects"]) for (const id of place.p[name] || []) take(id);
  for (const record of factIndex().get(place.key) || []) take(record);
  return found;
}

let index = null;

function factIndex() {
  if (index) return index;
  index = new Map();
  for (const record of store.records.keys()) {
    for (const place of placesOfFact(record)) {
      const list = index.get(place.key) || [];
      list.push(record);
      index.set(place.key, list);
    }
  }
  return index;
}

/** Return the provinces (by the name used today) that a feature belongs to. */
export function provincesOf(one) {
  if (one.provinces) return one.provinces;
  const names = new Set();
  const add = (name) => name && String(name).split(/\s*;\s*/).forEach((n) => names.add(n));
  const take = ({ p, layer }) => {
    if (layer === "provinces") (p.valid_to ? todayOf(p.name) : [p]).forEach((unit) => add(unit.name || unit.p.name));
    if (p.type === "province") add(p.province_today || p.name);
    for (const name of ["province_vn", "province_kh"]) add(p[name]);
    add(p.province_today || p.province);
  };
  take(one);
  if (FACTS.includes(one.layer)) placesOfFact(one.record).forEach(take);
  else if (one.p.place_id && placeOf(one.p.place_id)) take(placeOf(one.p.place_id));
  one.provinces = [...names];
  return one.provinces;
}

/** Return the provinces of today that an old one became a part of. */
export function todayOf(name) {
  return (store.layers.get("provinces") || []).filter(({ p }) => !p.valid_to && (p.before || []).includes(name));
}

/** Return the old province of a name, or null. */
export function formerOf(name) {
  return (store.layers.get("provinces") || []).find(({ p }) => p.valid_to && p.name === name) || null;
}

/** Return the evidence of a feature. */
export function evidenceOf(one) {
  return ((one.p || one).evidence || []).map((i) => store.evidence[i]);
}

/** Return the checkpoints nearest to a point, with their distance in kilometres. */
export function nearestCheckpoints(point, count, except = null) {
  return (store.layers.get("checkpoints") || [])
    .filter((one) => one !== except && one.geometry)
    .map((one) => [one, kilometresBetween(point, middle(one.geometry))])
    .sort((a, b) => a[1] - b[1])
    .slice(0, count);
}
