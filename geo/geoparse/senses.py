"""What type of place each name means here: the gate, or the town or village of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.datelines import name_of_town
from geo.geoparse.index import PLAIN
from geo.geoparse.link import Link, linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["choose_types"]

_GATE_WORDS = 8
_WITHIN = frozenset(("in", "tại", "ở", "within", "inside"))
_GONE_TO = _WITHIN | {"to", "into"}
_DELTA = "delta"
"""A river whose land is meant stands for its delta."""
_LOCAL: frozenset[PlaceType] = frozenset(("district", "commune", "village", "city"))
_TOWNS: frozenset[PlaceType] = frozenset(("district", "city"))
_NOT_SURE: frozenset[PlaceType] = frozenset(("city", "district", "province", "water"))
"""A name that these have too is no sure one of a gate."""


def choose_types(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Give every name the type that it means here."""
    explicit: dict[str, list[tuple[int, PlaceType]]] = {}
    for name in names:
        if name.class_word is not None and not name.class_word.inside:
            explicit.setdefault(name.key, []).append((name.start, name.class_word.type))
        elif name.dateline and name_of_town(tokens, name) and index.kinds(name) & _TOWNS:
            explicit.setdefault(name.key, []).append((name.start, "city"))
    for position, name in enumerate(names):
        if name.type is None:
            name.type = name.said or _implied(tokens, name, index, explicit)
            if name.said is None and _is_listed_gate(tokens, names, position, index, explicit):
                name.type = "border_gate"
            if name.key in index.seats and name.said is None:
                name.type = _seat_or_province(tokens, names, position, index)
    for position, name in enumerate(names):
        if name.said is None and name.type == "border_gate":
            name.type = _like_its_other_half(tokens, names, position, index)


def _is_listed_gate(
    tokens: Tokens,
    names: Sequence[Name],
    position: int,
    index: NameIndex,
    explicit: dict[str, list[tuple[int, PlaceType]]],
) -> bool:
    """Say whether a bare name stands in a list beside a gate, or the other half of its pair.

    Where the text calls one of the halves a town or a village, both are meant as such.
    """
    name = names[position]
    if name.route or name.bracketed or "border_gate" not in index.kinds(name):
        return False
    return any(
        _is_sure_gate(other, index)
        or (
            _may_face(name, other, index)
            and not any(
                kind in _LOCAL for key in (name.key, other.key) for _, kind in explicit.get(key, ())
            )
        )
        for other in _list_neighbours(tokens, names, position)
        if not (_is_settled(name, explicit) and _may_face(name, other, index))
    )


def _is_settled(name: Name, explicit: dict[str, list[tuple[int, PlaceType]]]) -> bool:
    """Say whether the text only ever calls what has this name a settlement."""
    said = {kind for _, kind in explicit.get(name.key, ())}
    return bool(said) and said <= _LOCAL


def _like_its_other_half(
    tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex
) -> PlaceType:
    """Return "village" for a gate's name beside the other half of its pair, a settlement here."""
    name = names[position]
    if name.partner is None and "village" in index.kinds(name):
        for other in _list_neighbours(tokens, names, position):
            if other.type in _LOCAL and index.halves(name.key) & index.halves(other.key):
                return "village"
    return "border_gate"


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
    """Say whether two names are those of the halves of a pair; of two towns nothing says so."""
    if index.kinds(name) & _NOT_SURE and index.kinds(other) & _NOT_SURE:
        return False
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
    named = [(at, kind) for at, kind in named if kind in kinds or kind == "village"] or named
    if named and not name.route:
        kind = _nearest(named, name.start)
        towns = [other for _, other in named if other in _TOWNS]
        if kind == "border_gate" and towns and _is_gone_to(tokens, name):
            kind = towns[0]
        if not (kinds and kind not in kinds and kind == "facility") and not (
            kind == "border_gate" and "water" in kinds
        ):
            return kind  # a station is called after its place, and a gate after a river
    if name.route or _tells_where(name, index):
        kinds = kinds - {"border_gate"} or kinds
    return _usual(tokens, name, kinds, index)


def _is_gone_to(tokens: Tokens, name: Name) -> bool:
    """Say whether somebody goes to a place or is in it: what also is a town is meant as one."""
    before = tokens.lows[name.first - 1] if name.first and tokens.joined[name.first] else ""
    return before in _GONE_TO and not _near_gate_word(tokens, name)


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
        held = name.inside
        if held is not None and held.said in _LOCAL and not name.loosely and "village" in kinds:
            return "border_gate" if _near_gate_word(tokens, name) else "village"
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
    word = tokens.word[name.last] if name.last < tokens.count else None
    return (
        word is not None
        and tokens.joined[name.last]
        and ("of a region" in word.kinds or (word.after is not None and not word.after.inside))
    )


def _near_gate_word(tokens: Tokens, name: Name) -> bool:
    """Say whether a class word of checkpoints stands near in the sentence, and is no other name's.

    What somebody is "in" is the town.
    """
    if name.first and tokens.lows[name.first - 1] in _WITHIN:
        return False
    number = tokens.sentence[name.first]
    for k in range(max(0, name.first - _GATE_WORDS), min(tokens.count, name.last + _GATE_WORDS)):
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
