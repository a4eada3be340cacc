"""Reading checkpoints out of files that people send: GeoJSON, CSV, KML, GeoPackage.

What comes out are drafts, not checkpoints: the register checks every one as if it were typed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.gazetteer.checkpoints import COLUMNS, parse_id
from geo.names import key
from geo.tables import checked_layers, data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["MOST_BYTES", "read_drafts"]

MOST_BYTES = 20_000_000
"""A file with more is no list of checkpoints."""
_MOST_DRAFTS = 2000
_LONGEST_CELL = 131_072  # characters
_KNOWN = {key(column.name): column.name for column in COLUMNS}
_WORDS = Path("vocabulary") / "checkpoint_columns.txt"
_KHMER = re.compile("[\u1780-\u17ff]")
_PLACED = ("exact", "near")
_WKT = ("wkt", "geometry", "geom", "thegeom", "shape")
_DASH = re.compile(r"\s+[-‐‑‒–—―]\s+|\s*[–—]\s*|(?<=\w)-(?=[A-ZĐ])")


def read_drafts(
    path: Path, data: Path | str | None = None
) -> tuple[list[dict[str, str]], list[str]]:
    """Read the drafts of a file; return them and the names of fields that were left out.

    A feature's point is its position (the middle, if it is a line or an area); a name such as
    "Mộc Bài – Bavet" is parted into the two halves'. Positions of other reference systems are
    turned into degrees. What a program calls its columns stands in the data folder's vocabulary.
    A feature of the atlas's own layers that is an area there ("somewhere in the commune") gives no
    position.

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
    called = _called(data_folder(data))
    left: dict[str, None] = {}
    return [_draft(row, called, left) for row in rows], list(left)


@cache
def _called(data: Path) -> dict[str, str]:
    """Return the key of what a column may be called → the register's column."""
    words = read_words(data / _WORDS)
    other = {key(word): section for section, group in words.items() for word in group}
    return other | _KNOWN


def _draft(
    row: Mapping[str, Any], called: Mapping[str, str], left: dict[str, None]
) -> dict[str, str]:
    draft: dict[str, str] = {}
    titles = []
    area = str(row.get("precision") or "exact") not in _PLACED
    for field, value in row.items():
        column = called.get(key(str(field)))
        text = _text(value, column or "")
        if not text or (area and column in ("lat", "lon", "radius_m", "radius_km")):
            continue
        if column == "name_kh" and _KHMER.search(text):
            column = "name_km"
        if column == "radius_km":
            draft.setdefault("radius_m", _metres(text))
        elif column == "title":
            titles.append(text)
        elif column and not (column == "id" and not _is_id(text)):
            draft.setdefault(column, text)
        else:
            left[str(field)] = None
    title = next(iter(titles), "")
    if title and "name_vi" not in draft:
        halves = [part.strip() for part in _DASH.split(title, maxsplit=1)]
        draft["name_vi"] = halves[0]
        if len(halves) == 2:
            draft.setdefault("name_kh", halves[1])
    return draft


def _is_id(text: str) -> bool:
    try:
        return bool(parse_id(text))
    except ValueError:
        return False


def _text(value: Any, column: str = "") -> str:
    if value is None or value != value:  # NaN: an empty cell of a GeoPackage
        return ""
    if isinstance(value, (list, tuple)):
        if column == "history":
            entries = (entry if isinstance(entry, (list, tuple)) else [entry] for entry in value)
            return " ; ".join(" | ".join(map(_text, entry)) for entry in entries)
        separator = " ; " if column == "sources" else "; "
        return separator.join(filter(None, map(_text, value)))
    if isinstance(value, float):
        return f"{value:.7f}".rstrip("0").rstrip(".")
    return str(value).strip()


def _metres(text: str) -> str:
    try:
        return f"{float(text) * 1000:g}"
    except ValueError:
        return text


def _read_csv(path: Path) -> Iterable[dict[str, Any]]:
    physical = enumerate(io.StringIO(_decoded(path), newline=""), 1)
    lines = [(number, line) for number, line in physical if not line.startswith("#")]
    first = next((line for _, line in lines if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)  # of the whole process: other readers take longer ones
    reader = csv.reader((line for _, line in lines), delimiter=delimiter)
    header: list[str] = []
    rows = []
    begun = 0
    try:
        for cells in reader:
            number, begun = lines[begun][0], reader.line_num
            if not cells:
                continue
            if not header:
                header = cells
            elif len(cells) != len(header):
                hint = "Put cells that hold the separator in double quotes."
                what = "has not the number of cells that the header has."
                raise DataError(Fault(path, what, row=number, hint=hint))
            else:
                rows.append(_with_point(dict(zip(header, cells, strict=True)), path, number))
    except csv.Error as error:
        raise DataError(Fault(path, f"is no CSV: {error}.", row=lines[begun][0])) from None
    return rows


def _with_point(row: dict[str, Any], path: Path, number: int) -> dict[str, Any]:
    """Return a row with the position that a column of well-known text gives it."""
    field = next((f for f in row if key(f) in _WKT and row[f].strip()), None)
    if field is None:
        return row
    import shapely
    from shapely.errors import GEOSException

    try:
        middle = shapely.from_wkt(row[field]).centroid
        place = {} if middle.is_empty else _place(middle.y, middle.x)
    except (GEOSException, ValueError) as error:
        what = f"has no well-known text here: {error}."
        raise DataError(Fault(path, what, row=number, column=field)) from None
    return {name: text for name, text in row.items() if name != field} | place


def _place(lat: float, lon: float) -> dict[str, Any]:
    """Return the cells of a position; ValueError where a number of it is not finite."""
    if not (isfinite(lat) and isfinite(lon)):
        msg = f"latitude {lat}, longitude {lon} is no position"
        raise ValueError(msg)
    return {"lat": lat, "lon": lon}


def _decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is no UTF-8."
        raise DataError(Fault(path, what, hint="Save the file as UTF-8.")) from None


def _read_geojson(path: Path) -> Iterable[dict[str, Any]]:
    from shapely.errors import ShapelyError

    try:
        content = json.loads(_decoded(path), parse_int=_whole)
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
    to_degrees = _to_degrees(path, content.get("crs"))
    rows = []
    for number, feature in enumerate(found, 1):
        properties = feature.get("properties") or {}
        if not isinstance(properties, dict):
            what = f"feature {number} has properties that are none; expected names and values."
            raise DataError(Fault(path, what))
        row = {k: v for k, v in properties.items() if not isinstance(v, dict)}
        if _is_id(_text(feature.get("id"))):  # others number their features, too
            row.setdefault("id", feature["id"])
        try:
            row.update(_position(feature.get("geometry"), to_degrees))
        except (
            ValueError, TypeError, AttributeError, LookupError, OverflowError, ShapelyError
        ) as error:  # fmt: skip
            raise _no_geometry(path, number, error) from None
        rows.append(row)
    return rows


def _no_geometry(path: Path, feature: int | str, error: Exception) -> DataError:
    what = f"feature {feature} has a geometry that is none: {str(error).strip()}."
    return DataError(Fault(path, what))


def _whole(digits: str) -> int | str:
    """Return a whole number; one of thousands of digits, which Python reads as none, as text."""
    try:
        return int(digits)
    except ValueError:
        return digits


def _to_degrees(path: Path, crs: Any) -> Callable[[float, float], tuple[float, float]]:
    """Return what turns (x, y) of a file into (lon, lat): old GeoJSON may name another system."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or "CRS84" in name:
        return lambda x, y: (x, y)
    from pyproj import CRS, Transformer
    from pyproj.exceptions import CRSError

    try:
        turn = Transformer.from_crs(CRS.from_user_input(name), 4326, always_xy=True)
    except CRSError:
        hint = "Save it in WGS 84 (EPSG:4326), as RFC 7946 has it."
        what = f"has a reference system that is not known: {name!r}."
        raise DataError(Fault(path, what, hint=hint)) from None
    return lambda x, y: turn.transform(x, y)


def _position(
    geometry: Any, to_degrees: Callable[[float, float], tuple[float, float]]
) -> dict[str, Any]:
    if geometry is None:
        return {}
    if geometry.get("type") == "Point":
        x, y = (float(number) for number in geometry["coordinates"][:2])
    else:
        from shapely.geometry import shape

        middle = shape(geometry).centroid
        x, y = middle.x, middle.y
    lon, lat = to_degrees(x, y)
    return _place(lat, lon)


def _read_layers(path: Path) -> Iterable[dict[str, Any]]:
    """Read every layer of a KML or GeoPackage file, in degrees (EPSG:4326)."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError
    from shapely.errors import ShapelyError

    source = checked_layers(path)
    rows: list[dict[str, Any]] = []
    try:
        for layer in [name for name, _ in pyogrio.list_layers(source)]:
            frame = pyogrio.read_dataframe(source, layer=layer)
            if "geometry" not in frame or frame.empty:
                continue
            frame = frame.to_crs(4326) if frame.crs is not None else frame
            for number, record in enumerate(frame.to_dict("records"), 1):
                shape = record.pop("geometry")
                try:
                    if shape is not None and not shape.is_empty:
                        record |= _place(shape.centroid.y, shape.centroid.x)
                except (ValueError, ShapelyError) as error:
                    raise _no_geometry(path, f"{number} of {layer}", error) from None
                rows.append(record)
    except (DataSourceError, DataLayerError) as error:
        raise DataError(Fault(path, f"cannot be read: {error}")) from None
    return rows
