"""Provinces, districts and checkpoints that a text names by a spelling no list has.

Without a class word a misspelt name is only taken where it stands in a list of places, or behind
a word of place ("in Rattanakirri").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.link import Link, linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.fuzzy import Fuzzy
    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["correct_spellings"]

_SHORTEST_LISTED = 6
_SHORTEST_ALONE = 8
_MOST_WORDS = 3
_NEAREST = 0.13
"""Letters that differ, as a share of all, of a name that no list stands around."""
_LARGE: frozenset[PlaceType] = frozenset(("province", "district", "city", "border_gate"))


def correct_spellings(
    tokens: Tokens, names: Sequence[Name], index: NameIndex, fuzzy: Fuzzy
) -> None:
    """Give a misspelt name the key of the place that it means, and say so in its reasons."""
    for position, name in enumerate(names):
        if (
            name.known
            or name.person
            or name.class_word is not None
            or len(name.key) < _SHORTEST_LISTED
            or name.last - name.first > _MOST_WORDS
            or index.kinds(name)
        ):
            continue
        listed = _is_listed(tokens, names, position, index)
        if not (listed or _is_there(tokens, name)):
            continue
        near = fuzzy.near_key(name.key)
        if near is None or (near[1] > _NEAREST and not listed):
            continue
        right, distance = near
        if name.parts and (
            distance > _NEAREST or any(len(p.key) >= len(right) for p in name.parts)
        ):
            continue  # "Bantay Meanchey" is one name, "Phnom Penh Kep" two
        if any(place.type in _LARGE for place in index.places(right)):
            name.reasons.append(f"fuzzy: read as '{right}' (distance {distance:.2f})")
            name.key, name.known = right, True


def _is_listed(tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex) -> bool:
    """Say whether a known place of some size stands beside the name in a list."""
    for other, first in ((position - 1, position - 1), (position + 1, position)):
        if (
            0 <= other < len(names)
            and names[other].known
            and index.kinds(names[other]) & _LARGE
            and linked(tokens, names[first], names[first + 1]) in (Link.COMMA, Link.AND, Link.DASH)
        ):
            return True
    return False


def _is_there(tokens: Tokens, name: Name) -> bool:
    if name.first == 0 or len(name.key) < _SHORTEST_ALONE:
        return False
    word = tokens.word[name.first - 1]
    return word is not None and "locative" in word.kinds and tokens.joined[name.first]
