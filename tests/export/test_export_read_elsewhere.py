"""The whole atlas in every format, read back by the libraries that QGIS and data people use."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest

from geo.export import export
from geo.export.rows import geometries, rows

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    import geo


def read_by_gdal(files: list[Path]) -> dict[str, pd.DataFrame]:
    return {
        name: pyogrio.read_dataframe(path, layer=name, fid_as_index=False)
        for path in files
        for name, _ in pyogrio.list_layers(path)
    }


@pytest.mark.parametrize("form", ["geojson", "gpkg", "fgb"])
def test_gdal_reads_every_row_and_geometry(form: str, atlas: geo.Atlas, tmp_path: Path) -> None:
    found = read_by_gdal(export(atlas.layers, tmp_path, form))
    for name, frame in atlas.layers.items():
        there = found[name].set_index("id").reindex(frame["id"])
        assert len(found[name]) == len(frame), name
        assert there["name"].tolist() == frame["name"].tolist(), name
        for one, other in zip(there.geometry, geometries(frame), strict=True):
            same = one is None if other is None else one.equals(other)
            assert same, name
        assert there.crs.to_epsg() == 4326


def test_gdal_reads_lists_and_evidence(atlas: geo.Atlas, tmp_path: Path) -> None:
    found = read_by_gdal(export(atlas.layers, tmp_path, "gpkg"))
    there = found["events"].set_index("id")
    for row in rows(atlas.layers["events"]):
        assert json.loads(there["evidence"][row["id"]]) == row["evidence"]
        assert json.loads(there["actors"][row["id"]]) == row["actors"]


def test_gdal_reads_every_folder_of_the_kml(atlas: geo.Atlas, tmp_path: Path) -> None:
    (path,) = export(atlas.layers, tmp_path, "kml")
    for name, frame in atlas.layers.items():
        there = pyogrio.read_dataframe(path, layer=name)
        assert there["Name"].tolist() == frame["name"].tolist()
        assert int(there.geometry.isna().sum()) == int(frame.geometry.isna().sum())


@pytest.mark.parametrize("form", ["csv", "hxl"])
def test_gdal_makes_points_of_a_table(form: str, atlas: geo.Atlas, tmp_path: Path) -> None:
    (path,) = export(atlas.layers, tmp_path, form, ["checkpoints"])
    there = pyogrio.read_dataframe(path, X_POSSIBLE_NAMES="lon", Y_POSSIBLE_NAMES="lat")
    there = there[~there["id"].str.startswith("#")]
    assert there["id"].tolist() == atlas.layers["checkpoints"]["id"].tolist()
    areas = atlas.layers["checkpoints"].geometry.tolist()
    assert all(a.distance(p) < 1e-5 for a, p in zip(areas, there.geometry, strict=True))


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="SKIPPED LOUDLY: ogrinfo is not installed")
@pytest.mark.parametrize("form", ["geojson", "gpkg", "fgb", "kml", "csv"])
def test_the_gdal_of_the_system_has_nothing_to_complain_of(
    form: str, atlas: geo.Atlas, tmp_path: Path
) -> None:
    for path in export(atlas.layers | atlas.tables, tmp_path, form):
        done = subprocess.run(
            ["ogrinfo", "-ro", "-al", "-q", path], capture_output=True, text=True, check=True
        )
        assert done.stderr == "", path.name


def test_geoparquet_is_read_with_its_types(atlas: geo.Atlas, tmp_path: Path) -> None:
    import geopandas
    import pandas as pd

    files = export(atlas.layers | atlas.tables, tmp_path, "parquet")
    for path in files:
        frame: Any = (atlas.layers | atlas.tables)[path.stem]
        if path.stem in atlas.tables:
            assert len(pd.read_parquet(path)) == len(frame)
            continue
        there = geopandas.read_parquet(path)
        for one, other in zip(there.geometry, geometries(frame), strict=True):
            assert one == other
        for field in ("events", "aid", "projects"):
            if field in frame:
                assert [list(v) for v in there[field]] == frame[field].tolist()


def test_the_data_package_holds_what_it_says_of_every_file_and_cell(
    atlas: geo.Atlas, tmp_path: Path
) -> None:
    """Checked by Frictionless: profile, sizes, hashes, and each cell against its schema."""
    *_, package = export(atlas.layers | atlas.tables, tmp_path, "datapackage")
    command = [sys.executable, "-m", "frictionless", "validate", package.name, "--json"]

    def faults() -> list[Any]:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        report = json.loads(done.stdout)
        tasks = [(t["name"], e["message"]) for t in report["tasks"] for e in t["errors"]]
        return report["errors"] + tasks

    assert faults() == []
    table = tmp_path / "aid.csv"
    table.write_text(table.read_text("utf-8").replace(",delivered,", ",delivered,x,", 1), "utf-8")
    assert faults() != []  # the check does look
