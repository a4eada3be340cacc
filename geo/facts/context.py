"""The words of event_context.txt: what stands around an event's name, as sets, patterns, hits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from geo.facts.lexicon import any_of, phrases, sections

__all__ = ["Around", "listed", "pattern"]

_FILE = "event_context"
_ONLY_LISTED = {
    "acts", "along the border", "apart", "before a noun", "before to be", "caption types",
    "class of place", "compound heads", "dated only", "definite", "determiners", "gather verbs",
    "launches", "no deed", "open states", "ordinals", "planned with a date", "purpose verbs",
    "shown alone", "skip", "weak nouns", "weak verbs", "where", "whereto",
}  # fmt: skip
_SPACES = re.compile(" {2,}")
_WORD = re.compile(r"\w")

Hits = tuple[list[int], list[int]]
"""Where words stand, in order of their starts: starts, ends."""
_NOWHERE: Hits = ([], [])


@cache
def listed(section: str) -> frozenset[str]:
    """Return the words of a section; none if there is no such section."""
    return frozenset(phrases(_FILE, section))


@cache
def pattern(section: str) -> re.Pattern[str]:
    """Return the pattern of any word of a section."""
    return re.compile(any_of(_FILE, section))


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    """Return the automaton of all words, and for each word the sections that hold it."""
    holders: dict[str, list[str]] = {}
    for section, words in sections(_FILE).items():
        for word in () if section in _ONLY_LISTED else words:
            holders.setdefault(" ".join(word.split()), []).append(section)
    ranked = sorted(holders)
    search = AhoCorasick(ranked, matchkind=MatchKind.Standard)
    return search, tuple(tuple(holders[word]) for word in ranked)


def _narrowed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with single spaces, and where how many were left out up to there."""
    if "  " not in text:
        return text, []
    parts, cuts, at, left_out = [], [], 0, 0
    for match in _SPACES.finditer(text):
        parts.append(text[at : match.start() + 1])
        left_out += match.end() - match.start() - 1
        cuts.append((match.end() - left_out, left_out))
        at = match.end()
    return "".join([*parts, text[at:]]), cuts


def _widened(at: int, cuts: list[tuple[int, int]]) -> int:
    """Return the offset in the text that an offset in the narrowed text stands for."""
    before = bisect_right(cuts, at, key=lambda cut: cut[0])
    return at + (cuts[before - 1][1] if before else 0)


class Around:
    """Where the words of each section stand in a text of plain form, found in one pass over it.

    ``even`` says that more than one space together ends a paragraph, so no phrase runs over it.
    """

    def __init__(self, text: str, *, even: bool = False) -> None:
        self.text = text
        self._hits: dict[str, Hits] = {}
        search, holders = _automaton()
        narrow, cuts = (text, []) if even else _narrowed(text)
        size = len(narrow)
        rows = sorted(
            (a, b, number)
            for number, a, b in search.find_matches_as_indexes(narrow, overlapping=True)
            if not (a and narrow[a - 1].isalnum() and narrow[a].isalnum())
            and not (b < size and narrow[b].isalnum() and narrow[b - 1].isalnum())
        )
        for a, b, number in rows:
            if cuts:
                a, b = _widened(a, cuts), _widened(b - 1, cuts) + 1
            for section in holders[number]:
                starts, ends = self._hits.setdefault(section, ([], []))
                starts.append(a)
                ends.append(b)

    def of(self, section: str) -> Hits:
        """Return where the words of a section stand."""
        return self._hits.get(section, _NOWHERE)

    def has(self, section: str, start: int, end: int) -> bool:
        """Say whether a word of a section stands in a stretch."""
        starts, ends = self.of(section)
        at = bisect_left(starts, start)
        while at < len(starts) and starts[at] < end:
            if ends[at] <= end:
                return True
            at += 1
        return False

    def last(self, section: str, start: int, end: int) -> int | None:
        """Return where the last such word in a stretch ends."""
        starts, ends = self.of(section)
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        return max((b for b in ends[first:stop] if b <= end), default=None)

    def ends_with(self, section: str, start: int, end: int) -> bool:
        """Say whether a stretch ends with a word of a section, marks after it aside."""
        last = self.last(section, max(start, end - 60), end)
        return last is not None and _WORD.search(self.text, last, end) is None
