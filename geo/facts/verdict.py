"""A word that may tell of an event, as it was weighed in its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from geo.facts.tense import Tense
    from geo.facts.triggers import Sense, Trigger

__all__ = ["AGREED", "ENOUGH", "LISTED", "PLENTY", "WORDING", "Verdict"]

ENOUGH, PLENTY = 2, 3
"""The score from which on a word tells of an event, and that above which it surely does."""
AGREED = "a task agreed on"
"""The reason of patrols and demarcation that the two sides plan."""
LISTED = "an item of a programme"
"""The reason of what stands among others in a list of what was or will be done."""
WORDING = "by its wording"
"""The reason of what no word of the vocabulary tells, but the sentence as a whole."""


@dataclass
class Verdict:
    """A trigger as it was weighed."""

    trigger: Trigger
    sense: Sense
    status: Literal["held", "planned"]
    score: int
    reasons: list[str] = field(default_factory=list)
    definite: bool = False
    plural: bool = False
    ordinal: str | None = None
    tense: Tense = "none"
    general: bool = False
    intended: bool = False
    """Whether it is planned, and the sentence says no day: a promise, or a part of a programme."""

    @property
    def settled(self) -> bool:
        """Whether its form alone tells it, whatever its words make likely."""
        return AGREED in self.reasons or LISTED in self.reasons

    def add(self, weight: int, reason: str) -> None:
        """Let a reason weigh for or against it."""
        self.score += weight
        self.reasons.append(reason)
