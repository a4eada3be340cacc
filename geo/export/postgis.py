"""PostGIS: an SQL script that makes and fills one table a layer, for ``psql -f``.

A script instead of a connection: nobody's password passes through this program, what is done can
be read beforehand, and the same layers give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.rows import Kind, as_json, columns, geometries, rows
from geo.export.terms import attribution
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

__all__ = ["NAME", "SCHEMA", "write"]

NAME = "borderatlas.sql"
SCHEMA = "borderatlas"
_TYPES: dict[Kind, str] = {
    "text": "text", "number": "double precision", "whole": "bigint", "flag": "boolean",
    "texts": "jsonb", "json": "jsonb",
}  # fmt: skip


def write(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> list[Path]:
    """Write ``borderatlas.sql``; return it.

    The script runs as one transaction and replaces the tables of the schema ``borderatlas`` that
    it makes. Lists and mappings are jsonb, geometries are in EPSG:4326 with a spatial index.
    """
    path = folder / NAME
    with atomic_write(path) as stream:
        stream.write("\\set ON_ERROR_STOP on\nBEGIN;\nSET standard_conforming_strings = on;\n")
        stream.write(f"SET client_encoding = 'UTF8';\nCREATE SCHEMA IF NOT EXISTS {SCHEMA};\n")
        for name, frame in layers.items():
            for statement in _statements(name, frame):
                stream.write(statement)
        stream.write("COMMIT;\n")
    return [path]


def _statements(name: str, frame: gpd.GeoDataFrame) -> Iterator[str]:
    import shapely

    table = f"{SCHEMA}.{_quoted(name)}"
    kinds = columns(frame)
    fields = [
        f"{_quoted(column)} {_TYPES[kind]}{' PRIMARY KEY' * (column == 'id')}"
        for column, kind in kinds.items()
    ]
    fields.append('"geom" geometry(Geometry, 4326)')
    yield f"DROP TABLE IF EXISTS {table};\nCREATE TABLE {table} (\n  {', '.join(fields)}\n);\n"
    yield f"COMMENT ON TABLE {table} IS {_literal(attribution(name))};\n"
    for row, shape in zip(rows(frame), geometries(frame), strict=True):
        values = [_literal(_value(row[column], kind)) for column, kind in kinds.items()]
        hexed = None if shape is None else shapely.to_wkb(shapely.set_srid(shape, 4326), hex=True,
                                                           include_srid=True)  # fmt: skip
        yield f"INSERT INTO {table} VALUES ({', '.join([*values, _literal(hexed)])});\n"  # noqa: S608 - quoted above
    yield f"CREATE INDEX ON {table} USING gist (geom);\n"


def _value(value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind in {"texts", "json"}:
        return as_json(value)
    return str(value) if kind == "text" else value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"
