"""Relative clauses and plans: what they date and place is not what their sentence tells of."""

from __future__ import annotations

import re
from functools import cache

from geo.facts.lexicon import any_of, phrases, search_for

__all__ = ["asides", "is_of_plan"]

_CLOSES = re.compile(r"[,;)]|\s-\s")
_PAPER = 60  # a paper stands so near after "as laid down in"
# "the chapter that the society has in A", but not "they said that the …" or "agreed that they …"
_THAT = (
    r"(?<!\w)(?<!ed\s)(?<!says\s)(?<!said\s)(?<!say\s)that\s+"
    r"(?=(?:the|its|their|his|her|they|both)\s)"
)
_COMPLETED = re.compile(r"[^\W\d]+ed\b")


@cache
def _openers() -> re.Pattern[str]:
    relative = any_of("setting", "relative")
    follows = any_of("setting", "verbs of a relative clause")
    return re.compile(
        rf"(?P<relative>{relative}|(?<!\w)that\s+(?={follows})|{_THAT})"
        rf"|(?P<paper>{any_of('setting', 'by agreement')})"
    )


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf"{any_of('setting', 'finite')}|{_COMPLETED.pattern}")


def asides(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the relative clauses of ``text[start:end]`` (plain form), and "as agreed in …".

    A relative clause ends at the first comma or bracket after its verb, at a semicolon, or with
    the sentence: "the plan which A and B, at a meeting, had signed in 2015".
    """
    found = []
    for opener in _openers().finditer(text, start, end):
        if opener.lastgroup == "paper":
            reach = min(end, opener.end() + _PAPER)
            if not search_for("setting", "papers").search(text, opener.end(), reach):
                continue
        elif _asks(text, start, opener.start()):
            continue
        found.append((opener.start(), _close(text, opener, end)))
    return found


def _asks(text: str, start: int, at: int) -> bool:
    """Say whether it is no relative: a sentence opens so, or somebody is told."""
    before = text[start:at].split()
    return not before or before[-1].strip(",\"'") in phrases("event_context", "said")


def _close(text: str, opener: re.Match[str], end: int) -> int:
    verb = opener.lastgroup == "paper"
    at = begin = opener.end()
    for mark in _CLOSES.finditer(text, at, end):
        verb = verb or _finite().search(text, at, mark.start()) is not None
        bracket = mark.group() == ")"
        if bracket and text.count("(", begin, mark.end()) >= text.count(")", begin, mark.end()):
            continue  # it closes a bracket of the clause itself
        verb = verb or (at == begin and _finite().match(text, mark.end() + 1) is not None)
        if verb or bracket or mark.group() == ";":
            return mark.start()
        at = mark.end()
    return end


@cache
def _plans() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"{any_of('setting', plans)}(?P<gap>[^,;()]*?){any_of('setting', year)}")
        for plans, year in (("plans", "for a year"), ("plans in a year", "in a year"))
    )


def is_of_plan(text: str, start: int, at: int, end: int) -> bool:
    """Say whether a year is that of a plan: "a programme for managing the border in 2023".

    ``at`` and ``end`` bound the year, with its preposition or without; ``start`` is how far back
    the plan may stand. A verb between says that something was done then.
    """
    year = re.compile(r"(?:the\s+)?(?:year\s+)?\d{4}\b")
    for form in _plans():
        for match in form.finditer(text, start, end):
            led = re.compile(r"\s+").match(text, match.end())
            if led is None or year.match(text, led.end()) is None or match.end() < at - 4:
                continue
            if _finite().search(match["gap"]) is None:
                return True
    return False
