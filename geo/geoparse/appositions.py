"""Class words that a text says of a name beside it, and not in it: "X, a hamlet of Y commune"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geo.geoparse.classwords import (
    class_word_from,
    fits,
    is_person,
)
from geo.geoparse.lexicon import ClassWord
from geo.geoparse.lists import list_before, list_behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["read_appositions"]

_UNITS: frozenset[PlaceType] = frozenset(
    ("village", "commune", "district", "city", "province", "border_gate")
)
_SMALL: frozenset[PlaceType] = frozenset(("village", "commune", "district", "border_gate"))
"""Types of what no list may have."""
_CALLED_AFTER: frozenset[PlaceType] = frozenset(("landmark", "facility"))
"""Types of what may be called after a small place."""
_BACK = 4
_WINDOW = 48
_ONE = re.compile(
    r"(?:\s+(?:is|was)\s+(?:itself\s+|also\s+)?|\s*[,(]\s*(?:(?:which|that)\s+(?:is|was)\s+)?)"
    r"(?:an?|another|one\s+of\s+the)\s+"
)
_SEVERAL = re.compile(
    r"\s*(?:,\s*(?:(?:which|that|all)\s+(?:are|were)\s+)?|\s(?:are|were)\s+(?:all\s+)?)"
    r"(?:(?:all|both|their|its|his|her|the)\s+)?"
)
_GOES_ON = re.compile(
    r"\s+(?:of|in|on|near|at|where|that|which|full|belonging|within|inside|along|across|close|just|"
    r"some|about|opposite|facing|bordering)\b|\s*[,.;)]"
)
_CALLED = re.compile(
    r"\s+(?:(?:which|that)\s+(?:is|are|was|were)\s+|is\s+|are\s+)?"
    r"(?:called|named|known\s+as|by\s+the\s+name\s+of|of\s+the\s+name\s+of|whose\s+name\s+is|"
    r"which\s+goes\s+by\s+the\s+name\s+of)\s+(?:the\s+)?$"
)
_ENDS_CALLED = frozenset(("called", "named", "as", "of", "is", "the"))
"""The last words of what ``_CALLED`` finds."""
_NAME_OF = re.compile(
    r"\s+(?:is|was|will\s+be|is\s+to\s+be)\s+the\s+name\s+(?:of|that|which|for|given\s+to)\s+(?:the|this|a)\s+"
)
_INDEFINITE = frozenset(("a", "an", "another", "one", "single", "third", "second", "only"))
_NAMED_NEXT = re.compile(
    r",\s+(?:in|of|where|which|on|near|across|opposite|facing|belonging|inside|within)\b"
)


def read_appositions(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Give names without a class word the one that the text says of them in so many words.

    "X, a hamlet of …", "X, which is a village in …", "A and B are communes of …", "a village
    called X", "a single checkpoint, X, in …", "near X point".
    """
    for position, name in enumerate(names):
        if name.class_word is not None or name.bracketed:
            continue
        said, last = _behind(tokens, name)
        how = "apposed"
        if said is None:
            said = _bears_name(tokens, name)
        if said is None:
            said, last = _in_front(tokens, name), name.reach
        if said is None and not index.kinds(name):
            said, last = _at_large(tokens, name), name.last + 1
            how = "after"
        if said is None or not _may_be(tokens, name, said, index):
            continue
        if last > name.reach and said.plural and not any(list_before(tokens, names, position)):
            continue  # "in X, the wards of Y and Z": not said of X
        name.class_word, name.class_from = said, how
        if how == "after":
            name.reach = last
        elif said.plural:
            _share(tokens, names, position, said, index)


def _behind(tokens: Tokens, name: Name) -> tuple[ClassWord | None, int]:
    """Return the class word of a phrase behind a name that says what it is."""
    if name.reach != name.last:
        return None, name.reach
    text, at = tokens.text, tokens.ends[name.last - 1]
    if at >= len(text) or text[at] not in ", (\n":
        return None, name.reach
    for pattern, plural in ((_ONE, False), (_SEVERAL, True)):
        match = pattern.match(text, at)
        first = name.last
        while match is not None and first < tokens.count and tokens.starts[first] < match.end():
            first += 1
        if match is None or first >= tokens.count or tokens.starts[first] != match.end():
            continue
        k, word = class_word_from(tokens, first)
        said = word.after if word is not None else None
        if word is None or said is None or tokens.capital[k] or said.type not in _UNITS:
            continue
        end = k + word.length
        if said.plural is plural and _GOES_ON.match(text, tokens.ends[end - 1]):
            return said, end
        if not plural and said.plural and text[match.end() - 4 : match.end()] == "the ":
            return ClassWord(said.type, False, False, said.words), end
    return None, name.reach


def _bears_name(tokens: Tokens, name: Name) -> ClassWord | None:
    """Return the class word of "X is the name of the bridge"."""
    match = _NAME_OF.match(tokens.text, name.end)
    if match is None:
        return None
    k, word = class_word_from(tokens, bisect_left(tokens.starts, match.end()))
    said = word.after if word is not None else None
    if said is None or tokens.starts[k] - match.end() > _WINDOW:
        return None
    return ClassWord(said.type, False, False, said.words)


def _in_front(tokens: Tokens, name: Name) -> ClassWord | None:
    """Return the class word of "a village called X" and of "a checkpoint, X, in …"."""
    text, start = tokens.text, name.start
    called = name.first > 0 and tokens.lows[name.first - 1] in _ENDS_CALLED
    match = _CALLED.search(text, max(0, start - _WINDOW), start) if called else None
    at = match.start() if match is not None else start - 2
    if match is None and (text[start - 2 : start] != ", " or not _NAMED_NEXT.match(text, name.end)):
        return None
    for k in range(max(0, name.first - _BACK - 6), name.first):
        word = tokens.word[k]
        if word is None or tokens.ends[k + word.length - 1] != at or tokens.capital[k]:
            continue
        if match is not None and "places at large" in word.kinds:
            return ClassWord("landmark", False, False, word.phrase)
        said = word.after
        if said is None or (match is None and (said.type not in _SMALL or said.plural)):
            return None
        return said if match is not None or _is_indefinite(tokens, k) else None
    return None


def _is_indefinite(tokens: Tokens, k: int) -> bool:
    """Say whether "a" or "another" opens the phrase that ends with the class word at a token."""
    for i in range(k - 1, max(-1, k - _BACK - 1), -1):
        if tokens.lows[i] in _INDEFINITE:
            return True
        word = tokens.word[i]
        if word is None or not word.kinds & {"modifiers", "peoples", "directions"}:
            return False
    return False


def _at_large(tokens: Tokens, name: Name) -> ClassWord | None:
    """Return "point" of "at X point": a spot that has a name and belongs to no class."""
    first, last = name.first, name.last
    if last >= tokens.count or not first or not tokens.joined[last] or tokens.capital[last]:
        return None
    word = tokens.word[last]
    if word is None or "places at large" not in word.kinds or word.length > 1:
        return None
    if any(tokens.word[i] is not None for i in range(first, last)) or last - first == 1:
        return None
    before = tokens.word[first - 1]
    if before is None or not (before.kinds & {"locative"} or tokens.lows[first - 1] in _AT):
        return None
    return ClassWord("landmark", False, False, word.phrase)


_AT = frozenset(("the", "is", "around", "of"))


def _may_be(tokens: Tokens, name: Name, said: ClassWord, index: NameIndex) -> bool:
    kinds = index.kinds(name)
    if said.type == "village" and kinds == {"border_gate"}:
        return True  # a gate is called after its village
    if kinds and not (said.type in _CALLED_AFTER and kinds <= _SMALL):
        return any(fits(said.type, kind) for kind in kinds)
    return said.type not in _UNITS - _SMALL and not is_person(tokens, name)


def _share(
    tokens: Tokens, names: Sequence[Name], position: int, said: ClassWord, index: NameIndex
) -> None:
    """Give the class word said of a list to its names before the one it stands at, or behind."""
    ahead = [previous for previous, _ in list_before(tokens, names, position)]
    for previous in (*ahead, *list_behind(tokens, names, position, index)):
        if previous.class_word is not None or not _may_be(tokens, previous, said, index):
            return
        previous.class_word, previous.class_from = said, "list"
