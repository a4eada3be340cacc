"""What has no place is exported too, by every format that can hold it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pandas as pd
import pyogrio
import pytest

from geo.errors import UsageError
from geo.export import FORMATS, export
from geo.export.rows import columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

    Layers = Mapping[str, gpd.GeoDataFrame]
    Tables = Mapping[str, pd.DataFrame]

MAPS = ("geojson", "fgb", "kml")


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in MAPS])
def test_formats_of_tables_write_them_beside_the_layers(
    form: str, layers: Layers, tables: Tables, tmp_path: Path
) -> None:
    alone = export(layers, tmp_path / "a", form)
    both = export({**layers, **tables}, tmp_path / "b", form)
    again = export({**layers, **tables}, tmp_path / "c", form)
    text = b"".join(path.read_bytes() for path in both)
    assert text == b"".join(path.read_bytes() for path in again)
    assert b"unplaced" in text or {p.name for p in both} - {p.name for p in alone}


@pytest.mark.parametrize("form", MAPS)
def test_formats_of_places_alone_leave_tables_out_and_say_so_when_asked(
    form: str, layers: Layers, tables: Tables, tmp_path: Path
) -> None:
    files = export({**layers, **tables}, tmp_path, form)
    assert [p.name for p in files] == [p.name for p in export(layers, tmp_path, form)]
    with pytest.raises(UsageError, match=rf"unplaced: has no places, and {form} .* Use gpkg, csv"):
        export({**layers, **tables}, tmp_path, form, ["unplaced"])


def test_a_csv_of_what_has_no_place_has_no_position(tables: Tables, tmp_path: Path) -> None:
    (path,) = export(tables, tmp_path, "csv")
    with path.open(encoding="utf-8", newline="") as stream:
        event, aid = csv.DictReader(stream)
    assert not {"lat", "lon", "shape"} & set(event)
    assert (event["approximate"], aid["approximate"], aid["quantity"]) == ("", "true", "60")
    assert json.loads(event["evidence"])[0]["start"] == 3


def test_a_geopackage_lists_them_as_tables_of_attributes(
    layers: Layers, tables: Tables, tmp_path: Path
) -> None:
    (path,) = export({**layers, **tables}, tmp_path, "gpkg")
    kinds = dict(pyogrio.list_layers(path))
    assert kinds["unplaced"] is None
    assert kinds["checkpoints"] == "Point"
    found = pyogrio.read_dataframe(path, layer="unplaced")
    assert found["name"].tolist() == ["A meeting", "60 bò"]
    assert json.loads(found["place_names"][1]) == ["Tây Ninh"]


def test_parquet_of_a_table_keeps_its_types(tables: Tables, tmp_path: Path) -> None:
    (path,) = export(tables, tmp_path, "parquet")
    found = pd.read_parquet(path)
    assert list(found["place_names"][1]) == ["Tây Ninh"]
    assert found["quantity"].dtype == "float64"


def test_a_data_package_describes_them(layers: Layers, tables: Tables, tmp_path: Path) -> None:
    *_, package = export({**layers, **tables}, tmp_path, "datapackage")
    resources = {r["name"]: r for r in json.loads(package.read_text("utf-8"))["resources"]}
    assert resources["unplaced"]["path"] == "unplaced.csv"
    fields = {f["name"]: f["type"] for f in resources["unplaced"]["schema"]["fields"]}
    assert fields["approximate"] == "boolean"
    assert "lat" not in fields
    assert resources["checkpoints"]["path"] == "checkpoints.geojson"


def test_types_are_those_of_the_schema_whatever_the_rows_hold(layers: Layers) -> None:
    empty = layers["review"].assign(evidence=None, article=None)
    assert columns(empty, "review")["evidence"] == "json"
    assert columns(empty, "other")["evidence"] == "text"
    odd = layers["checkpoints"].assign(radius_km="wide")
    assert columns(odd, "checkpoints")["radius_km"] == "text"  # the schema is not forced on others
    whole = layers["checkpoints"].assign(radius_km=[1, 2])
    assert columns(whole, "checkpoints")["radius_km"] == "number"
