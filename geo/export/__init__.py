"""The layers in the formats that other programs read: one module a format.

::

    from geo.export import export

    export(atlas.layers, Path("layers"), "geojson")
    export(atlas.layers | atlas.tables, Path("out"), "gpkg")
    export(atlas.layers, Path("out"), "csv", layers=["checkpoints", "events"])

The same layers give the same bytes: nothing depends on the clock or on the order of a set. Every
file takes its name only when all of it is written.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from geo.errors import ExportError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

__all__ = ["FORMATS", "export", "requested"]

FORMATS: dict[str, str] = {
    "geojson": "GeoJSON as RFC 7946 has it, one file a layer",
    "gpkg": "GeoPackage, one file with all layers, for QGIS",
    "csv": "CSV tables with the position as latitude and longitude, one a layer",
    "hxl": "the same tables with a second row of HXL hashtags",
    "parquet": "GeoParquet 1.1, one file a layer",
    "fgb": "FlatGeobuf, one file a layer",
    "kml": "KML for Google Earth, one file with a folder a layer",
    "datapackage": "GeoJSON and CSV with a datapackage.json: schemas, hashes, licences",
    "postgis": "an SQL script for psql that makes and fills PostGIS tables",
}
"""Name of each format and what it is."""

_MAPS = ("geojson", "fgb", "kml")
"""Formats of things with places: tables without any are not for them."""

_MODULES = {"csv": "table", "hxl": "table"}
_ALIASES = {"geopackage": "gpkg", "geoparquet": "parquet", "flatgeobuf": "fgb", "json": "geojson"}


def export(
    layers_by_name: Mapping[str, pd.DataFrame],
    folder: Path,
    form: str,
    layers: Sequence[str] | None = None,
) -> list[Path]:
    """Write layers into a folder in one of ``FORMATS`` and return the files.

    Parameters
    ----------
    layers_by_name
        The layers in EPSG:4326, as in ``Atlas.layers``, and tables without geometry, as in
        ``Atlas.tables``; list-valued columns hold Python lists.
    folder
        Made if it does not exist. Files in it are replaced, others left alone.
    form
        A key of ``FORMATS``, or the format's full name.
    layers
        Names of the layers to write; all that the format can hold if None: GeoJSON, FlatGeobuf
        and KML have no tables without places. Their order is that of ``layers_by_name``.

    Raises
    ------
    UsageError
        There is no such format or layer, or the format cannot hold what was named.
    ExportError
        The files cannot be written, or a layer holds what the format cannot.
    """
    form, chosen = requested(layers_by_name, form, layers)
    module = import_module(f"geo.export.{_MODULES.get(form, form)}")
    try:
        files: list[Path] = (
            module.write(chosen, folder, hxl=True)
            if form == "hxl"
            else module.write(chosen, folder)
        )
    except OSError as error:
        msg = f"{error.filename or folder}: cannot be written: {error.strerror or error}."
        raise ExportError(msg) from error
    return files


def requested(
    layers_by_name: Mapping[str, pd.DataFrame], form: str, layers: Sequence[str] | None
) -> tuple[str, dict[str, pd.DataFrame]]:
    """Return the key of a format and the layers that ``export`` would write; UsageError as there.

    Nothing is written, and the layers may be empty: so a request is checked before much is read.
    """
    form = _ALIASES.get(form.lower(), form.lower())
    if form not in FORMATS:
        msg = f"There is no format {form!r}; there are: {', '.join(FORMATS)}."
        raise UsageError(msg)
    return form, _holdable(form, _chosen(layers_by_name, layers), named=layers is not None)


def _chosen(
    layers_by_name: Mapping[str, pd.DataFrame], layers: Sequence[str] | None
) -> dict[str, pd.DataFrame]:
    if layers is None:
        return dict(layers_by_name)
    unknown = [name for name in layers if name not in layers_by_name]
    if unknown or not layers:
        what = f"no layer {', '.join(map(repr, unknown))}" if unknown else "no layer without a name"
        msg = f"There is {what}; there are: {', '.join(layers_by_name)}."
        raise UsageError(msg)
    return {name: frame for name, frame in layers_by_name.items() if name in layers}


def _holdable(
    form: str, chosen: dict[str, pd.DataFrame], *, named: bool
) -> dict[str, pd.DataFrame]:
    """Return what a format can hold of the chosen; UsageError if what it cannot was asked for."""
    from geo.export.rows import has_places

    if form not in _MAPS:
        return chosen
    placeless = [name for name, frame in chosen.items() if not has_places(frame)]
    if placeless and named:
        others = ", ".join(other for other in FORMATS if other not in _MAPS)
        msg = f"{', '.join(placeless)}: has no places, and {form} holds nothing else. Use {others}."
        raise UsageError(msg)
    return {name: frame for name, frame in chosen.items() if name not in placeless}
