"""Checkpoints out of files: GeoJSON, CSV, KML, GeoPackage; all or nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from geo.errors import DataError, RegisterError
from geo.register import By, Register
from geo.register.intake import read_drafts

if TYPE_CHECKING:
    from pathlib import Path

BY = By("Anna", "2026-03-01", "https://example.org/list")


def feature(name: str, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [105.899, 11.3]}
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"name": name, "class": "secondary", **properties},
    }


def write(path: Path, *features: dict[str, Any]) -> Path:
    content = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_geojson_gives_names_point_and_radius(tmp_path: Path) -> None:
    path = write(tmp_path / "a.geojson", feature("Gò Dưa – Phum Ta", radius_km=0.4, colour="red"))
    drafts, left_out = read_drafts(path)
    assert drafts == [
        {"class": "secondary", "radius_m": "400", "lat": "11.3", "lon": "105.899",
         "name_vi": "Gò Dưa", "name_kh": "Phum Ta"}
    ]  # fmt: skip
    assert left_out == ["colour"]


def test_kml_and_geopackage_give_the_same(tmp_path: Path) -> None:
    import geopandas as gpd
    from shapely import Point

    frame = gpd.GeoDataFrame(
        {"Name": ["Gò Dưa – Phum Ta"], "Description": ["by the river"]},
        geometry=[Point(105.899, 11.3)],
        crs=4326,
    )
    frame.to_file(tmp_path / "a.kml", driver="KML")
    frame.to_crs(32648).to_file(tmp_path / "a.gpkg", driver="GPKG")
    for name in ("a.kml", "a.gpkg"):
        (draft,), _ = read_drafts(tmp_path / name)
        assert (draft["name_vi"], draft["name_kh"]) == ("Gò Dưa", "Phum Ta"), name
        assert float(draft["lat"]) == pytest.approx(11.3, abs=1e-6)
        assert float(draft["lon"]) == pytest.approx(105.899, abs=1e-6)


def test_csv_may_have_semicolons_and_other_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("VI;KH;Latitude;Longitude;Source\nA;B;11,3;105,9;X\n", encoding="utf-8")
    (draft,), _ = read_drafts(path)
    assert draft == {
        "name_vi": "A", "name_kh": "B", "lat": "11,3", "lon": "105,9", "sources": "X",
    }  # fmt: skip


def test_columns_may_be_named_as_people_of_the_country_do(tmp_path: Path) -> None:
    properties = {"fid": 1, "Tên": "Gò Dưa", "Khmer_name": "Phum Ta", "Loại": "phụ", "Nguồn": "X"}
    sent = {**feature(""), "properties": properties}
    (draft,), left = read_drafts(write(tmp_path / "qgis.geojson", sent))
    assert (draft["name_vi"], draft["name_kh"]) == ("Gò Dưa", "Phum Ta")
    assert (draft["class"], draft["sources"]) == ("phụ", "X")
    assert left == ["fid"]


def test_the_number_that_a_program_gives_a_feature_is_no_id(tmp_path: Path) -> None:
    sent = [{**feature("A – B"), "id": 0}, {**feature("C – D", id="io2.1")}]
    sent += [{**feature("E – F"), "id": "cp-e"}]
    drafts, left = read_drafts(write(tmp_path / "a.geojson", *sent))
    assert [draft.get("id") for draft in drafts] == [None, None, "cp-e"]
    assert left == ["id"]


def test_positions_of_another_system_become_degrees(tmp_path: Path) -> None:
    sent = feature("A – B")
    sent["geometry"]["coordinates"] = [597087, 1255800]
    path = tmp_path / "utm.geojson"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32648"}}
    path.write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": [sent]}), encoding="utf-8"
    )
    (draft,), _ = read_drafts(path)
    assert float(draft["lat"]) == pytest.approx(11.35879, abs=1e-5)
    path.write_text(path.read_text(encoding="utf-8").replace("EPSG::32648", "X"), encoding="utf-8")
    with pytest.raises(DataError, match="reference system"):
        read_drafts(path)


def test_csv_may_hold_well_known_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('WKT,name\n"POINT (105.9 11.3)",A – B\n', encoding="utf-8")
    (draft,), left = read_drafts(path)
    assert (draft["lat"], draft["lon"], left) == ("11.3", "105.9", [])
    path.write_text("WKT,name\nPOINT (here),A – B\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2, column WKT"):
        read_drafts(path)


def test_a_layer_of_the_atlas_comes_back_as_it_was(data: Path, tmp_path: Path) -> None:
    """Who moves one point in QGIS sends the whole layer back: only that pair changes."""
    shutil.copy(data / "checkpoints.csv", tmp_path)
    shutil.copytree(data / "vocabulary", tmp_path / "vocabulary")
    register = Register(tmp_path, ground=False)
    before = (tmp_path / "checkpoints.csv").read_text(encoding="utf-8")
    sent = []
    for pair in register.checkpoints():
        point = {"type": "Point", "coordinates": [pair.lon or 107.6, pair.lat or 12.5]}
        properties = {
            "id": pair.id, "name": f"{pair.name_vi} – {pair.name_kh}", "name_vi": pair.name_vi,
            "precision": "admin3" if pair.lat is None else "exact", "class": pair.class_,
            "radius_km": pair.radius_km or 12.0, "class_from": pair.class_from or None,
            "history": [list(entry) for entry in pair.history], "sources": list(pair.sources),
        }  # fmt: skip
        sent.append({"type": "Feature", "geometry": point, "properties": properties})
    drafts, _ = read_drafts(write(tmp_path / "layer.geojson", *sent))
    assert not [o for o in register.bring(drafts, BY) if o.changed]
    assert (tmp_path / "checkpoints.csv").read_text(encoding="utf-8") == before
    sent[4]["geometry"]["coordinates"][0] += 0.001
    drafts, _ = read_drafts(write(tmp_path / "layer.geojson", *sent))
    changed = [o for o in register.bring(drafts, BY) if o.changed]
    assert [(o.id, set(o.changed)) for o in changed] == [("cp-moc-bai", {"lon", "sources"})]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "x", "which is not read"),
        ("a.geojson", "{", "is no JSON"),
        ("a.geojson", '{"type": "Topology"}', "is no GeoJSON"),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', "holds 0 entries"),
        ("a.geojson", '{"type": "Feature", "geometry": {"type": "Point"}}', "feature 1 has a geom"),
        ("a.csv", "a,b\n1\n", "line 2: has not the number of cells"),
        ("a.csv", "# c\n# d\na,b\n1,2\n1\n", "line 5: has not the number of cells"),
        ("a.csv", 'a,b\n"1\n",2\n\n# d\n1\n', "line 6: has not the number of cells"),
        ("a.csv", "# c\nWKT\nPOINT (nan 2)\n", "line 3, column WKT"),
        ("a.csv", "a,b\n1," + "x" * 200_000, "line 2: is no CSV: field larger"),
        ("a.kml", "<kml>", "cannot be read"),
        ("a.gpkg", "no database", "cannot be read"),
    ],
)
def test_a_bad_file_is_refused_by_name(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message) as refused:
        read_drafts(tmp_path / name)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        '"properties": [1]',
        '"properties": "x"',
        '"geometry": {"type": "Foo", "coordinates": []}',
        '"geometry": {"type": "LineString", "coordinates": [[1, 2]]}',
        '"geometry": {"type": "Polygon", "coordinates": []}',
        '"geometry": {"type": "Point", "coordinates": [NaN, NaN]}',
        '"geometry": {"type": "Point", "coordinates": [1e999, 11]}',
        '"geometry": {"type": "Point", "coordinates": [' + "9" * 1000 + ", 11]}",
        '"geometry": {"type": "Point", "coordinates": [' + "9" * 5000 + ", 11]}",
    ],
)
def test_a_feature_that_is_none_is_named_by_its_number(tmp_path: Path, wrong: str) -> None:
    path = write(tmp_path / "a.geojson", feature("A – B"))
    text = path.read_text(encoding="utf-8").removesuffix("]}")
    path.write_text(f'{text}, {{"type": "Feature", {wrong}}}]}}', encoding="utf-8")
    with pytest.raises(DataError, match=r"feature 2 has .* none"):
        read_drafts(path)


def test_a_position_that_is_no_number_is_refused_in_a_geopackage(tmp_path: Path) -> None:
    import geopandas as gpd
    from shapely import Point

    frame = gpd.GeoDataFrame(geometry=[Point(1, 2), Point(1, float("inf"))], crs=4326)
    frame.to_file(tmp_path / "a.gpkg", driver="GPKG")
    with pytest.raises(DataError, match="feature 2 of a has a geometry that is none"):
        read_drafts(tmp_path / "a.gpkg")


def test_what_no_column_can_hold_is_left_to_the_checks(tmp_path: Path) -> None:
    sent = feature("A – B", history=[1, ["2024", "status", "open", "X"]])
    path = write(tmp_path / "a.geojson", sent)
    text = path.read_text(encoding="utf-8").replace('"secondary"', "9" * 5000)
    path.write_text(text, encoding="utf-8")
    (draft,), _ = read_drafts(path)
    assert draft["history"] == "1 ; 2024 | status | open | X"
    assert draft["class"] == "9" * 5000


def test_all_of_a_file_is_written_or_nothing(data: Path, tmp_path: Path) -> None:
    shutil.copy(data / "checkpoints.csv", tmp_path)
    shutil.copytree(data / "vocabulary", tmp_path / "vocabulary")
    register = Register(tmp_path, ground=False)
    good = {"name_vi": "Gò Dưa", "name_kh": "Phum Ta", "class": "main", "province_vn": "Tây Ninh",
            "province_kh": "Svay Rieng", "sources": "https://example.org/x"}  # fmt: skip
    bad = good | {"name_vi": "Rạch Sỏi", "name_kh": "Prek Kres", "class": "x"}
    with pytest.raises(RegisterError, match=r"\(entry 2\)"):
        register.bring([good, bad], BY)
    assert len(register.checkpoints()) == 39
    moved = {"id": "cp-moc-bai", "radius_m": "150", "lat": ""}
    outcomes = register.bring([good, bad | {"class": "main"}, moved], BY)
    assert [o.id for o in outcomes] == ["cp-go-dua", "cp-rach-soi", "cp-moc-bai"]
    assert {o.number for o in outcomes} == {1}
    pair = next(c for c in register.checkpoints() if c.id == "cp-moc-bai")
    assert (pair.radius_km, pair.lat) == (0.15, 11.07659)


def test_a_changed_entry_needs_a_source_that_is_new(data: Path, tmp_path: Path) -> None:
    shutil.copy(data / "checkpoints.csv", tmp_path)
    shutil.copytree(data / "vocabulary", tmp_path / "vocabulary")
    register = Register(tmp_path, ground=False)
    row = register.sheet().row("cp-go-noi")
    sent = {"id": "cp-go-noi", "status": "open", "sources": row["sources"]}
    with pytest.raises(RegisterError, match="source"):
        register.bring([sent], By("Anna", "2026-03-01"))
    newer = sent | {"sources": row["sources"] + " ; https://example.org/opened"}
    (outcome,) = register.bring([newer], By("Anna", "2026-03-01"))
    assert outcome.after["history"].endswith(" | status | open | https://example.org/opened")


def test_the_same_pair_twice_in_a_file_is_seen(data: Path, tmp_path: Path) -> None:
    shutil.copy(data / "checkpoints.csv", tmp_path)
    shutil.copytree(data / "vocabulary", tmp_path / "vocabulary")
    good = {"name_vi": "Gò Dưa", "name_kh": "Phum Ta", "class": "main", "province_vn": "Tây Ninh",
            "province_kh": "Svay Rieng", "sources": "https://example.org/x"}  # fmt: skip
    with pytest.raises(RegisterError, match="is in the register already"):
        Register(tmp_path, ground=False).bring([good, dict(good)], BY)
