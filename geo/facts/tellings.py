"""Tellings of events as they are read, and which of them tell of one and the same event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from geo.facts.verdict import Verdict
    from geo.model import DateSpan, EventType, Mention

__all__ = ["Telling", "join_all", "spans_agree"]


@dataclass
class Telling:
    """One telling of an event, or several joined; ``sentence`` is the number of the first's."""

    type: EventType
    kind: str
    verdict: Verdict
    status: Literal["held", "planned", "ongoing"]
    sentence: int
    date: DateSpan | None = None
    places: list[Mention] = field(default_factory=list)
    evidence: list[tuple[int, int]] = field(default_factory=list)
    refers_back: bool = False
    """Whether the text names it as known: "the inauguration", and not of what."""
    inherited: bool = False
    """Whether the date was taken over from another event."""
    at_border: bool = False
    """Whether it takes place somewhere along the border, and the text says no more."""


def spans_agree(first: DateSpan | None, second: DateSpan | None) -> bool:
    """Say whether two dates can be the same: one lies in the other, or one is not told."""
    if first is None or second is None:
        return True
    size = min(len(first.start), len(second.start))
    return first.start[:size] <= second.end[:size] and second.start[:size] <= first.end[:size]


def join_all(tellings: list[Telling]) -> list[Telling]:
    """Return the events: what is told several times is one, in the order of its first telling."""
    kept: list[Telling] = []
    for telling in tellings:
        twins = [k for k in reversed(kept) if _same(k, telling)]
        lemma = telling.verdict.sense.lemma
        twin = next((k for k in twins if k.verdict.sense.lemma == lemma), None)
        twin = twin or next(iter(twins), None)
        if twin is None:
            kept.append(telling)
        else:
            _take(twin, telling)
    return kept


def _same(first: Telling, second: Telling) -> bool:
    """Say whether two tellings are of one event."""
    together = first.sentence == second.sentence
    if first.type != second.type:
        return False
    if first.kind != second.kind:
        return first.type == "other" and together and first.date == second.date
    if together and _both_exact(first, second):
        return first.date == second.date
    one, two = first.verdict, second.verdict
    if one.ordinal and two.ordinal and one.ordinal != two.ordinal:
        return False
    if not spans_agree(first.date, second.date):
        return False
    if second.refers_back:
        return True
    if first.status != second.status and not (first.date and second.date):
        return False
    if together and first.kind == "handover":
        return True
    return _places_agree(first, second)


def _both_exact(first: Telling, second: Telling) -> bool:
    return all(t.date is not None and len(t.date.start) > 4 for t in (first, second))


def _places_agree(first: Telling, second: Telling) -> bool:
    if not first.places or not second.places:
        return True
    return any(_near(a, b) or _near(b, a) for a in first.places for b in second.places)


def _near(inner: Mention, outer: Mention) -> bool:
    """Say whether two places are one, or the first lies in the second."""
    if (inner.name or inner.text) == (outer.name or outer.text):
        return True
    if inner.place_id is not None and inner.place_id == outer.place_id:
        return True
    if outer.type == "country":
        return inner.country == outer.country
    return outer.type == "province" and inner.admin1 == outer.name


def _take(kept: Telling, other: Telling) -> None:
    """Add what a second telling knows to the first."""
    date = other.date
    if kept.date is None or (date is not None and len(date.start) > len(kept.date.start)):
        kept.date = date or kept.date
    known = {m.name or m.text for m in kept.places}
    new = [m for m in other.places if (m.name or m.text) not in known]
    kept.places += [m for m in new if not kept.places or _adds(m, kept)]
    kept.evidence += [e for e in other.evidence if e not in kept.evidence]
    kept.verdict.score = max(kept.verdict.score, other.verdict.score)
    kept.verdict.ordinal = kept.verdict.ordinal or other.verdict.ordinal
    kept.at_border = kept.at_border or other.at_border


def _adds(mention: Mention, kept: Telling) -> bool:
    """Say whether a place says more than those known: no province around a commune."""
    return mention.type not in {"country", "region"} and all(
        not _near(m, mention) for m in kept.places
    )
