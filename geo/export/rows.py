"""Rows of a layer as plain Python values, the same for every format."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = ["DIGITS", "Kind", "as_json", "columns", "geometries", "plain", "rows", "settled"]

DIGITS = 6
"""Decimals of a coordinate in degrees: a tenth of a metre."""

# No file format holds these: NUL, and halves of a surrogate pair, which are no characters.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")

Kind = Literal["text", "number", "whole", "flag", "texts", "json"]


def plain(value: Any) -> Any:
    """Return a value as JSON has it: None, bool, int, float, str, list or dict.

    NaN, infinities and pandas' missing values become None, whole floats ints; characters that
    no file can hold are left out of texts.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value)
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple) or type(value).__name__ == "ndarray":
        return [plain(item) for item in value]
    if hasattr(value, "item"):  # a NumPy scalar
        value = value.item()
    if hasattr(value, "isoformat"):  # a date; NaT gives "NaT"
        text = value.isoformat()
        return None if text == "NaT" else text
    if isinstance(value, float):
        return _number(value)
    return value if isinstance(value, int | bool) else _missing(value)


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _missing(value: Any) -> None:
    if type(value).__name__ in {"NAType", "NaTType"}:
        return
    msg = f"A value of type {type(value).__name__} cannot be exported: {value!r:.80}."
    raise ExportError(msg)


def rows(frame: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Yield the properties of each row, geometry left out, in the order of the columns."""
    names = [name for name in frame.columns if name != frame.geometry.name]
    cells = [frame[name].tolist() for name in names]
    for values in zip(*cells, strict=True):
        yield {name: plain(value) for name, value in zip(names, values, strict=True)}


def columns(frame: gpd.GeoDataFrame) -> dict[str, Kind]:
    """Return the columns, geometry left out, and the kind of value that each one holds.

    ``texts`` are lists of texts; any other list or mapping is ``json``. A column without values
    is ``number`` where its dtype says so, else ``text``.
    """
    found: dict[str, set[Kind]] = {}
    for row in rows(frame):
        for name, value in row.items():
            if value is not None:
                found.setdefault(name, set()).add(_kind(value))
    kinds: dict[str, Kind] = {}
    for name in frame.columns:
        if name != frame.geometry.name:
            kinds[name] = _joined(found.get(name, set()), str(frame[name].dtype))
    return kinds


def _kind(value: Any) -> Kind:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "whole"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "text"
    is_texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return "texts" if is_texts else "json"


def _joined(kinds: set[Kind], dtype: str) -> Kind:
    if dtype.startswith("float") and kinds <= {"whole", "number"}:
        return "number"
    if dtype.startswith("bool"):
        return "flag"
    if dtype.startswith(("int", "Int")) and kinds <= {"whole"}:
        return "whole"
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds == {"whole", "number"}:
        return "number"
    return "json" if kinds & {"texts", "json"} else "text"


def as_json(value: Any) -> str:
    """Return a list or mapping as compact JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def geometries(frame: gpd.GeoDataFrame) -> list[Geometry | None]:
    """Return the geometries in degrees, settled for writing; None for a row without one.

    Raises
    ------
    ExportError
        The layer is in another system than longitude and latitude (EPSG:4326).
    """
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        msg = f"A layer is in {frame.crs.name}; expected EPSG:4326. Use to_crs(4326) first."
        raise ExportError(msg)
    return [None if g is None or g.is_empty else settled(g) for g in frame.geometry.tolist()]


def settled(shape: Geometry) -> Geometry:
    """Return a geometry on a grid of 6 decimals, valid, outer rings counter-clockwise."""
    import shapely

    flat = shapely.force_2d(shape)
    snapped = shapely.set_precision(flat, 10**-DIGITS)
    if snapped.is_empty or snapped.geom_type != flat.geom_type:
        snapped = shapely.set_precision(flat, 10**-DIGITS, mode="pointwise")
    return shapely.orient_polygons(snapped)
