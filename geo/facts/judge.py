"""Whether a word that may tell of an event does so in its sentence: held, planned, or neither.

Every reading is weighed. A finite past verb speaks for itself; a noun needs a date, an ordinal, a
verb that holds it, or a place; habits, wishes, denials and cooperation at large weigh against it.
The weights are small whole numbers, so that a reader of ``reasons`` can follow them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.background import is_background, only_intended
from geo.facts.context import listed
from geo.facts.lexicon import any_of
from geo.facts.objects import dated, figures, object_fits
from geo.facts.tense import MODALS, WORD, put_off, tense_of, words_before
from geo.facts.timing import STATES
from geo.facts.verdict import AGREED, LISTED, Verdict

if TYPE_CHECKING:
    from geo.facts.scene import Scene
    from geo.facts.triggers import Sense, Trigger

__all__ = ["judge"]

_ITEMS = 2  # types; one is no list
_NEARLY = -1  # "medical check-ups" alone
_ORDINAL_NUMBER = re.compile(r"\d+(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?\Z")


def judge(scene: Scene, trigger: Trigger, headline: set[tuple[str, str]]) -> Verdict | None:
    """Return the heavier of a trigger's readings, or None if it cannot tell of an event.

    ``headline`` holds the (type, kind) pairs of the article's title: what the title tells of
    needs less proof in the text.
    """
    found = []
    for sense in trigger.senses:
        if sense.form in {"singular", "plural"}:
            verdict = _noun(scene, trigger, sense)
        elif sense.form == "phrase":
            verdict = _phrase(scene, trigger, sense)
        else:
            verdict = _verb(scene, trigger, sense)
        if verdict is not None and object_fits(scene, verdict, headline):
            _weigh_setting(scene, verdict)
            if verdict.score >= _NEARLY and _is_item(scene, trigger):
                verdict.add(3, LISTED)
            if (sense.type, sense.kind) in headline and verdict.score >= 0 and not verdict.general:
                verdict.add(2 if scene.lead else 1, "in the headline")
            if is_background(scene, verdict):
                verdict.add(-5, "background")
                verdict.general = True
                verdict.intended = only_intended(scene, verdict)
            found.append(verdict)
    return max(found, key=lambda v: v.score) if found else None


# --- verbs --------------------------------------------------------------------------------


def _verb(scene: Scene, trigger: Trigger, sense: Sense) -> Verdict | None:
    start, end = scene.clause(trigger.start)
    words = words_before(scene, start, trigger.start)
    tense = tense_of(scene, trigger, sense, words, end)
    if tense == "none" or (tense == "reduced" and sense.kind == "handover"):
        return None
    if tense == "held" and (words[-1] if words else "") == "to" and put_off(scene, trigger, end):
        tense = "planned"
    score = {"held": 2, "present": 2, "going on": 1}.get(tense, 0)
    if score and sense.weak():
        score = 0
    if tense == "planned" and (set(words[-4:]) & MODALS or put_off(scene, trigger, end)):
        score = 1
    status: Literal["held", "planned"] = "planned" if tense == "planned" else "held"
    verdict = Verdict(trigger, sense, status, score, [f"verb, {tense}"], tense=tense)
    if set(words[-3:]) & listed("negated"):
        return None
    return verdict


def _phrase(scene: Scene, trigger: Trigger, sense: Sense) -> Verdict:
    """Weigh a Vietnamese phrase: its verbs carry no tense, so date and place must."""
    start, end = scene.clause(trigger.start)
    planned = scene.has("plan", start, trigger.start)
    verdict = Verdict(trigger, sense, "planned" if planned else "held", 0, ["phrase"])
    if scene.shown():
        verdict.score += 1
    if scene.negated(start, trigger.start) or scene.has("general", start, end):
        verdict.score -= 3
    return verdict


# --- nouns --------------------------------------------------------------------------------


def _noun(scene: Scene, trigger: Trigger, sense: Sense) -> Verdict | None:
    start, end = scene.clause(trigger.start)
    words = words_before(scene, start, trigger.start)
    if words and words[-1] in _BEFORE_VERB and any(s.form == "base" for s in trigger.senses):
        return None
    if sense.type == "demarcation" and _in_name(scene, trigger):
        return None
    weak = sense.lemma in listed("weak nouns")
    if (weak and not _celebrated(scene, start, trigger.start)) or _OF_TALK.match(
        scene.text, trigger.end
    ):
        return None
    near = words[-5:]
    if set(near[-4:]) & listed("negated") or _SUPPOSED.match(scene.text, trigger.end):
        return None
    verdict = Verdict(trigger, sense, "held", 0, ["noun"], plural=sense.form == "plural")
    verdict.definite = bool(set(near) & listed("definite"))
    verdict.ordinal = _ordinal(scene, near, trigger.end, end)
    if verdict.ordinal:
        verdict.add(1, "ordinal")
    _weigh_plan(scene, verdict, start, end)
    if _supported(scene, trigger, start, end):
        verdict.add(2, "held by a verb")
    elif verdict.plural and not _counted(near):
        verdict.add(-1, "many")
    if sense.type == "twinning" and _joins_places(scene, trigger, start, end):
        verdict.add(2, "ties two places")
    return verdict


def _in_name(scene: Scene, trigger: Trigger) -> bool:
    """Say whether a word has the capital of a name: "the Committee on Border Demarcation"."""
    written = scene.passage.article.text[trigger.start : trigger.end]
    body = scene.sentence.kind == "body" and trigger.start > scene.sentence.start
    return body and not scene.passage.article.text.isupper() and written[:1].isupper()


_SUPPOSED = re.compile(  # "talks should help", "the opening of new gates would help"
    r"(?:\s+of\s+(?:[\w-]+\s+){0,4}?[\w-]+)?\s+(?:should|could|may|might|can|would)\s+(?!be\b)"
)
_OF_TALK = re.compile(r"\s+(?:of\s+)?(?:information|views|goods|experience|delegations)\b")


def _ordinal(scene: Scene, near: list[str], at: int, end: int) -> str | None:
    """Return the ordinal of a noun: "the 21st …", "… for the second time"."""
    before = next((w for w in reversed(near) if _is_ordinal(w)), None)
    if before is not None:
        return before
    match = re.search(r"for the (\w+) time", scene.text[at:end])
    return match[1] if match and _is_ordinal(match[1]) else None


def _weigh_plan(scene: Scene, verdict: Verdict, start: int, end: int) -> None:
    """Say whether a noun names something still to come, and whether it is to be held."""
    at, after = verdict.trigger.start, verdict.trigger.end
    if _agreed_at(scene, start, at):
        return  # "agreed at a meeting to …": the meeting was held
    heading = scene.sentence.kind == "heading" and _TO_DO.search(scene.text, start, at)
    if heading or _planned_before(scene, start, at):
        verdict.status, stretch = "planned", (start, at)
    elif put_off(scene, verdict.trigger, end) and not scene.has("support past", start, at):
        verdict.status, stretch = "planned", (after, end)
    else:
        return
    if scene.has("support plan", *stretch):
        verdict.add(1, "planned to be held")


def _planned_before(scene: Scene, start: int, at: int) -> bool:
    """Say whether a word of plans governs what follows: not that of "the road, which will …, "."""
    return any(
        not (_ASIDE.search(scene.text, max(start, p - 40), p) and "," in scene.text[p:at])
        for p in scene.passage.around.starts("plan", start, at)
    )


_TO_DO = re.compile(r"\bto\s+\w+\s")  # "A, B to complete border marking"
_ASIDE = re.compile(r",\s(?:which|who|where|whose)\s[^,]*\Z")


def _agreed_at(scene: Scene, start: int, at: int) -> bool:
    if not scene.ends_with("agreed at", start, at):
        return False
    return not MODALS & set(WORD.findall(scene.text, start, at))


_BEFORE_VERB = frozenset(("to", "will", "would", "can", "could", "should", "may", "not"))


def _celebrated(scene: Scene, start: int, at: int) -> bool:
    """Say whether an anniversary is itself what was held, and not the occasion of it."""
    held = scene.last("support past", start, at)
    return held is not None and not scene.has("occasion", held, at)


def _is_ordinal(word: str) -> bool:
    return word in listed("ordinals") or bool(_ORDINAL_NUMBER.match(word))


def _counted(words: list[str]) -> bool:
    return any(w.isdigit() or w in {"two", "three", "four", "five", "six"} for w in words[-3:])


def _supported(scene: Scene, trigger: Trigger, start: int, end: int) -> bool:
    """Say whether a verb holds what a noun names: "hosted the …", "the … took place"."""
    held = scene.last("support past", max(start, trigger.start - 260), trigger.start)
    if held is not None and not scene.has("said", held, trigger.start):
        return True
    if scene.ends_with("support near", start, _noun_phrase(scene, start, trigger.start)):
        return True
    return scene.has("support after", trigger.end, min(end, trigger.end + 170))


def _joins_places(scene: Scene, trigger: Trigger, start: int, end: int) -> bool:
    """Say whether two places of different countries stand in the clause of a twinning.

    Those of "the twinning of hamlets in A and B" are not tied themselves.
    """
    if _of_small_ones().match(scene.text, trigger.end):
        return False
    units = [m for m in scene.mentions if start <= m.start < end and m.type != "country"]
    return len({m.country for m in units}) > 1


@cache
def _of_small_ones() -> re.Pattern[str]:
    small = any_of("twinnings", "small ones")
    return re.compile(rf"\s+(?:of|between|among)\s+(?:[\w-]+\s+){{0,3}}?{small}\s+(?:in|of|on)\b")


def _noun_phrase(scene: Scene, start: int, at: int) -> int:
    """Return where the noun phrase before an offset begins: its last determiner, or the offset."""
    determiners = listed("determiners")
    found = at
    for match in WORD.finditer(scene.text, max(start, at - 50), at):
        if match.group() in determiners:
            found = match.start()
    return found


def _weigh_setting(scene: Scene, verdict: Verdict) -> None:
    """Add what date, place and the words around say."""
    trigger = verdict.trigger
    start, end = scene.clause(trigger.start)
    date = dated(scene, verdict)
    if date is not None:
        near = start <= date.start < end
        verdict.add(2 if near and not date.bracketed else 1, "dated")
    if any(start <= m.start < end and _placed(scene, m.start) for m in scene.mentions):
        verdict.add(1, "placed")
    owned = scene.owned(trigger)
    exact = owned is not None and len(owned.span.start) > 4
    if not exact and scene.has("general", start, min(end, trigger.end + 40)):
        verdict.add(-3, "habit")
        verdict.general = True
    if (
        not exact
        and verdict.sense.kind not in STATES
        and any(start <= d.start < end and d.since for d in scene.dates)
    ):
        verdict.add(-2, "going on since")
    begin = _governed(scene, verdict, start)
    signed = verdict.tense == "held" and verdict.sense.kind == "signing"
    if not signed and scene.has("promote", max(begin, trigger.start - 45), trigger.start):
        verdict.add(-2, "cooperation at large")
        verdict.general = True
    ahead = exact and owned is not None and owned.span.start > (scene.passage.clock.iso() or "9")
    finite = verdict.tense == "held" and words_before(scene, start, trigger.start, 1) != ["to"]
    if not (ahead or finite) and scene.has(
        "talked of", max(begin, trigger.start - 60), trigger.start
    ):
        verdict.add(-4, "a subject of talk")
        verdict.general = True
    if not exact and scene.has("wish", max(begin, trigger.start - 70), trigger.start):
        verdict.add(-3, "wish")
    if verdict.status == "planned" and verdict.sense.type in {"patrol", "demarcation"}:
        verdict.add(1, AGREED)
    if verdict.tense == "reduced" and not exact:
        verdict.add(-1, "a paper of some year")
    if verdict.tense == "gerund" and (
        _supported(scene, trigger, start, end)
        or scene.has("list opens", scene.sentence.start, trigger.start)
    ):
        verdict.add(2, "held by a verb")
    if verdict.sense.type in {"medical", "training"} and figures(scene, trigger.start, end):
        verdict.add(1, "counted")


def _is_item(scene: Scene, trigger: Trigger) -> bool:
    """Say whether a word stands in a list of what a programme has, with others of other types."""
    opened = scene.last("list opens", scene.sentence.start, trigger.start)
    if opened is None:
        return False
    types = {t.senses[0].type for t in scene.triggers if t.start >= opened} - {"same"}
    return len(types) >= _ITEMS


def _governed(scene: Scene, verdict: Verdict, start: int) -> int:
    """Return from where words before a word can govern it.

    A past verb after "and" is governed by none: "they discussed and signed it". What governs the
    event named just before governs the next only with "and": "to tell about the talks a visit …".
    """
    at = verdict.trigger.start
    if verdict.tense == "held" and words_before(scene, start, at, 1) == ["and"]:
        return at
    before = [t.end for t in scene.triggers if start <= t.start and t.end <= at and t.noun()]
    if before and not _AND.search(scene.text, before[-1], at):
        return before[-1]
    return start


_AND = re.compile(r",|\b(?:and|or|as well as)\b")


_IN = re.compile(r"\b(?:in|at|to|near|along|across|inside)\s+(?:[\w'-]+\s+){0,6}\Z|[(–-]\s*\Z")


def _placed(scene: Scene, at: int) -> bool:
    return _IN.search(scene.text, max(scene.sentence.start, at - 60), at) is not None
