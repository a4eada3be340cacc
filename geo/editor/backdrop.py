"""What the editor draws the checkpoints on: land and rivers, border, province areas, towns."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.errors import DataError
from geo.tables import read_json

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["backdrop"]

_TOWN_KM = 60.0
_LEAST_PEOPLE = 15_000
_TOLERANCE = 0.002
"""Degrees by which areas are simplified for the eye; nothing is measured on them."""


@cache
def backdrop(data: Path) -> dict[str, Any]:
    """Return lines and areas as lists of (lon, lat), towns with their positions, and the ground.

    ``ground`` is the base map of the atlas (sea, land, lakes, rivers) as GeoJSON. Areas and ground
    are left out where the data folder has none.
    """
    from geo.border import Border, Provinces
    from geo.gazetteer import Gazetteer

    border = Border.load(data)
    gazetteer = Gazetteer.load(data, imports=False)
    areas: list[dict[str, Any]] = []
    with suppress(DataError):
        provinces = Provinces.load(data)
        for unit in provinces.ids(_latest()):
            area = provinces.area(unit)
            if area is not None and unit in gazetteer:
                areas.append({"name": gazetteer.get(unit).name, "rings": _rings(area)})
    ground: list[dict[str, Any]] = []
    with suppress(DataError):
        features = read_json(data / "basemap.geojson")["features"]
        ground = [f for f in features if f["properties"]["kind"] != "town"]
    towns = [
        {"name": place.name, "lat": place.lat, "lon": place.lon}
        for place in gazetteer
        if place.type == "city"
        and place.lat is not None
        and place.lon is not None
        and (place.population or 0) >= _LEAST_PEOPLE
        and place.country in ("VN", "KH")
        and border.distance_km(place.lat, place.lon) <= _TOWN_KM
    ]
    return {"border": [_pairs(border.line)], "provinces": areas, "towns": towns, "ground": ground}


def _latest() -> Any:
    from datetime import date

    return date.max


def _rings(area: Any) -> list[list[tuple[float, float]]]:
    simple = area.simplify(_TOLERANCE)
    parts = getattr(simple, "geoms", [simple])
    return [_pairs(part.exterior) for part in parts if part.geom_type == "Polygon"]


def _pairs(line: Any) -> list[tuple[float, float]]:
    return [(round(lon, 4), round(lat, 4)) for lon, lat in line.coords]
