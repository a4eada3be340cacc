"""Events that the words of a sentence make likely, where no rule knows their form.

The vocabulary and its rules read what they know the form of; weights learned from examples judge
the whole sentence. What both find is sure; what only the weights find counts where they are quite
sure. What they make unlikely is told of in ``doubts``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from geo.facts.background import opens_marker
from geo.facts.heads import heads
from geo.facts.lexicon import search_for
from geo.facts.scene import Scene
from geo.facts.setting import places_of
from geo.facts.tellings import Telling
from geo.facts.timing import counted_from, date_of, of_paper
from geo.facts.triggers import Sense, Trigger
from geo.facts.verdict import PLENTY, WORDING, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.facts.chance import Chance
    from geo.facts.passage import Passage
    from geo.facts.storyline import Loose
    from geo.model import EventType, Mention

__all__ = ["SURE_TYPE", "UNLIKELY", "answer_of", "likely", "retype", "under_headings"]


_SURE, _SURE_UNDATED, _SURE_ALONE = 0.45, 0.65, 0.8
"""From the first chance on a sentence tells of an event that no rule has read; from the second
where it says no day or no type fits, from the third where the weights alone have read it.
"""
_SURELY_TOLD = 0.75
"""From this answer of the encoder on a sentence tells of a type, whatever else it tells of."""
_NO_DOUBT = 0.9
"""From this answer on no rule turns down what the encoder says."""
SURE_TYPE = 0.9
"""From this answer of the encoder on a type may be told among others, or stand for another."""
UNLIKELY = 0.2
"""A sentence with less than this chance tells of no event that a rule has no proof of."""
_FAR_AHEAD = 0.4
_BESIDES, _BESIDES_SURE = 0.4, 0.85
"""From the first share on a sentence of the second chance tells of a type besides those read."""
_DOUBTED, _FAR_LIKELIER, _HARDLY = 0.8, 0.5, 0.15
"""A word with less than the first chance gives way to a type with the second share, if its own
has no more than the third.
"""
_WORKS = {"groundbreaking", "opening"}  # nobody begins and opens one thing in one sentence
_BELOW = 6  # sentences
_FEW = 6  # words; fewer are a stamp or a caption
_YEAR = len("2025")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CUT_OFF = re.compile(r"\b(?:in|on|at|of|by|to|from|the|an?|and|with|for)\s*\Z")
_THIS = re.compile(r"\bthis\s+(?:\w+\s+){0,2}\Z")
_STATE = re.compile(r"\b(?:has|have)\s+been\s+(?!\w+[dnt]\b)\w+\s+since\b")  # "… been empty since"


def likely(
    passage: Passage,
    known: Sequence[Chance | None],
    tellings: Sequence[Telling],
    loose: Sequence[Loose],
    going_on: Collection[int] = (),
) -> list[Telling]:
    """Return what the wording of sentences tells that no rule has read an event from.

    ``going_on`` are the numbers of those that only say more of what was told before them.
    """
    told: dict[int, set[str]] = {}
    for telling in tellings:
        told.setdefault(telling.sentence, set()).update(
            (telling.type, telling.verdict.sense.type)  # a rule may have changed that of the word
        )
    short: dict[int, list[Verdict]] = {}
    for verdict, _, number in loose:
        short.setdefault(number, []).append(verdict)
    found = []
    for number, chance in enumerate(known):
        sentence = passage.sentences[number]
        if chance is None or sentence.kind != "body" or number in going_on:
            continue
        if chance.event < (_SURE_ALONE if chance.judgement is None else _SURE):
            continue
        if _lasts(passage, number):
            continue
        scene = Scene.of(passage, sentence, whole=True)
        weighed = short.get(number, [])
        at_it = not weighed and tellings and passage.tells(sentence, "setting", "at it")
        for type_ in _types(scene, chance, told.get(number)):
            answer = answer_of(chance, type_)
            if at_it and answer < _SURELY_TOLD:
                continue
            leads = number in told and _only_leads(scene, weighed, type_)
            if leads and answer < SURE_TYPE:
                continue
            if not (_is_turned_down(scene, weighed, type_, answer) or _breaks_off(scene)):
                telling = _told(scene, number, _of_object(scene, type_), weighed)
                telling.novel = answer
                found.append(telling)
    return found


def _lasts(passage: Passage, number: int) -> bool:
    """Say whether the next sentence says that what one tells without a day is to last."""
    sentence, behind = passage.sentences[number], passage.sentences[number + 1 : number + 2]
    undated = not passage.dates_in(sentence.start, sentence.end)
    lasts = search_for("setting", "will last")
    return undated and any(lasts.match(passage.plain, s.start, s.end) for s in behind)


def _of_object(scene: Scene, type_: EventType) -> EventType:
    """Return the type; what opens a stone on the border is of its demarcation."""
    marker = type_ == "opening" and any(
        opens_marker(scene, trigger, sense)
        for trigger in scene.triggers
        for sense in trigger.senses
        if sense.kind == "opening"
    )
    return "demarcation" if marker else type_


def _told(scene: Scene, number: int, type_: EventType, weighed: Sequence[Verdict]) -> Telling:
    """Return what a sentence as a whole tells of an event of a type."""
    verdict = _verdict(scene, type_, weighed)
    whole = (scene.sentence.start, scene.sentence.end)
    date, clock = date_of(scene, verdict, whole), scene.passage.clock
    today = clock.iso() or ""
    # "On May 3 it proposed to build a gate": what nobody named was planned, what is told was done
    over = verdict.score == 0 and date is not None and date.span.end < today[: len(date.span.end)]
    return Telling(
        type_,
        verdict.sense.kind,
        verdict,
        "held" if over else verdict.status,
        number,
        date=date.span if date else None,
        places=_places(scene, verdict),
        evidence=[whole],
        news=str(clock.year) if clock.year else None,
    )


def _types(scene: Scene, chance: Chance, told: Collection[str] | None) -> list[EventType]:
    """Return the types that a sentence tells of, besides those that are ``told``.

    What the encoder is sure of, all of it; else the likeliest.
    """
    answers = {} if chance.judgement is None else chance.judgement.types
    known = {*(told or ())}
    if known & _WORKS:
        known |= _WORKS
    if "opening" in known and not scene.starts(
        "border stones", scene.sentence.start, scene.sentence.end
    ):
        known.add("demarcation")  # "a border post was opened": a gate
    sure = [t for t, share in answers.items() if share >= _SURELY_TOLD and t not in known]
    if told is None:
        type_ = _type(scene, chance)
        least = _SURE if type_ != "other" and scene.dates else _SURE_UNDATED
        return sure or ([type_] if chance.event >= least else [])
    besides = _besides(chance, told)
    return [t for t in sure if t != "other"] or ([besides] if besides else [])


def _type(scene: Scene, chance: Chance) -> EventType:
    """Return the likeliest type: that of one of its words, or the most likely by far."""
    type_, share = chance.type_()
    named = any(s.type == type_ for t in scene.triggers for s in t.senses)
    return type_ if named or share > _FAR_AHEAD else "other"


def _besides(chance: Chance, told: Collection[str]) -> EventType | None:
    """Return the type of what a sentence surely tells besides events of the types ``told``."""
    if chance.event < _BESIDES_SURE:
        return None
    known = {"other", *told}
    if known & _WORKS:
        known |= _WORKS
    others = {type_: share for type_, share in chance.shares.items() if type_ not in known}
    likeliest = max(others, key=others.__getitem__, default=None)
    return likeliest if likeliest is not None and others[likeliest] >= _BESIDES else None


def _only_leads(scene: Scene, weighed: Sequence[Verdict], type_: EventType) -> bool:
    """Say whether a word of a type only leads to what is told: "a workshop to present gifts".

    Such a word neither tells of an event nor fell short of one.
    """
    named = any(sense.type == type_ for trigger in scene.triggers for sense in trigger.senses)
    return named and all(verdict.sense.type != type_ for verdict in weighed)


def answer_of(chance: Chance, type_: EventType) -> float:
    """Return the chance that the encoder gives a type, 0 where there is no encoder."""
    return 0.0 if chance.judgement is None else chance.judgement.types[type_]


def _is_turned_down(
    scene: Scene, weighed: Sequence[Verdict], type_: EventType, answer: float
) -> bool:
    """Say whether a rule knows better than the encoder's ``answer``: denied, habits, of old."""
    sure = answer >= _SURELY_TOLD
    if len(_WORD.findall(scene.text, scene.sentence.start, scene.sentence.end)) < _FEW:
        return True
    if answer >= _NO_DOUBT:
        return False
    start, end = scene.sentence.start, scene.sentence.end
    if type_ == "other" and not weighed and scene.negated(start, end):
        return True
    since = not weighed and bool(scene.dates) and all(d.since for d in scene.dates)
    if since and (type_ != "other" or all(len(d.span.start) == _YEAR for d in scene.dates)):
        return True  # "it has been empty since May", "it has helped pupils since 2016"
    if not weighed and (
        scene.has("appraised", start, end) or (not sure and _is_span_of_years(scene))
    ):
        return True
    if not weighed and _STATE.search(scene.text, start, end):
        return True
    mine = [v for v in weighed if v.sense.type == type_]
    if mine and all(v.general and not (sure and v.tense == "planned") for v in mine):
        return True
    named = [t for t in scene.triggers if any(s.type == type_ for s in t.senses)]
    if named and all(counted_from(scene, t.start) for t in named):
        return True  # "the progress achieved since the 20th meeting"
    if type_ == "signing" and not named and any(of_paper(scene, d) for d in scene.dates):
        return True  # "the rule follows the treaty of May 3, 1999"
    if named and all(_THIS.search(scene.text, start, t.start) for t in named):
        return True  # "a notable event in this exchange is …"
    return any(scene.negated(scene.clause(t.start)[0], t.start) for t in named)


def _breaks_off(scene: Scene) -> bool:
    """Say whether a sentence ends before it says when or where: "The building began in"."""
    return _CUT_OFF.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


def _is_span_of_years(scene: Scene) -> bool:
    """Say whether all that dates a sentence is a span of years: a programme, and no event."""
    spans = [d.span for d in scene.dates]
    return bool(spans) and all(len(s.start) == _YEAR and s.start != s.end for s in spans)


def _places(scene: Scene, verdict: Verdict) -> list[Mention]:
    """Return where it happens, else all places that the sentence names and lets it happen in."""
    found = places_of(scene, verdict, (scene.sentence.start, scene.sentence.end))
    if any(m.type != "country" for m in found):
        return found
    named = [m for m, word in heads(scene, scene.mentions) if word != "nowhere"]
    return [m for m in named if m.type not in {"country", "region"}] or found


def _verdict(scene: Scene, type_: EventType, loose: Sequence[Verdict]) -> Verdict:
    """Return a verdict for a type: that of its weightiest word, else one without a word."""
    own = [v for v in loose if v.sense.type == type_]
    if own:
        weightiest = max(own, key=lambda v: v.score)
        return replace(weightiest, reasons=[*weightiest.reasons, WORDING])
    start = scene.sentence.start
    sense = Sense(type_, type_, "past", type_)
    status: Literal["held", "planned"] = "held"
    if scene.has("plan", start, scene.sentence.end):
        status = "planned"
    return Verdict(Trigger(start, start, (sense,)), sense, status, 0, [WORDING])


def retype(passage: Passage, known: Sequence[Chance | None], tellings: Sequence[Telling]) -> None:
    """Give events whose word is in doubt the type that the whole sentence speaks for.

    "With a ceremony the leaders declared the gate open": it tells of an opening, whatever its
    word. ``known`` are the chances of the sentences; a sentence with several events keeps theirs.
    """
    several = Counter(telling.sentence for telling in tellings)
    for telling in tellings:
        chance = known[telling.sentence]
        if chance is None or several[telling.sentence] > 1 or telling.chance >= _DOUBTED:
            continue
        if telling.verdict.settled or telling.type != telling.verdict.sense.type:
            continue
        if telling.verdict.score > PLENTY and telling.verdict.trigger.noun():
            continue  # "the exchange programme held on May 3" names what it is
        likeliest, share = chance.type_()
        if share < _FAR_LIKELIER or chance.shares.get(telling.type, 0.0) > _HARDLY:
            continue
        scene = Scene.of(passage, passage.sentences[telling.sentence])
        likeliest = _of_object(scene, likeliest)
        sense = Sense(likeliest, likeliest, telling.verdict.sense.form, likeliest)
        telling.verdict = replace(telling.verdict, sense=sense)
        telling.type, telling.kind = likeliest, likeliest


def under_headings(
    passage: Passage, known: Sequence[Chance | None], events: Sequence[Telling]
) -> None:
    """Give events that only a heading tells the sentence below it that most likely tells them.

    ``known`` are the chances of the sentences. Day and place are those of that sentence, too.
    """
    taken = [span for event in events for span in event.evidence]
    for event in events:
        if passage.sentences[event.sentence].kind != "heading" or len(event.evidence) > 1:
            continue
        number = _below(passage, known, event, taken)
        if number is None:
            continue
        scene = Scene.of(passage, passage.sentences[number], whole=True)
        whole = (scene.sentence.start, scene.sentence.end)
        date = date_of(scene, event.verdict, whole)
        event.evidence.append(whole)
        event.date = date.span if date else event.date
        event.places = places_of(scene, event.verdict, whole) or event.places


def _below(
    passage: Passage,
    known: Sequence[Chance | None],
    heading: Telling,
    taken: Sequence[tuple[int, int]],
) -> int | None:
    """Return the number of the sentence near below a heading that most likely tells its event."""
    found: list[tuple[float, int]] = []
    for number in range(heading.sentence + 1, min(heading.sentence + _BELOW, len(known))):
        sentence, chance = passage.sentences[number], known[number]
        if chance is None or chance.event < UNLIKELY or sentence.kind != "body":
            continue
        free = not any(a < sentence.end and sentence.start < b for a, b in taken)
        if free and chance.type_()[0] == heading.type:
            found.append((chance.event, number))
    return max(found)[1] if found else None
