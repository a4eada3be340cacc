"""Works that the wording of a sentence makes likely: a bridge, a road, a gate told in new words.

Where no rule reads how far a thing is, weights learned from examples say whether the sentence tells
of its being built, opened or planned; they also turn down what a rule took for a work.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

from geo.facts.context import bit
from geo.facts.encoder import judged
from geo.facts.lexicon import search_for
from geo.facts.stages import STAGES
from geo.facts.triggers import triggers_in
from geo.facts.weights import Weights, blend, likelihood
from geo.facts.wording import Wording, read_wording
from geo.facts.works import Work, distinct, draft_of, first_of, is_afterwards, things_in
from geo.model import ProjectKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.model import ProjectStatus

__all__ = [
    "UNLIKELY",
    "chance_of_work",
    "is_surely_told",
    "likely_work",
    "of_likely_kinds",
    "wording_of_work",
]

_SURE, _SURE_WITHOUT_STAGE = 0.4, 0.75
UNLIKELY = 0.18
"""From the first chance on a sentence tells of a work whose stage it names, from the second of one
without; below the last it tells of none. The figures: see ``geo.facts.likely``.
"""
_SURE_KIND, _UNLIKELY_KIND, _SOME_KIND = 0.6, 0.05, 0.4
"""What the encoder alone answers of a kind: from the first chance on it tells of one, below the
second of none; from the last on it tells of some work, whose kind may then not be as clear.
"""
_NO_GATE = 0.1  # with less, a gate is only named as the end of a road, or where it lies
_OF_ENCODER = 0.7  # how much the encoder counts beside the weights
_MOST = 2  # works that a sentence tells of without a word for how far they are
_STAGES: tuple[tuple[ProjectStatus, tuple[str, ...]], ...] = (
    ("under_construction", ("under construction",)),
    ("under_study", ("under study",)),
    ("planned", ("planned", "future")),
    ("completed", ("completed",)),
)

_KINDS = get_args(ProjectKind)
_TOLD = (
    *STAGES, "future", "built", "raise", "admits", "cost", "reopening", "no project", "place of",
)  # fmt: skip
_NAME = 2  # words with a capital
_MANY = 2  # three things say no more than two


@cache
def _marks() -> list[tuple[str, int]]:
    """Return the marks of what projects.txt knows, each with the bit of its section."""
    marks = [(f"kind:{kind}", bit("projects", kind)) for kind in _KINDS]
    return marks + [(f"told:{name}", bit("projects", name)) for name in _TOLD]


def wording_of_work(passage: Passage, sentence: Sentence) -> Wording:
    """Return the wording of a sentence, with what projects.txt knows of its words as marks.

    Which kinds of works and which stages it names, how many works, and what sorts of places.
    """
    wording = read_wording(passage, sentence, 0, triggers_in(passage, sentence), ())
    start, end = sentence.start, sentence.end
    told = passage.told(sentence)
    marks = {mark for mark, wanted in _marks() if told & wanted}
    marks |= {f"at:{m.type}" for m in passage.named(start, end)}
    marks.add(f"things:{min(_MANY, len(things_in(passage, start, end)))}")
    return Wording(wording.words, wording.marks | marks)


def chance_of_work(passage: Passage, sentence: Sentence) -> float:
    """Return how likely a sentence tells of something built, opened or planned: 0 to 1."""
    (total,) = Weights.named("projects").totals(wording_of_work(passage, sentence))
    judgement = judged(passage, sentence)
    chance = likelihood(total)
    return chance if judgement is None else blend(chance, judgement.work, _OF_ENCODER)


def is_surely_told(passage: Passage, sentence: Sentence) -> bool:
    """Say whether the encoder is sure that a sentence tells of some kind of work."""
    judgement = judged(passage, sentence)
    return judgement is not None and max(judgement.works.values()) >= _SURE_KIND


def likely_work(passage: Passage, sentence: Sentence, chance: float) -> list[Work]:
    """Return the works that a sentence tells of by its wording: the first that have places."""
    if chance < _SURE:
        return []
    stage = _stage(passage, sentence)
    if stage is None and chance < _SURE_WITHOUT_STAGE:
        return []
    found = [work for work in _drafts(passage, sentence, stage) if work.places]
    return of_likely_kinds(passage, sentence, found)[:_MOST]


def of_likely_kinds(passage: Passage, sentence: Sentence, works: Sequence[Work]) -> list[Work]:
    """Return the works of kinds that the encoder takes the sentence to tell of; without it, all.

    Of a kind that it is sure of and that none of the works has, the first thing named is one.
    """
    judgement = judged(passage, sentence)
    if judgement is None:
        return list(works)
    gate = judgement.works["checkpoint"] >= _NO_GATE
    sure = {kind for kind, chance in judgement.works.items() if chance >= _SURE_KIND}
    found = [
        work for work in works
        if judgement.works[work.kind] >= _UNLIKELY_KIND or _is_promised_by_name(work)
        if gate or work.kind != "checkpoint" or not sure
    ]  # fmt: skip
    if not found and judgement.work >= _SOME_KIND:
        found = [work for work in works if gate or work.kind != "checkpoint"]
    missing = sure - {work.kind for work in found}
    if missing:
        found += _missing(passage, sentence, missing, alone=not found)
    for work in found:
        work.sure = work.kind in sure
    return found


def _missing(
    passage: Passage, sentence: Sentence, kinds: set[ProjectKind], *, alone: bool
) -> list[Work]:
    """Return the first work of each of some kinds, as a part of a name if there is no other.

    Where no word names one, the sentence as a whole tells of it.
    """
    stage, span = _stage(passage, sentence), (sentence.start, sentence.end)
    found = {work.kind: work for work in reversed(_drafts(passage, sentence, stage))}
    for kind in sorted(kinds - found.keys()):
        if (thing := first_of(passage, kind, *span)) is not None:
            found[kind] = draft_of(passage, thing, stage or "existing", span)
        elif alone:
            found[kind] = _unnamed(passage, sentence, kind, stage or "existing")
    return [work for kind, work in found.items() if kind in kinds]


def _unnamed(passage: Passage, sentence: Sentence, kind: ProjectKind, stage: ProjectStatus) -> Work:
    """Return a work that a sentence tells of in no word for its kind: "It was put up in May"."""
    start, end = sentence.start, sentence.end
    places = [m for m in passage.named(start, end) if m.type != "country"]
    counted = [g for g in passage.counted_in(start, end) if g.known and g.role == "goods"]
    title = counted[0].item if counted else "work" if kind == "other" else kind
    return Work(
        kind, stage, start, end, title, distinct(places), evidence=[(start, end)], unnamed=True
    )


def _is_promised_by_name(work: Work) -> bool:
    """Say whether a rule read that something with a name of its own is planned, for its country.

    As the "Southern Economic Corridors", which lie in no place that has a point.
    """
    capitals = sum(word[:1].isupper() for word in work.title.split())
    itself = all(place.text in work.title for place in work.places)
    line = work.kind in {"expressway", "railway", "road"}
    return line and work.status == "planned" and capitals >= _NAME and itself


def _stage(passage: Passage, sentence: Sentence) -> ProjectStatus | None:
    """Return how far a sentence says that something is, whatever it is."""
    for status, words in _STAGES:
        if search_for("projects", *words).search(passage.plain, sentence.start, sentence.end):
            return status
    return None


def _drafts(passage: Passage, sentence: Sentence, stage: ProjectStatus | None) -> list[Work]:
    """Return a work for each thing that a sentence names, with the places it names."""
    start, end = sentence.start, sentence.end
    things = things_in(passage, start, end)
    found = [draft_of(passage, thing, stage or "existing", (start, end)) for thing in things]
    return [
        work for work in found
        if not (is_afterwards(passage.plain, work.start) or _pairs_others(work))
    ]  # fmt: skip


def _pairs_others(work: Work) -> bool:
    """Say whether a pair is one of villages or provinces, not of gates."""
    gates = any(m.type == "border_gate" for m in work.places)
    return work.title.endswith(("pair", "pairs")) and not gates
