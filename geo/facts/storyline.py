"""What the sentences of an article say together: its main event lends others date and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from geo.facts.context import pattern
from geo.facts.heads import heads
from geo.facts.scene import Scene
from geo.facts.setting import OF_OBJECT, places_of
from geo.facts.tellings import Telling, spans_agree
from geo.model import DateSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.facts.verdict import Verdict
    from geo.model import EventType, Mention, Twinning

__all__ = [
    "Loose",
    "announced",
    "attach",
    "ceremonies_of",
    "complete",
    "place_twinnings",
    "settle_venues",
    "spoken_of",
    "without_ceremonies",
]

Loose = tuple["Verdict", "Scene", int]
"""A trigger that fell short of an event, its sentence, and the number of the sentence."""

_MOST_EVIDENCE = 4
_ITS_ACT = 2  # sentences within which "the ceremony" is that of what was told
_KNOWN = re.compile(r"\b(?:the|this|these|both|its|their)\s+(?:[\w-]+\s+){0,3}\Z")
_ELSEWHERE = frozenset(("visit", "crime", "patrol"))
_RELATIVE = re.compile(r"\b(?:where|which|that|venue)\b")
_TALKS = {"meeting", "visit", "exchange"}


def attach(events: Sequence[Telling], loose: Sequence[Loose]) -> None:
    """Add sentences that speak of a known event ("during the talks") to its evidence."""
    for verdict, scene, number in loose:
        if not verdict.definite or verdict.general:
            continue
        same = [e for e in events if e.type == verdict.sense.type and not _past(e)]
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


def settle_venues(events: Sequence[Telling], passage: Passage) -> None:
    """Place the event told last where "the event took place in …" says it was held."""
    for number, sentence in enumerate(passage.sentences):
        told = passage.around.starts("venue", sentence.start, sentence.end)
        at = next((a for a in told if _is_known(passage, sentence, a)), None)
        if number == 0 or at is None:
            continue
        scene = Scene.of(passage, sentence)
        named = heads(scene, passage.named(at, sentence.end))
        where = [m for m, word in named if word == "where"]
        near = [e for e in events if number - 2 <= e.sentence < number and e.type not in _ELSEWHERE]
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


def _is_known(passage: Passage, sentence: Sentence, at: int) -> bool:
    """Say whether "event was held" speaks of the one just told: "the charity event was held"."""
    if passage.plain.startswith("it ", at):
        return True
    return _KNOWN.search(passage.plain, max(sentence.start, at - 60), at) is not None


def announced(events: Sequence[Telling], loose: Sequence[Loose]) -> list[Telling]:
    """Return the parts of an event that is still to come: "the two sides will hold talks".

    They need no date of their own where the article announces a dated event; they have its.
    """
    main = next((e for e in events if e.status == "planned" and e.date is not None), None)
    if main is None:
        return []
    found: list[Telling] = []
    known = {e.kind for e in events if e.status == "planned"}
    for verdict, scene, number in loose:
        sense = verdict.sense
        if verdict.score < 1 or verdict.status != "planned" or verdict.general:
            continue
        if sense.type == "same" or sense.kind in {*known, "ceremony"} or verdict.plural:
            continue
        if _RELATIVE.search(
            scene.text, scene.clause(verdict.trigger.start)[0], verdict.trigger.start
        ):
            continue
        known.add(sense.kind)
        span = scene.sentence.start, scene.sentence.end
        found.append(
            Telling(
                sense.type, sense.kind, verdict, "planned", number,
                date=main.date, places=list(main.places), evidence=[span], inherited=True,
            )
        )  # fmt: skip
    return found


def spoken_of(events: Sequence[Telling], loose: Sequence[Loose]) -> list[Telling]:
    """Return the event that an article speaks of as known and never tells.

    "During the talks, …" and "their talks", with no sentence that says when or where.
    """
    if any(e.type in _TALKS for e in events):
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


def complete(events: Sequence[Telling], passage: Passage) -> None:
    """Give events without a date or place those of the event that they belong to.

    A gate that is opened or raised without its name is the one named last before it. What is
    still to come, and what the text only looks back on, takes no date over.
    """
    for event in events:
        if event.kind in OF_OBJECT and not _objects(event):
            told = [m for m in event.places if m.type != "country"]
            of_gate = _of_gate(passage, event)
            known = [] if told or of_gate else _same_thing(events, event)
            gates = _last_gates(passage, event) if of_gate or not told else []
            event.places = known or gates or told or _lies(passage, event) or event.places
        elif event.kind in OF_OBJECT and all(m.type == "landmark" for m in event.places):
            event.places += _lies(passage, event)  # a marker is found by the units beside it
    focus, home = _focus(passage, events), _home(events)
    for event in events:
        if event.status != "held":
            continue
        if event.date is None and event.kind != "upgrade":
            event.date, event.inherited = focus, True
        if event.places or event.at_border or home is None:
            continue
        if (
            event.inherited
            or event.date is None
            or home.date is None
            or (event.date.start == home.date.start)
        ):
            event.places = list(home.places)


def _same_thing(events: Sequence[Telling], event: Telling) -> list[Mention]:
    """Return the places of the work told beside it: "The bridge opened in Kratie. Work began …"."""
    for other in events:
        near = abs(other.sentence - event.sentence) <= 1 and other is not event
        if near and other.kind in OF_OBJECT and other.kind != event.kind and other.places:
            return list(other.places)
    return []


def _of_gate(passage: Passage, event: Telling) -> bool:
    """Say whether the sentence of an event speaks of a gate without its name."""
    sentence = passage.sentences[event.sentence]
    named = passage.named(sentence.start, sentence.end)
    if any(m.type == "border_gate" for m in named) and any(
        m.type != "country" for m in event.places
    ):
        return False
    return pattern("gate words").search(passage.plain, sentence.start, sentence.end) is not None


def _objects(event: Telling) -> list[Mention]:
    return [m for m in event.places if m.type in {"border_gate", "facility", "road", "landmark"}]


def _last_gates(passage: Passage, event: Telling) -> list[Mention]:
    """Return the gates of the sentence itself, of a list right after it, or named before it."""
    numbers = [event.sentence, event.sentence + 1, *range(event.sentence - 1, -1, -1)]
    for number in numbers:
        if number >= len(passage.sentences):
            continue
        sentence = passage.sentences[number]
        if number == event.sentence + 1 and not passage.plain.startswith(
            ("they ", "these ", "those "), sentence.start
        ):
            continue
        gates = [m for m in passage.named(sentence.start, sentence.end) if m.type == "border_gate"]
        if gates:
            return gates
    return []


def _lies(passage: Passage, event: Telling) -> list[Mention]:
    """Return where the next sentence says that the thing lies: "It will be built at …"."""
    number = event.sentence + 1
    if number >= len(passage.sentences):
        return []
    sentence = passage.sentences[number]
    match = pattern("lies").search(passage.plain, sentence.start, sentence.end)
    if match is None:
        return []
    scene = Scene.of(passage, sentence)
    named = heads(scene, passage.named(match.end(), sentence.end))
    between = match.group().endswith("between")
    return [m for m, word in named if between or word == "where"]


def _first(events: Sequence[Telling], tests: Sequence[Callable[[Telling], bool]]) -> Telling | None:
    for test in tests:
        if (found := next((e for e in events if test(e)), None)) is not None:
            return found
    return None


def _home(events: Sequence[Telling]) -> Telling | None:
    """Return the held event whose place the article's other events share: the most told one."""
    placed = [e for e in events if e.status == "held" and e.places and not _past(e)]
    local = [e for e in placed if any(m.type != "country" for m in e.places)] or placed
    return max(local, key=lambda e: (len(e.evidence) > 1, e.date is not None), default=None)


def _focus(passage: Passage, events: Sequence[Telling]) -> DateSpan | None:
    """Return the date of what an article reports without dating it, as exactly as is safe."""
    held = [e for e in events if e.status == "held" and e.date is not None and not _past(e)]
    main = _first(
        held,
        (
            lambda e: _exact(e) and bool(e.places) and len(e.evidence) > 1,
            lambda e: _exact(e) and bool(e.places),
        ),
    )
    if main is not None and main.date is not None:
        return DateSpan(main.date.start, main.date.end, "the date of the article's main event")
    clock = passage.clock
    if (day := passage.lead_day) is not None:
        return DateSpan(day, day, "not stated; the day that the text opens with")
    month = _only_month(passage) if clock.day is None else None
    if month is not None and (clock.month is None or month == clock.iso()):
        return DateSpan(month, month, "not stated; the month of the only day that the text names")
    iso = clock.iso()
    return DateSpan(iso[:7], iso[:7], f"not stated; {clock.basis}") if iso else None


def _days(passage: Passage) -> set[str]:
    """Return the days that a text names outside brackets."""
    return {
        d.span.start
        for s in passage.sentences
        for d in passage.dates_in(s.start, s.end)
        if len(d.span.start) == 10 and not d.bracketed and not d.since
    }


def _only_month(passage: Passage) -> str | None:
    """Return the month of the days that a text names outside brackets, if they share one."""
    months = {day[:7] for day in _days(passage)}
    return months.pop() if len(months) == 1 else None


def _past(event: Telling) -> bool:
    """Say whether an event lies in a year before the article's."""
    date, news = event.date, event.news
    return date is not None and news is not None and date.start[:4] < news


def _exact(event: Telling) -> bool:
    return event.date is not None and len(event.date.start) == 10
