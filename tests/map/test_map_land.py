"""Circles keep to the land of their country; units, points and places at sea stay as they are."""

from __future__ import annotations

import geopandas as gpd
from sample_atlas import circle
from shapely.geometry import Point, box, mapping

from geo.map.land import Land

WEST, EAST = box(104, 10, 106, 12), box(106, 10, 108, 12)
BASE = [
    {"properties": {"kind": "land", "country": code}, "geometry": mapping(shape)}
    for code, shape in (("KH", WEST), ("VN", EAST))
]


def frame(**columns: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry="geometry", crs="EPSG:4326")


def drawn(shape, country: str | None, layer: str = "places"):
    rows = frame(id=["x"], country=[country], geometry=[shape])
    return Land(BASE, {layer: rows}).drawn(layer, rows)[0]


def test_a_circle_over_the_coast_loses_the_sea() -> None:
    cut = drawn(circle(105, 10.1, 40), "KH")
    assert cut.bounds[1] > 9.9
    assert cut.bounds[3] > 10.4


def test_a_circle_of_one_country_stays_out_of_the_other() -> None:
    assert drawn(circle(105.9, 11, 40), "KH").bounds[2] < 106.1
    assert drawn(circle(105.9, 11, 40), None).bounds[2] > 106.2


def test_a_fact_takes_the_country_of_its_place() -> None:
    around = circle(105.9, 11, 40)
    places = frame(id=["pl-x"], country=["KH"], geometry=[around])
    facts = frame(id=["e"], place_id=["pl-x"], geometry=[around])
    projects = frame(id=["p"], place_ids=[["pl-x"]], geometry=[around])
    land = Land(BASE, {"places": places, "events": facts, "projects": projects})
    shapes = [land.drawn(name, rows)[0] for name, rows in
              (("places", places), ("events", facts), ("projects", projects))]  # fmt: skip
    assert shapes[0].equals(shapes[1])
    assert shapes[0].equals(shapes[2])


def test_units_points_and_what_lies_at_sea_stay_as_they_are() -> None:
    province, point, at_sea = box(103, 9, 105, 11), Point(103, 9), circle(103, 9, 20)
    assert drawn(province, "KH", "provinces") is province
    assert drawn(point, "KH") is point
    assert drawn(at_sea, "KH") is at_sea
    units = frame(id=["kh-p-1"], country=["KH"], geometry=[province])
    facts = frame(id=["e"], place_id=["kh-p-1"], geometry=[province])
    assert Land(BASE, {"provinces": units}).drawn("events", facts)[0] is province
