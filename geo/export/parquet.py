"""GeoParquet 1.1: one file a layer, WKB with a covering bbox column, lists as lists.

What has no place is a Parquet file without geometry.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.export.gdal import whole_file
from geo.export.rows import columns, geometries, has_places, rows, stored

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = ["write"]

VERSION = "1.1.0"
_EDGES = ("xmin", "ymin", "xmax", "ymax")


def write(layers: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write one ``<layer>.parquet`` a layer; return the files.

    Lists of texts are Parquet lists; deeper values (evidence, history) are JSON text. The CRS is
    OGC:CRS84, which the format takes where none is named.
    """
    import pyarrow.parquet

    files = []
    for name, frame in layers.items():
        path = folder / f"{name}.parquet"
        with whole_file(path) as draft:
            pyarrow.parquet.write_table(_table(frame, name), draft, compression="zstd")
        files.append(path)
    return files


def _table(frame: pd.DataFrame, name: str) -> Any:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole": pa.int64(),
        "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "json": pa.string(),
    }
    data = list(rows(frame))
    arrays = {
        column: pa.array([stored(row[column], kind, lists=True) for row in data], types[kind])
        for column, kind in columns(frame, name).items()
    }
    return _with_geometry(arrays, geometries(frame)) if has_places(frame) else pa.table(arrays)


def _with_geometry(arrays: dict[str, Any], shapes: list[Geometry | None]) -> Any:
    import pyarrow as pa
    import shapely

    box = pa.struct([(edge, pa.float64()) for edge in _EDGES])
    boxes = [None if s is None else dict(zip(_EDGES, s.bounds, strict=True)) for s in shapes]
    binary = [None if shape is None else shapely.to_wkb(shape) for shape in shapes]
    places = {"bbox": pa.array(boxes, box), "geometry": pa.array(binary, pa.binary())}
    table = pa.table(arrays | places)
    return table.replace_schema_metadata({"geo": json.dumps(_metadata(shapes))})


def _metadata(shapes: list[Geometry | None]) -> dict[str, Any]:
    """Return the ``geo`` member of the file's metadata (geoparquet.org, version 1.1.0)."""
    import shapely

    there = [shape for shape in shapes if shape is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in there}),
        "orientation": "counterclockwise",
        "covering": {"bbox": {edge: ["bbox", edge] for edge in _EDGES}},
    }
    if there:
        column["bbox"] = [float(x) for x in shapely.total_bounds(there)]
    return {"version": VERSION, "primary_column": "geometry", "columns": {"geometry": column}}
