"""Works that somebody pays for: "the road cost 5 million USD, and the money came from …".

A house that is new or just opened is a gift even where nobody tells what it cost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.aiddraft import Draft
from geo.facts.giving import Giving
from geo.facts.lexicon import any_of, search_for

if TYPE_CHECKING:
    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence

__all__ = ["read_funded"]

_KINDS = ("expressway", "railway", "road", "bridge", "checkpoint", "building", "other")
_FAR = 1400  # characters within which a text comes back to what a thing cost


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    thing = rf"(?:{any_of('projects', *_KINDS)}|{any_of('items', 'building')})"
    house = rf"(?:{any_of('items', 'building')}|{any_of('projects', 'building')})"
    filler = rf"(?:{any_of('numbers', 'approximate')}|{any_of('worth', 'between')}|a\s+total\s+of)"
    cost = rf"{any_of('worth', 'cost')}(?:\s+{filler})*\s*$"
    return {
        "thing": re.compile(thing),
        "new house": re.compile(
            rf"\b(an?|another|new)\s+(?:[\w-]+\s+){{0,4}}?({house})(?!\s+{house})"
        ),
        "cost": re.compile(cost),
        "of it": re.compile(
            rf"\W*(?:it|(?:(?:the|this|that|its)\s+)?(?:[\w-]+\s+){{0,3}}?"
            rf"(?:{thing}|{any_of('giving', 'work on it')}))\s"
        ),
    }


def read_funded(passage: Passage, sentence: Sentence) -> list[Draft]:
    """Return a draft of what a work cost that a sentence says somebody else paid for.

    The sum stands in the sentence or in a later one that goes on about the work ("it cost …").
    Without a sum it is a draft of the house that was built.
    """
    text = passage.plain
    if not passage.tells(sentence, "giving", "funded"):
        return []
    paid = search_for("giving", "funded").search(text, sentence.start, sentence.end)
    thing = _patterns()["thing"].search(text, sentence.start, sentence.end)
    if paid is None or thing is None:
        return []
    money = _cost(passage, sentence)
    giving = Giving(*paid.span(), "build", passive=True, past=True)
    segment = (sentence.start, sentence.end)
    if money is None:
        return _new_house(passage, segment, giving)
    start, end = min(thing.start(), paid.start()), max(thing.end(), paid.end())
    draft = Draft(start, end, thing[0], "building", segment, giving, 1.0, told="one")
    draft.money, draft.sentence_end = money, sentence.end
    if not sentence.start <= money.start < sentence.end:
        draft.evidence.append((money.start, money.end))
    return [draft]


def _new_house(passage: Passage, segment: tuple[int, int], giving: Giving) -> list[Draft]:
    """Return a draft of the one house that a sentence says is new and paid for by somebody."""
    if passage.money_in(*segment):
        return []
    house = _patterns()["new house"].search(passage.plain, *segment)
    if house is None or (house[1] == "new" and house[2].endswith("s")):  # "new schools"
        return []
    found = Draft(*house.span(2), house[2], "building", segment, giving, 1.0, told="one")
    found.sentence_end = segment[1]
    return [found]


def _cost(passage: Passage, sentence: Sentence) -> Money | None:
    """Return what the work of a sentence cost."""
    cost, of_it = _patterns()["cost"], _patterns()["of it"]
    until = min(len(passage.plain), sentence.end + _FAR)
    for money in passage.money_in(sentence.start, until):
        if money.converted or money.each or money.period:
            continue
        start = next((s.start for s in passage.sentences if s.start <= money.start < s.end), 0)
        if not cost.search(passage.plain, max(start, money.start - 60), money.start):
            continue
        if money.start < sentence.end or of_it.match(passage.plain, start, money.start):
            return money
    return None
