"""Care for people who are counted: they are examined, vaccinated, trained, sponsored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.lexicon import phrases

if TYPE_CHECKING:
    from geo.facts.segments import Segment

__all__ = ["sponsored", "treated"]

_CLOSE = 12  # characters between "sponsored" and the people who are sponsored


def treated(segment: Segment) -> list[Draft]:
    """Return what is done for people who are counted: examinations, vaccination, training."""
    for giving in segment.givings:
        if giving.kind != "treat":
            continue
        people = segment.count_of_people(giving.end)
        if people is None:
            continue
        word = segment.text[giving.start : giving.end]
        trained = word.startswith(("train", "đào"))
        return [
            Draft(
                min(giving.start, people.start), max(giving.end, people.end),
                "training" if trained else "medical examination and treatment",
                "training" if trained else "medical", segment.span, giving,
                people.quantity, people.approximate, people.item.split()[-1], goods_end=people.end,
            )
        ]  # fmt: skip
    return []


def sponsored(segment: Segment) -> list[Draft]:
    """Return the support of people who are counted, where nothing else is told of it."""
    for giving in segment.givings:
        word = segment.text[giving.start : giving.end]
        people = segment.count_of_people(giving.end)
        if people is None or people.start - giving.end > _CLOSE or giving.passive:
            continue
        if word in phrases("giving", "sponsor"):
            return [
                Draft(
                    giving.start, people.end, "sponsorship", "scholarship", segment.span, giving,
                    people.quantity, people.approximate, people.item.split()[-1],
                    whole=True, goods_end=people.end,
                )
            ]  # fmt: skip
    return []
