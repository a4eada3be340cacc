"""Cuts the border line into sections: one pair of provinces, sure or uncertain, each."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from osm import length_km
from packages import DATA
from pyproj import Geod
from raster import utm
from shapely import STRtree, points
from shapely.geometry import LineString, shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["UNCERTAIN", "Section", "chainages", "cut", "names_and_sides"]

STEP_KM = 0.05
SHORTEST_KM = 0.8  # shorter runs are noise where three areas meet

# From km, to km (from the sea end, on the full line of release 2026e), how far the line lies from
# the commune edges that Vietnam publishes, in metres. Measured in November 2026 against 852
# communes; elsewhere the two agree within 3 m (median) and 300 m (but for spots under 300 m long).
UNCERTAIN = (
    (142.5, 147.2, 1080),
    (998.5, 1010.8, 920),
    (1146.4, 1149.0, 1080),
    (1188.7, 1196.6, 780),
    (1232.4, 1236.8, 1880),
)

Labels = tuple[str, ...]


class Section(NamedTuple):
    """A stretch of the line: its chainage from the sea end in km, its labels, its doubt."""

    start: float
    end: float
    labels: Labels
    apart_m: int | None
    line: LineString

    @property
    def length_km(self) -> float:
        """Length of the section on the full line."""
        return self.end - self.start


def names_and_sides() -> tuple[dict[str, str], Callable[[np.ndarray], list[Labels]]]:
    """Return the provinces' names by id, and what tells the three provinces beside points.

    These are Vietnam's of today, Vietnam's of June 2025 and Cambodia's; the areas of
    data/provinces.geojson are asked, of which the nearest counts.
    """
    file = json.loads((DATA / "provinces.geojson").read_text(encoding="utf-8"))
    names = {f["properties"]["id"]: f["properties"]["name"] for f in file["features"]}
    kinds = []
    for prefix in ("vn-p-", "vn-p63-", "kh-p-"):
        ids = [unit for unit in names if unit.startswith(prefix)]
        shapes = [
            utm(shape(f["geometry"])) for f in file["features"] if f["properties"]["id"] in ids
        ]
        kinds.append((ids, STRtree(shapes)))

    def sides(lonlat: np.ndarray) -> list[Labels]:
        at = utm(points(lonlat))
        found = [[ids[i] for i in tree.nearest(at)] for ids, tree in kinds]
        return list(zip(*found, strict=True))

    return names, sides


def chainages(line: LineString) -> np.ndarray:
    """Return the distance from the line's start to each of its vertices in km (ellipsoid)."""
    lon, lat = np.asarray(line.coords).T[:2]
    steps = Geod(ellps="WGS84").inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]
    return np.concatenate([[0.0], np.cumsum(steps)]) / 1000


def _runs(labels: Sequence[Labels], at: np.ndarray) -> list[tuple[float, float, Labels]]:
    runs: list[list] = []
    for label, km in zip(labels, at, strict=True):
        if runs and runs[-1][2] == label:
            runs[-1][1] = km
        else:
            runs.append([km, km, label])
    while True:
        short = [r for r in runs if r[1] - r[0] < SHORTEST_KM]
        if not short or len(runs) == 1:
            break
        runs.remove(min(short, key=lambda r: r[1] - r[0]))
        merged = [runs[0]]
        for run in runs[1:]:
            if run[2] == merged[-1][2]:
                merged[-1][1] = run[1]
            else:
                merged.append(run)
        runs = merged
    for before, after in pairwise(runs):
        before[1] = after[0] = (before[1] + after[0]) / 2
    runs[0][0], runs[-1][1] = float(at[0]), float(at[-1])
    return [(a, b, label) for a, b, label in runs]


def cut(full: LineString, label: Callable[[np.ndarray], list[Labels]]) -> list[Section]:
    """Return the sections of the full line in order from the sea end.

    ``label`` is given points (n rows of lon, lat) and returns what lies on each side of each.
    """
    along = chainages(full)
    vertices = np.asarray(full.coords)
    at = np.append(np.arange(0, along[-1], STEP_KM), along[-1])
    sampled = np.column_stack([np.interp(at, along, vertices[:, i]) for i in (0, 1)])
    pieces = []
    for start, end, labels in _runs(label(sampled), at):
        edges = sorted(
            {start, end} | {km for a, b, _ in UNCERTAIN for km in (a, b) if start < km < end}
        )
        for a, b in pairwise(edges):
            middle = (a + b) / 2
            apart = next((m for lo, hi, m in UNCERTAIN if lo <= middle <= hi), None)
            pieces.append((a, b, labels, apart))
    return [
        Section(a, b, labels, apart, _part(vertices, along, a, b)) for a, b, labels, apart in pieces
    ]


def _part(vertices: np.ndarray, along: np.ndarray, start: float, end: float) -> LineString:
    """Return the line between two chainages; neighbours share their end vertex exactly."""
    ends = [tuple(round(float(np.interp(km, along, vertices[:, i])), 6) for i in (0, 1))
            for km in (start, end)]  # fmt: skip
    inside = vertices[(along > start + 1e-9) & (along < end - 1e-9)]
    line = LineString([ends[0], *map(tuple, inside), ends[1]])
    if abs(length_km(line) - (end - start)) > 0.01:
        sys.exit(f"The section from km {start:.1f} lost some of its length.")
    return line
