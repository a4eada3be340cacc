"""Doubles: events that only headings and captions tell, where the text below tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.tellings import overlap, spans_agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.facts.tellings import Telling

__all__ = ["without_shown"]

_SHOWN = {"heading", "caption"}


def without_shown(passage: Passage, events: Sequence[Telling]) -> list[Telling]:
    """Return the events without those that only headings and captions tell of.

    They are evidence of the first event of their type and day that the text tells of, which has
    their day and place where it has none; they stay where there is no such event.
    """
    body = [(s.start, s.end) for s in passage.sentences if s.kind not in _SHOWN]
    is_told = [overlap(event.evidence, body) for event in events]
    told = [event for event, so in zip(events, is_told, strict=True) if so]
    kept = []
    for event, so in zip(events, is_told, strict=True):
        same = (e for e in told if e.type == event.type and spans_agree(e.date, event.date))
        twin = None if so else next(same, None)
        if twin is None:
            kept.append(event)
        else:
            twin.evidence += [span for span in event.evidence if not overlap([span], twin.evidence)]
            twin.evidence.sort()
            twin.date, twin.places = twin.date or event.date, twin.places or event.places
    return kept
