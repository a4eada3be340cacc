"""Larger gazetteers: read, matched, kept, listed and removed."""

from __future__ import annotations

import gzip
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geo.cli.gazetteer import gazetteer as commands
from geo.errors import DataError, UsageError
from geo.gazetteer import Gazetteer
from geo.gazetteer.imports import import_places, imports_folder, list_imports, remove_import

if TYPE_CHECKING:
    from pathlib import Path

# id, name, ascii, alternates, lat, lon, class, code, country, cc2, admin1..4, population, …
TAIL = "\t\t\t\t0\t\t5\tAsia/Bangkok\t2018-01-01\n"
DUMP = (
    f"900001\tPhum Krang Svay Thmei\tPhum Krang Svay\t\t11.05\t105.80\tP\tPPL\tKH\t\t18{TAIL}"
    f"900002\tẤp Thử Nghiệm\tAp Thu Nghiem\tThu Nghiem\t11.12\t106.10\tP\tPPL\tVN\t\t33{TAIL}"
    f"900003\tSomewhere\tSomewhere\t\t48.1\t11.5\tP\tPPL\tDE\t\t02{TAIL}"
)
TABLE = "name,altnames,lat,lon,country\nThử Nghiệm,Thu Nghiem|Ap Thu,11.12,106.1,VN\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BORDERATLAS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def gazetteer(data: Path) -> Gazetteer:
    return Gazetteer.load(data, imports=False)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "KH.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


def test_a_dump_gives_new_places_in_the_unit_that_contains_them(
    dump: Path, gazetteer: Gazetteer, data: Path
) -> None:
    about = import_places(dump, gazetteer, source="GeoNames", licence="CC BY 4.0")
    assert (about.name, about.source, about.licence) == ("kh", "GeoNames", "CC BY 4.0")
    loaded = Gazetteer.load(data)
    place = loaded.get("gn-900002")
    assert place.parent == "vn-c-25702"
    assert (place.type, place.precision, place.source) == ("village", "near", "GeoNames")
    assert [p.id for p in loaded.named("Thu Nghiem")] == ["gn-900002"]
    assert "gn-900003" not in loaded
    assert "gn-900002" not in Gazetteer.load(data, imports=False)


def test_a_unit_without_a_point_takes_that_of_its_namesake_in_its_commune(
    tmp_path: Path, gazetteer: Gazetteer, data: Path
) -> None:
    unit = next(
        p
        for p in gazetteer
        if p.id.startswith("kh-v-20") and p.lat is None and gazetteer.get(str(p.parent)).lat
    )
    commune = gazetteer.get(str(unit.parent))
    row = f"Phum {unit.name},,{commune.lat},{commune.lon},KH,18\n"
    path = tmp_path / "villages.csv"
    path.write_text("name,altnames,lat,lon,country,admin1\n" + row, encoding="utf-8")
    about = import_places(path, gazetteer, source="our survey", licence="CC0")
    assert (about.points, about.places) == (1, 0)
    placed = Gazetteer.load(data).get(unit.id)
    assert (placed.lat, placed.lon) == (commune.lat, commune.lon)
    assert placed.precision == "near"
    assert "our survey" in placed.source


@pytest.mark.parametrize("packed", ["plain", "gzip", "zip"])
@pytest.mark.parametrize("text", [DUMP, TABLE], ids=["dump", "table"])
def test_plain_gzip_and_zip_are_read_alike(
    packed: str, text: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / {"plain": "some.txt", "gzip": "some.csv.gz", "zip": "some.zip"}[packed]
    if packed == "plain":
        path.write_text(text, encoding="utf-8")
    elif packed == "gzip":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "This is no gazetteer. " * 200)
            archive.writestr("VN.txt", text)
    assert import_places(path, gazetteer, name="some", countries=("VN",)).places == 1


def test_alternate_names_are_added(dump: Path, tmp_path: Path, gazetteer: Gazetteer) -> None:
    table = tmp_path / "alternateNamesV2.txt"
    table.write_text(
        "1\t900002\tvi\tXóm Mới Lạ\t\t\t\t\n2\t900002\tlink\thttp://x\t\t\t\t\n", "utf-8"
    )
    import_places(dump, gazetteer, alternate_names=table)
    place = Gazetteer.load().get("gn-900002")
    assert "Xóm Mới Lạ" in place.names
    assert "http://x" not in place.names


def test_imports_are_listed_replaced_and_removed(dump: Path, gazetteer: Gazetteer) -> None:
    assert list_imports() == []
    import_places(dump, gazetteer, name="mine", licence="CC BY 4.0")
    import_places(dump, gazetteer, name="mine", licence="CC0")
    assert [(i.name, i.licence) for i in list_imports()] == [("mine", "CC0")]
    with pytest.raises(UsageError, match="imported: mine"):
        remove_import("other")
    remove_import("mine")
    assert list_imports() == []


def test_an_import_can_lie_in_a_data_folder(
    dump: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    folder = tmp_path / "data"
    import_places(dump, gazetteer, name="here", data=folder)
    assert imports_folder(folder) == folder / "imports"
    assert [i.name for i in list_imports(folder)] == ["here"]
    assert list_imports() == []
    result = CliRunner().invoke(commands, ["remove", "here", "--data", str(folder), "--json"])
    assert json.loads(result.stdout) == {"removed": "here"}
    assert list_imports(folder) == []


def test_importing_twice_gives_the_same_bytes(dump: Path, gazetteer: Gazetteer, home: Path) -> None:
    import_places(dump, gazetteer, name="a")
    import_places(dump, gazetteer, name="b")
    for name in ("places.csv", "points.csv", "aliases.csv"):
        first = (home / "gazetteers" / "a" / name).read_bytes()
        assert first == (home / "gazetteers" / "b" / name).read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("name,where\nX,1\n", "line 1: has no column for lat, lon"),
        ("name,lat,lon\nX,north,105\n", "line 2, column lat: 'north' is no figure"),
        ("name,lat,lon\nX,11,500\n", "line 2, column lon: '500' is no figure"),
        ("name,lat,lon\n,11,105\n", "line 2, column name: is empty"),
        (DUMP + "1\t2\t3\n", "line 4: has 3 columns"),
        ("id,name,lat,lon\na b,X,11,105\n", "line 2, column id: 'gn-a b' is no id"),
        ("id,name,lat,lon\na,X,11,105\na,Y,11,105\n", "line 3, column id: 'a' stands already in"),
        ("name,lat,lon,type\nX,11,105,hamlet\n", "line 2, column type: 'hamlet' is not allowed"),
        ('name,lat,lon\n"X\nY",11,105\nZ,north,105\n', "line 4, column lat: 'north' is no"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    text: str, said: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        import_places(path, gazetteer)
    assert said in str(raised.value)
    assert list_imports() == []


def test_a_place_that_several_rows_tell_of_is_one_with_all_its_names(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "twice.csv"
    row = "7,Xóm Lạ,11.25,106.1,VN,"
    path.write_text(f"id,name,lat,lon,country,names\n{row}Xom La Lon\n{row}Xom La Be\n", "utf-8")
    assert import_places(path, gazetteer).places == 1
    loaded = Gazetteer.load()
    assert {p.id for name in ("Xom La Lon", "Xom La Be") for p in loaded.named(name)} == {"gn-7"}


def test_a_quotation_mark_that_is_left_open_is_told_with_its_line(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text('name,lat,lon\nX,11,105\n"' + "x" * 10_000_001, encoding="utf-8")
    with pytest.raises(DataError, match=r"bad.csv, line 3: is no table here: field larger"):
        import_places(path, gazetteer)


def test_a_file_without_a_place_of_the_countries_is_refused(
    dump: Path, gazetteer: Gazetteer
) -> None:
    with pytest.raises(UsageError, match="no place of MM"):
        import_places(dump, gazetteer, countries=("MM",))
    with pytest.raises(UsageError, match="no name for an import"):
        import_places(dump, gazetteer, name="../up")


def test_an_import_that_no_longer_fits_says_what_to_do(
    dump: Path, gazetteer: Gazetteer, home: Path, data: Path
) -> None:
    import_places(dump, gazetteer, name="old")
    points = home / "gazetteers" / "old" / "points.csv"
    points.write_text(points.read_text("utf-8") + "kh-v-gone,11,105,2,near,x\n", "utf-8")
    with pytest.raises(DataError, match="remove it: borderatlas gazetteer remove old"):
        Gazetteer.load(data)
    points.write_text("no table\n", "utf-8")
    with pytest.raises(DataError, match="remove it: borderatlas gazetteer remove old"):
        Gazetteer.load(data)


def test_an_import_in_a_data_folder_that_no_longer_fits_is_removed_there(
    dump: Path, tmp_path: Path, gazetteer: Gazetteer, data: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for table in data.iterdir():
        (folder / table.name).symlink_to(table)
    import_places(dump, gazetteer, name="old", data=folder)
    (folder / "imports" / "old" / "places.csv").write_text("id\n", "utf-8")
    with pytest.raises(DataError, match=f"gazetteer remove old --data {folder}"):
        Gazetteer.load(folder)


def test_a_dump_without_a_source_is_of_geonames_and_under_its_licence(
    dump: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    about = import_places(dump, gazetteer)
    assert (about.source, about.licence) == ("GeoNames", "CC BY 4.0")
    table = tmp_path / "own villages.csv"
    table.write_text(TABLE, encoding="utf-8")
    about = import_places(table, gazetteer, name="own")
    assert (about.source, about.licence) == ("own villages.csv", "")
    assert "gn-own-villages-2" in Gazetteer.load()


def test_an_import_that_cannot_be_written_leaves_the_earlier_one(
    dump: Path, gazetteer: Gazetteer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_places(dump, gazetteer, name="mine")

    def full(path: Path, *_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("geo.gazetteer.imports.write_table", full)
    with pytest.raises(OSError, match="No space left"):
        import_places(dump, gazetteer, name="mine")
    assert [path.name for path in (home / "gazetteers").iterdir()] == ["mine"]
    assert "gn-900002" in Gazetteer.load()


def test_a_commune_lies_where_most_of_its_villages_are(
    tmp_path: Path, gazetteer: Gazetteer, data: Path
) -> None:
    """Namesakes elsewhere in the district count for nothing against villages that lie together."""
    commune = next(
        u
        for u in gazetteer
        if u.type == "commune" and u.lat is None and u.parent == "kh-d-2004" and u.country == "KH"
    )
    villages = [v for v in gazetteer if v.parent == commune.id][:4]
    district = gazetteer.get("kh-d-2004")
    assert district.lat is not None
    assert district.lon is not None
    rows = ["name,lat,lon,country"]
    for number, village in enumerate(villages):
        rows.append(f"{village.name},{district.lat + 0.1 + number / 200},{district.lon},KH")
        rows.append(f"{village.name},{district.lat - 0.15},{district.lon + number / 10 - 0.2},KH")
    path = tmp_path / "table.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    import_places(path, gazetteer)
    found = Gazetteer.load(data).get(commune.id)
    assert found.lat == pytest.approx(district.lat + 0.107, abs=0.02)
    assert found.lon == pytest.approx(district.lon, abs=0.02)
