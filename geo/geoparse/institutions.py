"""Institutions that are called after a place behind "of": "Royal University of Phnom Penh"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["join_institutions"]

_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_BACK = 4
_BETWEEN = frozenset(("of", "the"))


def join_institutions(tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """Take the place behind "of" into the name of a school, a museum or their like.

    The class word must have a capital: "the port of X" names the place, "the University of X" a
    thing. Other capitalised words before the class word belong to the name.
    """
    dropped: set[int] = set()
    for position, name in enumerate(names):
        if name.class_word is not None or name.bracketed or name.person:
            continue
        k = _head(tokens, name)
        if k is None:
            continue
        before = names[position - 1] if position else None
        word = tokens.word[k]
        if before is not None and before.last > k:
            continue
        if before is not None and before.class_from == "after" and before.reach > k:
            before.parts = [*(before.parts or []), name]
            before.reach = name.last
            dropped.add(id(name))
        elif word is not None:
            name.class_word, name.class_from = word.after, "before"
            name.lead = tokens.starts[_first(tokens, k)]
    return [name for name in names if id(name) not in dropped]


def _head(tokens: Tokens, name: Name) -> int | None:
    """Return the token of the class word that "of" ties to a name."""
    if name.first == 0 or tokens.lows[name.first - 1] not in _BETWEEN:
        return None
    for k in range(max(0, name.first - _BACK), name.first):
        word = tokens.word[k]
        if word is None or "called after places" not in word.kinds or not tokens.capital[k]:
            continue
        end = tokens.ends[k + word.length - 1]
        if _OF.fullmatch(tokens.text[end : name.start]):
            return k
    return None


def _first(tokens: Tokens, k: int) -> int:
    """Return the first of the capitalised words before a class word in its sentence."""
    while k > 0 and tokens.joined[k] and tokens.capital[k - 1]:
        word = tokens.word[k - 1]
        if word is not None and "function words" in word.kinds:
            break
        k -= 1
    return k
