"""What stands around a number or a thing: words that say whether it is a gift, or of the border."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.facts.counts import counted_noun, tells
from geo.facts.encoder import judged
from geo.facts.figures import figures_in
from geo.facts.lexicon import sections
from geo.facts.memory import remembered
from geo.facts.segments import Segment
from geo.facts.triggers import triggers_in
from geo.facts.weights import Weights, blend, likelihood
from geo.facts.wording import STEM, Wording, sided, stems_beside, stems_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facts.goods import Goods
    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence

__all__ = [
    "Surrounded",
    "chances_of_numbers",
    "chances_of_things",
    "read_surroundings",
    "read_things",
]

_NOUNS = (
    "checkpoint", "pairs", "demarcation", "traffic", "people", "trade", "length", "area",
    "twinning", "localities", "cases",
)  # fmt: skip
_BEFORE, _BEHIND = 3, 4  # words whose place counts
_BAG_BEFORE, _BAG_BEHIND = 5, 6
_GIFT_OF_ENCODER, _FIGURE_OF_ENCODER = 0.4, 0.3
_NUMBER_OF_ENCODER, _MEASURE_OF_ENCODER, _THING_OF_ENCODER = 0.5, 0.5, 0.5
"""How much what the encoder says of the sentence counts beside what surrounds the number or thing;
it gave the best F1 on texts not learned from.
"""
_FEW = 12  # so few are rarely a figure that is told for its own sake


@dataclass(frozen=True, slots=True)
class Surrounded:
    """A number with the thing that it counts or the sum that it is, and what its words make likely.

    ``aid`` and ``indicator`` are chances from 0 to 1.
    """

    number: Number
    goods: Goods | None
    money: Money | None
    aid: float
    indicator: float


@remembered
def chances_of_numbers(passage: Passage, sentence: Sentence) -> list[Surrounded]:
    """Return the numbers of a sentence, each with what its surroundings make likely."""
    weights = Weights.named("numbers")
    judgement = judged(passage, sentence)
    found = []
    for number, goods, money, wording in read_surroundings(passage, sentence):
        aid, indicator = map(likelihood, weights.totals(wording))
        if judgement is not None:
            aid = blend(aid, judgement.gift, _GIFT_OF_ENCODER)
            indicator = blend(indicator, judgement.figure, _FIGURE_OF_ENCODER)
            own = judgement.parts.get(number.start - sentence.start)
            if own is not None:
                aid = blend(aid, own.gift, _NUMBER_OF_ENCODER)
                indicator = blend(indicator, own.figure, _MEASURE_OF_ENCODER)
        found.append(Surrounded(number, goods, money, aid, indicator))
    return found


def read_surroundings(
    passage: Passage, sentence: Sentence
) -> Iterator[tuple[Number, Goods | None, Money | None, Wording]]:
    """Yield the numbers of a sentence, each with its thing, its sum, and its surroundings."""
    start, end = sentence.start, sentence.end
    numbers = passage.numbers_in(start, end)
    if not numbers:
        return
    sums = passage.money_in(start, end)
    things = passage.counted_in(start, end)
    around, shared = _of_sentence(passage, sentence)
    for number in numbers:
        money = next((m for m in sums if m.start <= number.start < m.end), None)
        goods = next((g for g in things if g.start <= number.start < g.end), None)
        words = around | _beside(passage, sentence, number.start, number.end)
        marks = (
            shared
            | _marks(passage.plain, number, goods, money)
            | _measures(passage, sentence, number)
        )
        yield number, goods, money, Wording(frozenset(words), frozenset(marks))


def chances_of_things(passage: Passage, sentence: Sentence) -> list[tuple[Goods, float]]:
    """Return the things of a sentence that no figure counts, with the chance that each is given."""
    if not (passage.gives and passage.tells(sentence, "items", *sections("items"))):
        return []
    weights = Weights.named("gifts")
    judgement = judged(passage, sentence)
    found = []
    for goods, wording in read_things(passage, sentence):
        chance = likelihood(*weights.totals(wording))
        if judgement is not None:
            chance = blend(chance, judgement.gift, _GIFT_OF_ENCODER)
            own = judgement.parts.get(goods.start - sentence.start)
            if own is not None:
                chance = blend(chance, own.given, _THING_OF_ENCODER)
        found.append((goods, chance))
    return found


def read_things(passage: Passage, sentence: Sentence) -> Iterator[tuple[Goods, Wording]]:
    """Yield the things of a sentence that no figure counts, each with its surroundings.

    Its words are those beside it and its own; its marks tell what is given in the sentence, by
    which kind of word, and which of these governs the thing.
    """
    segment = Segment(passage, sentence, sentence.start, sentence.end)
    things = segment.named
    if not things:
        return
    around, shared = _of_sentence(passage, sentence)
    shared = shared | {f"g:{giving.kind}" for giving in segment.givings}
    shared |= {f"counts:{bool(segment.goods):d}", f"sums:{bool(segment.money):d}"}
    for goods in things:
        giving = segment.giver(goods.start, goods.end)
        kind = giving.kind if giving is not None else "none"
        words = around | _beside(passage, sentence, goods.start, goods.end)
        own = passage.words.between(goods.start, goods.end)
        words |= {f"h:{goods.item}", *(f"i:{word[:STEM]}" for word in own)}
        marks = shared | {f"category:{goods.category}", f"told:{goods.told}", f"giver:{kind}"}
        marks |= {f"k:{sentence.kind}"}
        yield goods, Wording(frozenset(words), frozenset(marks))


@remembered
def _of_sentence(passage: Passage, sentence: Sentence) -> tuple[frozenset[str], frozenset[str]]:
    """Return what all numbers and things of a sentence share."""
    start, end = sentence.start, sentence.end
    marks = {f"given:{bool(passage.givings_in(start, end)):d}"}
    marks.add(f"text gives:{passage.gives:d}")
    for trigger in triggers_in(passage, sentence):
        marks.update(f"t:{sense.type}" for sense in trigger.senses)
    marks.update(f"m:{m.type}" for m in passage.named(start, end, embedded=True))
    return stems_in(passage, sentence), frozenset(marks)


def _beside(passage: Passage, sentence: Sentence, start: int, end: int) -> set[str]:
    """Return the words on both sides of a stretch, those nearest with their place."""
    before, behind = stems_beside(passage, sentence, start, end)
    before, behind = before[-_BAG_BEFORE:], behind[:_BAG_BEHIND]
    found = sided(before, behind, _BEFORE, _BEHIND)
    found.update(f"b:{a}_{b}" for a, b in zip(before[-1:], behind[:1], strict=False))
    found.update(f"rb:{a}_{b}" for a, b in pairwise(behind[:2]))
    return found


def _measures(passage: Passage, sentence: Sentence, number: Number) -> set[str]:
    """Return what a number measures: by the noun behind it, and by the rules of figures."""
    text = passage.plain
    marks = {
        f"noun:{name}"
        for name in _NOUNS
        if tells(passage, sentence, name)
        and counted_noun(name).match(text, number.end, sentence.end)
    }
    rule = next((f for f in figures_in(passage, sentence) if f.start <= number.start < f.end), None)
    marks.add(f"rule:{rule.about if rule else None}")
    return marks


def _marks(text: str, number: Number, goods: Goods | None, money: Money | None) -> set[str]:
    marks = {
        f"money:{money is not None:d}",
        f"percent:{number.percent:d}",
        f"scaled:{number.scaled:d}",
        f"one:{number.value == 1:d}",
        f"digits:{int(math.log10(max(1.0, number.value)))}",
        f"few:{number.value if number.value <= _FEW else 0:g}",
        f"whole:{number.value == int(number.value):d}",
        f"spelled:{text[number.start].isalpha():d}",
    }
    if goods is not None:
        marks |= {f"category:{goods.category}", f"role:{goods.role}", f"known:{goods.known:d}"}
    return marks
