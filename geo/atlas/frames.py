"""From checked rows to GeoDataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.schema import LAYERS, check

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

__all__ = ["frame"]

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
    import pandas as pd

    check(name, rows)
    columns = {}
    for field in LAYERS[name].fields:
        values = [row.get(field.name) for row in rows]
        columns[field.name] = pd.Series(values, dtype=_TYPES.get(field.kind, "object"))
    geometry = [row.get("geometry") for row in rows]
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(geometry, crs="EPSG:4326"))
