"""What differs between two states of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from geo.tables import Sheet

__all__ = ["Difference", "differences"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A pair that is in one state only, or whose cells differ."""

    kind: Literal["added", "removed", "changed"]
    id: str
    cells: dict[str, tuple[str, str]]
    """Column → (before, after), for ``changed``; all cells that are not empty, otherwise."""


def differences(before: Sheet, after: Sheet) -> list[Difference]:
    """Return what became of each pair, in the order of the later state, removed ones last."""
    old = {row["id"]: row for row in before.rows()}
    new = {row["id"]: row for row in after.rows()}
    found = []
    for id_, row in new.items():
        was = old.get(id_, {})
        cells = {
            name: (was.get(name, ""), text)
            for name, text in row.items()
            if text != was.get(name, "")
        }
        if cells:
            found.append(Difference("changed" if was else "added", id_, cells))
    for id_, row in old.items():
        if id_ not in new:
            cells = {name: (text, "") for name, text in row.items() if text}
            found.append(Difference("removed", id_, cells))
    return found
