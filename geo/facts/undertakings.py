"""Works that the wording of a sentence makes likely: a bridge, a road, a gate told in new words.

Where no rule reads how far a thing is, weights learned from examples say whether the sentence tells
of its being built, opened or planned; they also turn down what a rule took for a work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.lexicon import search_for
from geo.facts.triggers import triggers_in
from geo.facts.weights import Weights, likelihood
from geo.facts.wording import read_wording
from geo.facts.works import Work, draft_of, things_in

if TYPE_CHECKING:
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.model import ProjectStatus

__all__ = ["UNLIKELY", "chance_of_work", "likely_work"]

_SURE = 0.5
UNLIKELY = 0.05
"""Below this chance a sentence tells of no work. Both figures: see ``geo.facts.likely``."""
_STAGES: tuple[tuple[ProjectStatus, tuple[str, ...]], ...] = (
    ("under_construction", ("under construction",)),
    ("under_study", ("under study",)),
    ("planned", ("planned", "future")),
    ("completed", ("completed",)),
)


def chance_of_work(passage: Passage, sentence: Sentence) -> float:
    """Return how likely a sentence tells of something built, opened or planned: 0 to 1."""
    wording = read_wording(passage, sentence, 0, triggers_in(passage, sentence), ())
    (total,) = Weights.named("projects").totals(wording)
    return likelihood(total)


def likely_work(passage: Passage, sentence: Sentence, chance: float) -> list[Work]:
    """Return the work that a sentence tells of by its wording: the first that has a place."""
    if chance < _SURE:
        return []
    start, end = sentence.start, sentence.end
    told: list[ProjectStatus] = [
        status
        for status, words in _STAGES
        if search_for("projects", *words).search(passage.plain, start, end)
    ]
    things = things_in(passage, start, end)
    found = [draft_of(passage, t, told[0] if told else "existing", (start, end)) for t in things]
    return [work for work in found if work.places][:1]
