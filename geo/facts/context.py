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

__all__ = ["Around", "asked_for", "listed", "pattern"]

_FILE = "event_context"
_ONLY_LISTED = {
    "acts", "along the border", "apart", "before a noun", "before to be", "caption types",
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
        "about traffic", "checkpoint", "demarcation", "gate", "holds", "lies along", "localities",
        "built", "cases", "other stories", "pairs", "people", "planting", "the figure", "trade",
        "trade itself", "traffic", "twinning", "works",
    ),
    "items": ("building",),
    "projects": (
        "admits", "bridge", "building", "built", "checkpoint", "completed", "expressway", "other",
        "planned", "railway", "raise", "road", "under construction", "under study", "zone",
    ),
    "twinnings": ("anniversary", "both", "its", "pair", "their", "tie"),
}  # fmt: skip
"""Sections of other files that many sentences are asked for; the rest are searched on demand."""
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


_Section = tuple[str, str]


@cache
def asked_for(file: str) -> frozenset[str]:
    """Return the sections of a file whose words ``Around`` finds in its one pass."""
    own = sections(_FILE).keys() - _ONLY_LISTED if file == _FILE else ()
    return frozenset(own or _ASKED_FOR.get(file, ()))


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[_Section, ...], ...]]:
    """Return the automaton of all words, and for each word the sections that hold it."""
    holders: dict[str, list[_Section]] = {}
    for file, section in [(f, s) for f in (_FILE, *_ASKED_FOR) for s in sorted(asked_for(f))]:
        for word in phrases(file, section):
            holders.setdefault(" ".join(word.split()), []).append((file, section))
    ranked = sorted(holders)
    search = AhoCorasick(ranked, matchkind=MatchKind.Standard)
    return search, tuple(tuple(holders[word]) for word in ranked)


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
        self._hits: dict[_Section, Hits] = {}
        self._rows: list[tuple[int, int, tuple[_Section, ...]]] = []
        search, holders = _automaton()
        narrow, places, left_out = _narrowed(text)
        size = len(narrow)
        rows = sorted(
            (a, b, number)
            for number, a, b in search.find_matches_as_indexes(narrow, overlapping=True)
            if not (a and narrow[a - 1].isalnum() and narrow[a].isalnum())
            and not (b < size and narrow[b].isalnum() and narrow[b - 1].isalnum())
        )
        for a, b, number in rows:
            a += left_out[bisect_right(places, a) - 1]
            b += left_out[bisect_right(places, b - 1) - 1]
            self._rows.append((a, b, holders[number]))
            for section in holders[number]:
                starts, ends = self._hits.setdefault(section, ([], []))
                starts.append(a)
                ends.append(b)

    def of(self, section: str, file: str = _FILE) -> Hits:
        """Return where the words of a section stand."""
        hits = self._hits.get((file, section))
        if hits is None:
            indexed = file == _FILE or section in asked_for(file)
            hits = _NOWHERE if indexed else self._searched(section, file)
            self._hits[file, section] = hits
        return hits

    def _searched(self, section: str, file: str) -> Hits:
        found = [m.span() for m in search_for(file, section).finditer(self.text)]
        return [a for a, _ in found], [b for _, b in found]

    def starts(self, section: str, start: int, end: int, file: str = _FILE) -> list[int]:
        """Return where in a stretch words of a section begin."""
        starts, _ = self.of(section, file)
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    def within(self, start: int, end: int) -> dict[str, set[str]]:
        """Return the sections, by their files, that a stretch holds words of."""
        found: dict[str, set[str]] = {}
        for at in range(bisect_left(self._rows, (start,)), bisect_left(self._rows, (end,))):
            _, stop, holders = self._rows[at]
            for file, section in holders if stop <= end else ():
                found.setdefault(file, set()).add(section)
        return found

    def has(self, section: str, start: int, end: int, file: str = _FILE) -> bool:
        """Say whether a word of a section stands in a stretch."""
        starts, ends = self.of(section, file)
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
