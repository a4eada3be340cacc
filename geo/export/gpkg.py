"""GeoPackage: one file with all layers, what QGIS opens first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.gdal import flat, whole_file, write_layer
from geo.export.terms import attribution

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

__all__ = ["NAME", "write"]

NAME = "borderatlas.gpkg"


def write(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> list[Path]:
    """Write ``borderatlas.gpkg`` with a table a layer; return it.

    Lists and mappings are JSON text; the column ``id`` stays, the table's own key is ``fid``.
    """
    path = folder / NAME
    with whole_file(path) as draft:
        for name, frame in layers.items():
            table = flat(frame)
            kinds = {kind for kind in table.geom_type if kind}
            write_layer(
                table,
                draft,
                "GPKG",
                layer=name,
                append=draft.exists(),
                dataset_options={"VERSION": "1.2"},  # what QGIS and GDAL of 2018 still read
                geometry_type=kinds.pop() if len(kinds) == 1 else "Unknown",
                layer_options={"DESCRIPTION": attribution(name), "SPATIAL_INDEX": "YES"},
            )
    return [path]
