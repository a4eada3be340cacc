"""Gifts without a place of their own, and what takes place along the border."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.atlas.along import BORDER, with_border
from geo.atlas.occasions import with_occasions
from geo.model import Aid, Article, DateSpan, Event, Evidence, Mention, Project, Reading

TEXT = "In Tay Ninh, the ministry of Vietnam gave 20 cows and held talks with Cambodia."
ARTICLE = Article("a", "a.md", TEXT)
SENTENCE, GIFT = Evidence("a", 0, len(TEXT)), Evidence("a", 37, 49)
HANDOVER = Event(
    "e", "other", "Handover", DateSpan("2025-11", "2025-11"), "held", ("vn-p-80",),
    evidence=(SENTENCE,),
)  # fmt: skip
COWS = Aid("g", "livestock", "cows", 20, evidence=(GIFT,))


def countries(*found: tuple[str, str]) -> tuple[Mention, ...]:
    return tuple(
        Mention(TEXT.index(name), TEXT.index(name) + len(name), name, "country",
                place_id=country.lower(), country=country)
        for name, country in found
    )  # fmt: skip


BOTH = countries(("Vietnam", "VN"), ("Cambodia", "KH"))


def test_a_gift_has_place_and_date_of_the_handing_over_that_its_sentence_tells() -> None:
    (gift,) = with_occasions(Reading(ARTICLE, BOTH, events=(HANDOVER,), aid=(COWS,))).aid
    assert gift.handed_over_at == ("vn-p-80",)
    assert gift.date == HANDOVER.date


def test_a_gift_keeps_its_own_place_and_date() -> None:
    own = replace(COWS, handed_over_at=("kh-p-20",), date=DateSpan("2024", "2024"))
    (gift,) = with_occasions(Reading(ARTICLE, BOTH, events=(HANDOVER,), aid=(own,))).aid
    assert gift == own


def test_a_promise_is_not_placed_by_what_was_held() -> None:
    promise = replace(COWS, status="promised")
    (gift,) = with_occasions(Reading(ARTICLE, BOTH, events=(HANDOVER,), aid=(promise,))).aid
    assert gift == promise


def test_a_finished_work_has_the_date_of_its_opening() -> None:
    opening = replace(HANDOVER, type="opening")
    school = Project("p", "building", "School", "completed", evidence=(GIFT,))
    reading = Reading(ARTICLE, BOTH, events=(opening,), projects=(school,))
    assert with_occasions(reading).projects[0].date == HANDOVER.date
    planned = replace(reading, projects=(replace(school, status="planned"),))
    assert with_occasions(planned).projects[0].date is None


def told(text: str, kind: str = "patrol", *extra: tuple[str, str]) -> bool:
    """Say whether an event told in these words is drawn along the border."""
    text += " Vietnam and Cambodia agreed."
    mentions = tuple(
        Mention(text.index(name), text.index(name) + len(name), name, "country",
                place_id=country.lower(), country=country)
        for name, country in (("Vietnam", "VN"), ("Cambodia", "KH"), *extra)
    )  # fmt: skip
    event = replace(
        HANDOVER, type=kind, place_ids=(), evidence=(Evidence("a", 0, text.index(" Vietnam and")),)
    )
    reading = Reading(Article("a", "a.md", text), mentions, events=(event,))
    return BORDER in with_border(reading).events[0].place_ids


@pytest.mark.parametrize(
    ("text", "kind", "along"),
    [
        ("Soldiers walked along the border.", "patrol", True),
        ("The common borderline was patrolled.", "patrol", True),
        ("Tuần tra chung trên biên giới.", "patrol", True),
        ("The border guards met at a post.", "patrol", False),
        ("They spoke of the border.", "meeting", False),
        ("Border defence forces marched.", "patrol", False),
    ],
)
def test_what_takes_place_along_the_border_belongs_to_it(text: str, kind: str, along: bool) -> None:
    assert told(text, kind) == along


def test_the_border_of_a_third_country_is_another_one() -> None:
    assert not told("Soldiers walked along the border with Laos.", "patrol", ("Laos", "LA"))


def test_an_event_with_a_place_stays_there() -> None:
    event = replace(HANDOVER, type="patrol")
    reading = Reading(ARTICLE, BOTH, events=(event,))
    assert with_border(reading).events == (event,)
