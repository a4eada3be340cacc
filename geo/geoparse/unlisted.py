"""Names that no list has: placed in what contains them, and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.name import LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.tokens import Tokens
    from geo.model import Place

__all__ = ["container_of", "why"]


def container_of(
    tokens: Tokens, name: Name, names: Sequence[Name], index: NameIndex
) -> tuple[Place | None, str]:
    """Return the smallest place that an unresolved name lies in, and how that is known.

    In this order: what the text says; the other half of its pair; a place whose name it carries
    ("Ben Cau Primary School"); the last unit named in the sentence; the one named most.
    """
    link = name.inside
    while link is not None:
        if link.place is not None and link.place.type not in ("region", "water", "road"):
            return link.place, f"the text puts it in {link.place.name}"
        link = link.inside
    if name.partner is not None and name.partner.place is not None and name.type == "border_gate":
        return name.partner.place, f"it is named as the pair of {name.partner.place.name}"
    for part in name.parts:
        if part.place is not None and part.place.type != "country":
            return part.place, f"it bears the name of {part.place.name}"
    return _from_neighbours(tokens, name, names)


def _from_neighbours(
    tokens: Tokens, name: Name, names: Sequence[Name]
) -> tuple[Place | None, str]:
    number = tokens.sentence[name.first]
    same: Place | None = None
    last: Place | None = None
    for other in names:
        place = other.place
        if other is name or place is None or other.type not in ("province", "district", "city", "commune"):
            continue
        if LEVEL[other.type] <= LEVEL[name.type or "village"]:
            continue
        if tokens.sentence[other.first] == number:
            same = place
        if other.start < name.start or last is None:
            last = place
    if same is not None:
        return same, f"{same.name} is named in the same sentence"
    if last is not None:
        return last, f"{last.name} is the unit that the text names nearest"
    return None, "the text does not say where"


def why(name: Name) -> str:
    """Return why a name is taken for a place though no list has it."""
    if name.marker:
        return "a border marker by its number; the markers' positions are in no list"
    if name.class_word is not None:
        return f"named with the class word '{name.class_word.words}'; not in the gazetteer"
    if name.partner is not None:
        return "named as the half of a pair of checkpoints; not in the gazetteer"
    return "read as a place by its company; not in the gazetteer"
