// Drawing on the canvas: the base map, areas, lines and symbols of the features that pass.

import { store } from "./data.js";
import { extent, inside } from "./geometry.js";
import { DASHES, SYMBOLS, aidScale, drawSymbol, isHollow } from "./symbols.js";

const COLOURS = [
  "sea", "land-home", "water", "river", "coast", "neighbour", "road", "town", "ink", "soft", "halo", "edge", "paper",
  "border", "provinces", "before", "international", "main", "secondary", "planned", "hamlets",
  "places", "events", "aid", "projects", "review", "twinnings", "chosen",
];
/** How the symbols at one spot make room for each other: the most lasting in the middle. */
const SPOTS = [[0, 0], [13, -10], [-13, -10], [13, 10], [-13, 10], [0, 19], [0, -20]];
const ORDER = [
  "checkpoints.international", "checkpoints.main", "checkpoints.secondary", "checkpoints.planned",
  "checkpoints.other", "border", "hamlets", "places", "aid", "events", "projects", "review",
];

/** Read the colours of the style sheet. */
export function readPalette(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
}

/** Put what passes the filters into the order in which it is drawn. */
export function arrange(byLayer) {
  const scene = { areas: [], lines: [], border: [], markers: [] };
  const spots = new Map();
  const areas = new Map();
  for (const [layer, features] of byLayer) {
    for (const one of features) {
      const shape = one.geometry;
      if (!shape) continue;
      if (layer === "border" && !shape.point) scene.border.push(one);
      else if (shape.point) group(spots, shape, one);
      else if (shape.area) group(areas, shape, one);
      else scene.lines.push(one);
    }
  }
  scene.areas = [...areas.values()].sort((a, b) => extent(b.shape) - extent(a.shape));
  for (const spot of spots.values()) scene.markers.push(...markersOf(spot));
  scene.markers.sort((a, b) => ORDER.indexOf(b.entry) - ORDER.indexOf(a.entry));
  return scene;
}

function group(map, shape, one) {
  let spot = map.get(shape.i);
  if (!spot) map.set(shape.i, (spot = { shape, entries: new Map() }));
  const list = spot.entries.get(one.entry);
  if (list) list.push(one);
  else spot.entries.set(one.entry, [one]);
}

/** Return the symbols of one spot, one for each kind, with their shift in pixels. */
function markersOf({ shape, entries }) {
  const [x, y] = shape.box;
  const names = [...entries.keys()].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return names.map((entry, i) => {
    const features = entries.get(entry);
    const [dx, dy] = SPOTS[Math.min(i, SPOTS.length - 1)];
    return {
      x, y, dx, dy, entry, features,
      count: new Set(features.map((one) => one.record)).size,
      symbol: SYMBOLS[entry === "border" ? "border.end" : entry] || SYMBOLS.places,
      hollow: features.every(isHollow),
      full: entry === "aid" ? Math.max(...features.map((one) => aidScale(one.p))) : 1,
      scale: 1,
    };
  });
}

/** Trace lines and rings; points closer than a pixel to the last are left out. */
export function trace(ctx, geometry, frame, close) {
  const { k, ox, oy } = frame;
  for (const part of geometry.paths) {
    for (const path of part) {
      let lastX = path[0] * k - ox;
      let lastY = path[1] * k - oy;
      ctx.moveTo(lastX, lastY);
      for (let i = 2; i < path.length; i += 2) {
        const x = path[i] * k - ox;
        const y = path[i + 1] * k - oy;
        if (i + 2 < path.length && Math.abs(x - lastX) + Math.abs(y - lastY) < 1.2) continue;
        ctx.lineTo(x, y);
        lastX = x;
        lastY = y;
      }
      if (close) ctx.closePath();
    }
  }
}

/** Tell whether a geometry's box meets what is drawn. */
export function inFrame({ box }, { k, ox, oy, width, height }) {
  return box[2] * k - ox >= 0 && box[0] * k - ox <= width && box[3] * k - oy >= 0 && box[1] * k - oy <= height;
}

const BASE = {
  __proto__: null,
  sea: { fill: "sea" },
  land: { fill: "neighbour", line: "coast" },
  lake: { fill: "water" },
  water: { fill: "water" },
  river: { line: "river", width: 1.4 },
  road: { line: "road", width: 1.2 },
};

/** Closer than this the edge of the generalised land would be taken for a line of its own. */
const COAST_UNTIL = 9;

/** The two countries of the border stand out a little from their neighbours. */
const HOME = { fill: "land-home", line: "coast" };

/** Draw the quiet base map. */
export function drawBase(ctx, base, frame, palette) {
  for (const { kind, p, geometry } of base) {
    const look = kind === "land" && /^(VN|KH)$/.test(p.country) ? HOME : BASE[kind];
    if (!look || !inFrame(geometry, frame)) continue;
    ctx.beginPath();
    trace(ctx, geometry, frame, geometry.area);
    ctx.setLineDash([]);
    if (look.fill && geometry.area) {
      ctx.fillStyle = palette[look.fill];
      ctx.fill("evenodd");
    }
    if (look.line && !(kind === "land" && frame.zoom > COAST_UNTIL)) {
      ctx.strokeStyle = palette[look.line];
      ctx.lineWidth = look.width || 0.8;
      ctx.stroke();
    }
  }
}

/** Draw the border: the strongest line; stretches on which sources differ are dashed. */
export function drawBorder(ctx, border, frame, palette) {
  for (const layer of [0, 1]) {
    for (const { p, geometry } of border) {
      if (!inFrame(geometry, frame) || geometry.point) continue;
      ctx.beginPath();
      trace(ctx, geometry, frame, false);
      ctx.lineJoin = ctx.lineCap = layer ? "butt" : "round";
      ctx.lineJoin = "round";
      ctx.setLineDash(layer && p.uncertain ? [7, 5] : []);
      ctx.strokeStyle = layer ? palette.border : palette.halo;
      ctx.lineWidth = layer ? 3 : 6;
      ctx.stroke();
    }
  }
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}

/** Draw what happened along a stretch of the border as a wide band beneath it. */
export function drawStretches(ctx, lines, frame, palette, chosen) {
  const bands = lines.filter((one) => isStretch(one) && inFrame(one.geometry, frame));
  for (const one of bands) {
    ctx.beginPath();
    trace(ctx, one.geometry, frame, false);
    ctx.setLineDash([]);
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.strokeStyle = palette[one === chosen ? "chosen" : one.layer] || palette.places;
    ctx.lineWidth = 15;
    ctx.globalAlpha = one === chosen ? 0.4 : 0.24 / bands.length;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  ctx.lineCap = "butt";
}

function isStretch(one) {
  return one.p.precision === "stretch" && one.layer !== "projects";
}

/** Draw projects and twinnings. */
export function drawLines(ctx, lines, frame, palette, chosen) {
  for (const one of lines) {
    if (isStretch(one) || !inFrame(one.geometry, frame)) continue;
    const twin = one.layer === "twinnings";
    const colour = palette[twin ? "twinnings" : one.layer] || palette.places;
    ctx.beginPath();
    if (twin) arc(ctx, one.geometry, frame);
    else trace(ctx, one.geometry, frame, false);
    ctx.lineJoin = "round";
    ctx.setLineDash([]);
    ctx.strokeStyle = one === chosen ? palette.chosen : palette.halo;
    ctx.lineWidth = one === chosen ? 9 : 6;
    ctx.globalAlpha = 0.8;
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.setLineDash(one.layer === "projects" ? DASHES[one.p.status] || [] : []);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2.6;
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** Return the start, the bend and the end of a twinning's arc, in pixels. */
export function arcOf(geometry, { k, ox, oy }) {
  const path = geometry.paths[0][0];
  const n = path.length;
  const [x0, y0, x1, y1] = [path[0] * k - ox, path[1] * k - oy, path[n - 2] * k - ox, path[n - 1] * k - oy];
  return [x0, y0, (x0 + x1) / 2 + (y1 - y0) * 0.25, (y0 + y1) / 2 - (x1 - x0) * 0.25, x1, y1];
}

/** Trace a twinning as an arc, so that it is never taken for a road. */
function arc(ctx, geometry, frame) {
  const [x0, y0, cx, cy, x1, y1] = arcOf(geometry, frame);
  ctx.moveTo(x0, y0);
  ctx.quadraticCurveTo(cx, cy, x1, y1);
}

/** Draw the circle that the position of a chosen place may be off by. */
export function drawRadius(ctx, chosen, frame, palette) {
  const { geometry, p } = chosen;
  if (!geometry || !geometry.point || !p.radius_km) return;
  const [x, y] = geometry.box;
  const lat = geometry.parts[0][0][0][1];
  const r = ((p.radius_km / 40075.017) * frame.k) / Math.cos((lat * Math.PI) / 180);
  if (r < 9) return;
  ctx.beginPath();
  ctx.arc(x * frame.k - frame.ox, y * frame.k - frame.oy, r, 0, 2 * Math.PI);
  ctx.setLineDash([4, 4]);
  ctx.strokeStyle = palette.chosen;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.globalAlpha = 0.1;
  ctx.fillStyle = palette.chosen;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

/** Tell whether two rows are of one thing: the same place, or the same fact at another place. */
export function isSame(one, chosen) {
  return one === chosen || (one.layer === chosen.layer && one.record === chosen.record);
}

/** Draw an arrow from where a chosen gift was handed over to where those live who get it. */
export function drawGift(ctx, chosen, frame, palette) {
  if (chosen.layer !== "aid") return;
  const rows = store.records.get(chosen.record).filter(({ geometry }) => geometry);
  const spot = ({ geometry }) => (geometry.area ? inside(geometry) : geometry.box);
  for (const from of rows.filter(({ p }) => p.role === "handed_over")) {
    for (const to of rows.filter(({ p, geometry }) => p.role === "beneficiaries" && geometry !== from.geometry)) {
      const [x0, y0, x1, y1] = [...spot(from).slice(0, 2), ...spot(to).slice(0, 2)].map((v, i) => v * frame.k - (i % 2 ? frame.oy : frame.ox));
      const angle = Math.atan2(y1 - y0, x1 - x0);
      ctx.beginPath();
      ctx.moveTo(x0, y0);
      ctx.lineTo(x1, y1);
      for (const side of [-0.45, 0.45]) {
        ctx.moveTo(x1, y1);
        ctx.lineTo(x1 - 14 * Math.cos(angle + side), y1 - 14 * Math.sin(angle + side));
      }
      ctx.setLineDash([]);
      for (const [colour, width] of [[palette.halo, 6], [palette.aid, 2.4]]) {
        ctx.strokeStyle = colour;
        ctx.lineWidth = width;
        ctx.stroke();
      }
    }
  }
}

/** Draw one symbol with its number, and tell where it stands. */
export function drawMarker(ctx, marker, x, y, palette, chosen) {
  if (chosen && marker.features.includes(chosen)) {
    ctx.beginPath();
    ctx.arc(x, y, marker.symbol.size * marker.scale + 7, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.chosen;
    ctx.lineWidth = 3;
    ctx.setLineDash([]);
    ctx.stroke();
  }
  drawSymbol(ctx, x, y, marker.symbol, palette, marker);
  if (marker.count > 1) badge(ctx, x + marker.symbol.size, y - marker.symbol.size, marker.count, palette);
}

/** Draw a small number. */
export function badge(ctx, x, y, count, palette) {
  const text = String(count);
  ctx.font = "600 10px system-ui, sans-serif";
  const width = ctx.measureText(text).width + 6;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 7, width, 13, 6);
  ctx.fillStyle = palette.ink;
  ctx.fill();
  ctx.fillStyle = palette.paper;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y);
}

/** Draw a cluster: how many symbols stand here. */
export function drawCluster(ctx, { x, y, count, r }, palette) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.setLineDash([]);
  ctx.fillStyle = palette.ink;
  ctx.globalAlpha = 0.82;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = palette.halo;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fillStyle = palette.paper;
  ctx.font = "600 12px system-ui, sans-serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(count > 999 ? `${Math.round(count / 1000)}k` : String(count), x, y);
}
