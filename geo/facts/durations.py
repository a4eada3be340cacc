"""How long an event lasts: "the three-day talks ended on July 9" began on July 7."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.dateforms import date_words
from geo.facts.lexicon import search_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.facts.tellings import Telling
    from geo.model import DateSpan

__all__ = ["last"]

_DAY = len("2025-11-12")
_MOST = 31  # days


def last(passage: Passage, events: Sequence[Telling]) -> None:
    """Give events of some days all of them, where the day on which they ended or began is told."""
    for event in events:
        day = event.date
        if day is None or event.inherited or len(day.start) != _DAY or day.start != day.end:
            continue
        lasting = (_lasting(passage, day, *span) for span in event.evidence)
        event.date = next((days for days in lasting if days is not None), day)


def _lasting(passage: Passage, day: DateSpan, start: int, end: int) -> DateSpan | None:
    """Return the days that a sentence counts up to its own day, or from it on."""
    told = _pattern().search(passage.plain, start, end)
    days = _number(told[1]) if told else 0
    its_own = any(d.span.start == day.start for d in passage.dates_in(start, end))
    if told is None or not its_own or not 1 < days <= _MOST:
        return None
    if search_for("dates", "ended").search(passage.plain, start, end):
        return _of_days(day, 1 - days, told[0])
    if search_for("dates", "began").search(passage.plain, start, end):
        return _of_days(day, days - 1, told[0])
    return None


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"\b(\d{{1,2}}|{'|'.join(date_words().numbers)})"
    return re.compile(rf"{number}(?:[- ]day\b|\s+days\s+of\b)")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else date_words().numbers[word]


def _of_days(day: DateSpan, shift: int, words: str) -> DateSpan:
    """Return the days from one to that so many later, or earlier."""
    other = (date.fromisoformat(day.start) + timedelta(shift)).isoformat()
    start, end = sorted((day.start, other))
    return replace(day, start=start, end=end, basis=f"{day.basis}, {words!r}")
