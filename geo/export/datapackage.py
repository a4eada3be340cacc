"""A Data Package (datapackage.org, version 2): the layers as GeoJSON and CSV, described."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from geo.export import geojson, table
from geo.export.rows import Kind, columns
from geo.export.terms import LICENCES, Licence, licences
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

__all__ = ["NAME", "write"]

NAME = "datapackage.json"
_TYPES: dict[Kind, str] = {
    "text": "string", "number": "number", "whole": "integer", "flag": "boolean",
    "texts": "list", "json": "any",
}  # fmt: skip
_POSITION = [
    {"name": "lat", "type": "number", "constraints": {"minimum": -90, "maximum": 90}},
    {"name": "lon", "type": "number", "constraints": {"minimum": -180, "maximum": 180}},
    {"name": "shape", "type": "string"},
]


def write(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> list[Path]:
    """Write ``<layer>.geojson``, ``<layer>.csv`` and ``datapackage.json``; return the files.

    Each resource has its size and SHA-256; there is no time of making, so that the same layers
    give the same bytes.
    """
    maps, tables = geojson.write(layers, folder), table.write(layers, folder)
    resources = []
    for (name, frame), as_map, as_table in zip(layers.items(), maps, tables, strict=True):
        resources.append(_resource(name, as_map, {"format": "geojson", "mediatype": _GEOJSON}))
        described = {
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": _schema(frame),
        }
        resources.append(_resource(f"{name}-table", as_table, described, of=name))
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "border-atlas",
        "title": "Border Atlas: places, events, aid and projects along the Vietnam-Cambodia border",
        "licenses": [_licence(licence) for licence in LICENCES.values()],
        "sources": [{"title": licence.notice} for licence in LICENCES.values()],
        "resources": resources,
    }
    path = folder / NAME
    with atomic_write(path) as stream:
        stream.write(json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    return [*maps, *tables, path]


_GEOJSON = "application/geo+json"


def _resource(
    name: str, path: Path, described: Mapping[str, Any], *, of: str | None = None
) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "name": name,
        "path": path.name,
        **described,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [_licence(licence) for licence in licences(of or name)],
    }


def _licence(licence: Licence) -> dict[str, str]:
    return {"name": licence.name, "title": licence.title, "path": licence.path}


def _schema(frame: gpd.GeoDataFrame) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for name, kind in columns(frame).items():
        field: dict[str, Any] = {"name": name, "type": _TYPES[kind]}
        if kind == "texts":
            field["delimiter"] = "|"
        if name == "id":
            field["constraints"] = {"required": True, "unique": True}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields + _POSITION, "missingValues": [""]}
    if "id" in frame.columns:
        schema["primaryKey"] = ["id"]
    return schema
