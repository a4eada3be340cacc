"""Circles on the ground: a point and how far around it something may be."""

from __future__ import annotations

import math
from typing import NamedTuple

__all__ = ["Circle", "distance_km"]

_EARTH_KM = 6371.0088
_KM_A_DEGREE = 111.2


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points."""
    p, q = math.radians(lat), math.radians(other_lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * (
        math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


class Circle(NamedTuple):
    """A point (decimal degrees) and the radius around it in kilometres."""

    lat: float
    lon: float
    radius_km: float

    def holds(self, lat: float, lon: float, margin_km: float = 0.0) -> bool:
        """Say whether a point lies in the circle, or not further outside than the margin."""
        reach = self.radius_km + margin_km
        if abs(lat - self.lat) * _KM_A_DEGREE > reach:
            return False
        return distance_km(self.lat, self.lon, lat, lon) <= reach
