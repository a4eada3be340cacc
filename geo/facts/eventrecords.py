"""Records of events: what was read of them, with names, title, actors and confidence."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.actors import find_actors, find_partners, find_visitor
from geo.facts.headings import told_as
from geo.facts.titles import title_of
from geo.model import Event, Evidence
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.facts.tellings import Telling
    from geo.model import Mention

__all__ = ["records_of"]

_NUMBER = re.compile(r"\bNo\.?\s*(?=\d)")
_SHORT = 3


def records_of(passage: Passage, events: Sequence[Telling]) -> list[Event]:
    """Return the events as records, in their order.

    One somewhere along the border, and the text says no more, has the name of that border.
    """
    along = any(e.at_border and not e.places for e in events)
    border = _border_of(passage) if along else None
    return [_record(passage, e, border) for e in events]


def _border_of(passage: Passage) -> str | None:
    """Return the name of the border between the two countries that the text names most.

    Their order is that of the text, where it writes them with a dash ("Vietnam-Cambodia").
    """
    named = [m for m in passage.mentions if m.type == "country"]
    counted = Counter(m.name or m.text for m in named)
    pair = [name for name, _ in counted.most_common(2)]
    if len(pair) < 2:
        return None
    joined = Counter(
        (a.name or a.text, b.name or b.text)
        for a, b in pairwise(named)
        if passage.plain[a.end : b.start].strip() == "-"
    )
    if joined[pair[1], pair[0]] > joined[pair[0], pair[1]]:
        pair.reverse()
    return "–".join(pair) + " border"


def _record(passage: Passage, event: Telling, border: str | None) -> Event:
    article = passage.article
    start, end = event.evidence[0]
    digest = hashlib.sha256(f"{article.id}|{event.type}|{event.kind}|{start}".encode())
    places = {m.place_id or m.name or m.text: m for m in event.places}
    names = [m.name or m.text for m in places.values()]
    written = [name for m in places.values() for name in _written(m)]
    if not names and event.at_border and border:
        names = [border]
    at = event.verdict.trigger.start
    visitor = find_visitor(passage, start, at, end) if event.kind == "visit" else None
    partners = find_partners(passage, start, end) if event.kind == "meeting" else []
    return Event(
        id=f"ev-{digest.hexdigest()[:12]}",
        type=event.type,
        title=title_of(event, names, told_as(passage, start, end), visitor, partners),
        date=event.date,
        status=event.status,
        place_ids=tuple(m.place_id for m in places.values() if m.place_id),
        place_names=tuple(dict.fromkeys([*names, *written])),
        actors=tuple(find_actors(passage, start, end)),
        confidence=_confidence(event),
        evidence=tuple(Evidence(article.id, a, b) for a, b in dict.fromkeys(event.evidence)),
    )


def _written(mention: Mention) -> list[str]:
    """Return a place's name as the text spells it, where that is another spelling."""
    text = " ".join(mention.text.split())
    known = key(mention.name or text)
    spellings = [text, _NUMBER.sub("", mention.name or "")]
    return [
        s for s in spellings if len(s) > _SHORT and key(s) != known and mention.type != "country"
    ]


def _confidence(event: Telling) -> float:
    """Return a figure from 0.4 to 0.95: more proof, more tellings, own date and place."""
    value = 0.35 + 0.08 * event.verdict.score
    value += 0.05 * (len(event.evidence) > 1) + 0.08 * (
        event.date is not None and not event.inherited
    )
    value += 0.08 * bool(event.places)
    return round(min(0.95, max(0.4, value)), 2)
