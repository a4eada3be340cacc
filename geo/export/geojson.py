"""GeoJSON as RFC 7946 has it: lon and lat, no ``crs``, outer rings counter-clockwise, a bbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.export.rows import DIGITS, geometries, rows
from geo.export.terms import attribution
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = ["collection", "write"]


def write(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> list[Path]:
    """Write one ``<layer>.geojson`` a layer, one feature a line; return the files."""
    files = []
    for name, frame in layers.items():
        path = folder / f"{name}.geojson"
        head, features = collection(name, frame)
        lines = ",\n".join(_dumped(feature) for feature in features)
        with atomic_write(path) as stream:
            stream.write(_dumped(head)[:-1] + ',"features":[')
            stream.write(f"\n{lines}\n]}}\n" if lines else "]}\n")
        files.append(path)
    return files


def collection(name: str, frame: gpd.GeoDataFrame) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the members of a layer's FeatureCollection without its features, and the features.

    A row without geometry is a feature whose geometry is null; lists and mappings stay what they
    are. ``name`` and ``attribution`` are foreign members, which RFC 7946 (section 6.1) allows.
    """
    features: list[dict[str, Any]] = []
    shapes = geometries(frame)
    for properties, shape in zip(rows(frame), shapes, strict=True):
        feature: dict[str, Any] = {"type": "Feature"}
        if properties.get("id") is not None:
            feature["id"] = properties["id"]
        feature["geometry"] = None if shape is None else _geometry(shape)
        feature["properties"] = properties
        features.append(feature)
    head: dict[str, Any] = {"type": "FeatureCollection", "name": name}
    head["attribution"] = attribution(name)
    bbox = _bbox(shapes)
    if bbox:
        head["bbox"] = bbox
    return head, features


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _bbox(shapes: list[Geometry | None]) -> list[float]:
    import shapely

    there = [shape for shape in shapes if shape is not None]
    return [round(float(x), DIGITS) for x in shapely.total_bounds(there)] if there else []


def _geometry(shape: Geometry) -> dict[str, Any]:
    from shapely.geometry import mapping

    found = mapping(shape)
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0  # no -0.0
    return [_rounded(item) for item in value]
