"""Geometries as the page carries them: whole numbers, each the step from the one before.

The unit is 1e-5 degree (about a metre here). A geometry is a list: its kind, then its
coordinates ``[x, y, dx, dy, dx, dy, …]``, one such list for a line and a point, a list of them
for polygons and parts. The page reads them back in ``static/geometry.js``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SCALE", "Geometries", "encode"]

SCALE = 100_000
_KINDS = {
    "Point": 0,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 3,
    "MultiPolygon": 4,
    "MultiPoint": 5,
}


class Geometries:
    """All geometries of a page, each one once however many rows refer to it."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._known: dict[bytes, int] = {}

    def add(self, geometry: Any) -> int | None:
        """Return the number of a geometry; None for a missing or empty one."""
        if geometry is None or getattr(geometry, "is_empty", True):
            return None
        known = self._known.get(wkb := geometry.wkb)
        if known is not None:
            return known
        row = encode(geometry)
        if row is None:
            return None
        self._known[wkb] = len(self.rows)
        self.rows.append(row)
        return len(self.rows) - 1


def encode(geometry: Any) -> list[Any] | None:
    """Return a shapely geometry in the page's form; None for a kind that no layer has."""
    kind = _KINDS.get(geometry.geom_type)
    if kind is None:
        return None
    if kind == 0:
        return [kind, round(geometry.x * SCALE), round(geometry.y * SCALE)]
    if kind == 1:
        return [kind, _steps(geometry.coords, 2)]
    if kind == 3:
        return [kind, _rings(geometry)]
    if kind == 4:
        return [kind, [_rings(part) for part in geometry.geoms]]
    if kind == 5:
        return [kind, _steps([(part.x, part.y) for part in geometry.geoms], 1)]
    return [kind, [_steps(part.coords, 2) for part in geometry.geoms]]


def _rings(polygon: Any) -> list[list[int]]:
    rings = [polygon.exterior, *polygon.interiors]
    return [_steps(ring.coords, 4) for ring in rings]


def _steps(coordinates: Iterable[Any], least: int) -> list[int]:
    """Return the steps of a line, without points that fall on the one before."""
    points = [(round(c[0] * SCALE), round(c[1] * SCALE)) for c in coordinates]
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(kept) < least:
        kept = points
    steps: list[int] = []
    x = y = 0
    for px, py in kept:
        steps += (px - x, py - y)
        x, y = px, py
    return steps
