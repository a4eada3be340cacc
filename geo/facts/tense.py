"""The tense of a verb that may tell of an event: held, planned, or only spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from geo.facts.context import listed

if TYPE_CHECKING:
    from geo.facts.scene import Scene
    from geo.facts.triggers import Sense, Trigger

__all__ = ["MODALS", "WORD", "Tense", "is_numero", "put_off", "tense_of", "words_before"]

Tense = Literal["held", "planned", "present", "going on", "reduced", "gerund", "none"]
"""What the words around a verb make of it.

``going on``: "is visiting"; ``reduced``: a participle beside a noun, "the plan signed in 2019";
``none``: no event.
"""

WORD = re.compile(r"[\w'<>/-]+")
_NUMERO = re.compile(r"nos?\.?\s*\d")
MODALS = frozenset(("will", "would", "shall"))
_EXPECTED = MODALS | {"should"}
_TO_BE = frozenset(("was", "were", "been", "being", "is", "are", "be", "got", "gets"))
_GOING_ON = frozenset(("is", "are", "was", "were", "been"))
_HAVE = frozenset(("has", "have", "had", "having"))
_LINKS = frozenset(("by", "in", "on", "at", "from", "for", "between", "with", "to", "under", "and"))
_BEFORE_GERUND = frozenset(("", "after", "before", "upon", "by", "and", "of", "for"))


def words_before(scene: Scene, start: int, at: int, count: int = 6) -> list[str]:
    """Return the last words before an offset, adverbs left out, the nearest last."""
    found = WORD.finditer(scene.text, max(start, at - 70), at)
    words = [m[0] for m in found if not is_numero(scene.text, m.start())]
    skipped = listed("skip")
    return [w for w in words if w not in skipped and not w.endswith("ly")][-count:]


def is_numero(text: str, at: int) -> bool:
    """Say whether "no" at an offset stands for a number: "marker No 81"."""
    return _NUMERO.match(text, at) is not None


def put_off(scene: Scene, trigger: Trigger, end: int) -> bool:
    """Say whether what follows puts the event off: "… will take place in May".

    Not what a relative clause says of something else: "work on the road, which will lead to …";
    nor how what was begun goes on: "work began in March and will be finished in May".
    """
    until = min(end, trigger.end + 120)
    aside = _ASIDE.search(scene.text, trigger.end, until)
    until = aside.start() if aside else until
    ahead = scene.passage.around.starts("future after", trigger.end, until)
    return bool(ahead) and not scene.has("support after", trigger.end, ahead[0])


_ASIDE = re.compile(r"\b(?:which|who|whom|whose|that|where)\b")


def _ends_a_name(scene: Scene, at: int) -> bool:
    """Say whether the word before an offset is part of a name: "Long An visited Kandol"."""
    named = scene.passage.named(scene.sentence.start, at, embedded=True)
    return bool(named) and not scene.text[named[-1].end : at].strip()


def tense_of(scene: Scene, trigger: Trigger, sense: Sense, words: list[str], end: int) -> Tense:
    """Return what the words before and after a verb make of it."""
    forms: set[str] = {sense.form, *sense.also}
    last = words[-1] if words else ""
    relative = last == "that" and forms & {"past", "third"}  # "the ceremony that opened the road"
    finite = "past" in forms and "participle" not in forms
    closes = last in listed("determiners") and not _ends_a_name(scene, trigger.start)
    if closes and not (relative or finite):
        return "none"
    if last in _TO_BE and sense.kind == "handover" and sense.lemma in listed("taken in"):
        return "none"  # "lorries were received by the gate"
    if last in _TO_BE and sense.lemma.endswith(" by"):
        return "none"  # "were stopped by guards" is no call on anybody
    if last in _TO_BE and "participle" in forms:
        return _passive(scene, words, sense)
    if last in _HAVE and "participle" in forms:
        return "planned" if MODALS & set(words[-3:]) else "held"
    if forms & {"past", "participle"}:
        return _past(scene, trigger, sense, words, end)
    if "gerund" in forms:
        if last in listed("acts"):
            return "gerund"
        comma = "," in scene.text[max(0, trigger.start - 2) : trigger.start]
        if last in _GOING_ON and sense.type in listed("in progress"):
            return "going on"
        if scene.shown() and not comma and last not in _BEFORE_GERUND:
            return "present"
        return "gerund" if comma or last in _BEFORE_GERUND else "none"
    return _present(scene, trigger, sense, words)


def _passive(scene: Scene, words: list[str], sense: Sense) -> Tense:
    last, ahead = words[-1], set(words[-4:-1])
    if last == "be":
        return "planned" if ahead & _EXPECTED or _to_come(words[:-1]) else "none"
    if last in {"is", "are", "being"}:
        return "present" if scene.shown(sense.type) else "none"
    if len(words) > 1 and words[-2] in {"which", "that"}:
        return "reduced"
    return "held"


def _to_come(words: list[str]) -> bool:
    """Say whether "to" before "be" is that of a plan: "is to be", "scheduled to be"."""
    return words[-1] == "to" and bool(set(words[-3:-1]) & listed("before to be"))


def _past(scene: Scene, trigger: Trigger, sense: Sense, words: list[str], end: int) -> Tense:
    """Tell an active past ("visited the site") from a participle ("the plan signed in 2019")."""
    forms = {sense.form, *sense.also}
    last = words[-1] if words else ""
    if "participle" not in forms:
        return "held"
    if "base" in forms and last in {*MODALS, "to"}:
        return "planned"
    if last == "and" and "be" in words:  # "will be built and handed over", "lets them be seen"
        return "planned" if MODALS & set(words) else "none"
    if "base" in forms and scene.shown(sense.type):
        return "present"
    if "past" not in forms or last in listed("signed things"):
        return "reduced"
    following = WORD.match(scene.text, trigger.end + 1)
    word = following.group() if following and following.end() <= end else ""
    at = scene.text[max(0, trigger.start - 2) : trigger.start]
    if word == "by" and "," in at:
        return "reduced"  # "the school, funded by Gia Lai, …"
    if not last or (word and word not in _LINKS) or "," in at or last == "and":
        return "held"
    if " " in sense.lemma and sense.kind != "motion":
        return "held"  # a phrase that holds its object cannot be a participle of it
    return "reduced" if _FINITE.search(scene.text, *scene.clause(trigger.start)) else "held"


_FINITE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|said|says|added|told|include|includes)\b"
)


def _present(scene: Scene, trigger: Trigger, sense: Sense, words: list[str]) -> Tense:
    last = words[-1] if words else ""
    if last in MODALS:
        return "planned"
    if last in _TO_BE:
        opens = last == "be" and sense.lemma in listed("open states")
        return _passive(scene, words, sense) if opens else "none"
    start, _ = scene.clause(trigger.start)
    if _listed_plan(scene, start, trigger.start):
        return "planned"  # "will send a patrol, open a house and …"
    if last == "and" and (
        MODALS & set(words) or ("to" in words and _planned(scene, start, trigger))
    ):
        return "planned"  # "will hold talks and sign a plan"
    if last == "to":
        if sense.lemma in listed("purpose verbs"):
            return "none"
        if scene.has("plan", start, trigger.start):
            return "planned"
        if scene.shown(sense.type) or _done(scene, start, trigger.start, words):
            return "held"
        return "none"
    return "present" if scene.shown(sense.type) and sense.form != "gerund" else "none"


def _listed_plan(scene: Scene, start: int, at: int) -> bool:
    """Say whether a verb stands in a list that "will" opens: "will send …, open …, and visit"."""
    if not _ITEM.search(scene.text, max(start, at - 6), at):
        return False
    return _WILL.search(scene.text, start, at) is not None


_ITEM = re.compile(r"(?:,\s(?:and\s)?|\sand\s)\Z")
_WILL = re.compile(r"\b(?:will|shall|is to|are to)\s+(?:also\s+)?[a-z]+\b")


def _planned(scene: Scene, start: int, trigger: Trigger) -> bool:
    return scene.has("plan", start, trigger.start)


def _done(scene: Scene, start: int, at: int, words: list[str]) -> bool:
    """Say whether "to" follows what was done: "met to sign", "held a ceremony to open"."""
    head = words[-2] if len(words) > 1 else ""
    if head.endswith("ed") and head not in listed("no deed"):
        return True
    return _OCCASION.search(scene.text, start, at) is not None


_OCCASION = re.compile(
    r"\b(?:came|went|travel+ed|visited|crossed)\b[^;]{0,80}\bto\s+(?:\w+ly\s+)?\Z|"
    r"\b(?:ceremony|ribbon|event|session|held|met|gathered|came|comes|arrived|occasion|opportunity"
    r"|chance|led|joined|accompanied|decisions?|orders?)\b[^;]{0,70}\bto\s+(?:\w+ly\s+)?\Z"
)
