"""The occasion on which a gift was given, or a work opened: the event that the same words tell.

"In Tây Ninh, the ministry gave …; awarded …; presented …" is one handing over with several
gifts. A gift whose own words name neither place nor date has those of the event that the
sentence around it tells; a project without a date has that of its opening.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Aid, Event, Evidence, Project, Reading

__all__ = ["with_occasions"]

_GIVING = frozenset({"other", "medical", "training", "visit", "opening", "groundbreaking"})
_WORKS = frozenset({"opening", "groundbreaking"})


def with_occasions(reading: Reading) -> Reading:
    """Return the reading with places and dates of gifts and projects that their occasions give."""
    countries = frozenset(m.place_id for m in reading.mentions if m.type == "country")
    giving = [e for e in reading.events if e.type in _GIVING]
    works = [e for e in reading.events if e.type in _WORKS]
    return replace(
        reading,
        aid=tuple(_given(aid, giving, countries) for aid in reading.aid),
        projects=tuple(_opened(project, works) for project in reading.projects),
    )


def _given(aid: Aid, events: Iterable[Event], countries: frozenset[str | None]) -> Aid:
    occasion = _around(aid.evidence, events)
    if occasion is None or (occasion.status == "planned") != (aid.status == "promised"):
        return aid
    places = [*aid.handed_over_at, *aid.beneficiaries_at]
    placed = any(place not in countries for place in places)
    return replace(
        aid,
        handed_over_at=aid.handed_over_at if placed else occasion.place_ids,
        date=aid.date or occasion.date,
    )


def _opened(project: Project, events: Iterable[Event]) -> Project:
    occasion = _around(project.evidence, events) if project.date is None else None
    fits = occasion is not None and (occasion.status == "held") == (project.status == "completed")
    return replace(project, date=occasion.date) if occasion is not None and fits else project


def _around(evidence: Iterable[Evidence], events: Iterable[Event]) -> Event | None:
    """Return the event whose words hold one of these, or lie in one; the one with the fewest."""
    pieces = list(evidence)
    found = [
        (told.end - told.start, number, event)
        for number, event in enumerate(events)
        for told in event.evidence
        if any(_holds(told, piece) or _holds(piece, told) for piece in pieces)
    ]
    return min(found, key=lambda row: row[:2])[2] if found else None


def _holds(outer: Evidence, inner: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
