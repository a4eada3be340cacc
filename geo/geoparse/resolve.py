"""Which place of the gazetteer a name means."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.geoparse.classwords import fits
from geo.geoparse.name import LEVEL, Name
from geo.geoparse.scoring import Context, Scored, confidence, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.gazetteer import Gazetteer
    from geo.geoparse.fuzzy import Fuzzy
    from geo.geoparse.index import NameIndex
    from geo.model import Place, PlaceType

__all__ = ["Resolver"]

_THRESHOLD = 2.5
_OTHER_HALF = 3.0
"""Points for a checkpoint whose other half is named beside it."""
_FUZZY_TYPES = frozenset(("province", "district", "city", "commune", "village", "border_gate"))
_SMALL = frozenset(("village", "commune", "facility", "landmark"))
"""Of these there are thousands: one outside the place that the text names is another one."""
_UNITS = frozenset(("district", "commune"))
_NO_HOLDERS = frozenset(("country", "region"))
_BEARS: dict[PlaceType, float] = {"province": 3.0, "city": 1.0, "district": 1.0, "border_gate": 1.0}
"""Points for what a thing is rather called after than after a commune or a village."""
_GATE_ALONE = frozenset(("border_gate",))
_LARGE = frozenset(("country", "province", "city"))
_BEARING = frozenset(("facility", "landmark"))
_HOLDERS = frozenset(("province", "district"))
_AROUND = frozenset(("province", "district", "city", "commune"))
_ALIKE = 0.4
"""Letters that may differ, as a share of all, between a unit and the one that holds its part."""
_BY_CONTENTS = 0.6
_MAX_CANDIDATES = 60


class Resolver:
    """Resolves the names of one article after the other against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, index: NameIndex, fuzzy: Fuzzy) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self._parents = lru_cache(maxsize=20000)(self._read_parents)
        self._fuzzy = fuzzy

    def resolve(self, names: Sequence[Name], day: date | None) -> Context:
        """Give every name its place, the larger places first; return what the text is about."""
        context = Context(day)
        context.called = {(n.key, n.said) for n in names if n.said is not None}
        _lend_containers(names)
        order = sorted(names, key=lambda n: (-self._level(n), n.inside is None, n.start))
        for name in order:
            self._resolve(name, context)
        for name in order:
            if name.place is None and name.partner is not None and name.partner.place is not None:
                self._resolve(name, context)
        self._resolve_by_contents(names, context)
        return context

    def _resolve_by_contents(self, names: Sequence[Name], context: Context) -> None:
        """Read a province or district that no list has as the one that holds what it contains.

        "X commune in Kom Pong province", where X lies in Kampot. The names must be alike.
        """
        for name in names:
            holder = name.inside
            if name.place is None or holder is None or holder.place is not None:
                continue
            if holder.listed or holder.type not in _HOLDERS:
                continue
            for place in self.parents(name.place, context.day):
                distance = self._fuzzy.unlike(holder.key, place)
                if place.type == holder.type and distance <= _ALIKE:
                    holder.place, holder.listed, holder.score = place, True, _BY_CONTENTS
                    holder.reasons.append(f"it holds {name.place.name}, as the text says")
                    holder.reasons.append(f"fuzzy: nearly '{place.name}' (distance {distance:.2f})")
                    break

    def _level(self, name: Name) -> int:
        if name.type is None:
            return 0
        city = name.type == "city" and self._index.is_municipality(name)
        return LEVEL["province"] if city else LEVEL[name.type]

    def parents(self, place: Place, day: date | None) -> tuple[Place, ...]:
        """Return what contains a place on a day, nearest first."""
        return self._parents(place.id, day)

    def _read_parents(self, place_id: str, day: date | None) -> tuple[Place, ...]:
        return tuple(self._gazetteer.parents(place_id, day))

    def _resolve(self, name: Name, context: Context) -> None:
        kind = name.type
        if kind is None or name.marker or name.region_of is not None:
            return
        before = context.done.get((name.key, kind))
        if before is not None and not self._elsewhere(name, before, context):
            name.place = before
            name.score = 0.9
            name.reasons.append("named before in this text")
            self._note(before, context, name)
            return
        ranked = self._rank(name, kind, self._index.places(name.key), context)
        poor = bool(ranked) and ranked[0].points < _THRESHOLD
        if poor and name.inside and kind in _LARGE and not _is_of_a_list(ranked[0].place):
            name.inside = None  # a list went on too far: "KIEN GIANG, Kampot and Kep of Cambodia"
            ranked = self._rank(name, kind, self._index.places(name.key), context)
        if not ranked or ranked[0].points < _THRESHOLD or ranked[0].points < 0:
            similar = self._rank_similar(name, kind, context)
            if not similar or similar[0].points < _THRESHOLD:
                similar = self._rank_other_kinds(name, kind, context) or similar
            ranked, kind = similar or ranked, name.type or kind
        elif (
            kind in _UNITS
            and name.class_word is not None
            and (_is_of_a_list(ranked[0].place) or not self._is_near(ranked[0].place, context))
        ):
            ranked = self._sorted([*self._rank_similar(name, kind, context), *ranked])
        elif kind in _UNITS and not self._is_near(ranked[0].place, context):
            gates = self._gates_near(name, context)
            ranked, kind = gates or ranked, "border_gate" if gates else kind
        if not ranked or ranked[0].points < _THRESHOLD:
            name.listed = False
            if kind == "city" and name.class_word is None and name.inside is not None:
                name.type = kind = "village"  # no town of that name lies there
            name.bearer = (
                self._bearer(name, context)
                if kind in _BEARING or self._is_by_gate(name, kind)
                else self._other_half(name)
            )
            return
        best = ranked[0]
        margin = best.points - ranked[1].points if len(ranked) > 1 else 3.0
        name.place = best.place
        name.listed = True
        name.score = confidence(best.points, margin)
        name.reasons += best.reasons
        if len(ranked) > 1 and margin < 0.5:
            name.reasons.append(
                f"{ranked[1].place.name} ({ranked[1].place.id}) fits nearly as well"
            )
        context.done[(name.key, kind)] = best.place
        self._note(best.place, context, name)

    def _is_by_gate(self, name: Name, kind: PlaceType) -> bool:
        """Say whether a village that no list has bears the name of a checkpoint alone."""
        return kind == "village" and self._index.kinds(name) == _GATE_ALONE

    def _bearer(self, name: Name, context: Context) -> Place | None:
        """Return the place that a school, a bridge or a station is called after."""
        best: Scored | None = None
        heads = name.parts or [name]
        pairs = [{p.id.partition(":")[0] for p in self._index.places(h.key)} for h in heads]
        shared = set.intersection(*pairs) if len(heads) > 1 else set()
        for head in heads:
            plain = Name(head.first, head.last, head.start, head.end, head.key)
            plain.inside = name.inside
            for place in self._index.places(head.key):
                if place.type in _NO_HOLDERS:
                    continue
                found = score(plain, place, self.parents(place, context.day), context)
                found.points += _BEARS.get(place.type, 0.0)
                if place.id.partition(":")[0] in shared:
                    found.points += _OTHER_HALF
                if best is None or found.points > best.points:
                    best = found
        if best is None or best.points < _THRESHOLD:
            return None
        said = name.class_word.words if name.class_word is not None else ""
        if said in self._index.wilful and best.place.type in _AROUND:
            return best.place if best.place.id in context.units else None
        return best.place

    def _rank(
        self, name: Name, kind: PlaceType, places: Iterable[Place], context: Context
    ) -> list[Scored]:
        fitting = [p for p in places if _may_be(kind, p)]
        if context.units and kind in _SMALL:
            fitting = [p for p in fitting if not _is_of_a_list(p) or self._is_near(p, context)]
        if len(fitting) > _MAX_CANDIDATES:
            fitting = self._nearest(name, fitting, context)
        scored = [score(name, p, self.parents(p, context.day), context) for p in fitting]
        return self._sorted(self._halves(name, _in_place(kind, scored)))

    def _nearest(self, name: Name, places: list[Place], context: Context) -> list[Place]:
        """Return the places that lie in what the text names, those in the smallest unit first."""
        held = name.container()

        def depth(place: Place) -> tuple[bool, int]:
            above = [p.id for p in self.parents(place, context.day)]
            named = next((i for i, p in enumerate(above) if p in context.units), len(above))
            return held is None or held.id not in above, named

        return sorted(places, key=depth)[:_MAX_CANDIDATES]

    def _rank_similar(self, name: Name, kind: PlaceType, context: Context) -> list[Scored]:
        """Rank places of nearly the same name; only where something else speaks for them."""
        if kind not in _FUZZY_TYPES:
            return []
        other = self._other_half(name)
        if other is not None and self._fuzzy.is_like(name.key, other):
            distance = self._fuzzy.unlike(name.key, other)
            return self._halves(
                name, [score(name, other, self.parents(other, context.day), context, distance)]
            )
        if name.class_word is None and name.inside is None:
            return []
        held = name.container()
        inside = held.id if held is not None and held.type not in _NO_HOLDERS else None
        if inside is None and "VN" in name.side and kind in _SMALL:
            return []  # what sounds like Khmer is Vietnamese
        ranked = self._ranked_alike(name, kind, inside, context)
        redrawn = held is not None and held.country == "KH" and held.type == "district"
        if redrawn and held is not None and not (ranked and ranked[0].points >= _THRESHOLD):
            ranked = self._ranked_alike(name, kind, held.parent, context) or ranked
        return ranked

    def _rank_other_kinds(self, name: Name, kind: PlaceType, context: Context) -> list[Scored]:
        """Rank what else a bare name may mean where the text puts it: "Hoa Lu (Binh Phuoc)".

        There is a district of that name, but elsewhere; there a checkpoint is meant.
        """
        held = name.container()
        if name.class_word is not None or held is None or held.type not in _AROUND:
            return []
        if (name.key, kind) in context.called:
            return []  # the text calls it so
        others = self._index.kinds(name) - {kind}
        for other in sorted(others, key=lambda k: (k != "border_gate", -LEVEL[k], k)):
            name.type = other
            ranked = self._rank(name, other, self._index.places(name.key), context)
            around = {held.id, held.parent} if other == "border_gate" else {held.id}
            if ranked and any(
                p.id in around and p.type != "country"
                for p in self.parents(ranked[0].place, context.day)
            ):
                return ranked
        name.type = kind
        return []

    def _gates_near(self, name: Name, context: Context) -> list[Scored]:
        """Rank the gates of a bare name in the units that the text names, where no namesake is."""
        if name.class_word is not None or name.inside is not None:
            return []
        if (name.key, name.type) in context.called:
            return []
        gates = [
            place
            for place in self._index.places(name.key)
            if place.type == "border_gate" and self._is_near(place, context)
        ]
        if not gates:
            return []
        name.type = "border_gate"
        return self._rank(name, "border_gate", gates, context)

    def _ranked_alike(
        self, name: Name, kind: PlaceType, inside: str | None, context: Context
    ) -> list[Scored]:
        scored = [
            score(name, place, self.parents(place, context.day), context, distance)
            for place, distance in self._fuzzy.similar(name.key, kind, inside)
            if _may_be(kind, place)
            and (inside is not None or kind not in _SMALL or self._is_near(place, context))
        ]
        return self._sorted(self._halves(name, _in_place(kind, scored)))

    def _is_near(self, place: Place, context: Context) -> bool:
        """Say whether the text names a unit that contains the place, or no unit at all."""
        return not context.units or any(
            p.id in context.units for p in self.parents(place, context.day)
        )

    def _other_half(self, name: Name) -> Place | None:
        """Return the half of a checkpoint pair that faces the partner of a name."""
        if name.partner is None or name.type != "border_gate":
            return None
        known = self._index.places(name.partner.key)
        for place in (name.partner.place, *known) if name.partner.place else known:
            pair, _, half = place.id.partition(":")
            if half:
                for side in ("vn", "kh", "la", "th"):
                    if side != half and f"{pair}:{side}" in self._gazetteer:
                        return self._gazetteer.get(f"{pair}:{side}")
        return None

    def _halves(self, name: Name, scored: list[Scored]) -> list[Scored]:
        """Let the two halves of one checkpoint pair speak for each other."""
        partner = name.partner
        if partner is None or name.type != "border_gate":
            return scored
        pairs = {p.id.partition(":")[0] for p in self._index.places(partner.key)}
        for candidate in scored:
            pair, _, half = candidate.place.id.partition(":")
            if half and pair in pairs:
                candidate.points += _OTHER_HALF
                candidate.reasons.append("its other half is named beside it")
        return scored

    @staticmethod
    def _sorted(scored: list[Scored]) -> list[Scored]:
        return sorted(scored, key=lambda s: (-s.points, s.place.id))

    def _elsewhere(self, name: Name, place: Place, context: Context) -> bool:
        """Say whether the text puts this mention somewhere else than the earlier one."""
        container = name.container()
        if container is None or container.id == place.id:
            return False
        if name.loosely:
            return False
        return container.id not in {p.id for p in self.parents(place, context.day)}

    def _note(self, place: Place, context: Context, name: Name) -> None:
        if name.dateline:
            return
        if place.type == "country":
            context.countries[place.country or ""] = (
                context.countries.get(place.country or "", 0) + 1
            )
            return
        for unit in (place, *self.parents(place, context.day)):
            if unit.type == "country":
                context.countries.setdefault(unit.country or "", 0)
            else:
                context.units[unit.id] = context.units.get(unit.id, 0) + 1
        if place.lat is not None and place.lon is not None and len(context.points) < 40:
            context.points.append((place.lat, place.lon))


def _is_of_a_list(place: Place) -> bool:
    """Say whether a place comes from a list of settlements, which have many namesakes."""
    return place.id.startswith("gn-")


def _in_place(kind: PlaceType, scored: list[Scored]) -> list[Scored]:
    """Leave out the small places that do not lie where the text puts the name.

    Cambodia's districts have been redrawn often: there the province decides.
    """
    if kind not in _SMALL:
        return scored
    return [s for s in scored if (s.in_province and s.place.type == kind) or not s.elsewhere]


def _may_be(kind: PlaceType, place: Place) -> bool:
    """Say whether a place may be meant by a name of a type; no town is meant by "province"."""
    if kind == "province" and place.type == "city":
        return place.unit_class == "municipality"
    return fits(kind, place.type)


def _lend_containers(names: Sequence[Name]) -> None:
    """Let a name that stands alone lie in what the text puts it in elsewhere."""
    lenders: dict[tuple[str, PlaceType | None], Name] = {}
    for name in names:
        if name.inside is not None:
            lenders.setdefault((name.key, name.type), name)
    for name in names:
        lender = lenders.get((name.key, name.type))
        if lender is not None and name.inside is None and not name.partner:
            name.inside, name.loosely = lender.inside, lender.loosely
