"""Names that dashes join: the two halves of a checkpoint, or the stations of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.index import PLAIN
from geo.geoparse.link import Link, linked
from geo.geoparse.name import Name
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.tokens import Tokens

__all__ = ["join_pairs"]

_PAIR = 2


def join_pairs(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> list[Name]:
    """Note partners and lines; return the names with "A–B Bridge" made one.

    Two names with a dash between are partners; three or more are a line. A class word that
    belongs to the name ("Bridge") takes both halves into it. What stands in a bracket is joined
    to nothing outside it.
    """
    dropped: set[int] = set()
    chains: dict[Name | None, list[Name]] = {}
    for name in names:
        holder = name.holder if name.bracketed else None
        chain = chains.get(holder)
        if chain is not None:
            if linked(tokens, chain[-1], name) is Link.DASH:
                chain.append(name)
                continue
            if len(chain) >= _PAIR:
                dropped |= _close(tokens, chain, index)
        chains[holder] = [name]
    for chain in chains.values():
        dropped |= _close(tokens, chain, index)
    return [name for position, name in enumerate(names) if id(name) not in dropped]


def _close(tokens: Tokens, chain: list[Name], index: NameIndex) -> set[int]:
    """Finish a chain; return the ids of the names that another one took in."""
    if len(chain) > _PAIR:
        if _is_of_countries(tokens, chain, index):
            chain[-1].start, chain[-1].first = chain[0].start, chain[0].first
            chain[-1].parts = chain[:-1]
            return {id(name) for name in chain[:-1]}
        for name in chain:
            name.route = True
        _free_of_road(chain)
        return set()
    if len(chain) < _PAIR:
        return set()
    first, second = chain
    whole = key(tokens.text[first.start : second.end])
    if index.has(whole, PLAIN):
        second.start, second.first, second.key = first.start, first.first, whole
        second.known, second.class_word = True, None
        return {id(first)}
    said = second.class_word
    if _free_of_road(chain):
        return set()
    if said is not None and said.inside and said.type in {"landmark", "facility"}:
        countries = index.kinds(first) & index.kinds(second) & {"country"}
        either = (index.kinds(first) | index.kinds(second)) & {"country"}
        if either and not (countries and tokens.capital[second.reach - 1]):
            return set()  # but "Vietnam–Cambodia Friendship Bridge"
        second.start, second.first = first.start, first.first
        second.parts = [first, *(second.parts or [])]
        return {id(first)}
    ahead = first.class_word
    if ahead is not None and ahead.inside and ahead.type in {"landmark", "facility"}:
        head = Name(first.first, first.last, first.start, first.end, first.key)
        first.end, first.last, first.reach = second.end, second.last, second.reach
        first.parts = [head, second]
        return {id(second)}
    first.partner, second.partner = second, first
    return set()


def _is_of_countries(tokens: Tokens, chain: list[Name], index: NameIndex) -> bool:
    """Say whether countries head the name of a thing: "Laos–Cambodia–Vietnam Friendship House"."""
    last = chain[-1]
    said = last.class_word
    if said is None or not said.inside or said.type not in {"landmark", "facility"}:
        return False
    kinds = [index.kinds(name) for name in chain]
    return all("country" in kind for kind in kinds) and tokens.capital[last.reach - 1]


def _free_of_road(chain: list[Name]) -> bool:
    """Take the class word of a road off its last station: "A – B – C Expressway"."""
    last = chain[-1]
    if last.said != "road":
        return False
    last.class_word = None
    last.reach = last.last
    for name in chain:
        name.embedded = name.route = True
    return True
