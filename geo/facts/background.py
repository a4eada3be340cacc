"""What is told as background: the history, purpose or state of something, and no event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.context import listed
from geo.facts.tense import WORD, words_before

if TYPE_CHECKING:
    from geo.facts.scene import Scene
    from geo.facts.tellings import Telling
    from geo.facts.triggers import Sense, Trigger
    from geo.facts.verdict import Verdict

__all__ = ["is_background", "only_intended", "only_promised", "opens_marker", "starts_building"]

_WHICH = re.compile(r"(?<![,;-])\s(?:(?:in|on|at|along|through|during)\s+which|where|whose)\s")
_AFTER = re.compile(r"\b(?:after|since|because|once|when|before)\s+(?!.*[,;])")
_OUT_OF = re.compile(
    r"\b(?:out\s+of|of)\s+(?:all\s+|the\s+|a\s+total\s+of\s+)*(?!(?:19|20)\d\d\b)\d+\b"
)
_CAUSE = re.compile(r"\b(?:after|following|because\s+of|due\s+to|by)\s+(?:[\w-]+\s+){0,3}\Z")
_YEARS = re.compile(
    r"\b(?:in|over|during|for|within)\s+(?:the\s+|these\s+)?(?:past|last|previous)\s+"
    r"(?:[\w-]+\s+){1,2}?(?:years|months|decades)\b"
)
_COUNT = re.compile(r"\d|\b(?:all|half|most|total)\b")


def is_background(scene: Scene, verdict: Verdict) -> bool:
    """Say whether a word tells what something is, is for, or has been through.

    The kind of a road ("patrol road"), the past of an area ("where demarcation was finished"),
    the use of a thing ("will help patrols"), a running total ("286 of 314 markers have been
    planted"), and what is hoped of an agreement without a day ("they will upgrade the bridge").
    """
    if verdict.sense.form == "phrase":
        return False
    if _names_a_thing(scene, verdict) or _serves(scene, verdict):
        return True
    owned = scene.owned(verdict.trigger)
    if owned is not None and len(owned.span.start) > 4:
        return False
    return (
        _of_an_area(scene, verdict)
        or _totals(scene, verdict)
        or only_intended(scene, verdict)
        or _before_all(scene, verdict)
        or _of_paper(scene, verdict)
        or _of_persons(scene, verdict)
    )


def _names_a_thing(scene: Scene, verdict: Verdict) -> bool:
    """Say whether the word only tells the kind of the noun after it: "patrol road"."""
    at, noun = verdict.trigger.start, verdict.sense.form in {"singular", "plural"}
    if noun and verdict.sense.kind == "clash" and _CAUSE.search(scene.text, max(0, at - 40), at):
        return True
    following = WORD.match(scene.text, verdict.trigger.end + 1)
    if following is None or scene.text[verdict.trigger.end] != " ":
        return False
    gerund = verdict.sense.form == "gerund" and verdict.sense.type in {"training", "patrol"}
    return (noun or gerund) and following.group() in listed("compound heads")


def _serves(scene: Scene, verdict: Verdict) -> bool:
    """Say whether the word names what something is good for: "to facilitate exchanges"."""
    if verdict.sense.form not in {"singular", "plural", "base", "gerund"}:
        return False
    start, _ = scene.clause(verdict.trigger.start)
    return scene.ends_with(
        "serving", max(start, verdict.trigger.start - 40), _phrase(scene, verdict)
    )


def _phrase(scene: Scene, verdict: Verdict) -> int:
    """Return where the adjectives before a noun begin."""
    at = verdict.trigger.start
    for match in reversed(list(WORD.finditer(scene.text, max(scene.sentence.start, at - 40), at))):
        if match.group() not in listed("before a noun"):
            break
        at = match.start()
    return at


def _of_an_area(scene: Scene, verdict: Verdict) -> bool:
    """Say whether it lies in the past of a place: "the area in which they finished …"."""
    at = verdict.trigger.start
    opened = [m.end() for m in _WHICH.finditer(scene.text, scene.sentence.start, at)]
    return bool(opened) and not re.search("[,;]", scene.text[opened[-1] : at])


def _totals(scene: Scene, verdict: Verdict) -> bool:
    """Say whether the clause adds up what was done over years."""
    start, end = scene.clause(verdict.trigger.start)
    counts = verdict.sense.type in listed("counted over a time")
    if counts and (
        scene.has("over time", scene.sentence.start, end)
        or _YEARS.search(scene.text, scene.sentence.start, end)
    ):
        return True
    dates = [d for d in scene.dates if start <= d.start < end] or scene.dates
    adds_up = verdict.status == "held" and verdict.sense.kind in listed("counted over a year")
    if adds_up and not verdict.ordinal:
        counted = scene.passage.numbers_in(start, end)
        if counted and dates and all(len(d.span.start) == 4 for d in dates):
            return True
    years = [d for d in dates if len(d.span.start) == 4 and d.span.start < d.span.end]
    if years and verdict.sense.type == "demarcation":
        return True
    if verdict.sense.type != "demarcation" or not _COUNT.search(scene.text, start, end):
        return False
    perfect = {"has", "have"} & set(words_before(scene, start, verdict.trigger.start, 3))
    return bool(perfect) or _OUT_OF.search(scene.text, start, end) is not None


def only_intended(scene: Scene, verdict: Verdict) -> bool:
    """Say whether it is planned for no day: a project or a promise, and no event yet."""
    if verdict.status != "planned" or verdict.sense.kind not in listed("planned with a date"):
        return False
    if verdict.sense.form in {"singular", "plural"}:
        return False
    start, end = scene.clause(verdict.trigger.start)
    if verdict.sense.kind == "opening" and any(
        m.type == "border_gate" and start <= m.start < end for m in scene.mentions
    ):
        return False  # that a gate named will open is news without its day
    fronted = scene.fronted()
    begin = fronted if fronted <= verdict.trigger.start else start
    return not any(
        max(start, begin) <= d.start < end and not d.since and not d.bracketed for d in scene.dates
    )


def _before_all(scene: Scene, verdict: Verdict) -> bool:
    """Say whether it only says since when something else holds: "after it set up …"."""
    noun, twins = verdict.sense.form in {"singular", "plural"}, verdict.sense.type == "twinning"
    if noun != twins or verdict.tense == "gerund":
        return False
    at = verdict.trigger.start
    start, _ = scene.clause(at)
    return _AFTER.search(scene.text[start:at], 1) is not None


def _of_paper(scene: Scene, verdict: Verdict) -> bool:
    """Say whether it only tells whose a paper is: "by the treaties which both have signed"."""
    if verdict.sense.kind != "signing" or verdict.tense not in {"held", "reduced"}:
        return False
    start, _ = scene.clause(verdict.trigger.start)
    opened = _BY_WHOM.search(scene.text, start, verdict.trigger.start)
    return opened is not None and scene.ends_with("signed things", start, opened.start())


def _of_persons(scene: Scene, verdict: Verdict) -> bool:
    """Say whether it only tells who somebody is: "those who met the delegation were …"."""
    start, _ = scene.clause(verdict.trigger.start)
    return verdict.tense == "held" and words_before(scene, start, verdict.trigger.start, 1) == [
        "who"
    ]


_BY_WHOM = re.compile(r"\b(?:which|that)\s+[^,;]{0,60}\Z")
_PROJECT = re.compile(r"[\w\s'-]{0,60}?\b(?:project|construction|works?|route|phase|plan)\b")


_OPENED = re.compile(
    r"\s+(?:of\s+)?(?:(?!(?:at|by|in|on|near|to|with|and|for|from)\b)[\w'-]+\s+){0,6}"
)
_BESIDE = re.compile(
    r"\b(?:at|by|near|beside|to|from|along|on|in|with|between)\s+"
    r"(?:(?:the|new|national|main|border|common)\s+)*\Z"
)
_IS_OPENED = re.compile(
    r".*\b(?:was|were|is|are|be|been|being|get|gets|got)\s+(?:\w+\s+){0,2}|(?:(?!and\b)[^,;])*",
    re.DOTALL,
)
_SUBJECT = 80  # characters from the stone to the verb of which it is the subject


def starts_building(scene: Scene, verdict: Verdict) -> bool:
    """Say whether what is launched is building: "launched a project to build …", "work on …"."""
    trigger = verdict.trigger
    if verdict.sense.lemma not in listed("launches"):
        return False
    start, end = scene.clause(trigger.start)
    if scene.has("building itself", start, trigger.start):
        return True  # "work on a road was launched"
    after = _PROJECT.match(scene.text, trigger.end, end)
    passive = verdict.sense.form not in {"singular", "plural"} and scene.has(
        "building project", start, trigger.start
    )
    if after is None and not passive:
        return False
    if scene.has("to build", start, end):
        return True
    return scene.shown() and scene.has("to build", 0, len(scene.text))


def opens_marker(scene: Scene, trigger: Trigger, sense: Sense) -> bool:
    """Say whether what is opened is a stone on the border: "inaugurated border marker No. 30".

    Stones mark the line, nobody passes them. The road "at marker 30" is another thing.
    """
    start, end = scene.clause(trigger.start)
    for stone in scene.starts("border stones", trigger.end, end):
        if _OPENED.fullmatch(scene.text, trigger.end, stone):
            return True
    passive = "participle" in {sense.form, *sense.also}
    begin = max(start, trigger.start - _SUBJECT)
    return passive and any(
        _BESIDE.search(scene.text, start, stone) is None
        and _IS_OPENED.fullmatch(scene.text, stone, trigger.start)
        for stone in scene.starts("border stones", begin, trigger.start)
    )


def only_promised(telling: Telling) -> bool:
    """Say whether what is planned turned out to have no day: the day was that of the promise."""
    noun = telling.verdict.sense.form in {"singular", "plural"}
    promised = telling.status == "planned" and telling.date is None
    named = telling.kind == "opening" and any(m.type == "border_gate" for m in telling.places)
    return promised and not (noun or named) and telling.kind in listed("planned with a date")
