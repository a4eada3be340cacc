"""When an event takes place, of all the dates that its sentence holds."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from geo.facts.context import listed
from geo.facts.heads import preposition_in
from geo.facts.lexicon import search_for
from geo.facts.tense import MODALS, words_before

if TYPE_CHECKING:
    from geo.facts.dates import FoundDate
    from geo.facts.scene import Scene
    from geo.facts.triggers import Trigger
    from geo.facts.verdict import Verdict

__all__ = ["STATES", "counted_from", "date_of", "of_another", "of_paper", "went_before"]

STATES = frozenset(("closing", "opening", "twinning"))
"""Kinds of events that begin a state, which "since" dates: "shut since April 9"."""

_WENT_BEFORE = re.compile(r"\b(?:after|following|because\s+of|hit\s+by)\s")
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|that|where|when|as|since|because|before)\b")
_YEAR, _DAY = len("2025"), len("2025-11-12")
_REPORT = len("reported on ")
_ABOUT = 40  # a relative clause so near after an event's name is about it
_SINCE = re.compile(r"\ssince\s[^,;]*\Z")
_SINCE_THE = re.compile(r"\bsince\s+(?:the|its|their|that)\s+(?:[\w<>/]+\s+){0,3}\Z")
_TO_DATE = re.compile(r"\s*(?:(?:on|in|at|of|since)\s+)?(?:the\s+)?")
_OF_A_PAPER = re.compile(r"\s(?:of|for)\s+(?:the\s+)?\Z")
_NAMES_A_PAPER = re.compile(r"of\s")
_BESIDE = 12  # a participle so near before a date has it
_COMMA = 30  # so many characters farther off is a date behind a comma


def date_of(scene: Scene, verdict: Verdict, item: tuple[int, int]) -> FoundDate | None:
    """Return the date that the sentence gives an event: in its own item, clause, sentence.

    A date in brackets dates only the item that it stands in; what an opening "After …," dates
    lies before the event, what stands behind "the anniversary of" long before. "Since" tells when
    a state began ("shut since April 9"), and dates no other event; "until" dates none that was
    held.
    """
    at = verdict.trigger.start
    start, end = scene.clause(at)
    fronted = scene.fronted()
    papers = [t.start for t in scene.triggers if scene.ends_with("signed things", start, t.start)]
    today = scene.passage.clock.iso() or ""
    wordless = verdict.trigger.start == verdict.trigger.end  # the whole sentence tells of it
    told = max(at, fronted) if wordless else at
    ranked: list[tuple[tuple[int, ...], FoundDate]] = []
    beside: list[FoundDate] = []
    for date in scene.dates:
        inside = item[0] <= date.start < item[1]
        if date.since and not (verdict.sense.kind in STATES and inside):
            continue
        if date.start < fronted <= told or (date.bracketed and not (inside and date.start > at)):
            continue
        if verdict.status == "held" and (
            date.until or (date.start > at and scene.has("plan", at, date.start))
        ):
            continue
        if any(at < p < date.start for p in papers) or went_before(scene, told, date.start):
            continue
        if _claimed(scene, verdict.trigger, date.start) or of_paper(scene, date):
            continue
        if scene.ends_with("remembered", scene.sentence.start, date.start - 1):
            continue
        if _is_looked_at(verdict, date):
            continue
        began = verdict.sense.kind in STATES and _SINCE.search(scene.text[at : date.start])
        if not began and of_another(scene, verdict, date.start):
            beside.append(date)
            continue
        gone = verdict.status == "planned" and _is_over(date, today)
        zone = 0 if inside else 1 if start <= date.start < end else 2
        reported = _is_reported(scene, start, date)
        away = abs(date.start - at) + _COMMA * scene.text.count(",", *sorted((at, date.start)))
        rank = (gone, zone, date.bracketed, reported, len(date.span.start) == 4, away)
        ranked.append((rank, date))
    if not ranked:
        return beside[0] if wordless and len(beside) == 1 else None
    ranked.sort(key=itemgetter(0))
    best = ranked[0][1]
    return next((d for _, d in ranked if _says_more(d, best)), best)


def _says_more(date: FoundDate, best: FoundDate) -> bool:
    """Say whether a date is a day of the bare year that stands nearer: "on May 3, …, in 2024"."""
    size = len(best.span.start)
    same = date.span.start[:size] == best.span.start and best.span.start == best.span.end
    return size == _YEAR and len(date.span.start) == _DAY and same and not date.bracketed


def _is_over(date: FoundDate, today: str) -> bool:
    """Say whether a day or month before the article's own is told."""
    end = date.span.end
    return (end < today) if len(end) == len(today) == _DAY else len(end) > 4 and end < today[:7]


def _is_reported(scene: Scene, start: int, date: FoundDate) -> bool:
    """Say whether a date is that of the telling: "the province said on August 13"."""
    if any(scene.ends_with("said", start, at) for at in (date.start, date.start - 3)):
        return True
    near = scene.text[max(start, date.start - _REPORT) : date.start]
    return search_for("setting", "wrote").search(near) is not None


def went_before(scene: Scene, at: int, end: int) -> bool:
    """Say whether something that went before stands between: "donated … after the flood of …"."""
    return at < end and _WENT_BEFORE.search(scene.text, at, end) is not None


def counted_from(scene: Scene, at: int) -> bool:
    """Say whether what begins at an offset only tells since when: "since the 20th meeting"."""
    return _SINCE_THE.search(scene.text, scene.sentence.start, at) is not None


def _claimed(scene: Scene, trigger: Trigger, at: int) -> bool:
    """Say whether a participle behind a comma has the date: "under the pact, signed on June 1"."""
    for other in scene.triggers:
        verb = other.verb()
        if other is trigger or verb is None or not 0 < at - other.end < _BESIDE:
            continue
        participle = "participle" in {verb.form, *verb.also}
        beside = _TO_DATE.fullmatch(scene.text, other.end, at)
        if participle and beside and scene.text[other.start - 2 : other.start] == ", ":
            return True
    return False


def of_paper(scene: Scene, date: FoundDate) -> bool:
    """Say whether a date is that of a paper: "the Protocol of May 10, 2005", "a plan for 2025"."""
    before = _OF_A_PAPER.search(scene.text, scene.sentence.start, date.start)
    named = _NAMES_A_PAPER.match(scene.text, date.start)
    if before is None and named is None:
        return False
    end = before.start() if before else date.start - 1
    return scene.ends_with("signed things", scene.sentence.start, end)


def _is_looked_at(verdict: Verdict, date: FoundDate) -> bool:
    """Say whether a year is that of what was talked about: "looked back on the work of 2023"."""
    over = len(date.span.start) < _DAY and date.start > verdict.trigger.end
    return over and verdict.sense.lemma in listed("looks back")


def of_another(scene: Scene, verdict: Verdict, at: int) -> bool:
    """Say whether an offset lies in a clause beside the event's, with a verb of its own.

    "They patrolled, as laid down in the paper which both had signed in 2015": the year is that of
    the signing. A relative clause about the event itself is none: "the talks, which took place …".
    """
    trigger, noun = verdict.trigger, verdict.sense.form in {"singular", "plural"}
    for start, end in scene.asides:
        outside = start <= trigger.start < end and not start <= at < end
        if outside and verdict.sense.type == "twinning":
            return True  # "the paper by which A and B were twinned" has another day
        if start <= at < end and not start <= trigger.start < end:
            near = noun and 0 <= start - trigger.end < _ABOUT
            return not (near and _goes_on(scene, start, at))
    return _of_later_verb(scene, trigger, at)


def _goes_on(scene: Scene, at: int, until: int) -> bool:
    """Say whether a relative clause tells when or where: "which A held", "at which".

    ``until`` is where the date or place stands.
    """
    if scene.has("support after", at, max(at + _ABOUT, until)) or scene.text.startswith(
        "where", at
    ):
        return True
    return preposition_in(scene.text, max(scene.sentence.start, at - 8), at)


def _of_later_verb(scene: Scene, trigger: Trigger, at: int) -> bool:
    if trigger.start == trigger.end:
        return False  # the whole sentence tells of the event, no word of it
    for other in scene.triggers:
        verb = other.verb()
        if not trigger.end < other.start < at or verb is None or verb.weak():
            continue
        opened = _opened(scene, trigger.end, other.start, at)
        if opened is None or _holds(scene, other):
            continue
        words = words_before(scene, opened, other.start)
        if verb.form in {"past", "participle", "third"} or MODALS & set(words):
            return True
    return False


def _holds(scene: Scene, verb: Trigger) -> bool:
    """Say whether a verb only says that what was named before was held: "took place"."""
    first = max(scene.sentence.start, verb.start - len("were "))
    return bool(scene.passage.around.starts("support after", first, verb.start + 1))


def _opened(scene: Scene, start: int, end: int, at: int) -> int | None:
    """Return where a clause begins, after its first word, that is still open at ``at``."""
    for match in _RELATIVE.finditer(scene.text, start, end):
        if not any(a <= match.start() < b <= at for a, b in scene.asides):
            return match.end()
    return None
