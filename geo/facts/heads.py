"""Names in a sentence and what leads to them: "in", "to", another word, or nothing.

Of "Tra My village in Cambodia's Kandol province" only the village counts: it is the head, the
other names say where it lies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of
from geo.facts.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.facts.passage import Passage
    from geo.facts.scene import Scene
    from geo.model import Mention

__all__ = ["RANK", "Head", "heads", "leads_nowhere", "preposition_in"]

Head = tuple["Mention", str]
"""A name and its kind of preposition: "where", "whereto", "nowhere", "other" or ""."""

RANK = {
    "border_gate": 1, "facility": 1, "landmark": 1, "water": 1, "road": 1, "village": 1,
    "commune": 2, "district": 3, "city": 3, "province": 4, "region": 5, "country": 6,
}  # fmt: skip
"""How wide a place of each type is; what is wider can contain what is narrower."""

_OWNS = re.compile(r"[\w\s]{0,24}'s?\s+(?:[\w-]+\s+){0,4}")  # "Kandol province's Tra My village"
_SPELLS = re.compile(r"\s*(?::|,\s+namely:?|,\s+that\s+is,?)\s+")  # "two provinces of A: B and C"
_LINK = re.compile(r"[^.;]{0,40}?(?:\band|\bwith|,|-|–|/)\s*(?:[\w'-]+\s+){0,3}\Z")
_NEAR = 7  # words between a preposition and its name
_IN_DATE = 3  # "in May" is a date with its preposition
_UNIT = re.compile(
    r"(?:\s+(?!and\b|of\b)[\w-]+){0,2}?\s+(?:province|city|locality|district)\b(\s+of\b)?"
)
_IN_BRACKETS = re.compile(r"\(in\s+(?:the\s+)?\Z")  # "Dak Lak (in the Central Highlands)"
_UNITS = {"province", "city", "district"}


@cache
def _prepositions() -> re.Pattern[str]:
    where, whereto = any_of("event_context", "where"), any_of("event_context", "whereto")
    other = r"(?<!\w)(?:of|by|from|for|between|with|and|than|under)(?!\w)"
    return re.compile(
        rf"(?P<where>{where})|(?P<whereto>{whereto})|(?P<other>{other})|(?P<stop>[,;:]"
        rf"|{any_of('setting', 'relative')})"
    )


@cache
def _class_words() -> re.Pattern[str]:
    word = any_of("event_context", "class of place")
    return re.compile(rf"(?:[\s,('’s]|{word}|\b(?:an?|of|in|the|belonging|to|former|latter)\b)*\Z")


@cache
def _of_class() -> re.Pattern[str]:
    return re.compile(rf"{any_of('event_context', 'class of place')}\s+\Z")


def preposition_in(text: str, start: int, end: int) -> bool:
    """Say whether a preposition or a mark stands in a stretch."""
    return _prepositions().search(text, start, end) is not None


def heads(scene: Scene, mentions: Sequence[Mention]) -> list[Head]:
    """Return the names that no nearer name stands for, each with its preposition.

    "Loc Ninh district of Binh Phuoc province" has one head, Loc Ninh; the preposition is
    "where", "whereto", "nowhere" ("who died in …"), "other" or "". What is joined by "and" or a
    dash shares it. A region that only tells which province is meant ("the Delta province of …")
    is none.
    """
    found: list[Head] = []
    last: Mention | None = None
    for mention in _told(scene, mentions):
        if last is not None and _contains(scene, last, mention):
            last = mention
            continue
        word = _preposition(scene, mention)
        gap = scene.text[last.end : mention.start] if last is not None else ""
        if last is not None and found and (_OWNS.fullmatch(gap) or _SPELLS.fullmatch(gap)):
            head, known = found[-1]
            if head is not last and RANK[mention.type] > RANK[head.type]:
                last = mention  # "Tra My village in Cambodia's Kandol province"
                continue
            if head is last and RANK[last.type] > RANK[mention.type]:
                found[-1] = (mention, word if word in {"where", "whereto"} else known)
                last = mention
                continue
        if found and word in {"", "other"} and len(gap) <= 60 and _LINK.match(gap):
            word = found[-1][1]
        found.append((mention, word))
        last = mention
    return found


def _told(scene: Scene, mentions: Sequence[Mention]) -> Iterable[Mention]:
    """Yield the names, regions that stand for a province as that province."""
    for index, mention in enumerate(mentions):
        if mention.type == "country" and _joined(scene, mention):
            continue
        unit = _UNIT.match(scene.text, mention.end) if mention.type == "region" else None
        if unit is None:
            yield mention
            continue
        following = mentions[index + 1 : index + 2]
        near = bool(following) and following[0].start - unit.end() < 4
        if unit[1] is not None and near and following[0].type in _UNITS:
            continue
        known = [
            m for m in scene.passage.named(0, mention.start, embedded=True)
            if m.type in _UNITS and m.country == mention.country
        ]  # fmt: skip
        meant = known[-1] if known else mention
        yield replace(meant, start=mention.start, end=mention.end)


def _joined(scene: Scene, country: Mention) -> bool:
    """Say whether a country stands in a compound: "the Vietnam-Laos border marker"."""
    before, after = (
        scene.text[country.start - 1 : country.start],
        scene.text[country.end : country.end + 2],
    )
    return before == "-" or (after.startswith("-") and not after.endswith(" "))


def _contains(scene: Scene, inner: Mention, outer: Mention) -> bool:
    """Say whether a name follows another as its container: "…, Svay Rieng province".

    A border marker that nobody has a position of says less than the provinces where it stands.
    """
    if inner.type == "landmark" and inner.place_id is None:
        return False
    wider = RANK[outer.type] > RANK[inner.type] or outer.text == inner.text
    wider = wider or (inner.type, outer.type) == ("city", "district")
    if not wider or outer.start - inner.end > 48:
        return False
    gap = scene.text[inner.end : outer.start]
    return _class_words().match(gap) is not None


@remembered
def _leading(passage: Passage, start: int, end: int) -> list[re.Match[str]]:
    """Return the prepositions and marks of a stretch, the last one first."""
    return list(_prepositions().finditer(passage.plain, start, end))[::-1]


def _preposition(scene: Scene, mention: Mention) -> str:
    start = max(scene.sentence.start, mention.start - 60)
    word = ""
    for match in _leading(scene.passage, start, mention.start):
        kind = match.lastgroup or ""
        if kind == "stop":
            return word
        between = scene.text[match.end() : mention.start].count(" ")
        if between > _NEAR or _leads_to_date(scene, match.end(), mention.start):
            return word
        if match.group() == "of" and _of_class().search(scene.text, start, match.start()):
            continue  # "the province of Tay Ninh" is a name
        if match.group() == "of" or (match.group() == "and" and not word):
            word = "other"
            continue
        if leads_nowhere(scene, match.end()):
            return "nowhere"
        return kind
    return word


def leads_nowhere(scene: Scene, at: int) -> bool:
    """Say whether the words before an offset lead to no venue: "who died in", "away from"."""
    return scene.ends_with("no venue", max(scene.sentence.start, at - 50), at)


def _leads_to_date(scene: Scene, start: int, end: int) -> bool:
    """Say whether a preposition is that of a date: "in May officers of …"."""
    told = scene.passage.dates_in(scene.sentence.start, scene.sentence.end)
    return any(start - _IN_DATE <= d.start < end and d.end > start for d in told)
