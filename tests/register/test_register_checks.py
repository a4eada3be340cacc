"""What the register refuses, what it asks about, and what it fills in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.register import Register
from geo.register.validation import make_id
from geo.register.wording import is_source

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 1)
DRAFT = {
    "name_vi": "Cây Me",
    "name_kh": "Phum Svay",
    "class": "secondary",
    "lat": "11.3583",
    "lon": "105.89",
    "radius_m": "500",
    "sources": "https://example.org/a",
}


@pytest.fixture(scope="module")
def register(data: Path) -> Register:
    return Register(data)


def codes(register: Register, **cells: str) -> dict[str, str]:
    """Return code → level of what the checks find in the draft with some cells changed."""
    findings = register.examine(DRAFT | cells, TODAY).findings
    return {finding.code: finding.level for finding in findings}


def test_a_good_draft_passes_and_is_completed_from_its_point(register: Register) -> None:
    examined = register.examine(DRAFT, TODAY)
    assert examined.findings == ()
    filled = {
        name: examined.cells[name] for name in ("id", "name_en", "province_vn", "province_kh")
    }
    assert filled == {
        "id": "cp-cay-me",
        "name_en": "Cay Me",
        "province_vn": "Tây Ninh",
        "province_kh": "Svay Rieng",
    }
    assert examined.cells["commune_vn_code"].isdigit()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"lat": "105.89", "lon": "11.3583"}, "swapped"),
        ({"lon": "inf"}, "bad-lon"),
        ({"lat": "9" * 400}, "bad-lat"),
        ({"lat": "13.9", "lon": "100.5"}, "wrong-country"),
        ({"lat": "11.5", "lon": "107.5"}, "too-far"),
        ({"lat": "eleven"}, "bad-lat"),
        ({"lon": ""}, "half-a-point"),
        ({"radius_m": ""}, "no-radius"),
        ({"radius_m": "big"}, "bad-radius"),
        ({"radius_m": "2"}, "bad-radius"),
        ({"lat": "", "lon": ""}, "no-point"),
        ({"name_vi": ""}, "no-name"),
        ({"name_vi": "Cây\u202eMe"}, "hidden-character"),
        ({"name_kh": "Phum\u200bSvay"}, "hidden-character"),
        ({"notes": "two\nlines"}, "hidden-character"),
        ({"name_vi": "x" * 90}, "too-long"),
        ({"notes": "=HYPERLINK(1)"}, "formula"),
        ({"name_kh": "@SUM(A1)"}, "formula"),
        ({"name_kh": "ភ្នំ"}, "script"),
        ({"name_km": "Phnom"}, "script"),
        ({"name_vi": "A; B"}, "separator"),
        ({"class": ""}, "no-class"),
        ({"class": "lối mở"}, "bad-class"),
        ({"class": "border area"}, "cambodian-class"),
        ({"id": "12"}, "bad-id"),
        ({"name_vi": "Bavet", "name_kh": "Mộc Bài"}, "halves-swapped"),
        ({"history": "2021 | class | main | a friend"}, "bad-source"),
        (
            {
                "history": "1999 | status | closed | https://example.org ; "
                "2007 | status | open | https://example.org"
            },
            "closed-before-opened",
        ),
        ({"radius_m": "nan"}, "bad-radius"),
        ({"status": "half open"}, "bad-status"),
        ({"class_from": "2025-13"}, "bad-date"),
        ({"class_from": "2026-11-02"}, "future"),
        ({"last_confirmed": "2027"}, "future"),
        ({"history": "2031 | status | open | https://example.org"}, "future"),
        ({"history": "2025 | class"}, "bad-history"),
        ({"sources": ""}, "no-source"),
        ({"sources": "a friend"}, "bad-source"),
        ({"sources": "javascript:alert(1)//"}, "bad-source"),
        ({"province_vn": "Tay Nin"}, "no-such-province"),
        ({"lat": "", "lon": "", "radius_m": ""}, "no-province"),
        ({"name_vi": "Moc Bai", "name_kh": "Ba Vet"}, "double"),
        ({"colour": "red"}, "no-column"),
        ({"lat": "", "lon": "", "radius_m": "", "point_vn": "11.09,106.05"}, "wrong-side"),
    ],
)
def test_errors_block(register: Register, cells: dict[str, str], code: str) -> None:
    assert codes(register, **cells).get(code) == "error"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"lat": "11.36", "lon": "105.96"}, "far"),
        ({"name_kh": ""}, "no-counterpart"),
        ({"name_vi": "Tân Namm"}, "similar-name"),
        ({"name_kh": "Bavet"}, "similar-name"),
        ({"lat": "11.0770", "lon": "106.1732"}, "near-another"),
        ({"province_kh": "Takeo"}, "other-province"),
        ({"province_vn": "Bình Phước"}, "old-province"),
        ({"commune_vn": "Nowhere"}, "no-such-commune"),
        ({"class_from": "1912"}, "early"),
        ({"class_from": "2025", "last_confirmed": "2020"}, "confirmed-before"),
        ({"name_vi": "Bavet"}, "similar-name"),
        ({"commune_kh": "Bavet"}, "other-commune"),
        ({"commune_kh": "Nowhere"}, "no-such-commune"),
        ({"district_kh": "Nowhere"}, "no-such-district"),
        ({"commune_kh": "Tras", "district_kh": "Svay Chrum"}, "other-district"),
    ],
)
def test_warnings_ask(register: Register, cells: dict[str, str], code: str) -> None:
    assert codes(register, **cells).get(code) == "warning"


def test_all_faults_are_told_at_once(register: Register) -> None:
    found = codes(register, **{"class": "x"}, sources="", radius_m="", name_vi="")
    assert {"bad-class", "no-source", "no-radius", "no-name"} <= set(found)


def test_every_finding_says_what_why_and_what_to_do(register: Register) -> None:
    for finding in register.examine({"lat": "106", "lon": "11", "class": "?"}, TODAY).findings:
        assert finding.what
        assert finding.why
        assert finding.do


def test_degrees_and_minutes_are_converted(register: Register) -> None:
    examined = register.examine(DRAFT | {"lat": "11°21.5'", "lon": "105°53.4'E"}, TODAY)
    assert (examined.cells["lat"], examined.cells["lon"]) == ("11.358333", "105.89")
    assert not examined.findings


@pytest.mark.parametrize(("said", "kept"), [("0,5 km", "500"), ("750m", "750"), ("300", "300")])
def test_a_radius_may_have_its_unit(register: Register, said: str, kept: str) -> None:
    assert register.examine(DRAFT | {"radius_m": said}, TODAY).cells["radius_m"] == kept


def test_spaces_in_names_are_single(register: Register) -> None:
    assert register.examine(DRAFT | {"name_vi": "Cây  Me"}, TODAY).cells["name_vi"] == "Cây Me"


def notes(register: Register, **cells: str) -> dict[str, str]:
    """Return column → code of what the checks say that they did."""
    examined = register.examine(DRAFT | cells, TODAY)
    return {note.column: note.code for note in examined.notes}


def test_a_commune_is_filled_in_where_the_nearest_stands_out_and_it_is_said(
    register: Register,
) -> None:
    cells = register.examine(DRAFT, TODAY).cells
    assert cells["commune_kh"]
    assert cells["commune_kh_code"].startswith("20")
    assert cells["district_kh"] == "Romeas Haek"
    assert notes(register)["commune_kh"] == notes(register)["commune_vn"] == "filled-in"


def test_a_commune_that_the_point_does_not_tell_stays_empty_and_it_is_said(
    register: Register,
) -> None:
    between = {"lat": "11.3741", "lon": "105.8721"}
    cells = register.examine(DRAFT | between, TODAY).cells
    assert (cells["commune_kh"], cells["district_kh"]) == ("", "Romeas Haek")
    assert notes(register, **between)["commune_kh"] == "left-empty"
    assert notes(register, **between)["district_kh"] == "filled-in"


def test_no_commune_is_guessed_outside_of_a_given_district(register: Register) -> None:
    assert register.examine(DRAFT | {"district_kh": "Svay Chrum"}, TODAY).cells["commune_kh"] == ""


def test_what_is_converted_is_told(register: Register) -> None:
    assert notes(register, lat="11:21:30", lon="105,89")["lat"] == "converted"


def test_a_moved_point_is_held_against_the_units_that_stand_there(register: Register) -> None:
    moved = register.examine({"lat": "11.2413", "lon": "105.9092"}, TODAY, "cp-moc-bai")
    assert {f.code for f in moved.findings} >= {"other-commune"}
    assert register.examine({"notes": "new"}, TODAY, "cp-thong-binh").findings == ()


def test_an_edit_touches_no_other_cell_on_the_ground_either(register: Register) -> None:
    for row in register.sheet().rows():
        cells = register.examine({"notes": "new"}, TODAY, row["id"]).cells
        assert {name for name, text in cells.items() if text != row.get(name, "")} == {"notes"}


@pytest.mark.parametrize(
    ("said", "kept"), [("Quốc tế", "international"), ("auxiliary", "secondary"), ("CHÍNH", "main")]
)
def test_classes_are_taken_in_the_words_of_the_country(
    register: Register, said: str, kept: str
) -> None:
    assert register.examine(DRAFT | {"class": said}, TODAY).cells["class"] == kept


def test_the_crossing_is_made_of_the_points_of_the_halves(register: Register) -> None:
    halves = {"point_vn": "11.0770, 106.1760", "point_kh": "11.0755, 106.1690"}
    point = {"lat": "", "lon": "", "radius_m": ""}
    examined = register.examine(DRAFT | halves | point, TODAY)
    assert not examined.errors
    assert float(examined.cells["lat"]) == pytest.approx(11.0766, abs=0.003)
    assert 100 <= float(examined.cells["radius_m"]) <= 1000


def test_an_old_province_is_taken_as_the_one_of_before(register: Register) -> None:
    point = {"lat": "11.97", "lon": "106.53"}
    cells = register.examine(DRAFT | point | {"province_vn": "Bình Phước"}, TODAY).cells
    assert (cells["province_vn"], cells["province_vn_before"]) == ("Đồng Nai", "Bình Phước")


def test_the_register_that_is_shipped_has_no_errors(register: Register) -> None:
    assert [f"{id_}: {f}" for _, id_, f in register.check(TODAY) if f.level == "error"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b=c", True),
        ("Tuổi Trẻ, Cửa khẩu Khánh Bình, 2019-03-13", True),
        ("Decision 1490/QD-TTg of 2013-08-26", True),
        ("https://", False),
        ("ftp://example.org/a", False),
        ("somebody", False),
        ("", False),
    ],
)
def test_a_source_is_a_url_or_a_citation(text: str, expected: bool) -> None:
    assert is_source(text) is expected


def test_ids_are_plain_and_free() -> None:
    assert make_id("Đắk Kôi", []) == "cp-dak-koi"
    assert make_id("Mộc Bài", ["cp-moc-bai", "cp-moc-bai-2"]) == "cp-moc-bai-3"
    assert make_id("ភ្នំ", []) == "cp-unnamed"
