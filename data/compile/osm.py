"""The territories of four countries and the Vietnam-Cambodia border, as OpenStreetMap has them.

The time-zone polygons of timezone-boundary-builder are made from OpenStreetMap's boundaries and
keep ``Asia/Ho_Chi_Minh`` and ``Asia/Phnom_Penh`` apart, so that the edge which both share *is*
OpenStreetMap's border. The package ``timezonefinder-data`` holds them unsimplified (release
2026e, ODbL 1.0); ``timezonefinder`` decodes them. Its wheel asks for Python 3.12, its decoder
runs on 3.11 too, so it is imported from where it was unpacked.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from packages import package
from pyproj import Geod
from shapely import MultiPolygon, Polygon
from shapely.geometry import LineString
from shapely.ops import linemerge, unary_union

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["LICENCE", "SEA_END", "border", "length_km", "maritime", "territory"]

LICENCE = (
    "© OpenStreetMap contributors, Open Database License 1.0 "
    "(https://opendatacommons.org/licenses/odbl/1-0/), via timezone-boundary-builder 2026e "
    "and timezonefinder-data 4.2026.5"
)
SEA_END = (104.439218, 10.423171)
"""Where the land border meets the shore west of Hà Tiên; the line goes on at sea from there."""

_ZONES = {
    "VN": "Asia/Ho_Chi_Minh",
    "KH": "Asia/Phnom_Penh",
    "LA": "Asia/Vientiane",
    "TH": "Asia/Bangkok",
}
_GEOD = Geod(ellps="WGS84")


def length_km(line: BaseGeometry) -> float:
    """Return the length of a line (lon, lat) in kilometres on the WGS 84 ellipsoid."""
    return float(_GEOD.geometry_length(line)) / 1000


@cache
def _finder() -> Any:
    for name in ("timezonefinder-data", "timezonefinder"):
        sys.path.insert(0, str(package(name)))
    from timezonefinder import TimezoneFinder

    return TimezoneFinder(in_memory=False)


def _parts(zone: str) -> list[Polygon]:
    rings = _finder().get_geometry(tz_name=zone, coords_as_pairs=True)
    return [Polygon(ring[0], ring[1:]) for ring in rings]


@cache
def territory(country: str) -> MultiPolygon:
    """Return the territory of VN, KH, LA or TH with its waters, unsimplified.

    The zone of Bangkok covers Thailand and the north of Vietnam, that of Ho Chi Minh City the
    rest; of the far islands in it, those beyond 111° E are left out.
    """
    parts = _parts(_ZONES[country])
    if country == "TH":
        parts = [part for part in parts if part.bounds[0] < 100]
    elif country == "VN":
        parts += [part for part in _parts(_ZONES["TH"]) if part.bounds[0] > 100]
        parts = [part for part in parts if part.bounds[0] < 111]
    whole = unary_union(parts)
    return whole if whole.geom_type == "MultiPolygon" else MultiPolygon([whole])


@cache
def _shared_edge() -> list[tuple[float, float]]:
    edge = territory("VN").boundary.intersection(territory("KH").boundary)
    line = linemerge([g for g in edge.geoms if g.geom_type == "LineString"])
    if line.geom_type != "LineString":
        sys.exit("The two zones do not share one unbroken edge: look at the package's release.")
    points = list(line.coords)
    return points if points[0][1] < points[-1][1] else points[::-1]


def _shore() -> int:
    points = _shared_edge()
    return min(
        range(len(points)),
        key=lambda i: (points[i][0] - SEA_END[0]) ** 2 + (points[i][1] - SEA_END[1]) ** 2,
    )


def border() -> LineString:
    """Return the land border from the sea end to the tri-border point, at full precision."""
    return LineString(_shared_edge()[_shore() :])


def maritime() -> LineString:
    """Return the part of the shared edge that lies at sea, from its outer end to the shore."""
    return LineString(_shared_edge()[: _shore() + 1])
