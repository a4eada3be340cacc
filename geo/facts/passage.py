"""An article made ready for the readers of facts: plain text, sentences, numbers, sums, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geo.facts.clock import Clock
from geo.facts.context import Around
from geo.facts.dates import FoundDate, find_dates
from geo.facts.lexicon import is_vietnamese, search_for
from geo.facts.money import Money, read_money
from geo.facts.quantities import Number, read_numbers
from geo.facts.sentences import Sentence, plain, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Article, Mention

__all__ = ["Passage"]


_LONGEST = 1600
_UNEVEN = re.compile(r"[^\S\n]\s|\s[^\S\n]")
_DAY = len("2025-11-12")


def _pieces(sentence: Sentence) -> list[Sentence]:
    """Cut what is too long for a sentence, so that no text takes more than linear time."""
    starts = range(sentence.start, sentence.end, _LONGEST)
    return [replace(sentence, start=a, end=min(a + _LONGEST, sentence.end)) for a in starts]


@dataclass(frozen=True)
class Passage:
    """One article with what its readers share; offsets are those of ``article.text``."""

    article: Article
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(
        cls,
        article: Article,
        mentions: Sequence[Mention],
        sentences: Sequence[Sentence] | None = None,
    ) -> Passage:
        """Return the passage of an article; the sentences are split here if none are given."""
        parts = split(article.text) if sentences is None else sentences
        parts = [piece for part in parts for piece in _pieces(part)]
        ordered = sorted(mentions, key=lambda m: (m.start, m.end))
        return cls(article, tuple(ordered), tuple(parts))

    @cached_property
    def plain(self) -> str:
        """The text as the patterns expect it, of the same length."""
        return plain(self.article.text)

    @cached_property
    def vietnamese(self) -> bool:
        """Whether figures and phrases are to be read the Vietnamese way."""
        return is_vietnamese(self.article.text, self.article.language)

    @cached_property
    def numbers(self) -> list[Number]:
        """All numbers of the text."""
        return read_numbers(self.article.text, vietnamese=self.vietnamese, lowered=self.plain)

    @cached_property
    def money(self) -> list[Money]:
        """All sums of money of the text."""
        return read_money(
            self.article.text, self.numbers, vietnamese=self.vietnamese, lowered=self.plain
        )

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def named(self, start: int, end: int, *, embedded: bool = False) -> list[Mention]:
        """Return the mentions inside a stretch, those inside longer names only on demand."""
        first = bisect_left(self._mention_starts, start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end and (embedded or not mention.embedded):
                found.append(mention)
        return found

    def numbers_in(self, start: int, end: int) -> list[Number]:
        """Return the numbers that start inside a stretch."""
        first = bisect_left(self.numbers, start, key=lambda n: n.start)
        last = bisect_left(self.numbers, end, lo=first, key=lambda n: n.start)
        return self.numbers[first:last]

    def money_in(self, start: int, end: int) -> list[Money]:
        """Return the sums that start inside a stretch."""
        first = bisect_left(self.money, start, key=lambda m: m.start)
        last = bisect_left(self.money, end, lo=first, key=lambda m: m.start)
        return self.money[first:last]

    @cached_property
    def _told(self) -> dict[tuple[int, str, str], bool]:
        return {}

    def tells(self, sentence: Sentence, file: str, section: str) -> bool:
        """Say whether a sentence holds a word of a section of a vocabulary file."""
        key = (sentence.start, file, section)
        if key not in self._told:
            found = search_for(file, section).search(self.plain, sentence.start, sentence.end)
            self._told[key] = found is not None
        return self._told[key]

    @cached_property
    def around(self) -> Around:
        """Where the words of event_context.txt stand in the text."""
        return Around(self.plain, even=_UNEVEN.search(self.article.text) is None)

    @cached_property
    def clock(self) -> Clock:
        """What relative dates of the article are counted from."""
        return Clock.of(self.article, self.plain)

    def dates_in(self, start: int, end: int) -> list[FoundDate]:
        """Return the dates told inside a stretch, in order."""
        first = bisect_left(self.dates, start, key=lambda d: d.start)
        last = bisect_left(self.dates, end, lo=first, key=lambda d: d.start)
        return self.dates[first:last]

    @cached_property
    def dates(self) -> list[FoundDate]:
        """All dates of the text."""
        found: list[FoundDate] = []
        before = None
        for part in self.sentences:
            told = find_dates(self.plain, part.start, part.end, self.clock, before)
            days = [d.span for d in told if len(d.span.start) == _DAY]
            before = days[-1] if days and part.kind == "body" else before
            found += told
        return found

    def segments(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the parts of a sentence between semicolons."""
        text, parts, at = self.plain, [], sentence.start
        for match in re.compile(r";\s*").finditer(text, sentence.start, sentence.end):
            parts.append((at, match.start()))
            at = match.end()
        parts.append((at, sentence.end))
        return [(a, b) for a, b in parts if text[a:b].strip()]
