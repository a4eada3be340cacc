"""Which stretches are taken as names of places, and what type of place each means here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.geoparse.index import PLAIN, WEAK
from geo.geoparse.link import Link, linked
from geo.geoparse.twins import is_twin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["choose_names", "choose_types"]

_GATE_WORDS = 8
_WITHIN = frozenset(("in", "tại", "ở", "within", "inside"))
_LONG = 5
_SHORT = 3
_ZONE = re.compile(r"\b(?:Region|Zone|Area|Sector|Khu vực)\s+(?:No\.\s*)?\d{1,2}\s*[-–—]\s*$")
"""A military area bears the name of its seat: "Defence Command of Zone 5 - Khe Sanh"."""
_ZONE_LENGTH = 24
_DELTA = "delta"
"""A river whose land is meant stands for its delta."""
_LOCAL: frozenset[PlaceType] = frozenset(("district", "commune", "village", "city"))
_TOWNS: frozenset[PlaceType] = frozenset(("district", "city"))
_NOT_SURE: frozenset[PlaceType] = frozenset(("city", "district", "province", "water"))
"""A name that these have too is no sure one of a gate."""
_BESIDE_TOWNS = _TOWNS | {"border_gate"}
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
        and name.class_word.plural
        and name.last - name.first == 1
        and tokens.opens_sentence(name.first)
        and not tokens.capital[name.last]
        and not index.kinds(name)
    )


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
            alike = near.said in _LOCAL or (
                near.said is None and bool(kinds & _TOWNS and index.kinds(near) & _BESIDE_TOWNS)
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


def choose_types(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Give every name the type that it means here."""
    explicit: dict[str, list[tuple[int, PlaceType]]] = {}
    for name in names:
        if name.class_word is not None and not name.class_word.inside:
            explicit.setdefault(name.key, []).append((name.start, name.class_word.type))
    for position, name in enumerate(names):
        if name.type is None:
            name.type = name.said or _implied(tokens, name, index, explicit)
            if name.said is None and _is_listed_gate(tokens, names, position, index):
                name.type = "border_gate"
            if name.key in index.seats and name.said is None:
                name.type = _seat_or_province(tokens, names, position, index)


def _is_listed_gate(tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex) -> bool:
    """Say whether a bare name stands in a list beside a gate, or the other half of its pair."""
    name = names[position]
    if name.route or name.bracketed or "border_gate" not in index.kinds(name):
        return False
    return any(
        _is_sure_gate(other, index) or _may_face(name, other, index)
        for other in _list_neighbours(tokens, names, position)
    )


def _list_neighbours(tokens: Tokens, names: Sequence[Name], position: int) -> Iterator[Name]:
    """Yield the names before and behind one in its list; what stands in brackets is passed over."""
    for step in (-1, 1):
        other = position + step
        while 0 <= other < len(names) and names[other].bracketed:
            other += step
        if 0 <= other < len(names):
            first, second = sorted((other, position))
            if linked(tokens, names[first], names[second]) in (Link.COMMA, Link.AND):
                yield names[other]


def _is_sure_gate(name: Name, index: NameIndex) -> bool:
    if "border_gate" in (name.said, name.type):
        return True
    if name.said is not None:
        return False
    kinds = index.kinds(name)
    return "border_gate" in kinds and not kinds & _NOT_SURE


def _may_face(name: Name, other: Name, index: NameIndex) -> bool:
    return other.said is None and bool(index.halves(name.key) & index.halves(other.key))


def _seat_or_province(
    tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex
) -> PlaceType:
    """Return "province" for a city's name that stands in a list of provinces."""
    name = names[position]
    kinds = index.kinds(name)
    for other, first in ((position - 1, position - 1), (position + 1, position)):
        if not 0 <= other < len(names) or "province" not in kinds:
            continue
        near = names[other]
        if (
            (near.said == "province" or "province" in index.kinds(near))
            and near.key not in index.seats
            and linked(tokens, names[first], names[first + 1]) in (Link.COMMA, Link.AND)
        ):
            return "province"
    return name.type or "city"


def _implied(
    tokens: Tokens,
    name: Name,
    index: NameIndex,
    explicit: dict[str, list[tuple[int, PlaceType]]],
) -> PlaceType:
    kinds = index.kinds(name)
    if "country" in kinds:
        return "country"
    if (
        name.partner is not None
        and _is_gate(name.partner, index)
        and ("border_gate" in kinds or not kinds or name.partner.said == "border_gate")
    ):
        return "border_gate"
    named = explicit.get(name.key, [])
    named = [(at, kind) for at, kind in named if kind in kinds] or named
    if named and not name.route:
        kind = _nearest(named, name.start)
        if not (kinds and kind not in kinds and kind == "facility") and not (
            kind == "border_gate" and "water" in kinds
        ):
            return kind  # a station is called after its place, and a gate after a river
    if name.route or _tells_where(name, index):
        kinds = kinds - {"border_gate"} or kinds
    return _usual(tokens, name, kinds, index)


def _is_gate(name: Name, index: NameIndex) -> bool:
    return name.said == "border_gate" or "border_gate" in index.kinds(name)


def _nearest(named: list[tuple[int, PlaceType]], start: int) -> PlaceType:
    """Return the type that the text gave the name last, else the one it gives it next."""
    before = [kind for at, kind in named if at <= start]
    return before[-1] if before else named[0][1]


def _usual(tokens: Tokens, name: Name, kinds: frozenset[PlaceType], index: NameIndex) -> PlaceType:
    """Return what a bare name means most often, among the types that it can have."""
    if "region" in kinds and "water" in kinds:
        if not _names_people(tokens, name):
            return "water"
        if index.has(name.key + _DELTA, PLAIN):
            name.key += _DELTA
        return "region"
    if "region" in kinds:
        return "region"
    if "province" in kinds:
        return "city" if name.key in index.seats and kinds & {"city", "district"} else "province"
    if "border_gate" in kinds:
        if name.inside is None and not kinds & {"city", "district", "water"}:
            return "border_gate"
        if name.inside is None and _near_gate_word(tokens, name):
            return "border_gate"
    if "water" in kinds and not index.is_town(name.key):
        return "water"
    return next((kind for kind in _ORDER if kind in kinds), "village")


_ORDER: tuple[PlaceType, ...] = (
    "city",
    "district",
    "border_gate",
    "commune",
    "road",
    "landmark",
    "facility",
    "village",
)


def _tells_where(name: Name, index: NameIndex) -> bool:
    """Say whether a name stands in the bracket behind a checkpoint, which tells where that lies."""
    return name.bracketed and name.holder is not None and _is_gate(name.holder, index)


def _names_people(tokens: Tokens, name: Name) -> bool:
    """Say whether the name of a river tells where people or places are: "Mekong localities"."""
    word = tokens.word[name.last] if name.last < len(tokens) else None
    return (
        word is not None
        and tokens.joined(name.last)
        and ("of a region" in word.kinds or (word.after is not None and not word.after.inside))
    )


def _near_gate_word(tokens: Tokens, name: Name) -> bool:
    """Say whether a class word of checkpoints stands near in the sentence, and is no other name's.

    What somebody is "in" is the town.
    """
    if name.first and tokens.lows[name.first - 1] in _WITHIN:
        return False
    number = tokens.sentence[name.first]
    for k in range(max(0, name.first - _GATE_WORDS), min(len(tokens), name.last + _GATE_WORDS)):
        word = tokens.word[k]
        if (
            word is not None
            and word.after is not None
            and word.after.type == "border_gate"
            and tokens.sentence[k] == number
            and not (k and tokens.capital[k - 1] and k != name.last)
        ):
            return True
    return False
