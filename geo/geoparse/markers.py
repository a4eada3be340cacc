"""Border markers: "Border Marker No. 69", "markers No. 12 and 13/1"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.geoparse.name import Name

if TYPE_CHECKING:
    from geo.geoparse.lexicon import Lexicon
    from geo.geoparse.tokens import Tokens

__all__ = ["find_markers"]

_NUMBER = r"\d{1,3}(?:[A-Za-z]\b|\s?[/(]\s?\d{1,2}\)?)?"


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    nouns = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(
        rf"\b(?:{nouns})\s+(?:(?:No|Nos|Number|Numbers|số)\b\.?:?\s*|\#\s*)?({_NUMBER})"
        rf"((?:\s*(?:,|and|&|to|-|–|và)\s*(?:and\s+)?(?:No\.?\s*)?{_NUMBER}(?!\s*(?:km|%|years|people)))*)",
        re.IGNORECASE,
    )


_ITEM = re.compile(_NUMBER)


def find_markers(tokens: Tokens, lexicon: Lexicon) -> list[Name]:
    """Return the border markers that the text names by number.

    The first of a list is named with its words ("Border markers No. 12"), the others by number.
    """
    words = tuple(sorted(lexicon.of_kind("border markers"), key=lambda w: (-len(w), w)))
    if not words:
        return []
    found = []
    for match in _pattern(words).finditer(tokens.text):
        found.append(_marker(tokens, match.start(), match.end(1), match.group(1)))
        for item in _ITEM.finditer(match.group(2) or ""):
            at = match.start(2) + item.start()
            found.append(_marker(tokens, at, at + len(item.group()), item.group()))
    return found


def _marker(tokens: Tokens, start: int, end: int, number: str) -> Name:
    first = next(i for i, at in enumerate(tokens.ends) if at > start)
    last = next((i for i in range(first, len(tokens)) if tokens.starts[i] >= end), len(tokens))
    name = Name(first, last, start, end, f"marker {number}", reach=last)
    name.marker = number
    name.type = "landmark"
    name.accepted = True
    return name
