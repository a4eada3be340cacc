"""FlatGeobuf: one file a layer, with a spatial index, readable in ranges over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.gdal import flat, geometry_type, whole_file, write_layer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

__all__ = ["write"]


def write(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> list[Path]:
    """Write one ``<layer>.fgb`` a layer; return the files.

    The index has no room for rows without geometry: a layer with such rows is written without.
    """
    files = []
    for name, frame in layers.items():
        path = folder / f"{name}.fgb"
        table = flat(frame, name)
        indexed = len(table) > 0 and not table.geometry.isna().any()
        with whole_file(path) as draft:
            write_layer(
                table,
                draft,
                "FlatGeobuf",
                layer=name,
                geometry_type=geometry_type(table),
                layer_options={"SPATIAL_INDEX": "YES" if indexed else "NO"},
            )
        files.append(path)
    return files
