"""From checked rows to GeoDataFrames, and to DataFrames for what has no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.schema import LAYERS, TABLES, check

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd
    import pandas as pd

    from geo.atlas.schema import Layer

__all__ = ["frame", "table"]

_TYPES = {"number": "float64", "whole": "int64", "flag": "bool"}


def frame(name: str, rows: Sequence[Mapping[str, Any]]) -> gpd.GeoDataFrame:
    """Return a layer as a GeoDataFrame in EPSG:4326, its rows in the order given.

    Columns stand in the order of the schema, all of them even in an empty layer. A missing
    number is NaN, any other missing value None.

    Raises
    ------
    DataError
        Rows are not what the schema says; all violations at once.
    """
    import geopandas as gpd

    check(name, rows)
    geometry = [row.get("geometry") for row in rows]
    columns = _columns(LAYERS[name], rows)
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(geometry, crs="EPSG:4326"))


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return what has no place as a DataFrame; columns, order and errors are as in ``frame``.

    A flag that is missing somewhere makes its column pandas' ``boolean``.
    """
    import pandas as pd

    check(name, rows)
    return pd.DataFrame(_columns(TABLES[name], rows))


def _columns(layer: Layer, rows: Sequence[Mapping[str, Any]]) -> dict[str, pd.Series[Any]]:
    import pandas as pd

    columns = {}
    for field in layer.fields:
        values = [row.get(field.name) for row in rows]
        dtype = _TYPES.get(field.kind, "object")
        if dtype == "bool" and None in values:
            dtype = "boolean"
        columns[field.name] = pd.Series(values, dtype=dtype)
    return columns
