"""Twinnings: which two places a text ties, on which level, since when."""

from __future__ import annotations

import re
from datetime import date

import pytest

from geo.facts.twinnings import read_twinnings
from geo.model import Article, Mention, PlaceType, Twinning

PLACES: list[tuple[str, PlaceType, str]] = [
    ("Ban Moi", "village", "VN"),
    ("Phum Chas", "village", "KH"),
    ("Xa Lon", "commune", "VN"),
    ("Khum Thmei", "commune", "KH"),
    ("Hoa Province", "province", "VN"),
    ("Kandol", "province", "KH"),
    ("Bac Son", "province", "CN"),
    ("Cambodia", "country", "KH"),
    ("Ban Cu", "village", "VN"),
    ("Phum Leu", "village", "KH"),
]


def read(text: str) -> list[Twinning]:
    found = [
        Mention(m.start(), m.end(), name, kind, place_id=name, name=name, country=country)
        for name, kind, country in PLACES
        for m in re.finditer(re.escape(name), text)
    ]
    article = Article("a", "a", text, published=date(2024, 5, 8))
    return read_twinnings(article, found)


@pytest.mark.parametrize(
    ("text", "pair", "level"),
    [
        (
            (
                "The twinning between Ban Moi hamlet, Xa Lon commune and Phum Chas village, "
                "Khum Thmei commune, Kandol took place on May 3."
            ),
            {"Ban Moi", "Phum Chas"},
            "village",
        ),
        (
            "Ban Moi hamlet of Hoa Province was twinned with Phum Chas of Kandol on May 3.",
            {"Ban Moi", "Phum Chas"},
            "village",
        ),
        (
            (
                "Twin ties were set up on May 3 between Hoa Province's Ban Moi village and "
                "Kandol's Phum Chas village."
            ),
            {"Ban Moi", "Phum Chas"},
            "village",
        ),
        (
            "Twin ties were set up on May 3 between Xa Lon commune and Khum Thmei commune.",
            {"Xa Lon", "Khum Thmei"},
            "commune",
        ),
        (
            (
                "People of Ban Moi hamlet and Phum Chas hamlet meet often. The two hamlets were "
                "twinned on May 3."
            ),
            {"Ban Moi", "Phum Chas"},
            "village",
        ),
    ],
)
def test_a_twinning_ties_two_places_of_one_level(text: str, pair: set[str], level: str) -> None:
    (twinning,) = read(text)
    assert {twinning.a_name, twinning.b_name} == pair
    assert twinning.level == level
    assert twinning.date is not None
    assert twinning.date.start == "2024-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "Ban Moi has been the twin of Phum Chas village in Cambodia's Kandol since May 2013.",
        "Ban Moi and Phum Chas, a village of Kandol, have been twins since May 2013.",
        "Ban Moi has known Phum Chas for years. The two became sisters in May 2013.",
        "Ban Moi faces Phum Chas. That is why they were chosen to be twinned in May 2013.",
        "Ban Moi hamlet is well off. Its twin since May 2013 is Phum Chas, a hamlet of Kandol.",
        "In May 2013 Ban Moi was paired with Phum Chas.",
    ],
)
def test_a_tie_is_told_in_many_ways(text: str) -> None:
    (twinning,) = read(text)
    assert {twinning.a, twinning.b} == {"Ban Moi", "Phum Chas"}
    assert twinning.date is not None
    assert twinning.date.start == "2013-05"


def test_what_twins_are_asked_to_do_ties_nobody_else() -> None:
    assert not read("He called on Xa Lon and Khum Thmei communes and on the twins themselves.")


def test_a_pair_told_twice_is_one_with_both_tellings() -> None:
    text = (
        "Ban Moi hamlet and Phum Chas hamlet were twinned on May 3. "
        "The twinning of Ban Moi hamlet with Phum Chas hamlet was signed."
    )
    (twinning,) = read(text)
    assert len(twinning.evidence) == 2


def test_places_that_meet_or_lie_on_one_side_are_not_twinned() -> None:
    assert read("Ban Moi hamlet and Phum Chas hamlet held a meeting.") == []
    assert read("Twinning helps Ban Moi hamlet and Xa Lon commune.") == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Two pairs were twinned: Ban Moi with Phum Chas, Ban Cu with Phum Leu.",
            {("Ban Moi", "Phum Chas"), ("Ban Cu", "Phum Leu")},
        ),
        (
            "The twinned hamlets are Ban Moi - Phum Leu and Ban Cu - Phum Chas.",
            {("Ban Moi", "Phum Leu"), ("Ban Cu", "Phum Chas")},
        ),
        (
            "Ban Moi is twinned with Phum Chas and Phum Leu.",
            {("Ban Moi", "Phum Chas"), ("Ban Moi", "Phum Leu")},
        ),
        (
            "Two were made twins. Ban Moi, a hamlet of Xa Lon, is one; the other is Phum Chas.",
            {("Ban Moi", "Phum Chas")},
        ),
    ],
)
def test_lists_of_twins_are_read_pair_by_pair(text: str, pairs: set[tuple[str, str]]) -> None:
    assert {(t.a_name, t.b_name) for t in read(text)} == pairs


def test_twinned_hamlets_do_not_tie_their_provinces() -> None:
    assert read("The twinned hamlets bring Hoa Province and Kandol closer.") == []


def test_villages_of_provinces_that_become_twins_do_not_tie_these() -> None:
    assert not read("Border villages of Hoa Province and of the province of Kandol became twins.")


def test_twinned_stations_do_not_tie_the_provinces_they_are_of() -> None:
    text = "A border post of Hoa Province has become the twin of Border Company 311 of Kandol."
    assert read(text) == []


def test_what_lies_in_two_provinces_is_twinned_and_not_these() -> None:
    text = "The twinning of residential clusters in the border areas of Kandol and Hoa Province."
    assert read(text) == []


def test_where_twins_lie_may_stand_in_brackets() -> None:
    text = "Ban Moi (Xa Lon commune, Hoa Province) was twinned with Phum Chas (Khum Thmei, Kandol)."
    assert [{t.a_name, t.b_name} for t in read(text)] == [{"Ban Moi", "Phum Chas"}]


def test_the_two_villages_are_the_last_two_of_that_level() -> None:
    text = (
        "People of Ban Moi hamlet in Hoa Province and of Phum Chas hamlet in Kandol met. There was "
        "much to talk about. It was late. Tea was served. The two hamlets were twinned three years "
        "ago."
    )
    assert [{t.a_name, t.b_name} for t in read(text)] == [{"Ban Moi", "Phum Chas"}]


def test_a_place_is_made_the_sister_of_the_one_behind_it() -> None:
    text = (
        "Bac Son is not the only partner of Kandol: in 2011 it signed a paper that made it a "
        "sister province of Hoa Province."
    )
    assert [{t.a_name, t.b_name} for t in read(text)] == [{"Kandol", "Hoa Province"}]


def test_each_pair_of_a_list_is_a_record_of_its_own() -> None:
    found = read("Ban Moi hamlet was twinned with Phum Chas and Phum Leu villages on May 3.")
    assert len({t.id for t in found}) == len(found)
