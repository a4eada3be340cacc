"""Reading the files of the data folder, with schema checks."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any, NoReturn

from geo.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "Column",
    "Sections",
    "between",
    "one_of",
    "parse_day",
    "read_json",
    "read_rows",
    "read_table",
    "read_words",
]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a table may hold.

    ``parse`` turns the text of a cell into its value and raises ValueError with a sentence
    that says what was expected. An empty cell is None where ``required`` is false.
    """

    name: str
    parse: Callable[[str], Any] = str
    required: bool = False


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return the parser of a column that holds one of these words and no other."""

    def parse(text: str) -> str:
        if text not in allowed:
            msg = f"{text!r} is not allowed; expected one of: {', '.join(allowed)}."
            raise ValueError(msg)
        return text

    return parse


def between(low: float, high: float) -> Callable[[str], float]:
    """Return the parser of a column that holds a number from ``low`` to ``high``, both allowed."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            msg = f"{text!r} is no number; expected {low:g} to {high:g}."
            raise ValueError(msg) from None
        if not low <= value <= high:  # not-a-number too
            msg = f"{text} is out of range; expected {low:g} to {high:g}."
            raise ValueError(msg)
        return value

    return parse


def parse_day(text: str) -> date:
    """Return the day of an ISO date (YYYY-MM-DD); ValueError says what was expected."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is no date; expected YYYY-MM-DD."
        raise ValueError(msg) from None


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(Fault(path, "does not exist.")) from None
    except UnicodeDecodeError as error:
        raise DataError(
            Fault(path, f"byte {error.start} is no UTF-8.", hint="Save the file as UTF-8.")
        ) from None
    except OSError as error:
        raise DataError(Fault(path, f"cannot be read: {error.strerror}.")) from None


def read_table(
    path: Path, columns: Sequence[Column], *, strict: bool = True
) -> list[dict[str, Any]]:
    """Read a CSV table (UTF-8, header row, ``#`` comment lines) and check every cell.

    Parameters
    ----------
    path
        The file.
    columns
        The columns that the rows must have; others are kept as text.
    strict
        Raise if any row is wrong (all faults at once). Otherwise leave such rows out.

    Returns
    -------
    One dict a row, with the parsed values and the line number under ``"_line"``.

    Raises
    ------
    DataError
        The file cannot be read, lacks a column, or (when strict) has bad rows.
    """
    text = _read_text(path)
    lines = text.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if line.strip() and line[0] != "#"), None)
    if first is None:
        raise DataError(Fault(path, "has no header row.", hint=f"Expected: {_names(columns)}."))
    reader = csv.reader(lines[first:], strict=True)
    faults: list[Fault] = []
    rows: list[dict[str, Any]] = []
    try:
        header = next(reader)
        missing = [c.name for c in columns if c.name not in header]
        if missing:
            raise DataError(
                Fault(
                    path,
                    f"lacks the column {', '.join(missing)}.",
                    row=first + 1,
                    hint=f"Expected: {_names(columns)}.",
                )
            )
        checks = [(header.index(c.name), c) for c in columns]
        extra = [
            (i, name) for i, name in enumerate(header) if name not in {c.name for c in columns}
        ]
        end = first + reader.line_num
        for cells in reader:
            line, end = end + 1, first + reader.line_num
            if not cells or (cells[0].startswith("#") and len(cells) <= len(header)):
                continue
            if len(cells) != len(header):
                faults.append(
                    Fault(
                        path,
                        f"has {len(cells)} cells; the header has {len(header)}.",
                        row=line,
                        hint="Put cells that hold a comma in double quotes.",
                    )
                )
                continue
            row: dict[str, Any] = {"_line": line}
            bad = False
            for index, column in checks:
                try:
                    row[column.name] = _cell(cells[index], column)
                except ValueError as error:
                    faults.append(Fault(path, str(error), row=line, column=column.name))
                    bad = True
            if not bad:
                row.update((name, cells[index]) for index, name in extra)
                rows.append(row)
    except csv.Error as error:
        faults.append(Fault(path, f"is no CSV here: {error}.", row=first + reader.line_num))
    if faults and strict:
        raise DataError(faults)
    return rows


def _names(columns: Sequence[Column]) -> str:
    return ", ".join(c.name for c in columns)


def _cell(text: str, column: Column) -> Any:
    if text == "":
        if column.required:
            msg = "is empty; a value is required."
            raise ValueError(msg)
        return None if column.parse is not str else ""
    return column.parse(text)


def read_json(path: Path) -> Any:
    """Return what a JSON (or GeoJSON) file holds; DataError names the line that is wrong."""
    text = _read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(Fault(path, f"is no JSON: {error.msg}.", row=error.lineno)) from None


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file, its head too, each with the number of its line.

    For long tables of figures; DataError names a file that cannot be read, and the line that is no
    CSV.
    """
    lines = csv.reader(StringIO(_read_text(path)))
    try:
        for cells in lines:
            yield lines.line_num, cells
    except csv.Error as error:
        raise DataError(Fault(path, f"is no CSV here: {error}.", row=lines.line_num)) from None


class Sections(dict[str, tuple[str, ...]]):
    """The words of a vocabulary file by their section; to ask for one it lacks is a DataError."""

    def __init__(self, path: Path, words: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(words)
        self.path = path

    def __missing__(self, section: str) -> NoReturn:
        what = f"has no section [{section}], which the program asks for."
        hint = "Give it that section, or take the file that comes with the program."
        raise DataError(Fault(self.path, what, hint=hint))


@cache
def read_words(path: Path) -> Sections:
    """Read a vocabulary file: sections of words that mean the same to the program.

    A line ``[section]`` opens a section, every other line is one word or phrase, ``#`` begins a
    comment. Returns section → words, in the order of the file.
    """
    sections: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, raw in enumerate(_read_text(path).splitlines(), 1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1].strip()
            if name in sections:
                raise DataError(Fault(path, f"section [{name}] stands here twice.", row=number))
            current = sections[name] = []
        elif current is None:
            raise DataError(Fault(path, "a word before the first [section].", row=number))
        else:
            current.append(line)
    return Sections(path, {name: tuple(words) for name, words in sections.items()})
