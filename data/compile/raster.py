"""A grid of cells over the border region (UTM 48N): filling, blurring, labels, outlines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Transformer

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Grid", "degrees", "utm"]

_FORTH = Transformer.from_crs(4326, 32648, always_xy=True)
_BACK = Transformer.from_crs(32648, 4326, always_xy=True)


def utm(shape: Any) -> Any:
    """Return geometries in metres (EPSG:32648) from lon, lat."""
    return shapely.transform(shape, lambda c: np.column_stack(_FORTH.transform(*c.T)))


def degrees(shape: Any) -> Any:
    """Return geometries in lon, lat from metres (EPSG:32648)."""
    return shapely.transform(shape, lambda c: np.column_stack(_BACK.transform(*c.T)))


class Grid:
    """Square cells of ``step`` metres; arrays are (rows from the south, columns from the west)."""

    def __init__(self, west: float, south: float, east: float, north: float, step: float) -> None:
        self.west, self.south, self.step = west, south, step
        self.columns = round((east - west) / step)
        self.rows = round((north - south) / step)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    def centres(self, cells: np.ndarray) -> np.ndarray:
        """Return x, y of the middle of cells given as (row, column) rows."""
        return np.column_stack([
            self.west + (cells[:, 1] + 0.5) * self.step,
            self.south + (cells[:, 0] + 0.5) * self.step,
        ])  # fmt: skip

    def at(self, values: np.ndarray, points: np.ndarray) -> np.ndarray:
        """Return the values of the cells that hold the points (x, y); the nearest cell outside."""
        column = np.clip(((points[:, 0] - self.west) / self.step).astype(int), 0, self.columns - 1)
        row = np.clip(((points[:, 1] - self.south) / self.step).astype(int), 0, self.rows - 1)
        return values[row, column]

    def inside(self, area: Any) -> np.ndarray:
        """Return which cells have their middle in an area, by crossings of each row."""
        crossings: list[list[float]] = [[] for _ in range(self.rows)]
        for ring in _rings(area):
            for (x0, y0), (x1, y1) in pairwise(ring):
                if y0 == y1:
                    continue
                low, high = sorted((y0, y1))
                first = max(int(np.ceil((low - self.south) / self.step - 0.5)), 0)
                last = min(int(np.ceil((high - self.south) / self.step - 0.5)), self.rows)
                for row in range(first, last):
                    y = self.south + (row + 0.5) * self.step
                    crossings[row].append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        filled = np.zeros(self.shape, dtype=bool)
        for row, xs in enumerate(crossings):
            columns = np.ceil((np.sort(xs) - self.west) / self.step - 0.5)
            columns = np.clip(columns, 0, self.columns).astype(int)
            for start, end in zip(columns[::2], columns[1::2], strict=True):
                filled[row, start:end] = True
        return filled

    def power_cells(self, sites: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Return for each cell the index of the site with the least distance² - weight.

        With weights of zero these are Voronoi cells; a weight moves a site's edges outward.
        """
        tile = 32
        nearest = np.empty(self.shape, dtype=np.int32)
        for r in range(0, self.rows, tile):
            for c in range(0, self.columns, tile):
                rows, cols = np.mgrid[r : min(r + tile, self.rows), c : min(c + tile, self.columns)]
                points = self.centres(np.column_stack([rows.ravel(), cols.ravel()]))
                near = np.argsort(((sites - points.mean(axis=0)) ** 2).sum(axis=1))[:40]
                apart = ((points[:, None] - sites[None, near]) ** 2).sum(axis=2) - weights[near]
                nearest[rows, cols] = near[apart.argmin(axis=1)].reshape(rows.shape)
        return nearest

    def blurred(self, values: np.ndarray, radius_m: float) -> np.ndarray:
        """Return values averaged three times over squares of that radius: nearly a Gaussian."""
        reach = max(round(radius_m / self.step), 1)
        out = values.astype(np.float32)
        for _ in range(3):
            for axis in (0, 1):
                out = _box(out, reach, axis)
        return out

    def outlines(self, labels: np.ndarray) -> list[Any]:
        """Return the edges between cells of different labels as merged lines (x, y)."""
        lines: list[np.ndarray] = []
        for axis in (0, 1):
            differs = np.diff(labels, axis=axis) != 0
            rows, columns = np.nonzero(differs)
            if axis:  # an upright edge to the right of the cell
                x = self.west + (columns + 1) * self.step
                y = self.south + rows * self.step
                ends = np.stack([np.column_stack([x, y]), np.column_stack([x, y + self.step])], 1)
            else:  # a level edge above the cell
                x = self.west + columns * self.step
                y = self.south + (rows + 1) * self.step
                ends = np.stack([np.column_stack([x, y]), np.column_stack([x + self.step, y])], 1)
            lines.append(ends)
        merged = shapely.line_merge(
            shapely.multilinestrings(list(shapely.linestrings(np.concatenate(lines))))
        )
        return list(shapely.get_parts(merged))


def _box(values: np.ndarray, reach: int, axis: int) -> np.ndarray:
    padding = [(0, 0), (0, 0)]
    padding[axis] = (reach + 1, reach)
    summed = np.cumsum(np.pad(values, padding, mode="edge"), axis=axis, dtype=np.float64)
    width = 2 * reach + 1
    upper = np.take(summed, range(width, summed.shape[axis]), axis=axis)
    lower = np.take(summed, range(summed.shape[axis] - width), axis=axis)
    return ((upper - lower) / width).astype(np.float32)


def _rings(area: Any) -> Sequence[np.ndarray]:
    return [
        shapely.get_coordinates(ring)
        for part in shapely.get_parts(area)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
