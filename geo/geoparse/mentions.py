"""From resolved names to the mentions that leave this room."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.geoparse.unlisted import container_of, units_beside, why
from geo.model import Mention, Unlisted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.border import Border
    from geo.gazetteer import Gazetteer
    from geo.geoparse.index import NameIndex
    from geo.geoparse.name import Name
    from geo.geoparse.scoring import Context
    from geo.geoparse.tokens import Tokens
    from geo.model import Place, PlaceType, Precision

__all__ = ["Maker"]

_PRECISION: dict[PlaceType, Precision] = {
    "province": "admin1",
    "district": "admin2",
    "city": "admin2",
    "commune": "admin3",
}
_DATELINE: dict[bool, tuple[str, ...]] = {True: ("in the dateline",), False: ()}
_UNITS = frozenset(("city", "district", "commune"))
_TOWNS = frozenset(("city", "town"))
"""Classes of districts that are towns."""
_UNLISTED_CONFIDENCE = 0.5
_REGION_CONFIDENCE = 0.8
_BESIDE_KM = 60.0
_BESIDE_POINT_KM = 3.0
"""How far a thing may be from the checkpoint or the hamlet that it is called after."""
_CACHED = 20_000
_WINDOW = 100
"""Names on either side of one that may say where it lies."""


class Maker:
    """Makes mentions out of names, with position, province and reasons."""

    def __init__(self, gazetteer: Gazetteer, index: NameIndex, border: Border | None) -> None:
        self._index = index
        self._border = border
        self._located = lru_cache(maxsize=_CACHED)(gazetteer.located)
        self._province = lru_cache(maxsize=_CACHED)(gazetteer.province)

    def make(
        self, tokens: Tokens, names: Sequence[Name], context: Context
    ) -> tuple[list[Mention], list[Unlisted]]:
        """Return the mentions in the order of the text, and those that no list has."""
        mentions: list[Mention] = []
        unlisted: list[Unlisted] = []
        end = 0
        for position, name in enumerate(names):
            if name.start < end or name.type is None:
                continue
            end = name.end
            if name.place is not None:
                mentions.append(self._listed(tokens, name, name.type, name.place, context.day))
            elif name.type == "region":
                mentions.append(self._region(tokens, name))
            else:
                near = names[max(0, position - _WINDOW) : position + _WINDOW]
                mention, report = self._unlisted(tokens, name, name.type, near, context)
                mentions.append(mention)
                unlisted.append(report)
        return mentions, unlisted

    @staticmethod
    def _bare(tokens: Tokens, name: Name, kind: PlaceType) -> Mention:
        """Return the mention with what the text alone says."""
        text = tokens.text[name.start : name.end]
        return Mention(
            name.start,
            name.end,
            text,
            kind,
            name=text,
            reasons=_DATELINE[name.dateline],
            embedded=name.embedded,
        )

    def _listed(
        self, tokens: Tokens, name: Name, kind: PlaceType, place: Place, day: date | None
    ) -> Mention:
        if name.class_word is None and kind in _UNITS:
            kind = "city" if place.unit_class in _TOWNS else place.type
        country = place.type == "country"
        where = place if country else self._located(place.id, day)
        province = None if country else self._province(place.id, day)
        return Mention(
            name.start,
            name.end,
            tokens.text[name.start : name.end],
            "country" if country else kind,
            place_id=place.id,
            name=place.name,
            country=place.country,
            admin1=province.name if province else None,
            lat=where.lat,
            lon=where.lon,
            radius_km=where.radius_km,
            precision="country" if country else where.precision,
            confidence=name.score,
            reasons=(*name.reasons, *_DATELINE[name.dateline]),
            embedded=name.embedded,
        )

    def _region(self, tokens: Tokens, name: Name) -> Mention:
        mention = self._bare(tokens, name, "region")
        country = next(iter(self._index.places(name.key)), None) if name.region_of else None
        return replace(
            mention,
            country=country.country if country else None,
            confidence=_REGION_CONFIDENCE,
            reasons=(*mention.reasons, "a region without fixed limits: no position is given"),
        )

    def _unlisted(
        self,
        tokens: Tokens,
        name: Name,
        kind: PlaceType,
        names: Sequence[Name],
        context: Context,
    ) -> tuple[Mention, Unlisted]:
        container, how = container_of(tokens, name, names)
        reason = why(name)
        mention = self._bare(tokens, name, kind)
        mention = replace(
            mention,
            confidence=_UNLISTED_CONFIDENCE,
            reasons=(*name.reasons, reason, how, *mention.reasons),
            listed=False,
        )
        if container is not None:
            mention = self._placed_in(mention, container, context.day)
            if name.marker:
                lat, lon = self._on_border(tokens, name, names, context.day)
                mention = replace(mention, lat=lat, lon=lon)
        if name.marker:  # "Landmark 605", "13/1": the same stone has one name
            mention = replace(mention, name=f"Border marker {name.marker}")
        inside = container.id if container else None
        return mention, Unlisted(name.start, name.end, mention.text, kind, inside, reason)

    def _placed_in(self, mention: Mention, container: Place, day: date | None) -> Mention:
        """Return the mention with the position and radius of what contains it."""
        mention = replace(mention, country=container.country)
        if container.type == "country":
            return mention
        where = self._located(container.id, day)
        province = self._province(container.id, day)
        radius, precision = where.radius_km, _PRECISION.get(container.type, where.precision)
        if radius is not None and precision in ("exact", "near"):
            radius, precision = max(radius, _BESIDE_POINT_KM), "near"
        return replace(
            mention,
            admin1=province.name if province else None,
            lat=where.lat,
            lon=where.lon,
            radius_km=radius,
            precision=precision,
        )

    def _on_border(
        self, tokens: Tokens, marker: Name, names: Sequence[Name], day: date | None
    ) -> tuple[float | None, float | None]:
        """Return the point of the border between the units that are named beside a marker."""
        points: list[tuple[float, float]] = []
        for place in units_beside(tokens, marker, names)[:2]:
            where = self._located(place.id, day)
            if where.lat is not None and where.lon is not None:
                points.append((where.lat, where.lon))
        if not points:
            return None, None
        lat = sum(lat for lat, _ in points) / len(points)
        lon = sum(lon for _, lon in points) / len(points)
        if self._border is None or self._border.distance_km(lat, lon) > _BESIDE_KM:
            return lat, lon  # a marker of another border
        return self._border.nearest(lat, lon)
