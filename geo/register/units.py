"""Filling in provinces, districts and communes from the point, and checking those given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo.names import key
from geo.register.findings import error, note, warning
from geo.register.nearest import kilometres, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.border import Border
    from geo.gazetteer import Gazetteer
    from geo.model import Place
    from geo.register.findings import Finding
    from geo.register.nearest import Nearest

__all__ = ["Units"]

_REFORM = date(2025, 7, 1)
_BEFORE = date(2025, 6, 30)
_SLACK_KM = 5.0
"""How far from where sections of the border meet both of them are taken as right: the sections
follow approximate areas of provinces."""


class Units:
    """The administrative units that a checkpoint lies in."""

    def __init__(self, border: Border, gazetteer: Gazetteer) -> None:
        self._border = border
        self._gazetteer = gazetteer
        self._held: dict[tuple[str, frozenset[str]], list[Place]] = {}

    def settle(self, cells: dict[str, str]) -> Iterator[Finding]:
        """Fill the empty units of a draft, add the codes, and yield what contradicts."""
        point = (float(cells["lat"]), float(cells["lon"])) if cells["lat"] else None
        yield from self._province(cells, "province_vn", "vn-p-", point)
        yield from self._province(cells, "province_vn_before", "vn-p63-", point)
        yield from self._province(cells, "province_kh", "kh-p-", point)
        yield from self._commune(cells, "commune_vn", "province_vn", ("vn-c-", "vn-p-"), point)
        self._fill_before(cells, point)
        before = ("vn-c63-", "vn-p63-")
        yield from self._commune(cells, "commune_vn_before", "province_vn_before", before, point)
        yield from self._district(cells, "district_vn_before", "commune_vn_before", "vn-d63-")
        yield from self._commune(cells, "commune_kh", "province_kh", ("kh-c-", "kh-p-"), point)
        yield from self._district(cells, "district_kh", "commune_kh", "kh-d-")

    # --- provinces --------------------------------------------------------------------------

    def _province(
        self, cells: dict[str, str], column: str, prefix: str, point: tuple[float, float] | None
    ) -> Iterator[Finding]:
        at_point = self._provinces_at(column, point, cells["radius_m"]) if point else []
        given = cells[column]
        if not given:
            if at_point:
                cells[column] = at_point[0].name
            elif column != "province_vn_before":
                why = "Without a point nobody could place the checkpoint."
                yield error("no-province", column, "is empty.", why, "Give the province.")
            return
        found = [p for p in self._gazetteer.named(given) if p.id.startswith(prefix)]
        if not found and column == "province_vn":
            old = [p for p in self._gazetteer.named(given) if p.id.startswith("vn-p63-")]
            if old:
                yield from self._renamed(cells, old[0])
                return
        if not found:
            yield self._no_such(column, given, prefix)
            return
        if found[0].name != given and prefix.startswith("vn"):
            cells[column] = found[0].name
        if at_point and found[0].id not in {p.id for p in at_point}:
            lies = " or ".join(p.name for p in at_point)
            why = f"The point lies at the border of {lies}."
            yield warning(
                "other-province", column, f"{given} is given.", why, "Check the point and the name."
            )

    def _provinces_at(self, column: str, point: tuple[float, float], radius_m: str) -> list[Place]:
        """Return the provinces that a crossing at a point may lie in, the nearest first."""
        slack = max(_SLACK_KM, float(radius_m or 0) / 1000 + 2)
        here = self._border.chainage_km(*point)
        sections = sorted(
            self._border.sections(),
            key=lambda s: max(s.start_km - here, here - s.end_km, 0.0),
        )
        near = [s for s in sections if s.start_km - slack <= here <= s.end_km + slack] or sections[
            :1
        ]
        ids = dict.fromkeys(getattr(section, column) for section in near)
        return [self._gazetteer.get(unit) for unit in ids if unit and unit in self._gazetteer]

    def _renamed(self, cells: dict[str, str], old: Place) -> Iterator[Finding]:
        today = self._gazetteer.province(old.id, _REFORM)
        cells["province_vn_before"] = cells["province_vn_before"] or old.name
        if today is not None:
            cells["province_vn"] = today.name
        yield warning(
            "old-province",
            "province_vn",
            f"{old.name} is a province of before July 2025.",
            "Vietnam went from 63 to 34 provinces on 1 July 2025.",
            f"Taken as {cells['province_vn']}, before: {cells['province_vn_before']}.",
        )

    def _no_such(self, column: str, given: str, prefix: str) -> Finding:
        from difflib import get_close_matches

        known = {key(p.name): p.name for p in self._gazetteer if p.id.startswith(prefix)}
        near = [known[k] for k in get_close_matches(key(given), known, n=3, cutoff=0.6)]
        country = "Cambodia" if prefix.startswith("kh") else "Vietnam"
        do = f"Did you mean {' or '.join(near)}?" if near else f"Give a province of {country}."
        what = f"{given!r} is no province of {country}."
        return error("no-such-province", column, what, "The gazetteer does not have it.", do)

    # --- communes ---------------------------------------------------------------------------

    def _commune(
        self,
        cells: dict[str, str],
        column: str,
        province_column: str,
        prefixes: tuple[str, str],
        point: tuple[float, float] | None,
    ) -> Iterator[Finding]:
        commune_prefix, province_prefix = prefixes
        provinces = {
            p.id
            for p in self._gazetteer.named(cells[province_column])
            if p.id.startswith(province_prefix)
        }
        given, code = cells[column], cells[f"{column}_code"]
        if not given:
            if point and provinces and column != "commune_vn_before":
                near = nearest(point, self._candidates(cells, column, commune_prefix, provinces))
                yield from self._propose(cells, column, near)
            return
        found = [
            p
            for p in self._gazetteer.named(given)
            if p.id.startswith(commune_prefix) and (not provinces or self._is_in(p, provinces))
        ]
        if code:
            found = [p for p in found if p.id == f"{commune_prefix}{code}"]
        if not found:
            named = f"{given} ({code})" if code else given
            what = f"{named} is no commune of {cells[province_column]}."
            why = "The gazetteer does not have it there."
            do = "Check name and code, or leave both empty and let the point tell."
            yield warning("no-such-commune", column, what, why, do)
            return
        place = self._nearest(found, point) if point else found[0]
        if len(found) == 1 or point:
            self._fill(cells, column, place)
        if point and place is not None and place.lat is not None:
            away = kilometres(point, place)
            if away > _reach(place):
                yield warning(
                    "other-commune",
                    column,
                    f"{given} is given.",
                    f"It lies {away:.0f} km from the point and reaches {_reach(place):.0f} km.",
                    "Check the point and the name.",
                )

    def _candidates(
        self, cells: dict[str, str], column: str, prefix: str, provinces: set[str]
    ) -> Iterable[Place]:
        """Return the communes that a point may lie in: those of the district, if one is given."""
        inside = self._inside(prefix, provinces)
        district = cells["district_kh"] if column == "commune_kh" else ""
        held = {p.id for p in self._gazetteer.named(district)} if district else set()
        return [p for p in inside if p.parent in held] if held else inside

    def _propose(self, cells: dict[str, str], column: str, near: Nearest) -> Iterator[Finding]:
        """Fill in the commune whose middle is nearest, where that is mostly right, and say so."""
        why = "Only the middles of communes are known here, not their outlines."
        first = next(iter(near.places), None)
        if first is None:
            return
        is_close = near.away[0] <= _reach(first) if column == "commune_vn" else near.is_clear
        if is_close:
            self._fill(cells, column, first)
            right = "4 of 5" if column == "commune_vn" else "6 of 7"
            what = (
                f"{first.name} is filled in: its middle is the nearest, {near.away[0]:.1f} km away."
            )
            do = (
                f"Such a guess is right in {right} places: check it, and give another if it is not."
            )
            yield note("filled-in", column, what, why, do)
            return
        what = f"stays empty: the nearest middles, {near}, do not tell which commune it is."
        yield note("left-empty", column, what, why, "Give it if a map or a source names it.")
        holder = near.holder
        if column == "commune_kh" and not cells["district_kh"] and holder in self._gazetteer:
            cells["district_kh"] = district = self._gazetteer.get(str(holder)).name
            what = f"{district} is filled in: both nearest communes, {near}, lie in it."
            do = (
                "Such a guess is right in 19 of 20 places: check it, and give another if it is not."
            )
            yield note("filled-in", "district_kh", what, why, do)

    def _district(
        self, cells: dict[str, str], column: str, commune_column: str, prefix: str
    ) -> Iterator[Finding]:
        """Fill in the district of a known commune, and check a given one against it."""
        commune = f"{prefix.replace('-d', '-c')}{cells[f'{commune_column}_code']}"
        day = _BEFORE if prefix == "vn-d63-" else None
        holders = self._gazetteer.parents(commune, day) if commune in self._gazetteer else []
        district = next((p for p in holders if p.id.startswith(prefix)), None)
        given = cells[column]
        if not given:
            cells[column] = district.name if district else ""
            return
        found = {p.id for p in self._gazetteer.named(given) if p.id.startswith(prefix)}
        if not found and prefix == "kh-d-":  # perhaps another romanisation of it
            alike = self._gazetteer.similar(given, country="KH", types=("district",), furthest=0.1)
            found = {place.id for place, _ in alike}
        if not found:
            what = f"{given} is no district that the gazetteer has."
            why = "Texts that name it would not find the pair."
            yield warning("no-such-district", column, what, why, "Check the spelling.")
        elif district is not None and district.id not in found:
            what = f"{given} is given."
            why = f"{cells[commune_column]} lies in {district.name}."
            yield warning("other-district", column, what, why, "Check commune and district.")

    def _is_in(self, place: Place, provinces: set[str]) -> bool:
        day = None if place.valid_to is None else place.valid_to
        return any(holder.id in provinces for holder in self._gazetteer.parents(place.id, day))

    def _inside(self, prefix: str, provinces: set[str]) -> list[Place]:
        asked = (prefix, frozenset(provinces))
        if asked not in self._held:
            self._held[asked] = [
                p for p in self._gazetteer if p.id.startswith(prefix) and self._is_in(p, provinces)
            ]
        return self._held[asked]

    def _nearest(self, places: Iterable[Place], point: tuple[float, float] | None) -> Place | None:
        known = list(places)
        if point is None:
            return known[0] if known else None
        placed = [p for p in known if p.lat is not None]
        if not placed:
            return known[0] if len(known) == 1 else None
        return min(placed, key=lambda p: (kilometres(point, p), p.id))

    def _fill(self, cells: dict[str, str], column: str, place: Place | None) -> None:
        if place is not None:
            cells[column] = cells[column] or place.name
            cells[f"{column}_code"] = cells[f"{column}_code"] or place.id.rsplit("-", 1)[-1]

    def _fill_before(self, cells: dict[str, str], point: tuple[float, float] | None) -> None:
        """Fill commune and district of before July 2025 from today's commune and the point."""
        today = f"vn-c-{cells['commune_vn_code']}"
        if not cells["commune_vn_before"] and today in self._gazetteer and point:
            old = [self._gazetteer.get(i) for i in self._gazetteer.predecessors(today)]
            self._fill(cells, "commune_vn_before", self._nearest(old, point))
        code = f"vn-c63-{cells['commune_vn_before_code']}"
        if code in self._gazetteer:
            province = self._gazetteer.province(code, _BEFORE)
            if province is not None:
                cells["province_vn_before"] = cells["province_vn_before"] or province.name


def _reach(place: Place) -> float:
    """Return the kilometres from a unit's middle within which a point may lie in it."""
    return (place.radius_km or 0.0) + 2
