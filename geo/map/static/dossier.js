// The dossier of what was clicked: a panel beside the map, a sheet on a phone.

import { FACTS, evidenceOf, factsOfPlace, formerOf, nameOf, namesOf, nearestCheckpoints, placeOf, placesOfFact, provincesOf, store, todayOf } from "./data.js";
import { announce, button, fill, h, link, pairs } from "./dom.js";
import { collection, copy, save } from "./download.js";
import { byDate, card, evidence, precisionWords, sureWords, totalsTable } from "./facts.js";
import { contains, inside, middle } from "./geometry.js";
import { day, kilometres, number, t, word } from "./i18n.js";
import { toAddress } from "./state.js";
import { swatch } from "./symbols.js";
import { fileName } from "./text.js";

/** Draw the dossier of a feature into a panel; `others` lie at the same spot. */
export function drawDossier(panel, one, others, actions) {
  const { go, close, zoom } = actions;
  const body = FACTS.includes(one.layer) ? factBody(one, go) : placeBody(one, go);
  fill(panel,
    h("header", { class: "dossier-head" },
      h("div", {}, h("p", { class: "kind" }, swatch(one.entry), kindOf(one)),
        h("h2", { id: "dossier-title", tabindex: "-1", dir: "auto" }, nameOf(one))),
      button("×", close, { class: "close", "aria-label": t("close"), title: t("close") })),
    alsoHere(one, others, go),
    body,
    h("footer", { class: "dossier-foot" },
      button(t("dossier.zoom"), () => zoom(one)),
      button(t("dossier.copy"), async (event) => {
        const target = event.currentTarget;
        const ok = await copy(`${location.href.split("#")[0]}#${toAddress()}`);
        target.textContent = t(ok ? "dossier.copied" : "dossier.notcopied");
        announce(target.textContent);
      }),
      button(t("dossier.download"), () => save(`${fileName(one.id)}.geojson`, collection(withFacts(one)), "application/geo+json"))),
  );
  panel.setAttribute("aria-labelledby", "dossier-title");
}

function withFacts(one) {
  if (FACTS.includes(one.layer)) return store.records.get(one.record) || [one];
  return [one, ...Object.values(factsOfPlace(one)).flat()];
}

function kindOf(one) {
  if (one.layer === "checkpoints") return t(`entry.${one.entry}.one`);
  if (one.layer === "places") return word("place", one.p.type);
  return t(one.entry === "provinces.before" ? "one.provinces.before" : `one.${one.layer}`);
}

function alsoHere(one, others, go) {
  const rest = others.filter((other) => other !== one && other.record !== one.record);
  if (!rest.length) return null;
  const shown = rest.slice(0, 12);
  return h("details", { class: "also-here" }, h("summary", {}, t("dossier.also", { n: number(rest.length) })),
    h("ul", {}, shown.map((other) => h("li", {}, swatch(other.entry), button(nameOf(other), () => go(other), { class: "link" })))));
}

function factBody(one, go) {
  const places = placesOfFact(one.record);
  return [
    card(one, go, { open: true, titled: false }),
    places.length ? h("section", {}, h("h3", {}, t("dossier.places")), h("ul", { class: "list" }, places.map((place) => h("li", {}, swatch(place.entry), button(nameOf(place), () => go(place), { class: "link" }), h("span", { class: "small" }, ` ${provincesOf(place).join(" / ")}`))))) : null,
  ];
}

function placeBody(one, go) {
  const facts = factsOfPlace(one);
  return [
    names(one),
    h("section", {}, h("h3", {}, t("dossier.position")), h("p", { class: "precision" }, one.layer === "provinces" ? t("precision.area") : one.layer === "border" ? t(one.geometry?.point ? "border.end" : one.p.uncertain ? "border.uncertain" : "border.sure") : precisionWords(one.p) || t("precision.unknown")),
      pairs(positionRows(one))),
    one.layer === "border" ? borderRows(one) : null,
    belongs(one, go),
    one.layer === "checkpoints" ? checkpointRows(one) : null,
    one.layer === "review" ? h("section", { class: "warning-box" }, h("h3", {}, t("review.why")), h("p", {}, one.p.reason), reviewPlace(one, go)) : null,
    factSections(one, facts, go),
    twins(one, go),
    insideList(one, go),
    neighbours(one, go),
    origin(one),
    evidenceOf(one).length ? h("section", {}, h("h3", {}, t("fact.evidence")), evidence(one)) : null,
  ];
}

function reviewPlace(one, go) {
  const place = placeOf(one.p.place_id);
  return place ? h("p", {}, button(nameOf(place), () => go(place), { class: "link" })) : null;
}

function names(one) {
  const { p } = one;
  const main = [p.name, p.name_vi, p.name_kh, p.name_km, p.name_en];
  const aliases = namesOf(one).filter((name) => !main.includes(name) && !(p.before || []).includes(name));
  const rows = one.layer === "checkpoints"
    ? [[t("name.vi"), p.name_vi], [t("name.kh"), p.name_kh], [t("name.km"), p.name_km && h("span", { lang: "km" }, p.name_km)]]
    : [[t("name.own"), p.name === nameOf(one) ? "" : p.name], [t("name.en"), p.name_en === nameOf(one) ? "" : p.name_en], [t("name.km"), p.name_km && h("span", { lang: "km" }, p.name_km)]];
  const list = pairs([...rows, [t("name.aliases"), aliases.join(", ")]]);
  return list ? h("section", {}, h("h3", {}, t("dossier.names")), list) : null;
}

function positionRows(one) {
  const { p, geometry } = one;
  const [lon, lat] = geometry && geometry.point ? geometry.parts[0][0][0] : [null, null];
  return [
    [t("position.coordinates"), lat === null ? "" : `${lat.toFixed(5)} N, ${lon.toFixed(5)} E`],
    [t("position.border"), p.distance_to_border_km === null || p.distance_to_border_km === undefined ? "" : p.distance_to_border_km < 0.05 ? t("position.online") : kilometres(p.distance_to_border_km)],
    [t("position.method"), p.point_method],
  ];
}

function borderRows({ p }) {
  return pairs([[t("border.sides"), [p.province_vn, p.province_kh].filter(Boolean).join(" / ")], [t("border.length"), p.length_km_full ? `${number(p.length_km_full, 1)} km` : ""], [t("border.note"), p.note], [t("dossier.source"), p.source]]);
}

function belongs(one, go) {
  const { p, layer } = one;
  const chain = (...parts) => parts.filter(Boolean).join(", ");
  const rows = [];
  if (layer === "checkpoints") {
    const today = chain(p.commune_vn, p.province_vn);
    const before = chain(p.commune_vn_before, p.district_vn_before, p.province_vn_before);
    rows.push([t("belongs.vn"), today], [t("belongs.before"), before && before !== today ? before : ""], [t("belongs.kh"), chain(p.commune_kh, p.district_kh, p.province_kh)]);
  } else if (layer === "provinces") {
    rows.push([t("belongs.country"), word("country", p.country)], ...descent(one, go));
  } else if (layer !== "border" && layer !== "review") {
    const today = p.province_today && p.province_today !== p.province ? p.province_today : "";
    rows.push([t("belongs.commune"), p.commune], [t("belongs.province"), p.province], [t("belongs.today"), today], [t("belongs.country"), p.country ? word("country", p.country) : ""], [t("belongs.until"), p.valid_to ? day(p.valid_to) : ""]);
  }
  const list = pairs(rows);
  return list ? h("section", {}, h("h3", {}, t("dossier.belongs")), list) : null;
}

/** Say what a province was made of, or what became of it. */
function descent({ p }, go) {
  const linked = (list) => list.map(([unit, name], i) => [i ? " + " : "", unit ? button(nameOf(unit), () => go(unit), { class: "link" }) : name]);
  if (p.valid_to) return [[t("belongs.until"), day(p.valid_to)], [t("belongs.since"), linked(todayOf(p.name).map((unit) => [unit]))]];
  return [[t("belongs.formed"), linked((p.before || []).map((name) => [formerOf(name), name]))], [t("belongs.from"), p.valid_from ? day(p.valid_from) : ""]];
}

function checkpointRows(one) {
  const { p } = one;
  const history = (p.history || []).map((row) => (Array.isArray(row) ? row : [row.date, row.what, row.value, row.source]));
  return h("section", {}, h("h3", {}, t("dossier.class")),
    pairs([
      [t("checkpoint.class"), [word("class", p.class), p.class_from ? t("checkpoint.since", { date: day(p.class_from) }) : ""].filter(Boolean).join(", ")],
      [t("checkpoint.status"), word("status", p.status)], [t("checkpoint.mode"), word("mode", p.mode)],
      [t("fact.sure"), sureWords(one)], [t("checkpoint.confirmed"), p.last_confirmed ? day(p.last_confirmed) : ""],
    ]),
    history.length ? h("ol", { class: "history" }, history.map(([date, what, value, source]) => h("li", {}, h("span", { class: "when" }, day(date)), ` · ${word("history", what)}: ${word("class", value)}`, source ? h("span", { class: "small" }, " – ", link(source, source)) : null))) : null,
    p.conflicts ? h("p", { class: "warning-box" }, h("strong", {}, `${t("checkpoint.conflicts")} `), String(p.conflicts)) : null);
}

function factSections(one, facts, go) {
  const section = (title, list) => (list.length ? h("section", { class: "facts" }, h("h3", {}, title, h("span", { class: "count" }, number(list.length))), byDate(list).map((fact) => card(fact, go, { except: one }))) : null);
  const delivered = facts.aid.filter(({ p }) => p.status !== "promised");
  const promised = facts.aid.filter(({ p }) => p.status === "promised");
  return [
    section(t("facts.events"), facts.events),
    totalsTable(facts.aid),
    section(t("facts.delivered"), delivered),
    section(t("facts.promised"), promised),
    section(t("facts.projects"), facts.projects),
    section(t("facts.twinnings"), facts.twinnings),
  ];
}

function twins(one, go) {
  const list = (one.p.twins || []).map(placeOf).filter(Boolean);
  return list.length ? h("section", {}, h("h3", {}, t("dossier.twins")), h("ul", { class: "list" }, list.map((twin) => h("li", {}, swatch(twin.entry), button(nameOf(twin), () => go(twin), { class: "link" }), h("span", { class: "small" }, ` ${provincesOf(twin).join(" / ")}`))))) : null;
}

function insideList(one, go) {
  if (one.layer !== "provinces") return null;
  const lies = one.p.valid_to ? (other) => layIn(other, one) : (other) => provincesOf(other).includes(one.p.name);
  const list = ["checkpoints", "hamlets"].flatMap((layer) => store.layers.get(layer) || []).filter(lies);
  return list.length ? h("section", {}, h("h3", {}, t("dossier.inside")), h("ul", { class: "list" }, list.map((other) => h("li", {}, swatch(other.entry), button(nameOf(other), () => go(other), { class: "link" }))))) : null;
}

/** Tell whether something lay in a province of before July 2025. */
function layIn({ layer, p, geometry }, { p: province, geometry: area }) {
  if (layer === "checkpoints") return p.province_vn_before === province.name;
  if (!geometry || !area?.area || p.country !== province.country) return false;
  return contains(area, ...(geometry.point ? geometry.box : inside(geometry)));
}

function neighbours(one, go) {
  if (!one.geometry || one.layer === "provinces" || one.layer === "border") return null;
  const near = nearestCheckpoints(middle(one.geometry), 3, one);
  return near.length ? h("section", {}, h("h3", {}, t("dossier.neighbours")), h("ul", { class: "list" }, near.map(([other, km]) => h("li", {}, swatch(other.entry), button(nameOf(other), () => go(other), { class: "link" }), h("span", { class: "small" }, ` ${kilometres(km)}`))))) : null;
}

function origin(one) {
  const sources = [one.p.sources, one.p.source].flat().filter(Boolean);
  if (!sources.length || one.layer === "border") return null;
  return h("section", {}, h("h3", {}, t("dossier.sources")), h("ul", { class: "list small" }, sources.map((source) => h("li", {}, link(source, source)))));
}
