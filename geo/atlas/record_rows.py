"""The rows of the layers that hold facts: events, aid, projects, twinnings; and what has no row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.atlas.atlas import proof
from geo.atlas.ground import Ground, Spot, day_of, pair_of, shortest_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from geo.atlas.atlas import Records
    from geo.model import Aid, Article, DateSpan, Event, Indicator, Project, Twinning

__all__ = ["FactRows"]

Row = dict[str, Any]

_LINES = ("expressway", "railway", "road")
"""Kinds of project that are drawn as a line through their places."""


@dataclass
class FactRows:
    """Makes the rows of all layers of facts; what has no place goes to ``unplaced``.

    Parameters
    ----------
    ground
        Where places are.
    articles
        The articles by id, for the quotes.
    reviewed
        Id of a record → what people decided on it, in words.
    """

    ground: Ground
    articles: dict[str, Article]
    reviewed: Mapping[str, str] = field(default_factory=dict)
    unplaced: list[Row] = field(default_factory=list)

    def rows(self, records: Records) -> dict[str, list[Row]]:
        """Return the rows of the layers by name; fills ``unplaced``."""
        return {
            "twinnings": [r for t in records.twinnings for r in self._twinning(t)],
            "events": [r for e in records.events for r in self._event(e)],
            "aid": [r for a in records.aid for r in self._aid(a)],
            "projects": [r for p in records.projects for r in self._project(p)],
        } | self._listed(records.indicators)

    def _event(self, event: Event) -> list[Row]:
        common = {
            "name": event.title,
            "type": event.type,
            **_dates(event.date),
            "date_basis": event.date.basis if event.date else None,
            "status": event.status,
            "actors": list(event.actors),
            **self._proof(event),
        }
        spots = self._spots(event.place_ids, self._day(event))
        if not spots:
            self._list("event", event.id, event.place_ids, event.place_names, common)
        return [
            {"id": f"{event.id}:{n}", "record": event.id, **common, **_where(spot)}
            for n, spot in enumerate(spots)
        ]

    def _aid(self, aid: Aid) -> list[Row]:
        common = {
            "name": gift_name(aid),
            "category": aid.category,
            "item": gift_item(aid),
            "quantity": aid.quantity,
            "approximate": aid.approximate,
            "unit": aid.unit,
            "unit_value": aid.unit_value,
            "total_value": aid.total_value,
            "currency": aid.currency,
            "period": aid.period,
            "status": aid.status,
            "donor": aid.donor,
            "recipient": aid.recipient,
            **_dates(aid.date),
            **self._proof(aid),
        }
        day = self._day(aid)
        placed = [("handed_over", s) for s in self._spots(aid.handed_over_at, day)]
        placed += [("beneficiaries", s) for s in self._spots(aid.beneficiaries_at, day)]
        if not placed:
            ids = (*aid.handed_over_at, *aid.beneficiaries_at)
            self._list("aid", aid.id, ids, aid.place_names, common)
        return [
            {"id": f"{aid.id}:{n}", "record": aid.id, **common, "role": role, **_where(spot)}
            for n, (role, spot) in enumerate(placed)
        ]

    def _project(self, project: Project) -> list[Row]:
        common = {
            "name": project.title,
            "status": project.status,
            "place_names": list(project.place_names),
            "value": project.value,
            "currency": project.currency,
            **_dates(project.date),
            **self._proof(project),
        }
        day = self._day(project)
        spots = self._spots(project.place_ids, day, all_of_them=project.kind in _LINES)
        if not spots:
            common["type"] = project.kind
            self._list("project", project.id, project.place_ids, project.place_names, common)
            return []
        geometry, precision = _project_shape(spots, line=project.kind in _LINES)
        ids = list(dict.fromkeys(pair_of(i) for i in project.place_ids))
        return [{
            "id": project.id, **common, "kind": project.kind, "place_ids": ids,
            "precision": precision, "geometry": geometry,
        }]  # fmt: skip

    def _twinning(self, twinning: Twinning) -> list[Row]:
        from shapely.geometry import LineString

        day = self._day(twinning)
        ends = [self.ground.spot(i, day) if i else None for i in (twinning.a, twinning.b)]
        common = {
            "name": f"{twinning.a_name} – {twinning.b_name}",
            "a_name": twinning.a_name,
            "b_name": twinning.b_name,
            "level": twinning.level,
            **_dates(twinning.date),
            **self._proof(twinning),
        }
        a, b = ends
        points = [(s.lon, s.lat) for s in ends if s and s.lat is not None and s.lon is not None]
        if a is None or b is None or len(points) < 2 or points[0] == points[1]:
            ids = [i for i in (twinning.a, twinning.b) if i]
            names = (twinning.a_name, twinning.b_name)
            self._list("twinning", twinning.id, ids, names, common)
            return []
        return [{
            "id": twinning.id, **common, "a": a.id, "b": b.id,
            "crosses_border": a.place.country != b.place.country,
            "geometry": LineString(points),
        }]  # fmt: skip

    def _listed(self, indicators: Iterable[Indicator]) -> dict[str, list[Row]]:
        """List the figures: they are about the border as a whole, or about countries."""
        for one in indicators:
            self.unplaced.append({
                "id": one.id,
                "kind": "indicator",
                "name": one.measure,
                "reason": "A figure; it belongs to no single place.",
                "about": one.about,
                "measure": one.measure,
                "class": one.class_,
                "value": one.value,
                "unit": one.unit,
                "approximate": one.approximate,
                **_dates(one.date),
                "place_ids": list(one.place_ids),
                **self._proof(one),
            })  # fmt: skip
        return {}

    def _spots(
        self, place_ids: Iterable[str], day: date | None, *, all_of_them: bool = False
    ) -> list[Spot]:
        """Return the places that are drawn, each pair once.

        A place that contains another one of them is left out, for the smaller one says more;
        not where ``all_of_them`` are asked for.
        """
        ids = list(dict.fromkeys(place_ids))
        holders: set[str] = set()
        if not all_of_them:
            holders = {p.id for i in ids for d in (None, day) for p in self.ground.chain(i, d)}
        spots: dict[str, Spot] = {}
        for place_id in ids:
            spot = self.ground.spot(place_id, day)
            if spot is not None and spot.geometry is not None and place_id not in holders:
                spots.setdefault(spot.id, spot)
        return list(spots.values())

    def _list(
        self,
        kind: str,
        record_id: str,
        place_ids: Sequence[str],
        place_names: Sequence[str],
        common: Row,
    ) -> None:
        names = list(dict.fromkeys(place_names))
        self.unplaced.append({
            "id": record_id, "kind": kind, **common,
            "place_names": names, "reason": self._reason(place_ids, names),
        })  # fmt: skip

    def _reason(self, place_ids: Sequence[str], names: Sequence[str]) -> str:
        places = [p for p in (self.ground.place(i) for i in place_ids) if p is not None]
        if places and all(place.type == "country" for place in places):
            return f"Known only to the country: {', '.join(dict.fromkeys(p.name for p in places))}."
        if places or names:
            return f"No position is known for {', '.join(names or [p.name for p in places])}."
        return "The article names no place for it."

    def _proof(self, record: Event | Aid | Project | Twinning | Indicator) -> Row:
        evidence = proof(record.evidence, self.articles)
        return {
            "confidence": float(record.confidence),
            "reviewed": self.reviewed.get(record.id),
            "evidence": evidence,
        }

    def _day(self, record: Event | Aid | Project | Twinning) -> date | None:
        """Return the day as of which a record names its places: its own, else its article's."""
        if record.date is not None:
            return day_of(record.date.start)
        for piece in record.evidence:
            article = self.articles[piece.article]
            if article.published or article.published_text:
                return article.published or day_of(article.published_text)
        return None


def gift_name(aid: Aid) -> str:
    """Return what was given in a few words: "60 scholarships"."""
    if aid.quantity is None or (aid.quantity == 1 and not aid.approximate):
        return aid.item
    figure = f"{aid.quantity:,.0f}" if aid.quantity == int(aid.quantity) else f"{aid.quantity:g}"
    return f"{'about ' if aid.approximate else ''}{figure} {gift_item(aid)}"


def gift_item(aid: Aid) -> str:
    """Return the thing that the quantity counts: of money for so many people, the people."""
    is_share = aid.quantity is not None and aid.unit_value is not None and aid.unit
    if aid.category == "money" and is_share and aid.unit != aid.currency:
        return f"{aid.unit} given {aid.item}"
    return aid.item


def _dates(span: DateSpan | None) -> Row:
    return {"date_start": span.start if span else None, "date_end": span.end if span else None}


def _where(spot: Spot) -> Row:
    return {
        "place_id": spot.id,
        "place_name": spot.name,
        "precision": spot.precision,
        "radius_km": spot.radius_km,
        "geometry": spot.geometry,
    }


def _project_shape(spots: Sequence[Spot], *, line: bool) -> tuple[Any, str]:
    """Return the geometry of a project and how it is meant.

    A road or railway through several places is the line that joins them, which says nothing
    of its real course; anything else stands where its most exactly known place is.
    """
    from shapely.geometry import LineString

    points = [(s.lat, s.lon) for s in spots if s.lat is not None and s.lon is not None]
    if line and len(set(points)) > 1:
        order = shortest_order(points)
        return LineString([(points[i][1], points[i][0]) for i in order]), "stretch"
    best = min(spots, key=lambda s: s.radius_km if s.radius_km is not None else 1e9)
    return best.geometry, best.precision
