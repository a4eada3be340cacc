"""From resolved names to the mentions that leave this room."""

from __future__ import annotations

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
    from geo.model import Place, Precision

__all__ = ["Maker"]

_PRECISION: dict[str, Precision] = {
    "province": "admin1",
    "district": "admin2",
    "city": "admin2",
    "commune": "admin3",
}
_UNIT_TYPES = frozenset(("city", "district", "commune"))


class Maker:
    """Makes mentions out of names, with position, province and reasons."""

    def __init__(self, gazetteer: Gazetteer, index: NameIndex, border: Border | None) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self._border = border
        self._located = lru_cache(maxsize=20000)(gazetteer.located)
        self._province = lru_cache(maxsize=20000)(gazetteer.province)

    def make(
        self, tokens: Tokens, names: Sequence[Name], context: Context
    ) -> tuple[list[Mention], list[Unlisted]]:
        """Return the mentions in the order of the text, and those that no list has."""
        mentions: list[Mention] = []
        unlisted: list[Unlisted] = []
        end = 0
        for name in names:
            if name.start < end or name.type is None:
                continue
            end = name.end
            if name.region_of is not None:
                mentions.append(self._region(tokens, name))
            elif name.place is not None and not name.marker:
                mentions.append(self._listed(tokens, name, name.place, context.day))
            elif name.type == "region":
                mentions.append(self._bare(tokens, name, "a region without a position"))
            else:
                mention, report = self._unlisted(tokens, name, names, context)
                mentions.append(mention)
                unlisted.append(report)
        return mentions, unlisted

    def _listed(self, tokens: Tokens, name: Name, place: Place, day: date | None) -> Mention:
        assert name.type is not None
        if place.type == "country":
            return Mention(
                name.start,
                name.end,
                tokens.text[name.start : name.end],
                "country",
                place_id=place.id,
                name=place.name,
                country=place.country,
                precision="country",
                confidence=name.score,
                reasons=(*name.reasons, "a country is an area: no point is given"),
                embedded=name.embedded,
            )
        where = self._located(place.id, day)
        province = self._province(place.id, day)
        kind = place.type if name.class_word is None and name.type in _UNIT_TYPES else name.type
        return Mention(
            name.start,
            name.end,
            tokens.text[name.start : name.end],
            kind,
            place_id=place.id,
            name=place.name,
            country=place.country,
            admin1=province.name if province else None,
            lat=where.lat,
            lon=where.lon,
            radius_km=where.radius_km,
            precision=where.precision,
            confidence=name.score,
            reasons=tuple(name.reasons),
            embedded=name.embedded,
        )

    def _region(self, tokens: Tokens, name: Name) -> Mention:
        country = next(iter(self._index.places(name.key)), None)
        return Mention(
            name.start,
            name.end,
            tokens.text[name.start : name.end],
            "region",
            name=tokens.text[name.start : name.end],
            country=country.country if country else None,
            precision="unknown",
            confidence=0.8,
            reasons=("a part of a country without a fixed limit",),
            embedded=name.embedded,
        )

    def _bare(self, tokens: Tokens, name: Name, reason: str) -> Mention:
        assert name.type is not None
        text = tokens.text[name.start : name.end]
        return Mention(
            name.start,
            name.end,
            text,
            name.type,
            name=text,
            confidence=0.6,
            reasons=(reason,),
            embedded=name.embedded,
        )

    def _on_border(
        self, tokens: Tokens, marker: Name, names: Sequence[Name], day: date | None
    ) -> tuple[float | None, float | None]:
        """Return the point of the border between the units that are named beside a marker."""
        points = [
            (where.lat, where.lon)
            for place in units_beside(tokens, marker, names)[:2]
            if (where := self._located(place.id, day)).lat is not None and where.lon is not None
        ]
        if not points:
            return None, None
        lat = sum(lat for lat, _ in points if lat is not None) / len(points)
        lon = sum(lon for _, lon in points) / len(points)
        return self._border.nearest(lat, lon) if self._border is not None else (lat, lon)

    def _unlisted(
        self, tokens: Tokens, name: Name, names: Sequence[Name], context: Context
    ) -> tuple[Mention, Unlisted]:
        assert name.type is not None
        text = tokens.text[name.start : name.end]
        container, how = container_of(tokens, name, names, self._index)
        reason = why(name)
        lat = lon = radius = None
        precision: Precision = "unknown"
        admin1 = country = None
        if container is not None:
            country = container.country
            if container.type != "country":
                where = self._located(container.id, context.day)
                lat, lon, radius = where.lat, where.lon, where.radius_km
                precision = _PRECISION.get(container.type, where.precision)
                if name.marker:
                    lat, lon = self._on_border(tokens, name, names, context.day)
                province = self._province(container.id, context.day)
                admin1 = province.name if province else None
        mention = Mention(
            name.start,
            name.end,
            text,
            name.type,
            name=text,
            country=country,
            admin1=admin1,
            lat=lat,
            lon=lon,
            radius_km=radius,
            precision=precision,
            confidence=0.5,
            reasons=(*name.reasons, reason, how),
            embedded=name.embedded,
            listed=False,
        )
        return mention, Unlisted(
            name.start, name.end, text, name.type, container.id if container else None, reason
        )
