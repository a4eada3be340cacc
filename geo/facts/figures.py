"""Which figures of a sentence tell of the border: counts, lengths, shares, trade, traffic."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from geo.facts.counts import PERCENT, Figure, pattern, read_count, stands_behind, tells
from geo.facts.ellipsis import read_ellipsis
from geo.facts.lexicon import any_of
from geo.facts.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.counts import About
    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence

__all__ = ["Figure", "figures_in", "is_price"]

_CHANGE = 40  # characters before a percentage that may say so
_COSTS = 40  # characters before a sum that may say so


@remembered
def figures_in(passage: Passage, sentence: Sentence) -> list[Figure]:
    """Return the figures of a sentence that tell of the border, in the order of the text."""
    place = bisect_left(passage.sentences, sentence.start, key=lambda s: s.start)
    before = passage.sentences[max(0, place - 1) : place]  # whose trade it may go on about
    start, end = sentence.start, sentence.end
    sums = passage.money_in(start, end)
    told = [_trade(passage, sentence, money, before) for money in sums if not money.converted]
    found = [figure for figure in told if figure is not None]
    for number in passage.numbers_in(start, end):
        if any(m.start <= number.start < m.end for m in sums):
            continue
        if number.percent:
            figure = _share(passage, sentence, number)
        elif stands_behind(passage, sentence, number, "instead") or _is_rank(passage, number):
            continue  # "seven instead of three", "among the five largest"
        else:
            figure = read_count(passage, sentence, number)
            figure = figure or read_ellipsis(passage, sentence, number, found)
        if figure is not None:
            found.append(figure)
    return sorted(found, key=lambda f: f.start)


def _trade(
    passage: Passage, sentence: Sentence, money: Money, before: Sequence[Sentence]
) -> Figure | None:
    """Read a sum of trade, investment or revenue."""
    text = passage.plain
    if not tells(passage, sentence, "about trade") and not _goes_on(passage, sentence, before):
        return None
    if tells(passage, sentence, "other stories"):
        return None
    if is_price(passage, sentence, money):
        return None
    class_ = (
        "target"
        if pattern("target").search(text, max(sentence.start, money.start - 80), money.start)
        else None
    )
    return Figure(
        "trade", _words(passage, sentence, "about trade"), money.value, money.currency,
        money.start, money.end, class_, money.approximate,
    )  # fmt: skip


def is_price(passage: Passage, sentence: Sentence, money: Money) -> bool:
    """Say whether a sum is what something built costs, which is no figure of trade."""
    before = passage.plain[max(sentence.start, money.start - _COSTS) : money.start]
    if _costs().search(before) and not tells(passage, sentence, "traded"):
        return True
    return _buys_works(passage, sentence) and not tells(passage, sentence, "trade itself")


def _buys_works(passage: Passage, sentence: Sentence) -> bool:
    """Say whether a sentence tells of something built."""
    return tells(passage, sentence, "works") or (
        passage.tells(sentence, "items", "building") and passage.tells(sentence, "giving", "build")
    )


def _is_rank(passage: Passage, number: Number) -> bool:
    """Say whether a figure counts the best of many: "one of the three busiest gates"."""
    text, (among, best) = passage.plain, _ranks()
    if best.match(text, number.end) is None:
        return False
    return among.search(text[max(0, number.start - _CHANGE) : number.start]) is not None


@cache
def _costs() -> re.Pattern[str]:
    approximate = any_of("numbers", "approximate")
    return re.compile(rf"{any_of('indicators', 'costs')}\s+(?:{approximate}\s+)*$")


@cache
def _ranks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before and behind a figure that counts the best."""
    among = re.compile(rf"{any_of('indicators', 'ranked among')}\s+$")
    return among, re.compile(rf"\s+(?:{any_of('indicators', 'superlatives')}|\w{{3,}}est)\s")


def _goes_on(passage: Passage, sentence: Sentence, before: Sequence[Sentence]) -> bool:
    """Say whether a sentence goes on about the trade that the one before told in figures."""
    if not (tells(passage, sentence, "the figure") or tells(passage, sentence, "target")):
        return False
    return any(
        tells(passage, last, "about trade") and passage.money_in(last.start, last.end)
        for last in before
    )


def _share(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read a share in percent; how much a figure rose or fell is none."""
    text = passage.plain
    if _is_change(passage, sentence, number):
        return None
    about: About = "other"
    if tells(passage, sentence, "about demarcation"):
        about = "demarcation"
    elif tells(passage, sentence, "about trade"):
        about = "trade"
    elif tells(passage, sentence, "built"):
        about = "checkpoint" if tells(passage, sentence, "checkpoint") else "other"
    elif tells(passage, sentence, "about border"):
        about = "border"
    near = text[number.end : min(sentence.end, number.end + 50)]
    class_ = "remaining" if pattern("remaining").search(near) else None
    return Figure(
        about,
        "share",
        number.value,
        PERCENT,
        number.start,
        number.end,
        class_,
        number.approximate,
    )


def _is_change(passage: Passage, sentence: Sentence, number: Number) -> bool:
    """Say whether a percentage tells how much a figure rose or fell ("30 percent more than")."""
    text = passage.plain
    before = text[max(sentence.start, number.start - _CHANGE) : number.start]
    led = rf"{any_of('indicators', 'rise of')}\s+(?:{any_of('numbers', 'approximate')}\s+)*$"
    behind = rf"\s+{any_of('indicators', 'than before')}(?!\w)"
    if re.search(led, before):
        return True
    return re.compile(behind).match(text, number.end, sentence.end) is not None


def _words(passage: Passage, sentence: Sentence, name: str) -> str:
    match = pattern(name).search(passage.plain, sentence.start, sentence.end)
    return match[0] if match else name
