"""When and where an event takes place, of all the dates and names that its sentence holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.lexicon import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.dates import FoundDate
    from geo.facts.scene import Scene
    from geo.facts.verdict import Verdict
    from geo.model import Mention

__all__ = ["OF_OBJECT", "date_of", "heads", "items", "places_of"]

OF_OBJECT = frozenset(("opening", "upgrade", "closing", "groundbreaking"))
"""Kinds of events that happen to a gate, a road or a building; it is their place."""

_RANK = {
    "border_gate": 1, "facility": 1, "landmark": 1, "water": 1, "road": 1, "village": 1,
    "commune": 2, "district": 3, "city": 3, "province": 4, "region": 5, "country": 6,
}  # fmt: skip
_FRONT = 40  # a place so near to the start of a clause stands before its subject: "In Tay Ninh, …"
_TOGETHER = 70  # names of one list of gates lie no farther apart
_BREAK = re.compile(r"[,;]\s+|\s+(?:and|or)\s+")
_OWNS = re.compile(r"[\w\s]{0,24}'s\s+(?:[\w-]+\s+){0,4}")  # "Kandol province's Tra My village"
_AWAY = re.compile(r"\b(?:k?m|(?:kilo)?met(?:re|er)s?|miles?|away)\s+from\s+(?:the\s+)?\Z")
_WENT_BEFORE = re.compile(r"\s(?:after|following|because\s+of|hit\s+by)\s")
_LINK = re.compile(r"[^.;]{0,40}?(?:\band|\bwith|,|-|–|/)\s*(?:[\w'-]+\s+){0,3}\Z")

_SIDE = re.compile(
    r"\b(?:in|at)\s+the\s+(vietnamese|cambodian|lao|thai)\s+"
    r"(?:border\s+)?(?:locality|province|city|district)\b"
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


# --- dates --------------------------------------------------------------------------------


def date_of(scene: Scene, verdict: Verdict, item: tuple[int, int]) -> FoundDate | None:
    """Return the date that the sentence gives an event: in its own item, clause, sentence.

    A date in brackets dates only the item that it stands in; what an opening "After …," dates
    lies before the event.
    """
    at = verdict.trigger.start
    start, end = scene.clause(at)
    fronted = scene.fronted()
    papers = [t.start for t in scene.triggers if scene.ends_with("signed things", start, t.start)]
    best: tuple[tuple[int, ...], FoundDate] | None = None
    for date in scene.dates:
        inside = item[0] <= date.start < item[1]
        if date.since or (date.start < fronted <= at) or (date.bracketed and not inside):
            continue
        if verdict.status == "held" and date.start > at and scene.has("plan", at, date.start):
            continue
        if any(at < p < date.start for p in papers) or _later_clause(scene, at, date.start):
            continue
        zone = 0 if inside else 1 if start <= date.start < end else 2
        reported = scene.ends_with("said", start, date.start) or scene.ends_with(
            "said", start, date.start - 3
        )
        rank = (zone, date.bracketed, reported, len(date.span.start) == 4, abs(date.start - at))
        if best is None or rank < best[0]:
            best = (rank, date)
    return best[1] if best else None


def _later_clause(scene: Scene, at: int, end: int) -> bool:
    """Say whether something that went before stands between: "donated … after the flood of …"."""
    return at < end and _WENT_BEFORE.search(scene.text, at, end) is not None


# --- places -------------------------------------------------------------------------------


@cache
def _prepositions() -> re.Pattern[str]:
    where, whereto = any_of("event_context", "where"), any_of("event_context", "whereto")
    other = r"(?<!\w)(?:of|by|from|for|between|with|and|than|under)(?!\w)"
    return re.compile(
        rf"(?P<where>{where})|(?P<whereto>{whereto})|(?P<other>{other})|(?P<stop>[,;:])"
    )


@cache
def _class_words() -> re.Pattern[str]:
    word = any_of("event_context", "class of place")
    return re.compile(rf"(?:[\s,('’s]|{word}|\b(?:of|in|the|belonging|to|former|latter)\b)*\Z")


def heads(scene: Scene, mentions: Sequence[Mention]) -> list[tuple[Mention, str]]:
    """Return the names that no nearer name stands for, each with its preposition.

    "Loc Ninh district of Binh Phuoc province" has one head, Loc Ninh; the preposition is
    "where", "whereto", "other" or "". What is joined by "and" or a dash shares it.
    """
    found: list[tuple[Mention, str]] = []
    last: Mention | None = None
    for mention in mentions:
        if last is not None and _contains(scene, last, mention):
            last = mention
            continue
        word = _preposition(scene, mention)
        gap = scene.text[last.end : mention.start] if last is not None else ""
        if (
            last is not None
            and found
            and _OWNS.fullmatch(gap)
            and _RANK[last.type] > _RANK[mention.type]
        ):
            if found[-1][0] is last:  # else "Phum Chas in Cambodia's Kandal": both hold the head
                found[-1] = (mention, word if word in {"where", "whereto"} else found[-1][1])
            last = mention
            continue
        if found and word in {"", "other"} and len(gap) <= 60 and _LINK.match(gap):
            word = found[-1][1]
        found.append((mention, word))
        last = mention
    return found


def _contains(scene: Scene, inner: Mention, outer: Mention) -> bool:
    """Say whether a name follows another as its container: "…, Svay Rieng province"."""
    wider = _RANK[outer.type] > _RANK[inner.type] or outer.text == inner.text
    if not wider or outer.start - inner.end > 48:
        return False
    gap = scene.text[inner.end : outer.start]
    return _class_words().match(gap) is not None


def _preposition(scene: Scene, mention: Mention) -> str:
    start = max(scene.sentence.start, mention.start - 60)
    word = ""
    for match in reversed(list(_prepositions().finditer(scene.text, start, mention.start))):
        kind = match.lastgroup or ""
        if kind == "stop":
            return word
        between = scene.text[match.end() : mention.start].count(" ")
        if between > 7:
            return word
        if match.group() == "of" or (match.group() == "and" and not word):
            word = "other"
            continue
        return kind
    return word


def places_of(scene: Scene, verdict: Verdict, item: tuple[int, int]) -> list[Mention]:
    """Return the places where an event happens, as its sentence says it.

    Gates and buildings that are its object; what "in" or "at" leads to; what a visit goes to.
    The nearest stretch that has any speaks: item, clause, sentence.
    """
    clause = scene.clause(verdict.trigger.start)
    whole = (scene.sentence.start, scene.sentence.end)
    at = verdict.trigger.start
    all_heads = [h for h in heads(scene, scene.mentions) if not _is_far(scene, h[0])]
    all_heads = [h for h in all_heads if not _later_clause(scene, at, h[0].start)]
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
        _on_side(scene, verdict)
        or _hosts(scene, clause, all_heads)
        or _told_of(scene, verdict, clause)
    )


def _is_far(scene: Scene, mention: Mention) -> bool:
    """Say whether a place only tells how far off another lies: "500 metres from the gate"."""
    begin = max(scene.sentence.start, mention.start - 40)
    return _AWAY.search(scene.text, begin, mention.start) is not None


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


def _hosts(
    scene: Scene, clause: tuple[int, int], all_heads: Sequence[tuple[Mention, str]]
) -> list[Mention]:
    """Return the provinces and towns that host an event: "Tay Ninh and Svay Rieng will host …"."""
    if not scene.has("hosts", *clause):
        return []
    return [
        m for m, _ in all_heads
        if clause[0] <= m.start < clause[1] and 2 <= _RANK[m.type] <= 4
    ]  # fmt: skip


def _told_of(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return what a road or bridge joins ("linking A with B"), or where a gift went to."""
    kind, begin = verdict.sense.kind, None
    if _in_list(scene, verdict):
        return []
    if kind in OF_OBJECT:
        begin = scene.last("links", *clause)
        if begin is None:
            return _subject(scene, verdict, clause)
    elif kind == "handover":
        begin = scene.last("recipients", verdict.trigger.end, clause[1])
    elif verdict.sense.type in {"crime", "patrol", "demarcation", "medical", "training"}:
        before = heads(scene, [m for m in scene.mentions if m.start < verdict.trigger.start])
        return [m for m, word in before if word == "where" and m.type != "country"]
    if begin is None:
        return []
    named = heads(scene, [
        m for m in scene.mentions
        if begin <= m.start < clause[1] and not _later_clause(scene, verdict.trigger.end, m.start)
    ])  # fmt: skip
    widest = _RANK["province"] if kind == "handover" else _RANK["region"]
    return [m for m, _ in named if _RANK[m.type] <= widest]


def _in_list(scene: Scene, verdict: Verdict) -> bool:
    """Say whether an event is an item of a list: "Activities included …"."""
    return scene.has("list opens", scene.sentence.start, verdict.trigger.start)


def _on_side(scene: Scene, verdict: Verdict) -> list[Mention]:
    """Return the unit that "in the Vietnamese locality" means: the one named on that side."""
    if verdict.sense.type not in {"meeting", "exchange", "training"}:
        return []
    match = _SIDE.search(scene.text, scene.sentence.start, scene.sentence.end)
    if match is None:
        return []
    country = _COUNTRIES[match[1]]
    units = [m for m in scene.mentions if m.country == country and 2 <= _RANK[m.type] <= 4]
    return units[:1]


def _subject(scene: Scene, verdict: Verdict, clause: tuple[int, int]) -> list[Mention]:
    """Return the unit whose deed an opening is: "Kandal province will open a crossing"."""
    at = verdict.trigger.start
    named = [m for m in scene.mentions if clause[0] <= m.start < at]
    if not named or verdict.sense.form in {"singular", "plural", "phrase"}:
        return []
    last, kinds = named[-1], {"commune", "district", "city", "province"}
    gap = scene.text[last.end : at].removesuffix(" to ")  # "plans to open"
    apart = len(gap) > _FRONT or _prepositions().search(gap) is not None
    return [last] if last.type in kinds and not apart else []


def _object(scene: Scene, verdict: Verdict, named: Sequence[Mention]) -> list[Mention]:
    """Return the place that a verb of visiting has for its object: "visited Kandal"."""
    end = verdict.trigger.end
    after = next((m for m in named if 0 < m.start - end < _FRONT), None)
    if after is None or _prepositions().search(scene.text, end, after.start) is not None:
        return []
    return [after]


def _chosen(
    scene: Scene, verdict: Verdict, inside: Sequence[tuple[Mention, str]], begin: int
) -> list[Mention]:
    kind = verdict.sense.type
    if kind == "twinning":
        return [m for m, _ in inside if _RANK[m.type] <= 3] or [m for m, _ in inside]
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
