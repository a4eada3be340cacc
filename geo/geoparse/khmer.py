"""Names in Khmer script.

Khmer sets no spaces between words and has no capitals: names are found with an automaton over
the folded text, and all but the largest places need their class word, which stands before the
name ("ខេត្ត" province, "ស្រុក" district, "ឃុំ" commune, "ភូមិ" village).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.geoparse.index import PLAIN
from geo.geoparse.lexicon import ClassWord
from geo.geoparse.name import LEVEL, Name
from geo.names import fold_text, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ahocorasick_rs import AhoCorasick

    from geo.geoparse.index import NameIndex
    from geo.geoparse.lexicon import Lexicon
    from geo.geoparse.tokens import Tokens

__all__ = ["KhmerFinder"]

_KHMER = re.compile(r"[\u1780-\u17ff]")
_DIGITS = "០១២៣៤៥៦៧៨៩"
_SHORTEST = 4
_LONGEST = 18
_NEAR = 4
"""Characters between a place and the larger one behind it: nothing, a space, "នៃ"."""


class KhmerFinder:
    """Finds names in Khmer script; the automaton is built for the first text that has any."""

    def __init__(self, index: NameIndex, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon

    @cached_property
    def _plain(self) -> tuple[list[str], AhoCorasick]:
        from ahocorasick_rs import AhoCorasick, MatchKind

        names = sorted(
            name
            for name, tier in self._index.khmer.items()
            if tier >= PLAIN and len(name) >= _SHORTEST
        )
        return names, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _class_words(self) -> dict[str, ClassWord]:
        return {
            word.phrase: ClassWord(kind, plural=False, inside=False, words=word.phrase)
            for word, kind in self._lexicon.khmer_class_words()
        }

    @cached_property
    def _next(self) -> re.Pattern[str]:
        words = map(re.escape, self._lexicon.of_kind("right after a name"))
        return re.compile("|".join(words) or "(?!)")

    @cached_property
    def _classed(self) -> re.Pattern[str]:
        words = "|".join(sorted(self._class_words, key=lambda word: (-len(word), word)))
        return re.compile(rf"({words}) ?([\u1780-\u17d3]{{2,40}}(?: ?[{_DIGITS}]{{1,2}})?)")

    def find(self, tokens: Tokens) -> list[Name]:
        """Return the names in Khmer script, each with its type and the larger place it lies in."""
        if not _KHMER.search(tokens.text):
            return []
        folded = fold_text(tokens.text)
        found: list[Name] = []
        at = 0
        while match := self._classed.search(folded.text, at):
            start = match.start(2)
            length = self._length(match[2])
            at = start + length if length else start
            if length:
                said = self._class_words[match[1]]
                found.append(self._name(tokens, *folded.span(start, at), said))
        taken = [(name.start, name.end) for name in found]  # in order, none in another
        for _, start, end in self._plain[1].find_matches_as_indexes(folded.text):
            span = folded.span(start, end)
            last = bisect_left(taken, (span[1],)) - 1
            if last < 0 or taken[last][1] <= span[0]:
                found.append(self._name(tokens, *span, None))
        found.sort(key=lambda name: name.start)
        _chain(found)
        return found

    def _length(self, text: str) -> int:
        """Return how much of the letters behind a class word is the name; 0 for none of it.

        The longest known name, its number too, that ends where a word may end; else all of the
        letters, if they are few enough to be one name.
        """
        letters = len(text.rstrip(f" {_DIGITS}"))
        for end in range(len(text), 1, -1):
            if text[:end] in self._index.khmer and (
                end in (len(text), letters)
                or self._next.match(text, end)
                or self._classed.match(text, end)
            ):
                return end
        return letters if letters <= _LONGEST and not self._next.match(text) else 0

    def _name(self, tokens: Tokens, start: int, end: int, said: ClassWord | None) -> Name:
        first = min(bisect_right(tokens.ends, start), max(tokens.count - 1, 0))
        last = max(bisect_left(tokens.starts, end), first + 1)
        name = Name(first, last, start, end, key(tokens.text[start:end]), reach=last)
        name.accepted = True
        kinds = self._index.kinds(name)
        name.known = bool(kinds)
        if said is not None:
            name.class_word, name.class_from, name.type = said, "before", said.type
        else:
            ranked = sorted(kinds, key=lambda kind: (-LEVEL[kind], kind))
            name.type = ranked[0] if ranked else "village"
        return name


def _chain(names: Sequence[Name]) -> None:
    """Put every name into the larger one that follows it at once."""
    for name, later in pairwise(names):
        if name.type is None or later.type is None:
            continue
        word = len(later.class_word.words) if later.class_word else 0
        if (
            later.start - word - name.end <= _NEAR
            and LEVEL[later.type] > LEVEL[name.type]
            and later.class_word is not None
        ):
            name.inside = later
