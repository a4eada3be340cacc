"""Where a text says that something is given: the verb or noun, who gives, who receives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.facts.dateforms import date_words
from geo.facts.goods import verb_forms
from geo.facts.lexicon import any_of, first_words, matches_at, phrases

__all__ = [
    "Giving", "giving_words", "is_generic", "is_promised", "linked", "read_givings", "says_giving",
]  # fmt: skip

Kind = Literal[
    "give", "receive", "gift of", "build", "treat", "serve", "made of", "go", "weak", "there"
]

_KINDS: dict[str, Kind] = {
    "go": "go", "weak": "weak", "there": "there", "gift": "gift of", "made": "made of",
    "sent": "weak", "have": "receive",
}  # fmt: skip


_TRIGGERS = (
    "gift words", "help", "come from", "have", "pass", "go", "go verb", "give weakly", "there are",
    "made up", "gift of", "receive", "give", "made of", "serve", "build", "treat", "see",
    "treated by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Giving:
    """A word that says that something is given; ``text[start:end]`` is the word.

    ``passive``: what is given stands before it; ``people``: its direct object may be the people
    who receive ("supported 872 students with …"); ``money_only``: only sums count after it.
    ``past``: told as done; ``anything``: any counted thing can be given with it, not only what
    the vocabulary knows.
    """

    start: int
    end: int
    kind: Kind
    passive: bool = False
    people: bool = False
    money_only: bool = False
    past: bool = False
    anything: bool = True


def _told_as_gift() -> str:
    """Return the pattern of a gift's name before what it is: "the present, 20 tons of rice"."""
    gift = any_of("giving", "gift words")
    figure = rf"(?:{any_of('numbers', 'approximate')}\s+)?(?:{any_of('currencies')}\s?)?"
    words = any_of("numbers", *map(str, range(2, 20)), "x100", "x12")
    apart = rf"{gift}(?:\s+in\s+\w+)?\s*(?:[:(,]|\s-)\s*(?={figure}(?:\d|{words}))"
    kind = rf"{any_of('giving', 'help')}\s+(?:[\w-]+\s+){{0,4}}?in\s+kind\s*:\s*"
    said = rf"{gift}\s+(?:to|for|from)\s+(?:[\w'-]+\s+){{1,6}}?{any_of('syntax', 'is it')}(?=\s)"
    return rf"{apart}|{kind}|{said}"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    be = any_of("giving", "be")
    return {
        "trigger": re.compile(
            rf"(?P<go>{any_of('giving', 'go')}"
            rf"|{any_of('giving', 'go verb')}\s+(?:[\w-]+\s+){{0,3}}?to(?!\w)"
            rf"|{any_of('giving', 'pass')}\s+(?:on\s+\w+\s+(?:\d+\s+)?)?"
            rf"from\s+(?:[\w-]+,?\s+){{1,12}}?to(?!\w))"
            rf"|(?P<have>{any_of('giving', 'have')}(?=\s+(?:an?\s+)?(?:free|medical|health)\s))"
            rf"|(?P<weak>{any_of('giving', 'give weakly')})"
            rf"|(?P<there>{any_of('giving', 'there are')}"
            rf"|(?:^|(?<=[.;:]\s))to\s+(?:[\w'-]+\s+){{1,8}}?{any_of('giving', 'went')}(?=\s))"
            rf"|(?P<parts>{any_of('giving', 'made up')}\s+(?:(?:the|this|that|their)\s+)?"
            rf"(?:[\w-]+\s+)?{any_of('giving', 'gift words', 'things')}"
            rf"|{be}\s+(?:(?:the|an?)\s+)?{any_of('giving', 'gift words')}\s+(?:of|from)(?!\w))"
            rf"|(?P<gift>{any_of('giving', 'gift of')}|{_told_as_gift()})"
            rf"|(?P<sent>from\s+(?:[\w-]+\s+){{1,6}}?{any_of('giving', 'come')})"
            rf"|(?P<give>{any_of('giving', 'give', 'receive')})"
            rf"|(?P<made>{any_of('giving', 'made of')})"
            rf"|(?P<serve>{any_of('giving', 'serve')})|(?P<build>{any_of('giving', 'build')})"
            rf"|(?P<treat>{any_of('giving', 'treat')}"
            rf"|had\s+(?:their|his|her)\s+(?:[\w-]+\s+){{1,3}}?{any_of('giving', 'treated')})"
            rf"|(?P<seen>{any_of('giving', 'see')})"
        ),
        "doctors": re.compile(any_of("giving", "doctors")),
        "gift before": re.compile(rf"{any_of('giving', 'gift words', 'gift of')}\s+$"),
        "be": re.compile(rf"{be}(?:\s+(?:\w+ly|{any_of('giving', 'adverbs')}))*\s+$"),
        "verb": re.compile(rf"{any_of('giving', 'before a verb')}(?:\s+\w+ly)?\s+$"),
        "object": re.compile(rf"\s+(?:\d|{any_of('giving', 'object')})"),
        "noun before": re.compile(rf"(?:{any_of('giving', 'before a noun')}|[^a-z)\s])\s*$"),
        "attend": re.compile(r"(?:at|in|during|by)\b"),
        "reduced": re.compile(rf"\s+{any_of('syntax', 'after a participle')}"),
        "pronoun object": re.compile(
            rf"\s+(?:them|it|these)(?:\s+(?:all|over|out))?\s*(?:[.,;:]|"
            rf"{any_of('syntax', 'after a participle')}|$)"
        ),
        "where": re.compile(rf",\s+{any_of('syntax', 'where it was')}(?=\s)"),
        "generic": re.compile(any_of("giving", "generic")),
        "promise": re.compile(any_of("giving", "promise")),
        "turn": re.compile(any_of("giving", "turns")),
        "foreign": re.compile(
            rf"(?:,|;|\band\b|\bthen\b)\s+(?:{any_of('syntax', 'also')}\s+)*"
            rf"((?<!\w)\w+ed(?!\w)|{any_of('syntax', 'other verbs')})"
        ),
    }


def giving_words(text: str) -> list[re.Match[str]]:
    """Return the words of a text of plain form that may say that something is given, in order."""
    hints = first_words("giving", *_TRIGGERS)
    return list(matches_at(_patterns()["trigger"], hints, text, 0, len(text)))


def read_givings(text: str, words: list[re.Match[str]], start: int, end: int) -> list[Giving]:
    """Return which of the ``words`` of ``text[start:end]`` say that something is given, and how."""
    found = [_giving(text, word, start, end) for word in words]
    return [giving for giving in found if giving is not None]


def says_giving(text: str, words: list[re.Match[str]], start: int, end: int) -> bool:
    """Say whether one of the ``words`` of ``text[start:end]`` says that something is given."""
    return any(_giving(text, word, start, end) is not None for word in words)


def _giving(text: str, match: re.Match[str], start: int, end: int) -> Giving | None:
    word = " ".join(match[0].split())
    before = text[max(start, match.start() - 40) : match.start()]
    after = text[match.end() : min(end, match.end() + 24)]
    at = match.start(), match.end()
    kind = match.lastgroup or "give"
    told: Kind | None = _KINDS.get(kind)
    if kind == "gift" and word.endswith(" by") and _patterns()["be"].search(before):
        return Giving(*at, "give", True, past=True)  # "USD200 was donated by the bank"
    if kind == "serve" and _patterns()["gift before"].search(before):
        told = "made of"  # "the consignment held 20 tons of rice"
    if told is not None:
        return Giving(*at, told, told == "go", past=True)
    if kind == "parts":  # "20 blankets and a pump made up the gift"
        return Giving(*at, "give", True, past=True)
    passive = bool(_patterns()["be"].search(before))
    past = _is_past(word)
    if kind == "give" and word in phrases("giving", "receive"):
        if word not in phrases("giving", "give"):
            return Giving(*at, "receive", past=past)
        if past and word in verb_forms() and passive and _has_object(after):
            return Giving(*at, "receive", past=True)
    if kind in {"build", "treat", "serve", "seen"}:
        return _service(text, match, kind, (start, end), passive)
    if word not in verb_forms() and not _stands_as_verb(match[0], before, after):
        return None
    people = word in phrases("giving", "give people")
    money_only = word in phrases("giving", "give money")
    anything = word in phrases("giving", "give anything")
    if not word.isascii():
        return Giving(*at, "give", passive, people, money_only, True, anything)
    past = past and not before.endswith(" to ")  # "decided to put aside"
    told_before = bool(_patterns()["pronoun object"].match(after))
    reduced = bool(_patterns()["reduced"].match(after))
    reduced = reduced and word not in phrases("giving", "never passive")
    taken = told_before or (past and (passive or reduced))
    return Giving(*at, "give", taken, people, money_only, past, anything)


def _service(
    text: str, match: re.Match[str], kind: str, stretch: tuple[int, int], passive: bool
) -> Giving | None:
    """Return what is done for somebody: built, treated, organised."""
    before = text[max(stretch[0], match.start() - 5) : match.start()]
    if kind == "treat" and match[0].endswith("ing") and re.search(r"(?:the|in|of|an?)\s$", before):
        return None  # "took part in the training"
    if match[0] == "building" and re.search(r"(?:the|this|that|its|an?)\s$", before):
        return None  # "the building has a meeting room"
    if kind == "seen":
        by = re.compile(r"\s+(?:\w+\s+)?by\s").match(text, match.end(), stretch[1])
        where = (by.end(), stretch[1]) if by else (stretch[0], match.start())
        if not _patterns()["doctors"].search(text, *where):
            return None
    served: dict[str, Kind] = {"build": "build", "serve": "serve"}
    past = _is_past(" ".join(match[0].split()))
    return Giving(*match.span(), served.get(kind, "treat"), passive and past, past=past)


def _has_object(after: str) -> bool:
    """Tell "pupils were awarded scholarships" from "scholarships were awarded to pupils"."""
    return not _patterns()["reduced"].match(after) and bool(re.match(r"\s+[\w$\"]", after))


def _is_past(word: str) -> bool:
    first = word.split()[0]
    return first.endswith("ed") or first in phrases("giving", "irregular past")


def _stands_as_verb(word: str, before: str, after: str) -> bool:
    """Say whether a form that may be a noun ("present", "support") is a verb here."""
    patterns = _patterns()
    if word == "present" and (
        patterns["attend"].match(after.lstrip()) or patterns["be"].search(before)
    ):
        return False
    if patterns["verb"].search(before):
        return True
    if word not in phrases("giving", "verb in captions"):
        return False
    return bool(patterns["object"].match(after)) and not patterns["noun before"].search(before)


def is_generic(text: str, start: int, end: int, at: int | None = None) -> bool:
    """Say whether a stretch tells of habits, thanks or wishes, not of one gift.

    With the offset of a gift, only its own clause counts: "thanked …, where a house was built".
    """
    if at is not None:
        bounds = [start, *(m.end() for m in _patterns()["where"].finditer(text, start, end)), end]
        start = max((b for b in bounds if b <= at), default=start)
        end = min((b for b in bounds if b > at), default=end)
    found = _patterns()["generic"].finditer(text, start, end)
    return any(not _is_dated(text, match) for match in found)


def _is_dated(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is the month of a day or year: "May 3", "3 May"."""
    start, end = word.span()
    before, after = text[max(0, start - 2) : start].strip(), text[end : end + 3].lstrip(" ,.")
    return word[0] in date_words().months and (before[-1:].isdigit() or after[:1].isdigit())


def is_promised(text: str, giving: Giving, start: int) -> bool:
    """Say whether what is given is only promised or planned."""
    near = max(start, giving.start - 60)
    found = list(_patterns()["promise"].finditer(text, near, giving.end))
    if not found:
        return False
    return giving.kind == "gift of" or not re.search(r"[,;]", text[found[-1].end() : giving.start])


def linked(text: str, giving: Giving, at: int) -> bool:
    """Say whether what stands at an offset after an active verb is still given by it."""
    between = text[giving.end : at]
    if _patterns()["turn"].search(between):
        return False
    for match in _patterns()["foreign"].finditer(text, giving.end, at):
        if match[1] not in verb_forms():
            return False
    return True
