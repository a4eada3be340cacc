"""Twinnings: two places of the same level that a text ties to each other."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from geo.facts.heads import heads
from geo.facts.lexicon import any_of
from geo.facts.passage import Passage
from geo.facts.scene import Scene
from geo.facts.sentences import UNTOLD
from geo.model import DateSpan, Evidence, Twinning
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.sentences import Sentence
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
_LARGE = frozenset({"province", "district"})
_BEFORE = 40  # characters
_SIDES = 2
_RIGHT_BEHIND = 12  # characters: "a sister province of the …"
_FAR, _FAR_OF_LEVEL = 3, 5
"""How many sentences back "the two sides" and "the two villages" may point."""
_LONGEST = 220  # characters between the names of a pair
_APART = re.compile(r"(?:\s+(?!and\b|with\b)\w+){0,2}\s*(?:\s+with\s+|\s*[-–/]\s*)(?:the\s+)?")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?")  # "their twins A, B, and C" are none to each other
_WITHIN = re.compile(
    r"[\s\w]{0,30},\s+(?:(?:which|that)\s+\w+\s+)?(?:[\w-]+\s+){0,4}(?:of|in)\s+(?:the\s+)?"
    r"(?:[\w-]+['’]s?\s+)?"
)
_SMALL = {"village": 0, "commune": 1, "district": 2, "province": 3, "station": 0, "other": 4}


def read_twinnings(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
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
        if sentence.kind in UNTOLD:
            continue
        tied = _says(passage, sentence, "tie")
        loose = not tied and _says(passage, sentence, "loose")
        if tied or loose or (told and _says(passage, sentence, "pair", "the other")):
            pairs = _pairs(article, passage, sentence, embedded=tied, strict=loose)
            both = tied and _says(passage, sentence, "both")
            if not pairs and both and not _of_smaller(passage, sentence):
                pairs = _pair_before(article, passage, sentence, before)
            if not pairs and tied and _says(passage, sentence, "its"):
                pairs = _pair_across(article, passage, sentence, before)
            for twinning in pairs:
                names = frozenset(
                    (twinning.a or key(twinning.a_name), twinning.b or key(twinning.b_name))
                )
                found[names] = _joined(found[names], twinning) if names in found else twinning
        told = told or tied
        before.append(sentence)
    return list(found.values())


def _says(passage: Passage, sentence: Sentence, *sections: str) -> bool:
    return passage.tells(sentence, "twinnings", *sections)


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
    if _says(passage, sentence, "their") or _of_smaller(passage, sentence):
        units = [m for m in units if m.type not in _LARGE]
    units = [m for m in units if m.type != "province" or not _is_of_force(passage, m)]
    found = _told_apart(passage, sentence)
    if len(found) > 1:
        return found
    if made := _made_twin(passage, sentence, units):
        return made
    found = []
    for block in _blocks(passage, units):
        for a, b, gap in _matched(passage, block):
            level = _tied(passage, a, b, gap)
            if level is not None and not (embedded and _level(passage, a) != _level(passage, b)):
                found.append((a, b, level))
    if any(_SMALL[level] < _SMALL["province"] for _, _, level in found):
        return [row for row in found if row[2] != "province"]  # where the small ones lie
    return found


def _made_twin(
    passage: Passage, sentence: Sentence, units: Sequence[Mention]
) -> list[tuple[Mention, Mention, Level]]:
    """Return the pair of "A …, which made it a sister province of B": A stands last before it."""
    made = _word("one of two").search(passage.plain, sentence.start, sentence.end)
    behind = [u for u in units if made and 0 <= u.start - made.end() < _RIGHT_BEHIND]
    if made is None or not behind:
        return []
    level = _level(passage, behind[0])
    before = [u for u in units if u.end <= made.start() and u.country != behind[0].country]
    return [(u, behind[0], level) for u in before if _level(passage, u) == level][-1:]


def _outside_brackets(
    passage: Passage, sentence: Sentence, named: Sequence[Mention]
) -> Sequence[Mention]:
    """Return the names outside brackets, which tell where those lie; all, if these are too few."""
    spans = [m.span() for m in _BRACKET.finditer(passage.plain, sentence.start, sentence.end)]
    outside = [m for m in named if not any(a <= m.start < b for a, b in spans)]
    return outside if len(outside) >= _SIDES else named


def _of_smaller(passage: Passage, sentence: Sentence) -> bool:
    """Say whether places are twinned that lie in those named.

    As in "twinning of clusters in A and B", "villages of A and B have become twins".
    """
    return _smaller().search(passage.plain, sentence.start, sentence.end) is not None


@cache
def _smaller() -> re.Pattern[str]:
    tie, small = any_of("twinnings", "tie"), any_of("twinnings", "small ones")
    behind = rf"{tie}\s+(?:of|between|among)\s+(?:[\w-]+\s+){{0,3}}?{small}"
    return re.compile(rf"{behind}|{small}\s+(?:of|in|from)\s[^;:]*?{tie}")


def _is_of_force(passage: Passage, mention: Mention) -> bool:
    """Say whether a province only tells where a twin is: "Border Company 311 of Khammouane"."""
    before = passage.plain[max(0, mention.start - _BEFORE) : mention.start]
    return _force_of().search(before) is not None


@cache
def _force_of() -> re.Pattern[str]:
    number = r"(?:\s+(?:no\.?\s*)?\d+)?"
    return re.compile(rf"{any_of('twinnings', 'forces')}{number}\s+(?:of|in|from)\s+(?:the\s+)?$")


def _told_apart(passage: Passage, sentence: Sentence) -> list[tuple[Mention, Mention, Level]]:
    """Return the pairs of "A with B, C with D" or "A - B, C - D", each name beside its own."""
    found = []
    named = _outside_brackets(passage, sentence, passage.named(sentence.start, sentence.end))
    for a, b in pairwise([m for m in named if m.type in _OF_TYPE]):
        gap = _BRACKET.sub("", passage.plain[a.end : b.start])
        if a.country != b.country and _APART.fullmatch(gap):
            level = min(_level(passage, a), _level(passage, b), key=_SMALL.__getitem__)
            found.append((a, b, level))
    return found


def _blocks(passage: Passage, units: list[Mention]) -> list[list[Mention]]:
    """Return the units of each level by themselves, where each level has those of two sides."""
    blocks = [list(block) for _, block in groupby(units, lambda unit: _level(passage, unit))]
    apart = all(len({unit.country for unit in block}) > 1 for block in blocks)
    return blocks if apart else [units]


def _matched(
    passage: Passage, units: Sequence[Mention]
) -> list[tuple[Mention, Mention, tuple[int, int]]]:
    """Return who is tied to whom: neighbours of two countries; of two lists, one by one.

    One that stands opposite a list is tied to all of it. With each pair come the offsets
    between which the words stand that tie it.
    """
    if len(units) == _SIDES and not all(unit.listed for unit in units):
        a, b = units  # where an unlisted one lies is a guess
        return [(a, b, (a.end, b.start))]
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
            found += [(a, b, (a.end, b.start)) for a, b in zip(first, second, strict=True)]
            runs = runs[2:]
        elif len(runs) == _SIDES and 1 in (len(first), len(second)) and _is_list(passage, units):
            between = (first[-1].end, second[0].start)
            found += [(a, b, between) for a in first for b in second]
            runs = []
        else:
            a, b = first[-1], second[0]
            found.append((a, b, (a.end, b.start)))
            runs = [second[1:], *runs[2:]] if second[1:] else runs[2:]
    return found


def _is_list(passage: Passage, units: Sequence[Mention]) -> bool:
    """Say whether units are of one level, and those of one side joined by "and" or a comma."""
    for a, b in pairwise(units):
        if a.country != b.country:
            continue
        gap = passage.plain[a.end : b.start]
        if _level(passage, a) != _level(passage, b) or len(gap) > _LONGEST:
            return False
        if not _word("list").search(gap):
            return False
    return True


def _pair_before(
    article: Article, passage: Passage, sentence: Sentence, before: Sequence[Sentence]
) -> list[Twinning]:
    """Return the pair that "the two villages" means: the last one that was named together."""
    date, level = _date(passage, sentence), _level_meant(passage, sentence)
    for earlier in reversed(before[-(_FAR_OF_LEVEL if level else _FAR) :]):
        if tied := _tied_names(passage, earlier, embedded=False) or _alike(passage, earlier, level):
            a, b, level = tied[-1]
            spans = ((sentence.start, sentence.end), (earlier.start, earlier.end))
            return [_twinning(article, a, b, level, date, spans)]
    return []


def _level_meant(passage: Passage, sentence: Sentence) -> Level | None:
    """Return the level of "the two communes", None for "the two sides"."""
    for level in _LEVELS:
        pair = rf"\b(?:two|both)\s+{any_of('twinnings', f'level {level}')}"
        if re.compile(pair).search(passage.plain, sentence.start, sentence.end):
            return level
    return None


def _alike(
    passage: Passage, sentence: Sentence, level: Level | None
) -> list[tuple[Mention, Mention, Level]]:
    """Return the two places of a sentence if these are all, and of one level across the border.

    Where a ``level`` is meant, all of that level: the provinces they lie in may be named, too.
    """
    units = _units(passage, sentence)
    match [u for u in units if level is None or _level(passage, u) == level]:
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
    every = passage.named(sentence.start, sentence.end, embedded=embedded)
    named = _outside_brackets(passage, sentence, every)
    found: list[Mention] = []
    for mention, _ in heads(scene, named):
        if mention.type in _OF_TYPE and not (found and _holds(passage, found[-1], mention)):
            found.append(mention)
    return found


def _holds(passage: Passage, inner: Mention, outer: Mention) -> bool:
    """Say whether a unit only tells where the one before it lies: "A, which is a village of B"."""
    gap = passage.plain[inner.end : outer.start]
    return (
        inner.country == outer.country
        and _SMALL[_level(passage, inner)] <= _SMALL[_level(passage, outer)]
        and _WITHIN.fullmatch(gap) is not None
    )


def _tied(passage: Passage, a: Mention, b: Mention, between: tuple[int, int]) -> Level | None:
    """Return the level of two names that the words between join, None if these do not."""
    gap = passage.plain[slice(*between)]
    if len(gap) > _LONGEST * _SIDES or not _word("joins").search(gap):
        return None
    if _LISTED.fullmatch(gap):
        return None
    other = _word("the other").search(gap)
    if (a.place_id or a.name or a.text) == (b.place_id or b.name or b.text):
        return None
    if not other and (";" in gap or len(gap) > _LONGEST):
        return None
    if a.country and b.country and a.country == b.country and a.listed and b.listed:
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
        f"{article.id}|twinning|{evidence[0][0]}|{a.start}|{b.start}".encode()
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
