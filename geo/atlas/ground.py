"""Where a place is drawn, and as what: a point, an area, a circle, a stretch of the border.

A point only where the position is one (precision ``exact`` or ``near``, radius up to
``LARGEST_POINT_KM``); a province as its area; everything else as the circle of its radius, on
the ellipsoid (azimuthal equidistant, WGS 84). What is known only to the country is not drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely import Geometry

    from geo.border import Border, Provinces
    from geo.gazetteer import Gazetteer
    from geo.model import Checkpoint, Place, Precision

__all__ = ["LARGEST_POINT_KM", "TODAY", "Ground", "Spot", "circle", "day_of", "pair_of"]

LARGEST_POINT_KM = 20.0
"""A place that may lie further than this from its point is drawn as a circle."""

TODAY = date.max
"""The day on which the units hold that nothing has replaced; no clock is asked."""

_STEPS = 48
_DECIMALS = 6
_EARTH_KM = 111.32  # a degree of latitude, for a first guess only


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it is drawn; ``geometry`` is None where it is not."""

    id: str
    name: str
    precision: Precision
    radius_km: float | None
    geometry: Geometry | None
    lat: float | None
    lon: float | None
    place: Place


def pair_of(place_id: str) -> str:
    """Return the id of the checkpoint pair that a half belongs to; other ids as they are."""
    return place_id.rsplit(":", 1)[0] if place_id.startswith("cp-") else place_id


def day_of(iso: str | None) -> date | None:
    """Return the first day of an ISO prefix; None without one."""
    if not iso:
        return None
    parts = [int(part) for part in iso.split("-")]
    return date(*([*parts, 1, 1])[:3])


@cache
def circle(lat: float, lon: float, radius_km: float) -> Any:
    """Return the polygon (lon, lat) of all points at a distance from a point, on the ellipsoid."""
    from pyproj import Geod
    from shapely.geometry import Polygon

    angles = [360.0 - 360.0 * i / _STEPS for i in range(_STEPS)]  # counter-clockwise
    geod = Geod(ellps="WGS84")
    lons, lats, _ = geod.fwd(
        [lon] * _STEPS, [lat] * _STEPS, angles, [max(radius_km, 0.05) * 1000] * _STEPS
    )
    return Polygon(
        [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in zip(lons, lats, strict=True)]
    )


class Ground:
    """Draws places: knows the gazetteer, the register, the border line and the province areas."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        checkpoints: Sequence[Checkpoint],
        border: Border,
        provinces: Provinces,
        extra: Sequence[Place] = (),
    ) -> None:
        self.gazetteer = gazetteer
        self.checkpoints = {checkpoint.id: checkpoint for checkpoint in checkpoints}
        self.border = border
        self.provinces = provinces
        self._extra = {place.id: place for place in extra}
        self._spots: dict[tuple[str, date | None], Spot | None] = {}

    def add(self, place: Place) -> None:
        """Make a place known that the gazetteer lacks."""
        self._extra.setdefault(place.id, place)

    def place(self, place_id: str) -> Place | None:
        """Return the place of an id, a pair's Vietnamese half for a pair; None if unknown."""
        if place_id in self._extra:
            return self._extra[place_id]
        if place_id in self.checkpoints:
            place_id = f"{place_id}:vn"
        return self.gazetteer.get(place_id) if place_id in self.gazetteer else None

    def drawn_id(self, place_id: str) -> str:
        """Return the id under which a place is drawn.

        A checkpoint's half is drawn as its pair, and a unit that a reform left as it was (one
        heir of the same name, made of it alone) as that heir.
        """
        place = self.place(place_id)
        while place is not None and place.valid_to is not None and len(place.successors) == 1:
            heir = self.gazetteer.get(place.successors[0])
            alone = self.gazetteer.predecessors(heir.id) == [place.id]
            if not alone or (key(heir.name), heir.type) != (key(place.name), place.type):
                break
            place, place_id = heir, heir.id
        return pair_of(place_id)

    def spot(self, place_id: str, day: date | None = None) -> Spot | None:
        """Return how a place is drawn as of a day; None for an id that nothing has."""
        found = (place_id, day)
        if found not in self._spots:
            self._spots[found] = self._spot(place_id, day)
        return self._spots[found]

    def chain(self, place_id: str, day: date | None = None) -> list[Place]:
        """Return what contains a place, nearest first."""
        place = self.place(place_id)
        if place is None:
            return []
        if place.id in self._extra:
            if place.parent is None or place.parent not in self.gazetteer:
                return []
            return [self.gazetteer.get(place.parent), *self.gazetteer.parents(place.parent, day)]
        return self.gazetteer.parents(place.id, day)

    def province(self, place_id: str, day: date | None = None) -> Place | None:
        """Return the province of a place as of a day."""
        place = self.place(place_id)
        if place is None:
            return None
        if place.id in self._extra:
            holder = place.parent
            known = holder is not None and holder in self.gazetteer
            return self.gazetteer.province(holder, day) if holder and known else None
        return self.gazetteer.province(place.id, day)

    def _spot(self, place_id: str, day: date | None) -> Spot | None:
        place = self.place(place_id)
        if place is None:
            return None
        pair = self.checkpoints.get(pair_of(place_id))
        name = place.name
        if pair is not None:
            name = pair_name(pair)
        located = place if place.id in self._extra else self.gazetteer.located(place.id, day)
        precision, radius = located.precision, located.radius_km
        if located.lat is None or located.lon is None:
            precision = "country" if place.country else "unknown"
            located = replace(located, lat=None, lon=None, precision=precision, radius_km=None)
            radius = None
        geometry = self._geometry(located, day)
        lat = located.lat if geometry is not None else None
        lon = located.lon if geometry is not None else None
        return Spot(self.drawn_id(place_id), name, precision, radius, geometry, lat, lon, place)

    def _geometry(self, place: Place, day: date | None) -> Any:
        from shapely.geometry import Point

        if place.lat is None or place.lon is None or place.precision in ("country", "unknown"):
            return None
        lat, lon = place.lat, place.lon
        radius = place.radius_km if place.radius_km is not None else LARGEST_POINT_KM
        if place.precision == "stretch":
            return self._stretch(lat, lon, radius)
        if place.precision == "admin1":
            area = self._province_area(place, day)
            if area is not None:
                return area
        is_point = place.precision in ("exact", "near") and radius <= LARGEST_POINT_KM
        if is_point and place.type != "region":
            return Point(round(lon, _DECIMALS), round(lat, _DECIMALS))
        return circle(lat, lon, radius)

    def _stretch(self, lat: float, lon: float, radius_km: float) -> Geometry:
        """Return the part of the border within a radius, all of it where the radius holds all."""
        if radius_km >= self.border.length_km / 4:
            return self.border.line
        return self.border.stretch(lat, lon, radius_km)

    def _province_area(self, place: Place, day: date | None) -> Geometry | None:
        """Return the area of the province that a place is, or takes its position from."""
        own = self.provinces.area(place.id)
        if own is not None or place.type == "province" or place.id in self._extra:
            return own
        province = self.gazetteer.province(place.id, day)
        return self.provinces.area(province.id) if province else None


def pair_name(pair: Checkpoint) -> str:
    """Return the name of a pair: both halves, joined by a dash."""
    return f"{pair.name_vi} – {pair.name_kh}" if pair.name_kh else pair.name_vi


def shortest_order(points: Sequence[tuple[float, float]]) -> list[int]:
    """Return the order of points (lat, lon) that makes the shortest line through all of them.

    A text may name the places of a road in any order. The order of the text stands where it is
    as short; the end that it names first comes first. Lines of more than seven places keep it.
    """
    from itertools import pairwise, permutations

    order = list(range(len(points)))
    if not 2 < len(points) <= 7:
        return order

    def length(path: tuple[int, ...]) -> float:
        return round(sum(_apart(points[a], points[b]) for a, b in pairwise(path)), 3)

    return list(min(permutations(order), key=lambda path: (length(tuple(path)), path)))


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return about how far two points lie from each other, in kilometres."""
    wide = math.cos(math.radians((a[0] + b[0]) / 2))
    return _EARTH_KM * math.hypot(a[0] - b[0], (a[1] - b[1]) * wide)
