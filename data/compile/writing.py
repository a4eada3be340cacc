"""Writes GeoJSON as RFC 7946 has it, one feature a line, so that changes can be read."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from packages import DATA

sys.path.insert(0, str(DATA.parent))
from geo.tables import atomic_write  # the compile scripts run from the checkout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["numbers", "write_features"]


def numbers(value: Any, digits: int = 5) -> Any:
    """Return coordinates as nested lists, rounded; 5 digits are a metre."""
    if isinstance(value, float):
        return round(value, digits)
    if isinstance(value, int):
        return value
    return [numbers(item, digits) for item in value]


def write_features(path: Path, features: Sequence[dict[str, Any]], **members: Any) -> None:
    """Write features (properties and geometry) as a FeatureCollection with its bbox.

    ``members`` are further members of the collection (title, licence, ...).
    """
    head: dict[str, Any] = {"type": "FeatureCollection", **members}
    head["bbox"] = _bbox(features)
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n'
    lines = [
        json.dumps({"type": "Feature", **feature}, ensure_ascii=False, separators=(",", ":"))
        for feature in features
    ]
    with atomic_write(path) as stream:
        stream.write(text + ",\n".join(lines) + "\n]}\n")


def _bbox(features: Iterable[dict[str, Any]]) -> list[float]:
    points = [p for f in features for p in _points(f["geometry"]["coordinates"])]
    lons, lats = zip(*points, strict=True)
    return [min(lons), min(lats), max(lons), max(lats)]


def _points(value: Any) -> Iterable[tuple[float, float]]:
    if isinstance(value[0], float):
        yield (value[0], value[1])
    else:
        for item in value:
            yield from _points(item)
