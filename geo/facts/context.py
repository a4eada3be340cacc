"""What stands around an event's name: the words of event_context.txt as sets, patterns, hits.

The hits are those of all words that readers of facts ask whole sentences for, whatever their
file: one pass over a text finds them, and a sentence without them is searched for nothing more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.facts.lexicon import any_of, phrases, search_for, sections

__all__ = ["Around", "bit", "bits", "listed", "pattern"]

_FILE = "event_context"
_ONLY_LISTED = {
    "acts", "along the border", "apart", "before a noun", "before to be",
    "class of place", "compound heads", "dated only", "definite", "determiners", "gather verbs",
    "in progress", "launches", "no day", "no deed", "open states", "ordinals",
    "planned with a date", "purpose verbs", "said of a thing", "shown alone", "skip", "taken in",
    "weak nouns", "weak verbs", "where", "whereto",
}  # fmt: skip
_ASKED_FOR = {
    "actors": ("organisations", "titles"),
    "giving": ("build", "funded", "money is", "receive"),
    "indicators": (
        "about area", "about border", "about demarcation", "about people", "about trade",
        "about traffic", "area", "checkpoint", "demarcation", "gate", "holds", "length",
        "lies along", "localities", "built", "cases", "other stories", "pairs", "people",
        "planting", "the figure", "trade", "target", "trade itself", "traffic", "twinning", "works",
    ),
    "items": (
        "building", "equipment", "food", "household", "livestock", "medical", "money",
        "scholarship", "school", "training",
    ),
    "projects": (
        "admits", "bridge", "building", "built", "checkpoint", "completed", "cost", "expressway",
        "future", "no project", "other", "place of", "planned", "railway", "raise", "reopening",
        "road", "under construction", "under study", "zone",
    ),
    "setting": ("at it", "forces", "part of", "some time ago"),
    "twinnings": ("anniversary", "both", "its", "loose", "pair", "the other", "their", "tie"),
}  # fmt: skip
"""Sections of other files that many sentences are asked for; the rest are searched on demand."""
_SPACES = re.compile(" {2,}")
_WORD = re.compile(r"\w")

Hits = list[tuple[int, int]]
"""From where to where words stand, in order."""


@cache
def listed(section: str) -> frozenset[str]:
    """Return the words of a section."""
    return frozenset(phrases(_FILE, section))


@cache
def pattern(section: str) -> re.Pattern[str]:
    """Return the pattern of any word of a section."""
    return re.compile(any_of(_FILE, section))


_Section = tuple[str, str]


@cache
def _asked_for(file: str) -> frozenset[str]:
    """Return the sections of a file whose words ``Around`` finds in its one pass."""
    own = sections(_FILE).keys() - _ONLY_LISTED if file == _FILE else ()
    return frozenset(own or _ASKED_FOR.get(file, ()))


@cache
def _bits() -> dict[_Section, int]:
    """Return a number with one bit for each section that ``Around`` finds words of."""
    found = [(file, name) for file in (_FILE, *_ASKED_FOR) for name in sorted(_asked_for(file))]
    return {section: 1 << number for number, section in enumerate(found)}


@cache
def bits(file: str, *names: str) -> int | None:
    """Return the bits of some sections; None if ``Around`` searches one of them on demand."""
    if not _asked_for(file).issuperset(names):
        return None
    return sum({_bits()[file, name] for name in names})


def bit(file: str, name: str) -> int:
    """Return the bit of a section that ``Around`` finds words of; KeyError for another one."""
    return _bits()[file, name]


@cache
def _automaton() -> tuple[AhoCorasick, tuple[int, ...]]:
    """Return the automaton of all words, and for each word the bits of the sections it is in."""
    told: dict[str, int] = {}
    for (file, section), own in _bits().items():
        for phrase in phrases(file, section):
            word = " ".join(phrase.split())
            told[word] = told.get(word, 0) | own
    ranked = sorted(told)
    search = AhoCorasick(ranked, matchkind=MatchKind.Standard)
    return search, tuple(told[word] for word in ranked)


def _narrowed(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text with single spaces; from where on in it how many were left out."""
    parts, places, left_out, at = [], [0], [0], 0
    for match in _SPACES.finditer(text) if "  " in text else ():
        parts.append(text[at : match.start() + 1])
        at = match.end()
        left_out.append(left_out[-1] + at - match.start() - 1)
        places.append(at - left_out[-1])
    return "".join([*parts, text[at:]]), places, left_out


class Around:
    """Where the words of each section stand in a text of plain form, found in one pass over it."""

    def __init__(self, text: str) -> None:
        self.text = text
        search, told = _automaton()
        narrow, places, left_out = _narrowed(text)
        size = len(narrow)
        rows = [
            (a, b, told[number])
            for number, a, b in search.find_matches_as_indexes(narrow, overlapping=True)
            if not (a and narrow[a - 1].isalnum() and narrow[a].isalnum())
            and not (b < size and narrow[b].isalnum() and narrow[b - 1].isalnum())
        ]
        rows.sort()
        if len(places) > 1:
            rows = [
                (
                    a + left_out[bisect_right(places, a) - 1],
                    b + left_out[bisect_right(places, b - 1) - 1],
                    own,
                )
                for a, b, own in rows
            ]
        self._rows = rows
        self._hits: dict[_Section, Hits] = {}

    def _in(self, section: str, start: int, end: int, file: str = _FILE) -> Hits:
        """Return from where to where words of a section stand that begin in a stretch."""
        hits = self._hits.get((file, section))
        if hits is None:
            hits = self._hits[file, section] = self._found(section, file)
        return hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))] if hits else hits

    def _found(self, section: str, file: str) -> Hits:
        """Return from where to where all words of a section stand."""
        own = _bits().get((file, section))
        if own is not None:
            return [(a, b) for a, b, told in self._rows if told & own]
        return [m.span() for m in search_for(file, section).finditer(self.text)]

    def starts(self, section: str, start: int, end: int, file: str = _FILE) -> list[int]:
        """Return where in a stretch words of a section begin."""
        return [a for a, _ in self._in(section, start, end, file)]

    def within(self, start: int, end: int) -> int:
        """Return the ``bits`` of the sections that a stretch holds words of."""
        found = 0
        for _, stop, told in self._rows[
            bisect_left(self._rows, (start,)) : bisect_left(self._rows, (end,))
        ]:
            if stop <= end:
                found |= told
        return found

    def has(self, section: str, start: int, end: int, file: str = _FILE) -> bool:
        """Say whether a word of a section stands in a stretch."""
        hits = self._in(section, start, end, file)
        return bool(hits) and any(stop <= end for _, stop in hits)

    def last(self, section: str, start: int, end: int) -> int | None:
        """Return where the last such word in a stretch ends."""
        ends = [stop for _, stop in self._in(section, start, end) if stop <= end]
        return max(ends, default=None)

    def ends_with(self, section: str, start: int, end: int) -> bool:
        """Say whether a stretch ends with a word of a section, marks after it aside."""
        last = self.last(section, max(start, end - 60), end)
        return last is not None and _WORD.search(self.text, last, end) is None
