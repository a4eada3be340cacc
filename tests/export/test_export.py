"""Every format: opens elsewhere, holds what the layer held, gives the same bytes twice."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pyogrio
import pytest
import shapely
from geojson_validator import validate_geometries, validate_structure
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ExportError, UsageError
from geo.export import FORMATS, export
from geo.export.rows import settled
from geo.export.table import safe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd

    Layers = Mapping[str, gpd.GeoDataFrame]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_layers_give_the_same_bytes(form: str, layers: Layers, tmp_path: Path) -> None:
    one, two = export(layers, tmp_path / "a", form), export(layers, tmp_path / "b", form)
    assert [p.name for p in one] == [p.name for p in two]
    for first, second in zip(one, two, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name
    assert {p.name for p in (tmp_path / "a").iterdir()} == {p.name for p in one}  # no scratch left


@pytest.mark.parametrize("form", ["geojson", "gpkg", "fgb", "kml"])
def test_gdal_opens_every_file_and_finds_every_row(
    form: str, layers: Layers, tmp_path: Path
) -> None:
    files = export(layers, tmp_path, form)
    found = {}
    for path in files:
        for name, _ in pyogrio.list_layers(path):
            found[name] = len(pyogrio.read_dataframe(path, layer=name))
    wanted = {name: len(frame) for name, frame in layers.items()}
    if form == "kml":  # a folder without placemarks is no layer for GDAL
        del wanted["review"]
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="ogrinfo is not installed")
def test_ogrinfo_reads_the_geopackage(layers: Layers, tmp_path: Path) -> None:
    (path,) = export(layers, tmp_path, "gpkg")
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", path], capture_output=True, text=True, check=True
    )
    assert "Feature Count: 4" in done.stdout
    assert "WGS 84" in done.stdout


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_validator_finds_nothing_wrong_with_the_geojson(layers: Layers, tmp_path: Path) -> None:
    for path in export(layers, tmp_path, "geojson"):
        file = read(path)
        assert validate_structure(file) == {}
        file["features"] = [f for f in file["features"] if f["geometry"]]
        if file["features"]:
            found = validate_geometries(file)
            assert found["invalid"] == {}
            assert set(found["problematic"]) <= {"holes"}  # which are allowed, and meant


def test_geojson_is_as_rfc_7946_asks(layers: Layers, tmp_path: Path) -> None:
    points, mixed, empty = map(read, export(layers, tmp_path, "geojson"))
    for file in (points, mixed, empty):
        assert "crs" not in file
    assert points["bbox"] == [105.9812, 11.076699, 106.173012, 11.66787]
    assert points["features"][0]["geometry"]["coordinates"] == [106.173012, 11.076699]
    area = shapely.geometry.shape(mixed["features"][0]["geometry"])
    assert area.exterior.is_ccw
    assert not area.interiors[0].is_ccw
    assert mixed["features"][2]["geometry"] is None
    assert empty["features"] == []
    assert "bbox" not in empty


def test_geojson_keeps_lists_and_mappings_and_has_null_for_nothing(
    layers: Layers, tmp_path: Path
) -> None:
    first, second = read(export(layers, tmp_path, "geojson", ["checkpoints"])[0])["features"]
    assert first["id"] == "cp-moc-bai"
    assert first["properties"]["aliases"] == ["Moc Bai", "@x"]
    assert first["properties"]["evidence"][0]["quote"] == "</script><b>Ế & 'o'"
    assert first["properties"]["uncertain"] is True
    assert second["properties"]["radius_km"] is None
    assert second["properties"]["name"] == "=1+1"


def test_no_cell_of_a_csv_is_a_formula(layers: Layers, tmp_path: Path) -> None:
    for form in ("csv", "hxl"):
        for path in export(layers, tmp_path, form):
            with path.open(encoding="utf-8", newline="") as stream:
                cells = [cell for row in csv.reader(stream) for cell in row]
            assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]


def test_csv_has_a_point_for_every_row_with_a_geometry(layers: Layers, tmp_path: Path) -> None:
    points, mixed, empty = export(layers, tmp_path, "csv")
    with points.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert (rows[0]["lat"], rows[0]["lon"], rows[0]["shape"]) == (
        "11.076699",
        "106.173012",
        "Point",
    )
    assert rows[0]["aliases"] == "Moc Bai|@x"
    assert json.loads(rows[0]["evidence"])[0]["start"] == 3
    with mixed.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    area = layers["events"].geometry[0]
    assert area.contains(shapely.Point(float(rows[0]["lon"]), float(rows[0]["lat"])))
    assert rows[2]["lat"] == ""
    assert empty.read_text(encoding="utf-8") == "id,name,lat,lon,shape\n"


def test_the_second_row_of_an_hxl_table_has_its_hashtags(layers: Layers, tmp_path: Path) -> None:
    path = export(layers, tmp_path, "hxl", ["checkpoints"])[0]
    with path.open(encoding="utf-8", newline="") as stream:
        header, tags, *_ = csv.reader(stream)
    assert dict(zip(header, tags, strict=True))["lat"] == "#geo+lat"
    assert all(tag == "" or tag.startswith("#") for tag in tags)


@given(st.text())
def test_a_safe_text_never_begins_like_a_formula(text: str) -> None:
    assert safe(text)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} or not text
    assert safe(text).removeprefix("'") == text.removeprefix("'")


def test_geoparquet_opens_with_its_geometry_and_its_lists(layers: Layers, tmp_path: Path) -> None:
    import geopandas

    points, mixed, empty = export(layers, tmp_path, "parquet")
    found = geopandas.read_parquet(points)
    assert found.crs.equals("OGC:CRS84")
    assert found.geometry[0].equals_exact(layers["checkpoints"].geometry[0], 1e-6)
    assert list(found["aliases"][0]) == ["Moc Bai", "@x"]
    assert geopandas.read_parquet(mixed).geometry[2] is None
    assert len(geopandas.read_parquet(mixed, bbox=(107.2, 11.5, 107.9, 11.9))) == 1
    assert len(geopandas.read_parquet(empty)) == 0


def test_kml_keeps_markup_of_articles_as_text(layers: Layers, tmp_path: Path) -> None:
    (path,) = export(layers, tmp_path, "kml")
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    texts = [element.text or "" for element in root.iter() if element.tag.endswith("value")]
    assert any("</script><b>Ế & 'o'" in text for text in texts)
    assert not [e for e in root.iter() if e.tag.endswith(("script", "}b"))]


def test_the_data_package_has_the_hash_of_each_file(layers: Layers, tmp_path: Path) -> None:
    *files, package = export(layers, tmp_path, "datapackage")
    resources = {r["path"]: r for r in read(package)["resources"]}
    assert set(resources) == {p.name for p in files}
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert resources[path.name]["hash"] == f"sha256:{digest}"
        assert resources[path.name]["licenses"]
    fields = [f["name"] for f in resources["checkpoints.csv"]["schema"]["fields"]]
    header = (tmp_path / "checkpoints.csv").read_text(encoding="utf-8").splitlines()[0]
    assert fields == header.split(",")
    assert "created" not in read(package)


def test_the_sql_quotes_what_could_end_a_text(layers: Layers, tmp_path: Path) -> None:
    layers["checkpoints"].loc[0, "name"] = "x'); DROP TABLE a; --"
    (path,) = export(layers, tmp_path, "postgis")
    text = path.read_text(encoding="utf-8")
    assert "'x''); DROP TABLE a; --'" in text
    assert text.count("CREATE TABLE") == 3
    assert text.rstrip().endswith("COMMIT;")


def test_a_request_that_makes_no_sense_names_what_there_is(layers: Layers, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no format 'shp'; there are: geojson, gpkg"):
        export(layers, tmp_path, "shp")
    with pytest.raises(UsageError, match=r"no layer 'gates'; there are: checkpoints"):
        export(layers, tmp_path, "csv", ["gates"])
    with pytest.raises(ExportError, match="expected EPSG:4326"):
        export({"x": layers["events"].to_crs(32648)}, tmp_path, "geojson")


def test_a_folder_that_cannot_be_made_is_an_export_error(layers: Layers, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for form in FORMATS:
        with pytest.raises(ExportError, match="cannot be written"):
            export(layers, tmp_path / "file" / "sub", form)


@pytest.mark.parametrize("form", ["gpkg", "fgb"])
def test_a_folder_behind_which_gdal_would_look_elsewhere_is_refused(
    form: str, layers: Layers, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"'!' in its name\. Give another folder"):
        export(layers, tmp_path / "a!b", form)
    assert list((tmp_path / "a!b").iterdir()) == []


def test_an_old_file_stays_if_the_new_one_cannot_be_written(layers: Layers, tmp_path: Path) -> None:
    (old,) = export(layers, tmp_path, "geojson", ["checkpoints"])
    before = old.read_bytes()
    bad = layers["checkpoints"].assign(extra=[object(), object()])
    with pytest.raises(ExportError, match="type object"):
        export({"checkpoints": bad}, tmp_path, "geojson")
    assert old.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [old.name]


@given(
    st.lists(st.tuples(st.floats(102, 110), st.floats(8, 18)), min_size=3, max_size=8, unique=True)
)
def test_a_settled_area_is_valid_and_stands_on_six_decimals(points: list[Any]) -> None:
    area = shapely.MultiPoint(points).convex_hull.buffer(0.01)
    found = settled(area)
    assert found.is_valid
    assert found.exterior.is_ccw
    assert found.symmetric_difference(area).area < 1e-4
    coordinates = shapely.get_coordinates(found)
    assert abs(coordinates - coordinates.round(6)).max() < 1e-9
