"""What the sentences of an article say together: its main event lends others date and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from geo.facts.completion import PROGRAMME, WHOLES, is_past
from geo.facts.context import pattern
from geo.facts.heads import RANK, heads
from geo.facts.lexicon import search_for
from geo.facts.scene import Scene
from geo.facts.setting import OF_OBJECT, places_of
from geo.facts.tellings import Telling, overlap, spans_agree
from geo.facts.timing import date_of
from geo.facts.triggers import Sense, Trigger
from geo.facts.verdict import ENOUGH, WORDING, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.model import EventType, Twinning

__all__ = [
    "Loose",
    "announced",
    "attach",
    "ceremonies_of",
    "go_on",
    "goes_on",
    "of_twinnings",
    "place_twinnings",
    "settle_venues",
    "spoken_of",
    "without_ceremonies",
]

Loose = tuple["Verdict", "Scene", int]
"""A trigger that fell short of an event, its sentence, and the number of the sentence."""

_WILL = re.compile(r"\b(?:will|is to|are to)\b")
_MOST_EVIDENCE = 4
_BEFORE = 3  # sentences, captions among them, after which "the ceremony was held in …" still stands
_ITS_ACT = 2  # sentences within which "the ceremony" is that of what was told
_KNOWN = re.compile(r"\b(?:the|this|these|both|two|three|its|their)\s+(?:[\w-]+\s+){0,3}\Z")
_ELSEWHERE = frozenset(("visit", "crime", "patrol"))
_RELATIVE = re.compile(r"\b(?:where|which|that|venue)\b")
_TALKS = {"meeting", "visit", "exchange"}


def attach(events: Sequence[Telling], loose: Sequence[Loose]) -> None:
    """Add sentences that speak of a known event ("during the talks") to its evidence."""
    for verdict, scene, number in loose:
        if not verdict.definite or verdict.general:
            continue
        same = [e for e in events if e.type == verdict.sense.type and not is_past(e)]
        if len(same) > 1:
            same = [e for e in same if e.verdict.sense.lemma == verdict.sense.lemma]
        if len(same) != 1 or len(same[0].evidence) >= _MOST_EVIDENCE:
            continue
        event = same[0]
        if verdict.ordinal and verdict.ordinal != event.verdict.ordinal:
            continue
        span = scene.sentence.start, scene.sentence.end
        if event.sentence != number and span not in event.evidence:
            event.evidence.append(span)


def without_ceremonies(events: Sequence[Telling]) -> list[Telling]:
    """Leave out ceremonies that are the act of another event; what they tell goes to it."""
    kept = [e for e in events if e.kind != "ceremony"]
    for ceremony in (e for e in events if e.kind == "ceremony"):
        same = [
            e for e in kept if spans_agree(e.date, ceremony.date) and e.status == ceremony.status
        ]
        if ceremony.status == "planned":
            same = [e for e in same if e.kind in OF_OBJECT or e.kind == "signing"]
        if same and ceremony.status == "planned" and ceremony.date is not None:
            same[0].date = ceremony.date  # "… will open. The ceremony is due on July 5."
        if same and same[0].kind == "handover" and ceremony.status == "held":
            same[0].places = ceremony.places or same[0].places  # else where those live who get it
        if not same:
            kept.append(ceremony)
        elif len(same[0].evidence) < _MOST_EVIDENCE:
            same[0].evidence += [e for e in ceremony.evidence if e not in same[0].evidence]
    return sorted(kept, key=lambda e: e.evidence[0])


def ceremonies_of(events: Sequence[Telling], loose: Sequence[Loose]) -> None:
    """Say of what a ceremony with a day is: "They will open the gate. The ceremony is on …"."""
    for event in events:
        bare = event.kind in OF_OBJECT and event.refers_back and not event.places
        if event.status != "planned" or event.date is None:
            continue
        if event.kind != "ceremony" and not bare:
            continue
        kinds = {event.kind} if bare else {*OF_OBJECT, "signing"}
        rows = [
            row for row in loose
            if row[0].status == "planned" and row[0].sense.kind in kinds
            and 0 <= event.sentence - row[2] <= _ITS_ACT
        ]  # fmt: skip
        if not rows:
            continue
        verdict, scene, number = rows[-1]
        event.type, event.kind = cast("EventType", verdict.sense.type), verdict.sense.kind
        event.verdict, event.sentence = verdict, number
        event.evidence.insert(0, (scene.sentence.start, scene.sentence.end))
        event.places = event.places or places_of(
            scene, verdict, scene.clause(verdict.trigger.start)
        )


def goes_on(passage: Passage) -> set[int]:
    """Return the numbers of the sentences that say more of what was told: "It was held in …"."""
    more = search_for("setting", "it was held")
    starts = enumerate(s.start for s in passage.sentences)
    return {number for number, start in starts if number and more.match(passage.plain, start)}


def go_on(tellings: Sequence[Telling], passage: Passage, later: Collection[int]) -> set[int]:
    """Give events what "It was held on May 3 in …" says of them; return these sentences' numbers.

    It speaks of what was told last, in the sentence before or in that before it. ``later`` are
    the numbers of such sentences.
    """
    found = set()
    for number in sorted(later):
        sentence = passage.sentences[number]
        near = [t for t in tellings if number - _ITS_ACT <= t.sentence < number]
        if not near or any(t.sentence == number for t in tellings):
            continue
        told = max(near, key=lambda t: t.sentence)
        scene = Scene.of(passage, sentence, whole=True)
        told.evidence.append((sentence.start, sentence.end))
        told.date = told.date or next((d.span for d in scene.dates if not d.since), None)
        # names inside others too: "in Kampot's Town Hall"
        named = passage.named(sentence.start, sentence.end, embedded=True)
        where = [m for m, word in heads(scene, named) if word == "where"]
        where = [m for m in where if RANK[m.type] == min(RANK[w.type] for w in where)]
        told.places = where or told.places
        found.add(number)
    return found


def settle_venues(events: Sequence[Telling], passage: Passage) -> None:
    """Place the event told last where "the event took place in …" says it was held."""
    for number, sentence in enumerate(passage.sentences):
        told = passage.around.starts("venue", sentence.start, sentence.end)
        more = search_for("setting", "venue").finditer(passage.plain, sentence.start, sentence.end)
        at = next(
            (a for a in (*told, *(m.start() for m in more)) if _is_known(passage, sentence, a)),
            None,
        )
        if number == 0 or at is None:
            continue
        scene = Scene.of(passage, sentence)
        named = heads(scene, passage.named(at, sentence.end))
        where = [m for m, word in named if word == "where"]
        near = [
            e
            for e in events
            if number - _BEFORE <= e.sentence < number and e.type not in _ELSEWHERE
        ]
        for event in near if where else ():
            event.places = list(where)


def place_twinnings(
    events: Sequence[Telling], twinnings: Sequence[Twinning], passage: Passage
) -> None:
    """Give the event of a twinning the two places that it ties."""
    for event in events:
        if event.type != "twinning":
            continue
        told = [m for m in event.places if m.type != "country"]
        for twinning in twinnings:
            overlaps = any(
                a < e.end and e.start < b for a, b in event.evidence for e in twinning.evidence
            )
            if overlaps or len(twinnings) == 1:
                ends = {twinning.a, twinning.b}
                named = {m.place_id: m for m in passage.mentions if m.place_id in ends}
                tied = [named[i] for i in sorted(named, key=str) if i is not None]
                told += [m for m in tied if m.place_id not in {t.place_id for t in told}]
        event.places = told or event.places


def of_twinnings(
    events: Sequence[Telling], twinnings: Sequence[Twinning], passage: Passage
) -> list[Telling]:
    """Return the events with one for each twinning; without twinnings at large beside them.

    Where a text says which places are twinned, a twinning that it names elsewhere without a day
    ("twinning brings villages together") is the practice, and no event.
    """
    if not twinnings:
        return list(events)
    spans = [(e.start, e.end) for t in twinnings for e in t.evidence]
    kept = [
        e for e in events
        if e.type != "twinning" or e.date is not None or overlap(e.evidence, spans)
    ]  # fmt: skip
    told = [s for e in kept if e.type == "twinning" for s in e.evidence]
    for twinning in twinnings:
        own = [(e.start, e.end) for e in twinning.evidence]
        if not overlap(own, told):
            kept.append(_twinned(twinning, own, passage))
            told += own  # the other pairs of the sentence were tied at the same event
    return kept


def _twinned(twinning: Twinning, spans: list[tuple[int, int]], passage: Passage) -> Telling:
    start = spans[0][0]
    number = next(n for n, s in enumerate(passage.sentences) if s.start <= start < s.end)
    sense = Sense("twinning", "twinning", "singular", "twinning")
    verdict = Verdict(Trigger(start, start, (sense,)), sense, "held", ENOUGH, ["a pair is told"])
    found = Telling("twinning", "twinning", verdict, "held", number, date=twinning.date)
    found.evidence = spans
    return found


def _is_known(passage: Passage, sentence: Sentence, at: int) -> bool:
    """Say whether "event was held" speaks of the one just told: "the charity event was held"."""
    if passage.plain.startswith("it ", at):
        return True
    return _KNOWN.search(passage.plain, max(sentence.start, at - 60), at) is not None


def announced(events: Sequence[Telling], loose: Sequence[Loose]) -> list[Telling]:
    """Return the parts of an event: "the two sides will hold talks", "the high point is a patrol".

    What is planned needs no date of its own where the article announces a dated event; what is
    told as a part of a programme needs none either. They have date and place of the whole.
    """
    plan = next((e for e in events if e.status == "planned" and e.date is not None), None)
    found: list[Telling] = []
    known = {e.kind for e in events if e.status == "planned"}
    for verdict, scene, number in loose:
        part = verdict.intended and plan is not None and _is_part(plan, scene, number)
        if (verdict.general and not part) or verdict.sense.type == "same":
            continue
        if verdict.sense.kind in {*known, "ceremony"} or (verdict.plural and verdict.score < 0):
            continue
        start, _ = scene.clause(verdict.trigger.start)
        if _RELATIVE.search(scene.text, start, verdict.trigger.start):
            continue
        planned = part or (verdict.score >= 1 and verdict.status == "planned")
        whole = plan if planned else None
        whole = whole if not verdict.plural else None
        whole = whole or _programme(events, verdict, scene, number)
        if whole is not None:
            known.add(verdict.sense.kind)
            found.append(_part(whole, verdict, scene, number))
    return found


def _is_part(plan: Telling, scene: Scene, number: int) -> bool:
    """Say whether what "will" be done without a day is done in a programme told just before."""
    near = 0 <= number - plan.sentence <= PROGRAMME and plan.type in WHOLES
    return near and _WILL.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


def _programme(
    events: Sequence[Telling], verdict: Verdict, scene: Scene, number: int
) -> Telling | None:
    """Return the event that something is told to be a part of, a few sentences before."""
    if verdict.score < 0 or not scene.passage.tells(scene.sentence, "setting", "part of"):
        return None
    wholes = [
        e for e in events
        if e.date is not None and e.type in WHOLES and 0 <= number - e.sentence <= PROGRAMME
    ]  # fmt: skip
    return wholes[0] if wholes else None


def _part(whole: Telling, verdict: Verdict, scene: Scene, number: int) -> Telling:
    """Return a part with its own date and place where it has them, else with those of the whole."""
    sense, clause = verdict.sense, scene.clause(verdict.trigger.start)
    own = date_of(scene, verdict, clause)
    return Telling(
        cast("EventType", sense.type), sense.kind, verdict, whole.status, number,
        date=own.span if own else whole.date,
        places=places_of(scene, verdict, clause) or list(whole.places),
        evidence=[(scene.sentence.start, scene.sentence.end)], inherited=own is None,
    )  # fmt: skip


def spoken_of(events: Sequence[Telling], loose: Sequence[Loose]) -> list[Telling]:
    """Return the event that an article speaks of as known and never tells.

    "During the talks, …" and "their talks", with no sentence that says when or where.
    """
    if any(e.type in _TALKS and WORDING not in e.verdict.reasons for e in events):
        return []
    known = [
        row for row in loose
        if row[0].definite and not row[0].general and row[0].sense.type in _TALKS
    ]  # fmt: skip
    found = []
    for type_ in sorted({v.sense.type for v, _, _ in known}):
        rows = [row for row in known if row[0].sense.type == type_]
        during = [(v, s) for v, s, _ in rows if _is_during(v, s)]
        if len({number for _, _, number in rows}) < 2 and not during:
            continue
        verdict, _, number = rows[0]
        spans = list(dict.fromkeys((s.sentence.start, s.sentence.end) for _, s, _ in rows))
        places = [m for v, s in during for m in places_of(s, v, s.clause(v.trigger.start))]
        found.append(
            Telling(
                cast("EventType", type_), type_, verdict, "held", number,
                places=list({m.name or m.text: m for m in places}.values()),
                evidence=spans[:_MOST_EVIDENCE],
            )
        )  # fmt: skip
    return found


def _is_during(verdict: Verdict, scene: Scene) -> bool:
    """Say whether "during" or the like stands before the noun: "During the visit to …"."""
    start, _ = scene.clause(verdict.trigger.start)
    before = scene.text[max(start, verdict.trigger.start - 24) : verdict.trigger.start]
    return pattern("during").search(before) is not None
