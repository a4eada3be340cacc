// Areas on the canvas: provinces outlined, those with facts hatched, circles of a radius dashed.

import { store } from "./data.js";
import { inFrame, isSame, trace } from "./draw.js";
import { SYMBOLS } from "./symbols.js";

const tiles = new Map();

function hatch(ctx, colour, down, gap) {
  const name = `${colour} ${down} ${gap}`;
  if (!tiles.has(name)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = gap * 2;
    const pen = tile.getContext("2d");
    pen.scale(2, 2);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.1;
    for (const shift of [-gap, 0, gap]) {
      pen.beginPath();
      pen.moveTo(shift, down ? 0 : gap);
      pen.lineTo(shift + gap, down ? gap : 0);
      pen.stroke();
    }
    tiles.set(name, tile);
  }
  const pattern = ctx.createPattern(tiles.get(name), "repeat");
  pattern.setTransform(new DOMMatrix([0.5, 0, 0, 0.5, 0, 0]));
  return pattern;
}

const FACT_KINDS = ["events", "aid", "projects"];

/** Draw areas: provinces outlined, areas of facts hatched, other areas dashed. */
export function drawAreas(ctx, areas, frame, palette, chosen) {
  const seen = areas.filter(({ shape }) => inFrame(shape, frame));
  hatchFacts(ctx, seen, frame, palette);
  for (const { shape, entries } of seen) {
    ctx.beginPath();
    trace(ctx, shape, frame, true);
    const facts = FACT_KINDS.filter((name) => entries.has(name));
    if (facts.length && !isProvince(shape) && shareOf(shape, frame) <= 0.3) {
      ctx.globalAlpha = 0.07;
      ctx.fillStyle = palette[facts[0]];
      ctx.fill("evenodd");
    }
    outline(ctx, shape, entries, facts, frame, palette);
    if (chosen && [...entries.values()].flat().some((one) => isSame(one, chosen))) {
      ctx.setLineDash([]);
      ctx.strokeStyle = palette.chosen;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
  }
}

/** Outline what was chosen though its layer is off: a province of before July 2025, say. */
export function drawHidden(ctx, areas, frame, palette, chosen) {
  const shape = chosen?.geometry;
  if (!shape?.area || !inFrame(shape, frame) || areas.some((one) => one.shape === shape)) return;
  ctx.beginPath();
  trace(ctx, shape, frame, true);
  ctx.setLineDash([1, 4]);
  ctx.lineCap = "round";
  ctx.strokeStyle = palette.chosen;
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}

let units = null;

/** Tell whether an area is the outline of a province, not a circle round a place. */
function isProvince(shape) {
  units ??= new Set((store.layers.get("provinces") || []).map(({ geometry }) => geometry?.i));
  return units.has(shape.i);
}

/** Return how wide an area is, as a share of the view. */
function shareOf(shape, frame) {
  return ((shape.box[2] - shape.box[0]) * frame.k) / frame.width;
}

let mask = null;

/**
 * Hatch provinces with facts, once wherever they overlap: each is cut out of the larger ones before
 * it. An area wider than the view stays clear.
 */
function hatchFacts(ctx, areas, frame, palette) {
  const hatched = areas.filter(({ shape, entries }) => {
    const [first] = FACT_KINDS.filter((name) => entries.has(name));
    return first && isProvince(shape) && shareOf(shape, frame) <= 1.5;
  });
  if (!hatched.length) return;
  mask ??= document.createElement("canvas");
  mask.width = ctx.canvas.width;
  mask.height = ctx.canvas.height;
  const pen = mask.getContext("2d");
  pen.setTransform(ctx.getTransform());
  for (const { shape, entries } of hatched) {
    const [first] = FACT_KINDS.filter((name) => entries.has(name));
    pen.beginPath();
    trace(pen, shape, frame, true);
    pen.globalCompositeOperation = "destination-out";
    pen.fill("evenodd");
    pen.globalCompositeOperation = "source-over";
    pen.fillStyle = hatch(pen, palette[first], first !== "events", 16);
    pen.fill("evenodd");
  }
  ctx.globalAlpha = 0.22;
  ctx.drawImage(mask, 0, 0, frame.width, frame.height);
  ctx.globalAlpha = 1;
}

/** Nearer than this an area that fills much of the view is what the reader looks at. */
const FAR_UNTIL = 9;

/** Tell whether an outline should stay in the background: a wide one, seen from afar. */
function isQuiet(shape, frame) {
  return frame.zoom < FAR_UNTIL && (shape.box[2] - shape.box[0]) * frame.k > 110;
}

function outline(ctx, shape, entries, facts, frame, palette) {
  const unit = entries.has("provinces") || entries.has("provinces.before");
  ctx.setLineDash(unit && !facts.length ? [] : [5, 3]);
  if (entries.has("provinces.before") && !entries.has("provinces")) ctx.setLineDash([1, 3]);
  const [first] = facts.length ? facts : [...entries.keys()];
  const entry = SYMBOLS[first];
  ctx.strokeStyle = unit && !facts.length ? palette.provinces : palette[entry ? entry.colour : "provinces"];
  const quiet = isQuiet(shape, frame) && !(unit && !facts.length);
  ctx.lineWidth = facts.length && !quiet ? 1.4 : 1;
  ctx.globalAlpha = quiet ? 0.4 : unit || facts.length ? 1 : 0.75;
  ctx.stroke();
  ctx.globalAlpha = 1;
}
