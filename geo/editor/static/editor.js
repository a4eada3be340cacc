"use strict";
(() => {
  // The token lasts as long as this tab, so that a reload works.
  if (location.hash.length > 1) sessionStorage.setItem("token", location.hash.slice(1));
  const token = sessionStorage.getItem("token") || "";
  history.replaceState(null, "", location.pathname); // out of sight and out of the history

  const FIELDS = [
    ["name_vi", "Vietnamese half"], ["name_kh", "Cambodian half (Latin letters)"],
    ["name_km", "Cambodian half (Khmer script)"], ["aliases_vi", "Other spellings, Vietnamese (; between)"],
    ["aliases_kh", "Other spellings, Cambodian (; between)"],
    ["class", "Class", ["", "international", "main", "secondary"]], ["class_from", "Class since (2025-12-08, 2025-12, 2025)"],
    ["status", "Status", ["open", "planned", "closed", "unconfirmed"]],
    ["mode", "Mode", ["", "road", "river", "road+river", "rail"]],
    ["lat", "Latitude"], ["lon", "Longitude"], ["radius_m", "Radius in metres"],
    ["point_method", "How the point was found"],
    ["province_vn", "Province of Vietnam"], ["commune_vn", "Commune of Vietnam"],
    ["province_kh", "Province of Cambodia"], ["district_kh", "District of Cambodia"], ["commune_kh", "Commune of Cambodia"],
    ["sources", "Sources (; between)"], ["confidence", "Confidence", ["medium", "high", "low"]],
    ["notes", "Notes"], ["last_confirmed", "Last confirmed"],
  ];
  const CLASS_COLOURS = { international: "#0b5394", main: "#c84b00", secondary: "#00735a" };
  const $ = (id) => document.getElementById(id);
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  let rows = [];
  let chosen = null; // the row that is being changed, or null for a new pair
  let asked = 0;

  async function api(name, content) {
    const options = { headers: { "X-Borderatlas-Token": token } };
    if (content !== undefined) {
      options.method = "POST";
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(content);
    }
    const response = await fetch(`/api/${name}`, options);
    const answer = await response.json();
    return { ok: response.ok, status: response.status, answer };
  }

  // --- the map -----------------------------------------------------------------------------
  const map = L.map("map", { preferCanvas: true, attributionControl: false }).setView([12.2, 106], 7);
  L.control.attribution({ prefix: false }).addAttribution("Border © OpenStreetMap contributors (ODbL)").addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const pairLayer = L.layerGroup().addTo(map);
  const draftLayer = L.layerGroup().addTo(map);
  map.on("click", (event) => {
    input("lat").value = event.latlng.lat.toFixed(5);
    input("lon").value = event.latlng.lng.toFixed(5);
    if (!input("radius_m").value) input("radius_m").value = "300";
    changed();
  });

  function drawPairs() {
    pairLayer.clearLayers();
    for (const row of rows) {
      if (!row.lat) continue;
      const marker = L.circleMarker([+row.lat, +row.lon], {
        radius: 6, weight: 2, color: "#fff", fillOpacity: 1, fillColor: CLASS_COLOURS[row.class] || "#4a4f55",
        bubblingMouseEvents: false,
      });
      marker.bindTooltip(element("span", title(row)));
      marker.on("click", () => choose(row));
      marker.addTo(pairLayer);
    }
  }

  function drawDraft() {
    draftLayer.clearLayers();
    const lat = Number(input("lat").value), lon = Number(input("lon").value);
    if (!lat || !lon || Math.abs(lat) > 90) return;
    L.circle([lat, lon], { radius: Number(input("radius_m").value) || 300, color: "#a3142a", weight: 2, interactive: false }).addTo(draftLayer);
    L.circleMarker([lat, lon], { radius: 4, color: "#a3142a", fillOpacity: 1, interactive: false }).addTo(draftLayer);
  }

  // --- the form ----------------------------------------------------------------------------
  for (const [name, label, choices] of FIELDS) field(name, label, choices);
  field("source", "Source or reason of this change (for a new pair: its first source)");
  field("who", "Your name");
  input("who").value = localStorage.getItem("borderatlas.who") || "";

  function field(name, label, choices) {
    const made = choices ? element("select") : element("input", "", { autocomplete: "off" });
    for (const choice of choices || []) made.append(element("option", choice || "–", { value: choice }));
    made.id = `field-${name}`;
    $("fields").append(element("label", label, { for: made.id }), made);
    made.addEventListener("input", changed);
  }
  function input(name) { return $(`field-${name}`); }

  function draft() {
    const cells = {};
    for (const [name] of FIELDS) {
      const value = input(name).value.trim();
      if (chosen ? value !== (chosen[name] || "") : value) cells[name] = value;
    }
    return cells;
  }

  function title(row) { return `${row.name_vi} – ${row.name_kh || "?"}`; }

  function fill(row) {
    for (const [name, , choices] of FIELDS) input(name).value = row[name] || (choices ? choices[0] : "");
    input("source").value = "";
    $("accept").checked = false;
  }

  function choose(row) {
    chosen = row;
    fill(row || {});
    $("title").textContent = row ? title(row) : "New pair";
    say("");
    if (row && row.lat) map.setView([+row.lat, +row.lon], Math.max(map.getZoom(), 11), { animate: false });
    list();
    changed();
    story();
  }

  async function story() {
    $("log").replaceChildren();
    if (!chosen) return;
    const { ok, answer } = await api("log", { id: chosen.id });
    for (const entry of ok ? answer.entries : []) {
      const item = element("li", `${entry.day}, ${entry.who}: ${entry.action} ${entry.column}`);
      item.append(element("small", `${entry.before} → ${entry.after} ${entry.source}`));
      $("log").append(item);
    }
  }

  let timer = 0;
  function changed() {
    drawDraft();
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  }

  async function check() {
    const cells = draft();
    const number = ++asked;
    if (!chosen && Object.keys(cells).every((name) => ["status", "confidence"].includes(name))) return show([]);
    const { ok, answer } = await api("examine", { draft: cells, id: chosen ? chosen.id : "" });
    if (number !== asked) return; // a newer question is on its way
    if (!ok) return say(answer.error, true);
    show(answer.findings);
    for (const name of ["province_vn", "commune_vn", "province_kh", "district_kh", "commune_kh", "point_method"]) {
      input(name).placeholder = answer.cells[name] || "";
    }
  }

  function show(findings) {
    const wrong = new Set(findings.filter((f) => f.level === "error").map((f) => f.column));
    for (const [name] of FIELDS) input(name).setAttribute("aria-invalid", String(wrong.has(name)));
    $("findings").replaceChildren(...findings.map((f) => {
      const item = element("li", `${f.level}: ${f.column ? `${f.column} ` : ""}${f.what}`, { class: f.level });
      item.append(element("small", `${f.why} ${f.do}`));
      return item;
    }));
    if (!findings.length) $("findings").append(element("li", "Nothing to say against it."));
    document.querySelector(".accept").hidden = !findings.some((f) => f.level === "warning");
  }

  function say(text, bad = false) {
    $("message").textContent = text;
    $("message").className = bad ? "bad" : "";
  }

  $("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    localStorage.setItem("borderatlas.who", input("who").value);
    const cells = draft();
    const source = input("source").value.trim();
    if (!chosen && !cells.sources && source) cells.sources = source;
    const { ok, answer } = await api("save", {
      draft: cells, id: chosen ? chosen.id : "", accept: $("accept").checked,
      who: input("who").value.trim(), source,
    });
    if (!ok) {
      const faults = answer.faults || [];
      const level = answer.only_warnings ? "warning" : "error";
      show(faults.map((f) => ({ level, column: f.column, what: f.what, why: "", do: f.do })));
      return say(faults.length ? "Not saved." : answer.error, true);
    }
    await load();
    choose(rows.find((row) => row.id === answer.id) || null);
    say(`Saved as change ${answer.change}.`);
  });

  $("new").addEventListener("click", () => choose(null));
  $("undo").addEventListener("click", async () => {
    clearTimeout(timer); // a check of a pair that is about to go
    const { ok, answer } = await api("undo", { who: input("who").value.trim() });
    if (!ok) return say(answer.error, true);
    await load();
    choose(rows.find((row) => chosen && row.id === chosen.id) || null);
    say(`Change ${answer.undone} is undone.`);
  });

  // --- the list ----------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  $("find").addEventListener("input", list);
  function list() {
    const wanted = plain($("find").value.trim());
    const names = ["name_vi", "name_kh", "name_km", "aliases_vi", "aliases_kh", "id"];
    const found = rows.filter((row) => names.some((name) => plain(row[name]).includes(wanted)));
    $("pairs").replaceChildren(...found.map((row) => {
      const button = element("button", title(row), { type: "button", "aria-current": String(chosen && chosen.id === row.id) });
      button.addEventListener("click", () => choose(row));
      const item = element("li");
      item.append(button);
      return item;
    }));
  }

  async function load() {
    const { ok, answer } = await api("register");
    if (!ok) return say(answer.error, true);
    rows = answer.rows;
    drawPairs();
    list();
  }

  const turned = (line) => line.map(([lon, lat]) => [lat, lon]);
  async function drawBackdrop() {
    const { ok, answer } = await api("backdrop");
    if (!ok) return;
    const shade = { color: "#8a8f94", weight: 1, fillColor: "#faf9f6", fillOpacity: 0.75, interactive: false };
    const areas = L.layerGroup(answer.provinces.map((area) => L.polygon(area.rings.map(turned), shade)));
    const line = L.polyline(answer.border.map(turned), { color: "#7a1230", weight: 2, interactive: false });
    const towns = L.layerGroup(answer.towns.map((town) => {
      const dot = L.circleMarker([town.lat, town.lon], { radius: 2, color: "#5f6468", interactive: false });
      return dot.bindTooltip(element("span", town.name), { permanent: true, direction: "right", className: "town" });
    }));
    areas.addTo(map);
    line.addTo(map);
    const showTowns = () => (map.getZoom() >= 9 ? towns.addTo(map) : towns.remove());
    map.on("zoomend", showTowns);
    if (!chosen) map.fitBounds(line.getBounds(), { animate: false });
    showTowns();
    drawPairs();
    drawDraft();
  }

  choose(null);
  load().then(drawBackdrop);
})();
