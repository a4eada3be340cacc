// Symbols: every kind of thing has its own shape and its own colour, so that either will do.
// Colours are after Okabe and Ito (2008), darkened or lightened in the style sheet for contrast.

import { store } from "./data.js";
import { svg } from "./dom.js";

/** Entry of the legend → shape, name of its colour in the style sheet, size in pixels. */
export const SYMBOLS = {
  __proto__: null,
  "checkpoints.international": { shape: "circle", colour: "international", size: 8, dot: true },
  "checkpoints.main": { shape: "diamond", colour: "main", size: 8 },
  "checkpoints.secondary": { shape: "triangle", colour: "secondary", size: 7 },
  "checkpoints.planned": { shape: "circle", colour: "planned", size: 6, hollow: true },
  "checkpoints.other": { shape: "circle", colour: "planned", size: 5 },
  hamlets: { shape: "house", colour: "hamlets", size: 7 },
  places: { shape: "disc", colour: "places", size: 3.5 },
  events: { shape: "star", colour: "events", size: 8 },
  aid: { shape: "square", colour: "aid", size: 6 },
  projects: { shape: "hexagon", colour: "projects", size: 7 },
  "border.end": { shape: "square", colour: "border", size: 4.5 },
  review: { shape: "warning", colour: "review", size: 8, hollow: true },
};

/** Dashes of a project's line by its status. */
export const DASHES = {
  __proto__: null,
  existing: [],
  completed: [],
  under_construction: [12, 4],
  planned: [6, 5],
  under_study: [2, 5],
};

function corners(shape, r) {
  const turn = (n, start, radius = () => r) =>
    Array.from({ length: n }, (_, i) => {
      const angle = ((start + (360 * i) / n) * Math.PI) / 180;
      return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)];
    });
  if (shape === "diamond") return turn(4, 0, () => r * 1.15);
  if (shape === "triangle" || shape === "warning") return turn(3, -90, () => r * 1.2);
  if (shape === "square") return turn(4, 45, () => r * 1.25);
  if (shape === "hexagon") return turn(6, 0);
  if (shape === "star") return turn(10, -90, (i) => (i % 2 ? r * 0.5 : r * 1.15));
  if (shape === "house") return [[-r * 0.8, r * 0.85], [-r * 0.8, -r * 0.1], [0, -r], [r * 0.8, -r * 0.1], [r * 0.8, r * 0.85]];
  return null;
}

/** Draw a symbol on a canvas. Hollow means promised or planned. */
export function drawSymbol(ctx, x, y, symbol, palette, { hollow = false, scale = 1, halo = true } = {}) {
  const r = symbol.size * scale;
  const colour = palette[symbol.colour];
  const points = corners(symbol.shape, r);
  ctx.beginPath();
  if (points) {
    points.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
    ctx.closePath();
  } else ctx.arc(x, y, r, 0, 2 * Math.PI);
  const empty = hollow || symbol.hollow;
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  if (halo) {
    ctx.strokeStyle = palette.halo;
    ctx.lineWidth = empty ? 5 : 3.5;
    ctx.stroke();
  }
  ctx.fillStyle = empty ? palette.halo : colour;
  ctx.fill();
  ctx.strokeStyle = empty ? colour : palette.edge;
  ctx.lineWidth = empty ? 2 : 1;
  ctx.stroke();
  if (symbol.dot && !empty) {
    ctx.beginPath();
    ctx.arc(x, y, r * 0.36, 0, 2 * Math.PI);
    ctx.fillStyle = palette.halo;
    ctx.fill();
  }
  if (symbol.shape === "warning") {
    ctx.fillStyle = colour;
    ctx.fillRect(x - 0.9, y - r * 0.45, 1.8, r * 0.55);
    ctx.fillRect(x - 0.9, y + r * 0.25, 1.8, 1.8);
  }
}

/** Return a symbol as a small picture for the legend and the panels. */
export function swatch(entry, { hollow = false, scale = 1 } = {}) {
  const symbol = SYMBOLS[entry];
  const box = svg("svg", { viewBox: "-12 -12 24 24", width: 22, height: 22, "aria-hidden": "true", class: "swatch" });
  if (!symbol) {
    box.append(lineSwatch(entry));
    return box;
  }
  const empty = hollow || symbol.hollow;
  const points = corners(symbol.shape, symbol.size * scale);
  const look = `symbol ${empty ? "stroke" : "fill"}-${symbol.colour}`;
  box.append(
    points
      ? svg("polygon", { points: points.map((p) => p.map((v) => v.toFixed(2)).join(",")).join(" "), class: look })
      : svg("circle", { r: symbol.size * scale, class: look }),
  );
  if (symbol.dot && !empty) box.append(svg("circle", { r: symbol.size * 0.36 * scale, class: "symbol-dot" }));
  if (symbol.shape === "warning") box.append(svg("path", { d: "M0 -4V1M0 3.2V5", class: "symbol-mark" }));
  return box;
}

function lineSwatch(entry) {
  if (entry === "border") return svg("path", { d: "M-11 4C-5 -8 3 8 11 -4", class: "swatch-border" });
  if (entry === "twinnings") return svg("path", { d: "M-10 3Q0 -8 10 3", class: "swatch-twinnings" });
  if (entry.startsWith("line.")) {
    const dash = DASHES[entry.slice(5)] || [];
    return svg("path", { d: "M-11 0H11", class: "swatch-projects", "stroke-dasharray": dash.map((d) => d * 0.7).join(" ") || "none" });
  }
  return svg("path", {
    d: "M-9 -7L8 -9L10 7L-8 9Z",
    class: entry === "provinces.before" ? "swatch-before" : "swatch-provinces",
  });
}

/** Return the value of a gift in its own currency: as stated, or pieces times their worth. */
export function valueOf({ total_value: total, unit_value: each, quantity }) {
  if (total !== null && total !== undefined) return total;
  return each !== null && each !== undefined && quantity ? each * quantity : null;
}

/** Return how large a gift is drawn: 0.8 in kind, without a value; then 1, 1.35, 1.75 by value. */
export function aidScale(p) {
  const value = valueOf(p);
  if (value === null) return 0.8;
  const sizes = store.settings.aid_sizes;
  const limits = Object.hasOwn(sizes, p.currency) && p.currency !== "note" ? sizes[p.currency] : null;
  if (!limits) return 1;
  return value < limits[0] ? 1 : value < limits[1] ? 1.35 : 1.75;
}

/** Tell whether a fact is only promised, planned or studied. */
export function isHollow({ layer, p }) {
  if (layer === "aid") return p.status === "promised";
  return layer === "events" && p.status === "planned";
}
