// What lies under the pointer: symbols as drawn, boxes of labels, lines, then areas, small first.

import { contains, extent, projectedDistance } from "./geometry.js";

const NEAR_LINE_PX = 7;

/** Return the features at a spot of the canvas, nearest and smallest first, each once. */
export function featuresAt(scene, drawn, frame, x, y) {
  const found = [];
  const take = (features) => features.forEach((one) => found.includes(one) || found.push(one));
  const near = drawn.markers
    .map((m) => [m, Math.hypot(m.sx - x, m.sy - y) - m.symbol.size * m.scale])
    .filter(([, gap]) => gap <= 4)
    .sort((a, b) => a[1] - b[1]);
  near.forEach(([m]) => take(m.features));
  for (const { box, features } of drawn.boxes) {
    if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]) take(features);
  }
  const mx = (x + frame.ox) / frame.k;
  const my = (y + frame.oy) / frame.k;
  const lines = [...scene.lines, ...scene.border]
    .filter((one) => inReach(one.geometry.box, mx, my, NEAR_LINE_PX / frame.k))
    .map((one) => [one, projectedDistance(one.geometry, mx, my) * frame.k])
    .filter(([, gap]) => gap <= NEAR_LINE_PX)
    .sort((a, b) => a[1] - b[1]);
  take(lines.map(([one]) => one));
  const areas = scene.areas
    .filter(({ shape }) => contains(shape, mx, my))
    .sort((a, b) => extent(a.shape) - extent(b.shape));
  for (const { entries } of areas) {
    const places = [...entries].sort(([a], [b]) => rank(a) - rank(b));
    places.forEach(([, features]) => take(features));
  }
  return found;
}

function rank(entry) {
  return ["provinces", "places", "hamlets", "provinces.before"].includes(entry) ? 0 : 1;
}

function inReach([x0, y0, x1, y1], x, y, gap) {
  return x >= x0 - gap && x <= x1 + gap && y >= y0 - gap && y <= y1 + gap;
}

/** Return the cluster at a spot of the canvas, or null. */
export function clusterAt(drawn, x, y) {
  return drawn.clusters.find((one) => Math.hypot(one.x - x, one.y - y) <= one.r) || null;
}
