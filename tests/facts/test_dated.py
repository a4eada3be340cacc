"""Events that only their day tells of."""

from __future__ import annotations

from datetime import date

import pytest

from geo.facts import read_facts
from geo.facts.events import read_events
from geo.model import Article, Event, Mention


def read(text: str) -> list[Event]:
    """Read the events of a text of Wednesday 8 May 2024."""
    at = text.find("Sang")
    places = (
        [Mention(at, at + 4, "Sang", "commune", place_id="sang", name="Sang")] if at >= 0 else []
    )
    return read_events(Article("a", "a", text, published=date(2024, 5, 8)), places)


def test_a_dated_sentence_without_a_known_verb_is_an_event_of_little_confidence() -> None:
    (event,) = read("On May 3 a tree fell on the roof of the market in Sang commune.")
    assert (event.type, event.status) == ("other", "held")
    assert event.date is not None
    assert event.date.start == "2024-05-03"
    assert event.place_names == ("Sang",)
    assert event.confidence < 0.6


def test_its_topic_is_its_type() -> None:
    (event,) = read("On May 3 officers of Sang commune came upon a boat with 4 kg of heroin.")
    assert event.type == "crime"


def test_what_is_dated_later_than_the_article_is_planned() -> None:
    (event,) = read("On May 20 a storm is expected to reach Sang.")
    assert event.status == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "The director said on May 3 that the roof of the market is old.",
        "The director told reporters on May 3 that the roof of the market is old.",
        "The house has been empty since May 3.",
        "Trade came to 4 billion USD by May 3.",
        "The rule follows the treaty of May 3, 1999.",
        "The market is what it is today.",
        "Last updated Fri, May 3.",
        "Prices of the first half of 2024 were higher in the market of the town.",
        "The roof of the market is old.",
    ],
)
def test_other_dates_date_nothing(text: str) -> None:
    assert read(text) == []


def test_the_one_day_of_a_sentence_is_its_event_s_whatever_clause_it_stands_in() -> None:
    (event,) = read(
        "Forty people whom the police had got out of casinos that abuse workers were received on "
        "May 3 by border guards in Sang commune."
    )
    assert event.date is not None
    assert event.date.start == "2024-05-03"


def test_a_day_behind_an_opening_is_that_of_the_event() -> None:
    text = "After one hour on the road, the delegation came on May 3 to the camp in Sang commune."
    (event,) = read_facts(Article("a", "a", text, published=date(2024, 5, 8)), ()).events
    assert event.date is not None
    assert event.date.start == "2024-05-03"


@pytest.mark.parametrize(
    ("second", "month"), [("31 July 2018", "2018-07"), ("31 August 2018", "2024-05")]
)
def test_a_page_dated_years_later_is_a_copy_of_what_one_month_saw(second: str, month: str) -> None:
    text = (
        "The dam in Sang commune collapsed on 23 July 2018. "
        f"The delegation visited Sang commune on {second}. The Red Cross donated 200 blankets."
    )
    dates = [
        event.date.start
        for event in read(text)
        if event.date and any(e.start >= text.index("The Red") for e in event.evidence)
    ]
    assert dates == [month]
