"""The log of the register: who changed what, when, and on what source.

``checkpoints.log.csv`` has one row for every cell that a change touched. Rows are only added.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from geo.errors import DataError, Fault
from geo.tables import Column, atomic_write, parse_day, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["LOG", "By", "Entry", "append", "entries_between", "read_log"]

LOG = "checkpoints.log.csv"


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a change, on which day (YYYY-MM-DD), on what source (a URL or a citation)."""

    who: str
    day: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that a change touched; a new row has one entry for each cell that it fills."""

    change: int
    day: str
    who: str
    action: str
    id: str
    column: str
    before: str
    after: str
    source: str


def _count(text: str) -> int:
    if not text.isdigit():
        msg = f"{text!r} is no number of a change."
        raise ValueError(msg)
    return int(text)


def _day(text: str) -> str:
    return parse_day(text).isoformat()


_COLUMNS = (
    Column("change", _count, required=True),
    Column("day", _day, required=True),
    *(Column(name, required=name in ("who", "action", "id")) for name in
      ("who", "action", "id", "column", "before", "after", "source")),
)  # fmt: skip


def read_log(path: Path) -> list[Entry]:
    """Return the entries of a log, oldest first; none where there is no log yet.

    Raises
    ------
    DataError
        The log has a row that is none.
    """
    if not path.is_file():
        return []
    names = [field.name for field in fields(Entry)]
    return [Entry(*(row[name] for name in names)) for row in read_table(path, _COLUMNS)]


def append(path: Path, entries: Iterable[Entry]) -> None:
    """Add entries to a log, atomically; what stands there stays as it is, byte by byte."""
    import csv
    import io

    try:
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(Fault(path, f"cannot be read: {error}.")) from None
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    if not old:
        writer.writerow(field.name for field in fields(Entry))
    elif not old.endswith("\n"):
        stream.write("\n")
    writer.writerows(astuple(entry) for entry in entries)
    with atomic_write(path) as out:
        out.write(old + stream.getvalue())


def entries_between(
    before: Mapping[str, str], after: Mapping[str, str], *, action: str, by: By
) -> list[Entry]:
    """Return an entry for each cell that differs between two states of a row.

    The number of the change is 0 until the store gives it one.
    """
    id_ = after.get("id") or before.get("id", "")
    return [
        Entry(0, by.day, by.who, action, id_, name, before.get(name, ""), text, by.source)
        for name, text in after.items()
        if text != before.get(name, "")
    ]
