"""Where and when: the place and the day of an event among the other names and dates around it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from geo.facts.events import read_events
from geo.facts.passage import Passage
from geo.model import Article, Event, Mention, PlaceType

PLACES: list[tuple[str, PlaceType, str]] = [
    ("Sang Lake", "border_gate", "VN"),
    ("Prey Gate", "border_gate", "KH"),
    ("Hoa", "province", "VN"),
    ("Kandol", "province", "KH"),
    ("Tra My", "commune", "VN"),
    ("Khum Thmei", "commune", "KH"),
    ("Upper Delta", "region", "VN"),
    ("Vietnam", "country", "VN"),
    ("Cambodia", "country", "KH"),
]


def read(text: str, title: str | None = None, *, encoded: bool = True) -> list[Event]:
    """Read a text of Wednesday 8 May 2024; names of offices ("Guard of Hoa") are embedded."""
    found = [
        Mention(
            m.start(), m.end(), name, kind, place_id=name, name=name, country=country,
            embedded=text[: m.start()].endswith("Guard of "),
        )
        for name, kind, country in PLACES
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]  # fmt: skip
    found.sort(key=lambda m: m.start)
    article = Article("a", "a", text, title=title, published=date(2024, 5, 8))
    return read_events(article, found, passage=Passage.of(article, found, encoded=encoded))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("On May 3 the Border Guard of Hoa hosted a conference with police of Kandol.", ("Hoa",)),
        ("On May 3 Hoa province was the scene of a friendly exchange with Kandol.", ("Hoa",)),
        ("Talks were held in Tra My commune in Vietnam's Hoa province on May 3.", ("Tra My",)),
        ("Talks between Hoa and Kandol were held in the Upper Delta province on May 3.", ("Hoa",)),
        ("Hoa province on May 3 held a ceremony to bury men who died in Cambodia.", ("Hoa",)),
        ("Police of Hoa on May 3 arrested two men living in Khum Thmei.", ("Hoa",)),
        ("On May 3 doctors examined 90 people of Khum Thmei for nothing.", ("Khum Thmei",)),
        ("They planted trees at the Vietnam-Cambodia border marker in Tra My.", ("Tra My",)),
        ("The gates Sang Lake (Vietnam's Hoa province) - Prey Gate were opened on May 3.",
         ("Sang Lake", "Prey Gate")),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_host_the_helped_or_the_narrowest_name(
    text: str, places: tuple[str, ...]
) -> None:
    assert [e.place_names for e in read(text)] == [places]


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("They patrolled in Tra My, as the pact says which both signed in 2015.", "patrol", None),
        ("The Sang Lake gate has been closed since April 9.", "other", "2024-04-09"),
        ("A plan for guarding the border in 2023 was signed on May 3.", "signing", "2024-05-03"),
        ("The Sang Lake gate is to be upgraded by 2030.", "other", "2030"),
        ("Talks will be held in Tra My on May 20, and a plan should be signed.", "meeting",
         "2024-05-20"),
        ("A man (born in 1980) was arrested on May 3 in Tra My.", "crime", "2024-05-03"),
    ],
)  # fmt: skip
def test_a_date_is_left_to_what_it_belongs_to(text: str, type_: str, day: str | None) -> None:
    dates = {e.type: e.date.start if e.date else None for e in read(text)}
    if day is None:
        assert dates[type_] != "2015"
    else:
        assert dates[type_] == day


def test_the_opening_tells_of_what_the_headline_names() -> None:
    text = "Trade began yesterday at a new crossing in Tra My commune. Goods go both ways."
    (event,) = read("Lorries roll since May 3 in Tra My commune. All are glad.", "New gate opened")
    assert (event.type, event.place_names) == ("opening", ("Tra My",))
    assert [e.type for e in read(text, "Hoa inaugurates gate")] == ["opening"]


def test_the_opening_tells_of_what_the_text_knows() -> None:
    text = "On May 3 two societies filled the hall of Tra My.\nAt the exchange."
    (event,) = read(text, encoded=False)
    assert (event.type, event.date and event.date.start) == ("exchange", "2024-05-03")


def test_the_same_day_after_a_look_back_is_that_of_the_news() -> None:
    text = (
        "On May 7 the minister visited Tra My. The Sang Lake gate was upgraded to a main gate on "
        "March 2. On the same day he broke ground for a school in Khum Thmei."
    )
    days = {e.type: e.date.start for e in read(text) if e.date}
    assert days["groundbreaking"] == "2024-05-07"


@pytest.mark.parametrize(
    "text",
    [
        "The pact contributes to the completion of the demarcation.",
        "He could not say when the demarcation would be completed.",
        "Both follow the treaties which they have signed.",
        "No talks were scheduled.",
        "Guests praised the time-honoured bond.",
        "In the past 21 years the team has repatriated 2,500 sets of remains.",
        "Officers met to announce the third exchange.",
    ],
)
def test_aims_denials_papers_and_compounds_are_no_events(text: str) -> None:
    assert [e.type for e in read(text) if e.type != "meeting"] == []


def test_the_rest_of_a_sentence_places_only_its_own_event() -> None:
    first, second = read(
        "The celebration of 50 years of ties was held in Vietnam and in Cambodia on April 3, and "
        "a friendship exchange took place on May 4 in Tra My commune."
    )
    assert "Tra My" not in first.place_names
    assert "Tra My" in second.place_names
