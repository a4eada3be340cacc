"""Compiles data/territories.geojson: on whose ground a point lies, waters included.

Vietnam's and Cambodia's outlines are kept without the border between them, which stands in
border.geojson with full detail: joined to it they give two areas that meet in that very line.
Laos and Thailand are whole. All are OpenStreetMap's (see :mod:`osm`), simplified to some 600 m
as one coverage, so that neighbours share their edges.
"""

from __future__ import annotations

import sys

import numpy as np
import osm
from packages import DATA
from shapely import coverage_simplify
from shapely.geometry import LineString, Polygon
from writing import numbers, write_features

OUT = DATA / "territories.geojson"
TOLERANCE = 0.006  # degrees, the root of the largest triangle dropped: 600 m


def _round_about(
    territory: Polygon, start: tuple[float, float], end: tuple[float, float], along: LineString
) -> LineString:
    """Return the part of an outline from start to end that is not the border ``along``."""
    ring = np.asarray(territory.exterior.coords)[:-1]
    first = int(np.argmin(np.hypot(*(ring - start).T)))
    ring = np.roll(ring, -first, axis=0)
    last = int(np.argmin(np.hypot(*(ring - end).T)))
    one, other = ring[: last + 1], np.vstack([ring[last:], ring[:1]])[::-1]
    for at, vertex in ((ring[0], start), (ring[last], end)):
        if np.hypot(*(at - vertex)) > 1e-6:
            sys.exit("An end of the border was simplified away.")
    far = max((one, other), key=lambda path: float(LineString(path).distance(along.centroid)))
    return LineString(far)


def main() -> None:
    """Write the file."""
    names = ("VN", "KH", "LA", "TH")
    mainland = [max(osm.territory(c).geoms, key=lambda p: p.area) for c in names]
    simple = dict(zip(names, coverage_simplify(mainland, TOLERANCE), strict=True))
    land, sea = osm.border(), osm.maritime()
    tri, outer = land.coords[-1], sea.coords[0]
    features = []
    for country in ("VN", "KH"):
        edge = _round_about(simple[country], tri, outer, land)
        path = [*edge.coords, *sea.simplify(TOLERANCE / 3).coords[1:]]
        features.append((country, "outline", LineString(path)))
    features += [(c, "territory", simple[c]) for c in ("LA", "TH")]
    write_features(
        OUT,
        [
            {
                "properties": {"country": country, "kind": kind},
                "geometry": {
                    "type": shape.geom_type,
                    "coordinates": numbers(
                        shape.coords
                        if kind == "outline"
                        else [r.coords for r in (shape.exterior, *shape.interiors)]
                    ),
                },
            }
            for country, kind, shape in features
        ],
        title="Territories of Vietnam, Cambodia, Laos and Thailand, waters included",
        licence=osm.LICENCE,
        note="An outline runs from the tri-border point to the sea end, round its country.",
    )
    print(f"{OUT.name}: {OUT.stat().st_size / 1000:.0f} kB")
    for country, _, line in features[:2]:
        whole = Polygon([*land.coords, *line.coords[1:-1]])
        if not whole.is_valid:
            sys.exit(f"The outline of {country} crosses the border: lower the tolerance.")
        print(f"  {country}: {len(line.coords)} vertices")


if __name__ == "__main__":
    main()
