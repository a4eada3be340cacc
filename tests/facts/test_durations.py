"""What lasts several days has all of them where its last or first day is told."""

from __future__ import annotations

from datetime import date

import pytest

from geo.facts import read_facts
from geo.model import Article


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A three-day meeting of the chairmen ended in Hoa on July 9.", ("07-07", "07-09")),
        ("A 5-day training course concluded on May 3 in Hoa.", ("04-29", "05-03")),
        ("The two-day talks opened in Hoa on July 9.", ("07-09", "07-10")),
        ("After three days of work the talks came to an end in Hoa on July 9.", ("07-07", "07-09")),
        ("The two-day talks were held in Hoa on July 9.", ("07-09", "07-09")),
        ("A 45-day training course ended in Hoa on July 9.", ("07-09", "07-09")),
    ],
)
def test_the_days_of_an_event_reach_from_its_first_to_its_last(
    text: str, days: tuple[str, str]
) -> None:
    (event,) = read_facts(Article("a", "a", text, published=date(2024, 8, 8)), ()).events
    assert event.date is not None
    assert (event.date.start, event.date.end) == (f"2024-{days[0]}", f"2024-{days[1]}")


def test_the_days_may_be_counted_behind_the_headline() -> None:
    text = "Demarcation talks held\n\nThe three-day demarcation talks ended in Hoa on July 9."
    (event,) = read_facts(Article("a", "a", text, published=date(2024, 8, 8)), ()).events
    assert event.date is not None
    assert (event.date.start, event.date.end) == ("2024-07-07", "2024-07-09")
