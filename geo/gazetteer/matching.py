"""Which unit is which place of a foreign gazetteer: by name, by sound, and by its neighbours.

Codes differ between gazetteers, romanisations too, and many villages of a province share a name.
But the villages of one commune lie together: a commune is where most of its villages have a place
of their name, and there each village takes the nearest.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.circle import Circle, distance_km
from geo.gazetteer.folding import fold_names, squeeze
from geo.gazetteer.sounds import heard_apart, shapes, skeletons
from geo.tables import data_folder, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.gazetteer.dumps import Found
    from geo.gazetteer.gazetteer import Gazetteer
    from geo.model import Place

__all__ = ["Matcher"]

_VILLAGE_KM = 3.0  # nine in ten points of villages in GeoNames are that near to the official ones
_REACH_KM = {"village": _VILLAGE_KM, "commune": 9.0, "district": 25.0, "city": 25.0}
_MARGIN_KM = 3.0
_TOGETHER_KM = 5.0  # villages of one commune; nine in ten lie that near to its middle
_NEAR_KM = 7.0
_OWN_NAME = 1.0
"""What a place that is called like the commune says, in villages of a name that is there once."""
_ENOUGH = 1.0  # votes that place a commune
_ALIKE = 0.2  # distance of sounds, of the villages of one commune
_KINDS = ("village", "city", "commune", "district")
_CELL = 0.1  # degrees


class _Vote(NamedTuple):
    """A place that may be a village of the commune (or, ``village`` None, its seat)."""

    village: str | None
    weight: float
    place: Found


@cache
def _class_words() -> tuple[str, ...]:
    sections = read_words(data_folder() / "vocabulary" / "class_words.txt")
    words = {w for name, ws in sections.items() if name.endswith("before") for w in ws}
    return tuple(sorted({*fold_names(sorted(words)), "phumi", "ភូមិ", "ឃុំ", "ស្រុក"}))


def _bare(names: Sequence[str]) -> list[str]:
    """Return the folded names, and without a class word those that begin with one."""
    folded = fold_names(names)
    without = [
        n.removeprefix(w).strip()
        for n in folded
        for w in _class_words()
        if n.startswith(f"{w} ") or ("\u1780" <= w[0] <= "\u17ff" and n.startswith(w))
    ]
    return [n for n in (*folded, *without) if n]


def _keys(names: Sequence[str]) -> set[str]:
    """Return the keys of names with and without class words, and of how they sound."""
    wanted = _bare(names)
    keys = {k for k in squeeze(wanted) if k}
    return keys | {f"~{s}" for s in shapes([n for n in wanted if n.isascii()]) if s}


class Matcher:
    """Gives the units of a gazetteer that have no point the points of foreign places.

    ``points`` holds what was found: unit id → (circle, the places that it rests on).
    """

    def __init__(self, gazetteer: Gazetteer, places: Iterable[Found]) -> None:
        self._gazetteer = gazetteer
        self._by_key: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self._by_cell: dict[tuple[int, int], list[Found]] = defaultdict(list)
        self._used: set[str] = set()
        self.points: dict[str, tuple[Circle, tuple[Found, ...]]] = {}
        for place in places:
            if place.type in _KINDS:
                self._by_cell[_cell(place.lat, place.lon)].append(place)
                for key in _keys((place.name, *place.names)):
                    self._by_key[place.country, key].append(place)

    def run(self) -> None:
        """Match districts by name, communes by their villages, villages within their communes."""
        provinces = set(self._gazetteer.geonames_provinces().values())
        units: dict[str, list[Place]] = defaultdict(list)
        communes: set[str] = set()
        for unit in self._gazetteer:
            if unit.type not in _KINDS or not unit.unit_class or unit.country is None:
                continue
            if unit.type == "village" and unit.parent is not None:
                communes.add(unit.parent)
            if unit.lat is None:
                province = self._gazetteer.province(unit.id)
                if province is not None and province.id in provinces:
                    units[unit.type].append(unit)
        self._match((*units["city"], *units["district"]))
        villages: dict[str, list[Place]] = defaultdict(list)
        for village in units["village"]:
            villages[village.parent or ""].append(village)
        self._match_communes(units["commune"], villages)
        self._match([c for c in units["commune"] if c.id not in self.points])
        for commune in sorted(communes):
            self._match_villages(commune, villages.get(commune, ()))
        self._gather((*units["city"], *units["district"]), units["commune"])

    def _circle(self, place_id: str | None) -> Circle | None:
        """Return where a unit is known to be, by itself or by a match."""
        if place_id is None:
            return None
        if place_id in self.points:
            return self.points[place_id][0]
        place = self._gazetteer.get(place_id)
        if place.lat is None or place.lon is None or place.radius_km is None:
            return None
        return Circle(place.lat, place.lon, place.radius_km)

    def _container(self, unit: Place) -> tuple[str, Circle] | None:
        """Return the smallest unit above that is placed, below the country."""
        holder = unit.parent
        while holder is not None:
            circle = self._circle(holder)
            if circle is not None:
                return holder, circle
            holder = self._gazetteer.get(holder).parent
        return None

    def _named(self, unit: Place, circle: Circle) -> dict[str, Found]:
        """Return the places with a name of the unit in a circle, by id."""
        return {
            p.id: p
            for key in _keys(unit.names)
            for p in self._by_key.get((unit.country or "", key), ())
            if p.id not in self._used and circle.holds(p.lat, p.lon, _MARGIN_KM)
        }

    def _match(self, units: Sequence[Place]) -> None:
        """Take for each unit the only place of its name inside its container.

        None where another unit of the container has the name too.
        """
        held = {unit.id: self._container(unit) for unit in units}
        names: dict[tuple[str, str], int] = defaultdict(int)
        for unit in units:
            if (holder := held[unit.id]) is not None:
                for key in _keys(unit.names):
                    names[holder[0], key] += 1
        for unit in units:
            if (holder := held[unit.id]) is None:
                continue
            inside = list(self._named(unit, holder[1]).values())
            if len(inside) == 1 and all(names[holder[0], k] == 1 for k in _keys(unit.names)):
                place = inside[0]
                circle = Circle(place.lat, place.lon, _REACH_KM[unit.type])
                self.points[unit.id] = circle, (place,)

    # --- communes by their villages -----------------------------------------------------------

    def _match_communes(
        self, communes: Sequence[Place], villages: Mapping[str, Sequence[Place]]
    ) -> None:
        """Place communes where their villages are, those first that most votes speak for.

        A place is one village only, so that a commune whose votes were taken is counted again.
        """
        votes = {c.id: self._votes(c, villages.get(c.id, ())) for c in communes}
        best = {unit: self._centre(found) for unit, found in votes.items()}
        waiting = {unit for unit, (points, _) in best.items() if points >= _ENOUGH}
        while waiting:
            unit = max(waiting, key=lambda u: (best[u][0], u))
            support = best[unit][1]
            if any(v.place.id in self._used for v in support):
                best[unit] = self._centre(votes[unit])
                if best[unit][0] < _ENOUGH:
                    waiting.discard(unit)
                continue
            waiting.discard(unit)
            self._used |= {v.place.id for v in support if v.village is not None}
            self._place_around(unit, list({v.place.id: v.place for v in support}.values()))
            for vote in support:
                if vote.village is not None:
                    circle = Circle(vote.place.lat, vote.place.lon, _VILLAGE_KM)
                    self.points[vote.village] = circle, (vote.place,)

    def _votes(self, commune: Place, villages: Sequence[Place]) -> list[_Vote]:
        """Return the places in the district that may be the villages of a commune.

        A name that the district has often says little of where one of its bearers is.
        """
        holder = self._container(commune)
        if holder is None:
            return []
        found = []
        seat = self._named(commune, holder[1])
        found += [_Vote(None, _OWN_NAME / len(seat), place) for place in seat.values()]
        for village in villages:
            named = self._named(village, holder[1])
            found += [_Vote(village.id, 1 / len(named) ** 0.5, p) for p in named.values()]
        return found

    def _centre(self, votes: Sequence[_Vote]) -> tuple[float, list[_Vote]]:
        """Return the points and the votes, one a village, of the place that most lie around."""
        votes = [v for v in votes if v.place.id not in self._used]
        best: tuple[float, list[_Vote]] = (0.0, [])
        for middle in votes:
            around: dict[str | None, tuple[float, _Vote]] = {}
            for vote in votes:
                far = distance_km(
                    middle.place.lat, middle.place.lon, vote.place.lat, vote.place.lon
                )
                if far <= _TOGETHER_KM and far < around.get(vote.village, (far + 1,))[0]:
                    around[vote.village] = far, vote
            taken: dict[str, _Vote] = {}
            for _, vote in sorted(around.values(), key=lambda pair: pair[0]):
                if vote.village is None or vote.place.id not in taken:
                    taken[vote.place.id if vote.village else "seat"] = vote
            points = sum(v.weight for v in taken.values())
            if points > best[0]:
                best = points, list(taken.values())
        return best

    def _place_around(self, unit: str, places: Sequence[Found]) -> None:
        lat = round(sum(p.lat for p in places) / len(places), 5)
        lon = round(sum(p.lon for p in places) / len(places), 5)
        reach = max(distance_km(lat, lon, p.lat, p.lon) for p in places) + 2 * _MARGIN_KM
        self.points[unit] = Circle(lat, lon, max(9.0, round(reach, 1))), tuple(places)

    def _match_villages(self, commune: str, villages: Sequence[Place]) -> None:
        """Give the villages of a placed commune the nearest free places of their name or sound."""
        circle = self._circle(commune)
        if circle is None:
            return
        wide = Circle(circle.lat, circle.lon, min(circle.radius_km, _NEAR_KM))
        rows: list[tuple[bool, float, str, Found]] = []
        near = [p for p in self._around(wide) if p.id not in self._used]
        unplaced = [v for v in villages if v.id not in self.points]
        sounds = _sounds([v.names for v in unplaced], [(p.name, *p.names) for p in near])
        for i, village in enumerate(unplaced):
            named = self._named(village, wide)
            for j, place in enumerate(near):
                if place.id in named:
                    far = distance_km(circle.lat, circle.lon, place.lat, place.lon)
                    rows.append((False, far, village.id, place))
                elif sounds[i][j] <= _ALIKE:
                    rows.append((True, sounds[i][j], village.id, place))
        for _, _, village_id, place in sorted(rows, key=lambda r: (*r[:3], r[3].id)):
            if place.id not in self._used and village_id not in self.points:
                self._used.add(place.id)
                self.points[village_id] = Circle(place.lat, place.lon, _VILLAGE_KM), (place,)

    def _around(self, circle: Circle) -> list[Found]:
        row, column = _cell(circle.lat, circle.lon)
        return [
            place
            for i in range(row - 1, row + 2)
            for j in range(column - 1, column + 2)
            for place in self._by_cell.get((i, j), ())
            if circle.holds(place.lat, place.lon)
        ]

    def _gather(self, units: Sequence[Place], communes: Sequence[Place]) -> None:
        """Place the districts that no name placed where their communes lie."""
        inside: dict[str, list[Circle]] = defaultdict(list)
        sources: dict[str, list[Found]] = defaultdict(list)
        for commune in communes:
            if commune.parent is not None and commune.id in self.points:
                inside[commune.parent].append(self.points[commune.id][0])
                sources[commune.parent] += self.points[commune.id][1]
        for unit in units:
            parts = inside[unit.id]
            if unit.id in self.points or not parts:
                continue
            lat = round(sum(c.lat for c in parts) / len(parts), 5)
            lon = round(sum(c.lon for c in parts) / len(parts), 5)
            reach = max(distance_km(lat, lon, c.lat, c.lon) + c.radius_km for c in parts)
            circle = Circle(lat, lon, round(max(reach + _MARGIN_KM, _REACH_KM[unit.type]), 1))
            self.points[unit.id] = circle, tuple(sources[unit.id])


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat / _CELL), int(lon / _CELL)


def _sounds(
    names: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]
) -> list[list[float]]:
    """Return how far each of some things sounds from each of others, by their nearest names."""
    mine, theirs = [_heard(n) for n in names], [_heard(n) for n in others]
    return [
        [min((heard_apart(a, b) for a in some for b in more), default=1.0) for more in theirs]
        for some in mine
    ]


@cache
def _heard(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    latin = [n for n in dict.fromkeys(_bare(names)) if n.isascii()]
    return tuple(zip(skeletons(latin), shapes(latin), strict=True))
