"""Which thing a sum is the value of: "worth 2 million VND each", "VND 5m worth of rice"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of

if TYPE_CHECKING:
    from geo.facts.money import Money

__all__ = ["is_for_all", "is_spent_in_all", "is_value", "value_follows"]


_BRACKET = re.compile(r"\s*\([^()]*\)")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    worth, total = any_of("worth", "worth"), any_of("worth", "total")
    approximate = any_of("numbers", "approximate")
    filler = rf"(?:{approximate}|{total}|{any_of('worth', 'each')}|{any_of('worth', 'between')})"
    return {
        "value": re.compile(
            rf"(?:{worth}(?:,|\s+-)?|{any_of('giving', 'build')}\s+for)(?:\s+{filler})*\s*$"
        ),
        "in value": re.compile(
            r"\s*(?:\([^()]*\))?\s*(?:in\s+(?:value|worth)"
            r"|(?:that|which)\s+(?:they|it|this|these)\s+(?:had\s+|have\s+|has\s+)?cost)(?!\w)"
        ),
        "level": re.compile(
            r"(?:(?:\beach\s+)?\bof|\bwith\s+(?:a|an|the)\s+(?:\w+\s+)?"
            rf"{any_of('syntax', 'level')}\s+of)(?:\s+{filler})*\s*$"
        ),
        "of each": re.compile(
            rf"[,;(–-]\s*(?:at\s+|with\s+)?{any_of('worth', 'for each')}(?:\s+one)?(?:\s+of)?"
            rf"(?:\s+{filler})*\s*$"
        ),
        "value of it": re.compile(
            rf"{worth}\s+(?:of\s+)?(?:[\w'-]+\s+){{1,5}}?{any_of('worth', 'amounts to')}"
            rf"(?:\s+{filler})*\s*$"
        ),
        "for which": re.compile(rf"(?:for|on)\s+which(?:\s+{filler})*\s*$"),
        "spent": re.compile(rf"\s*(?:\([^()]*\)\s*)?{any_of('worth', 'spent on it')}"),
        "spent in all": re.compile(
            rf"\s*(?:\([^()]*\)\s*)?{any_of('worth', 'spent on it')}\s+{total}"
        ),
        "one": re.compile(rf"(?<!\w)an?\s+(?:{approximate}\s+)?(?:new\s+|further\s+)?$"),
        "total": re.compile(total),
        "worth of": re.compile(rf"(?:-|\s+){any_of('syntax', 'worth of')}\s+"),
    }


def is_value(text: str, money: Money, start: int, *, after: int | None = None) -> bool:
    """Say whether the words before a sum say that it is the value of what stands before them.

    ``after``: where the nearest thing before the sum ends; "of" and an opening bracket tie a sum
    to a thing only if nothing stands between.
    """
    near = max(start, money.start - 60)
    if _patterns()["value"].search(text, near, money.start):
        return True
    if _patterns()["value of it"].search(text, max(start, money.start - 90), money.start):
        return True
    if money.each and _patterns()["of each"].search(text, near, money.start):
        return True
    if money.each and re.search(r"(?<!\w)at\s+(?:\w+\s+)?$", text[near : money.start]):
        return True
    if _patterns()["in value"].match(text, money.end) or is_spent_in_all(text, money):
        return True
    if _patterns()["for which"].search(text, near, money.start):
        return _patterns()["spent"].match(text, money.end) is not None
    if re.search(r"(?<!\w)for\s+(?:\w+\s+){0,2}$", text[near : money.start]) and is_for_all(
        text, money, money.start, money.end + 60
    ):
        return True
    if after is None or after > money.start:
        return False
    between = _BRACKET.sub("", text[after : money.start])
    if money.each and re.fullmatch(r"(?:\s+\w+){0,2}\s+with\s+(?:\w+\s+(?:of\s+)?)?", between):
        return True
    if re.fullmatch(r"\s*\(\s*(?:each\s+)?", between) or (
        money.each and re.fullmatch(r",?\s*(?:at\s+)?", between)
    ):
        return True
    if re.fullmatch(rf"\s+for\s+(?:{any_of('numbers', 'approximate')}\s+)*", between):
        return True
    return len(between) < 60 and bool(_patterns()["level"].fullmatch(between.strip(" ,") + " "))


def is_spent_in_all(text: str, money: Money) -> bool:
    """Say whether a sum is what everything told before it cost: "5 billion was spent in all"."""
    return _patterns()["spent in all"].match(text, money.end) is not None


def is_for_all(text: str, money: Money, start: int, end: int) -> bool:
    """Say whether a sum is the total of several things ("in total", "with a total value of")."""
    before = text[max(start, money.start - 40) : money.start]
    after = _BRACKET.sub("", text[money.end : min(end, money.end + 60)], count=1)[:16]
    return bool(_patterns()["total"].search(before)) or bool(
        re.match(rf"\s*,?\s*{any_of('worth', 'total')}", after)
    )


def value_follows(text: str, money: Money, end: int) -> int | None:
    """Return where the thing begins that a sum before it is the value of.

    As in "VND 5m worth of rice" and "a VND 5m clinic"; None where the sum stands for itself.
    """
    match = _patterns()["worth of"].match(text, money.end, end)
    if match:
        return match.end()
    one = _patterns()["one"].search(text, max(0, money.start - 30), money.start)
    form = r"(?:\s*\([^()]{0,40}\))?[-\s]+(?=[a-z])"
    noun = re.match(form, text[money.end : end]) if one else None
    return money.end + noun.end() if noun else None
