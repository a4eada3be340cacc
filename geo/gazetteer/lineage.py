"""Which unit was where on which day: containment through reforms."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from geo.model import Place

__all__ = ["Lineage", "in_force", "is_province"]


def in_force(unit: Place, day: date | None) -> bool:
    """Say whether a unit existed on a day; without a day every unit did."""
    if day is None:
        return True
    return (unit.valid_from is None or unit.valid_from <= day) and (
        unit.valid_to is None or day <= unit.valid_to
    )


def is_province(place: Place) -> bool:
    """Say whether a place is a unit of the first level, centrally run cities included."""
    return place.type == "province" or place.unit_class == "municipality"


class Lineage:
    """Walks from a unit up to what contains it, and along to what it was or became.

    Parameters
    ----------
    get
        The place of an id.
    predecessors
        The ids of the units whose ground a unit took over.
    """

    __slots__ = ("_get", "_predecessors")

    def __init__(
        self, get: Callable[[str], Place], predecessors: Callable[[str], Sequence[str]]
    ) -> None:
        self._get = get
        self._predecessors = predecessors

    def on(self, unit: Place, day: date | None) -> Place | None:
        """Return the smallest unit in force on the day that holds the unit's ground.

        The unit itself; else the one that it became or came from; where these are several, the
        unit that contains them all (a province: the one that kept the name).
        """
        if day is None or in_force(unit, day):
            return unit
        later = unit.valid_to is not None and day > unit.valid_to
        related = [
            self._get(i) for i in (unit.successors if later else self._predecessors(unit.id))
        ]
        if is_province(unit) and len(related) > 1:
            related = [r for r in related if key(r.name) == key(unit.name)]
        if len(related) == 1:
            return self.on(related[0], day)
        parent = self._common(related) or (self._get(unit.parent) if unit.parent else None)
        return self.on(parent, day) if parent else None

    def chain(self, place: Place, start: str | None, day: date | None) -> list[Place]:
        """Return the units that hold the place on the day, nearest first, from ``start`` up."""
        found: list[Place] = []
        held = self.on(place, day)
        if held is not None and held.id != place.id:
            found.append(held)
            start = held.parent
        while start is not None:
            unit = self.on(self._get(start), day)
            if unit is None:
                break
            found.append(unit)
            start = unit.parent
        return found

    def _common(self, units: Sequence[Place]) -> Place | None:
        """Return the smallest unit that contains all of them, as they were in their own time.

        A few communes were put together from two provinces: the province of most of them counts.
        """
        if not units:
            return None
        chains = [[p.id for p in self._above(u)] for u in units]
        tops = Counter(c[-2] for c in chains if len(c) > 1)
        if len(tops) > 1:
            most = tops.most_common(1)[0][0]
            chains = [c for c in chains if most in c]
        shared = next((i for i in chains[0] if all(i in c for c in chains)), None)
        return self._get(shared) if shared else None

    def _above(self, unit: Place) -> list[Place]:
        found = []
        while unit.parent is not None:
            unit = self._get(unit.parent)
            found.append(unit)
        return found
