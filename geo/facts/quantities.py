"""Figures and number words of a text: what they are worth, and what kind of number they are.

Figures that count nothing are told apart and left out: dates, years, ordinals, the numbers of
markers, articles and companies, times of day.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.facts.lexicon import any_of, matches_at, sections
from geo.facts.sentences import plain

__all__ = ["Number", "read_figure", "read_numbers", "read_words_number"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that counts or measures something; ``text[start:end]`` are its words.

    ``approximate``: the text says "nearly", "over", "about". ``percent``: a share in percent.
    ``scaled``: written with "thousand", "million" or "billion", which sums of money mostly are.
    """

    start: int
    end: int
    value: float
    approximate: bool = False
    percent: bool = False
    scaled: bool = False


@cache
def _values(vietnamese: bool) -> dict[str, float]:
    """Return number word → its value; the multipliers are in ``_scales``."""
    found: dict[str, float] = {}
    for name, words in sections("numbers").items():
        figure = name.removeprefix("vi ") if vietnamese else name
        if figure.isdigit():
            found.update(dict.fromkeys(words, float(figure)))
    return found


@cache
def _scales() -> dict[str, float]:
    return {
        word: float(name[1:])
        for name, words in sections("numbers").items()
        if name[0] == "x" and name[1:].isdigit()
        for word in words
    }


_FIGURE = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"


@cache
def _number_pattern(vietnamese: bool) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _values(vietnamese)), key=len, reverse=True))
    scales = "|".join(sorted(map(re.escape, _scales()), key=len, reverse=True))
    half = r"\s+and\s+(?:a\s+)?half(?!\w|\s+of\b)"
    word = rf"(?<![\w-])(?:(?:{words})(?:{half})?|an?(?=\s+(?:{scales})\b))(?!\w)"
    more = rf"(?:(?:\s+and)?[\s-]+(?:{words}|{scales})(?!\w))*"
    return re.compile(
        r"(?:(?P<low>(?<![\d.,/:])(?<!\w-)(?!(?:19|20)\d\d\D)\d+(?:[.,]\d+)?)\s?-\s?"
        rf"(?=(?:{_FIGURE})\s?(?:{scales})(?!\w)"
        rf"|\d{{1,3}}\s+(?!{any_of('numbers', 'month')})[^\W\d_]{{3}})|(?<![\d.,/:])(?<!\w-))"
        rf"(?P<figure>{_FIGURE})(?P<half>(?:{half})?)(?P<scale>(?:[\s-]?(?:{scales})(?!\w))*)"
        rf"(?P<percent>(?:\s*-?\s*{any_of('numbers', 'percent')})?)"
        rf"|(?P<words>{word}{more})(?P<share>(?:\s*{any_of('numbers', 'percent')})?)"
    )


@cache
def _number_hints(vietnamese: bool) -> AhoCorasick:
    """Return what finds where a number may begin."""
    begins = {*"0123456789", "a ", "an ", *_values(vietnamese)}
    return AhoCorasick(sorted(begins), matchkind=MatchKind.Standard)


@cache
def _before_pattern() -> dict[str, re.Pattern[str]]:
    sign = rf"(?:{any_of('currencies')}\s*)?"
    approximate = any_of("numbers", "approximate")
    return {
        "approximate": re.compile(rf"{approximate}\s+(?:an?\s+|the\s+)?{sign}$"),
        "number of": re.compile(
            rf"(?:{any_of('numbers', 'numbers')}\s*|[#№]\s?)"
            rf"(?:\d+\s+{any_of('numbers', 'up to')}\s+)?$"  # "from No. 12 to 16"
        ),
        "month": re.compile(rf"(?:{any_of('numbers', 'month')}\.?\s+|\d\s?[-/]\s?)$"),
        "year": re.compile(rf"(?:{any_of('numbers', 'before a year')}\s+|[(,/-]\s*|^\s*)$"),
        "sign": re.compile(rf"{any_of('currencies')}$"),
    }


@cache
def _after_pattern() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"(?:st|nd|rd|th)?(?:\s*-\s*\d+)?\s+(?:of\s+)?{any_of('numbers', 'month')}"),
        re.compile(rf"\s*(?::\d\d|h\d\d|{any_of('numbers', 'time of day')}(?!\w))"),
        re.compile(r"(?:st|nd|rd|th)\b|/\d|[-.]\d|[<]sup"),
    )


_LENGTH = re.compile(r"\s?(?:km|kilomet(?:er|re)s?|met(?:er|re)s?|m|ha|hectares?)\b")


def read_figure(figure: str, *, scaled: bool = False, vietnamese: bool = False) -> float:
    """Return the value of a figure written with points or commas between its digits.

    ``scaled``: a word like "million" follows, so a single separator stands before decimals in
    English ("1.125 million"). Vietnamese writes 1.000 for a thousand and 2,5 for two and a half.
    """
    comma, point = figure.rfind(","), figure.rfind(".")
    if comma >= 0 and point >= 0:
        decimal = "," if comma > point else "."
        other = "." if decimal == "," else ","
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3}){2,}", figure) is not None
        if grouped and not scaled:  # "1,000.000 masks": the signs are mixed up
            return float(re.sub(r"[.,]", "", figure))
        whole = figure.replace(other, "")
        if whole.count(decimal) > 1:
            return float(whole.replace(decimal, ""))
        return float(whole.replace(decimal, "."))
    sign = "," if comma >= 0 else "."
    parts = figure.split(sign)
    if len(parts) == 1:
        return float(figure)
    grouped = len(parts[0]) <= 3 and all(len(p) == 3 for p in parts[1:]) and parts[0] != "0"
    decimal_sign = "," if vietnamese else "."
    if len(parts) == 2 and (not grouped or (scaled and sign == decimal_sign)):
        return float(".".join(parts))
    return float("".join(parts))


def read_words_number(words: str, *, vietnamese: bool = False) -> float | None:
    """Return the value of number words ("two hundred and fifty", "a dozen") or None."""
    values, scales = _values(vietnamese), _scales()
    total = current = 0.0
    seen = False
    for word in re.split(r"[\s-]+", plain(words).strip()):
        if word in values:
            current += values[word]
        elif word in scales:
            current = (current or 1.0) * scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0.0
        elif word == "half":
            current += 0.5
        elif word in {"and", "a", "an"}:
            continue
        else:
            return None
        seen = True
    return total + current if seen else None


def read_numbers(
    text: str, *, vietnamese: bool = False, lowered: str | None = None
) -> list[Number]:
    """Return the numbers of a text that count or measure, in order.

    Offsets are those of ``text``; ``lowered`` is its plain form, if it is at hand. Never raises;
    what cannot be read is left out.
    """
    lowered = plain(text) if lowered is None else lowered
    found = []
    hints = _number_hints(vietnamese)
    for match in matches_at(_number_pattern(vietnamese), hints, lowered, 0, len(lowered)):
        number = _number(match, lowered, vietnamese)
        if number is not None:
            found.append(number)
    return found


def _number(match: re.Match[str], text: str, vietnamese: bool) -> Number | None:
    start, end = match.start(), match.end()
    before = text[max(0, start - 40) : start]
    stands_before = _before_pattern()
    if before[-1:].isalpha() and not stands_before["sign"].search(before):
        return None
    if match["words"]:
        value = read_words_number(match["words"], vietnamese=vietnamese)
        numbering = stands_before["number of"].search(before)
        if value is None or not math.isfinite(value):
            return None
        if numbering or _is_part_of_name(text, start, end):
            return None
        scaled = any(word in match["words"] for word in _scales() if word != "dozen")
        about = bool(stands_before["approximate"].search(before))
        return Number(start, end, value, about, bool(match["share"].strip()), scaled)
    scale = match["scale"].split()
    figure, percent = match["figure"], bool(match["percent"].strip())
    if not scale and not percent and _is_label(text, before, match.end("figure")):
        return None
    if _is_converted(text, before, end):
        return None
    if not scale and not percent and _is_year(figure, before, text[end : end + 12]):
        return None
    factor = 1.0
    for word in re.findall(r"[^\s-]+", match["scale"]):
        factor *= _scales().get(word, 1.0)
    long = figure.find(".") > 1 and bool(_LENGTH.match(text, end))  # "260.433 km"
    value = read_figure(figure, scaled=bool(scale) or long, vietnamese=vietnamese)
    if match["low"]:  # of a range ("70-80 million") the lower end counts
        low = read_figure(match["low"], scaled=bool(scale) or long, vietnamese=vietnamese)
        factor = 1.0 if low > value else factor  # "750,000-3 million": it has no scale
        value = low
    value = (value + (0.5 if match["half"] else 0.0)) * factor
    if not math.isfinite(value):
        return None  # hundreds of digits count nothing
    about = bool(match["low"] or stands_before["approximate"].search(before))
    return Number(start, end, round(value, 6 if value < 1e6 else 0), about, percent, bool(scale))


def _is_converted(text: str, before: str, end: int) -> bool:
    """Say whether brackets give a measure once more in other units: "150 km (93 miles)"."""
    if _converted().match(text, end) is None:
        return False
    return re.search(r"\d[\s-]?[^\W\d]+\s\((?:[^\W\d]+\s)?$", before) is not None


@cache
def _converted() -> re.Pattern[str]:
    return re.compile(rf"[\s-]?{any_of('numbers', 'converted to')}\s*\)")


def _is_label(text: str, before: str, end: int) -> bool:
    """Say whether a bare figure numbers, dates or times something instead of counting it."""
    return any(p.match(text, end) for p in _after_pattern()) or any(
        _before_pattern()[name].search(before) for name in ("month", "number of")
    )


def _is_year(figure: str, before: str, after: str) -> bool:
    if not re.fullmatch(r"(?:19|20)\d\d", figure):
        return False
    return bool(_before_pattern()["year"].search(before)) or not re.match(r"\s+\w", after)


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Say whether a number word belongs to a longer word ("one-stop", "two-way", "one another")."""
    after = text[end : end + 10]
    return (
        bool(re.match(r"-\w|\s+another|\s+other\b|'s\b", after)) or text[start - 1 : start] == "-"
    )
