"""Works: roads, bridges, gates, buildings as a clause names them, and how far it says they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, get_args

from geo.facts.lexicon import any_of, phrases, search_for, sections
from geo.facts.stages import STAGES, stage_of
from geo.model import ProjectKind, ProjectStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.model import Mention

__all__ = ["Work", "distinct", "draft_of", "find_works", "first_of", "is_afterwards", "things_in"]


@dataclass(slots=True)
class Work:
    """Something made or opened, as one clause tells it; ``evidence`` are stretches of the text.

    ``heading``: only a headline tells it; ``sure``: the encoder is sure of a work of its kind;
    ``another``: it is told as one more beside what was told before; ``unnamed``: no word for its
    kind names it.
    """

    kind: ProjectKind
    status: ProjectStatus
    start: int
    end: int
    title: str
    places: list[Mention] = field(default_factory=list)
    money: Money | None = None
    evidence: list[tuple[int, int]] = field(default_factory=list)
    heading: bool = False
    sure: bool = False
    another: bool = False
    unnamed: bool = False


_THE = 5  # characters: "the centre of the Tay Ninh town"
_WORD = 40  # no word of a name is longer
_NAMED_ONLY = frozenset({"border_gate", "province", "district", "commune", "village", "city"})
# "After the A – B gates were opened" tells when something else was.
_AFTERWARDS = re.compile(r"(?<!\w)(?:after|since)\s+(?:the\s+)?$")
_LEADING = re.compile(r"^(?:(?:the|a|an|of|and|this|that|its|their)\s+)+", re.IGNORECASE)


@cache
def _kinds() -> dict[str, ProjectKind]:
    found: dict[str, ProjectKind] = {}
    for kind in get_args(ProjectKind):
        for word in sections("projects")[kind]:
            found.setdefault(word, kind)
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    kinds = any_of("projects", *get_args(ProjectKind))
    inside = any_of("projects", "inside a name")
    return {
        "thing": re.compile(kinds),
        "guarded": re.compile(rf"{any_of('syntax', 'guarded')}\s+$"),
        "class": re.compile(rf"(?:into|to|as)\s+(?:an?\s+|the\s+)?(?:{inside}\s+)*$"),
        "name goes on": re.compile(
            rf"(?:[-/()]|{inside}|(?<!\w)(?:\w+al|border|(?:border[\s-])?gate))\s*$"
        ),
        "about border": re.compile(any_of("projects", "about border")),
        "not head": re.compile(rf"\s+(?:{any_of('projects', 'not the head')}|{kinds})"),
        "of a thing": re.compile(
            rf"(?<!pair)(?<!pairs){kinds}(?<!pair)(?<!pairs)\s+of\s+(?:the\s+|a\s+)?$"
        ),
        "middle of": re.compile(r"cent(?:re|er)\s+of\s"),
        "with next": re.compile(rf"\s+and\s+(?:{inside}\s+)*{kinds}\s+(?:over|across|between)"),
        "clause": re.compile(rf";\s*|\s+and\s+(?={any_of('syntax', 'next work')})"),
    }


def find_works(passage: Passage, sentence: Sentence) -> list[Work]:
    """Return what a sentence says is built, opened, raised in class, planned or studied."""
    text = passage.plain
    found: list[Work] = []
    named = passage.tells(sentence, "projects", *get_args(ProjectKind))
    if not named or not passage.tells(sentence, "projects", *STAGES):
        return found
    for start, end in _clauses(text, sentence.start, sentence.end):
        things = things_in(passage, start, end)
        for number, thing in enumerate(things):
            draft = _draft(passage, thing, start, end, things[number + 1 : number + 2])
            if draft is not None and all(
                (d.kind, d.start) != (draft.kind, draft.start) for d in found
            ):
                found.append(draft)
    return found


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a sentence between semicolons and before "and also agreed"."""
    parts, at = [], start
    for match in _patterns()["clause"].finditer(text, start, end):
        parts.append((at, match.start()))
        at = match.end()
    parts.append((at, end))
    return parts


def things_in(passage: Passage, start: int, end: int) -> list[re.Match[str]]:
    """Return the heads of infrastructure in a clause; where nouns pile up, the last one."""
    text, patterns = passage.plain, _patterns()
    found = []
    for match in patterns["thing"].finditer(text, start, end):
        guarded = patterns["guarded"].search(text, max(start, match.start() - _WORD), match.start())
        if guarded or patterns["not head"].match(text, match.end(), end):
            continue
        # The "cầu" of "Bến Cầu Primary School" is a part of a name and no bridge.
        if any(_only_names(m, match) for m in passage.named(start, end, embedded=True)):
            continue
        if patterns["with next"].match(text, match.end(), end):
            continue  # "a road and bridge over the river" is one work
        if not _is_middle(passage, match, end):
            found.append(match)
    return found


def first_of(passage: Passage, kind: ProjectKind, start: int, end: int) -> re.Match[str] | None:
    """Return the first head of a kind in a clause, be it a part of a name or of a body's name.

    "A new police station is to be built" tells of a building, if it is known that it tells of one.
    """
    for match in _patterns()["thing"].finditer(passage.plain, start, end):
        if _kinds()[" ".join(match[0].split())] == kind and not _is_middle(passage, match, end):
            return match
    return None


def _is_middle(passage: Passage, thing: re.Match[str], end: int) -> bool:
    """Say whether a word only tells where: "the centre of Phnom Penh"."""
    if not _patterns()["middle of"].match(passage.plain, thing.start(), end):
        return False
    places = passage.named(thing.end(), end)
    return any(0 <= m.start - thing.end() - len(" of ") < _THE for m in places)


def _only_names(mention: Mention, thing: re.Match[str]) -> bool:
    """Say whether a word is only a part of a name: "Dam" in the gate "Dak Dam"."""
    inside = mention.start < thing.start() and thing.end() <= mention.end
    rest = mention.text[thing.end() - mention.start :]
    numbered = mention.type == "road" and rest.strip()[:1].isdigit()
    return inside and not numbered and (bool(rest) or mention.type in _NAMED_ONLY)


def _draft(
    passage: Passage, thing: re.Match[str], start: int, end: int, behind: Sequence[re.Match[str]]
) -> Work | None:
    """Return the work that a head tells of; ``behind`` is the next head, if the clause has one."""
    text, patterns = passage.plain, _patterns()
    kind = _kinds()[" ".join(thing[0].split())]
    name_start = _name_start(passage, thing.start(), start)
    before = text[max(start, name_start - 110) : name_start]
    made = bool(re.search(r"\san?\s+$", before)) and any(
        m.type == "border_gate" and name_start - m.end < 5
        for m in passage.named(max(start, name_start - 40), name_start)
    )
    if patterns["of a thing"].search(before) or _AFTERWARDS.search(before):
        return None
    class_ = patterns["class"].search(before)
    if class_ and class_[0].startswith("as") and text.startswith("the ", name_start):
        class_ = None  # "as the Alpha border gate was opened"
    if kind == "checkpoint" and (class_ or made):
        return None  # the class that a gate gets; ``gateworks`` reads it
    found = stage_of(passage, kind, thing, name_start, (start, end))
    if found is None:
        return None
    status, first, last = found
    until = end  # "5 million for a centre in A and 2 million to build a market in B"
    between = (thing.end(), behind[0].start()) if behind else (0, 0)
    if passage.money_in(*between) and search_for("projects", "planned").search(text, *between):
        until = behind[0].start()
    places = _places(passage, kind, name_start, thing, start, until)
    lead = text[max(start, name_start - 50) : thing.end()]
    if kind == "checkpoint" and not places and not patterns["about border"].search(lead):
        return None
    if thing[0] == "pair" and not any(name_start <= m.start < thing.start() for m in places):
        return None
    last = max([last, *(m.end for m in places if m.end - thing.end() < 90)])
    span = (min(first, name_start), last)
    title = _title(passage, name_start, thing.end(), start)
    return Work(
        kind, status, name_start, end, title, places, _cost(passage, name_start, start, end), [span]
    )


def is_afterwards(text: str, at: int) -> bool:
    """Say whether what begins at an offset only tells when: "grew after the gates were opened"."""
    return _AFTERWARDS.search(text[max(0, at - _THE - len("after ")) : at]) is not None


def draft_of(
    passage: Passage, thing: re.Match[str], status: ProjectStatus, clause: tuple[int, int]
) -> Work:
    """Return the work that a head noun names, with its name, its places and its cost."""
    start, end = clause
    name_start = _name_start(passage, thing.start(), start)
    kind = _kinds()[" ".join(thing[0].split())]
    places = _places(passage, kind, name_start, thing, start, end)
    title = _title(passage, name_start, thing.end(), start)
    cost = _cost(passage, name_start, start, end)
    return Work(kind, status, name_start, end, title, places, cost, [clause])


@cache
def _status_words() -> frozenset[str]:
    """Return the words of the phrases that tell a status; they are no part of a name."""
    told = phrases("projects", "completed", "under construction", "planned", "future")
    return frozenset(word for phrase in told for word in phrase.split()) - {"border", "national"}


def _title(passage: Passage, name_start: int, end: int, start: int) -> str:
    """Return the thing's name with its adjectives, without an article."""
    text, begin = passage.plain, name_start
    around = passage.named(max(start, name_start - 40), end + 40, embedded=True)
    own = next((m for m in around if m.start <= name_start and m.end >= end), None)
    if own is not None:
        return " ".join(own.text.split())
    stops = frozenset(phrases("giving", "stops"))
    sums = passage.money_in(max(start, name_start - 50), name_start)
    start = max([start, *(m.end for m in sums)])
    first = max(start, name_start - 50)
    for match in reversed(list(re.finditer(r"[\w'-]+(?:[.,]\d[\w'-]*)*", text[first:name_start]))):
        word = match[0]
        if text[first + match.end() : begin].strip():
            break
        if word in stops or word.endswith(("ed", "ing")) or word in _status_words():
            break
        if text.startswith("the ", begin):
            break  # what stands before its article is no part of a name
        begin = first + match.start()
    words = " ".join(passage.article.text[begin:end].split())
    return _LEADING.sub("", words) or words


def _name_start(passage: Passage, at: int, start: int) -> int:
    """Return where the name before a head noun begins ("Phnom Penh – Bavet Expressway")."""
    text, begin = passage.plain, at
    while begin == at or not text.startswith("the ", begin):  # "from Alpha the bridge": no Alpha
        ended = start + len(text[start:begin].rstrip())
        near = passage.named(start, ended, embedded=True)
        mention = next((m for m in near if m.end == ended), None)
        match = _patterns()["name goes on"].search(text, max(start, ended - _WORD), ended)
        if mention is not None:
            begin = mention.start
        elif match is not None:
            begin = match.start()
        else:
            break
    return begin


def _places(
    passage: Passage, kind: ProjectKind, name_start: int, thing: re.Match[str], start: int, end: int
) -> list[Mention]:
    """Return the places of a thing: those of its name, else those that the clause names."""
    inside = [
        m for m in passage.named(name_start, thing.end(), embedded=True) if m.type != "country"
    ]
    if inside and kind != "building":
        return distinct(inside)
    near = [
        m
        for m in passage.named(max(start, name_start - 120), end)
        if m.type != "country" and not (m.start == start and m.text.isupper())  # a dateline's
    ]
    if not near and search_for("projects", "the gate").search(passage.plain, start, end):
        return _gates_before(passage, start)
    after = [m for m in near if m.start >= thing.end()]
    if kind == "checkpoint":
        gates = [m for m in near if m.type == "border_gate"]
        return distinct(gates or after)
    return distinct(inside + (after or near))


def _gates_before(passage: Passage, at: int) -> list[Mention]:
    """Return the gates that were named last before an offset, within some sentences."""
    gates = [m for m in passage.named(max(0, at - 400), at) if m.type == "border_gate"]
    return distinct([m for m in gates if gates[-1].end - m.start < 60])


def _cost(passage: Passage, name_start: int, start: int, end: int) -> Money | None:
    """Return what the thing costs, where the clause or the words after it say so."""
    pattern = search_for("projects", "cost")
    before = [m for m in passage.money_in(start, name_start) if name_start - m.end < 12]
    if before:
        return before[-1]
    for money in passage.money_in(start, end):
        if not money.converted and pattern.search(
            passage.plain, max(start, money.start - 70), min(end, money.end + 30)
        ):
            return money
    return None


def distinct(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of each place once, in the order of the text."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.place_id or mention.text, mention)
    return list(seen.values())
