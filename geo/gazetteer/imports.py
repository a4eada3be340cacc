"""Larger gazetteers that a user brings: matched with the units once, and kept beside the data.

``geo.gazetteer.holdings`` says where they are kept, lists and removes them.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.gazetteer.dumps import is_dump, read_places
from geo.gazetteer.holdings import Import, imports_folder, list_imports, remove_import
from geo.gazetteer.matching import Matcher
from geo.tables import atomic_write, naming, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.gazetteer.dumps import Found
    from geo.gazetteer.gazetteer import Gazetteer

__all__ = ["Import", "import_places", "imports_folder", "list_imports", "remove_import"]

COUNTRIES = ("VN", "KH", "LA", "TH")
_GEONAMES = ("GeoNames", "CC BY 4.0")  # whose dumps these are, and their licence
_PLACES = (
    "id", "type", "name", "name_en", "name_km", "names", "country", "parent", "lat", "lon",
    "radius_km", "precision", "valid_from", "valid_to", "population", "source",
)  # fmt: skip
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_REACH = {"city": 5.0, "village": 3.0, "landmark": 3.0, "border_gate": 2.0, "facility": 2.0}
_UNITS = ("country", "province", "district", "commune")


def import_places(
    file: Path | str,
    gazetteer: Gazetteer,
    *,
    name: str | None = None,
    source: str = "",
    licence: str = "",
    countries: Sequence[str] = COUNTRIES,
    alternate_names: Path | str | None = None,
    data: Path | str | None = None,
) -> Import:
    """Import a GeoNames dump or a table of places; an earlier import of that name is replaced.

    Places that are units without a point give these their point and names; places of ids that
    the gazetteer has are left out; the others are new places in the unit that contains them.

    Parameters
    ----------
    file
        As ``geo.gazetteer.dumps.read_places`` takes it: plain, gzip or zip.
    gazetteer
        The one to match with, loaded without imports.
    name
        What to call the import; the file's name if not given.
    source, licence
        Carried along with every place. Without a source: "GeoNames" and its licence for what is
        a GeoNames dump by its columns, else the file's name.
    countries
        ISO codes of the countries to take.
    alternate_names
        GeoNames' table of alternate names, for a dump.
    data
        The data folder to keep it in; None for the user's folder.

    Raises
    ------
    DataError
        The file cannot be read, or has rows that are wrong; an earlier import stays.
    UsageError
        The name is none for a folder, or nothing in the file is of these countries.
    """
    path = Path(file)
    name = name or path.name.split(".")[0].lower()
    if not _NAME.fullmatch(name):
        msg = f"{name!r} is no name for an import; use small letters, digits, '-' and '_'."
        raise UsageError(msg)
    alternates = Path(alternate_names) if alternate_names is not None else None
    found = read_places(path, countries, alternates)
    if not found:
        msg = f"{path}: no place of {', '.join(countries)}; name the countries that it holds."
        raise UsageError(msg)
    if not source and is_dump(path):
        source, licence = _GEONAMES[0], licence or _GEONAMES[1]
    source = source or path.name
    matcher = Matcher(gazetteer, found)
    matcher.run()
    points = [_point(unit, circle, places, source) for unit, (circle, places) in
              sorted(matcher.points.items())]  # fmt: skip
    taken = {p.id for _, (_, places) in matcher.points.items() for p in places if len(places) == 1}
    places = list(_new_places(found, taken, gazetteer, source))
    aliases = [
        (unit, other, "", source)
        for unit, (_, one) in sorted(matcher.points.items())
        if len(one) == 1
        for other in dict.fromkeys((one[0].name, *one[0].names))
        if other not in gazetteer.get(unit).names and len(other) > 2
    ]
    about = Import(name, source, licence, len(places), len(points))
    _store(imports_folder(data) / name, about, places, points, aliases)
    return about


def _point(unit: str, circle: Any, places: Sequence[Found], source: str) -> tuple[Any, ...]:
    precision = {"v": "near", "c": "admin3"}.get(unit[3:4], "admin2")
    of = places[0].id if len(places) == 1 else f"{len(places)} places in it"
    return unit, *circle, precision, f"{source} {of}"


def _new_places(
    found: Sequence[Found], taken: set[str], gazetteer: Gazetteer, source: str
) -> Iterator[dict[str, Any]]:
    from geo.gazetteer.containing import Containers

    containers = Containers(gazetteer)
    wanted = [p for p in found if p.id not in taken and p.type is not None]
    wanted = [p for p in wanted if p.type not in _UNITS and f"gn-{p.id}" not in gazetteer]
    parents = containers.of(wanted)
    for place, parent in zip(wanted, parents, strict=True):
        yield {
            "id": f"gn-{place.id}",
            "type": place.type,
            "name": place.name,
            "names": "|".join(place.names),
            "country": place.country,
            "parent": parent,
            "lat": place.lat,
            "lon": place.lon,
            "radius_km": _REACH.get(place.type or "", 5.0),
            "precision": "near",
            "population": place.population,
            "source": source,
        }


def _store(
    folder: Path,
    about: Import,
    places: Sequence[dict[str, Any]],
    points: Sequence[Sequence[Any]],
    aliases: Sequence[Sequence[Any]],
) -> None:
    """Write the tables beside the folder, which takes its place when all of them stand."""
    with naming(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = tempfile.TemporaryDirectory(prefix=".importing-", dir=folder.parent)
    with scratch as name:
        new = Path(name) / "new"
        write_table(new / "places.csv", _PLACES, places)
        header = ("id", "lat", "lon", "radius_km", "precision", "source")
        write_table(new / "points.csv", header, points)
        write_table(new / "aliases.csv", ("place_id", "name", "lang", "source"), aliases)
        told = {k: v for k, v in asdict(about).items() if k != "folder"}
        with atomic_write(new / "about.json") as stream:
            json.dump(told, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
        if folder.exists():
            folder.rename(Path(name) / "old")
        new.rename(folder)
