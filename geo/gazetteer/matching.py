"""Which unit is which place of a foreign gazetteer: by name, level and container.

Codes differ between gazetteers and romanisations too; what counts is the same name (or the same
sound) within the circle of the unit's commune, district or province.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.folding import fold_names, squeeze
from geo.gazetteer.sounds import shapes
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.dumps import Found
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.model import Place

__all__ = ["Circle", "Matcher", "distance_km"]

_EARTH_KM = 6371.0088
_VILLAGE_KM = 3.0  # nine in ten points of villages in GeoNames are that near to the official ones
_COMMUNE_KM = {"village": _VILLAGE_KM, "commune": 9.0, "district": 25.0, "city": 25.0}
_MARGIN_KM = 3.0
_LEAST = 2  # villages that place their commune
_LEVELS = ("village", "commune", "district", "city")


class Circle(NamedTuple):
    """A point (decimal degrees) and the radius around it in kilometres."""

    lat: float
    lon: float
    radius_km: float


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points."""
    p, q = math.radians(lat), math.radians(other_lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * (
        math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


@cache
def _class_words() -> tuple[str, ...]:
    sections = read_words(data_folder() / "vocabulary" / "class_words.txt")
    words = {w for name, ws in sections.items() if name.endswith("before") for w in ws}
    return tuple(sorted({*fold_names(sorted(words)), "phumi", "ភូមិ", "ឃុំ", "ស្រុក"}))


def _keys(names: Sequence[str]) -> set[str]:
    """Return the keys of names with and without class words, and of how they sound."""
    folded = fold_names(names)
    bare = [
        n.removeprefix(w).strip()
        for n in folded
        for w in _class_words()
        if n.startswith(f"{w} ") or ("\u1780" <= w[0] <= "\u17ff" and n.startswith(w))
    ]
    wanted = [n for n in (*folded, *bare) if n]
    keys = {k for k in squeeze(wanted) if k}
    keys |= {f"~{s}" for n, s in zip(wanted, shapes(wanted), strict=True) if n.isascii() and s}
    return keys


class Matcher:
    """Gives the units of a gazetteer that have no point the points of foreign places.

    ``points`` holds what was found: unit id → (circle, the places that it rests on).
    """

    def __init__(self, gazetteer: Gazetteer, places: Iterable[Found]) -> None:
        self._gazetteer = gazetteer
        self._codes = gazetteer.geonames_provinces()
        self._by_key: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self._used: set[str] = set()
        self.points: dict[str, tuple[Circle, tuple[Found, ...]]] = {}
        for place in places:
            province = self._codes.get(f"{place.country}.{place.admin1}")
            if province is not None and place.type in ("village", "city", "commune", "district"):
                for key in _keys((place.name, *place.names)):
                    self._by_key[province, key].append(place)

    def run(self) -> None:
        """Match villages, then communes by name or by their villages, then what these open up."""
        levels: dict[str, list[tuple[Place, str, set[str]]]] = defaultdict(list)
        for unit in self._gazetteer:
            if unit.lat is None and unit.type in _LEVELS and unit.unit_class:
                province = self._gazetteer.province(unit.id)
                if province is not None and province.id in self._codes.values():
                    levels[unit.type].append((unit, province.id, _keys(unit.names)))
        for kind in ("city", "district", "commune", "village", "commune", "village", "district"):
            self._match(levels[kind])
            if kind in ("commune", "district"):
                self._gather([u for u, _, _ in levels[kind]], levels)

    def _circle(self, place_id: str | None) -> Circle | None:
        """Return where a unit is known to be, by itself or by a match."""
        if place_id is None:
            return None
        if place_id in self.points:
            return self.points[place_id][0]
        place = self._gazetteer.get(place_id)
        if place.lat is None or place.lon is None or place.radius_km is None:
            return None
        return Circle(place.lat, place.lon, place.radius_km)

    def _match(self, units: Sequence[tuple[Place, str, set[str]]]) -> None:
        """Take for each unit the nearest unused place of its name inside its container.

        Within a commune the nearest is taken; in anything larger only the only one, and only
        where no other unit of the container has the name.
        """
        found: list[tuple[float, str, Found]] = []
        names: dict[tuple[str | None, str], int] = defaultdict(int)
        held = {unit.id: self._container(unit) for unit, _, _ in units}
        for unit, _, keys in units:
            for key in keys:
                names[held[unit.id][0], key] += 1
        for unit, province, keys in units:
            holder, circle = held[unit.id]
            if unit.id in self.points or circle is None:
                continue
            near = {
                p.id: (distance_km(circle.lat, circle.lon, p.lat, p.lon), p)
                for key in keys
                for p in self._by_key.get((province, key), ())
                if p.id not in self._used
            }
            inside = [pair for pair in near.values() if pair[0] <= circle.radius_km + _MARGIN_KM]
            narrow = holder is not None and holder == unit.parent and unit.type == "village"
            alone = len(inside) == 1 and all(names[holder, key] == 1 for key in keys)
            if inside and (narrow or alone):
                far, place = min(inside, key=lambda pair: (pair[0], pair[1].id))
                found.append((far, unit.id, place))
        for _, unit_id, place in sorted(found, key=lambda f: (f[0], f[1])):
            if place.id not in self._used and unit_id not in self.points:
                kind = self._gazetteer.get(unit_id).type
                if kind == "village":
                    self._used.add(place.id)
                circle = Circle(place.lat, place.lon, _COMMUNE_KM[kind])
                self.points[unit_id] = circle, (place,)

    def _container(self, unit: Place) -> tuple[str | None, Circle | None]:
        """Return the smallest unit above that is placed, below the country."""
        holder = unit.parent
        while holder is not None:
            circle = self._circle(holder)
            if circle is not None:
                return holder, circle
            holder = self._gazetteer.get(holder).parent
        return None, None

    def _gather(
        self, units: Sequence[Place], levels: dict[str, list[tuple[Place, str, set[str]]]]
    ) -> None:
        """Place units that no name placed where the units lie that they contain."""
        inside: dict[str, list[Circle]] = defaultdict(list)
        sources: dict[str, list[Found]] = defaultdict(list)
        for below in ("village", "commune"):
            for unit, _, _ in levels[below]:
                if unit.parent is not None and unit.id in self.points:
                    inside[unit.parent].append(self.points[unit.id][0])
                    sources[unit.parent] += self.points[unit.id][1]
        for unit in units:
            parts = inside[unit.id]
            if unit.id in self.points or len(parts) < _LEAST:
                continue
            lat = round(sum(c.lat for c in parts) / len(parts), 5)
            lon = round(sum(c.lon for c in parts) / len(parts), 5)
            reach = max(distance_km(lat, lon, c.lat, c.lon) + c.radius_km for c in parts)
            reach = max(reach + _MARGIN_KM, _COMMUNE_KM[unit.type])
            self.points[unit.id] = Circle(lat, lon, round(reach, 1)), tuple(sources[unit.id])
