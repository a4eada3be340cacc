// Geometries: read from the page's form, projected, measured, written as GeoJSON.

const SCALE = 1e5;
const RADIUS_KM = 6371.0088;
const NAMES = ["Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "MultiPoint"];

function walk(steps) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points.push([x / SCALE, y / SCALE]);
  }
  return points;
}

/** Project to the unit square of web Mercator. */
export function project([lon, lat]) {
  return [eastOf(lon), southOf(lat)];
}

function eastOf(lon) {
  return lon / 360 + 0.5;
}

function southOf(lat) {
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** Read a geometry; `i` is its number in the page. */
export function decode(row, i = null) {
  return new Shape(row, i);
}

/** A geometry: projected when the page opens, its degrees worked out when somebody asks. */
class Shape {
  constructor(row, i) {
    const [kind, a, b] = row;
    Object.assign(this, { kind, i, row, degrees: null, box: [Infinity, Infinity, -Infinity, -Infinity] });
    this.point = kind === 0;
    this.area = kind === 3 || kind === 4;
    const read = (steps) => flatten(steps, this.box);
    if (kind === 0) this.paths = [[read([a, b])]];
    else if (kind === 1) this.paths = [[read(a)]];
    else if (kind === 2) this.paths = a.map((line) => [read(line)]);
    else if (kind === 3) this.paths = [a.map(read)];
    else if (kind === 4) this.paths = a.map((rings) => rings.map(read));
    else this.paths = walk(a).map(([lon, lat]) => [read([lon * SCALE, lat * SCALE])]);
  }

  /** The parts as lists of lines of [lon, lat]. */
  get parts() {
    this.degrees ??= partsOf(this.row);
    return this.degrees;
  }
}

function partsOf([kind, a, b]) {
  if (kind === 0) return [[[[a / SCALE, b / SCALE]]]];
  if (kind === 1) return [[walk(a)]];
  if (kind === 2) return a.map((line) => [walk(line)]);
  if (kind === 3) return [a.map(walk)];
  if (kind === 4) return a.map((rings) => rings.map(walk));
  return walk(a).map((point) => [[point]]);
}

/** Project a line to [x, y, x, y, …] and widen the box to hold it. */
function flatten(steps, box) {
  const path = new Float64Array(steps.length);
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < steps.length; i += 2) {
    lon += steps[i];
    lat += steps[i + 1];
    const x = eastOf(lon / SCALE);
    const y = southOf(lat / SCALE);
    path[i] = x;
    path[i + 1] = y;
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return path;
}

/** Return a geometry as GeoJSON (RFC 7946: outer rings counter-clockwise). */
export function toGeoJson(geometry) {
  const rings = (part) =>
    part.map((ring, i) => (area(ring) > 0 === (i === 0) ? ring : [...ring].reverse()));
  const { kind, parts } = geometry;
  let coordinates;
  if (kind === 0) coordinates = parts[0][0][0];
  else if (kind === 1) coordinates = parts[0][0];
  else if (kind === 2) coordinates = parts.map((part) => part[0]);
  else if (kind === 3) coordinates = rings(parts[0]);
  else if (kind === 4) coordinates = parts.map(rings);
  else coordinates = parts.map((part) => part[0][0]);
  return { type: NAMES[kind], coordinates };
}

function area(ring) {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[(i + 1) % ring.length];
    sum += x1 * y2 - x2 * y1;
  }
  return sum / 2;
}

/** Return the size of a geometry's box on the map, to sort small before large. */
export function extent(geometry) {
  const [x0, y0, x1, y1] = geometry.box;
  return (x1 - x0) * (y1 - y0);
}

/** Return the bounds of geometries as Leaflet takes them: [[south, west], [north, east]]. */
export function bounds(geometries) {
  const boxes = geometries.map(({ box }) => box);
  const least = (i) => boxes.reduce((far, box) => Math.min(far, box[i]), Infinity);
  const most = (i) => boxes.reduce((far, box) => Math.max(far, box[i]), -Infinity);
  const [west, north] = unproject(least(0), least(1));
  const [east, south] = unproject(most(2), most(3));
  return [[south, west], [north, east]];
}

/** Return a point of a geometry to measure from: the point itself or the middle. */
export function middle(geometry) {
  if (geometry.point) return geometry.parts[0][0][0];
  if (geometry.area) {
    const [x, y] = inside(geometry);
    return unproject(x, y);
  }
  const line = geometry.parts[0][0];
  return line[Math.floor(line.length / 2)];
}

function unproject(x, y) {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** Return a projected point well inside an area: the widest of its middle rows. */
export function inside(geometry) {
  if (geometry.inside) return geometry.inside;
  const largest = geometry.paths.reduce((best, part) => (part[0].length > best[0].length ? part : best));
  const [x0, y0, x1, y1] = projectedBox(largest[0]);
  let best = [(x0 + x1) / 2, (y0 + y1) / 2, -1];
  for (const share of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const y = y0 + (y1 - y0) * share;
    const cuts = crossings(largest, y);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const width = cuts[i + 1] - cuts[i];
      if (width > best[2] * 1.1) best = [(cuts[i] + cuts[i + 1]) / 2, y, width];
    }
  }
  geometry.inside = [best[0], best[1]];
  return geometry.inside;
}

function projectedBox(path) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < path.length; i += 2) {
    box[0] = Math.min(box[0], path[i]);
    box[1] = Math.min(box[1], path[i + 1]);
    box[2] = Math.max(box[2], path[i]);
    box[3] = Math.max(box[3], path[i + 1]);
  }
  return box;
}

function crossings(rings, y) {
  const cuts = [];
  for (const path of rings) {
    for (let i = 0; i + 3 < path.length; i += 2) {
      const [ya, yb] = [path[i + 1], path[i + 3]];
      if (ya > y !== yb > y) cuts.push(path[i] + ((y - ya) / (yb - ya)) * (path[i + 2] - path[i]));
    }
  }
  return cuts.sort((a, b) => a - b);
}

/** Tell whether a projected point lies in an area. */
export function contains(geometry, x, y) {
  const [x0, y0, x1, y1] = geometry.box;
  if (x < x0 || x > x1 || y < y0 || y > y1) return false;
  return geometry.paths.some((rings) => {
    let within = false;
    for (const path of rings) {
      for (let i = 0; i + 3 < path.length; i += 2) {
        const [ya, yb] = [path[i + 1], path[i + 3]];
        if (ya > y !== yb > y && path[i] + ((y - ya) / (yb - ya)) * (path[i + 2] - path[i]) < x) within = !within;
      }
    }
    return within;
  });
}

/** Return the great-circle distance in kilometres. */
export function kilometresBetween([lon1, lat1], [lon2, lat2]) {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.sqrt(a));
}

/** Return the distance in kilometres from a point to lines (plane about the point; ≤ 0.1 % off). */
export function kilometresToLine(point, geometry) {
  const width = Math.cos((point[1] * Math.PI) / 180);
  const unit = (RADIUS_KM * Math.PI) / 180;
  let least = Infinity;
  for (const line of geometry.parts.flat()) {
    for (let i = 0; i + 1 < line.length; i += 1) {
      const ax = (line[i][0] - point[0]) * width;
      const ay = line[i][1] - point[1];
      const dx = (line[i + 1][0] - line[i][0]) * width;
      const dy = line[i + 1][1] - line[i][1];
      const length = dx * dx + dy * dy;
      const share = length ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length)) : 0;
      least = Math.min(least, Math.hypot(ax + share * dx, ay + share * dy));
    }
  }
  return least * unit;
}

/** Return the distance in projected units from a point to the lines of a geometry. */
export function projectedDistance(geometry, x, y) {
  let least = Infinity;
  for (const path of geometry.paths.flat()) {
    for (let i = 0; i + 3 < path.length; i += 2) {
      const dx = path[i + 2] - path[i];
      const dy = path[i + 3] - path[i + 1];
      const length = dx * dx + dy * dy;
      const along = (x - path[i]) * dx + (y - path[i + 1]) * dy;
      const share = length ? Math.max(0, Math.min(1, along / length)) : 0;
      const gap = Math.hypot(path[i] + share * dx - x, path[i + 1] + share * dy - y);
      if (gap < least) least = gap;
    }
  }
  return least;
}
