"""Numbers weighed by what surrounds them: indicators of no rule's form.

"The camp holds 1,200 people" tells a figure without a word of the border; weights learned from
examples and the encoder see it by the company that the number keeps. They also turn down what a
rule took for an indicator where examples of the kind were none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.facts.counts import PERCENT, Figure, class_of
from geo.facts.encoder import judged
from geo.facts.figures import is_price
from geo.facts.lexicon import any_of, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.counts import About
    from geo.facts.encoder import Judgement
    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence
    from geo.facts.surroundings import Surrounded

__all__ = ["likely_figures", "without_unlikely_figures"]

_FIGURE, _SHARE, _NO_FIGURE = 0.65, 0.5, 0.2
"""From the first chance on a number is an indicator, a percentage from the second; below the last
it is none, whatever the rules say. They gave the best F1 on texts not learned from.
"""
_NO_FIGURE_AT_ALL = 0.18  # chance by the encoder that a sentence tells one
_FIGURE_ALONE = 0.5  # of a number without a noun that goes on about the one before
_FEW = 2


def likely_figures(
    passage: Passage,
    sentence: Sentence,
    numbers: Sequence[Surrounded],
    known: Sequence[Figure],
    before: Figure | None = None,
) -> list[Figure]:
    """Return the numbers of a sentence that are indicators by what surrounds them.

    ``known`` are the figures that its rules have read, ``before`` is the last one told earlier.
    """
    judgement = judged(passage, sentence)
    if _tells_none(judgement):
        return []
    taken = [(f.start, f.end) for f in known]
    found: list[Figure] = []
    for weighed in numbers:
        start, end = _reach(weighed)
        if any(a < end and start < b for a, b in taken):
            continue
        figure = _alone(weighed, [*known, *found])
        least = _SHARE if weighed.number.percent else _FIGURE
        likely = weighed.indicator >= least and (judgement or not _is_read_by_rules(weighed))
        if figure is None and likely:
            figure = _figure(passage, sentence, weighed)
            if figure is None and judgement and before is not None:
                figure = _alone(weighed, [before])
        if figure is not None:
            found.append(figure)
            taken.append((start, end))
    return found


def _tells_none(judgement: Judgement | None) -> bool:
    """Say whether a sentence hardly tells a figure by what the encoder answers."""
    return judgement is not None and judgement.figure < _NO_FIGURE_AT_ALL


def _alone(weighed: Surrounded, told: Sequence[Figure]) -> Figure | None:
    """Return the figure of a number without a noun, of what was counted last before it.

    "44 gates are open on one side and 36 on the other".
    """
    number = weighed.number
    if weighed.goods is not None or weighed.money is not None or number.percent:
        return None
    before = (f for f in told if f.start < number.start)
    last = max(before, key=lambda f: f.start, default=None)
    if weighed.indicator < _FIGURE_ALONE or last is None or not _counts(last):
        return None
    return replace(
        last, value=number.value, start=number.start, end=number.end, class_=None,
        approximate=number.approximate,
    )  # fmt: skip


def _counts(figure: Figure) -> bool:
    """Say whether a figure counts things or people: it is no share and no sum."""
    return figure.unit.islower() and figure.unit != PERCENT


def _is_read_by_rules(weighed: Surrounded) -> bool:
    """Say whether a number counts by the form of its phrase only, unless the encoder is asked.

    Lengths ("patrolled 12 km"), people, and the small numbers of things known already.
    """
    goods = weighed.goods
    if goods is None:
        return weighed.money is None and not weighed.number.percent
    length = (goods.unit or goods.item.split()[0]) in phrases(
        "indicators", "length", "length in miles", "short length"
    )
    return length or goods.role == "people" or weighed.number.value <= _FEW


def _reach(weighed: Surrounded) -> tuple[int, int]:
    """Return from where to where a number reaches, as a sum with its currency."""
    told = weighed.money or weighed.number
    return told.start, told.end


def _figure(passage: Passage, sentence: Sentence, weighed: Surrounded) -> Figure | None:
    number, money, goods = weighed.number, weighed.money, weighed.goods
    if money is not None:
        if money.converted or is_price(passage, sentence, money):
            return None
        return Figure(
            "trade", "value", money.value, money.currency, money.start, money.end,
            approximate=money.approximate,
        )  # fmt: skip
    if number.percent:
        return Figure(
            "other", "share", number.value, PERCENT, number.start, number.end,
            approximate=number.approximate,
        )  # fmt: skip
    if goods is None:
        return _joined(passage.plain, number)
    about: About = "people" if goods.role == "people" else "other"
    return Figure(
        about, goods.item, number.value, goods.item.split()[-1], number.start, goods.end,
        class_of(goods.item), number.approximate,
    )  # fmt: skip


def _joined(text: str, number: Number) -> Figure | None:
    """Return the figure of a length that is told of something: "a 30-km road along the border"."""
    unit = re.compile(rf"-({any_of('indicators', 'length', 'length in miles')})")
    match = unit.match(text, number.end)
    if match is None:
        return None
    return Figure(
        "other", match[1], number.value, match[1], number.start, match.end(),
        approximate=number.approximate,
    )  # fmt: skip


def without_unlikely_figures(
    figures: Sequence[Figure], numbers: Sequence[Surrounded], judgement: Judgement | None
) -> list[Figure]:
    """Return the figures of a sentence without those that are no indicators.

    A sentence that by the encoder's ``judgement`` hardly tells a figure tells none.
    """
    if _tells_none(judgement):
        return [f for f in figures if f.listed]
    chances = {w.number.start: w.indicator for w in numbers}
    return [f for f in figures if f.listed or chances.get(f.start, 1.0) >= _NO_FIGURE]
