"""PostGIS: an SQL script that makes and fills one table a layer, for ``psql -f``.

A script instead of a connection: nobody's password passes through this program, what is done can
be read beforehand, and the same layers give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.rows import Kind, columns, geometries, has_places, rows, stored
from geo.export.terms import attribution
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd
    from shapely.geometry.base import BaseGeometry as Geometry

__all__ = ["NAME", "SCHEMA", "write"]

NAME = "borderatlas.sql"
SCHEMA = "borderatlas"
_TYPES: dict[Kind, str] = {
    "text": "text", "number": "double precision", "whole": "bigint", "flag": "boolean",
    "texts": "jsonb", "json": "jsonb",
}  # fmt: skip

# The extension is named for a new database; where it is there already, nobody needs the right to
# make it. What is set holds for this transaction only.
_HEAD = f"""\\set ON_ERROR_STOP on
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
"""


def write(layers: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Write ``borderatlas.sql``; return it.

    The script runs as one transaction and replaces the tables of the schema ``borderatlas`` that
    it makes, in a database that has PostGIS or whose user may add it. Lists and mappings are
    jsonb, geometries are in EPSG:4326 with a spatial index; what has no place has no geometry.
    """
    path = folder / NAME
    with atomic_write(path) as stream:
        stream.write(_HEAD)
        for name, frame in layers.items():
            for statement in _statements(name, frame):
                stream.write(statement)
        stream.write("COMMIT;\n")
    return [path]


def _statements(name: str, frame: pd.DataFrame) -> Iterator[str]:
    table = f"{SCHEMA}.{_quoted(name)}"
    kinds = columns(frame, name)
    fields = [
        f"{_quoted(column)} {_TYPES[kind]}{' PRIMARY KEY' * (column == 'id')}"
        for column, kind in kinds.items()
    ]
    places: list[list[str]] = [[] for _ in range(len(frame))]
    if has_places(frame):
        fields.append('"geom" geometry(Geometry, 4326)')
        places = [[_literal(_hexed(shape))] for shape in geometries(frame)]
    yield f"DROP TABLE IF EXISTS {table};\nCREATE TABLE {table} (\n  {', '.join(fields)}\n);\n"
    yield f"COMMENT ON TABLE {table} IS {_literal(attribution(name))};\n"
    for row, place in zip(rows(frame), places, strict=True):
        values = [_literal(stored(row[column], kind)) for column, kind in kinds.items()]
        yield f"INSERT INTO {table} VALUES ({', '.join(values + place)});\n"  # noqa: S608 - quoted above
    if has_places(frame):
        yield f"CREATE INDEX ON {table} USING gist (geom);\n"


def _hexed(shape: Geometry | None) -> str | None:
    import shapely

    if shape is None:
        return None
    return str(shapely.to_wkb(shapely.set_srid(shape, 4326), hex=True, include_srid=True))


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
