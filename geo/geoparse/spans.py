"""Spans of names to which the class word belongs: "Mekong River", "Southern Economic Corridors"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.lexicon import ClassWord
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["call_rivers_by_their_names", "take_in_class_words"]

_ARTICLES = frozenset(("the", "du"))
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
    while first > 0 and tokens.joined[first] and tokens.capital[first - 1]:
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


def call_rivers_by_their_names(tokens: Tokens, names: Sequence[Name]) -> None:
    """Read "the Se San" as the river where the text has the Se San River elsewhere.

    A commune that is called after the river has no article before its name.
    """
    rivers: dict[str, Name] = {}
    for name in names:
        for word in (name.class_word, _last(tokens, name), _first(tokens, name)):
            if word is not None and word.inside and word.type == "water" and not word.plural:
                said = key(word.words)
                rivers.setdefault(name.key.removesuffix(said).removeprefix(said), name)
                break
    for name in names:
        river = rivers.get(name.key)
        if river is None or river is name or name.class_word is not None or name.first == 0:
            continue
        if tokens.lows[name.first - 1] in _ARTICLES and tokens.joined[name.first]:
            name.key, name.class_word, name.known = river.key, river.class_word, True
            name.class_from = "within" if river.class_word is not None else ""


def _last(tokens: Tokens, name: Name) -> ClassWord | None:
    word = tokens.word[name.last - 1]
    return word.after if word is not None else None


def _first(tokens: Tokens, name: Name) -> ClassWord | None:
    word = tokens.word[name.first]
    return word.before if word is not None else None
