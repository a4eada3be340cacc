// Labels that do not overlap: the most important first, each beside its symbol where it fits.

import { nameOf } from "./data.js";
import { inside } from "./geometry.js";
import { getLanguage } from "./i18n.js";
import { SYMBOLS, drawSymbol } from "./symbols.js";
import { inFrame } from "./draw.js";

export const FONT = '"Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Noto Sans Khmer", "Khmer UI", "Leelawadee UI", "Khmer MN", "DejaVu Sans", sans-serif';
const CELL = 64;
/** From which zoom on the names of a kind are written. */
const FROM = {
  __proto__: null,
  "checkpoints.international": 5, "checkpoints.main": 8, "checkpoints.secondary": 8.5,
  "checkpoints.planned": 9, "checkpoints.other": 9, border: 7, hamlets: 10, places: 10.5, events: 11, aid: 11, projects: 11,
};
/** Towns of the first rank are written from this zoom on, others later. */
const TOWNS_FROM = 6;
const SPOTS = ["right", "left", "below", "above", "below right", "above right", "below left", "above left"];
/** How far the name of a main checkpoint may stand from its symbol, with a line that leads back. */
const FAR_SPOTS = [30, 52, 80, 112].flatMap((far) => [[0, 1], [0.9, 0.7], [-0.9, 0.7], [1, 0.2], [-1, 0.2], [0.9, -0.7], [-0.9, -0.7], [0, -1]].map(([dx, dy]) => [dx * far, dy * far]));

/** A store of rectangles that tells whether a new one is free. */
export class Room {
  constructor() {
    this.cells = new Map();
    this.view = null;
    this.words = null;
  }

  /** Tell whether a label of something at a spot would stand where nobody sees it. */
  hides(box, x, y) {
    if (!this.view) return false;
    const [x0, y0, x1, y1] = this.view;
    const seen = x >= x0 && x <= x1 && y >= y0 && y <= y1;
    return seen && (box[2] < x0 || box[0] > x1 || box[3] < y0 || box[1] > y1);
  }

  *keys([x0, y0, x1, y1]) {
    for (let i = Math.floor(x0 / CELL); i <= Math.floor(x1 / CELL); i += 1) {
      for (let j = Math.floor(y0 / CELL); j <= Math.floor(y1 / CELL); j += 1) yield `${i} ${j}`;
    }
  }

  isFree(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
      }
    }
    return true;
  }

  /** Keep a rectangle for a label, which no line may cross. */
  reserve(box) {
    this.take(box);
    this.words ??= new Room();
    this.words.take(box);
  }

  /** Tell whether a line from a symbol to its label crosses another; if it does not, keep it free. */
  crosses(x0, y0, x1, y1) {
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 6);
    const dots = [];
    for (let i = 1; i < steps; i += 1) {
      const [x, y] = [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps];
      dots.push([x - 2, y - 2, x + 2, y + 2]);
    }
    if (this.words && dots.some((dot) => !this.words.isFree(dot))) return true;
    for (const dot of dots) this.reserve(dot);
    return false;
  }

  take(box) {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }
}

/** Keep labels off an arc, given as its three points. */
export function keepClear(room, [x0, y0, cx, cy, x1, y1]) {
  for (let i = 0; i <= 10; i += 1) {
    const s = i / 10;
    const x = (1 - s) ** 2 * x0 + 2 * s * (1 - s) * cx + s * s * x1;
    const y = (1 - s) ** 2 * y0 + 2 * s * (1 - s) * cy + s * s * y1;
    room.take([x - 5, y - 5, x + 5, y + 5]);
  }
}

const widths = new Map();

export function widthOf(ctx, font, text) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    if (widths.size > 5000) widths.clear();
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

function write(ctx, text, x, y, font, colour, palette) {
  ctx.font = font;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  ctx.strokeStyle = palette.halo;
  ctx.lineWidth = 3.5;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** Write the name beside a symbol if there is room. */
function beside(ctx, room, label, palette) {
  const { x, y, r, text, font, colour, height } = label;
  const width = widthOf(ctx, font, text);
  const free = (left, middle) => {
    const box = [left - 2, middle - height / 2, left + width + 2, middle + height / 2];
    return room.hides(box, x, y) || !room.isFree(box) ? null : box;
  };
  for (const spot of SPOTS) {
    const slant = spot.includes(" ") ? 0.6 : 1;
    const side = spot.includes("right") ? 1 : spot.includes("left") ? -1 : 0;
    const down = spot.includes("below") ? 1 : spot.includes("above") ? -1 : 0;
    const left = side ? x + side * (r * slant + 4) - (side < 0 ? width : 0) : x - width / 2;
    const middle = y + down * (r * slant + height / 2 + 2);
    const box = free(left, middle);
    if (!box) continue;
    room.reserve(box);
    write(ctx, text, left, middle, font, colour, palette);
    return true;
  }
  for (const [dx, dy] of label.far ? FAR_SPOTS : []) {
    const left = x + dx - (dx > 0 ? 0 : dx < 0 ? width : width / 2);
    const box = free(left, y + dy);
    if (!box) continue;
    const end = [Math.max(box[0], Math.min(x, box[2])), y + dy - (Math.sign(dy) * height) / 2];
    if (room.crosses(x, y, ...end)) continue;
    room.reserve(box);
    lead(ctx, x, y, ...end, palette);
    write(ctx, text, left, y + dy, font, colour, palette);
    return true;
  }
  return false;
}

/** Lead from a symbol to its name. */
function lead(ctx, x0, y0, x1, y1, palette) {
  ctx.setLineDash([]);
  for (const [colour, width] of [[palette.halo, 3], [palette.ink, 0.9]]) {
    ctx.beginPath();
    ctx.moveTo(x0 + (x1 - x0) * 0.25, y0 + (y1 - y0) * 0.25);
    ctx.lineTo(x1, y1);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}

function baseName(p) {
  const language = getLanguage();
  return (language !== "en" && p[`name_${language}`]) || p.name;
}

/** Write names of countries, lakes and towns of the base map. */
export function labelBase(ctx, base, frame, palette, room) {
  const spots = (geometry) => {
    const [x, y] = geometry.point ? geometry.box : inside(geometry);
    return { x: x * frame.k - frame.ox, y: y * frame.k - frame.oy };
  };
  const named = base.filter(({ p, geometry }) => p.name && inFrame(geometry, frame));
  for (const { kind, p, geometry } of named.filter((item) => item.geometry.area)) {
    if ((kind === "land" && frame.zoom > 8.5) || (kind !== "land" && frame.zoom < 7)) continue;
    const text = kind === "land" ? baseName(p).toUpperCase() : baseName(p);
    const font = kind === "land" ? `500 14px ${FONT}` : `italic 400 11.5px ${FONT}`;
    const width = widthOf(ctx, font, text);
    const box = freeBox(room, spots(geometry), width + 8, 18, AROUND);
    if (box) write(ctx, text, box[0] + 4, box[1] + 9, font, palette[kind === "land" ? "soft" : "town"], palette);
  }
  const towns = named.filter(({ geometry }) => geometry.point).sort((a, b) => (a.p.rank ?? 9) - (b.p.rank ?? 9) || (b.p.population ?? 0) - (a.p.population ?? 0));
  for (const { p, geometry } of towns) {
    if (frame.zoom < TOWNS_FROM + (p.rank ?? 3) * 0.9) continue;
    const { x, y } = spots(geometry);
    if (!room.isFree([x - 3, y - 3, x + 3, y + 3])) continue;
    const label = { x, y, r: 2, text: baseName(p), font: `400 11.5px ${FONT}`, colour: palette.town, height: 14 };
    if (!beside(ctx, room, label, palette)) continue;
    ctx.beginPath();
    ctx.arc(x, y, 2, 0, 2 * Math.PI);
    ctx.fillStyle = palette.town;
    ctx.fill();
  }
}

/** Write names of symbols; returns nothing, fills `room`. */
export function labelMarkers(ctx, markers, frame, palette, room, chosen) {
  const rank = (m) => (m.features.includes(chosen) ? -1 : Object.keys(FROM).indexOf(m.entry));
  const named = markers.filter((m) => m.dx === 0 && m.dy === 0 && (frame.zoom >= (FROM[m.entry] ?? 12) || m.features.includes(chosen)));
  const missed = named.sort((a, b) => rank(a) - rank(b)).filter((marker) => !labelMarker(ctx, marker, frame, palette, room, chosen, false));
  // Whoever has no room beside its symbol may stand further off, once the others have their places.
  for (const marker of missed) if (isMain(marker, chosen)) labelMarker(ctx, marker, frame, palette, room, chosen, true);
}

function isMain({ entry, features }, chosen) {
  return entry === "checkpoints.international" || features.includes(chosen);
}

function labelMarker(ctx, marker, frame, palette, room, chosen, far) {
  const main = isMain(marker, chosen);
  return beside(ctx, room, {
    x: marker.sx, y: marker.sy, r: marker.symbol.size * marker.scale + 1,
    text: nameOf(marker.features[0]), height: 15, colour: palette.ink, far,
    font: `${main ? 600 : 400} ${main && frame.zoom >= 8 ? 12.5 : 11.5}px ${FONT}`,
  }, palette);
}

export const FACT_KINDS = ["events", "aid", "projects"];
export const UNITS = ["provinces", "provinces.before", "places", "hamlets"];
export const AROUND = [[0, 0]];
for (const far of [34, 62, 95, 130]) {
  for (const [dx, dy] of [[0, -1], [0, 1], [-1.4, 0], [1.4, 0], [-1, -0.7], [1, -0.7], [-1, 0.7], [1, 0.7]]) AROUND.push([dx * far, dy * far]);
}

export function wanted(areas, frame, chosen, least) {
  return areas.filter(({ shape, entries }) => {
    const size = (shape.box[2] - shape.box[0]) * frame.k;
    const picked = chosen?.geometry === shape;
    return inFrame(shape, frame) && (picked || (size >= least && size < frame.width * 2.5)) && entries.size;
  });
}

export function sizeOf({ shape }, frame) {
  return (shape.box[2] - shape.box[0]) * frame.k;
}

export function middleOf(shape, frame) {
  const [x, y] = inside(shape);
  return { x: x * frame.k - frame.ox, y: y * frame.k - frame.oy };
}

/** From how many pixels on an area without facts is named, and a checkpoint's is marked. */
const NAMED_PX = 80;
const MARKED_PX = 20;

/** Write names of areas without facts, and of checkpoints known only to their area. */
export function labelAreas(ctx, areas, frame, palette, room, chosen) {
  const boxes = [];
  const rank = ({ entries }) => (entries.has("provinces") ? 0 : 1);
  for (const area of wanted(areas, frame, chosen, MARKED_PX).sort((a, b) => rank(a) - rank(b))) {
    const boxed = FACT_KINDS.some((name) => area.entries.has(name)) || (sizeOf(area, frame) < NAMED_PX && chosen?.geometry !== area.shape);
    for (const [entry, features] of area.entries) {
      const gate = entry.startsWith("checkpoints.");
      if (!gate && (boxed || !UNITS.includes(entry))) continue;
      for (const one of features) {
        const box = (gate ? labelGate : labelUnit)(ctx, one, area, frame, palette, room, chosen);
        if (box) boxes.push({ box, features: [one] });
      }
    }
  }
  return boxes;
}

/** Return the spots for a label of an area, near its middle first. */
function spotsOf(area, frame) {
  const reach = Math.max(36, sizeOf(area, frame) * 0.45);
  return AROUND.filter(([dx, dy]) => Math.hypot(dx, dy) <= reach);
}

function labelUnit(ctx, one, area, frame, palette, room) {
  const font = `${one.layer === "provinces" ? 600 : 400} 12px ${FONT}`;
  const box = freeBox(room, middleOf(area.shape, frame), widthOf(ctx, font, nameOf(one)) + 14, 18, spotsOf(area, frame));
  if (box) write(ctx, nameOf(one), box[0] + 7, box[1] + 9, font, palette.soft, palette);
  return box;
}

/** Write the name of a checkpoint known only to its area in a box; from afar its symbol alone. */
function labelGate(ctx, one, area, frame, palette, room, chosen) {
  const font = `400 12px ${FONT}`;
  const [at, spots] = [middleOf(area.shape, frame), spotsOf(area, frame)];
  const near = frame.zoom >= (FROM[one.entry] ?? 9) || one === chosen;
  const named = near ? freeBox(room, at, widthOf(ctx, font, nameOf(one)) + 26, 18, spots) : null;
  const box = named || freeBox(room, at, 18, 18, spots);
  if (!box) return null;
  frameBox(ctx, box, palette);
  drawSymbol(ctx, box[0] + 9, box[1] + 9, SYMBOLS[one.entry], palette, { scale: 0.6, halo: false });
  if (named) write(ctx, nameOf(one), box[0] + 17, box[1] + 9, font, palette.ink, palette);
  return box;
}

export function freeBox(room, { x, y }, width, height, spots) {
  for (const [dx, dy] of spots) {
    const box = [x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2];
    if (room.hides(box, x, y) || !room.isFree(box)) continue;
    room.reserve(box);
    return box;
  }
  return null;
}

/** Draw the paper of a box. */
export function frameBox(ctx, [left, top, right, bottom], palette) {
  ctx.beginPath();
  ctx.roundRect(left, top, right - left, bottom - top, 5);
  ctx.setLineDash([]);
  ctx.fillStyle = palette.paper;
  ctx.globalAlpha = 0.9;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = palette.soft;
  ctx.lineWidth = 0.8;
  ctx.stroke();
}
