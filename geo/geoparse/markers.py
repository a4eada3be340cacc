"""Things that have a number instead of a name: border markers and roads.

"Border Marker No. 69", "markers No. 12 and 13/1", "National Road 7", "Highway 22B".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

from geo.geoparse.name import Name
from geo.names import key

if TYPE_CHECKING:
    from geo.geoparse.lexicon import Lexicon
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["find_numbered"]

_MARKER = r"\d{1,3}(?:[A-Za-z]\b|\s?[/(]\s?\d{1,2}\)?)?"
_ROAD = r"\d{1,3}[A-Z]?\b"
_NO = r"(?:(?:No|Nos|Number|Numbers|số)\b\.?:?\s*|\#\s*)?"
_ITEM = re.compile(_MARKER)
_HINT = re.compile(r"\d")


@cache
def _patterns(
    markers: tuple[str, ...], roads: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            rf"\b(?:{_alternatives(markers)})\s+{_NO}({_MARKER})"
            rf"((?:\s*(?:,|and|&|to|-|–|và)\s*(?:and\s+)?(?:No\.?\s*)?{_MARKER}(?!\s*(?:km|%)|\w))*)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{_alternatives(roads)})\s+{_NO}({_ROAD})", re.IGNORECASE),
    )


def _alternatives(words: tuple[str, ...]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)


def find_numbered(tokens: Tokens, lexicon: Lexicon) -> list[Name]:
    """Return the border markers and roads that the text names by number.

    The first of a list is named with its words ("Border markers No. 12"), the others by number.
    """
    if not _HINT.search(tokens.text) or lexicon.before_numbers.isdisjoint(tokens.lows):
        return []
    markers, roads = _patterns(
        tuple(lexicon.of_kind("border markers")), tuple(lexicon.of_kind("numbered roads"))
    )
    found = []
    for match in markers.finditer(tokens.text):
        found.append(_numbered(tokens, match.start(), match.end(1), match.group(1), "landmark"))
        for item in _ITEM.finditer(match.group(2)):
            at = match.start(2) + item.start()
            number = item.group()
            found.append(_numbered(tokens, at, at + len(number), number, "landmark"))
    return found + [
        _numbered(tokens, match.start(), match.end(1), match.group(1), "road")
        for match in roads.finditer(tokens.text)
    ]


def _numbered(tokens: Tokens, start: int, end: int, number: str, kind: PlaceType) -> Name:
    first = bisect_right(tokens.ends, start)
    last = max(bisect_left(tokens.starts, end), first + 1)
    name = Name(first, last, start, end, key(tokens.text[start:end]), reach=last)
    name.marker = number if kind == "landmark" else ""
    name.type = kind
    name.accepted = True
    return name
