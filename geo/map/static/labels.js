// Labels that do not overlap: the most important first, each beside its symbol where it fits.

import { nameOf } from "./data.js";
import { inside } from "./geometry.js";
import { getLanguage } from "./i18n.js";
import { SYMBOLS, aidScale, drawSymbol, isHollow } from "./symbols.js";
import { inFrame } from "./draw.js";

const FONT = '"Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Noto Sans Khmer", "Khmer UI", "Leelawadee UI", "Khmer MN", "DejaVu Sans", sans-serif';
const CELL = 64;
/** From which zoom on the names of a kind are written. */
const FROM = {
  __proto__: null,
  "checkpoints.international": 6.5, "checkpoints.main": 8, "checkpoints.secondary": 8.5,
  "checkpoints.planned": 9, "checkpoints.other": 9, border: 7, hamlets: 10, places: 10.5, events: 11, aid: 11, projects: 11,
};
const SPOTS = ["right", "left", "below", "above"];

/** A store of rectangles that tells whether a new one is free. */
export class Room {
  constructor() {
    this.cells = new Map();
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

  take(box) {
    for (const key of this.keys(box)) {
      const list = this.cells.get(key);
      if (list) list.push(box);
      else this.cells.set(key, [box]);
    }
  }
}

const widths = new Map();

function widthOf(ctx, font, text) {
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
  for (const spot of SPOTS) {
    const left = spot === "right" ? x + r + 4 : spot === "left" ? x - r - 4 - width : x - width / 2;
    const middle = spot === "below" ? y + r + height / 2 + 2 : spot === "above" ? y - r - height / 2 - 2 : y;
    const box = [left - 2, middle - height / 2, left + width + 2, middle + height / 2];
    if (!room.isFree(box)) continue;
    room.take(box);
    write(ctx, text, left, middle, font, colour, palette);
    return true;
  }
  return false;
}

/** Write names of base-map towns, seas and countries. */
export function labelBase(ctx, base, frame, palette, room) {
  const language = getLanguage();
  const rank = ({ kind, p }) => (kind === "country-name" || kind === "label" ? -1 : p.rank ?? 3);
  const named = base.filter(({ kind, geometry, p }) => geometry.point && (p.name || p.name_en) && kind !== "river" && inFrame(geometry, frame));
  for (const item of named.sort((a, b) => rank(a) - rank(b))) {
    const { kind, p, geometry } = item;
    const town = /town|city|capital/.test(kind);
    if (town && frame.zoom < 6.5 + (p.rank ?? 1)) continue;
    const x = geometry.box[0] * frame.k - frame.ox;
    const y = geometry.box[1] * frame.k - frame.oy;
    const text = (language !== "vi" && p[`name_${language}`]) || p.name || p.name_en;
    const font = town ? `400 11.5px ${FONT}` : `500 13px ${FONT}`;
    if (town && !room.isFree([x - 3, y - 3, x + 3, y + 3])) continue;
    if (town) {
      ctx.beginPath();
      ctx.arc(x, y, 2, 0, 2 * Math.PI);
      ctx.fillStyle = palette.town;
      ctx.fill();
      beside(ctx, room, { x, y, r: 2, text, font, colour: palette.town, height: 14 }, palette);
    } else beside(ctx, room, { x, y: y - 8, r: -4, text: text.toUpperCase(), font, colour: palette.soft, height: 16 }, palette);
  }
}

/** Write names of symbols; returns nothing, fills `room`. */
export function labelMarkers(ctx, markers, frame, palette, room, chosen) {
  const rank = (m) => (m.features.includes(chosen) ? -1 : Object.keys(FROM).indexOf(m.entry));
  const wanted = markers.filter((m) => m.dx === 0 && m.dy === 0 && (frame.zoom >= (FROM[m.entry] ?? 12) || m.features.includes(chosen)));
  for (const marker of wanted.sort((a, b) => rank(a) - rank(b))) {
    const main = marker.entry === "checkpoints.international" || marker.features.includes(chosen);
    beside(ctx, room, {
      x: marker.sx, y: marker.sy, r: marker.symbol.size * marker.scale + 1,
      text: nameOf(marker.features[0]), height: 15, colour: palette.ink,
      font: `${main ? 600 : 400} ${main ? 12.5 : 11.5}px ${FONT}`,
    }, palette);
  }
}

/** Write names of areas and, in a box, how many facts are tied to the area as a whole. */
export function labelAreas(ctx, areas, frame, palette, room, chosen) {
  const boxes = [];
  const facts = (area) => ["events", "aid", "projects"].filter((name) => area.entries.has(name));
  const rank = (area) => (area.entries.has("provinces") ? 0 : facts(area).length ? 1 : 2);
  for (const area of [...areas].sort((a, b) => rank(a) - rank(b))) {
    if (!inFrame(area.shape, frame)) continue;
    const size = (area.shape.box[2] - area.shape.box[0]) * frame.k;
    const kinds = facts(area);
    const picked = [...area.entries.values()].flat().includes(chosen);
    if (size < (kinds.length ? 26 : 90) && !picked) continue;
    const place = ["provinces", "provinces.before", "places", "hamlets"].map((name) => area.entries.get(name)).find(Boolean);
    const features = place || area.entries.get(kinds[0]) || [...area.entries.values()][0];
    const text = place ? nameOf(place[0]) : features[0].p.place_name || nameOf(features[0]);
    const [px, py] = inside(area.shape);
    const box = chip(ctx, room, { x: px * frame.k - frame.ox, y: py * frame.k - frame.oy, text, kinds, area }, palette);
    if (box) boxes.push({ box, features: place ? [...place, ...kinds.flatMap((kind) => area.entries.get(kind))] : kinds.flatMap((kind) => area.entries.get(kind)) });
  }
  return boxes;
}

function chip(ctx, room, { x, y, text, kinds, area }, palette) {
  const font = `${kinds.length ? 600 : 400} 12px ${FONT}`;
  const unit = area.entries.has("provinces") || area.entries.has("provinces.before");
  const width = Math.max(widthOf(ctx, font, text) + 14, kinds.length * 38 + 8);
  const height = kinds.length ? 40 : 18;
  const shift = [[0, 0], [0, -34], [0, 34], [-60, 0], [60, 0], [0, 62], [0, -62]];
  const spot = shift.map(([dx, dy]) => [x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2]).find((box) => room.isFree(box));
  if (!spot) return null;
  room.take(spot);
  const [left, top] = spot;
  if (!kinds.length) {
    write(ctx, text, left + 7, top + 9, unit ? `600 12px ${FONT}` : font, palette.soft, palette);
    return spot;
  }
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 5);
  ctx.setLineDash([]);
  ctx.fillStyle = palette.paper;
  ctx.globalAlpha = 0.9;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = palette.soft;
  ctx.lineWidth = 0.8;
  ctx.stroke();
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.ink;
  ctx.fillText(text, left + width / 2, top + 11);
  kinds.forEach((kind, i) => tally(ctx, kind, area.entries.get(kind), left + width / 2 + (i - (kinds.length - 1) / 2) * 38, top + 27, palette));
  return spot;
}

function tally(ctx, kind, features, x, y, palette) {
  const scale = kind === "aid" ? Math.max(...features.map((one) => aidScale(one.p))) : 1;
  drawSymbol(ctx, x - 8, y, SYMBOLS[kind], palette, { hollow: features.every(isHollow), scale: 0.75 * scale, halo: false });
  ctx.font = `600 11.5px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.ink;
  ctx.fillText(String(new Set(features.map((one) => one.record)).size), x + 3, y + 0.5);
}
