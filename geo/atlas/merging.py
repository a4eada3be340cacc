"""One fact told by several articles is one record with all its evidence.

Readers join what one article tells twice; here records of different articles are joined, and
only where type, date and place agree. Promised and delivered aid stay apart.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from geo.atlas.ground import pair_of
from geo.names import fold, key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from geo.model import Aid, Article, DateSpan, Event, Evidence, Indicator, Project, Twinning

__all__ = ["Merger", "dated_by_ceremony"]

Record = TypeVar("Record", "Event", "Aid", "Twinning", "Project", "Indicator")

_ALIKE = 0.6
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W_]{4,}|\d+")


class Merger:
    """Joins records; needs the articles for the words of their evidence."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._texts = {article.id: article.text for article in articles}

    def events(self, records: Iterable[Event]) -> list[Event]:
        """Return the events, each one once. What one article plans and another reports is held."""
        return _joined(records, self._same_event, _join_events, _event_shelves)

    def aid(self, records: Iterable[Aid]) -> list[Aid]:
        """Return the gifts, each one once; promised and delivered ones apart."""
        return _joined(records, self._same_aid, _join_aid, _aid_shelves)

    def projects(self, records: Iterable[Project]) -> list[Project]:
        """Return the projects, each one once, with the status that the later article gives."""
        return _joined(records, self._same_project, _join_projects, _project_shelves)

    def twinnings(self, records: Iterable[Twinning]) -> list[Twinning]:
        """Return the twinnings, each one once whichever side is named first."""
        return _joined(records, _same_twinning, _join_twinnings, _twinning_shelves, within=True)

    def indicators(self, records: Iterable[Indicator]) -> list[Indicator]:
        """Return the figures, each one once."""
        return _joined(records, _same_indicator, _join_indicators, _indicator_shelves, within=True)

    def _same_event(self, a: Event, b: Event) -> bool:
        if a.type != b.type or not _overlap(a.date, b.date):
            return False
        alike = self._alike(a, b)
        both_placed = bool(a.place_ids) and bool(b.place_ids)
        if both_placed and not _shared(a.place_ids, b.place_ids):
            return False
        exact = _precise(a.date) and _precise(b.date)
        return alike if not both_placed else exact or alike

    def _same_aid(self, a: Aid, b: Aid) -> bool:
        same = (
            a.status == b.status
            and a.quantity == b.quantity
            and (a.unit_value, a.total_value) == (b.unit_value, b.total_value)
            and a.currency == b.currency
            and (a.category == b.category or key(a.item) == key(b.item))
            and (a.date is None or b.date is None or _overlap(a.date, b.date))
        )
        if not same:
            return False
        a_places = (*a.handed_over_at, *a.beneficiaries_at)
        b_places = (*b.handed_over_at, *b.beneficiaries_at)
        if a_places and b_places and not _shared(a_places, b_places):
            return False
        figures = a.quantity is not None and (a.unit_value or a.total_value)
        return bool(figures and a_places and b_places) or self._alike(a, b)

    def _same_project(self, a: Project, b: Project) -> bool:
        if a.kind != b.kind:
            return False
        shared = _shared(a.place_ids, b.place_ids)
        return (len(shared) >= 2 or bool(shared and len(a.place_ids) == len(b.place_ids))) or (
            not (a.place_ids and b.place_ids) and self._alike(a, b)
        )

    def _alike(self, a: Event | Aid | Project, b: Event | Aid | Project) -> bool:
        """Say whether the sentences that two records rest on have most words in common."""
        first, second = self._words(a.evidence), self._words(b.evidence)
        fewer = min(len(first), len(second))
        return fewer >= _FEWEST_WORDS and len(first & second) >= _ALIKE * fewer

    def _words(self, evidence: Sequence[Evidence]) -> frozenset[str]:
        quotes = (self._texts[piece.article][piece.start : piece.end] for piece in evidence)
        return frozenset().union(*map(_words, quotes))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _joined(
    records: Iterable[Record],
    same: Callable[[Record, Record], bool],
    join: Callable[[Record, Record], Record],
    shelves: Callable[[Record], Iterable[Hashable]],
    *,
    within: bool = False,
) -> list[Record]:
    """Return the records with those joined that are the same.

    ``shelves`` says where a record is looked for: two that share none are not the same (so a
    record is not held against all others). ``within``: join those of one article too.
    """
    kept: list[Record] = []
    at: dict[Hashable, list[int]] = {}
    for record in records:
        near = sorted({number for shelf in shelves(record) for number in at.get(shelf, ())})
        for number in near:
            other = kept[number]
            if (within or not _articles(other) & _articles(record)) and same(other, record):
                kept[number] = join(other, record)
                break
        else:
            for shelf in shelves(record):
                at.setdefault(shelf, []).append(len(kept))
            kept.append(record)
    return kept


def _event_shelves(event: Event) -> Iterator[Hashable]:
    if event.date is not None:
        for year in range(int(event.date.start[:4]), int(event.date.end[:4]) + 1):
            yield event.type, year


def _aid_shelves(aid: Aid) -> Iterator[Hashable]:
    yield aid.status, aid.quantity, aid.unit_value, aid.total_value, aid.currency


def _project_shelves(project: Project) -> Iterator[Hashable]:
    yield project.kind


def _twinning_shelves(twinning: Twinning) -> Iterator[Hashable]:
    yield tuple(sorted(_ends(twinning)))


def _indicator_shelves(indicator: Indicator) -> Iterator[Hashable]:
    yield indicator.about, indicator.value, indicator.unit


def _articles(record: Record) -> set[str]:
    return {piece.article for piece in record.evidence}


def _shared(a: Iterable[str], b: Iterable[str]) -> set[str]:
    return {pair_of(i) for i in a} & {pair_of(i) for i in b}


def _days(iso: str, *, last: bool) -> date:
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


def _overlap(a: DateSpan | None, b: DateSpan | None) -> bool:
    """Say whether two dates can be the same; without a date on both sides they cannot."""
    if a is None or b is None:
        return False
    return _days(a.start, last=False) <= _days(b.end, last=True) and _days(
        b.start, last=False
    ) <= _days(a.end, last=True)


def _precise(span: DateSpan | None) -> bool:
    return span is not None and len(span.start) >= len("2025-11")


def _finer(a: DateSpan | None, b: DateSpan | None) -> DateSpan | None:
    """Return the more exact of two dates, the first of two equally exact ones."""
    if a is None or b is None:
        return a or b
    a_days = _days(a.end, last=True) - _days(a.start, last=False)
    b_days = _days(b.end, last=True) - _days(b.start, last=False)
    return b if b_days < a_days else a


def _union(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def _evidence(a: Record, b: Record) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*a.evidence, *b.evidence)))


def _sure(a: Record, b: Record) -> float:
    """Two articles that agree are surer than either alone (as if independent)."""
    return round(1 - (1 - a.confidence) * (1 - b.confidence), 4)


def _join_events(a: Event, b: Event) -> Event:
    order = ("planned", "ongoing", "held")
    return replace(
        a,
        date=_finer(a.date, b.date),
        status=max(a.status, b.status, key=order.index),
        place_ids=_union(a.place_ids, b.place_ids),
        place_names=_union(a.place_names, b.place_names),
        actors=_union(a.actors, b.actors),
        confidence=_sure(a, b),
        evidence=_evidence(a, b),
    )


def _join_aid(a: Aid, b: Aid) -> Aid:
    return replace(
        a,
        approximate=a.approximate and b.approximate,
        unit=a.unit or b.unit,
        donor=a.donor or b.donor,
        recipient=a.recipient or b.recipient,
        date=_finer(a.date, b.date),
        handed_over_at=_union(a.handed_over_at, b.handed_over_at),
        beneficiaries_at=_union(a.beneficiaries_at, b.beneficiaries_at),
        place_names=_union(a.place_names, b.place_names),
        confidence=_sure(a, b),
        evidence=_evidence(a, b),
    )


def _join_projects(a: Project, b: Project) -> Project:
    longer = a if len(a.place_ids) >= len(b.place_ids) else b
    return replace(
        a,
        status=b.status,
        place_ids=longer.place_ids,
        place_names=longer.place_names,
        value=a.value if a.value is not None else b.value,
        currency=a.currency if a.value is not None else b.currency,
        date=_finer(a.date, b.date),
        confidence=_sure(a, b),
        evidence=_evidence(a, b),
    )


def dated_by_ceremony(twinnings: Iterable[Twinning], events: Iterable[Event]) -> list[Twinning]:
    """Return the twinnings, undated ones with the date of the ceremony of the same two places."""
    ceremonies = [e for e in events if e.type == "twinning" and e.date is not None]
    dated = []
    for twinning in twinnings:
        ends = {key(twinning.a_name), key(twinning.b_name)}
        same = (e for e in ceremonies if ends <= {key(name) for name in e.place_names})
        found = next(same, None) if twinning.date is None else None
        dated.append(replace(twinning, date=found.date) if found is not None else twinning)
    return dated


def _ends(twinning: Twinning) -> set[str]:
    return {twinning.a or key(twinning.a_name), twinning.b or key(twinning.b_name)}


def _same_twinning(a: Twinning, b: Twinning) -> bool:
    return a.level == b.level and _ends(a) == _ends(b)


def _join_twinnings(a: Twinning, b: Twinning) -> Twinning:
    return replace(a, date=_finer(a.date, b.date), confidence=_sure(a, b), evidence=_evidence(a, b))


def _same_indicator(a: Indicator, b: Indicator) -> bool:
    return (a.about, key(a.measure), a.class_, a.value, a.unit, a.date and a.date.start) == (
        b.about, key(b.measure), b.class_, b.value, b.unit, b.date and b.date.start,
    )  # fmt: skip


def _join_indicators(a: Indicator, b: Indicator) -> Indicator:
    return replace(a, confidence=_sure(a, b), evidence=_evidence(a, b))
