"""Doubts: events that a rule has read and that the wording or the encoder speaks against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from geo.facts.background import only_promised
from geo.facts.likely import SURE_TYPE, UNLIKELY, answer_of
from geo.facts.tellings import overlap
from geo.facts.verdict import ENOUGH, LISTED, PLENTY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.chance import Chance
    from geo.facts.passage import Passage
    from geo.facts.tellings import Telling

__all__ = ["as_encoded", "without_unlikely", "without_unsure_promises"]

_DENIED, _UNSEEN = 0.03, 0.01
"""Below the first answer of the encoder an event is not of its type, but of the one that has
SURE_TYPE; without such a one it is none where a rule has no more proof than PLENTY, unless it
stands in a list of so many events. Below the second no rule has proof enough.
"""
_MANY = 3
_SURELY_PLANNED = 0.6
_PROVEN, _BY_DAY = 0.2, 0.5
"""Below UNLIKELY what a rule has read is none; the first chance is for what it has proof of, the
second for what only its day tells of.

The figures did well both on retold reports and on annotated texts that neither the weights nor the
encoder had learned from; the annotated ones, which name fewer events, ask for higher chances.
"""


def without_unlikely(
    passage: Passage, known: Sequence[Chance | None], events: Sequence[Telling]
) -> list[Telling]:
    """Return the events without those whose sentences tell of nothing, by their wording."""
    kept = []
    starts = [s.start for s in passage.sentences]
    for event in events:
        told = _told_in(starts, event)
        mine = [chance.event for n in told if (chance := known[n]) is not None]
        least = _PROVEN if _is_proven(event) else _BY_DAY if event.kind == "report" else UNLIKELY
        if not mine or max(mine) >= least or _is_settled(passage, event):
            kept.append(event)
    return kept


def as_encoded(
    passage: Passage, known: Sequence[Chance | None], events: Sequence[Telling]
) -> list[Telling]:
    """Return the events whose type the encoder allows, or with the one it is sure of.

    ``known`` are the chances of the sentences, with what the encoder answers of them.
    """
    kept: list[Telling] = []
    starts = [s.start for s in passage.sentences]
    told = Counter(event.sentence for event in events)
    encoded = any(chance is not None and chance.judgement is not None for chance in known)
    for event in events:
        mine = [known[n] for n in _told_in(starts, event)]
        answers = [c.judgement.types for c in mine if c is not None and c.judgement is not None]
        if not answers and encoded and passage.sentences[event.sentence].kind == "heading":
            continue  # the headline once more, and the text below tells of nothing
        by_object = event.type != event.verdict.sense.type  # "the marker was inaugurated"
        answer = max((types[event.type] for types in answers), default=1.0)
        if by_object or answer >= _DENIED:
            kept.append(event)
            continue
        others = {e.type for e in events if e is not event and overlap(e.evidence, event.evidence)}
        likeliest = max(answers[0], key=answers[0].__getitem__)
        if answers[0][likeliest] >= SURE_TYPE and likeliest not in others:
            event.type, event.kind = likeliest, likeliest
            kept.append(event)
        elif answer >= _UNSEEN and (
            event.inherited
            or event.verdict.score > PLENTY
            or (_is_proven(event) and told[event.sentence] >= _MANY)
            or _is_settled(passage, event)
        ):
            kept.append(event)
    return kept


def without_unsure_promises(
    passage: Passage, known: Sequence[Chance | None], events: Sequence[Telling]
) -> list[Telling]:
    """Return the events without plans that have no day, but for those the encoder is sure of.

    A gift that is only promised is none, however sure it is.
    """
    starts = [s.start for s in passage.sentences]
    kept = []
    for event in events:
        mine = [c for n in _told_in(starts, event) if (c := known[n]) is not None]
        sure = event.type != "other" and any(
            answer_of(c, event.type) >= _SURELY_PLANNED for c in mine
        )
        if sure or not only_promised(event):
            kept.append(event)
    return kept


def _is_settled(passage: Passage, event: Telling) -> bool:
    """Say whether its form alone tells an event: of demarcation agreed on, if it says how much."""
    if event.type != "demarcation" or LISTED in event.verdict.reasons:
        return event.verdict.settled
    counted = any(passage.numbers_in(start, end) for start, end in event.evidence)
    return event.verdict.settled and counted


def _told_in(starts: Sequence[int], event: Telling) -> list[int]:
    """Return the numbers of the sentences with the evidence of an event, by where they start."""
    found = {
        number
        for start, end in event.evidence
        for number in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))
    }
    return sorted(found)


def _is_proven(event: Telling) -> bool:
    """Say whether a rule has more than a word: proof, or a whole that it is part of."""
    return event.verdict.score > ENOUGH or event.inherited
