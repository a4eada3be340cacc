"""The wording of a sentence: its words, cut for weights that were learned from examples.

Names and dates are replaced by what they are, numbers by one sign: that a place is named says
something of a sentence, which place it is says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.facts.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.facts.passage import Passage
    from geo.facts.sentences import Sentence
    from geo.facts.triggers import Trigger

__all__ = [
    "STEM",
    "Wording",
    "Words",
    "plain_words",
    "read_wording",
    "sided",
    "stems_beside",
    "stems_in",
]

_TOKEN = re.compile(r"([^\W\d_]+(?:'[a-z]+)?|\d[\d.,]*|[%$€£;:?!\"()-])")
STEM = 6
"""Letters of a stem: "inaugurated", "inauguration" and "inaugurates" begin alike."""
_REACH = 60  # characters on each side of a stretch
_FIRST = 3  # sentences of the text proper whose number says something
_SIZES = {4: "year", 7: "month", 10: "day"}


class Wording(NamedTuple):
    """What a sentence is made of.

    ``words``: its words, their stems and the pairs of neighbouring stems; ``marks``: what is known
    of it besides: where it stands, and which words of events.txt it has.
    """

    words: frozenset[str]
    marks: frozenset[str]


class Words:
    """The words and marks of a text of plain form, found in one pass over it; any figure is "9"."""

    def __init__(self, text: str) -> None:
        parts = _TOKEN.split(text)  # a gap, a word, a gap, …
        offsets = list(accumulate(map(len, parts)))
        self._text, self._starts, self._ends = text, offsets[:-1:2], offsets[1::2]
        self._words = ["9" if word[0].isdigit() else word for word in parts[1::2]]

    def between(self, start: int, end: int) -> list[str]:
        """Return the words of a stretch; of a word that its start or end cuts, what is inside."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        before: list[str] = []
        behind: list[str] = []
        if first and self._ends[first - 1] > start:
            before = plain_words(self._text, start, min(end, self._ends[first - 1]))
        if first < last and self._ends[last - 1] > end:
            last -= 1
            behind = plain_words(self._text, self._starts[last], end)
        return [*before, *self._words[first:last], *behind]


def read_wording(
    passage: Passage,
    sentence: Sentence,
    number: int,
    triggers: Collection[Trigger],
    headline: Collection[str],
) -> Wording:
    """Return the wording of a sentence, the ``number``-th of the text proper.

    ``triggers`` are its words that may tell of events; ``headline`` the types of events that the
    article's title may tell of.
    """
    marks = {f"k:{sentence.kind}", f"p:{min(number, _FIRST)}"}
    for sense in (s for t in triggers for s in t.senses):
        marks |= {f"t:{sense.type}", f"tf:{sense.kind}:{sense.form}"}
        if sense.type in headline:
            marks.add("h:1")
    return Wording(_words_in(passage, sentence), frozenset(marks))


@remembered
def _words_in(passage: Passage, sentence: Sentence) -> frozenset[str]:
    """Return the words of a sentence, their stems, and the pairs of neighbouring stems."""
    words = _words(passage, sentence)
    stems = [w if w.startswith("xx") else w[:STEM] for w in words]
    found = [f"w:{w}" for w in words]
    found += [f"s:{s}" for s in stems]
    found += [f"b:{a}_{b}" for a, b in pairwise(stems)]
    return frozenset(found)


def _words(passage: Passage, sentence: Sentence) -> list[str]:
    """Return the words of a sentence, names and dates by what they are."""
    spans = [
        (m.start, m.end, "xx" + m.type.replace("_", ""))
        for m in passage.named(sentence.start, sentence.end, embedded=True)
    ]
    spans += [
        (d.start, d.end, "xx" + _SIZES.get(len(d.span.start), "date"))
        for d in passage.dates_in(sentence.start, sentence.end)
    ]
    found: list[str] = []
    at = sentence.start
    for start, end, word in sorted(spans):
        if start < at:
            continue
        found += passage.words.between(at, start)
        found.append(word)
        at = end
    return found + passage.words.between(at, sentence.end)


@remembered
def stems_in(passage: Passage, sentence: Sentence) -> frozenset[str]:
    """Return the stems of a sentence, names as they are written."""
    words = passage.words.between(sentence.start, sentence.end)
    return frozenset([f"s:{word[:STEM]}" for word in words])


def stems_beside(
    passage: Passage, sentence: Sentence, start: int, end: int
) -> tuple[list[str], list[str]]:
    """Return the stems of the words before and behind a stretch, as near as counts, in order."""
    first, last = max(sentence.start, start - _REACH), min(sentence.end, end + _REACH)
    before = [word[:STEM] for word in passage.words.between(first, start)]
    behind = [word[:STEM] for word in passage.words.between(end, last)]
    return before, behind


def sided(before: list[str], behind: list[str], first: int, last: int) -> set[str]:
    """Return stems by their side, and the ``first`` and ``last`` nearest with their place too."""
    found = [f"l:{stem}" for stem in before]
    found += [f"r:{stem}" for stem in behind]
    found += [f"l{n}:{stem}" for n, stem in enumerate(reversed(before[-first:]))]
    found += [f"r{n}:{stem}" for n, stem in enumerate(behind[:last])]
    return set(found)


def plain_words(text: str, start: int, end: int) -> list[str]:
    """Return the words and marks of ``text[start:end]`` (plain form); any figure is "9"."""
    return ["9" if word[0].isdigit() else word for word in _TOKEN.findall(text, start, end)]
