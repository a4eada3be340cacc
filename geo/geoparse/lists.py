"""Lists of names: which names stand in one list with a name, before it and behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.link import Link, linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import PlaceType

__all__ = ["is_joined", "joined_types", "joins", "list_before", "list_behind"]


def list_before(
    tokens: Tokens, names: Sequence[Name], position: int
) -> Iterator[tuple[Name, Name]]:
    """Yield the pairs (earlier, later) of the list that ends with the name at a position."""
    later = names[position]
    for k in range(position - 1, -1, -1):
        earlier = names[k]
        if earlier.bracketed:
            continue
        if linked(tokens, earlier, later) not in (Link.COMMA, Link.AND, Link.DASH):
            return
        yield earlier, later
        later = earlier


def list_behind(
    tokens: Tokens, names: Sequence[Name], position: int, index: NameIndex
) -> Iterator[Name]:
    """Yield the names of the list that begins with the name at a position.

    A checkpoint may be followed by where it lies: "the border gates of A in B district and C".
    """
    gates = names[position].said == "border_gate"
    earlier, placed = names[position], False
    for k in range(position + 1, len(names)):
        later = names[k]
        if later.bracketed:
            continue
        link = linked(tokens, earlier, later)
        if gates and link in (Link.IN, Link.OF_IT) and later.said != "border_gate":
            earlier, placed = later, True
            continue
        if later.class_word is not None and later.class_from != "announced":
            return
        if link not in (Link.COMMA, Link.AND, Link.DASH):
            return
        if placed and "border_gate" not in index.kinds(later):
            return
        yield later
        earlier, placed = later, False


def is_joined(tokens: Tokens, names: Sequence[Name], position: int) -> bool:
    """Say whether a dash joins a name to the next one, as gates are told that face each other."""
    pair = names[position : position + 2]
    return len(pair) > 1 and linked(tokens, *pair) is Link.DASH


def joined_types(tokens: Tokens, k: int) -> frozenset[PlaceType]:
    """Return the types of two class words joined before a list: "provinces and cities of A, B".

    They do not say which name is of which type. Nothing is returned where only one stands there.
    """
    if k <= 1 or not joins(tokens, k - 1):
        return frozenset()
    pair = [word.after for word in (tokens.word[k - 2], tokens.word[k]) if word is not None]
    types = {said.type for said in pair if said is not None and said.plural}
    return frozenset(types) if len(types) > 1 else frozenset()


def joins(tokens: Tokens, k: int) -> bool:
    """Say whether a word joins two things: "and", "or"."""
    return tokens.lows[k] in {"and", "or"}
