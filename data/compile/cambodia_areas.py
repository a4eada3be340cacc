"""Cambodia's provinces on the grid: Natural Earth's, mended where they are out of date.

Natural Earth (4.x) knows 24 provinces. Tboung Khmum was split from Kampong Cham at the end of
2013, along the Mekong for the most part; Phnom Penh took twenty communes from Kandal in 2010.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
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
SUONG = (105.66, 11.91)  # seat of Tboung Khmum
BOX = (104.5, 11.5, 106.5, 12.8)
BEYOND_M = 12_000


def cambodia(
    grid: Grid, provinces: list[tuple[dict[str, str], Any]]
) -> tuple[np.ndarray, list[str]]:
    """Return for each cell the number of its province, or of the nearest one, and the ids."""
    shapes = {CODES[properties["ISO"]]: area for properties, area in provinces}
    suong = utm(Point(*SUONG))
    east = [p for p in split(shapes["03"], utm(mekong(BOX))).geoms if p.distance(suong) < 1000]
    shapes["25"] = shapely.union_all(east)
    shapes["03"] = shapely.difference(shapes["03"], shapes["25"])
    codes = sorted(shapes)
    label = np.full(grid.shape, -1, dtype=np.int16)
    for i, code in enumerate(codes):
        label[grid.inside(shapes[code])] = i
    near = (grid.blurred(label >= 0, BEYOND_M) > 1e-3) & (label < 0)
    cells = np.argwhere(near)
    tree = shapely.STRtree([shapes[code] for code in codes])
    label[near] = tree.nearest(shapely.points(grid.centres(cells)))
    return label, [f"kh-p-{code}" for code in codes]
