"""Chances of sentences: how likely each tells of an event, and of which type, by its wording.

Weights learned from examples judge a sentence as a whole; ``cues`` judge its words one by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from geo.facts.scene import triggers_of
from geo.facts.sentences import UNTOLD
from geo.facts.triggers import title_kinds
from geo.facts.weights import Weights, likelihood, log_odds
from geo.facts.wording import Wording, read_wording

if TYPE_CHECKING:
    from geo.facts.passage import Passage
    from geo.model import EventType

__all__ = ["Chance", "chances", "together", "wordings"]

_OF_SENTENCE = 0.3
"""How much the sentence counts beside the word; it gave the best F1 on texts not learned from."""


@dataclass(frozen=True)
class Chance:
    """How likely a sentence tells of an event that its text has not told yet: 0 to 1."""

    event: float
    wording: Wording

    @cached_property
    def shares(self) -> dict[EventType, float]:
        """How likely each type is, if it tells of one; together these are 1."""
        weights = Weights.named("types")
        totals = weights.totals(self.wording)
        highest = max(totals)
        whole = math.fsum(math.exp(total - highest) for total in totals)
        return {
            cast("EventType", label): math.exp(total - highest) / whole
            for label, total in zip(weights.labels, totals, strict=True)
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
    whole = log_odds(sentence.event * share)
    return likelihood((1 - _OF_SENTENCE) * log_odds(word) + _OF_SENTENCE * whole)


def chances(passage: Passage, title: str) -> list[Chance | None]:
    """Return the chance of each sentence; None for those that are none, as datelines.

    ``title`` is the headline in plain form.
    """
    told = wordings(passage, title)
    return [None if wording is None else _chance(wording) for wording in told]


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


def _chance(wording: Wording) -> Chance:
    (total,) = Weights.named("events").totals(wording)
    return Chance(likelihood(total), wording)
