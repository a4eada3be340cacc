"""When an article was published, and how that is known.

In this order: what its header says; a line of the text that holds a date and little else, or a
dateline; the address ("/2021/06/"); the name of the file. A full date of a later source is
taken where it agrees with the partial one of an earlier source. The clock is never asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Basis", "published"]

Basis = Literal["header", "text", "url", "file"]

_HEAD_LINES = 8
_TAIL_LINES = 4
_LONGEST_DATE_LINE = 90
_MOST_OTHER_WORDS = 8
_YEAR = re.compile(r"\d{4}")
_YEARS = range(1900, 2101)
_PATH_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-_/](?P<m>\d{1,2})[-_/](?P<d>\d{1,2})(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?:\d{4}|\d{6}|\d{9})?(?!\d)"
    ),
)
_PATH_MONTHS = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)/(?P<m>0?[1-9]|1[0-2])(?![\d/]*\d)"),
    re.compile(r"^(?P<y>20\d\d)-(?P<m>0[1-9]|1[0-2])(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Regular expressions that the vocabulary makes."""

    full: tuple[re.Pattern[str], ...]
    month: re.Pattern[str]
    month_year: re.Pattern[str]
    marker: re.Pattern[str]
    months: dict[str, int]


@cache
def _patterns() -> _Patterns:
    words = {
        section: sorted(
            {form.strip() for line in lines for form in line.split(",")}, key=lambda w: (-len(w), w)
        )
        for section, lines in read_words(data_folder() / "vocabulary" / "datelines.txt").items()
    }
    months = {
        form: int(section.split()[1])
        for section, forms in words.items()
        if section.startswith("month ")
        for form in forms
    }
    names = "|".join(map(re.escape, sorted(months, key=lambda w: (-len(w), w))))
    year = "|".join(map(re.escape, words["year"]))
    tail = rf"\.?,?\s*(?:(?:{year})\s*)?(?P<y>\d{{4}})(?!\d)"
    flags = re.IGNORECASE
    return _Patterns(
        full=(
            re.compile(r"(?<![\d/-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
            re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?P<mon>{names}){tail}", flags),
            re.compile(
                rf"(?<!\w)(?P<mon>{names})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"
                r"(?!\d)",
                flags,
            ),
            re.compile(r"(?<![\d/])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?!\d)"),
        ),
        month=re.compile(rf"(?<!\w)(?:{names})(?!\w)", flags),
        month_year=re.compile(
            rf"(?<!\w)(?P<mon>{names}){tail}|(?<!\d)(?P<y2>\d{{4}})-(?P<m>\d{{2}})(?![\d-])", flags
        ),
        marker=re.compile(rf"\s*(?:{'|'.join(map(re.escape, words['published']))})\s*:?\s*", flags),
        months=months,
    )


def published(
    header: str | None, text: str, url: str | None, stem: str, fallback: str | None = None
) -> tuple[date | None, str | None, Basis | None]:
    """Return the day of publication, the partial date where no day is known, and the basis.

    Parameters
    ----------
    header
        What the header says, such as "2017-07-19" or "not stated (about January 2014)".
    text
        The body.
    url
        The article's address.
    stem
        The file's name without its ending.
    fallback
        A date that the file carries in itself, asked last.
    """
    partial: tuple[str, Basis] | None = None
    for stated, basis in _stated(header, text, url, stem, fallback):
        if partial and not stated.startswith(partial[0]):
            continue
        if len(stated) == len("2025-11-12"):
            return date.fromisoformat(stated), None, basis
        if partial is None or len(stated) > len(partial[0]):
            partial = (stated, basis)
    return (None, partial[0], partial[1]) if partial else (None, None, None)


def _stated(
    header: str | None, text: str, url: str | None, stem: str, fallback: str | None
) -> Iterator[tuple[str, Basis]]:
    """Yield what each source states, as an ISO prefix, the most trusted first."""
    found: tuple[tuple[str | None, Basis], ...] = (
        (_from_header(header or ""), "header"),
        (_from_text(text), "text"),
        (_from_path(url or ""), "url"),
        (_from_path(stem), "file"),
        (_from_header(fallback or ""), "file"),
    )
    for stated, basis in found:
        if stated:
            yield stated, basis


def _iso(match: re.Match[str]) -> str | None:
    """Return the ISO date of a match, None where the calendar has no such day."""
    parts = match.groupdict()
    month = _month(parts["mon"]) if parts.get("mon") else int(parts["m"])
    day = int(parts["d"])
    if month > 12 >= day and not parts.get("mon"):
        month, day = day, month  # written the American way
    return _day(int(parts["y"]), month, day)


def _month(name: str) -> int:
    """Return the number of a month; 0, which is none, for look-alikes such as "aprıl"."""
    return _patterns().months.get(name.casefold(), 0)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def _full_dates(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every full date as (ISO, start, end), earlier patterns first.

    The end of a range ("8-9 December 2025") is none: that is when something took place.
    """
    if not _YEAR.search(text):
        return
    for pattern in _patterns().full:
        for match in pattern.finditer(text):
            before = text[: match.start()].rstrip()
            in_range = before[-1:] in "-–—" and before[:-1].rstrip()[-1:].isdigit()
            iso = _iso(match)
            if iso and not (before and in_range):
                yield iso, match.start(), match.end()


def _from_header(value: str) -> str | None:
    """Return the date of a header field, as exactly as it says it."""
    full = next(_full_dates(value), None)
    if full:
        return full[0]
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value))
    if len(years) != 1:
        return None  # "2020 or 2021" is no year
    months = {_month(m) for m in _patterns().month.findall(value)}
    match = _patterns().month_year.search(value)
    if match and len(months) <= 1:
        month = int(match["m"]) if match["m"] else _month(match["mon"])
        if 1 <= month <= 12:
            return f"{int(match['y2'] or match['y']):04d}-{month:02d}"
    return str(years.pop())


def _from_text(text: str) -> str | None:
    """Return the date of a line that is there to give it, at the head or the foot of a text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES]:
        found = _date_line(line) or _dateline(line)
        if found:
            return found
    for line in reversed(lines[_HEAD_LINES:][-_TAIL_LINES:]):
        found = _date_line(line)
        if found:
            return found
    return None


def _date_line(line: str) -> str | None:
    """Return the date of a line with a date and little else, or that begins by announcing one."""
    marker = _patterns().marker.match(line)
    for iso, start, end in _full_dates(line[:_LONGEST_DATE_LINE]):
        if marker and start == marker.end():
            return iso
        others = re.findall(r"[^\W\d_]+", line[:start] + " " + line[end:])
        if len(line) <= _LONGEST_DATE_LINE and len(others) <= _MOST_OTHER_WORDS and line[-1] != ".":
            return iso
    return None


def _dateline(line: str) -> str | None:
    """Return the date of "PHNOM PENH, Nov. 13, 2023 (Agency) – …"."""
    for iso, start, end in _full_dates(line[:_LONGEST_DATE_LINE]):
        place = re.fullmatch(r"[^.;:!?]*?[,(\s]*", line[:start])
        if place and re.match(r"\s*(?:\([^)]{1,30}\))?\)?\s*(?:[–—:-]|//)", line[end:]):
            return iso
    return None


def _from_path(path: str) -> str | None:
    """Return the date that an address or a file name spells out."""
    for pattern in _PATH_DATES:
        for match in pattern.finditer(path):
            iso = _day(int(match["y"]), int(match["m"]), int(match["d"]))
            if iso:
                return iso
    for pattern in _PATH_MONTHS:
        found = pattern.search(path)
        if found:
            return f"{found['y']}-{int(found['m']):02d}"
    return None
