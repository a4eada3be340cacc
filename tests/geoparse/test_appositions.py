"""Class words that a text says of a name beside it, and names that no list has behind them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ban Kham, a hamlet of Boualapha district, received rice.", "Ban Kham", "village"),
        ("Ban Tok 2, which is a village of Tri Le commune, is near.", "Ban Tok 2", "village"),
        ("Fighting in Nung Kham and Bai Chon, their villages, went on.", "Nung Kham", "village"),
        ("Sombat and Namxai are villages of Phouvong district.", "Sombat", "village"),
        ("The hamlets named Ban Hua and Na Lot lie there.", "Na Lot", "village"),
        ("A hamlet whose name is Dak Ropang lies there.", "Dak Ropang", "village"),
        ("A place called Talavan, in Siem Pang district.", "Talavan", "landmark"),
        ("A single checkpoint, Trapang Kral, in Stung Treng.", "Trapang Kral", "border_gate"),
        ("They were stopped at Boeung Kdach point on Monday.", "Boeung Kdach", "landmark"),
        ("Men of the Dooc May commune took part.", "Dooc May", "commune"),
        ("Thanh Luom and Pa Thom stations took part.", "Thanh Luom", "facility"),
    ],
)
def test_what_a_text_says_of_a_name_is_its_class(types, text: str, name: str, kind: str) -> None:
    assert types(text)[name] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Twelve provinces sent teams.",
        "Fixed posts are manned round the clock.",
        "Nguyen Van Kham, a village elder, spoke.",
        "The gate, Nguyen Van Kham said, is open.",
        "It opens in May.",
    ],
)
def test_no_place_is_read_into_ordinary_words(mentions, text: str) -> None:
    assert mentions(text) == []


def test_a_short_name_with_a_class_is_found_where_it_stands_alone(mentions) -> None:
    found = mentions("Phu village lies in Oyadav. The people of Phu were glad.")
    assert [m.text for m in found].count("Phu") == 2


def test_a_province_called_like_a_person_is_one_behind_its_district(ids) -> None:
    assert ids("He lives in the Mae Sot district of Tak.")["Tak"] == "th-p-63"


def test_what_is_called_a_twin_of_a_place_is_a_place(mentions) -> None:
    found = mentions("Ka Tang hamlet of Huong Hoa is twinned with Den Savat, Ka Tup with Kalot.")
    assert {"Den Savat", "Kalot"} <= {m.text for m in found}


def test_a_village_lies_in_its_cluster(mentions) -> None:
    text = (
        "Tri Le has a twin in Den Dinh village, of Phan Thang village cluster, in Xamtay district."
    )
    found = {m.text: m.country for m in mentions(text)}
    assert found["Den Dinh"] == "LA"


def test_a_river_named_once_is_meant_by_its_name_alone(types) -> None:
    assert set(types("The Se San River rises there. Across the Se San they met.").values()) == {
        "water"
    }


def test_a_military_area_bears_the_name_of_its_seat(ids) -> None:
    assert "Khe Sanh" in ids("Men of Defence Command Region 5 - Khe Sanh came.")


def test_a_town_of_a_far_province_is_not_meant_by_a_name_in_a_district(mentions) -> None:
    found = mentions("Pong, in Sopbao district, Houaphan province, is where it stands.")
    assert (found[0].type, found[0].admin1) == ("village", "Houaphanh")
