"""The SQL of the PostGIS export, loaded into a real server and asked for what the layers hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import postgis_server
import pytest
import shapely

from geo.export import export
from geo.export.rows import geometries, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import geopandas as gpd

    import geo

    Layers = Mapping[str, gpd.GeoDataFrame]

HOSTILE = [
    "'); DROP TABLE borderatlas.checkpoints; --",
    "\\'; DROP SCHEMA borderatlas CASCADE; --",
    "\\! id\n\\set x 1\n\\q",
    ":name :'name' :\"name\" $$ $1 %s %(x)s",
    'ខេត្តស្វាយរៀង – "Đồng Nai" \u200b\u202e ‘’',
    "\\",
    "'",
    "E'\\x41'",
    "COMMIT; ROLLBACK;\tCOPY x FROM stdin;\n\\.\n",
]


@pytest.fixture(scope="module")
def server() -> Iterator[postgis_server.Server]:
    folder = postgis_server.programs()
    if folder is None:
        pytest.skip("SKIPPED LOUDLY: no PostgreSQL with PostGIS here; the SQL was not loaded")
    with postgis_server.running(folder) as running:
        yield running


@pytest.fixture(scope="module")
def loaded(
    server: postgis_server.Server, atlas: geo.Atlas, tmp_path_factory: pytest.TempPathFactory
) -> Layers:
    """Load the whole atlas, twice: the second time replaces the first."""
    (script,) = export(atlas.layers | atlas.tables, tmp_path_factory.mktemp("sql"), "postgis")
    server.psql("--file", script)
    server.psql("--file", script)
    return atlas.layers


def test_every_layer_is_a_table_with_all_its_rows(
    server: postgis_server.Server, loaded: Layers
) -> None:
    for name, frame in loaded.items():
        assert server.ask(f'SELECT count(*) FROM borderatlas."{name}"') == str(len(frame)), name


def test_every_geometry_is_valid_in_epsg_4326_and_indexed(
    server: postgis_server.Server, loaded: Layers
) -> None:
    for name, frame in loaded.items():
        table = f'borderatlas."{name}"'
        wrong = "NOT ST_IsValid(geom) OR ST_SRID(geom) <> 4326 OR ST_IsEmpty(geom)"
        assert server.ask(f"SELECT id FROM {table} WHERE {wrong}") == "", name
        missing = int(frame.geometry.isna().sum())
        assert server.ask(f"SELECT count(*) FROM {table} WHERE geom IS NULL") == str(missing)
        index = "schemaname = 'borderatlas' AND indexdef LIKE '%USING gist (geom)'"
        asked = f"SELECT count(*) FROM pg_indexes WHERE tablename = '{name}' AND {index}"
        assert server.ask(asked) == "1", name
        asked = f"WHERE f_table_schema = 'borderatlas' AND f_table_name = '{name}'"
        assert server.ask(f"SELECT srid FROM geometry_columns {asked}") == "4326", name


def test_geometries_are_those_of_the_layers(server: postgis_server.Server, loaded: Layers) -> None:
    for name, frame in loaded.items():
        asked = f'SELECT id, ST_AsHEXEWKB(geom) FROM borderatlas."{name}"'
        found = dict(line.split("|") for line in server.ask(asked).splitlines())
        for key, shape in zip(frame["id"], geometries(frame), strict=True):
            there = shapely.from_wkb(found[key]) if found[key] else None
            assert there == shape, key


def test_what_has_no_place_is_a_table_without_geometry(
    server: postgis_server.Server, loaded: Layers, atlas: geo.Atlas
) -> None:
    for name, frame in atlas.tables.items():
        found = server.ask(f"SELECT to_jsonb(t) FROM borderatlas.{name} t").splitlines()
        assert {r["id"]: r for r in map(json.loads, found)} == {r["id"]: r for r in rows(frame)}


def test_values_are_those_of_the_layers(server: postgis_server.Server, loaded: Layers) -> None:
    """Khmer and Vietnamese, numbers, flags, lists and the mappings of the evidence."""
    for name, frame in loaded.items():
        asked = f"SELECT to_jsonb(t) - 'geom' FROM borderatlas.\"{name}\" t"
        found = {row["id"]: row for row in map(json.loads, server.ask(asked).splitlines())}
        for row in rows(frame):
            assert found[row["id"]] == row


def test_lists_are_asked_as_jsonb(server: postgis_server.Server, loaded: Layers) -> None:
    gate = next(row for row in rows(loaded["checkpoints"]) if row["aliases"])
    alias = gate["aliases"][0].replace("'", "''")
    asked = f"SELECT id FROM borderatlas.checkpoints WHERE aliases ? '{alias}'"
    assert gate["id"] in server.ask(asked).splitlines()
    quoted = "SELECT count(*) FROM borderatlas.events, jsonb_array_elements(evidence) e"
    total = sum(len(pieces) for pieces in loaded["events"]["evidence"])
    assert server.ask(f"{quoted} WHERE e ->> 'quote' <> ''") == str(total)


def test_hostile_text_comes_back_as_it_was(
    server: postgis_server.Server, loaded: Layers, layers: Layers, tmp_path: Path
) -> None:
    sample: Any = layers["checkpoints"].iloc[[0] * len(HOSTILE)].reset_index(drop=True)
    sample["id"] = [f"cp-{number}" for number in range(len(HOSTILE))]
    sample["name"] = HOSTILE
    sample["aliases"] = [[text] for text in HOSTILE]
    sample["evidence"] = [[{"quote": text}] for text in HOSTILE]
    (script,) = export({"hostile": sample}, tmp_path, "postgis")
    server.psql("--file", script)
    asked = "SELECT jsonb_build_array(name, aliases ->> 0, evidence -> 0 ->> 'quote')"
    found = server.ask(f"{asked} FROM borderatlas.hostile ORDER BY id").splitlines()
    assert [json.loads(line) for line in found] == [[text] * 3 for text in HOSTILE]
    count = server.ask("SELECT count(*) FROM borderatlas.checkpoints")
    assert count == str(len(loaded["checkpoints"]))  # no table was dropped


def test_what_is_hard_to_write_is_read(
    server: postgis_server.Server, layers: Layers, tmp_path: Path
) -> None:
    """Missing values, mixed geometries, a row without one, an empty layer, figures of any size."""
    layers["checkpoints"]["distance"] = [1e300, -0.0]
    layers["checkpoints"]["n_events"] = [10**30, -(10**18)]
    named = {f"hard_{name}": frame for name, frame in layers.items()}
    (script,) = export(named, tmp_path, "postgis")
    server.psql("--file", script)
    counts = [server.ask(f"SELECT count(*) FROM borderatlas.{name}") for name in named]
    assert counts == ["2", "4", "0"]
    kinds = server.ask("SELECT GeometryType(geom) FROM borderatlas.hard_events ORDER BY id")
    assert kinds.splitlines() == ["POLYGON", "LINESTRING", "", "MULTIPOLYGON"]
    asked = "SELECT n_events::float8, distance FROM borderatlas.hard_checkpoints ORDER BY id"
    assert server.ask(asked).splitlines() == ["1e+30|1e+300", "-1e+18|0"]


def test_a_script_that_fails_leaves_what_was_there(
    server: postgis_server.Server, loaded: Layers, tmp_path: Path
) -> None:
    (script,) = export({"checkpoints": loaded["checkpoints"].head(3)}, tmp_path, "postgis")
    broken = script.read_text(encoding="utf-8").replace("COMMIT;", "SELECT 1/0;\nCOMMIT;")
    script.write_text(broken, encoding="utf-8")
    with pytest.raises(AssertionError, match="division by zero"):
        server.psql("--file", script)
    count = server.ask("SELECT count(*) FROM borderatlas.checkpoints")
    assert count == str(len(loaded["checkpoints"]))
