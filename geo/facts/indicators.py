"""Indicators: figures about the border, its checkpoints, markers, trade, traffic and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facts.counts import PERCENT
from geo.facts.encoder import judged
from geo.facts.figures import Figure, figures_in
from geo.facts.lexicon import search_for
from geo.facts.measures import likely_figures, without_unlikely_figures
from geo.facts.passage import Passage
from geo.facts.surroundings import chances_of_numbers
from geo.model import Evidence, Indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.dates import FoundDate
    from geo.facts.sentences import Sentence
    from geo.model import Article, Mention

__all__ = ["read_indicators"]


def read_indicators(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
    *,
    passage: Passage | None = None,
) -> list[Indicator]:
    """Return the figures that an article gives about the border, in the order of the text.

    Counts of checkpoints and markers with their class, shares in percent, lengths in km, sums of
    trade in whole units of their currency, people and vehicles that cross; targets too. A figure
    told twice is one record with both stretches as evidence.
    """
    passage = passage or Passage.of(article, mentions, sentences)
    found: dict[tuple[str, float, str | None, bool], tuple[Figure, list[Sentence]]] = {}
    last: Figure | None = None
    for sentence in passage.sentences:
        if sentence.kind in {"stamp", "dateline"}:  # "By 2019, 80 markers …" looks like a credit
            continue
        told = figures_in(passage, sentence)
        numbers = chances_of_numbers(passage, sentence)
        told = without_unlikely_figures(told, numbers, judged(passage, sentence))
        told += likely_figures(passage, sentence, numbers, told, last)
        last = max(told, key=lambda figure: figure.start, default=last)
        for figure in told:
            key = (figure.about, figure.value, figure.class_, figure.unit == PERCENT)
            known = found.setdefault(key, (figure, []))
            if sentence not in known[1]:
                known[1].append(sentence)
    for figure, where in found.values():
        if where[0].kind == "heading":  # a headline says shortly what the text tells
            where += [s for s in _with(passage, figure.value) if s not in where]
    return [
        _indicator(passage, figure, where, number)
        for number, (figure, where) in enumerate(found.values(), 1)
    ]


def _with(passage: Passage, value: float) -> list[Sentence]:
    """Return the sentences of the text proper that tell a number."""
    return [
        s
        for s in passage.sentences
        if s.kind == "body" and any(n.value == value for n in passage.numbers_in(s.start, s.end))
    ]


def _indicator(passage: Passage, figure: Figure, where: list[Sentence], number: int) -> Indicator:
    first = where[0]
    dates = [
        d
        for d in passage.dates_in(first.start, first.end)
        if not _is_compared(passage.plain, figure, d)
    ]
    near = sorted(dates, key=lambda d: (abs(d.start - figure.end), d.start))
    places = [m for m in passage.named(first.start, first.end) if m.place_id]
    return Indicator(
        id=f"{passage.article.id}-indicator-{number}",
        about=figure.about,
        measure=figure.measure,
        value=figure.value,
        unit=figure.unit,
        class_=figure.class_,
        approximate=figure.approximate,
        date=near[0].span if near else None,
        place_ids=tuple(dict.fromkeys(m.place_id for m in places if m.place_id)),
        confidence=0.7,
        evidence=tuple(Evidence(passage.article.id, s.start, s.end) for s in where),
    )


def _is_compared(text: str, figure: Figure, date: FoundDate) -> bool:
    """Say whether a date is that of what a figure is compared with: "up 8% from 3 billion in 2019".

    "From" may belong to the date ("up 8% from a year earlier"), but not in "from 2019 to 2021".
    """
    if date.start < figure.end:
        return False
    words = search_for("indicators", "compared")
    if words.search(text, figure.end, date.start):
        return True
    return words.match(text, date.start) is not None and date.span.start == date.span.end
