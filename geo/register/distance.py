"""Distance between two positions, good to half a percent: enough to compare and to warn."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

__all__ = ["great_circle_km"]

_EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG, R1)."""


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the kilometres between two (latitude, longitude) positions on the sphere."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
