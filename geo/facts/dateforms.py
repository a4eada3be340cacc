"""The words of dates and the one pattern of all their forms.

``geo.facts.dates`` reads what the pattern matches. The name of the outer group tells the form; the
parts of a form carry its number ("m6" is the month of the sixth form).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FORM_NUMBERS", "DateWords", "date_words"]

FORM_NUMBERS = {
    "iso": 1, "slash": 2, "viet": 3, "vietmonth": 4, "dmy": 5, "mdy": 6, "my": 7, "month": 8,
    "weekdays": 9, "weekday": 10, "part": 11, "relative": 0, "ago": 12, "years": 13, "year": 14,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateWords:
    """The vocabulary of dates, compiled.

    ``hints`` finds where a date may stand; ``begins`` are the words that one may begin with.
    ``to_come`` ends where a weekday is still to come; ``comes`` goes on behind such a one.
    ``later`` are the words that count on from the date before: "two days later".
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, tuple[str, int]]
    numbers: dict[str, int]
    later: frozenset[str]
    hints: AhoCorasick
    begins: frozenset[str]
    names: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    to_come: re.Pattern[str]
    comes: re.Pattern[str]
    pattern: re.Pattern[str]


_LEADING = (
    "from", "between", "last", "this", "next", "coming", "first", "second", "third", "fourth",
    "the",
)  # fmt: skip
_LEADING_SECTIONS = ("day word", "month word", "year word", "in", "since")
"""What the forms of ``_pattern`` begin with, beside the names of months, days and numbers."""


def _first_words(*phrases: str) -> frozenset[str]:
    """Return the letters that phrases begin with."""
    return frozenset(m[0] for p in phrases if (m := re.match(r"[^\W\d]+", p.lower())))


def _any(words: Iterable[str]) -> str:
    ranked = sorted({w.lower() for w in words}, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ranked)


def _numbered(words: dict[str, tuple[str, ...]], prefix: str) -> dict[str, int]:
    return {
        word.lower(): int(section.removeprefix(prefix))
        for section, members in words.items()
        if section.startswith(prefix) and section.removeprefix(prefix).lstrip("+-").isdigit()
        for word in members
    }


@cache
def date_words() -> DateWords:
    """Return the vocabulary of data/vocabulary/dates.txt, compiled once."""
    words = read_words(data_folder() / "vocabulary" / "dates.txt")
    months, weekdays = _numbered(words, "month "), _numbered(words, "weekday ")
    months = {w: n for w, n in months.items() if (w not in _numbered_relative(words, "month"))}
    relative: dict[str, tuple[str, int]] = {}
    for unit in ("day", "weekend", "week", "month", "year"):
        for word, shift in _numbered_relative(words, unit).items():
            relative[word] = (unit, shift)
    for section, shift in (("same day", 0), ("day after", 1), ("day before", -1)):
        relative.update({w.lower(): ("that day", shift) for w in words[section]})
    numbers = _numbered(words, "number ")
    hints = {
        *"0123456789",
        *months,
        *weekdays,
        *relative,
        *words["month word"],
        *(w.lower() for w in (*words["later"], *words["ago"])),
    }
    hints |= {"last year", "this year"}
    before, behind = (
        rf"(?:(?!(?<!\w)(?:{_any((*words['said'], *words[other]))})(?!\w))[^;:.]){{0,90}}?"
        for other in ("done", "aside")
    )
    # "by early May", "by Wed. 5 May"; but no date has the "by" of the sentence before
    word = rf"(?:(?:{_any([*months, *weekdays])})\.?\s+|[^\W\d]+\s+)?"
    return DateWords(
        months,
        weekdays,
        relative,
        numbers,
        frozenset(w.lower() for w in words["later"]),
        AhoCorasick(sorted(hints)),
        _first_words(
            *months,
            *weekdays,
            *relative,
            *numbers,
            *_LEADING,
            *(word for name in _LEADING_SECTIONS for word in words[name]),
        ),
        re.compile(rf"\b(?:{_any([*months, *weekdays])})\b"),
        re.compile(rf"(?<!\w)(?:{_any(words['since'])})\s+{word}\Z"),
        re.compile(rf"(?<!\w)(?:{_any(words['until'])})\s+{word}\Z"),
        re.compile(rf"(?<!\w)(?:{_any(words['to come'])})(?!\w){before}\Z"),
        re.compile(rf"{behind}(?<!\w)(?:{_any(words['to come'])})(?!\w)"),
        re.compile(_pattern(words, months, weekdays, relative, numbers)),
    )


def _numbered_relative(words: dict[str, tuple[str, ...]], unit: str) -> dict[str, int]:
    return {
        word.lower(): int(section.split()[-1])
        for section, members in words.items()
        if re.fullmatch(rf"{unit} [+-]\d", section)
        for word in members
    }


def _pattern(
    words: dict[str, tuple[str, ...]],
    months: dict[str, int],
    weekdays: dict[str, int],
    relative: dict[str, tuple[str, int]],
    numbers: dict[str, int],
) -> str:
    """Return one pattern of all forms of dates; the name of the outer group tells the form."""
    year = r"(?:19[3-9]\d|20[0-6]\d)(?!\d)"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)\s?(?:(?:<sup>)?(?:st|nd|rd|th)\b(?:</sup>)?)?"
    month = rf"(?:{_any(months)})(?!\w)\.?"
    no_weekday = "".join(rf"(?<!{re.escape(w.lower())}\s)" for w in words["no weekday after"])
    weekday = rf"{no_weekday}(?:{_any(weekdays)})(?!\w)"
    to, into = rf"(?:-|{_any(words['to'])})", rf"(?:{_any(words['in'])})"
    ngay, thang, nam = (_any(words[f"{unit} word"]) for unit in ("day", "month", "year"))
    count = rf"(?:\d{{1,2}}|{_any(numbers)})"
    ends = r"(?=\s*(?:[,.;:()]|\Z|(?:in|at|on|by|this|last)\b))"
    since = _any(words["since"])

    def that_year(part: str) -> str:
        """Return the pattern of "of last year" behind a day or month, in a group of its own."""
        return rf"(?:,?\s*(?:of\s+)?(?:the\s+)?(?P<{part}>last|previous|this|next)\s+year\b)?"

    forms = {
        "iso": rf"(?P<y1>{year})-(?P<m1>0[1-9]|1[0-2])(?:-(?P<d1>[0-3]\d))?(?!\d)",
        "slash": (
            rf"(?:(?:{ngay})\s*)?(?:(?P<d2a>\d{{1,2}})\s*(?:-|đến|và|and)\s*)?"
            rf"(?P<d2>\d{{1,2}})(?P<sep>[/.-])(?P<m2>\d{{1,2}})(?P=sep)(?P<y2>{year})"
        ),
        "viet": (
            rf"(?:{ngay})\s*(?P<d3>\d{{1,2}})(?:\s*(?:-|đến|và|tới)\s*(?:{ngay})?\s*(?P<d3b>\d{{1,2}}))?"
            rf"(?:\s*[/-]\s*|\s*(?:{thang})\s*)(?P<m3>\d{{1,2}}(?!\d)|{month})"
            rf"(?:(?:\s*[/-]\s*|,?\s*(?:{nam})\s*)(?P<y3>{year}))?"
        ),
        "vietmonth": (
            rf"(?:{thang})\s*(?P<m4>\d{{1,2}}(?!\d)|{month})"
            rf"(?:(?:\s*[/-]\s*|,?\s*(?:{nam})\s*)(?P<y4>{year}))?"
        ),
        "dmy": (
            rf"(?P<d5>{day})(?:\s*(?:{to}|and|&)\s*(?P<d5b>{day}))?\s*(?:of\s+)?(?P<m5>{month})"
            rf"(?:,?\s+(?P<y5>{year}))?{that_year('s5')}"
            rf"(?:\s*{to}\s*(?P<d5c>{day})\s*(?P<m5c>{month})(?:,?\s+(?P<y5c>{year}))?)?"
        ),
        "mdy": (
            rf"(?:(?P<f6>from|between)\s+)?(?P<m6>{month})\s+(?P<d6>{day})(?![\d:]|\s*%)"
            rf"(?:\s*-\s*(?P<d6b>{day})(?!\d)|\s*{to}\s+(?P<m6c>{month})\s+(?P<d6c>{day})"
            rf"|\s*(?:{to}|and)\s*(?P<d6d>{day})(?(f6)|{ends}))?"
            rf"(?:,?\s*(?:of\s+)?(?P<y6>{year}))?{that_year('s6')}"
        ),
        "my": (
            rf"(?:(?P<m7a>{month})\s*(?:{to}|and)\s*)?(?P<m7>{month}),?\s+(?:of\s+)?(?P<y7>{year})"
        ),
        "month": (
            rf"(?:{into}|(?P<r8>last|this|next))\s*(?P<m8>{month})(?!\s*\d|,\s*{year})"
            rf"{that_year('s8')}"
        ),
        "weekdays": rf"(?P<w9>{weekday})\s+{to}\s+(?:(?:{nam})\s+)?(?P<w9b>{weekday})",
        "weekday": (
            rf"(?:(?P<r10>last|next|this|coming)\s+)?(?P<w10>{weekday})"
            rf"(?!,?\s*\(?(?:the\s+)?(?:\d|{month}))"
        ),
        "part": (
            rf"(?P<n11>first|last|second|third|fourth)\s+(?:(?P<c11>{count})\s+months|(?P<u11>quarter"
            rf"|half))\s+of\s+(?:the\s+year\s+)?(?P<y11>{year}|last year|this year)"
        ),
        "relative": rf"(?:{_any(relative)})(?!\w)",
        "ago": (
            rf"(?P<c12>{count})\s+(?P<u12>day|week|month|year)s?\s+"
            rf"(?P<l12>{_any(words['later'] + words['ago'])})(?!\w)"
        ),
        "years": (
            rf"(?:between\s+|from\s+|(?:{into}|{since})\s+)?(?P<y13>{year})\s*(?:-|{to}|and)\s*"
            rf"(?P<y13b>{year}|\d\d(?![\d,.]))(?!\s*-)"
        ),
        "year": (
            rf"(?:(?:{into}|(?:{since}))\s+)?(?:the\s+year\s+|(?:{nam})\s+)?(?P<y14>{year})"
            rf"(?![/%]|[.,]\d|\s*(?:{_any(words['no year before'])})\b)"
        ),
    }
    body = "|".join(f"(?P<{name}>{form})" for name, form in forms.items())
    return rf"(?<![\w$/])(?<!\d[.,])(?:{body})"
