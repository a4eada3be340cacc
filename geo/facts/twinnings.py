"""Twinnings: two places of the same level that a text ties to each other."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.heads import heads
from geo.facts.lexicon import any_of
from geo.facts.passage import Passage
from geo.facts.scene import Scene
from geo.model import DateSpan, Evidence, Twinning
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.sentences import Sentence
    from geo.gazetteer import Gazetteer
    from geo.model import Article, Mention

__all__ = ["read_twinnings"]

Level = Literal["village", "commune", "district", "province", "station", "other"]
_LEVELS: tuple[Level, ...] = ("village", "commune", "district", "province", "station")
_OF_TYPE: dict[str, Level] = {
    "village": "village",
    "commune": "commune",
    "district": "district",
    "city": "district",
    "province": "province",
    "facility": "station",
    "border_gate": "station",
}
_STRICT = frozenset({"village", "commune"})
_FAR = 3  # how many sentences back "the two villages" may point
_LONGEST = 220  # characters between the names of a pair
_SMALL = {"village": 0, "commune": 1, "district": 2, "province": 3, "station": 0, "other": 4}


def read_twinnings(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
    gazetteer: Gazetteer | None = None,  # noqa: ARG001 - all readers of facts are called alike
    passage: Passage | None = None,
) -> list[Twinning]:
    """Return the pairs of places that an article says are twinned, each pair once.

    "Twinning between A and B", "A of B was twinned with C of D", "a second pair is A and B".
    The level is the one that both places share, else that of the first; a pair on one side of
    the border is a pair too.
    """
    passage = passage or Passage.of(article, mentions, sentences)
    found: dict[frozenset[str], Twinning] = {}
    told = False
    before: list[Sentence] = []
    for sentence in passage.sentences:
        if sentence.kind in {"credit", "stamp", "dateline"}:
            continue
        tied = _says(passage, sentence, "tie")
        loose = not tied and _says(passage, sentence, "loose")
        if tied or loose or (told and _says(passage, sentence, "pair")):
            pairs = _pairs(article, passage, sentence, embedded=tied, strict=loose)
            if not pairs and tied and _says(passage, sentence, "both"):
                pairs = _pair_before(article, passage, sentence, before)
            if not pairs and tied and _says(passage, sentence, "its"):
                pairs = _pair_across(article, passage, sentence, before)
            for twinning in pairs:
                names = frozenset((twinning.a or twinning.a_name, twinning.b or twinning.b_name))
                found[names] = _joined(found[names], twinning) if names in found else twinning
        told = told or tied
        before.append(sentence)
    return list(found.values())


def _says(passage: Passage, sentence: Sentence, section: str) -> bool:
    return passage.tells(sentence, "twinnings", section)


@cache
def _word(section: str) -> re.Pattern[str]:
    return re.compile(any_of("twinnings", section))


def _pairs(
    article: Article,
    passage: Passage,
    sentence: Sentence,
    *,
    embedded: bool = False,
    strict: bool = False,
) -> list[Twinning]:
    """Return the pairs of one sentence: two neighbouring names joined by "and" or "with".

    The names of units ("the border post of …") stand inside longer names; they count where the
    sentence has no others. ``strict``: both are villages or both communes, and each is
    known to lie on its own side.
    """
    date = _date(passage, sentence)
    span = (sentence.start, sentence.end)
    tied = _tied_names(passage, sentence, embedded=False)
    if not tied and embedded:
        tied = _tied_names(passage, sentence, embedded=True)
    if strict:
        tied = [(a, b, level) for a, b, level in tied if _is_strict(passage, a, b)]
    return [_twinning(article, a, b, level, date, (span,)) for a, b, level in tied]


def _is_strict(passage: Passage, a: Mention, b: Mention) -> bool:
    level = _level(passage, a)
    two_sides = bool(a.country and b.country) and a.country != b.country
    return two_sides and level == _level(passage, b) and a.type == b.type and level in _STRICT


def _date(passage: Passage, sentence: Sentence) -> DateSpan | None:
    """Return the day of a twinning; that of its anniversary is another."""
    if _says(passage, sentence, "anniversary"):
        return None
    told = [d for d in passage.dates_in(sentence.start, sentence.end) if not d.bracketed]
    return next((d.span for d in told if not d.since), told[0].span if told else None)


def _tied_names(
    passage: Passage, sentence: Sentence, *, embedded: bool
) -> list[tuple[Mention, Mention, Level]]:
    units = _units(passage, sentence, embedded=embedded)
    if _says(passage, sentence, "their"):
        units = [m for m in units if m.type not in {"province", "district"}]
    found = []
    for a, b in _matched(units):
        level = _tied(passage, a, b)
        if level is not None and not (embedded and _level(passage, a) != _level(passage, b)):
            found.append((a, b, level))
    if any(_SMALL[level] < _SMALL["province"] for _, _, level in found):
        return [row for row in found if row[2] != "province"]  # where the small ones lie
    return found


def _matched(units: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Return who is tied to whom: neighbours of two countries; of two lists, one by one."""
    runs: list[list[Mention]] = []
    for unit in units:
        if runs and runs[-1][0].country == unit.country:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    found = []
    while len(runs) > 1:
        first, second = runs[0], runs[1]
        if len(first) == len(second):
            found += list(zip(first, second, strict=True))
            runs = runs[2:]
        else:
            found.append((first[-1], second[0]))
            runs = [second[1:], *runs[2:]] if second[1:] else runs[2:]
    return found


def _pair_before(
    article: Article, passage: Passage, sentence: Sentence, before: Sequence[Sentence]
) -> list[Twinning]:
    """Return the pair that "the two villages" means: the last one that was named together."""
    date = _date(passage, sentence)
    for earlier in reversed(before[-_FAR:]):
        if tied := _tied_names(passage, earlier, embedded=False) or _alike(passage, earlier):
            a, b, level = tied[-1]
            spans = ((sentence.start, sentence.end), (earlier.start, earlier.end))
            return [_twinning(article, a, b, level, date, spans)]
    return []


def _alike(passage: Passage, sentence: Sentence) -> list[tuple[Mention, Mention, Level]]:
    """Return the two places of a sentence if these are all, and of one level across the border."""
    match _units(passage, sentence):
        case [a, b] if a.country != b.country and _level(passage, a) == _level(passage, b):
            return [(a, b, _level(passage, a))]
    return []


def _pair_across(
    article: Article, passage: Passage, sentence: Sentence, before: Sequence[Sentence]
) -> list[Twinning]:
    """Return the pair of "Its twin is B": B and the last place of its level across the border."""
    mine = _units(passage, sentence)
    for earlier in reversed(before[-_FAR:]):
        for other in reversed(_units(passage, earlier)):
            for unit in mine:
                level = _level(passage, unit)
                if level == _level(passage, other) and unit.country != other.country:
                    spans = ((sentence.start, sentence.end), (earlier.start, earlier.end))
                    date = _date(passage, sentence)
                    return [_twinning(article, other, unit, level, date, spans)]
    return []


def _units(passage: Passage, sentence: Sentence, *, embedded: bool = False) -> list[Mention]:
    """Return the places of a sentence that may be twinned, without those they lie in."""
    scene = Scene.of(passage, sentence)
    named = passage.named(sentence.start, sentence.end, embedded=embedded)
    return [m for m, _ in heads(scene, named) if m.type in _OF_TYPE]


def _tied(passage: Passage, a: Mention, b: Mention) -> Level | None:
    """Return the level of two neighbouring names that are joined, None if they are not."""
    gap = passage.plain[a.end : b.start]
    if len(gap) > _LONGEST or not _word("joins").search(gap):
        return None
    if (a.place_id or a.name) == (b.place_id or b.name) or ";" in gap:
        return None
    if a.country and b.country and a.country == b.country:
        return None
    first, second = _level(passage, a), _level(passage, b)
    if first == second or abs(_SMALL[first] - _SMALL[second]) <= 1:
        return min(first, second, key=lambda level: -_SMALL[level]) if first != second else first
    return None


def _level(passage: Passage, mention: Mention) -> Level:
    """Return the level of a name, from the class word beside it, else from its type."""
    after = passage.plain[mention.end : mention.end + 24]
    for level in _LEVELS:
        if re.match(rf"\s*{any_of('twinnings', f'level {level}')}", after):
            return level
    return _OF_TYPE.get(mention.type, "other")


def _twinning(
    article: Article,
    a: Mention,
    b: Mention,
    level: Level,
    date: DateSpan | None,
    evidence: Sequence[tuple[int, int]],
) -> Twinning:
    digest = hashlib.sha256(
        f"{article.id}|twinning|{evidence[0][0]}|{a.start}".encode()
    ).hexdigest()
    return Twinning(
        id=f"tw-{digest[:12]}",
        a=a.place_id,
        b=b.place_id,
        a_name=_name(a),
        b_name=_name(b),
        level=level,
        date=date,
        confidence=0.9 if a.place_id and b.place_id else 0.7,
        evidence=tuple(Evidence(article.id, start, end) for start, end in evidence),
    )


def _name(mention: Mention) -> str:
    """Return the full name, or that of the text where the gazetteer spells it otherwise."""
    text = " ".join(mention.text.split())
    return mention.name if mention.name and key(mention.name) == key(text) else text


def _joined(first: Twinning, second: Twinning) -> Twinning:
    """Return a pair that is told twice as one, with both tellings."""
    return replace(
        first, date=first.date or second.date, evidence=(*first.evidence, *second.evidence)
    )
