"""Spans of names to which the class word belongs: "Mekong River", "Southern Economic Corridors"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["take_in_class_words"]

_LEADING = frozenset(("directions", "modifiers", "peoples", "headline words"))


def take_in_class_words(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Widen the names whose class word is a part of the name; the old span becomes a part."""
    for name in names:
        said = name.class_word
        if said is None or not said.inside:
            continue
        if name.class_from == "after":
            _widen(tokens, name)
        elif name.class_from == "before":
            name.start = name.lead
            _widen_twice(tokens, name, index)
        whole = key(tokens.text[name.start : name.end])
        if index.has(whole):
            name.key = whole


def _widen(tokens: Tokens, name: Name) -> None:
    name.end = tokens.ends[name.reach - 1]
    first = name.first
    while first > 0 and tokens.joined(first) and tokens.capital[first - 1]:
        word = tokens.word[first - 1]
        if word is None or not word.kinds & _LEADING or tokens.opens_sentence(first - 1):
            break
        first -= 1
    name.start = tokens.starts[first]


def _widen_twice(tokens: Tokens, name: Name, index: NameIndex) -> None:
    """Take in a second class word where the lists have the whole: "đồng bằng sông Cửu Long"."""
    first = name.first
    while first > 0 and tokens.starts[first] > name.start:
        first -= 1
    for k in range(max(0, first - 3), first):
        word = tokens.word[k]
        if word is None or word.before is None or k + word.length != first:
            continue
        if index.has(key(tokens.text[tokens.starts[k] : name.end])):
            name.start, name.class_word = tokens.starts[k], word.before
            return
