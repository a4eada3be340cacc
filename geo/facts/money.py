"""Sums of money: amount, currency, whether for each or for a month, and sums said twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.lexicon import any_of, sections
from geo.facts.quantities import Number, read_numbers
from geo.facts.sentences import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Money", "read_money"]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money; ``text[start:end]`` are its words, "each" and "per month" included.

    ``each``: the sum is for one thing or one person; ``converted``: it repeats the sum before it
    in another currency ("100 million VND (over 4,300 USD)") and must not be counted again.
    """

    start: int
    end: int
    value: float
    currency: str
    approximate: bool = False
    each: bool = False
    period: Literal["month", "year"] | None = None
    converted: bool = False


@cache
def _codes() -> dict[str, str]:
    return {
        "".join(word.split()): name.split()[0]
        for name, words in sections("currencies").items()
        for word in words
    }


_LEAST = 1000  # dollars; what is less may count something
_GLUED = re.compile(r"([^\W\d_]+)(?!\w)")
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    apart = (name for name in sections("currencies") if " " not in name)
    currency = any_of("currencies", *apart)
    unit = r"(?:an?\s+|the\s+)?[\w'-]+"
    month, year = any_of("worth", "month"), any_of("worth", "year")
    each = any_of("worth", "each")
    conversion = any_of("worth", "conversion")
    return {
        "before": re.compile(rf"({currency})\s*$"),
        "after": re.compile(rf"\s*-?({currency})(?!\s?\d)"),
        "no sign": re.compile(rf"(?<!the )({any_of('currencies', 'USD without its sign')})\s+$"),
        "no noun": re.compile(rf"\s*(?:[.,;:()]|$|{any_of('giving', 'stops')})"),
        "short": re.compile(r"\s?(k|m|b)\b"),
        "each": re.compile(
            rf"\s*(?:in\s+cash\s*)?(?:/\s*[\w'-]+(?:\s*/\s*[\w'-]+)*"
            rf"|(?:,\s*|for\s+|to\s+)?{each}(?!\w)(?!\s+cent)(?:(?<=per|ery|mỗi)\s+{unit})?"
            rf"(?:\s+(?:per|each|a|every|/)\s+(?:{month}|{year}))?"
            rf"|\s(?:an?|every|each)\s+(?:{month}|{year})"
            rf"|\s+an?\s+{any_of('units')}(?!\s+of)|\s?(?:{month}|{year}))"
        ),
        "each alone": re.compile(rf"\s+{each}(?!\w)"),
        "for each": re.compile(
            rf"{any_of('worth', 'for each')}(?!\w)[^.;,()\d]{{0,45}}"
            rf"(?:,\s+{any_of('worth', 'worth')}[^.;,()\d]{{0,20}})?$"
        ),
        "monthly": re.compile(
            rf"(?:({any_of('worth', 'every month')})|{any_of('worth', 'every year')})\s+"
            r"(?:[\w-]+\s+){0,4}$"
        ),
        "month": re.compile(rf"(?<!\w){month}(?!\w)"),
        "year": re.compile(rf"(?<!\w){year}(?!\w)"),
        "conversion": re.compile(
            rf"\s*,?\s*(?:[(=~]\s*(?:{conversion}\s*)*|(?:{conversion}\s*)+)(?:{currency}\s*)?"
        ),
    }


def read_money(
    text: str,
    numbers: Sequence[Number] | None = None,
    *,
    vietnamese: bool = False,
    lowered: str | None = None,
) -> list[Money]:
    """Return the sums of money of a text, in order, with offsets into it."""
    if numbers is None:
        numbers = read_numbers(text, vietnamese=vietnamese)
    lowered = plain(text) if lowered is None else lowered
    found: list[Money] = []
    for number in numbers:
        if number.percent:
            continue
        money = _money(lowered, number) or _without_sign(text, lowered, number)
        if money is None:
            continue
        if found and _converts(lowered, found[-1], money):
            money = Money(
                money.start,
                money.end,
                money.value,
                money.currency,
                money.approximate,
                converted=True,
            )
        found.append(money)
    return found


def _money(text: str, number: Number) -> Money | None:
    patterns = _patterns()
    start, end, value = number.start, number.end, number.value
    before = patterns["before"].search(text, max(0, start - 24), start)
    short = patterns["short"].match(text, end)
    if before and short and not number.scaled:
        value *= {"k": 1e3, "m": 1e6, "b": 1e9}[short[1]]
        end = short.end()
    after = patterns["after"].match(text, end) or _glued(text, end)
    sign = after or before
    if sign is None:
        return None
    if before and not _belongs_to_previous(text, before.start()):
        start = before.start()
        sign = before
    elif after is None:
        return None
    if after:
        end = after.end()
        sign = after if sign is not before else before
    each = bool(patterns["for each"].search(text, max(0, start - 60), start))
    period: Literal["month", "year"] | None = None
    often = patterns["monthly"].search(text, max(0, start - 40), start)
    if often:
        period = "month" if often[1] else "year"
    extent = patterns["each"].match(text, end)
    if extent:
        words = extent[0]
        if patterns["month"].search(words):
            period = "month"
        elif patterns["year"].search(words):
            period = "year"
        each = each or period is None or bool(re.search(r"/[^/]+/|per|each|mỗi", words))
        end = extent.end()
    elif bracket := _BRACKET.match(text, end):  # "2 million VND (87 USD) each"
        each = each or patterns["each alone"].match(text, bracket.end()) is not None
    return Money(
        start, end, value, _codes()["".join(sign[1].split())], number.approximate, each, period
    )


def _without_sign(text: str, lowered: str, number: Number) -> Money | None:
    """Return dollars that lost their sign: "US 40,000 for a school", not "the US 500 men"."""
    patterns = _patterns()
    lead = patterns["no sign"].search(lowered, max(0, number.start - 8), number.start)
    if lead is None or number.value < _LEAST or not text[lead.start(1) : lead.end(1)].isupper():
        return None
    if not patterns["no noun"].match(lowered, number.end):
        return None
    return Money(lead.start(1), number.end, number.value, "USD", number.approximate)


def _glued(text: str, end: int) -> re.Match[str] | None:
    """Return the currency right behind a figure: "500,000VND", "65.850.000d"."""
    match = _GLUED.match(text, end) if text[end - 1].isdigit() else None
    if match is None or match[1] not in _codes():
        return None
    return match if len(match[1]) > 1 or text[end - 3 : end].isdigit() else None  # "3d" is no sum


def _belongs_to_previous(text: str, at: int) -> bool:
    """Say whether a currency sign before a figure closes the sum before it ("5 USD 20 cows")."""
    return bool(re.search(r"\d\s*(?:\w+illion\s*)?$", text[max(0, at - 12) : at]))


def _converts(text: str, first: Money, second: Money) -> bool:
    if first.currency == second.currency or second.start - first.end > 45 or first.converted:
        return False
    return bool(_patterns()["conversion"].fullmatch(text, first.end, second.start))
