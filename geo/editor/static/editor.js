"use strict";
(() => {
  // The token lasts as long as this tab, so that a reload works.
  if (location.hash.length > 1 && !location.hash.startsWith("#form")) sessionStorage.setItem("token", location.hash.slice(1));
  const token = sessionStorage.getItem("token") || "";
  history.replaceState(null, "", location.pathname); // out of sight and out of the history

  // [name, label, {choices, rows, lang, hint}] in groups; the last is folded away.
  const GROUPS = [
    ["Names", [
      ["name_vi", "Vietnamese half", { hint: "with diacritics: Mộc Bài" }], ["name_kh", "Cambodian half", { hint: "in Latin letters: Bavet" }],
      ["name_km", "The same in Khmer script", { lang: "km", wide: true }],
    ]],
    ["Class and status", [
      ["class", "Class", { choices: ["", "international", "main", "secondary"] }], ["status", "Status", { choices: ["open", "planned", "closed", "unconfirmed"] }],
      ["class_from", "Class since", { hint: "2025-12-08, 2025-12 or 2025" }], ["mode", "Mode", { choices: ["", "road", "river", "road+river", "rail"] }],
      ["on", "New class or status since", { hint: "2026-02-01; empty if unknown" }],
    ]],
    ["Place", [
      ["lat", "Latitude", { hint: "11.0766 or 11°04'36\"" }], ["lon", "Longitude", { hint: "106.1730" }], ["radius_m", "Radius in metres"],
      ["point_method", "How the point was found", { rows: 2, wide: true }],
    ]],
    ["Where it belongs", [
      ["province_vn", "Province of Vietnam"], ["commune_vn", "Commune of Vietnam"], ["province_kh", "Province of Cambodia"],
      ["district_kh", "District of Cambodia"], ["commune_kh", "Commune of Cambodia"],
    ]],
    ["Source", [
      ["sources", "Sources", { rows: 3, wide: true, hint: "https://… or publisher, title, date; several with ; between them" }],
      ["source", "Source or reason of this change", { wide: true }], ["who", "Your name", { wide: true }],
    ]],
    ["More", [
      ["aliases_vi", "Other spellings, Vietnamese half", { wide: true, hint: "; between them" }], ["aliases_kh", "Other spellings, Cambodian half", { wide: true, hint: "; between them" }],
      ["confidence", "Confidence", { choices: ["medium", "high", "low"] }], ["last_confirmed", "Last confirmed"],
      ["conflicts", "What sources say against each other", { rows: 2, wide: true }], ["notes", "Notes", { rows: 2, wide: true }],
    ]],
  ];
  const OWN = new Set(["source", "who", "on"]); // of the change, not of the row
  const FIELDS = GROUPS.flatMap(([, fields]) => fields);
  const LABELS = Object.fromEntries(FIELDS.map(([name, label]) => [name, label]));
  const $ = (id) => document.getElementById(id);
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const turned = (line) => line.map(([lon, lat]) => [lat, lon]);
  let back = null; // what the pairs are drawn on
  let rows = [];
  let chosen = null; // the row that is being changed, or null for a new pair
  let asked = 0;
  let touched = new Set(); // fields that somebody was in; what is still empty elsewhere is no fault yet

  async function api(name, content) {
    const options = { headers: { "X-Borderatlas-Token": token } };
    if (content !== undefined) {
      options.method = "POST";
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(content);
    }
    try {
      const response = await fetch(`/api/${name}`, options);
      const answer = await response.json();
      return { ok: response.ok, status: response.status, answer };
    } catch {
      return { ok: false, status: 0, answer: { error: "No answer: was the editor stopped? Nothing was saved; start it again and reload." } };
    }
  }

  // --- the map -----------------------------------------------------------------------------
  const map = L.map("map", { preferCanvas: true, attributionControl: false }).setView([12.2, 106], 7);
  L.control.attribution({ prefix: false, position: "bottomright" }).addAttribution("© OpenStreetMap contributors (ODbL), GSHHG, Natural Earth, GeoNames").addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const groundLayer = L.layerGroup().addTo(map);
  const pairLayer = L.layerGroup().addTo(map);
  const draftLayer = L.layerGroup().addTo(map);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--map-${name}`).trim();
  map.on("click", (event) => setPoint(event.latlng));
  $("middle").addEventListener("click", () => setPoint(map.getCenter()));

  function setPoint({ lat, lng }) {
    input("lat").value = lat.toFixed(5);
    input("lon").value = lng.toFixed(5);
    if (!input("radius_m").value) input("radius_m").value = "300";
    changed();
  }

  /** Return the symbol that the map page has for a pair. */
  function symbol(row, size = 20) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({ class: "symbol", viewBox: "-10 -10 20 20", width: size, height: size, "aria-hidden": "true" })) svg.setAttribute(name, value);
    const look = row.status === "planned" ? "planned" : row.class;
    const shape = (tag, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      svg.append(made);
    };
    const mark = chosen && chosen.id === row.id ? " chosen" : "";
    if (look === "main") shape("path", { class: look + mark, d: "M0-9 9 0 0 9-9 0Z" });
    else if (look === "secondary") shape("path", { class: look + mark, d: "M0-8.5 8 6-8 6Z" });
    else shape("circle", { class: look + mark, r: look === "planned" ? 6 : 8 });
    if (look === "international") shape("circle", { class: "dot", r: 3 });
    return svg;
  }

  function drawPairs() {
    pairLayer.clearLayers();
    for (const row of rows) {
      if (!row.lat) continue;
      const icon = L.divIcon({ className: "", html: symbol(row), iconSize: [20, 20] });
      // The list beside the map is the way for the keyboard: it has every pair, also those without a point.
      const marker = L.marker([+row.lat, +row.lon], { icon, keyboard: false, bubblingMouseEvents: false });
      marker.bindTooltip(element("span", title(row)));
      marker.on("click", () => choose(row));
      marker.addTo(pairLayer);
    }
  }

  function drawDraft() {
    draftLayer.clearLayers();
    const lat = Number(input("lat").value), lon = Number(input("lon").value);
    if (!lat || !lon || Math.abs(lat) > 90) return;
    const look = { color: colour("chosen"), interactive: false };
    if (!map.getBounds().contains([lat, lon]) && back && L.latLngBounds(turned(back.border.flat())).pad(0.2).contains([lat, lon])) map.panTo([lat, lon], { animate: false });
    L.circle([lat, lon], { ...look, radius: Number(input("radius_m").value) || 300, weight: 2, fillOpacity: 0.08 }).addTo(draftLayer);
    L.circleMarker([lat, lon], { ...look, radius: 4, fillOpacity: 1 }).addTo(draftLayer);
  }

  // --- the form ----------------------------------------------------------------------------
  for (const [group, fields] of GROUPS) {
    const box = element(group === "More" ? "details" : "fieldset");
    box.append(element(group === "More" ? "summary" : "legend", group));
    const inner = element("div", "", { class: "pair-of" });
    for (const one of fields) inner.append(field(...one));
    box.append(inner);
    $("fields").append(box);
  }
  input("who").value = localStorage.getItem("borderatlas.who") || "";

  function field(name, label, { choices, rows: lines, lang, hint, wide } = {}) {
    const made = choices ? element("select") : lines ? element("textarea", "", { rows: lines }) : element("input", "", { autocomplete: "off" });
    for (const choice of choices || []) made.append(element("option", choice || "–", { value: choice }));
    made.id = `field-${name}`;
    if (lang) made.lang = lang;
    if (hint) made.placeholder = hint;
    const box = element("div", "", wide ? { class: "wide" } : {});
    if (wide) box.style.gridColumn = "1 / -1";
    const said = element("div", "", { id: `said-${name}` });
    made.setAttribute("aria-describedby", said.id);
    box.append(element("label", label, { for: made.id }), made, said);
    made.addEventListener("input", () => {
      touched.add(name);
      changed();
    });
    made.addEventListener("blur", () => {
      if (touched.has(name) || !made.value) return;
      touched.add(name);
      changed();
    });
    return box;
  }
  function input(name) { return $(`field-${name}`); }

  function draft() {
    const cells = {};
    for (const [name] of FIELDS) {
      if (OWN.has(name)) continue;
      const value = input(name).value.trim();
      if (chosen ? value !== (chosen[name] || "") : value) cells[name] = value;
    }
    return cells;
  }
  const isUnsaved = () => Object.keys(draft()).some((name) => chosen || !["status", "confidence"].includes(name));
  window.addEventListener("beforeunload", (event) => { if (isUnsaved()) event.preventDefault(); });

  function title(row) { return `${row.name_vi} – ${row.name_kh || "?"}`; }

  function fill(row) {
    for (const [name, , { choices } = {}] of FIELDS) if (name !== "who") input(name).value = row[name] || (choices ? choices[0] : "");
    touched = new Set();
    $("accept").checked = false;
  }

  function choose(row, { ask = true } = {}) {
    if (ask && isUnsaved() && !confirm("What you entered is not saved. Leave it?")) return false;
    chosen = row;
    fill(row || {});
    $("title").textContent = row ? title(row) : "New pair";
    $("story").hidden = !row;
    input("on").closest("div").hidden = !row;
    say("");
    if (row && row.lat) map.setView([+row.lat, +row.lon], Math.max(map.getZoom(), 11), { animate: false });
    list();
    drawPairs();
    changed();
    story();
    return true;
  }

  async function story() {
    $("log").replaceChildren();
    if (!chosen) return;
    const { ok, answer } = await api("log", { id: chosen.id });
    let last = 0;
    for (const entry of ok ? answer.entries : []) {
      if (entry.change !== last) {
        const what = entry.column ? entry.action : `${entry.action} of ${entry.after}`;
        $("log").append(element("li", `${entry.day}, ${entry.who}: ${what}`));
        if (entry.source) $("log").lastChild.append(element("small", entry.source));
        last = entry.change;
      }
      if (entry.column && entry.action !== "add") $("log").lastChild.append(element("small", `${LABELS[entry.column] || entry.column}: ${entry.before || "–"} → ${entry.after || "–"}`));
    }
    if (!$("log").childElementCount) $("log").append(element("li", "none yet"));
  }

  let timer = 0;
  function changed() {
    drawDraft();
    clearTimeout(timer);
    timer = setTimeout(() => check(), 250);
  }

  /** Ask for the checks and show them; `more` is what an attempt to save was refused for beside them. */
  async function check(more = []) {
    const cells = draft();
    const number = ++asked;
    if (!chosen && !isUnsaved()) return show([], []);
    const { ok, answer } = await api("examine", { draft: cells, id: chosen ? chosen.id : "" });
    if (number !== asked) return; // a newer question is on its way
    if (!ok) return say(answer.error, true);
    show([...answer.findings, ...more], answer.notes);
    for (const name of ["province_vn", "commune_vn", "province_kh", "district_kh", "commune_kh", "point_method"]) {
      input(name).placeholder = input(name).value ? "" : answer.cells[name] || "";
    }
  }

  /** Say what the checks found: beside its field, and all together above the button. */
  function show(findings, notes) {
    // What is merely empty yet is asked for only where somebody has been, or after an attempt to save.
    const waits = (f) => f.code && f.code.startsWith("no-") && f.column in LABELS && !touched.has(f.column) && !touched.has("*");
    const open = findings.filter((f) => !waits(f));
    for (const [name] of FIELDS) {
      const here = [...open, ...notes].filter((f) => f.column === name);
      input(name).setAttribute("aria-invalid", String(here.some((f) => f.level === "error")));
      $(`said-${name}`).replaceChildren(...here.map((f) => {
        const said = element("p", f.what, { class: `said ${f.level}` });
        said.append(element("small", `${f.why} ${f.do}`.trim()));
        return said;
      }));
    }
    $("findings").replaceChildren(...open.map((f) => {
      const item = element("li", "", { class: f.level });
      const label = LABELS[f.column] || f.column;
      const text = `${label ? `${label}: ` : ""}${f.what}`;
      if (f.column in LABELS) {
        const link = element("a", text, { href: `#field-${f.column}` });
        link.addEventListener("click", (event) => {
          event.preventDefault();
          const folded = input(f.column).closest("details");
          if (folded) folded.open = true;
          input(f.column).focus();
        });
        item.append(link);
      } else item.append(element("span", `${text} ${f.why} ${f.do}`));
      return item;
    }));
    const count = (level, one) => {
      const n = open.filter((f) => f.level === level).length;
      return n ? `${n} ${one}${n > 1 ? "s" : ""}` : "";
    };
    const needed = findings.filter(waits).map((f) => LABELS[f.column]);
    const sum = [count("error", "error"), count("warning", "warning"), needed.length ? `Still to fill in: ${[...new Set(needed)].join(", ")}` : ""].filter(Boolean).join("; ");
    if ($("sum").textContent !== (sum || "Checks")) $("sum").textContent = sum || "Checks";
    if (!findings.length && isUnsaved()) $("findings").append(element("li", "Nothing to say against it."));
    document.querySelector(".accept").hidden = !open.some((f) => f.level === "warning");
  }

  function say(text, bad = false) {
    $("message").textContent = text;
    $("message").className = bad ? "bad" : "";
  }

  $("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    localStorage.setItem("borderatlas.who", input("who").value);
    clearTimeout(timer);
    asked += 1;
    touched.add("*");
    const cells = draft();
    const source = input("source").value.trim();
    if (!chosen && !cells.sources && source) cells.sources = source;
    $("save").disabled = true;
    const { ok, answer } = await api("save", {
      draft: cells, id: chosen ? chosen.id : "", accept: $("accept").checked,
      who: input("who").value.trim(), source, on: chosen ? input("on").value.trim() : "",
    });
    $("save").disabled = false;
    if (!ok) {
      const faults = answer.faults || [];
      // The checks say everything of the row; the rest is about the change: who makes it, and why.
      const nobody = (f) => (f.column === "author" || (!f.column && !input("who").value.trim()) ? "who" : f.column);
      const more = faults.map((f) => ({ level: "error", column: nobody(f), what: f.what, why: "", do: f.do }));
      await check(more.filter((f) => OWN.has(f.column) || !(f.column in LABELS)));
      const first = document.querySelector("[aria-invalid=true]");
      if (first && !first.closest("details:not([open])")) first.focus();
      return say(faults.length ? (answer.only_warnings ? "Not saved: take the warnings, or mend them." : "Not saved.") : answer.error, true);
    }
    await load();
    choose(rows.find((row) => row.id === answer.id) || null, { ask: false });
    say(`Saved as change ${answer.change}.`);
    $("title").focus();
  });

  $("new").addEventListener("click", () => choose(null) && input("name_vi").focus());
  for (const [name, said] of [["undo", "is undone"], ["redo", "is made again"]]) {
    $(name).addEventListener("click", async () => {
      if (isUnsaved() && !confirm("What you entered is not saved. Leave it?")) return;
      clearTimeout(timer); // a check of a pair that is about to go
      const { ok, answer } = await api(name, { who: input("who").value.trim() });
      if (!ok) return say(answer.error, true);
      await load();
      choose(rows.find((row) => row.id === (chosen ? chosen.id : answer.ids[0])) || null, { ask: false });
      say(`Change ${answer.number} ${said}.`);
    });
  }

  // --- the list ----------------------------------------------------------------------------
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  $("find").addEventListener("input", list);
  function list() {
    const wanted = plain($("find").value.trim());
    const names = ["name_vi", "name_kh", "name_km", "aliases_vi", "aliases_kh", "id"];
    const found = rows.filter((row) => names.some((name) => plain(row[name]).includes(wanted)));
    $("count").textContent = wanted ? `${found.length} of ${rows.length} pairs` : `${rows.length} pairs`;
    $("pairs").replaceChildren(...found.map((row) => {
      const button = element("button", "", { type: "button", "aria-current": String(Boolean(chosen) && chosen.id === row.id) });
      button.append(symbol(row), element("span", title(row)));
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

  function drawGround() {
    groundLayer.clearLayers();
    const still = { interactive: false };
    const fills = { sea: "sea", land: "neighbour", lake: "water" };
    const style = ({ properties: { kind, country } }) => kind === "river"
      ? { ...still, color: colour("river"), weight: 1.2 }
      : { ...still, stroke: kind === "land", color: colour("coast"), weight: 0.6, fillOpacity: 1,
        fillColor: colour(kind === "land" && ["VN", "KH"].includes(country) ? "land-home" : fills[kind] || "sea") };
    L.geoJSON(back.ground, { style, ...still }).addTo(groundLayer);
    for (const area of back.provinces) L.polygon(area.rings.map(turned), { ...still, color: colour("provinces"), weight: 0.8, dashArray: "4 4", fill: false }).addTo(groundLayer);
    L.polyline(back.border.map(turned), { ...still, color: colour("border"), weight: 2.2 }).addTo(groundLayer);
    if (map.getZoom() < 9) return;
    for (const town of back.towns) {
      const dot = L.circleMarker([town.lat, town.lon], { ...still, radius: 2, color: colour("town") });
      dot.bindTooltip(element("span", town.name), { permanent: true, direction: "right", className: "town" }).addTo(groundLayer);
    }
  }

  async function drawBackdrop() {
    const { ok, answer } = await api("backdrop");
    if (!ok) return;
    back = answer;
    if (!chosen) map.fitBounds(L.polyline(back.border.map(turned)).getBounds(), { animate: false });
    drawGround();
    let were = map.getZoom() >= 9;
    map.on("zoomend", () => {
      if (were !== map.getZoom() >= 9) drawGround();
      were = map.getZoom() >= 9;
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { drawGround(); drawDraft(); });
    drawDraft();
  }

  choose(null, { ask: false });
  load().then(drawBackdrop);
})();
