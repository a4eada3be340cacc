"""A checked table whose places are made when they are asked for.

The gazetteer has some thirty thousand rows and a text names a few of them. All cells are
checked on loading, column by column, each distinct text once; a row becomes a ``Place`` on
first use.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.model import Place
from geo.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.tables import Column

__all__ = ["Shelf", "read_columns"]

_RENAMED = {"class": "unit_class"}
_NOT_OF_PLACES = ("geonames",)  # the code of a province in GeoNames, for the import


def read_columns(path: Path, columns: Sequence[Column]) -> dict[str, list[Any]]:
    """Return the parsed cells of a CSV table, a list a column, comment lines left out.

    Raises
    ------
    DataError
        As ``geo.tables.read_table`` does, with every fault.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        read_table(path, columns)  # says what is wrong
        raise
    reader = csv.reader(
        line for line in text.splitlines(keepends=True) if line.strip() and line[0] != "#"
    )
    try:
        header = next(reader)
        cells: list[Sequence[str]] = list(zip(*reader, strict=True)) or [()] * len(header)
        return {c.name: _parse(cells[header.index(c.name)], c) for c in columns}
    except (ValueError, IndexError, StopIteration, csv.Error):
        read_table(path, columns)
        raise DataError(Fault(path, "cannot be read as a table.")) from None


def _parse(cells: Sequence[str], column: Column) -> list[Any]:
    empty: Any = "" if column.parse is str else None
    known: dict[str, Any] = {}
    for text in set(cells):
        if text:
            known[text] = column.parse(text)
        elif column.required:
            raise ValueError
        else:
            known[text] = empty
    return [known[text] for text in cells]


class Shelf:
    """The rows of one table; ``ids`` in the order of the file.

    ``fixed`` gives the values that all rows share and the file leaves out.
    """

    __slots__ = ("_columns", "_fixed", "ids", "path")

    def __init__(
        self, path: Path, columns: Sequence[Column], fixed: dict[str, Any] | None = None
    ) -> None:
        self.path = path
        self._columns = read_columns(path, columns)
        self._fixed = fixed or {}
        self.ids: list[str] = self._columns["id"]

    def column(self, name: str) -> list[Any]:
        """Return one column, or as many None as there are rows where the file has none."""
        return self._columns.get(name) or [self._fixed.get(name)] * len(self.ids)

    def line(self, row: int) -> int:
        """Return the line of the file that a row stands in, counted from 1, for messages."""
        with self.path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            rows = (reader.line_num for cells in reader if cells and cells[0][:1] != "#")
            return next((n for at, n in enumerate(rows, -1) if at == row), 0)

    def place(self, row: int, aliases: Sequence[str] = ()) -> Place:
        """Return the place of one row, with the aliases that other tables give it."""
        values = {name: cells[row] for name, cells in self._columns.items()} | self._fixed
        names = dict.fromkeys(
            n
            for n in (
                values["name"],
                values.get("name_en"),
                values.get("name_km"),
                *(values.get("names") or ()),
                *aliases,
            )
            if n
        )
        values["names"] = tuple(names)
        for name in _NOT_OF_PLACES:
            values.pop(name, None)
        values["successors"] = values.get("successors") or ()
        values["precision"] = values.get("precision") or "unknown"
        return Place(**{_RENAMED.get(name, name): value for name, value in values.items()})
