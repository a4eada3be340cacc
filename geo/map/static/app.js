/* global L, map */
// The page: puts its parts around the map, listens, and keeps all of them in step.

import { FACTS, load, nameOf, store } from "./data.js";
import { announce, button, fill, h } from "./dom.js";
import { drawDossier } from "./dossier.js";
import { drawFacets, drawNote, resetFilters } from "./facets.js";
import { applyFilters, passes, visible } from "./filter.js";
import { bounds } from "./geometry.js";
import { drawForm } from "./add.js";
import { closeTools, drawHeader, watchTools } from "./header.js";
import { setLanguage, setStrings, t } from "./i18n.js";
import { idle } from "./idle.js";
import { drawLegend, intro } from "./legend.js";
import { drawList } from "./lists.js";
import { setUpPrint } from "./print.js";
import { makeCanvas } from "./renderer.js";
import { prepareSearch } from "./search.js";
import { makeSheet } from "./sheet.js";
import { fromAddress, state, subscribe, update } from "./state.js";
import { drawTable, reveal } from "./table.js";
import { drawTime, setScale } from "./time.js";

const PHONE = window.matchMedia("(max-width: 760px)");
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
const app = document.querySelector("#app");
const parts = {};
const canvas = makeCanvas();
let placePoint = null;
let others = [];
let pin = null;

function start() {
  const raw = JSON.parse(document.querySelector("#atlas-data").textContent);
  setStrings(raw.strings);
  load(raw);
  Object.assign(state, { lang: raw.meta.lang, theme: raw.meta.theme });
  fromAddress(location.hash, store);
  setLanguage(state.lang);
  setTheme();
  setScale(store.layers);
  frame();
  canvas.tiles = Boolean(store.meta.tiles);
  applyFilters();
  drawAll();
  const chosen = store.features.get(state.selected);
  if (chosen) openDossier(chosen);
  map.invalidateSize({ pan: false, animate: false });
  if (state.view) map.setView([state.view[1], state.view[2]], state.view[0], { animate: false });
  else home(false);
  canvas.show(visible.byLayer);
  canvas.addTo(map);
  listen();
  if (chosen && !state.view) zoomTo(chosen);
  document.documentElement.dataset.ready = "yes";
  later();
}

/** Do what the first view can be read and used without. */
function later() {
  idle(() => drawFacets(parts.facets));
  idle(() => canvas.widen());
  const index = (deadline) => prepareSearch(deadline) || idle(index);
  idle(index);
}

/** Put the parts of the page round the map. */
function frame() {
  const main = document.querySelector("#main");
  main.setAttribute("aria-label", t("main.label"));
  const box = map.getContainer();
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", t("map.label"));
  box.setAttribute("aria-describedby", "map-help");
  parts.header = h("header", { class: "top" });
  parts.side = h("nav", { class: "side", id: "side", "aria-label": t("side.label") });
  parts.panel = h("aside", { class: "panel", id: "panel", hidden: true, "aria-label": t("dossier.label") });
  parts.time = h("section", { class: "time", "aria-label": t("time.label") });
  parts.table = h("section", { class: "table", id: "table", hidden: true, "aria-label": t("table.label") });
  parts.dialog = h("dialog", { class: "dialog" });
  parts.sheet = h("div", { class: "print-sheet" });
  parts.tip = h("div", { class: "tip", hidden: true });
  parts.credit = h("footer", { class: "credit" });
  parts.skip = h("a", { class: "skip", href: "#table" });
  parts.note = h("div", { class: "map-note", role: "status", hidden: true });
  parts.mapTools = h("div", { class: "map-tools", role: "group" });
  main.append(parts.note, parts.mapTools, parts.tip, h("p", { class: "hidden-text", id: "map-help" }));
  app.prepend(parts.skip, parts.header, parts.side);
  app.append(parts.panel, parts.table, parts.time, parts.credit, parts.sheet);
  document.body.append(parts.dialog);
  if (PHONE.matches) parts.side.classList.add("is-closed");
}

function drawTop() {
  drawHeader(parts.header, {
    side: toggleSide,
    find: (one) => (one.loose ? openList("unplaced", one) : select(one, true)),
    list: openList,
    add: openForm,
    print: () => window.print(),
    language: changeLanguage,
  }, !parts.side.classList.contains("is-closed"));
  parts.skip.textContent = t("skip");
  parts.skip.onclick = (event) => {
    event.preventDefault();
    update({ table: state.table || "checkpoints" });
    parts.table.querySelector("select")?.focus();
  };
  document.querySelector("#map-help").textContent = t("map.help");
  fill(parts.mapTools,
    button("+", () => map.zoomIn(), { "aria-label": t("map.in"), title: t("map.in") }),
    button("−", () => map.zoomOut(), { "aria-label": t("map.out"), title: t("map.out") }),
    button("⌂", () => home(true), { "aria-label": t("map.home"), title: t("map.home") }));
  parts.mapTools.setAttribute("aria-label", t("map.tools"));
  fill(parts.credit, t("credit"), store.meta.tiles ? ` · ${store.meta.tiles}` : "", h("span", { class: "credit-more" }, " · ", button(t("list.sources"), () => openList("sources"), { class: "link" })));
}

function drawSide() {
  const held = document.activeElement?.closest?.(".legend-row")?.dataset.entry;
  const top = parts.legend ? parts.side.scrollTop : 0;
  if (!parts.legend) {
    parts.legend = h("section", { class: "legend", "aria-labelledby": "legend-title" });
    parts.facets = h("section", { class: "facets", "aria-labelledby": "filter-title" });
  }
  fill(parts.side, intro(), h("h2", { id: "legend-title" }, t("legend.title")), parts.legend, h("h2", { id: "filter-title" }, t("filter.title")), parts.facets);
  drawLegend(parts.legend);
  drawNote(parts.note);
  if (document.documentElement.dataset.ready) drawFacets(parts.facets);
  if (top) parts.side.scrollTop = top;
  if (held) parts.legend.querySelector(`[data-entry="${CSS.escape(held)}"] input`)?.focus();
}

function drawTablePart() {
  drawTable(parts.table, { go: (one) => select(one, true), close: () => update({ table: null }), inView });
  app.classList.toggle("has-table", Boolean(state.table));
}

function drawAll() {
  drawTop();
  drawSide();
  drawTime(parts.time);
  drawTablePart();
}

function inView({ geometry }) {
  if (!geometry) return false;
  const view = map.getBounds();
  return view.intersects(bounds([geometry]));
}

/** Show the whole border. */
function home(animate) {
  const lines = (store.layers.get("border") || []).map(({ geometry }) => geometry);
  const points = (store.layers.get("checkpoints") || []).map(({ geometry }) => geometry);
  const known = [...lines, ...points].filter(Boolean);
  const all = known.length ? known : [...store.features.values()].map(({ geometry }) => geometry).filter(Boolean);
  if (all.length) map.fitBounds(bounds(all), { padding: [24, 24], animate: animate && !STILL.matches });
}

/** Choose a feature: its dossier opens, and the map goes there if asked. */
function select(one, move, also = []) {
  others = also;
  pin?.remove();
  pin = null;
  placePoint = null;
  update({ selected: one.key });
  if (move) zoomTo(one);
}

function zoomTo(one) {
  if (!one.geometry) return;
  const animate = !STILL.matches;
  const pad = PHONE.matches ? { paddingTopLeft: [24, 24], paddingBottomRight: [24, map.getSize().y * 0.5] } : { padding: [60, 60] };
  if (one.geometry.point) {
    const [lon, lat] = one.geometry.parts[0][0][0];
    const reach = Math.max(4, (one.p.radius_km || 0) * 1.6) / 111;
    const wide = reach / Math.cos((lat * Math.PI) / 180);
    map.fitBounds([[lat - reach, lon - wide], [lat + reach, lon + wide]], { ...pad, animate, maxZoom: 12 });
  } else map.fitBounds(bounds(rowsOf(one).map(({ geometry }) => geometry).filter(Boolean)), { ...pad, animate, maxZoom: 13 });
}

/** Return all rows of a fact, or the place alone. */
function rowsOf(one) {
  return FACTS.includes(one.layer) ? store.records.get(one.record) : [one];
}

function openDossier(one) {
  canvas.choose(one || null);
  if (!one) {
    closePanel();
    return;
  }
  drawDossier(parts.panel, one, others, { go: (next) => select(next, true), close: () => update({ selected: null }), zoom: zoomTo });
  showPanel();
  keepInView(one);
  announce(`${t("dossier.label")}: ${nameOf(one)}`);
  reveal(parts.table, one);
}

/** Move the map a little if what was chosen now lies behind the dossier. */
function keepInView({ geometry }) {
  if (!geometry?.point) return;
  const [lon, lat] = geometry.parts[0][0][0];
  const sheet = PHONE.matches ? parts.panel.offsetHeight - (window.innerHeight - map.getContainer().getBoundingClientRect().bottom) : 0;
  map.panInside([lat, lon], { paddingTopLeft: [40, 40], paddingBottomRight: [60, 40 + Math.max(0, sheet)], animate: !STILL.matches });
}

function showPanel() {
  const was = parts.panel.hidden;
  parts.panel.hidden = false;
  parts.panel.scrollTop = 0;
  app.classList.add("has-panel");
  if (was) map.invalidateSize({ pan: false });
  parts.panel.querySelector("h2")?.focus({ preventScroll: true });
}

function closePanel() {
  if (parts.panel.hidden) return;
  parts.panel.hidden = true;
  parts.panel.classList.remove("is-tall");
  app.classList.remove("has-panel", "is-adding");
  pin?.remove();
  pin = null;
  placePoint = null;
  map.invalidateSize({ pan: false });
  map.getContainer().focus({ preventScroll: true });
}

function openForm() {
  canvas.choose(null);
  state.selected = null;
  placePoint = drawForm(parts.panel, { close: closePanel, go: (one) => select(one, true), mark: setPin });
  app.classList.add("is-adding");
  showPanel();
}

function setPin([lon, lat]) {
  pin?.remove();
  pin = L.marker([lat, lon], { icon: L.divIcon({ className: "pin", iconSize: [22, 22] }), keyboard: false, interactive: false }).addTo(map);
}

function openList(name, chosen = null) {
  if (chosen && !passes(chosen)) resetFilters();
  const clear = () => {
    resetFilters();
    openList(name);
  };
  drawList(parts.dialog, name, { go: (one) => select(one, true), close: () => parts.dialog.close(), clear, chosen });
  if (!parts.dialog.open) parts.dialog.showModal();
  parts.dialog.scrollTop = 0;
  const card = parts.dialog.querySelector(".card.is-chosen");
  card?.scrollIntoView({ block: "center" });
  (card || parts.dialog.querySelector("h2")).focus();
}

function toggleSide() {
  const closed = parts.side.classList.toggle("is-closed");
  parts.header.querySelector(".menu").setAttribute("aria-expanded", String(!closed));
  app.classList.toggle("no-side", closed);
  map.invalidateSize({ pan: false });
}

function changeLanguage(lang) {
  setLanguage(lang);
  update({ lang });
}

function setTheme() {
  document.documentElement.dataset.theme = state.theme;
}

function changed(names) {
  const filters = ["off", "picked", "confidence", "time", "undated"].some((name) => names.has(name));
  if (filters) {
    applyFilters();
    drawSide();
    drawTime(parts.time);
    canvas.show(visible.byLayer);
    drawTablePart();
  }
  if (names.has("table")) {
    drawTablePart();
    drawTop();
    map.invalidateSize({ pan: false });
  }
  if (names.has("lang")) {
    drawAll();
    canvas.repaint();
    parts.header.querySelector(".language").focus();
  }
  if (names.has("theme")) {
    setTheme();
    canvas.recolour();
    drawTop();
    parts.header.querySelector(".theme").focus();
  }
  if (names.has("selected") || (names.has("lang") && state.selected)) {
    openDossier(state.selected ? store.features.get(state.selected) : null);
    if (state.table) drawTablePart();
  }
}

function clicked(event) {
  if (placePoint) {
    placePoint([event.latlng.lng, event.latlng.lat]);
    return;
  }
  const { features, cluster } = canvas.at(event.layerPoint);
  if (cluster) {
    map.setView(map.layerPointToLatLng(event.layerPoint), Math.min(map.getZoom() + 2, map.getMaxZoom()), { animate: !STILL.matches });
    return;
  }
  if (features.length) select(features[0], false, features);
  else if (state.selected) update({ selected: null });
}

function hovered(event) {
  const { features, cluster } = placePoint ? { features: [], cluster: null } : canvas.at(event.layerPoint);
  map.getContainer().classList.toggle("is-over", features.length > 0 || cluster !== null);
  const [first] = features;
  parts.tip.hidden = !first;
  if (!first) return;
  parts.tip.textContent = FACTS.includes(first.layer) ? `${first.p.place_name ? `${first.p.place_name}: ` : ""}${nameOf(first)}` : nameOf(first);
  parts.tip.style.left = `${event.containerPoint.x + 14}px`;
  parts.tip.style.top = `${event.containerPoint.y + 12}px`;
}

/** Open what lies nearest to the middle of the map, for those who work with the keyboard. */
function openMiddle() {
  const middle = map.getSize().divideBy(2);
  const near = canvas.drawn.markers
    .map((marker) => [marker, map.containerPointToLayerPoint(middle).distanceTo([marker.sx + canvas._bounds.min.x, marker.sy + canvas._bounds.min.y])])
    .sort((a, b) => a[1] - b[1])[0];
  const found = near && near[1] < 200 ? near[0].features : canvas.at(map.containerPointToLayerPoint(middle)).features;
  if (found.length) select(found[0], false, found);
}

function pressed(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") escaped();
  else if (typing || event.ctrlKey || event.metaKey || event.altKey || parts.dialog.open) return;
  else if (event.key === "/") {
    event.preventDefault();
    document.querySelector("#search").focus();
  } else if (event.key === "t" || event.key === "T") update({ table: state.table ? null : "checkpoints" });
  else if (event.key === "l" || event.key === "L") toggleSide();
  else if (event.key === "Enter" && event.target === map.getContainer()) openMiddle();
}

function putAway() {
  update({ selected: null });
  closePanel();
}

/** Close what lies uppermost; a dialog closes by itself. */
function escaped() {
  if (parts.dialog.open) return;
  if (closeTools()) return;
  if (!parts.panel.hidden) putAway();
  else if (PHONE.matches && !parts.side.classList.contains("is-closed")) toggleSide();
}

function moved() {
  const { lat, lng } = map.getCenter();
  update({ view: [Number(map.getZoom().toFixed(2)), Number(lat.toFixed(4)), Number(lng.toFixed(4))] });
  if (state.table) drawTablePart();
}

function listen() {
  subscribe(changed);
  watchTools();
  makeSheet(parts.panel, () => (PHONE.matches ? putAway() : null));
  map.on("click", clicked);
  map.on("mousemove", hovered);
  map.on("mouseout", () => { parts.tip.hidden = true; });
  map.on("moveend", moved);
  document.addEventListener("keydown", pressed);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => canvas.recolour());
  window.addEventListener("hashchange", () => {
    fromAddress(location.hash, store);
    setLanguage(state.lang);
    setTheme();
    changed(new Set(["off", "lang", "theme", "selected", "table"]));
    if (state.view) map.setView([state.view[1], state.view[2]], state.view[0], { animate: false });
  });
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
  setUpPrint(map, parts.sheet, () => canvas.recolour());
}

start();
