"""Ids of records that stay the same from build to build.

An id is made of what the record says (type, date, places, quantities), so that a person's
decision on it still finds it after the article was read again.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from geo.atlas.atlas import Records
from geo.atlas.ground import pair_of
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.model import Aid, Article, Event, Indicator, Project, Twinning

__all__ = ["digest", "identified"]

Record = TypeVar("Record", "Event", "Aid", "Twinning", "Project", "Indicator")

_LENGTH = 10


def digest(*parts: Any) -> str:
    """Return a short name of some values, the same on every machine."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def identified(records: Records, articles: Iterable[Article]) -> Records:
    """Return the records with ids made of their content, sorted by date and id."""
    texts = {article.id: article.text for article in articles}

    def quotes(record: Any) -> list[str]:
        return sorted(texts[e.article][e.start : e.end] for e in record.evidence)

    def named(
        prefix: str, found: Sequence[Record], content: Callable[[Record], Any]
    ) -> list[Record]:
        plain = [digest(prefix, content(record)) for record in found]
        often = Counter(plain)
        # Two records that say the same are told apart by the sentences that they rest on.
        ids = [
            name if often[name] == 1 else digest(prefix, content(record), quotes(record))
            for name, record in zip(plain, found, strict=True)
        ]
        seen: Counter[str] = Counter()
        result = []
        for name, record in zip(ids, found, strict=True):
            seen[name] += 1
            suffix = f"-{seen[name]}" if seen[name] > 1 else ""
            result.append(replace(record, id=f"{prefix}-{name}{suffix}"))
        return sorted(result, key=_order)

    return Records(
        events=tuple(named("ev", records.events, _event)),
        aid=tuple(named("aid", records.aid, _aid)),
        twinnings=tuple(named("tw", records.twinnings, _twinning)),
        projects=tuple(named("pr", records.projects, _project)),
        indicators=tuple(named("in", records.indicators, _indicator)),
    )


def _order(record: Any) -> tuple[str, str]:
    return (record.date.start if getattr(record, "date", None) else "", record.id)


def _places(ids: Iterable[str]) -> list[str]:
    return sorted({pair_of(place_id) for place_id in ids})


def _event(event: Event) -> Any:
    return event.type, event.date and event.date.start, _places(event.place_ids)


def _aid(aid: Aid) -> Any:
    places = _places((*aid.handed_over_at, *aid.beneficiaries_at))
    figures = (aid.quantity, aid.unit_value, aid.total_value, aid.currency)
    return aid.category, key(aid.item), *figures, aid.status, places


def _twinning(twinning: Twinning) -> Any:
    return sorted((twinning.a or key(twinning.a_name), twinning.b or key(twinning.b_name)))


def _project(project: Project) -> Any:
    return project.kind, _places(project.place_ids), key(project.title)


def _indicator(indicator: Indicator) -> Any:
    start = indicator.date and indicator.date.start
    return indicator.about, key(indicator.measure), indicator.class_, indicator.value, start
