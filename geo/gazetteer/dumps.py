"""Reading of large gazetteers: GeoNames dumps and tables of places, plain, gzip or zip."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.gazetteer.columns import PLACES
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["Found", "feature_type", "is_dump", "read_places"]

_GEONAMES = 19  # columns of a dump, which has no header
_DUMP = {
    "id": 0,
    "name": 1,
    "lat": 4,
    "lon": 5,
    "feature": 7,
    "country": 8,
    "admin1": 10,
    "population": 14,
}
_MOST_FAULTS = 20
_FIELD_LIMIT = 10_000_000
_CHECKED = {column.name: column.parse for column in PLACES}


@dataclass(frozen=True, slots=True)
class Found:
    """One place as a foreign gazetteer has it; ``type`` is None where it says nothing known."""

    id: str
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str
    admin1: str
    type: str | None
    population: int | None


@cache
def _features() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    words = read_words(data_folder() / "vocabulary" / "geonames_features.txt")
    exact = {code: kind for kind, codes in words.items() for code in codes if code[-1] != "*"}
    begins = tuple((c[:-1], kind) for kind, codes in words.items() for c in codes if c[-1] == "*")
    return exact, begins


def feature_type(code: str) -> str | None:
    """Return the type of place of a GeoNames feature code; None for what is no place here."""
    exact, begins = _features()
    return exact.get(code) or next((kind for b, kind in begins if code.startswith(b)), None)


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """Open the text in a plain, gzip or zip file; of a zip the largest text that is no readme."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inside = [
                    i for i in archive.infolist() if i.filename.endswith((".txt", ".csv", ".tsv"))
                ]
                texts = [i for i in inside if "readme" not in i.filename.lower()]
                if not texts:
                    raise DataError(Fault(path, "holds no .txt, .csv or .tsv file."))
                largest = max(texts, key=lambda i: i.file_size)
                with archive.open(largest) as stream:
                    yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        elif _is_gzip(path):
            with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
                yield text
        else:
            with path.open(encoding="utf-8-sig", newline="") as text:
                yield text
    except FileNotFoundError:
        raise DataError(Fault(path, "does not exist.")) from None
    except UnicodeDecodeError as error:
        what = f"is no UTF-8 text ({error.reason})."
        raise DataError(Fault(path, what, hint="Save the file as UTF-8.")) from None
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise DataError(Fault(path, f"cannot be read: {error}.")) from None


def read_places(
    path: Path, countries: Sequence[str], alternate_names: Path | None = None
) -> list[Found]:
    """Read the places of some countries from a GeoNames dump or a table with a header.

    Parameters
    ----------
    path
        A dump (19 columns, tabs, no header) or a table (commas, semicolons or tabs, a header with
        at least a name, a latitude and a longitude); plain, gzip or zip.
    countries
        ISO codes; rows of other countries are left out. Rows without a country stay.
    alternate_names
        GeoNames' own table of alternate names, for a dump; adds its names by id.

    Raises
    ------
    DataError
        The file cannot be read, has no such columns, or has rows whose figures are none, whose
        id, type or country the gazetteer cannot have, or whose id is that of another place.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    with _opened(path) as stream:
        first = stream.readline()
        if not first.strip():
            raise DataError(Fault(path, "is empty; expected a GeoNames dump or a table."))
        if _begins_dump(first):
            places = _once(_dump(path, _chained(first, stream), frozenset(countries)))
        else:
            places = _once(_table(path, first, stream, frozenset(countries)))
    if alternate_names is not None:
        places = _with_names(places, alternate_names)
    return places


def is_dump(path: Path) -> bool:
    """Say whether a file has the columns of a GeoNames dump; DataError if it cannot be read."""
    with _opened(path) as stream:
        return _begins_dump(stream.readline())


def _begins_dump(line: str) -> bool:
    return line.count("\t") == _GEONAMES - 1


def _chained(first: str, stream: IO[str]) -> Iterator[str]:
    yield first
    yield from stream


def _dump(path: Path, lines: Iterator[str], countries: frozenset[str]) -> Iterator[Found]:
    faults: list[Fault] = []
    seen: dict[str, tuple[Any, ...]] = {}
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _GEONAMES:
            what = f"has {len(cells)} columns; a GeoNames dump has {_GEONAMES}."
            faults.append(Fault(path, what, row=number))
        elif cells[8] in countries:
            row = {name: cells[at] for name, at in _DUMP.items()}
            row["names"] = f"{cells[2]},{cells[3]}"
            found = _found(path, number, row, ",", seen, faults)
            if found is not None:
                yield found
        if len(faults) >= _MOST_FAULTS:
            break
    if faults:
        raise DataError(faults)


def _table(path: Path, first: str, stream: IO[str], countries: frozenset[str]) -> Iterator[Found]:
    delimiter = max("\t;,", key=first.count)
    rows = _rows(path, _chained(first, stream), delimiter)
    _, header = next(rows)
    columns = read_words(data_folder() / "vocabulary" / "table_columns.txt")
    places: dict[str, int] = {}
    lowered = [h.strip().lower() for h in header]
    for wanted, names in columns.items():
        at = next((lowered.index(n) for n in names if n in lowered), None)
        if at is not None:
            places[wanted] = at
    missing = [c for c in ("name", "lat", "lon") if c not in places]
    if missing:
        what = f"has no column for {', '.join(missing)}; found {', '.join(header)}."
        hint = "Name the columns name, lat and lon; optional: names, country, type, population."
        raise DataError(Fault(path, what, row=1, hint=hint))
    faults: list[Fault] = []
    seen: dict[str, tuple[Any, ...]] = {}
    stem = re.sub(r"[^A-Za-z0-9_:-]+", "-", path.name.split(".")[0])
    for number, cells in rows:
        if not cells:
            continue
        row = {w: cells[at].strip() for w, at in places.items() if at < len(cells)}
        row["id"] = row.get("id") or f"{stem}-{number}"
        if row.get("country") and row["country"].upper() not in countries:
            continue
        several = row.get("names", "")
        separator = next((s for s in "|;" if s in several), ",")
        found = _found(path, number, row, separator, seen, faults)
        if found is not None:
            yield found
        if len(faults) >= _MOST_FAULTS:
            break
    if faults:
        raise DataError(faults)


def _rows(path: Path, lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table, its head too, each with the line that it begins on."""
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "Is a quotation mark left open?"
        raise DataError(Fault(path, f"is no table here: {error}.", row=line, hint=hint)) from None


def _found(
    path: Path,
    number: int,
    row: Mapping[str, str],
    separator: str,
    seen: dict[str, tuple[Any, ...]],
    faults: list[Fault],
) -> Found | None:
    wrong = list(_misfits(path, number, row))
    if wrong:
        faults += wrong
        return None
    point = []
    for column, limit in (("lat", 90.0), ("lon", 180.0)):
        try:
            value = float(row.get(column, ""))
        except ValueError:
            value = float("nan")
        if not -limit <= value <= limit:
            what = f"{row.get(column, '')!r} is no figure from -{limit:g} to {limit:g}."
            faults.append(Fault(path, what, row=number, column=column))
            return None
        point.append(round(value, 5))
    name = " ".join(row.get("name", "").split())
    if not name:
        faults.append(Fault(path, "is empty; a name is required.", row=number, column="name"))
        return None
    first, *same = seen.setdefault(row["id"], (number, name, *point))
    if same != [name, *point]:
        what = f"{row['id']!r} stands already in line {first}, of another place."
        hint = "Give each place an id of its own."
        faults.append(Fault(path, what, row=number, column="id", hint=hint))
        return None
    others = (" ".join(n.split()) for n in row.get("names", "").split(separator))
    people = row.get("population", "")
    return Found(
        id=row["id"],
        name=name,
        names=tuple(dict.fromkeys(n for n in others if n and n != name and "|" not in n)),
        lat=point[0],
        lon=point[1],
        country=row.get("country", "").upper(),
        admin1=row.get("admin1", ""),
        type=row["type"] if row.get("type") else feature_type(row.get("feature", "PPL")),
        population=int(people) if people.isdecimal() and int(people) else None,
    )


def _misfits(path: Path, number: int, row: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what the gazetteer could not load again of a row."""
    kept = {"id": f"gn-{row['id']}", "type": row.get("type", "")}
    kept["country"] = row.get("country", "").upper()
    for column, text in kept.items():
        try:
            if text:
                _CHECKED[column](text)
        except ValueError as error:
            yield Fault(path, str(error), row=number, column=column)


def _once(places: Iterable[Found]) -> list[Found]:
    """Return the places, those that several rows tell of once, with the names of all rows."""
    found: dict[str, Found] = {}
    for place in places:
        known = found.setdefault(place.id, place)
        if known is not place:
            names = tuple(dict.fromkeys((*known.names, *place.names)))
            found[place.id] = replace(known, names=names)
    return list(found.values())


def _with_names(places: list[Found], path: Path) -> list[Found]:
    """Return the places with the names that GeoNames' alternateNames table has for their ids."""
    ids = {p.id for p in places}
    more: dict[str, list[str]] = {}
    with _opened(path) as stream:
        for line in stream:
            cells = line.rstrip("\r\n").split("\t")
            # id, geonameid, language, name, …; codes and links are no names
            if len(cells) >= 4 and cells[1] in ids and len(cells[2]) <= 3:
                more.setdefault(cells[1], []).append(" ".join(cells[3].split()))
    return [
        replace(p, names=tuple(dict.fromkeys((*p.names, *more[p.id])))) if p.id in more else p
        for p in places
    ]
