"""How two neighbouring names stand to each other: by the words and marks between them."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.geoparse.words import SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["Link", "linked", "mark_brackets"]


class Link(Enum):
    """What stands between two names."""

    NONE = 0
    COMMA = 1
    AND = 2
    DASH = 3
    BRACKET = 4
    IN = 5
    OF_IT = 6
    """The later belongs to the earlier: "Binh Phuoc's Loc Ninh"."""


_LONGEST = 70
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(
    r"\s*,?\s*(?:and|or|&|và|as\s+well\s+as|together\s+with|along\s+with|with|and\s+between)"
    r"\s+(?:the\s+|its\s+|with\s+|of\s+|in\s+)?"
    r"(?:(?:neighbou?ring|bordering|adjacent|nearby|cambodia(?:n|'s)|vietnam(?:ese|'s)|lao(?:s'|tian)?)\s+)?",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[-‐‑‒–−/~]\s*|[—―]")
"""An em dash with spaces parts clauses and ends datelines; without them it joins."""
_BRACKET = re.compile(r"\s*[(\[]\s*(?:in\s+|of\s+|the\s+)*", re.IGNORECASE)
_IN = re.compile(
    r"\s*,?\s*(?:\(\s*)?(?:which\s+(?:is|lies)\s+|located\s+|situated\s+|lying\s+|based\s+|lies\s+)?"
    r"(?:of|in|at|from|inside|within|under|belonging\s+to|on|thuộc|tại|ở|của)\s+"
    rf"(?:the\s+|its\s+|both\s+)?(?:(?!and\b|or\b)[{SMALL}'’-]+\s+){{0,4}}?(?:of\s+|of\s+the\s+)?",
)
_OF_IT = re.compile(r"\s*['’][sS]?\s+(?:[a-z'-]+\s+){0,4}(?:of\s+)?")


def linked(tokens: Tokens, earlier: Name, later: Name) -> Link:
    """Return how ``later`` follows ``earlier``, whose class words and bracket are skipped."""
    start = tokens.ends[earlier.reach - 1]
    if earlier.bracket is not None:
        start = earlier.bracket
    if not 0 <= later.start - start <= _LONGEST:
        return Link.NONE
    return _link(tokens.text[start : later.lead or later.start])


@lru_cache(maxsize=4096)
def _link(between: str) -> Link:
    for pattern, link in _PATTERNS:
        if pattern.fullmatch(between):
            return link
    return Link.NONE


_PATTERNS = (
    (_COMMA, Link.COMMA),
    (_AND, Link.AND),
    (_DASH, Link.DASH),
    (_BRACKET, Link.BRACKET),
    (_OF_IT, Link.OF_IT),
    (_IN, Link.IN),
)


def mark_brackets(tokens: Tokens, names: Sequence[Name]) -> None:
    """Note which names stand in brackets behind another: "Le Thanh (Gia Lai)–O Yadav".

    The owner's ``bracket`` is the offset after the bracket, so that lists go on behind it.
    """
    text = tokens.text
    owner: Name | None = None
    for name in names:
        if owner is not None and owner.bracket is not None and name.start < owner.bracket:
            name.bracketed = True
            name.holder = owner
            continue
        name.bracketed = False
        owner = name
        match = _OPENS.match(text, tokens.ends[name.reach - 1])
        if match:
            name.bracket = match.end()


_OPENS = re.compile(r"\s*[(\[][^()\[\]\n]{2,200}[)\]]")
