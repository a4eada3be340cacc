"""Events of an article: what happened or is planned, when and where, who took part."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from geo.facts.background import opens_marker, starts_building
from geo.facts.chance import chances, together
from geo.facts.completion import complete
from geo.facts.context import listed
from geo.facts.cues import chance_of, read_cues
from geo.facts.dated import told_by_date
from geo.facts.doubles import without_shown
from geo.facts.doubts import as_encoded, without_unlikely, without_unsure_promises
from geo.facts.durations import last
from geo.facts.eventrecords import records_of
from geo.facts.lead import open_with, read_lead
from geo.facts.lexicon import any_of, search_for
from geo.facts.likely import answer_of, likely, retype, under_headings
from geo.facts.passage import Passage
from geo.facts.repeats import names_nothing_new
from geo.facts.sentences import plain
from geo.facts.sequels import tell_on
from geo.facts.setting import OF_OBJECT, items, places_of
from geo.facts.storyline import (
    Loose,
    announced,
    attach,
    ceremonies_of,
    go_on,
    goes_on,
    of_twinnings,
    place_twinnings,
    settle_venues,
    spoken_of,
    without_ceremonies,
)
from geo.facts.tellings import Telling, join_all, without_doubles
from geo.facts.tense import words_before
from geo.facts.timing import counted_from, date_of
from geo.facts.venues import scene_of
from geo.facts.verdict import ENOUGH, PLENTY, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.chance import Chance
    from geo.facts.cues import Cued
    from geo.facts.dates import FoundDate
    from geo.facts.scene import Scene
    from geo.facts.sentences import Sentence
    from geo.model import Article, Event, EventType, Mention, Twinning

__all__ = ["read_events"]


class _Least(NamedTuple):
    """Chances from which on a word tells of an event, by what its rules say of it.

    They have ``plenty`` of proof, some ``proof``, or just ``enough``; or the word ``fell_short``,
    or seemed to tell of ``habits`` or of what was long before.
    """

    plenty: float
    proof: float
    enough: float
    fell_short: float
    habits: float


_BY_WORDS = _Least(0.05, 0.1, 0.2, 0.35, 0.75)
_BY_ENCODER = _Least(0.03, 0.03, 0.2, 0.41, 0.9)
"""What the weights of words ask for, and what the encoder does where it has read the sentence. The
figures gave the best F1 on texts that neither the rules nor the weights had seen.
"""
_NEAR = 60  # a date so soon after an event's name is its own
_HAD = re.compile(r"\bhad\s+(?:\w+\s+){0,3}\Z")
_SMALL = {"village", "commune", "district"}


def read_events(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
    passage: Passage | None = None,
    twinnings: Sequence[Twinning] = (),
) -> list[Event]:
    """Return the events that an article tells of, each once, in the order of the text.

    What is told several times is one event with every telling as evidence. An event without a
    date or place of its own has those of the article's main event, where it belongs to it;
    ``date.basis`` says so. ``place_names`` holds the names of the places, then the spellings of
    the text where these differ. Habits, wishes and cooperation at large are no events.
    ``twinnings`` are those of the article: a twinning whose places are named elsewhere has them
    from there.
    """
    passage = passage or Passage.of(article, mentions, sentences)
    title = plain(_headline(article, passage) or "")
    known = chances(passage, title)
    tellings, loose = _read_tellings(passage, title, known)
    retype(passage, known, tellings)
    later = goes_on(passage)
    tellings += [t for t in read_lead(passage, tellings, title) if t.sentence not in later]
    told = go_on(tellings, passage, later)
    tellings += [_with_status(t, passage) for t in likely(passage, known, tellings, loose, told)]
    go_on(tellings, passage, later - told)
    tellings.sort(key=lambda t: t.sentence)
    events = [e for e in join_all(tellings) if not _only_shown(e, passage)]
    events = without_unsure_promises(passage, known, without_ceremonies(events))
    if any(e.type == "visit" for e in events):  # greetings are what a visit brings
        events = [e for e in events if e.kind != "greeting"]
    ceremonies_of(events, loose)
    settle_venues(events, passage)
    events += announced(events, loose)
    attach(events, loose)
    events += open_with(passage, events, spoken_of(events, loose))
    events += [_with_status(e, passage) for e in told_by_date(passage, events, loose)]
    under_headings(passage, known, events)
    events = without_unlikely(passage, known, events)
    events = as_encoded(passage, known, events)
    events = of_twinnings(without_doubles(events), twinnings, passage)
    events = without_shown(passage, events)
    events.sort(key=lambda e: e.evidence[0])
    place_twinnings(events, twinnings, passage)
    tell_on(passage, events)
    last(passage, events)
    complete(events, passage)
    return records_of(passage, events)


def _read_tellings(
    passage: Passage, title: str, known: Sequence[Chance | None]
) -> tuple[list[Telling], list[Loose]]:
    """Return what words of the vocabulary tell, sentence by sentence, and those that fell short.

    ``title`` is the headline in plain form; ``known`` are the chances of the sentences.
    """
    tellings: list[Telling] = []
    loose: list[Loose] = []
    for number, scene, cued in read_cues(passage, title):
        new, rest = _read_sentence(scene, number, cued, known[number])
        tellings += new
        loose += [(v, scene, number) for v in rest]
    return tellings, loose


def _headline(article: Article, passage: Passage) -> str | None:
    """Return the article's title, else the headline that its text opens with."""
    first = passage.sentences[0] if passage.sentences else None
    if article.title or first is None or first.kind != "heading":
        return article.title
    return article.text[first.start : first.end]


# --- one sentence -------------------------------------------------------------------------


def _read_sentence(
    scene: Scene, number: int, cued: Sequence[Cued], sentence: Chance | None
) -> tuple[list[Telling], list[Verdict]]:
    """Return the events of a sentence, and the triggers that fell short of one."""
    verdicts = [c.verdict for c in cued]
    encoded = sentence is not None and sentence.judgement is not None
    least = _BY_ENCODER if encoded else _BY_WORDS
    likely_so = [together(chance_of(c), sentence, c.verdict.sense.type) for c in cued]
    told = [
        v for v, chance in zip(verdicts, likely_so, strict=True)
        if _tells(v, chance, least) and not counted_from(scene, v.trigger.start)
    ]  # fmt: skip
    good = [v for v in told if _kind(scene, v, verdicts) is not None]
    if any(v.sense.kind != "ceremony" for v in good):
        good = [v for v in good if v.sense.kind != "ceremony"]
    good = [v for v in good if not names_nothing_new(scene, v, good)]
    stretches = items(scene, good)
    found = []
    for verdict, (item, shared) in zip(good, stretches, strict=True):
        whole = (scene.sentence.start, scene.sentence.end)
        days = _dates(scene, verdict, item)
        for date, part in days:
            evidence = part if len(days) > 1 else whole if len(good) == 1 else shared
            telling = _telling(scene, number, verdict, date, part)
            telling.evidence.append(evidence)
            telling.chance = likely_so[verdicts.index(verdict)]
            telling.type, telling.kind = _kind(scene, verdict, verdicts) or ("other", "other")
            telling.novel = 0.0 if sentence is None else answer_of(sentence, telling.type)
            _along_border(scene, telling, evidence)
            telling = _with_status(telling, scene.passage)
            found.append(telling)
    return found, [v for v in verdicts if v not in told]


def _tells(verdict: Verdict, chance: float, least: _Least) -> bool:
    """Say whether a word tells of an event: by its rules, if its cues are not against it."""
    known = verdict.score >= ENOUGH
    if verdict.sense.type == "same" or verdict.sense.kind == "ceremony":
        return known  # these are of something that is told elsewhere
    if verdict.settled:
        return known
    if not known:
        return chance >= (least.habits if verdict.general else least.fell_short)
    if verdict.score > PLENTY:
        return chance >= least.plenty
    return chance >= (least.proof if verdict.score > ENOUGH else least.enough)


def _telling(
    scene: Scene, number: int, verdict: Verdict, date: FoundDate | None, part: tuple[int, int]
) -> Telling:
    """Return what one trigger and one date tell."""
    clock = scene.passage.clock
    end = verdict.trigger.end
    start, _ = scene.clause(verdict.trigger.start)
    back = _refers_back(scene, verdict)
    places = places_of(scene, verdict, part)
    same = search_for("setting", "the same people")
    return Telling(
        "other",
        "other",
        verdict,
        verdict.status,
        number,
        date=date.span if date else None,
        places=[m for m in places if m.start > end] or scene_of(scene, verdict) if back else places,
        refers_back=back,
        loose_date=date is not None and not end <= date.start <= end + _NEAR,
        news=str(clock.year) if clock.year else None,
        anew=_opens(scene, "another story"),
        heading=scene.sentence.kind == "heading",
        goes_on=same.match(scene.text, scene.sentence.start) is not None,
        figures=frozenset(
            n.value for n in scene.passage.numbers_in(scene.sentence.start, scene.sentence.end)
        ),
        another=_opens(scene, "one more"),
        before=date is not None
        and _HAD.search(scene.text, start, verdict.trigger.start) is not None,
    )


def _along_border(scene: Scene, telling: Telling, evidence: tuple[int, int]) -> None:
    """Read "in the border area of the two countries" as a stretch of border, no two countries."""
    if not scene.has("border words", *evidence):
        return
    if len(telling.places) > 1 and all(m.type == "country" for m in telling.places):
        telling.places = []
    telling.at_border = telling.kind in listed("along the border")


def _kind(
    scene: Scene, verdict: Verdict, verdicts: Sequence[Verdict]
) -> tuple[EventType, str] | None:
    """Return type and kind; what repeats another event of the sentence has that one's."""
    sense = verdict.sense
    if sense.type == "opening" and starts_building(scene, verdict):
        return "groundbreaking", "groundbreaking"
    if sense.kind == "opening" and opens_marker(scene, verdict.trigger, sense):
        return "demarcation", "demarcation"
    if sense.type == "groundbreaking" and scene.has(
        "with set up", verdict.trigger.end, min(scene.sentence.end, verdict.trigger.end + _NEAR)
    ):
        return "demarcation", "demarcation"  # "the building of markers began"
    if sense.kind == "signing" and _ties(scene, verdict):
        return "twinning", "twinning"
    if sense.type != "same":
        return sense.type, "visit" if sense.kind == "motion" else sense.kind
    others = [v.sense for v in verdicts if v.sense.type != "same"]
    if verdict.ordinal is None or not others:
        return None
    starts = [v.trigger.start for v in verdicts if v.sense.type != "same"]
    nearest = min(zip(starts, others, strict=True), key=lambda r: abs(r[0] - verdict.trigger.start))
    return cast("EventType", nearest[1].type), nearest[1].kind


def _ties(scene: Scene, verdict: Verdict) -> bool:
    """Say whether what is signed ties two places: "A signed the rules of twinning with B"."""
    start, end = scene.clause(verdict.trigger.start)
    units = {m.country for m in scene.mentions if start <= m.start < end and m.type in _SMALL}
    return len(units) > 1 and scene.passage.around.has("tie", start, end, "twinnings")


def _opens(scene: Scene, section: str) -> bool:
    """Say whether a sentence opens with words of a section of setting.txt, marks before them."""
    return _opening(section).match(scene.text, scene.sentence.start) is not None


@cache
def _opening(section: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of('setting', section)}")


@cache
def _the_gate() -> re.Pattern[str]:
    """Return the pattern of a gate without its name that a clause opens with."""
    return re.compile(rf"\W*(?:the|this)\s+(?:[\w-]+\s+){{0,2}}?{any_of('setting', 'gates')}")


def _refers_back(scene: Scene, verdict: Verdict) -> bool:
    """Say whether a noun stands alone with "the": "attended the inauguration".

    So does a verb whose subject is a gate without its name: "The crossing was closed by …".
    """
    if verdict.sense.kind in OF_OBJECT and verdict.tense == "held":
        start, at = scene.sentence.start, verdict.trigger.start
        known = _the_gate().match(scene.text, start, at)
        named = any(m.type == "border_gate" and start <= m.start < at for m in scene.mentions)
        return known is not None and not named
    after = scene.text[verdict.trigger.end : verdict.trigger.end + 12].split()
    alone = not after or after[0] not in {"of", "between"}
    start, _ = scene.clause(verdict.trigger.start)
    before = words_before(scene, start, verdict.trigger.start)
    new = next((w in {"a", "an"} for w in reversed(before) if w in listed("determiners")), False)
    new = new or verdict.ordinal is not None  # "their third exchange"
    return verdict.definite and not verdict.plural and alone and not new


def _dates(
    scene: Scene, verdict: Verdict, item: tuple[int, int]
) -> list[tuple[FoundDate | None, tuple[int, int]]]:
    """Return the event's date; of several events in one plural noun, each date with its part."""
    date = date_of(scene, verdict, item)
    if verdict.plural:
        told = [
            d for d in scene.dates
            if item[0] <= d.start < item[1] and len(d.span.start) > 4 and not d.bracketed
        ]  # fmt: skip
        if len(told) > 1:
            starts = [item[0], *(d.end for d in told[:-1])]
            return [(d, (a, d.end)) for d, a in zip(told, starts, strict=True)]
    return [(date, item)]


def _with_status(draft: Telling, passage: Passage) -> Telling:
    """Make what is dated after the article planned, and what is dated before it held."""
    today = passage.clock.iso()
    if draft.date is None or today is None:
        return draft
    size = min(len(draft.date.start), len(today))
    if passage.clock.day is None and passage.article.published_text is None:
        return draft  # the clock is only guessed from the text
    if draft.date.start[:size] > today[:size]:
        draft.status = "planned"
    elif passage.clock.day is None:
        return draft
    elif draft.date.end[:size] < today[:size]:
        if draft.status == "planned" and len(draft.date.start) == 10:
            draft.date = None  # the day on which somebody spoke of it
        else:
            draft.status = "held"
    return draft


def _only_shown(event: Telling, passage: Passage) -> bool:
    """Say whether a gift is told under a photo only: courtesy, or told elsewhere.

    So is what a caption names and does not tell: "Delegates at the meeting".
    """
    if len(event.evidence) > 1:
        return False
    place = passage.sentences[event.sentence].kind
    noun = event.verdict.sense.form in {"singular", "plural"}
    shown = event.kind in {"handover", "greeting", "patrol"} and place in {"caption", "heading"}
    return shown or (noun and place == "caption")
