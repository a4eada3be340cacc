"""Names that no list has: placed in what contains them, and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.name import LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import Place, PlaceType

__all__ = ["container_of", "units_beside", "why"]

_UNITS: tuple[PlaceType, ...] = ("border_gate", "commune", "district", "city", "province")
_SENTENCES = 3
_ALIKE = 10
"""Levels by which the units on both sides of a marker may differ."""


def container_of(tokens: Tokens, name: Name, names: Sequence[Name]) -> tuple[Place | None, str]:
    """Return the smallest place that an unresolved name lies in, and how that is known.

    In this order: what the text says; the other half of its pair; a place whose name it carries
    ("Ben Cau Primary School"); the last unit named in the sentence; the one named most.
    """
    if name.marker:
        units = units_beside(tokens, name, names)
        if not units:
            return None, "the text does not say where"
        return units[0], f"{units[0].name} is named beside it"
    held = name.container()
    if (
        name.type in ("facility", "landmark", "village")
        and name.bearer is not None
        and (held is None or LEVEL[held.type] >= LEVEL[name.bearer.type])
    ):
        return name.bearer, f"it bears the name of {name.bearer.name}"
    if held is not None:
        return held, f"the text puts it in {held.name}"
    if name.inside is not None:
        return None, f"the text puts it in {_text(tokens, name.inside)}, which no list has"
    if name.partner is not None and name.partner.place is not None and name.type == "border_gate":
        half = name.bearer or name.partner.place
        return half, f"it is named as the pair of {name.partner.place.name}"
    return _from_neighbours(tokens, name, names)


def units_beside(tokens: Tokens, marker: Name, names: Sequence[Name]) -> list[Place]:
    """Return the smallest unit of either side that is named near a border marker.

    The Vietnamese one comes first: the markers are numbered on that side's lists. Of several
    mentions of one marker that counts beside which both sides are named.
    """
    same = [name for name in names if name.marker == marker.marker]
    return max((_units_beside(tokens, name, names) for name in same), key=len)


def _units_beside(tokens: Tokens, marker: Name, names: Sequence[Name]) -> list[Place]:
    number = tokens.sentence[marker.first]
    best: dict[str, tuple[tuple[int, int, int], Place]] = {}
    for other in names:
        place, away = other.place, number - tokens.sentence[other.first]
        if place is None or other.type not in _UNITS or not -1 <= away <= _SENTENCES:
            continue
        side = place.country or ""
        mine = (LEVEL[other.type], abs(away), abs(other.start - marker.start))
        if side not in best or mine < best[side][0]:
            best[side] = (mine, place)
    smallest = min((rank[0] for rank, _ in best.values()), default=0)
    found = [
        (side != "VN", rank, place)
        for side, (rank, place) in best.items()
        if rank[0] <= smallest + _ALIKE
    ]
    return [place for _, _, place in sorted(found, key=lambda row: row[:2])]


def _from_neighbours(tokens: Tokens, name: Name, names: Sequence[Name]) -> tuple[Place | None, str]:
    """Return the unit of the name's own side that is named nearest, before others."""
    number = tokens.sentence[name.first]
    best: Place | None = None
    rank: tuple[bool, int, int] | None = None
    for other in names:
        place = other.place
        if (
            other is name
            or other.dateline
            or place is None
            or other.type not in _UNITS
            or LEVEL[other.type] <= LEVEL[name.type or "village"]
        ):
            continue
        away = number - tokens.sentence[other.first]
        mine = (
            place.country not in name.side,
            away if away >= 0 else 2 - away,
            abs(other.start - name.start),
        )
        if rank is None or mine < rank:
            best, rank = place, mine
    if best is None or rank is None:
        return None, "the text does not say where"
    if rank[1] == 0:
        return best, f"{best.name} is named in the same sentence"
    return best, f"{best.name} is the unit that the text names nearest"


def _text(tokens: Tokens, name: Name) -> str:
    return " ".join(tokens.text[name.start : name.end].split())


def why(name: Name) -> str:
    """Return why a name is taken for a place though no list has it."""
    if name.marker:
        return "a border marker by its number; the markers' positions are in no list"
    if name.class_word is not None:
        return f"named with the class word '{name.class_word.words}'; not in the gazetteer"
    if name.partner is not None:
        return "named as the half of a pair of checkpoints; not in the gazetteer"
    return "read as a place by its company; not in the gazetteer"
