"""Between degrees and metres: UTM 48N, whose scale is within 0.06 % of true along the border."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely import Geometry

__all__ = ["UTM", "ellipsoid", "from_utm", "to_utm", "utm_point", "utm_position"]

Shape = TypeVar("Shape", bound="Geometry")

UTM = 32648
"""EPSG code of WGS 84 / UTM zone 48N."""


@cache
def _transformer(forth: bool) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(*((4326, UTM) if forth else (UTM, 4326)), always_xy=True)


@cache
def ellipsoid() -> Any:
    """Return the WGS 84 ellipsoid (``pyproj.Geod``)."""
    from pyproj import Geod

    return Geod(ellps="WGS84")


def utm_point(lat: float, lon: float) -> tuple[float, float]:
    """Return easting and northing in metres of a position in degrees."""
    x, y = _transformer(True).transform(lon, lat)
    return float(x), float(y)


def utm_position(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude in degrees of easting and northing in metres."""
    lon, lat = _transformer(False).transform(x, y)
    return float(lat), float(lon)


def to_utm(shape: Shape) -> Shape:
    """Return a geometry in metres (EPSG:32648) from one in lon, lat (EPSG:4326)."""
    return _moved(shape, True)


def from_utm(shape: Shape) -> Shape:
    """Return a geometry in lon, lat (EPSG:4326) from one in metres (EPSG:32648)."""
    return _moved(shape, False)


def _moved(shape: Shape, forth: bool) -> Shape:
    import numpy as np
    import shapely

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_transformer(forth).transform(points[:, 0], points[:, 1]))

    return shapely.transform(shape, move)
