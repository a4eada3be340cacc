"""Chances of sentences: how likely each tells of an event, and of which type, by its wording.

Weights learned from examples judge a sentence as a whole, and so does the encoder, which sees it
among the others; ``cues`` judge its words one by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from geo.facts.encoder import Judgement, judged
from geo.facts.scene import triggers_of
from geo.facts.sentences import UNTOLD
from geo.facts.triggers import title_kinds
from geo.facts.weights import Weights, blend, likelihood
from geo.facts.wording import Wording, read_wording

if TYPE_CHECKING:
    from geo.facts.passage import Passage
    from geo.model import EventType

__all__ = ["Chance", "chances", "together", "wordings"]

_OF_SENTENCE, _OF_ENCODED, _OF_ENCODER = 0.5, 0.85, 0.85
"""How much the sentence counts beside the word, how much one that the encoder has read, and the
encoder beside the weights of the sentence; they gave the best F1 on texts not learned from.
"""
_ALONE = 0.7
"""How much surer the weights must be of a sentence where the encoder has not read it."""
_LEAST = 1e-5


@dataclass(frozen=True)
class Chance:
    """How likely a sentence tells of an event that its text has not told yet: 0 to 1.

    ``judgement`` is what the encoder says of it, which ``event`` heeds already.
    """

    event: float
    wording: Wording
    judgement: Judgement | None = None

    @cached_property
    def shares(self) -> dict[EventType, float]:
        """How likely each type is, if it tells of one; together these are 1."""
        weights = Weights.named("types")
        totals = dict(zip(weights.labels, weights.totals(self.wording), strict=True))
        if self.judgement is not None:
            for label, chance in self.judgement.types.items():
                own = math.log(max(chance, _LEAST))
                totals[label] = (1 - _OF_ENCODER) * totals.get(label, 0.0) + _OF_ENCODER * own
        highest = max(totals.values())
        whole = math.fsum(math.exp(total - highest) for total in totals.values())
        return {
            cast("EventType", label): math.exp(total - highest) / whole
            for label, total in totals.items()
        }

    def type_(self) -> tuple[EventType, float]:
        """Return the likeliest type, if it tells of one, and its share of all: 0 to 1."""
        likeliest = max(self.shares, key=self.shares.__getitem__)
        return likeliest, self.shares[likeliest]


def together(word: float, sentence: Chance | None, type_: str) -> float:
    """Return the chance of an event of a type, from that of its word and that of the sentence."""
    share = None if sentence is None else sentence.shares.get(cast("EventType", type_))
    if sentence is None or share is None:
        return word
    counts = _OF_SENTENCE if sentence.judgement is None else _OF_ENCODED
    return blend(word, sentence.event * share, counts)


def chances(passage: Passage, title: str) -> list[Chance | None]:
    """Return the chance of each sentence; None for those that are none, as datelines.

    ``title`` is the headline in plain form.
    """
    told = zip(passage.sentences, wordings(passage, title), strict=True)
    return [
        None if wording is None else _chance(wording, judged(passage, sentence))
        for sentence, wording in told
    ]


def wordings(passage: Passage, title: str) -> list[Wording | None]:
    """Return the wording of each sentence; None for those that are none, as datelines."""
    headline = {type_ for type_, _ in title_kinds(title)}
    found: list[Wording | None] = []
    number = 0
    for sentence in passage.sentences:
        if sentence.kind in UNTOLD:
            found.append(None)
            continue
        triggers = triggers_of(passage, sentence)
        found.append(read_wording(passage, sentence, number, triggers, headline))
        number += sentence.kind == "body"
    return found


def _chance(wording: Wording, judgement: Judgement | None) -> Chance:
    (total,) = Weights.named("events").totals(wording)
    if judgement is None:
        return Chance(likelihood(total - _ALONE), wording)
    return Chance(blend(likelihood(total), judgement.event, _OF_ENCODER), wording, judgement)
