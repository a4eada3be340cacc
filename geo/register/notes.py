"""What sources say of the checkpoints as a whole, and where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.gazetteer.checkpoints import parse_list
from geo.tables import Column, data_folder, read_table

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NOTES", "Note", "read_notes"]

NOTES = "register_notes.csv"
_COLUMNS = (
    Column("id", required=True),
    Column("topic", required=True),
    Column("statement", required=True),
    Column("checkpoints", parse_list),
    Column("sources", parse_list, required=True),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One statement about the register; ``checkpoints`` are the ids that it concerns most."""

    id: str
    topic: str
    statement: str
    checkpoints: tuple[str, ...]
    sources: tuple[str, ...]


def read_notes(data: Path | str | None = None) -> list[Note]:
    """Return the notes on the register, in the order of the file; none where there is no file.

    Raises
    ------
    DataError
        A row is not what the schema says.
    """
    path = data_folder(data) / NOTES
    if not path.is_file():
        return []
    return [
        Note(row["id"], row["topic"], row["statement"], row["checkpoints"] or (), row["sources"])
        for row in read_table(path, _COLUMNS)
    ]
