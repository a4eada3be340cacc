"""Counted and named things in a text: "2.5 tons of rice", "20 breeding cows", "a modern IT room".

What is counted may be any noun; what stands without a figure is found by the vocabulary only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.facts.lexicon import any_of, phrases, search_for, sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facts.money import Money
    from geo.facts.quantities import Number

__all__ = [
    "Goods", "category_of", "counted", "measured", "named", "noun_phrase", "stands_apart",
    "verb_forms",
]  # fmt: skip

Role = Literal["goods", "people", "bodies", "time", "not aid"]
Told = Literal["counted", "one", "known", "bare"]


@dataclass(frozen=True, slots=True)
class Goods:
    """A noun phrase with what it counts; ``text[start:end]`` are its words, the figure included.

    ``told``: with a figure, as one new thing ("a school"), as one known already ("the school"),
    or bare ("medicine"). ``known``: the vocabulary has it.
    """

    start: int
    end: int
    item: str
    category: str
    quantity: float | None = None
    approximate: bool = False
    unit: str | None = None
    role: Role = "goods"
    told: Told = "counted"
    known: bool = True


_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"\s*(\"[^\"]{1,90}\"|[^\W\d_][\w'/&-]*)")
_LONGEST = 7


@cache
def _categories() -> dict[str, str]:
    return {word: name for name, words in sections("items").items() for word in words}


@cache
def _set(file: str, *names: str) -> frozenset[str]:
    return frozenset(phrases(file, *names))


@cache
def verb_forms() -> frozenset[str]:
    """Return the forms of giving verbs that are no nouns: "gave", "donated", not "supplies"."""
    forms = _set("giving", "give", "receive", "build", "treat")
    nouns = _set("giving", "class words") | _categories().keys() | _set("giving", "nouns")
    return frozenset(f for f in forms if f not in nouns)


def category_of(words: Sequence[str], *, vietnamese: bool = False) -> str | None:
    """Return the category of a phrase by its head: its last words, in Vietnamese its first."""
    found = _longest(words, _categories().keys(), vietnamese)
    return _categories()[found] if found else None


def _longest(words: Sequence[str], known: object, vietnamese: bool) -> str | None:
    for size in range(min(5, len(words)), 0, -1):
        phrase = " ".join(words[:size] if vietnamese else words[-size:])
        if phrase in known:  # type: ignore[operator]
            return phrase
    return None


def _gather(text: str, at: int, end: int) -> tuple[list[str], int]:
    """Return the words of the noun phrase that starts at an offset, and where it ends."""
    stops, verbs = _set("giving", "stops"), verb_forms()
    people = _set("giving", "plural people")
    ends = search_for("giving", "phrase ends")
    words: list[str] = []
    while len(words) < _LONGEST:
        match = _WORD.match(text, at, end)
        if match is None:
            break
        word = match[1]
        if words and ends.match(text, match.start(1), end):
            break
        if word in stops or (words and (word in verbs or _is_verb(word, words))):
            break
        if words and words[-1] in people and word not in people and word[0] != '"':
            break  # "20 families cows", "30 people move"
        at = match.end()
        words.append(word.removesuffix("'s") if len(words) else word)
    return words, at


def _is_verb(word: str, words: Sequence[str]) -> bool:
    """Say whether a word after a noun goes on with what happens to it ("masks produced …")."""
    if not word.endswith(("ed", "ing")) or word in _categories():
        return False
    return (
        _role(words, False) != "goods" or _longest(words, _categories().keys(), False) is not None
    )


def _role(words: Sequence[str], vietnamese: bool) -> Role:
    roles: tuple[Role, ...] = ("not aid", "time", "people", "bodies")
    for role in roles:
        found = _longest(words, _set("giving", role), vietnamese)
        if found is None:
            continue
        item = _longest(words, _categories().keys(), vietnamese)
        if item is None or len(item) <= len(found):
            return role
    return "goods"


def _split_unit(
    text: str, words: list[str], at: int, end: int, vietnamese: bool
) -> tuple[str | None, list[str], int]:
    """Return the unit, the words of what it measures, and where they end."""
    units = _set("units")
    following = re.match(r"\s+of\s+(?:the\s+|various\s+|other\s+)?", text[at:end])
    surface = " ".join(words[-2:])
    if following and surface in _set("units", "surface"):
        more, stop = _gather(text, at + following.end(), end)
        if category_of(more) is not None:
            return surface, more, stop  # "of zinc roofing"; of land, none is given
    if following and words and words[-1] in units | _set("giving", "class words", "not aid"):
        more, stop = _gather(text, at + following.end(), end)
        if more and words[-1] in _set("giving", "not aid") - units:
            return None, words, stop  # "30 hectares of rice" is no rice
        if more and _set("giving", "wrapped") & set(words):
            return None, words, _end_of_list(text, stop, end)  # "50 gifts of rice and noodles"
        if more:
            return words[-1], more, stop
    if (
        len(words) > 1
        and words[0] in units
        and (vietnamese or words[0] in _set("units", "weight", "volume"))
    ):
        if vietnamese and _longest(words, _categories().keys(), True):
            return None, words, at
        return words[0], words[1:], at
    return None, words, at


@cache
def _joined() -> re.Pattern[str]:
    """Return the pattern of what stands between the things of a list."""
    joined = any_of("syntax", "and")
    return re.compile(rf"\s*(?:,\s*{joined}|,|{joined})\s+")


def _end_of_list(text: str, at: int, end: int) -> int:
    """Return where a list of things of the vocabulary ends whose first one ends here."""
    while match := _joined().match(text, at, end):
        words, stop = _gather(text, match.end(), end)
        if not words or category_of(words) is None:
            break
        at = stop
    return at


def _is_measure(text: str, at: int, words: Sequence[str], stop: int) -> bool:
    """Say whether a size is told, not a count: "(50 kg each)"."""
    if len(words) > 1 or words[0] not in _set("units", "weight", "volume"):
        return False
    return text[:at].rstrip()[-1:] == "(" or bool(
        re.compile(rf"\s+{any_of('syntax', 'size of each')}").match(text, stop)
    )


def counted(
    text: str,
    start: int,
    end: int,
    numbers: Sequence[Number],
    money: Sequence[Money],
    *,
    vietnamese: bool = False,
) -> list[Goods]:
    """Return the counted noun phrases of ``text[start:end]`` (a text of ``sentences.plain``)."""
    found: list[Goods] = []
    for place, number in enumerate(numbers):
        if not start <= number.start < end or number.percent:
            continue
        if any(m.start <= number.start < m.end for m in money):
            continue
        if text[number.end : number.end + 1] == "-":  # "24-hour", "53-km": said of another thing
            continue
        if following := _with_same_noun(text, number, numbers[place + 1 :]):
            number_end = following.end
        else:
            number_end = number.end
        such = re.compile(r"\s+such(?=\s)").match(text, number_end, end)
        words, stop = _gather(text, such.end() if such else number_end, end)
        if those := _of_those().match(text, number_end, end):
            words, stop = [those[1] or "persons"], those.end()
        if words and words[0].endswith("'"):
            continue  # "the two countries' committees"
        if not words and found and (more := _more_of_it(text, number, found[-1])):
            found.append(more)
            continue
        if not words or _is_measure(text, number.start, words, stop):
            continue
        if found and (same := _of_the_same(text, number, found[-1], words, stop)):
            found.append(same)
            continue
        unit, words, stop = _split_unit(text, words, stop, end, vietnamese)
        bare = [word for word in words if word[0] != '"'] or words
        category = category_of(bare, vietnamese=vietnamese)
        role = _role(bare, vietnamese)
        if (
            category is None
            and role == "goods"
            and _YEAR.fullmatch(text[number.start : number_end])
        ):
            continue  # "the 2024 Tet"
        found.append(
            Goods(
                number.start, stop, " ".join(bare), category or "other", number.value,
                number.approximate, unit, role, "counted", category is not None,
            )
        )  # fmt: skip
    return found


def _of_the_same(
    text: str, number: Number, before: Goods, words: Sequence[str], stop: int
) -> Goods | None:
    """Read "5 tonnes of rice to A, 3 tonnes to B": as much of what the one before is."""
    if before.unit is None or len(words) > 1 or words[0][:1] != before.unit[:1]:
        return None
    to_whom = re.compile(rf"\s+{any_of('giving', 'to whom')}(?!\w)")
    if words[0] not in _set("units") or not to_whom.match(text, stop):
        return None
    return replace(
        before, start=number.start, end=stop, quantity=number.value, unit=words[0],
        approximate=number.approximate,
    )  # fmt: skip


def _more_of_it(text: str, number: Number, before: Goods) -> Goods | None:
    """Read "900 masks to A, 400 to B and another 300 to C": more of what is told before."""
    if before.role != "goods" or before.unit in _set("units", "weight", "volume"):
        return None
    led, behind = _led_to_more()
    if not led.fullmatch(text, before.end, number.start) or not behind.match(text, number.end):
        return None
    return replace(
        before, start=number.start, end=number.end, quantity=number.value,
        approximate=number.approximate,
    )  # fmt: skip


@cache
def _led_to_more() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before and behind a figure for more of a thing."""
    to_whom, joined = any_of("giving", "to whom"), any_of("syntax", "and")
    led = rf"(?:\s[^.,;]{{0,30}}?)?\s+{to_whom}\s[^.]*[^\d\s,;.](?:[,;]|[,;]?\s+{joined})"
    more = rf"\s+(?:another\s+|a\s+further\s+)?(?:{any_of('numbers', 'approximate')}\s+)*"
    behind = rf"(?:\s+(?:more|each|others))?\s+{to_whom}\s+(?!\d)"
    return re.compile(led + more), re.compile(behind)


def measured(text: str, start: int, end: int) -> list[Goods]:
    """Return what is told by one measure of it, or by half of it: "a tonne of rice"."""
    found: list[Goods] = []
    for match in _a_measure().finditer(text, start, end):
        words, stop = _gather(text, match.end(), end)
        category = category_of(words)
        if category is not None:
            item = " ".join(words)
            size = 0.5 if match["half"] else 1.0
            found.append(Goods(match.start(), stop, item, category, size, unit=match["unit"]))
    return found


@cache
def _a_measure() -> re.Pattern[str]:
    one, unit = any_of("giving", "indefinite"), any_of("units", "weight", "volume")
    half = any_of("numbers", "half")
    return re.compile(rf"(?P<half>{half}\s+)?(?<!\w){one}\s+(?P<unit>{unit})\s+of\s+")


@cache
def _of_those() -> re.Pattern[str]:
    """Return the pattern of "… of them" and "… of the pupils", whose noun is the first group."""
    people = rf"(?:the|its|their|our)\s+(?:[\w-]+\s+){{0,2}}?({any_of('giving', 'plural people')})"
    return re.compile(rf"\s+of\s+(?:(?:them|these|those)(?!\w)|{people})")


def _with_same_noun(text: str, number: Number, following: Sequence[Number]) -> Number | None:
    """Return the last figure that shares a noun with one ("2,000 and 3,000 masks")."""
    last = None
    joined = re.compile(rf"\s*(?:,|{any_of('syntax', 'and')})\s*")
    for other in following[:3]:
        if not joined.fullmatch(text, (last or number).end, other.start):
            break
        last = other
    return last


def noun_phrase(text: str, at: int, end: int) -> Goods | None:
    """Return the one thing that is named from an offset on, known or not; None if none is."""
    words, stop = _gather(text, at, end)
    if not words:
        return None
    category = category_of(words)
    return Goods(
        at, stop, " ".join(words), category or "other", 1.0, role=_role(words, False),
        told="one", known=category is not None,
    )  # fmt: skip


def named(
    text: str, start: int, end: int, taken: Sequence[Goods], *, vietnamese: bool = False
) -> list[Goods]:
    """Return things of the vocabulary that stand without a figure in ``text[start:end]``."""
    found: list[Goods] = []
    none = [match.end() for match in search_for("giving", "no thing").finditer(text, start, end)]
    for match in search_for("items").finditer(text, start, end):
        if any(g.start < match.end() and match.start() < g.end for g in taken):
            continue
        if match.end() in none:
            continue
        if not vietnamese and _is_modifier(text, match.end(), end):
            continue
        first, told = _determiner(text, start, match.start())
        words = text[first : match.end()].split()
        if told in {"one", "known"}:
            words = words[1:]
        found.append(
            Goods(
                first, match.end(), " ".join(words), _categories()[" ".join(match[0].split())],
                1.0 if told == "one" else None, told=told,
            )
        )  # fmt: skip
    return found


def stands_apart(words: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Say whether one of the words stands in a stretch as no part of a thing's name.

    "Goods" may be traded, "relief goods" are given; "daily necessities" come only once.
    """
    names = [m.span() for m in search_for("items").finditer(text, start, end) if " " in m[0]]
    return any(
        not any(a <= word.start() < b for a, b in names)
        for word in words.finditer(text, start, end)
    )


def _is_modifier(text: str, at: int, end: int) -> bool:
    """Say whether the word only qualifies the next ("school gate", "rice export", "cash crop")."""
    if text[at : at + 1] == "-" and text[at + 1 : at + 2].isalpha():
        return True  # "a computer-based course"
    match = _WORD.match(text, at, end)
    if match is None or match[1][0] == '"' or text[at : at + 1] not in " -":
        return False
    word = match[1]
    if word in _set("giving", "stops", "made of") or word in verb_forms():
        return False
    return not word.endswith(("ed", "ing", "ly"))


def _determiner(text: str, start: int, at: int) -> tuple[int, Told]:
    """Look left over adjectives for "a" or "the"; return where the phrase begins, and how told."""
    before = text[start:at]
    words = list(re.finditer(r"\"[^\"]*\"|[\w'-]+|[^\w\s]", before))[-6:]
    first = at
    for match in reversed(words):
        word = match[0]
        if word in _set("giving", "indefinite"):
            return start + match.start(), "one"
        if word in _set("giving", "definite"):
            return start + match.start(), "known"
        sized = re.match(r"\d[\d.,]*-[a-z]", word)  # "a 200-bed hospital"
        if not sized and not word[0].isalpha() and word[0] != '"':
            break
        if word in _set("giving", "stops", "people", "bodies") or word in verb_forms():
            break
        if word in _set("giving", "occasions"):  # "on this occasion gifts were given"
            break
        if word.endswith("ed") and "-" not in word:
            break
        first = start + match.start()
    return first, "bare"
