"""CSV tables, safe to open in a spreadsheet, with HXL hashtags if asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.rows import DIGITS, as_json, columns, geometries, has_places, rows
from geo.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = ["HASHTAGS", "safe", "write"]

HASHTAGS = {
    "id": "#meta+id",
    "record": "#meta+record+id",
    "name": "#loc+name",
    "name_vi": "#loc+name+i_vi",
    "name_kh": "#loc+name+kh",
    "name_en": "#loc+name+i_en",
    "name_km": "#loc+name+i_km",
    "aliases": "#loc+name+alt+list",
    "names": "#loc+name+alt+list",
    "country": "#country+code",
    "province": "#adm1+name",
    "province_today": "#adm1+name+today",
    "province_vn": "#adm1+name+vn",
    "province_vn_before": "#adm1+name+vn+before",
    "province_kh": "#adm1+name+kh",
    "district_vn_before": "#adm2+name+vn+before",
    "district_kh": "#adm2+name+kh",
    "commune": "#adm3+name",
    "commune_vn": "#adm3+name+vn",
    "commune_kh": "#adm3+name+kh",
    "place_id": "#loc+code",
    "place_name": "#loc+name",
    "type": "#event+type",
    "class": "#loc+type",
    "status": "#status",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "donor": "#org+funder",
    "recipient": "#beneficiary",
    "actors": "#org+name+list",
    "item": "#item+name",
    "category": "#sector",
    "quantity": "#item+num",
    "unit": "#item+unit",
    "unit_value": "#value+unit",
    "total_value": "#value+total",
    "value": "#value",
    "currency": "#currency+code",
    "confidence": "#indicator+confidence+num",
    "reviewed": "#meta+reviewed",
    "source": "#meta+source",
    "sources": "#meta+source+list",
    "evidence": "#meta+evidence+json",
    "title": "#meta+title",
    "publisher": "#org+name+publisher",
    "published": "#date+published",
    "url": "#meta+url",
    "language": "#meta+language+code",
    "reason": "#description+reason",
    "about": "#indicator+type",
    "place_ids": "#loc+code+list",
    "place_names": "#loc+name+list",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "radius_km": "#geo+radius+km",
    "precision": "#geo+precision",
    "shape": "#geo+type",
}
"""Hashtag of a column (HXL 1.1); columns without one have an empty cell, as the standard allows."""

_OWN_HASHTAGS = {
    "events": {"name": "#event+name"},
    "aid": {"name": "#item+description"},
    "projects": {"name": "#activity+name", "kind": "#activity+type"},
    "places": {"type": "#loc+type"},
    "review": {"name": "#meta+name", "kind": "#meta+type"},
    "indicators": {"name": "#indicator+name", "class": "#indicator+class", "unit": "#value+unit"},
    "agreements": {"name": "#activity+name"},
    "unplaced": {"name": "#meta+name", "kind": "#meta+type"},
}
"""Hashtags of columns that mean something else in a layer or table of theirs."""

POSITION = ("lat", "lon", "shape")
"""The columns that a layer has behind its own."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before one.

    Spaces and invisible characters before the sign do not hide it.
    """
    bare = text.lstrip(" \u00a0\u200b\ufeff")
    return f"'{text}" if text[:1] in _FORMULA or bare[:1] in _FORMULA else text


def write(layers: Mapping[str, pd.DataFrame], folder: Path, *, hxl: bool = False) -> list[Path]:
    """Write one ``<layer>.csv`` a layer (``<layer>.hxl.csv`` with hashtags); return the files.

    ``lat`` and ``lon`` are a point inside the geometry, ``shape`` says what it is: the whole of a
    line or an area is in the other formats; what has no place has no such columns. Lists of texts
    are joined with ``|`` (one inside a text becomes ``¦``), everything deeper is JSON.
    """
    files = []
    for name, frame in layers.items():
        path = folder / (f"{name}.hxl.csv" if hxl else f"{name}.csv")
        kinds = columns(frame, name)
        header = list(kinds)
        places: list[list[Any]] = [[] for _ in range(len(frame))]
        if has_places(frame):
            header += POSITION
            places = [_position(shape) for shape in geometries(frame)]
        table: list[list[Any]] = []
        if hxl:
            tags = HASHTAGS | _OWN_HASHTAGS.get(name, {})
            table.append([tags.get(column, "") for column in header])
        for row, place in zip(rows(frame), places, strict=True):
            table.append([*(_cell(row[column]) for column in kinds), *place])
        write_table(path, header, table)
        files.append(path)
    return files


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return safe("|".join(item.replace("|", "¦") for item in value))
    return as_json(value) if isinstance(value, list | dict) else value


def _position(shape: Geometry | None) -> list[Any]:
    if shape is None:
        return [None, None, None]
    point = shape if shape.geom_type == "Point" else shape.representative_point()
    x, y = point.coords[0][:2]
    return [round(y, DIGITS), round(x, DIGITS), shape.geom_type]
