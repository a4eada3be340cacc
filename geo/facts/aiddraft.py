"""Aid records in the making."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.facts.giving import Giving
    from geo.facts.goods import Goods
    from geo.facts.money import Money

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """An aid record in the making; offsets are those of the article's text."""

    start: int
    end: int
    item: str
    category: str
    segment: tuple[int, int]
    giving: Giving | None
    quantity: float | None = None
    approximate: bool = False
    unit: str | None = None
    money: Money | None = None
    each: bool = False
    told: str = "counted"
    """As ``Goods`` has it; ``along``: without a figure, at the end of a list of counted things."""
    whole: bool = False
    goods_end: int = -1
    sentence_end: int = -1
    chance: float = 0.0
    """That what no figure counts is given here, by the company of its words; 0 in a heading."""
    evidence: list[tuple[int, int]] = field(default_factory=list)
    upto: int = sys.maxsize
    """Where the next gift begins."""
    apart: bool = False
    """Whether another thing stands between it and the word of giving."""

    def __post_init__(self) -> None:
        if self.goods_end < 0:
            self.goods_end = self.end

    @property
    def span(self) -> tuple[int, int]:
        """From where to where the words reach that tell of the gift, a verb beside it too."""
        if self.giving is None or self.apart:
            return self.start, self.end
        return min(self.start, self.giving.start), max(self.end, self.giving.end)

    def count(self, people: Goods) -> None:
        """Let people who receive say how many there are."""
        self.quantity, self.approximate = people.quantity, people.approximate
        self.unit, self.told = people.item.split()[-1], "counted"

    @property
    def is_money(self) -> bool:
        """Whether money itself is given."""
        return self.category == "money"
