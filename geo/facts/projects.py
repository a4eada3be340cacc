"""Projects: roads, bridges, railways, zones, checkpoints, buildings opened, built or planned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from geo.facts.gateworks import find_gates
from geo.facts.lexicon import any_of, search_for
from geo.facts.passage import Passage
from geo.facts.sentences import UNTOLD
from geo.facts.stages import stage_of
from geo.facts.undertakings import (
    UNLIKELY,
    chance_of_work,
    is_surely_told,
    likely_work,
    of_likely_kinds,
)
from geo.facts.works import Work, distinct, find_works
from geo.model import Evidence, Project, ProjectKind
from geo.names import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.sentences import Sentence
    from geo.model import Article, Mention, ProjectStatus

__all__ = ["read_projects"]


def read_projects(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
    *,
    passage: Passage | None = None,
) -> list[Project]:
    """Return what an article says is built, opened, raised in class, planned or studied.

    Each thing once, in the order of the text, with all stretches that tell of it. ``place_ids``
    are in the order in which the text names them, which for a line is the order along it.
    """
    passage = passage or Passage.of(article, mentions, sentences)
    drafts: list[Work] = []
    listing: ProjectStatus | None = None
    items: ProjectStatus | None = None
    for number, sentence in enumerate(passage.sentences):
        if sentence.kind in UNTOLD:
            continue
        item = _item(passage, sentence, items) if items else None
        if item is not None:
            drafts.extend(item)
            continue
        before = passage.sentences[max(0, number - 2) : number]
        found = _listed(passage, sentence, listing) if listing else _inline(passage, sentence)
        listed = bool(found)  # a form of its own, whatever its words make likely
        found = found or [*find_works(passage, sentence), *find_gates(passage, sentence, before)]
        found = found or _one_more(passage, sentence, drafts[-_REACH:])
        named = passage.tells(sentence, "projects", *get_args(ProjectKind))
        if found or named or is_surely_told(passage, sentence):
            chance = chance_of_work(passage, sentence)
            found = [] if chance < UNLIKELY else found or likely_work(passage, sentence, chance)
            found = found if listed else of_likely_kinds(passage, sentence, found)
        found = [part for work in found for part in _each_pair(passage, work)]
        for work in found:
            work.heading = sentence.kind == "heading"
            work.another = _is_another(passage, work)
            _told_before(passage, work, drafts[-_REACH:], before[-1:])
        found = [work for work in found if not _goes_on(passage, work, drafts[-_REACH:])]
        listing = None if any(d.places for d in found) else _announced(passage, sentence)
        items = _opens_list(passage, number)
        drafts.extend(found)
    merged = [d for d in _merge(drafts) if _is_worth_a_record(passage, d)]
    for work in merged:
        if work.heading and not work.places:
            _told_below(passage, work)
    return [_project(passage, draft, n) for n, draft in enumerate(merged, 1)]


def _told_before(
    passage: Passage, work: Work, drafts: Sequence[Work], before: Sequence[Sentence]
) -> None:
    """Give a thing without a place those that were told before: "the route" is the road's."""
    kinds = _LINES if work.kind in _LINES else {work.kind}
    last = next((d for d in reversed(drafts) if d.kind in kinds), None)
    at = work.evidence[0][0]
    words = passage.plain[max(0, work.start - 5) : work.start + 6]
    bare = work.title.islower() and " " not in work.title
    own = any(m.type == "border_gate" for m in work.places)  # "the gates of A and B"
    own = own and work.kind == "checkpoint"
    if last and last.places and not own and bare and re.search(r"(?<!\w)(?:the|this)\s", words):
        work.places, work.kind = list(last.places), last.kind
    elif not work.places and work.kind == "building" and work.status in {"completed", "planned"}:
        near = [m for s in before if at - s.end < _NEAR for m in passage.named(s.start, s.end)]
        work.places = distinct([m for m in near if m.type != "country"][-2:])


def _told_below(passage: Passage, work: Work) -> None:
    """Give a thing that only a headline tells the places and words by which the text names it."""
    for sentence in passage.sentences:
        if sentence.kind != "body" or not passage.tells(sentence, "projects", work.kind):
            continue
        for told in find_works(passage, sentence):
            if told.kind == work.kind and told.places:
                work.places = told.places
                work.evidence.extend(told.evidence)
                return


def _goes_on(passage: Passage, work: Work, drafts: Sequence[Work]) -> bool:
    """Say whether a sentence that names no thing goes on about one told before, and join them."""
    last = next((d for d in reversed(drafts) if d.kind == work.kind), None)
    it = search_for("projects", "it").match(passage.plain, work.start)
    if last is None or it is None or not work.unnamed:
        return False
    last.evidence.extend(work.evidence)
    return True


# --- lists of checkpoints -----------------------------------------------------------------


_REACH = 24  # works told before that a sentence may go on about
_LINES = frozenset({"expressway", "railway", "road"})
_SEVERAL = 3  # gates; of fewer one thing is told
_LEAD = 16  # characters before a thing
_NEAR = 200  # characters within which a building stands where the sentence before was
_BULLET = re.compile(r"\W*(?:\d{1,2}|[a-z])[.)]\s*|\W+")
_NUMBERED = re.compile(r"\d")
_JOINED = re.compile(r"\s*(?:\([^()]{0,60}\))?\s*[-/]\s*")


def _announced(
    passage: Passage, sentence: Sentence, *, counted: bool = True
) -> ProjectStatus | None:
    """Return how far several gates are that a sentence counts ("four more gates will open")."""
    text, span = passage.plain, (sentence.start, sentence.end)
    if counted and not _counts_several(passage, sentence):
        return None
    if search_for("projects", "future", "planned").search(text, *span):
        return "planned"
    return "completed" if search_for("projects", "completed").search(text, *span) else None


def _counts_several(passage: Passage, sentence: Sentence) -> bool:
    """Say whether a sentence counts gates."""
    form = re.compile(rf"\s+(?:[\w-]+\s+){{0,5}}?{any_of('projects', 'several')}")
    numbers = passage.numbers_in(sentence.start, sentence.end)
    return any(form.match(passage.plain, n.end, sentence.end) for n in numbers)


def _inline(passage: Passage, sentence: Sentence) -> list[Work]:
    """Read "four more gates will open: A – B, C – D and E – F"; so "these pairs will open: …"."""
    colon = passage.plain.find(":", sentence.start, sentence.end)
    counted = colon < 0 or not search_for("projects", "pairs").search(
        passage.plain, sentence.start, colon
    )
    status = _announced(passage, sentence, counted=counted) if colon >= 0 else None
    return _pairs(passage, colon, sentence.end, status) if status else []


def _listed(passage: Passage, sentence: Sentence, status: ProjectStatus) -> list[Work]:
    """Read "They are A – B; C – D and E – F" after a sentence that announced gates."""
    opening = re.compile(rf"\W*{any_of('projects', 'they are')}")
    if not opening.match(passage.plain, sentence.start, sentence.end):
        return []
    return _pairs(passage, sentence.start, sentence.end, status)


def _opens_list(passage: Passage, number: int) -> ProjectStatus | None:
    """Return how far gates are that stand one by one behind a colon: "These are the gates:".

    The sentence itself announces them, or one shortly before it.
    """
    last = passage.sentences[number]
    if passage.plain[last.end - 1] != ":" or not _counts_several(passage, last):
        return None
    near = passage.sentences[max(0, number - _SEVERAL) : number + 1]
    told = [status for s in near if (status := _announced(passage, s)) is not None]
    return told[-1] if told else None


def _item(passage: Passage, sentence: Sentence, status: ProjectStatus) -> list[Work] | None:
    """Read the gate or pair that a part of a list begins with, or its bare number; else None."""
    begins = _BULLET.match(passage.plain, sentence.start, sentence.end)
    at = begins.end() if begins else sentence.start
    if at >= sentence.end - 1:
        return []
    gates = [m for m in passage.named(at, sentence.end) if m.type == "border_gate"]
    if not gates or gates[0].start > at + len("the "):
        return None
    group = [gates[0], *gates[1:2]]
    if len(group) > 1 and not _JOINED.fullmatch(passage.plain, group[0].end, group[1].start):
        del group[1]
    return [_listed_work(passage, group, status)]


def _each_pair(passage: Passage, work: Work) -> list[Work]:
    """Return one work a pair where several pairs of gates are told together."""
    gates = [m for m in work.places if m.type == "border_gate"]
    if work.kind != "checkpoint" or len(gates) < _SEVERAL:
        return [work]
    found = _pairs(passage, gates[0].start, gates[-1].end, work.status)
    single = len(found) >= len(gates)  # "at A, B and C"
    return found if found and (single or len(gates) > _SEVERAL) else [work]


def _one_more(passage: Passage, sentence: Sentence, drafts: Sequence[Work]) -> list[Work]:
    """Read "One from A to B will be built" after something of another place."""
    text, last = passage.plain, next(reversed(drafts), None)
    one = search_for("projects", "one more").match(text, sentence.start)
    if last is None or one is None:
        return []
    stage = stage_of(passage, last.kind, one, one.start(), (sentence.start, sentence.end))
    places = [m for m in passage.named(one.end(), sentence.end) if m.type != "country"]
    if stage is None or not places:
        return []
    status, _, end = stage
    end = max(end, *(m.end for m in places[:2]))
    title = " ".join(passage.article.text[one.start() : places[-1].end].split())
    return [
        Work(last.kind, status, one.start(), end, title, distinct(places), None,
             [(one.start(), end)])
    ]  # fmt: skip


def _pairs(passage: Passage, start: int, end: int, status: ProjectStatus) -> list[Work]:
    """Return one work a pair of gates joined by a dash, if there are several."""
    groups: list[list[Mention]] = []
    for gate in (m for m in passage.named(start, end) if m.type == "border_gate"):
        between = passage.plain[groups[-1][-1].end : gate.start] if groups else ""
        if groups and _JOINED.fullmatch(between):
            groups[-1].append(gate)
        else:
            groups.append([gate])
    if len(groups) < 2:
        return []
    return [_listed_work(passage, group, status) for group in groups]


def _listed_work(passage: Passage, gates: Sequence[Mention], status: ProjectStatus) -> Work:
    """Return the work on a gate or a pair that stands in a list."""
    span = (gates[0].start, gates[-1].end)
    words = " ".join(passage.article.text[slice(*span)].split())
    return Work("checkpoint", status, *span, words, distinct(gates), evidence=[span])


# --- one thing once -----------------------------------------------------------------------


def _merge(drafts: Sequence[Work]) -> list[Work]:
    kept: list[Work] = []
    for draft in drafts:
        twin = next((k for k in kept if _same(k, draft)), None) if not draft.another else None
        if twin is None:
            kept.append(draft)
            continue
        twin.evidence.extend(draft.evidence)
        if len(draft.places) > len(twin.places) or (twin.heading and not draft.heading):
            twin.places, twin.title = draft.places or twin.places, draft.title
        twin.heading = twin.heading and draft.heading
        twin.sure = twin.sure or draft.sure
        twin.money = twin.money or draft.money
    return kept


def _is_another(passage: Passage, work: Work) -> bool:
    """Say whether a thing is told as one more of its kind, at places: "a similar market in C"."""
    words, start = search_for("projects", "another"), max(0, work.start - _LEAD)
    return bool(work.places) and words.search(passage.plain, start, work.start + _LEAD) is not None


def _is_reopening(passage: Passage, draft: Work) -> bool:
    """Say whether a gate only opens again, as the words around it tell."""
    if draft.kind != "checkpoint" or draft.status != "completed":
        return False
    start, end = draft.evidence[0]
    words = search_for("projects", "reopening")
    return words.search(passage.plain, max(0, start - _NEAR), end + _NEAR) is not None


def _is_worth_a_record(passage: Passage, draft: Work) -> bool:
    """Say whether a thing is told with a place or a sum: "better roads are needed" is not.

    The encoder may be sure of one without: "They are at work on a field hospital".
    """
    if _is_reopening(passage, draft):
        return False
    if draft.places or draft.money or draft.sure:
        return True
    start, end = draft.evidence[0]
    near = max(0, start - 60)
    both = search_for("projects", "both sides").search(passage.plain, near, end)
    long = draft.kind in {"expressway", "railway", "bridge", "zone"} or bool(
        draft.kind == "road" and re.search(r"\d", draft.title)
    )
    named = any(m.type == "country" for m in passage.named(near, end))
    return long and (named or both is not None)


def _same(first: Work, second: Work) -> bool:
    if first.kind != second.kind:
        return False
    if first.heading and not second.heading:
        return True  # a headline says shortly what the text tells first
    titles = [key(d.title) for d in (first, second)]
    ids = [{m.place_id or key(m.text) for m in d.places} for d in (first, second)]
    if titles[0] == titles[1] and _NUMBERED.search(first.title):
        return True  # "National Road 8", whatever places are told with it
    if titles[0] in ids[1] or titles[1] in ids[0]:
        return True  # "Da Market", which is the place of "the first market" too
    if ids[0] & ids[1]:
        lines = first.kind in _LINES and min(map(len, ids)) > 1
        return not lines or len(ids[0] & ids[1]) > 1  # "one from C to B" is another than A – B
    return not ids[0] or not ids[1] or _lies_in(first, second) or _lies_in(second, first)


def _lies_in(inner: Work, outer: Work) -> bool:
    """Say whether a thing is told again by the province that it lies in: "the market" of both."""
    if inner.kind in _LINES or inner.title.split()[-1:] != outer.title.split()[-1:]:
        return False
    provinces = {m.name for m in outer.places if m.type == "province"}
    small = [m for m in inner.places if m.type != "province"]
    return bool(small) and all(m.admin1 in provinces for m in small)


def _project(passage: Passage, draft: Work, number: int) -> Project:
    dates = passage.dates_in(*draft.evidence[0])
    return Project(
        id=f"{passage.article.id}-project-{number}",
        kind=draft.kind,
        title=draft.title,
        status=draft.status,
        place_ids=tuple(m.place_id for m in draft.places if m.place_id),
        place_names=tuple(m.name or m.text for m in draft.places),
        value=draft.money.value if draft.money else None,
        currency=draft.money.currency if draft.money else None,
        date=dates[0].span if dates else None,
        confidence=0.7 if draft.places else 0.5,
        evidence=tuple(Evidence(passage.article.id, a, b) for a, b in sorted(set(draft.evidence))),
    )
