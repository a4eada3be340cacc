// The legend, which is the switch of the layers: each entry with its symbol and its count.

import { store } from "./data.js";
import { h, fill } from "./dom.js";
import { visible } from "./filter.js";
import { number, t } from "./i18n.js";
import { state, touched } from "./state.js";
import { swatch } from "./symbols.js";

const GROUPS = [
  ["border", ["border", "provinces", "provinces.before"]],
  ["checkpoints", ["checkpoints.international", "checkpoints.main", "checkpoints.secondary", "checkpoints.planned", "checkpoints.other"]],
  ["places", ["hamlets", "twinnings", "places"]],
  ["facts", ["events", "aid", "projects"]],
  ["review", ["review"]],
];

const HOW = { dash: "how.uncertain", circle: "how.circle", hatch: "how.hatched", band: "how.band", box: "how.box" };

/** Say in a sentence or two what the map is, for who sees it for the first time. */
export function intro() {
  const gates = (store.layers.get("checkpoints") || []).length;
  return gates && store.articles.length ? h("p", { class: "intro" }, t("intro", { articles: number(store.articles.length), gates: number(gates) })) : null;
}

/** Draw the legend into an element. */
export function drawLegend(element) {
  const known = new Set(GROUPS.flatMap(([, entries]) => entries));
  const others = [...visible.counts.keys()].filter((entry) => !known.has(entry));
  const groups = [...GROUPS, ["other", others]];
  fill(
    element,
    groups.map(([name, entries]) => {
      const present = entries.filter((entry) => visible.counts.has(entry));
      if (!present.length) return null;
      return h("fieldset", { class: "legend-group" }, h("legend", {}, t(`legend.${name}`)), present.map(row), name === "checkpoints" ? registerNotes() : null);
    }),
    notes(),
  );
}

function row(entry) {
  const { shown, all } = visible.counts.get(entry);
  const on = !state.off.has(entry);
  const text = t(`entry.${entry}`);
  const name = text === `entry.${entry}` ? entry : text;
  const km = entry === "border" ? store.layers.get("border")[0]?.p.length_km_full : null;
  const count = km ? `${number(km, 1)} km` : shown.size === all.size ? number(all.size) : `${number(shown.size)} / ${number(all.size)}`;
  return h(
    "label",
    { class: on ? "legend-row" : "legend-row is-off", "data-entry": entry },
    h("input", { type: "checkbox", checked: on, "aria-label": `${name}: ${count}`, on: { change: (event) => toggle(entry, event.target.checked) } }),
    swatch(entry),
    h("span", { class: "legend-name" }, name),
    h("span", { class: "count" }, count),
  );
}

/** Say what the register as a whole says of itself: how many there are, how many are named. */
function registerNotes() {
  const said = (store.layers.get("review") || []).filter(({ p, geometry }) => p.kind === "register" && !geometry);
  if (!said.length) return null;
  return h("details", { class: "small" }, h("summary", {}, t("legend.register")), h("ul", { class: "list" }, said.map(({ p }) => h("li", {}, p.reason))));
}

function toggle(entry, on) {
  if (on) state.off.delete(entry);
  else state.off.add(entry);
  touched("off");
  document.querySelector(`[data-entry="${CSS.escape(entry)}"] input`)?.focus();
}

/** Say how to read the map: what is hollow, dashed, hatched, large. */
function notes() {
  const line = (picture, text) => h("li", {}, picture, h("span", {}, text));
  const statuses = new Set((store.layers.get("projects") || []).map(({ p }) => p.status));
  return h(
    "details",
    { class: "legend-notes", open: true },
    h("summary", {}, t("legend.how")),
    h(
      "ul",
      {},
      line(swatch("aid", { hollow: true }), t("how.hollow")),
      line(h("span", { class: "sizes" }, swatch("aid", { scale: 0.8 }), swatch("aid"), swatch("aid", { scale: 1.75 })), t("how.size")),
      ["dash", "circle", "hatch", "band", "box"].map((name) => line(h("span", { class: `how-${name} swatch`, "aria-hidden": "true" }), t(HOW[name]))),
      ["existing", "completed", "under_construction", "planned", "under_study"]
        .filter((status) => statuses.has(status))
        .map((status) => line(swatch(`line.${status}`), `${t("entry.projects")}: ${t(`status.${status}`)}`)),
    ),
  );
}
