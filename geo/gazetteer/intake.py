"""Names that no list has: counting them over many articles, and making places of them.

A name that somebody confirms becomes a row at the end of ``places.csv`` in the data folder; every
other line of the file stays as it is written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault, UsageError
from geo.gazetteer.circle import distance_km
from geo.gazetteer.columns import PLACES
from geo.gazetteer.gazetteer import Gazetteer
from geo.names import key
from geo.tables import Sheet, atomic_write, data_folder, locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.model import Place

__all__ = ["NewPlace", "Stranger", "add_place", "doubts", "strangers"]

FILE = "places.csv"
NEAR_KM = 5.0
"""Two places of one name nearer to each other than this are probably one."""
_LONGEST = 120  # characters of a name
_ALIKE = 0.1  # distance of sounds up to which a name is another spelling


@dataclass(frozen=True, slots=True)
class NewPlace:
    """An unlisted name that becomes a place; without a point it lies in its parent.

    ``parent`` is the id of what contains it; ``country`` is the parent's where it is not given.
    """

    name: str
    type: str
    parent: str
    country: str
    source: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None


@dataclass(slots=True)
class Stranger:
    """A name that texts mark as a place and that the gazetteer does not have.

    ``inside`` is the id of the place that contains it as far as a text says, ``count`` how often
    and ``articles`` in how many articles it stands, ``example`` the first of these.
    """

    name: str
    type: str
    inside: str | None
    inside_name: str
    why: str
    example: str
    count: int = 0
    articles: int = 0
    types: Counter[str] = field(default_factory=Counter, repr=False)


def strangers(readings: Iterable[Mapping[str, Any]], known: Gazetteer) -> list[Stranger]:
    """Return the unlisted names of many articles, those of most articles first.

    Parameters
    ----------
    readings
        Records in the form of ``borderatlas extract``; they are gone through once.
    known
        Gives the names of the containers.
    """
    found: dict[tuple[str, str | None], Stranger] = {}
    for reading in readings:
        here: set[tuple[str, str | None]] = set()
        for name in reading.get("unlisted", ()):
            text, inside = " ".join(name["text"].split()), name.get("inside")
            who = (key(text), inside)
            if who not in found:
                holder = known.get(inside).name if inside in known else ""
                example = reading["article"]["id"]
                found[who] = Stranger(
                    text, name["type"], inside, holder, name.get("why", ""), example
                )
            stranger = found[who]
            stranger.count += 1
            stranger.types[name["type"]] += 1
            stranger.articles += who not in here
            here.add(who)
    for stranger in found.values():
        stranger.type = min(stranger.types, key=lambda t: (-stranger.types[t], t))
    return sorted(
        found.values(), key=lambda s: (-s.articles, -s.count, key(s.name), s.inside or "")
    )


def add_place(
    data: Path | str | None, place: NewPlace, *, sure: bool = False, dry: bool = False
) -> str:
    """Write a new place at the end of ``places.csv``; return its id.

    Parameters
    ----------
    data
        The data folder; None for the one that ``geo.tables.data_folder`` finds.
    place
        The place.
    sure
        Write it though it may be a place that the gazetteer has (``doubts``).
    dry
        Check it and write nothing; the id is not known then.

    Raises
    ------
    UsageError
        The gazetteer has it already, may have it (and nobody is sure that it is another one), or
        has no place that could contain it.
    DataError
        A value is none that the table allows, or the file cannot be read or written.
    """
    path = data_folder(data) / FILE
    known = Gazetteer.load(data, imports=False)
    if place.parent not in known:
        msg = (
            f"The gazetteer has no place {place.parent!r} that could contain {place.name}. Find "
            "its id: borderatlas gazetteer find NAME."
        )
        raise UsageError(msg)
    for other in known.named(place.name):
        if (other.parent, other.type) == (place.parent, place.type):
            msg = f"{place.name} is in the gazetteer already: {other.id}."
            raise UsageError(msg)
    cells = _cells(place, known)
    faults = list(_faults(path, cells))
    if faults:
        raise DataError(faults)
    doubtful = [] if sure else doubts(place, known)
    if doubtful:
        raise UsageError("\n".join([*doubtful, "If it is another place, add it with --yes."]))
    if dry:
        return cells["id"]
    with locked(path):
        sheet = _sheet(path)
        if any(
            key(row["name"]) == key(place.name)
            and (row["parent"], row["type"]) == (place.parent, place.type)
            for row in sheet.rows()
        ):
            msg = f"{place.name} has just been added by somebody else."
            raise UsageError(msg)
        cells["id"] = _free_id(place.name, {row["id"] for row in sheet.rows()}, known)
        try:
            with atomic_write(path) as stream:
                stream.write(sheet.added(cells).text)
        except OSError as error:
            what = f"cannot be written: {error.strerror or error}."
            hint = "Give a data folder of your own with --data."
            raise DataError(Fault(path, what, hint=hint)) from None
    return cells["id"]


def doubts(place: NewPlace, known: Gazetteer) -> list[str]:
    """Return why a new place may be one that the gazetteer has, or not be where it is said to be.

    One sentence each; none where nothing speaks against it.
    """
    holder = known.get(place.parent)
    province = known.province(place.parent)
    found = []
    namesakes = known.named(place.name)
    for other in namesakes:
        there = known.province(other.id)
        apart = _apart_km(place, other)
        where = ", ".join(p.name for p in known.parents(other.id)[:2])
        if province is not None and there is not None and there.id == province.id:
            found.append(f"{other.name} ({other.id}, {other.type} in {where}) has the same name.")
        elif apart is not None and apart < NEAR_KM:
            found.append(f"{other.name} ({other.id}) has the same name, {apart:.1f} km away.")
    for other, _ in known.similar(place.name, inside=place.parent, furthest=_ALIKE, limit=3):
        if other not in namesakes:
            found.append(f"{other.name} ({other.id}) in {holder.name} sounds like it.")
    around = known.located(place.parent)
    away = _apart_km(place, around)
    if away is not None and away > (around.radius_km or 0) + (place.radius_km or 0):
        found.append(
            f"The point lies {away:.0f} km from the middle of {holder.name}, which reaches "
            f"{around.radius_km or 0:.0f} km."
        )
    return found


def _cells(place: NewPlace, known: Gazetteer) -> dict[str, str]:
    """Return the row of a new place as text; its id is not known yet."""
    values = {f.name: getattr(place, f.name) for f in fields(place)}
    values["name"] = " ".join(place.name.split()) if place.name.isprintable() else place.name
    values["country"] = place.country or known.country(place.parent)
    cells = {name: "" if value is None else str(value) for name, value in values.items()}
    return cells | {"precision": "near" if place.lat is not None else "", "id": "pl-new"}


def _faults(path: Path, cells: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with a row, cell by cell and between cells."""
    for column in PLACES:
        text = cells.get(column.name, "")
        try:
            if text:
                column.parse(text)
            elif column.required:
                yield Fault(path, "is empty; a value is required.", column=column.name)
        except ValueError as error:
            yield Fault(path, str(error), column=column.name)
        if not text.isprintable():
            what = "holds a line break or another character that does not print."
            yield Fault(path, what, column=column.name)
    if len(cells["name"]) > _LONGEST or not key(cells["name"]):
        what = f"is no name; expected letters or digits, at most {_LONGEST} characters."
        yield Fault(path, what, column="name")
    if bool(cells["lat"]) != bool(cells["lon"]):
        yield Fault(path, "needs both a latitude and a longitude, or none.", column="lat")
    if bool(cells["lat"]) != bool(cells["radius_km"]):
        what = "goes with a point: give the kilometres around it that hold the whole place."
        yield Fault(path, what, column="radius_km")


def _free_id(name: str, taken: set[str], known: Gazetteer) -> str:
    words = ["".join(c for c in key(word) if c.isascii()) for word in name.split()]
    stem = "pl-" + ("-".join(filter(None, words)) or "unnamed")
    number, id_ = 1, stem
    while id_ in taken or id_ in known:
        number += 1
        id_ = f"{stem}-{number}"
    return id_


def _sheet(path: Path) -> Sheet:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        text = ",".join(column.name for column in PLACES) + "\n"
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(Fault(path, f"cannot be read: {error}.")) from None
    return Sheet.parse(text, path)


def _apart_km(place: NewPlace, other: Place) -> float | None:
    """Return the kilometres between two places, None where one has no point."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(place.lat, place.lon, other.lat, other.lon)
