"""GeoPackage: one file with all layers, what QGIS opens first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.gdal import flat, geometry_type, whole_file, write_layer
from geo.export.rows import has_places
from geo.export.terms import attribution

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

__all__ = ["NAME", "write"]

NAME = "borderatlas.gpkg"


def write(layers: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write ``borderatlas.gpkg`` with a table a layer; return it.

    Lists and mappings are JSON text; the column ``id`` stays, the table's own key is ``fid``. What
    has no place is a table of attributes, which QGIS lists beside the layers.
    """
    path = folder / NAME
    with whole_file(path) as draft:
        for name, frame in layers.items():
            table = flat(frame, name)
            options: dict[str, Any] = {"layer_options": {"DESCRIPTION": attribution(name)}}
            if has_places(frame):
                options["layer_options"]["SPATIAL_INDEX"] = "YES"
                options["geometry_type"] = geometry_type(table)
            write_layer(
                table,
                draft,
                "GPKG",
                layer=name,
                append=draft.exists(),
                dataset_options={"VERSION": "1.2"},  # what QGIS and GDAL of 2018 still read
                **options,
            )
    return [path]
