"""Circles on the sphere: a centre and a radius that contain what is known of a unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

EARTH_KM = 6371.0088  # mean radius, IUGG


class Circle(NamedTuple):
    """A point in decimal degrees (WGS 84) and a radius in kilometres around it."""

    lat: float
    lon: float
    radius_km: float


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (lat, lon) points."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def of_area(lat: float, lon: float, area_km2: float) -> Circle:
    """Return the circle that holds a unit of that area: 2.7 radii of a disc of that area.

    A unit is no disc and the point is not its middle. Of the 3,321 communes of Vietnam, measured
    against their outlines, two radii hold 80 % whole and 2.7 radii 95 %.
    """
    return Circle(lat, lon, round(max(1.0, 2.7 * math.sqrt(area_km2 / math.pi)), 1))


def around(circles: Sequence[Circle]) -> Circle:
    """Return a circle that contains all the given ones, centred between the outermost.

    The centre is the middle of their bounding box: the mean would follow the many small
    wards of a town and leave the large communes outside.
    """
    south = min(c.lat - c.radius_km / 111.2 for c in circles)
    north = max(c.lat + c.radius_km / 111.2 for c in circles)
    east_per_km = 1 / (111.2 * math.cos(math.radians((south + north) / 2)))
    west = min(c.lon - c.radius_km * east_per_km for c in circles)
    east = max(c.lon + c.radius_km * east_per_km for c in circles)
    lat, lon = round((south + north) / 2, 4), round((west + east) / 2, 4)
    radius = max(distance_km((lat, lon), (c.lat, c.lon)) + c.radius_km for c in circles)
    return Circle(lat, lon, round(radius, 1))
