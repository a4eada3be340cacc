"""Records of different articles that may tell of one thing, and that nothing proves to be one.

Records whose type, date and place agree are one already (``geo.atlas.merging``). What is left are
events of one kind at one place within a few days of each other, and gifts of the same figures: a
person says whether they are the same, by rejecting one of the two.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.atlas.ground import pair_of
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.atlas.atlas import Records
    from geo.model import Aid, Event, Evidence

    Told = Event | Aid

__all__ = ["possible_duplicates"]

_DAYS = 3
"""Reports of one event rarely differ by more days."""
_WHOLE_DATE = 10
_COMMON = frozenset({"crime", "patrol", "other"})
"""Kinds of events that one place may see several of within days."""


def possible_duplicates(records: Records) -> list[tuple[Told, Told]]:
    """Return pairs of records that may be one, each pair once, in the order of the records."""
    found: list[tuple[Told, Told]] = [*_events(records.events), *_aid(records.aid)]
    return list({(a.id, b.id): (a, b) for a, b in found}.values())


def _events(events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    shelves: dict[tuple[str, str], list[tuple[date, Event]]] = defaultdict(list)
    for event in events:
        if event.date is None or len(event.date.start) != _WHOLE_DATE or event.type in _COMMON:
            continue
        for place in {pair_of(place_id) for place_id in event.place_ids}:
            day = date.fromisoformat(event.date.start)
            shelves[event.type, place].append((day, event))
    for shelf in shelves.values():
        for (day, a), (later, b) in pairwise(sorted(shelf, key=lambda one: (one[0], one[1].id))):
            if (later - day).days <= _DAYS and _are_apart(a.evidence, b.evidence):
                yield a, b


def _aid(gifts: Iterable[Aid]) -> Iterator[tuple[Aid, Aid]]:
    shelves: dict[tuple[object, ...], list[Aid]] = defaultdict(list)
    for gift in gifts:
        figures = (gift.quantity, gift.unit_value, gift.total_value, gift.currency)
        # One ambulance is like another; only figures that are rare make two gifts likely one.
        if gift.total_value or gift.unit_value or (gift.quantity or 0) > 1:
            shelves[key(gift.item), gift.status, *figures].append(gift)
    for shelf in shelves.values():
        for a, b in pairwise(sorted(shelf, key=lambda gift: gift.id)):
            if _are_apart(a.evidence, b.evidence) and not _are_far(a, b):
                yield a, b


def _are_apart(a: Iterable[Evidence], b: Iterable[Evidence]) -> bool:
    """Say whether two records are told by different articles: one article knows what it tells."""
    return not {piece.article for piece in a} & {piece.article for piece in b}


def _are_far(a: Aid, b: Aid) -> bool:
    """Say whether two gifts are known to have been given in different months."""
    if a.date is None or b.date is None:
        return False
    return a.date.start[:7] != b.date.start[:7]
