"""Names that a text ties to places as their twins: what is twinned with a place is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.geoparse.link import Link, linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["is_twin"]

_SHORT = 3
_NEAR, _WIDE = 4, 30
"""Words between a word of twins and a name."""
_STOPS = re.compile(r"[.!?]\s|\n")
_OF_PERSONS = frozenset(("family names", "persons"))
_TIES = frozenset(("with", "of", "to", "between"))


def is_twin(tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex) -> bool:
    """Say whether a name is one of two that are called twins: "is twinned with Brongnoi".

    Either the words stand right before it, or they stand in its sentence and a place is joined
    to it.
    """
    name = names[position]
    first = name.first
    if len(name.key) <= _SHORT or not (index.kinds(name) or _is_strange(tokens, name)):
        return False
    behind = first > 0 and tokens.lows[first - 1] in _TIES and tokens.joined[first]
    if behind and _ties_in(tokens, first, max(0, first - _NEAR), first - 1):
        return True
    beside = ((position - 1, position - 1), (position + 1, position))
    return any(
        0 <= other < len(names)
        and names[other].accepted
        and linked(tokens, names[earlier], names[earlier + 1]) in (Link.AND, Link.DASH)
        for other, earlier in beside
    ) and _ties_in(tokens, first, max(0, first - _WIDE), min(tokens.count, name.last + _WIDE))


def _ties_in(tokens: Tokens, first: int, start: int, stop: int) -> bool:
    """Say whether a word of twins stands in a stretch, in the sentence of a token."""
    for k in range(start, stop):
        word = tokens.word[k]
        if word is None or "twin words" not in word.kinds:
            continue
        between = tokens.ends[min(k, first)], tokens.starts[max(k, first)]
        if not _STOPS.search(tokens.text, *between):
            return True
    return False


def _is_strange(tokens: Tokens, name: Name) -> bool:
    """Say whether no word of a name is an ordinary one."""
    words = [tokens.word[i] for i in range(name.first, name.last)]
    return all(word is None or word.kinds <= _OF_PERSONS for word in words)
