"""KML 2.2 (OGC 07-147r2): one file with a folder a layer, for Google Earth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from geo.export.rows import as_json, geometries, rows
from geo.export.terms import attribution
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = ["NAME", "write"]

NAME = "borderatlas.kml"
# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> list[Path]:
    """Write ``borderatlas.kml``; return it.

    The name of a placemark is the row's ``name``; all values are extended data, never markup:
    text of articles reaches no balloon as HTML.
    """
    path = folder / NAME
    with atomic_write(path) as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write('<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n')
        stream.write("<name>Border Atlas</name>\n")
        for name, frame in layers.items():
            stream.write(f"<Folder>\n<name>{_text(name)}</name>\n")
            stream.write(f"<description>{_text(attribution(name))}</description>\n")
            for line in _placemarks(frame):
                stream.write(line)
            stream.write("</Folder>\n")
        stream.write("</Document>\n</kml>\n")
    return [path]


def _placemarks(frame: gpd.GeoDataFrame) -> Iterator[str]:
    for row, shape in zip(rows(frame), geometries(frame), strict=True):
        parts = ["<Placemark>"]
        if row.get("name") is not None:
            parts.append(f"<name>{_text(row['name'])}</name>")
        parts.append("<ExtendedData>")
        for name, value in row.items():
            if value not in (None, [], {}):
                shown = _text(_shown(value))
                data = quoteattr(_FORBIDDEN.sub("", name))
                parts.append(f"<Data name={data}><value>{shown}</value></Data>")
        parts.append("</ExtendedData>")
        if shape is not None:
            parts.append(_geometry(shape))
        parts.append("</Placemark>\n")
        yield "".join(parts)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return as_json(value) if isinstance(value, list | dict) else str(value)


def _text(value: Any) -> str:
    return escape(_FORBIDDEN.sub("", str(value)))


def _geometry(shape: Geometry) -> str:
    import shapely

    kind = shape.geom_type
    if kind == "Point":
        return f"<Point>{_coordinates(shape)}</Point>"
    if kind == "LineString":
        return f"<LineString><tessellate>1</tessellate>{_coordinates(shape)}</LineString>"
    if kind == "Polygon":
        outer = f"<outerBoundaryIs>{_ring(shapely.get_exterior_ring(shape))}</outerBoundaryIs>"
        holes = [
            f"<innerBoundaryIs>{_ring(shapely.get_interior_ring(shape, i))}</innerBoundaryIs>"
            for i in range(int(shapely.get_num_interior_rings(shape)))
        ]
        return f"<Polygon><tessellate>1</tessellate>{outer}{''.join(holes)}</Polygon>"
    inner = "".join(_geometry(part) for part in shapely.get_parts(shape))
    return f"<MultiGeometry>{inner}</MultiGeometry>"


def _ring(ring: Any) -> str:
    return f"<LinearRing>{_coordinates(ring)}</LinearRing>"


def _coordinates(shape: Any) -> str:
    points = " ".join(f"{x:.6f},{y:.6f}" for x, y in shape.coords)
    return f"<coordinates>{points}</coordinates>"
