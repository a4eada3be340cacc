"""What must hold between the tables of the gazetteer: ids once, and references to what exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from geo.gazetteer.shelf import Shelf

__all__ = ["check_ids", "check_references", "check_targets"]


def check_ids(shelves: Sequence[Shelf], known: Collection[str]) -> list[Fault]:
    """Return a fault for every id that stands twice; ``known`` are the different ids of all."""
    if sum(len(s.ids) for s in shelves) == len(known):
        return []
    seen: dict[str, Path] = {}
    faults = []
    for shelf in shelves:
        for row, place_id in enumerate(shelf.ids):
            if place_id in seen:
                what = f"{place_id!r} stands already in {seen[place_id].name}."
                faults.append(Fault(shelf.path, what, row=shelf.line(row), column="id"))
            seen[place_id] = shelf.path
    return faults


def check_references(shelves: Iterable[Shelf], known: Collection[str]) -> list[Fault]:
    """Return a fault for every parent and successor that is the id of no place."""
    faults = []
    for shelf in shelves:
        for column in ("parent", "successors"):
            cells = shelf.column(column)
            for row, (place_id, value) in enumerate(zip(shelf.ids, cells, strict=True)):
                for target in (value,) if isinstance(value, str) else value or ():
                    if target not in known:
                        what = f"{place_id!r} names {target!r}, which is the id of no place."
                        line = shelf.line(row)
                        faults.append(Fault(shelf.path, what, row=line, column=column))
    return faults


def check_targets(
    path: Path, column: str, ids: Iterable[str], known: Collection[str]
) -> list[Fault]:
    """Return a fault for every id of a table of names or points that is the id of no place."""
    return [
        Fault(path, f"{place_id!r} is the id of no place.", column=column)
        for place_id in dict.fromkeys(ids)
        if place_id not in known
    ]
