"""Things that have a number instead of a name: border markers and roads.

"Border Marker No. 69", "markers No. 12 and 13/1", "National Road 7", "Highway 22B".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geo.geoparse.name import Name
from geo.names import key

if TYPE_CHECKING:
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["find_numbered"]

_NUMBER = re.compile(
    r"\d{1,3}(?:[A-Za-z]\b|\s?[/(]\s?\d{1,2}\)?)?(?![\w.,]*\d)(?!\s*(?:km|kilomet|%|metre))"
)
_ROAD = re.compile(r"(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?\b(?![.,]\d)")
_AND = re.compile(r"\s*(?:,|and|&|to|[-–]|và)\s*(?:and\s+)?(?:N[o°º]\.?\s*)?(?=\d)", re.IGNORECASE)
_FURTHER = re.compile(
    r"\s+(?:in|of|at)\s[^.;:\d\n]{1,60}?(?:,|\band)\s+(?:N[o°º]\.?|number|số)\s*(?=\d)",
    re.IGNORECASE,
)
"""A further number behind the place of the one before: "No. 232 in Tay Ninh and No. 171"."""
_NUMBER_WORDS = frozenset(("no", "nos", "number", "numbers", "số"))
_NTH = re.compile(r"n[°º]", re.IGNORECASE)  # "marker N°30"
_BACK = 4
_OF_WHOLE = re.compile(r"\bof\s+(?:\w+\s+)?\d[\d.,]*\s+(?:[^\W\d]+\s+){0,4}\Z", re.IGNORECASE)
_WIDEST = 80  # characters


def find_numbered(tokens: Tokens) -> list[Name]:
    """Return the border markers and roads that the text names by number, in its order.

    The first of a list is named with its words ("Border markers No. 12"), the others by number.
    """
    found: list[Name] = []
    end = 0
    for i in [i for i, word in enumerate(tokens.words) if word < ":"]:
        if tokens.starts[i] < end:
            continue
        for name in _at(tokens, i):
            found.append(name)
            end = name.end
    return found


def _at(tokens: Tokens, i: int) -> list[Name]:
    """Return what is named by the number that begins with token ``i``."""
    k = i - 1
    if k >= 0 and (tokens.lows[k] in _NUMBER_WORDS or _NTH.match(tokens.text, tokens.starts[k])):
        k -= 1
    if k < 0 or tokens.starts[i] - tokens.ends[k] > len(" number: "):
        return []
    for first in range(max(0, k - _BACK + 1), k + 1):
        word = tokens.word[first]
        if word is None or first + word.length != k + 1:
            continue
        start = tokens.starts[first]
        if "," in tokens.text[tokens.ends[k] : tokens.starts[i]]:
            if k == i - 1:
                return []  # "102 main markers, 370 auxiliary ones": a count, not a number
            start = tokens.starts[k + 1]  # "landmarks, No. 232": named by the number alone
        if "border markers" in word.kinds:
            if first and tokens.words[first - 1][0].isdigit() and ":" in tokens.gap(i):
                return []  # "2,048 markers: 315 main ones": a count of each kind
            if k == i - 1 and _OF_WHOLE.search(tokens.text, max(0, start - _WIDEST), start):
                return []  # "of 371 planned markers 305 stand": a part of the whole
            return _markers(tokens, start, tokens.starts[i])
        if "numbered roads" in word.kinds:
            road = _ROAD.match(tokens.text, tokens.starts[i])
            return [_numbered(tokens, start, road.end(), "", "road")] if road else []
    return []


def _markers(tokens: Tokens, start: int, at: int) -> list[Name]:
    """Return a marker and those that follow it in a list."""
    found = []
    number = _NUMBER.match(tokens.text, at)
    while number is not None:
        found.append(_numbered(tokens, start, number.end(), number[0], "landmark"))
        link = _AND.match(tokens.text, number.end()) or _FURTHER.match(tokens.text, number.end())
        number = _NUMBER.match(tokens.text, link.end()) if link else None
        start = number.start() if number else 0
    return found


def _numbered(tokens: Tokens, start: int, end: int, number: str, kind: PlaceType) -> Name:
    first = bisect_left(tokens.starts, start)
    last = max(bisect_left(tokens.starts, end), first + 1)
    name = Name(first, last, start, end, key(tokens.text[start:end]), reach=last)
    name.marker = number
    name.type = kind
    name.accepted = True
    return name
