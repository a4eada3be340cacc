"""Which stretches are taken as names of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.geoparse.index import PLAIN, WEAK
from geo.geoparse.link import Link, linked
from geo.geoparse.recognise import headlines
from geo.geoparse.twins import is_twin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["choose_names"]

_LONG = 5
_SHORT = 3
_ZONE = re.compile(r"\b(?:Region|Zone|Area|Sector|Khu vực)\s+(?:No\.\s*)?\d{1,2}\s*[-–—]\s*$")
"""A military area bears the name of its seat: "Defence Command of Zone 5 - Khe Sanh"."""
_ZONE_LENGTH = 24
_LOCAL: frozenset[PlaceType] = frozenset(("district", "commune", "village", "city"))
_TOWNS: frozenset[PlaceType] = frozenset(("district", "city"))
_BESIDE_TOWNS = _TOWNS | {"border_gate"}
_OBJECTS = frozenset(("the", "into", "over", "this", "that", "their", "its"))
_LIKE_ADJECTIVE = re.compile(r"(?:ed|ing|al|ic|ous|ive|ly|ern|ful|less|able|ible|ent|ant|ary|er)$")
_LARGE: frozenset[PlaceType] = frozenset(("country", "province", "region"))


def choose_names(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> list[Name]:
    """Return the names that are taken as places, with the known parts of longer names."""
    for name in names:
        name.accepted = (
            not name.person
            and _stands_alone(name, index)
            and not _is_acronym(tokens, name, index)
            and not _is_attribute(tokens, name, index)
        )
    _drop_words_of_headlines(tokens, names, index)
    said = {
        name.key
        for name in names
        if name.accepted and name.class_word is not None and not name.class_word.inside
    }
    for position, name in enumerate(names):
        if name.accepted or name.person:
            continue
        name.accepted = (name.key in said and _is_distinct(tokens, name)) or _has_company(
            tokens, names, position, index
        )
    chosen: list[Name] = []
    for name in names:
        if name.accepted:
            chosen.append(name)
        elif not name.person:
            for part in name.parts:
                if _counts_inside(part, index):
                    part.embedded = part.accepted = True
                    chosen.append(part)
    return chosen


def _is_distinct(tokens: Tokens, name: Name) -> bool:
    """Say whether a name that the text gave a class once is one where it stands alone, too."""
    if len(name.key) > _SHORT:
        return True
    ordinary = any(tokens.word[i] is not None for i in range(name.first, name.last))
    return len(name.key) == _SHORT and not ordinary and not tokens.opens_sentence(name.first)


def _counts_inside(part: Name, index: NameIndex) -> bool:
    """Say whether a known name in a longer one means the place: not the Prum of "Prum Sokha"."""
    kinds = index.kinds(part)
    if part.last - part.first == 1 and "country" not in kinds:
        return bool(kinds & _LARGE) and len(part.key) >= _LONG
    return bool(kinds & _LARGE) or index.has(part.key, PLAIN)


def _is_acronym(tokens: Tokens, name: Name, index: NameIndex) -> bool:
    """Say whether a name that no list has is one word in capitals: "ADB road", "EVN station"."""
    said = name.class_word
    if said is not None and said.inside and " " in said.words and tokens.capital[name.reach - 1]:
        return False  # "RGC Training Centre"
    return name.last - name.first == 1 and tokens.shouts(name.first) and not index.kinds(name)


def _is_attribute(tokens: Tokens, name: Name, index: NameIndex) -> bool:
    """Say whether a sentence opens with an adjective of several places: "Fixed posts are"."""
    return (
        name.class_from == "after"
        and name.class_word is not None
        and (name.class_word.plural or _goes_on(tokens, name))
        and name.last - name.first == 1
        and tokens.opens_sentence(name.first)
        and not tokens.capital[name.last]
        and not index.kinds(name)
    )


def _goes_on(tokens: Tokens, name: Name) -> bool:
    """Say whether a class word is a verb's form: "Drugs crossing the line"."""
    return name.reach < tokens.count and tokens.lows[name.reach] in _OBJECTS


def _drop_words_of_headlines(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Take back single words with a class word that only headlines write with a capital.

    "Disputed Border Crossing Reopens": where all words have a capital, one that no list has may be
    an adjective. A place's name comes again in the text, or it is not spelled like one.
    """
    doubtful = [
        name
        for name in names
        if name.accepted
        and name.class_from == "after"
        and name.last - name.first == 1
        and not index.kinds(name)
        and _LIKE_ADJECTIVE.search(tokens.lows[name.first])
    ]
    if not doubtful:
        return
    heads = headlines(tokens)
    sure = {
        name.key
        for name in names
        if tokens.sentence[name.first] not in heads and not tokens.opens_sentence(name.first)
    }
    for name in doubtful:
        said = name.class_word
        opens = tokens.opens_sentence(name.first) and not tokens.capital[name.last]
        if said is None or name.key in sure:
            continue
        if opens or (tokens.sentence[name.first] in heads and not said.inside):
            name.accepted = False


def _stands_alone(name: Name, index: NameIndex) -> bool:
    """Say whether a name is one by its class word, or needs none."""
    said = name.said
    kinds = index.kinds(name)
    if said is None:
        return name.known
    if said == "country":
        return "country" in kinds
    if name.class_word is not None and name.class_word.inside:
        return True
    if kinds:
        return True
    return name.class_from in ("after", "list", "before", "of", "announced", "apposed")


def _has_company(tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex) -> bool:
    """Say whether a name that needs a class word has another witness.

    It lies in a place that the text names with it, it is the half of a pair, or it stands in a
    list of places.
    """
    name = names[position]
    kinds = index.kinds(name)
    if is_twin(tokens, names, position, index):
        return True
    if not kinds:
        half = name.partner
        return (
            half is not None
            and "border_gate" in index.kinds(half)
            and (name.last - name.first > 1 or half.said == "border_gate")
        )
    if name.inside is not None and name.inside.accepted:
        return True
    if name.route and kinds & _TOWNS and len(name.key) >= _LONG:
        return True
    if _ZONE.search(tokens.text, max(0, name.start - _ZONE_LENGTH), name.start):
        return True
    if name.partner is not None and name.partner.accepted:
        return not index.kinds(name.partner) & {"country"}
    for other, first, second in (
        (position - 1, position - 1, position),
        (position + 1, position, position + 1),
    ):
        if 0 <= other < len(names) and names[other].accepted:
            near = names[other]
            beside = near.said == "province" and bool(kinds & _TOWNS) and len(name.key) >= _LONG
            alike = (
                near.said in _LOCAL
                or beside
                or (
                    near.said is None and bool(kinds & _TOWNS and index.kinds(near) & _BESIDE_TOWNS)
                )
            )
            if alike and linked(tokens, names[first], names[second]) in (Link.AND, Link.COMMA):
                return True
    return _is_there(tokens, names, position, index)


def _is_there(tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex) -> bool:
    """Say whether words of place stand beside a name: "in Snuol", "Snuol's Pir Thnu commune"."""
    name = names[position]
    town = index.has(name.key, WEAK) and len(name.key) >= _LONG
    if town and position + 1 < len(names):
        later = names[position + 1]
        if later.said is not None and linked(tokens, name, later) is Link.OF_IT:
            return True
    word = tokens.word[name.first - 1] if name.first else None
    return (
        word is not None
        and "locative" in word.kinds
        and (town or name.last - name.first > 1)
        and bool(index.kinds(name) - {"village"})
        and not tokens.opens_sentence(name.first)
    )
