"""Holding what a model says against the text: what the text does not prove is left out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.model import Evidence
from geo.names import Folded, fold, fold_text, has_word_boundary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.facts.money import Money
    from geo.facts.passage import Passage
    from geo.facts.quantities import Number
    from geo.model import DateSpan, Mention

__all__ = ["Proof", "UnprovenError"]

_SHORTEST_QUOTE = 12  # letters and digits; less could be found in any text
_LONGEST_QUOTE = 1000  # characters; more proves nothing in particular
_CLOSE = 1e-6


class UnprovenError(Exception):
    """A record that the text does not prove; the message is what is missing."""


@dataclass
class Proof:
    """One article and the places that it names, asked whether they bear out what is said of them.

    ``left_out`` counts what they did not bear out, in words.
    """

    passage: Passage
    places: Mapping[str, Mention]
    left_out: Counter[str] = field(default_factory=Counter)
    kind: str = ""
    _folded: Folded | None = None

    def leave_out(self, what: str) -> None:
        """Count something that is not proven."""
        self.left_out[f"{self.kind}: {what}"] += 1

    def evidence(self, quotes: Iterable[str]) -> tuple[Evidence, ...]:
        """Return where the quotes stand, in order; UnprovenError where none of them does."""
        spans = set()
        for quote in quotes:
            fit = sum(c.isalnum() for c in quote) >= _SHORTEST_QUOTE
            span = self.find(quote) if fit and len(quote) <= _LONGEST_QUOTE else None
            if span is None:
                self.leave_out("a quote does not stand in the text")
            else:
                spans.add(span)
        if not spans:
            msg = "no quote of it stands in the text"
            raise UnprovenError(msg)
        article = self.passage.article.id
        return tuple(Evidence(article, start, end) for start, end in sorted(spans))

    def find(self, words: str, inside: Sequence[Evidence] = ()) -> tuple[int, int] | None:
        """Return where words stand in the text, inside the evidence first; None if nowhere.

        Case, diacritics, white space and the kinds of dashes and quotation marks may differ.
        """
        spans = list(self._spans(fold(words).strip()))
        within = [s for s in spans for e in inside if e.start <= s[0] and s[1] <= e.end]
        return next(iter(within or spans), None)

    def _spans(self, wanted: str) -> Iterator[tuple[int, int]]:
        if self._folded is None:
            self._folded = fold_text(self.passage.article.text)
        text = self._folded.text
        at = text.find(wanted) if any(c.isalnum() for c in wanted) else -1
        while at >= 0:
            if has_word_boundary(text, at, at + len(wanted)):
                yield self._folded.span(at, at + len(wanted))
            at = text.find(wanted, at + 1)

    def words(self, said: str | None, what: str, inside: Sequence[Evidence] = ()) -> str | None:
        """Return words as the text writes them; None, and counted, where it has none such.

        With ``inside``, they must stand in the evidence.
        """
        if said is None or not said.strip():
            return None
        span = self.find(said, inside)
        if span is None or (inside and not any(e.start <= span[0] < e.end for e in inside)):
            self.leave_out(f"{what} is not in the text")
            return None
        return " ".join(self.passage.article.text[slice(*span)].split())

    def named(self, keys: Iterable[str]) -> list[Mention]:
        """Return the places that keys stand for, each once; unknown keys are counted."""
        found = {}
        for place in keys:
            if place in self.places:
                found[place] = self.places[place]
            else:
                self.leave_out("a place is none that the text names")
        return list(found.values())

    def date(self, words: str | None, evidence: Sequence[Evidence]) -> DateSpan | None:
        """Return the date that words of the text tell, read as the program reads dates."""
        if words is None or not words.strip():
            return None
        span = self.find(words, evidence)
        for sentence in self.passage.sentences if span else ():
            if span and sentence.start < span[1] and span[0] < sentence.end:
                for date in self.passage.dates_in(sentence.start, sentence.end):
                    if date.start < span[1] and span[0] < date.end:
                        return date.span
        self.leave_out("a date is not told by the text")
        return None

    def number(self, value: float, evidence: Sequence[Evidence]) -> Number:
        """Return the number of the evidence that has this value; UnprovenError if it has none."""
        for piece in evidence:
            for number in self.passage.numbers_in(piece.start, piece.end):
                if number.end <= piece.end and _equal(number.value, value):
                    return number
        msg = "a number is not in its quotes"
        raise UnprovenError(msg)

    def money(self, value: float, currency: str | None, evidence: Sequence[Evidence]) -> Money:
        """Return the sum of money that the evidence tells; UnprovenError if it tells none such."""
        for piece in evidence:
            for money in self.passage.money_in(piece.start, piece.end):
                if _equal(money.value, value) and money.currency == (currency or "").upper():
                    return money
        msg = "a sum of money is not in its quotes"
        raise UnprovenError(msg)


def _equal(a: float, b: float) -> bool:
    try:
        return math.isclose(a, b, rel_tol=_CLOSE)
    except OverflowError:  # a number of hundreds of digits
        return False
