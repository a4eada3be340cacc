"""Events that only their day tells of: what happened has no word in the vocabulary.

"On August 20 a body was found in the river": a sentence that a day or month dates tells of
something, whatever its verb. It counts with little confidence, and only where no event was read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from geo.facts.context import listed
from geo.facts.figures import figures_in
from geo.facts.scene import Scene
from geo.facts.setting import places_of
from geo.facts.tellings import Telling
from geo.facts.triggers import Sense, Trigger
from geo.facts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.dates import FoundDate
    from geo.facts.passage import Passage
    from geo.facts.storyline import Loose
    from geo.model import EventType

__all__ = ["told_by_date"]

_MONTH = len("2025-11")
_FEW = 5  # words beside the date; fewer are a stamp
_WORD = re.compile(r"[^\W\d_]{2,}")
_NEAR = 40  # a verb of saying so near before a date is what it dates
_REPORT = Sense("other", "report", "past", "report")
_ORDER: tuple[EventType, ...] = (
    "crime", "medical", "training", "cultural", "groundbreaking", "signing", "demarcation",
    "opening", "visit",
)  # fmt: skip
_TOPICS = tuple(Sense(kind, kind, "past", "report") for kind in _ORDER)


def told_by_date(
    passage: Passage, events: Sequence[Telling], loose: Sequence[Loose]
) -> list[Telling]:
    """Return one event for each dated sentence of the text proper that no event is read from.

    ``loose`` are the words that fell short of an event; the weightiest of a sentence gives the
    type, else it is "other".
    """
    told = [span for event in events for span in event.evidence]
    known = [event.date for event in events]
    found = []
    for number, sentence in enumerate(passage.sentences):
        start, end = sentence.start, sentence.end
        if sentence.kind != "body" or any(a < end and start < b for a, b in told):
            continue
        if all(len(d.span.start) < _MONTH for d in passage.dates_in(start, end)):
            continue
        scene = Scene.of(passage, sentence, whole=True)
        date = next((d for d in scene.dates if _dates_it(scene, d)), None)
        if date is None or date.span in known or figures_in(passage, sentence):
            continue
        verdict = _weightiest(loose, number) or _plain(scene, date)
        telling = Telling(
            cast("EventType", verdict.sense.type),
            verdict.sense.kind,
            verdict,
            verdict.status,
            number,
            date=date.span,
            places=places_of(scene, verdict, (start, end)),
            evidence=[(start, end)],
        )
        found.append(telling)
    return found


def _dates_it(scene: Scene, date: FoundDate) -> bool:
    """Say whether a date is the day of what the sentence tells, and not of something beside it."""
    if len(date.span.start) < _MONTH or date.since or date.until or date.bracketed:
        return False
    if any(a <= date.start < b for a, b in scene.asides):
        return False
    if date.span.start[:_MONTH] != date.span.end[:_MONTH]:
        return False  # "the first half of 2025"
    if scene.text[date.start : date.end] in listed("no day"):
        return False
    beside = (
        scene.text[scene.sentence.start : date.start] + scene.text[date.end : scene.sentence.end]
    )
    if len(_WORD.findall(beside)) < _FEW:
        return False  # "Last updated Thu, 25 June 2015 08:45"
    first = max(scene.sentence.start, date.start - _NEAR)
    said = scene.last("said", first, date.start)
    if said is not None and " that " not in scene.text[said : date.start]:
        return False
    start, end = scene.clause(date.start)
    if scene.negated(start, end):
        return False
    if scene.has("said", date.end, min(end, date.end + _NEAR)) or _tells_that(scene, date.end, end):
        return False
    return not scene.has("signed things", first, date.start)


def _tells_that(scene: Scene, start: int, end: int) -> bool:
    """Say whether somebody says something there: "On Monday the director … said that"."""
    said = scene.last("said", start, end)
    return said is not None and scene.text[said : said + 6].lstrip(" ,:").startswith("that")


def _weightiest(loose: Sequence[Loose], number: int) -> Verdict | None:
    """Return the weightiest word of a sentence that fell short of an event by little."""
    near = [
        v
        for v, _, n in loose
        if n == number and v.score >= 0 and not v.general and v.sense.type not in {"same", "other"}
    ]
    return max(near, key=lambda v: v.score, default=None)


def _plain(scene: Scene, date: FoundDate) -> Verdict:
    """Return a verdict without a word: its type is the topic that the sentence is about."""
    start, end = scene.sentence.start, scene.sentence.end
    sense = next((s for s in _TOPICS if scene.has(f"topic {s.kind}", start, end)), _REPORT)
    return Verdict(Trigger(date.start, date.end, (sense,)), sense, "held", 0, ["dated"])
