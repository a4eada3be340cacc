r"""A table as it stands in the file, every line of it.

Comments, blank lines, the order of rows and columns, columns that the schema does not know,
the quoting of untouched rows, the byte order mark and the kind of line ends all stay: changing
one row changes one line.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Sheet"]

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Line:
    """One record as it was written (it may span lines); ``cells`` is None for a comment."""

    raw: str
    cells: tuple[str, ...] | None
    number: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a table; every change returns a new sheet."""

    file: str
    header: tuple[str, ...]
    lines: tuple[_Line, ...]
    eol: str = "\n"

    @classmethod
    def parse(cls, text: str, file: Path | str) -> Sheet:
        """Read a table from its text.

        Raises
        ------
        DataError
            There is no header row, or a row is no CSV or has not the header's number of cells.
        """
        bom = _BOM if text.startswith(_BOM) else ""
        lines = list(_records(text[len(bom) :], file))
        at = next((i for i, line in enumerate(lines) if line.cells is not None), None)
        if at is None:
            raise DataError(Fault(file, "has no header row."))
        header = lines[at].cells or ()
        lines[at] = replace(lines[at], cells=None)
        lines[0] = replace(lines[0], raw=bom + lines[0].raw)
        faults = [
            Fault(
                file,
                f"has {len(line.cells)} cells; the header has {len(header)}.",
                row=line.number,
                hint="Put cells that hold a comma in double quotes.",
            )
            for line in lines
            if line.cells is not None and len(line.cells) != len(header)
        ]
        if faults:
            raise DataError(faults)
        eol = "\r\n" if lines[at].raw.endswith("\r\n") else "\n"
        return cls(str(file), header, tuple(lines), eol)

    @property
    def text(self) -> str:
        """The whole table as it is written to the file."""
        return "".join(line.raw for line in self.lines)

    def rows(self) -> list[dict[str, str]]:
        """Return column → cell of every row, in the order of the file."""
        return [self._row(line) for line in self.lines if line.cells is not None]

    def row(self, id_: str) -> dict[str, str]:
        """Return the row with this id; KeyError if there is none."""
        return self._row(self.lines[self._index(id_)])

    def line_number(self, id_: str) -> int:
        """Return the line, counted from 1, on which the row with this id begins."""
        return self.lines[self._index(id_)].number

    def changed(self, id_: str, cells: Mapping[str, str]) -> Sheet:
        """Return the sheet with some cells of one row changed."""
        at = self._index(id_)
        row = self._row(self.lines[at]) | dict(cells)
        ended = self.lines[at].raw.endswith(("\n", "\r"))
        lines = list(self.lines)
        lines[at] = self._line([row[name] for name in self.header], ended=ended, at=at)
        return replace(self, lines=tuple(lines))

    def added(self, cells: Mapping[str, str]) -> Sheet:
        """Return the sheet with a new row at its end; columns without a value stay empty."""
        lines = list(self.lines)
        if not lines[-1].raw.endswith(("\n", "\r")):
            lines[-1] = replace(lines[-1], raw=lines[-1].raw + self.eol)
        row = [cells.get(name, "") for name in self.header]
        lines.append(self._line(row, ended=True, at=len(lines)))
        return replace(self, lines=tuple(lines))

    def _row(self, line: _Line) -> dict[str, str]:
        return dict(zip(self.header, line.cells or (), strict=True))

    def _index(self, id_: str) -> int:
        column = self.header.index("id")
        for at, line in enumerate(self.lines):
            if line.cells is not None and line.cells[column] == id_:
                return at
        raise KeyError(id_)

    def _line(self, cells: Sequence[str], *, ended: bool, at: int) -> _Line:
        raw = ",".join(map(_quoted, cells)) + (self.eol if ended else "")
        number = self.lines[at].number if at < len(self.lines) else at + 1
        return _Line(raw, tuple(cells), number)


def _records(text: str, file: Path | str) -> Iterator[_Line]:
    """Yield the records of a text; what was written comes back when they are joined."""
    physical = list(io.StringIO(text, newline=""))
    reader = csv.reader(iter(physical), strict=True)
    begun = 0
    try:
        for cells in reader:
            raw = "".join(physical[begun : reader.line_num])
            is_row = bool(cells) and not raw.startswith("#") and raw.strip() != ""
            yield _Line(raw, tuple(cells) if is_row else None, begun + 1)
            begun = reader.line_num
    except csv.Error as fault:
        message = f"is no CSV here: {fault}."
        raise DataError(Fault(file, message, row=begun + 1)) from None


def _quoted(cell: str) -> str:
    """Return a cell as RFC 4180 writes it: in quotes only where they are needed."""
    if any(c in cell for c in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
