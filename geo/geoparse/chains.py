"""Which name lies in which: "X hamlet, Y commune, Z district of W province"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.link import Link, linked
from geo.geoparse.name import LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens

__all__ = ["level", "link_chains"]

_COORDINATE = (Link.COMMA, Link.AND)
_UNKNOWN = 10
_CLUSTERS = ("cluster", "cụm")


def level(name: Name, index: NameIndex) -> int:
    """Return how large a place the name means, as far as its class word or the lists say."""
    if index.is_municipality(name):
        return LEVEL["province"]
    if name.type is not None:
        return LEVEL[name.type]
    if name.said is not None:
        return LEVEL[name.said]
    return max((LEVEL[kind] for kind in index.kinds(name)), default=_UNKNOWN)


def link_chains(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Note for every name the larger one that the text puts it in (``inside``)."""
    said = {
        name.key: name
        for name in reversed(names)
        if name.class_word is not None and not name.class_word.inside
    }
    for name in names:
        if name.said is None and name.key in said and not name.known:
            name.type = said[name.key].said
    for position, name in enumerate(names[:-1]):
        later = names[position + 1]
        if later.bracketed and later.holder is name:
            if _halves_in_bracket(tokens, names, position):
                continue
            if level(later, index) > level(name, index):
                name.inside = later
            continue
        _link(tokens, name, later, names, position, index)
    _spread(tokens, names, index)


def _halves_in_bracket(tokens: Tokens, names: Sequence[Name], position: int) -> bool:
    """Put the halves of a pair into the two places of its bracket: "A–B gate (Gia Lai–Kratie)"."""
    name = names[position]
    if name.partner is None or position + 2 >= len(names):
        return False
    first, second = names[position + 1], names[position + 2]
    if not second.bracketed or second.holder is not name:
        return False
    if linked(tokens, first, second) not in (Link.DASH, Link.AND, Link.COMMA):
        return False
    name.partner.inside, name.inside = first, second
    return True


def _link(
    tokens: Tokens,
    name: Name,
    later: Name,
    names: Sequence[Name],
    position: int,
    index: NameIndex,
) -> None:
    link = linked(tokens, name, later)
    if link is Link.NONE or (link is Link.COMMA and _is_region(later, index)):
        # "Giang Thanh district, the Mekong Delta province of Kien Giang"
        following = names[position + 2] if position + 2 < len(names) else None
        if following is None or not following.lead or not _is_region(later, index):
            return
        if following.lead - later.end > 2:
            return
        following.lead = later.start
        later = following
        link = linked(tokens, name, later)
    if link is Link.OF_IT:
        if level(name, index) > level(later, index):
            later.inside = name
        return
    small, large = level(name, index), level(later, index)
    in_cluster = link is Link.IN and _is_cluster(later) and not _is_cluster(name)
    if link in (Link.COMMA, Link.IN) and (small < large or (in_cluster and small == large)):
        if link is Link.IN and not _speaks_of_place(name, index):
            return
        if later.said is None and index.halves(name.key) & index.halves(later.key):
            return  # the other half of its pair does not hold it
        if name.inside is not None:
            return  # "Phnom Penh's Chbar Ampov district, Kampong Speu": the owner holds
        name.inside = later
        name.loosely = _goes_on(tokens, names, position + 1, index, shared=link is Link.IN) or (
            link is Link.COMMA and name.said is None
        )


def _is_cluster(name: Name) -> bool:
    """Say whether a name is that of several hamlets, which contain one."""
    words = name.class_word.words if name.class_word is not None else ""
    return any(word in words for word in _CLUSTERS)


def _goes_on(
    tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex, *, shared: bool
) -> bool:
    """Say whether a list of bare names begins at a position: "X district, Kampot, Kep and Y".

    ``shared``: or of names that share a class word: "A and B communes of C and D districts".
    """
    if position + 1 >= len(names):
        return False
    name, later = names[position], names[position + 1]
    return (
        name.class_from in (("list", "of") if shared else ("", "list"))
        and level(name, index) == level(later, index)
        and linked(tokens, name, later) in _COORDINATE
    )


def _is_region(name: Name, index: NameIndex) -> bool:
    return bool(index.kinds(name) & {"region", "country"}) and name.said is None


def _speaks_of_place(name: Name, index: NameIndex) -> bool:
    return name.known or name.said is not None or bool(index.kinds(name))


def _spread(tokens: Tokens, names: Sequence[Name], index: NameIndex) -> None:
    """Let all of a list share what its last name lies in: "A and B districts, C province"."""
    for position in range(len(names) - 1, 0, -1):
        later = names[position]
        if later.inside is None:
            continue
        for k in range(position - 1, -1, -1):
            earlier = names[k]
            if earlier.bracketed:
                continue
            if (
                earlier.inside is not None
                or level(earlier, index) != level(later, index)
                or linked(tokens, earlier, later) not in _COORDINATE
                or earlier.class_from not in ("list", "announced", "of", "before")
            ):
                break
            earlier.inside = later.inside
            later = earlier
