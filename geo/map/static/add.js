// Add a checkpoint: click where it is, fill a short form, take a file that the register imports.

import { nearestCheckpoints, nameOf, store } from "./data.js";
import { button, fill, h } from "./dom.js";
import { copy, save } from "./download.js";
import { contains, kilometresToLine, project } from "./geometry.js";
import { kilometres, t } from "./i18n.js";
import { distance, fileName, fold } from "./text.js";

// The values that the register knows (data/checkpoints.schema.json).
const CLASSES = ["secondary", "main", "international"];
const STATUSES = ["open", "planned", "closed", "unconfirmed"];
const MODES = ["road", "river", "road+river", "rail"];
const SURE = ["medium", "high", "low"];
const TOO_CLOSE_KM = 0.5;
let point = null;

/** Return the country ("VN", "KH") and the province that a point lies in, as the map has them. */
export function whereIs([lon, lat]) {
  const [x, y] = project([lon, lat]);
  const found = (store.layers.get("provinces") || []).find(({ p, geometry }) => !p.valid_to && geometry && geometry.area && contains(geometry, x, y));
  return found ? { country: found.p.country, province: found } : { country: null, province: null };
}

/** Return the distance in kilometres from a point to the border, or null without one. */
export function toBorder(position) {
  const lines = (store.layers.get("border") || []).filter(({ geometry }) => geometry && !geometry.point);
  return lines.length ? Math.min(...lines.map(({ geometry }) => kilometresToLine(position, geometry))) : null;
}

/** Return the section of the border that lies nearest to a point, or null. */
export function nearestSection(position) {
  const lines = (store.layers.get("border") || []).filter(({ geometry }) => geometry && !geometry.point);
  const far = lines.map((one) => [kilometresToLine(position, one.geometry), one]).sort((a, b) => a[0] - b[0]);
  return far.length ? far[0][1] : null;
}

/** Return the known checkpoints whose names are like a new one's. */
export function alike(name) {
  const wanted = fold(name);
  if (wanted.length < 3) return [];
  return (store.layers.get("checkpoints") || []).filter(({ p }) =>
    [p.name_vi, p.name_kh, ...(p.aliases || [])].filter(Boolean).some((other) => distance(fold(other), wanted, 1) <= 1));
}

/** Return the GeoJSON that `borderatlas checkpoint import` takes. */
export function checkpointJson(values, [lon, lat]) {
  const properties = {};
  for (const [name, value] of Object.entries(values)) if (value !== "") properties[name] = value;
  if (properties.radius_m) properties.radius_m = Number(properties.radius_m);
  const geometry = { type: "Point", coordinates: [Number(lon.toFixed(6)), Number(lat.toFixed(6))] };
  return `${JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", geometry, properties }] }, null, 2)}\n`;
}

/** Return a name in plain letters, capitals kept. */
export function plainLetters(name) {
  return name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
}

/** Draw the form into the panel; returns what to call with a clicked [lon, lat]. */
export function drawForm(panel, { close, go, mark }) {
  point = null;
  const facts = h("div", { class: "add-facts", role: "status" }, t("add.click"));
  const output = h("textarea", { class: "add-output", readonly: true, rows: 8, "aria-label": t("add.output"), hidden: true });
  const problems = h("p", { class: "problem", role: "alert" });
  const form = h("form", { novalidate: true },
    row("name_vi", field("name_vi", { required: true })),
    row("name_kh", field("name_kh")),
    row("name_km", field("name_km", { lang: "km" })),
    row("class", choice("class", CLASSES, "class")),
    row("status", choice("status", STATUSES, "status")),
    row("mode", choice("mode", MODES, "mode")),
    h("div", { class: "two" }, row("lat", field("lat", { inputmode: "decimal", required: true })), row("lon", field("lon", { inputmode: "decimal", required: true }))),
    h("div", { class: "two" }, row("province_vn", field("province_vn", { required: true })), row("province_kh", field("province_kh", { required: true }))),
    row("radius_m", field("radius_m", { inputmode: "numeric", value: "500" })),
    row("sources", field("sources", { required: true, placeholder: t("add.sources.hint") })),
    row("confidence", choice("confidence", SURE, "sure.is")),
    row("notes", h("textarea", { name: "notes", rows: 2 })),
    problems,
    h("div", { class: "dossier-foot" },
      h("button", { type: "submit", class: "primary" }, t("add.file")),
      button(t("add.text"), () => give(false)),
      button(t("close"), close)),
    output);
  const place = (position, typed = false) => {
    point = position;
    if (!typed) {
      form.elements.lon.value = position[0].toFixed(6);
      form.elements.lat.value = position[1].toFixed(6);
    }
    mark(position);
    const section = nearestSection(position);
    for (const name of ["province_vn", "province_kh"]) if (section && section.p[name]) form.elements[name].value = section.p[name];
    fill(facts, findings(position, form.elements.name_vi.value, go));
  };
  const give = async (asFile) => {
    const wrong = check(form);
    problems.textContent = wrong.join(" ");
    if (wrong.length) return;
    const values = Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "lat" && name !== "lon").map(([name, value]) => [name, String(value).trim()]));
    const text = checkpointJson({ ...values, name_en: plainLetters(values.name_vi), point_method: "Clicked on the map of the atlas." }, point);
    output.hidden = false;
    output.value = text;
    if (asFile) save(`${fileName(values.name_vi)}.geojson`, text, "application/geo+json");
    else {
      output.select();
      facts.append(h("p", {}, (await copy(text)) ? t("dossier.copied") : t("dossier.notcopied")));
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    give(true);
  });
  form.addEventListener("input", (event) => {
    const position = [Number(form.elements.lon.value), Number(form.elements.lat.value)];
    const typed = ["lat", "lon"].includes(event.target.name);
    if (typed && form.elements.lon.value && form.elements.lat.value && position.every(Number.isFinite)) place(position, true);
    else if (event.target.name === "name_vi" && point) fill(facts, findings(point, event.target.value, go));
  });
  fill(panel,
    h("header", { class: "dossier-head" }, h("h2", { id: "dossier-title", tabindex: "-1" }, t("add.title")), button("×", close, { class: "close", "aria-label": t("close") })),
    h("p", { class: "small" }, t("add.how")), facts, form);
  panel.setAttribute("aria-labelledby", "dossier-title");
  return place;
}

function findings(position, name, go) {
  const { country, province } = whereIs(position);
  const km = toBorder(position);
  const [nearest] = nearestCheckpoints(position, 1);
  const same = alike(name);
  return [
    h("dl", {},
      h("dt", {}, t("position.border")), h("dd", { "data-add": "distance" }, km === null ? "–" : kilometres(km)),
      h("dt", {}, t("add.side")), h("dd", { "data-add": "side" }, country ? [t(`country.${country}`), `, ${nameOf(province)}`] : t("add.noside")),
      h("dt", {}, t("add.nearest")), h("dd", { "data-add": "nearest" }, nearest ? [button(nameOf(nearest[0]), () => go(nearest[0]), { class: "link" }), ` ${kilometres(nearest[1])}`] : "–")),
    km !== null && km > 5 ? h("p", { class: "warning-box" }, t("add.far")) : null,
    nearest && nearest[1] < TOO_CLOSE_KM ? h("p", { class: "warning-box" }, t("add.close")) : null,
    same.length ? h("p", { class: "warning-box" }, `${t("add.alike")} ${same.map(nameOf).join(", ")}`) : null,
  ];
}

function check(form) {
  const wrong = [];
  const { name_vi: name, sources, radius_m: radius, lat, lon, province_vn: vn, province_kh: kh } = form.elements;
  const bad = (input, ok, message) => {
    input.setAttribute("aria-invalid", String(!ok));
    if (!ok) wrong.push(message);
  };
  bad(name, name.value.trim() !== "", t("add.need.name"));
  const placed = point !== null && lat.value && lon.value && Math.abs(Number(lat.value)) <= 90 && Math.abs(Number(lon.value)) <= 180;
  bad(lat, placed, t("add.need.point"));
  bad(vn, vn.value.trim() !== "", t("add.need.province"));
  bad(kh, kh.value.trim() !== "", t("add.need.province"));
  bad(sources, sources.value.trim() !== "", t("add.need.source"));
  bad(radius, Number(radius.value) >= 10 && Number(radius.value) <= 100000, t("add.need.radius"));
  return [...new Set(wrong)];
}

function row(name, input) {
  return h("label", { class: "form-row" }, h("span", {}, t(`add.${name}`)), input);
}

function field(name, attributes = {}) {
  const { value, ...rest } = attributes;
  const input = h("input", { type: "text", name, autocomplete: "off", ...rest });
  if (value) input.value = value;
  return input;
}

function choice(name, values, group) {
  return h("select", { name }, values.map((value) => h("option", { value }, t(`${group}.${value}`))));
}
