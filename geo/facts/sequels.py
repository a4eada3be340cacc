"""Sentences that say more of an event told before: they are evidence of it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.encoder import judged
from geo.facts.heads import heads
from geo.facts.scene import Scene
from geo.facts.tellings import overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.facts.tellings import Telling

__all__ = ["tell_on"]

_SURE = 0.2
"""The encoder's chance from which a sentence tells on; it gave the best F1 on texts that it had not
learned from, where any from 0.15 to 0.3 does nearly as well.
"""
_MOST = 9  # pieces of evidence of an event, that a reader may still look through
_WIDE = {"country", "province"}
_MONTH = len("2025-11")
_LINE = 4  # words of a line that only says whose photo it is


def tell_on(passage: Passage, events: Sequence[Telling]) -> None:
    """Add to each event the sentences that tell on of it and of no event of their own.

    The encoder says of which type; of several of one type it tells on of what was told last: "They
    came upon a box …" of the seizure before it. Its day and place are those of the event, where
    nothing more exact was told before.
    """
    for sentence in passage.sentences:
        judgement = judged(passage, sentence)
        span = sentence.start, sentence.end
        words = passage.plain[slice(*span)].split()
        if judgement is None or judgement.again < _SURE or len(words) <= _LINE:
            continue
        if any(overlap(event.evidence, [span]) for event in events):
            continue
        before = [event for event in events if _last(event, span[0]) >= 0]
        types = judgement.again_types
        event = max(before, key=lambda e: (types[e.type], _last(e, span[0])), default=None)
        if event is None or len(event.evidence) >= _MOST:
            continue
        event.evidence.append(span)
        if event.status == "held" and event.type != "other":
            _say_more(passage, sentence, event)


def _say_more(passage: Passage, sentence: Sentence, event: Telling) -> None:
    """Give an event the day or the place that a sentence tells, where it has none so exact.

    What "other" events a sentence tells on of is less sure.
    """
    scene = Scene.of(passage, sentence, whole=True)
    days = [d.span for d in scene.dates if not (d.since or d.until or d.bracketed)]
    if event.date is None and len(days) == 1 and len(days[0].start) > _MONTH:
        event.date = days[0]
    if all(m.type in _WIDE for m in event.places):
        named = heads(scene, passage.named(sentence.start, sentence.end))
        where = [m for m, word in named if word == "where" and m.type not in _WIDE]
        event.places = [*where, *event.places]


def _last(event: Telling, before: int) -> int:
    """Return where an event was told last before some place of the text, -1 if nowhere."""
    return max((start for start, _ in event.evidence if start < before), default=-1)
