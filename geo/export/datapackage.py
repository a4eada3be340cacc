"""A Data Package (datapackage.org, version 2): layers as GeoJSON and CSV, tables as CSV."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from geo.export import geojson, table
from geo.export.rows import Kind, columns, has_places
from geo.export.terms import LICENCES, Licence, licences
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

__all__ = ["NAME", "write"]

NAME = "datapackage.json"
_TYPES: dict[Kind, str] = {
    "text": "string", "number": "number", "whole": "integer", "flag": "boolean",
    "texts": "list", "json": "any",  # where all are lists: array
}  # fmt: skip
_POSITION: list[dict[str, Any]] = [
    {"name": "lat", "type": "number", "constraints": {"minimum": -90, "maximum": 90}},
    {"name": "lon", "type": "number", "constraints": {"minimum": -180, "maximum": 180}},
    {"name": "shape", "type": "string"},
]


def write(layers: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write ``<layer>.geojson``, ``<layer>.csv`` and ``datapackage.json``; return the files.

    What has no place is a CSV alone. Each resource has its size and SHA-256; there is no time of
    making, so that the same layers give the same bytes.
    """
    with_places = {name: frame for name, frame in layers.items() if has_places(frame)}
    maps = geojson.write(with_places, folder)
    tables = table.write(layers, folder)
    resources = [
        _resource(name, path, {"format": "geojson", "mediatype": _GEOJSON})
        for name, path in zip(with_places, maps, strict=True)
    ]
    for (name, frame), path in zip(layers.items(), tables, strict=True):
        described = {
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": _schema(frame, name),
        }
        called = f"{name}-table" if name in with_places else name
        resources.append(_resource(called, path, described, of=name))
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


def _schema(frame: pd.DataFrame, layer: str) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for name, kind in columns(frame, layer).items():
        field: dict[str, Any] = {"name": name, "type": _TYPES[kind]}
        if kind == "json" and all(isinstance(v, list) for v in frame[name].dropna()):
            field["type"] = "array"
        if kind == "texts":
            field["delimiter"] = "|"
        if name == "id":
            field["constraints"] = {"required": True, "unique": True}
        fields.append(field)
    if has_places(frame):
        fields += _POSITION
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if "id" in frame.columns:
        schema["primaryKey"] = ["id"]
    return schema
