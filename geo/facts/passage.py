"""An article made ready for the readers of facts: plain text, sentences, numbers, sums, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from geo.facts.clock import Clock
from geo.facts.context import Around, bits
from geo.facts.dates import FoundDate, find_dates, in_that_year
from geo.facts.giving import Giving, giving_words, read_givings, says_giving
from geo.facts.goods import Goods, counted, measured, named
from geo.facts.lexicon import is_vietnamese
from geo.facts.memory import remembered
from geo.facts.money import Money, read_money
from geo.facts.quantities import Number, read_numbers
from geo.facts.sentences import Sentence, plain, split
from geo.facts.wording import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Article, Mention

__all__ = ["Passage"]

_Found = TypeVar("_Found")
_LONGEST = 1600
_SEMICOLON = re.compile(r";\s*")
_DAY = len("2025-11-12")
_NUMBERED = {"landmark", "road"}  # names of these hold numbers: "National Road 22B"
_NEWS = 31  # days for which something is news


def _pieces(sentence: Sentence) -> list[Sentence]:
    """Cut what is too long for a sentence, so that no text takes more than linear time."""
    if sentence.end - sentence.start <= _LONGEST:
        return [sentence]
    starts = range(sentence.start, sentence.end, _LONGEST)
    return [sentence._replace(start=a, end=min(a + _LONGEST, sentence.end)) for a in starts]


def _between(found: Sequence[_Found], starts: list[int], start: int, end: int) -> Sequence[_Found]:
    """Return what starts inside a stretch; ``starts`` tells in order where each of them does."""
    return found[bisect_left(starts, start) : bisect_left(starts, end)]


@dataclass(frozen=True)
class Passage:
    """One article with what its readers share; offsets are those of ``article.text``."""

    article: Article
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]
    encoded: bool = True
    """Whether the encoder reads it."""

    @classmethod
    def of(
        cls,
        article: Article,
        mentions: Sequence[Mention],
        sentences: Sequence[Sentence] | None = None,
        *,
        encoded: bool = True,
    ) -> Passage:
        """Return the passage of an article; the sentences are split here if none are given."""
        parts = split(article.text) if sentences is None else sentences
        parts = [piece for part in parts for piece in _pieces(part)]
        ordered = sorted(mentions, key=lambda m: (m.start, m.end))
        return cls(article, tuple(ordered), tuple(parts), encoded)

    @cached_property
    def memory(self) -> dict[Any, dict[Any, Any]]:
        """What each reader has read of the passage, for ``geo.facts.memory``."""
        return defaultdict(dict)

    @cached_property
    def plain(self) -> str:
        """The text as the patterns expect it, of the same length."""
        return plain(self.article.text)

    @cached_property
    def words(self) -> Words:
        """The words of the text as ``geo.facts.wording`` cuts them."""
        return Words(self.plain)

    @cached_property
    def vietnamese(self) -> bool:
        """Whether figures and phrases are to be read the Vietnamese way."""
        return is_vietnamese(self.article.text, self.article.language)

    @cached_property
    def numbers(self) -> list[Number]:
        """All numbers of the text that are no part of a name: not that of "border marker 171"."""
        found = read_numbers(self.article.text, vietnamese=self.vietnamese, lowered=self.plain)
        names = sorted((m.start, m.end) for m in self.mentions if m.type in _NUMBERED)
        last = (bisect_left(names, (n.start + 1,)) - 1 for n in found)
        return [n for n, i in zip(found, last, strict=True) if i < 0 or names[i][1] <= n.start]

    @cached_property
    def money(self) -> list[Money]:
        """All sums of money of the text."""
        return read_money(
            self.article.text, self.numbers, vietnamese=self.vietnamese, lowered=self.plain
        )

    @cached_property
    def _number_starts(self) -> list[int]:
        return [n.start for n in self.numbers]

    @cached_property
    def _money_starts(self) -> list[int]:
        return [m.start for m in self.money]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [d.start for d in self.dates]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def named(self, start: int, end: int, *, embedded: bool = False) -> list[Mention]:
        """Return the mentions inside a stretch, those inside longer names only on demand."""
        inside = _between(self.mentions, self._mention_starts, start, end)
        return [m for m in inside if m.end <= end and (embedded or not m.embedded)]

    def numbers_in(self, start: int, end: int) -> Sequence[Number]:
        """Return the numbers that start inside a stretch."""
        return _between(self.numbers, self._number_starts, start, end)

    def money_in(self, start: int, end: int) -> Sequence[Money]:
        """Return the sums that start inside a stretch."""
        return _between(self.money, self._money_starts, start, end)

    def tells(self, sentence: Sentence, file: str, *names: str) -> bool:
        """Say whether a sentence holds a word of some sections of a vocabulary file."""
        wanted = bits(file, *names)
        if wanted is None:
            start, end = sentence.start, sentence.end
            return any(self.around.has(section, start, end, file) for section in names)
        return wanted & self._bits[sentence] != 0

    def told(self, sentence: Sentence) -> int:
        """Return the ``bits`` of the sections that a sentence holds words of."""
        return self._bits[sentence]

    @cached_property
    def _bits(self) -> dict[Sentence, int]:
        """Of which sections each sentence holds words."""
        return {s: self.around.within(s.start, s.end) for s in self.sentences}

    @cached_property
    def around(self) -> Around:
        """Where the words of the vocabulary stand in the text."""
        return Around(self.plain)

    @cached_property
    def clock(self) -> Clock:
        """What relative dates of the article are counted from."""
        return Clock.of(self.article, self.plain)

    @cached_property
    def _giving_words(self) -> tuple[list[re.Match[str]], list[int]]:
        words = giving_words(self.plain)
        return words, [w.start() for w in words]

    @remembered
    def givings_in(self, start: int, end: int) -> list[Giving]:
        """Return the words that say that something is given, inside a stretch."""
        words, starts = self._giving_words
        inside = [w for w in _between(words, starts, start, end) if w.end() <= end]
        return read_givings(self.plain, inside, start, end)

    @remembered
    def counted_in(self, start: int, end: int) -> list[Goods]:
        """Return what is counted inside a stretch."""
        numbers, sums = self.numbers_in(start, end), self.money_in(start, end)
        found = counted(self.plain, start, end, numbers, sums, vietnamese=self.vietnamese)
        found += measured(self.plain, start, end)
        return sorted(found, key=lambda goods: goods.start)

    @remembered
    def uncounted_in(self, start: int, end: int) -> list[Goods]:
        """Return the things of the vocabulary that no figure counts inside a stretch."""
        taken = self.counted_in(start, end)
        return named(self.plain, start, end, taken, vietnamese=self.vietnamese)

    @cached_property
    def gives(self) -> bool:
        """Whether the text says anywhere that something is given."""
        words, _ = self._giving_words
        return says_giving(self.plain, words, 0, len(self.plain))

    def dates_in(self, start: int, end: int) -> Sequence[FoundDate]:
        """Return the dates told inside a stretch, in order."""
        return _between(self.dates, self._date_starts, start, end)

    @cached_property
    def dates(self) -> list[FoundDate]:
        """All dates of the text."""
        found: list[FoundDate] = []
        lead = before = None
        for part in self.sentences:
            told = find_dates(self.plain, part.start, part.end, self.clock, before)
            for one in told:
                found.append(in_that_year(one, found[-1] if found else None, self.plain))
            told = found[len(found) - len(told) :]
            days = [d.span for d in told if len(d.span.start) == _DAY]
            if not days or part.kind != "body":
                continue
            lead = lead or (days[0] if self._is_news(days[0].start) else None)
            # "the same day" after a look back is that of the news
            before = lead if lead is not None and days[-1].start < lead.start else days[-1]
        return found

    def _is_news(self, day: str) -> bool:
        today = self.clock.day
        return today is not None and 0 <= (today - date.fromisoformat(day)).days <= _NEWS

    @cached_property
    def lead_day(self) -> str | None:
        """The first day of the text proper that lies in the month before the article."""
        for part in self.sentences:
            for told in self.dates_in(part.start, part.end) if part.kind == "body" else ():
                day = told.span.start
                if len(day) == _DAY and not (told.since or told.bracketed) and self._is_news(day):
                    return day
        return None

    def segments(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the parts of a sentence between semicolons."""
        text, parts, at = self.plain, [], sentence.start
        for match in _SEMICOLON.finditer(text, sentence.start, sentence.end):
            parts.append((at, match.start()))
            at = match.end()
        parts.append((at, sentence.end))
        return [(a, b) for a, b in parts if text[a:b].strip()]
