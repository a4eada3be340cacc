"""What is told as background is no event: history, purpose, totals, promises; and what is one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from geo.facts.context import Around, pattern
from geo.facts.events import read_events
from geo.facts.twinnings import read_twinnings
from geo.model import Article, Event, Mention, PlaceType, Twinning

PLACES: list[tuple[str, PlaceType, str]] = [
    ("Sang Lake", "border_gate", "VN"),
    ("marker 12", "landmark", "VN"),
    ("Hoa Province", "province", "VN"),
    ("Kandol", "province", "KH"),
    ("Tra My", "commune", "VN"),
    ("Phum Chas", "village", "KH"),
    ("Ban Moi", "village", "VN"),
    ("Vietnam", "country", "VN"),
    ("Cambodia", "country", "KH"),
]


def prepare(text: str) -> tuple[Article, list[Mention]]:
    """Return a text as an article of Wednesday 8 May 2024, with its names."""
    found = [
        Mention(m.start(), m.end(), name, kind, place_id=name, name=name, country=country)
        for name, kind, country in PLACES
        for m in re.finditer(re.escape(name), text)
    ]
    return Article("a", "a", text, published=date(2024, 5, 8)), found


def read(text: str) -> list[Event]:
    return read_events(*prepare(text))


def told(text: str) -> list[tuple[str, str | None]]:
    return [(e.type, e.date.start if e.date else None) for e in read(text)]


def twinned(text: str) -> list[Twinning]:
    return read_twinnings(*prepare(text))


@pytest.mark.parametrize(
    "text",
    [
        "So far 30 of the 50 markers have been planted in Hoa Province.",
        "Hoa Province and Kandol have planted 30 out of 50 markers.",
        "Between 2006 and 2012 the two countries demarcated 900 km of border.",
        "The road runs through the area in which Hoa Province finished planting markers.",
        "The border patrol road is 40 km long.",
        "Once completed, the road will help joint patrols in Hoa Province.",
        "Under the agreement, they will upgrade the Sang Lake gate and build a market.",
        "With 2 billion VND, the programme will present 200 gifts to pupils in Tra My.",
        "Twenty houses will be built and handed over to poor families in Tra My.",
        "In 2023, border guards of Hoa Province held 12 joint patrols with their neighbours.",
        "Noodles are kept in Tra My for flood victims.",
    ],
)
def test_history_purpose_totals_and_promises_are_no_events(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hoa Province yesterday launched a project to build a 40-km patrol road.",
            [("groundbreaking", "2024-05-07")],
        ),
        (
            "Work on a road of 40 km was launched in Tra My on May 4.",
            [("groundbreaking", "2024-05-04")],
        ),
        (
            "A programme for border pupils was launched in Tra My on May 4.",
            [("opening", "2024-05-04")],
        ),
        (
            "On May 3 they held a ceremony to formally allow vehicles through Sang Lake gate.",
            [("opening", "2024-05-03")],
        ),
        (
            "The leaders on Sunday chaired a ceremony inaugurating marker 12 in Tra My.",
            [("demarcation", "2024-05-05")],
        ),
        ("The office in Kandol will be open on May 20.", [("opening", "2024-05-20")]),
        (
            "They are preparing for the opening of the bridge in Kandol on May 20.",
            [("opening", "2024-05-20")],
        ),
        (
            "They agreed to ask for an upgrade of the gate at a meeting in Kandol on May 3.",
            [("meeting", "2024-05-03")],
        ),
        (
            "Hoa Province opened a training course for officers in Tra My on May 3.",
            [("training", "2024-05-03")],
        ),
        (
            "A workshop was held on May 3 to present scholarships to pupils of Kandol.",
            [("other", "2024-05-03")],
        ),
        (
            "Kandol received 2,000 test kits from Hoa Province on May 3.",
            [("other", "2024-05-03")],
        ),
    ],
)
def test_what_was_done_has_its_own_type(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


def test_days_later_are_counted_from_the_day_before() -> None:
    text = "Talks were held in Kandol on May 3. Two days later a joint patrol was held in Tra My."
    assert told(text) == [("meeting", "2024-05-03"), ("patrol", "2024-05-05")]


def test_what_went_before_lends_neither_day_nor_place() -> None:
    text = "Hoa Province yesterday gave 200 gifts to Tra My after the flood in Kandol on April 2."
    gifts = read(text)[0]
    assert gifts.date is not None
    assert gifts.date.start == "2024-05-07"
    assert gifts.place_names == ("Tra My",)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A bridge linking Tra My with Kandol was inaugurated on May 3.", {"Tra My", "Kandol"}),
        ("A clinic built by soldiers in Tra My came into operation on May 3.", {"Tra My"}),
        ("A market in Tra My, 500 metres from the Sang Lake gate, opened on May 3.", {"Tra My"}),
    ],
)
def test_what_is_opened_lies_where_its_name_says(text: str, places: set[str]) -> None:
    (event,) = read(text)
    assert set(event.place_names) == places


def test_a_marker_is_found_by_the_units_beside_it() -> None:
    text = "Leaders inaugurated marker 12 on May 3. The marker is between Tra My and Kandol."
    (event,) = read(text)
    assert {"Tra My", "Kandol"} < set(event.place_names)


@pytest.mark.parametrize(
    "text",
    [
        "Twinning relations tie Hoa Province's Ban Moi village and Kandol's Phum Chas village.",
        "Ban Moi hamlet established twinning relations with the hamlet of Phum Chas.",
        "Ban Moi hamlet and Phum Chas hamlet became twins.",
        "The twin hamlets of Ban Moi and Phum Chas lie in Hoa Province and Kandol.",
    ],
)
def test_a_pair_is_told_in_many_ways(text: str) -> None:
    (twinning,) = twinned(text)
    assert {twinning.a_name, twinning.b_name} == {"Ban Moi", "Phum Chas"}


def test_a_twinning_is_dated_by_its_start() -> None:
    (twinning,) = twinned("Ban Moi hamlet and Phum Chas hamlet have been twinned since 2014.")
    assert twinning.date is not None
    assert twinning.date.start == "2014"
    feast = "On May 3 Ban Moi hamlet and Phum Chas hamlet marked an anniversary of their twinning."
    assert [t.date for t in twinned(feast)] == [None]


def test_words_around_are_those_of_the_patterns_across_uneven_spaces() -> None:
    text = "the  talks were  held on the   sidelines of a meeting, so far the fifth"
    around = Around(text)
    for section in ("support past", "general", "talked of", "during"):
        for match in pattern(section).finditer(text):
            assert around.has(section, match.start(), match.end()), (section, match[0])
            assert (around.last(section, 0, match.end()) or 0) >= match.end()
    assert not around.has("support past", 0, 8)
    assert around.ends_with("general", 0, text.index(" the fifth"))
