"""What the formats that GDAL writes have in common (``pyogrio``)."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import ExportError
from geo.export.rows import Kind, columns, geometries, has_places, rows, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = ["flat", "geometry_type", "whole_file", "write_layer"]

EPOCH = "2000-01-01T00:00:00.000Z"
"""Put where a format asks for the time of writing: the same layers give the same bytes."""

_DTYPES = {"text": "object", "texts": "object", "json": "object", "number": "float64"}


def flat(frame: pd.DataFrame, name: str) -> Any:
    """Return a layer (or table) with columns of simple types: lists and mappings as JSON text."""
    import geopandas
    import pandas as pd

    kinds = columns(frame, name)
    data = list(rows(frame))
    made = {column: _series([row[column] for row in data], kind) for column, kind in kinds.items()}
    table = pd.DataFrame(made, columns=list(kinds))
    if not has_places(frame):
        return table
    return geopandas.GeoDataFrame(table, geometry=geometries(frame), crs=4326)


def geometry_type(table: Any) -> str:
    """Return the kind of geometry that all rows of a flat layer have, ``Unknown`` for a mixture.

    Areas of one and of several parts are all areas of several parts, and so are lines: QGIS then
    shows one layer of one kind.
    """
    kinds: set[str] = {kind for kind in table.geom_type if kind}
    if len(kinds) == 2 and len({kind.removeprefix("Multi") for kind in kinds}) == 1:
        return max(kinds, key=len)
    return kinds.pop() if len(kinds) == 1 else "Unknown"


def _series(values: list[Any], kind: Kind) -> Any:
    import pandas as pd

    values = [stored(value, kind) for value in values]
    if kind in {"whole", "flag"} and None not in values:
        return pd.Series(values, dtype="int64" if kind == "whole" else "bool")
    if kind == "flag":
        return pd.Series(values, dtype="boolean")
    return pd.Series(values, dtype="Int64" if kind == "whole" else _DTYPES[kind])


def write_layer(frame: pd.DataFrame, path: Path, driver: str, **options: Any) -> None:
    """Write one layer with a GDAL driver; ExportError if GDAL refuses, or would write elsewhere."""
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

    if "!" in str(path):  # see checked_layers
        what = f"{driver} cannot be written where a folder has a '!' in its name."
        msg = f"{path.name}: {what} Give another folder."
        raise ExportError(msg)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": EPOCH})
    try:
        pyogrio.write_dataframe(frame, path, driver=driver, **options)
    except (DataLayerError, DataSourceError, FeatureError, ValueError) as error:
        msg = f"{path.name}: {driver} refuses the layer: {error}."
        raise ExportError(msg) from error
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path beside the file to write to; the file takes its name when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=path.parent) as scratch:
        draft = Path(scratch) / path.name
        yield draft
        draft.replace(path)
