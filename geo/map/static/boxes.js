// Boxes that say how many facts are tied to an area as a whole: inside it where there is room,
// else beside it with a line that leads back.

import { nameOf } from "./data.js";
import { contains, inside } from "./geometry.js";
import { AROUND, FACT_KINDS, FONT, UNITS, frameBox, freeBox, middleOf, sizeOf, wanted, widthOf } from "./labels.js";
import { SYMBOLS, aidScale, drawSymbol, isHollow } from "./symbols.js";

/** One box for so many square pixels at most. */
const BOX_EACH_PX = 110000;
const GRID = 12;
const HERE = [[0, 0]];
const HEIGHT = 40;

/**
 * Find room for the boxes of areas, those with most facts first, and add them to `boxes`; a first
 * call keeps them inside their areas, a second (`anywhere`) places the rest beside.
 */
export function placeBoxes(ctx, areas, frame, room, chosen, boxes, anywhere) {
  const kindsOf = ({ entries }) => FACT_KINDS.filter((name) => entries.has(name));
  const factsOf = (area) => kindsOf(area).flatMap((kind) => area.entries.get(kind));
  const most = Math.max(3, Math.round((frame.width * frame.height) / BOX_EACH_PX));
  const full = wanted(areas, frame, chosen, 30).filter((area) => kindsOf(area).length);
  full.sort((a, b) => factsOf(b).length - factsOf(a).length);
  const ranked = [...full.entries()].filter(([rank, { shape }]) => rank < most || chosen?.geometry === shape);
  for (const [rank, area] of ranked) {
    if (boxes.some((one) => one.area === area)) continue;
    const place = UNITS.map((name) => area.entries.get(name)).find(Boolean);
    const facts = factsOf(area);
    const kinds = kindsOf(area);
    const text = place ? nameOf(place[0]) : facts[0].p.place_name || nameOf(facts[0]);
    const size = sizeOf(area, frame);
    const middle = middleOf(area.shape, frame);
    const width = Math.max(widthOf(ctx, BOLD, text) + 14, kinds.length * 38 + 8);
    const reach = rank === 0 ? Math.max(130, size * 0.7) : Math.max(48, size * 0.7);
    const spots = () => (anywhere ? AROUND.filter(([dx, dy]) => Math.hypot(dx, dy) <= reach) : within(area.shape, size));
    const box = freeBox(room, middle, width, HEIGHT, HERE) || freeBox(room, middle, width, HEIGHT, spots());
    if (box) boxes.push({ box, middle, text, kinds, area, features: [...(place || []), ...facts] });
  }
}

const BOLD = `600 12px ${FONT}`;

/** Return shifts from the middle of an area to other spots inside it, near ones first. */
function within(shape, size) {
  if (!shape.spots) {
    const [x0, y0, x1, y1] = shape.box;
    const [mx, my] = inside(shape);
    shape.spots = [];
    for (let i = 1; i < GRID; i += 1) {
      for (let j = 1; j < GRID; j += 1) {
        const [x, y] = [x0 + ((x1 - x0) * i) / GRID, y0 + ((y1 - y0) * j) / GRID];
        if (contains(shape, x, y)) shape.spots.push([(x - mx) / (x1 - x0), (y - my) / (x1 - x0)]);
      }
    }
    shape.spots.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  }
  return shape.spots.map(([dx, dy]) => [dx * size, dy * size]);
}

/** Draw boxes that have found their places: first what leads to them, then the boxes. */
export function drawBoxes(ctx, boxes, palette) {
  for (const { box, middle } of boxes) {
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const covers = middle.x > box[0] && middle.x < box[2] && middle.y > box[1] && middle.y < box[3];
    if (!covers) leader(ctx, x, y, middle.x, middle.y, palette);
  }
  for (const { box, text, kinds, area } of boxes) {
    const x = (box[0] + box[2]) / 2;
    frameBox(ctx, box, palette);
    ctx.font = BOLD;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = palette.ink;
    ctx.fillText(text, x, box[1] + 11);
    kinds.forEach((kind, i) => tally(ctx, kind, area.entries.get(kind), x + (i - (kinds.length - 1) / 2) * 38, box[1] + 27, palette));
  }
}

/** Lead from a box that had to make room to the middle of its area. */
function leader(ctx, x0, y0, x1, y1, palette) {
  ctx.setLineDash([]);
  for (const [colour, width] of [[palette.halo, 3], [palette.soft, 1]]) {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
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
