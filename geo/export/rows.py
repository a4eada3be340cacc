"""Rows of a layer or table as plain Python values, the same for every format."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from geo.atlas.schema import LAYERS, TABLES
from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = [
    "DIGITS",
    "Kind",
    "as_json",
    "columns",
    "geometries",
    "has_places",
    "plain",
    "rows",
    "settled",
    "stored",
]

DIGITS = 6
"""Decimals of a coordinate in degrees: a tenth of a metre."""

# No file format holds these: NUL, and halves of a surrogate pair, which are no characters.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_WHOLE = 2**63  # what the formats hold as a whole number

Kind = Literal["text", "number", "whole", "flag", "texts", "json"]

_OF_FIELD: dict[str, Kind] = {
    "text": "text", "date": "text", "number": "number", "whole": "whole", "flag": "flag",
    "texts": "texts", "rows": "json", "evidence": "json",
}  # fmt: skip
_FITTING: dict[Kind, set[Kind]] = {"number": {"number", "whole"}, "json": {"json", "texts"}}


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


def has_places(frame: pd.DataFrame) -> bool:
    """Return whether rows may have geometries: it is a layer, and no table."""
    return _geometry(frame) is not None


def _geometry(frame: pd.DataFrame) -> str | None:
    """Return the name of the column that holds the geometries, None for a table."""
    return getattr(frame, "active_geometry_name", None)


def rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the properties of each row, geometry left out, in the order of the columns."""
    names = [name for name in frame.columns if name != _geometry(frame)]
    cells = [frame[name].tolist() for name in names]
    for values in zip(*cells, strict=True):
        yield {name: plain(value) for name, value in zip(names, values, strict=True)}


def columns(frame: pd.DataFrame, name: str) -> dict[str, Kind]:
    """Return the columns, geometry left out, and the kind of value that each one holds.

    ``texts`` are lists of texts; any other list or mapping is ``json``. A layer or table of the
    atlas has the kinds of its schema, whatever its rows happen to hold: next week's file has the
    same types. Of columns that the schema does not know, or whose values it does not allow, the
    values decide; one without values is ``number`` where its dtype says so, else ``text``.
    """
    declared = _declared(name)
    found: dict[str, set[Kind]] = {}
    for row in rows(frame):
        for column, value in row.items():
            if value is not None:
                found.setdefault(column, set()).add(_kind(value))
    kinds: dict[str, Kind] = {}
    for column in frame.columns:
        if column != _geometry(frame):
            there, kind = found.get(column, set()), declared.get(column)
            fits = kind is not None and there <= _FITTING.get(kind, {kind})
            kinds[column] = kind if kind and fits else _joined(there, str(frame[column].dtype))
    return kinds


def _declared(name: str) -> dict[str, Kind]:
    """Return the kinds that the schema of the atlas gives to a layer or table."""
    layer = LAYERS.get(name) or TABLES.get(name)
    return {field.name: _OF_FIELD[field.kind] for field in layer.fields} if layer else {}


def _kind(value: Any) -> Kind:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "whole" if -_WHOLE <= value < _WHOLE else "number"
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


def stored(value: Any, kind: Kind, *, lists: bool = False) -> Any:
    """Return a value as a column of a kind holds it: mappings as JSON text, and lists of texts too.

    With ``lists`` a list of texts stays one, for formats that have lists.
    """
    if value is None:
        return None
    if kind == "json" or (kind == "texts" and not lists):
        return as_json(value)
    return str(value) if kind == "text" else value


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
