"""Figures whose noun stands elsewhere: "39 secondary ones", "against 75,000 in March"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.facts.counts import (
    Figure,
    behind,
    class_of,
    figure_of,
    form,
    is_part,
    pattern,
    stands_behind,
    tells,
)
from geo.facts.lexicon import any_of, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.facts.counts import About
    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence

__all__ = ["read_ellipsis"]

_SOME = 3  # two are the two countries
_WHOLE = 40  # characters behind "of" in which the whole is told
_CHANGE = 40  # characters in which "from", "to" stand before the figure
_NEAR = 90  # characters in which the noun of a total is looked for
_TOTALS: tuple[About, ...] = ("traffic", "people", "trade", "demarcation", "checkpoint")
_FEWEST = 20  # fewer people are a delegation


def read_ellipsis(
    passage: Passage, sentence: Sentence, number: Number, found: Sequence[Figure]
) -> Figure | None:
    """Read a figure that goes on about one told before, or whose noun stands before it.

    ``found`` are the figures told before it in the sentence.
    """
    last = found[-1] if found else None
    if last is not None:
        of_them = next(
            (f for f in reversed(found) if f.about in {"checkpoint", "demarcation"}), None
        )
        on = of_them and (_of_class(passage, sentence, number, of_them)
                          or _of_these(passage, sentence, number, of_them))  # fmt: skip
        on = on or _beside(passage, sentence, number, last)
        if on is not None:
            return on
    told = (reader(passage, sentence, number) for reader in _READERS)
    return next((figure for figure in told if figure is not None), None)


def _like(last: Figure, number: Number, end: int, class_: str | None = None) -> Figure:
    """Return a figure of what another figure counts."""
    return Figure(
        last.about, last.measure, number.value, last.unit, number.start, end, class_,
        number.approximate,
    )  # fmt: skip


def _of_noun(about: About, noun: str, number: Number, end: int) -> Figure:
    """Return a figure of what a noun before it names."""
    return Figure(about, noun, number.value, noun, number.start, end, None, number.approximate)


def _of_class(passage: Passage, sentence: Sentence, number: Number, last: Figure) -> Figure | None:
    """Read "including 9 international and 30 auxiliary ones" after a count of gates or markers."""
    text = passage.plain
    them = rf"(?:\s+of\s+{any_of('indicators', 'them')})?"
    words = re.compile(rf"{them}\s*({any_of('indicators', 'class words')})")
    match = words.match(text, number.end, sentence.end)
    if match is None or stands_behind(passage, sentence, number, "definite"):
        return None
    return _like(last, number, match.end(), class_of(match[1]))


def _of_these(passage: Passage, sentence: Sentence, number: Number, last: Figure) -> Figure | None:
    """Read "of which 38 are secondary": fewer than were told of, without a noun."""
    verb = form("verb").match(passage.plain, number.end, sentence.end)
    return _like(last, number, number.end) if verb and number.value < last.value else None


def _beside(passage: Passage, sentence: Sentence, number: Number, last: Figure) -> Figure | None:
    """Read what a figure is compared with, and the whole that it is a part of."""
    text = passage.plain
    first = max(last.end, sentence.start)
    if form("whole").search(text, first, number.start):
        return _like(last, number, number.end) if number.value > last.value else None
    if form("noun").match(text, number.end, sentence.end):
        return None
    compared = form("compared").search(text, first, number.start)
    return _like(last, number, number.end) if compared else None


def _fronted(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read "Of the planned 371 markers 305 stand": the whole stands first, the part alone."""
    text = passage.plain
    opening = form("fronted").match(text, sentence.start, sentence.end)
    if opening is None or number.value < _SOME or tells(passage, sentence, "other stories"):
        return None
    whole = next(iter(passage.numbers_in(opening.end(), opening.end() + _WHOLE)), None)
    if whole is None or number.start < whole.start or number.value > whole.value:
        return None
    noun = form("noun").match(text, whole.end, sentence.end)
    alone = number is whole or form("alone").match(text, number.end, sentence.end)
    if noun is None or not alone or noun[2] in phrases("giving", "time"):
        return None
    if not any(tells(passage, sentence, name) for name in ("about border", "about demarcation")):
        return None
    about: About = "demarcation" if tells(passage, sentence, "about demarcation") else "border"
    words = " ".join((noun[1] + noun[2]).split())
    return Figure(
        about, words, number.value, noun[2], number.start, number.end, None, number.approximate
    )


def _changed(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read "raise the number of lorries from 500 to 800": what was, what is, what is to be."""
    text = passage.plain
    if form("noun").match(text, number.end, sentence.end) or number.value < _SOME:
        return None
    near = max(sentence.start, number.start - _CHANGE)
    led_to = form("amounts").search(text, near, number.start)
    led_to = led_to or form("compared").search(text, near, number.start)
    if not led_to or not tells(passage, sentence, "changes"):
        return None
    for name in _TOTALS:
        nouns = list(pattern(name).finditer(text, sentence.start, number.start))
        if nouns and (name == "checkpoint" or tells(passage, sentence, f"about {name}")):
            noun = nouns[-1][0]
            return _of_noun(name, noun, number, number.end)
    return None


def _part(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read both figures of "eight out of 12 villages along the border"."""
    text = passage.plain
    at = behind(passage, sentence, number)
    if at == number.end and not is_part(passage, sentence, number):
        return None
    if not tells(passage, sentence, "about border") or tells(passage, sentence, "other stories"):
        return None
    match = form("noun").match(text, at, sentence.end)
    if match is None or match[2] in phrases("giving", "time") or number.value < 2:
        return None
    return figure_of("other", match, number, match[2])


def _total(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read "the number of tourists rose to 150,000" and "a population of 90,000"."""
    text = passage.plain
    near = max(sentence.start, number.start - _NEAR)
    if tells(passage, sentence, "other stories"):
        return None
    if form("noun").match(text, number.end, sentence.end) or not (
        amounts := form("amounts").search(text, near, number.start)
    ):
        return None
    for match in form("total of").finditer(text, near, amounts.start() + 1):
        for name in _TOTALS:
            noun = pattern(name).match(text, match.end())
            if noun:
                return _of_noun(name, noun[0], number, number.end)
    if pattern("population").search(text, near, number.start):
        return Figure("people", "population", number.value, "people", number.start, number.end)
    return None


def _of_them(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read "more than 560 of them came home" where people are told of before it."""
    text = passage.plain
    match = form("them").match(text, number.end, sentence.end)
    if match is None or number.value < _FEWEST or tells(passage, sentence, "other stories"):
        return None
    people = list(pattern("people").finditer(text, sentence.start, number.start))
    if not people or not tells(passage, sentence, "about people"):
        return None
    return _of_noun("people", people[-1][0], number, match.end())


_READERS: tuple[Callable[[Passage, Sentence, Number], Figure | None], ...] = (
    _fronted, _part, _total, _changed, _of_them,
)  # fmt: skip
