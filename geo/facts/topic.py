"""What a text is about: whether it tells of gifts at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.weights import Weights, likelihood
from geo.facts.wording import STEM, Wording

if TYPE_CHECKING:
    from geo.facts.passage import Passage

__all__ = ["chance_of_aid", "wording_of_text"]


def chance_of_aid(passage: Passage) -> float:
    """Return the chance, 0 to 1, that a text tells of aid, by all its words."""
    (total,) = Weights.named("texts").totals(wording_of_text(passage))
    return likelihood(total)


def wording_of_text(passage: Passage) -> Wording:
    """Return the stems of a text."""
    words = passage.words.between(0, len(passage.plain))
    return Wording(frozenset(f"s:{word[:STEM]}" for word in words), frozenset())
