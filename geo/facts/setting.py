"""Where an event takes place, of all the names that its sentence holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.heads import RANK, heads, preposition_in
from geo.facts.timing import of_another, went_before
from geo.facts.venues import OF_OBJECT, is_of_agent, row_of, without_where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.heads import Head
    from geo.facts.scene import Scene
    from geo.facts.verdict import Verdict
    from geo.model import Mention

__all__ = ["OF_OBJECT", "items", "places_of"]

_FRONT = 40  # a place so near to the start of a clause stands before its subject: "In Tay Ninh, …"
_TOGETHER = 70  # names of one list of gates lie no farther apart
_PASSIVE = re.compile(r"\b(?:was|were|been)\s+(?:\w+ly\s+)?\Z")
_BREAK = re.compile(r"[,;]\s+|\s+(?:and|or)\s+")


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

    Gates and buildings that are its object; what "in" or "at" leads to; what a visit goes to.
    The nearest stretch that has any speaks: item, clause, sentence. Else its hosts, those whom
    it helps, or a country.
    """
    clause = scene.clause(verdict.trigger.start)
    named = [h for h in heads(scene, scene.mentions) if _can_be_place(scene, verdict, h)]
    wide: list[Mention] = []
    whole = scene.sentence.start, scene.sentence.end
    for start, end in (item, clause, whole):
        inside = [(m, w) for m, w in named if start <= m.start < end]
        if _in_list(scene, verdict) and (start, end) != item:
            inside = [(m, w) for m, w in inside if m.start < verdict.trigger.start]
        found = _chosen(scene, verdict, inside, start)
        own = (start, end) == item != whole  # the rest of the sentence tells of another event
        if any(m.type != "country" for m in found) or (found and own):
            return found
        wide = wide or found
    return without_where(scene, verdict, clause) or wide


def _can_be_place(scene: Scene, verdict: Verdict, head: Head) -> bool:
    """Say whether a name may be the place: none told beside it, and not the home of who did it."""
    mention, word = head
    at = verdict.trigger.start
    if _joins_countries(scene, mention):
        return False
    if word == "nowhere" or went_before(scene, at, mention.start):
        return False
    if verdict.status == "held" and mention.start > at and scene.has("plan", at, mention.start):
        return False
    if of_another(scene, verdict, mention.start):
        return False
    return not is_of_agent(scene, verdict, mention)


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


def _joins_countries(scene: Scene, mention: Mention) -> bool:
    """Say whether a country only tells of which border: "the Vietnam-Laos border marker"."""
    if mention.type != "country":
        return False
    text, start, end = scene.text, mention.start, mention.end
    joined = text[end : end + 1] == "-" or text[start - 1 : start] == "-"
    return joined and scene.has("border words", end, min(end + _FRONT, scene.sentence.end))


def _in_list(scene: Scene, verdict: Verdict) -> bool:
    """Say whether an event is an item of a list: "Activities included …"."""
    return scene.has("list opens", scene.sentence.start, verdict.trigger.start)


def _object(scene: Scene, verdict: Verdict, named: Sequence[Mention]) -> list[Mention]:
    """Return the place that a verb of visiting has for its object: "visited Kandal"."""
    end = verdict.trigger.end
    if _PASSIVE.search(scene.text, max(scene.sentence.start, end - _FRONT), verdict.trigger.start):
        return [m for m in named if m.end <= verdict.trigger.start][-1:]
    after = next((m for m in named if 0 < m.start - end < _FRONT), None)
    if after is None or preposition_in(scene.text, end, after.start):
        return []
    return row_of(scene, [m for m in named if m.start >= after.start])


def _chosen(scene: Scene, verdict: Verdict, inside: Sequence[Head], begin: int) -> list[Mention]:
    kind, at = verdict.sense.type, verdict.trigger
    if kind == "twinning":
        return [m for m, _ in inside if RANK[m.type] <= 3] or [m for m, _ in inside]
    where = [m for m, w in inside if w == "where"]
    built = _built(verdict, inside)
    if built:
        unknown = not any(m.listed for m in built)  # "the Tra My clinic in Kandol"
        return [*built, *(m for m in where if unknown and m not in built and m.type != "country")]
    verb = verdict.sense.form not in {"singular", "plural", "phrase"}
    if kind == "visit" and verb:
        where = _object(scene, verdict, [m for m, _ in inside]) + where
    if verb and verdict.tense == "held":
        later = [m for m in where if m.start > at.start]
        is_built = verdict.sense.kind in OF_OBJECT  # what was opened "in Kratie" stands before it
        is_built = is_built or scene.text.endswith(" to ", begin, at.start)  # "met there to sign"
        where = later or [m for m in where if is_built or m.start - begin < _FRONT]
    if kind == "visit" or (kind == "meeting" and not where):
        goal = [m for m, w in inside if w == "whereto" and m.start > at.start]
        where = goal + [m for m in where if not goal or m.start > at.start]
        where = where[:1] if kind == "visit" and where and where[0].type == "country" else where
    marks = [m for m, _ in inside if m.type in {"border_gate", "facility", "landmark"}]
    where = where or [m for m in marks if not verb or m.start > at.start]
    nearer = [m for m in where if m.type != "country"]
    return nearer or where


def _built(verdict: Verdict, inside: Sequence[Head]) -> list[Mention]:
    """Return the gate, building, road or marker that is opened, closed or begun."""
    if verdict.sense.kind not in OF_OBJECT:
        return []
    for type_ in ("border_gate", "facility", "road", "landmark"):
        if built := [m for m, _ in inside if m.type == type_]:
            return _nearest(verdict, built)
    return []
