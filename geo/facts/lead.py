"""The opening sentence of an article: it tells of what the headline names, however it puts it.

Under the headline "A, B inaugurate border gate" the text may open "Trade began yesterday at a new
crossing in C". No word of it tells of an opening, yet the opening is what it tells of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from geo.facts.scene import Scene
from geo.facts.setting import places_of
from geo.facts.tellings import Telling
from geo.facts.timing import date_of
from geo.facts.triggers import Sense, Trigger, find_triggers
from geo.facts.verdict import ENOUGH, WORDING, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.model import EventType

__all__ = ["open_with", "read_lead"]

_FIRST = 2  # the opening is one of so many sentences of the text proper
_DAY = re.compile(r"\b(?:on|since)\s+\w+\s+\d{1,2}\b")  # a day whose year nobody tells
_NEVER = frozenset(("ceremony", "same", "visit motion"))


def read_lead(passage: Passage, tellings: Sequence[Telling], title: str) -> list[Telling]:
    """Return what the opening sentence tells by its headline, if no word of it tells anything.

    ``title`` is the headline in plain form. Nothing is returned if the sentence has no day of its
    own, or if the text tells of the headline's event elsewhere with a day.
    """
    senses = _senses(title)
    opening = _opening(passage, tellings)
    if not senses or opening is None:
        return []
    number, scene = opening
    at = scene.sentence.start
    sense = senses[0]
    verdict = Verdict(Trigger(at, at, (sense,)), sense, "held", ENOUGH, ["by the headline"])
    whole = (scene.sentence.start, scene.sentence.end)
    date = date_of(scene, verdict, whole)
    if date is None or len(date.span.start) == 4 or _told(tellings, sense, date.span.start):
        return []
    found = Telling(
        cast("EventType", sense.type), sense.kind, verdict, "held", number,
        date=date.span, places=places_of(scene, verdict, whole), evidence=[whole],
    )  # fmt: skip
    return [found]


def open_with(passage: Passage, tellings: Sequence[Telling], known: list[Telling]) -> list[Telling]:
    """Return events that a text speaks of as known, told by its opening if nothing else is.

    "At the exchange, …" under an opening that says who told whom what, when and where.
    """
    if len(known) != 1 or known[0].date is not None:
        return known
    if (guess := _guessed(passage, tellings)) is not None:
        guess.type, guess.kind = known[0].type, known[0].kind
        guess.evidence += known[0].evidence
        return []
    opening = _opening(passage, tellings)
    if opening is None:
        return known
    number, scene = opening
    event, whole = known[0], (scene.sentence.start, scene.sentence.end)
    at = scene.sentence.start
    verdict = Verdict(Trigger(at, at, (event.verdict.sense,)), event.verdict.sense, "held", ENOUGH)
    date = date_of(scene, verdict, whole)
    event.sentence, event.date = number, date.span if date else None
    event.places = places_of(scene, verdict, whole) or event.places
    event.evidence.insert(0, whole)
    return known


def _guessed(passage: Passage, tellings: Sequence[Telling]) -> Telling | None:
    """Return what only the wording of the opening tells with a day: of which type, is a guess."""
    bodies = [n for n, s in enumerate(passage.sentences) if s.kind == "body"][:_FIRST]
    guesses = (t for t in tellings if t.sentence in bodies and WORDING in t.verdict.reasons)
    return next((t for t in guesses if t.date is not None), None)


def _senses(title: str) -> list[Sense]:
    """Return what a headline's words may tell of, its own first."""
    found = []
    for trigger in find_triggers(title, 0, len(title)):
        sense = next((s for s in trigger.senses if not s.weak()), None)
        if sense is not None and sense.kind not in _NEVER:
            found.append(sense)
    return found


def _opening(passage: Passage, tellings: Sequence[Telling]) -> tuple[int, Scene] | None:
    """Return the first sentence of the text proper with a day, if it tells of nothing yet."""
    bodies = [n for n, s in enumerate(passage.sentences) if s.kind == "body"][:_FIRST]
    for number in bodies:
        sentence = passage.sentences[number]
        scene = Scene.of(passage, sentence, whole=True)
        if not scene.dates and not _DAY.search(passage.plain, sentence.start, sentence.end):
            continue
        told = any(t.sentence == number and t.kind != "ceremony" for t in tellings)
        return None if told else (number, scene)
    return None


def _told(tellings: Sequence[Telling], sense: Sense, day: str) -> bool:
    """Say whether the text tells of the headline's event on another day than its opening."""
    return any(
        t.kind == sense.kind and t.date is not None and t.date.start[: len(day)] != day
        for t in tellings
    )  # fmt: skip
