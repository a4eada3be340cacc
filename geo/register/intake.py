"""Reading checkpoints out of files that people send: GeoJSON, CSV, KML, GeoPackage.

What comes out are drafts, not checkpoints: the register checks every one as if it were typed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.gazetteer.checkpoints import COLUMNS
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["MOST_BYTES", "read_drafts"]

MOST_BYTES = 20_000_000
"""A file with more is no list of checkpoints."""
_MOST_DRAFTS = 2000
_KNOWN = {key(column.name): column.name for column in COLUMNS}
# What other programs call the columns, as keys of names.
_OTHER_NAMES = {
    "vi": "name_vi",
    "namevn": "name_vi",
    "kh": "name_kh",
    "namekhmer": "name_km",
    "km": "name_km",
    "latitude": "lat",
    "y": "lat",
    "longitude": "lon",
    "lng": "lon",
    "x": "lon",
    "radius": "radius_m",
    "source": "sources",
    "url": "sources",
    "type": "class",
    "mode": "mode",
    "note": "notes",
    "description": "notes",
}
_DASH = re.compile(r"\s+[-‐‑‒–—―]\s+|\s*[–—]\s*|(?<=\w)-(?=[A-ZĐ])")


def read_drafts(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    """Read the drafts of a file; return them and the names of fields that were left out.

    A feature's point is its position (the middle, if it is a line or an area); a name such as
    "Mộc Bài – Bavet" is parted into the two halves'.

    Raises
    ------
    DataError
        The file is missing, too large, in no format that is read here, or holds nothing.
    """
    readers = {
        ".geojson": _read_geojson,
        ".json": _read_geojson,
        ".csv": _read_csv,
        ".tsv": _read_csv,
        ".kml": _read_layers,
        ".kmz": _read_layers,
        ".gpkg": _read_layers,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        what = f"has the ending {path.suffix or '(none)'}, which is not read."
        hint = f"Give one of: {', '.join(sorted(readers))}."
        raise DataError(Fault(path, what, hint=hint))
    if not path.is_file():
        raise DataError(Fault(path, "does not exist."))
    if path.stat().st_size > MOST_BYTES:
        what = f"has {path.stat().st_size:,} bytes; at most {MOST_BYTES:,} are read."
        raise DataError(Fault(path, what, hint="Send the checkpoints alone."))
    rows = list(reader(path))
    if not rows or len(rows) > _MOST_DRAFTS:
        what = f"holds {len(rows)} entries; expected 1 to {_MOST_DRAFTS}."
        raise DataError(Fault(path, what))
    left: dict[str, None] = {}
    return [_draft(row, left) for row in rows], list(left)


def _draft(row: Mapping[str, Any], left: dict[str, None]) -> dict[str, str]:
    draft: dict[str, str] = {}
    for field, value in row.items():
        text = _text(value)
        if not text:
            continue
        folded = key(str(field))
        column = _KNOWN.get(folded) or _OTHER_NAMES.get(folded)
        if folded == "radiuskm":
            draft.setdefault("radius_m", _metres(text))
        elif column:
            draft.setdefault(column, text)
        elif folded not in ("name", "title"):
            left[str(field)] = None
    title = next((_text(v) for f, v in row.items() if key(str(f)) in ("name", "title")), "")
    if title and "name_vi" not in draft:
        halves = [part.strip() for part in _DASH.split(title, maxsplit=1)]
        draft["name_vi"] = halves[0]
        if len(halves) == 2:
            draft.setdefault("name_kh", halves[1])
    return draft


def _text(value: Any) -> str:
    if value is None or value != value:  # NaN: an empty cell of a GeoPackage
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, float):
        return f"{value:.7f}".rstrip("0").rstrip(".")
    return str(value).strip()


def _metres(text: str) -> str:
    try:
        return f"{float(text) * 1000:g}"
    except ValueError:
        return text


def _read_csv(path: Path) -> Iterable[dict[str, Any]]:
    text = _decoded(path)
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    header = lines[0] if lines else ""
    delimiter = max(",;\t", key=header.count)
    try:
        rows = list(csv.DictReader(io.StringIO("".join(lines), newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DataError(Fault(path, f"is no CSV: {error}.")) from None
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            hint = "Put cells that hold the separator in double quotes."
            what = "has not the number of cells that the header has."
            raise DataError(Fault(path, what, row=number, hint=hint))
    return rows


def _decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is no UTF-8."
        raise DataError(Fault(path, what, hint="Save the file as UTF-8.")) from None


def _read_geojson(path: Path) -> Iterable[dict[str, Any]]:
    try:
        content = json.loads(_decoded(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise DataError(Fault(path, f"is no JSON: {error}.")) from None
    kind = content.get("type") if isinstance(content, dict) else None
    found: Any = None
    if kind == "FeatureCollection":
        found = content.get("features")
    elif kind == "Feature":
        found = [content]
    if not isinstance(found, list) or not all(isinstance(f, dict) for f in found):
        hint = "Expected a FeatureCollection or a Feature (RFC 7946)."
        raise DataError(Fault(path, "is no GeoJSON.", hint=hint))
    rows = []
    for number, feature in enumerate(found, 1):
        properties = feature.get("properties") or {}
        row = {k: v for k, v in properties.items() if not isinstance(v, dict)}
        row.setdefault("id", feature.get("id"))
        try:
            row.update(_position(feature.get("geometry")))
        except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
            what = f"feature {number} has a geometry that is none: {error}."
            raise DataError(Fault(path, what)) from None
        rows.append(row)
    return rows


def _position(geometry: Any) -> dict[str, Any]:
    if geometry is None:
        return {}
    if geometry.get("type") == "Point":
        lon, lat = geometry["coordinates"][:2]
        return {"lat": float(lat), "lon": float(lon)}
    from shapely.geometry import shape

    middle = shape(geometry).centroid
    return {"lat": middle.y, "lon": middle.x}


def _read_layers(path: Path) -> Iterable[dict[str, Any]]:
    """Read every layer of a KML or GeoPackage file, in degrees (EPSG:4326)."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    rows: list[dict[str, Any]] = []
    try:
        for layer in [name for name, _ in pyogrio.list_layers(path)]:
            frame = pyogrio.read_dataframe(path, layer=layer)
            if "geometry" not in frame or frame.empty:
                continue
            frame = frame.to_crs(4326) if frame.crs is not None else frame
            for record in frame.to_dict("records"):
                place = record.pop("geometry")
                if place is not None and not place.is_empty:
                    middle = place.centroid
                    record |= {"lat": middle.y, "lon": middle.x}
                rows.append(record)
    except (DataSourceError, DataLayerError) as error:
        raise DataError(Fault(path, f"cannot be read: {error}")) from None
    return rows
