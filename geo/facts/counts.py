"""Counts and lengths that tell of the border: gates, markers, kilometres, people, vehicles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.lexicon import any_of, phrases, search_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.facts.sentences import Sentence

__all__ = [
    "PERCENT",
    "Figure",
    "behind",
    "class_of",
    "counted_noun",
    "figure_of",
    "form",
    "is_part",
    "pattern",
    "read_count",
    "stands_behind",
    "tells",
]

About = Literal["border", "checkpoint", "trade", "traffic", "demarcation", "people", "other"]


PERCENT = "percent"
"""The unit of a share, however the text writes it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that counts as an indicator, before it is a record."""

    about: About
    measure: str
    value: float
    unit: str
    start: int
    end: int
    class_: str | None = None
    approximate: bool = False
    listed: bool = False
    """Whether a list of figures in brackets tells it, which is sure without weighing its words."""


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """Return the pattern of the words of some sections of indicators.txt."""
    return re.compile(any_of("indicators", *names))


@cache
def counted_noun(name: str) -> re.Pattern[str]:
    """Return the pattern of a figure's noun, with up to five words before it."""
    return re.compile(
        rf"\s*-?((?:(?!{any_of('giving', 'stops')})[^\W\d][\w'/-]*\s+|of\s+|land\s+and\s+){{0,5}}?)"
        rf"({any_of('indicators', name)})"
    )


@cache
def _measured(name: str) -> re.Pattern[str]:
    """Return the pattern of a unit of measure, which may be written onto its figure ("5km")."""
    units = "|".join(sorted(map(re.escape, phrases("indicators", name)), key=len, reverse=True))
    return re.compile(rf"\s*-?()({units})(?!\w)")


@cache
def form(name: str) -> re.Pattern[str]:
    """Return the pattern of a form in which figures and their nouns are told."""
    among = any_of("indicators", "among")
    noun = rf"(?!{any_of('giving', 'stops')})[^\W\d_][\w'/-]*"
    forms = {
        "out of": rf"\s+(?:out\s+)?of\s+(?:{among}\s+)*",
        "part of": rf"(?:{any_of('indicators', 'part')}|\d+(?:st|nd|rd|th))\s+(?:out\s+)?of\s+"
        rf"(?:{among}\s+)*$",
        "noun": rf"\s+((?:{noun}\s+){{0,4}}?)({noun})"
        rf"(?=\s+{any_of('giving', 'stops')}|\s*[,.;:]|$)",
        "compared": rf"{any_of('indicators', 'compared')}\s+"
        rf"(?:{any_of('numbers', 'approximate')}\s+)*$",
        "whole": rf"{any_of('indicators', 'whole')}\s+(?:{among}\s+)*$",
        "fronted": rf"\W*{any_of('indicators', 'out of whole')}\s+(?:{among}\s+)*",
        "alone": rf"\s+{any_of('indicators', 'stand')}(?!\w)|\s*(?:[,.;:]|$)",
        "them": rf"\s+of\s+{any_of('indicators', 'them')}(?!\w)",
        "of border": rf"\s+of\s+(?:\w+\s+)?{any_of('indicators', 'about border')}(?!\w)",
        "verb": rf"\s+(?:of\s+(?:them|which|these)\s+)?{any_of('indicators', 'became')}(?!\w)",
        "amounts": rf"{any_of('indicators', 'amounts to')}\s+"
        rf"(?:{any_of('numbers', 'approximate')}\s+)*$",
        "total of": rf"{any_of('indicators', 'total of')}\s+((?:[\w'-]+\s+){{0,3}}?)",
        "long": rf"[\s-]*{any_of('indicators', 'long')}\s*(?:[.,;)]|$)",
        "thing": rf"[\s-]*(?:long)?\s*(?:[\w-]+\s+){{0,3}}?{any_of('projects', *_LINES)}",
    }
    return re.compile(forms[name])


_YEAR = re.compile(r"(?:19|20)\d\d")
_WIDE = 10_000  # square metres or hectares; what is smaller is no zone
_MOVING: tuple[tuple[About, str], ...] = (
    ("traffic", "traffic"),
    ("people", "people"),
    ("trade", "trade"),
)
_RIGHT = 24  # no word of those that stand right before a figure is longer
_REACH = 300  # characters before in which the gates are named that "seven pairs" counts
_MANY = 20  # fewer markers are passed by a patrol
_SEVERAL = 2
_SOME = 3  # two provinces are two neighbours
_FEWEST = {"traffic": 5, "people": 20, "trade": 5}  # fewer are a delegation, not the traffic
_LINES = ("expressway", "railway", "road", "bridge", "other")


def tells(passage: Passage, sentence: Sentence, name: str) -> bool:
    """Say whether a sentence holds a word of a section of indicators.txt."""
    return passage.tells(sentence, "indicators", name)


def read_count(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read a count of things or people, or a length, whose noun or unit follows it."""
    told = [figure for reader in _READERS if (figure := reader(passage, sentence, number))]
    return min(told, key=lambda figure: figure.end, default=None)


def _match(passage: Passage, sentence: Sentence, number: Number, name: str) -> re.Match[str] | None:
    if not tells(passage, sentence, name):
        return None
    at = behind(passage, sentence, number)
    return counted_noun(name).match(passage.plain, at, sentence.end)


def behind(passage: Passage, sentence: Sentence, number: Number) -> int:
    """Return the offset of a figure's noun: in "8 out of 12 gates" that behind the 12."""
    match = form("out of").match(passage.plain, number.end, sentence.end)
    if match is None:
        return number.end
    following = passage.numbers_in(match.end(), match.end() + 1)
    return following[0].end if following else number.end


def is_part(passage: Passage, sentence: Sentence, number: Number) -> bool:
    """Say whether a figure is the whole that a part was told of ("the fifth of 12 gates")."""
    first = max(sentence.start, number.start - 40)
    if form("part of").search(passage.plain, first, number.start):
        return True
    before = [n for n in passage.numbers_in(first, number.start) if n.end < number.start]
    return bool(before) and behind(passage, sentence, before[-1]) == number.end


def _gates(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    match = _match(passage, sentence, number, "twinning")
    if match:
        return figure_of("other", match, number, "pairs")
    match = _match(passage, sentence, number, "checkpoint")
    match = match or _joined(passage, sentence, number)
    marks = tells(passage, sentence, "about demarcation") and not _has_gate(passage, sentence)
    if (
        match is None
        and not marks
        and (tells(passage, sentence, "checkpoint") or _has_gate(passage, sentence, _REACH))
    ):
        match = _match(passage, sentence, number, "pairs")
    if match is None or _is_definite(passage, sentence, number):
        return None
    return figure_of(
        "checkpoint",
        match,
        number,
        "pairs" if "pair" in match[0] or "cặp" in match[0] else "border gates",
    )


def _joined(passage: Passage, sentence: Sentence, number: Number) -> re.Match[str] | None:
    """Match "three international" in "three international and two main border gates"."""
    joined = rf"\s*()({any_of('indicators', 'class words')})(?=\s*,|\s+{any_of('syntax', 'and')})"
    match = re.compile(joined).match(passage.plain, number.end, sentence.end)
    following = passage.numbers_in(match.end(), match.end() + 6) if match else []
    noun = _match(passage, sentence, following[0], "checkpoint") if following else None
    return match if noun else None


def _has_gate(passage: Passage, sentence: Sentence, reach: int = 0) -> bool:
    """Say whether a sentence names a gate, or the text so many characters before it."""
    named = passage.named(max(0, sentence.start - reach), sentence.end)
    return any(m.type == "border_gate" for m in named)


def stands_behind(passage: Passage, sentence: Sentence, number: Number, name: str) -> bool:
    """Say whether a figure stands right behind a word of a section of indicators.txt."""
    before = passage.plain[max(sentence.start, number.start - _RIGHT) : number.start]
    return bool(re.search(rf"{any_of('indicators', name)}\s+$", before))


def _is_definite(passage: Passage, sentence: Sentence, number: Number) -> bool:
    """Say whether things known already are meant ("the two gates"), so nothing is counted."""
    if number.value > 2 and is_part(passage, sentence, number):
        return False
    listed = passage.numbers_in(sentence.start, number.start)  # "three main and two local ones"
    few = number.value < (2 if listed else _SOME)
    return few or stands_behind(passage, sentence, number, "definite")


def _markers(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    match = _match(passage, sentence, number, "demarcation")
    if match is None and tells(passage, sentence, "demarcation"):
        match = _match(passage, sentence, number, "pairs")
    if match is None:
        return None
    counted = number.value >= _MANY or tells(passage, sentence, "planting") or class_of(match[1])
    if not counted:
        return None
    return figure_of("demarcation", match, number, "markers")


def _cases(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read how many cases were dealt with over a time."""
    match = _match(passage, sentence, number, "cases")
    if match is None or number.value < _SOME:
        return None
    return figure_of("other", match, number, "cases")


def _of_the_line(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read whatever is counted where a border is drawn: spots, sections, islands, maps."""
    if number.value < _SOME or tells(passage, sentence, "other stories"):
        return None
    if not tells(passage, sentence, "about demarcation") or _is_label(passage, number):
        return None
    match = form("noun").match(passage.plain, behind(passage, sentence, number), sentence.end)
    noun = match and match[2]
    if match is None or noun in phrases("giving", "time") or pattern("no figures").search(match[0]):
        return None
    return figure_of("demarcation", match, number, match[2])


def _is_label(passage: Passage, number: Number) -> bool:
    """Say whether a figure is the number of a marker or a year ("the 2005 treaty")."""
    named = passage.named(number.start, number.end)
    return bool(named) or bool(_YEAR.fullmatch(passage.plain, number.start, number.end))


def _length(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    text = passage.plain
    match = _measured("length").match(text, number.end, sentence.end)
    unit = "km"
    if match is None:
        match, unit = _measured("length in miles").match(text, number.end, sentence.end), "miles"
    if match is None:
        return _short_length(passage, sentence, number)
    first, last = max(sentence.start, number.start - 80), min(sentence.end, match.end() + 60)
    shared = pattern("shared").search(text, max(first, number.start - 30), last)
    drawn = shared or tells(passage, sentence, "demarcated")
    away = re.compile(rf"\s*{any_of('syntax', 'away')}").match(text, match.end(), sentence.end)
    before = text[max(first, number.start - 24) : number.start]
    reaches = re.search(rf"{any_of('indicators', 'reaches')}\s+(?:\w+\s+){{0,2}}$", before)
    if (away and not reaches) or not (drawn or pattern("about border").search(text, first, last)):
        return None
    if form("thing").match(text, match.end(), last) or _is_walked(passage, sentence, number):
        return None
    lines = [m.end() for m in search_for("projects", *_LINES).finditer(text, first, number.start)]
    border = [m.end() for m in pattern("about border").finditer(text, first, number.start)]
    if lines and max(lines) > max(border, default=0):
        return None  # "the border road is 18 km long"
    hyphen = text[number.end : number.end + 1] == "-"
    if (
        hyphen
        and not (shared or form("long").match(text, match.end()))
        and not pattern("about border").search(text, match.end(), match.end() + 30)
    ):
        return None  # "the 18-km trip"
    about: About = "demarcation" if tells(passage, sentence, "about demarcation") else "border"
    return figure_of(about, match, number, unit)


def _short_length(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read metres, which only "2,900 m of borderline" tells of the border."""
    match = _measured("short length").match(passage.plain, number.end, sentence.end)
    if match is None or not form("of border").match(passage.plain, match.end(), sentence.end):
        return None
    return figure_of("border", match, number, "m")


def _is_walked(passage: Passage, sentence: Sentence, number: Number) -> bool:
    """Say whether a length is that of a way gone ("patrolled 15 km of the border")."""
    text, first = passage.plain, max(sentence.start, number.start - 130)
    walked = [m.end() for m in pattern("walked").finditer(text, first, number.start)]
    return bool(walked) and not pattern("holds").search(text, walked[-1], number.start)


def _area(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    match = _measured("area").match(passage.plain, number.end, sentence.end)
    if match is None:
        return None
    if _is_bracketed(passage, sentence):
        return replace(figure_of("other", match, number, match[2]), listed=True)
    if not tells(passage, sentence, "about area"):
        return None
    built = passage.tells(sentence, "items", "building") and number.value < _WIDE
    house = passage.tells(sentence, "projects", "building")
    if built or (house and not passage.tells(sentence, "projects", "zone")):
        return None  # the floor of a house tells nothing of the border
    return figure_of("other", match, number, match[2])


def _is_bracketed(passage: Passage, sentence: Sentence) -> bool:
    """Say whether a sentence tells the areas of several places: "Alpha (40 ha), Beta (70 ha)"."""
    return len(_in_brackets().findall(passage.plain, sentence.start, sentence.end)) >= _SEVERAL


@cache
def _in_brackets() -> re.Pattern[str]:
    units = any_of("indicators", "area")
    return re.compile(rf"\(\s*(?:[^\W\d]+\s+)?\d[\d.,]*\s*{units}\s*\)")


def _moving(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read vehicles, people and goods that cross."""
    if tells(passage, sentence, "other stories"):
        return None
    told_of = _has_gate(passage, sentence) or tells(passage, sentence, "gate")
    gate = number.value >= 100 and told_of
    told = []
    for about, name in _MOVING:
        match = _match(passage, sentence, number, name)
        near = gate or tells(passage, sentence, f"about {name}")
        if name == "trade":
            near = near or tells(passage, sentence, "about traffic")
        if match and number.value >= _FEWEST[about] and near:
            told.append(figure_of(about, match, number, match[2]))
    return min(told, key=lambda figure: figure.end, default=None)


def _localities(passage: Passage, sentence: Sentence, number: Number) -> Figure | None:
    """Read the provinces that a border crosses, the markets and communes along it."""
    match = _match(passage, sentence, number, "localities")
    if match is None or number.value < _SOME or tells(passage, sentence, "other stories"):
        return None
    lies = tells(passage, sentence, "about border") and tells(passage, sentence, "lies along")
    lies = lies or ("border" in match[0] and tells(passage, sentence, "holds"))
    if not lies or _is_definite(passage, sentence, number):
        return None
    return figure_of("border", match, number, match[2])


_READERS: tuple[Callable[[Passage, Sentence, Number], Figure | None], ...] = (
    _gates, _markers, _length, _area, _moving, _localities, _of_the_line, _cases,
)  # fmt: skip


def figure_of(about: About, match: re.Match[str], number: Number, unit: str) -> Figure:
    """Return the figure of a number and the noun that ``match`` holds in its two groups."""
    words = " ".join((match[1] + match[2]).split())
    return Figure(
        about,
        words,
        number.value,
        unit,
        number.start,
        match.end(),
        class_of(words),
        number.approximate,
    )


def class_of(words: str) -> str | None:
    """Return the class of checkpoint or marker that words name, or None."""
    for name in ("international", "main", "secondary", "local"):
        if pattern(name).search(words):
            return name
    return None
