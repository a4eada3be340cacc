"""Dates as texts tell them: absolute, partial, ranges, and relative to the article's own date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.facts.clock import Clock
from geo.facts.dateforms import FORM_NUMBERS, date_words
from geo.model import DateSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.facts.dateforms import DateWords

__all__ = ["FoundDate", "dates_within", "find_dates", "in_that_year"]

_DAY = len("2025-11-12")
_IN_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands: ``text[start:end]``.

    ``since`` and ``until`` say that only one end is told; ``bracketed`` that it stands in
    brackets, as anniversaries do; ``stated`` that the words hold a number, so that nothing but
    the year may come from elsewhere.
    """

    start: int
    end: int
    span: DateSpan
    since: bool = False
    until: bool = False
    bracketed: bool = False
    stated: bool = True


def find_dates(
    text: str, start: int, end: int, clock: Clock, before: DateSpan | None = None
) -> list[FoundDate]:
    """Return the dates of ``text[start:end]`` in order; they do not overlap.

    Parameters
    ----------
    text
        The whole body in plain form (``geo.facts.sentences.plain``); offsets refer to it.
    start, end
        The sentence. What a sentence opens with ("Last year, …") gives the later dates of the
        same sentence their year; "the same day" means the date before it.
    clock
        What relative dates are counted from.
    before
        The last date told before the sentence: "two days later" is counted from it.
    """
    words = date_words()
    found: list[FoundDate] = []
    frame: int | None = None
    for match in _matches(words, text, start, end):
        kind = match.lastgroup or ""
        reading = _Reading(match, kind, clock, frame, found[-1].span if found else before)
        reading.to_come = kind in _OPEN and _is_to_come(words, text, start, end, match)
        span = _READERS[kind](reading)
        if span is None:
            continue
        quote = words.names.sub(lambda m: m.group().capitalize(), reading.text().rstrip("."))
        basis = f"{quote!r}, {reading.why}" if reading.why else f"stated as {quote!r}"
        ahead = text[start : match.start()]
        if frame is None and _FRAMED.match(ahead) and kind in {"relative", "year"}:
            frame = int(span.start[:4])
        found.append(
            FoundDate(
                match.start(),
                match.end(),
                DateSpan(span.start, span.end, basis),
                since=_opens(words.since, text, match) and span.start == span.end,
                until=_opens(words.until, text, match) and span.start == span.end,
                bracketed=ahead.count("(") > ahead.count(")"),
                stated=any(c.isdigit() for c in quote),
            )
        )
    return found


def _is_to_come(words: DateWords, text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Say whether the sentence tells a weekday as that of a plan, and not of who speaks of it."""
    if words.to_come.search(text, max(start, match.start() - _LONGEST), match.start()):
        return True
    opens = match.start() - start <= _OPENING
    return opens and words.comes.match(text, match.end(), end) is not None


def _opens(word: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """Say whether such a word ("since", "until") stands before a date or opens it."""
    digit = next((i for i, c in enumerate(match.group()) if c.isdigit()), 0)
    before = text[max(0, match.start() - _PREFIX) : match.start() + digit]
    return word.search(before) is not None


def in_that_year(found: FoundDate, last: FoundDate | None, text: str) -> FoundDate:
    """Return "December 31 of that year" in the year of the date told before it."""
    start, end = found.span.start, found.span.end
    if last is None or len(start) == 4 or _THAT_YEAR.match(text, found.end) is None:
        return found
    if start.endswith("-02-29") or end.endswith("-02-29"):
        return found
    year, basis = last.span.start[:4], f"{found.span.basis}; the year of the date before it"
    return replace(found, span=DateSpan(year + start[4:], year + end[4:], basis))


def _matches(words: DateWords, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find where a digit, or a word of dates, stands; only there is the long pattern tried.

    It is tried where a figure or a first word of some form begins, not far before.
    """
    done = start  # no date begins before it
    for _, at, _ in words.hints.find_matches_as_indexes(text[start:end]):
        hint = start + at
        if hint == done and text[hint - 1 : hint].isalnum():
            done = hint + 1  # inside a figure or a word, whose begin was tried
            continue
        for begin in _BEGIN.finditer(text, max(done, hint - _PREFIX), end):
            if begin.start() > hint:
                break
            if begin.start() < done or not (begin[0].isdigit() or begin[0] in words.begins):
                continue
            match = words.pattern.match(text, begin.start(), min(end, hint + _LONGEST))
            if match is not None:
                yield match
                done = match.end()
        done = max(done, hint + 1)


def dates_within(dates: Iterable[FoundDate], start: int, end: int) -> list[FoundDate]:
    """Return the dates that lie inside ``start`` to ``end``."""
    return [d for d in dates if start <= d.start and d.end <= end]


_THAT_YEAR = re.compile(r",?\s*(?:of\s+|in\s+)?(?:that|the\s+same)\s+year\b")
_BEGIN = re.compile(r"(?<![\w$/])(?<!\d[.,])(?:\d|[^\W\d]+)")
_OPEN = {"weekday", "weekdays", "month", "dmy", "mdy"}  # forms that leave week or year open
_OPENING = 12  # characters before a date that opens its sentence: "From late Friday on"
_PREFIX, _LONGEST = 24, 90  # what may stand before a hint, and how long a date may be
# a year after at most one word frames the whole sentence: "In 2019, …", "Later, in 2019, …"
_YEARS = {"last": -1, "previous": -1, "this": 0, "next": 1}
_FRAMED = re.compile(r"\W*(?:(?!after|since|before|until)\w+\W+)?\Z")


# --- what each form says ------------------------------------------------------------------


class _Reading:
    """One match, and what it takes to read it; ``why`` collects how it was read."""

    __slots__ = ("_match", "before", "clock", "frame", "number", "to_come", "why")

    def __init__(
        self,
        match: re.Match[str],
        kind: str,
        clock: Clock,
        frame: int | None,
        before: DateSpan | None,
    ) -> None:
        self._match = match
        self.number = FORM_NUMBERS[kind]
        self.clock = clock
        self.frame = frame
        self.before = before
        self.to_come = False
        self.why = ""

    def text(self) -> str:
        return " ".join(self._match.group().split())

    def __call__(self, part: str) -> str | None:
        """Return what the part of the form holds ("y", "m", "d" …), or None."""
        letter, suffix = part[0], part[1:]
        name = f"{letter}{self.number}{suffix}"
        return self._match[name] if name in self._match.re.groupindex else None

    def day(self, part: str = "d") -> int | None:
        value = self(part)
        digits = re.match(r"\d+", value) if value else None
        return int(digits.group()) if digits else None

    def month(self, part: str = "m") -> int | None:
        value = self(part)
        if value is None:
            return None
        value = value.strip(" .")
        number = int(value) if value.isdigit() else date_words().months.get(value)
        return number if number is not None and 1 <= number <= 12 else None

    def year(self, month: int | None, day: int | None = None, part: str = "y") -> int | None:
        value = self(part)
        if value:
            return int(value)
        if (word := self("s")) and self.clock.year is not None:
            self.why = self.clock.basis
            return self.clock.year + _YEARS[word]
        if self.frame is not None:
            self.why = "the year from the start of the sentence"
            return self.frame
        if month is None:
            return self.clock.year
        self.why = self.clock.basis
        return self.clock.at_year(month, day, ahead=self.to_come)


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO prefix, or None where the calendar has no such date."""
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _span(start: str | None, end: str | None = None) -> DateSpan | None:
    if start is None:
        return None
    if end is None or len(end) != len(start) or end < start:
        end = start
    return DateSpan(start, end)


def _read_iso(at: _Reading) -> DateSpan | None:
    return _span(_iso(at.year(None), at.month(), at.day()))


def _read_slash(at: _Reading) -> DateSpan | None:
    first, second, year = at.day(), int(at("m") or 0), at.year(None)
    day, month = (first, second) if second <= 12 else (second, first)
    if not day or not month or not 1 <= month <= 12:
        return None
    last = _iso(year, month, day)
    return _span(_iso(year, month, at.day("da")) or last, last) if at("da") else _span(last)


def _read_viet(at: _Reading) -> DateSpan | None:
    month, day = at.month(), at.day()
    if month is None:
        return None
    year = at.year(month, day)
    return _span(_iso(year, month, day), _iso(year, month, at.day("db")) if at("db") else None)


def _read_month(at: _Reading) -> DateSpan | None:
    month = at.month()
    return None if month is None else _span(_iso(at.year(month), month))


def _read_dmy(at: _Reading) -> DateSpan | None:
    month, day = at.month(), at.day()
    if month is not None and (last := at.month("mc")) is not None:
        return _across(at, (month, day), (last, at.day("dc")), at("yc") if not at("y") else None)
    end = at.day("db")
    year = at.year(month, day)
    return _span(_iso(year, month, day), _iso(year, month, end) if end else None)


def _read_mdy(at: _Reading) -> DateSpan | None:
    month, day = at.month(), at.day()
    if month is not None and (last := at.month("mc")) is not None:
        return _across(at, (month, day), (last, at.day("dc")), at("y"))
    end = at.day("db") or at.day("dd")
    year = at.year(month, day)
    return _span(_iso(year, month, day), _iso(year, month, end) if end else None)


def _across(
    at: _Reading, first: tuple[int, int | None], last: tuple[int, int | None], end_year: str | None
) -> DateSpan | None:
    """Return the span from a day of one month to a day of another, over New Year too."""
    turns = last[0] < first[0]
    year = int(end_year) - turns if end_year else at.year(*first)
    return None if year is None else _span(_iso(year, *first), _iso(year + turns, *last))


def _read_my(at: _Reading) -> DateSpan | None:
    year = at.year(None)
    first, last = at.month("ma"), at.month()
    return _span(_iso(year, first or last, None), _iso(year, last) if first else None)


def _read_named_month(at: _Reading) -> DateSpan | None:
    month = at.month()
    if month is None:
        return None
    year = at.year(month)
    word = at("r")
    if word and word != "this" and at.clock.year is not None and at.clock.month is not None:
        gone = month < at.clock.month
        year = at.clock.year - (not gone) if word == "last" else at.clock.year + gone
    return _span(_iso(year, month))


def _read_weekdays(at: _Reading) -> DateSpan | None:
    numbers = date_words().weekdays
    first, last = (numbers[" ".join((at(part) or "").split())] for part in ("w", "wb"))
    start = at.clock.weekday(first, ahead=at.to_come)
    if start is None:
        return None
    at.why = at.clock.basis
    return _span(start.isoformat(), (start + timedelta(days=(last - first) % 7)).isoformat())


def _read_weekday(at: _Reading) -> DateSpan | None:
    number = date_words().weekdays[" ".join((at("w") or "").split())]
    word = at("r")
    day = at.clock.weekday(number, ahead=at.to_come or word in {"next", "coming"})
    if day is None:
        return None
    if word == "last" and day == at.clock.day:
        day -= timedelta(days=7)
    at.why = at.clock.basis
    return _span(day.isoformat())


def _read_part(at: _Reading) -> DateSpan | None:
    value = at("y") or ""
    year = int(value) if value.isdigit() else at.clock.year
    if year is None:
        return None
    year -= value.startswith("last")
    rank = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(at("n") or "")
    if (count := at("c")) is not None:
        size = min(12, _count(count))
        start = 1 if rank == 0 else 13 - size
    else:
        size = 3 if at("u") == "quarter" else 6
        start = 1 + size * rank if rank is not None and size * rank < 12 else 13 - size
    return _span(_iso(year, start), _iso(year, start + size - 1))


def _count(told: str) -> int:
    """Return a number of days or months, told in figures or in words."""
    return int(told) if told.isdigit() else date_words().numbers[" ".join(told.split())]


def _read_relative(at: _Reading) -> DateSpan | None:
    unit, shift = date_words().relative[at.text()]
    if unit == "that day":
        return _that_day(at, shift)
    at.why = at.clock.basis
    return at.clock.shifted(unit, shift)


def _that_day(at: _Reading, shift: int) -> DateSpan | None:
    if at.before is None or len(at.before.start) < _DAY:
        return None
    at.why = "counted from the date before it"
    anchor = at.before.end if shift > 0 else at.before.start
    return _span((date.fromisoformat(anchor) + timedelta(days=shift)).isoformat())


def _later(at: _Reading, unit: str, size: int) -> DateSpan | None:
    """Return "two weeks later" as a day, "two months later" as a month, counted from a day."""
    if unit in _IN_DAYS:
        return _that_day(at, _IN_DAYS[unit] * size)
    if at.before is None or len(at.before.end) < _DAY:
        return None
    at.why = "counted from the date before it"
    day = date.fromisoformat(at.before.end)
    return Clock(day, day.month, day.year).shifted(unit, size)


def _read_ago(at: _Reading) -> DateSpan | None:
    size, unit = _count(at("c") or ""), at("u") or "day"
    if at("l") in date_words().later:
        return _later(at, unit, size)
    at.why = at.clock.basis
    return at.clock.shifted(unit, -size)


def _read_years(at: _Reading) -> DateSpan | None:
    first, last = at("y") or "", at("yb") or ""
    last = last if len(last) == 4 else first[:2] + last
    return _span(first, last) if first <= last else None


def _read_year(at: _Reading) -> DateSpan | None:
    return _span(at("y"))


_READERS: dict[str, Callable[[_Reading], DateSpan | None]] = {
    "iso": _read_iso,
    "slash": _read_slash,
    "viet": _read_viet,
    "vietmonth": _read_month,
    "dmy": _read_dmy,
    "mdy": _read_mdy,
    "my": _read_my,
    "month": _read_named_month,
    "weekdays": _read_weekdays,
    "weekday": _read_weekday,
    "part": _read_part,
    "relative": _read_relative,
    "ago": _read_ago,
    "years": _read_years,
    "year": _read_year,
}
