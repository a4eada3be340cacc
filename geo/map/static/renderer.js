/* global L */
// One canvas for everything, drawn anew when the map has moved or the choice has changed.

import { store } from "./data.js";
import { drawAreas, drawHidden } from "./areas.js";
import { arcOf, arrange, drawBase, drawBorder, drawCluster, drawGift, drawLines, drawMarker, drawRadius, drawStretches, readPalette } from "./draw.js";
import { drawBoxes, placeBoxes } from "./boxes.js";
import { featuresAt, clusterAt } from "./hit.js";
import { Room, keepClear, labelAreas, labelBase, labelMarkers } from "./labels.js";

/** Up to this zoom symbols are drawn small, so that they leave each other room; a step nearer, full. */
const SMALL_UNTIL = 6;
const NOTHING = { areas: [], lines: [], border: [], markers: [] };

/** Return a Leaflet layer that draws the atlas. */
export function makeCanvas() {
  const Canvas = L.Renderer.extend({
    initialize(options) {
      L.Util.setOptions(this, { padding: 0, ...options });
      L.Util.stamp(this);
      this._layers = {};
      this.scene = NOTHING;
      this.drawn = { markers: [], boxes: [], clusters: [] };
      this.chosen = null;
      this.tiles = false;
    },
    _initContainer() {
      this._container = L.DomUtil.create("canvas", "atlas-canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._ctx = this._container.getContext("2d");
      this.palette = readPalette(document.documentElement);
    },
    _destroyContainer() {
      L.DomUtil.remove(this._container);
      delete this._ctx;
      delete this._container;
    },
    _updatePaths() {},
    _onZoomEnd() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      const ratio = Math.min(3, Math.max(1, window.devicePixelRatio || 1));
      L.DomUtil.setPosition(this._container, min);
      this._container.width = Math.round(size.x * ratio);
      this._container.height = Math.round(size.y * ratio);
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this._ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.paint();
    },
    _frame() {
      const origin = this._map.getPixelOrigin();
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      const zoom = this._map.getZoom();
      return { k: 256 * 2 ** zoom, ox: origin.x + min.x, oy: origin.y + min.y, width: size.x, height: size.y, zoom };
    },
    paint() {
      if (!this._map || !this._ctx) return;
      const ctx = this._ctx;
      const frame = this._frame();
      const { palette, scene, chosen } = this;
      ctx.clearRect(0, 0, frame.width, frame.height);
      if (!this.tiles) {
        ctx.fillStyle = palette.sea;
        ctx.fillRect(0, 0, frame.width, frame.height);
        drawBase(ctx, store.base, frame, palette);
      }
      drawAreas(ctx, scene.areas, frame, palette, chosen);
      drawHidden(ctx, scene.areas, frame, palette, chosen);
      drawStretches(ctx, scene.lines, frame, palette, chosen);
      drawBorder(ctx, scene.border, frame, palette);
      drawLines(ctx, scene.lines, frame, palette, chosen);
      if (chosen) {
        drawRadius(ctx, chosen, frame, palette);
        drawGift(ctx, chosen, frame, palette);
      }
      this.drawn = { ...this._paintMarkers(ctx, frame), boxes: [] };
      this._paintLabels(ctx, frame);
    },
    _paintMarkers(ctx, frame) {
      const shown = [];
      const shrink = Math.max(0.72, Math.min(1, 0.72 + (frame.zoom - SMALL_UNTIL) * 0.28));
      for (const marker of this.scene.markers) {
        const sx = marker.x * frame.k - frame.ox + marker.dx;
        const sy = marker.y * frame.k - frame.oy + marker.dy;
        if (sx < -20 || sy < -20 || sx > frame.width + 20 || sy > frame.height + 20) continue;
        marker.sx = sx;
        marker.sy = sy;
        marker.scale = marker.full * shrink;
        shown.push(marker);
      }
      const { single, clusters } = shown.length > store.settings.cluster_from ? cluster(shown, this.chosen, frame) : { single: shown, clusters: [] };
      for (const one of clusters) drawCluster(ctx, one, this.palette);
      for (const marker of single) drawMarker(ctx, marker, marker.sx, marker.sy, this.palette, this.chosen);
      return { markers: single, clusters };
    },
    _paintLabels(ctx, frame) {
      const room = new Room();
      this._fence(room);
      for (const { sx, sy, symbol, scale } of this.drawn.markers) {
        const r = symbol.size * scale * 0.8;
        room.take([sx - r, sy - r, sx + r, sy + r]);
      }
      for (const { x, y, r } of this.drawn.clusters) room.take([x - r, y - r, x + r, y + r]);
      for (const one of this.scene.lines) if (one.layer === "twinnings") keepClear(room, arcOf(one.geometry, frame));
      const first = this.drawn.markers.filter(({ entry, features }) => entry === "checkpoints.international" || features.includes(this.chosen));
      const facts = [];
      labelMarkers(ctx, first, frame, this.palette, room, this.chosen);
      placeBoxes(ctx, this.scene.areas, frame, room, this.chosen, facts, false);
      placeBoxes(ctx, this.scene.areas, frame, room, this.chosen, facts, true);
      drawBoxes(ctx, facts, this.palette);
      labelMarkers(ctx, this.drawn.markers.filter((marker) => !first.includes(marker)), frame, this.palette, room, this.chosen);
      this.drawn.boxes = [...facts, ...labelAreas(ctx, this.scene.areas, frame, this.palette, room, this.chosen)];
      if (!this.tiles) labelBase(ctx, store.base, frame, this.palette, room);
    },
    /** Keep labels from being cut by the edge of the view or covered by the buttons on it. */
    _fence(room) {
      const size = this._map.getSize();
      const { x, y } = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
      const [right, bottom] = [x + size.x, y + size.y];
      room.view = [x, y, right, bottom];
      room.take([x - 1, y, x, bottom]);
      room.take([right, y, right + 1, bottom]);
      room.take([x, y - 1, right, y]);
      room.take([x, bottom, right, bottom + 1]);
      for (const over of this._map.getContainer().parentElement?.querySelectorAll(".map-tools, .map-note") ?? []) {
        if (!over.offsetWidth) continue;
        const [left, top] = [x + over.offsetLeft - 4, y + over.offsetTop - 4];
        room.take([left, top, left + over.offsetWidth + 8, top + over.offsetHeight + 8]);
      }
    },
    show(byLayer) {
      this.scene = arrange(byLayer);
      this.repaint();
    },
    choose(feature) {
      this.chosen = feature;
      this.repaint();
    },
    /** Draw a margin round the view as well, which comes in when the map is dragged. */
    widen() {
      this.options.padding = 0.25;
      this.repaint();
    },
    repaint() {
      if (this._map && this._bounds) this._update();
    },
    recolour() {
      this.palette = readPalette(document.documentElement);
      this.repaint();
    },
    at(layerPoint) {
      const { min } = this._bounds;
      const [x, y] = [layerPoint.x - min.x, layerPoint.y - min.y];
      return { features: featuresAt(this.scene, this.drawn, this._frame(), x, y), cluster: clusterAt(this.drawn, x, y) };
    },
  });
  return new Canvas();
}

/** Gather symbols that stand in one cell of a grid; a lone one and checkpoints stay themselves. */
export function cluster(markers, chosen, { ox, oy }) {
  const cell = store.settings.cluster_cell_px;
  const cells = new Map();
  const single = [];
  for (const marker of markers) {
    if (marker.entry.startsWith("checkpoints.") || marker.features.includes(chosen)) {
      single.push(marker);
      continue;
    }
    const key = Math.floor((marker.sx + ox) / cell) * 1048576 + Math.floor((marker.sy + oy) / cell);
    const list = cells.get(key);
    if (list) list.push(marker);
    else cells.set(key, [marker]);
  }
  const clusters = [];
  for (const list of cells.values()) {
    if (list.length === 1) single.push(list[0]);
    else {
      const x = list.reduce((sum, m) => sum + m.sx, 0) / list.length;
      const y = list.reduce((sum, m) => sum + m.sy, 0) / list.length;
      const count = list.reduce((sum, m) => sum + m.count, 0);
      clusters.push({ x, y, count, r: Math.min(cell * 0.46, 10 + Math.log2(count) * 1.6) });
    }
  }
  return { single, clusters };
}
