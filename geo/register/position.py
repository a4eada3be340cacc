"""Checks of the point: what was written, what it is near, on whose side the halves lie."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from geo.register.coordinates import (
    parse_latitude,
    parse_longitude,
    parse_point,
    split_point,
)
from geo.register.findings import error, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.border import Border
    from geo.register.findings import Finding

__all__ = ["FAR_KM", "HALF_POINTS", "TOO_FAR_KM", "halves", "near_border", "written"]

FAR_KM = 2.0
"""A crossing farther from the border than this is doubtful: asked."""
TOO_FAR_KM = 20.0
"""Farther than this it is no border crossing: refused."""
HALF_POINTS = ("point_vn", "point_kh")
"""Points of the two halves that a draft may give instead of the crossing; no columns."""
_COUNTRIES = {"VN": "Vietnam", "KH": "Cambodia"}
# Where both countries lie; a position outside of these bounds was typed wrongly.
_LATITUDES = (8.0, 24.0)
_LONGITUDES = (102.0, 110.0)
_PLAIN = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")
_LENGTH = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*(?P<unit>km|m)?", re.IGNORECASE)
_DEFAULT_METHOD = "As given by who entered it."


def written(cells: dict[str, str]) -> Iterator[Finding]:
    """Read lat, lon and radius_m as people write them, and put plain numbers in their place."""
    given = [name for name in ("lat", "lon") if cells[name]]
    numbers: dict[str, float] = {}
    for name, parse in (("lat", parse_latitude), ("lon", parse_longitude)):
        if not cells[name]:
            continue
        try:
            numbers[name] = parse(cells[name])
        except ValueError as fault:
            if not _is_swapped(cells["lat"], cells["lon"]):
                why = "The place could not be drawn."
                yield error(f"bad-{name}", name, str(fault), why, "Check the digits.")
    if _is_swapped(cells["lat"], cells["lon"]):
        yield error(
            "swapped",
            "lat",
            f"latitude {cells['lat']} and longitude {cells['lon']} are swapped.",
            "Vietnam and Cambodia lie at latitude 8 to 24 and longitude 102 to 110.",
            f"Give latitude {cells['lon']} and longitude {cells['lat']}.",
        )
        return
    if len(given) == 1:
        missing = "lon" if given == ["lat"] else "lat"
        yield error("half-a-point", missing, "is empty.", f"{given[0]} is given.", "Give both.")
    for name, value in numbers.items():
        if not _PLAIN.fullmatch(cells[name]):  # what is plain already stays as it was written
            given_as, cells[name] = cells[name], f"{value:.6f}".rstrip("0").rstrip(".")
            if not _is_number(given_as):
                why = "The register keeps decimal degrees, WGS 84."
                yield note("converted", name, f"{given_as} is {cells[name]}.", why, "Look it over.")
    yield from _radius(cells, has_point=bool(given))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isascii()


def _is_swapped(lat: str, lon: str) -> bool:
    try:
        return _inside(parse_longitude(lat), _LONGITUDES) and _inside(
            parse_latitude(lon), _LATITUDES
        )
    except ValueError:
        return False


def _inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _radius(cells: dict[str, str], *, has_point: bool) -> Iterator[Finding]:
    do = "Give 300 for a crossing seen on a map, 3000 for one known by its village."
    given = cells["radius_m"]
    if not given:
        if has_point:
            why = "A map must say how far off a point may be."
            yield error("no-radius", "radius_m", "is empty.", why, do)
        return
    found = _LENGTH.fullmatch(given)
    if not found:
        why = "The radius is a number of metres."
        yield error("bad-radius", "radius_m", f"{given!r} is no number of metres.", why, do)
        return
    radius = float(found["number"].replace(",", "."))
    if (found["unit"] or "m").lower() == "km":
        radius *= 1000
    if not 10 <= radius <= 100_000:
        why = "No crossing is known better than to 10 m, and 100 km is no position."
        yield error("bad-radius", "radius_m", f"{radius:,.0f} m is out of range.", why, do)
    elif not has_point:
        why = "A radius without a point says nothing."
        yield error("no-point", "lat", "is empty, while radius_m is given.", why, "Give the point.")
    else:
        cells["radius_m"] = f"{radius:g}"
        cells["point_method"] = cells["point_method"] or _DEFAULT_METHOD


def near_border(cells: dict[str, str], border: Border) -> Iterator[Finding]:
    """Check that the point lies in one of the two countries and near their border."""
    lat, lon = float(cells["lat"]), float(cells["lon"])
    side = border.side(lat, lon)
    away = border.distance_km(lat, lon)
    if side is None and away > FAR_KM:
        why = f"It is {away:.0f} km from their border, in another country or in the sea."
        what = f"{lat:g}, {lon:g} lies neither in Vietnam nor in Cambodia."
        yield error("wrong-country", "lat", what, why, "Check the digits, and that none is lost.")
        return
    where = f"{lat:g}, {lon:g} lies {away:.1f} km from the border"
    where += f", in {_COUNTRIES[side]}." if side else "."
    nearest = "The nearest point of the border is {:.5f}, {:.5f}.".format(*border.nearest(lat, lon))
    if away > TOO_FAR_KM:
        why = f"Nothing farther than {TOO_FAR_KM:g} km from it is a border crossing."
        yield error("too-far", "lat", where, why, nearest)
    elif away > FAR_KM:
        why = "The point of a pair is where one crosses, not the town of that name."
        yield warning("far", "lat", where, why, nearest)


def halves(cells: dict[str, str], border: Border) -> Iterator[Finding]:
    """Check the points of the halves, each on its own side, and make the crossing of them.

    The crossing is the point of the border nearest to their middle (or to the only one); its
    radius holds both. The two points themselves have no column and are not kept.
    """
    points: list[tuple[float, float]] = []
    for name, country in zip(HALF_POINTS, ("VN", "KH"), strict=True):
        text = cells.pop(name, "")
        if not text:
            continue
        try:
            lat, lon = parse_point(text)
        except ValueError as fault:
            why = "The half could not be placed."
            do = "Check the digits."
            with suppress(ValueError):
                if _is_swapped(*split_point(text)):
                    do = "Latitude and longitude are swapped: give the latitude first."
            yield error("bad-point", name, str(fault), why, do)
            continue
        side = border.side(lat, lon)
        if side != country:
            found = f"in {_COUNTRIES[side]}" if side else "in neither of the two countries"
            yield error(
                "wrong-side",
                name,
                f"{lat:g}, {lon:g} lies {found}, {border.distance_km(lat, lon):.2f} km from "
                f"the border.",
                f"This half stands in {_COUNTRIES[country]}.",
                "Check whether the two points are swapped.",
            )
        points.append((lat, lon))
    if points and not (cells["lat"] or cells["lon"]):
        middle = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
        lat, lon = border.nearest(middle[0], middle[1])
        away = max(border.distance_km(*point) for point in points)
        cells["lat"], cells["lon"] = f"{lat:.6f}", f"{lon:.6f}"
        cells["radius_m"] = cells["radius_m"] or f"{max(round(away * 1000, -1), 100):.0f}"
        cells["point_method"] = (
            cells["point_method"] or "The point of the border nearest to the halves' own points."
        )
