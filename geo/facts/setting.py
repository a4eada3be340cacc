"""Where an event takes place, of all the names that its sentence holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.heads import RANK, heads, preposition_in
from geo.facts.timing import of_another, went_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.scene import Scene
    from geo.facts.verdict import Verdict
    from geo.model import Mention

__all__ = ["OF_OBJECT", "items", "places_of"]

OF_OBJECT = frozenset(("opening", "upgrade", "closing", "groundbreaking"))
"""Kinds of events that happen to a gate, a road or a building; it is their place."""

_FRONT = 40  # a place so near to the start of a clause stands before its subject: "In Tay Ninh, …"
_TOGETHER = 70  # names of one list of gates lie no farther apart
_OF_THEM = 80  # the place of people stands so near: "500 poor people of three communes, A, B and C"
_BREAK = re.compile(r"[,;]\s+|\s+(?:and|or)\s+")
_HELD_BY_ONE = frozenset(("meeting", "exchange", "training", "cultural", "medical", "other"))
_SIDE = re.compile(
    r"\b(?:in|at)\s+the\s+(vietnamese|cambodian|lao|thai)\s+"
    r"(?:border\s+|southern\s+|southwestern\s+|neighbou?ring\s+)?"
    r"(?:locality|province|city|district)\b(?!\s+of\b)"
)
_COUNTRIES = {"vietnamese": "VN", "cambodian": "KH", "lao": "LA", "thai": "TH"}


def items(
    scene: Scene, verdicts: Sequence[Verdict]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return, for each event of a sentence, the stretch that is its own and its evidence.

    Events of one clause are parted at the last comma or "and" between their words. Where there
    is none ("sign the minutes of the talks") they share their evidence.
    """
    own: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    for index, verdict in enumerate(verdicts):
        start, end = scene.clause(verdict.trigger.start)
        evidence = (start, end)
        if index and scene.clause(verdicts[index - 1].trigger.start) == (start, end):
            cut = _boundary(scene, verdicts[index - 1].trigger.end, verdict.trigger.start)
            if cut is None:
                start, evidence = verdict.trigger.start, (told[-1][0], end)
            else:
                start, evidence = cut, (cut, end)
                told = [(a, cut if a < cut < b else b) for a, b in told]
            own[-1] = (own[-1][0], min(own[-1][1], start))
        own.append((start, end))
        told.append(evidence)
    return [
        (_trimmed(scene.text, *a), _trimmed(scene.text, *b)) for a, b in zip(own, told, strict=True)
    ]


def _boundary(scene: Scene, start: int, end: int) -> int | None:
    last = None
    for match in _BREAK.finditer(scene.text, start, end):
        last = match.end() if match.group().strip() in {",", ";"} else match.start() + 1
    return last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not (text[start].isalnum() or text[start] in "\"'(“‘"):
        start += 1
    while end > start and text[end - 1] in " ,;:-–\n\t":
        end -= 1
    return start, end


# --- places -------------------------------------------------------------------------------


def places_of(scene: Scene, verdict: Verdict, item: tuple[int, int]) -> list[Mention]:
    """Return the places where an event happens, as its sentence says it.

    Gates and buildings that are its object; what "in" or "at" leads to; what a visit goes to; the
    host. The nearest stretch that has any speaks: item, clause, sentence.
    """
    clause = scene.clause(verdict.trigger.start)
    whole = (scene.sentence.start, scene.sentence.end)
    at = verdict.trigger.start
    all_heads = [
        (m, w) for m, w in heads(scene, scene.mentions)
        if w != "nowhere"
        and not went_before(scene, at, m.start)
        and not of_another(scene, verdict.trigger, m.start)
    ]  # fmt: skip
    if verdict.status == "held":
        all_heads = [
            (m, w) for m, w in all_heads if m.start < at or not scene.has("plan", at, m.start)
        ]
    for start, end in (item, clause, whole):
        inside = [(m, w) for m, w in all_heads if start <= m.start < end]
        if _in_list(scene, verdict) and (start, end) != item:
            inside = [(m, w) for m, w in inside if m.start < at]  # of another item of the list
        found = _chosen(scene, verdict, inside, start)
        if found:
            return found
    return (
        _on_side(scene)
        or _hosts(scene, verdict, clause)
        or _told_of(scene, verdict, clause)
        or _holder(scene, verdict, clause)
    )


def _nearest(verdict: Verdict, built: Sequence[Mention]) -> list[Mention]:
    """Return the gates that stand together beside the event's word; a pair is not torn apart."""
    at = verdict.trigger
    after = [m for m in built if m.start >= at.end]
    before = [m for m in built if m.start < at.start]
    if after and (not before or after[0].start - at.end <= at.start - before[-1].end):
        chosen, rest = after[:1], after[1:]
    else:
        chosen, rest = before[-1:], list(reversed(before[:-1]))
    for mention in rest:
        near = min(abs(mention.start - c.end) for c in chosen)
        near = min(near, *(abs(c.start - mention.end) for c in chosen))
        if near > _TOGETHER:
            break
        chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _hosts(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the provinces and towns that host an event: "Tay Ninh will host …", "hosted by …"."""
    after = scene.last("hosted by", verdict.trigger.end, clause[1])
    if after is not None:
        return [m for m, _ in _units(scene, after, clause[1])]
    host = scene.last("hosts", clause[0], clause[1])
    if host is None:
        return []
    return [m for m, _ in _units(scene, clause[0], host)]


def _holder(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the one unit whose people hold an event or catch somebody, at home.

    "The Border Guard of Tay Ninh held a conference"; where two sides hold it, neither is taken.
    """
    at = verdict.trigger.start
    noun = verdict.sense.form in {"singular", "plural", "phrase"}
    if verdict.sense.kind in {"handover", "visit", "motion", "greeting"}:
        return []
    if verdict.sense.type not in _HELD_BY_ONE and verdict.sense.type != "crime":
        return []
    end = scene.last("holds", clause[0], at) if noun else at
    found = _units(scene, clause[0], end) if end is not None else []
    if not found and verdict.sense.type == "crime":
        by = scene.last("by whom", at, clause[1])
        found = _units(scene, by, clause[1]) if by is not None else []
    sides = {m.country for m, _ in found}
    return [m for m, _ in found] if len(sides) == 1 else []


def _units(scene: Scene, start: int, end: int) -> list[tuple[Mention, str]]:
    """Return the communes to provinces of a stretch, those in names of units and offices too."""
    named = scene.passage.named(start, end, embedded=True)
    named = [m for m in named if scene.text[m.end : m.end + 1] != ":"]  # "HANOI: Officials …"
    return [(m, w) for m, w in heads(scene, named) if 2 <= RANK[m.type] <= 4]


def _told_of(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return what a road or bridge joins ("linking A with B"), or whose people are helped."""
    kind, type_ = verdict.sense.kind, verdict.sense.type
    if _in_list(scene, verdict):
        return []
    if kind in OF_OBJECT:
        begin = scene.last("links", *clause)
        return (
            _subject(scene, verdict, clause) if begin is None else _named(scene, begin, clause[1])
        )
    if type_ in {"medical", "training"} or kind == "handover":
        begin = scene.last("people of", *clause)
        if begin is not None:
            return _named(scene, begin, min(clause[1], begin + _OF_THEM))
    if kind == "handover":
        begin = scene.last("recipients", verdict.trigger.end, clause[1])
        found = [] if begin is None else _named(scene, begin, clause[1])
        return [
            m for m in found
            if RANK[m.type] <= RANK["province"]
            and not went_before(scene, verdict.trigger.end, m.start)
        ]  # fmt: skip
    if type_ in {"crime", "patrol", "demarcation", "medical", "training"}:
        before = heads(scene, [m for m in scene.mentions if m.start < verdict.trigger.start])
        return [m for m, word in before if word == "where" and m.type != "country"]
    return []


def _named(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return the heads of a stretch that are no countries."""
    inside = [m for m in scene.mentions if start <= m.start < end]
    return [m for m, _ in heads(scene, inside) if m.type != "country"]


def _in_list(scene: Scene, verdict: Verdict) -> bool:
    """Say whether an event is an item of a list: "Activities included …"."""
    return scene.has("list opens", scene.sentence.start, verdict.trigger.start)


def _on_side(scene: Scene) -> list[Mention]:
    """Return the unit that "in the Vietnamese locality" means: the one named on that side."""
    match = _SIDE.search(scene.text, scene.sentence.start, scene.sentence.end)
    if match is None:
        return []
    country = _COUNTRIES[match[1]]
    named = scene.passage.named(0, scene.sentence.end, embedded=True)
    units = [m for m in named if m.country == country and 2 <= RANK[m.type] <= 4]
    near = [m for m in units if m.start >= scene.sentence.start]
    return near[:1] or units[-1:]


def _subject(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the unit whose deed an opening is: "Kandal province will open a crossing"."""
    at = verdict.trigger.start
    named = [m for m in scene.mentions if clause[0] <= m.start < at]
    if not named or verdict.sense.form in {"singular", "plural", "phrase"}:
        return []
    last, kinds = named[-1], {"commune", "district", "city", "province"}
    gap = scene.text[last.end : at].removesuffix(" to ")  # "plans to open"
    apart = len(gap) > _FRONT or preposition_in(gap, 0, len(gap))
    return [last] if last.type in kinds and not apart else []


def _object(scene: Scene, verdict: Verdict, named: Sequence[Mention]) -> list[Mention]:
    """Return the place that a verb of visiting has for its object: "visited Kandal"."""
    end = verdict.trigger.end
    after = next((m for m in named if 0 < m.start - end < _FRONT), None)
    if after is None or preposition_in(scene.text, end, after.start):
        return []
    return [after]


def _chosen(
    scene: Scene, verdict: Verdict, inside: Sequence[tuple[Mention, str]], begin: int
) -> list[Mention]:
    kind = verdict.sense.type
    if kind == "twinning":
        return [m for m, _ in inside if RANK[m.type] <= 3] or [m for m, _ in inside]
    if verdict.sense.kind in OF_OBJECT:
        for type_ in ("border_gate", "facility", "road", "landmark"):
            if built := [m for m, _ in inside if m.type == type_]:
                return _nearest(verdict, built)
    where = [m for m, w in inside if w == "where"]
    verb = verdict.sense.form not in {"singular", "plural", "phrase"}
    at = verdict.trigger
    if kind == "visit" and verb:
        where = _object(scene, verdict, [m for m, _ in inside]) + where
    if verb and verdict.tense == "held":
        later = [m for m in where if m.start > at.start]
        is_built = verdict.sense.kind in OF_OBJECT  # what was opened "in Kratie" stands before it
        where = later or [m for m in where if is_built or m.start - begin < _FRONT]
    if kind == "visit" or (kind == "meeting" and not where):
        where = [m for m, w in inside if w == "whereto" and m.start > verdict.trigger.start] + where
        where = where[:1] if kind == "visit" and where and where[0].type == "country" else where
    marks = [m for m, _ in inside if m.type in {"border_gate", "facility", "landmark"}]
    where = where or [m for m in marks if not verb or m.start > at.start]
    nearer = [m for m in where if m.type != "country"]
    return nearer or where
