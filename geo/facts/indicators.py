"""Indicators: figures about the border, its checkpoints, markers, trade, traffic and people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.lexicon import any_of
from geo.facts.passage import Passage
from geo.model import Evidence, Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.facts.money import Money
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence
    from geo.gazetteer import Gazetteer
    from geo.model import Article, Mention

__all__ = ["read_indicators"]

About = Literal["border", "checkpoint", "trade", "traffic", "demarcation", "people", "other"]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure that counts as an indicator, before it is a record."""

    about: About
    measure: str
    value: float
    unit: str
    start: int
    end: int
    class_: str | None = None
    approximate: bool = False


def read_indicators(
    article: Article,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence] | None = None,
    gazetteer: Gazetteer | None = None,  # noqa: ARG001 - all readers of facts are called alike
    *,
    passage: Passage | None = None,
) -> list[Indicator]:
    """Return the figures that an article gives about the border, in the order of the text.

    Counts of checkpoints and markers with their class, shares in percent, lengths in km, sums of
    trade in whole units of their currency, people and vehicles that cross; targets too. A figure
    told twice is one record with both stretches as evidence.
    """
    passage = passage or Passage.of(article, mentions, sentences)
    found: dict[tuple[str, float, str, str | None], tuple[_Figure, list[Sentence]]] = {}
    for sentence in passage.sentences:
        if sentence.kind in {"credit", "stamp", "dateline"}:
            continue
        for figure in _figures(passage, sentence):
            key = (figure.about, figure.value, figure.unit, figure.class_)
            known = found.setdefault(key, (figure, []))
            if sentence not in known[1]:
                known[1].append(sentence)
    return [
        _indicator(passage, figure, where, number)
        for number, (figure, where) in enumerate(found.values(), 1)
    ]


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    return re.compile(any_of("indicators", *names))


@cache
def _counted(name: str) -> re.Pattern[str]:
    """Return the pattern of a figure's noun, with up to five words before it."""
    return re.compile(
        r"(?:\s+of\s+(?:the\s+|its\s+)?\d[\d.,]*)?"
        rf"\s*-?((?:(?!{any_of('giving', 'stops')})[\w'/-]+\s+|of\s+|land\s+and\s+){{0,5}}?)"
        rf"({any_of('indicators', name)})"
    )


def _figures(passage: Passage, sentence: Sentence) -> list[_Figure]:
    start, end = sentence.start, sentence.end
    sums = passage.money_in(start, end)
    told = [_trade(passage, sentence, money) for money in sums if not money.converted]
    found = [figure for figure in told if figure is not None]
    for number in passage.numbers_in(start, end):
        if any(m.start <= number.start < m.end for m in sums):
            continue
        figure = (
            _share(passage, sentence, number)
            if number.percent
            else _count(passage, sentence, number, found)
        )
        if figure is not None:
            found.append(figure)
    return sorted(found, key=lambda f: f.start)


def _near(passage: Passage, sentence: Sentence, name: str) -> bool:
    return passage.tells(sentence, "indicators", name)


def _trade(passage: Passage, sentence: Sentence, money: Money) -> _Figure | None:
    """Read a sum of trade, investment or revenue."""
    text = passage.plain
    if not _near(passage, sentence, "about trade") and not _goes_on(passage, sentence):
        return None
    if _near(passage, sentence, "other stories"):
        return None
    if _near(passage, sentence, "works") and not _near(passage, sentence, "trade itself"):
        return None
    class_ = (
        "target"
        if _pattern("target").search(text, max(sentence.start, money.start - 80), money.start)
        else None
    )
    return _Figure(
        "trade", _words(passage, sentence, "about trade"), money.value, money.currency,
        money.start, money.end, class_, money.approximate,
    )  # fmt: skip


def _goes_on(passage: Passage, sentence: Sentence) -> bool:
    """Say whether a sentence goes on about the trade that the one before told in figures."""
    number = passage.sentences.index(sentence)
    if not number or not _near(passage, sentence, "the figure"):
        return False
    before = passage.sentences[number - 1]
    return _near(passage, before, "about trade") and bool(
        passage.money_in(before.start, before.end)
    )


def _share(passage: Passage, sentence: Sentence, number: Number) -> _Figure | None:
    """Read a share in percent."""
    text = passage.plain
    about: About = "other"
    if _near(passage, sentence, "about demarcation"):
        about = "demarcation"
    elif _near(passage, sentence, "about trade"):
        about = "trade"
    elif _near(passage, sentence, "built"):
        about = "checkpoint" if _near(passage, sentence, "checkpoint") else "other"
    elif _near(passage, sentence, "about border"):
        about = "border"
    near = text[number.end : min(sentence.end, number.end + 50)]
    class_ = "remaining" if _pattern("remaining").search(near) else None
    return _Figure(
        about,
        "share",
        number.value,
        "percent",
        number.start,
        number.end,
        class_,
        number.approximate,
    )


def _count(
    passage: Passage, sentence: Sentence, number: Number, found: list[_Figure]
) -> _Figure | None:
    """Read a count of things or people, or a length."""
    text = passage.plain
    before = text[max(sentence.start, number.start - 24) : number.start]
    if re.search(rf"{any_of('indicators', 'instead')}\s+$", before):
        return None
    told = [figure for reader in _READERS if (figure := reader(passage, sentence, number))]
    if told:
        return min(told, key=lambda figure: figure.end)
    return _elliptic(passage, sentence, number, found)


def _match(passage: Passage, sentence: Sentence, number: Number, name: str) -> re.Match[str] | None:
    return _counted(name).match(passage.plain, number.end, sentence.end)


def _gates(passage: Passage, sentence: Sentence, number: Number) -> _Figure | None:
    match = _match(passage, sentence, number, "twinning")
    if match:
        return _figure("other", match, number, "pairs")
    match = _match(passage, sentence, number, "checkpoint")
    if match is None and (_near(passage, sentence, "checkpoint") or _has_gate(passage, sentence)):
        match = _match(passage, sentence, number, "pairs")
    if match is None or _is_definite(passage, sentence, number):
        return None
    return _figure(
        "checkpoint",
        match,
        number,
        "pairs" if "pair" in match[0] or "cặp" in match[0] else "border gates",
    )


def _has_gate(passage: Passage, sentence: Sentence) -> bool:
    return any(m.type == "border_gate" for m in passage.named(sentence.start, sentence.end))


def _is_definite(passage: Passage, sentence: Sentence, number: Number) -> bool:
    """Say whether things known already are meant ("the two gates"), so nothing is counted."""
    before = passage.plain[max(sentence.start, number.start - 24) : number.start]
    return bool(re.search(rf"{any_of('indicators', 'definite')}\s+$", before)) or number.value < 2


def _markers(passage: Passage, sentence: Sentence, number: Number) -> _Figure | None:
    match = _match(passage, sentence, number, "demarcation")
    if match is None or (number.value < 20 and not _near(passage, sentence, "planting")):
        return None
    return _figure("demarcation", match, number, "markers")


def _length(passage: Passage, sentence: Sentence, number: Number) -> _Figure | None:
    match = _match(passage, sentence, number, "length")
    if match is None or match[1].strip() or not _near(passage, sentence, "about border"):
        return None
    text = passage.plain
    near = text[max(sentence.start, number.start - 80) : min(sentence.end, match.end() + 60)]
    away = re.compile(rf"\s*{any_of('syntax', 'away')}").match(text, match.end(), sentence.end)
    if away or not _pattern("about border").search(near):
        return None
    hyphen = text[number.end : number.end + 1] == "-"
    if hyphen and not _pattern("about border").search(text, match.end(), match.end() + 30):
        return None  # "the 18-km road"
    about: About = "demarcation" if _near(passage, sentence, "about demarcation") else "border"
    return _figure(about, match, number, "km")


def _area(passage: Passage, sentence: Sentence, number: Number) -> _Figure | None:
    match = _match(passage, sentence, number, "area")
    if match is None or match[1].strip() or not _near(passage, sentence, "about area"):
        return None
    return _figure("other", match, number, match[2])


def _moving(passage: Passage, sentence: Sentence, number: Number) -> _Figure | None:
    """Read vehicles, people and goods that cross."""
    if _near(passage, sentence, "other stories"):
        return None
    names: tuple[tuple[About, str], ...] = (
        ("traffic", "traffic"),
        ("people", "people"),
        ("trade", "trade"),
    )
    told_of = _has_gate(passage, sentence) or _near(passage, sentence, "gate")
    gate = number.value >= 100 and told_of
    told = []
    for about, name in names:
        match = _match(passage, sentence, number, name)
        near = gate or _near(passage, sentence, f"about {name}")
        if name == "trade":
            near = near or _near(passage, sentence, "about traffic")
        if match and number.value >= 5 and near:
            told.append(_figure(about, match, number, match[2]))
    return min(told, key=lambda figure: figure.end, default=None)


def _elliptic(
    passage: Passage, sentence: Sentence, number: Number, found: list[_Figure]
) -> _Figure | None:
    """Read "including 9 international and 30 auxiliary ones" after a count of gates or markers."""
    last = next((f for f in reversed(found) if f.about in {"checkpoint", "demarcation"}), None)
    match = re.compile(rf"\s*({any_of('indicators', 'class words')})").match(
        passage.plain, number.end, sentence.end
    )
    if last is None or match is None:
        return None
    return _Figure(
        last.about, last.measure, number.value, last.unit, number.start, match.end(),
        _class(match[1]), number.approximate,
    )  # fmt: skip


_READERS: tuple[Callable[[Passage, Sentence, Number], _Figure | None], ...] = (
    _gates, _markers, _length, _area, _moving,
)  # fmt: skip


def _figure(about: About, match: re.Match[str], number: Number, unit: str) -> _Figure:
    words = " ".join((match[1] + match[2]).split())
    return _Figure(
        about,
        words,
        number.value,
        unit,
        number.start,
        match.end(),
        _class(words),
        number.approximate,
    )


def _class(words: str) -> str | None:
    for name in ("international", "main", "secondary", "local"):
        if _pattern(name).search(words):
            return name
    return None


def _words(passage: Passage, sentence: Sentence, name: str) -> str:
    match = _pattern(name).search(passage.plain, sentence.start, sentence.end)
    return match[0] if match else name


def _indicator(passage: Passage, figure: _Figure, where: list[Sentence], number: int) -> Indicator:
    first = where[0]
    dates = passage.dates_in(first.start, first.end)
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
