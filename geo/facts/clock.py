"""What an article's relative dates are counted from: its own date, or what its text gives away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from geo.model import DateSpan
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from geo.model import Article

__all__ = ["Clock"]

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d)")
_YEAR = re.compile(r"(?<![\d.,/-])((?:19[5-9]|20[0-6])\d)(?![\d/])")
_TOLD = re.compile(r"\b(?:in|during|trong|vào)\s+(?:năm\s+)?((?:19[5-9]|20[0-6])\d)\b(?!\s*-\s*\d)")
_AHEAD = re.compile(r"(?:\b(?:by|until|till|to|towards?|đến)\s+(?:the\s+|năm\s+|year\s+)*|-\s)\Z")
_RATHER = 2.0  # how much farther a day is that lies on the side that is not meant
_BRACKET = re.compile(r"\([^()]*\)")


@cache
def _months() -> dict[str, int]:
    words = read_words(data_folder() / "vocabulary" / "dates.txt")
    return {word.lower(): number for number in range(1, 13) for word in words[f"month {number}"]}


@cache
def _dated() -> re.Pattern[str]:
    """Return the pattern of a day with its year: "12 November 2025", "12/11/2025"."""
    month = rf"(?P<{{}}>{'|'.join(sorted(_months(), key=len, reverse=True))})\.?"
    day = r"\d{1,2}(?:\s*-\s*\d{1,2})?\s?(?:(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?)?"
    year = r"(?P<{}>(?:19[5-9]|20[0-6])\d)\b"
    return re.compile(
        rf"(?<!\d){day}\s*{month.format('m1')},?\s+{year.format('y1')}"
        rf"|\b{month.format('m2')}\s+{day},?\s+{year.format('y2')}"
        rf"|(?<!\d)\d{{1,2}}[/.-](?P<m3>0?[1-9]|1[0-2])[/.-]{year.format('y3')}"
    )


def _stated(match: re.Match[str]) -> tuple[int, int]:
    """Return year and month of a day that a text states."""
    part = match.groupdict()
    month = part["m1"] or part["m2"] or part["m3"]
    year = part["y1"] or part["y2"] or part["y3"]
    return int(year), int(month) if month.isdigit() else _months()[month]


@dataclass(frozen=True, slots=True)
class Clock:
    """The day, or only the month or the year, that an article was written on; and how it is known.

    Nothing is known of an article whose ``year`` is None: dates without a year stay open then.
    """

    day: date | None = None
    month: int | None = None
    year: int | None = None
    basis: str = ""

    @staticmethod
    def of(article: Article, text: str) -> Clock:
        """Return the clock of an article; ``text`` is its body in plain lower case."""
        if article.published is not None:
            day = article.published
            return Clock(day, day.month, day.year, f"counted from the article's date {day}")
        stated = article.published_text or ""
        if match := _ISO.search(stated):
            year, month, number = (int(g) if g else None for g in match.groups())
            day_of = _day(year, month, number)
            return Clock(day_of, month, year, f"counted from the article's date {match.group()}")
        years = set(_YEAR.findall(stated))
        if len(years) == 1:
            months = {m for w, m in _months().items() if re.search(rf"(?i)\b{w}\b", stated)}
            month = months.pop() if len(months) == 1 else None
            return Clock(None, month, int(years.pop()), f"from the article's date {stated!r}")
        return Clock._from_text(text)

    @staticmethod
    def _from_text(text: str) -> Clock:
        """Return the month of the latest day that the text states, else the latest year it tells.

        What stands in brackets is left out: anniversaries and terms of office stand there; so is
        what a plan reaches to ("by 2050"), if there is another date.
        """
        bare = _BRACKET.sub(" ", text)
        stated = list(_dated().finditer(bare))
        days = [m for m in stated if not _is_ahead(bare, m.start())] or stated
        if days:
            year, month = max(map(_stated, days))
            return Clock(None, month, year, "the year from another date of the text")
        years = (m for m in _YEAR.finditer(bare) if not _is_ahead(bare, m.start()))
        found = _TOLD.findall(bare) or [m[1] for m in years]
        if not found:
            return Clock()
        return Clock(None, None, max(map(int, found)), "the year from other dates of the text")

    def at_year(self, month: int, number: int | None = None, *, ahead: bool = False) -> int | None:
        """Return the year of a day or month that is told without one: the nearest.

        Rather one that is past, of what is told as still to come (``ahead``) one that is not.
        """
        if self.year is None or self.month is None:
            return self.year
        here = self.day or date(self.year, self.month, 15)

        def away(year: int) -> int:
            there = _day(year, month, number or 15) or date(year, month, 28)
            days = (there - here).days
            past = days <= 0
            return abs(days) if past != ahead else round(_RATHER * abs(days))

        return min((self.year - 1, self.year, self.year + 1), key=away)

    def weekday(self, number: int, *, ahead: bool = False) -> date | None:
        """Return the nearest such weekday up to the article's date, or after it (Monday is 0)."""
        if self.day is None:
            return None
        if ahead:
            return self.day + timedelta(days=(number - self.day.weekday() - 1) % 7 + 1)
        return self.day - timedelta(days=(self.day.weekday() - number) % 7)

    def iso(self) -> str | None:
        """Return the article's own date as exactly as it is known, as an ISO prefix."""
        if self.day is not None:
            return self.day.isoformat()
        if self.year is None:
            return None
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    def shifted(self, unit: str, shift: int) -> DateSpan | None:
        """Return the day, weekend, week, month or year so many units from the clock's own.

        None where the clock does not know its own so exactly.
        """
        if self.year is None:
            return None
        if unit == "year":
            year = f"{self.year + shift:04d}"
            return DateSpan(year, year)
        if unit == "month":
            if self.month is None:
                return None
            months = 12 * self.year + self.month - 1 + shift
            month = f"{months // 12:04d}-{months % 12 + 1:02d}"
            return DateSpan(month, month)
        if self.day is None:
            return None
        if unit == "day":
            first = last = self.day + timedelta(days=shift)
        else:
            monday = self.day + timedelta(days=7 * shift - self.day.weekday())
            first = monday + timedelta(days=5 if unit == "weekend" else 0)
            last = monday + timedelta(days=6)
        return DateSpan(first.isoformat(), last.isoformat())


def _is_ahead(text: str, at: int) -> bool:
    """Say whether the date at an offset is one that a plan reaches to."""
    return _AHEAD.search(text, max(0, at - 20), at) is not None


def _day(year: int | None, month: int | None, number: int | None) -> date | None:
    """Return a day of the calendar, or None where there is no such day."""
    if year is None or month is None or number is None:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None
