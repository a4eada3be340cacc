"""What a wrong row of the gazetteer's tables is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import DataError
from geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path

UNITS = (
    "id,type,name,name_en,name_km,names,country,parent,lat,lon,radius_km,precision,valid_from,"
    "valid_to,successors,class,population,geonames,source\n"
)
COUNTRY = "kh,country,Cambodia,,,,KH,,,,,country,,,,,,,test\n"
PROVINCE = "kh-p-20,province,Svay Rieng,,,,KH,kh,11.1,105.8,56,admin1,,,,province,,,test\n"
VILLAGES = "id,name,name_km,names,parent\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS + COUNTRY + PROVINCE, encoding="utf-8")
    (tmp_path / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    return tmp_path


def fault(folder: Path) -> str:
    with pytest.raises(DataError) as raised:
        Gazetteer.load(folder, imports=False)
    return str(raised.value)


def test_a_small_folder_is_enough(folder: Path) -> None:
    assert len(Gazetteer.load(folder, imports=False)) == 2


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("kh-d-1,town hall,X,,,,KH,kh,,,,,,,,,,,t", "type", "'town hall' is not allowed"),
        ("kh-d-1,district,X,,,,KH,kh,98,105,3,near,,,,,,,t", "lat", "98 is out of range"),
        ("kh-d-1,district,X,,,,KH,kh,,,,,2025-13-01,,,,,,t", "valid_from", "is no date"),
        ("kh-d-1,district,X,,,,Khmer,kh,,,,,,,,,,,t", "country", "expected two capitals"),
        ("kh-d-1,district,X  Y,,,,KH,kh,,,,,,,,,,,t", "name", "white space"),
        ("kh-d-1,district,,,,,KH,kh,,,,,,,,,,,t", "name", "a value is required"),
        ("KH d,district,X,,,,KH,kh,,,,,,,,,,,t", "id", "is no id"),
        ("kh-d-1,district,X,,,,KH,kh-p-99,,,,,,,,,,,t", "parent", "is the id of no place"),
        ("kh-p-20,district,X,,,,KH,kh,,,,,,,,,,,t", "id", "stands already in units.csv"),
    ],
)
def test_a_bad_row_is_named_with_file_line_and_column(
    folder: Path, row: str, column: str, said: str
) -> None:
    path = folder / "units.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    message = fault(folder)
    assert message.startswith(f"{path}, line 4, column {column}: ")
    assert said in message


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "villages.csv").unlink()
    assert "villages.csv: does not exist" in fault(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    (folder / "villages.csv").write_text("id,name\n", encoding="utf-8")
    assert "lacks the column name_km, names, parent" in fault(folder)


def test_names_and_points_of_no_place_are_named(folder: Path) -> None:
    (folder / "aliases.csv").write_text("place_id,name,lang,source\nkh-x,A,en,t\n", "utf-8")
    points = "id,lat,lon,radius_km,precision,source\nkh-y,1,2,3,near,t\n"
    (folder / "points.csv").write_text(points, "utf-8")
    message = fault(folder)
    assert "aliases.csv, column place_id: 'kh-x' is the id of no place" in message
    assert "points.csv, column id: 'kh-y' is the id of no place" in message
