"""What a word of an event needs beside it, an object, a figure, a day; and what it must not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.context import listed
from geo.facts.lexicon import sections
from geo.facts.timing import STATES

if TYPE_CHECKING:
    from geo.facts.dates import FoundDate
    from geo.facts.scene import Scene
    from geo.facts.verdict import Verdict

__all__ = ["dated", "figures", "object_fits"]


def object_fits(scene: Scene, verdict: Verdict, headline: set[tuple[str, str]]) -> bool:
    """Check the words that a kind of event needs, and those that speak of something else."""
    trigger, sense = verdict.trigger, verdict.sense
    start, end = scene.clause(trigger.start)
    begin = trigger.end if " " in sense.lemma else trigger.start
    certain = sense.lemma in listed("always opening")
    if (
        not certain
        and _named(f"never {sense.kind}")
        and scene.has(f"never {sense.kind}", begin, min(end, trigger.end + 60))
    ):
        return False
    if sense.lemma == "meet" and any(
        _MEETS.fullmatch(scene.text, trigger.end, at)
        for at in scene.starts("met and nobody", trigger.end, end)
    ):
        return False
    own = f"with {sense.kind} {sense.lemma}"
    own = own if _named(own) else f"with {sense.lemma}"
    noun = sense.form in {"singular", "plural", "phrase"}
    passive = noun or "participle" in {sense.form, *sense.also}
    near = trigger.end
    if passive:  # what is done to something stands before it, of a verb anywhere before it
        near = max(start, trigger.start - 40) if noun else start
    if sense.lemma in listed("said of a thing"):
        near = start
    reach = end if sense.kind == "groundbreaking" else trigger.end + 50
    if _named(own) and not scene.has(own, near, min(end, reach)):
        return False
    if sense.lemma in listed("dated only") and dated(scene, verdict) is None:
        return False
    if noun:
        return True
    needs = f"needs {sense.kind}"
    # the subject of a passive may stand in the clause before: "…, and will be opened"
    begin = scene.sentence.start if passive or sense.kind == "crime" else start
    until = scene.sentence.end if sense.kind == "crime" else end
    if (
        sense.kind == "handover" and verdict.tense == "planned"
    ):  # "will send a patrol, open a clinic"
        nexts = (t.start for t in scene.triggers if t.start > trigger.start and t.noun() is None)
        until = min(next(nexts, end), end)
    whole = (begin, until)
    if _named(needs) and not (certain or scene.has(needs, *whole) or _takes_place(scene, verdict)):
        return False
    if sense.kind == "motion":
        near = any(0 <= m.start - trigger.end < 60 for m in scene.mentions)
        return near and _exact(scene, verdict) and scene.has("people", start, trigger.start)
    if sense.kind == "handover":
        return _is_handed_over(scene, verdict, ("other", "handover") in headline)
    return True


def _is_handed_over(scene: Scene, verdict: Verdict, titled: bool) -> bool:
    """Say whether a gift is told as news, in a clause that does not speak of smugglers."""
    at = verdict.trigger.start
    start, end = scene.clause(at)
    if scene.has("topic crime", start, end):
        return False
    if not titled and _in_passing(scene, at, start, end):
        return False
    told = titled or dated(scene, verdict) is not None
    return told or scene.shown() or figures(scene, start, end)


def _exact(scene: Scene, verdict: Verdict) -> bool:
    """Say whether what may be no visit ("worked in Takeo") has a day or month."""
    if verdict.sense.lemma not in listed("dated only"):
        return True
    date = dated(scene, verdict)
    return date is not None and len(date.span.start) > 4


def _in_passing(scene: Scene, at: int, start: int, end: int) -> bool:
    """Say whether a gift is only added up or added on: "They have also given six houses"."""
    if any(start <= d.start < end for d in scene.dates):
        return False
    if _OCCASION.search(scene.text, scene.sentence.start, scene.sentence.end):
        return False
    return _ADDED.search(scene.text, max(start, at - 30), at) is not None


_ADDED = re.compile(r"\b(?:also|have|has)\s+(?:\w+ly\s+)?\Z")
_OCCASION = re.compile(r"\b(?:occasion|ceremony|ceremonies|visit|event)\b")


_MEETS = re.compile(r"\s+(?:(?!(?:with|to|on|at|about|in|for|and)\b)[\w'-]+\s+){0,3}")


def _named(section: str) -> bool:
    return bool(sections("event_context").get(section))


def _takes_place(scene: Scene, verdict: Verdict) -> bool:
    """Say whether a gate or building is the object of a verb of opening, or the like."""
    if verdict.sense.kind not in {"opening", "closing", "upgrade"}:
        return False
    at = verdict.trigger
    return any(
        m.start - at.end < 30 and at.start - m.end < 30
        for m in scene.mentions
        if m.type in {"border_gate", "facility"}
    )


def figures(scene: Scene, start: int, end: int) -> bool:
    """Say whether a count or a sum of money stands in a stretch."""
    passage = scene.passage
    return bool(passage.money_in(start, end) or passage.numbers_in(start, end))


def dated(scene: Scene, verdict: Verdict) -> FoundDate | None:
    """Return a date that can be the event's, rather one of its clause."""
    at = verdict.trigger.start
    start, end = scene.clause(at)
    fronted = scene.fronted()
    found = None
    for date in scene.dates:
        if (date.since and verdict.sense.kind not in STATES) or date.start < fronted <= at:
            continue
        if start <= date.start < end:
            return date
        if not date.bracketed:
            found = found or date
    return found
